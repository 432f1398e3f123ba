//! The way from a file to a score with one error type.

use crate::{Assessment, CriteriaSet, Error, ReformPlan, Scorer};

impl Scorer {
    /// Reads, checks and compiles a criteria set
    ///
    /// `name` is the name of the file in diagnostics.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the set, each fault with line and column; or a rule whose numbers are
    /// beyond what is held exactly.
    pub fn from_json(name: Option<&str>, bytes: &[u8]) -> Result<Self, Error> {
        Ok(Self::new(CriteriaSet::from_json(name, bytes)?)?)
    }

    /// Compiles a criteria set that comes with the library
    ///
    /// # Errors
    ///
    /// [`Error::NotShipped`]; [`shipped::SETS`](crate::shipped::SETS) lists what is.
    #[cfg(any(feature = "shipped", test))]
    pub fn shipped(id: &str, edition: &str) -> Result<Self, Error> {
        Ok(Self::new(CriteriaSet::shipped(id, edition)?)?)
    }

    /// Reads an assessment and puts it beside the criteria set, and its plan where it names one
    ///
    /// # Errors
    ///
    /// Faults of the text or everything that does not fit, each with line and column.
    pub fn open(
        &self,
        plan: Option<&ReformPlan>,
        name: Option<&str>,
        bytes: &[u8],
    ) -> Result<Assessment, Error> {
        Ok(Assessment::from_json(self, plan, name, bytes)?)
    }
}

impl CriteriaSet {
    /// A criteria set that comes with the library
    ///
    /// # Errors
    ///
    /// [`Error::NotShipped`]; [`shipped::SETS`](crate::shipped::SETS) lists what is.
    #[cfg(any(feature = "shipped", test))]
    pub fn shipped(id: &str, edition: &str) -> Result<Self, Error> {
        let Some(set) = crate::shipped::find(id, edition) else {
            return Err(Error::NotShipped {
                id: id.to_owned(),
                edition: edition.to_owned(),
            });
        };
        let name = format!("{id}@{edition}");
        Ok(Self::from_json(Some(&name), set.json.as_bytes())?)
    }
}
