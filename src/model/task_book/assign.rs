//! Which occurrences there are, and which result speaks of which.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::Faults;
use crate::file::{Need, Schedule, Span, TaskResultFile};
use crate::model::calendar_period::{CalendarPeriod, Length};
use crate::model::occurrence::OpenStep;
use crate::model::reform_plan::{PlanTask, ReformPlan, Step};
use crate::model::result_findings::ResultFinding;

/// Most labels named in a message.
const SHOWN: usize = 12;

/// An occurrence before its days are known.
pub(super) struct Draft {
    pub(super) task: usize,
    pub(super) step: usize,
    pub(super) label: Option<String>,
    /// The period it is for, where it recurs regularly.
    pub(super) period: Option<CalendarPeriod>,
    pub(super) result: Option<usize>,
}

/// All occurrences, and the steps that have none because nothing was reported.
pub(super) struct Assignment {
    pub(super) drafts: Vec<Draft>,
    pub(super) unreported: Vec<OpenStep>,
}

/// The occurrences a step has by itself.
enum Places {
    /// One, without a name.
    One,
    /// One for each period.
    Periods(Vec<CalendarPeriod>),
    /// Those reported.
    Reported,
}

/// Makes the occurrences of all tasks.
pub(super) fn assign(
    plan: &ReformPlan,
    results: &[TaskResultFile],
    faults: &mut Faults<'_>,
) -> Assignment {
    let of_task = |task: &PlanTask| {
        let steps = task.steps().iter();
        steps
            .map(|step| places(step, plan.period()))
            .collect::<Vec<_>>()
    };
    let places: Vec<_> = plan.tasks().iter().map(of_task).collect();
    let mut spoken: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (index, result) in results.iter().enumerate() {
        let Some(task) = plan.task(&result.task) else {
            let finding = plan.unknown_task(result.task.as_str(), faults.len());
            faults.add(index, "/task", &finding, None);
            continue;
        };
        let places = places.get(task.index()).map(Vec::as_slice);
        for step in steps_meant(task, places.unwrap_or_default(), index, result, faults) {
            spoken.entry((task.index(), step)).or_default().push(index);
        }
    }
    let mut all = Assignment {
        drafts: Vec::new(),
        unreported: Vec::new(),
    };
    for (task, places) in plan.tasks().iter().zip(&places) {
        for (index, places) in places.iter().enumerate() {
            let own = spoken.remove(&(task.index(), index)).unwrap_or_default();
            let step = Meant {
                plan,
                task,
                index,
                results,
            };
            let before = all.drafts.len();
            match places {
                Places::One => all.drafts.push(step.one(&own, faults)),
                Places::Periods(periods) => {
                    all.drafts.extend(step.periodic(periods, &own, faults));
                }
                Places::Reported => {
                    all.drafts.extend(step.reported(&own, faults));
                    if all.drafts.len() == before {
                        all.unreported.push(OpenStep {
                            task: task.index(),
                            area: task.area(),
                            step: index,
                        });
                    }
                }
            }
        }
    }
    all
}

fn places(step: &Step, period: &Span) -> Places {
    match &step.deadline().schedule {
        Schedule::Periodic(periodic) => match Length::of(periodic.every) {
            Some(length) => Places::Periods(CalendarPeriod::ending_in(period, length).collect()),
            None => Places::Reported,
        },
        Schedule::OnEvent(_) => Places::Reported,
        Schedule::Once(_)
        | Schedule::Ongoing
        | Schedule::AsPlanned
        | Schedule::AfterCompletion(_) => Places::One,
    }
}

impl Places {
    /// Whether an occurrence may have this name.
    fn may_have(&self, label: &str) -> bool {
        match self {
            Self::One => false,
            Self::Periods(periods) => place_of(periods, label).is_some(),
            Self::Reported => true,
        }
    }
}

/// The steps of a task that a result speaks of.
fn steps_meant(
    task: &PlanTask,
    places: &[Places],
    index: usize,
    result: &TaskResultFile,
    faults: &mut Faults<'_>,
) -> Vec<usize> {
    if let Some(product) = &result.product {
        let Some(step) = task.step_with(product.as_str()) else {
            let finding = task.unknown_product(product.as_str(), faults.len());
            faults.add(index, "/product", &finding, None);
            return Vec::new();
        };
        let shared = task
            .steps()
            .get(step)
            .is_some_and(|step| step.products().len() > 1);
        if shared && task.file().need != Some(Need::Any) {
            let finding = ResultFinding::ProductSharesDeadline {
                task: task.id().to_string(),
                product: product.to_string(),
            };
            faults.add(index, "/product", &finding, None);
            return Vec::new();
        }
        return vec![step];
    }
    if result.not_arisen {
        let fits = |places: &Places| {
            let label = result.occurrence.as_deref();
            label.is_none_or(|label| places.may_have(label))
        };
        let all = places.iter().enumerate();
        let fitting: Vec<_> = all
            .filter(|(_, places)| fits(places))
            .map(|(step, _)| step)
            .collect();
        if !fitting.is_empty() {
            return fitting;
        }
    }
    match task.own_step() {
        Some(step) => vec![step],
        None if task.steps().len() == 1 => vec![0],
        None => {
            let products = task.steps().iter().filter_map(Step::product);
            let finding = ResultFinding::ProductMissing {
                task: task.id().to_string(),
                products: listed(products.map(ToString::to_string)),
            };
            faults.add(index, "", &finding, None);
            Vec::new()
        }
    }
}

/// A step of a task, and all results.
struct Meant<'p> {
    plan: &'p ReformPlan,
    task: &'p PlanTask,
    index: usize,
    results: &'p [TaskResultFile],
}

