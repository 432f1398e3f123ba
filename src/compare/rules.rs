//! What differs between two rules.

use super::change::{ChangeKind, Log, Side, Who};
use super::measures::{self, Two};
use super::words::{both, figure, joined, number, quoted_plain};
use super::{parts, scales};
use crate::diagnostic::Message;
use crate::file::{Case, Cases, Condition, Gate, Rule, Scale};
use crate::number::Quantity;

/// The form of a rule in words.
pub(super) fn form(rule: &Rule) -> Message {
    match rule {
        Rule::Score(score) => scale_form(&score.scale),
        Rule::Sum(sum) => {
            let count = sum.parts.len();
            Message::new(
                format!("cộng {count} phần điểm"),
                format!("the sum of {count} part-marks"),
            )
        }
        Rule::Gate(gate) => {
            let inner = form(&gate.then);
            Message::new(
                format!("có điều kiện, rồi {}", inner.vi),
                format!("behind a condition, {}", inner.en),
            )
        }
        Rule::Cases(cases) => {
            let count = cases.cases.len();
            Message::new(format!("{count} trường hợp"), format!("{count} cases"))
        }
    }
}

pub(super) fn scale_form(scale: &Scale) -> Message {
    match scale {
        Scale::Options(options) => {
            let count = options.len();
            Message::new(format!("{count} lựa chọn"), format!("{count} options"))
        }
        Scale::Bands(bands) => {
            let count = bands.len();
            Message::new(format!("{count} mức"), format!("{count} bands"))
        }
        Scale::Proportional(_) => Message::new("theo tỷ lệ", "in proportion"),
        Scale::PerItem(_) => Message::new("điểm cho mỗi việc", "points for each item"),
        Scale::Deduction(_) => Message::new("trừ điểm", "deduction"),
        Scale::Goalposts(_) => Message::new("nội suy giữa hai mốc", "evenly between two goalposts"),
    }
}

/// Writes down what differs. The pointers lead to the rules.
pub(super) fn compare(
    log: &mut Log,
    who: &Who,
    two: Two<'_>,
    rules: (&Rule, &Rule),
    at: (&str, &str),
) {
    let below = |key: &str| (format!("{}/{key}", at.0), format!("{}/{key}", at.1));
    match rules {
        (Rule::Score(old), Rule::Score(new)) => {
            let places = below("score/measure");
            let places = (places.0.as_str(), places.1.as_str());
            measures::compare(log, who, two, (&old.measure, &new.measure), places);
            scales::compare(log, who, two, (old, new), below("score/scale"));
        }
        (Rule::Sum(old), Rule::Sum(new)) => {
            parts::compare(log, who, two, (old, new), &below("sum"));
        }
        (Rule::Gate(old), Rule::Gate(new)) => gates(log, who, two, (old, new), &below("gate")),
        (Rule::Cases(old), Rule::Cases(new)) => cases(log, who, two, (old, new), &below("cases")),
        (old, new) => log.add(
            ChangeKind::Rule,
            who,
            Message::new("cách cho điểm", "how points are given"),
            Some(Side::new(at.0, old, form(old))),
            Some(Side::new(at.1, new, form(new))),
        ),
    }
}

fn gates(log: &mut Log, who: &Who, two: Two<'_>, gates: (&Gate, &Gate), at: &(String, String)) {
    let below = |key: &str| (format!("{}/{key}", at.0), format!("{}/{key}", at.1));
    let what = Message::new("điều kiện để chấm", "the condition of being scored");
    conditions(
        log,
        who,
        two,
        what,
        (&gates.0.when, &gates.1.when),
        below("when"),
    );
    let zero = |points: Option<Quantity>| points.unwrap_or(Quantity::ZERO);
    log.compare(
        ChangeKind::Points,
        who,
        Message::new(
            "điểm khi không đạt điều kiện",
            "points where the condition fails",
        ),
        below("otherwise"),
        (&zero(gates.0.otherwise), &zero(gates.1.otherwise)),
        figure,
    );
    let then = below("then");
    compare(
        log,
        who,
        two,
        (&gates.0.then, &gates.1.then),
        (&then.0, &then.1),
    );
}

/// Limits of conditions in words.
pub(super) fn limits(conditions: &[Condition]) -> Message {
    let mut parts = Vec::new();
    for condition in conditions {
        for (sign, limit) in [
            ("=", condition.equals),
            ("≥", condition.at_least),
            (">", condition.more_than),
            ("≤", condition.at_most),
            ("<", condition.less_than),
        ] {
            if let Some(limit) = limit {
                let limit = number(limit);
                parts.push(Message::new(
                    format!("{sign} {}", limit.vi),
                    format!("{sign} {}", limit.en),
                ));
            }
        }
        if !condition.one_of.is_empty() {
            let ids: Vec<&str> = condition.one_of.iter().map(AsRef::as_ref).collect();
            parts.push(both(ids.join(" | ")));
        }
    }
    joined(&parts, "; ")
}

