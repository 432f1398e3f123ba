//! How the evidence of each leaf falls short, and why.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::scene::{Scene, Subject};
use crate::compile::Input;
use crate::eval::{
    OccurrenceName, Prover, Resolved, Showing, Shown, Standing, is_from_outside, names, resolve,
    standings,
};
use crate::file::{Document, EvidenceMode, EvidenceRequirement, Kinds};
use crate::number::{Date, Points};
use crate::read::Id;
use crate::rule::{Cell, CellValue, End, Evidenced};

/// How the evidence of a leaf stands.
pub(super) struct Shortfall<'s> {
    pub(super) leaf: usize,
    /// Points computed that no document proves; `None` where all are proved.
    pub(super) points: Option<Points>,
    pub(super) gaps: Vec<Gap<'s>>,
    pub(super) refusals: Vec<Refusal<'s>>,
    pub(super) conflicts: Vec<Conflict>,
}

/// Something that no document supports.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Gap<'s> {
    /// A requirement without a document that counts.
    Requirement(&'s EvidenceRequirement),
    /// Items without a document of their own.
    Items { fact: usize, shown: i64, typed: i64 },
    /// A fact that no requirement of the set supports.
    Unsupported(usize),
    /// Tasks reported as done, of which no document is on file.
    Tasks(usize),
}

/// A document put forward that does not count.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refusal<'s> {
    pub(super) document: usize,
    pub(super) requirement: Option<&'s EvidenceRequirement>,
    pub(super) whys: Vec<Why>,
    /// Whether the requirement is not met without it.
    pub(super) is_needed: bool,
}

/// Why a document does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    Kind,
    OutsideWindow,
    NoDate,
    NoSectionOrPage,
}

/// A document that says something else than what was typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Conflict {
    pub(super) document: usize,
    pub(super) said: Said,
    /// The points that depend on it alone.
    pub(super) points: Option<Points>,
}

/// What it says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    /// Another value of a fact.
    Value {
        fact: usize,
        support: usize,
        value: Resolved,
    },
    /// A later day than the one typed for a fact.
    LaterThanFact { fact: usize, typed: Date },
    /// A later day than the one reported for a task.
    LaterThanResult {
        task: usize,
        result: usize,
        done_on: Date,
    },
}

/// How the evidence of every leaf that is scored by its rule stands.
pub(super) fn all<'s>(scene: &'s Scene<'_>) -> Vec<Shortfall<'s>> {
    let names = match (scene.assessment.plan(), scene.assessment.tasks()) {
        (Some(plan), Some(tasks)) => names(plan, tasks),
        _ => Vec::new(),
    };
    let naming = naming(&scene.file.evidence);
    scene
        .applying()
        .map(|subject| of(scene, subject, &names, &naming))
        .collect()
}

/// The documents that name each criterion, but none of its requirements.
fn naming(documents: &[Document]) -> BTreeMap<&Id, Vec<usize>> {
    let mut naming: BTreeMap<&Id, Vec<usize>> = BTreeMap::new();
    for (index, document) in documents.iter().enumerate() {
        for support in &document.supports {
            if let (Some(criterion), None) = (&support.criterion, &support.requirement) {
                let list = naming.entry(criterion).or_default();
                if list.last() != Some(&index) {
                    list.push(index);
                }
            }
        }
    }
    naming
}

fn of<'s>(
    scene: &'s Scene<'_>,
    subject: &'s Subject<'_>,
    names: &[OccurrenceName],
    naming: &BTreeMap<&Id, Vec<usize>>,
) -> Shortfall<'s> {
    let standings = standings(subject.model.criterion(), &scene.register);
    let source = scene.source();
    let prover = Prover {
        source: &source,
        leaf: subject.model.id(),
        standings: &standings,
        register: &scene.register,
        names,
    };
    let score = subject.score;
    let points = score
        .computed()
        .zip(score.evidenced())
        .map(|(computed, evidenced)| subject.ahead(computed, evidenced))
        .filter(|points| *points != Points::ZERO);
    let look = Look {
        scene,
        subject,
        standings: &standings,
        prover: &prover,
        showing: prover.showing(scene.inputs(subject).map(|(input, _, _)| input)),
    };
    let mut shortfall = Shortfall {
        leaf: subject.index,
        points,
        gaps: Vec::new(),
        refusals: look.refusals(naming.get(subject.model.id()).map_or(&[], Vec::as_slice)),
        conflicts: look.statements(),
    };
    for (index, (input, cell, evidence)) in scene.inputs(subject).enumerate() {
        if cell == evidence || cell.value == CellValue::Contradiction {
            continue;
        }
        let relevant: Vec<&Standing<'s>> = standings
            .iter()
            .filter(|standing| prover.concerns(standing.requirement, input))
            .collect();
        look.gaps(input, &relevant, &mut shortfall);
        look.later(index, input, &relevant, &mut shortfall.conflicts);
    }
    shortfall
}

