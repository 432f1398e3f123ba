//! What is opened for a question, and why it may be refused.

pub mod assessment;
pub mod counts;
pub mod criteria;
pub mod documents;
pub mod faults;
pub mod findings;
pub mod folder;
pub mod foreign;
pub mod kind;
pub mod kinds;
pub mod lead;
pub mod names;
pub mod naming;
pub mod refusal;
pub mod refused;
pub mod seen;
pub mod selection;
pub mod target;
