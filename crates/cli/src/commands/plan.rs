//! `par-index plan status`: each task as of a day, with totals by area and by lead unit.

use clap::{Args, Subcommand, ValueEnum};
use par_index::diagnostic::Message;
use par_index::file::Text;
use par_index::model::{Occurrence, PlanTask, ReformPlan, TaskBook, TaskState};
use par_index::number::Date;
use par_index::read::Id;

use super::plan_json;
use crate::options::{Format, HELP, To};
use crate::session::Session;
use crate::text::plan_status;
use par_index_answers::desk::assessment::Opened;
use par_index_answers::desk::assessment::day_given;
use par_index_answers::desk::assessment::from;
use par_index_answers::desk::assessment::open;
use par_index_answers::desk::assessment::plan_file;
use par_index_answers::desk::documents::Sources;
use par_index_answers::desk::kind::Kind;
use par_index_answers::desk::kinds::kind_of;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::desk::refusal::both;
use par_index_answers::words::page::Page;

#[derive(Debug, Subcommand)]
pub(crate) enum PlanCommand {
    /// Từng nhiệm vụ đến một ngày, tổng theo lĩnh vực và đơn vị chủ trì / Each task as of a day, totals by area and lead
    #[command(help_template = HELP)]
    Status(StatusArgs),
}

#[derive(Args, Debug)]
pub(crate) struct StatusArgs {
    /// Tệp kế hoạch hoặc bản tự chấm / Plan or assessment file
    pub(crate) file: String,
    /// Ngày xem xét; bắt buộc với tệp kế hoạch / The day; needed for a plan by itself
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Bản tự chấm có kết quả nhiệm vụ / Assessment with the results of the tasks
    #[arg(long, value_name = "FILE")]
    pub(crate) results: Option<String>,
    /// Chỉ các việc có hạn trong kỳ này / Only what falls due in this period
    #[arg(long, value_enum)]
    pub(crate) period: Option<PeriodArg>,
    /// Tổng hợp theo lĩnh vực, đơn vị chủ trì, hoặc cả hai / Totals by area, by lead unit, or both
    #[arg(long, value_enum, default_value_t = By::Both)]
    pub(crate) by: By,
    #[command(flatten)]
    pub(crate) to: To,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PeriodArg {
    Q1,
    Q2,
    Q3,
    Q4,
    H1,
    H2,
    Year,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    Area,
    Lead,
    Both,
}

/// A plan with what became of its tasks
#[derive(Clone, Copy, Debug)]
pub(crate) struct Status<'p> {
    pub(crate) plan: &'p ReformPlan,
    pub(crate) book: &'p TaskBook,
}

/// What is shown of it
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown {
    pub(crate) span: Option<(Date, Date)>,
    pub(crate) by_area: bool,
    pub(crate) by_lead: bool,
}

/// Counts of occurrences by state
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) id: String,
    pub(crate) number: String,
    pub(crate) title: Text,
    counts: Vec<(TaskState, usize)>,
}

impl Shown {
    /// Whether an occurrence falls due or was done in the period asked for.
    pub(crate) fn covers(&self, occurrence: &Occurrence) -> bool {
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

    pub(crate) fn count(&self, state: TaskState) -> usize {
        self.counts
            .iter()
            .find(|(own, _)| *own == state)
            .map_or(0, |(_, count)| *count)
    }

    /// Counts by state, the worst state first.
    pub(crate) fn counts(&self) -> &[(TaskState, usize)] {
        &self.counts
    }

    pub(crate) fn all(&self) -> usize {
        self.counts.iter().map(|(_, count)| count).sum()
    }

    pub(crate) fn arose(&self) -> usize {
        self.all() - self.count(TaskState::DidNotArise)
    }

    pub(crate) fn done(&self) -> usize {
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

    pub(crate) fn by_area(&self, shown: &Shown) -> Vec<Group> {
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

    pub(crate) fn by_lead(&self, shown: &Shown) -> Vec<Group> {
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

    pub(crate) fn total(&self, shown: &Shown) -> Group {
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

pub(crate) fn status(args: &StatusArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let day = args.as_of.as_deref().map(day_given).transpose()?;
    let (plan, results) = read_both(args, &mut session.sources)?;
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
    let shown = Shown {
        span: args
            .period
            .map(|period| span(period, plan.period().from.year()))
            .transpose()?,
        by_area: args.by != By::Lead,
        by_lead: args.by != By::Area,
    };
    let status = Status {
        plan: &plan,
        book: &book,
    };
    let output = args.to.output.as_deref();
    match form {
        Format::Json => session
            .emit
            .json(&plan_json::document(&status, &shown), output)?,
        Format::Text | Format::Html => {
            let mut page = Page::new(session.lang);
            plan_status::text(&mut page, &status, &shown);
            session.emit.page(page, form, output)?;
        }
    }
    Ok(Exit::Done)
}

/// The plan, and the assessment with the results.
fn read_both(
    args: &StatusArgs,
    sources: &mut Sources,
) -> Result<(ReformPlan, Option<Opened>), Failure> {
    let input = sources.read(&args.file)?;
    let kind = kind_of(&input).map_err(|found| Failure::Refused {
        found,
        exit: Exit::FoundErrors,
    })?;
    let read = |file: &String, sources: &mut Sources| {
        let results = open(file, sources)?;
        results.whole()?;
        Ok(results)
    };
    if kind == Kind::Assessment {
        let own = from(&args.file, &input)?;
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
        let results = args.results.as_ref().map(|file| read(file, sources));
        return Ok((plan, Some(results.transpose()?.unwrap_or(own))));
    }
    let plan = plan_file(&args.file, sources);
    let results = args.results.as_ref().map(|file| read(file, sources));
    both(plan, results.transpose())
}

/// The first and last day of a period of a year.
fn span(period: PeriodArg, year: i32) -> Result<(Date, Date), Failure> {
    let (first, last) = match period {
        PeriodArg::Q1 => (1, 3),
        PeriodArg::Q2 => (4, 6),
        PeriodArg::Q3 => (7, 9),
        PeriodArg::Q4 => (10, 12),
        PeriodArg::H1 => (1, 6),
        PeriodArg::H2 => (7, 12),
        PeriodArg::Year => (1, 12),
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
