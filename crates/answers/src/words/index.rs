//! Indices and points of a scorecard in words.

use par_index::compile::Scorer;
use par_index::diagnostic::Lang;
use par_index::eval::{Column, CriterionScore, Index, Scorecard};
use par_index::number::{Points, Ratio, Rounding, RoundingMode};

use crate::words::number::{exact_index, index, places_for};
use crate::words::say::NONE;
use crate::words::{say, title};

/// The computed index where it is one value, else its interval.
pub fn one_value(card: &Scorecard, of: &Index, lang: Lang) -> String {
    match of.column(Column::Computed) {
        Some(value) => percent(card, Some(value), lang),
        None if !card.assessment().is_complete() => NONE.to_owned(),
        None if of.lower().is_none() => say(lang, "không áp dụng", "not applicable").to_owned(),
        None => interval(card, of, lang),
    }
}

/// An index, rounded as the criteria set states.
pub fn percent(card: &Scorecard, value: Option<Ratio>, lang: Lang) -> String {
    let rounded = value.and_then(|value| card.rounded(value));
    rounded.map_or_else(|| NONE.to_owned(), |value| index(value, lang))
}

/// The bounds of an index.
pub fn interval(card: &Scorecard, of: &Index, lang: Lang) -> String {
    if of.lower().is_none() {
        return NONE.to_owned();
    }
    format!(
        "{}–{}",
        percent(card, of.lower(), lang),
        percent(card, of.upper(), lang)
    )
}

/// The class of an index in a cell of a table: with the exact index where the printed one misleads.
pub fn class_cell(scorer: &Scorer, value: Ratio, lang: Lang) -> Option<String> {
    let class = match scorer.class_of(value) {
        Some(class) => title(&class.title, lang),
        None if scorer.is_below_classes(value) => say(lang, "dưới mọi mức", "below every class"),
        None => return None,
    };
    if !scorer.class_differs_in_print(value) {
        return Some(class.to_owned());
    }
    let exact = exact_index(value, lang);
    Some(match lang {
        Lang::Vi => format!("{class} (chỉ số đúng {exact})"),
        Lang::En => format!("{class} (exact index {exact})"),
    })
}

/// Decimals that show every leaf's points.
pub fn places(card: &Scorecard) -> u8 {
    let leaves = card.criteria().iter();
    places_for(leaves.flat_map(|score| {
        [
            Some(score.max()),
            score.claimed(),
            score.computed(),
            score.evidenced(),
            score.final_points(),
        ]
        .into_iter()
        .flatten()
    }))
}

/// What the unit typed less what its facts give, where they differ at the decimals of claims.
pub fn difference(card: &Scorecard, score: &CriterionScore) -> Option<Points> {
    let places = card.scorer().criteria_set().file().rounding.claim_places;
    let rounding = Rounding::new(u8::try_from(places).ok()?, RoundingMode::HalfUp)?;
    let computed = Ratio::from_points(score.computed()?).to_points(rounding)?;
    let claimed = score.claimed()?;
    claimed
        .checked_sub(computed)
        .filter(|difference| *difference != Points::ZERO)
}
