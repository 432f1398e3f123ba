//! A row of a table becomes an assessment.

use std::borrow::Cow;

use par_index::file::{
    AssessmentFile, ExternalResult, Fact, FactKind, FactValue, Nature, NotApplicableClaim,
};
use par_index::model::CriteriaSet;
use par_index::number::{Date, DateError};
use par_index::read::{DecodeFault, Id, comparable, decode_document, shortened};

use super::fields::Fields;
use super::head::{Column, Head};
use super::marks::Marks;
use par_index_answers::batch::fault::RowFault;
use par_index_answers::batch::mark::DecimalMark;
use par_index_answers::batch::record::reader;

/// Takes a record apart; `false` where there is none.
///
/// A reader is made only for what is not written plainly: making one costs more than reading a row.
pub(super) fn split(
    bytes: &[u8],
    delimiter: u8,
    record: &mut csv::ByteRecord,
    buffer: &mut String,
) -> bool {
    if plain(bytes, delimiter, record, buffer).is_some() {
        return true;
    }
    let mut reader = reader(bytes, delimiter);
    reader.read_byte_record(record).unwrap_or(false)
}

fn plain(
    bytes: &[u8],
    delimiter: u8,
    record: &mut csv::ByteRecord,
    buffer: &mut String,
) -> Option<()> {
    record.clear();
    let mut fields = Fields::of(bytes, delimiter)?;
    while !fields.is_done() {
        record.push_field(fields.next()?.plain(buffer).as_bytes());
    }
    Some(())
}

/// A fault and the number of its field
pub(super) type Refusal = (RowFault, usize);

/// Whether a row holds nothing at all, as spreadsheets leave below a table.
pub(super) fn is_blank(record: &csv::ByteRecord) -> bool {
    record
        .iter()
        .all(|field| field.iter().all(u8::is_ascii_whitespace))
}

/// What was read of a row
pub(super) struct Read {
    pub(super) file: AssessmentFile,
    pub(super) faults: Vec<Refusal>,
    /// Its decimal mark, as far as it has one.
    pub(super) mark: Option<DecimalMark>,
}

/// Puts the fields of a row into an assessment that has nothing answered yet, as far as they can
/// be read.
pub(super) fn read(
    record: &csv::ByteRecord,
    head: &Head,
    set: &CriteriaSet,
    blank: &AssessmentFile,
) -> Read {
    if record.len() != head.columns.len() {
        let fault = RowFault::FieldCount {
            found: record.len(),
            expected: head.columns.len(),
            commas: head.delimiter == b',' && record.len() > head.columns.len(),
        };
        return Read {
            file: blank.clone(),
            faults: vec![(fault, 0)],
            mark: None,
        };
    }
    let mut row = Row {
        file: blank.clone(),
        marks: Marks::new(head.mark),
        faults: Vec::new(),
    };
    row.marks.look_at(record, head, set);
    for (at, (field, (name, column))) in record.iter().zip(&head.columns).enumerate() {
        let Ok(text) = std::str::from_utf8(field) else {
            row.faults.push((RowFault::NotUtf8, at));
            continue;
        };
        row.marks.at = at;
        if let Err(fault) = row.take(text.trim(), name, *column, set) {
            row.faults.push((fault, at));
        }
    }
    if let Some([comma, point]) = row.marks.mixed() {
        let written = |at| {
            let text = record.get(at).unwrap_or_default();
            shortened(String::from_utf8_lossy(text).trim())
        };
        let fault = RowFault::MixedMarks {
            comma: written(comma),
            point: written(point),
        };
        row.faults.push((fault, comma.max(point)));
    }
    // Where no number was read, what was refused shows which mark was meant.
    let refused = |mark: u8| {
        row.faults.iter().any(|(fault, at)| {
            let field = record.get(*at).unwrap_or_default();
            fault.is_bad_number() && field.contains(&mark)
        })
    };
    let typed = (refused(b',') && !refused(b'.')).then_some(DecimalMark::Comma);
    Read {
        mark: row.marks.decimal().or(typed),
        file: row.file,
        faults: row.faults,
    }
}

struct Row {
    file: AssessmentFile,
    marks: Marks,
    faults: Vec<Refusal>,
}

