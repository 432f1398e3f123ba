//! Units as data.

use par_index::file::AssessmentFile;
use serde::Serialize;

use super::answer::{Answer, not_made};
use crate::desk::refusal::Failure;

#[derive(Serialize)]
struct Document {
    units: Vec<AssessmentFile>,
}

impl Answer {
    /// The answer as data: all units at once.
    pub fn data(&self) -> Result<impl Serialize + use<>, Failure> {
        let units = self.units().collect::<Result<_, _>>()?;
        Ok(Document { units })
    }
}

/// Adds a unit on a line of its own.
pub fn line(unit: &AssessmentFile, into: &mut Vec<u8>) -> Result<(), Failure> {
    serde_json::to_writer(&mut *into, unit).map_err(|error| not_made(&error))?;
    into.push(b'\n');
    Ok(())
}
