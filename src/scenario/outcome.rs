//! What a combination of a scenario comes to, beside the base.

use std::sync::Arc;

use serde::Serialize;

use super::scenarios::Case;
use crate::compare::{Dropped, SetDiff};
use crate::eval::{Column, CriterionScore, Scorecard, Totals};
use crate::number::Points;
use crate::read::Id;
use crate::rule::Reason;

/// What a combination of a scenario comes to
///
/// Of areas and leaves only those are listed in which something changed.
#[derive(Clone, Debug)]
pub struct Outcome<'a> {
    pub(super) case: Case<'a>,
    pub(super) total: Pair<Totals>,
    pub(super) areas: Vec<AreaDelta>,
    pub(super) leaves: Vec<LeafDelta>,
    pub(super) other: Option<Arc<OtherSet>>,
    pub(super) base: Scorecard,
    pub(super) is_incremental: bool,
}

/// Before and after
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Pair<T> {
    /// In the base.
    pub before: T,
    /// In the scenario.
    pub after: T,
}

/// The base under the criteria set of a scenario.
#[derive(Debug)]
pub(super) struct OtherSet {
    pub(super) diff: SetDiff,
    pub(super) card: Scorecard,
    pub(super) dropped: Vec<Dropped>,
}

/// What changes in an area
#[derive(Clone, Debug, Serialize)]
pub struct AreaDelta {
    /// Indices of the area in the two criteria sets; `None` where one has no such area.
    pub area: Pair<Option<usize>>,
    /// Its totals.
    pub totals: Pair<Option<Totals>>,
}

/// What changes in a leaf, and why
#[derive(Clone, Debug, Serialize)]
pub struct LeafDelta {
    /// Indices of the leaf in the two criteria sets; `None` where one has no such leaf.
    pub leaf: Pair<Option<usize>>,
    /// Its scores.
    pub score: Pair<Option<CriterionScore>>,
    /// The entries of its ledger that changed: the change of the computed points is the change of the
    /// maximum less the changes of all others of that column.
    pub entries: Vec<EntryDelta>,
}

/// What an entry of a ledger is
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// The maximum
    Maximum,
    /// A loss in a column
    Loss(Column, Reason),
    /// Points still open
    Open,
    /// Points that wait for another scorer
    Pending,
    /// Points that are not applicable
    Excluded,
}

/// How an entry of a ledger changed
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryDelta {
    /// What it is.
    pub entry: Entry,
    /// The parts of the leaf that lead to it.
    pub part: Vec<Id>,
    /// Its points; zero where there is none.
    pub points: Pair<Points>,
}

/// Whether an entry of a ledger is there before and after
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Happened {
    /// It is new.
    Appeared,
    /// It is gone.
    Vanished,
    /// It has other points.
    Changed,
}

impl Entry {
    /// The word used in JSON
    pub fn word(self) -> &'static str {
        match self {
            Self::Maximum => "max",
            Self::Loss(_, reason) => reason.word(),
            Self::Open => "open",
            Self::Pending => "pending",
            Self::Excluded => "excluded",
        }
    }

    /// The column it belongs to
    pub fn column(self) -> Column {
        match self {
            Self::Loss(column, _) => column,
            _ => Column::Computed,
        }
    }
}

impl EntryDelta {
    /// Whether it appeared, vanished or changed
    pub fn happened(&self) -> Happened {
        if self.points.before == Points::ZERO {
            Happened::Appeared
        } else if self.points.after == Points::ZERO {
            Happened::Vanished
        } else {
            Happened::Changed
        }
    }

    /// What it changes in the points of its column
    pub fn effect(&self) -> Option<Points> {
        let Pair { before, after } = self.points;
        match self.entry {
            Entry::Maximum => after.checked_sub(before),
            _ => before.checked_sub(after),
        }
    }
}

impl Happened {
    /// The word used in JSON
    pub fn word(self) -> &'static str {
        match self {
            Self::Appeared => "appeared",
            Self::Vanished => "vanished",
            Self::Changed => "changed",
        }
    }
}

impl<'a> Outcome<'a> {
    /// The combination
    pub fn case(&self) -> &Case<'a> {
        &self.case
    }

    /// The totals of all
    pub fn total(&self) -> &Pair<Totals> {
        &self.total
    }

    /// The areas in which something changed
    pub fn areas(&self) -> &[AreaDelta] {
        &self.areas
    }

    /// The leaves in which something changed, bonus and penalty last
    pub fn leaves(&self) -> &[LeafDelta] {
        &self.leaves
    }

    /// The columns that can be compared: all, or only the computed one where the scenario answers
    /// another criteria set, to which claims, documents and appraisal are not carried over
    pub fn columns(&self) -> &'static [Column] {
        match self.other {
            Some(_) => &[Column::Computed],
            None => &[
                Column::Claimed,
                Column::Computed,
                Column::Evidenced,
                Column::Final,
            ],
        }
    }

    /// The scored base
    pub fn base(&self) -> &Scorecard {
        &self.base
    }

    /// A scorecard by whose criteria set the scenario is scored: that of the base, or that of the
    /// base carried over to another set
    pub fn scale(&self) -> &Scorecard {
        self.other.as_ref().map_or(&self.base, |other| &other.card)
    }

    /// Whether the scenario is scored by another criteria set
    pub fn is_other_set(&self) -> bool {
        self.other.is_some()
    }

    /// What of the base has no place in the criteria set of the scenario
    pub fn dropped(&self) -> &[Dropped] {
        self.other.as_ref().map_or(&[], |other| &other.dropped)
    }

    /// Whether only the leaves that the changes reach were scored
    pub fn is_incremental(&self) -> bool {
        self.is_incremental
    }
}
