//! What differs between two measures.

use super::change::{ChangeKind, Log, Side, Who};
use super::normal::Reader;
use super::words::{both, due, figure, non_working_day, nothing, optional, when_empty};
use crate::diagnostic::Message;
use crate::file::{Due, Measure, NonWorkingDay, WhenEmpty};
use crate::model::CriteriaSet;
use crate::number::Quantity;

/// The answer of a measure for nothing to measure.
fn empty_answer(measure: &mut Measure) -> Option<&mut Option<WhenEmpty>> {
    match measure {
        Measure::Share(share) => Some(&mut share.when_empty),
        Measure::Timeliness(timeliness) => Some(&mut timeliness.when_empty),
        Measure::Completion(group) | Measure::Punctuality(group) => Some(&mut group.when_empty),
        Measure::RowShare(rows) | Measure::Rows(rows) => Some(&mut rows.when_empty),
        Measure::WeightedAnswers(weighted) => Some(&mut weighted.when_empty),
        Measure::Growth(growth) => Some(&mut growth.when_empty),
        Measure::Fact(_) | Measure::Total(_) | Measure::Choice(_) | Measure::DaysLate(_) => None,
    }
}

/// The due date of a measure.
fn deadline(measure: &mut Measure) -> Option<(&mut Due, &mut Option<NonWorkingDay>)> {
    match measure {
        Measure::Timeliness(timeliness) => {
            let due = timeliness.due.as_mut()?;
            Some((due, &mut timeliness.non_working_day))
        }
        Measure::DaysLate(late) => Some((&mut late.due, &mut late.non_working_day)),
        _ => None,
    }
}

fn when_none(measure: &mut Measure) -> Option<&mut Option<Quantity>> {
    match measure {
        Measure::DaysLate(late) => Some(&mut late.when_none),
        _ => None,
    }
}

/// Facts of a measure by their titles, else the word of what is measured.
fn words(measure: &Measure, set: &CriteriaSet) -> Message {
    let text = serde_json::to_value(measure).unwrap_or_default();
    let mut titles = Vec::new();
    named(&text, set, &mut titles);
    let word = text
        .as_object()
        .and_then(|object| object.keys().next().cloned())
        .unwrap_or_default();
    let word = match word.as_str() {
        "fact" | "choice" => return super::words::joined(&titles, " + "),
        "total" => Message::new("tổng", "the sum"),
        "share" => Message::new("tỷ lệ", "the share"),
        "timeliness" => Message::new("đúng hạn hay không", "whether on time"),
        "days-late" => Message::new("số ngày trễ", "days late"),
        "completion" => Message::new("tỷ lệ hoàn thành nhiệm vụ", "the share of tasks done"),
        "punctuality" => Message::new("tỷ lệ nhiệm vụ đúng hạn", "the share of tasks on time"),
        "rows" => Message::new("số dòng đạt", "the number of rows"),
        "row-share" => Message::new("tỷ lệ dòng đạt", "the share of rows"),
        "weighted-answers" => Message::new("điểm điều tra", "weighted answers"),
        "growth" => Message::new("tăng trưởng", "growth"),
        other => both(other),
    };
    if titles.is_empty() {
        return word;
    }
    let titles = super::words::joined(&titles, ", ");
    Message::new(
        format!("{} ({})", word.vi, titles.vi),
        format!("{} ({})", word.en, titles.en),
    )
}

/// Titles of the facts and slots that a text names.
fn named(text: &serde_json::Value, set: &CriteriaSet, titles: &mut Vec<Message>) {
    match text {
        serde_json::Value::String(id) => {
            let fact = set.fact_index(id).and_then(|at| set.facts().get(at));
            let slot = set.file().slots.iter().find(|slot| slot.id.as_str() == id);
            let title = fact
                .map(|fact| &fact.title)
                .or(slot.map(|slot| &slot.title));
            titles.extend(title.map(super::words::quoted));
        }
        serde_json::Value::Array(all) => all.iter().for_each(|each| named(each, set, titles)),
        serde_json::Value::Object(all) => all.values().for_each(|each| named(each, set, titles)),
        _ => {}
    }
}

