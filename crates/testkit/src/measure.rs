//! Measures that give a number.

use crate::draft::Draft;
use crate::fact::{Kind, Question};
use crate::json::{Decimal, Json, Object, points, tagged};

/// A measure that gives a number
#[derive(Clone, Debug)]
pub(crate) struct Numeric {
    pub(crate) json: Json,
    pub(crate) low: Decimal,
    pub(crate) high: Decimal,
    /// Where something may change; ascending, above `low`, not above `high`.
    pub(crate) limits: Vec<Decimal>,
    /// It only gives short decimals.
    pub(crate) short: bool,
    /// Less is never drawn as better: documents are dated later than what they show.
    pub(crate) rising: bool,
    /// Facts of which more gives more.
    pub(crate) countable: Vec<String>,
}

const PERCENTS: [&[(i64, u32)]; 8] = [
    &[(50, 0)],
    &[(50, 0), (100, 0)],
    &[(70, 0), (85, 0), (100, 0)],
    &[(100, 0)],
    &[(50, 0), (80, 0)],
    &[(3333, 2), (6667, 2)],
    &[(90, 0)],
    &[(125, 1), (100, 0)],
];
const GROWTHS: [&[(i64, u32)]; 5] = [
    &[(0, 0)],
    &[(5, 0)],
    &[(0, 0), (5, 0)],
    &[(-50, 0), (0, 0), (10, 0)],
    &[(50, 0), (100, 0)],
];

fn decimals(list: &[(i64, u32)]) -> Vec<Decimal> {
    list.iter()
        .map(|(mantissa, scale)| Decimal::new(*mantissa, *scale))
        .collect()
}

/// The answer for nothing to measure, if there is one
pub(crate) fn when_empty(draft: &mut Draft<'_>, max: i64) -> Option<Json> {
    match draft.dice.below(6) {
        0 => Some("zero".into()),
        1 => Some("full".into()),
        2 => Some("leave-denominator".into()),
        3 => Some(tagged("points", points(max / 2))),
        _ => None,
    }
}

fn steps(draft: &mut Draft<'_>, min: i64, max: i64) -> Vec<i64> {
    let count = draft.dice.between(1, 3.min(max - min));
    let mut limits = Vec::new();
    let mut at = min;
    for made in 0..count {
        let room = max - at - (count - made - 1);
        at += draft.dice.between(1, room.max(1));
        limits.push(at);
    }
    limits
}

/// A measure that gives a number; `max` is `None` in a condition
pub(crate) fn numeric(draft: &mut Draft<'_>, max: Option<i64>) -> Numeric {
    let empty = |draft: &mut Draft<'_>| max.and_then(|max| when_empty(draft, max));
    let by_unit = draft.provider.is_none();
    match draft.dice.below(12) {
        0 | 1 => fact(draft),
        2 => total(draft),
        3 | 4 => {
            let empty = empty(draft);
            share(draft, empty)
        }
        5 => rows(draft),
        6 => {
            let empty = empty(draft);
            row_share(draft, empty)
        }
        7 => {
            let empty = empty(draft);
            growth(draft, empty)
        }
        8 => {
            let empty = empty(draft);
            weighted_answers(draft, empty)
        }
        9 if by_unit => {
            let empty = empty(draft);
            tasks(draft, "completion", empty)
        }
        10 if by_unit => {
            let empty = empty(draft);
            tasks(draft, "punctuality", empty)
        }
        _ => borrowed(draft),
    }
}

fn fact(draft: &mut Draft<'_>) -> Numeric {
    let places = u32::from(draft.dice.once_in(3));
    let min = draft.dice.of(&[0, 0, 0, 1, -2]);
    let max = min + draft.dice.between(3, 11);
    let limits = steps(draft, min, max);
    let mut fact = draft.fact(Kind::Number {
        decimals: places,
        min,
        max,
    });
    fact.hints.clone_from(&limits);
    let id = fact.id.clone();
    draft.questions.push(Question::One(fact));
    let decimal = |steps: i64| Decimal::new(steps, places);
    let countable = min >= 0 && places == 0;
    Numeric {
        json: tagged("fact", id.as_str()),
        low: decimal(min),
        high: decimal(max),
        limits: limits.into_iter().map(decimal).collect(),
        short: true,
        rising: false,
        countable: if countable { vec![id] } else { Vec::new() },
    }
}

