//! The walk over a leaf's rule: points, what is open and pending, and, with a trace, losses.

use super::amount::Amount;
use super::bounds::{Answers, Spread, answers, spread};
use super::cell::{Cell, CellValue};
use super::condition::{all_hold, any_holds};
use super::leaving::Leaving;
use super::measure::Reading;
use super::node::{Case, Node, NodeKind, PartNode, PartPolicy, Score};
use super::scale::{Given, give};
use super::trace::{NoTrace, RawLoss, Reason, Trace};
use crate::number::{Ratio, Rounding};

/// The exact sums of a leaf before it is rounded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LeafSums {
    /// Points of known places.
    pub(crate) known: Amount,
    /// Whether any place is known.
    pub(crate) any_known: bool,
    /// Least points of open and pending places.
    pub(crate) low: Amount,
    /// Most points of open places.
    pub(crate) open: Amount,
    /// Most points of pending places.
    pub(crate) pending: Amount,
    /// Maxima that leave the denominator.
    pub(crate) excluded: Amount,
    /// What places that leave the denominator could give at most if they did not.
    pub(crate) loose: Amount,
    /// A place leaves the denominator, though a cap may leave its maximum in.
    pub(crate) any_excluded: bool,
    /// What open and pending places may still take out of the denominator.
    pub(crate) leaving: Leaving,
    /// A place is open.
    pub(crate) is_open: bool,
    /// A place is pending.
    pub(crate) is_pending: bool,
    /// A place is not assessable.
    pub(crate) is_unassessable: bool,
    /// A place is not assessable because known facts contradict each other.
    pub(crate) is_contradictory: bool,
    /// Low and high are attained, not only bounds.
    pub(crate) is_exact: bool,
}

impl LeafSums {
    /// Whether a place counts as open.
    pub(crate) fn has_open(&self) -> bool {
        self.is_open || self.is_pending || self.is_unassessable
    }

    pub(crate) const NONE: Self = Self {
        known: Amount::ZERO,
        any_known: false,
        low: Amount::ZERO,
        open: Amount::ZERO,
        pending: Amount::ZERO,
        excluded: Amount::ZERO,
        loose: Amount::ZERO,
        any_excluded: false,
        leaving: Leaving::NONE,
        is_open: false,
        is_pending: false,
        is_unassessable: false,
        is_contradictory: false,
        is_exact: true,
    };

    /// Adds the sums of a part.
    fn add(&mut self, part: &Self) -> Option<()> {
        self.known = self.known.add(part.known)?;
        self.low = self.low.add(part.low)?;
        self.open = self.open.add(part.open)?;
        self.pending = self.pending.add(part.pending)?;
        self.excluded = self.excluded.add(part.excluded)?;
        self.loose = self.loose.add(part.loose)?;
        self.leaving = self.leaving.add(part.leaving)?;
        self.any_known |= part.any_known;
        self.any_excluded |= part.any_excluded;
        self.is_open |= part.is_open;
        self.is_pending |= part.is_pending;
        self.is_unassessable |= part.is_unassessable;
        self.is_contradictory |= part.is_contradictory;
        self.is_exact &= part.is_exact;
        Some(())
    }

    fn scale(&mut self, factor: Ratio) -> Option<()> {
        let amounts = [
            &mut self.known,
            &mut self.low,
            &mut self.open,
            &mut self.pending,
            &mut self.excluded,
            &mut self.loose,
        ];
        for amount in amounts {
            *amount = amount.times(factor)?;
        }
        self.leaving = self.leaving.times(factor)?;
        Some(())
    }

    /// Limits known, known + open, known + open + pending and known + low to the cap.
    ///
    /// What leaves the denominator is what the parts left, with maxima `all`, lack to the cap.
    fn limit(&mut self, cap: i64, all: i64) -> Option<()> {
        let cap = Amount::Grid(cap);
        let left = Amount::Grid(all).sub(self.excluded)?;
        let with_loose = self
            .known
            .add(self.open)?
            .add(self.pending)?
            .add(self.loose)?
            .min(cap);
        let short = cap.sub(left)?;
        self.excluded = short.max(Amount::ZERO);
        self.leaving = self.leaving.under_cap(short)?;
        let with_open = self.known.add(self.open)?.min(cap);
        let with_all = self.known.add(self.open)?.add(self.pending)?.min(cap);
        let with_low = self.known.add(self.low)?.min(cap);
        self.known = self.known.min(cap);
        self.open = with_open.sub(self.known)?;
        self.pending = with_all.sub(with_open)?;
        self.low = with_low.sub(self.known)?;
        self.loose = with_loose.sub(with_all)?;
        Some(())
    }

