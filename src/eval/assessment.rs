//! An assessment put beside its criteria set and plan: resolved, and ready to be scored.

use std::sync::Arc;

use super::applies;
use super::appraisal;
use super::cells::{Source, is_from_outside};
use super::evidence::{Prover, standings};
use super::facts::{Resolved, resolve};
use super::fault_terms::Thing;
use super::faults::AssessmentFault;
use super::linked::{self, Caveats};
use super::plain_totals::PlainRow;
use super::prepared::{Applies, Prepared, PreparedLeaf};
use super::references::{self, named};
use super::register::Register;
use super::showing::OccurrenceName;
use super::tally::Tally;
use super::task_glue;
use super::tasks::Tasks;
use super::totals::tally_count;
use super::unfit::Unfit;
use crate::compile::{Compiled, Scorer};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::file::{AssessmentFile, Basis, FactValue, SetReference, UnitFile};
use crate::model::{ReformPlan, TaskBook};
use crate::number::{Date, Points};
use crate::read::{Document, IdError, decode_document, suggest_after};
use crate::rule::{Cell, CellValue, NoFlatTrace};

/// A self-assessment that fits its criteria set
///
/// # Examples
///
/// See the crate's first page for scoring an assessment built in code.
#[derive(Clone, Debug)]
pub struct Assessment {
    inner: Arc<Inner>,
    plain: Option<Arc<PlainRow>>,
}

#[derive(Debug)]
struct Inner {
    /// What it was made for: facts and claims stand in the order of its set.
    scorer: Scorer,
    file: AssessmentFile,
    /// The text it was read from, where it was.
    document: Option<Document>,
    facts: Vec<Resolved>,
    prepared: Prepared,
    findings: Diagnostics,
    plan: Option<ReformPlan>,
    book: Option<TaskBook>,
    tasks: Option<Tasks>,
}

impl Assessment {
    /// Takes an assessment written for the scorer's criteria set
    ///
    /// # Errors
    ///
    /// Everything that does not fit, at once. What only deserves a word (a value the unit may
    /// not fill, a claim of "not applicable" that is not allowed) is kept in
    /// [`findings`](Self::findings).
    ///
    /// A plan that the file names and that is not given is such a word too, but then no index is given.
    pub fn new(
        scorer: &Scorer,
        plan: Option<&ReformPlan>,
        file: AssessmentFile,
    ) -> Result<Self, Diagnostics> {
        Self::fit(scorer, plan, file).map_err(Unfit::into_found)
    }

    /// Takes an assessment as [`new`](Self::new) does, and keeps what fits of one that does not
    ///
    /// # Errors
    ///
    /// What is left without what does not fit, to be checked by
    /// `check::check_unfit`; it cannot be scored.
    pub fn fit(
        scorer: &Scorer,
        plan: Option<&ReformPlan>,
        file: AssessmentFile,
    ) -> Result<Self, Unfit> {
        let compiled = scorer.compiled();
        let mut found = Found::default();
        let facts = if references::is_of_another_set(compiled, &file) {
            vec![Resolved::Open; compiled.set.facts().len()]
        } else {
            resolve_all(compiled, &file, &mut found)
        };
        references::check(compiled, &file, &mut found);
        if let (None, Some(named)) = (plan, &file.plan) {
            let named = named.clone();
            found.keep(&AssessmentFault::PlanNotGiven { named }, "/plan");
        }
        let mut book = None;
        if let Some(plan) = plan {
            let (made, mut said) = TaskBook::new(plan, &file.results, file.as_of, "/results");
            if said.has_errors() {
                found.refused.extend(said);
            } else {
                said.sort();
                found.kept.extend(said);
            }
            book = Some(made);
        }
        let heard = if found.refused.is_empty() {
            Diagnostics::new()
        } else {
            found.kept.clone()
        };
        let tasks = match (plan, &book) {
            (Some(plan), Some(book)) => Some(task_glue::tasks(&compiled.set, plan, book)),
            _ => None,
        };
        let source = Source {
            set: &compiled.set,
            facts: &facts,
            as_of: file.as_of,
            tasks: tasks.as_ref(),
        };
        let names = match (plan, &tasks) {
            (Some(plan), Some(tasks)) => task_glue::names(plan, tasks),
            _ => Vec::new(),
        };
        let prepared = prepare(compiled, &file, &source, Some(&names), &mut found);
        found.kept.sort();
        let plain = PlainRow::of(compiled, &prepared).map(Arc::new);
        let inner = Arc::new(Inner {
            scorer: scorer.clone(),
            facts,
            prepared,
            findings: found.kept,
            plan: plan.cloned(),
            book,
            tasks,
            file,
            document: None,
        });
        let assessment = Self { inner, plain };
        if found.refused.is_empty() {
            return Ok(assessment);
        }
        Err(Unfit::new(assessment, found.refused, heard))
    }

