//! `rank --format csv`: one line a unit.

use std::collections::BTreeMap;

use par_index::number::{Quantity, Ratio};
use par_index::ranking::{Contender, UnitChange};

use super::rank::Ranked;
use crate::text::rank::{changes_by_unit, shown};

const HEAD: [&str; 16] = [
    "set",
    "edition",
    "group",
    "place",
    "sharing",
    "best",
    "worst",
    "unit",
    "title",
    "index",
    "index_exact",
    "lower",
    "upper",
    "class",
    "places_gained",
    "index_change",
];

pub(crate) fn text(ranked: &Ranked) -> String {
    let mut text = line(&HEAD.map(str::to_owned));
    for (at, group) in ranked.ranking.groups().iter().enumerate() {
        let changes = ranked.changes.as_ref().and_then(|all| all.groups().get(at));
        let changes = changes_by_unit(changes);
        for own in &group.placed {
            let [place, sharing] = [own.place, own.sharing].map(|count| count.to_string());
            text.push_str(&unit(
                &own.contender,
                [place, sharing],
                [own.best, own.worst].map(|place| place.to_string()),
                &changes,
            ));
        }
        let none = || [String::new(), String::new()];
        for own in &group.open {
            let ends = [own.best, own.worst].map(|place| place.to_string());
            text.push_str(&unit(&own.contender, none(), ends, &changes));
        }
        for own in &group.unplaced {
            text.push_str(&unit(own, none(), none(), &changes));
        }
    }
    text
}

fn unit(
    own: &Contender,
    [place, sharing]: [String; 2],
    [best, worst]: [String; 2],
    changes: &BTreeMap<&str, &UnitChange>,
) -> String {
    let change = changes.get(own.unit.as_str());
    let known = own.standing.known();
    let end = |end: Option<Ratio>| end.filter(|_| known.is_none()).map(|end| decimal(end, own));
    let key = &own.group;
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    line(&[
        optional(&key.set),
        optional(&key.edition),
        optional(&key.group),
        place,
        sharing,
        best,
        worst,
        own.unit.clone(),
        own.title
            .as_ref()
            .map(|title| title.vi.clone())
            .unwrap_or_default(),
        known.map(|value| decimal(value, own)).unwrap_or_default(),
        known.map(|value| value.to_string()).unwrap_or_default(),
        end(own.standing.lower()).unwrap_or_default(),
        end(own.standing.upper()).unwrap_or_default(),
        own.class
            .as_ref()
            .map(|class| class.id.clone())
            .unwrap_or_default(),
        change
            .and_then(|change| change.places_gained)
            .map(|places| places.to_string())
            .unwrap_or_default(),
        change
            .and_then(|change| change.index)
            .map(|index| decimal(index, own))
            .unwrap_or_default(),
    ])
}

fn decimal(value: Ratio, own: &Contender) -> String {
    shown(value, own.rounding, own.group.set.is_none())
        .as_ref()
        .map(Quantity::to_string)
        .unwrap_or_default()
}

fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| {
            // A cell that begins so is a formula to a spreadsheet, unless it is a number.
            let formula = cell.starts_with(['=', '+', '@', '-']) && Quantity::parse(cell).is_err();
            let safe = if formula {
                format!("'{cell}")
            } else {
                cell.clone()
            };
            if safe.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", safe.replace('"', "\"\""))
            } else {
                safe
            }
        })
        .collect();
    format!("{}\n", cells.join(","))
}
