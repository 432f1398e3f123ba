//! One unit of many: its facts, and the way to its scores.

use super::appraisal::granted;
use super::cells::{LATE, NOT_DONE, ON_TIME};
use super::facts::{Resolved, resolve};
use super::leaf_score::{
    CriterionScore, LeafCells, PointsOnly, final_from_outside, least_proved, proved, score_leaf,
};
use super::linked;
use super::prepared::{Applies, Prepared};
use super::tally::Sum;
use super::totals::{Finished, Tallies};
use super::unit_rows;
use super::unit_template::{Proved, UnitScores, UnitTemplate, Way, WayKind};
use crate::compile::{Compiled, CompiledLeaf};
use crate::file::{Basis, Fact, FactKind, FactValue};
use crate::model::Home;
use crate::number::{Date, Points, Quantity};
use crate::rule::{Amount, Cell, CellValue, NoFlatTrace, NoTrace};

/// The facts of one unit, in buffers for the next one too
///
/// Values that are refused (`None`) leave the unit as it was: reading it as an assessment says what is
/// wrong with them.
#[derive(Clone, Debug)]
pub struct UnitFacts<'t> {
    template: &'t UnitTemplate,
    facts: Vec<Resolved>,
    group: Option<usize>,
    /// Criteria and areas that do not apply, by number.
    claims: Vec<usize>,
    inputs: Vec<Cell>,
    has_value: Vec<bool>,
    prepared: Prepared,
    scores: Vec<CriterionScore>,
    /// By leaf: its score where none of its cells is answered.
    blank: Vec<Option<CriterionScore>>,
    /// By leaf: what documents prove of it whatever known facts are reported.
    proved: Vec<Option<Points>>,
}

impl<'t> UnitFacts<'t> {
    pub(super) fn new(template: &'t UnitTemplate) -> Self {
        let compiled = template.scorer.compiled();
        let leaves = compiled.leaves.len();
        Self {
            template,
            facts: vec![Resolved::Open; compiled.set.facts().len()],
            group: None,
            claims: Vec::new(),
            inputs: Vec::with_capacity(template.ways.len()),
            has_value: Vec::with_capacity(template.ways.len()),
            prepared: template.prepared().clone(),
            scores: Vec::with_capacity(leaves),
            blank: vec![None; leaves],
            proved: vec![None; leaves],
        }
    }

    /// Begins the next unit: nothing is answered
    pub fn clear(&mut self) {
        self.facts.fill(Resolved::Open);
        self.group = None;
        self.claims.clear();
    }

    /// The day it speaks of
    pub fn as_of(&self) -> Date {
        self.template.as_of()
    }

