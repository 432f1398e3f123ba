//! Bending inputs so that they stay nearly right.

use crate::chance::Chance;
use crate::json::{Kind, Span, spans};

/// Numbers at and beyond what is held.
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "-0",
    "0.0",
    "0.5",
    "1e9",
    "1E-400",
    "100",
    "99.999999999",
    "0.000000001",
    "0.0000000001",
    "1000000000000000000",
    "1000000000000000001",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "170141183460469231731687303715884105728",
    "4294967295",
    "4294967296",
    "255",
    "256",
    "2147483648",
    "00",
    "1.",
    ".5",
    "+1",
    "NaN",
];

/// Numbers that fit in most places.
const FITTING: &[&str] = &[
    "0", "0.25", "0.5", "0.75", "1", "1.5", "2", "3", "10", "50", "60", "70", "80", "95", "97.5",
    "100", "200",
];

/// Texts that are read, nearly read, or hard to show.
const TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    "yes",
    "no",
    "on-time",
    "2024",
    "2024-02-29",
    "2023-02-29",
    "9999-12-31",
    "0001-01-01",
    "2024-Q1",
    "2024-13",
    "2024-00",
    "slot:a",
    "area:",
    "all",
    "a/b",
    "a~1b",
    "~0",
    "1.1",
    "1.10",
    "c1.1",
    "Ti\\u00eau ch\\u00ed",
    "Tie\u{302}u chi\u{301}",
    "Tiêu chí",
    "\\ud800",
    "\\u0000",
    "\\n\\t",
    "12/KH-SNV",
    "12/2024/NĐ-CP",
    "100%",
    "1,5",
    "97,5",
    "\u{202e}abc",
    "\u{200b}",
    "\u{a0}",
    "１２",
    "٣",
    "par-index/criteria@1",
    "par-index/criteria@2",
];

/// Cells of sheets.
const CELLS: &[&str] = &[
    "",
    "STT",
    "Tiêu chí",
    "Điểm tối đa",
    "1",
    "1.1",
    "1.1.1",
    "I",
    "XL",
    "a)",
    "Tổng",
    "0,5",
    "1.000,5",
    "\"Có: 1; Không: 0\"",
    "\"Từ 95% trở lên: 1; Từ 60% đến dưới 95%: 0,5; Dưới 60%: 0\"",
    "\"Đúng hạn: 1; Chậm: 0,5; Không: 0\"",
    "\"Mỗi văn bản 0,25 điểm, tối đa 1\"",
    "\"Trừ 0,25 điểm cho mỗi lỗi\"",
    "\"b/a x 2\"",
    "\"Dưới : ; đến % trên\"",
    "\"Từ 99999999999999999999%: 1\"",
    "\"0/0\"",
    "\"1/3 điểm\"",
    "\"31/2/2024: 1\"",
    "#REF!",
    "=A1",
    "-",
    "−1",
    "1e308",
    "\"\"\"\"",
];

/// Bends an input once to four times; `other` is what pieces are taken from
pub fn mutate(input: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bent = input.to_vec();
    for _ in 0..=chance.below(4) {
        bent = match chance.below(16) {
            0 => of_bytes(bent, other, chance),
            _ if looks_like_json(&bent) => of_json(&bent, other, chance),
            _ => of_cells(&bent, chance),
        };
    }
    bent
}

fn looks_like_json(bytes: &[u8]) -> bool {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    matches!(first, Some(b'{' | b'['))
}

fn put(input: &[u8], at: std::ops::Range<usize>, new: &[u8]) -> Vec<u8> {
    let (before, after) = (input.get(..at.start), input.get(at.end..));
    [before.unwrap_or_default(), new, after.unwrap_or_default()].concat()
}

fn of_bytes(mut input: Vec<u8>, other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let at = chance.below(input.len());
    match chance.below(7) {
        0 => input.truncate(at),
        1 => {
            let bit = chance.below(8);
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << bit;
            }
        }
        2 => {
            let odd = [0xFF, 0, b'"', b'{', b'\\', 0xC3, b','][chance.below(7)];
            input = put(&input, at..at, &[odd]);
        }
        3 => input = put(&input, 0..0, b"\xEF\xBB\xBF"),
        4 => {
            let end = at + chance.below(64);
            input = put(&input, at..end.min(input.len()), b"");
        }
        5 => {
            let from = chance.below(other.len());
            let piece = other.get(from..).unwrap_or_default();
            input.truncate(at);
            input.extend_from_slice(piece);
        }
        _ => input.extend_from_slice(b" \n"),
    }
    input
}

fn value<'b>(
    bytes: &'b [u8],
    wanted: &dyn Fn(Kind) -> bool,
    chance: &mut Chance,
) -> Option<(Span, &'b [u8])> {
    let fitting: Vec<Span> = spans(bytes)
        .into_iter()
        .filter(|span| wanted(span.kind))
        .collect();
    let span = chance.of(&fitting)?.clone();
    let text = bytes.get(span.at.clone())?;
    Some((span, text))
}

fn of_json(input: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    bent_json(input, other, chance).unwrap_or_else(|| input.to_vec())
}

