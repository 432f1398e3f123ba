//! Scenarios: what an assessment would come to if some of it were different.
//!
//! A [`Change`] is applied to an assessment file by [`apply`], which leaves everything else as it is.
//! A [`WhatIf`] changes one fact after another and re-scores only what that reaches. A [`Runner`] goes
//! through the [`Scenarios`] of a file: each [`Outcome`] has the totals before and after, and what
//! changed area by area and leaf by leaf, with the entries of the ledger that say why.

mod change;
mod change_error;
mod delta;
mod fit;
mod in_place;
mod outcome;
mod runner;
mod scenario_fault;
mod scenarios;
mod shown;
mod subject;
mod what_if;

pub use change::{apply, apply_for};
pub use change_error::ChangeError;
pub(crate) use in_place::change_in_place;
pub use outcome::{AreaDelta, Entry, EntryDelta, Happened, LeafDelta, Outcome, Pair};
pub use runner::{Outcomes, Runner, ScenarioError};
pub use scenarios::{Case, Scenarios, base_not_given};
pub use what_if::{WhatIf, WhatIfError, WhatIfFact};

pub use crate::file::Change;
