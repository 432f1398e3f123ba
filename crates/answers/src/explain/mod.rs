//! The ledger of a leaf, an area, or everything.

pub mod answer;
pub mod json;
pub mod page;
pub mod page_appraisal;
pub mod page_evidence;
pub mod page_facts;
pub mod page_leaf;
pub mod page_ledger;
pub mod page_rule;
