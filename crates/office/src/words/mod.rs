//! How points are given, read from the Vietnamese words of a sheet, where that is certain.
//!
//! A cell becomes [`token`]s and [`items`] (words with their points); each shape is recognised by
//! a file of its own. What no shape takes with certainty becomes grades that a person picks.

mod bands;
mod deduction;
mod excess;
mod formula;
mod fraction;
mod interval;
mod items;
mod judged;
mod number;
mod parts;
mod per_item;
mod points;
mod reading;
mod survey;
mod timely;
mod token;
mod yes_no;

pub(crate) use items::{Item, Source};
pub(crate) use number::{Mark, printed};
pub(crate) use reading::{Band, BandKind, Doubt, Due, Reading, Shape};

use par_index::number::Quantity;

/// Most options of a leaf.
const MOST_ITEMS: usize = 60;

/// Reads how the points of a leaf are given.
///
/// `year` is the year of the edition, where it is one.
pub(crate) fn read(title: &str, max: Quantity, sources: &[Source], year: Option<i32>) -> Reading {
    let text: String = sources
        .iter()
        .map(|source| source.text.as_str())
        .collect::<Vec<_>>()
        .join("\n");
    let own_points = sources.iter().any(|source| source.points.is_some());
    if !own_points {
        let whole = token::tokens(&text);
        if let Some(shape) = survey::read(title, &whole) {
            return Reading::certain(shape);
        }
        if text.trim().is_empty() {
            return judged::nothing("");
        }
        let whole_shape = formula::read(&text, max)
            .or_else(|| per_item::read(&whole, max))
            .or_else(|| deduction::read(&text, max));
        if let Some(shape) = whole_shape {
            return Reading::certain(shape);
        }
    }
    let items = items::split(sources, max).filter(|items| items.len() <= MOST_ITEMS);
    let Some(items) = items else {
        return judged::nothing(&text);
    };
    if let Some(shape) = yes_no::read(&items) {
        return Reading::certain(shape);
    }
    if let Some(shape) = excess::read(&items) {
        return Reading::certain(shape);
    }
    if let Some((shape, missing)) = bands::read(&items) {
        return Reading {
            shape,
            doubts: missing,
        };
    }
    if let Some(shape) = timely::read(&items, year).or_else(|| parts::read(&items, max)) {
        return Reading::certain(shape);
    }
    judged::grades(items)
}
