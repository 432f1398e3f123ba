//! Scoring: an [`Assessment`] put beside its criteria set becomes a [`Scorecard`].
//!
//! Five rooms, each using only those before it: what is given, cells, one leaf, the assessment, the card.

pub(crate) mod assessment;
pub(crate) mod card;
pub(crate) mod cells;
pub(crate) mod given;
pub(crate) mod leaf;

pub use assessment::fit::{Assessment, Unfit};
pub(crate) use assessment::prepared::Prepared;
pub use card::adjustment_points::AdjustmentPoints;
pub use card::index::{Index, IndexPair};
pub use card::ledger_sums::LedgerSums;
pub(crate) use card::rescore::{Known, Rescorer};
pub use card::scorecard::{ScoreError, ScoreTotals, Scorecard};
pub use card::totals::{BasisTotals, Totals};
pub(crate) use card::totals::{Finished, Tallies};
pub(crate) use cells::linked::Caveats;
pub(crate) use cells::occurrences::{OccurrenceName, names};
pub(crate) use cells::register::Register;
pub(crate) use cells::showing::Showing;
pub(crate) use cells::source::{Source, any_value, is_from_outside};
pub(crate) use cells::standing::{Prover, Standing, standings};
pub(crate) use given::facts::{Resolved, resolve};
pub(crate) use given::tasks::{Shown, Tasks};
pub use leaf::leaf_ledger::Loss;
pub(crate) use leaf::leaf_ledger::PointsOnly;
pub use leaf::leaf_score::CriterionScore;
pub(crate) use leaf::leaf_score::{LeafCells, plain_points, score_leaf};
pub(crate) use leaf::prepared_leaf::{Applies, PreparedLeaf};
pub use leaf::state::{Column, State};
pub(crate) use leaf::tally::{Tally, tally_count};
