//! Rows of a table as JSON, read straight into their values.
//!
//! Only the plain form is read: objects of declared columns with numbers, truth values and words without
//! escapes. Anything else is left to the decoder, which also says what is wrong.

use super::facts::{SUB_UNIT, Value, cell};
use crate::compile::most_rows;
use crate::file::{FactValue, TableKind};
use crate::number::Quantity;

/// The rows; `None` where the decoder has to look.
pub(super) fn rows(text: &str, kind: &TableKind) -> Option<Vec<Vec<Value>>> {
    let mut left = Scanner { left: text };
    let mut rows = Vec::new();
    left.take('[')?;
    if left.take(']').is_none() {
        loop {
            rows.push(left.row(kind)?);
            if left.take(',').is_none() {
                left.take(']')?;
                break;
            }
        }
    }
    let is_whole = left.trimmed().is_empty() && rows.len() <= most_rows(kind.max_rows);
    is_whole.then_some(rows)
}

struct Scanner<'a> {
    left: &'a str,
}

impl<'a> Scanner<'a> {
    fn trimmed(&self) -> &'a str {
        self.left.trim_start_matches([' ', '\t', '\n', '\r'])
    }

    fn take(&mut self, sign: char) -> Option<()> {
        self.left = self.trimmed().strip_prefix(sign)?;
        Some(())
    }

    /// A word in quotes.
    fn word(&mut self) -> Option<&'a str> {
        self.take('"')?;
        let (word, rest) = self.left.split_once('"')?;
        let is_plain = word
            .bytes()
            .all(|byte| matches!(byte, b' '..=b'~') && byte != b'\\');
        self.left = rest;
        is_plain.then_some(word)
    }

    fn scalar(&mut self) -> Option<FactValue> {
        self.left = self.trimmed();
        if self.left.starts_with('"') {
            return self.word().map(|word| FactValue::Text(word.to_owned()));
        }
        for (word, yes) in [("true", true), ("false", false)] {
            if let Some(rest) = self.left.strip_prefix(word) {
                self.left = rest;
                return Some(FactValue::YesNo(yes));
            }
        }
        let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '.');
        let rest = self.left.trim_start_matches(is_part);
        let number = self.left.strip_suffix(rest)?;
        self.left = rest;
        Quantity::parse(number).ok().map(FactValue::Number)
    }

    fn row(&mut self, kind: &TableKind) -> Option<Vec<Value>> {
        let mut values = vec![Value::Open; kind.columns.len()];
        let mut given = 0_u64;
        self.take('{')?;
        if self.take('}').is_some() {
            return Some(values);
        }
        loop {
            let name = self.word()?;
            self.take(':')?;
            let value = self.scalar()?;
            let mut columns = kind.columns.iter();
            let index = match columns.position(|column| column.id.as_ref() == name) {
                Some(index) => {
                    let column = kind.columns.get(index)?;
                    *values.get_mut(index)? = cell(&String::new, column, &value).ok()?;
                    index
                }
                None if name == SUB_UNIT => 63,
                None => return None,
            };
            // Columns are few; one given twice is for the decoder to refuse.
            let bit = 1_u64.checked_shl(u32::try_from(index).ok()?)?;
            if given & bit != 0 || (index == 63 && name != SUB_UNIT) {
                return None;
            }
            given |= bit;
            if self.take(',').is_none() {
                self.take('}')?;
                return Some(values);
            }
        }
    }
}
