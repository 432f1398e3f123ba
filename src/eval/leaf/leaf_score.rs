//! Scoring one leaf: rounding, states, and its entries in the ledger.

use crate::compile::{Compiled, CompiledLeaf};
use crate::eval::leaf::leaf_ledger::{Ledger, Loss, on_grid};
use crate::eval::leaf::prepared_leaf::{Applies, PreparedLeaf};
use crate::eval::leaf::state::{Column, State};
use crate::file::Basis;
use crate::model::Home;
use crate::number::Points;
use crate::rule::{
    Amount, Cell, End, Evidenced, LeafLeaving, LeafSums, Leaving, NoTrace, Reason, Trace, walk_leaf,
};

/// The scores of one leaf
#[derive(Clone, Copy, Debug)]
pub struct CriterionScore {
    pub(crate) leaf: usize,
    pub(crate) state: State,
    pub(crate) max: Points,
    pub(crate) claimed: Option<Points>,
    pub(crate) computed: Option<Points>,
    pub(crate) evidenced: Option<Points>,
    pub(crate) round1: Option<Points>,
    pub(crate) round2: Option<Points>,
    pub(crate) final_points: Option<Points>,
    pub(crate) final_excluded: Points,
    pub(crate) open: Points,
    pub(crate) pending: Points,
    pub(crate) excluded: Points,
    /// What answers may still take out of the denominator, at most, and of what it is a multiple.
    pub(crate) leaving: Points,
    pub(crate) leaving_step: Points,
    /// What the points with that come to beyond `upper`, however they are rounded.
    pub(crate) lift: Points,
    pub(crate) keeps_denominator: bool,
    pub(crate) lower: Points,
    pub(crate) upper: Points,
    pub(crate) exact: bool,
    /// Where the leaf's losses begin and end in the ledger.
    pub(crate) losses: (usize, usize),
}

impl CriterionScore {
    /// What stands in a score before its rule is looked at.
    #[inline(always)]
    pub(crate) fn blank(
        index: usize,
        leaf: &CompiledLeaf,
        prepared: &PreparedLeaf,
        begin: usize,
    ) -> Self {
        let decided = prepared.final_decision;
        Self {
            leaf: index,
            state: State::NotApplicable,
            max: Points::from_nanos(leaf.max),
            claimed: prepared.claimed,
            computed: None,
            evidenced: None,
            round1: prepared.round1.and_then(|decision| decision.points),
            round2: prepared.round2.and_then(|decision| decision.points),
            final_points: decided.and_then(|decision| decision.points),
            final_excluded: decided.map_or(Points::ZERO, |decision| decision.excluded),
            open: Points::ZERO,
            pending: Points::ZERO,
            excluded: Points::ZERO,
            leaving: Points::ZERO,
            leaving_step: Points::ZERO,
            lift: Points::ZERO,
            keeps_denominator: false,
            lower: Points::ZERO,
            upper: Points::ZERO,
            exact: true,
            losses: (begin, begin),
        }
    }

    /// The score of a leaf of which points say it all.
    #[inline(always)]
    pub(crate) fn plain(
        index: usize,
        leaf: &CompiledLeaf,
        prepared: &PreparedLeaf,
        points: Points,
        losses: (usize, usize),
    ) -> Self {
        Self {
            state: State::Scored,
            computed: Some(points),
            evidenced: Some(points),
            lower: points,
            upper: points,
            losses,
            ..Self::blank(index, leaf, prepared, losses.0)
        }
    }

    /// Index of the leaf in the criteria set
    pub fn leaf(&self) -> usize {
        self.leaf
    }
    /// What can be said of it
    pub fn state(&self) -> State {
        self.state
    }
    /// Most points
    pub fn max(&self) -> Points {
        self.max
    }
    /// What the unit typed
    pub fn claimed(&self) -> Option<Points> {
        self.claimed
    }
    /// What the rule gives from the facts
    pub fn computed(&self) -> Option<Points> {
        self.computed
    }
    /// The least the documents on file prove
    pub fn evidenced(&self) -> Option<Points> {
        self.evidenced
    }
    /// What round 1 of the appraisal gave
    pub fn round1(&self) -> Option<Points> {
        self.round1
    }
    /// What round 2 of the appraisal gave
    pub fn round2(&self) -> Option<Points> {
        self.round2
    }
    /// The latest locked round
    pub fn final_points(&self) -> Option<Points> {
        self.final_points
    }
    /// The points of a column
    pub fn column(&self, column: Column) -> Option<Points> {
        match column {
            Column::Claimed => self.claimed(),
            Column::Computed => self.computed(),
            Column::Evidenced => self.evidenced(),
            Column::Final => self.final_points(),
        }
    }
    /// Whether nothing of it applies: then a claim on it counts nothing.
    pub(crate) fn is_gone(&self) -> bool {
        self.computed.is_none() && self.excluded == self.max
    }
    /// Whether the appraisal accepted that it leaves the denominator
    pub fn is_final_excluded(&self) -> bool {
        self.final_points.is_none() && self.final_excluded == self.max
    }
    /// Points still open
    pub fn open(&self) -> Points {
        self.open
    }
    /// Points that wait for another scorer
    pub fn pending(&self) -> Points {
        self.pending
    }
    /// Points that are not applicable
    pub fn excluded(&self) -> Points {
        self.excluded
    }
    /// The least it can still come to
    pub fn lower(&self) -> Points {
        self.lower
    }
    /// The most it can still come to
    pub fn upper(&self) -> Points {
        self.upper
    }
    /// Whether `lower` and `upper` are attained
    pub fn is_exact(&self) -> bool {
        self.exact
    }
}

