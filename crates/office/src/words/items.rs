//! A text cut into items: words with their points.

use par_index::number::Quantity;

use super::number::Mark;
use super::points::{Said, said};
use super::token::{Token, tokens};
use crate::text::line;

/// Text of one cell, with points in a cell of their own where there is one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Source {
    pub(crate) text: String,
    /// Points printed as words in a cell of their own: `0,5 điểm`.
    pub(crate) label: String,
    pub(crate) points: Option<Quantity>,
}

/// Words with their points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// As printed.
    pub(crate) label: String,
    pub(crate) points: Quantity,
    /// The decimal mark of points printed in the words.
    pub(crate) mark: Option<Mark>,
    /// Which source it is from.
    pub(crate) source: usize,
    /// What the points are given for.
    pub(super) words: Vec<Token>,
}

/// Cuts the sources into items. Nothing where a part of the text is no item.
pub(super) fn split(sources: &[Source], max: Quantity) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    let mut lead_allowed = true;
    let beside = repeats_points(sources, max);
    for (source, cell) in sources.iter().enumerate() {
        if let Some(points) = cell.points {
            items.push(with_own_points(cell, points, source, max, beside));
            lead_allowed = false;
            continue;
        }
        for piece in pieces(&cell.text, max) {
            let tokens = tokens(&piece);
            let Some(said) = said(&tokens, max).filter(|said| !said.words.is_empty()) else {
                // A lead-in such as "Tỷ lệ hồ sơ đúng hạn:" stands before the items.
                if lead_allowed
                    && !tokens
                        .iter()
                        .any(|token| matches!(token, Token::Number(..)))
                {
                    continue;
                }
                return None;
            };
            lead_allowed = false;
            items.push(Item {
                label: line(&piece),
                points: said.points,
                mark: said.mark,
                source,
                words: said.words,
            });
        }
    }
    (items.len() > 1).then_some(items)
}

/// Whether the words of the options repeat the points of their cells, without saying `điểm`.
///
/// One that agrees shows the custom: `Số sáng kiến: 3` beside 1 point is no points.
fn repeats_points(sources: &[Source], max: Quantity) -> bool {
    sources.iter().any(|cell| {
        let inside = said(&tokens(&trimmed(&cell.text)), max);
        inside.is_some_and(|said| !said.unit && Some(said.points) == cell.points)
    })
}

fn with_own_points(
    cell: &Source,
    points: Quantity,
    source: usize,
    max: Quantity,
    beside: bool,
) -> Item {
    let text = trimmed(&cell.text);
    let all = tokens(&text);
    let inside = said(&all, max).filter(|said| said.unit || beside);
    let own = said(&tokens(&format!("x: {}", cell.label)), max);
    let mut label = line(&text);
    if !cell.label.trim().is_empty() {
        label = format!("{label}: {}", line(&cell.label));
    }
    // A printed number without its unit is given it, so that it can be compared with the points.
    let bare = |said: &Option<Said>| said.as_ref().is_some_and(|said| !said.unit);
    if bare(&own) || (own.is_none() && bare(&inside)) {
        label = format!("{} điểm", label.trim_end_matches(['.', ';', ',']));
    }
    let mark = own.as_ref().or(inside.as_ref()).and_then(|said| said.mark);
    Item {
        label,
        points,
        mark,
        source,
        words: inside
            .map(|said| said.words)
            .filter(|words| !words.is_empty())
            .unwrap_or(all),
    }
}

/// Text without bullets and numbering at its start, and closing marks at its end.
fn trimmed(text: &str) -> String {
    let text = text.trim().trim_end_matches([';', ' ']);
    text.trim_start_matches([
        '-', '+', '•', '*', '–', '—', '●', '▪', '◦', '\u{f0b7}', ' ', '\u{a0}',
    ])
    .to_owned()
}

