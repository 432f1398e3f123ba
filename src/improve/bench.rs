//! Actions tried on the assessment: each combination is scored by the engine.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::action_fault::ActionFault;
use super::actions::Actions;
use super::facts::Facts;
use crate::compile::Scorer;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::eval::{AdjustmentPoints, Assessment, Column, ScoreError, Scorecard};
use crate::file::{ActionChange, AdjustmentApplies, AssessmentFile, Change, FactChange, FactValue};
use crate::model::{Home, ReformPlan};
use crate::number::{Points, Quantity, Ratio, power_of_ten};
use crate::read::Id;
use crate::scenario::{ChangeError, change_in_place};

/// Where points are counted by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Points in nanopoints; those of a penalty are negative.
    pub(crate) points: i128,
    /// What the place adds to the denominator.
    pub(crate) over: i128,
}

/// What a combination of actions comes to, beside the base.
#[derive(Clone, Debug)]
pub(crate) struct Measured {
    /// Places that are not what they were.
    pub(crate) changed: Vec<(usize, Place)>,
    /// All points in nanopoints, bonus and penalty included.
    pub(crate) points: i128,
    /// The index, where the whole assessment was scored.
    pub(crate) index: Option<Ratio>,
    /// The whole assessment was scored.
    is_whole: bool,
}

/// The assessment, and how combinations of actions are scored.
#[derive(Debug)]
pub(crate) struct Bench<'a> {
    pub(crate) scorer: &'a Scorer,
    plan: Option<&'a ReformPlan>,
    base: AssessmentFile,
    pub(crate) actions: &'a Actions,
    column: Column,
    /// Without any action.
    pub(crate) card: Scorecard,
    pub(crate) places: Vec<Place>,
    facts: Option<RefCell<Facts>>,
    measured: RefCell<BTreeMap<Vec<usize>, Rc<Measured>>>,
    /// How many combinations were scored.
    pub(crate) scored: Cell<usize>,
}

/// Why a combination has no score.
#[derive(Debug)]
pub(crate) enum Refused {
    Change(usize, usize, ChangeError),
    Action(usize, usize, ActionFault),
    Assessment(Diagnostics),
    Score(ScoreError),
}

impl<'a> Bench<'a> {
    /// Scores the assessment as it is.
    pub(crate) fn new(
        scorer: &'a Scorer,
        plan: Option<&'a ReformPlan>,
        base: &AssessmentFile,
        actions: &'a Actions,
        column: Column,
    ) -> Result<Self, Refused> {
        let mut base = base.clone();
        if let Some(day) = actions.file().measured_on {
            base.as_of = day;
        }
        let assessment =
            Assessment::new(scorer, plan, base.clone()).map_err(Refused::Assessment)?;
        let card = scorer.score(&assessment).map_err(Refused::Score)?;
        let mut bench = Self {
            scorer,
            plan,
            base,
            actions,
            column,
            places: Vec::new(),
            facts: Facts::new(&card, actions, column).map(RefCell::new),
            card,
            measured: RefCell::default(),
            scored: Cell::new(1),
        };
        bench.places = bench.places(&bench.card);
        Ok(bench)
    }

    /// The scorecard with these actions done.
    pub(crate) fn card(&self, chosen: &[usize]) -> Result<Scorecard, Refused> {
        let file = self.file(chosen)?;
        let assessment =
            Assessment::new(self.scorer, self.plan, file).map_err(Refused::Assessment)?;
        self.scorer.score(&assessment).map_err(Refused::Score)
    }

    /// What these actions come to; each combination is scored once.
    ///
    /// With `by_leaf` the index is not asked for.
    pub(crate) fn measured(
        &self,
        chosen: &[usize],
        by_leaf: bool,
    ) -> Result<Rc<Measured>, Refused> {
        let known = self.measured.borrow().get(chosen).map(Rc::clone);
        if let Some(known) = known.filter(|known| by_leaf || known.is_whole) {
            return Ok(known);
        }
        self.scored.set(self.scored.get().saturating_add(1));
        let alone = by_leaf.then(|| self.alone(chosen)).flatten();
        let measured = Rc::new(match alone {
            Some(measured) => measured,
            None => self.read(&self.card(chosen)?),
        });
        let mut all = self.measured.borrow_mut();
        all.insert(chosen.to_vec(), Rc::clone(&measured));
        Ok(measured)
    }

    /// Every leaf by itself, and all points, with these actions done.
    pub(crate) fn leaves_with(&self, chosen: &[usize]) -> Result<(Vec<Place>, i128), Refused> {
        let Some(measured) = self.alone(chosen) else {
            let card = self.card(chosen)?;
            return Ok((self.leaves(&card), self.points(&card)));
        };
        let mut leaves = self.leaves(&self.card);
        for (leaf, place) in &measured.changed {
            if let Some(own) = leaves.get_mut(*leaf) {
                *own = *place;
            }
        }
        Ok((leaves, measured.points))
    }