impl Row {
    fn take(
        &mut self,
        text: &str,
        name: &str,
        column: Column,
        set: &CriteriaSet,
    ) -> Result<(), RowFault> {
        if text.is_empty() {
            return if column == Column::Unit {
                Err(RowFault::NoUnit)
            } else {
                Ok(())
            };
        }
        match column {
            Column::Unit => {
                let id = id(text, name)?;
                self.file.unit.title.vi = id.to_string();
                self.file.unit.id = id;
            }
            Column::Group => self.file.unit.group = Some(id(text, name)?),
            Column::Nature => {
                let word = Nature::ALL.iter().find(|nature| nature.word() == text);
                self.file.nature = Some(*word.ok_or_else(|| {
                    RowFault::Cell {
                        column: name.to_owned(),
                        fault: DecodeFault::UnknownWord {
                            word: shortened(text),
                            suggestion: None,
                            known: Nature::ALL
                                .iter()
                                .map(|nature| (nature.word(), false))
                                .collect(),
                        },
                    }
                })?);
            }
            Column::NotApplicable => {
                for word in ids(text) {
                    self.file.not_applicable.push(NotApplicableClaim {
                        at: id(word, name)?,
                        part: None,
                        reason: None,
                    });
                }
            }
            Column::Fact(index) => {
                if let Some(fact) = set.facts().get(index) {
                    let value = self.value(text, name, fact)?;
                    self.file.facts.insert(fact.id.clone(), value);
                }
            }
            Column::External(index) => {
                if let Some(fact) = set.facts().get(index) {
                    let value = self.value(text, name, fact)?;
                    self.file.external.push(ExternalResult {
                        fact: fact.id.clone(),
                        value,
                        source: name.to_owned(),
                        published_on: None,
                    });
                }
            }
        }
        Ok(())
    }

    fn value(&mut self, text: &str, name: &str, fact: &Fact) -> Result<FactValue, RowFault> {
        match &fact.kind {
            FactKind::Number(kind) => self.marks.number(text, name, kind).map(FactValue::Number),
            FactKind::YesNo => {
                yes_no(text)
                    .map(FactValue::YesNo)
                    .ok_or_else(|| RowFault::NotYesNo {
                        column: name.to_owned(),
                        written: shortened(text),
                    })
            }
            FactKind::Choice(_) => Ok(FactValue::Text(text.to_owned())),
            FactKind::Date(_) => Ok(FactValue::Text(day(text).0.into_owned())),
            FactKind::Table(_) => table(text, name),
        }
    }
}

fn id(text: &str, name: &str) -> Result<Id, RowFault> {
    Id::parse(text).map_err(|error| RowFault::Cell {
        column: name.to_owned(),
        fault: DecodeFault::BadId {
            written: shortened(text),
            error,
        },
    })
}

/// A day as it is written in JSON, where it is written as people type it: day first, or without zeros.
pub(super) fn day(text: &str) -> (Cow<'_, str>, Option<Date>) {
    match Date::parse(text) {
        Ok(day) => (Cow::Borrowed(text), Some(day)),
        Err(DateError::DayFirst { iso } | DateError::Loose { iso }) => {
            let day = Date::parse(&iso).ok();
            (Cow::Owned(iso), day)
        }
        // What is no day is named where the facts are read.
        Err(_) => (Cow::Borrowed(text), None),
    }
}

/// Ids of criteria in one field.
pub(super) fn ids(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';'));
    parts.filter(|part| !part.is_empty())
}

pub(super) fn yes_no(text: &str) -> Option<bool> {
    match text {
        "true" => return Some(true),
        "false" => return Some(false),
        _ => {}
    }
    match comparable(text).to_lowercase().as_str() {
        "true" | "yes" | "có" => Some(true),
        "false" | "no" | "không" => Some(false),
        _ => None,
    }
}

/// Rows of a table, as JSON in one field.
pub(super) fn table(text: &str, name: &str) -> Result<FactValue, RowFault> {
    match decode_document::<FactValue>(None, text.as_bytes()) {
        Ok((value, _)) => Ok(value),
        Err(found) => Err(RowFault::Table {
            column: name.to_owned(),
            found: found.into_vec().into_iter().next().map(Box::new),
        }),
    }
}
