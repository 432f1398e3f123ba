//! Bounds by going through the values of open cells, where these are few.

use super::{Ask, Gather, Spread};
use crate::rule::amount::Amount;
use crate::rule::cell::Cell;
use crate::rule::condition::{Condition, all_hold};
use crate::rule::node::{Node, NodeKind};
use crate::rule::walk::sums_of;

/// How many combinations of cell values are gone through where shapes alone do not decide.
const COMBINATIONS: u64 = 4_096;

/// What came of going through every combination.
pub(super) enum Counted {
    All(Spread),
    /// `is_linked` where open cells speak of the same facts or tasks.
    TooMany {
        is_linked: bool,
    },
}

impl Ask<'_> {
    /// Bounds by going through every combination of values, where there are few.
    pub(super) fn combinations(&self, node: &Node) -> Counted {
        if let NodeKind::Gate {
            when,
            then,
            otherwise,
        } = &node.kind
            && then.holds_a_gate()
        {
            return self.gate_combinations(when, then, *otherwise);
        }
        let mut open = Vec::new();
        node.for_each_cell(&mut |cell| self.note_open(cell, &mut open));
        let is_linked = self.any_linked(&open);
        match self
            .few(&open)
            .and_then(|all| self.each_of(node, &open, all))
        {
            // Values of linked cells do not combine freely: then these are outer bounds.
            Some(gather) => Counted::All(gather.spread(!is_linked)),
            None => Counted::TooMany { is_linked },
        }
    }

    fn note_open(&self, cell: usize, open: &mut Vec<usize>) {
        if !self.is_known(cell) && !open.contains(&cell) {
            open.push(cell);
        }
    }

    /// Whether values of different cells do not combine freely.
    fn any_linked(&self, open: &[usize]) -> bool {
        let earlier = |index| open.iter().take(index);
        let mut all = open.iter().enumerate();
        all.any(|(index, cell)| earlier(index).any(|other| self.linked(*cell, *other)))
    }

    /// How many combinations these cells have; `None` where they are too many.
    fn few(&self, open: &[usize]) -> Option<u64> {
        let count = |all: u64, cell: &usize| all.checked_mul(self.cells.get(*cell)?.count()?);
        let all = open.iter().try_fold(1_u64, count);
        all.filter(|all| *all <= COMBINATIONS)
    }

    /// The same for a gate with a gate behind it, by the values that its own conditions read: what the gate
    /// behind it counts hangs on all values of its cells, not on those of one combination.
    fn gate_combinations(&self, when: &[Condition], then: &Node, otherwise: i64) -> Counted {
        let mut open = Vec::new();
        for condition in when {
            let measure = &condition.measure;
            measure.for_each_cell(&mut |cell| self.note_open(cell, &mut open));
        }
        let mut read = open.clone();
        then.for_each_cell(&mut |cell| self.note_open(cell, &mut read));
        let is_linked = self.any_linked(&read) || !self.parts_apart(then);
        let gathered = self
            .few(&open)
            .and_then(|all| self.each_opening(when, then, otherwise, &open, all));
        match gathered {
            Some((gather, exact)) => Counted::All(gather.spread(exact && !is_linked)),
            None => Counted::TooMany { is_linked },
        }
    }

    /// What a gate gives for each combination of the values of these cells, and whether its ends are attained.
    fn each_opening(
        &self,
        when: &[Condition],
        then: &Node,
        otherwise: i64,
        open: &[usize],
        all: u64,
    ) -> Option<(Gather, bool)> {
        let whatever = sums_of(then, self.cells, self.rounding, self.not_applicable)?;
        let (mut gather, mut exact) = (Gather::default(), true);
        let mut cells = self.cells.to_vec();
        for combination in 0..all {
            self.choose(open, combination, &mut cells)?;
            match all_hold(when, &cells, self.rounding) {
                None => {}
                Some(false) => {
                    gather.points = true;
                    gather.add(Amount::Grid(otherwise), Amount::Grid(otherwise));
                }
                Some(true) => {
                    let sums = sums_of(then, &cells, self.rounding, self.not_applicable)?;
                    // What contradicts itself only here does not count.
                    if sums.is_contradictory && !whatever.is_contradictory {
                        continue;
                    }
                    exact &= sums.is_exact;
                    gather.sums(&sums)?;
                    gather.excluded |= sums.is_gone();
                    gather.points |= !sums.is_gone();
                }
            }
        }
        Some((gather, exact))
    }

    /// Gives cells the values of a combination.
    fn choose(&self, open: &[usize], combination: u64, cells: &mut [Cell]) -> Option<()> {
        let mut rest = combination;
        for index in open {
            let cell = *self.cells.get(*index)?;
            let count = cell.count()?;
            *cells.get_mut(*index)? = cell.nth(rest.checked_rem(count)?)?;
            rest = rest.checked_div(count)?;
        }
        Some(())
    }

    /// What each combination of the values of these cells gives.
    fn each_of(&self, node: &Node, open: &[usize], all: u64) -> Option<Gather> {
        let mut cells = self.cells.to_vec();
        let mut gather = Gather::default();
        // Behind a gate: not assessable whatever the open values are.
        let behind_gate = match &node.kind {
            NodeKind::Gate { then, .. } => {
                sums_of(then, self.cells, self.rounding, self.not_applicable)?.is_contradictory
            }
            _ => false,
        };
        for combination in 0..all {
            self.choose(open, combination, &mut cells)?;
            let sums = sums_of(node, &cells, self.rounding, self.not_applicable)?;
            if sums.is_contradictory {
                if behind_gate && self.opens(node, &cells) {
                    gather.points = true;
                    gather.sums(&sums)?;
                }
                continue;
            }
            gather.sums(&sums)?;
            if sums.any_known || sums.is_unassessable {
                gather.points = true;
            } else {
                gather.excluded = true;
            }
        }
        Some(gather)
    }

    /// Whether the condition of a gate holds for known cells.
    fn opens(&self, node: &Node, cells: &[Cell]) -> bool {
        match &node.kind {
            NodeKind::Gate { when, .. } => all_hold(when, cells, self.rounding) == Some(true),
            _ => false,
        }
    }
}