/// The documents that do not count somewhere for this reason.
pub(super) fn refused(shortfalls: &[Shortfall<'_>], why: Why) -> BTreeSet<usize> {
    shortfalls
        .iter()
        .flat_map(|shortfall| &shortfall.refusals)
        .filter(|refusal| refusal.whys.contains(&why))
        .map(|refusal| refusal.document)
        .collect()
}

struct Look<'a, 's, 'p> {
    scene: &'s Scene<'a>,
    subject: &'s Subject<'a>,
    standings: &'p [Standing<'s>],
    prover: &'p Prover<'p>,
    showing: Showing,
}

impl<'s> Look<'_, 's, '_> {
    /// Documents that do not count; `naming` are those that name the criterion alone.
    fn refusals(&self, naming: &[usize]) -> Vec<Refusal<'s>> {
        let mut refusals: Vec<Refusal<'s>> = Vec::new();
        for standing in self.standings {
            let requirement = standing.requirement;
            if requirement.mode == EvidenceMode::None {
                continue;
            }
            for index in &standing.refused {
                let Some(document) = self.scene.file.evidence.get(*index) else {
                    continue;
                };
                let whys = whys(requirement, document);
                let is_needed = !standing.met || requirement.mode == EvidenceMode::PerItem;
                refusals.push(Refusal {
                    document: *index,
                    requirement: Some(requirement),
                    whys,
                    is_needed,
                });
            }
        }
        // A document that fits no requirement at all is not even looked at.
        let unmet = self.standings.iter().any(|standing| !standing.met);
        let modes = || self.standings.iter().map(|own| own.requirement.mode);
        if self.standings.is_empty() || modes().any(|mode| mode == EvidenceMode::None) {
            return refusals;
        }
        let looked_at: BTreeSet<usize> = self
            .standings
            .iter()
            .flat_map(|own| {
                let counted = own.documents.iter().map(|(counted, _)| *counted);
                counted.chain(own.refused.iter().copied())
            })
            .collect();
        for index in naming {
            if !looked_at.contains(index) {
                refusals.push(Refusal {
                    document: *index,
                    requirement: None,
                    whys: vec![Why::Kind],
                    is_needed: unmet,
                });
            }
        }
        refusals
    }

    /// Documents that count and state another value of a fact than the unit typed.
    fn statements(&self) -> Vec<Conflict> {
        let mut conflicts: Vec<Conflict> = Vec::new();
        let mut seen = BTreeSet::new();
        for (index, (input, _, _)) in self.scene.inputs(self.subject).enumerate() {
            let Some(fact_index) = input.fact() else {
                continue;
            };
            let Some(fact) = self.scene.fact(fact_index) else {
                continue;
            };
            let typed = self.scene.resolved(fact_index);
            if *typed == Resolved::Open || is_from_outside(fact) {
                continue;
            }
            for standing in self.standings {
                if !self.prover.concerns(standing.requirement, input) {
                    continue;
                }
                for (document_index, document) in &standing.documents {
                    for (support_index, support) in document.supports.iter().enumerate() {
                        let value = support
                            .states
                            .get(&fact.id)
                            .filter(|_| support.criterion.as_ref() == Some(self.subject.model.id()))
                            .and_then(|value| resolve(fact, value, &mut Vec::new()));
                        let Some(value) = value else { continue };
                        if value == *typed || value == Resolved::Open {
                            continue;
                        }
                        let (document, support) = (*document_index, support_index);
                        if !seen.insert((fact_index, document, support)) {
                            continue;
                        }
                        let said = Said::Value {
                            fact: fact_index,
                            support,
                            value,
                        };
                        conflicts.push(Conflict {
                            document,
                            said,
                            points: self.alone(index),
                        });
                    }
                }
            }
        }
        conflicts
    }

    /// The points that are not proved because of one input alone.
    fn alone(&self, input: usize) -> Option<Points> {
        let compiled = self.scene.compiled;
        let mut evidence: Vec<Cell> = self.subject.cells.to_vec();
        *evidence.get_mut(input)? = *self.subject.evidence.get(input)?;
        let proved = Evidenced {
            cells: self.subject.cells,
            evidence: &evidence,
            rounding: compiled.measure_rounding,
            not_applicable: self.subject.own.parts,
            end: if self.subject.is_penalty() {
                End::High
            } else {
                End::Low
            },
            joints: &[],
        };
        let points = proved
            .points(&self.subject.leaf.root)?
            .to_points(compiled.leaf_rounding)?;
        let short = self.subject.ahead(self.subject.score.computed()?, points);
        (short > Points::ZERO).then_some(short)
    }

    /// What no document supports, where that changes what is proved of an input.
    fn gaps(&self, input: &Input, relevant: &[&Standing<'s>], shortfall: &mut Shortfall<'s>) {
        let mut add = |gap: Gap<'s>| {
            if !shortfall.gaps.contains(&gap) {
                shortfall.gaps.push(gap);
            }
        };
        if let (Some(fact), true) = (input.fact(), relevant.is_empty()) {
            add(Gap::Unsupported(fact));
            return;
        }
        let mut unmet = false;
        for standing in relevant {
            let is_refused = shortfall.refusals.iter().any(|refusal| {
                refusal
                    .requirement
                    .is_none_or(|own| own.id == standing.requirement.id)
            });
            if standing.requirement.mode == EvidenceMode::PerItem {
                if let Some((fact, typed)) = input.fact().and_then(|fact| self.items(fact))
                    && standing.items < typed
                {
                    unmet = true;
                    if !is_refused {
                        add(Gap::Items {
                            fact,
                            shown: standing.items,
                            typed,
                        });
                    }
                }
            } else if !standing.met {
                unmet = true;
                if !is_refused {
                    add(Gap::Requirement(standing.requirement));
                }
            }
        }
        if input.fact().is_none() && !unmet {
            let unshown = self.tasks(input, |shown| shown == Shown::No).len();
            if unshown > 0 {
                add(Gap::Tasks(unshown));
            }
        }
    }

    /// A count as typed, in whole items.
    fn items(&self, fact: usize) -> Option<(usize, i64)> {
        let crate::file::FactKind::Number(kind) = &self.scene.fact(fact)?.kind else {
            return None;
        };
        let Resolved::Number(typed) = self.scene.resolved(fact) else {
            return None;
        };
        Some((fact, typed.checked_div(10_i64.checked_pow(kind.decimals)?)?))
    }

    /// Occurrences that are done, by how documents show them.
    fn tasks(&self, input: &Input, wanted: impl Fn(Shown) -> bool) -> Vec<(usize, Shown)> {
        let Some(tasks) = self.scene.assessment.tasks() else {
            return Vec::new();
        };
        let read = tasks.read_by(input).into_iter();
        read.filter(|(_, occurrence)| occurrence.state().is_done())
            .map(|(index, _)| (index, self.showing.of(index)))
            .filter(|(_, shown)| wanted(*shown))
            .collect()
    }

    /// Documents that show a thing done only on a later day than the one typed.
    fn later(
        &self,
        index: usize,
        input: &Input,
        relevant: &[&Standing<'s>],
        conflicts: &mut Vec<Conflict>,
    ) {
        let Some(points) = self.alone(index) else {
            return;
        };
        match input {
            Input::Timeliness { date, .. } | Input::DaysLate { date, .. } => {
                let met = relevant.iter().all(|standing| standing.met);
                let Resolved::Date(typed) = self.scene.resolved(*date) else {
                    return;
                };
                let Some((document, day)) = latest(relevant).filter(|_| met) else {
                    return;
                };
                let said = Said::LaterThanFact {
                    fact: *date,
                    typed: *typed,
                };
                if day > *typed {
                    push(
                        conflicts,
                        Conflict {
                            document,
                            said,
                            points: Some(points),
                        },
                    );
                }
            }
            Input::SlotTimeliness { .. } | Input::GroupPart { .. } => {
                let Some(tasks) = self.scene.assessment.tasks() else {
                    return;
                };
                let shown = self.tasks(input, |shown| matches!(shown, Shown::On(_)));
                for (occurrence, shown) in shown {
                    let (Shown::On(day), Some(own)) = (shown, tasks.occurrences.get(occurrence))
                    else {
                        continue;
                    };
                    let (Some(done_on), Some(last), Some(result)) =
                        (own.done_on(), own.last_day(), own.result())
                    else {
                        continue;
                    };
                    if day > last && done_on <= last {
                        let Some(document) = self.scene.register.first_of(day) else {
                            continue;
                        };
                        let said = Said::LaterThanResult {
                            task: own.task(),
                            result,
                            done_on,
                        };
                        push(
                            conflicts,
                            Conflict {
                                document,
                                said,
                                points: Some(points),
                            },
                        );
                    }
                }
            }
            _ => {}
        }
    }
}

