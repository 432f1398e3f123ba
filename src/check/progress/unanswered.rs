//! Leaves that wait for the unit's answers.

use super::passed::{What, occurrences};
use crate::check::scene::{Scene, Subject};
use crate::check::words::{criteria, points, quoted, some_of};
use crate::compile::{GroupOf, Input};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, StakeOf};
use crate::eval::{Resolved, is_from_outside};
use crate::file::Due;
use crate::model::TaskState;
use crate::number::{Date, Points};
use crate::rule::{Node, NodeKind, sums_of};

pub(super) const ID: &str = "unanswered";

/// Most things named in one message.
const SHOWN: usize = 4;

/// Criteria are open because the unit has not answered everything
///
/// # What it does
///
/// Looks for criteria whose points are undetermined because a fact or a task result of the unit is
/// missing. Criteria that wait for the same answers are named together.
///
/// # Why it matters
///
/// An open criterion has no points, and the index stays an interval. While the day of everything
/// that is missing has not come yet, this is only something to remember, unless points are claimed
/// for it. What has no day of its own is due at the end of the period.
///
/// # Example
///
/// The number of texts assigned is given, the number submitted on time is `null`.
///
/// # Use instead
///
/// Give the missing values, or claim “not applicable” where the set allows it.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct Unanswered {
    criteria: Vec<String>,
    missing: Vec<Message>,
    is_due: bool,
    open: Points,
    claimed: Option<(String, Points)>,
}

impl Finding for Unanswered {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        if self.is_due || self.claimed.is_some() {
            Severity::Warning
        } else {
            Severity::Advice
        }
    }

    fn message(&self) -> Message {
        let (of, missing) = (criteria(&self.criteria), some_of(&self.missing, SHOWN));
        let open = points(self.open);
        let mut vi = format!(
            "{} chưa chấm xong, còn để ngỏ {}: thiếu {}",
            of.vi, open.vi, missing.vi
        );
        let mut en = format!("{}: {} open, for want of {}", of.en, open.en, missing.en);
        if let Some((number, claimed)) = &self.claimed {
            let claimed = points(*claimed);
            vi = format!(
                "{vi}; đã tự chấm {} ở tiêu chí {number} mà chưa có số liệu",
                claimed.vi
            );
            en = format!(
                "{en}; a claim of {} at criterion {number} rests on nothing",
                claimed.en
            );
        }
        Message::new(vi, en)
    }

    fn help(&self) -> Message {
        if self.is_due {
            return Message::new("hãy bổ sung số liệu còn thiếu", "give what is missing");
        }
        Message::new(
            "chưa đến hạn; hãy bổ sung khi có kết quả",
            "it is not due yet; give the answer when there is one",
        )
    }

    fn points_at_stake(&self) -> Option<Points> {
        Some(self.open)
    }
}

/// Something a leaf waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Missing {
    Fact(usize),
    Slots(Vec<usize>),
    Area(crate::read::Id),
    AllTasks,
}

/// Leaves that wait for the same things.
struct Waiting {
    missing: Vec<Missing>,
    is_due: bool,
    due_by: Option<Date>,
    leaves: Vec<usize>,
}

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    let mut all: Vec<Waiting> = Vec::new();
    for subject in scene.applying() {
        let (missing, is_due, due_by) = missing(scene, subject);
        if missing.is_empty() || subject.score.lower() == subject.score.upper() {
            continue;
        }
        match all.iter_mut().find(|known| known.missing == missing) {
            Some(known) => {
                known.is_due |= is_due;
                known.due_by = earlier(known.due_by, due_by);
                known.leaves.push(subject.index);
            }
            None => all.push(Waiting {
                missing,
                is_due,
                due_by,
                leaves: vec![subject.index],
            }),
        }
    }
    for waiting in &all {
        found.push(report(scene, waiting));
    }
}

fn report(scene: &Scene<'_>, waiting: &Waiting) -> Diagnostic {
    let subjects = || {
        waiting
            .leaves
            .iter()
            .filter_map(|leaf| scene.subjects.get(*leaf))
    };
    let open = subjects().fold(Points::ZERO, |sum, subject| {
        let open = subject.score.upper().checked_sub(subject.score.lower());
        open.and_then(|open| sum.checked_add(open)).unwrap_or(sum)
    });
    let claimed = subjects().find_map(|subject| {
        let claimed = subject
            .score
            .claimed()
            .filter(|claimed| *claimed > subject.score.lower())?;
        Some((subject.number().to_owned(), claimed))
    });
    let finding = Unanswered {
        criteria: subjects()
            .map(|subject| subject.number().to_owned())
            .collect(),
        missing: waiting
            .missing
            .iter()
            .filter_map(|missing| name(scene, missing))
            .collect(),
        is_due: waiting.is_due,
        open,
        claimed,
    };
    let pointer = match waiting.missing.first() {
        Some(Missing::Fact(index)) => scene
            .fact(*index)
            .map_or_else(String::new, |fact| scene.fact_pointer(fact)),
        _ => "/results".to_owned(),
    };
    let stakes = subjects().map(|subject| {
        let open = subject.score.upper().checked_sub(subject.score.lower());
        subject
            .stake(StakeOf::Open, open.unwrap_or_default())
            .due(waiting.due_by)
    });
    Diagnostic::new(&finding, pointer).with_stakes(stakes)
}

