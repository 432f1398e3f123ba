//! A row of a table becomes an assessment.

use par_index::file::{
    AssessmentFile, ExternalResult, Fact, FactKind, FactValue, Nature, NotApplicableClaim,
    NumberKind, ProvidedBy,
};
use par_index::model::CriteriaSet;
use par_index::number::{NumberError, Quantity};
use par_index::read::{DecodeFault, Id, decode_document};
use unicode_normalization::UnicodeNormalization;

use super::fault::RowFault;
use super::head::{Column, Head, shortened};

/// Reads records as they were cut: line feeds end them, a carriage return is white space.
pub(super) fn reader(bytes: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .terminator(csv::Terminator::Any(b'\n'))
        .buffer_capacity(bytes.len().clamp(64, 64 * 1024))
        .from_reader(bytes)
}

/// A fault and the number of its field
pub(super) type Refusal = (RowFault, usize);

/// Whether a row holds nothing at all, as spreadsheets leave below a table.
pub(super) fn is_blank(record: &csv::ByteRecord) -> bool {
    record
        .iter()
        .all(|field| field.iter().all(u8::is_ascii_whitespace))
}

/// Puts the fields of a row into an assessment that has nothing answered yet, as far as they can
/// be read.
pub(super) fn read(
    record: &csv::ByteRecord,
    head: &Head,
    set: &CriteriaSet,
    blank: &AssessmentFile,
) -> (AssessmentFile, Vec<Refusal>) {
    if record.len() != head.columns.len() {
        let fault = RowFault::FieldCount {
            found: record.len(),
            expected: head.columns.len(),
            commas: head.delimiter == b',' && record.len() > head.columns.len(),
        };
        return (blank.clone(), vec![(fault, 0)]);
    }
    let mut row = Row {
        file: blank.clone(),
        marks: Marks::default(),
        faults: Vec::new(),
    };
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
    (row.file, row.faults)
}

struct Row {
    file: AssessmentFile,
    marks: Marks,
    faults: Vec<Refusal>,
}

/// The decimal marks of a row.
#[derive(Default)]
pub(super) struct Marks {
    /// The fields of the first number with a comma, and of the first with a point.
    first: [Option<usize>; 2],
    /// The field being read.
    pub(super) at: usize,
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
                for word in text.split_ascii_whitespace() {
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
            FactKind::Choice(_) | FactKind::Date(_) => Ok(FactValue::Text(text.to_owned())),
            FactKind::Table(_) => table(text, name),
        }
    }
}

impl Marks {
    /// The fields of two numbers with different decimal marks.
    pub(super) fn mixed(&self) -> Option<[usize; 2]> {
        let [comma, point] = self.first;
        Some([comma?, point?])
    }

    pub(super) fn number(
        &mut self,
        text: &str,
        name: &str,
        kind: &NumberKind,
    ) -> Result<Quantity, RowFault> {
        let bad = |error| RowFault::Cell {
            column: name.to_owned(),
            fault: DecodeFault::BadNumber {
                written: shortened(text),
                error,
            },
        };
        let error = match Quantity::parse(text) {
            Ok(number) => {
                if text.contains('.') {
                    self.mark(1);
                }
                return Ok(number);
            }
            Err(error) => error,
        };
        let NumberError::DecimalComma {
            with_point: Some(with_point),
        } = &error
        else {
            return Err(bad(error));
        };
        let Ok(decimal) = Quantity::parse(with_point) else {
            return Err(bad(error));
        };
        let thousands = thousands(text).filter(|number| fits(*number, kind));
        if let (Some(thousands), true) = (thousands, fits(decimal, kind)) {
            return Err(RowFault::AmbiguousComma {
                column: name.to_owned(),
                written: shortened(text),
                decimal,
                thousands,
            });
        }
        self.mark(0);
        Ok(decimal)
    }

    fn mark(&mut self, which: usize) {
        if let Some(first) = self.first.get_mut(which) {
            first.get_or_insert(self.at);
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

/// Whether somebody else than the unit gives a fact.
pub(super) fn is_from_outside(fact: &Fact) -> bool {
    fact.provided_by.is_some_and(|by| by != ProvidedBy::Unit)
}

/// `1,234` as one thousand two hundred and thirty-four.
fn thousands(text: &str) -> Option<Quantity> {
    let (before, after) = text.split_once(',')?;
    let digits = before.trim_start_matches('-');
    let grouped = after.len() == 3 && (1..=3).contains(&digits.len()) && digits != "0";
    grouped
        .then(|| Quantity::parse(&format!("{before}{after}")).ok())
        .flatten()
}

/// Whether a number may be a value of its fact.
fn fits(number: Quantity, kind: &NumberKind) -> bool {
    u32::from(number.scale()) <= kind.decimals && number >= kind.min && number <= kind.max
}

pub(super) fn yes_no(text: &str) -> Option<bool> {
    match text {
        "true" => return Some(true),
        "false" => return Some(false),
        _ => {}
    }
    let word: String = text.nfc().flat_map(char::to_lowercase).collect();
    match word.as_str() {
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
