//! Steps and occurrences of a reform plan (semantics §3).

use crate::date::{self, Calendar, Day, calendar, day_of, last_day, month_length};
use crate::json::Json;
use crate::number::count;

/// What became of an occurrence as of a date; `Waiting` is due or not due
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    DidNotArise,
    NotDone,
    DoneOnTime,
    DoneLate,
    /// Done, on time or late: its last day is not known.
    Done,
    Overdue,
    Waiting,
    Ongoing,
}

/// The last day of an occurrence
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Last {
    /// It has none.
    Undated,
    Day(Day),
    /// It counts from an event whose day is not given.
    Unknown,
    /// It counts from what is not done yet.
    Unstarted,
    /// It counts from what was never done.
    Never,
}

/// From when an interval counts
enum Start {
    Day(Day),
    Other(Last),
}

/// One occurrence of one step of one task
#[derive(Clone, Debug)]
pub(crate) struct Occurrence {
    pub(crate) area: String,
    pub(crate) task: String,
    /// The product that names the step; `None` where the task does.
    pub(crate) product: Option<String>,
    pub(crate) label: Option<String>,
    pub(crate) last: Last,
    pub(crate) done_on: Option<Day>,
    pub(crate) state: State,
}

impl Occurrence {
    /// Whether it has a due day
    pub(crate) fn dated(&self) -> bool {
        self.last != Last::Undated
    }

    /// Whether it is measured against a last day of this kind; what was not done needs none
    pub(crate) fn counts_from(&self, last: Last) -> bool {
        self.last == last && self.arose() && self.state != State::NotDone
    }

    /// Whether it counts in W
    pub(crate) fn arose(&self) -> bool {
        self.state != State::DidNotArise
    }
}

/// A step of a task
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) area: String,
    pub(crate) task: String,
    /// The product that names it; `None` where the task does.
    pub(crate) product: Option<String>,
}

/// A plan with the results an assessment reports for it
pub(crate) struct Plan<'a> {
    file: &'a Json,
    results: &'a [Json],
    as_of: Day,
    calendar: Calendar,
}

impl<'a> Plan<'a> {
    /// Puts plan and assessment together
    pub(crate) fn new(plan: &'a Json, assessment: &'a Json, as_of: Day) -> Result<Self, String> {
        Ok(Self {
            file: plan,
            results: assessment.list("results"),
            as_of,
            calendar: Calendar::read(plan)?,
        })
    }

    /// The tasks (`task` or `task/product`) bound to a slot; `None` where the plan binds none
    pub(crate) fn bound(&self, set: &Json, slot: &str) -> Option<Vec<String>> {
        self.file
            .list("bindings")
            .iter()
            .filter(|binding| {
                binding.text("criteria_set") == set.text("id")
                    && binding.text("edition") == set.text("edition")
            })
            .flat_map(|binding| binding.list("slots"))
            .find(|bound| bound.text("slot") == Some(slot))
            .map(|bound| bound.words("tasks"))
            .filter(|tasks| !tasks.is_empty())
    }

    /// The steps for which nothing is reported and something may still arise before the period ends
    pub(crate) fn open_steps(&self) -> Result<Vec<Step>, String> {
        let over = self.is_over()?;
        let mut open = Vec::new();
        for area in self.file.list("areas") {
            for goal in area.list("goals") {
                for task in goal.list("tasks") {
                    for (product, deadline) in steps(task) {
                        let (kind, payload) = deadline.get("schedule").tag()?;
                        let reported = kind == "on-event"
                            || (kind == "periodic" && payload.text("every") == Some("unstated"));
                        let silent = self.results_of(task.need("id")?, product).is_empty();
                        if reported && silent && !over {
                            open.push(Step {
                                area: area.need("id")?.to_owned(),
                                task: task.need("id")?.to_owned(),
                                product: product.map(str::to_owned),
                            });
                        }
                    }
                }
            }
        }
        Ok(open)
    }

