//! A unit's reform plan that holds together.

mod checks;
mod circles;
mod names;
mod partly;

#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::calendar::Calendar;
use super::plan_findings::{Named, PlanFinding};
use crate::diagnostic::Diagnostics;
use crate::file::{Deadline, NonWorkingDay, PlanFile, Span, Task};
use crate::read::{Id, Partly, decode_partly};

/// A unit's reform plan whose names, deadlines and bindings hold together
///
/// # Examples
///
/// ```
/// use par_index::model::ReformPlan;
///
/// let fault = ReformPlan::from_json(Some("plan.json"), b"{}").unwrap_err();
/// assert!(fault.has_errors());
/// ```
// INVARIANT: every index in `tasks`, `task_index` and `bindings` is of something in `file` or `tasks`.
#[derive(Clone, Debug)]
pub struct ReformPlan {
    file: PlanFile,
    calendar: Calendar,
    tasks: Vec<PlanTask>,
    task_index: BTreeMap<Id, usize>,
    /// The slots of each criteria set and edition.
    bindings: BTreeMap<(Id, Id), Slots>,
    findings: Diagnostics,
}

/// A task of a plan, with the steps in which it is done
#[derive(Clone, Debug, PartialEq)]
pub struct PlanTask {
    task: Task,
    index: usize,
    area: usize,
    goal: usize,
    position: usize,
    steps: Vec<Step>,
    /// The step of each product.
    step_of: BTreeMap<Id, usize>,
}

/// Products of a task that share a deadline
///
/// Those without a deadline of their own form the step named by the task; each other is a step
/// named by the product.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    product: Option<Id>,
    products: Vec<usize>,
    deadline: Deadline,
    /// The steps whose completion this one waits for, as (task, step).
    waits_for: Vec<(usize, usize)>,
}

/// A task, or one step of it
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TaskRef {
    task: usize,
    step: Option<usize>,
}

/// What a plan puts into the slots of one criteria set.
type Slots = BTreeMap<Id, Vec<TaskRef>>;

impl ReformPlan {
    /// The format of the file
    pub const FORMAT: &'static str = "par-index/plan@1";

    /// Checks a plan
    ///
    /// # Errors
    ///
    /// All findings, each at its JSON Pointer, if one of them is an error. Otherwise
    /// [`ReformPlan::findings`] holds them.
    pub fn new(file: PlanFile) -> Result<Self, Diagnostics> {
        checks::build(file)
    }

    /// Reads and checks a plan
    ///
    /// `name` is the name of the file in diagnostics.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, with file, line and column, if something is an error. Where a part cannot
    /// be read the rest is checked, and what may only follow from that is left out.
    pub fn from_json(name: Option<&str>, bytes: &[u8]) -> Result<Self, Diagnostics> {
        let partly = decode_partly::<PlanFile>(name, bytes)?;
        let (file, document) = match partly.value {
            Some(read) if partly.found.is_empty() => read,
            value => return Err(partly::check_partly(Partly { value, ..partly })),
        };
        let located = |mut findings: Diagnostics| {
            document.locate(&mut findings);
            findings.sort();
            findings
        };
        match Self::new(file) {
            Ok(mut plan) => {
                plan.findings = located(std::mem::take(&mut plan.findings));
                Ok(plan)
            }
            Err(findings) => Err(located(findings)),
        }
    }

    /// The plan as written
    pub fn file(&self) -> &PlanFile {
        &self.file
    }

    /// The period planned, both ends included
    pub fn period(&self) -> &Span {
        &self.file.period
    }

    /// What was found that is not an error
    pub fn findings(&self) -> &Diagnostics {
        &self.findings
    }

    /// Saturdays, Sundays and the holidays of the plan
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The tasks in the order of the plan
    pub fn tasks(&self) -> &[PlanTask] {
        &self.tasks
    }

    /// The task of that name
    pub fn task(&self, id: &Id) -> Option<&PlanTask> {
        self.task_named(id.as_str())
    }

    fn task_named(&self, id: &str) -> Option<&PlanTask> {
        self.tasks.get(*self.task_index.get(id)?)
    }

    /// The index of an area in the plan file
    pub fn area_index(&self, id: &Id) -> Option<usize> {
        self.file.areas.iter().position(|area| area.id == *id)
    }

    /// The task or step that `task` or `task/product` names
    ///
    /// A product without a deadline of its own names the step it is in.
    pub fn task_ref(&self, text: &str) -> Option<TaskRef> {
        self.resolve(text).ok()
    }

    /// The tasks that the plan puts into a slot of a criteria set; `None` where it does not say
    pub fn slot_tasks(&self, set: &Id, edition: &Id, slot: &Id) -> Option<&[TaskRef]> {
        let slots = self.bindings.get(&(set.clone(), edition.clone()))?;
        slots.get(slot).map(Vec::as_slice)
    }

