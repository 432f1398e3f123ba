//! The leaves of one unit of many, scored with what is known from the units before.

use crate::compile::{Compiled, CompiledLeaf};
use crate::eval::assessment::appraisal::granted;
use crate::eval::assessment::prepared::Prepared;
use crate::eval::card::totals::{Finished, Tallies};
use crate::eval::cells::linked::{self, Caveats};
use crate::eval::cells::source::{LATE, NOT_DONE, ON_TIME};
use crate::eval::given::facts::Resolved;
use crate::eval::leaf::leaf_ledger::PointsOnly;
use crate::eval::leaf::leaf_score::{
    CriterionScore, LeafCells, final_from_outside, least_proved, proved, score_leaf,
};
use crate::eval::leaf::prepared_leaf::Applies;
use crate::eval::leaf::tally::{Sum, Tally};
use crate::file::Basis;
use crate::model::Home;
use crate::number::{Points, Ratio};
use crate::rule::{Amount, Cell, CellValue, NoFlatTrace, NoTrace};
use crate::units::remembered::Remembered;
use crate::units::template::{Proved, UnitTemplate, Way, WayKind};

/// What a unit says, as far as scoring asks
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'f> {
    pub(crate) facts: &'f [Resolved],
    pub(crate) group: Option<usize>,
    /// Criteria and areas that do not apply, by number.
    pub(crate) claims: &'f [usize],
}

/// Cells and scores of one unit, in buffers for the next one too
#[derive(Clone, Debug)]
pub(crate) struct UnitLeaves<'t> {
    template: &'t UnitTemplate,
    inputs: Vec<Cell>,
    has_value: Vec<bool>,
    prepared: Prepared,
    /// The scores of all leaves, where they are kept.
    pub(crate) scores: Vec<CriterionScore>,
    /// By leaf: the scores of reported cells.
    scores_known: Vec<Remembered<CriterionScore, 128>>,
    /// By leaf: what documents prove of it where its facts are known, by the values it hangs on.
    proofs_known: Vec<Remembered<Points, 2048>>,
    /// The values of a leaf at hand.
    key: Vec<i64>,
    /// The leaves of which something is not determined.
    undetermined: Vec<usize>,
}

/// Where the score of a leaf goes.
struct Sums<'a, S> {
    tally: &'a mut Tally<S>,
    factor: Option<Ratio>,
    kept: Option<&'a mut Vec<CriterionScore>>,
}

impl<S: Sum> Sums<'_, S> {
    fn add(&mut self, score: &CriterionScore) -> Option<()> {
        if let Some(kept) = &mut self.kept {
            kept.push(*score);
        }
        self.tally.add_leaf(score, self.factor)
    }
}

impl<'t> UnitLeaves<'t> {
    pub(crate) fn new(template: &'t UnitTemplate) -> Self {
        let leaves = template.scorer().compiled().leaves.len();
        Self {
            template,
            inputs: Vec::with_capacity(template.ways.len()),
            has_value: Vec::with_capacity(template.ways.len()),
            prepared: template.prepared().clone(),
            scores: Vec::with_capacity(leaves),
            scores_known: template.memories(|leaf, _| leaf.inputs.len()),
            proofs_known: template.memories(|_, proved| match proved {
                Proved::Reported => 0,
                Proved::By(inputs) => inputs.len(),
            }),
            key: Vec::new(),
            undetermined: Vec::with_capacity(leaves),
        }
    }

    /// Scores a unit; `None` where a sum cannot be held
    pub(crate) fn score(&mut self, said: Said<'_>, keeps_leaves: bool) -> Option<Finished> {
        if self.template.scorer().compiled().plain_sums {
            self.sum_up::<i64>(said, keeps_leaves)
        } else {
            self.sum_up::<Amount>(said, keeps_leaves)
        }
    }

