//! Changing an assessment file without a copy of it.

use super::change::put_for;
use super::change_error::ChangeError;
use crate::file::{AssessmentFile, Change};
use crate::model::CriteriaSet;

/// As [`apply_for`](super::apply_for), for one that is changed many times; nothing is changed where it fails.
pub(crate) fn change_in_place(
    set: &CriteriaSet,
    file: &mut AssessmentFile,
    change: &Change,
) -> Result<(), ChangeError> {
    put_for(set, file, change)?;
    Ok(())
}
