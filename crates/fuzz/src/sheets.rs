//! Workbooks taken apart and put together again, so that a bent part is still read.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::chance::Chance;

/// The names and texts of the parts of a workbook; nothing where it is none.
fn parts(book: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(book)).ok()?;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let mut text = Vec::new();
        part.read_to_end(&mut text).ok()?;
        parts.push((part.name().to_owned(), text));
    }
    Some(parts)
}

/// A workbook of these parts, not packed.
pub(crate) fn book(parts: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in parts {
        writer.start_file(name.as_str(), options).ok()?;
        writer.write_all(text).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// Words put in place of a number or text of a part.
const WORDS: &[&str] = &[
    "",
    "0",
    "-1",
    "1e308",
    "NaN",
    "99999999999999999999",
    "A1",
    "XFD1048576",
    "A0",
    "ZZZZ9",
    "A1:B2",
    "B2:A1",
    "A1:XFD1048576",
    "s",
    "b",
    "e",
    "d",
    "str",
    "inlineStr",
    "1.1",
    "0.1",
    "45000",
    "&amp;",
    "&#0;",
    "Có: 1; Không: 0",
    "Điểm tối đa",
    "x",
    "true",
];

/// Bends a part of a workbook, or the bytes of the whole where it is none.
pub(crate) fn bend(input: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let Some(mut parts) = parts(input).filter(|_| chance.below(20) > 0) else {
        let mut bent = input.to_vec();
        let at = chance.below(bent.len());
        match chance.below(3) {
            0 => bent.truncate(at),
            1 => bent.extend_from_slice(other.get(..at.min(other.len())).unwrap_or_default()),
            _ => {
                if let Some(byte) = bent.get_mut(at) {
                    *byte = byte.wrapping_add(1);
                }
            }
        }
        return bent;
    };
    for _ in 0..=chance.below(3) {
        let at = chance.below(parts.len());
        if chance.below(24) == 0 {
            parts.remove(at);
        } else if let Some((_, text)) = parts.get_mut(at) {
            *text = bend_xml(text, chance);
        }
    }
    book(&parts).unwrap_or_else(|| input.to_vec())
}

fn bend_xml(text: &[u8], chance: &mut Chance) -> Vec<u8> {
    // Where a text between tags or an attribute begins and ends.
    let ends = |open: u8, close: u8| {
        let mut found = Vec::new();
        let mut from = None;
        for (at, byte) in text.iter().enumerate() {
            match from {
                Some(start) if *byte == close => {
                    found.push(start..at);
                    from = None;
                }
                None if *byte == open => from = Some(at + 1),
                _ => {}
            }
        }
        found
    };
    let word = chance.of(WORDS).copied().unwrap_or_default();
    let spans = match chance.below(3) {
        0 => ends(b'>', b'<'),
        1 => ends(b'"', b'"'),
        _ => ends(b'<', b'>'),
    };
    let Some(span) = chance.of(&spans).cloned() else {
        return text.to_vec();
    };
    let (before, after) = (text.get(..span.start), text.get(span.end..));
    let own = text.get(span).unwrap_or_default();
    let middle = match chance.below(8) {
        0 => [own, own].concat(),
        1 => Vec::new(),
        2 => own.iter().rev().copied().collect(),
        _ => word.as_bytes().to_vec(),
    };
    [
        before.unwrap_or_default(),
        &middle,
        after.unwrap_or_default(),
    ]
    .concat()
}