    fn sum_up<S: Sum>(&mut self, said: Said<'_>, keeps_leaves: bool) -> Option<Finished> {
        let compiled = self.template.scorer().compiled();
        self.make_inputs(compiled, said.facts)?;
        self.apply(compiled, said);
        self.undetermined.clear();
        let mut kept = std::mem::take(&mut self.scores);
        kept.clear();
        let mut tallies = Tallies::<S>::new(&self.template.none);
        for (index, leaf) in compiled.leaves.iter().enumerate() {
            let factor = match leaf.home {
                Home::Area(_) => compiled.factor_in_area(index)?,
                Home::Bonus | Home::Penalty => None,
            };
            let sums = Sums {
                tally: tallies.get(leaf.tally)?,
                factor,
                kept: keeps_leaves.then_some(&mut kept),
            };
            self.leaf(compiled, index, leaf, sums)?;
        }
        self.scores = kept;
        // Only what is not determined can hang together.
        let linked = if self.undetermined.is_empty() {
            Vec::new()
        } else {
            let source = self.template.source(said.facts);
            let leaves = self.undetermined.iter().copied();
            linked::linked(compiled, &source, leaves, |index, cells| {
                self.reported(compiled, index, cells)
            })
        };
        let caveats = Caveats::new(linked, self.prepared.caveats.is_withheld);
        tallies.finish(compiled, &caveats)
    }

    /// What is reported of the inputs of a leaf, and which of its parts do not apply.
    fn reported(&self, compiled: &Compiled, index: usize, cells: &mut Vec<Cell>) -> Option<u64> {
        let leaf = compiled.leaves.get(index)?;
        cells.clear();
        for input in &*leaf.inputs {
            let cell = *self.inputs.get(*input)?;
            let free = *compiled.free.get(*input)? == Some(cell.value);
            cells.push(Cell { free, ..cell });
        }
        self.prepared.leaves.get(index).map(|own| own.parts)
    }

    /// Whether an input has more than one possible value.
    fn is_open(&self, input: usize) -> bool {
        self.inputs.get(input).is_some_and(|cell| !cell.is_known())
    }

    fn make_inputs(&mut self, compiled: &Compiled, facts: &[Resolved]) -> Option<()> {
        self.inputs.clear();
        self.has_value.clear();
        let source = self.template.source(facts);
        let ways = self.template.ways.iter().zip(&compiled.inputs);
        let values = self.prepared.values.iter_mut().zip(&*compiled.ranges);
        for ((way, input), (slot, range)) in ways.zip(values) {
            let cell = match way.kind {
                WayKind::General => source.cell(input),
                _ => way.cell(facts)?,
            };
            let value = range.as_ref().and_then(|range| {
                cell.value()
                    .filter(|value| (range.lo..=range.hi).contains(value))
            });
            *slot = value.unwrap_or(0);
            self.has_value.push(value.is_some());
            self.inputs.push(cell);
        }
        Some(())
    }

    /// Which leaves apply: its group first, then what it claims.
    fn apply(&mut self, compiled: &Compiled, said: Said<'_>) {
        let leaves = &mut self.prepared.leaves;
        for leaf in &mut *leaves {
            leaf.applies = Applies::Yes;
            leaf.final_decision = None;
        }
        for name in said.claims {
            for index in self.template.below.get(*name).into_iter().flatten() {
                let treated = self.template.treated.get(*index).copied().flatten();
                if let (Some(leaf), Some(treated)) = (leaves.get_mut(*index), treated) {
                    leaf.applies = treated;
                }
            }
        }
        let group = said
            .group
            .and_then(|group| self.template.without.get(group));
        if let Some((without, keeps_denominator)) = group {
            for index in without {
                let compiled = compiled.leaves.get(*index);
                if let (Some(leaf), Some(compiled)) = (leaves.get_mut(*index), compiled) {
                    leaf.applies = Applies::Excluded {
                        keeps_denominator: *keeps_denominator,
                    };
                    // Nobody has to decide that.
                    leaf.final_decision =
                        Some(granted(leaf.applies, Points::from_nanos(compiled.max)));
                }
            }
        }
    }

