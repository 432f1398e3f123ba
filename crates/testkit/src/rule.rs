//! Rules: scores, cases, gates and sums of part-marks.

use crate::draft::{Draft, PartMark, Place};
use crate::json::{Json, Object, points, tagged};
use crate::measure::{Numeric, group, numeric, shares_of_one_whole};
use crate::scale::{limit_condition, number_scale, options};
use crate::word::{Wordy, choice, date_timeliness, days_late, wordy};

/// A rule that earns this maximum somewhere
pub(crate) fn rule(draft: &mut Draft<'_>, place: Place, max: i64) -> Json {
    match draft.dice.below(14) {
        0..=2 => word_score(draft, max),
        7 => days_late_score(draft, place, max),
        8 | 9 => cases(draft, max),
        10 | 11 if place.depth > 0 => gate(draft, place, max),
        12 | 13 if place.depth > 0 => sum(draft, place, max),
        _ => number_score(draft, place, max),
    }
}

fn score(measure: Json, scale: Json) -> Json {
    let score = Object::new().with("measure", measure).with("scale", scale);
    tagged("score", score)
}

/// A person picks a grade
pub(crate) fn judged(draft: &mut Draft<'_>, max: i64) -> Json {
    let wordy = choice(draft, 3);
    let scale = options(draft, &wordy, max);
    score(wordy.json, scale)
}

fn word_score(draft: &mut Draft<'_>, max: i64) -> Json {
    let wordy = wordy(draft, Some(max));
    let scale = options(draft, &wordy, max);
    score(wordy.json, scale)
}

fn number_score(draft: &mut Draft<'_>, place: Place, max: i64) -> Json {
    let measure = numeric(draft, Some(max));
    let scale = number_scale(draft, place, &measure, max, false);
    if scale.rising {
        draft.countable.extend(measure.countable);
    }
    score(measure.json, scale.json)
}

fn days_late_score(draft: &mut Draft<'_>, place: Place, max: i64) -> Json {
    let measure = days_late(draft, Some(max));
    let scale = number_scale(draft, place, &measure, max, true);
    score(measure.json, scale.json)
}

fn one_of(wordy: &Wordy, words: &[&str]) -> Object {
    Object::new()
        .with("measure", wordy.json.clone())
        .with("one_of", words.to_vec())
}

fn at_least(measure: &Numeric) -> Object {
    let limit = measure.limits.first().copied().unwrap_or(measure.high);
    Object::new()
        .with("measure", measure.json.clone())
        .with("at_least", limit)
}

fn less_than(measure: &Numeric) -> Object {
    let limit = measure.limits.first().copied().unwrap_or(measure.high);
    Object::new()
        .with("measure", measure.json.clone())
        .with("less_than", limit)
}

fn case(when: Vec<Object>, micro: i64) -> Object {
    Object::new()
        .with("when", when)
        .with("points", points(micro))
}

/// Cases that exclude each other
fn cases(draft: &mut Draft<'_>, max: i64) -> Json {
    let by_unit = draft.provider.is_none();
    let list = match draft.dice.below(6) {
        0 => {
            let wordy = choice(draft, 3);
            let measure = numeric(draft, None);
            vec![
                case(vec![one_of(&wordy, &["a"]), at_least(&measure)], max),
                case(vec![one_of(&wordy, &["a"]), less_than(&measure)], max / 2),
                case(vec![one_of(&wordy, &["b"])], max / 4),
            ]
        }
        1 => {
            let wordy = date_timeliness(draft);
            let measure = numeric(draft, None);
            vec![
                case(vec![one_of(&wordy, &["on-time"]), at_least(&measure)], max),
                case(vec![one_of(&wordy, &["late"]), at_least(&measure)], max / 2),
            ]
        }
        2 if by_unit => {
            // All done and on time; all done, some late; else.
            let group = Json::from(group(draft, None));
            let whole = |kind: &str, limit: &str| {
                Object::new()
                    .with("measure", tagged(kind, group.clone()))
                    .with(limit, 100_i64)
            };
            let done = || whole("completion", "at_least");
            vec![
                case(vec![done(), whole("punctuality", "at_least")], max),
                case(vec![done(), whole("punctuality", "less_than")], max / 2),
            ]
        }
        3 => {
            let measure = days_late(draft, None);
            vec![
                case(vec![less_than(&measure)], max),
                case(vec![at_least(&measure)], max / 4),
            ]
        }
        4 => {
            let [first, second] = shares_of_one_whole(draft);
            vec![
                case(vec![at_least(&first)], max),
                case(vec![less_than(&first), at_least(&second)], max / 2),
            ]
        }
        _ => {
            let measure = numeric(draft, None);
            let middle = match measure.limits.as_slice() {
                [low, high, ..] => Some(case(
                    vec![
                        Object::new()
                            .with("measure", measure.json.clone())
                            .with("at_least", *low)
                            .with("less_than", *high),
                    ],
                    max / 2,
                )),
                _ => None,
            };
            let top = measure.limits.get(1).or(measure.limits.first());
            let top = top.copied().unwrap_or(measure.high);
            let top = Object::new()
                .with("measure", measure.json.clone())
                .with("at_least", top);
            let mut list = vec![case(vec![top], max)];
            list.extend(middle);
            list
        }
    };
    let otherwise = draft.dice.of(&[0, 0, 0, max / 4]);
    let cases = Object::new()
        .with("cases", list)
        .with("otherwise", points(otherwise));
    tagged("cases", cases)
}

