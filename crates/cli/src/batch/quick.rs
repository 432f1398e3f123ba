//! A row without faults is scored from its fields, without an assessment of its own.
//!
//! Whatever deserves a word is not said here: such a row goes the long way, which finds the words.

use par_index::file::{FactKind, Nature};
use par_index::model::CriteriaSet;
use par_index::read::Id;
use par_index::units::UnitFacts;

use super::fields::Fields;
use super::head::{Column, Head};
use super::marks::Marks;
use super::result::Header;
use super::row::{day, ids, table, yes_no};

/// Fills a unit with the fields of a row, and gives its header; `None` where the long way is to look.
pub(super) fn read<'r>(
    record: &'r [u8],
    head: &Head,
    set: &CriteriaSet,
    unit: &mut UnitFacts<'_>,
    buffer: &mut String,
) -> Option<Header<'r>> {
    let mut fields = Fields::of(record, head.delimiter)?;
    unit.clear();
    let mut marks = Marks::new(head.mark);
    let (mut name, mut group, mut nature) = (None, None, None);
    for (at, (column_name, column)) in head.columns.iter().enumerate() {
        let field = fields.next()?;
        if field.is_doubled {
            // Only tables need quotes.
            let (Column::Fact(index) | Column::External(index)) = column else {
                return None;
            };
            let is_table = matches!(set.facts().get(*index)?.kind, FactKind::Table(_));
            is_table.then_some(())?;
            rows(unit, *index, column_name, field.plain(buffer))?;
            continue;
        }
        let text = trimmed(field.text);
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
                for word in ids(text) {
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
                    FactKind::Choice(_) => unit.text(*index, text)?,
                    FactKind::Date(_) => {
                        let (text, day) = day(text);
                        // A day still to come is taken as unanswered, which has to be said.
                        if day.is_some_and(|day| day > unit.as_of()) {
                            return None;
                        }
                        unit.text(*index, &text)?;
                    }
                    FactKind::Table(_) => rows(unit, *index, column_name, text)?,
                }
            }
        }
    }
    if !fields.is_done() || marks.mixed().is_some() {
        return None;
    }
    Some(Header {
        unit: name?,
        group,
        nature,
        as_of: unit.as_of(),
    })
}

/// Gives a unit the rows of a table.
fn rows(unit: &mut UnitFacts<'_>, fact: usize, column: &str, text: &str) -> Option<()> {
    unit.rows(fact, text).or_else(|| {
        let value = table(text, column).ok()?;
        unit.value(fact, &value)
    })
}

/// A field without the white space around it.
fn trimmed(field: &str) -> &str {
    match field.as_bytes() {
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => field,
        _ => field.trim(),
    }
}
