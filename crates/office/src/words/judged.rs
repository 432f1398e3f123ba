//! Grades that a person picks, and what is left to be completed.

use super::items::Item;
use super::reading::{Doubt, Reading, Shape};
use super::token::Token;
use crate::text::short;

/// Grades with words and points.
pub(super) fn grades(items: Vec<Item>) -> Reading {
    let figure = |token: &Token| matches!(token, Token::Sign('%' | '<' | '>' | '≤' | '≥'));
    let doubt = items
        .iter()
        .find(|item| item.words.iter().any(figure))
        .map(|item| Doubt::NotAnalysed {
            words: short(&item.label, 60),
        });
    Reading {
        shape: Shape::Judged(items),
        doubts: doubt.into_iter().collect(),
    }
}

/// Nothing was understood.
pub(super) fn nothing(text: &str) -> Reading {
    Reading {
        shape: Shape::MetOrNot,
        doubts: vec![Doubt::NotRecognised {
            words: short(text, 60),
        }],
    }
}
