//! The margins of a leaf, an area, or everything.

use par_index::diagnostic::Lang;
use par_index::eval::Scorecard;
use par_index::margins::{MarginSearch, Margins};
use par_index::model::Home;
use serde::Serialize;

use super::{json, page};
use crate::desk::assessment::{Beside, score};
use crate::desk::documents::Sources;
use crate::desk::refusal::Failure;
use crate::desk::target::{Target, find};
use crate::words::page::Page;

/// A scorecard, with margins of what was asked for, areas before bonus and penalty
#[derive(Debug)]
pub struct Answer {
    card: Scorecard,
    id: Option<String>,
    all: Vec<Margins>,
}

/// Scores an assessment to find the margins of a leaf or area of it, or of everything.
pub fn answer(
    file: &str,
    id: Option<&str>,
    beside: &Beside,
    sources: &mut Sources,
) -> Result<Answer, Failure> {
    let card = score(file, beside, sources)?.card;
    let target = id.map_or(Ok(Target::All), |id| find(&card, id))?;
    let all = margins_of(&card, target);
    let id = id.map(str::to_owned);
    Ok(Answer { card, id, all })
}

impl Answer {
    /// The answer as data.
    pub fn data(&self) -> impl Serialize + '_ {
        json::document(&self.card, &self.all)
    }

    /// The answer for a person.
    pub fn page(&self, lang: Lang) -> Page {
        let named = self.id.as_deref().map(|id| find(&self.card, id));
        let target = named.and_then(Result::ok).unwrap_or(Target::All);
        page::page(&self.card, target, &self.all, lang)
    }
}

fn margins_of(card: &Scorecard, target: Target<'_>) -> Vec<Margins> {
    let leaves = card.scorer().criteria_set().leaves().iter().enumerate();
    let meant = |leaf: usize| match target {
        Target::Leaf(own) => own == leaf,
        Target::Parent(parent) => parent.leaves().contains(&leaf),
        Target::All => true,
    };
    let order = |home: Home| match home {
        Home::Area(_) => 0,
        Home::Bonus => 1,
        Home::Penalty => 2,
    };
    let mut all: Vec<_> = leaves.filter(|(index, _)| meant(*index)).collect();
    all.sort_by_key(|(_, leaf)| order(leaf.home()));
    let search = MarginSearch::new(card);
    all.into_iter()
        .filter_map(|(_, leaf)| search.of(leaf.id().as_str()))
        .collect()
}
