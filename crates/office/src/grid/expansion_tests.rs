//! Small workbooks against limits scaled down with them.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::expansion::Limits;
use super::xlsx_file::within;
use crate::found::FileFault;

const SMALL: Limits = Limits {
    bytes: 100_000,
    tags: 2_000,
    piece: 10_000,
    sheets: 3,
};

fn is_too_much(bytes: &[u8], limits: &Limits) -> bool {
    match within(bytes, limits) {
        Ok(_) => false,
        Err(FileFault::Expands { .. }) => true,
        Err(other) => panic!("{other:?}"),
    }
}

/// A sheet with the same text in so many cells, each so many columns to the right.
fn book(text: &str, cells: u32, column: u16) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..cells {
        sheet.write(row, column, text).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// The workbook with one part written anew.
fn with_part(bytes: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if part.name() == name {
            text = change(text);
        }
        let options = SimpleFileOptions::default();
        writer.start_file(part.name(), options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_text_that_many_cells_refer_to_counts_in_each() {
    // 90 times 1,000 letters and the cells fit into 100,000 bytes; 110 times do not.
    let text = "x".repeat(1_000);
    assert!(!is_too_much(&book(&text, 80, 0), &SMALL));
    assert!(is_too_much(&book(&text, 110, 0), &SMALL));
}

#[test]
fn cells_before_a_far_one_count() {
    // 200 columns of some 50 bytes in each row, for one letter.
    assert!(!is_too_much(&book("x", 20, 0), &SMALL));
    assert!(!is_too_much(&book("x", 5, 199), &SMALL));
    assert!(is_too_much(&book("x", 20, 199), &SMALL));
}

#[test]
fn what_a_part_becomes_counts_and_not_what_the_archive_says() {
    let long = with_part(&book("x", 1, 0), "docProps/app.xml", |text| {
        text + &"\n".repeat(120_000)
    });
    assert!(long.len() < 30_000);
    assert!(is_too_much(&long, &SMALL));
    assert!(!is_too_much(
        &long,
        &Limits {
            bytes: 200_000,
            ..SMALL
        }
    ));
    // The sizes that the archive states of that part are made one byte.
    let mut lying = long;
    let size = 120_000_u32;
    let mut lies = 0;
    for at in 0..lying.len() - 4 {
        let own = u32::from_le_bytes(lying[at..at + 4].try_into().unwrap());
        if (size..size + 2_000).contains(&own) {
            lying[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
            lies += 1;
        }
    }
    assert!(lies > 0);
    assert!(is_too_much(&lying, &SMALL));
}

#[test]
fn tags_count_and_so_does_the_length_of_one() {
    let sheet = "xl/worksheets/sheet1.xml";
    let tags = |many: usize| {
        with_part(&book("x", 1, 0), sheet, move |text| {
            text.replace("</worksheet>", &("<a/>".repeat(many) + "</worksheet>"))
        })
    };
    assert!(!is_too_much(&tags(500), &SMALL));
    assert!(is_too_much(&tags(2_000), &SMALL));
    let one = |length: usize| {
        with_part(&book("x", 1, 0), sheet, move |text| {
            let long = format!("<a b=\"{}\"/></worksheet>", "y".repeat(length));
            text.replace("</worksheet>", &long)
        })
    };
    assert!(!is_too_much(&one(9_000), &SMALL));
    assert!(is_too_much(&one(11_000), &SMALL));
}

#[test]
fn sheets_count_and_one_part_is_not_read_for_each_of_many() {
    let sheets = |many: usize, length: usize| {
        let book = with_part(&book("x", 1, 0), "xl/worksheets/sheet1.xml", move |text| {
            text.replace("</worksheet>", &("\n".repeat(length) + "</worksheet>"))
        });
        with_part(&book, "xl/workbook.xml", move |text| {
            let own = |at| format!("<sheet name=\"s{at}\" sheetId=\"1\" r:id=\"rId1\"/>");
            let more: String = (0..many).map(own).collect();
            text.replace("</sheets>", &(more + "</sheets>"))
        })
    };
    assert!(!is_too_much(&sheets(2, 0), &SMALL));
    assert!(is_too_much(&sheets(3, 0), &SMALL));
    let long = Limits {
        bytes: 1_000_000,
        piece: 1_000_000,
        sheets: 100,
        ..SMALL
    };
    assert!(!is_too_much(&sheets(50, 100), &long));
    assert!(is_too_much(&sheets(50, 400_000), &long));
}

#[test]
fn merged_cells_are_found_by_row() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = rust_xlsxwriter::Format::new();
    sheet.merge_range(0, 1, 2, 3, "a", &plain).unwrap();
    sheet.write(2, 5, "b").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let grids = within(&bytes, &SMALL).unwrap();
    let origin = |row, column| grids[0].origin(super::CellAt { row, column }).to_string();
    assert_eq!(origin(2, 3), "B1");
    assert_eq!(origin(0, 1), "B1");
    assert_eq!(origin(2, 4), "E3");
    assert_eq!(origin(3, 2), "C4");
}
