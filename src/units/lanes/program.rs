//! What is done with a table: which leaves go through lanes, and which are the same for all units.

use std::sync::Arc;

use super::run::{Group, Step, Walked, Work, each, run};
use super::scores::{Detail, LaneScores, Layout, Row};
use super::table::{FactTable, column, too_many};
use super::table_error::TableError;
use crate::compile::{Compiled, Scorer};
use crate::eval::{Applies, Assessment, CriterionScore, Prepared, Tally, tally_count};
use crate::rule::{BLOCK, Column};
use crate::units::{FactRows, FactsOnly, UnitScore};

/// A scorer for tables of units
///
/// Cheap to clone; made once for a criteria set and a base assessment.
#[derive(Clone, Debug)]
pub struct Lanes(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    scorer: Scorer,
    rows: Arc<FactsOnly>,
    /// The base, with its facts only.
    base: Prepared,
}

/// How a table goes through lanes.
struct Plan<'p> {
    groups: Vec<Group<'p>>,
    layout: Layout,
    given: Vec<Tally<i64>>,
    /// Columns of inputs that have the same value for all units.
    constant: Vec<(usize, Column)>,
}

impl Lanes {
    /// Makes a scorer for units that differ from `base` in facts
    ///
    /// # Errors
    ///
    /// A base that was made for another criteria set.
    pub fn new(scorer: &Scorer, base: &Assessment) -> Result<Self, TableError> {
        if !scorer.is_same_set(base.scorer()) {
            return Err(TableError::OtherSet);
        }
        let rows = FactsOnly::new(scorer, base);
        Ok(Self(Arc::new(Inner {
            scorer: scorer.clone(),
            base: rows.prepared(),
            rows: Arc::new(rows),
        })))
    }

    /// The criteria set's scorer
    pub fn scorer(&self) -> &Scorer {
        &self.0.scorer
    }

    /// A table for so many units, all of them like the base
    ///
    /// # Errors
    ///
    /// More units than one table takes; then they go into several.
    pub fn table(&self, units: usize) -> Result<FactTable, TableError> {
        FactTable::new(self.0.rows.clone(), self.0.scorer.clone(), units)
    }

    /// Whether a leaf goes through lanes where its facts have columns; if not, it is scored unit by unit
    pub fn has_lane(&self, leaf: usize) -> bool {
        let compiled = self.0.scorer.compiled();
        compiled.plain_sums
            && compiled
                .lanes()
                .rules
                .get(leaf)
                .is_some_and(Option::is_some)
    }

    /// Scores all units of a table
    ///
    /// # Errors
    ///
    /// A table of other lanes, one whose results memory cannot hold, or a unit one of whose sums is
    /// beyond what can be held.
    pub fn score(&self, table: &FactTable, detail: Detail) -> Result<LaneScores, TableError> {
        let mut scores = LaneScores::new(self.0.scorer.clone());
        self.score_into(table, detail, &mut scores)?;
        Ok(scores)
    }

    /// Scores all units of a table into the memory of earlier scores
    ///
    /// # Errors
    ///
    /// As [`score`](Self::score); then `scores` has no units.
    pub fn score_into(
        &self,
        table: &FactTable,
        detail: Detail,
        scores: &mut LaneScores,
    ) -> Result<(), TableError> {
        let inner = &*self.0;
        let mut data = scores.take();
        if !Arc::ptr_eq(&inner.rows, &table.rows) {
            return Err(TableError::OtherSet);
        }
        let mut left: Vec<bool> = table.single.clone();
        left.resize(table.units.next_multiple_of(BLOCK), false);
        let (layout, mut given) = if let Some(plan) = inner.plan(table, detail) {
            let mut columns: Vec<Option<&Column>> =
                table.columns.iter().map(Option::as_ref).collect();
            for (input, column) in &plan.constant {
                if let Some(slot) = columns.get_mut(*input) {
                    *slot = Some(column);
                }
            }
            let stride = plan.layout.stride();
            let blocks = left.len().checked_div(BLOCK).unwrap_or(0);
            let bytes = blocks.saturating_mul(stride);
            let more = bytes.saturating_sub(data.len());
            if data.try_reserve_exact(more).is_err() {
                return Err(too_many(table.units));
            }
            data.resize(bytes, 0);
            let work = Work {
                groups: &plan.groups,
                columns: &columns,
                stride,
            };
            run(&work, &mut data, &mut left);
            (plan.layout, plan.given)
        } else {
            left.fill(true);
            (Layout::default(), Vec::new())
        };
        left.truncate(table.units);
        // One of the units that lanes answered for says what is the same for all of them.
        let reference = match left.iter().position(|left| !left) {
            Some(unit) if layout.lane.contains(&false) => {
                let mut rows = inner.rows.rows();
                let score = by_itself(&mut rows, table, unit, Detail::Leaves)?;
                let compiled = inner.scorer.compiled();
                add_constants(compiled, &layout, &score.leaves, &mut given);
                Some(Row::of(score))
            }
            _ => None,
        };
        let units: Vec<usize> = (0..table.units)
            .zip(&left)
            .filter(|(_, left)| **left)
            .map(|(unit, _)| unit)
            .collect();
        let rows = each(
            &units,
            || inner.rows.rows(),
            |rows, unit| Ok((*unit, Row::of(by_itself(rows, table, *unit, detail)?))),
        )?;
        let caveats = match &reference {
            Some(reference) => reference.finished.areas.caveats().clone(),
            None => inner.rows.caveats(),
        };
        *scores = LaneScores {
            caveats,
            scorer: inner.scorer.clone(),
            units: table.units,
            grid: inner.scorer.compiled().lanes().grid,
            layout,
            given,
            reference,
            data,
            rows,
        };
        Ok(())
    }
}

