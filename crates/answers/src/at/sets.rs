//! Questions about criteria sets.

use par_index_office::ImportOptions;

use super::told::Told;
use super::{Desk, Made, read};
use crate::ask::{CriteriaDiff, CriteriaList, CriteriaShow, Import};
use crate::criteria::answer as criteria;
use crate::desk::refusal::Failure;
use crate::diff::answer as diff;
use crate::import::answer as import;

impl Desk {
    pub(super) fn criteria_diff(&mut self, question: &str) -> Result<Made, Failure> {
        let asked: CriteriaDiff = read(question)?;
        let sets = [self.name(asked.old)?, self.name(asked.new)?];
        let from = asked.from.map(|given| self.name(given)).transpose()?;
        let to = asked.to.map(|given| self.name(given)).transpose()?;
        let sets = sets.each_ref().map(String::as_str);
        told(diff::answer(
            sets,
            from.as_deref(),
            to.as_deref(),
            &mut self.sources,
        )?)
    }

    pub(super) fn criteria_list(&mut self, question: &str) -> Result<Made, Failure> {
        read::<CriteriaList>(question)?;
        told(criteria::list(&mut self.sources)?)
    }

    pub(super) fn criteria_show(&mut self, question: &str) -> Result<Made, Failure> {
        let asked: CriteriaShow = read(question)?;
        let set = self.name(asked.set)?;
        told(criteria::show(
            &set,
            asked.leaf.as_deref(),
            &mut self.sources,
        )?)
    }

    pub(super) fn import(&mut self, question: &str) -> Result<Made, Failure> {
        let asked: Import = read(question)?;
        let file = self.name(asked.sheet)?;
        let options = ImportOptions {
            id: asked.id,
            edition: asked.edition,
            title: asked.title,
            illustrative: asked.illustrative,
            level: asked.level,
            instrument: asked.instrument,
            sheet: asked.sheet_name,
            max_points: asked.max_points,
        };
        told(import::answer(&file, &options, &mut self.sources)?)
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "stands at the end of each question"
)]
pub(super) fn told(answer: impl Told + 'static) -> Result<Made, Failure> {
    Ok(Box::new(answer))
}
