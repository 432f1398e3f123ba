//! One leaf of one unit, as its appraiser sees it.

use serde::Serialize;

use super::decide::{RoundState, Standing, ToDecide};
use super::findings::leaves_of;
use crate::diagnostic::{Diagnostics, Severity};
use crate::eval::Scorecard;
use crate::file::{AppraisalRecord, Basis, Text};
use crate::model::Home;
use crate::number::{Date, Points};

/// Numbers of findings by severity
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FindingCounts {
    /// Errors
    pub errors: usize,
    /// Warnings
    pub warnings: usize,
    /// Advice
    pub advice: usize,
}

impl FindingCounts {
    /// All together
    pub fn total(self) -> usize {
        self.errors
            .saturating_add(self.warnings)
            .saturating_add(self.advice)
    }

    fn add(&mut self, severity: Severity) {
        let count = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Advice => &mut self.advice,
        };
        *count = count.saturating_add(1);
    }
}

/// What a round decided about a leaf
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RoundRecord {
    /// 1 or 2
    pub round: u32,
    /// Points; none where it left the leaf open, or took it out of the denominator
    pub points: Option<Points>,
    /// Whether it accepted that the leaf is not applicable, in full or in part
    pub is_excluded: bool,
    /// Whether the round is locked, so that it counts
    pub is_locked: bool,
    /// Who decided
    pub by: String,
    /// When
    pub on: Date,
    /// Why, where a reason is given
    pub reason: Option<String>,
}

/// What the unit answered between the rounds
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct UnitResponse {
    /// When
    pub on: Date,
    /// Its words
    pub text: String,
    /// Ids of supplementary documents
    pub documents: Vec<String>,
}

/// One leaf of one unit, from the claim to what is final
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct WorkItem {
    /// Which of the assessments, in the order they were added
    pub assessment: usize,
    /// Id of the unit
    pub unit: String,
    /// Name of the unit
    pub unit_title: Text,
    /// Criteria set and edition
    pub criteria_set: (String, String),
    /// Index of the leaf in its criteria set
    pub leaf: usize,
    /// Its id
    pub id: String,
    /// Its number as printed
    pub number: String,
    /// Its title
    pub title: Text,
    /// Whether it belongs to the scale, the bonus or the penalty
    pub home: Home,
    /// What it rests on
    pub basis: Basis,
    /// Who appraises it, where the set says so
    pub body: Option<Text>,
    /// Most points
    pub max: Points,
    /// What the unit typed
    pub claimed: Option<Points>,
    /// What the rule gives from the facts
    pub computed: Option<Points>,
    /// The least that documents prove
    pub evidenced: Option<Points>,
    /// What the unit says about missing documents
    pub explanation: Option<String>,
    /// The decisions of rounds 1 and 2
    pub rounds: [Option<RoundRecord>; 2],
    /// What the unit answered, in the order of the file
    pub responses: Vec<UnitResponse>,
    /// What is final
    pub final_points: Option<Points>,
    /// Whether it is finally out of the denominator
    pub is_final_excluded: bool,
    /// What is still to decide
    pub to_decide: ToDecide,
    /// Findings about it
    pub findings: FindingCounts,
}

impl WorkItem {
    /// Claimed minus computed: above zero where more is claimed than the facts give
    pub fn claimed_over_computed(&self) -> Option<Points> {
        self.claimed?.checked_sub(self.computed?)
    }

    /// Computed minus evidenced: what no document proves
    pub fn computed_over_evidenced(&self) -> Option<Points> {
        self.computed?.checked_sub(self.evidenced?)
    }

    /// Round 1 minus the claim: below zero where the appraiser gives less
    pub fn round_1_over_claimed(&self) -> Option<Points> {
        let [first, _] = &self.rounds;
        first.as_ref()?.points?.checked_sub(self.claimed?)
    }

    /// Round 2 minus round 1: what the explanation changed
    pub fn round_2_over_round_1(&self) -> Option<Points> {
        let [first, second] = &self.rounds;
        let (first, second) = (first.as_ref()?.points?, second.as_ref()?.points?);
        second.checked_sub(first)
    }

    /// Final minus claimed
    pub fn final_over_claimed(&self) -> Option<Points> {
        self.final_points?.checked_sub(self.claimed?)
    }

    /// Whether any two of its columns that are known differ
    pub fn differs(&self) -> bool {
        let rounds = self.rounds.iter().flatten();
        let mut known = [
            self.claimed,
            self.computed,
            self.evidenced,
            self.final_points,
        ]
        .into_iter()
        .chain(rounds.map(|round| round.points))
        .flatten();
        known
            .next()
            .is_some_and(|first| known.any(|other| other != first))
    }
}