    /// Reads an assessment from JSON
    ///
    /// # Errors
    ///
    /// Faults of the text or everything that does not fit, each with line and column.
    pub fn from_json(
        scorer: &Scorer,
        plan: Option<&ReformPlan>,
        name: Option<&str>,
        bytes: &[u8],
    ) -> Result<Self, Diagnostics> {
        let (file, document) = decode_document::<AssessmentFile>(name, bytes)?;
        match Self::new(scorer, plan, file) {
            Ok(mut assessment) => {
                if let Some(inner) = Arc::get_mut(&mut assessment.inner) {
                    document.locate(&mut inner.findings);
                    inner.findings.sort();
                    inner.document = Some(document);
                }
                Ok(assessment)
            }
            Err(mut found) => {
                document.locate(&mut found);
                found.sort();
                Err(found)
            }
        }
    }

    /// The file
    pub fn file(&self) -> &AssessmentFile {
        &self.inner.file
    }

    /// What deserves a word, but does not keep the assessment from being scored
    pub fn findings(&self) -> &Diagnostics {
        &self.inner.findings
    }

    /// Fills in line and column of what is said about it, and sorts that; of one made in code there are none
    pub fn locate(&self, found: &mut Diagnostics) {
        if let Some(document) = &self.inner.document {
            document.locate(found);
            found.sort();
        }
    }

    /// The unit's reform plan
    pub fn plan(&self) -> Option<&ReformPlan> {
        self.inner.plan.as_ref()
    }

    /// Whether everything it rests on was given and is sound
    ///
    /// Without the plan it names, or by a criteria set with errors, no index is given.
    pub fn is_complete(&self) -> bool {
        !self.inner.prepared.caveats.is_withheld
    }

    /// What became of the plan's tasks
    pub fn task_book(&self) -> Option<&TaskBook> {
        self.inner.book.as_ref()
    }

    /// The day the assessment speaks of
    pub fn as_of(&self) -> Date {
        self.inner.file.as_of
    }

    /// The scorer it was made for
    pub fn scorer(&self) -> &Scorer {
        &self.inner.scorer
    }

    pub(crate) fn prepared(&self) -> &Prepared {
        &self.inner.prepared
    }

    /// What its totals are made of, where points of leaves say it all.
    #[inline]
    pub(super) fn plain(&self) -> Option<&Arc<PlainRow>> {
        self.plain.as_ref()
    }

    pub(crate) fn resolved(&self) -> &[Resolved] {
        &self.inner.facts
    }

    pub(crate) fn tasks(&self) -> Option<&Tasks> {
        self.inner.tasks.as_ref()
    }
}

impl Scorer {
    /// An assessment with nothing answered, for the days the criteria set is in force
    ///
    /// # Errors
    ///
    /// A unit id that is not one.
    ///
    /// # Examples
    ///
    /// See the crate's first page.
    pub fn blank_assessment(&self, unit: &str, as_of: Date) -> Result<AssessmentFile, IdError> {
        let set = self.criteria_set();
        let unit = UnitFile::new(unit, unit)?;
        let criteria_set = SetReference {
            id: set.id().clone(),
            edition: set.edition().clone(),
        };
        let period = set.file().in_force.clone();
        Ok(AssessmentFile::new(unit, period, as_of, criteria_set))
    }
}

/// Faults found on the way.
#[derive(Default)]
pub(crate) struct Found {
    /// The assessment cannot be scored.
    pub(crate) refused: Diagnostics,
    /// It can; somebody should know.
    pub(crate) kept: Diagnostics,
}

impl Found {
    pub(crate) fn refuse(&mut self, fault: &AssessmentFault, pointer: impl Into<String>) {
        let pointer = pointer.into();
        let key = pointer.rsplit('/').next();
        let is_about_key = fault.name().is_some_and(|name| key == Some(name));
        let diagnostic = Diagnostic::new(fault, pointer);
        self.refused.push(if is_about_key {
            diagnostic.about_key()
        } else {
            diagnostic
        });
    }

    /// The name that was probably meant, as long as not too much is wrong.
    pub(crate) fn suggest<'c>(
        &self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        suggest_after(self.refused.len(), word, candidates)
    }

    /// The name that was probably meant, by its number too.
    pub(crate) fn named<'c>(
        &self,
        name: &str,
        known: impl Iterator<Item = &'c str> + Clone,
        numbers: &[(&str, &'c str)],
    ) -> Option<&'c str> {
        named(self.refused.len(), name, known, numbers)
    }

    pub(crate) fn keep(&mut self, fault: &AssessmentFault, pointer: impl Into<String>) {
        self.kept.push(Diagnostic::new(fault, pointer));
    }
}

