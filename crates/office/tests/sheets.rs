//! Whole sheets: a sound one, one with every fault that real sheets have, and the same as workbooks.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what should not happen"
)]

mod workbook;

use std::fs;
use std::path::Path;

use par_index::compile::Scorer;
use par_index::diagnostic::Diagnostic;
use par_index::diagnostic::Severity;
use par_index::model::CriteriaSet;
use par_index::number::Date;
use par_index_office::{ImportOptions, Imported, import_criteria};

fn data(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    fs::read(folder.join(name)).unwrap()
}

fn import(name: &str, bytes: &[u8]) -> Imported {
    import_criteria(name, bytes, &ImportOptions::default())
        .unwrap_or_else(|fault| panic!("{}", fault.diagnostic()))
}

/// What was found, apart from advice: check, cell, witness.
fn found(imported: &Imported) -> Vec<(String, String, String)> {
    let graver = |severity| severity != Severity::Advice;
    imported
        .found
        .iter()
        .filter(|found| graver(found.diagnostic().severity()))
        .map(|found| {
            (
                found.diagnostic().check().to_owned(),
                found.cell().unwrap().at.to_string(),
                found.diagnostic().witness().unwrap_or_default().to_owned(),
            )
        })
        .collect()
}

fn list(found: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    found
        .iter()
        .map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned()))
        .collect()
}

/// The file as it is written and read again, which is what `check` sees.
fn written(imported: &Imported) -> Result<CriteriaSet, par_index::diagnostic::Diagnostics> {
    let text = serde_json::to_string_pretty(&imported.file).unwrap();
    CriteriaSet::from_json(Some("written.json"), text.as_bytes())
}

#[test]
fn a_sound_sheet_has_no_finding_and_can_be_scored() {
    for (name, bytes) in [
        ("sound.csv", data("sound.csv")),
        ("sound.xlsx", workbook::of_csv(&data("sound.csv"))),
    ] {
        let imported = import(name, &bytes);
        assert_eq!(found(&imported), [], "{name}");
        let advice: Vec<&str> = imported
            .found
            .iter()
            .map(|found| found.diagnostic().check())
            .collect();
        // Two leaves are shares by formula (D40, D95), and the sheet does not say what 0 of 0 earns.
        let expected = [
            "rounding-not-stated",
            "empty-not-answered",
            "empty-not-answered",
        ];
        assert_eq!(advice, expected, "{name}");
        // Counted by hand: of 68 leaves two are grades of quality.
        assert_eq!((imported.certain, imported.judged), (66, 2), "{name}");
        let set = written(&imported).unwrap();
        let checked = CriteriaSet::check(set.file());
        let ids: Vec<&str> = checked.iter().map(Diagnostic::check).collect();
        assert_eq!(ids, ["empty-not-answered", "empty-not-answered"], "{name}");
        let scorer = Scorer::new(set).unwrap();
        let day = Date::parse("2024-11-30").unwrap();
        let mut file = scorer.blank_assessment("so-a", day).unwrap();
        file.answer("2.1.1-chuong-trinh-xay-dung-van-ban", true)
            .unwrap();
        let assessment = par_index::eval::Assessment::new(&scorer, None, file).unwrap();
        let card = scorer.score(&assessment).unwrap();
        assert_eq!(card.total().max().to_string(), "100");
        let leaf = card.criterion("c2.1.1").unwrap();
        assert_eq!(leaf.computed().unwrap().to_string(), "1");
    }
}

/// Each fault of `faulty.csv` was planted by hand in `sound.csv`; the cells were read off the sheet.
#[test]
fn every_planted_fault_is_found_once() {
    let imported = import("faulty.csv", &data("faulty.csv"));
    let expected = list(&[
        // Areas that add up to 101, by the row of the total.
        // "Từ 70% - 100%" beside "Từ 50% - 70%".
        ("bands-overlap", "D23", "70"),
        // From 60 to below 70, then from 80.
        ("bands-leave-a-gap", "D31", "70"),
        // 4,5 printed above 0,5 + 1 + 1,5 + 1.
        ("children-do-not-add-up", "C34", "4"),
        // "100%" beside "70–100%".
        ("bands-overlap", "D41", "100"),
        // 0,5 is the best of a maximum of 1.
        ("maximum-not-reachable", "D50", "0.5"),
        // "Trên 50% đến dưới…"
        ("bound-missing", "D63", "Trên 50% đến dưới… kế hoạch: 1"),
        ("number-under-another-parent", "A73", "5.5.1"),
        ("number-given-twice", "A81", "6.1.2"),
        ("number-under-another-parent", "A90", "7.11"),
        // "1.5" among decimal commas.
        ("decimal-marks-mixed", "D104", "Từ 80% đến dưới 100%: 1.5"),
        ("areas-do-not-add-up", "C107", "101"),
    ]);
    assert_eq!(found(&imported), expected);
    // What the criteria file shows of them by itself, where the sheet is not at hand.
    let checks: Vec<&str> = CriteriaSet::check(&imported.file)
        .iter()
        .map(par_index::diagnostic::Diagnostic::check)
        .collect();
    for check in [
        "bands-overlap",
        "bands-leave-a-gap",
        "children-do-not-add-up",
        "maximum-not-reachable",
        "number-given-twice",
        "number-under-another-parent",
        "areas-do-not-add-up",
    ] {
        assert!(checks.contains(&check), "{check}");
    }
    assert!(written(&imported).is_err());
}

#[test]
fn a_workbook_with_the_same_faults_gives_the_same_findings() {
    let checks = |imported: &Imported| {
        let mut checks: Vec<String> = found(imported)
            .into_iter()
            .map(|(check, ..)| check)
            .collect();
        checks.sort();
        checks
    };
    let text = import("faulty.csv", &data("faulty.csv"));
    let book = import("faulty.xlsx", &workbook::of_csv(&data("faulty.csv")));
    assert_eq!(checks(&book), checks(&text));
    let sheets = book
        .found
        .iter()
        .filter_map(par_index_office::Located::cell);
    assert!(
        sheets
            .map(|cell| cell.sheet.as_str())
            .all(|sheet| sheet == "Bảng điểm")
    );
    // The option "Từ 50% - 70%" in its own row, beside the first option.
    let overlap = book
        .found
        .iter()
        .find(|found| found.diagnostic().check() == "bands-overlap")
        .unwrap();
    let (here, other) = (overlap.cell().unwrap().at, overlap.other().unwrap().at);
    assert_eq!((here.column, other.column), (3, 3));
    assert_eq!(here.row, other.row + 1);
}
