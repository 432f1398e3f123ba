//! Wordings in the language asked for.

use par_index::diagnostic::Lang;
use par_index::file::{Citation, Text};
use par_index::model::{CriteriaSet, Leaf};
use par_index::number::{Points, Quantity};

/// Stands where there is no value.
pub const NONE: &str = "–";

/// One of two wordings.
pub fn say<'w>(lang: Lang, vi: &'w str, en: &'w str) -> &'w str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// A title; Vietnamese where there is no English.
pub fn title(text: &Text, lang: Lang) -> &str {
    match (lang, &text.en) {
        (Lang::En, Some(en)) => en,
        _ => &text.vi,
    }
}

/// Points in a sentence: `2 điểm`, `1.5 points`.
pub fn points_text(points: Points, lang: Lang) -> String {
    let number = super::number::points(points, lang);
    match lang {
        Lang::Vi => format!("{number} điểm"),
        Lang::En if number == "1" => format!("{number} point"),
        Lang::En => format!("{number} points"),
    }
}

/// `c2.5`, with the number printed on the sheet where the name does not end with it.
pub fn name(leaf: &Leaf) -> String {
    match &leaf.criterion().number {
        Some(number) if !leaf.id().as_str().ends_with(number.trim_end_matches('.')) => {
            format!("{} ({number})", leaf.id())
        }
        _ => leaf.id().to_string(),
    }
}

/// How far apart two numbers are.
pub fn apart(from: Quantity, to: Quantity) -> Option<Quantity> {
    let scale = from.scale().max(to.scale());
    let by = to.to_scale(scale)?.checked_sub(from.to_scale(scale)?)?;
    Quantity::new(by.checked_abs()?, scale).ok()
}

/// Each instrument with its provisions.
pub fn citations(set: &CriteriaSet, cites: &[Citation]) -> Vec<String> {
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    for cite in cites {
        let provision = cite.provision.as_deref();
        match all
            .iter_mut()
            .find(|(source, _)| *source == cite.source.as_str())
        {
            Some((_, provisions)) => provisions.extend(provision),
            None => all.push((cite.source.as_str(), provision.into_iter().collect())),
        }
    }
    let instruments = &set.file().instruments;
    all.into_iter()
        .map(|(source, provisions)| {
            let known = instruments
                .iter()
                .find(|instrument| instrument.id.as_str() == source);
            let name = known.map_or(source, |instrument| instrument.instrument.as_str());
            if provisions.is_empty() {
                name.to_owned()
            } else {
                format!("{name}: {}", provisions.join("; "))
            }
        })
        .collect()
}
