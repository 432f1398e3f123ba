//! Which answers given under the old set still fit the new one.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::{both, day, names, number, prefixed, provided_by};
use crate::diagnostic::Message;
use crate::file::{Column, ColumnKind, Fact, FactKind, NumberKind, ProvidedBy};
use crate::number::{Date, Quantity};
use crate::read::{Id, keyword};

keyword! {
    /// How far old answers to a fact fit.
    pub enum Fit {
        /// Every answer fits.
        Fits = "fits",
        /// Some values do not fit any more.
        Narrowed = "narrowed",
        /// No answer fits: the fact is gone or means something else.
        Gone = "gone",
    }
}

/// Why an old answer does not fit, or which do not
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Misfit {
    /// The new set has no such fact.
    Gone,
    /// It is of another kind now.
    OtherKind,
    /// It is counted in another unit now.
    OtherUnit {
        /// The old unit.
        old: String,
        /// The new unit.
        new: String,
    },
    /// Somebody else gives it now.
    OtherSource {
        /// Who gave it.
        old: ProvidedBy,
        /// Who gives it now.
        new: ProvidedBy,
    },
    /// Another edition of an index or survey is meant.
    OtherEdition,
    /// Values below this do not fit.
    Below(Quantity),
    /// Values above this do not fit.
    Above(Quantity),
    /// Values with more decimals than this do not fit.
    MoreDecimals(u32),
    /// These options are gone.
    Options(Vec<Id>),
    /// Days before this do not fit.
    Before(Date),
    /// Days after this do not fit.
    After(Date),
    /// More rows than this do not fit.
    MoreRows(u32),
    /// In a column of the table.
    Column(Id, Box<Misfit>),
}

impl Misfit {
    /// The word used in JSON
    pub fn word(&self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::OtherKind => "other-kind",
            Self::OtherUnit { .. } => "other-unit",
            Self::OtherSource { .. } => "other-source",
            Self::OtherEdition => "other-edition",
            Self::Below(_) => "below",
            Self::Above(_) => "above",
            Self::MoreDecimals(_) => "more-decimals",
            Self::Options(_) => "options",
            Self::Before(_) => "before",
            Self::After(_) => "after",
            Self::MoreRows(_) => "more-rows",
            Self::Column(..) => "column",
        }
    }

    /// Whether no answer at all fits
    pub fn is_total(&self) -> bool {
        matches!(
            self,
            Self::Gone
                | Self::OtherKind
                | Self::OtherUnit { .. }
                | Self::OtherSource { .. }
                | Self::OtherEdition
        )
    }

    /// In words
    pub fn text(&self) -> Message {
        match self {
            Self::Gone => Message::new("không còn dùng", "no longer asked"),
            Self::OtherKind => Message::new("đổi loại dữ liệu", "of another kind now"),
            Self::OtherUnit { old, new } => Message::new(
                format!("đổi đơn vị tính: {old} → {new}"),
                format!("another unit: {old} → {new}"),
            ),
            Self::OtherSource { old, new } => {
                let (old, new) = (provided_by(*old), provided_by(*new));
                Message::new(
                    format!("đổi nơi cung cấp: {} → {}", old.vi, new.vi),
                    format!("given by somebody else: {} → {}", old.en, new.en),
                )
            }
            Self::OtherEdition => {
                Message::new("lấy từ kỳ công bố khác", "another edition is meant")
            }
            Self::Below(least) => prefixed("không nhận dưới ", "not below ", &number(least)),
            Self::Above(most) => prefixed("không nhận trên ", "not above ", &number(most)),
            Self::MoreDecimals(most) => Message::new(
                format!("không nhận quá {most} chữ số thập phân"),
                format!("not more than {most} decimals"),
            ),
            Self::Options(ids) => prefixed("bỏ lựa chọn ", "without the options ", &names(ids)),
            Self::Before(from) => prefixed("không nhận trước ", "not before ", &day(*from)),
            Self::After(until) => prefixed("không nhận sau ", "not after ", &day(*until)),
            Self::MoreRows(most) => Message::new(
                format!("không quá {most} dòng"),
                format!("not more than {most} rows"),
            ),
            Self::Column(id, inner) => {
                let inner = inner.text();
                let column = both(id);
                Message::new(
                    format!("cột {}: {}", column.vi, inner.vi),
                    format!("column {}: {}", column.en, inner.en),
                )
            }
        }
    }
}

/// How old answers to one fact fit the new set
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerFit {
    pub(super) old: usize,
    pub(super) new: Option<usize>,
    pub(super) fit: Fit,
    pub(super) misfits: Vec<Misfit>,
}

