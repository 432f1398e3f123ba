//! Made-up units for a criteria set, the same for the same seed.

use par_index::compile::Scorer;
use par_index::diagnostic::Message;
use par_index::file::AssessmentFile;
use par_index::sample::{Odds, Samples};

use crate::desk::assessment::day_given;
use crate::desk::criteria::{compile, named};
use crate::desk::documents::Sources;
use crate::desk::refusal::Failure;

/// What units are asked for
#[derive(Clone, Debug)]
pub struct Asked {
    /// Criteria set: by name, by name and edition, or a file.
    pub criteria: String,
    /// How many.
    pub units: u64,
    pub seed: u64,
    /// Day of the data; the last day of the period where absent.
    pub as_of: Option<String>,
    /// Facts left unanswered, of a thousand.
    pub missing: u16,
    /// Criteria that are not applicable, of a thousand, where allowed.
    pub not_applicable: u16,
}

/// Units that are made as they are asked for
#[derive(Debug)]
pub struct Answer {
    pub scorer: Scorer,
    samples: Samples,
    units: u64,
}

/// Units for a criteria set.
pub fn answer(asked: &Asked, sources: &mut Sources) -> Result<Answer, Failure> {
    let given = asked.as_of.as_deref().map(day_given).transpose()?;
    let set = named(&asked.criteria, sources)?;
    let as_of = given.unwrap_or(set.file().in_force.until);
    let scorer = compile(set, &asked.criteria)?;
    let odds = Odds {
        missing: asked.missing,
        not_applicable: asked.not_applicable,
        ..Odds::default()
    };
    Ok(Answer {
        samples: Samples::new(&scorer, asked.seed, as_of, odds),
        scorer,
        units: asked.units,
    })
}

impl Answer {
    /// One unit after another.
    pub fn units(&self) -> impl Iterator<Item = Result<AssessmentFile, Failure>> + '_ {
        (0..self.units).map(|number| self.samples.unit(number).map_err(|error| not_made(&error)))
    }
}

pub fn not_made(error: &dyn std::error::Error) -> Failure {
    Failure::Run(Message::new(
        format!("không tạo được đơn vị: {error}"),
        format!("a unit cannot be made: {error}"),
    ))
}