/// Conditions that must all hold: other limits are a threshold, other measures another rule.
pub(super) fn conditions(
    log: &mut Log,
    who: &Who,
    two: Two<'_>,
    what: Message,
    both: (&[Condition], &[Condition]),
    at: (String, String),
) {
    let old = two.readers.0.conditions(both.0);
    let new = two.readers.1.conditions(both.1);
    if old == new {
        return;
    }
    let measured =
        old.len() == new.len() && old.iter().zip(&new).all(|(a, b)| a.measure == b.measure);
    let kind = if measured {
        ChangeKind::Threshold
    } else {
        ChangeKind::Rule
    };
    log.add(
        kind,
        who,
        what,
        Some(Side::new(at.0, &both.0, limits(both.0))),
        Some(Side::new(at.1, &both.1, limits(both.1))),
    );
}

fn cases(log: &mut Log, who: &Who, two: Two<'_>, both: (&Cases, &Cases), at: &(String, String)) {
    let mut pairs = Vec::new();
    let mut left_old: Vec<(usize, &Case)> = both.0.cases.iter().enumerate().collect();
    let mut left_new: Vec<(usize, &Case)> = both.1.cases.iter().enumerate().collect();
    let mut join = |alike: &dyn Fn(&Case, &Case) -> bool| {
        let olds = std::mem::take(&mut left_old);
        for (a, old) in olds {
            match left_new.iter().position(|(_, new)| alike(old, new)) {
                Some(found) => {
                    let (b, new) = left_new.remove(found);
                    pairs.push((a, b, old, new));
                }
                None => left_old.push((a, old)),
            }
        }
    };
    let when = |old: &Case, new: &Case| {
        two.readers.0.conditions(&old.when) == two.readers.1.conditions(&new.when)
    };
    join(&|old, new| when(old, new) && old.points == new.points);
    join(&when);
    join(&|old, new| old.points == new.points);
    join(&|_, _| true);
    if !(left_old.is_empty() && left_new.is_empty()) {
        let words = |cases: &Cases| {
            let count = cases.cases.len();
            Message::new(format!("{count} trường hợp"), format!("{count} cases"))
        };
        log.add(
            ChangeKind::Rule,
            who,
            Message::new("các trường hợp", "the cases"),
            Some(Side::new(
                format!("{}/cases", at.0),
                &both.0.cases,
                words(both.0),
            )),
            Some(Side::new(
                format!("{}/cases", at.1),
                &both.1.cases,
                words(both.1),
            )),
        );
        pairs.clear();
    }
    pairs.sort_by_key(|(_, b, _, _)| *b);
    for (a, b, old, new) in pairs {
        let below = |key: &str| {
            (
                format!("{}/cases/{a}/{key}", at.0),
                format!("{}/cases/{b}/{key}", at.1),
            )
        };
        let place = b.saturating_add(1);
        let what = Message::new(
            format!("điều kiện của trường hợp {place}"),
            format!("the conditions of case {place}"),
        );
        conditions(log, who, two, what, (&old.when, &new.when), below("when"));
        let what = Message::new(
            format!("điểm của trường hợp {place}"),
            format!("points of case {place}"),
        );
        log.compare(
            ChangeKind::Points,
            who,
            what,
            below("points"),
            (&old.points, &new.points),
            figure,
        );
        label(
            log,
            who,
            (old.label.as_ref(), new.label.as_ref()),
            below("label"),
        );
    }
    log.compare(
        ChangeKind::Points,
        who,
        Message::new("điểm của trường hợp còn lại", "points otherwise"),
        (format!("{}/otherwise", at.0), format!("{}/otherwise", at.1)),
        (&both.0.otherwise, &both.1.otherwise),
        figure,
    );
}

/// The words of the sheet beside an option, a band or a case.
pub(super) fn label(
    log: &mut Log,
    who: &Who,
    labels: (Option<&String>, Option<&String>),
    at: (String, String),
) {
    let what = Message::new("lời in cạnh mức điểm", "the printed words of a mark");
    log.compare(
        ChangeKind::Text,
        who,
        what,
        at,
        (&labels.0, &labels.1),
        |label| super::words::optional(label.as_ref(), |label| quoted_plain(label)),
    );
}
