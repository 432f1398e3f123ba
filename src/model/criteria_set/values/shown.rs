//! A value as an officer can check it: with the part and whole behind a percentage.

use std::fmt;

use super::super::findings::comma;
use super::{Range, Span};

/// A value, and for a percentage an example of it: 97.5, which is 39 of 40
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::model::criteria_set) struct Shown {
    pub(in crate::model::criteria_set) value: String,
    example: Option<(i128, i128)>,
}

impl Shown {
    /// A value of a range in a span: of a share the one with the least whole
    ///
    /// `None` where the range has no value there.
    pub(in crate::model::criteria_set) fn of(span: Span, range: &Range) -> Option<Self> {
        let value = span.witness(range.decimals)?;
        if let Some(counts) = range.counts {
            match counts.natural(span) {
                (Some((value, part, whole)), _) => {
                    return Some(Self {
                        value: value.to_string(),
                        example: Some((part, whole)),
                    });
                }
                // No part of any whole comes to such a share.
                (None, true) => return None,
                (None, false) => {}
            }
        }
        Some(Self {
            value: value.to_string(),
            example: None,
        })
    }

    /// As a message says it in Vietnamese
    pub(in crate::model::criteria_set) fn vi(&self) -> String {
        match self.example {
            Some((part, whole)) => format!("{} (ví dụ {part} trên {whole})", comma(&self.value)),
            None => comma(&self.value),
        }
    }

    /// As a message says it in English
    pub(in crate::model::criteria_set) fn en(&self) -> String {
        match self.example {
            Some((part, whole)) => format!("{} (for example {part} of {whole})", self.value),
            None => self.value.clone(),
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.example {
            Some((part, whole)) => write!(f, "{} ({part}/{whole})", self.value),
            None => f.write_str(&self.value),
        }
    }
}