fn bent_json(input: &[u8], other: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let any = |kind| kind != Kind::Key;
    Some(match chance.below(16) {
        0 => {
            let (span, _) = value(input, &|kind| kind == Kind::Number, chance)?;
            put(input, span.at, chance.of(NUMBERS)?.as_bytes())
        }
        1 | 2 => {
            let (span, _) = value(input, &|kind| kind == Kind::Number, chance)?;
            put(input, span.at, chance.of(FITTING)?.as_bytes())
        }
        3 => {
            let (span, _) = value(input, &|kind| kind == Kind::Text, chance)?;
            let text = match chance.below(40) {
                0 => "ệ".repeat(1 + chance.below(30_000)),
                _ => (*chance.of(TEXTS)?).to_owned(),
            };
            put(input, span.at, format!("\"{text}\"").as_bytes())
        }
        // Another text of the same file: mostly another name that is known there.
        4 | 5 => {
            let (span, _) = value(input, &|kind| kind == Kind::Text, chance)?;
            let (_, text) = value(input, &|kind| kind == Kind::Text, chance)?;
            (text.len() <= 100).then(|| put(input, span.at, text))?
        }
        // An element left out, with its comma.
        6 => {
            let (span, _) = value(input, &any, chance)?;
            let comma = input.get(span.at.end) == Some(&b',');
            put(input, span.at.start..span.at.end + usize::from(comma), b"")
        }
        // A value of the same kind from elsewhere, mostly.
        7..=9 => {
            let (span, _) = value(input, &any, chance)?;
            let from = if chance.below(2) == 0 { input } else { other };
            let same = chance.below(8) > 0;
            let kind = span.kind;
            let (_, text) = value(
                from,
                &|own| own != Kind::Key && (!same || own == kind),
                chance,
            )?;
            (text.len() <= 20_000).then(|| put(input, span.at, text))?
        }
        10 => {
            // An element or member twice.
            let (span, text) = value(input, &any, chance)?;
            let twice = [text, b",", text].concat();
            (text.len() <= 20_000).then(|| put(input, span.at, &twice))?
        }
        11 | 12 => {
            // A member left out, with its comma.
            let (key, _) = value(input, &|kind| kind == Kind::Key, chance)?;
            let next = spans(input).into_iter().find(|span| {
                span.kind != Kind::Key
                    && span.at.start > key.at.end
                    && span.at.start <= key.at.end + 3
            })?;
            let comma = input.get(next.at.end) == Some(&b',');
            put(input, key.at.start..next.at.end + usize::from(comma), b"")
        }
        13 => {
            let (span, _) = value(input, &|kind| kind == Kind::Key, chance)?;
            let (_, text) = value(other, &|kind| kind == Kind::Key, chance)?;
            put(input, span.at, text)
        }
        14 => {
            let (span, _) = value(input, &any, chance)?;
            let words: [&[u8]; 6] = [b"null", b"true", b"false", b"[]", b"{}", b"\"\""];
            put(input, span.at, chance.of(&words)?)
        }
        _ => {
            let (span, text) = value(input, &any, chance)?;
            let levels = [1, 2, 40, 61, 64, 65, 5_000][chance.below(7)];
            let deep = [b"[".repeat(levels), text.to_vec(), b"]".repeat(levels)].concat();
            (text.len() <= 2_000).then(|| put(input, span.at, &deep))?
        }
    })
}

/// Cells of a sheet in CSV: replaced, left out, doubled, or whole rows of them.
fn of_cells(input: &[u8], chance: &mut Chance) -> Vec<u8> {
    let ends = |byte: u8| {
        let ends = input
            .iter()
            .enumerate()
            .filter(move |(_, own)| **own == byte);
        ends.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let (rows, cells) = (ends(b'\n'), ends(b','));
    let between = |ends: &[usize], chance: &mut Chance| {
        let index = chance.below(ends.len());
        let from = ends.get(index).map_or(0, |at| at + 1);
        let to = ends.get(index + 1).copied().unwrap_or(input.len());
        from..to.max(from)
    };
    let cell = chance.of(CELLS).copied().unwrap_or_default();
    match chance.below(6) {
        0 => {
            let row = between(&rows, chance);
            put(input, row, b"")
        }
        1 => {
            let row = between(&rows, chance);
            let twice = [input.get(row.clone()).unwrap_or_default(), b"\n"]
                .concat()
                .repeat(1 + chance.below(3));
            put(input, row.start..row.start, &twice)
        }
        2 => {
            let digits: Vec<usize> = input
                .iter()
                .enumerate()
                .filter(|(_, byte)| byte.is_ascii_digit())
                .map(|(at, _)| at)
                .collect();
            let at = chance.of(&digits).copied().unwrap_or(0);
            let new = ["9", "0", "", ",", ".", "-", "99999999999999999999", "%"][chance.below(8)];
            put(input, at..(at + 1).min(input.len()), new.as_bytes())
        }
        _ => {
            let own = between(&cells, chance);
            put(input, own, cell.as_bytes())
        }
    }
}
