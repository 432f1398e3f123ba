//! The commands, one a file.

pub(crate) mod batch;
pub(crate) mod check;
pub(crate) mod criteria;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod import;
pub(crate) mod margins;
pub(crate) mod margins_json;
pub(crate) mod plan;
mod plan_json;
pub(crate) mod rank;
pub(crate) mod scenario;
mod scenario_csv;
mod scenario_json;
pub(crate) mod schema;
pub(crate) mod score;
pub(crate) mod worklist;
mod worklist_csv;
mod worklist_json;
