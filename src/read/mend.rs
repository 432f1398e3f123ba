//! Going on behind slips that leave no doubt where the next value starts.
//!
//! A mended text has the length of the text it was made of, so that each offset means the same place
//! in both. What was guessed on the way is never read as a value.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::value::RawValue;

use super::syntax::SyntaxFault;

/// Most slips passed over in one text.
const MOST: usize = 40;
/// Most bytes read again for them.
const MOST_READ: usize = 32 * 1024 * 1024;

/// What a text that is not JSON is read as
#[derive(Clone, Debug)]
pub(super) struct Mended {
    text: String,
    faults: Vec<(usize, SyntaxFault)>,
    refused: BTreeSet<usize>,
    is_whole: bool,
}

impl Mended {
    /// The text without its slips, where all could be passed over
    pub(super) fn text(&self) -> Option<&str> {
        self.is_whole.then_some(self.text.as_str())
    }

    /// The slips, each with its offset
    pub(super) fn faults(&self) -> &[(usize, SyntaxFault)] {
        &self.faults
    }

    /// Whether the value at an offset stands for one that cannot be read
    pub(super) fn is_refused(&self, offset: usize) -> bool {
        self.refused.contains(&offset)
    }
}

/// Reads a text as JSON; gives nothing where it is.
pub(super) fn mend(text: &str) -> Option<Mended> {
    let mut error = serde_json::from_str::<&RawValue>(text).err()?;
    let mut mended = Mended {
        text: text.to_owned(),
        faults: Vec::new(),
        refused: BTreeSet::new(),
        is_whole: false,
    };
    let passes = MOST_READ
        .checked_div(text.len())
        .unwrap_or(1)
        .clamp(1, MOST);
    for _ in 0..passes {
        let (place, fault) = SyntaxFault::of(&error, &mended.text);
        if mended
            .faults
            .last()
            .is_some_and(|(last, _)| *last == place.start)
        {
            break;
        }
        let passed = mended.pass(&place, &fault);
        mended.faults.push((place.start, fault));
        if passed.is_none() {
            break;
        }
        match serde_json::from_str::<&RawValue>(&mended.text) {
            Ok(_) => {
                mended.is_whole = true;
                break;
            }
            Err(next) => error = next,
        }
    }
    Some(mended)
}

impl Mended {
    /// Passes over one slip; `None` where it is not clear how the text goes on.
    fn pass(&mut self, place: &Range<usize>, fault: &SyntaxFault) -> Option<()> {
        let offset = place.start;
        match fault {
            SyntaxFault::BadNumber { .. } => self.refuse(offset, place.end),
            SyntaxFault::MissingComma => {
                let here = self.byte(offset)?;
                (!matches!(here, b']' | b'}')).then_some(())?;
                self.put_before(offset, ",")
            }
            SyntaxFault::MissingColon => self.put_before(offset, ":"),
            SyntaxFault::TrailingComma => {
                let comma = self.text.get(..offset)?.trim_end().len().checked_sub(1)?;
                self.put(comma, " ")
            }
            SyntaxFault::Comment => {
                let rest = self.text.get(offset..)?;
                let length = if rest.starts_with("/*") {
                    rest.find("*/")?.checked_add(2)?
                } else if rest.starts_with("//") || rest.starts_with('#') {
                    rest.find('\n').unwrap_or(rest.len())
                } else {
                    return None;
                };
                self.blank(offset, offset.checked_add(length)?)
            }
            SyntaxFault::WrongQuotes => self.straighten(offset),
            SyntaxFault::UnknownWord => {
                let before = self.text.get(..offset)?;
                let start = before.trim_end_matches(|c: char| c.is_alphanumeric()).len();
                let rest = self.text.get(start..)?;
                let ends = |c: char| matches!(c, ',' | '}' | ']' | '\n' | '"' | ':');
                let end = start.checked_add(rest.find(ends)?)?;
                self.refuse(start, end)
            }
            SyntaxFault::MissingValue => match self.byte(offset)? {
                b',' | b'}' if self.text.get(..offset)?.trim_end().ends_with(':') => {
                    let place = offset.checked_sub(1)?;
                    matches!(self.byte(place)?, b' ' | b'\t').then_some(())?;
                    self.refuse(place, offset)
                }
                b',' => self.put(offset, " "),
                _ => None,
            },
            SyntaxFault::KeyNotText if self.byte(offset)? == b',' => self.put(offset, " "),
            SyntaxFault::RawControlCharacter => self.put(offset, " "),
            _ => None,
        }
    }

    fn byte(&self, offset: usize) -> Option<u8> {
        self.text.as_bytes().get(offset).copied()
    }

    /// Writes something over as many bytes.
    fn put(&mut self, offset: usize, what: &str) -> Option<()> {
        let end = offset.checked_add(what.len())?;
        self.text.get(offset..end)?;
        self.text.replace_range(offset..end, what);
        Some(())
    }

    /// Writes a mark into the white space before a place.
    fn put_before(&mut self, offset: usize, mark: &str) -> Option<()> {
        let place = offset.checked_sub(1)?;
        self.byte(place)?.is_ascii_whitespace().then_some(())?;
        self.put(place, mark)
    }

    fn blank(&mut self, start: usize, end: usize) -> Option<()> {
        let length = end.checked_sub(start)?;
        self.put(start, &" ".repeat(length))
    }

    /// Takes what stands there for a value that cannot be read.
    fn refuse(&mut self, start: usize, end: usize) -> Option<()> {
        self.blank(start, end)?;
        self.put(start, "0")?;
        self.refused.insert(start);
        Some(())
    }

    /// Makes straight double quotes of others around a text on one line.
    fn straighten(&mut self, offset: usize) -> Option<()> {
        let rest = self.text.get(offset..)?;
        let opening = rest.chars().next()?;
        let inside = rest.get(opening.len_utf8()..)?;
        let closes = |c: char| match opening {
            '\'' => c == '\'',
            _ => matches!(c, '“' | '”' | '‘' | '’' | '"'),
        };
        let length = inside.find(|c: char| closes(c) || matches!(c, '"' | '\\' | '\n'))?;
        let closing = inside
            .get(length..)?
            .chars()
            .next()
            .filter(|c| closes(*c))?;
        let end = offset
            .checked_add(opening.len_utf8())?
            .checked_add(length)?;
        let pad = |c: char| " ".repeat(c.len_utf8().saturating_sub(1));
        self.put(end, &format!("\"{}", pad(closing)))?;
        self.put(offset, &format!("{}\"", pad(opening)))
    }
}
