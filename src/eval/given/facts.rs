//! Facts as written become values of their kind.

use crate::compile::most_rows;
use crate::eval::given::fault_terms::{Expected, Limited, Thing};
use crate::eval::given::faults::AssessmentFault;
use crate::eval::given::meant;
use crate::file::{ChoiceKind, Column, ColumnKind, Fact, FactKind, FactValue, NumberKind};
use crate::number::{Date, Quantity};
use crate::read::{Id, shortened, suggest_after};
use std::collections::BTreeMap;

/// The value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Resolved {
    /// Unanswered.
    Open,
    /// Mantissa at the fact's decimals.
    Number(i64),
    /// Index of the option; yes is 0, no is 1.
    Choice(u32),
    /// A day.
    Date(Date),
    /// Not done.
    NotDone,
    /// Rows, each with one value a column.
    Table(Vec<Vec<Value>>),
}

/// A value in a table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Open,
    Number(Quantity),
    YesNo(bool),
    /// The bit of the option.
    Choice(u64),
}

/// Faults with the pointer below the fact.
type Faults = Vec<(String, AssessmentFault)>;

/// Reads the value of a fact. Gives `None` where a fault was found.
pub(crate) fn resolve(fact: &Fact, value: &FactValue, faults: &mut Faults) -> Option<Resolved> {
    let name = || fact.id.to_string();
    let wrong = |expected, meant, faults: &mut Faults| {
        let fact = name();
        let fault = AssessmentFault::WrongKind {
            fact,
            expected,
            meant,
        };
        faults.push((String::new(), fault));
        None
    };
    if *value == FactValue::Unanswered {
        return Some(Resolved::Open);
    }
    match &fact.kind {
        FactKind::Number(kind) => {
            let Some(number) = quantity(value) else {
                return wrong(Expected::Number, typed(meant::numbers(value, kind)), faults);
            };
            match mantissa(&name, number, kind) {
                Ok(mantissa) => Some(Resolved::Number(mantissa)),
                Err(fault) => {
                    faults.push((String::new(), fault));
                    None
                }
            }
        }
        FactKind::YesNo => match value {
            FactValue::YesNo(yes) => Some(Resolved::Choice(u32::from(!yes))),
            _ => wrong(Expected::YesNo, typed(meant::yes_no(value)), faults),
        },
        FactKind::Choice(kind) => {
            let FactValue::Text(text) = value else {
                return wrong(Expected::Option(kind.options.clone()), Vec::new(), faults);
            };
            let index = option(kind, text);
            if let Some(index) = index.and_then(|index| u32::try_from(index).ok()) {
                return Some(Resolved::Choice(index));
            }
            faults.push((String::new(), unknown_option(name(), kind, text)));
            None
        }
        FactKind::Date(span) => {
            let FactValue::Text(text) = value else {
                return wrong(Expected::Date, Vec::new(), faults);
            };
            if text == "none" {
                return Some(Resolved::NotDone);
            }
            let date = match Date::parse(text) {
                Ok(date) => date,
                Err(error) => {
                    let fault = AssessmentFault::BadDate {
                        fact: name(),
                        found: shortened(text),
                        error,
                    };
                    faults.push((String::new(), fault));
                    return None;
                }
            };
            if date < span.from || date > span.until {
                let fault = AssessmentFault::OutsideLimits {
                    fact: name(),
                    value: Limited::Day(date),
                    min: Limited::Day(span.from),
                    max: Limited::Day(span.until),
                    meant: Vec::new(),
                };
                faults.push((String::new(), fault));
                return None;
            }
            Some(Resolved::Date(date))
        }
        FactKind::Table(kind) => {
            let FactValue::Rows(rows) = value else {
                return wrong(Expected::Rows, Vec::new(), faults);
            };
            let allowed = most_rows(kind.max_rows);
            if rows.len() > allowed {
                let fault = AssessmentFault::TooManyRows {
                    fact: name(),
                    found: rows.len(),
                    allowed,
                };
                faults.push((String::new(), fault));
                return None;
            }
            table(fact.id.as_ref(), &kind.columns, rows, faults).map(Resolved::Table)
        }
    }
}

/// A number, or a number in quotes.
fn quantity(value: &FactValue) -> Option<Quantity> {
    match value {
        FactValue::Number(number) => Some(*number),
        FactValue::Text(text) => Quantity::parse(text).ok(),
        _ => None,
    }
}

