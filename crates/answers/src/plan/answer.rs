//! A plan with what became of its tasks, and totals by area and by lead unit.

use par_index::diagnostic::{Lang, Message};
use par_index::file::Text;
use par_index::model::{Occurrence, PlanTask, ReformPlan, TaskBook, TaskState};
use par_index::number::Date;
use par_index::read::Id;
use serde::Serialize;

use super::{json, page};
use crate::ask::{Period, TotalsBy};
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
    pub period: Option<Period>,
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
    let span = asked.period.map(|period| span(period, year));
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

/// A plan with what became of its tasks
#[derive(Clone, Copy, Debug)]
pub struct Status<'p> {
    pub plan: &'p ReformPlan,
    pub book: &'p TaskBook,
}

/// What is shown of it
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub span: Option<(Date, Date)>,
    pub by_area: bool,
    pub by_lead: bool,
}

/// Counts of occurrences by state
#[derive(Clone, Debug)]
pub struct Group {
    pub id: String,
    pub number: String,
    pub title: Text,
    counts: Vec<(TaskState, usize)>,
}

impl Shown {
    /// Whether an occurrence falls due or was done in the period asked for.
    pub fn covers(&self, occurrence: &Occurrence) -> bool {
        let Some((from, until)) = self.span else {
            return true;
        };
        let inside = |day: Date| day >= from && day <= until;
        occurrence.last_day().is_some_and(inside) || occurrence.done_on().is_some_and(inside)
    }
}

impl Group {
    fn new(id: &str, number: &str, title: Text) -> Self {
        let counts = TaskState::ALL.iter().map(|state| (*state, 0)).collect();
        Self {
            id: id.to_owned(),
            number: number.to_owned(),
            title,
            counts,
        }
    }

    fn add(&mut self, state: TaskState) {
        for (own, count) in &mut self.counts {
            if *own == state {
                *count += 1;
            }
        }
    }

    pub fn count(&self, state: TaskState) -> usize {
        self.counts
            .iter()
            .find(|(own, _)| *own == state)
            .map_or(0, |(_, count)| *count)
    }

    /// Counts by state, the worst state first.
    pub fn counts(&self) -> &[(TaskState, usize)] {
        &self.counts
    }

    pub fn all(&self) -> usize {
        self.counts.iter().map(|(_, count)| count).sum()
    }

    pub fn arose(&self) -> usize {
        self.all() - self.count(TaskState::DidNotArise)
    }

    pub fn done(&self) -> usize {
        self.counts
            .iter()
            .filter(|(state, _)| state.is_done())
            .map(|(_, count)| count)
            .sum()
    }
}

impl Status<'_> {
    fn occurrences<'s>(
        &'s self,
        shown: &'s Shown,
    ) -> impl Iterator<Item = (&'s PlanTask, &'s Occurrence)> {
        self.book
            .occurrences()
            .iter()
            .filter(|occurrence| shown.covers(occurrence))
            .filter_map(|occurrence| Some((self.plan.tasks().get(occurrence.task())?, occurrence)))
    }

    pub fn by_area(&self, shown: &Shown) -> Vec<Group> {
        let areas = self.plan.file().areas.iter();
        let mut groups: Vec<Group> = areas
            .map(|area| Group::new(area.id.as_str(), &area.number, area.title.clone()))
            .collect();
        for (_, occurrence) in self.occurrences(shown) {
            if let Some(group) = groups.get_mut(occurrence.area()) {
                group.add(occurrence.state());
            }
        }
        groups
    }

    pub fn by_lead(&self, shown: &Shown) -> Vec<Group> {
        let leads = self.plan.file().leads.iter();
        let mut groups: Vec<Group> = leads
            .map(|lead| Group::new(lead.id.as_str(), "", lead.title.clone()))
            .collect();
        for (task, occurrence) in self.occurrences(shown) {
            let leads = |id: &str| {
                task.file()
                    .lead
                    .iter()
                    .map(Id::as_str)
                    .any(|lead| lead == id)
            };
            for group in groups.iter_mut().filter(|group| leads(&group.id)) {
                group.add(occurrence.state());
            }
        }
        groups.retain(|group| group.all() > 0);
        groups
    }

    pub fn total(&self, shown: &Shown) -> Group {
        let title = Text {
            vi: "Tổng cộng".to_owned(),
            en: Some("Total".to_owned()),
        };
        let mut total = Group::new("total", "", title);
        for (_, occurrence) in self.occurrences(shown) {
            total.add(occurrence.state());
        }
        total
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

/// The first and last day of a period of a year.
fn span(period: Period, year: i32) -> Result<(Date, Date), Failure> {
    let (first, last) = match period {
        Period::Q1 => (1, 3),
        Period::Q2 => (4, 6),
        Period::Q3 => (7, 9),
        Period::Q4 => (10, 12),
        Period::H1 => (1, 6),
        Period::H2 => (7, 12),
        Period::Year => (1, 12),
    };
    let start = |month| Date::from_ymd(year, month, 1);
    match (start(first), start(last)) {
        (Ok(from), Ok(last)) => Ok((from, last.end_of_month())),
        _ => Err(Failure::run(
            "năm của kế hoạch nằm ngoài lịch",
            "the plan's year is outside the calendar",
        )),
    }
}
