//! Scenarios: what an assessment would come to if some of it were different.
//!
//! A [`Change`] is applied to an assessment file by [`apply`], which leaves everything else as it is.

mod change;
mod change_error;

pub use change::{apply, apply_for};
pub use change_error::ChangeError;

pub use crate::file::Change;