fn name(scene: &Scene<'_>, missing: &Missing) -> Option<Message> {
    Some(match missing {
        Missing::Fact(index) => quoted(&scene.fact(*index)?.title),
        Missing::Slots(slots) => {
            let titles = slots
                .iter()
                .filter_map(|slot| scene.set.file().slots.get(*slot));
            let titles: Vec<Message> = titles.map(|slot| quoted(&slot.title)).collect();
            let names = some_of(&titles, SHOWN);
            Message::new(
                format!("kết quả nhiệm vụ {}", names.vi),
                format!("the results of {}", names.en),
            )
        }
        Missing::Area(area) => {
            let plan = scene.assessment.plan()?.file();
            let area = plan.areas.iter().find(|own| own.id == *area)?;
            let title = quoted(&area.title);
            Message::new(
                format!("kết quả các nhiệm vụ thuộc lĩnh vực {}", title.vi),
                format!("the results of the tasks of {}", title.en),
            )
        }
        Missing::AllTasks => Message::new(
            "kết quả các nhiệm vụ của kế hoạch",
            "the results of the plan's tasks",
        ),
    })
}

/// The earlier of two days, where there are any.
fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// What a leaf waits for, whether any of it is due, and the first day by which it is.
fn missing(scene: &Scene<'_>, subject: &Subject<'_>) -> (Vec<Missing>, bool, Option<Date>) {
    let mut cells = Vec::new();
    waiting_cells(scene, subject, &subject.leaf.root, &mut cells);
    let (mut missing, mut due, mut by) = (Vec::new(), false, None);
    for (index, (input, cell, _)) in scene.inputs(subject).enumerate() {
        if cell.is_known() || cell.pending || !cells.contains(&index) {
            continue;
        }
        if let Some((thing, is_due, due_by)) = one(scene, subject, input)
            && !missing.contains(&thing)
        {
            missing.push(thing);
            due |= is_due;
            by = earlier(by, due_by);
        }
    }
    (missing, due, by)
}

/// The cells of the places that are open or pending.
fn waiting_cells(scene: &Scene<'_>, subject: &Subject<'_>, node: &Node, into: &mut Vec<usize>) {
    if let NodeKind::Sum { parts, .. } = &node.kind {
        for part in &**parts {
            if subject.own.parts & part.bit == 0 {
                waiting_cells(scene, subject, &part.node, into);
            }
        }
        return;
    }
    if let NodeKind::Gate { when, then, .. } = &node.kind {
        let mut known = true;
        when.iter().for_each(|condition| {
            condition.measure.for_each_cell(&mut |cell| {
                known &= subject.cells.get(cell).is_some_and(|cell| cell.is_known());
            });
        });
        if known {
            return waiting_cells(scene, subject, then, into);
        }
    }
    let rounding = scene.compiled.measure_rounding;
    let sums = sums_of(node, subject.cells, rounding, subject.own.parts);
    if sums.is_some_and(|sums| sums.is_open || sums.is_pending) {
        node.for_each_cell(&mut |cell| into.push(cell));
    }
}

