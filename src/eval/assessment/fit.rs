//! An assessment put beside its criteria set and plan: resolved, and ready to be scored.

use crate::eval::assessment::prepare::prepare;
use crate::eval::cells::occurrences;
use crate::eval::given::found::Found;
use std::sync::Arc;

use crate::compile::{Compiled, Scorer};
use crate::diagnostic::Diagnostics;
use crate::eval::assessment::plain_row::PlainRow;
use crate::eval::assessment::prepared::Prepared;
use crate::eval::assessment::references::{self};
use crate::eval::cells::source::{Source, is_from_outside};
use crate::eval::given::facts::{Resolved, resolve};
use crate::eval::given::fault_terms::Thing;
use crate::eval::given::faults::AssessmentFault;
use crate::eval::given::tasks::Tasks;
use crate::file::{AssessmentFile, FactValue, SetReference, UnitFile};
use crate::model::{ReformPlan, TaskBook};
use crate::number::{Date, Points};
use crate::read::{Document, IdError, decode_document};

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
            (Some(plan), Some(book)) => Some(occurrences::tasks(&compiled.set, plan, book)),
            _ => None,
        };
        let source = Source {
            set: &compiled.set,
            facts: &facts,
            as_of: file.as_of,
            tasks: tasks.as_ref(),
        };
        let names = match (plan, &tasks) {
            (Some(plan), Some(tasks)) => occurrences::names(plan, tasks),
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
    pub(crate) fn plain(&self) -> Option<&Arc<PlainRow>> {
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

/// What is left of an assessment that cannot be scored, to find what is wrong with the rest
#[derive(Clone, Debug)]
pub struct Unfit {
    assessment: Assessment,
    refused: Diagnostics,
    /// What deserves a word of the values that fit.
    heard: Diagnostics,
}

impl Unfit {
    pub(crate) fn new(assessment: Assessment, refused: Diagnostics, heard: Diagnostics) -> Self {
        Self {
            assessment,
            refused,
            heard,
        }
    }

    /// What keeps it from being scored, and what deserves a word
    pub fn into_found(self) -> Diagnostics {
        let mut found = self.refused;
        found.extend(self.heard);
        found.sort();
        found
    }

    pub(crate) fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    pub(crate) fn refused(&self) -> &Diagnostics {
        &self.refused
    }
}

/// An assessment that fits, of a file of which a part could not be read
impl From<Assessment> for Unfit {
    fn from(assessment: Assessment) -> Self {
        Self::new(assessment, Diagnostics::new(), Diagnostics::new())
    }
}
