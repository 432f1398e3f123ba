//! Margins as JSON.

use par_index::eval::Scorecard;
use par_index::margins::{Margin, Margins, Move, Mover};
use par_index::model::CriteriaSet;
use par_index::number::Points;
use serde_json::{Value, json};

use crate::words::tasks::names;

pub fn document(card: &Scorecard, all: &[Margins]) -> Value {
    json!({
        "as_of": card.assessment().as_of(),
        "criteria": all.iter().map(|own| leaf(card, own)).collect::<Vec<_>>(),
    })
}

fn leaf(card: &Scorecard, own: &Margins) -> Value {
    let set = card.scorer().criteria_set();
    let leaf = set.leaves().get(own.leaf);
    let margins = |all: &[Margin]| all.iter().map(|own| margin(card, own)).collect::<Vec<_>>();
    json!({
        "id": leaf.map(par_index::model::Leaf::id),
        "title": leaf.map(|leaf| &leaf.criterion().title),
        "max": leaf.map(par_index::model::Leaf::max_points),
        "points": own.points,
        "gains": margins(&own.gains),
        "losses": margins(&own.losses),
        "not_possible": own.not_possible.iter().map(|own| json!({
            "way": own.way,
            "moves": own.mover.map(|mover| match mover {
                Mover::Fact(fact) => fact_id(set, fact),
                Mover::Tasks => json!("tasks"),
            }),
            "why": own.why,
        })).collect::<Vec<_>>(),
    })
}

fn fact_id(set: &CriteriaSet, fact: usize) -> Value {
    json!(set.facts().get(fact).map(|fact| &fact.id))
}

fn margin(card: &Scorecard, own: &Margin) -> Value {
    let set = card.scorer().criteria_set();
    let points = own.to.checked_sub(own.from);
    json!({
        "change": change(card, &own.change),
        "from": own.from,
        "to": own.to,
        "points": points,
        "reading": own.reading.as_ref().map(|(from, to)| json!({ "from": from, "to": to })),
        "index": own.index.map(|index| json!({
            "of": if index.single { "computed" } else { "lower" },
            "from": index.from.to_string(),
            "to": index.to.to_string(),
            "change": index.change().map(|change| change.to_string()),
        })),
        "others": own.others.iter().map(|other| json!({
            "id": set.leaves().get(other.leaf).map(par_index::model::Leaf::id),
            "from": other.from.as_ref().map(Points::to_string),
            "to": other.to.as_ref().map(Points::to_string),
        })).collect::<Vec<_>>(),
    })
}

fn change(card: &Scorecard, change: &Move) -> Value {
    let set = card.scorer().criteria_set();
    let option = |fact: usize, index: usize| match set.facts().get(fact).map(|fact| &fact.kind) {
        Some(par_index::file::FactKind::YesNo) => json!(index == 0),
        Some(par_index::file::FactKind::Choice(kind)) => {
            json!(kind.options.get(index).map(|option| &option.id))
        }
        _ => Value::Null,
    };
    match change {
        Move::Number { fact, from, to } => json!({
            "kind": "number", "fact": fact_id(set, *fact),
            "from": from.to_string(), "to": to.to_string(),
        }),
        Move::Choice { fact, from, to } => json!({
            "kind": "choice", "fact": fact_id(set, *fact),
            "from": option(*fact, *from), "to": option(*fact, *to),
        }),
        Move::Day { fact, from, to } => {
            let day = |day: &Option<par_index::number::Date>| {
                day.map_or_else(|| "none".to_owned(), |day| day.to_string())
            };
            let apart = from.zip(*to).map(|(from, to)| to.days_since(from));
            json!({
                "kind": "day", "fact": fact_id(set, *fact),
                "from": day(from), "to": day(to), "days": apart,
            })
        }
        Move::Tasks {
            to, occurrences, ..
        } => json!({
            "kind": "tasks", "to": to, "count": occurrences.len(),
            "tasks": names(card, occurrences),
        }),
    }
}