fn gate(draft: &mut Draft<'_>, place: Place, max: i64) -> Json {
    let otherwise = draft.dice.of(&[None, None, Some(0), Some(max / 4)]);
    let inside = Place {
        depth: place.depth - 1,
        ..place
    };
    let (when, then) = match draft.dice.below(5) {
        0 | 1 => {
            let wordy = wordy(draft, None);
            let first = wordy.words[0];
            (vec![one_of(&wordy, &[first])], rule(draft, inside, max))
        }
        2 => {
            let measure = numeric(draft, None);
            let condition = limit_condition(draft, &measure);
            (vec![condition], rule(draft, inside, max))
        }
        3 => {
            let wordy = wordy(draft, None);
            let measure = numeric(draft, None);
            let when = vec![
                one_of(&wordy, &wordy.words[..wordy.words.len() - 1]),
                limit_condition(draft, &measure),
            ];
            (when, rule(draft, inside, max))
        }
        _ => {
            // The same measure decides and is scored.
            let measure = numeric(draft, None);
            let scale = number_scale(draft, place, &measure, max, false);
            (vec![at_least(&measure)], score(measure.json, scale.json))
        }
    };
    let gate = Object::new()
        .with("when", when)
        .with("then", then)
        .maybe("otherwise", otherwise.map(points));
    tagged("gate", gate)
}

fn sum(draft: &mut Draft<'_>, place: Place, max: i64) -> Json {
    let half = max / 2;
    let quarter = max / 4;
    let shape = draft.dice.below(5);
    let capped = shape >= 3;
    let maxima = match shape {
        0 => vec![half, max - half],
        1 => vec![half, quarter, max - half - quarter],
        2 => vec![max - quarter, quarter],
        3 => vec![max - quarter, half],
        _ => vec![half, half, half],
    };
    let away = match draft.dice.below(4) {
        1 => "drop",
        2 if !place.finite => "redistribute",
        _ => "not-allowed",
    };
    let other = draft.dice.of(&[away, away, "drop", "redistribute"]);
    let inside = Place {
        depth: place.depth - 1,
        ..place
    };
    let mut parts = Vec::new();
    for (at, part_max) in maxima.into_iter().enumerate() {
        let policy = match draft.dice.below(6) {
            0..=2 => None,
            3 => Some(away),
            4 => Some(if place.finite { away } else { other }),
            _ => Some("full"),
        };
        let id = format!("m{}-{at}", draft.parts.len());
        draft.parts.push(PartMark {
            id: id.clone(),
            policy: policy.unwrap_or("not-allowed"),
        });
        let part = Object::new()
            .with("id", id)
            .with("max_points", points(part_max))
            .maybe("not_applicable", policy)
            .with("rule", rule(draft, inside, part_max));
        parts.push(part);
    }
    let sum = Object::new()
        .with("parts", parts)
        .maybe("cap", capped.then(|| points(max)));
    tagged("sum", sum)
}
