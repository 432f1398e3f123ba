//! The detail of a loss: the rule, its citation and the numbers used.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::compile::Input;
use crate::eval::{Loss, Scorecard};
use crate::explain::{fact_value, range, reading_text, source, task_name, task_value};
use crate::file::Citation;
use crate::model::{Occurrence, TaskState};
use crate::number::Date;
use crate::rule::{Cell, Reason, reading_at};

/// The detail of a loss.
#[derive(Serialize)]
pub(crate) struct Detail<'a> {
    /// Parts that lead to the place, joined by `/`.
    part: Option<String>,
    /// The form of the rule: `bands`, `options`, `cases` …
    rule: &'static str,
    /// What the measure read.
    measure: Option<String>,
    /// The facts read, as given; tasks by `slot:…`, `area:…` or `all`.
    facts: BTreeMap<String, String>,
    /// The tasks behind them: each time one was to be done, and numbers counted.
    tasks: BTreeMap<String, TaskDetail>,
    /// What the leaf rests on.
    cites: &'a [Citation],
}

/// What became of tasks.
#[derive(Serialize)]
#[serde(untagged)]
enum TaskDetail {
    /// One time that a task is done.
    Occurrence {
        done_on: Option<Date>,
        last_day: Option<Date>,
        state: TaskState,
    },
    /// Numbers of a group.
    Count(Count),
}

/// How many tasks of a group were done, of how many.
#[derive(Default, Serialize)]
struct Count {
    part: Option<String>,
    whole: Option<String>,
}

/// The detail of a loss of a scorecard.
pub(crate) fn detail<'a>(card: &'a Scorecard, loss: &Loss) -> Option<Detail<'a>> {
    let compiled = card.scorer().compiled();
    let leaf = compiled.leaves.get(loss.leaf)?;
    let model = compiled.set.leaves().get(loss.leaf)?;
    let place = leaf.places.get(loss.place)?;
    let part: Vec<&str> = place.path.iter().map(AsRef::as_ref).collect();
    let prepared = card.assessment().prepared();
    let mut numbers = Numbers {
        card,
        facts: BTreeMap::new(),
        tasks: BTreeMap::new(),
        counts: BTreeMap::new(),
    };
    let end = leaf.cells_at.checked_add(leaf.inputs.len())?;
    let cells = prepared.cells.get(leaf.cells_at..end)?;
    for cell in &*place.cells {
        let input = compiled.inputs.get(*leaf.inputs.get(*cell)?)?;
        let value = cells.get(*cell)?;
        numbers.add(input, *value)?;
    }
    let mut tasks = numbers.tasks;
    for ((name, punctual), count) in numbers.counts {
        // A group of which all and those on time are both counted has two names.
        let name = if tasks.contains_key(&name) && punctual {
            format!("{name} on-time")
        } else {
            name
        };
        tasks.insert(name, TaskDetail::Count(count));
    }
    // Rounding, documents and what does not apply are no matter of the measure.
    let is_measured = !matches!(
        loss.reason,
        Reason::Rounding | Reason::NoEvidence | Reason::NotApplicable
    );
    let reading = is_measured
        .then(|| reading_at(&leaf.root, loss.place, cells, compiled.measure_rounding))
        .flatten();
    Some(Detail {
        part: (!part.is_empty()).then(|| part.join("/")),
        rule: place.form,
        measure: reading.map(|reading| reading_text(compiled, leaf, loss.place, reading)),
        facts: numbers.facts,
        tasks,
        cites: &model.criterion().cites,
    })
}

/// The numbers that a place reads.
struct Numbers<'a> {
    card: &'a Scorecard,
    facts: BTreeMap<String, String>,
    tasks: BTreeMap<String, TaskDetail>,
    /// By group, and whether only those on time count.
    counts: BTreeMap<(String, bool), Count>,
}

