//! Text for a person: words, numbers and tables in the language asked for.

pub(crate) mod margins;
pub(crate) mod plan_status;
pub(crate) mod scenario;
mod scenario_words;
pub(crate) mod worklist;
