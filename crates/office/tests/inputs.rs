//! What only workbooks have, and inputs that cannot be read.
#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

use par_index::diagnostic::Lang;
use par_index_office::{ImportOptions, Imported, import_criteria};
use rust_xlsxwriter::{Formula, Workbook, Worksheet};

fn options() -> ImportOptions {
    ImportOptions {
        edition: par_index::read::Id::parse("2024").ok(),
        ..ImportOptions::default()
    }
}

fn found(imported: &Imported) -> Vec<(&str, String)> {
    let cell = |found: &par_index_office::Located| {
        found
            .cell()
            .map_or_else(String::new, |cell| cell.at.to_string())
    };
    imported
        .found
        .iter()
        .map(|found| (found.diagnostic().check(), cell(found)))
        .filter(|(check, _)| *check != "rounding-not-stated")
        .collect()
}

fn head(sheet: &mut Worksheet) {
    let heads = [
        "STT",
        "Tiêu chí",
        "Điểm tối đa",
        "Phương án",
        "Điểm",
        "TLKC",
    ];
    for (column, text) in (0..).zip(heads) {
        sheet.write(0, column, text).unwrap();
    }
}

/// Number, title and maximum of a row, then an option with its value.
fn row(sheet: &mut Worksheet, row: u32, number: &str, title: &str, max: f64, option: (&str, f64)) {
    if !number.is_empty() {
        sheet.write(row, 0, number).unwrap();
        sheet.write(row, 1, title).unwrap();
        sheet.write(row, 2, max).unwrap();
    }
    if !option.0.is_empty() {
        sheet.write(row, 3, option.0).unwrap();
        sheet.write(row, 4, option.1).unwrap();
    }
}

#[test]
fn a_printed_label_that_says_another_value_than_its_cell() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    head(sheet);
    row(sheet, 1, "I", "Thể chế", 100.0, ("", 0.0));
    row(
        sheet,
        2,
        "1.1",
        "Ban hành kế hoạch",
        100.0,
        ("Kịp thời (100 điểm)", 100.0),
    );
    row(sheet, 3, "", "", 0.0, ("Muộn (0,5 điểm)", 1.0));
    row(sheet, 4, "", "", 0.0, ("Không ban hành (0 điểm)", 0.0));
    let imported = import_criteria("a.xlsx", &book.save_to_buffer().unwrap(), &options()).unwrap();
    assert_eq!(
        found(&imported),
        [("label-differs-from-points", "D4".to_owned())]
    );
    assert_eq!(imported.found[1].diagnostic().witness(), Some("0.5"));
    let text = serde_json::to_string(&imported.file).unwrap();
    assert!(
        text.contains(r#""points":"1","label":"Muộn (0,5 điểm)""#),
        "{text}"
    );
}

#[test]
fn what_a_spreadsheet_does_to_numbers() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    head(sheet);
    row(sheet, 1, "I", "Thể chế", 100.0, ("", 0.0));
    let numbers = [1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.1];
    for (at, number) in (2..).zip(numbers) {
        row(
            sheet,
            at,
            "x",
            "Ban hành văn bản",
            10.0,
            ("Có: 10; Không: 0", 0.0),
        );
        sheet.write(at, 0, number).unwrap();
        sheet.write(at, 4, "").unwrap();
    }
    // A sum with a binary tail, and one that failed.
    sheet.write(2, 2, 9.7 + 0.1 + 0.2).unwrap();
    sheet.write(3, 2, 0.1 + 0.2 + 9.7).unwrap();
    sheet
        .write(4, 2, Formula::new("=#REF!").set_result("#REF!"))
        .unwrap();
    let imported = import_criteria("a.xlsx", &book.save_to_buffer().unwrap(), &options()).unwrap();
    let found = found(&imported);
    assert!(
        found.contains(&("number-lost-a-zero", "A12".to_owned())),
        "{found:?}"
    );
    assert!(
        !found
            .iter()
            .any(|(check, _)| *check == "number-given-twice"),
        "{found:?}"
    );
    let numbers: Vec<&str> = imported
        .file
        .areas
        .first()
        .unwrap()
        .criteria
        .iter()
        .filter_map(|one| one.number.as_deref())
        .collect();
    assert_eq!(numbers.last(), Some(&"1.10"));
}

