//! What can be checked of an assessment of which a part cannot be read or does not fit.

use std::collections::BTreeSet;

use crate::compile::Scorer;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::eval::Unfit;
use crate::file::{AssessmentFile, FactValue};
use crate::model::Leaf;
use crate::read::{Document, touches};

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

/// Checks of figures and claims, which no document changes
const OF_FIGURES: &[&str] = &[
    "claim-missing",
    "claim-not-attainable",
    "claimed-but-not-applicable",
    "claimed-differs",
    "deadline-passed",
    "no-answer-when-empty",
    "no-band-holds",
    "unanswered",
];

/// Faults that leave every value what it is
const OF_THE_EDITION: &[&str] = &["edition-not-in-force", "other-criteria-set"];

/// Everything there is to say about an assessment that cannot be scored
///
/// `document` is the file, which knows what of it could not be read; `beside` are pointers of members
/// whose files could not.
/// What may follow from a hole, or from something that does not fit, is left out: a fact that cannot
/// be read is not said to be missing as well. As for [`check_assessment`](super::check_assessment),
/// the pointers lead into the assessment file.
pub fn check_unfit(
    scorer: &Scorer,
    unfit: &Unfit,
    document: &Document,
    beside: &[&str],
) -> Diagnostics {
    let mut gaps = Gaps::new(document, beside);
    let refused = unfit.refused().iter();
    let mut found: Diagnostics = refused.filter(|one| !gaps.explain(one)).cloned().collect();
    gaps.add(scorer, unfit.assessment().file(), &found);
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
struct Gaps<'d> {
    document: &'d Document,
    /// Pointers of members and elements, as they stand in the file.
    pointers: BTreeSet<String>,
    /// Leaves that rest on a fact, a task result or a claim that is missing.
    leaves: BTreeSet<String>,
    /// Whether a day of the head is missing.
    is_undated: bool,
    /// Whether a claim is missing.
    in_claims: bool,
    /// Whether a document or an explanation is missing.
    in_documents: bool,
    /// Whether something else is missing.
    elsewhere: bool,
}

impl<'d> Gaps<'d> {
    fn new(document: &'d Document, beside: &[&str]) -> Self {
        let holes = document.holes();
        let beside = beside.iter().copied().map(str::to_owned);
        Self {
            document,
            pointers: holes.iter().cloned().chain(beside).collect(),
            leaves: BTreeSet::new(),
            is_undated: holes
                .iter()
                .any(|hole| hole == "/as_of" || hole.starts_with("/period")),
            in_claims: false,
            in_documents: false,
            elsewhere: false,
        }
    }

    /// Whether a fault may only be there because something could not be read
    fn explain(&self, one: &Diagnostic) -> bool {
        let pointer = self.document.in_the_file(&one.place().pointer);
        // A name may be the one of an entry that could not be read.
        let named = match one.check() {
            "unknown-reference" if pointer.contains("/documents/") => {
                touches(&self.pointers, "/evidence")
            }
            "unknown-round" => touches(&self.pointers, "/appraisal/rounds"),
            _ => false,
        };
        touches(&self.pointers, &pointer) || named
    }