/// The leaves of several assessments, each as its appraiser sees it
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use par_index::check::check_assessment;
/// use par_index::worklist::{ToDecide, Worklist, by_body};
/// use par_index::{compile::Scorer, eval::Assessment, model::CriteriaSet, number::Date};
///
/// let set = par_index::shipped::find("illustrative-shapes", "2024").ok_or("not shipped")?;
/// let scorer = Scorer::new(CriteriaSet::from_json(None, set.json.as_bytes())?)?;
/// let file = scorer.blank_assessment("phong-a", Date::parse("2024-11-20")?)?;
/// let card = scorer.score(&Assessment::new(&scorer, None, file)?)?;
///
/// let mut list = Worklist::new();
/// list.add(&card, &check_assessment(&card));
/// assert_eq!(list.items().len(), card.criteria().len());
/// // Nobody has decided anything yet, and a blank is not agreement.
/// assert!(list.items().iter().all(|item| item.to_decide != ToDecide::Nothing));
/// // The set names the body of one criterion.
/// assert_eq!(by_body(list.items()).len(), 2);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Worklist {
    items: Vec<WorkItem>,
    assessments: usize,
}

impl Worklist {
    /// A list without assessments
    pub fn new() -> Self {
        Self::default()
    }

    /// Its items: assessment after assessment, each in the order of its criteria set
    pub fn items(&self) -> &[WorkItem] {
        &self.items
    }

    /// How many assessments were added
    pub fn assessments(&self) -> usize {
        self.assessments
    }

    /// Adds a scored assessment with what was found about it
    pub fn add(&mut self, card: &Scorecard, found: &Diagnostics) {
        let set = card.scorer().criteria_set();
        let file = card.assessment().file();
        let mut counts = vec![FindingCounts::default(); set.leaves().len()];
        for one in found {
            for leaf in leaves_of(card, one) {
                if let Some(own) = counts.get_mut(leaf) {
                    own.add(one.severity());
                }
            }
        }
        let leaves = set.leaves().iter().zip(card.criteria()).zip(counts);
        for (index, ((leaf, score), findings)) in leaves.enumerate() {
            let (rounds, states) = rounds(card, index);
            let responses: Vec<UnitResponse> = file
                .appraisal
                .iter()
                .flat_map(|appraisal| &appraisal.responses)
                .filter(|response| response.criterion == *leaf.id())
                .map(|response| UnitResponse {
                    on: response.on,
                    text: response.text.clone(),
                    documents: response.documents.iter().map(ToString::to_string).collect(),
                })
                .collect();
            let explanation = file
                .explanations
                .iter()
                .find(|own| own.criterion == *leaf.id())
                .map(|own| own.text.clone());
            let [first, _] = &rounds;
            let standing = Standing {
                rounds: states,
                is_external: leaf.basis() == Basis::External,
                is_final: score.final_points().is_some() || score.is_final_excluded(),
                is_lowered: first
                    .as_ref()
                    .and_then(|round| Some((round.points?, score.claimed()?)))
                    .is_some_and(|(given, claimed)| match leaf.home() {
                        Home::Penalty => given > claimed,
                        Home::Area(_) | Home::Bonus => given < claimed,
                    }),
                has_response: !responses.is_empty(),
            };
            self.items.push(WorkItem {
                assessment: self.assessments,
                unit: file.unit.id.to_string(),
                unit_title: file.unit.title.clone(),
                criteria_set: (set.id().to_string(), set.edition().to_string()),
                leaf: index,
                id: leaf.id().to_string(),
                number: leaf
                    .criterion()
                    .number
                    .clone()
                    .unwrap_or_else(|| leaf.id().to_string()),
                title: leaf.criterion().title.clone(),
                home: leaf.home(),
                basis: leaf.basis(),
                body: leaf.appraised_by().cloned(),
                max: score.max(),
                claimed: score.claimed(),
                computed: score.computed(),
                evidenced: score.evidenced(),
                explanation,
                rounds,
                responses,
                final_points: score.final_points(),
                is_final_excluded: score.is_final_excluded(),
                to_decide: standing.to_decide(),
                findings,
            });
        }
        self.assessments = self.assessments.saturating_add(1);
    }
}

/// The records of both rounds about a leaf, and how the rounds stand.
fn rounds(card: &Scorecard, leaf: usize) -> ([Option<RoundRecord>; 2], [RoundState; 2]) {
    let mut records: [Option<RoundRecord>; 2] = [None, None];
    let mut states = [RoundState::default(); 2];
    let Some(appraisal) = &card.assessment().file().appraisal else {
        return (records, states);
    };
    let set = card.scorer().criteria_set();
    let prepared = card.assessment().prepared().leaves.get(leaf);
    let (Some(model), Some(prepared)) = (set.leaves().get(leaf), prepared) else {
        return (records, states);
    };
    let decisions = [(1_u32, prepared.round1), (2, prepared.round2)];
    for ((round, decision), (kept, state)) in decisions
        .into_iter()
        .zip(records.iter_mut().zip(&mut states))
    {
        state.is_locked = appraisal
            .rounds
            .iter()
            .any(|own| own.round == round && own.locked_on.is_some());
        let is_own =
            |record: &&AppraisalRecord| record.round == round && record.criterion == *model.id();
        let Some(record) = appraisal.records.iter().find(is_own) else {
            continue;
        };
        state.has_record = true;
        state.is_complete = decision.is_some();
        *kept = Some(RoundRecord {
            round,
            points: decision.and_then(|own| own.points),
            is_excluded: decision.is_some_and(|own| own.excluded > Points::ZERO),
            is_locked: state.is_locked,
            by: record.by.clone(),
            on: record.on,
            reason: record.reason.clone(),
        });
    }
    (records, states)
}