/// Resolves the unit's facts and the results of others.
fn resolve_all(compiled: &Compiled, file: &AssessmentFile, found: &mut Found) -> Vec<Resolved> {
    let set = &compiled.set;
    let mut facts = vec![Resolved::Open; set.facts().len()];
    let mut take = |id: &str,
                    value: &FactValue,
                    pointer: &dyn Fn() -> String,
                    outside: bool,
                    found: &mut Found| {
        let Some(index) = set.fact_index(id) else {
            let names = set.facts().iter().map(|fact| fact.id.as_ref());
            let suggestion = found.named(id, names, &[]).map(str::to_owned);
            let fault = AssessmentFault::UnknownName {
                what: Thing::Fact,
                name: id.to_owned(),
                suggestion,
            };
            return found.refuse(&fault, pointer());
        };
        let Some(fact) = set.facts().get(index) else {
            return;
        };
        let mut faults = Vec::new();
        let resolved = resolve(fact, value, &mut faults);
        for (below, fault) in faults {
            found.refuse(&fault, format!("{}{below}", pointer()));
        }
        match (is_from_outside(fact), outside) {
            (true, false) if *value != FactValue::Unanswered => {
                let points = points_on(compiled, index);
                found.keep(
                    &AssessmentFault::NotForTheUnit {
                        fact: id.to_owned(),
                        points,
                    },
                    pointer(),
                );
                return;
            }
            (false, true) => {
                found.refuse(
                    &AssessmentFault::NotFromOutside {
                        fact: id.to_owned(),
                    },
                    pointer(),
                );
                return;
            }
            _ => {}
        }
        let resolved = match resolved {
            Some(Resolved::Date(date)) if date > file.as_of => {
                let fault = AssessmentFault::DateAfterAsOf {
                    fact: id.to_owned(),
                    date,
                    as_of: file.as_of,
                };
                found.keep(&fault, pointer());
                Resolved::Open
            }
            Some(resolved) => resolved,
            None => Resolved::Open,
        };
        if let Some(slot) = facts.get_mut(index)
            && (outside || !is_from_outside(fact))
        {
            *slot = resolved;
        }
    };
    for (id, value) in &file.facts {
        let pointer = || format!("/facts/{id}");
        take(id.as_ref(), value, &pointer, false, found);
    }
    for (index, result) in file.external.iter().enumerate() {
        let pointer = || format!("/external/{index}/value");
        take(result.fact.as_ref(), &result.value, &pointer, true, found);
    }
    facts
}

/// The most points of the leaves that use a fact.
fn points_on(compiled: &Compiled, fact: usize) -> Points {
    compiled
        .set
        .leaves()
        .iter()
        .filter(|leaf| leaf.facts_used().contains(&fact))
        .try_fold(Points::ZERO, |sum, leaf| sum.checked_add(leaf.max_points()))
        .unwrap_or(Points::ZERO)
}

