//! The detail of a loss: the rule, its citation and the numbers used.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::eval::{Loss, Scorecard};
use crate::explain::{fact_value, reading_text};
use crate::file::Citation;

/// The detail of a loss.
#[derive(Serialize)]
pub(crate) struct Detail<'a> {
    /// Parts that lead to the place, joined by `/`.
    part: Option<String>,
    /// The form of the rule: `bands`, `options`, `cases` …
    rule: &'static str,
    /// What the measure read.
    measure: Option<String>,
    /// The facts read, as given.
    facts: BTreeMap<&'a str, String>,
    /// What the leaf rests on.
    cites: &'a [Citation],
}

/// The detail of a loss of a scorecard.
pub(crate) fn detail<'a>(card: &'a Scorecard, loss: &Loss) -> Option<Detail<'a>> {
    let compiled = card.scorer().compiled();
    let set = &compiled.set;
    let leaf = compiled.leaves.get(loss.leaf)?;
    let model = set.leaves().get(loss.leaf)?;
    let place = leaf.places.get(loss.place)?;
    let part: Vec<&str> = place.path.iter().map(AsRef::as_ref).collect();
    let mut facts = BTreeMap::new();
    for cell in &*place.cells {
        let input = compiled.inputs.get(*leaf.inputs.get(*cell)?)?;
        if let Some(index) = input.fact() {
            let fact = set.facts().get(index)?;
            let value = card.assessment().resolved().get(index)?;
            facts.insert(fact.id.as_ref(), fact_value(fact, value));
        }
    }
    Some(Detail {
        part: (!part.is_empty()).then(|| part.join("/")),
        rule: place.form,
        measure: loss
            .reading
            .map(|reading| reading_text(compiled, leaf, loss.place, reading)),
        facts,
        cites: &model.criterion().cites,
    })
}