/// A number at the decimals of its kind.
pub(crate) fn mantissa(
    id: &dyn Fn() -> String,
    number: Quantity,
    kind: &NumberKind,
) -> Result<i64, AssessmentFault> {
    let allowed = u8::try_from(kind.decimals).unwrap_or(9);
    if number.scale() > allowed {
        let found = number.scale();
        return Err(AssessmentFault::TooManyDecimals {
            fact: id(),
            found,
            allowed,
            thousands: meant::thousands(number, kind),
        });
    }
    if number < kind.min || number > kind.max {
        return Err(outside(id(), number, kind));
    }
    number
        .to_scale(allowed)
        .ok_or_else(|| outside(id(), number, kind))
}

fn outside(fact: String, number: Quantity, kind: &NumberKind) -> AssessmentFault {
    AssessmentFault::OutsideLimits {
        fact,
        value: Limited::Number(number),
        min: Limited::Number(kind.min),
        max: Limited::Number(kind.max),
        meant: meant::shifted(number, kind),
    }
}

fn unknown_option(fact: String, kind: &ChoiceKind, text: &str) -> AssessmentFault {
    AssessmentFault::UnknownOption {
        fact,
        found: shortened(text),
        options: kind.options.clone(),
        meant: meant::option(kind, text).map(|option| option.id.to_string()),
    }
}

/// Values as they are to be typed.
fn typed(values: impl IntoIterator<Item = impl ToString>) -> Vec<String> {
    values.into_iter().map(|value| value.to_string()).collect()
}

/// The column of a table that names its sub-units; any table may have it undeclared.
pub(crate) const SUB_UNIT: &str = "unit";

fn table(
    id: &str,
    columns: &[Column],
    rows: &[BTreeMap<Id, FactValue>],
    faults: &mut Faults,
) -> Option<Vec<Vec<Value>>> {
    let before = faults.len();
    let mut resolved = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        for name in row.keys() {
            let known = columns.iter().any(|column| column.id == *name);
            if !known && name.as_ref() != SUB_UNIT {
                let names = columns.iter().map(|column| column.id.as_ref());
                let suggestion = suggest_after(faults.len(), name.as_ref(), names);
                let fault = AssessmentFault::UnknownName {
                    what: Thing::Column,
                    name: name.to_string(),
                    suggestion: suggestion.map(str::to_owned),
                };
                faults.push((format!("/{index}/{name}"), fault));
            }
        }
        let mut values = Vec::with_capacity(columns.len());
        for column in columns {
            let value = row.get(&column.id).unwrap_or(&FactValue::Unanswered);
            match cell(&|| format!("{id}.{}", column.id), column, value) {
                Ok(value) => values.push(value),
                Err(fault) => faults.push((format!("/{index}/{}", column.id), fault)),
            }
        }
        resolved.push(values);
    }
    (faults.len() == before).then_some(resolved)
}

/// The index of an option.
pub(crate) fn option(kind: &ChoiceKind, id: &str) -> Option<usize> {
    let mut options = kind.options.iter();
    options.position(|option| option.id.as_ref() == id)
}

/// The bit of an option.
pub(crate) fn option_bit(kind: &ChoiceKind, id: &str) -> Option<u64> {
    let index = u32::try_from(option(kind, id)?).ok()?;
    1_u64.checked_shl(index)
}

/// The value of a cell; `id` names it where it is at fault.
fn cell(
    id: &dyn Fn() -> String,
    column: &Column,
    value: &FactValue,
) -> Result<Value, AssessmentFault> {
    let wrong = |expected, meant| AssessmentFault::WrongKind {
        fact: id(),
        expected,
        meant,
    };
    Ok(match (&column.kind, value) {
        (_, FactValue::Unanswered) => Value::Open,
        (ColumnKind::Number(kind), value) => {
            let number = quantity(value)
                .ok_or_else(|| wrong(Expected::Number, typed(meant::numbers(value, kind))))?;
            mantissa(id, number, kind)?;
            Value::Number(number)
        }
        (ColumnKind::YesNo, FactValue::YesNo(yes)) => Value::YesNo(*yes),
        (ColumnKind::YesNo, value) => {
            return Err(wrong(Expected::YesNo, typed(meant::yes_no(value))));
        }
        (ColumnKind::Choice(kind), FactValue::Text(text)) => match option_bit(kind, text) {
            Some(bit) => Value::Choice(bit),
            None => {
                return Err(unknown_option(id(), kind, text));
            }
        },
        (ColumnKind::Choice(kind), _) => {
            return Err(wrong(Expected::Option(kind.options.clone()), Vec::new()));
        }
    })
}