impl Numbers<'_> {
    fn add(&mut self, input: &Input, cell: Cell) -> Option<()> {
        if let Some(index) = input.fact() {
            self.fact(index)?;
            if let Some(start) = source(self.card).start_of(input) {
                self.fact(start)?;
            }
            return Some(());
        }
        let name = task_name(self.card.scorer().compiled(), input);
        let value = task_value(cell, input).or_else(|| range(cell, input));
        match input {
            Input::SlotTimeliness { slot } => {
                self.facts.insert(name, value.unwrap_or_default());
                self.occurrences(*slot);
            }
            Input::GroupPart { punctual, .. } => {
                let count = self.counts.entry((name.clone(), *punctual)).or_default();
                count.part.clone_from(&value);
                self.facts.insert(name, value.unwrap_or_default());
            }
            Input::GroupWhole { punctual, .. } => {
                self.counts.entry((name, *punctual)).or_default().whole = value;
            }
            _ => {}
        }
        Some(())
    }

    fn fact(&mut self, index: usize) -> Option<()> {
        let fact = self.card.scorer().criteria_set().facts().get(index)?;
        let value = self.card.assessment().resolved().get(index)?;
        self.facts
            .insert(fact.id.to_string(), fact_value(fact, value));
        Some(())
    }

    /// Each time that a task of a slot was to be done.
    fn occurrences(&mut self, slot: usize) {
        let assessment = self.card.assessment();
        let tasks = assessment.tasks().and_then(|tasks| tasks.slot(slot));
        for (_, occurrence) in tasks.unwrap_or_default() {
            let Some(name) = self.name(occurrence) else {
                continue;
            };
            let standing = TaskDetail::Occurrence {
                done_on: occurrence.done_on(),
                last_day: occurrence.last_day(),
                state: occurrence.state(),
            };
            self.tasks.insert(name, standing);
        }
    }

    /// `i.2.1/report 2024-Q1`
    fn name(&self, occurrence: &Occurrence) -> Option<String> {
        let task = self
            .card
            .assessment()
            .plan()?
            .tasks()
            .get(occurrence.task())?;
        let mut name = task.id().to_string();
        if let Some(product) = occurrence.product() {
            name = format!("{name}/{product}");
        }
        if let Some(label) = occurrence.label() {
            name = format!("{name} {label}");
        }
        Some(name)
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::Scorer;
    use crate::eval::Assessment;
    use crate::model::{CriteriaSet, ReformPlan};
    use serde_json::{Value, json};

    /// The losses of a leaf of the shipped set, with the plan it was made from.
    fn losses(leaf: &str, results: &Value) -> Value {
        let set = crate::shipped::find("department-from-plan", "2024").unwrap();
        let scorer = Scorer::new(CriteriaSet::from_json(None, set.json.as_bytes()).unwrap());
        let scorer = scorer.unwrap();
        let root = env!("CARGO_MANIFEST_DIR");
        let plan = std::fs::read(format!("{root}/seeds/quang-tri-2024/plan.json")).unwrap();
        let plan = ReformPlan::from_json(None, &plan).unwrap();
        let file = json!({
            "format": "par-index/assessment@1",
            "unit": { "id": "a-department", "title": { "vi": "Một sở" } },
            "period": { "from": "2024-01-01", "until": "2024-12-31" },
            "as_of": "2024-12-31",
            "criteria_set": { "id": "department-from-plan", "edition": "2024" },
            "results": results,
        });
        let bytes = file.to_string();
        let own = Assessment::from_json(&scorer, Some(&plan), None, bytes.as_bytes()).unwrap();
        let card = scorer.score(&own).unwrap();
        let card = serde_json::to_value(crate::output::ScorecardJson(&card)).unwrap();
        let mut criteria = card["criteria"].as_array().unwrap().iter();
        criteria.find(|one| one["id"] == leaf).unwrap()["losses"].clone()
    }

    #[test]
    fn a_late_task_is_named_with_its_days() {
        let results = json!([{ "task": "i.2.1", "done_on": "2024-11-20" }]);
        let detail = &losses("c1.2.1", &results)[0]["detail"];
        assert_eq!(
            detail["facts"],
            json!({ "slot:legal-text-review-plan": "late" })
        );
        let task = &detail["tasks"]["i.2.1"];
        assert_eq!(task["done_on"], "2024-11-20");
        assert_eq!(task["state"], "done-late");
        assert!(task["last_day"].as_str().unwrap() < "2024-11-20");
    }

    #[test]
    fn a_group_has_its_numbers() {
        let result = |task: &str| json!({ "task": task, "not_done": true });
        let results = json!(["i.2.2", "i.3.2", "i.4.2", "i.5.2"].map(result));
        let detail = &losses("c1.4", &results)[0]["detail"];
        let slots = "slot:legal-text-review-report+slot:legal-affairs-report\
                     +slot:law-monitoring-report+slot:law-dissemination-report";
        assert_eq!(detail["facts"][slots], "0");
        assert_eq!(detail["tasks"][slots]["part"], "0");
        let whole = detail["tasks"][slots]["whole"].as_str().unwrap();
        assert!(whole.parse::<u32>().unwrap() >= 4, "{whole}");
    }
}
