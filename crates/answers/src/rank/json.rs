//! `rank --format json`.

use par_index::number::{Ratio, Rounding};
use par_index::output::ClassNotes;
use par_index::ranking::{
    Contender, Group, GroupChange, Mean, OpenUnit, Placed, Summary, TieRule, Undecided,
};
use serde_json::{Value, json};

use super::answer::{Ranked, shown};

impl Ranked {
    /// The answer as data.
    pub fn data(&self) -> Value {
        document(self)
    }
}

fn document(ranked: &Ranked) -> Value {
    let (rule, by) = match ranked.ranking.ties() {
        TieRule::Shared => ("shared", Vec::new()),
        TieRule::Ordered(by) => ("ordered", by.clone()),
    };
    let groups = ranked.ranking.groups().iter().enumerate().map(|(at, own)| {
        let changes = ranked.changes.as_ref().and_then(|all| all.groups().get(at));
        group(ranked, own, changes, &by)
    });
    let ignored = ranked.ignored.iter().map(|own| &own.name);
    json!({
        "column": ranked.column,
        "made_up": ranked.made_up,
        "ties": { "rule": rule, "by": by },
        "groups": groups.collect::<Vec<_>>(),
        "passed_over": ranked.passed_over.iter().chain(ignored).collect::<Vec<_>>(),
        "left_out": ranked.left_out,
    })
}

fn group(ranked: &Ranked, own: &Group, changes: Option<&GroupChange>, by: &[String]) -> Value {
    let printed = own.key.set.is_none();
    let first = own.placed.first().map(|own| &own.contender);
    let first = first.or_else(|| own.open.first().map(|own| &own.contender));
    let first = first.or_else(|| own.unplaced.first());
    let rounding = first.map_or(Rounding::TWO_PLACES, |own| own.rounding);
    let number = |value: Option<Ratio>| value.map(|value| exact(value, rounding, printed));
    let set = ranked.examples.get(&own.key).map(|card| {
        let set = card.scorer().criteria_set();
        json!({ "id": set.id(), "edition": set.edition(), "provenance": set.provenance(), "fingerprint": set.fingerprint() })
    });
    json!({
        "criteria_set": set,
        "group": own.key.group,
        "units": own.placed.iter().map(|own| placed(own, by)).collect::<Vec<_>>(),
        "open": own.open.iter().map(open).collect::<Vec<_>>(),
        "unplaced": own.unplaced.iter().map(unplaced).collect::<Vec<_>>(),
        "undecided": own.undecided.iter().map(|own| undecided(own, by)).collect::<Vec<_>>(),
        "summary": summary(&own.summary, rounding, printed),
        "change": changes.map(|own| json!({
            "mean_before": own.mean_before.map(|own| mean(own, rounding)),
            "mean": number(own.mean),
            "joined": own.joined,
            "left": own.left,
            "units": own.units.iter().map(|own| json!({
                "unit": own.unit,
                "place_before": own.place_before,
                "index_before": number(own.index_before),
                "places_gained": own.places_gained,
                "index": number(own.index),
                "other_group": own.other_group,
                "other_edition": own.other_edition,
            })).collect::<Vec<_>>(),
        })),
    })
}

fn unit(own: &Contender) -> Value {
    let printed = own.group.set.is_none();
    let number = |value: Option<Ratio>| value.map(|value| exact(value, own.rounding, printed));
    let exactly = own.standing.known().filter(|_| own.is_classed_exactly);
    let notes = ClassNotes {
        below_every_class: own.is_below_classes.then_some(true),
        exact_index: exactly.map(|value| value.to_string()),
    };
    with(
        json!({
            "unit": own.unit,
            "title": own.title,
            "index": number(own.standing.known()),
            "lower": number(own.standing.lower()),
            "upper": number(own.standing.upper()),
            "class": own.class.as_ref().map(|class| &class.id),
            "areas": own.areas.iter().map(|area| json!({
                "id": area.id,
                "index": number(area.index),
            })).collect::<Vec<_>>(),
        }),
        json!(notes),
    )
}

fn with(mut value: Value, more: Value) -> Value {
    if let (Value::Object(own), Value::Object(more)) = (&mut value, more) {
        own.extend(more);
    }
    value
}

fn placed(own: &Placed, by: &[String]) -> Value {
    with(
        unit(&own.contender),
        json!({
            "place": own.place,
            "sharing": own.sharing,
            "parted_by": own.parted_by.and_then(|leaf| by.get(leaf)),
            "best": own.best,
            "worst": own.worst,
        }),
    )
}

fn open(own: &OpenUnit) -> Value {
    let bounds = match own.contender.standing {
        par_index::ranking::Standing::Between { exact: true, .. } => Some("exact"),
        par_index::ranking::Standing::Between { .. } => Some("outer"),
        _ => None,
    };
    with(
        unit(&own.contender),
        json!({ "best": own.best, "worst": own.worst, "bounds": bounds }),
    )
}

fn unplaced(own: &Contender) -> Value {
    with(unit(own), json!({ "why": "nothing-applies" }))
}

fn undecided(own: &Undecided, by: &[String]) -> Value {
    json!({ "criterion": by.get(own.leaf), "units": own.units })
}

fn summary(own: &Summary, rounding: Rounding, printed: bool) -> Value {
    let number = |value: Option<Ratio>| value.map(|value| exact(value, rounding, printed));
    json!({
        "units": own.units,
        "mean": own.mean.map(|own| mean(own, rounding)),
        "least": number(own.least),
        "quarter": number(own.quarter),
        "median": number(own.median),
        "three_quarters": number(own.three_quarters),
        "greatest": number(own.greatest),
        "quantiles": "inclusive",
        "classes": own.classes.iter().map(|own| json!({
            "id": own.class.id,
            "title": own.class.title,
            "units": own.units,
        })).collect::<Vec<_>>(),
        "areas": own.areas.iter().map(|own| json!({
            "id": own.id,
            "title": own.title,
            "units": own.units,
            "mean": own.mean.map(|own| mean(own, rounding)),
        })).collect::<Vec<_>>(),
    })
}

/// A value: the fraction itself, and as it is shown.
fn exact(value: Ratio, rounding: Rounding, printed: bool) -> Value {
    json!({
        "exact": value.to_string(),
        "rounded": shown(value, rounding, printed).map(|value| value.to_string()),
    })
}

fn mean(mean: Mean, rounding: Rounding) -> Value {
    json!({
        "exact": mean.exact().map(|value| value.to_string()),
        "rounded": mean.rounded(rounding).map(|value| value.to_string()),
    })
}
