//! This year's assessment beside last year's.

mod document_of_previous_year;
mod figure_jump;
mod jump_against_previous;

use super::scene::Scene;
use crate::diagnostic::Diagnostics;
use crate::eval::{Assessment, Scorecard};
use crate::file::AssessmentFile;

pub(super) const IDS: &[&str] = &[
    jump_against_previous::ID,
    figure_jump::ID,
    document_of_previous_year::ID,
];

/// Compares an assessment with an earlier one of the same unit
///
/// Criteria and facts are matched by id, and across editions only where their titles agree as well.
/// Everything found is advice: a jump may be true.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use par_index::check::check_against_previous;
/// use par_index::{compile::Scorer, eval::Assessment, model::CriteriaSet, number::{Date, Quantity}};
///
/// let set = par_index::shipped::find("department-from-plan", "2024").ok_or("not shipped")?;
/// let scorer = Scorer::new(CriteriaSet::from_json(None, set.json.as_bytes())?)?;
/// let score = |dossiers: &str| {
///     let mut file = scorer.blank_assessment("a-department", Date::parse("2024-11-20").unwrap())?;
///     file.answer("dossiers-received", Quantity::parse(dossiers)?)?;
///     let assessment = Assessment::new(&scorer, None, file)?;
///     Ok::<_, Box<dyn std::error::Error>>(scorer.score(&assessment)?)
/// };
/// let found = check_against_previous(&score("14200")?, &score("1420")?);
/// let ids: Vec<_> = found.iter().map(|one| one.check()).collect();
/// assert_eq!(ids, ["figure-jump-against-previous"]);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check_against_previous(card: &Scorecard, previous: &Scorecard) -> Diagnostics {
    let both = Both {
        now: Scene::new(card),
        then: Scene::new(previous),
    };
    let mut found = Diagnostics::new();
    jump_against_previous::check(&both, card, previous, &mut found);
    figure_jump::check(&both, &mut found);
    document_of_previous_year::check(&both, &mut found);
    found
}

/// Compares an assessment with the one of the year before, whose criteria set is not at hand or does
/// not fit it
///
/// What both have in common is compared, read by the set of this year. Nothing is compared where the
/// two name different sets.
pub fn check_against_previous_edition(card: &Scorecard, previous: AssessmentFile) -> Diagnostics {
    let scorer = card.scorer();
    if previous.criteria_set.id != *scorer.criteria_set().id() {
        return Diagnostics::new();
    }
    let previous = match Assessment::fit(scorer, None, previous) {
        Ok(assessment) => scorer.score(&assessment),
        Err(unfit) => scorer.score(unfit.assessment()),
    };
    previous.map_or_else(
        |_| Diagnostics::new(),
        |own| check_against_previous(card, &own),
    )
}

/// Two assessments side by side.
struct Both<'a> {
    now: Scene<'a>,
    then: Scene<'a>,
}

impl Both<'_> {
    /// Whether both answer one criteria set, where ids mean the same.
    fn is_one_set(&self) -> bool {
        self.now.set.id() == self.then.set.id()
    }
}