/// What is known of a leaf's inputs.
#[derive(Clone, Copy)]
pub(crate) struct LeafCells<'a> {
    pub(crate) cells: &'a [Cell],
    pub(crate) evidence: &'a [Cell],
    /// The values of all inputs, where the leaf's flat rule gives the points.
    pub(crate) flat: Option<&'a [i64]>,
}

/// Scores one leaf.
#[inline]
pub(crate) fn score_leaf<L: Ledger>(
    compiled: &Compiled,
    index: usize,
    leaf: &CompiledLeaf,
    prepared: &PreparedLeaf,
    own: LeafCells<'_>,
    ledger: &mut L,
) -> CriterionScore {
    let begin = ledger.begin(index);
    let max = Points::from_nanos(leaf.max);
    let mut score = CriterionScore::blank(index, leaf, prepared, begin);
    match prepared.applies {
        Applies::Yes => {
            let filled = if let Some(points) = flat_points(leaf, own, ledger) {
                score.state = State::Scored;
                score.computed = Some(points);
                (score.lower, score.upper) = (points, points);
                round_off(index, leaf, points, ledger)
            } else {
                ledger.begin(index);
                fill(compiled, leaf, prepared, own.cells, ledger, &mut score)
            };
            let proved =
                filled.and_then(|()| prove(compiled, leaf, prepared, own, ledger, &mut score));
            if proved.is_none() {
                // A number went beyond what can be held: nothing is claimed to be known.
                ledger.begin(index);
                score.state = State::NotAssessable;
                (score.computed, score.evidenced) = (None, None);
                (score.open, score.pending, score.excluded) = (max, Points::ZERO, Points::ZERO);
                (score.lower, score.upper, score.exact) = (Points::ZERO, max, false);
                // INVARIANT: a maximum with one in the last place fits.
                let [all, nano] = [max, Points::from_nanos(1)].map(|own| Amount::Grid(own.nanos()));
                let leaving = Leaving {
                    most: all,
                    step: nano,
                };
                let _ = put_leaving(&mut score, compiled, all, Amount::ZERO, leaving);
            }
        }
        Applies::Excluded { keeps_denominator } => {
            score.excluded = max;
            score.keeps_denominator = keeps_denominator;
        }
        Applies::FullMarks => {
            (score.computed, score.evidenced) = (Some(max), Some(max));
            (score.lower, score.upper) = (max, max);
        }
        Applies::Zero => {
            (score.computed, score.evidenced) = (Some(Points::ZERO), Some(Points::ZERO));
            ledger.write(Loss {
                leaf: index,
                column: Column::Computed,
                reason: Reason::NotApplicable,
                points: max,
                place: 0,
            });
        }
    }
    final_from_outside(leaf, prepared, &mut score);
    score.losses = (begin, ledger.len());
    score
}

/// The result of another body is final unless an appraiser decides otherwise.
#[inline]
pub(crate) fn final_from_outside(
    leaf: &CompiledLeaf,
    prepared: &PreparedLeaf,
    score: &mut CriterionScore,
) {
    if leaf.basis == Basis::External
        && !prepared.is_decided
        && prepared.final_decision.is_none()
        && matches!(score.state, State::Scored | State::NotApplicable)
    {
        score.final_points = score.computed;
        score.final_excluded = score.excluded;
    }
}

/// The points of a leaf's flat rule, where it gives them.
#[inline(always)]
fn flat_points<L: Ledger>(
    leaf: &CompiledLeaf,
    own: LeafCells<'_>,
    ledger: &mut L,
) -> Option<Points> {
    leaf.flat.as_ref()?.points(own.flat?, ledger)
}

/// Writes the difference that rounding makes to a leaf's flat rule.
#[inline(always)]
pub(crate) fn round_off<L: Ledger>(
    index: usize,
    leaf: &CompiledLeaf,
    points: Points,
    ledger: &mut L,
) -> Option<()> {
    if L::Trace::ON {
        let accounted = points.checked_add(ledger.flat_sum())?;
        ledger.write(Loss {
            leaf: index,
            column: Column::Computed,
            reason: Reason::Rounding,
            points: Points::from_nanos(leaf.max).checked_sub(accounted)?,
            place: 0,
        });
    }
    Some(())
}

/// The points of a leaf whose rule gives points and nothing else: nothing of it is open, pending,
/// contradictory or not applicable.
pub(crate) fn plain_points(
    compiled: &Compiled,
    leaf: &CompiledLeaf,
    cells: &[Cell],
) -> Option<Points> {
    let mut sums = LeafSums::NONE;
    let rounding = compiled.measure_rounding;
    walk_leaf(&leaf.root, cells, rounding, 0, &mut NoTrace, &mut sums)?;
    let is_plain = state(&sums) == State::Scored && sums.excluded.is_zero();
    is_plain
        .then(|| sums.known.to_points(compiled.leaf_rounding))
        .flatten()
}

