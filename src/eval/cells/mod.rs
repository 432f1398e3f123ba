//! Cells: what a rule reads, as reported and as documents show it.

pub(crate) mod evidence;
pub(crate) mod joint;
pub(crate) mod linked;
pub(crate) mod occurrences;
pub(crate) mod register;
pub(crate) mod showing;
pub(crate) mod source;
pub(crate) mod standing;
pub(crate) mod unproved;