/// The text cut at line ends, semicolons and full stops; lines that go on are joined.
fn pieces(text: &str, max: Quantity) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for part in text
        .split('\n')
        .flat_map(|line| line.split(';'))
        .flat_map(sentences)
    {
        let part = trimmed(&part);
        if part.is_empty() {
            continue;
        }
        // A line goes on where the one before it has no points yet.
        let goes_on = pieces.last().is_some_and(|last| {
            said(&tokens(last), max).is_none()
                && !last.trim_end().ends_with(':')
                && part.chars().next().is_some_and(|first| {
                    first.is_lowercase() || matches!(first, '(' | '≥' | '<' | '>')
                })
        });
        match pieces.last_mut() {
            Some(last) if goes_on => {
                last.push(' ');
                last.push_str(&part);
            }
            _ => pieces.push(part),
        }
    }
    pieces
}

/// Cuts at a full stop that is followed by a capital, and at a slash between spaces.
fn sentences(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text.to_owned();
    loop {
        let cut = rest.match_indices(['.', '/']).find_map(|(at, sign)| {
            let before = rest.get(..at)?;
            let after = rest.get(at + 1..)?;
            let starts = after.trim_start();
            let cuts = match sign {
                "." => {
                    after.starts_with([' ', '\t'])
                        && starts.chars().next().is_some_and(char::is_uppercase)
                }
                _ => {
                    before.ends_with(' ')
                        && after.starts_with(' ')
                        && before
                            .trim_end()
                            .ends_with(|l: char| l.is_ascii_digit() || l == 'm' || l == 'đ')
                }
            };
            cuts.then(|| (before.to_owned(), starts.to_owned()))
        });
        let Some((before, after)) = cut else {
            out.push(rest);
            return out;
        };
        out.push(before);
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Option<Vec<String>> {
        let source = Source {
            text: text.to_owned(),
            ..Source::default()
        };
        split(&[source], Quantity::parse("1").unwrap())
            .map(|items| items.into_iter().map(|item| item.label).collect())
    }

    #[test]
    fn cells_are_cut_into_items() {
        for text in [
            "Có: 0,5; Không: 0",
            "Có: 0,5\nKhông: 0",
            "- Có: 0,5;\n- Không: 0.",
            "Cách chấm:\n+ Có: 0,5\n+ Không: 0",
            "Có: 0,5 / Không: 0",
        ] {
            let found = labels(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.len(), 2, "{text}: {found:?}");
            assert!(found[0].starts_with("Có"), "{found:?}");
        }
        assert_eq!(
            labels("Ban hành kịp thời\n(trước ngày 20/12): 1 điểm. Không ban hành: 0 điểm")
                .unwrap(),
            [
                "Ban hành kịp thời (trước ngày 20/12): 1 điểm",
                "Không ban hành: 0 điểm"
            ]
        );
    }

    #[test]
    fn what_is_no_item_stops_it() {
        for text in [
            "Có: 0,5",
            "Chấm theo hướng dẫn riêng",
            "Có: 0,5\nĐạt 80% thì xem xét\nKhông: 0",
        ] {
            assert_eq!(labels(text), None, "{text}");
        }
    }

    #[test]
    fn a_printed_number_gets_its_unit() {
        let source = |text: &str, label: &str| Source {
            text: text.to_owned(),
            label: label.to_owned(),
            points: Quantity::parse("1").ok(),
        };
        let alone = split(
            &[source("Muộn: 0,5", ""), source("Sớm", "")],
            Quantity::parse("1").unwrap(),
        )
        .unwrap();
        assert_eq!(
            alone[0].label, "Muộn: 0,5",
            "no other option shows that this is points"
        );
        let sources = [
            source("Sớm: 1", ""),
            source("Muộn: 0,5", ""),
            source("Muộn", "0,5"),
            source("Muộn", "0,5 điểm"),
            source("- Muộn (0,5 điểm)", ""),
            source("Muộn", ""),
        ];
        let labels: Vec<String> = split(&sources, Quantity::parse("1").unwrap())
            .unwrap()
            .into_iter()
            .map(|item| item.label)
            .collect();
        assert_eq!(
            labels,
            [
                "Sớm: 1 điểm",
                "Muộn: 0,5 điểm",
                "Muộn: 0,5 điểm",
                "Muộn: 0,5 điểm",
                "Muộn (0,5 điểm)",
                "Muộn"
            ]
        );
    }
}