    fn fact(&self, fact: usize) -> Option<&'t Fact> {
        self.template.scorer.criteria_set().facts().get(fact)
    }

    fn set(&mut self, fact: usize, value: Resolved) -> Option<()> {
        let value = match value {
            // What is still to come is not known yet.
            Resolved::Date(date) if date > self.template.as_of() => Resolved::Open,
            other => other,
        };
        *self.facts.get_mut(fact)? = value;
        Some(())
    }

    /// Gives a number to the fact with this index
    pub fn number(&mut self, fact: usize, number: Quantity) -> Option<()> {
        let FactKind::Number(kind) = &self.fact(fact)?.kind else {
            return None;
        };
        let decimals = u8::try_from(kind.decimals).ok()?;
        if number.scale() > decimals || number < kind.min || number > kind.max {
            return None;
        }
        self.set(fact, Resolved::Number(number.to_scale(decimals)?))
    }

    /// Answers the question with this index
    pub fn yes_no(&mut self, fact: usize, yes: bool) -> Option<()> {
        let is_question = matches!(self.fact(fact)?.kind, FactKind::YesNo);
        is_question.then_some(())?;
        self.set(fact, Resolved::Choice(u32::from(!yes)))
    }

    /// Gives an option, a day, or `none` for what was not done, to the fact with this index
    pub fn text(&mut self, fact: usize, text: &str) -> Option<()> {
        let value = match &self.fact(fact)?.kind {
            FactKind::Choice(kind) => {
                let mut options = kind.options.iter();
                let index = options.position(|option| option.id.as_ref() == text)?;
                Resolved::Choice(u32::try_from(index).ok()?)
            }
            FactKind::Date(_) if text == "none" => Resolved::NotDone,
            FactKind::Date(span) => {
                let date = Date::parse(text).ok()?;
                if date < span.from || date > span.until {
                    return None;
                }
                Resolved::Date(date)
            }
            _ => return None,
        };
        self.set(fact, value)
    }

    /// Gives rows, written as JSON, to the table with this index
    ///
    /// Refuses what is not written plainly too: [`value`](Self::value) takes it once it is decoded.
    pub fn rows(&mut self, fact: usize, json: &str) -> Option<()> {
        let FactKind::Table(kind) = &self.fact(fact)?.kind else {
            return None;
        };
        self.set(fact, Resolved::Table(unit_rows::rows(json, kind)?))
    }

    /// Gives a value of any kind to the fact with this index
    pub fn value(&mut self, fact: usize, value: &FactValue) -> Option<()> {
        let mut faults = Vec::new();
        let resolved = resolve(self.fact(fact)?, value, &mut faults)?;
        self.set(fact, resolved)
    }

    /// Puts the unit into a group of the criteria set
    pub fn group(&mut self, id: &str) -> Option<()> {
        let mut groups = self
            .template
            .scorer
            .criteria_set()
            .file()
            .unit_groups
            .iter();
        self.group = Some(groups.position(|group| group.id.as_str() == id)?);
        Some(())
    }

    /// Says that a criterion or area does not apply
    pub fn not_applicable(&mut self, id: &str) -> Option<()> {
        let name = self.template.name(id)?;
        if self.claims.contains(&name) {
            return None;
        }
        self.claims.push(name);
        Some(())
    }

    /// Scores the unit; `None` where a sum cannot be held
    pub fn score(&mut self) -> Option<UnitScores<'_>> {
        self.sum_up(true)
    }

    /// Scores the unit without keeping what its leaves come to
    pub fn totals(&mut self) -> Option<UnitScores<'_>> {
        self.sum_up(false)
    }

    fn sum_up(&mut self, keeps_leaves: bool) -> Option<UnitScores<'_>> {
        let compiled = self.template.scorer.compiled();
        self.make_inputs(compiled)?;
        self.apply();
        self.scores.clear();
        let finished = if compiled.plain_sums {
            self.all::<i64>(compiled, keeps_leaves)?
        } else {
            self.all::<Amount>(compiled, keeps_leaves)?
        };
        Some(UnitScores {
            scorer: &self.template.scorer,
            finished,
            criteria: &self.scores,
        })
    }

    fn make_inputs(&mut self, compiled: &Compiled) -> Option<()> {
        self.inputs.clear();
        self.has_value.clear();
        let source = self.template.source(&self.facts);
        let ways = self.template.ways.iter().zip(&compiled.inputs);
        let values = self.prepared.values.iter_mut().zip(&*compiled.ranges);
        for ((way, input), (slot, range)) in ways.zip(values) {
            let cell = match way.kind {
                WayKind::General => source.cell(input),
                _ => way.cell(&self.facts)?,
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
    fn apply(&mut self) {
        let leaves = &mut self.prepared.leaves;
        for leaf in &mut *leaves {
            leaf.applies = Applies::Yes;
            leaf.final_decision = None;
        }
        for name in &self.claims {
            for index in self.template.below.get(*name).into_iter().flatten() {
                let treated = self.template.treated.get(*index).copied().flatten();
                if let (Some(leaf), Some(treated)) = (leaves.get_mut(*index), treated) {
                    leaf.applies = treated;
                }
            }
        }
        let group = self
            .group
            .and_then(|group| self.template.without.get(group));
        if let Some((without, keeps_denominator)) = group {
            for index in without {
                let compiled = self.template.scorer.compiled().leaves.get(*index);
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

    fn all<S: Sum>(&mut self, compiled: &Compiled, keeps_leaves: bool) -> Option<Finished> {
        let mut tallies = Tallies::<S>::new(&self.template.none);
        let mut is_undetermined = false;
        for (index, leaf) in compiled.leaves.iter().enumerate() {
            let factor = match leaf.home {
                Home::Area(_) => compiled.factor_in_area(index)?,
                Home::Bonus | Home::Penalty => None,
            };
            let tally = tallies.get(leaf.tally)?;
            if let Some((points, evidenced)) = self.quick_points(index, leaf) {
                if keeps_leaves {
                    let own = self.prepared.leaves.get(index)?;
                    let mut score = CriterionScore::plain(index, leaf, own, points, (0, 0));
                    score.evidenced = Some(evidenced);
                    self.scores.push(score);
                }
                tally.add_unclaimed(Points::from_nanos(leaf.max), points, evidenced, factor)?;
                continue;
            }
            let score = self.leaf(compiled, index, leaf, &mut is_undetermined)?;
            tally.add_leaf(&score, factor)?;
            if keeps_leaves {
                self.scores.push(score);
            }
        }
        // Only what is not determined can hang together.
        let bounds_exact = !is_undetermined || {
            let source = self.template.source(&self.facts);
            linked::all_apart(compiled, &self.prepared, &source)
        };
        tallies.finish(compiled, bounds_exact)
    }

    /// The points of a leaf whose facts are known, computed and evidenced, where that says it all.
    #[inline]
    fn quick_points(&mut self, index: usize, leaf: &CompiledLeaf) -> Option<(Points, Points)> {
        let own = self.prepared.leaves.get_mut(index)?;
        let proved = match self.template.proved.get(index)? {
            Proved::Reported => None,
            Proved::Alike => Some((*self.proved.get(index)?)?),
            Proved::Mixed => return None,
        };
        if own.applies != Applies::Yes || leaf.basis == Basis::External {
            return None;
        }
        let mut inputs = leaf.inputs.iter();
        if !inputs.all(|input| self.has_value.get(*input) == Some(&true)) {
            return None;
        }
        let flat = leaf.flat.as_ref()?;
        let points = flat.points(&self.prepared.values, &mut NoFlatTrace)?;
        own.is_flat = true;
        let evidenced = proved.map_or(points, |proved| least_proved(leaf, proved, points));
        Some((points, evidenced))
    }

    fn leaf(
        &mut self,
        compiled: &Compiled,
        index: usize,
        leaf: &CompiledLeaf,
        is_undetermined: &mut bool,
    ) -> Option<CriterionScore> {
        let prepared = &mut self.prepared;
        let at = leaf.cells_at..leaf.cells_at.checked_add(leaf.inputs.len())?;
        let cells = prepared.cells.get_mut(at.clone())?;
        let evidence = prepared.evidence.get_mut(at.clone())?;
        let proofs = self.template.proofs.get(at.clone())?;
        let own = prepared.leaves.get_mut(index)?;
        let (mut differs, mut has_values, mut is_known) = (false, true, true);
        let both = cells.iter_mut().zip(evidence.iter_mut()).zip(proofs);
        for (input, ((cell, evidence), proof)) in leaf.inputs.iter().zip(both) {
            *cell = *self.inputs.get(*input)?;
            *evidence = proof.cell(*cell);
            let free = compiled.free.get(*input)?;
            cell.free = *free == Some(cell.value);
            evidence.free = *free == Some(evidence.value);
            differs |= cell != evidence;
            has_values &= self.has_value.get(*input)?;
            is_known &= cell.is_known();
        }
        own.evidence_differs = differs;
        let applies = own.applies == Applies::Yes;
        let points = match &leaf.flat {
            Some(flat) if applies && has_values => flat.points(&prepared.values, &mut NoFlatTrace),
            _ => None,
        };
        own.is_flat = points.is_some();
        *is_undetermined |= applies && points.is_none() && !is_known;
        let (own, cells, evidence) = (&*own, &*cells, &*evidence);
        let of_leaf = LeafCells {
            cells,
            evidence,
            flat: own.is_flat.then_some(&*prepared.values),
        };
        if let Some(points) = points {
            let mut score = CriterionScore::plain(index, leaf, own, points, (0, 0));
            if !differs {
                final_from_outside(leaf, own, &mut score);
                return Some(score);
            }
            if *self.template.proved.get(index)? == Proved::Alike {
                let memo = self.proved.get_mut(index)?;
                if memo.is_none() {
                    *memo = proved(compiled, leaf, own, of_leaf);
                }
                if let Some(proved) = *memo {
                    score.evidenced = Some(least_proved(leaf, proved, points));
                    final_from_outside(leaf, own, &mut score);
                    return Some(score);
                }
            }
        }
        let is_blank = applies && self.template.prepared().cells.get(at)? == cells;
        let memo = self.blank.get_mut(index)?;
        if let (true, Some(score)) = (is_blank, &memo) {
            return Some(*score);
        }
        let mut ledger = PointsOnly(NoTrace);
        let score = score_leaf(compiled, index, leaf, own, of_leaf, &mut ledger);
        if is_blank {
            *memo = Some(score);
        }
        Some(score)
    }
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
