//! Scoring: an [`Assessment`] put beside its criteria set becomes a [`Scorecard`].

mod applies;
mod appraisal;
mod assessment;
mod cells;
mod evidence;
mod facts;
mod fault_words;
mod faults;
mod index;
mod leaf_score;
mod leaf_scores;
mod linked;
mod prepared;
mod references;
mod rescore;
mod scorecard;
mod state;
mod tally;
mod task_glue;
mod tasks;
mod totals;

pub use assessment::Assessment;
pub(crate) use cells::{Source, any_value, is_from_outside};
pub(crate) use evidence::{OccurrenceName, Prover, Standing, standings};
pub(crate) use facts::{Resolved, resolve};
pub use index::{Index, IndexPair};
pub use leaf_score::{CriterionScore, Loss};
pub(crate) use leaf_score::{LeafCells, PointsOnly, score_leaf};
pub(crate) use prepared::{Applies, PreparedLeaf};
pub(crate) use rescore::{Known, Rescorer};
pub use scorecard::{LedgerSums, ScoreError, ScoreTotals, Scorecard};
pub use state::{Column, State};
pub(crate) use task_glue::names;
pub(crate) use tasks::{Shown, Tasks};
pub use totals::{AdjustmentPoints, BasisTotals, Totals};
