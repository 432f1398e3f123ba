//! Units that say facts and nothing else, scored without an assessment file for each.
//!
//! What does not hang on the facts (groups, last days, what documents prove where there are none, the
//! tasks of the plan) is found once; a unit fills buffers that are used again.

use crate::eval::cells::occurrences;
use std::collections::BTreeMap;

use crate::compile::{Compiled, CompiledLeaf, Input, Scorer};
use crate::eval::assessment::applies::treated;
use crate::eval::assessment::fit::Assessment;
use crate::eval::assessment::prepared::Prepared;
use crate::eval::card::adjustment_points::AdjustmentPoints;
use crate::eval::card::class::class_of_total;
use crate::eval::card::totals::{Finished, Totals};
use crate::eval::cells::register::Register;
use crate::eval::cells::source::Source;
use crate::eval::cells::standing::{Prover, standings};
use crate::eval::cells::unproved::Unproved;
use crate::eval::leaf::leaf_score::CriterionScore;
use crate::eval::leaf::prepared_leaf::Applies;
use crate::eval::leaf::state::Column;
use crate::eval::leaf::tally::Tally;
use crate::eval::leaf::tally::tally_count;
use crate::file::{AssessmentFile, Class, GroupTreatment};
use crate::model::ReformPlan;
use crate::number::Date;
use crate::rule::Cell;
use crate::units::facts::UnitFacts;
use crate::units::remembered::Remembered;

/// An assessment with nothing answered, ready to be filled with the facts of many units
///
/// It gives what [`Scorer::score`] gives of an assessment with the same facts, without its ledger, in a
/// fraction of the time.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use par_index::compile::Scorer;
/// use par_index::units::UnitTemplate;
/// # let shipped = par_index::shipped::find("illustrative-shapes", "2024").unwrap();
/// # let set = par_index::model::CriteriaSet::from_json(None, shipped.json.as_bytes())?;
/// let scorer = Scorer::new(set)?;
/// let as_of = scorer.criteria_set().file().in_force.until;
/// let blank = scorer.blank_assessment("unit", as_of)?;
/// let template = UnitTemplate::new(&scorer, None, &blank).unwrap();
/// let mut unit = template.unit();
/// let scores = unit.score().unwrap();
/// assert!(scores.total().index().whole().column(par_index::eval::Column::Computed).is_none());
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct UnitTemplate {
    pub(crate) scorer: Scorer,
    base: Assessment,
    /// By input: how its cell is made.
    pub(crate) ways: Vec<Way>,
    /// By cell, leaf after leaf.
    pub(crate) proofs: Vec<Unproved>,
    /// By leaf: what documents prove of it where its facts are known.
    pub(crate) proved: Vec<Proved>,
    /// By leaf: what "not applicable" means there.
    pub(crate) treated: Vec<Option<Applies>>,
    /// By group: the leaves it does not have, and whether they stay in the denominator.
    pub(crate) without: Vec<(Vec<usize>, bool)>,
    /// The leaves below a criterion or area of this id, by number.
    names: BTreeMap<String, usize>,
    pub(crate) below: Vec<Vec<usize>>,
    pub(crate) none: Vec<Tally<i64>>,
}

/// How the cell of an input is made.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    /// The cell where nothing is answered.
    pub(crate) open: Cell,
    pub(crate) kind: WayKind,
}

#[derive(Clone, Debug)]
pub(crate) enum WayKind {
    Number(usize),
    Choice(usize),
    /// A date and a last day that no fact moves.
    Timely(usize, Option<Date>),
    Late(usize, Option<Date>),
    /// Tasks.
    Fixed,
    /// From all facts.
    General,
}

/// What documents prove of a leaf whose facts are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Proved {
    /// What is reported.
    Reported,
    /// It hangs on the values of these inputs; on none: it is the same whatever is reported.
    By(Box<[usize]>),
}

impl UnitTemplate {
    /// Takes what all units have in common: the days, the plan and what became of its tasks
    ///
    /// `None` where units are to be scored as assessments: the blank says more than that, does not fit, or points are beyond what is summed plainly.
    pub fn new(scorer: &Scorer, plan: Option<&ReformPlan>, blank: &AssessmentFile) -> Option<Self> {
        let says_more = blank.claims.is_some()
            || blank.appraisal.is_some()
            || blank.unit.group.is_some()
            || !(blank.facts.is_empty()
                && blank.external.is_empty()
                && blank.absent.is_empty()
                && blank.not_applicable.is_empty()
                && blank.evidence.is_empty());
        if says_more {
            return None;
        }
        Self::of(scorer, plan, blank, true)
    }