    /// Adds what does not fit to what could not be read.
    fn add(&mut self, scorer: &Scorer, file: &AssessmentFile, refused: &Diagnostics) {
        let blanked = refused
            .iter()
            .filter(|one| !OF_THE_EDITION.contains(&one.check()));
        self.pointers
            .extend(blanked.map(|one| self.document.in_the_file(&one.place().pointer)));
        let set = scorer.criteria_set();
        let claimed = file.claims.as_ref().map(|claims| &claims.criteria);
        let is_unanswered = |at: usize| {
            let fact = set.facts().get(at);
            fact.and_then(|fact| file.facts.get(&fact.id))
                .is_none_or(|value| *value == FactValue::Unanswered)
        };
        for pointer in &self.pointers {
            let mut segments = pointer.split('/').skip(1);
            let may_rest_on_it: &dyn Fn(&Leaf) -> bool =
                match (segments.next(), segments.next(), segments.next()) {
                    (Some("facts"), Some(id), _) => match set.fact_index(id) {
                        Some(fact) => &move |leaf| leaf.facts_used().contains(&fact),
                        // Any fact without an answer may have been meant.
                        None => &|leaf| leaf.facts_used().iter().copied().any(is_unanswered),
                    },
                    (Some("claims"), Some("criteria"), Some(id)) => {
                        self.in_claims = true;
                        match set.leaf_index(id) {
                            Some(_) => &move |leaf| leaf.id().as_str() == id,
                            None => {
                                &|leaf| claimed.is_none_or(|claims| !claims.contains_key(leaf.id()))
                            }
                        }
                    }
                    (Some("claims"), Some("areas" | "total"), _) => {
                        self.in_claims = true;
                        continue;
                    }
                    (Some("plan" | "results"), ..) => &Leaf::reads_tasks,
                    (Some("evidence" | "explanations"), ..) => {
                        self.in_documents = true;
                        continue;
                    }
                    _ => {
                        self.elsewhere = true;
                        self.in_claims |= pointer.starts_with("/claims");
                        continue;
                    }
                };
            let resting = set.leaves().iter().filter(|leaf| may_rest_on_it(leaf));
            self.leaves
                .extend(resting.map(|leaf| leaf.id().to_string()));
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
        if self.in_documents && !OF_FIGURES.contains(&one.check()) {
            return true;
        }
        let of: Vec<&str> = one
            .stakes()
            .iter()
            .map(crate::diagnostic::Stake::criterion)
            .collect();
        self.elsewhere || of.is_empty() || of.iter().any(|leaf| self.leaves.contains(*leaf))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Stake;
    use crate::eval::Assessment;
    use crate::model::{CriteriaSet, ReformPlan};

    const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/quang-tri-2024/");

    /// What is found in the November draft, where each pair of texts is exchanged.
    ///
    /// It claims 1.5 points for c6.5.1, where 92 of 118 services give 0.75: one of the mishaps that are
    /// planted in it. It has no document for c4.2.1 and no answer for c5.1.2 (a fact) and c4.3.1 (a task).
    fn found(slips: &[(&str, &str)]) -> Vec<String> {
        found_in("assessment.json", slips)
    }

    fn found_in(file: &str, slips: &[(&str, &str)]) -> Vec<String> {
        let shipped = crate::shipped::find("department-from-plan", "2024").unwrap();
        let scorer =
            Scorer::new(CriteriaSet::from_json(None, shipped.json.as_bytes()).unwrap()).unwrap();
        let plan = std::fs::read(format!("{FOLDER}plan.json")).unwrap();
        let plan = ReformPlan::from_json(None, &plan).unwrap();
        let mut text = std::fs::read_to_string(format!("{FOLDER}{file}")).unwrap();
        for (right, wrong) in slips {
            assert!(text.contains(right), "{right}");
            text = text.replacen(right, wrong, 1);
        }
        let partly = crate::read::decode_partly::<AssessmentFile>(None, text.as_bytes()).unwrap();
        let (file, document) = partly.value.unwrap();
        let unfit = match Assessment::fit(&scorer, Some(&plan), file) {
            Ok(assessment) => Unfit::from(assessment),
            Err(unfit) => unfit,
        };
        let mut found = partly.found;
        found.extend(check_unfit(&scorer, &unfit, &document, &[]));
        let of = |one: &Diagnostic| {
            let leaves: Vec<_> = one.stakes().iter().map(Stake::criterion).collect();
            format!("{} {}", one.check(), leaves.join(" "))
        };
        found.iter().map(of).collect()
    }

    const CLAIM: &str = "claimed-differs c6.5.1";
    const FACT: &str = "unanswered c5.1.2";
    const TASK: &str = "unanswered c4.3.1";
    const DOCUMENT: &str = "evidence-missing c4.2.1";

    /// One slip of each kind, with what may follow from it and is left out
    const SLIPS: &[(&str, &str, &[&str])] = &[
        // The name of a fact: any that has no answer may have been meant.
        (
            "\"dossiers-on-time\": 1369",
            "\"dossier-on-time\": 1369",
            &[FACT],
        ),
        (
            "\"function-review\": \"concrete\"",
            "\"function-review\": \"Có\"",
            &[],
        ),
        (
            "\"dossiers-overdue\": 51",
            "\"dossiers-overdue\": \"51 hồ sơ\"",
            &[],
        ),
        (
            "\"done_on\": \"2024-02-05\"",
            "\"done_on\": \"05/02/2024\"",
            &[TASK],
        ),
        ("\"task\": \"i.3.1\"", "\"task\": \"1.3.1\"", &[TASK]),
        ("\"c1.1.2\": 1.5", "\"1.1.2\": 1.5", &[FACT, TASK]),
        ("\"total\": 70.14", "\"total\": \"70,14\"", &[]),
        (
            "\"kind\": \"submission\"",
            "\"kind\": \"tờ trình\"",
            &[DOCUMENT],
        ),
        (
            "\"criterion\": \"c1.1.2\"",
            "\"criterion\": \"1.1.2\"",
            &[DOCUMENT],
        ),
        (
            "\"criterion\": \"c4.2.1\", \"text\"",
            "\"criterion\": \"4.2.1\", \"text\"",
            &[DOCUMENT],
        ),
    ];

    #[test]
    fn a_slip_hides_only_what_may_follow_from_it() {
        for (right, wrong, hidden) in SLIPS {
            let found = found(&[(right, wrong)]);
            for one in [CLAIM, FACT, TASK, DOCUMENT] {
                let is_said = found.iter().any(|own| own.starts_with(one));
                assert_eq!(
                    is_said,
                    !hidden.contains(&one),
                    "{wrong}: {one}\n{found:#?}"
                );
            }
        }
    }

    /// The records of round 2 are of a round that is there, though its number could not be read.
    #[test]
    fn records_of_a_round_that_could_not_be_read_are_not_refused() {
        let slip = (
            "{\"round\": 2, \"by\": \"Hội đồng",
            "{\"round\": \"hai\", \"by\": \"Hội đồng",
        );
        let found = found_in("appraised.json", &[slip]);
        assert!(
            found.iter().any(|own| own.starts_with("wrong-type")),
            "{found:#?}"
        );
        assert!(
            !found.iter().any(|own| own.starts_with("unknown-round")),
            "{found:#?}"
        );
    }

    /// Ten slips of syntax, names, values and days together leave one claim that no fact gives.
    #[test]
    fn many_slips_together_do_not_hide_a_wrong_claim() {
        let mut slips: Vec<_> = SLIPS.iter().map(|slip| (slip.0, slip.1)).collect();
        slips.push((
            "\"dossiers-processed\": 1420",
            "\"dossiers-processed\": 1420,5",
        ));
        let found = found(&slips);
        assert!(found.iter().any(|own| own.starts_with(CLAIM)), "{found:#?}");
        assert!(
            !found
                .iter()
                .any(|own| own.starts_with("claimed-differs c2.4.2")),
            "{found:#?}"
        );
        // One finding for each slip.
        let keeps = |own: &&String| !own.contains(" c");
        assert_eq!(
            found.iter().filter(keeps).count(),
            slips.len(),
            "{found:#?}"
        );
    }
}