/// A fact of an earlier leaf, read again
fn borrowed(draft: &mut Draft<'_>) -> Numeric {
    let Some(fact) = draft.earlier.clone() else {
        return self::fact(draft);
    };
    let Kind::Number { decimals, min, max } = fact.kind else {
        return self::fact(draft);
    };
    let limits = if fact.hints.is_empty() {
        vec![max]
    } else {
        fact.hints
    };
    draft.borrowed.push(fact.id.clone());
    Numeric {
        json: tagged("fact", fact.id.as_str()),
        low: Decimal::new(min, decimals),
        high: Decimal::new(max, decimals),
        limits: limits
            .into_iter()
            .map(|steps| Decimal::new(steps, decimals))
            .collect(),
        short: true,
        rising: false,
        countable: Vec::new(),
    }
}

fn total(draft: &mut Draft<'_>) -> Numeric {
    let first = draft.number(0, 5);
    let most = draft.dice.between(2, 6);
    let second = draft.number(0, most);
    let limits = steps(draft, 0, 5 + most);
    let ids = vec![first.id.clone(), second.id.clone()];
    draft
        .questions
        .push(Question::Total(vec![first, second], limits.clone()));
    Numeric {
        json: tagged("total", ids.clone()),
        low: Decimal::whole(0),
        high: Decimal::whole(5 + most),
        limits: limits.into_iter().map(Decimal::whole).collect(),
        short: true,
        rising: false,
        countable: ids,
    }
}

fn share(draft: &mut Draft<'_>, empty: Option<Json>) -> Numeric {
    let percents = decimals(draft.dice.of(&PERCENTS));
    let (part, whole, items) = match draft.dice.below(5) {
        0..=2 => {
            let most = draft.dice.between(3, 11);
            (
                vec![draft.number(0, most)],
                vec![draft.number(0, most)],
                None,
            )
        }
        3 => {
            let part = vec![draft.number(0, 4), draft.number(0, 3)];
            (part, vec![draft.number(0, 7)], None)
        }
        _ => {
            let items = draft.number(0, 3);
            (
                vec![draft.number(0, 6)],
                vec![draft.number(0, 6)],
                Some(items),
            )
        }
    };
    let ids = |facts: &[crate::fact::Fact]| -> Vec<String> {
        facts.iter().map(|fact| fact.id.clone()).collect()
    };
    let countable = ids(&part);
    let json = Object::new()
        .with("part", ids(&part))
        .with("whole", ids(&whole))
        .maybe(
            "not_applicable_items",
            items.as_ref().map(|fact| fact.id.clone()),
        )
        .maybe("when_empty", empty);
    draft.questions.push(Question::Share {
        part,
        whole,
        items,
        percents: percents.clone(),
    });
    percentage(tagged("share", json), percents, countable)
}

/// Two shares with one whole, each without an answer for nothing
pub(crate) fn shares_of_one_whole(draft: &mut Draft<'_>) -> [Numeric; 2] {
    let most = draft.dice.between(3, 11);
    let whole = draft.number(0, most);
    let parts = [draft.number(0, most), draft.number(0, most)];
    let shares = [&parts[0], &parts[1]].map(|part| {
        let percents = decimals(draft.dice.of(&PERCENTS));
        let json = Object::new()
            .with("part", vec![part.id.clone()])
            .with("whole", vec![whole.id.clone()]);
        percentage(tagged("share", json), percents, Vec::new())
    });
    let [first, second] = parts;
    let percents = shares[0].limits.clone();
    draft.questions.push(Question::Share {
        part: vec![first],
        whole: vec![whole],
        items: None,
        percents,
    });
    draft.questions.push(Question::One(second));
    shares
}

fn percentage(json: Json, limits: Vec<Decimal>, countable: Vec<String>) -> Numeric {
    Numeric {
        json,
        low: Decimal::whole(0),
        high: Decimal::whole(100),
        limits,
        short: false,
        rising: false,
        countable,
    }
}

fn row_condition(draft: &mut Draft<'_>) -> Json {
    match draft.dice.below(4) {
        0 => Object::new().with("column", "ok").with("is", true),
        1 => Object::new().with("column", "n").with("at_least", 5_i64),
        2 => Object::new().with("column", "n").with("at_most", 5_i64),
        _ => Object::new()
            .with("column", "c")
            .with("one_of", vec!["a", "b"]),
    }
    .into()
}

