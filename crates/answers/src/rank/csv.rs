//! `rank --format csv`: one line a unit.

use std::collections::BTreeMap;

use par_index::number::{Quantity, Ratio};
use par_index::ranking::{Contender, UnitChange};

use super::answer::{Ranked, changes_by_unit, shown};
use crate::csv::CsvLine;
use crate::csv::texts;

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

impl Ranked {
    /// The answer as a table.
    pub fn csv(&self) -> Vec<u8> {
        text(self)
    }
}

fn text(ranked: &Ranked) -> Vec<u8> {
    let mut text = Vec::new();
    texts(&mut text, HEAD);
    for (at, group) in ranked.ranking.groups().iter().enumerate() {
        let changes = ranked.changes.as_ref().and_then(|all| all.groups().get(at));
        let changes = changes_by_unit(changes);
        for own in &group.placed {
            let place = [Some(own.place), Some(own.sharing)];
            let range = [own.best, own.worst];
            unit(&mut text, &own.contender, place, range.map(Some), &changes);
        }
        for own in &group.open {
            let range = [own.best, own.worst];
            unit(
                &mut text,
                &own.contender,
                [None, None],
                range.map(Some),
                &changes,
            );
        }
        for own in &group.unplaced {
            unit(&mut text, own, [None; 2], [None; 2], &changes);
        }
    }
    text
}

fn unit(
    text: &mut Vec<u8>,
    own: &Contender,
    place: [Option<usize>; 2],
    range: [Option<usize>; 2],
    changes: &BTreeMap<&str, &UnitChange>,
) {
    let change = changes.get(own.unit.as_str());
    let known = own.standing.known();
    let end = |end: Option<Ratio>| {
        end.filter(|_| known.is_none())
            .and_then(|end| decimal(end, own))
    };
    let key = &own.group;
    let mut line = CsvLine::new(text);
    for name in [&key.set, &key.edition, &key.group] {
        line.text(name.as_deref().unwrap_or_default());
    }
    for number in place.into_iter().chain(range) {
        line.show(number);
    }
    line.text(&own.unit);
    line.text(own.title.as_ref().map_or("", |title| &title.vi));
    line.show(known.and_then(|value| decimal(value, own)));
    line.word(&known.map(|value| value.to_string()).unwrap_or_default());
    line.show(end(own.standing.lower()));
    line.show(end(own.standing.upper()));
    line.text(own.class.as_ref().map_or("", |class| class.id.as_str()));
    let gained = change.and_then(|change| change.places_gained);
    line.word(&gained.map(|places| places.to_string()).unwrap_or_default());
    let moved = change.and_then(|change| change.index);
    line.show(moved.and_then(|index| decimal(index, own)));
    line.end();
}

fn decimal(value: Ratio, own: &Contender) -> Option<Quantity> {
    shown(value, own.rounding, own.group.set.is_none())
}
