//! Checking what is scored: findings about an assessment, and the worked examples of a criteria set.
//!
//! An [`Assessment`](crate::eval::Assessment) that exists already fits its criteria set; what it
//! found on the way stands in [`Assessment::findings`](crate::eval::Assessment::findings).
//! [`check_assessment`] finds what an appraiser would find: claims that are not what the facts give,
//! sums that do not add up, facts that contradict each other, days that are over, documents that are
//! missing or say something else, and rounds of appraisal out of order.
//!
//! [`check_files`] compares the register of documents with the files there are, [`check_against_previous`]
//! an assessment with the one of the year before, and [`summarise`] says what findings mean for the
//! points.
//!
//! Each check is a file of its own with its typed finding. Every fault is reported once, at its
//! root: a criterion that cannot be assessed has no finding about its claim as well.

mod appraisal;
mod claims;
mod criteria;
mod editions;
mod evidence;
mod example_fails;
mod facts;
mod files;
mod notation;
mod plausibility;
mod previous;
mod progress;
mod published;
mod registry;
mod scene;
mod summary;
mod unfit;
mod words;

#[cfg(test)]
mod tests;

use self::scene::Scene;
use crate::analyse::Proof;
use crate::compile::Scorer;
use crate::diagnostic::Diagnostics;
use crate::eval::Scorecard;

pub use claims::{CellChange, reconciliations};
pub use editions::check_editions;
pub use evidence::document_kinds;
pub use example_fails::check_examples;
pub use files::{FileState, check_files};
pub use previous::{check_against_previous, check_against_previous_edition};
pub use published::check_published;
pub use registry::{CheckGroup, CheckInfo, all_checks};
pub use summary::{CheckSummary, CriterionAtStake, PointsAtStake, ToDo, summarise};
pub use unfit::check_unfit;

/// Everything there is to say about a scored assessment, beyond its own findings
///
/// The pointers lead into the assessment file. Whoever read it calls
/// [`Document::locate`](crate::read::Document::locate) and sorts.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use par_index::check::check_assessment;
/// use par_index::compile::Scorer;
/// use par_index::eval::Assessment;
/// use par_index::model::CriteriaSet;
///
/// let shipped = par_index::shipped::find("department-from-plan", "2024").unwrap();
/// let scorer = Scorer::new(CriteriaSet::from_json(None, shipped.json.as_bytes())?)?;
/// let text = r#"{
///   "format": "par-index/assessment@1",
///   "unit": { "id": "a-department", "title": { "vi": "Một sở" } },
///   "period": { "from": "2024-01-01", "until": "2024-12-31" },
///   "as_of": "2024-11-30",
///   "criteria_set": { "id": "department-from-plan", "edition": "2024" },
///   "facts": { "texts-assigned": 10, "texts-submitted-on-time": 12 }
/// }"#;
/// let assessment = Assessment::from_json(&scorer, None, None, text.as_bytes())?;
/// let found = check_assessment(&scorer.score(&assessment)?);
/// let fault = found.iter().find(|one| one.check() == "part-exceeds-whole").unwrap();
/// assert_eq!(fault.place().pointer, "/facts/texts-submitted-on-time");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check_assessment(card: &Scorecard) -> Diagnostics {
    let scene = Scene::new(card);
    let mut found = Diagnostics::new();
    claims::check(&scene, &mut found);
    facts::check(&scene, &mut found);
    evidence::check(&scene, &mut found);
    progress::check(&scene, &mut found);
    appraisal::check(&scene, &mut found);
    plausibility::check(&scene, &mut found);
    found
}

/// Everything that the analysis of a compiled criteria set finds, beyond the checks of its file
///
/// `proof` is what [`prove`](crate::analyse::prove) gave for the same scorer. The pointers lead into
/// the criteria file.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use par_index::{analyse::prove, check::check_rules, compile::Scorer, model::CriteriaSet};
///
/// let shipped = par_index::shipped::find("department-from-plan", "2024").unwrap();
/// let scorer = Scorer::new(CriteriaSet::from_json(None, shipped.json.as_bytes())?)?;
/// assert!(check_rules(&scorer, &prove(&scorer)).is_empty());
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check_rules(scorer: &Scorer, proof: &Proof) -> Diagnostics {
    criteria::check(scorer, proof)
}

/// The ids of all checks of a compiled criteria set: what [`check_rules`] finds
pub fn rule_checks() -> impl Iterator<Item = &'static str> {
    criteria::IDS.iter().copied()
}

/// The ids of all checks of an assessment, those of [`check_files`] and [`check_against_previous`] included
pub fn assessment_checks() -> impl Iterator<Item = &'static str> {
    let all = [
        claims::IDS,
        facts::IDS,
        evidence::IDS,
        progress::IDS,
        appraisal::IDS,
        plausibility::IDS,
        files::IDS,
        previous::IDS,
    ];
    all.into_iter().flatten().copied()
}
