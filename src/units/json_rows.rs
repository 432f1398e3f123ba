//! Rows of a table as JSON, read straight into their values.
//!
//! Only the plain form is read: objects of declared columns with numbers, truth values and words without
//! escapes. Anything else is left to the decoder, which also says what is wrong.

use crate::compile::most_rows;
use crate::eval::given::facts::{SUB_UNIT, Value, mantissa, option_bit};
use crate::file::{Column, ColumnKind, TableKind};
use crate::number::Quantity;

/// The rows; `None` where the decoder has to look.
pub(crate) fn rows(text: &str, kind: &TableKind) -> Option<Vec<Vec<Value>>> {
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

/// The text that is left
struct Scanner<'a> {
    left: &'a str,
}

/// A value as it is written
#[derive(Clone, Copy)]
enum Scalar<'a> {
    Word(&'a str),
    YesNo(bool),
    Number(Quantity),
}

impl<'a> Scanner<'a> {
    fn trimmed(&self) -> &'a str {
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        match self.left.as_bytes().first() {
            Some(first) if is_blank(first) => self.left.trim_start_matches([' ', '\t', '\n', '\r']),
            _ => self.left,
        }
    }

    fn take(&mut self, sign: char) -> Option<()> {
        self.left = self.trimmed().strip_prefix(sign)?;
        Some(())
    }

    /// Takes what comes before the first byte of another kind.
    fn run(&mut self, belongs: impl Fn(u8) -> bool) -> Option<&'a str> {
        let mut bytes = self.left.bytes();
        let end = bytes
            .position(|byte| !belongs(byte))
            .unwrap_or(self.left.len());
        let (run, rest) = self.left.split_at_checked(end)?;
        self.left = rest;
        Some(run)
    }

    /// A word in quotes.
    fn word(&mut self) -> Option<&'a str> {
        self.take('"')?;
        let word = self.run(|byte| matches!(byte, b' '..=b'~') && byte != b'\\' && byte != b'"')?;
        self.left = self.left.strip_prefix('"')?;
        Some(word)
    }

    fn scalar(&mut self) -> Option<Scalar<'a>> {
        self.left = self.trimmed();
        match self.left.as_bytes().first()? {
            b'"' => self.word().map(Scalar::Word),
            b't' | b'f' => match self.run(|byte| byte.is_ascii_lowercase())? {
                "true" => Some(Scalar::YesNo(true)),
                "false" => Some(Scalar::YesNo(false)),
                _ => None,
            },
            _ => {
                let is_part = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
                let number = self.run(is_part)?;
                Quantity::parse(number).ok().map(Scalar::Number)
            }
        }
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
            let scalar = self.scalar()?;
            let mut columns = kind.columns.iter();
            let index = match columns.position(|column| column.id.as_ref() == name) {
                Some(index) => {
                    *values.get_mut(index)? = value(kind.columns.get(index)?, scalar)?;
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

/// The value of a column.
fn value(column: &Column, scalar: Scalar<'_>) -> Option<Value> {
    match (&column.kind, scalar) {
        (ColumnKind::Number(kind), Scalar::Number(number)) => {
            mantissa(&String::new, number, kind).ok()?;
            Some(Value::Number(number))
        }
        (ColumnKind::YesNo, Scalar::YesNo(yes)) => Some(Value::YesNo(yes)),
        (ColumnKind::Choice(kind), Scalar::Word(word)) => option_bit(kind, word).map(Value::Choice),
        // A number in quotes is for the decoder.
        _ => None,
    }
}
