//! What-ifs: one fact after another is changed, and the totals follow.

use thiserror::Error;

use super::change::put_for;
use super::change_error::ChangeError;
use crate::diagnostic::Diagnostics;
use crate::eval::{
    Assessment, CriterionScore, Known, Loss, Rescorer, ScoreError, ScoreTotals, Scorecard, Totals,
};
use crate::file::{Change, FactChange, FactValue};
use crate::number::Points;

/// A fact of the criteria set of a [`WhatIf`]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WhatIfFact(usize);

/// A scored assessment whose facts can be changed, one after another
///
/// A change of a fact re-scores only the leaves that read it, and moves the sums of their areas and
/// the total by the difference. That is done where points say all there is to say of these leaves
/// (every figure known, documents prove what they give); where not, the whole assessment is scored
/// anew, with the same answer in more time. [`is_incremental`](Self::is_incremental) tells which.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use par_index::{compile::Scorer, eval::Assessment, model::CriteriaSet, number::Date};
/// use par_index::scenario::WhatIf;
///
/// let set = par_index::shipped::find("illustrative-shapes", "2024").ok_or("not shipped")?;
/// let scorer = Scorer::new(CriteriaSet::from_json(None, set.json.as_bytes())?)?;
/// let mut file = scorer.blank_assessment("phong-a", Date::parse("2024-11-20")?)?;
/// file.answer("dossiers-due", 1420)?.answer("dossiers-on-time", 1369)?;
/// let card = scorer.score(&Assessment::new(&scorer, None, file)?)?;
///
/// let mut what_if = WhatIf::new(&card);
/// let on_time = what_if.fact("dossiers-on-time").ok_or("no such fact")?;
/// let before = what_if.total()?.index().whole().lower();
/// what_if.set(on_time, &1392.into())?;
/// assert!(what_if.total()?.index().whole().lower() >= before);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct WhatIf {
    card: Scorecard,
    rescorer: Option<Rescorer>,
    /// By fact: what changed since the card was made.
    changed: Vec<Option<Known>>,
    /// Everything was scored anew on the way.
    is_anew: bool,
}

/// Why a fact cannot be changed so
#[derive(Clone, Debug, Error)]
#[non_exhaustive]
pub enum WhatIfError {
    /// The fact has no place to be changed at.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// The value does not fit.
    #[error(transparent)]
    Refused(Diagnostics),
    /// A sum is too large.
    #[error(transparent)]
    Score(#[from] ScoreError),
}

impl WhatIf {
    /// Begins with a scored assessment
    pub fn new(card: &Scorecard) -> Self {
        Self {
            rescorer: Rescorer::new(card),
            changed: vec![None; card.scorer().criteria_set().facts().len()],
            card: card.clone(),
            is_anew: false,
        }
    }

    /// The fact with this id
    pub fn fact(&self, id: &str) -> Option<WhatIfFact> {
        let set = self.card.scorer().criteria_set();
        set.fact_index(id).map(WhatIfFact)
    }

    /// Whether a change of the fact re-scores only the leaves that read it
    pub fn is_incremental(&self, fact: WhatIfFact) -> bool {
        let rescorer = self.rescorer.as_ref();
        rescorer.is_some_and(|rescorer| rescorer.reaches(fact.0))
    }

    /// Changes a fact; what was changed before stays changed
    ///
    /// # Errors
    ///
    /// A value that does not fit the fact; nothing is changed then.
    pub fn set(&mut self, fact: WhatIfFact, value: &FactValue) -> Result<(), WhatIfError> {
        let known = self.card.scorer().criteria_set().facts().get(fact.0);
        if let (Some(known), Some(rescorer)) = (
            known.and_then(|own| Known::read(own, value)),
            &mut self.rescorer,
        ) && rescorer.set(fact.0, known).is_some()
        {
            if let Some(slot) = self.changed.get_mut(fact.0) {
                *slot = Some(known);
            }
            return Ok(());
        }
        self.anew(fact.0, value)
    }

    /// Scores everything anew, with a change more.
    #[cold]
    fn anew(&mut self, fact: usize, value: &FactValue) -> Result<(), WhatIfError> {
        let scorer = self.card.scorer().clone();
        let set = scorer.criteria_set();
        let mut file = self.card.assessment().file().clone();
        let earlier = self.changed.iter().enumerate();
        let earlier = earlier.filter_map(|(index, known)| Some((index, (*known)?)));
        let mut changes: Vec<(usize, FactValue)> = Vec::new();
        for (index, known) in earlier {
            if let Some(own) = set.facts().get(index) {
                changes.push((index, known.value(own)));
            }
        }
        changes.push((fact, value.clone()));
        for (index, value) in changes {
            if let Some(own) = set.facts().get(index) {
                let fact = own.id.clone();
                put_for(set, &mut file, &Change::Fact(FactChange { fact, value }))?;
            }
        }
        let plan = self.card.assessment().plan();
        let assessment = Assessment::new(&scorer, plan, file).map_err(WhatIfError::Refused)?;
        *self = Self::new(&scorer.score(&assessment)?);
        self.is_anew = true;
        Ok(())
    }

    /// The computed points of all, which take less time than [`total`](Self::total)
    pub fn computed(&self) -> Option<Points> {
        match &self.rescorer {
            Some(rescorer) => rescorer.computed(),
            None => self.card.total().computed(),
        }
    }

    /// Totals of all
    ///
    /// # Errors
    ///
    /// A sum of points beyond what can be held.
    pub fn total(&self) -> Result<Totals, ScoreError> {
        match &self.rescorer {
            Some(rescorer) => rescorer.total().ok_or(ScoreError::TooLarge),
            None => Ok(self.card.total().clone()),
        }
    }

    /// Totals of each area and of all
    ///
    /// # Errors
    ///
    /// A sum of points beyond what can be held.
    pub fn totals(&self) -> Result<ScoreTotals, ScoreError> {
        match &self.rescorer {
            Some(rescorer) => rescorer.totals().ok_or(ScoreError::TooLarge),
            None => self.card.scorer().totals(self.card.assessment()),
        }
    }

    /// The leaves that were re-scored alone since everything was scored.
    pub(super) fn touched(&self) -> Vec<usize> {
        let mut all: Vec<usize> = self
            .rescorer
            .iter()
            .flat_map(|rescorer| {
                let changed = self.changed.iter().enumerate();
                let changed = changed.filter(|(_, known)| known.is_some());
                changed.flat_map(|(fact, _)| rescorer.leaves_of(fact))
            })
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether everything was scored anew on the way.
    pub(super) fn is_anew(&self) -> bool {
        self.is_anew
    }

    /// A leaf with its losses; `touched` says whether it was re-scored alone.
    pub(super) fn leaf(&self, leaf: usize, touched: bool) -> Option<(CriterionScore, Vec<Loss>)> {
        match &self.rescorer {
            Some(rescorer) if touched => rescorer.score(self.card.assessment(), leaf),
            _ => {
                let score = self.card.criteria().get(leaf)?;
                Some((*score, self.card.losses_of(score).to_vec()))
            }
        }
    }

    /// The computed points of a leaf, by its index in the criteria set
    pub fn points(&self, leaf: usize) -> Option<Points> {
        match &self.rescorer {
            Some(rescorer) => rescorer.points(leaf),
            None => self.card.criteria().get(leaf)?.computed(),
        }
    }
}
