//! Results as JSON, in the keys that other programs rely on.

mod detail;
mod scorecard_json;

pub use scorecard_json::ScorecardJson;
