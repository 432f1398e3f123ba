//! What the checks of single documents share.

use crate::check::scene::{Scene, Subject};
use crate::diagnostic::{Stake, StakeOf};
use crate::eval::{OccurrenceName, Prover, names, standings};
use crate::file::Document;
use crate::number::Points;
use crate::rule::{End, Evidenced};

/// What leaves prove with fewer documents.
pub(in crate::check) struct Without<'s, 'a> {
    scene: &'s Scene<'a>,
    names: Vec<OccurrenceName>,
}

impl<'s, 'a> Without<'s, 'a> {
    pub(in crate::check) fn new(scene: &'s Scene<'a>) -> Self {
        let names = match (scene.assessment.plan(), scene.assessment.tasks()) {
            (Some(plan), Some(tasks)) => names(plan, tasks),
            _ => Vec::new(),
        };
        Self { scene, names }
    }

    /// The points that are proved only because of one document, leaf by leaf.
    pub(in crate::check) fn stakes(&self, document: usize) -> Vec<Stake> {
        let Some(own) = self.scene.file.evidence.get(document) else {
            return Vec::new();
        };
        let about_tasks = own.supports.iter().any(|support| support.task.is_some());
        let mut documents: Vec<Document> = self.scene.file.evidence.clone();
        if let Some(gone) = documents.get_mut(document) {
            gone.supports.clear();
        }
        self.scene
            .applying()
            .filter(|subject| about_tasks || is_for(own, subject))
            .filter_map(|subject| {
                let less = self.proved(subject, &documents)?;
                let lost = subject.ahead(subject.score.evidenced()?, less);
                (lost > Points::ZERO).then(|| subject.stake(StakeOf::Evidenced, lost))
            })
            .collect()
    }

    /// The points a leaf proves by these documents.
    fn proved(&self, subject: &Subject<'_>, documents: &[Document]) -> Option<Points> {
        let (scene, compiled) = (self.scene, self.scene.compiled);
        let standings = standings(subject.model.criterion(), documents);
        let source = scene.source();
        let prover = Prover {
            source: &source,
            leaf: subject.model.id(),
            standings: &standings,
            documents,
            names: &self.names,
        };
        let cells = prover.cells(subject.leaf, &compiled.inputs, subject.cells);
        let proved = Evidenced {
            cells: subject.cells,
            evidence: &cells,
            rounding: compiled.measure_rounding,
            not_applicable: subject.own.parts,
            end: if subject.is_penalty() {
                End::High
            } else {
                End::Low
            },
        };
        let points = proved
            .points(&subject.leaf.root)?
            .to_points(compiled.leaf_rounding)?;
        let computed = subject.score.computed()?;
        Some(if subject.is_penalty() {
            points.max(computed)
        } else {
            points.min(computed)
        })
    }
}

/// The points of all stakes together; nothing where there are none.
pub(in crate::check) fn total(stakes: &[Stake]) -> Option<Points> {
    let sum = stakes
        .iter()
        .try_fold(Points::ZERO, |sum, stake| sum.checked_add(stake.points()));
    sum.filter(|points| *points > Points::ZERO)
}

fn is_for(document: &Document, subject: &Subject<'_>) -> bool {
    document
        .supports
        .iter()
        .any(|support| support.criterion.as_ref() == Some(subject.model.id()))
}

/// The notation of a document, or its name in the file.
pub(in crate::check) fn name(document: &Document) -> String {
    match document.notation.as_deref().map(str::trim) {
        Some(notation) if !notation.is_empty() => notation.to_owned(),
        _ => format!("“{}”", document.id),
    }
}
