//! An assessment that does not fit its criteria set, as far as it does.

use super::assessment::Assessment;
use crate::diagnostic::Diagnostics;

/// What is left of an assessment that cannot be scored, to find what is wrong with the rest
#[derive(Clone, Debug)]
pub struct Unfit {
    assessment: Assessment,
    refused: Diagnostics,
    /// What deserves a word of the values that fit.
    heard: Diagnostics,
}

impl Unfit {
    pub(super) fn new(assessment: Assessment, refused: Diagnostics, heard: Diagnostics) -> Self {
        Self {
            assessment,
            refused,
            heard,
        }
    }

    /// What keeps it from being scored, and what deserves a word
    pub fn into_found(self) -> Diagnostics {
        let mut found = self.refused;
        found.extend(self.heard);
        found.sort();
        found
    }

    pub(crate) fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    pub(crate) fn refused(&self) -> &Diagnostics {
        &self.refused
    }
}

/// An assessment that fits, of a file of which a part could not be read
impl From<Assessment> for Unfit {
    fn from(assessment: Assessment) -> Self {
        Self::new(assessment, Diagnostics::new(), Diagnostics::new())
    }
}
