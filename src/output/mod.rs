//! Results as JSON, in the keys that other programs rely on.

mod class_notes;
mod detail;
mod proof_json;
mod scorecard_json;

pub use class_notes::ClassNotes;
pub use proof_json::ProofJson;
pub use scorecard_json::ScorecardJson;
