//! Measures that give a word, and days late.

use crate::day::{self, day};
use crate::draft::Draft;
use crate::fact::{Fact, Kind, OPTIONS, Question};
use crate::json::{Decimal, Json, Object, points, tagged};
use crate::measure::{Numeric, when_empty};

/// A measure that gives a word
pub(crate) struct Wordy {
    pub(crate) json: Json,
    /// The words, best first.
    pub(crate) words: Vec<&'static str>,
}

const TIMELY: [&str; 3] = ["on-time", "late", "none"];

/// A measure that gives a word; `max` is `None` in a condition
pub(crate) fn wordy(draft: &mut Draft<'_>, max: Option<i64>) -> Wordy {
    match draft.dice.below(6) {
        0 | 1 => yes_no(draft),
        2 => {
            let count = 2 + draft.dice.below(3);
            choice(draft, count)
        }
        5 if draft.provider.is_none() => {
            let empty = max.and_then(|max| when_empty(draft, max));
            slot_timeliness(draft, empty)
        }
        _ => date_timeliness(draft),
    }
}

/// A yes-no fact
pub(crate) fn yes_no(draft: &mut Draft<'_>) -> Wordy {
    let fact = draft.fact(Kind::YesNo);
    let json = tagged("choice", fact.id.as_str());
    draft.questions.push(Question::One(fact));
    Wordy {
        json,
        words: vec!["yes", "no"],
    }
}

/// A choice
pub(crate) fn choice(draft: &mut Draft<'_>, count: usize) -> Wordy {
    let fact = draft.fact(Kind::Choice(count));
    let json = tagged("choice", fact.id.as_str());
    draft.questions.push(Question::One(fact));
    Wordy {
        json,
        words: OPTIONS[..count].to_vec(),
    }
}

fn slot_timeliness(draft: &mut Draft<'_>, empty: Option<Json>) -> Wordy {
    let slot = draft.dice.below(crate::plan::SLOTS);
    draft.slots.insert(slot);
    let json = Object::new()
        .with("slot", format!("s{slot}"))
        .maybe("when_empty", empty);
    Wordy {
        json: tagged("timeliness", json),
        words: TIMELY.to_vec(),
    }
}

/// A date fact against a due date
pub(crate) fn date_timeliness(draft: &mut Draft<'_>) -> Wordy {
    let (json, _) = dated(draft);
    Wordy {
        json: tagged("timeliness", json),
        words: TIMELY.to_vec(),
    }
}

/// Days after a due date
pub(crate) fn days_late(draft: &mut Draft<'_>, max: Option<i64>) -> Numeric {
    let (json, _) = dated(draft);
    let json = match max {
        Some(max) if draft.dice.once_in(4) => json.with("when_none", points(max / 4)),
        _ => json,
    };
    let limits = draft.dice.of(&[&[1][..], &[1, 11], &[1, 6, 31], &[2, 10]]);
    Numeric {
        json: tagged("days-late", json),
        low: Decimal::whole(0),
        high: Decimal::whole(366),
        limits: limits.iter().copied().map(Decimal::whole).collect(),
        short: true,
        rising: false,
        countable: Vec::new(),
    }
}

/// A date fact with its due date, and about the last day
fn dated(draft: &mut Draft<'_>) -> (Object, i64) {
    let mut fact = draft.fact(Kind::Date);
    let (due, last) = due(draft);
    fact.hints = vec![last];
    let json = Object::new()
        .with("date", fact.id.as_str())
        .with("due", due)
        .maybe("non_working_day", policy(draft));
    draft.questions.push(Question::One(fact));
    (json, last)
}

/// A policy for days that are not worked, where one is stated
pub(crate) fn policy(draft: &mut Draft<'_>) -> Option<&'static str> {
    match draft.dice.below(6) {
        1 => Some("keep"),
        2 => Some("next-working-day"),
        3 => Some("previous-working-day"),
        _ => None,
    }
}

/// Days of 2024 around weekends and holidays
const DAYS: [(i64, i64); 6] = [(4, 15), (3, 31), (9, 1), (11, 15), (12, 31), (2, 29)];

fn due(draft: &mut Draft<'_>) -> (Json, i64) {
    let (month, date) = draft.dice.of(&DAYS);
    let fixed = day::of(month, date);
    match draft.dice.below(8) {
        0 | 1 => (tagged("by", day(fixed)), fixed),
        2 => (tagged("before", day(fixed)), fixed - 1),
        3 => {
            let month = draft.dice.between(1, 12);
            (
                tagged("month", format!("2024-{month:02}")),
                day::last_of(month),
            )
        }
        4 => {
            let quarter = draft.dice.between(1, 4);
            let last = day::last_of(3 * quarter);
            (tagged("quarter", format!("2024-Q{quarter}")), last)
        }
        5 => (tagged("year", "2024"), day::PERIOD_END),
        6 => {
            let (after, days) = interval(draft);
            (
                tagged("after", after.with("date", day(fixed))),
                fixed + days,
            )
        }
        _ => {
            let mut start: Fact = draft.fact(Kind::Date);
            start.hints = vec![fixed];
            let (after, days) = interval(draft);
            let due = tagged("after", after.with("of", start.id.as_str()));
            draft.questions.push(Question::One(start));
            (due, fixed + days)
        }
    }
}

/// So many days, working days or months, and about how many days that is
fn interval(draft: &mut Draft<'_>) -> (Object, i64) {
    let count = draft.dice.between(0, 15);
    let (count, unit, days) = match draft.dice.below(3) {
        0 => (count, "days", count),
        1 => (count, "working-days", count * 7 / 5),
        _ => (count % 3, "months", (count % 3) * 30),
    };
    let after = Object::new().with("count", count).with("unit", unit);
    (after, days)
}
