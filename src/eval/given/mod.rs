//! What is given: facts and tasks as they stand in the files, and what is wrong with them.

pub(crate) mod facts;
pub(crate) mod fault_terms;
pub(crate) mod fault_words;
pub(crate) mod faults;
pub(crate) mod found;
pub(crate) mod meant;
pub(crate) mod tasks;
