//! The commands, one a file.

pub(crate) mod batch;
pub(crate) mod check;
mod check_catalogue;
mod check_criteria;
pub(crate) mod criteria;
pub(crate) mod diff;
pub(crate) mod diff_json;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod import;
pub(crate) mod improve;
pub(crate) mod margins;
pub(crate) mod plan;
pub(crate) mod rank;
mod rank_csv;
mod rank_json;
pub(crate) mod scenario;
pub(crate) mod schema;
pub(crate) mod score;
pub(crate) mod worklist;