    /// Whether every place leaves the denominator.
    pub(crate) fn is_gone(&self) -> bool {
        !(self.any_known || self.is_open || self.is_pending || self.is_unassessable)
    }

    /// Least and greatest points; what is excluded or not assessable may give anything.
    pub(crate) fn interval(&self) -> Option<(Amount, Amount)> {
        let high = self
            .known
            .add(self.open)?
            .add(self.pending)?
            .add(self.loose)?;
        Some((self.known.add(self.low)?, high))
    }
}

/// Walks a leaf.
///
/// `not_applicable` has the bits of the parts that do not apply. `None` means that a number
/// went beyond what can be held; the caller makes the leaf not assessable. `sums` is begun anew.
#[inline]
pub(crate) fn walk_leaf<T: Trace>(
    node: &Node,
    cells: &[Cell],
    rounding: Option<Rounding>,
    not_applicable: u64,
    trace: &mut T,
    sums: &mut LeafSums,
) -> Option<()> {
    *sums = LeafSums::NONE;
    // Nearly always everything is known; then no place need look at its cells again.
    let all_known = cells
        .iter()
        .all(|cell| cell.is_known() && cell.value != CellValue::Contradiction);
    Walk {
        cells,
        rounding,
        not_applicable,
        all_known,
        trace,
    }
    .node(node, false, sums)
}

/// Walks a node without a trace.
pub(crate) fn sums_of(
    node: &Node,
    cells: &[Cell],
    rounding: Option<Rounding>,
    not_applicable: u64,
) -> Option<LeafSums> {
    let mut sums = LeafSums::NONE;
    walk_leaf(
        node,
        cells,
        rounding,
        not_applicable,
        &mut NoTrace,
        &mut sums,
    )?;
    Some(sums)
}

struct Walk<'a, T> {
    cells: &'a [Cell],
    rounding: Option<Rounding>,
    not_applicable: u64,
    /// Every cell of the leaf has one value.
    all_known: bool,
    trace: &'a mut T,
}

/// What is known of the cells a place needs.
pub(crate) enum Known {
    Yes,
    No,
    Contradiction,
}

/// Looks at the cells that `visit_all` names.
#[inline]
pub(crate) fn known(cells: &[Cell], visit_all: impl FnOnce(&mut dyn FnMut(usize))) -> Known {
    let (mut undetermined, mut contradiction) = (false, false);
    visit_all(&mut |index| match cells.get(index) {
        Some(cell) => {
            undetermined |= !cell.is_known();
            contradiction |= cell.value == CellValue::Contradiction;
        }
        None => contradiction = true,
    });
    if contradiction {
        Known::Contradiction
    } else if undetermined {
        Known::No
    } else {
        Known::Yes
    }
}

