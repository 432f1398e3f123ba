//! Workbooks made of the CSV sheets: each option a row of its own, with merged cells and a head of two rows.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// An option of a leaf: words, printed points, value.
struct Choice {
    words: String,
    label: String,
    value: f64,
}

/// The options of a cell, where each line ends in points.
fn choices(how: &str) -> Option<Vec<Choice>> {
    if how.contains("mỗi") || how.contains("công thức") {
        return None;
    }
    how.split(['\n', ';'])
        .map(|piece| {
            let (words, points) = piece.rsplit_once(':')?;
            let label = points.trim();
            let value = label.split(' ').next()?.replace(',', ".").parse().ok()?;
            Some(Choice {
                words: words.trim().trim_start_matches("- ").to_owned(),
                label: if label.ends_with("điểm") {
                    label.to_owned()
                } else {
                    format!("{label} điểm")
                },
                value,
            })
        })
        .collect()
}

/// A workbook of a CSV sheet.
pub(crate) fn of_csv(bytes: &[u8]) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut book = Workbook::new();
    book.add_worksheet()
        .set_name("Bìa")
        .unwrap()
        .write(0, 0, "Trang bìa")
        .unwrap();
    let sheet = book.add_worksheet().set_name("Bảng điểm").unwrap();
    head(sheet, 3);
    sheet.write(0, 0, &records[0][0]).unwrap();
    let mut row = 5;
    for record in &records[5..] {
        let (number, title, max, how, evidence) =
            (&record[0], &record[1], &record[2], &record[3], &record[4]);
        if number == "STT" {
            head(sheet, row);
            row += 2;
            continue;
        }
        row = leaf(sheet, row, number, title, max, how, evidence);
    }
    book.save_to_buffer().unwrap()
}

fn head(sheet: &mut Worksheet, row: u32) {
    let plain = Format::new();
    for (column, text) in [
        (0, "TT"),
        (1, "Lĩnh vực, tiêu chí, tiêu chí thành phần"),
        (6, "Tài liệu kiểm chứng"),
    ] {
        sheet
            .merge_range(row, column, row + 1, column, text, &plain)
            .unwrap();
    }
    sheet
        .merge_range(row, 2, row, 2 + 3, "Chấm điểm", &plain)
        .unwrap();
    for (column, text) in [
        (2, "Điểm tối đa"),
        (3, "Phương án"),
        (4, "Điểm ghi"),
        (5, "Điểm phương án"),
    ] {
        sheet.write(row + 1, column, text).unwrap();
    }
}

fn leaf(
    sheet: &mut Worksheet,
    row: u32,
    number: &str,
    title: &str,
    max: &str,
    how: &str,
    evidence: &str,
) -> u32 {
    let plain = Format::new();
    let options = choices(how).unwrap_or_default();
    let last = row + u32::try_from(options.len().max(1)).unwrap() - 1;
    let max: Option<f64> = max.replace(',', ".").parse().ok();
    if last > row {
        for (column, text) in [(0, number), (1, title), (6, evidence)] {
            sheet
                .merge_range(row, column, last, column, text, &plain)
                .unwrap();
        }
        sheet.merge_range(row, 2, last, 2, "", &plain).unwrap();
    } else {
        for (column, text) in [(0, number), (1, title), (6, evidence)] {
            sheet.write(row, column, text).unwrap();
        }
        if !how.is_empty() {
            sheet.write(row, 3, how).unwrap();
        }
    }
    if let Some(max) = max {
        sheet.write(row, 2, max).unwrap();
    }
    for (at, option) in (row..).zip(&options) {
        sheet.write(at, 3, &option.words).unwrap();
        sheet.write(at, 4, &option.label).unwrap();
        sheet.write(at, 5, option.value).unwrap();
    }
    last + 1
}
