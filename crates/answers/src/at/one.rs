//! Questions about one assessment, a plan, or a list of assessments.

use par_index::diagnostic::Lang;

use super::told::Told;
use super::{Desk, Made, read};
use crate::ask::{Explain, Improve, Margins, PlanStatus, Scenario, Score, Worklist};
use crate::desk::documents::Sources;
use crate::desk::findings;
use crate::desk::refusal::Failure;
use crate::desk::refused::json_text;
use crate::words::page::Page;
use crate::{explain, improve, margins, plan, scenario, score, worklist};

/// A scorecard, with the name of its assessment.
struct Scored(score::answer::Answer, String);

/// A ledger, in full or in short.
struct Explained(explain::answer::Answer, bool);

/// A worklist, in full or in short.
struct Listed(worklist::answer::Answer, bool);

impl Desk {
    pub(super) fn score(&mut self, question: &str) -> Result<Made, Failure> {
        let asked: Score = read(question)?;
        let file = self.name(asked.assessment)?;
        let beside = self.beside(asked.criteria, asked.plan, asked.as_of)?;
        let answer = score::answer::answer(&file, &beside, &mut self.sources)?;
        Ok(Box::new(Scored(answer, file)))
    }

    pub(super) fn explain(&mut self, question: &str) -> Result<Made, Failure> {
        let asked: Explain = read(question)?;
        let file = self.name(asked.assessment)?;
        let beside = self.beside(asked.criteria, asked.plan, asked.as_of)?;
        let (id, sources) = (asked.id.as_deref(), &mut self.sources);
        let answer = explain::answer::answer(&file, id, &beside, sources)?;
        Ok(Box::new(Explained(answer, asked.brief)))
    }

    pub(super) fn improve(&mut self, question: &str) -> Result<Made, Failure> {
        let asked: Improve = read(question)?;
        let file = self.name(asked.assessment)?;
        let actions = self.name(asked.actions)?;
        let beside = self.beside(asked.criteria, asked.plan, asked.as_of)?;
        let (goal, column, sources) = (&asked.goal, asked.column, &mut self.sources);
        let answer = improve::answer::answer(&file, &actions, goal, column, &beside, sources)?;
        Ok(Box::new(answer))
    }

    pub(super) fn margins(&mut self, question: &str) -> Result<Made, Failure> {
        let asked: Margins = read(question)?;
        let file = self.name(asked.assessment)?;
        let beside = self.beside(asked.criteria, asked.plan, asked.as_of)?;
        let (id, sources) = (asked.id.as_deref(), &mut self.sources);
        Ok(Box::new(margins::answer::answer(
            &file, id, &beside, sources,
        )?))
    }

    pub(super) fn plan_status(&mut self, question: &str) -> Result<Made, Failure> {
        let asked: PlanStatus = read(question)?;
        let file = self.name(asked.plan)?;
        let results = asked.results.map(|given| self.name(given)).transpose()?;
        let asked = plan::answer::Asked {
            file: &file,
            as_of: asked.as_of.as_deref(),
            results: results.as_deref(),
            period: asked.period,
            by: asked.by,
        };
        Ok(Box::new(plan::answer::answer(&asked, &mut self.sources)?))
    }

    pub(super) fn scenario(&mut self, question: &str) -> Result<Made, Failure> {
        let asked: Scenario = read(question)?;
        let base = self.name(asked.assessment)?;
        let file = self.name(asked.scenarios)?;
        let editions = asked.editions.into_iter().map(|given| self.name(given));
        let editions: Vec<String> = editions.collect::<Result<_, _>>()?;
        let beside = self.beside(asked.criteria, asked.plan, asked.as_of)?;
        let (only, sources) = (&asked.only, &mut self.sources);
        let answer = scenario::answer::answer(&base, &file, only, &editions, &beside, sources)?;
        Ok(Box::new(answer))
    }

    pub(super) fn worklist(&mut self, question: &str) -> Result<Made, Failure> {
        let asked: Worklist = read(question)?;
        let beside = self.beside(asked.criteria, asked.plan, asked.as_of)?;
        let mut reading = worklist::answer::Reading::default();
        for given in asked.assessments {
            let file = self.name(given)?;
            reading.take(file.as_ref(), None, &beside, &mut self.sources);
        }
        Ok(Box::new(Listed(
            reading.done(asked.by, Vec::new()),
            asked.all,
        )))
    }
}

impl Told for Scored {
    fn json(&self) -> Result<String, Failure> {
        json_text(&self.0.data(Lang::Vi))
    }

    fn page(&self, _: &Sources, lang: Lang) -> Page {
        self.0.page(&self.1, lang)
    }
}

impl Told for Explained {
    fn json(&self) -> Result<String, Failure> {
        json_text(&self.0.data(Lang::Vi))
    }

    fn page(&self, _: &Sources, lang: Lang) -> Page {
        self.0.page(self.1, lang)
    }
}

impl Told for improve::answer::Answer {
    fn json(&self) -> Result<String, Failure> {
        json_text(&self.data())
    }

    fn page(&self, _: &Sources, lang: Lang) -> Page {
        self.page(lang)
    }
}

impl Told for margins::answer::Answer {
    fn json(&self) -> Result<String, Failure> {
        json_text(&self.data())
    }

    fn page(&self, _: &Sources, lang: Lang) -> Page {
        self.page(lang)
    }
}

impl Told for plan::answer::Answer {
    fn json(&self) -> Result<String, Failure> {
        json_text(&self.data())
    }

    fn page(&self, _: &Sources, lang: Lang) -> Page {
        self.page(lang)
    }
}

impl Told for scenario::answer::Answer {
    fn json(&self) -> Result<String, Failure> {
        json_text(&self.data(&self.outcomes()?))
    }

    fn page(&self, sources: &Sources, lang: Lang) -> Page {
        match self.outcomes() {
            Ok(outcomes) => self.page(&outcomes, lang),
            Err(failure) => findings::failure(&failure, sources, lang),
        }
    }
}

impl Told for Listed {
    fn json(&self) -> Result<String, Failure> {
        json_text(&self.0.data(Lang::Vi))
    }

    fn page(&self, _: &Sources, lang: Lang) -> Page {
        self.0.page(self.1, lang)
    }
}