impl Meant<'_> {
    fn draft(
        &self,
        label: Option<String>,
        period: Option<CalendarPeriod>,
        result: Option<usize>,
    ) -> Draft {
        Draft {
            task: self.task.index(),
            step: self.index,
            label,
            period,
            result,
        }
    }

    fn name(&self) -> String {
        self.task.step_name(self.index)
    }

    fn label(&self, result: usize) -> Option<&str> {
        self.results.get(result)?.occurrence.as_deref()
    }

    fn is_not_arisen(&self, result: usize) -> bool {
        self.results
            .get(result)
            .is_some_and(|result| result.not_arisen)
    }

    fn twice(&self, label: Option<&str>, result: usize, first: usize, faults: &mut Faults<'_>) {
        let what = match label {
            Some(label) => format!("{} {}", self.name(), shortened(label)),
            None => self.name(),
        };
        let finding = ResultFinding::ResultGivenTwice { what };
        faults.add(result, "", &finding, Some(first));
    }

    /// The only occurrence.
    fn one(&self, results: &[usize], faults: &mut Faults<'_>) -> Draft {
        let mut kept = None;
        for result in results {
            if self.label(*result).is_some() {
                let task = self.name();
                let finding = ResultFinding::OccurrenceNotExpected { task };
                faults.add(*result, "/occurrence", &finding, None);
            } else if let Some(first) = kept {
                self.twice(None, *result, first, faults);
            } else {
                kept = Some(*result);
            }
        }
        self.draft(None, None, kept)
    }

    /// One occurrence for each period.
    fn periodic(
        &self,
        periods: &[CalendarPeriod],
        results: &[usize],
        faults: &mut Faults<'_>,
    ) -> Vec<Draft> {
        let each =
            |period: &CalendarPeriod| self.draft(Some(period.to_string()), Some(*period), None);
        let mut drafts: Vec<_> = periods.iter().map(each).collect();
        let only = drafts.len() == 1;
        for result in results {
            let meant = match self.label(*result) {
                Some(label) => {
                    place_of(periods, label).and_then(|place| drafts.get_mut(place..=place))
                }
                None if only || self.is_not_arisen(*result) => Some(drafts.as_mut_slice()),
                None => None,
            };
            let Some(meant) = meant else {
                self.lost(periods, *result, faults);
                continue;
            };
            let taken = meant
                .iter()
                .find_map(|draft| Some((draft.label.as_deref(), draft.result?)));
            if let Some((label, first)) = taken {
                self.twice(label, *result, first, faults);
            }
            for draft in meant {
                draft.result.get_or_insert(*result);
            }
        }
        drafts
    }

    /// Says why a result speaks of none of the periods.
    fn lost(&self, periods: &[CalendarPeriod], result: usize, faults: &mut Faults<'_>) {
        let known = listed(periods.iter().map(ToString::to_string));
        match self.label(result) {
            None => {
                let task = self.name();
                let finding = ResultFinding::OccurrenceMissing { task, known };
                faults.add(result, "", &finding, None);
            }
            Some(label) => {
                let written = shortened(label);
                let finding = if self.is_outside(label) {
                    ResultFinding::OccurrenceOutsidePeriod {
                        written,
                        ignored: true,
                    }
                } else {
                    ResultFinding::UnknownOccurrence { written, known }
                };
                faults.add(result, "/occurrence", &finding, None);
            }
        }
    }

    /// Whether a label names days that all lie outside the plan's period.
    fn is_outside(&self, label: &str) -> bool {
        let span = self.plan.period();
        let outside =
            |period: CalendarPeriod| period.last() < span.from || period.first() > span.until;
        CalendarPeriod::parse(label).is_some_and(outside)
    }

    /// Those reported, in the order of their names.
    fn reported(&self, results: &[usize], faults: &mut Faults<'_>) -> Vec<Draft> {
        let mut by_label: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        for result in results {
            let label = self.label(*result);
            match by_label.entry(label) {
                Entry::Occupied(first) => self.twice(label, *result, *first.get(), faults),
                Entry::Vacant(place) => {
                    place.insert(*result);
                }
            }
            if let Some(label) = label
                && self.is_outside(label)
            {
                let finding = ResultFinding::OccurrenceOutsidePeriod {
                    written: shortened(label),
                    ignored: false,
                };
                faults.add(*result, "/occurrence", &finding, None);
            }
        }
        if by_label.len() > 1
            && let Some(general) = by_label.get(&None).copied()
            && self.is_not_arisen(general)
        {
            by_label.remove(&None);
            let task = self.name();
            let other = by_label.values().next().copied();
            let finding = ResultFinding::ArisenAndNotArisen { task };
            faults.add(general, "/not_arisen", &finding, other);
        }
        by_label
            .into_iter()
            .map(|(label, result)| self.draft(label.map(str::to_owned), None, Some(result)))
            .collect()
    }
}

/// The place of the period that a label names.
fn place_of(periods: &[CalendarPeriod], label: &str) -> Option<usize> {
    let named = CalendarPeriod::parse(label)?;
    let place = periods
        .binary_search_by_key(&named.first(), |period| period.first())
        .ok()?;
    periods
        .get(place)
        .filter(|period| **period == named)
        .map(|_| place)
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Some names in a row.
fn listed(names: impl Iterator<Item = String>) -> String {
    let mut all: Vec<_> = names.take(SHOWN.saturating_add(1)).collect();
    if all.len() > SHOWN {
        all.truncate(SHOWN);
        all.push("…".to_owned());
    }
    all.join(", ")
}