impl AnswerFit {
    /// The index of the fact in the old set
    pub fn old_fact(&self) -> usize {
        self.old
    }

    /// The index of the fact in the new set; `None` where it is gone
    pub fn new_fact(&self) -> Option<usize> {
        self.new
    }

    /// How far answers fit
    pub fn fit(&self) -> Fit {
        self.fit
    }

    /// What does not fit, and why
    pub fn misfits(&self) -> &[Misfit] {
        &self.misfits
    }
}

/// Every old fact in the order of the old set.
pub(super) fn answers(old: &[Fact], new: &[Fact], renamed: &BTreeMap<Id, Id>) -> Vec<AnswerFit> {
    old.iter()
        .enumerate()
        .map(|(index, fact)| {
            let id = renamed.get(&fact.id).unwrap_or(&fact.id);
            let found = new.iter().position(|other| other.id == *id);
            let misfits = match found.and_then(|found| new.get(found)) {
                Some(other) => misfits(fact, other),
                None => vec![Misfit::Gone],
            };
            let fit = if misfits.is_empty() {
                Fit::Fits
            } else if misfits.iter().any(Misfit::is_total) {
                Fit::Gone
            } else {
                Fit::Narrowed
            };
            AnswerFit {
                old: index,
                new: found,
                fit,
                misfits,
            }
        })
        .collect()
}

fn misfits(old: &Fact, new: &Fact) -> Vec<Misfit> {
    let mut all = Vec::new();
    let by = |fact: &Fact| fact.provided_by.unwrap_or(ProvidedBy::Unit);
    if by(old) != by(new) {
        all.push(Misfit::OtherSource {
            old: by(old),
            new: by(new),
        });
    }
    if old.edition != new.edition {
        all.push(Misfit::OtherEdition);
    }
    match (&old.kind, &new.kind) {
        (FactKind::Number(old), FactKind::Number(new)) => numbers(old, new, &mut all),
        (FactKind::YesNo, FactKind::YesNo) => {}
        (FactKind::Choice(old), FactKind::Choice(new)) => {
            all.extend(options(&old.options, &new.options));
        }
        (FactKind::Date(old), FactKind::Date(new)) => {
            if new.from > old.from {
                all.push(Misfit::Before(new.from));
            }
            if new.until < old.until {
                all.push(Misfit::After(new.until));
            }
        }
        (FactKind::Table(old), FactKind::Table(new)) => {
            let most = |rows: Option<u32>| rows.unwrap_or(1_000);
            if most(new.max_rows) < most(old.max_rows) {
                all.push(Misfit::MoreRows(most(new.max_rows)));
            }
            for column in &old.columns {
                all.extend(columns(column, &new.columns));
            }
        }
        _ => all.push(Misfit::OtherKind),
    }
    all
}

fn numbers(old: &NumberKind, new: &NumberKind, all: &mut Vec<Misfit>) {
    if old.unit != new.unit {
        all.push(Misfit::OtherUnit {
            old: old.unit.clone(),
            new: new.unit.clone(),
        });
    }
    if new.min > old.min {
        all.push(Misfit::Below(new.min));
    }
    if new.max < old.max {
        all.push(Misfit::Above(new.max));
    }
    if new.decimals < old.decimals {
        all.push(Misfit::MoreDecimals(new.decimals));
    }
}

fn options(old: &[crate::file::ChoiceOption], new: &[crate::file::ChoiceOption]) -> Option<Misfit> {
    let gone: Vec<Id> = old
        .iter()
        .filter(|option| !new.iter().any(|other| other.id == option.id))
        .map(|option| option.id.clone())
        .collect();
    (!gone.is_empty()).then_some(Misfit::Options(gone))
}

/// What of a column does not fit. Even a column that is gone leaves the others of the table.
fn columns(old: &Column, new: &[Column]) -> Vec<Misfit> {
    let mut inner = Vec::new();
    match new.iter().find(|other| other.id == old.id) {
        None => inner.push(Misfit::Gone),
        Some(new) => match (&old.kind, &new.kind) {
            (ColumnKind::Number(old), ColumnKind::Number(new)) => numbers(old, new, &mut inner),
            (ColumnKind::YesNo, ColumnKind::YesNo) => {}
            (ColumnKind::Choice(old), ColumnKind::Choice(new)) => {
                inner.extend(options(&old.options, &new.options));
            }
            _ => inner.push(Misfit::OtherKind),
        },
    }
    inner
        .into_iter()
        .map(|misfit| Misfit::Column(old.id.clone(), Box::new(misfit)))
        .collect()
}
