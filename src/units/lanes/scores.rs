//! What a table comes to.

use serde::Serialize;

use crate::compile::Scorer;
use crate::eval::{Caveats, CriterionScore, Finished, State, Tallies, Tally, Totals};
use crate::number::{Points, Ratio};
use crate::rule::BLOCK;
use crate::units::UnitScore;

/// How much of the result is kept
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Detail {
    /// Sums of areas and of all; of leaves, at most what is the same for all units
    Totals,
    /// And the points of every leaf
    Leaves,
}

/// Where numbers stand in the result of a block.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// The tallies that have a sum, and the columns of these, in order.
    pub(super) tallies: Vec<(usize, Kept)>,
    /// By leaf: the column of its points.
    pub(super) leaves: Vec<Option<Kept>>,
    /// By leaf: whether its points differ between units.
    pub(super) lane: Vec<bool>,
    /// Number of columns.
    pub(super) columns: usize,
}

/// Where a number is kept: its bytes from the lowest on, each in a column of its own
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    pub(super) column: usize,
    pub(super) bytes: u32,
}

impl Layout {
    pub(super) fn stride(&self) -> usize {
        self.columns.saturating_mul(BLOCK)
    }

    /// Columns for numbers between 0 and `most`.
    pub(super) fn push(&mut self, most: i32) -> Kept {
        let column = self.columns;
        let (bytes, columns) = match most {
            ..=0xff => (1, 1),
            0x100..=0xffff => (2, 2),
            _ => (4, 4),
        };
        self.columns = column.saturating_add(columns);
        Kept { column, bytes }
    }
}

/// The scores of all units of a table
///
/// What rules give: computed points with their bounds. Nothing of it knows of claims, documents or
/// appraisals.
#[derive(Debug)]
pub struct LaneScores {
    pub(super) scorer: Scorer,
    pub(super) units: usize,
    pub(super) grid: i64,
    pub(super) layout: Layout,
    /// What is the same for all units that lanes answered for.
    pub(super) given: Vec<Tally<i64>>,
    pub(super) reference: Option<Row>,
    /// What keeps their totals from being what they seem.
    pub(super) caveats: Caveats,
    pub(super) data: Vec<u8>,
    /// The units that were scored one by one, in order.
    pub(super) rows: Vec<(usize, Row)>,
}

/// A unit that was scored by itself
#[derive(Debug)]
pub(super) struct Row {
    pub(super) finished: Finished,
    pub(super) leaves: Box<[LeafPoints]>,
}

impl Row {
    pub(super) fn of(score: UnitScore<'_>) -> Self {
        Self {
            leaves: score.leaves.iter().map(LeafPoints::of).collect(),
            finished: score.finished,
        }
    }
}

/// What a unit comes to: sums of areas and of all
#[derive(Clone, Debug)]
pub struct UnitPoints {
    total: Totals,
    areas: Vec<Totals>,
}

/// Sums of an area or of all, as rules give them
#[derive(Clone, Copy, Debug)]
pub struct PointSums<'t>(&'t Totals);

/// An index: the computed column with its bounds, in percent
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PointIndex {
    /// The value; `None` until everything in scope is known
    pub value: Option<Ratio>,
    /// What is secured; `None` if nothing applies
    pub lower: Option<Ratio>,
    /// What is still possible; `None` if nothing applies
    pub upper: Option<Ratio>,
    /// Whether both ends are attained
    pub is_exact: bool,
}

/// What the rule of a leaf gives a unit
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LeafPoints {
    /// What can be said of it
    pub state: State,
    /// What the rule gives
    pub computed: Option<Points>,
    /// Points still open
    pub open: Points,
    /// Points that wait for another scorer
    pub pending: Points,
    /// Points that are not applicable
    pub excluded: Points,
    /// The least it can still come to
    pub lower: Points,
    /// The most it can still come to
    pub upper: Points,
}

