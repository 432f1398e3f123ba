//! Kinds of facts.

use par_index::file::{ChoiceKind, ChoiceOption, Fact, FactKind, NumberKind, ProvidedBy, Span};
use par_index::number::{Date, Quantity};
use par_index::read::Id;

use super::title;

pub(super) fn yes_no(words: &str) -> impl FnOnce(Id) -> Fact + use<'_> {
    move |id| fact(id, words, FactKind::YesNo)
}

pub(super) fn choice(words: &str, options: Vec<ChoiceOption>) -> impl FnOnce(Id) -> Fact + use<'_> {
    move |id| fact(id, words, FactKind::Choice(ChoiceKind { options }))
}

pub(super) fn number<'w>(
    words: &'w str,
    unit: &str,
    decimals: u32,
    max: Quantity,
) -> impl FnOnce(Id) -> Fact + use<'w> {
    let unit = unit.to_owned();
    move |id| {
        let kind = NumberKind {
            decimals,
            unit,
            min: Quantity::ZERO,
            max,
        };
        fact(id, words, FactKind::Number(kind))
    }
}

/// Percent above or below a plan.
pub(super) fn excess(
    words: &str,
    decimals: u32,
    min: Quantity,
    max: Quantity,
) -> impl FnOnce(Id) -> Fact + use<'_> {
    move |id| {
        let kind = NumberKind {
            decimals,
            unit: "%".to_owned(),
            min,
            max,
        };
        fact(id, words, FactKind::Number(kind))
    }
}

pub(super) fn survey(
    words: &str,
    decimals: u32,
    max: Quantity,
) -> impl FnOnce(Id) -> Fact + use<'_> {
    move |id| Fact {
        provided_by: Some(ProvidedBy::Survey),
        ..number(words, "điểm", decimals, max)(id)
    }
}

pub(super) fn date(words: &str, from: Date, until: Date) -> impl FnOnce(Id) -> Fact + use<'_> {
    move |id| fact(id, words, FactKind::Date(Span { from, until }))
}

fn fact(id: Id, words: &str, kind: FactKind) -> Fact {
    Fact {
        id,
        title: title(words),
        kind,
        provided_by: None,
        edition: None,
    }
}