    #[inline]
    fn leaf<S: Sum>(
        &mut self,
        compiled: &Compiled,
        index: usize,
        leaf: &CompiledLeaf,
        mut sums: Sums<'_, S>,
    ) -> Option<()> {
        let own = self.prepared.leaves.get_mut(index)?;
        own.is_flat = false;
        if own.applies != Applies::Yes {
            // Whatever its facts are.
            let nothing = LeafCells {
                cells: &[],
                evidence: &[],
                flat: None,
            };
            let mut ledger = PointsOnly(NoTrace);
            let score = score_leaf(compiled, index, leaf, own, nothing, &mut ledger);
            return sums.add(&score);
        }
        let mut inputs = leaf.inputs.iter();
        let has_values = inputs.all(|input| self.has_value.get(*input) == Some(&true));
        let flat = leaf.flat.as_ref().filter(|_| has_values);
        let points = flat.and_then(|flat| flat.points(&self.prepared.values, &mut NoFlatTrace));
        match points {
            Some(points) => {
                own.is_flat = true;
                self.known(compiled, index, leaf, points, sums)
            }
            None => self.unknown(compiled, index, leaf, sums),
        }
    }

    /// A leaf whose facts are known, so that its flat rule gives the points.
    #[inline]
    fn known<S: Sum>(
        &mut self,
        compiled: &Compiled,
        index: usize,
        leaf: &CompiledLeaf,
        points: Points,
        mut sums: Sums<'_, S>,
    ) -> Option<()> {
        let evidenced = match self.template.proved.get(index)? {
            Proved::Reported => points,
            Proved::By(inputs) => {
                self.key.clear();
                // INVARIANT: there is a value for every input.
                let values = inputs.iter();
                let values = values.filter_map(|input| self.prepared.values.get(*input));
                self.key.extend(values);
                let known = self.proofs_known.get_mut(index)?.get(&self.key).copied();
                match known {
                    Some(proved) => least_proved(leaf, proved, points),
                    None => match self.prove(compiled, index, leaf)? {
                        Some(proved) => least_proved(leaf, proved, points),
                        // A number went beyond what can be held.
                        None => return sums.add(&self.walk(compiled, index, leaf)?),
                    },
                }
            }
        };
        if leaf.basis != Basis::External && sums.kept.is_none() {
            let max = Points::from_nanos(leaf.max);
            let tally = sums.tally;
            return tally.add_unclaimed(max, points, evidenced, sums.factor);
        }
        let own = self.prepared.leaves.get(index)?;
        let mut score = CriterionScore::plain(index, leaf, own, points, (0, 0));
        score.evidenced = Some(evidenced);
        final_from_outside(leaf, own, &mut score);
        sums.add(&score)
    }

    /// What documents prove of a leaf whose facts are known: the points of its evidenced cells.
    ///
    /// It hangs on these cells alone: a place whose cells are as reported has the points of these cells,
    /// any other those they allow.
    fn prove(
        &mut self,
        compiled: &Compiled,
        index: usize,
        leaf: &CompiledLeaf,
    ) -> Option<Option<Points>> {
        self.fill(compiled, index, leaf)?;
        let own = self.prepared.leaves.get(index)?;
        let found = proved(compiled, leaf, own, self.cells(leaf, own.is_flat)?);
        if let Some(found) = found {
            self.proofs_known.get_mut(index)?.keep(&self.key, found);
        }
        Some(found)
    }

    /// A leaf whose rule has to be walked, unless its cells came before.
    fn unknown<S: Sum>(
        &mut self,
        compiled: &Compiled,
        index: usize,
        leaf: &CompiledLeaf,
        mut sums: Sums<'_, S>,
    ) -> Option<()> {
        if leaf.inputs.iter().any(|input| self.is_open(*input)) {
            self.undetermined.push(index);
        }
        let ways = leaf.inputs.iter().map(|input| {
            let way = self.template.ways.get(*input)?;
            Some((way, self.inputs.get(*input)?))
        });
        let is_key = codes(ways, &mut self.key);
        if is_key && let Some(score) = self.scores_known.get_mut(index)?.get(&self.key) {
            return sums.add(score);
        }
        self.fill(compiled, index, leaf)?;
        let score = self.walk(compiled, index, leaf)?;
        if is_key {
            self.scores_known.get_mut(index)?.keep(&self.key, score);
        }
        sums.add(&score)
    }

