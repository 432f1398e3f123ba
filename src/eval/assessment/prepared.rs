//! An assessment resolved for scoring: cells, claims and decisions, leaf by leaf.

use crate::eval::cells::linked::Caveats;
use crate::eval::leaf::prepared_leaf::PreparedLeaf;
use crate::eval::leaf::tally::Tally;
use crate::rule::Cell;

/// Everything scoring needs.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    pub(crate) leaves: Vec<PreparedLeaf>,
    /// Reported cells of all leaves, one leaf after the other.
    pub(crate) cells: Vec<Cell>,
    /// Evidenced cells, likewise.
    pub(crate) evidence: Vec<Cell>,
    /// The values of inputs for flat rules, as reported; 0 where an input has none.
    pub(crate) values: Vec<i64>,
    /// The leaves of which points say it all, and the others.
    pub(crate) plain: Vec<usize>,
    pub(crate) others: Vec<usize>,
    /// What plain leaves add to each tally whatever their points.
    pub(crate) given: Vec<Tally<i64>>,
    /// The same for the whole: what the unit scores, and the rest.
    pub(crate) given_whole: [Tally<i64>; 2],
    /// No sum of points over all leaves reaches 2^61 nanopoints.
    pub(crate) fits: bool,
    pub(crate) caveats: Caveats,
}