    /// Re-scores only the leaves that read what is changed, where that says it all.
    fn alone(&self, chosen: &[usize]) -> Option<Measured> {
        if !self.scorer.compiled().plain_sums {
            return None;
        }
        let mut facts = self.facts.as_ref()?.borrow_mut();
        let mut changed = Vec::new();
        let mut points = self.points(&self.card);
        for (leaf, own) in facts.with(chosen)? {
            let before = self.places.get(leaf)?;
            let place = Place {
                points: i128::from(own.nanos()),
                over: before.over,
            };
            if place != *before {
                let more = place.points.checked_sub(before.points)?;
                points = points.checked_add(more)?;
                changed.push((leaf, place));
            }
        }
        Some(Measured {
            changed,
            points,
            index: None,
            is_whole: false,
        })
    }

    fn read(&self, card: &Scorecard) -> Measured {
        let now = self.places(card).into_iter().enumerate();
        let changed = now.zip(&self.places);
        Measured {
            changed: changed
                .filter(|((_, now), before)| now != *before)
                .map(|(now, _)| now)
                .collect(),
            points: self.points(card),
            index: self.index(card),
            is_whole: true,
        }
    }

    /// The assessment with these actions done; values are set before anything is added.
    fn file(&self, chosen: &[usize]) -> Result<AssessmentFile, Refused> {
        let set = self.scorer.criteria_set();
        let mut file = self.base.clone();
        for adds in [false, true] {
            for action in chosen {
                let own = self.actions.file().actions.get(*action);
                let changes = own.map_or(&[][..], |own| &own.changes);
                for (index, change) in changes.iter().enumerate() {
                    let change = match change {
                        ActionChange::Fact(own) if !adds => Change::Fact(own.clone()),
                        ActionChange::Task(own) if !adds => Change::Task(own.clone()),
                        // The same document put forward by two actions is one document.
                        ActionChange::AddEvidence(own)
                            if !adds && !file.evidence.contains(&**own) =>
                        {
                            Change::AddEvidence(own.clone())
                        }
                        ActionChange::Add(own) if adds => Change::Fact(FactChange {
                            fact: own.fact.clone(),
                            value: self
                                .sum(&file, &own.fact, own.by, *action)
                                .map_err(|fault| Refused::Action(*action, index, fault))?,
                        }),
                        _ => continue,
                    };
                    change_in_place(set, &mut file, &change)
                        .map_err(|error| Refused::Change(*action, index, error))?;
                }
            }
        }
        Ok(file)
    }

    /// A fact's number and more.
    fn sum(
        &self,
        file: &AssessmentFile,
        fact: &Id,
        by: Quantity,
        action: usize,
    ) -> Result<FactValue, ActionFault> {
        let (id, name) = (self.id(action), fact.to_string());
        if self
            .scorer
            .criteria_set()
            .fact_index(fact.as_str())
            .is_none()
        {
            // Applying the change says so, with the name that may be meant.
            return Ok(FactValue::Number(by));
        }
        let outside = file.external.iter().find(|result| result.fact == *fact);
        let value = outside
            .map(|result| &result.value)
            .or_else(|| file.facts.get(fact));
        let number = match value {
            Some(FactValue::Number(number)) => Some(*number),
            Some(FactValue::Text(text)) => Quantity::parse(text).ok(),
            _ => None,
        };
        let Some(number) = number else {
            return Err(ActionFault::NothingToAddTo { id, fact: name });
        };
        let scale = number.scale().max(by.scale());
        let on = |quantity: Quantity| {
            let up = power_of_ten(scale.checked_sub(quantity.scale())?)?;
            quantity.mantissa().checked_mul(up)
        };
        on(number)
            .zip(on(by))
            .and_then(|(number, by)| number.checked_add(by))
            .and_then(|sum| Quantity::new(sum, scale).ok())
            .map(FactValue::Number)
            .ok_or(ActionFault::SumTooLarge { id, fact: name })
    }

    pub(crate) fn id(&self, action: usize) -> String {
        let own = self.actions.file().actions.get(action);
        own.map(|own| own.id.to_string()).unwrap_or_default()
    }

