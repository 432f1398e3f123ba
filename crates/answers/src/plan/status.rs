//! A plan with what became of its tasks, and counts of them.

use par_index::file::{Span, Text};
use par_index::model::{Occurrence, PlanTask, ReformPlan, TaskBook, TaskState};
use par_index::number::Date;
use par_index::read::Id;

/// A plan with what became of its tasks
#[derive(Clone, Copy, Debug)]
pub struct Status<'p> {
    pub plan: &'p ReformPlan,
    pub book: &'p TaskBook,
}

/// What is shown of it
#[derive(Clone, Debug)]
pub struct Shown {
    pub span: Option<Span>,
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
        let Some(Span { from, until }) = &self.span else {
            return true;
        };
        let inside = |day: Date| day >= *from && day <= *until;
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