    /// Says whether the plan has bindings for an edition of a criteria set
    pub fn is_bound_to(&self, set: &Id, edition: &Id) -> bool {
        self.bindings.contains_key(&(set.clone(), edition.clone()))
    }

    /// What a non-working last day means for a deadline.
    pub(crate) fn policy(&self, deadline: &Deadline) -> NonWorkingDay {
        deadline
            .non_working_day
            .or(self.file.non_working_day)
            .unwrap_or(NonWorkingDay::Keep)
    }

    /// The task or step that a text names, or which part of it is unknown.
    fn resolve(&self, text: &str) -> Result<TaskRef, PlanFinding> {
        let (id, product) = match text.split_once('/') {
            Some((id, product)) => (id, Some(product)),
            None => (text, None),
        };
        let task = self
            .task_named(id)
            .ok_or_else(|| self.unknown_task(id, 0))?;
        let step = match product {
            None => None,
            Some(product) => {
                let step = task.step_with(product);
                Some(step.ok_or_else(|| task.unknown_product(product, 0))?)
            }
        };
        let task = task.index;
        Ok(TaskRef { task, step })
    }

    /// The finding about a task that is not in the plan.
    pub(super) fn unknown_task(&self, written: &str, found: usize) -> PlanFinding {
        let known = self.task_index.keys().map(Id::as_str);
        PlanFinding::unknown(Named::Task, written, known, found)
    }
}

impl PlanTask {
    /// The task as written
    pub fn file(&self) -> &Task {
        &self.task
    }

    /// Its name
    pub fn id(&self) -> &Id {
        &self.task.id
    }

    /// Its place among the tasks of the plan, from 0
    pub fn index(&self) -> usize {
        self.index
    }

    /// The place of its area among the areas of the plan, from 0
    pub fn area(&self) -> usize {
        self.area
    }

    /// The place of its goal among the goals of the area, from 0
    pub fn goal(&self) -> usize {
        self.goal
    }

    /// The steps in which it is done: that of the task first, then those of products
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step named by the task; `None` where each product has a deadline of its own
    pub fn own_step(&self) -> Option<usize> {
        // It stands first.
        let first = self.steps.first()?;
        first.product.is_none().then_some(0)
    }

    /// The step that brings about a product
    pub fn step_with(&self, product: &str) -> Option<usize> {
        self.step_of.get(product).copied()
    }

    /// The name of a step: `task` or `task/product`
    pub fn step_name(&self, step: usize) -> String {
        match self.steps.get(step).and_then(Step::product) {
            Some(product) => format!("{}/{product}", self.task.id),
            None => self.task.id.to_string(),
        }
    }

    /// The finding about a product that is not one of the task.
    pub(super) fn unknown_product(&self, written: &str, found: usize) -> PlanFinding {
        let known = self.step_of.keys().map(Id::as_str);
        PlanFinding::unknown(Named::Product, written, known, found)
    }

    /// The JSON Pointer of the task in the plan file
    pub fn pointer(&self) -> String {
        let (area, goal, position) = (self.area, self.goal, self.position);
        format!("/areas/{area}/goals/{goal}/tasks/{position}")
    }
}

impl Step {
    /// The product it is named by; `None` for the step named by the task
    pub fn product(&self) -> Option<&Id> {
        self.product.as_ref()
    }

    /// Its products, as places among the products of the task
    pub fn products(&self) -> &[usize] {
        &self.products
    }

    /// When it is to be done
    pub fn deadline(&self) -> &Deadline {
        &self.deadline
    }

    /// The steps whose completion starts or allows this one, as (task, step)
    pub(crate) fn waits_for(&self) -> &[(usize, usize)] {
        &self.waits_for
    }

    /// The steps of a task, that of the task itself first.
    fn of_task(task: &Task) -> Vec<Self> {
        let mut shared = Vec::new();
        let mut steps = Vec::new();
        for (index, product) in task.products.iter().enumerate() {
            match &product.deadline {
                None => shared.push(index),
                Some(deadline) => steps.push(Self {
                    product: Some(product.id.clone()),
                    products: vec![index],
                    deadline: deadline.clone(),
                    waits_for: Vec::new(),
                }),
            }
        }
        if !shared.is_empty() || steps.is_empty() {
            let own = Self {
                product: None,
                products: shared,
                deadline: task.deadline.clone(),
                waits_for: Vec::new(),
            };
            steps.insert(0, own);
        }
        steps
    }
}

impl TaskRef {
    /// The place of the task among the tasks of the plan, from 0
    pub fn task(self) -> usize {
        self.task
    }

    /// The place of the step among the steps of the task, from 0; `None` for all of them
    pub fn step(self) -> Option<usize> {
        self.step
    }

    /// Says whether it covers a step of a task
    pub fn covers(self, task: usize, step: usize) -> bool {
        self.task == task && self.step.is_none_or(|own| own == step)
    }
}
