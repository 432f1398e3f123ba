//! Importing a sheet: refused with a reason, or a file that can be written and read.

use par_index::file::CriteriaFile;
use par_index::read::{Id, decode_document};
use par_index_office::{ImportOptions, import_criteria};

use super::sound;
use crate::{corpus, sheets};

/// Where sheets are kept as CSV.
pub(super) const SHEETS: &[(&str, &str)] = &[("crates/office/tests/data", ".csv")];
pub(super) const WORKBOOKS: &[(&str, &str)] = &[("crates/office/tests/data", ".xlsx")];

pub(super) fn csv(input: &[u8]) -> String {
    import("bang.csv", input)
}

pub(super) fn xlsx(input: &[u8]) -> String {
    import("bang.xlsx", input)
}

#[expect(clippy::panic, reason = "what a target finds is a panic")]
fn import(name: &str, input: &[u8]) -> String {
    let options = ImportOptions {
        edition: Id::parse("2024").ok(),
        ..ImportOptions::default()
    };
    let imported = match import_criteria(name, input, &options) {
        Ok(imported) => imported,
        Err(refused) => return sound(&refused.diagnostic().clone().into()),
    };
    let found = imported.found.iter().map(|own| own.diagnostic().clone());
    let answer = sound(&found.collect());
    let written = match serde_json::to_string(&imported.file) {
        Ok(written) => written,
        Err(error) => panic!("cannot be written: {error}"),
    };
    match decode_document::<CriteriaFile>(None, written.as_bytes()) {
        Ok((again, _)) => assert!(again == imported.file, "reads as something else: {written}"),
        Err(found) => panic!("what was imported is refused: {found}\n{written}"),
    }
    format!(
        "{answer} {} {}",
        imported.certain.min(9),
        imported.judged.min(9)
    )
}

/// Workbooks with the cells of the CSV sheets.
pub(super) fn workbooks() -> Vec<Vec<u8>> {
    let sheets = corpus::of("import-csv", SHEETS);
    sheets.iter().filter_map(|sheet| workbook(sheet)).collect()
}

/// The records of a CSV sheet, as far as it is one.
fn records(sheet: &[u8]) -> Vec<Vec<String>> {
    let first = sheet.split(|byte| *byte == b'\n').next();
    let delimiter = match first {
        Some(line) if line.contains(&b';') => b';',
        _ => b',',
    };
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true);
    let read = reader.delimiter(delimiter).from_reader(sheet);
    let text = |field: &[u8]| String::from_utf8_lossy(field).into_owned();
    read.into_byte_records()
        .filter_map(|record| Some(record.ok()?.iter().map(text).collect()))
        .collect()
}

fn workbook(sheet: &[u8]) -> Option<Vec<u8>> {
    let mut rows = Vec::new();
    for (row, record) in records(sheet).iter().take(60).enumerate() {
        let mut cells = Vec::new();
        for (column, text) in record.iter().take(8).enumerate() {
            let letter = char::from(b'A'.wrapping_add(u8::try_from(column).ok()?));
            let at = format!("{letter}{}", row + 1);
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            cells.push(match text.parse::<u16>() {
                Ok(number) => format!("<c r=\"{at}\"><v>{number}</v></c>"),
                Err(_) => format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
            });
        }
        rows.push(format!("<row r=\"{}\">{}</row>", row + 1, cells.concat()));
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let parts = [
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{rels}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{rels}\"><sheets><sheet name=\"Bảng\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{rels}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet xmlns=\"{main}\"><dimension ref=\"A1:H60\"/><sheetData>{}</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:D1\"/></mergeCells></worksheet>",
                rows.concat()
            ),
        ),
    ];
    let parts: Vec<(String, Vec<u8>)> = parts
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text.into_bytes()))
        .collect();
    sheets::book(&parts)
}