fn table(draft: &mut Draft<'_>) -> (String, i64) {
    let max_rows = draft.dice.between(3, 6);
    let fact = draft.fact(Kind::Table { max_rows });
    let id = fact.id.clone();
    draft.questions.push(Question::One(fact));
    (id, max_rows)
}

fn rows(draft: &mut Draft<'_>) -> Numeric {
    let (id, max_rows) = table(draft);
    let mut conditions = vec![row_condition(draft)];
    if draft.dice.once_in(3) {
        conditions.push(row_condition(draft));
    }
    let json = Object::new().with("table", id).with("where", conditions);
    let limits = steps(draft, 0, max_rows);
    Numeric {
        json: tagged("rows", json),
        low: Decimal::whole(0),
        high: Decimal::whole(max_rows),
        limits: limits.into_iter().map(Decimal::whole).collect(),
        short: true,
        rising: false,
        countable: Vec::new(),
    }
}

fn row_share(draft: &mut Draft<'_>, empty: Option<Json>) -> Numeric {
    let (id, _) = table(draft);
    let conditions = vec![row_condition(draft)];
    let among = if draft.dice.once_in(3) {
        vec![row_condition(draft)]
    } else {
        Vec::new()
    };
    let json = Object::new()
        .with("table", id)
        .with("where", conditions)
        .filled("among", among)
        .maybe("when_empty", empty);
    let limits = decimals(draft.dice.of(&PERCENTS));
    percentage(tagged("row-share", json), limits, Vec::new())
}

fn growth(draft: &mut Draft<'_>, empty: Option<Json>) -> Numeric {
    let percents = decimals(draft.dice.of(&GROWTHS));
    let most = draft.dice.between(4, 11);
    let now = draft.number(0, most);
    let base = draft.number(0, 6);
    let json = Object::new()
        .with("now", now.id.as_str())
        .with("base", base.id.as_str())
        .maybe("when_empty", empty);
    draft.questions.push(Question::Growth {
        now,
        base,
        percents: percents.clone(),
    });
    Numeric {
        json: tagged("growth", json),
        low: Decimal::whole(-100),
        high: Decimal::whole(100 * (most - 1)),
        limits: percents,
        short: false,
        rising: false,
        countable: Vec::new(),
    }
}

fn weighted_answers(draft: &mut Draft<'_>, empty: Option<Json>) -> Numeric {
    let mut answers = Vec::new();
    let weights = draft
        .dice
        .of(&[&[100, 60, 0][..], &[100, 0], &[100, 50, 20, 0]]);
    for weight in weights {
        let fact = draft.number(0, 3);
        answers.push(
            Object::new()
                .with("fact", fact.id.as_str())
                .with("weight", *weight),
        );
        draft.questions.push(Question::One(fact));
    }
    let json = Object::new()
        .with("answers", answers)
        .maybe("when_empty", empty);
    let limits = decimals(draft.dice.of(&PERCENTS));
    percentage(tagged("weighted-answers", json), limits, Vec::new())
}

/// A group of tasks, as the plan binds or lists them
pub(crate) fn group(draft: &mut Draft<'_>, empty: Option<Json>) -> Object {
    let group = match draft.dice.below(6) {
        0..=2 => {
            let slot = draft.dice.below(crate::plan::SLOTS);
            draft.slots.insert(slot);
            Object::new().with("slots", vec![format!("s{slot}")])
        }
        3 => {
            draft.slots.extend([0, 1]);
            Object::new().with("slots", vec!["s0", "s1"])
        }
        4 => {
            draft.groups.insert("area:p1");
            Object::new().with("area", "p1")
        }
        _ => {
            draft.groups.insert("all");
            Object::new().with("all", true)
        }
    };
    group.maybe("when_empty", empty)
}

fn tasks(draft: &mut Draft<'_>, kind: &str, empty: Option<Json>) -> Numeric {
    let group = group(draft, empty);
    let limits = decimals(draft.dice.of(&PERCENTS));
    Numeric {
        rising: true,
        ..percentage(tagged(kind, group), limits, Vec::new())
    }
}
