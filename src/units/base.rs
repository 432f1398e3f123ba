//! Scoring units that differ from a base in their facts: what the rules give, and nothing else.

use std::borrow::Cow;

use crate::compile::{Compiled, Input, Scorer};
use crate::eval::assessment::fit::Assessment;
use crate::eval::assessment::prepare::prepare;
use crate::eval::assessment::prepared::Prepared;
use crate::eval::card::leaf_scores::LeafScores;
use crate::eval::card::scorecard::walk;
use crate::eval::card::totals::Finished;
use crate::eval::cells::linked::Caveats;
use crate::eval::cells::source::Source;
use crate::eval::given::facts::Resolved;
use crate::eval::given::found::Found;
use crate::eval::leaf::leaf_ledger::PointsOnly;
use crate::eval::leaf::leaf_score::CriterionScore;
use crate::file::{AssessmentFile, NotApplicableClaim};
use crate::model::ReformPlan;
use crate::rule::{Cell, NoTrace};
use crate::units::leaves::{Said, UnitLeaves};
use crate::units::template::UnitTemplate;

/// A base, and the way from facts to scores
///
/// Claims, documents and decisions of the base are left out: they are not the units' own.
#[derive(Clone, Debug)]
pub(crate) struct FactsOnly {
    scorer: Scorer,
    base: Assessment,
    file: AssessmentFile,
    template: Option<Template>,
}

/// What units have in common, where a unit is no more than facts, a group and what does not apply as a whole.
#[derive(Clone, Debug)]
struct Template {
    units: UnitTemplate,
    group: Option<usize>,
    /// Criteria and areas that do not apply to the base, by number.
    claims: Vec<usize>,
}

/// Units one after another
pub(crate) struct FactRows<'b> {
    base: &'b FactsOnly,
    facts: Vec<Resolved>,
    claims: Vec<usize>,
    /// Where there is a template.
    leaves: Option<UnitLeaves<'b>>,
}

/// What a unit comes to.
pub(crate) struct UnitScore<'r> {
    pub(crate) finished: Finished,
    pub(crate) leaves: Cow<'r, [CriterionScore]>,
}

impl FactsOnly {
    pub(crate) fn new(scorer: &Scorer, base: &Assessment) -> Self {
        let mut file = base.file().clone();
        file.claims = None;
        file.appraisal = None;
        file.evidence.clear();
        file.explanations.clear();
        Self {
            template: Template::new(scorer, base.plan(), &file),
            scorer: scorer.clone(),
            base: base.clone(),
            file,
        }
    }

    pub(crate) fn base(&self) -> &Assessment {
        &self.base
    }

    /// What keeps the totals of units that are known from being what they seem.
    pub(crate) fn caveats(&self) -> Caveats {
        Caveats::new(Vec::new(), !self.base.is_complete())
    }

    fn compiled(&self) -> &Compiled {
        self.scorer.compiled()
    }

    fn source<'f>(&'f self, facts: &'f [Resolved]) -> Source<'f> {
        Source {
            set: &self.compiled().set,
            facts,
            as_of: self.file.as_of,
            tasks: self.base.tasks(),
        }
    }

    /// What is known of an input.
    pub(crate) fn cell(&self, facts: &[Resolved], input: &Input) -> Cell {
        self.source(facts).cell(input)
    }

    /// The fact that an input's time begins with, where it does.
    pub(crate) fn start_of(&self, input: &Input) -> Option<usize> {
        self.source(self.base.resolved()).start_of(input)
    }

    /// What scoring needs to know of the base.
    pub(crate) fn prepared(&self) -> Prepared {
        let facts = self.base.resolved();
        let mut found = Found::default();
        let source = self.source(facts);
        prepare(self.compiled(), &self.file, &source, None, &mut found)
    }

    /// Buffers for units.
    pub(crate) fn rows(&self) -> FactRows<'_> {
        let units = self.template.as_ref().map(|template| &template.units);
        FactRows {
            facts: self.base.resolved().to_vec(),
            claims: Vec::new(),
            leaves: units.map(UnitLeaves::new),
            base: self,
        }
    }

    /// Scores a unit as an assessment; `None` where a sum cannot be held.
    fn by_itself(
        &self,
        facts: &[Resolved],
        not_applicable: &[NotApplicableClaim],
    ) -> Option<UnitScore<'static>> {
        let compiled = self.compiled();
        let mut found = Found::default();
        let own;
        let file = if not_applicable.is_empty() {
            &self.file
        } else {
            let mut changed = self.file.clone();
            changed.not_applicable.extend_from_slice(not_applicable);
            own = changed;
            &own
        };
        let prepared = prepare(compiled, file, &self.source(facts), None, &mut found);
        let mut leaves = LeafScores::with_capacity(compiled.leaves.len());
        let mut ledger = PointsOnly(NoTrace);
        let finished = walk(compiled, &prepared, &mut ledger, Some(&mut leaves))?;
        Some(UnitScore {
            finished,
            leaves: Cow::Owned(leaves.get(compiled, &prepared).to_vec()),
        })
    }
}

impl Template {
    /// `None` where the base says more.
    fn new(scorer: &Scorer, plan: Option<&ReformPlan>, file: &AssessmentFile) -> Option<Self> {
        let mut blank = file.clone();
        blank.unit.group = None;
        blank.facts.clear();
        blank.external.clear();
        blank.not_applicable.clear();
        if !blank.absent.is_empty() {
            return None;
        }
        let units = UnitTemplate::without_documents(scorer, plan, &blank)?;
        let mut groups = scorer.criteria_set().file().unit_groups.iter();
        let group = match &file.unit.group {
            Some(id) => Some(groups.position(|group| group.id == *id)?),
            None => None,
        };
        let mut claims = Vec::new();
        names(&units, &file.not_applicable, &mut claims)?;
        Some(Self {
            units,
            group,
            claims,
        })
    }
}

/// The numbers of what does not apply; `None` where it is a part.
fn names(units: &UnitTemplate, claims: &[NotApplicableClaim], into: &mut Vec<usize>) -> Option<()> {
    for claim in claims {
        claim.part.is_none().then_some(())?;
        into.push(units.name(claim.at.as_str())?);
    }
    Some(())
}

impl FactRows<'_> {
    /// Scores a unit with the facts that `fill` puts in place of the base's, which have to be the same ones
    /// for every unit; `None` where a sum cannot be held. Leaves may be left out where nobody asks for them.
    pub(crate) fn score(
        &mut self,
        fill: impl FnOnce(&mut [Resolved]),
        not_applicable: &[NotApplicableClaim],
        keeps_leaves: bool,
    ) -> Option<UnitScore<'_>> {
        fill(&mut self.facts);
        if let (Some(template), Some(leaves)) = (&self.base.template, &mut self.leaves) {
            self.claims.clone_from(&template.claims);
            if names(&template.units, not_applicable, &mut self.claims).is_some() {
                let said = Said {
                    facts: &self.facts,
                    group: template.group,
                    claims: &self.claims,
                };
                let finished = leaves.score(said, keeps_leaves)?;
                let leaves = Cow::Borrowed(&*leaves.scores);
                return Some(UnitScore { finished, leaves });
            }
        }
        let mut score = self.base.by_itself(&self.facts, not_applicable)?;
        if !keeps_leaves {
            score.leaves = Cow::Borrowed(&[]);
        }
        Some(score)
    }
}