/// Cells, claims and decisions of every leaf; without `names` nobody asks what documents prove.
pub(crate) fn prepare(
    compiled: &Compiled,
    file: &AssessmentFile,
    source: &Source<'_>,
    names: Option<&[OccurrenceName]>,
    found: &mut Found,
) -> Prepared {
    let inputs: Vec<Cell> = compiled
        .inputs
        .iter()
        .map(|input| source.cell(input))
        .collect();
    let values: Vec<Option<i64>> = inputs
        .iter()
        .zip(&*compiled.ranges)
        .map(|(cell, range)| {
            let range = range.as_ref()?;
            cell.value()
                .filter(|value| (range.lo..=range.hi).contains(value))
        })
        .collect();
    let claims = file.claims.as_ref();
    let mut prepared = Prepared {
        leaves: Vec::with_capacity(compiled.leaves.len()),
        cells: Vec::with_capacity(compiled.cell_count),
        evidence: Vec::with_capacity(compiled.cell_count),
        values: values.iter().map(|value| value.unwrap_or(0)).collect(),
        plain: Vec::new(),
        others: Vec::new(),
        given: vec![Tally::NONE; tally_count(compiled.set.area_count())],
        given_whole: [Tally::NONE; 2],
        fits: true,
        caveats: Caveats::default(),
    };
    let register = Register::new(&file.evidence);
    for (leaf, model) in compiled.leaves.iter().zip(compiled.set.leaves()) {
        let contradiction = Cell::given(CellValue::Contradiction);
        let mut cells: Vec<Cell> = leaf
            .inputs
            .iter()
            .map(|input| inputs.get(*input).copied().unwrap_or(contradiction))
            .collect();
        let applies = applies::applies(compiled, file, leaf, model, source, found);
        let parts = applies::parts(file, leaf, model, found);
        if applies == Applies::Yes && (file.plan.is_none() || source.tasks.is_some()) {
            references::tasks_bound(compiled, leaf, model, source, found);
        }
        let mut joints = Vec::new();
        let mut evidence = match names {
            Some(names) => {
                let prover = Prover {
                    source,
                    leaf: model.id(),
                    standings: &standings(model.criterion(), &register),
                    register: &register,
                    names,
                };
                let evidence = prover.cells(leaf, &compiled.inputs, &cells);
                joints = prover.joints(leaf, &compiled.inputs, &evidence);
                evidence
            }
            None => cells.clone(),
        };
        for own in [&mut cells, &mut evidence] {
            for (cell, input) in own.iter_mut().zip(&*leaf.inputs) {
                cell.free = compiled.free.get(*input) == Some(&Some(cell.value));
            }
        }
        let claimed = claims
            .and_then(|claims| claims.criteria.get(model.id()))
            .and_then(|claimed| Points::from_quantity(*claimed));
        let is_flat = applies == Applies::Yes
            && parts == 0
            && leaf
                .inputs
                .iter()
                .all(|input| values.get(*input).is_some_and(Option::is_some))
            && leaf
                .flat
                .as_ref()
                .is_some_and(|flat| flat.points(&prepared.values, &mut NoFlatTrace).is_some());
        prepared.leaves.push(PreparedLeaf {
            applies,
            parts,
            claimed,
            round1: None,
            round2: None,
            final_decision: None,
            is_decided: false,
            is_flat,
            is_plain: compiled.plain_sums
                && is_flat
                && evidence == cells
                && leaf.basis != Basis::External,
            evidence_differs: evidence != cells,
            joints: (!joints.is_empty()).then(|| joints.into()),
        });
        prepared.cells.extend(cells);
        prepared.evidence.extend(evidence);
    }
    prepared.caveats = {
        let leaves = prepared.leaves.iter().enumerate();
        let leaves = leaves.filter(|(_, own)| own.applies == Applies::Yes && !own.is_flat);
        let leaves = leaves.map(|(index, _)| index);
        let linked = linked::linked(compiled, source, leaves, |index, cells| {
            let leaf = compiled.leaves.get(index)?;
            let end = leaf.cells_at.checked_add(leaf.inputs.len())?;
            cells.clear();
            cells.extend_from_slice(prepared.cells.get(leaf.cells_at..end)?);
            prepared.leaves.get(index).map(|own| own.parts)
        });
        let is_without_plan = file.plan.is_some() && source.tasks.is_none();
        Caveats::new(
            linked,
            is_without_plan || compiled.set.faults().has_errors(),
        )
    };
    appraisal::decide(compiled, file, source, &mut prepared, found);
    sort_out(compiled, &mut prepared);
    prepared
}

/// Parts plain leaves from others, and sums up what they add whatever their points.
fn sort_out(compiled: &Compiled, prepared: &mut Prepared) {
    const LIMIT: u64 = 1 << 61;
    let mut size = 0_u64;
    for (index, (leaf, own)) in compiled.leaves.iter().zip(&prepared.leaves).enumerate() {
        let decided = own.final_decision;
        let nanos = [
            Some(Points::from_nanos(leaf.max)),
            own.claimed,
            decided.and_then(|decision| decision.points),
            decided.map(|decision| decision.excluded),
        ];
        for points in nanos.into_iter().flatten() {
            size = size.saturating_add(points.nanos().unsigned_abs());
        }
        if own.is_plain
            && let Some(tally) = prepared.given.get_mut(leaf.tally)
            && tally.add_given(own, leaf.max).is_some()
        {
            prepared.plain.push(index);
        } else {
            prepared.others.push(index);
        }
    }
    let areas = compiled.set.area_count().saturating_mul(2);
    for (index, own) in prepared.given.iter().enumerate().take(areas) {
        if let Some(whole) = prepared.given_whole.get_mut(index & 1)
            && whole.add(own, None).is_none()
        {
            // Nothing is summed then.
            size = LIMIT;
        }
    }
    let rank = |index: &usize| {
        let flat = compiled.leaves.get(*index)?.flat.as_ref()?;
        Some(flat.rank())
    };
    prepared.plain.sort_by_key(rank);
    prepared.fits = size < LIMIT;
}
