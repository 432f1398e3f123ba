//! What documents prove where none is on file: it hangs on the leaf and the input alone.

use crate::compile::Input;
use crate::eval::cells::source::{any_value, is_from_outside};
use crate::eval::cells::standing::{Prover, supports_fact};
use crate::file::EvidenceMode;
use crate::rule::{Cell, CellValue};

/// The evidenced cell of an input without documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unproved {
    /// As reported, whoever is to fill it.
    AsIs,
    /// The reported value.
    Reported,
    /// As reported, but items that nobody shows do not count.
    NoItems,
    /// The same whatever is reported.
    Always(CellValue),
    /// The same wherever there is something to measure against.
    Any(CellValue),
}

impl Unproved {
    /// The cell, of what is reported.
    pub(crate) fn cell(self, known: Cell) -> Cell {
        let value = match self {
            Self::Always(value) => value,
            _ if known.value == CellValue::Contradiction => return known,
            Self::AsIs => return known,
            Self::Reported => known.value,
            Self::NoItems => match known.value {
                // What nobody answered keeps its own values.
                CellValue::Number { lo, hi } if lo == hi => CellValue::Number { lo: lo.min(0), hi },
                other => other,
            },
            Self::Any(value) => value,
        };
        Cell {
            value,
            pending: false,
            family: known.family,
            free: false,
            may_fail: false,
        }
    }
}

impl Prover<'_> {
    /// What the evidenced cell of an input is, where no documents are on file at all.
    ///
    /// `blank` is the evidenced cell where nothing is answered.
    pub(crate) fn unproved(&self, input: &Input, blank: Cell) -> Unproved {
        let facts = self.source.set.facts();
        let Some(fact) = input.fact().and_then(|index| facts.get(index)) else {
            return match input {
                // What becomes of tasks is no matter of facts.
                Input::SlotTimeliness { .. } | Input::GroupPart { .. } => {
                    Unproved::Always(blank.value)
                }
                _ => Unproved::Reported,
            };
        };
        if is_from_outside(fact) {
            return Unproved::AsIs;
        }
        let any = any_value(input, fact, self.source.set).unwrap_or(CellValue::Contradiction);
        let start = self.source.start_of(input).and_then(|at| facts.get(at));
        if let Some(start) = start.filter(|start| !is_from_outside(start)) {
            let mut proving = self
                .standings
                .iter()
                .filter(|standing| supports_fact(standing.requirement, start));
            let proved = proving.clone().next().is_some() && proving.all(Self::stands);
            if !proved {
                return Unproved::Always(any);
            }
        }
        let mut relevant = self
            .standings
            .iter()
            .filter(|standing| self.concerns(standing.requirement, input));
        if relevant.clone().next().is_none() || !relevant.clone().all(Self::stands) {
            return match self.source.start_of(input) {
                Some(_) => Unproved::Any(any),
                None => Unproved::Always(any),
            };
        }
        if relevant.any(|standing| standing.requirement.mode == EvidenceMode::PerItem) {
            Unproved::NoItems
        } else {
            Unproved::Reported
        }
    }
}
