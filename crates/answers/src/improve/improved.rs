//! A plan of least effort with all it was made of.

use par_index::eval::{Column, Scorecard};
use par_index::improve::{Actions, Goal, Plan};
use par_index::number::Quantity;

/// A plan with all it was made of
#[derive(Debug)]
pub struct Improved {
    pub card: Scorecard,
    pub actions: Actions,
    pub goal: Goal,
    pub column: Column,
    pub plan: Plan,
}

/// What a cost is above another.
pub(super) fn gap(cost: &str, least: &str) -> String {
    let number = |text: &str| Quantity::parse(text).ok();
    number(cost)
        .zip(number(least))
        .and_then(|(cost, least)| {
            let scale = cost.scale().max(least.scale());
            let more = cost.to_scale(scale)?.checked_sub(least.to_scale(scale)?)?;
            Quantity::new(more, scale).ok()
        })
        .map_or_else(String::new, |gap| gap.to_string())
}