/// Where two measures stand, and the sets they belong to.
#[derive(Clone, Copy)]
pub(super) struct Two<'a> {
    pub(super) sets: (&'a CriteriaSet, &'a CriteriaSet),
    pub(super) readers: (&'a Reader, &'a Reader),
}

/// Writes down what differs. The pointers lead to the measures.
pub(super) fn compare(
    log: &mut Log,
    who: &Who,
    two: Two<'_>,
    measures: (&Measure, &Measure),
    at: (&str, &str),
) {
    let (mut old, mut new) = (
        two.readers.0.measure(measures.0),
        two.readers.1.measure(measures.1),
    );
    if old == new {
        return;
    }
    let below =
        |measure: &Measure, pointer: &str, key: &str| format!("{pointer}/{}/{key}", word(measure));
    let places = |key: &str| (below(measures.0, at.0, key), below(measures.1, at.1, key));
    let mut inner = Log::default();
    if let (Some(a), Some(b)) = (empty_answer(&mut old), empty_answer(&mut new)) {
        let what = Message::new("khi không phát sinh (0 trên 0)", "for 0 of 0");
        let words = |answer: &Option<WhenEmpty>| optional(answer.as_ref(), when_empty);
        inner.compare(
            ChangeKind::WhenEmpty,
            who,
            what,
            places("when_empty"),
            (a, b),
            words,
        );
        (*a).clone_from(b);
    }
    if let (Some(a), Some(b)) = (when_none(&mut old), when_none(&mut new)) {
        let what = Message::new("điểm khi không thực hiện", "points where not done");
        let words = |points: &Option<Quantity>| optional(points.as_ref(), figure);
        inner.compare(
            ChangeKind::Points,
            who,
            what,
            places("when_none"),
            (a, b),
            words,
        );
        *a = *b;
    }
    if let (Some(a), Some(b)) = (deadline(&mut old), deadline(&mut new)) {
        let what = Message::new("thời hạn", "due date");
        inner.compare(
            ChangeKind::Deadline,
            who,
            what,
            places("due"),
            (a.0, b.0),
            due,
        );
        let what = Message::new("hạn rơi vào ngày nghỉ", "a due date on a day off");
        let words = |policy: &Option<NonWorkingDay>| policy.map_or_else(nothing, non_working_day);
        // The set's own policy is a change of the set, said once there.
        if two.readers.0.policy == two.readers.1.policy || own_policy(measures) {
            let at = places("non_working_day");
            inner.compare(ChangeKind::Deadline, who, what, at, (a.1, b.1), words);
        }
        a.0.clone_from(b.0);
        *a.1 = *b.1;
    }
    if old == new {
        log.changes.append(&mut inner.changes);
        return;
    }
    log.add(
        ChangeKind::Measure,
        who,
        Message::new("đại lượng được đo", "what is measured"),
        Some(Side::new(at.0, measures.0, words(measures.0, two.sets.0))),
        Some(Side::new(at.1, measures.1, words(measures.1, two.sets.1))),
    );
}

/// Whether either measure has a policy of its own.
fn own_policy(measures: (&Measure, &Measure)) -> bool {
    let own = |measure: &Measure| match measure {
        Measure::Timeliness(timeliness) => timeliness.non_working_day.is_some(),
        Measure::DaysLate(late) => late.non_working_day.is_some(),
        _ => false,
    };
    own(measures.0) || own(measures.1)
}

/// The key a measure is written under.
fn word(measure: &Measure) -> &'static str {
    match measure {
        Measure::Fact(_) => "fact",
        Measure::Total(_) => "total",
        Measure::Choice(_) => "choice",
        Measure::Share(_) => "share",
        Measure::Timeliness(_) => "timeliness",
        Measure::DaysLate(_) => "days-late",
        Measure::Completion(_) => "completion",
        Measure::Punctuality(_) => "punctuality",
        Measure::Rows(_) => "rows",
        Measure::RowShare(_) => "row-share",
        Measure::WeightedAnswers(_) => "weighted-answers",
        Measure::Growth(_) => "growth",
    }
}