impl LaneScores {
    /// Scores of no units.
    pub(super) fn new(scorer: Scorer) -> Self {
        Self {
            scorer,
            units: 0,
            grid: 1,
            layout: Layout::default(),
            given: Vec::new(),
            reference: None,
            caveats: Caveats::default(),
            data: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Gives its memory away; no units are left.
    pub(super) fn take(&mut self) -> Vec<u8> {
        let emptied = Self::new(self.scorer.clone());
        std::mem::replace(self, emptied).data
    }

    /// Number of units
    pub fn units(&self) -> usize {
        self.units
    }

    /// How many units were scored one by one: unanswered, contradictory or not applicable facts, or rules
    /// that have no lanes
    pub fn units_by_row(&self) -> usize {
        self.rows.len()
    }

    /// The points of all leaves that count in the total, as rules give them; `None` where nothing is known,
    /// or there is no such unit
    pub fn computed(&self, unit: usize) -> Option<Points> {
        if let Some(row) = self.row(unit) {
            return row.finished.total.computed();
        }
        let areas = self.scorer.criteria_set().area_count().saturating_mul(2);
        let (mut nanos, mut is_there) = (0_i64, false);
        for tally in self.given.iter().take(areas) {
            nanos = nanos.checked_add(tally.computed)?;
            is_there |= tally.has.computed;
        }
        for (tally, sum) in &self.layout.tallies {
            if *tally < areas {
                nanos = nanos.checked_add(self.nanos(unit, *sum)?)?;
            }
        }
        is_there.then_some(Points::from_nanos(nanos))
    }

    /// Sums of areas and of all; `None` if there is no such unit
    pub fn unit(&self, unit: usize) -> Option<UnitPoints> {
        let compiled = self.scorer.compiled();
        if let Some(row) = self.row(unit) {
            return Some(UnitPoints {
                areas: row.finished.areas.get(compiled).to_vec(),
                total: row.finished.total.clone(),
            });
        }
        let mut tallies = Tallies::<i64>::new(&self.given);
        for (tally, sum) in &self.layout.tallies {
            let points = Points::from_nanos(self.nanos(unit, *sum)?);
            tallies.get(*tally)?.add_plain(points)?;
        }
        let finished = tallies.finish(compiled, &self.caveats)?;
        Some(UnitPoints {
            areas: finished.areas.get(compiled).to_vec(),
            total: finished.total,
        })
    }

    /// What a leaf gives a unit; `None` if there is no such unit or leaf, or leaves were not kept
    pub fn leaf(&self, unit: usize, leaf: usize) -> Option<LeafPoints> {
        if let Some(row) = self.row(unit) {
            return row.leaves.get(leaf).copied();
        }
        if unit >= self.units {
            return None;
        }
        if self.layout.lane.get(leaf) != Some(&true) {
            let reference = self.reference.as_ref()?;
            return reference.leaves.get(leaf).copied();
        }
        let own = (*self.layout.leaves.get(leaf)?)?;
        let points = Points::from_nanos(self.nanos(unit, own)?);
        Some(LeafPoints::known(points))
    }

    /// Nanopoints of a unit in the result.
    fn nanos(&self, unit: usize, own: Kept) -> Option<i64> {
        if unit >= self.units {
            return None;
        }
        let block = unit.checked_div(BLOCK)?.checked_mul(self.layout.stride())?;
        let at = block.checked_add(unit.checked_rem(BLOCK)?)?;
        let mut bytes = [0; 4];
        let columns = (own.column..).zip(0..own.bytes);
        for (byte, (column, _)) in bytes.iter_mut().zip(columns) {
            *byte = *self.data.get(column.checked_mul(BLOCK)?.checked_add(at)?)?;
        }
        i64::from(i32::from_le_bytes(bytes)).checked_mul(self.grid)
    }

    /// A unit that was scored by itself.
    fn row(&self, unit: usize) -> Option<&Row> {
        let at = self
            .rows
            .binary_search_by_key(&unit, |(own, _)| *own)
            .ok()?;
        self.rows.get(at).map(|(_, score)| score)
    }
}

impl UnitPoints {
    /// Sums of all
    pub fn total(&self) -> PointSums<'_> {
        PointSums(&self.total)
    }

    /// Sums of each area, in the order of the criteria set
    pub fn areas(&self) -> impl ExactSizeIterator<Item = PointSums<'_>> {
        self.areas.iter().map(PointSums)
    }
}

impl PointSums<'_> {
    /// Most points
    pub fn max(&self) -> Points {
        self.0.max()
    }

    /// The denominator: most points of what applies
    pub fn applicable(&self) -> Points {
        self.0.applicable()
    }

    /// Sum of what the rules give
    pub fn computed(&self) -> Option<Points> {
        self.0.computed()
    }

    /// Points still open
    pub fn open(&self) -> Points {
        self.0.open()
    }

    /// Points that wait for another scorer
    pub fn pending(&self) -> Points {
        self.0.pending()
    }

    /// Points that are not applicable
    pub fn excluded(&self) -> Points {
        self.0.excluded()
    }

    /// The index over what the unit scores itself
    pub fn own_index(&self) -> PointIndex {
        PointIndex::of(&self.0.index().own())
    }

    /// The index over the full scale
    pub fn whole_index(&self) -> PointIndex {
        PointIndex::of(&self.0.index().whole())
    }
}

impl PointIndex {
    fn of(index: &crate::eval::Index) -> Self {
        Self {
            value: index.column(crate::eval::Column::Computed),
            lower: index.lower(),
            upper: index.upper(),
            is_exact: index.is_exact(),
        }
    }
}

impl LeafPoints {
    fn of(score: &CriterionScore) -> Self {
        Self {
            state: score.state(),
            computed: score.computed(),
            open: score.open(),
            pending: score.pending(),
            excluded: score.excluded(),
            lower: score.lower(),
            upper: score.upper(),
        }
    }

    fn known(points: Points) -> Self {
        Self {
            state: State::Scored,
            computed: Some(points),
            open: Points::ZERO,
            pending: Points::ZERO,
            excluded: Points::ZERO,
            lower: points,
            upper: points,
        }
    }
}
