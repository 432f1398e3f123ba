//! Bounds by cutting the values of cells that several measures read into pieces, until no piece can reach
//! beyond what is attained.

use super::{Ask, Gather, Spread};
use crate::rule::amount::Amount;
use crate::rule::cell::Cell;
use crate::rule::node::{Node, NodeKind};
use crate::rule::walk::sums_of;

/// How many pieces are looked at.
const PIECES: usize = 256;

/// What is found out of a place, piece after piece.
struct Search<'n> {
    node: &'n Node,
    looked: usize,
    /// What values without a contradiction give for certain.
    attained: Gather,
    /// What pieces might give that nobody looked into any further.
    possible: Gather,
}

impl Ask<'_> {
    /// Bounds where there are too many values to go through one by one; `None` where pieces tell no more.
    pub(super) fn pieces(&self, node: &Node) -> Option<Spread> {
        let mut is_sound = false;
        if let NodeKind::Sum { .. } = &node.kind {
            // Its parts are places of their own.
            return None;
        }
        if let NodeKind::Gate { then, .. } = &node.kind {
            // What a gate behind a gate counts hangs on all values of its cells, not on those of a piece.
            if then.holds_a_gate() {
                return None;
            }
            let sums = sums_of(then, self.cells, self.rounding, self.not_applicable)?;
            is_sound = !sums.is_contradictory;
        }
        let mut search = Search {
            node,
            looked: 0,
            attained: Gather::default(),
            possible: Gather::default(),
        };
        let whole = Ask { is_sound, ..*self };
        search.cut(&whole, true)?;
        let (attained, possible) = (search.attained, search.possible);
        let is_exact = possible.within(&attained);
        Some(attained.join(&possible).spread(is_exact))
    }

    /// The open cell to cut: of those that are read more than once, or else of all, the one with the most
    /// values.
    fn widest(&self, node: &Node) -> Option<usize> {
        let mut reads: Vec<usize> = Vec::new();
        node.for_each_cell(&mut |cell| {
            if !self.is_known(cell) {
                reads.push(cell);
            }
        });
        let times = |cell: &usize| reads.iter().filter(|other| *other == cell).count();
        let values = |cell: &usize| {
            let cell = self.cells.get(*cell);
            cell.and_then(|cell| cell.count()).unwrap_or(u64::MAX)
        };
        let widest = reads
            .iter()
            .max_by_key(|cell| (times(cell) > 1, values(cell)));
        widest.copied()
    }

    /// The cells with one of them narrowed.
    fn with(&self, cell: usize, narrowed: Cell) -> Option<Vec<Cell>> {
        let mut cells = self.cells.to_vec();
        *cells.get_mut(cell)? = narrowed;
        Some(cells)
    }
}

impl Search<'_> {
    /// Looks into the values of a piece; with `is_all` what stays undecided counts as possible.
    fn cut(&mut self, whole: &Ask<'_>, is_all: bool) -> Option<()> {
        let max = Amount::Grid(self.node.max);
        let mut left = vec![(whole.cells.to_vec(), Amount::ZERO, max)];
        while let Some((cells, low, high)) = left.pop() {
            if self.attained.holds(low, high) {
                continue;
            }
            if self.looked >= PIECES {
                if is_all {
                    self.possible.points(low, high);
                }
                continue;
            }
            self.looked = self.looked.saturating_add(1);
            let piece = Ask {
                cells: &cells,
                ..*whole
            };
            let (low, high) = match piece.shape(self.node)? {
                Spread::Unassessable => continue,
                Spread::Excluded => {
                    self.attained.excluded(self.node.max);
                    continue;
                }
                Spread::Points {
                    low,
                    high,
                    exact: true,
                    ..
                } => {
                    self.attained.points(low, high);
                    continue;
                }
                Spread::Points { low, high, .. } => (low, high),
            };
            let cut = piece.widest(self.node);
            let cut = cut.and_then(|at| Some((at, *cells.get(at)?)));
            let Some((at, cell)) = cut else {
                // Everything is known, so it is one value.
                if is_all {
                    self.possible.points(low, high);
                }
                continue;
            };
            for end in cell.ends()? {
                if !self.attained.holds(low, high) {
                    let cells = piece.with(at, end)?;
                    let side = Ask {
                        cells: &cells,
                        ..*whole
                    };
                    self.cut(&side, false)?;
                }
            }
            for half in cell.halves()?.into_iter().rev() {
                left.push((piece.with(at, half)?, low, high));
            }
        }
        Some(())
    }
}

impl Gather {
    fn points(&mut self, low: Amount, high: Amount) {
        self.points = true;
        self.add(low, high);
    }

    fn excluded(&mut self, max: i64) {
        self.excluded = true;
        self.add(Amount::ZERO, Amount::Grid(max));
    }

    /// Whether points from `low` to `high` are nothing new.
    fn holds(&self, low: Amount, high: Amount) -> bool {
        self.points
            && self.low.is_some_and(|least| least <= low)
            && self.high.is_some_and(|most| most >= high)
    }

    fn within(&self, other: &Self) -> bool {
        match (self.low, self.high) {
            (Some(low), Some(high)) => other.holds(low, high),
            _ => true,
        }
    }

    fn join(mut self, other: &Self) -> Self {
        if let (Some(low), Some(high)) = (other.low, other.high) {
            self.add(low, high);
        }
        self.points |= other.points;
        self.excluded |= other.excluded;
        self
    }
}
