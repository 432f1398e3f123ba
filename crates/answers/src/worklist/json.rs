//! The worklist as JSON.

use par_index::diagnostic::{Excerpt, Lang, LeftOut};
use par_index::number::{Date, Points};
use par_index::worklist::{FindingCounts, RoundRecord, WorkItem};
use serde::Serialize;

use super::shown::Shown;
use crate::words::title;

#[derive(Serialize)]
struct Document<'a, D> {
    by: &'static str,
    assessments: Vec<Listed<'a>>,
    groups: Vec<Group<'a>>,
    /// Files that could not be taken into the list.
    broken: &'a [String],
    /// Why, where the file says it.
    diagnostics: Vec<D>,
    /// Of these, those beyond the first of each kind, which are counted and not listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<LeftOut>,
    /// JSON files that are not ours.
    ignored: &'a [String],
}

#[derive(Serialize)]
struct Listed<'a> {
    file: &'a str,
    nature: &'static str,
    provenance: &'static str,
}

#[derive(Serialize)]
struct Group<'a> {
    title: Option<&'a str>,
    number: Option<&'a str>,
    to_decide: usize,
    waiting: usize,
    lowered: usize,
    taken: Points,
    findings: Findings,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Findings {
    errors: usize,
    warnings: usize,
    advice: usize,
}

impl From<FindingCounts> for Findings {
    fn from(counts: FindingCounts) -> Self {
        Self {
            errors: counts.errors,
            warnings: counts.warnings,
            advice: counts.advice,
        }
    }
}

#[derive(Serialize)]
struct Item<'a> {
    file: &'a str,
    unit: &'a str,
    unit_title: &'a str,
    criteria_set: &'a str,
    edition: &'a str,
    id: &'a str,
    number: &'a str,
    title: &'a str,
    body: Option<&'a str>,
    basis: &'static str,
    max: Points,
    claimed: Option<Points>,
    computed: Option<Points>,
    evidenced: Option<Points>,
    explanation: Option<&'a str>,
    round1: Option<Round<'a>>,
    responses: Vec<Response<'a>>,
    round2: Option<Round<'a>>,
    r#final: Option<Points>,
    final_excluded: bool,
    differences: Differences,
    to_decide: &'static str,
    findings: Findings,
}

#[derive(Serialize)]
struct Round<'a> {
    points: Option<Points>,
    excluded: bool,
    locked: bool,
    by: &'a str,
    on: Date,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct Response<'a> {
    on: Date,
    text: &'a str,
    documents: &'a [String],
}

/// Each column minus the one before it
#[derive(Serialize)]
struct Differences {
    claimed_over_computed: Option<Points>,
    computed_over_evidenced: Option<Points>,
    round_1_over_claimed: Option<Points>,
    round_2_over_round_1: Option<Points>,
    final_over_claimed: Option<Points>,
}

fn round(record: Option<&RoundRecord>) -> Option<Round<'_>> {
    record.map(|own| Round {
        points: own.points,
        excluded: own.is_excluded,
        locked: own.is_locked,
        by: &own.by,
        on: own.on,
        reason: own.reason.as_deref(),
    })
}

fn item<'a>(shown: &'a Shown, own: &'a WorkItem, lang: Lang) -> Item<'a> {
    let [first, second] = &own.rounds;
    Item {
        file: shown
            .assessments
            .get(own.assessment)
            .map_or("", |listed| &listed.file),
        unit: &own.unit,
        unit_title: title(&own.unit_title, lang),
        criteria_set: &own.criteria_set.0,
        edition: &own.criteria_set.1,
        id: &own.id,
        number: &own.number,
        title: title(&own.title, lang),
        body: own.body.as_ref().map(|body| title(body, lang)),
        basis: own.basis.word(),
        max: own.max,
        claimed: own.claimed,
        computed: own.computed,
        evidenced: own.evidenced,
        explanation: own.explanation.as_deref(),
        round1: round(first.as_ref()),
        responses: own
            .responses
            .iter()
            .map(|response| Response {
                on: response.on,
                text: &response.text,
                documents: &response.documents,
            })
            .collect(),
        round2: round(second.as_ref()),
        r#final: own.final_points,
        final_excluded: own.is_final_excluded,
        differences: Differences {
            claimed_over_computed: own.claimed_over_computed(),
            computed_over_evidenced: own.computed_over_evidenced(),
            round_1_over_claimed: own.round_1_over_claimed(),
            round_2_over_round_1: own.round_2_over_round_1(),
            final_over_claimed: own.final_over_claimed(),
        },
        to_decide: own.to_decide.word(),
        findings: own.findings.into(),
    }
}

/// The whole list to serialise.
pub fn document(shown: &Shown, lang: Lang) -> impl Serialize + '_ {
    let broken = Excerpt::of(&shown.found);
    Document {
        by: shown.by.word(),
        assessments: shown
            .assessments
            .iter()
            .map(|own| Listed {
                file: &own.file,
                nature: own.nature.word(),
                provenance: own.provenance.word(),
            })
            .collect(),
        groups: shown
            .groups
            .iter()
            .map(|group| Group {
                title: group.title.as_ref().map(|own| title(own, lang)),
                number: group.number.as_deref(),
                to_decide: group.to_decide,
                waiting: group.waiting,
                lowered: group.lowered,
                taken: group.taken,
                findings: group.findings.into(),
                items: group
                    .items
                    .iter()
                    .filter_map(|at| shown.list.items().get(*at))
                    .map(|own| item(shown, own, lang))
                    .collect(),
            })
            .collect(),
        broken: &shown.broken,
        diagnostics: broken.shown().iter().map(|one| one.shown(lang)).collect(),
        left_out: broken.left_out().to_vec(),
        ignored: &shown.ignored,
    }
}
