//! A plan with what became of its tasks, and totals by area and by lead unit.

use par_index::diagnostic::{Lang, Message};
use par_index::model::{ReformPlan, StatusPeriod, TaskBook};
use serde::Serialize;

use super::status::{Shown, Status};
use super::{json, page};
use crate::ask::TotalsBy;
use crate::desk::assessment::{Opened, day_given, from, open, plan_file};
use crate::desk::documents::Sources;
use crate::desk::kind::Kind;
use crate::desk::kinds::kind_of;
use crate::desk::refusal::{Exit, Failure, both};
use crate::words::page::Page;

/// What is asked of a plan
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// A plan, or an assessment that names one.
    pub file: &'a str,
    /// The day; needed for a plan by itself.
    pub as_of: Option<&'a str>,
    /// The assessment with the results of the tasks.
    pub results: Option<&'a str>,
    pub period: Option<StatusPeriod>,
    pub by: TotalsBy,
}

/// A plan, what became of its tasks, and what is shown of it
#[derive(Debug)]
pub struct Answer {
    plan: ReformPlan,
    book: TaskBook,
    shown: Shown,
}

/// Finds how each task of a plan stands.
pub fn answer(asked: &Asked<'_>, sources: &mut Sources) -> Result<Answer, Failure> {
    let day = asked.as_of.map(day_given).transpose()?;
    let (plan, results) = read_both(asked.file, asked.results, sources)?;
    let as_of = day
        .or_else(|| results.as_ref().map(|results| results.file.as_of))
        .ok_or_else(|| Failure::Usage {
            message: Message::new("cần biết xem xét vào ngày nào", "the day is needed"),
            help: Some(Message::new(
                "thêm --as-of 2024-11-30; chương trình không đọc đồng hồ của máy",
                "add --as-of 2024-11-30; the clock is never read",
            )),
        })?;
    let reported = results
        .as_ref()
        .map_or(&[][..], |results| &results.file.results);
    let (book, mut found) = TaskBook::new(&plan, reported, as_of, "/results");
    if let Some(results) = &results {
        results.document.locate(&mut found);
    }
    if found.has_errors() {
        return Err(Failure::Refused {
            found,
            exit: Exit::FoundErrors,
        });
    }
    let year = plan.period().from.year();
    let span = asked.period.map(|period| {
        period.span(year).ok_or_else(|| {
            Failure::run(
                "năm của kế hoạch nằm ngoài lịch",
                "the plan's year is outside the calendar",
            )
        })
    });
    let shown = Shown {
        span: span.transpose()?,
        by_area: asked.by != TotalsBy::Lead,
        by_lead: asked.by != TotalsBy::Area,
    };
    Ok(Answer { plan, book, shown })
}

impl Answer {
    fn status(&self) -> Status<'_> {
        Status {
            plan: &self.plan,
            book: &self.book,
        }
    }

    /// The answer as data.
    pub fn data(&self) -> impl Serialize + '_ {
        json::document(&self.status(), &self.shown)
    }

    /// The answer for a person.
    pub fn page(&self, lang: Lang) -> Page {
        page::page(&self.status(), &self.shown, lang)
    }
}

/// The plan, and the assessment with the results.
fn read_both(
    file: &str,
    results: Option<&str>,
    sources: &mut Sources,
) -> Result<(ReformPlan, Option<Opened>), Failure> {
    let input = sources.read(file)?;
    let kind = kind_of(&input).map_err(|found| Failure::Refused {
        found,
        exit: Exit::FoundErrors,
    })?;
    let read = |file: &str, sources: &mut Sources| {
        let results = open(file, sources)?;
        results.whole()?;
        Ok(results)
    };
    if kind == Kind::Assessment {
        let own = from(file, &input)?;
        let plan = match own.plan(None, sources) {
            Ok(None) => Err(Failure::Usage {
                message: Message::new(
                    format!("bản tự chấm {} không nêu tệp kế hoạch nào", input.name),
                    format!("the assessment {} names no plan", input.name),
                ),
                help: Some(Message::new(
                    "hãy đưa tệp kế hoạch, rồi thêm --results với bản tự chấm này",
                    "give the plan's file, and this assessment with --results",
                )),
            }),
            Ok(Some(plan)) => Ok(plan),
            Err(failure) => Err(failure),
        };
        let ((), plan) = both(own.whole(), plan)?;
        let results = results.map(|file| read(file, sources));
        return Ok((plan, Some(results.transpose()?.unwrap_or(own))));
    }
    let plan = plan_file(file, sources);
    let results = results.map(|file| read(file, sources));
    both(plan, results.transpose())
}