/// Fills in what the walk over a leaf's rule gives.
fn fill<L: Ledger>(
    compiled: &Compiled,
    leaf: &CompiledLeaf,
    prepared: &PreparedLeaf,
    cells: &[Cell],
    ledger: &mut L,
    score: &mut CriterionScore,
) -> Option<()> {
    let rounding = compiled.measure_rounding;
    let mut sums = LeafSums::NONE;
    walk_leaf(
        &leaf.root,
        cells,
        rounding,
        prepared.parts,
        ledger.trace(),
        &mut sums,
    )?;
    let round = |amount: Amount| amount.to_points(compiled.leaf_rounding);
    let computed = round(sums.known)?;
    if sums.has_open() {
        let with_open = round(sums.known.add(sums.open)?)?;
        let with_all = round(sums.known.add(sums.open)?.add(sums.pending)?)?;
        score.open = with_open.checked_sub(computed)?;
        score.pending = with_all.checked_sub(with_open)?;
        score.lower = round(sums.known.add(sums.low)?)?;
        score.upper = with_all;
        score.exact = sums.is_exact;
        if !sums.leaving.most.is_zero() {
            let most = sums.known.add(sums.open)?.add(sums.pending)?;
            put_leaving(score, compiled, most, sums.excluded, sums.leaving)?;
        }
    } else {
        (score.lower, score.upper) = (computed, computed);
    }
    if !sums.excluded.is_zero() {
        score.excluded = on_grid(sums.excluded)?;
    }
    score.state = state(&sums);
    if sums.any_known {
        score.computed = Some(computed);
    }
    if L::Trace::ON {
        let accounted = computed
            .checked_add(score.open)?
            .checked_add(score.pending)?
            .checked_add(score.excluded)?
            .checked_add(ledger.take_trace()?)?;
        ledger.write(Loss {
            leaf: score.leaf,
            column: Column::Computed,
            reason: Reason::Rounding,
            points: score.max.checked_sub(accounted)?,
            place: 0,
        });
    }
    Some(())
}

/// Fills in what may still leave the denominator, beside the most points.
fn put_leaving(
    score: &mut CriterionScore,
    compiled: &Compiled,
    most: Amount,
    excluded: Amount,
    leaving: Leaving,
) -> Option<()> {
    let own = LeafLeaving::of(most, excluded, leaving, compiled.leaf_rounding)?;
    (score.leaving, score.leaving_step) = (own.most, own.step);
    score.lift = own.reach.checked_sub(score.upper)?.max(Points::ZERO);
    Some(())
}

/// Fills in what documents prove of the points.
#[inline(always)]
fn prove<L: Ledger>(
    compiled: &Compiled,
    leaf: &CompiledLeaf,
    prepared: &PreparedLeaf,
    own: LeafCells<'_>,
    ledger: &mut L,
    score: &mut CriterionScore,
) -> Option<()> {
    let Some(computed) = score.computed else {
        return Some(());
    };
    if !prepared.evidence_differs {
        score.evidenced = Some(computed);
        return Some(());
    }
    let evidenced = least_proved(leaf, proved(compiled, leaf, prepared, own)?, computed);
    score.evidenced = Some(evidenced);
    if computed != evidenced {
        ledger.write(Loss {
            leaf: score.leaf,
            column: Column::Evidenced,
            reason: Reason::NoEvidence,
            points: computed.checked_sub(evidenced)?,
            place: 0,
        });
    }
    Some(())
}

/// Which points count among those that documents allow.
fn end(leaf: &CompiledLeaf) -> End {
    if leaf.home == Home::Penalty {
        End::High
    } else {
        End::Low
    }
}

/// The points of a leaf as far as documents prove them, whatever was computed.
pub(crate) fn proved(
    compiled: &Compiled,
    leaf: &CompiledLeaf,
    prepared: &PreparedLeaf,
    own: LeafCells<'_>,
) -> Option<Points> {
    let proved = Evidenced {
        cells: own.cells,
        evidence: own.evidence,
        rounding: compiled.measure_rounding,
        not_applicable: prepared.parts,
        end: end(leaf),
        joints: prepared.joints.as_deref().unwrap_or_default(),
    };
    proved.points(&leaf.root)?.to_points(compiled.leaf_rounding)
}

/// Documents prove no more of a bonus, and no less of a penalty, than was computed.
pub(crate) fn least_proved(leaf: &CompiledLeaf, proved: Points, computed: Points) -> Points {
    match end(leaf) {
        End::Low => proved.min(computed),
        End::High => proved.max(computed),
    }
}

fn state(sums: &LeafSums) -> State {
    if sums.is_unassessable {
        State::NotAssessable
    } else if sums.is_pending {
        State::Pending
    } else if sums.is_open {
        State::Open
    } else if sums.any_known {
        State::Scored
    } else {
        State::NotApplicable
    }
}