    /// What is wrong with a combination, at the action it is about.
    pub(crate) fn diagnostics(&self, refused: &Refused, about: usize) -> Diagnostics {
        let at = |action: &usize, index: &usize| format!("/actions/{action}/changes/{index}");
        match refused {
            Refused::Change(action, index, error) => {
                let own = self.actions.file().actions.get(*action);
                let change = own.and_then(|own| own.changes.get(*index));
                let place = at(action, index);
                match change {
                    Some(ActionChange::Add(_)) => {
                        Diagnostic::new(error.fault(), format!("{place}/add/fact")).into()
                    }
                    _ => error.diagnostic(&place).into(),
                }
            }
            Refused::Action(action, index, fault) => {
                let key = match fault {
                    ActionFault::SumTooLarge { .. } => "by",
                    _ => "fact",
                };
                let place = format!("{}/add/{key}", at(action, index));
                Diagnostic::new(fault, place).into()
            }
            Refused::Score(error) => self
                .does_not_fit(about, &error.to_string(), &error.to_string())
                .into(),
            Refused::Assessment(found) => {
                let mut found = found
                    .iter()
                    .filter(|own| own.severity() == crate::diagnostic::Severity::Error);
                let first = found.next();
                let words = first.map(|own| own.message().clone());
                let (vi, en) = words.map(|own| (own.vi, own.en)).unwrap_or_default();
                self.does_not_fit(about, &vi, &en).into()
            }
        }
    }

    fn does_not_fit(&self, action: usize, vi: &str, en: &str) -> Diagnostic {
        let fault = ActionFault::DoesNotFit {
            id: self.id(action),
            vi: vi.to_owned(),
            en: en.to_owned(),
        };
        Diagnostic::new(&fault, format!("/actions/{action}/changes"))
    }

    /// Whether points and denominators of leaves simply add up.
    pub(crate) fn adds_up(&self, for_index: bool) -> bool {
        let file = self.scorer.criteria_set().file();
        let mut adjustments = [&file.bonus, &file.penalty].into_iter().flatten();
        self.scorer.compiled().plain_sums
            && !(for_index && adjustments.any(|own| own.applies == AdjustmentApplies::Index))
    }

    /// Points and denominator place by place: the leaves of areas, then bonus, then penalty.
    fn places(&self, card: &Scorecard) -> Vec<Place> {
        let leaves = self.scorer.criteria_set().leaves().iter();
        let mut places = self.leaves(card);
        for (leaf, place) in leaves.zip(&mut places) {
            if !matches!(leaf.home(), Home::Area(_)) {
                *place = Place { points: 0, over: 0 };
            }
        }
        let [bonus, penalty] = self.adjustments(card);
        let add = |points: Option<Points>, sign: i128| Place {
            points: i128::from(points.unwrap_or(Points::ZERO).nanos()).saturating_mul(sign),
            over: 0,
        };
        places.push(add(bonus, 1));
        places.push(add(penalty, -1));
        places
    }

    /// Points and denominator of every leaf by itself.
    fn leaves(&self, card: &Scorecard) -> Vec<Place> {
        let scores = card.criteria().iter();
        scores
            .map(|score| {
                let points = match self.column {
                    Column::Evidenced => score.evidenced().unwrap_or(Points::ZERO),
                    _ => score.lower(),
                };
                let excluded = if score.keeps_denominator {
                    0
                } else {
                    i128::from(score.excluded().nanos())
                };
                Place {
                    points: i128::from(points.nanos()),
                    over: i128::from(score.max().nanos()).saturating_sub(excluded),
                }
            })
            .collect()
    }

    /// What bonus and penalty come to for certain.
    fn adjustments(&self, card: &Scorecard) -> [Option<Points>; 2] {
        let certain = |own: Option<&AdjustmentPoints>, end: fn(&AdjustmentPoints) -> Points| {
            own.map(|own| match self.column {
                Column::Evidenced => own.evidenced.unwrap_or(Points::ZERO),
                _ => end(own),
            })
        };
        [
            certain(card.bonus(), |own| own.lower),
            certain(card.penalty(), |own| own.upper),
        ]
    }

    /// All points in nanopoints, bonus and penalty included.
    pub(crate) fn points(&self, card: &Scorecard) -> i128 {
        let total = match self.column {
            Column::Evidenced => card.total().evidenced().unwrap_or(Points::ZERO),
            _ => card.total().secured(),
        };
        let [bonus, penalty] = self.adjustments(card);
        let nanos = |points: Option<Points>| i128::from(points.unwrap_or(Points::ZERO).nanos());
        i128::from(total.nanos())
            .saturating_add(nanos(bonus))
            .saturating_sub(nanos(penalty))
    }

    /// The index of the whole scale that is certain in the column.
    pub(crate) fn index(&self, card: &Scorecard) -> Option<Ratio> {
        let whole = card.total().index().whole();
        match self.column {
            Column::Evidenced => whole.proven(),
            _ => whole.lower(),
        }
    }
}
