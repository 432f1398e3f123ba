//! What the checks of single documents share.

use std::cell::Cell as Counter;
use std::collections::{BTreeMap, BTreeSet};

use crate::check::scene::{Scene, Subject};
use crate::diagnostic::{Stake, StakeOf};
use crate::eval::{OccurrenceName, Prover, Register, names, standings};
use crate::file::Document;
use crate::number::Points;
use crate::read::Id;
use crate::rule::{End, Evidenced};

/// What leaves prove with fewer documents.
pub(in crate::check) struct Without<'s, 'a> {
    scene: &'s Scene<'a>,
    names: Vec<OccurrenceName>,
    /// The documents that name each leaf, and those that name tasks.
    of_leaves: BTreeMap<&'s Id, Vec<usize>>,
    of_tasks: Vec<usize>,
    /// Where in the scene the leaves are that apply, by their ids, and those of them that read tasks.
    places: BTreeMap<&'s Id, usize>,
    task_readers: BTreeSet<usize>,
    /// How many more documents may be looked at.
    left: Counter<usize>,
}

/// So many documents are looked at in all (a hundred times a full register), so that a register of
/// thousands of faulty documents takes no time that grows with its square. The findings after that
/// name no points.
const MOST: usize = 50_000;

impl<'s, 'a> Without<'s, 'a> {
    pub(in crate::check) fn new(scene: &'s Scene<'a>) -> Self {
        let names = match (scene.assessment.plan(), scene.assessment.tasks()) {
            (Some(plan), Some(tasks)) => names(plan, tasks),
            _ => Vec::new(),
        };
        let mut of_leaves: BTreeMap<&Id, Vec<usize>> = BTreeMap::new();
        let mut of_tasks = Vec::new();
        for (index, document) in scene.file.evidence.iter().enumerate() {
            for support in &document.supports {
                let list = match (&support.criterion, &support.task) {
                    (Some(criterion), _) => of_leaves.entry(criterion).or_default(),
                    (None, Some(_)) => &mut of_tasks,
                    (None, None) => continue,
                };
                if list.last() != Some(&index) {
                    list.push(index);
                }
            }
        }
        let reads_tasks = |subject: &&Subject<'_>| {
            let mut inputs = scene.inputs(subject);
            inputs.any(|(input, _, _)| input.fact().is_none())
        };
        let applying = || scene.applying();
        Self {
            places: applying()
                .map(|subject| (subject.model.id(), subject.index))
                .collect(),
            task_readers: applying()
                .filter(reads_tasks)
                .map(|subject| subject.index)
                .collect(),
            scene,
            names,
            of_leaves,
            of_tasks,
            left: Counter::new(MOST),
        }
    }

    /// The points that are proved only because of these documents together, leaf by leaf.
    pub(in crate::check) fn stakes(&self, gone: &[usize]) -> Vec<Stake> {
        if self.left.get() == 0 {
            return Vec::new();
        }
        let gone: BTreeSet<usize> = gone.iter().copied().collect();
        let mut stakes = Vec::new();
        for subject in self.touched(&gone) {
            let own = self.of_leaves.get(subject.model.id());
            let own: &[usize] = own.map_or(&[], Vec::as_slice);
            let reads_tasks = self.task_readers.contains(&subject.index);
            let of_tasks: &[usize] = if reads_tasks { &self.of_tasks } else { &[] };
            let mut kept: Vec<usize> = own.iter().chain(of_tasks).copied().collect();
            kept.sort_unstable();
            kept.dedup();
            self.left.set(self.left.get().saturating_sub(kept.len()));
            let documents: Vec<Document> = kept
                .iter()
                .filter(|index| !gone.contains(index))
                .filter_map(|index| self.scene.file.evidence.get(*index).cloned())
                .collect();
            let lost = self
                .proved(subject, &documents)
                .zip(subject.score.evidenced())
                .map(|(less, evidenced)| subject.ahead(evidenced, less));
            if let Some(lost) = lost.filter(|lost| *lost > Points::ZERO) {
                stakes.push(subject.stake(StakeOf::Evidenced, lost));
            }
        }
        stakes
    }

    /// The leaves that these documents speak of, in the order of the set.
    fn touched(&self, gone: &BTreeSet<usize>) -> Vec<&'s Subject<'a>> {
        let mut touched: BTreeSet<usize> = BTreeSet::new();
        let documents = gone
            .iter()
            .filter_map(|at| self.scene.file.evidence.get(*at));
        for support in documents.flat_map(|document| &document.supports) {
            match (&support.criterion, &support.task) {
                (Some(criterion), _) => touched.extend(self.places.get(criterion)),
                (None, Some(_)) => touched.extend(&self.task_readers),
                (None, None) => {}
            }
        }
        let subjects = &self.scene.subjects;
        touched
            .into_iter()
            .filter_map(|index| subjects.get(index))
            .collect()
    }

    /// The points a leaf proves by these documents.
    fn proved(&self, subject: &Subject<'_>, documents: &[Document]) -> Option<Points> {
        let (scene, compiled) = (self.scene, self.scene.compiled);
        let register = Register::new(documents);
        let standings = standings(subject.model.criterion(), &register);
        let source = scene.source();
        let prover = Prover {
            source: &source,
            leaf: subject.model.id(),
            standings: &standings,
            register: &register,
            names: &self.names,
        };
        let cells = prover.cells(subject.leaf, &compiled.inputs, subject.cells);
        let joints = prover.joints(subject.leaf, &compiled.inputs, &cells);
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
            joints: &joints,
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

/// The notation of a document, or its name in the file.
pub(in crate::check) fn name(document: &Document) -> String {
    match document.notation.as_deref().map(str::trim) {
        Some(notation) if !notation.is_empty() => notation.to_owned(),
        _ => format!("“{}”", document.id),
    }
}