    /// Every occurrence of every task
    pub(crate) fn occurrences(&self) -> Result<Vec<Occurrence>, String> {
        let mut all = Vec::new();
        for area in self.file.list("areas") {
            for goal in area.list("goals") {
                for task in goal.list("tasks") {
                    for (product, deadline) in steps(task) {
                        self.step(
                            area.need("id")?,
                            task.need("id")?,
                            product,
                            deadline,
                            &mut all,
                        )?;
                    }
                }
            }
        }
        Ok(all)
    }

    fn step(
        &self,
        area: &str,
        task: &str,
        product: Option<&str>,
        deadline: &Json,
        all: &mut Vec<Occurrence>,
    ) -> Result<(), String> {
        let results = self.results_of(task, product);
        let schedule = deadline.get("schedule");
        let (kind, payload) = schedule.tag()?;
        let reported = || -> Vec<Option<String>> {
            results
                .iter()
                .map(|result| result.text("occurrence").map(str::to_owned))
                .collect()
        };
        let labels = match kind {
            "once" | "ongoing" | "as-planned" | "after-completion" => vec![None],
            "on-event" => reported(),
            "periodic" if payload.text("every") == Some("unstated") => reported(),
            "periodic" => self.labels(payload.need("every")?)?,
            other => return Err(format!("unknown schedule `{other}`")),
        };
        for label in labels {
            let result = results
                .iter()
                .find(|result| label.is_none() || result.text("occurrence") == label.as_deref())
                .copied()
                .unwrap_or(&Json::Null);
            let not_arisen = results.iter().any(|result| {
                result.flag("not_arisen")
                    && (result.text("occurrence").is_none()
                        || result.text("occurrence") == label.as_deref())
            });
            let last = self.last(deadline, kind, payload, label.as_deref(), result)?;
            let done_on = date::optional(result, "done_on")?.filter(|day| *day <= self.as_of);
            let state = if not_arisen {
                State::DidNotArise
            } else if result.flag("not_done") {
                State::NotDone
            } else {
                match (done_on, last) {
                    (Some(done), Last::Day(last)) if done > last => State::DoneLate,
                    (Some(_), Last::Day(_) | Last::Undated) => State::DoneOnTime,
                    (Some(_), _) => State::Done,
                    (None, Last::Day(last)) if self.as_of > last => State::Overdue,
                    (None, Last::Day(_)) => State::Waiting,
                    (None, _) => State::Ongoing,
                }
            };
            all.push(Occurrence {
                area: area.to_owned(),
                task: task.to_owned(),
                product: product.map(str::to_owned),
                label,
                last,
                done_on,
                state,
            });
        }
        Ok(())
    }