    /// As [`new`](Self::new), for units of which nobody asks what documents prove
    pub(crate) fn without_documents(
        scorer: &Scorer,
        plan: Option<&ReformPlan>,
        blank: &AssessmentFile,
    ) -> Option<Self> {
        Self::of(scorer, plan, blank, false)
    }

    fn of(
        scorer: &Scorer,
        plan: Option<&ReformPlan>,
        blank: &AssessmentFile,
        asks_for_documents: bool,
    ) -> Option<Self> {
        let base = Assessment::new(scorer, plan, blank.clone()).ok()?;
        if !base.prepared().fits {
            return None;
        }
        let compiled = scorer.compiled();
        let set = &compiled.set;
        let source = Source {
            set,
            facts: base.resolved(),
            as_of: base.as_of(),
            tasks: base.tasks(),
        };
        let ways = compiled.inputs.iter().map(|input| way(&source, input));
        let ways: Vec<Way> = ways.collect();
        let proofs = if asks_for_documents {
            proofs(compiled, &base, &source, &ways)?
        } else {
            vec![Unproved::AsIs; compiled.cell_count]
        };
        let proved = compiled
            .leaves
            .iter()
            .map(|leaf| leaf_proved(leaf, &ways, &proofs))
            .collect();
        let mut names = BTreeMap::new();
        let mut below = Vec::new();
        let leaves = set.leaves();
        let ids = leaves.iter().map(crate::model::Leaf::id);
        for id in ids.chain(set.parents().iter().map(crate::model::Parent::id)) {
            let own = leaves.iter().enumerate();
            let own = own.filter(|(_, leaf)| leaf.id() == id || leaf.ancestors().contains(id));
            names.entry(id.to_string()).or_insert(below.len());
            below.push(own.map(|(index, _)| index).collect());
        }
        let without = set.file().unit_groups.iter().map(|group| {
            let own = leaves.iter().enumerate().filter(|(_, leaf)| {
                let is_named = |id| id == leaf.id() || leaf.ancestors().contains(id);
                group.without.iter().any(is_named)
            });
            let keeps = group.treatment == Some(GroupTreatment::LowerMaximum);
            (own.map(|(index, _)| index).collect(), keeps)
        });
        Some(Self {
            ways,
            proofs,
            proved,
            treated: leaves
                .iter()
                .map(|leaf| treated(leaf.not_applicable()))
                .collect(),
            without: without.collect(),
            names,
            below,
            none: vec![Tally::NONE; tally_count(set.area_count())],
            scorer: scorer.clone(),
            base,
        })
    }

    /// Buffers for a unit, with nothing answered
    pub fn unit(&self) -> UnitFacts<'_> {
        UnitFacts::new(self)
    }

    /// The scorer
    pub fn scorer(&self) -> &Scorer {
        &self.scorer
    }

    /// The day the units speak of
    pub fn as_of(&self) -> Date {
        self.base.as_of()
    }

    /// What scoring knows of a unit with nothing answered.
    pub(crate) fn prepared(&self) -> &Prepared {
        self.base.prepared()
    }

    pub(crate) fn source<'f>(&'f self, facts: &'f [crate::eval::Resolved]) -> Source<'f> {
        Source {
            set: self.scorer.criteria_set(),
            facts,
            as_of: self.base.as_of(),
            tasks: self.base.tasks(),
        }
    }

    /// A memory for each leaf, for keys of a width.
    pub(crate) fn memories<V: Copy, const PLACES: usize>(
        &self,
        width: impl Fn(&CompiledLeaf, &Proved) -> usize,
    ) -> Vec<Remembered<V, PLACES>> {
        let leaves = self.scorer.compiled().leaves.iter().zip(&self.proved);
        leaves
            .map(|(leaf, proved)| Remembered::new(width(leaf, proved)))
            .collect()
    }

    /// The number of a criterion or area.
    pub(crate) fn name(&self, id: &str) -> Option<usize> {
        self.names.get(id).copied()
    }
}