    /// Puts together what is reported and what is proved of the inputs of a leaf.
    fn fill(&mut self, compiled: &Compiled, index: usize, leaf: &CompiledLeaf) -> Option<()> {
        let prepared = &mut self.prepared;
        let at = leaf.cells_at..leaf.cells_at.checked_add(leaf.inputs.len())?;
        let cells = prepared.cells.get_mut(at.clone())?;
        let evidence = prepared.evidence.get_mut(at.clone())?;
        let proofs = self.template.proofs.get(at)?;
        let mut differs = false;
        let both = cells.iter_mut().zip(evidence.iter_mut()).zip(proofs);
        for (input, ((cell, evidence), proof)) in leaf.inputs.iter().zip(both) {
            *cell = *self.inputs.get(*input)?;
            *evidence = proof.cell(*cell);
            let free = compiled.free.get(*input)?;
            cell.free = *free == Some(cell.value);
            evidence.free = *free == Some(evidence.value);
            differs |= cell != evidence;
        }
        prepared.leaves.get_mut(index)?.evidence_differs = differs;
        Some(())
    }

    fn cells(&self, leaf: &CompiledLeaf, is_flat: bool) -> Option<LeafCells<'_>> {
        let at = leaf.cells_at..leaf.cells_at.checked_add(leaf.inputs.len())?;
        Some(LeafCells {
            cells: self.prepared.cells.get(at.clone())?,
            evidence: self.prepared.evidence.get(at)?,
            flat: is_flat.then_some(&*self.prepared.values),
        })
    }

    /// Scores a leaf by its cells.
    fn walk(
        &self,
        compiled: &Compiled,
        index: usize,
        leaf: &CompiledLeaf,
    ) -> Option<CriterionScore> {
        let own = self.prepared.leaves.get(index)?;
        let cells = self.cells(leaf, own.is_flat)?;
        let mut ledger = PointsOnly(NoTrace);
        Some(score_leaf(compiled, index, leaf, own, cells, &mut ledger))
    }
}

/// A number for each cell, different for different cells of one input; `false` where there is none.
#[inline]
fn codes<'c>(
    cells: impl Iterator<Item = Option<(&'c Way, &'c Cell)>>,
    into: &mut Vec<i64>,
) -> bool {
    /// Values and the ends of intervals are below this.
    const MOST: i64 = 1 << 30;
    into.clear();
    for cell in cells {
        let Some((way, cell)) = cell else {
            return false;
        };
        if cell.pending != way.open.pending || cell.may_fail != way.open.may_fail {
            return false;
        }
        let code = match cell.value {
            value if value == way.open.value => i64::MIN,
            CellValue::Number { lo, hi }
            | CellValue::Days {
                lo,
                hi,
                none: false,
            } if (0..MOST).contains(&lo) && (lo..MOST).contains(&hi) => {
                lo.wrapping_mul(MOST).wrapping_add(hi)
            }
            // Of at most 60 options.
            CellValue::Choice(options) => options.cast_signed(),
            _ => return false,
        };
        into.push(code);
    }
    true
}

impl Way {
    /// The cell of an input that reads one fact; `None` where the fact is of another kind.
    #[inline]
    fn cell(&self, facts: &[Resolved]) -> Option<Cell> {
        let (WayKind::Number(fact)
        | WayKind::Choice(fact)
        | WayKind::Timely(fact, _)
        | WayKind::Late(fact, _)) = self.kind
        else {
            return Some(self.open);
        };
        let value = match (&self.kind, facts.get(fact)?) {
            (_, Resolved::Open) => return Some(self.open),
            (WayKind::Number(_), Resolved::Number(value)) => CellValue::Number {
                lo: *value,
                hi: *value,
            },
            (WayKind::Choice(_), Resolved::Choice(index)) => {
                CellValue::Choice(1_u64.checked_shl(*index)?)
            }
            (WayKind::Timely(..), Resolved::NotDone) => CellValue::Choice(NOT_DONE),
            (WayKind::Timely(_, last), Resolved::Date(date)) => CellValue::Choice(match last {
                Some(last) if date <= last => ON_TIME,
                Some(_) => LATE,
                None => ON_TIME | LATE,
            }),
            (WayKind::Late(..), Resolved::NotDone) => CellValue::Days {
                lo: 1,
                hi: 0,
                none: true,
            },
            (WayKind::Late(_, Some(last)), Resolved::Date(date)) => {
                let late = i64::from(date.days_since(*last)).max(0);
                CellValue::Days {
                    lo: late,
                    hi: late,
                    none: false,
                }
            }
            _ => return None,
        };
        Some(Cell { value, ..self.open })
    }
}