    /// The results that speak of a step: its own, and "not arisen" of the whole task
    fn results_of(&self, task: &str, product: Option<&str>) -> Vec<&'a Json> {
        self.results
            .iter()
            .filter(|result| result.text("task") == Some(task))
            .filter(|result| {
                result.text("product") == product
                    || (result.given("product").is_none() && result.flag("not_arisen"))
            })
            .collect()
    }

    /// The due day of an occurrence
    fn last(
        &self,
        deadline: &Json,
        kind: &str,
        payload: &Json,
        label: Option<&str>,
        result: &Json,
    ) -> Result<Last, String> {
        let calendar = self.calendar.with_policy_of(deadline);
        if let Some(day) = date::optional(result, "due_on")? {
            return Ok(Last::Day(day));
        }
        let after = match kind {
            "periodic" => {
                return match label {
                    Some(label) if payload.text("every") != Some("unstated") => {
                        let days = count(payload, "days_after")?.unwrap_or(0);
                        calendar.settle(last_day(label)? + days).map(Last::Day)
                    }
                    _ => Ok(Last::Undated),
                };
            }
            "once" => {
                let Some(after) = payload.given("after") else {
                    let day = calendar.due(payload, |_| Ok(None))?;
                    return Ok(day.map_or(Last::Unknown, Last::Day));
                };
                after
            }
            "on-event" => match payload.given("due") {
                Some(after) => after,
                None => return Ok(Last::Undated),
            },
            _ => return Ok(Last::Undated),
        };
        match self.start(after, result)? {
            Start::Day(day) => calendar.settle(calendar.after(day, after)?).map(Last::Day),
            Start::Other(last) => Ok(last),
        }
    }

    /// The day from which an interval counts: its own, that of the task it names, that of the event
    fn start(&self, after: &Json, result: &Json) -> Result<Start, String> {
        if let Some(day) = date::optional(after, "date")? {
            return Ok(Start::Day(day));
        }
        let Some(place) = after.text("of") else {
            let event = date::optional(result, "event_on")?;
            return Ok(match event.filter(|day| *day <= self.as_of) {
                Some(day) => Start::Day(day),
                None => Start::Other(Last::Unknown),
            });
        };
        let (task, product) = match place.split_once('/') {
            Some((task, product)) => (task, Some(self.step_name(task, product))),
            None => (place, None),
        };
        let found = self.task(task).ok_or("a task that is not there")?;
        // The step of that name; where the task has none of its own, all of them.
        let wanted = product.unwrap_or(None);
        let steps = steps(found);
        let named = steps.iter().any(|(step, _)| *step == wanted.as_deref());
        let mut all = Vec::new();
        let mut open = false;
        for (step, deadline) in steps {
            if !named || wanted.as_deref() == step {
                let before = all.len();
                self.step("", task, step, deadline, &mut all)?;
                open |= all.len() == before && !self.is_over()?;
            }
        }
        all.retain(Occurrence::arose);
        if all.iter().any(|one| one.state == State::NotDone) {
            return Ok(Start::Other(Last::Never));
        }
        if open || all.iter().any(|one| one.done_on.is_none()) {
            return Ok(Start::Other(Last::Unstarted));
        }
        let latest = all.iter().filter_map(|one| one.done_on).max();
        Ok(latest.map_or(Start::Other(Last::Never), Start::Day))
    }

    /// Whether nothing more arises
    fn is_over(&self) -> Result<bool, String> {
        let end = date::optional(self.file.get("period"), "until")?.ok_or("period is missing")?;
        Ok(self.as_of >= end)
    }

    fn tasks(&self) -> impl Iterator<Item = &'a Json> {
        let goals = self.file.list("areas").iter();
        let goals = goals.flat_map(|area| area.list("goals"));
        goals.flat_map(|goal| goal.list("tasks"))
    }

    fn task(&self, id: &str) -> Option<&'a Json> {
        self.tasks().find(|task| task.text("id") == Some(id))
    }

    /// The name of the step a product belongs to: its own, where it has its own deadline
    pub(crate) fn step_name(&self, task: &str, product: &str) -> Option<String> {
        self.tasks()
            .filter(|found| found.text("id") == Some(task))
            .flat_map(|found| found.list("products"))
            .find(|found| found.text("id") == Some(product) && found.given("deadline").is_some())
            .map(|_| product.to_owned())
    }

    /// The products of an occurrence of which each needs its document: several, and all are needed
    pub(crate) fn all_needed(&self, occurrence: &Occurrence) -> Vec<&'a Json> {
        let mut tasks = self
            .file
            .list("areas")
            .iter()
            .flat_map(|area| area.list("goals"))
            .flat_map(|goal| goal.list("tasks"));
        let Some(task) = tasks.find(|task| task.text("id") == Some(occurrence.task.as_str()))
        else {
            return Vec::new();
        };
        // A product with a deadline of its own is a step of its own.
        let documents: Vec<&Json> = task
            .list("products")
            .iter()
            .filter(|product| product.text("kind") == Some("document"))
            .filter(|product| occurrence.product.is_none() && product.given("deadline").is_none())
            .collect();
        if task.text("need") == Some("any") || documents.len() < 2 {
            return Vec::new();
        }
        documents
    }

    /// One label for each month, quarter, half-year or year of the period
    fn labels(&self, every: &str) -> Result<Vec<Option<String>>, String> {
        let period = self.file.get("period");
        let from = date::optional(period, "from")?.ok_or("period is missing")?;
        let until = date::optional(period, "until")?.ok_or("period is missing")?;
        let months = match every {
            "month" => 1,
            "quarter" => 3,
            "half-year" => 6,
            "year" => 12,
            other => return Err(format!("unknown interval `{other}`")),
        };
        let (mut year, month, _) = calendar(from);
        let mut month = (month - 1) / months * months + 1;
        let mut labels = Vec::new();
        while day_of(year, month, 1) <= until {
            let end = month + months - 1;
            if day_of(year, end, month_length(year, end)) >= from {
                labels.push(Some(match every {
                    "month" => format!("{year}-{month:02}"),
                    "quarter" => format!("{year}-Q{}", end / 3),
                    "half-year" => format!("{year}-H{}", end / 6),
                    _ => format!("{year}"),
                }));
            }
            month += months;
            if month > 12 {
                month = 1;
                year += 1;
            }
        }
        Ok(labels)
    }
}

