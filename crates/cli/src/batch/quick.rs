//! A row without faults is scored from its fields, without an assessment of its own.
//!
//! Whatever deserves a word is not said here: such a row goes the long way, which finds the words.

use par_index::eval::UnitFacts;
use par_index::file::{FactKind, Nature};
use par_index::model::CriteriaSet;
use par_index::read::Id;

use super::head::{Column, Head};
use super::result::Header;
use super::row::{Marks, table, yes_no};

/// Fills a unit with the fields of a row, and gives its header; `None` where the long way is to look.
pub(super) fn read<'r>(
    record: &'r csv::ByteRecord,
    head: &Head,
    set: &CriteriaSet,
    unit: &mut UnitFacts<'_>,
) -> Option<Header<'r>> {
    if record.len() != head.columns.len() {
        return None;
    }
    unit.clear();
    let mut marks = Marks::default();
    let (mut name, mut group, mut nature) = (None, None, None);
    for (at, (field, (column_name, column))) in record.iter().zip(&head.columns).enumerate() {
        if field.is_empty() {
            continue;
        }
        let text = std::str::from_utf8(field).ok()?.trim();
        if text.is_empty() {
            continue;
        }
        match column {
            Column::Unit => {
                Id::parse(text).ok()?;
                name = Some(text);
            }
            Column::Group => {
                unit.group(text)?;
                group = Some(text);
            }
            Column::Nature => {
                let known = Nature::ALL.iter().find(|nature| nature.word() == text);
                nature = Some(*known?);
            }
            Column::NotApplicable => {
                for word in text.split_ascii_whitespace() {
                    unit.not_applicable(word)?;
                }
            }
            Column::Fact(index) | Column::External(index) => {
                marks.at = at;
                match &set.facts().get(*index)?.kind {
                    FactKind::Number(kind) => {
                        let number = marks.number(text, column_name, kind).ok()?;
                        unit.number(*index, number)?;
                    }
                    FactKind::YesNo => unit.yes_no(*index, yes_no(text)?)?,
                    FactKind::Choice(_) | FactKind::Date(_) => unit.text(*index, text)?,
                    FactKind::Table(_) => {
                        if unit.rows(*index, text).is_none() {
                            unit.value(*index, &table(text, column_name).ok()?)?;
                        }
                    }
                }
            }
        }
    }
    if marks.mixed().is_some() {
        return None;
    }
    Some(Header {
        unit: name?,
        group,
        nature,
        as_of: unit.as_of(),
    })
}