impl<T: Trace> Walk<'_, T> {
    #[inline]
    fn known(&self, node: &Node) -> Known {
        if self.all_known {
            return Known::Yes;
        }
        known(self.cells, |visit| {
            node.for_each_cell(&mut |cell| visit(cell));
        })
    }

    #[inline]
    fn node(&mut self, node: &Node, in_part: bool, sums: &mut LeafSums) -> Option<()> {
        match &node.kind {
            NodeKind::Score(score) => self.score(node, score, in_part, sums),
            NodeKind::Sum { parts, cap } => self.sum(node, parts, *cap, sums),
            NodeKind::Gate {
                when,
                then,
                otherwise,
            } => {
                let state = if self.all_known {
                    Known::Yes
                } else {
                    known(self.cells, |visit| {
                        for condition in &**when {
                            condition.measure.for_each_cell(&mut |cell| visit(cell));
                        }
                    })
                };
                match state {
                    Known::Yes => match all_hold(when, self.cells, self.rounding) {
                        Some(true) => self.node(then, in_part, sums),
                        Some(false) => {
                            let points = Amount::Grid(*otherwise);
                            self.points(node, points, Reason::KnockOut, in_part, sums)
                        }
                        None => self.unassessable(node, true, sums),
                    },
                    Known::No => match answers(when, self.cells, self.rounding) {
                        Answers::Hold => self.node(then, in_part, sums),
                        Answers::Fail => {
                            let points = Amount::Grid(*otherwise);
                            self.points(node, points, Reason::KnockOut, in_part, sums)
                        }
                        Answers::Undecided | Answers::Contradict => {
                            self.undetermined(node, in_part, sums)
                        }
                    },
                    Known::Contradiction => self.unassessable(node, true, sums),
                }
            }
            NodeKind::Cases { cases, otherwise } => {
                self.cases(node, cases, *otherwise, in_part, sums)
            }
        }
    }

    #[inline]
    fn score(
        &mut self,
        node: &Node,
        score: &Score,
        in_part: bool,
        sums: &mut LeafSums,
    ) -> Option<()> {
        match self.known(node) {
            Known::Yes => {}
            Known::No => return self.undetermined(node, in_part, sums),
            Known::Contradiction => return self.unassessable(node, true, sums),
        }
        let reading = score.measure.read(self.cells, self.rounding);
        let mut contradictory = reading == Reading::Contradiction;
        let given = if contradictory || score.knock_out.is_empty() {
            give(&score.measure, &score.scale, reading, node.max)
        } else {
            match any_holds(&score.knock_out, self.cells, self.rounding) {
                Some(true) => Given::Points(Amount::ZERO, Reason::KnockOut),
                Some(false) => give(&score.measure, &score.scale, reading, node.max),
                None => {
                    contradictory = true;
                    Given::Unassessable
                }
            }
        };
        match given {
            Given::Points(points, reason) => self.points(node, points, reason, in_part, sums),
            Given::Excluded => excluded(node, sums),
            Given::Unassessable => self.unassessable(node, contradictory, sums),
        }
    }

    fn cases(
        &mut self,
        node: &Node,
        cases: &[Case],
        otherwise: i64,
        in_part: bool,
        sums: &mut LeafSums,
    ) -> Option<()> {
        match self.known(node) {
            Known::Yes => {}
            Known::No => return self.undetermined(node, in_part, sums),
            Known::Contradiction => return self.unassessable(node, true, sums),
        }
        let mut points = None;
        for case in cases {
            match all_hold(&case.when, self.cells, self.rounding) {
                Some(true) if points.is_none() => points = Some(case.points),
                Some(_) => {}
                None => return self.unassessable(node, true, sums),
            }
        }
        let points = Amount::Grid(points.unwrap_or(otherwise));
        self.points(node, points, Reason::Band, in_part, sums)
    }

    fn sum(
        &mut self,
        node: &Node,
        parts: &[PartNode],
        cap: Option<i64>,
        sums: &mut LeafSums,
    ) -> Option<()> {
        let mark = self.trace.mark();
        let mut own = LeafSums::NONE;
        let (mut kept, mut spread_over) = (0_i64, 0_i64);
        for part in parts {
            let max = part.node.max;
            match part.policy_under(self.not_applicable) {
                PartPolicy::NotAllowed => self.node(&part.node, true, &mut own)?,
                PartPolicy::Drop => {
                    own.any_excluded = true;
                    own.excluded = own.excluded.add(Amount::Grid(max))?;
                    own.loose = own.loose.add(Amount::Grid(max))?;
                    continue;
                }
                PartPolicy::Redistribute => {
                    spread_over = spread_over.checked_add(max)?;
                    continue;
                }
                PartPolicy::Full => {
                    own.known = own.known.add(Amount::Grid(max))?;
                    own.any_known = true;
                }
            }
            kept = kept.checked_add(max)?;
        }
        if spread_over != 0 {
            if kept == 0 {
                own.any_excluded = true;
                own.excluded = own.excluded.add(Amount::Grid(spread_over))?;
                own.loose = own.loose.add(Amount::Grid(spread_over))?;
            } else {
                let all = i128::from(kept.checked_add(spread_over)?);
                let factor = Ratio::new(all, i128::from(kept))?;
                // What was dropped before leaves as printed; what is left in is multiplied.
                let dropped = parts
                    .iter()
                    .filter(|part| {
                        self.not_applicable & part.bit != 0 && part.policy == PartPolicy::Drop
                    })
                    .try_fold(0_i64, |sum, part| sum.checked_add(part.node.max))?;
                let dropped = Amount::Grid(dropped);
                own.excluded = own.excluded.sub(dropped)?;
                own.loose = own.loose.sub(dropped)?;
                own.scale(factor)?;
                own.excluded = own.excluded.add(dropped)?;
                own.loose = own.loose.add(dropped)?;
                self.trace.scale_since(mark, factor)?;
            }
        }
        if let Some(cap) = cap {
            let all = parts
                .iter()
                .try_fold(0_i64, |sum, part| sum.checked_add(part.node.max))?;
            own.limit(cap, all)?;
            if T::ON {
                let accounted = own
                    .known
                    .add(own.open)?
                    .add(own.pending)?
                    .add(own.excluded)?
                    .add(self.trace.total_since(mark)?)?;
                let amount = Amount::Grid(node.max).sub(accounted)?;
                self.trace.lose(RawLoss {
                    reason: Reason::Cap,
                    amount,
                    place: node.place,
                });
            }
        }
        sums.add(&own)
    }

    /// Points of a known place; the rest is lost.
    #[inline]
    fn points(
        &mut self,
        node: &Node,
        points: Amount,
        reason: Reason,
        in_part: bool,
        sums: &mut LeafSums,
    ) -> Option<()> {
        sums.known = sums.known.add(points)?;
        sums.any_known = true;
        if T::ON {
            let amount = Amount::Grid(node.max).sub(points)?;
            let reason = if in_part && reason == Reason::Band {
                Reason::PartMark
            } else {
                reason
            };
            self.trace.lose(RawLoss {
                reason,
                amount,
                place: node.place,
            });
        }
        Some(())
    }

    /// A place some of whose cells are open or pending.
    #[cold]
    fn undetermined(&mut self, node: &Node, in_part: bool, sums: &mut LeafSums) -> Option<()> {
        if !T::BOUNDS {
            self.trace.open(node);
            return Some(());
        }
        let mut pending = false;
        node.for_each_cell(&mut |cell| {
            pending |= self
                .cells
                .get(cell)
                .is_some_and(|cell| !cell.is_known() && cell.pending);
        });
        let spread = spread(node, self.cells, self.rounding, self.not_applicable);
        let (low, high, exact, leaves) = match spread {
            Spread::Points {
                low,
                high,
                exact,
                leaves,
            } => (low, high, exact, leaves),
            Spread::Excluded => return excluded(node, sums),
            Spread::Unassessable => return self.unassessable(node, true, sums),
        };
        let reason = match (node.is_about_time(), in_part) {
            (true, _) => Reason::Late,
            (false, true) => Reason::PartMark,
            (false, false) => Reason::Band,
        };
        if low == high {
            return self.points(node, low, reason, false, sums);
        }
        sums.low = sums.low.add(low)?;
        if leaves {
            // A place that may leave counts as anything from 0 to its maximum.
            sums.leaving = sums.leaving.add(Leaving {
                most: high.sub(low)?,
                step: node.leaving_step(self.not_applicable)?,
            })?;
        }
        sums.is_exact &= exact;
        if pending {
            sums.is_pending = true;
            sums.pending = sums.pending.add(high)?;
        } else {
            sums.is_open = true;
            sums.open = sums.open.add(high)?;
        }
        if T::ON {
            let amount = Amount::Grid(node.max).sub(high)?;
            self.trace.lose(RawLoss {
                reason,
                amount,
                place: node.place,
            });
        }
        self.trace.open(node);
        Some(())
    }

    /// The rule has no answer: the points stay in the denominator and count as open.
    fn unassessable(
        &mut self,
        node: &Node,
        contradictory: bool,
        sums: &mut LeafSums,
    ) -> Option<()> {
        sums.open = sums.open.add(Amount::Grid(node.max))?;
        sums.is_unassessable = true;
        sums.is_contradictory |= contradictory;
        self.trace.open(node);
        Some(())
    }
}

fn excluded(node: &Node, sums: &mut LeafSums) -> Option<()> {
    sums.any_excluded = true;
    sums.excluded = sums.excluded.add(Amount::Grid(node.max))?;
    sums.loose = sums.loose.add(Amount::Grid(node.max))?;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_contradicts_itself_is_said_before_what_is_open() {
        let contradiction = Cell::given(CellValue::Contradiction);
        let open = Cell::given(CellValue::Number { lo: 0, hi: 1 << 40 });
        for cells in [[contradiction, open], [open, contradiction]] {
            let all = known(&cells, |see| (0..2).for_each(see));
            assert!(matches!(all, Known::Contradiction));
        }
        let all = known(&[open, Cell::number(3)], |see| (0..2).for_each(see));
        assert!(matches!(all, Known::No));
    }
}
