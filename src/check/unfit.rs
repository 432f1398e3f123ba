//! What can be checked of an assessment of which a part cannot be read or does not fit.

use std::collections::BTreeSet;

use crate::compile::Scorer;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::eval::Unfit;
use crate::read::touches;

/// Checks of what is written, whatever is missing beside it
const OF_WHAT_IS_WRITTEN: &[&str] = &[
    "appraised-exceeds-maximum",
    "claim-negative",
    "claimed-exceeds-maximum",
    "claimed-on-external",
    "date-outside-period",
    "document-after-as-of",
    "facts-contradict",
    "notation-contradicts-kind",
    "notation-malformed",
    "not-applicable-not-allowed",
    "not-for-the-unit-to-fill",
    "off-by-a-hundred",
    "part-exceeds-whole",
    "round-after-lock",
    "round-past-deadline",
    "same-file-twice",
    "sha256-malformed",
];

/// Checks that compare days with those of the head of the file
const OF_DAYS: &[&str] = &[
    "date-after-as-of",
    "date-outside-period",
    "document-after-as-of",
];

/// Checks of sums of claims
const OF_CLAIMS: &[&str] = &["area-does-not-add-up", "total-does-not-add-up"];

/// Faults that leave every value what it is
const OF_THE_EDITION: &[&str] = &["edition-not-in-force", "other-criteria-set"];

/// Everything there is to say about an assessment that cannot be scored
///
/// `holes` are the pointers of what could not be read ([`Document::holes`](crate::read::Document::holes)).
/// What may follow from a hole, or from something that does not fit, is left out: a fact that cannot
/// be read is not said to be missing as well. As for [`check_assessment`](super::check_assessment),
/// the pointers lead into the assessment file.
pub fn check_unfit(scorer: &Scorer, unfit: &Unfit, holes: &[String]) -> Diagnostics {
    let mut gaps = Gaps::new(holes);
    let refused = unfit.refused().iter();
    let mut found: Diagnostics = refused.filter(|one| !gaps.explain(one)).cloned().collect();
    gaps.add(scorer, &found);
    if unfit.assessment().file().criteria_set.id != *scorer.criteria_set().id() {
        // Nothing it says speaks of this set.
        return found;
    }
    let mut more = unfit.assessment().findings().clone();
    if let Ok(card) = scorer.score(unfit.assessment()) {
        more.extend(super::check_assessment(&card));
    }
    found.extend(more.into_iter().filter(|one| !gaps.may_cause(one)));
    found
}

/// What is missing from a file, and what may follow from that
struct Gaps {
    /// Pointers of members and elements.
    pointers: BTreeSet<String>,
    /// Leaves that rest on a fact or a claim that is missing.
    leaves: BTreeSet<String>,
    /// Whether a day of the head is missing.
    is_undated: bool,
    /// Whether a claim is missing.
    in_claims: bool,
    /// Whether something else is missing than single facts and claims.
    elsewhere: bool,
}

impl Gaps {
    fn new(holes: &[String]) -> Self {
        Self {
            pointers: holes.iter().cloned().collect(),
            leaves: BTreeSet::new(),
            is_undated: holes
                .iter()
                .any(|hole| hole == "/as_of" || hole.starts_with("/period")),
            in_claims: false,
            elsewhere: false,
        }
    }

    /// Whether a fault may only be there because something could not be read
    fn explain(&self, one: &Diagnostic) -> bool {
        let pointer = one.place().pointer.as_str();
        // A name may be the one of an entry that could not be read.
        let named = match one.check() {
            "unknown-reference" if pointer.contains("/documents/") => {
                touches(&self.pointers, "/evidence")
            }
            "unknown-round" => touches(&self.pointers, "/appraisal/rounds"),
            _ => false,
        };
        touches(&self.pointers, pointer) || named
    }

    /// Adds what does not fit to what could not be read.
    fn add(&mut self, scorer: &Scorer, refused: &Diagnostics) {
        let blanked = refused
            .iter()
            .filter(|one| !OF_THE_EDITION.contains(&one.check()));
        self.pointers
            .extend(blanked.map(|one| one.place().pointer.clone()));
        let set = scorer.criteria_set();
        for pointer in &self.pointers {
            let mut segments = pointer.split('/').skip(1);
            let fact = |id: &str| set.fact_index(id);
            match (segments.next(), segments.next(), segments.next()) {
                (Some("facts"), Some(id), _) if fact(id).is_some() => {
                    let using = set
                        .leaves()
                        .iter()
                        .filter(|leaf| fact(id).is_some_and(|at| leaf.facts_used().contains(&at)));
                    self.leaves.extend(using.map(|leaf| leaf.id().to_string()));
                }
                (Some("claims"), Some("criteria"), Some(id)) if set.leaf_index(id).is_some() => {
                    self.in_claims = true;
                    self.leaves.insert(id.to_owned());
                }
                (Some("claims"), ..) => {
                    self.in_claims = true;
                    self.elsewhere = true;
                }
                _ => self.elsewhere = true,
            }
        }
    }

    /// Whether a finding may follow from what is missing
    fn may_cause(&self, one: &Diagnostic) -> bool {
        if self.explain(one) || (self.is_undated && OF_DAYS.contains(&one.check())) {
            return true;
        }
        if self.pointers.is_empty() || OF_WHAT_IS_WRITTEN.contains(&one.check()) {
            return false;
        }
        if OF_CLAIMS.contains(&one.check()) {
            return self.in_claims || self.is_undated;
        }
        let of: Vec<&str> = one
            .stakes()
            .iter()
            .map(crate::diagnostic::Stake::criterion)
            .collect();
        self.elsewhere || of.is_empty() || of.iter().any(|leaf| self.leaves.contains(*leaf))
    }
}