/// What an input waits for, and whether it is due; nothing where that is reported elsewhere.
fn one(
    scene: &Scene<'_>,
    subject: &Subject<'_>,
    input: &Input,
) -> Option<(Missing, bool, Option<Date>)> {
    let lost = |what: What| {
        let here = |passed: &&super::Passed| {
            passed.what == what && passed.leaves.iter().any(|(leaf, _)| *leaf == subject.index)
        };
        scene.passed.iter().any(|passed| here(&passed))
    };
    if let Some(index) = input.fact() {
        let (index, due, by) = match input {
            Input::Timeliness { due, policy, .. } | Input::DaysLate { due, policy, .. } => {
                if *scene.resolved(index) == Resolved::Open {
                    let last = scene.source().last_day(due, *policy);
                    (
                        index,
                        last.is_some_and(|last| scene.file.as_of > last),
                        last,
                    )
                } else {
                    // The day is there; the day it counts from is not.
                    let Due::After(after) = due else { return None };
                    (scene.set.fact_index(after.of.as_deref()?)?, true, None)
                }
            }
            // What has no day of its own can be given until the period is over.
            _ => {
                let last = scene.file.period.until;
                (index, scene.file.as_of >= last, Some(last))
            }
        };
        let fact = scene.fact(index)?;
        let open = *scene.resolved(index) == Resolved::Open;
        let reported =
            lost(What::Date(index)) || (open && scene.is_typed(fact)) || is_from_outside(fact);
        return (!reported).then_some((Missing::Fact(index), due, by));
    }
    let (mut waits, mut due, mut by) = (false, false, None);
    for occurrence in occurrences(scene.assessment.tasks(), input)? {
        match occurrence.state() {
            TaskState::Overdue if lost(What::Task(occurrence.task())) => {}
            // It is done, and not known when it was to be.
            TaskState::Overdue | TaskState::Done => (waits, due) = (true, true),
            TaskState::Due | TaskState::NotDue | TaskState::Ongoing => {
                waits = true;
                by = earlier(by, occurrence.last_day());
            }
            _ => {}
        }
    }
    // What is silent may still arise until the period is over.
    waits |= scene.may_arise(input);
    let thing = match input {
        Input::SlotTimeliness { slot } => Missing::Slots(vec![*slot]),
        Input::GroupPart {
            group: GroupOf::Slots(slots),
            ..
        } => Missing::Slots(slots.clone()),
        Input::GroupPart {
            group: GroupOf::Area(area),
            ..
        } => Missing::Area(area.clone()),
        _ => Missing::AllTasks,
    };
    waits.then_some((thing, due, by))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{edited, edited_for, edited_scorer, fixture, places};
    use crate::diagnostic::Severity;
    use serde_json::{Value, json};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
    }

    #[test]
    fn what_has_no_day_of_its_own_is_due_when_the_period_ends() {
        let severity = |as_of: &str, claims: Value| {
            let found = edited(&[
                ("/as_of", json!(as_of)),
                ("/facts/initiatives", Value::Null),
                ("/claims", claims),
            ]);
            let own = found.iter().find(|one| one.check() == super::ID);
            own.map(|one| (one.severity(), one.place().pointer.clone()))
        };
        let at = |severity| Some((severity, "/facts/initiatives".to_owned()));
        let claim = json!({ "criteria": { "c2.1": 1.5 } });
        assert_eq!(severity("2024-12-30", Value::Null), at(Severity::Advice));
        assert_eq!(severity("2024-12-31", Value::Null), at(Severity::Warning));
        assert_eq!(severity("2024-12-30", claim), at(Severity::Warning));
    }
    #[test]
    fn of_part_marks_only_those_that_apply_are_asked_for() {
        let scorer = edited_scorer(|set| {
            let criterion = &mut set["areas"][1]["criteria"][0];
            criterion["evidence"] = json!([{ "id": "none", "mode": "none" }]);
            criterion["rule"] = json!({ "sum": { "parts": [
                { "id": "ideas", "max_points": 1, "rule": { "score": {
                    "measure": { "fact": "initiatives" },
                    "scale": { "per-item": { "each": 0.5, "cap": 1 } }
                } } },
                { "id": "award", "max_points": 0.5, "not_applicable": "drop", "rule": { "score": {
                    "measure": { "choice": "award" },
                    "scale": { "options": [{ "is": "yes", "points": 0.5 }, { "is": "no", "points": 0 }] }
                } } }
            ] } });
            set.as_object_mut().unwrap().remove("bonus");
        });
        let of = |edits: &[(&str, Value)]| {
            let mut all = vec![("/claims", json!({}))];
            all.extend(edits.iter().cloned());
            let found = edited_for(&scorer, &all);
            let own = places(&found).into_iter();
            own.filter(|(check, _)| *check == super::ID)
                .map(|(_, pointer)| pointer)
                .collect::<Vec<_>>()
        };
        let open = ("/facts/award", Value::Null);
        assert_eq!(of(std::slice::from_ref(&open)), ["/facts/award"]);
        let dropped = json!([{ "at": "c2.1", "part": "award", "reason": "Không xét khen thưởng" }]);
        assert!(of(&[open.clone(), ("/not_applicable", dropped.clone())]).is_empty());
        assert_eq!(
            of(&[
                open,
                ("/not_applicable", dropped),
                ("/facts/initiatives", Value::Null)
            ]),
            ["/facts/initiatives"]
        );
    }
}