/// Scores a unit by itself.
fn by_itself<'r>(
    rows: &'r mut FactRows<'_>,
    table: &FactTable,
    unit: usize,
    detail: Detail,
) -> Result<UnitScore<'r>, TableError> {
    let not_applicable = table.not_applicable_to(unit);
    let keeps_leaves = detail == Detail::Leaves;
    rows.score(
        |facts| table.facts_of(unit, facts),
        &not_applicable,
        keeps_leaves,
    )
    .ok_or(TableError::TooLarge { unit })
}

/// Sums up, once, the leaves that are the same for all units.
fn add_constants(
    compiled: &Compiled,
    layout: &Layout,
    reference: &[CriterionScore],
    given: &mut [Tally<i64>],
) {
    for (leaf, score) in compiled.leaves.iter().zip(reference) {
        let in_lane = layout.lane.get(score.leaf()) == Some(&true);
        if !in_lane && let Some(tally) = given.get_mut(leaf.tally) {
            // INVARIANT: all sums together fit: the reference was summed before.
            let _ = tally.add_leaf(score, None);
        }
    }
}

impl Inner {
    /// Sorts leaves out; `None` where every unit has to be scored by itself.
    fn plan(&self, table: &FactTable, detail: Detail) -> Option<Plan<'_>> {
        let compiled = self.scorer.compiled();
        if !compiled.plain_sums {
            return None;
        }
        let lanes = compiled.lanes();
        let has_column = |input: usize| matches!(table.columns.get(input), Some(Some(_)));
        let mut given = vec![Tally::NONE; tally_count(compiled.set.area_count())];
        let mut constant: Vec<(usize, Column)> = Vec::new();
        let mut leaves: Vec<(usize, usize, u8)> = Vec::new();
        let mut together = 0_i32;
        for (index, (leaf, own)) in compiled.leaves.iter().zip(&self.base.leaves).enumerate() {
            let model = compiled.set.leaves().get(index)?;
            let varies = leaf.inputs.iter().any(|input| has_column(*input));
            let reads = model
                .facts_used()
                .iter()
                .any(|fact| table.has_column(*fact));
            let is_touched = varies || (reads && own.applies != Applies::Yes);
            if !is_touched {
                continue;
            }
            if own.applies != Applies::Yes || own.parts != 0 {
                return None;
            }
            let mut rank = u8::MAX;
            if let (true, Some(flat)) = (lanes.rules.get(index)?.is_some(), &leaf.flat) {
                let mut own = Vec::new();
                for input in &*leaf.inputs {
                    let is_known =
                        has_column(*input) || constant.iter().any(|(one, _)| one == input);
                    if !is_known {
                        own.push(self.constant(table, index, *input).map(|all| (*input, all)));
                    }
                }
                // What the base does not know is walked over.
                if let Some(own) = own.into_iter().collect::<Option<Vec<_>>>() {
                    constant.extend(own);
                    rank = flat.rank();
                }
            }
            leaves.push((index, leaf.tally, rank));
            given.get_mut(leaf.tally)?.add_given(own, leaf.max)?;
        }
        leaves.sort_by_key(|(index, tally, rank)| (*tally, *rank, *index));
        let mut groups: Vec<Group<'_>> = Vec::new();
        let mut steps = Vec::new();
        let mut layout = Layout {
            leaves: vec![None; compiled.leaves.len()],
            lane: vec![false; compiled.leaves.len()],
            ..Layout::default()
        };
        for (at, (index, tally, rank)) in leaves.iter().copied().enumerate() {
            let leaf = compiled.leaves.get(index)?;
            *layout.lane.get_mut(index)? = true;
            // Points lie between 0 and the maximum.
            let own = i32::try_from(leaf.max.checked_div(lanes.grid)?).ok()?;
            together = together.checked_add(own)?;
            let mut kept = 0;
            if detail == Detail::Leaves {
                let own = layout.push(own);
                kept = own.bytes;
                *layout.leaves.get_mut(index)? = Some(own);
            }
            let step = if rank == u8::MAX {
                let end = leaf.cells_at.checked_add(leaf.inputs.len())?;
                Step::Walk(Walked {
                    compiled,
                    leaf,
                    cells: self.base.cells.get(leaf.cells_at..end)?.to_vec(),
                    grid: lanes.grid,
                })
            } else {
                Step::Lane(lanes.rules.get(index)?.as_ref()?)
            };
            steps.push((step, kept));
            let next = leaves.get(at.checked_add(1)?);
            if next.is_none_or(|(_, next, _)| *next != tally) {
                let most = std::mem::take(&mut together);
                let sum = layout.push(most);
                layout.tallies.push((tally, sum));
                groups.push(Group {
                    steps: std::mem::take(&mut steps),
                    sum: sum.bytes,
                    is_short: i16::try_from(most).is_ok(),
                });
            }
        }
        Some(Plan {
            groups,
            layout,
            given,
            constant,
        })
    }

    /// A column for an input that is the same for all units; `None` where it is not known.
    fn constant(&self, table: &FactTable, leaf: usize, input: usize) -> Option<Column> {
        let compiled = self.scorer.compiled();
        let own = compiled.leaves.get(leaf)?;
        let cell = own.inputs.iter().position(|one| *one == input)?;
        let at = own.cells_at.checked_add(cell)?;
        let value = self.base.cells.get(at)?.value()?;
        let range = compiled.ranges.get(input).copied().flatten()?;
        (range.lo..=range.hi)
            .contains(&value)
            .then(|| column(compiled, input, (0..table.units).map(|_| value)))
    }
}