fn push(conflicts: &mut Vec<Conflict>, conflict: Conflict) {
    let same =
        |known: &Conflict| known.document == conflict.document && known.said == conflict.said;
    if !conflicts.iter().any(same) {
        conflicts.push(conflict);
    }
}

/// The latest document that attests, with its day.
fn latest(relevant: &[&Standing<'_>]) -> Option<(usize, Date)> {
    relevant
        .iter()
        .filter(|standing| standing.requirement.mode == EvidenceMode::Attests)
        .flat_map(|standing| &standing.documents)
        .filter_map(|(index, document)| Some((*index, document.issued_on?)))
        .max_by_key(|(_, day)| *day)
}

fn whys(requirement: &EvidenceRequirement, document: &Document) -> Vec<Why> {
    let mut whys = Vec::new();
    let fits = match &requirement.kinds {
        None => true,
        Some(Kinds::Any(kinds) | Kinds::All(kinds)) => kinds.contains(&document.kind),
    };
    if !fits {
        whys.push(Why::Kind);
    }
    if let Some(window) = &requirement.window {
        match document.issued_on {
            None => whys.push(Why::NoDate),
            Some(day) if day < window.from || day > window.until => whys.push(Why::OutsideWindow),
            Some(_) => {}
        }
    }
    if requirement.locate && (document.section.is_none() || document.page.is_none()) {
        whys.push(Why::NoSectionOrPage);
    }
    whys
}