fn way(source: &Source<'_>, input: &Input) -> Way {
    let kind = match input {
        Input::Number { fact } => WayKind::Number(*fact),
        Input::Choice { fact } => WayKind::Choice(*fact),
        Input::Timeliness { date, due, policy } if source.start_of(input).is_none() => {
            WayKind::Timely(*date, source.last_day(due, *policy))
        }
        Input::DaysLate { date, due, policy } if source.start_of(input).is_none() => {
            WayKind::Late(*date, source.last_day(due, *policy))
        }
        _ if input.fact().is_none() => WayKind::Fixed,
        _ => WayKind::General,
    };
    Way {
        open: source.cell(input),
        kind,
    }
}

fn leaf_proved(leaf: &CompiledLeaf, ways: &[Way], proofs: &[Unproved]) -> Proved {
    let cells = leaf.cells_at..leaf.cells_at.saturating_add(leaf.inputs.len());
    let proofs = proofs.get(cells).unwrap_or_default();
    let both = leaf.inputs.iter().zip(proofs);
    let is_reported = both.clone().all(|(input, proof)| match proof {
        Unproved::AsIs => true,
        // What waits for a day that others give is not proved as it is reported.
        Unproved::Reported => ways.get(*input).is_some_and(|way| match way.kind {
            WayKind::General | WayKind::Fixed => false,
            _ => !way.open.pending,
        }),
        _ => false,
    });
    if is_reported {
        return Proved::Reported;
    }
    let hangs = both.filter(|(_, proof)| !matches!(proof, Unproved::Always(_)));
    Proved::By(hangs.map(|(input, _)| *input).collect())
}

/// What documents prove of each cell where there are none.
fn proofs(
    compiled: &Compiled,
    base: &Assessment,
    source: &Source<'_>,
    ways: &[Way],
) -> Option<Vec<Unproved>> {
    let names = match (base.plan(), base.tasks()) {
        (Some(plan), Some(tasks)) => occurrences::names(plan, tasks),
        _ => Vec::new(),
    };
    let none = Register::default();
    let mut proofs = Vec::with_capacity(compiled.cell_count);
    for (leaf, model) in compiled.leaves.iter().zip(compiled.set.leaves()) {
        let prover = Prover {
            source,
            leaf: model.id(),
            standings: &standings(model.criterion(), &none),
            register: &none,
            names: &names,
        };
        let mut known = Vec::with_capacity(leaf.inputs.len());
        for input in &*leaf.inputs {
            known.push(ways.get(*input)?.open);
        }
        let blank = prover.cells(leaf, &compiled.inputs, &known);
        for (input, blank) in leaf.inputs.iter().zip(blank) {
            proofs.push(prover.unproved(compiled.inputs.get(*input)?, blank));
        }
    }
    Some(proofs)
}

/// What a unit comes to, without a ledger
#[derive(Debug)]
pub struct UnitScores<'u> {
    pub(crate) scorer: &'u Scorer,
    pub(crate) finished: Finished,
    pub(crate) criteria: &'u [CriterionScore],
}

impl UnitScores<'_> {
    /// The scorer that made it
    pub fn scorer(&self) -> &Scorer {
        self.scorer
    }

    /// The scores of every leaf, in the order of the criteria set (bonus and penalty last), none of them with
    /// losses; empty where only [`totals`](super::UnitFacts::totals) were asked for
    pub fn criteria(&self) -> &[CriterionScore] {
        self.criteria
    }

    /// Totals of each area, in the order of the criteria set
    pub fn areas(&self) -> &[Totals] {
        self.finished.areas.get(self.scorer.compiled())
    }

    /// Totals of all
    pub fn total(&self) -> &Totals {
        &self.finished.total
    }

    /// Bonus points, where the set has them
    pub fn bonus(&self) -> Option<&AdjustmentPoints> {
        self.finished.bonus.as_ref()
    }

    /// Penalty points, where the set has them
    pub fn penalty(&self) -> Option<&AdjustmentPoints> {
        self.finished.penalty.as_ref()
    }

    /// The class of the whole-scale index, and the column it is read from
    pub fn class(&self) -> Option<(&Class, Column)> {
        class_of_total(self.scorer, self.total())
    }
}
