//! What is wrong in files, as data.

use par_index::check::PointsAtStake;
use par_index::diagnostic::{Excerpt, Lang, LeftOut as NotShown, Severity};
use par_index::number::{Date, Points};
use serde::Serialize;

use super::answer::Answer;
use super::criteria::{self, ProofsJson};
use super::summary::AssessmentSummary;
use crate::desk::counts::Counts;
use crate::words::title;

#[derive(Serialize)]
struct Document<'a, D, S> {
    diagnostics: D,
    summary: Summary<'a, S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<ProofsJson<'a>>,
}

#[derive(Serialize)]
struct Summary<'a, S> {
    files: usize,
    #[serde(flatten)]
    counts: Counts,
    /// Findings left out by `--only` and `--skip`.
    skipped: usize,
    /// Findings beyond the first of each kind, which are counted and not listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<NotShown>,
    /// What folders hold that was not read.
    ignored: Vec<&'a str>,
    /// What the findings mean for the points of each assessment.
    assessments: Vec<S>,
}

impl Answer {
    /// The answer as data.
    pub fn data(&self, lang: Lang) -> impl Serialize + '_ {
        let all = &self.found;
        let excerpt = Excerpt::of(all);
        let listed = excerpt.shown().iter().map(|one| one.shown(lang));
        Document {
            diagnostics: listed.collect::<Vec<_>>(),
            summary: Summary {
                files: self.files,
                counts: Counts::of(all.iter()),
                skipped: self.skipped,
                left_out: excerpt.left_out().to_vec(),
                ignored: self.left_out.iter().map(|own| own.name.as_str()).collect(),
                assessments: self.summaries.iter().map(|own| shown(own, lang)).collect(),
            },
            proof: self.with_proof.then(|| criteria::json(&self.sets)),
        }
    }
}

#[derive(Serialize)]
struct Part {
    max: Points,
    safe: Points,
    at_risk: Points,
    open: Points,
    pending: Points,
    lost: Points,
    excluded: Points,
}

impl From<&PointsAtStake> for Part {
    fn from(own: &PointsAtStake) -> Self {
        Self {
            max: own.max,
            safe: own.safe,
            at_risk: own.at_risk,
            open: own.open,
            pending: own.pending,
            lost: own.lost,
            excluded: own.excluded,
        }
    }
}

#[derive(Serialize)]
struct Item<'a> {
    check: &'a str,
    severity: Severity,
    pointer: &'a str,
    criteria: &'a [String],
    points: Points,
    adds: Points,
    due: Option<Date>,
    message: &'a str,
}

#[derive(Serialize)]
struct Shown<'a> {
    file: &'a str,
    unit: &'a str,
    total: Part,
    bonus: Part,
    penalty: Part,
    in_sums: Points,
    at_risk: Points,
    do_first: Vec<Item<'a>>,
}

/// The summary to serialise, in one language.
fn shown(own: &AssessmentSummary, lang: Lang) -> impl Serialize + '_ {
    let summary = &own.summary;
    Shown {
        file: &own.file,
        unit: title(&own.unit, lang),
        total: (&summary.total).into(),
        bonus: (&summary.bonus).into(),
        penalty: (&summary.penalty).into(),
        in_sums: summary.in_sums,
        at_risk: summary.at_risk(),
        do_first: own
            .to_do
            .iter()
            .filter_map(|(at, found)| {
                let item = summary.do_first.get(*at)?;
                Some(Item {
                    check: item.check,
                    severity: item.severity,
                    pointer: &found.place().pointer,
                    criteria: &item.criteria,
                    points: item.points,
                    adds: item.adds,
                    due: item.due,
                    message: found.message().get(lang),
                })
            })
            .collect(),
    }
}
