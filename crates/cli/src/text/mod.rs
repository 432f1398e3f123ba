//! Text for a person: words, numbers and tables in the language asked for.

pub(crate) mod check_summary;
pub(crate) mod criteria_text;
pub(crate) mod diff;
pub(crate) mod diff_split;
pub(crate) mod rank;
mod rank_summary;