#[test]
fn decimal_marks_are_compared_with_their_like() {
    let sheet = |value: &str, words: &str| {
        format!(
            "STT,Tiêu chí,Điểm tối đa,Phương án,Điểm\nI,A,100,,\n1.1,B,99.5,\"Có: 99,5 điểm\",99.5\n,,,Không: 0,0\n1.2,C,0.5,\"Có: {words} điểm\",{value}\n,,,Không: 0,0\n"
        )
    };
    let found_in = |value, words| {
        let imported =
            import_criteria("a.csv", sheet(value, words).as_bytes(), &options()).unwrap();
        found(&imported)
            .into_iter()
            .map(|(check, cell)| format!("{check} {cell}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(found_in("0.5", "0,5"), Vec::<String>::new());
    assert_eq!(found_in("\"0,5\"", "0,5"), ["decimal-marks-mixed E5"]);
    assert_eq!(found_in("0.5", "0.5"), ["decimal-marks-mixed D5"]);
}

#[test]
fn totals_of_areas_are_not_the_scale() {
    let sheet = "STT,Tiêu chí,Điểm tối đa,Cách chấm\nI,A,60,\n1.1,B,60,\"Có: 60; Không: 0\"\n,Cộng lĩnh vực I,60,\nII,C,40,\n2.1,D,40,\"Có: 40; Không: 0\"\n,Cộng,40,\n";
    let imported = import_criteria("a.csv", sheet.as_bytes(), &options()).unwrap();
    assert_eq!(found(&imported), []);
    assert_eq!(imported.file.max_points.to_string(), "100");
}

#[test]
fn bonus_and_penalty_points_stand_outside_the_scale() {
    let sheet = "STT,Tiêu chí,Điểm tối đa,Cách chấm\nI,A,100,\n1.1,B,100,\"Có: 100; Không: 0\"\nII,ĐIỂM THƯỞNG,2,\n2.1,Sáng kiến,3,\"Mỗi sáng kiến 1 điểm, tối đa 3 điểm\"\nIII,ĐIỂM TRỪ,1,\n3.1,Gửi báo cáo chậm,1,\"Có: 1; Không: 0\"\n";
    let imported = import_criteria("a.csv", sheet.as_bytes(), &options()).unwrap();
    assert_eq!(found(&imported), []);
    let cap = |adjustment: &Option<par_index::file::Adjustment>| {
        adjustment.as_ref().unwrap().cap.map(|cap| cap.to_string())
    };
    assert_eq!(
        (cap(&imported.file.bonus), cap(&imported.file.penalty)),
        (Some("2".to_owned()), None)
    );
}

#[test]
fn a_formula_that_failed_is_one_finding() {
    let sheet = "STT,Tiêu chí,Điểm tối đa,Cách chấm\nI,A,100,\n1.1,B,60,\"Có: 60; Không: 0\"\n1.2,C,bốn mươi,\"Có: 40; Không: 0\"\n";
    let imported = import_criteria("a.csv", sheet.as_bytes(), &options()).unwrap();
    assert_eq!(found(&imported), [("points-not-readable", "C4".to_owned())]);
    assert!(imported.has_errors());
}

#[test]
fn inputs_that_cannot_be_read() {
    let mut book = Workbook::new();
    head(book.add_worksheet());
    let workbook = book.save_to_buffer().unwrap();
    let cut = workbook[..workbook.len() / 2].to_vec();
    let mut empty = Workbook::new();
    empty.add_worksheet();
    let empty = empty.save_to_buffer().unwrap();
    let mut far = Workbook::new();
    far.add_worksheet().write(1_048_575, 16_383, "x").unwrap();
    let far = far.save_to_buffer().unwrap();
    let rows = format!("STT,Tiêu chí,Điểm tối đa\n{}", "1.1,a,1\n".repeat(100_000));
    let cell = format!("STT,Tiêu chí,Điểm tối đa\n1,{},1\n", "x".repeat(100_000));
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain("STT;a".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let cases: Vec<(&str, &str, Vec<u8>)> = vec![
        ("no-criteria-in-table", "head.xlsx", workbook),
        ("not-a-workbook", "cut.xlsx", cut),
        ("not-a-workbook", "text.xlsx", b"STT,a".to_vec()),
        ("not-a-workbook", "zip.xlsx", b"PK\x03\x04nothing".to_vec()),
        ("empty-file", "empty.xlsx", empty),
        ("too-many-rows", "far.xlsx", far),
        (
            "old-workbook",
            "old.xls",
            vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1],
        ),
        ("empty-file", "empty.csv", Vec::new()),
        ("not-utf-8", "utf16.csv", utf16),
        ("not-utf-8", "latin.csv", b"STT;Ti\xEAu".to_vec()),
        (
            "no-table-head",
            "letter.csv",
            b"Kinh g\x6Fi,a\n1,2\n".to_vec(),
        ),
        ("too-many-rows", "rows.csv", rows.into_bytes()),
        ("text-too-long", "cell.csv", cell.into_bytes()),
        ("file-too-large", "large.csv", vec![b'a'; 9 * 1024 * 1024]),
    ];
    for (check, name, bytes) in cases {
        let fault = import_criteria(name, &bytes, &options())
            .err()
            .unwrap_or_else(|| panic!("{name} was read"));
        let diagnostic = fault.diagnostic();
        assert_eq!(diagnostic.check(), check, "{name}");
        for message in [diagnostic.message(), diagnostic.help()] {
            assert!(message.get(Lang::Vi) != message.get(Lang::En), "{name}");
        }
    }
    let sheet = "STT,Tiêu chí,Điểm tối đa\nI,A,100\n1.1,B,100\n";
    let none = import_criteria("a.csv", sheet.as_bytes(), &ImportOptions::default());
    assert_eq!(
        none.err().unwrap().diagnostic().check(),
        "edition-not-known"
    );
}

#[test]
fn no_cut_or_broken_sheet_panics() {
    let whole = include_bytes!("data/faulty.csv");
    for end in (0..whole.len()).step_by(499) {
        let _ = import_criteria("a.csv", &whole[..end], &options());
    }
    let text = String::from_utf8_lossy(whole);
    for (from, to) in [
        (",", ";"),
        ("\"", ""),
        ("1", "99999999999999999999"),
        ("%", ""),
        (":", ""),
        ("0", "-"),
        (" ", "\u{a0}"),
        ("I", "1"),
        (".", ""),
    ] {
        let _ = import_criteria("a.csv", text.replace(from, to).as_bytes(), &options());
    }
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    head(sheet);
    row(sheet, 1, "I", "A", 1e300, ("Có: 1", -1e-300));
    let bytes = book.save_to_buffer().unwrap();
    let _ = import_criteria("a.xlsx", &bytes, &options());
    for end in (0..bytes.len()).step_by(233) {
        let mut broken = bytes.clone();
        broken[end] ^= 0x55;
        let _ = import_criteria("a.xlsx", &broken, &options());
    }
}

#[test]
fn a_cell_beyond_what_a_row_number_holds_is_no_panic() {
    let bytes = include_bytes!("data/row-number-too-large.xlsx");
    let refused = import_criteria("bang.xlsx", bytes, &options()).unwrap_err();
    assert!(!refused.diagnostic().message().get(Lang::Vi).is_empty());
}
