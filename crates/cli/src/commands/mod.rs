//! The commands, one a file.

pub(crate) mod batch;
pub(crate) mod check;
pub(crate) mod criteria;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod import;
pub(crate) mod improve;
pub(crate) mod margins;
pub(crate) mod plan;
pub(crate) mod rank;
pub(crate) mod scenario;
pub(crate) mod schema;
pub(crate) mod score;
pub(crate) mod worklist;