/// The steps of a task: products with a deadline of their own, and the task for the others
fn steps(task: &Json) -> Vec<(Option<&str>, &Json)> {
    let products = task.list("products");
    let mut steps = Vec::new();
    if products.is_empty()
        || products
            .iter()
            .any(|product| product.given("deadline").is_none())
    {
        steps.push((None, task.get("deadline")));
    }
    for product in products {
        if let Some(deadline) = product.given("deadline") {
            steps.push((product.text("id"), deadline));
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;

    fn states(deadline: &str, results: &str, as_of: &str) -> Vec<(Option<String>, State)> {
        let plan = format!(
            r#"{{"period": {{"from": "2024-01-01", "until": "2024-12-31"}}, "areas": [{{"id": "a", "goals":
            [{{"tasks": [{{"id": "t", "products": [], "deadline": {{"schedule": {deadline}}}}}]}}]}}]}}"#
        );
        let plan = read(&plan).unwrap();
        let assessment = read(&format!(r#"{{"results": {results}}}"#)).unwrap();
        Plan::new(&plan, &assessment, date::parse(as_of).unwrap())
            .unwrap()
            .occurrences()
            .unwrap()
            .into_iter()
            .map(|found| (found.label, found.state))
            .collect()
    }

    #[test]
    fn quarters_with_days_after() {
        let results = r#"[
            {"task": "t", "occurrence": "2024-Q1", "done_on": "2024-04-10"},
            {"task": "t", "occurrence": "2024-Q2", "done_on": "2024-07-11"},
            {"task": "t", "occurrence": "2024-Q4", "done_on": "2025-01-05"}]"#;
        let schedule = r#"{"periodic": {"every": "quarter", "days_after": 10}}"#;
        let found: Vec<State> = states(schedule, results, "2024-11-15")
            .into_iter()
            .map(|s| s.1)
            .collect();
        assert_eq!(
            found,
            [
                State::DoneOnTime,
                State::DoneLate,
                State::Overdue,
                State::Waiting
            ]
        );
    }

    #[test]
    fn events_are_those_reported() {
        let schedule =
            r#"{"on-event": {"event": {"vi": "x"}, "due": {"count": 3, "unit": "working-days"}}}"#;
        assert_eq!(states(schedule, "[]", "2024-11-15"), []);
        // Friday 1 March 2024 + 3 working days is Wednesday 6 March.
        let results = r#"[
            {"task": "t", "occurrence": "e1", "event_on": "2024-03-01", "done_on": "2024-03-06"},
            {"task": "t", "occurrence": "e2", "event_on": "2024-03-01", "done_on": "2024-03-07"},
            {"task": "t", "occurrence": "e3"}]"#;
        let found: Vec<State> = states(schedule, results, "2024-11-15")
            .into_iter()
            .map(|s| s.1)
            .collect();
        assert_eq!(found, [State::DoneOnTime, State::DoneLate, State::Ongoing]);
    }

    #[test]
    fn nothing_arose() {
        let found = states(
            r#"{"once": {"by": "2024-03-01"}}"#,
            r#"[{"task": "t", "not_arisen": true}]"#,
            "2024-11-15",
        );
        assert_eq!(found, [(None, State::DidNotArise)]);
    }
}
