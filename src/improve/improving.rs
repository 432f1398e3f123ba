//! From actions and a goal to a plan.

use super::actions::Actions;
use super::fitting::{begin, sort_out};
use super::goal::{Goal, Target};
use super::groups::{Group, Meter, NotApart, Worth, groups};
use super::knapsack::{Aim, Choice, Solved, Unsolved, solve};
use super::plan::{Outcome, Plan, Proof, Standing, Step};
use super::{heuristic, reach, relaxed, remarks};
use crate::compile::Scorer;
use crate::diagnostic::Diagnostics;
use crate::eval::{Column, ScoreError, Scorecard};
use crate::file::AssessmentFile;
use crate::model::ReformPlan;
use crate::number::{Points, Quantity, Ratio};
use crate::read::suggest;

/// Why there is no plan
#[derive(Clone, Debug, thiserror::Error)]
pub enum ImproveError {
    /// The actions do not fit the assessment; places are in the file of actions.
    #[error("{0}")]
    Actions(Diagnostics),
    /// The assessment cannot be scored; places are in its file.
    #[error("{0}")]
    Assessment(Diagnostics),
    /// A sum of points is beyond what can be held.
    #[error(transparent)]
    Score(#[from] ScoreError),
    /// A budget is not negative.
    #[error("the budget {0} is negative")]
    NegativeBudget(Quantity),
    /// The criteria set has no such class.
    #[error("the criteria set has no class “{name}”")]
    UnknownClass {
        /// What was asked for
        name: String,
        /// What may be meant
        suggestion: Option<String>,
    },
    /// Actions change what rules give and what documents prove, nothing else.
    #[error("actions do not change the column {}", .0.word())]
    OtherColumn(Column),
    /// Costs or points are beyond what can be compared exactly.
    #[error("costs and points are too large to be compared exactly")]
    TooLarge,
}

/// The plan that serves a goal best
///
/// `column` is [`Column::Computed`] (what the rules give for certain) or [`Column::Evidenced`].
///
/// # Errors
///
/// See [`ImproveError`]. A goal out of reach is not an error but an [`Outcome`].
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use par_index::eval::Column;
/// use par_index::improve::{Actions, Goal, Outcome, improve};
/// use par_index::{compile::Scorer, model::CriteriaSet, number::{Date, Quantity}};
///
/// let set = par_index::shipped::find("department-from-plan", "2024").ok_or("not shipped")?;
/// let scorer = Scorer::new(CriteriaSet::from_json(None, set.json.as_bytes())?)?;
/// let mut base = scorer.blank_assessment("so-a", Date::parse("2024-11-20")?)?;
/// base.answer("dossiers-processed", 1_420)?.answer("dossiers-on-time", 1_349)?;
/// let text = r#"{ "format": "par-index/actions@1", "cost_unit": { "vi": "ngày công" }, "actions": [
///   { "id": "help", "title": { "vi": "Tăng cường" }, "cost": 5, "changes": [{ "add": { "fact": "dossiers-on-time", "by": 71 } }] }
/// ] }"#;
/// let actions = Actions::from_json(None, text.as_bytes())?;
/// let goal = Goal::Budget(Quantity::parse("5")?);
/// let plan = improve(&scorer, None, &base, &actions, &goal, Column::Computed)?;
/// assert_eq!((plan.outcome, plan.steps.len(), plan.cost.as_str()), (Outcome::BestForBudget, 1, "5"));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn improve(
    scorer: &Scorer,
    plan: Option<&ReformPlan>,
    base: &AssessmentFile,
    actions: &Actions,
    goal: &Goal,
    column: Column,
) -> Result<Plan, ImproveError> {
    if !matches!(column, Column::Computed | Column::Evidenced) {
        return Err(ImproveError::OtherColumn(column));
    }
    let worth = worth(scorer, goal)?;
    let bench = begin(scorer, plan, base, actions, column)?;
    let by_leaf = bench.adds_up(matches!(worth, Worth::Target(_)));
    let (possible, impossible) =
        sort_out(&bench, base.as_of, by_leaf).map_err(ImproveError::Actions)?;
    let reach = reach::places(actions, scorer.compiled(), plan);
    let planning = |by_leaf: bool| Planning {
        meter: Meter::new(&bench, worth, by_leaf, &reach),
        base: &bench.card,
        possible: &possible,
        goal,
    };
    let first = by_leaf.then(|| planning(true).plan()).transpose();
    let mut made = match first {
        Ok(Some(made)) => made,
        // What was expected to add up did not: then everything is looked at together.
        Ok(None) | Err(Stop::NotApart) => {
            planning(false).plan().map_err(|_| ImproveError::TooLarge)?
        }
        Err(Stop::TooLarge) => return Err(ImproveError::TooLarge),
    };
    made.impossible = impossible;
    made.scored = bench.scored.get();
    Ok(made)
}

fn worth(scorer: &Scorer, goal: &Goal) -> Result<Worth, ImproveError> {
    Ok(match goal {
        Goal::Budget(budget) if *budget < Quantity::ZERO => {
            return Err(ImproveError::NegativeBudget(*budget));
        }
        Goal::Budget(_) => Worth::Points,
        Goal::Index(index) => {
            Worth::Target(Target::index(scorer, *index).ok_or(ImproveError::TooLarge)?)
        }
        Goal::Class(name) => {
            let classes = &scorer.criteria_set().file().classes;
            let Some(class) = classes.iter().find(|class| class.id == *name) else {
                let known = classes.iter().map(|class| class.id.as_str());
                return Err(ImproveError::UnknownClass {
                    name: name.to_string(),
                    suggestion: suggest(name.as_str(), known).map(str::to_owned),
                });
            };
            Worth::Target(Target::class(scorer, class).ok_or(ImproveError::TooLarge)?)
        }
    })
}

/// Why planning cannot go on in this way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    NotApart,
    TooLarge,
}

impl From<NotApart> for Stop {
    fn from(_: NotApart) -> Self {
        Self::NotApart
    }
}

impl From<Unsolved> for Stop {
    fn from(_: Unsolved) -> Self {
        Self::TooLarge
    }
}

struct Planning<'a> {
    meter: Meter<'a>,
    base: &'a Scorecard,
    possible: &'a [usize],
    goal: &'a Goal,
}

impl Planning<'_> {
    fn plan(&self) -> Result<Plan, Stop> {
        let (meter, bench) = (&self.meter, self.meter.bench);
        let before = self.standing(self.base)?;
        let mut groups = groups(meter, self.possible)?;
        for group in groups.iter_mut().filter(|group| !group.complete) {
            heuristic::fill(meter, group)?;
        }
        let choices: Vec<Vec<Choice>> = groups
            .iter()
            .map(|group| group.options.iter().map(|own| own.choice).collect())
            .collect();
        let all_costs = bench.actions.cost_of(self.possible);
        let mut already = false;
        let (mut outcome, aim, solved) = match (meter.worth, self.goal) {
            (Worth::Target(target), _) => {
                already = target.is_reached(before.index);
                let needed = if already {
                    i128::MIN >> 2
                } else {
                    let base = meter.base_worth().ok_or(Stop::TooLarge)?;
                    i128::from(target.strict)
                        .checked_sub(base)
                        .ok_or(Stop::TooLarge)?
                };
                let aim = Aim::LeastCost(needed);
                if already {
                    let picks = vec![0; groups.len()];
                    (Outcome::AlreadyReached, aim, nothing(picks))
                } else {
                    match self.within_scale(target).then(|| solve(&choices, aim)) {
                        Some(Ok(solved)) => (Outcome::Reached, aim, solved),
                        Some(Err(Unsolved::TooLarge)) => return Err(Stop::TooLarge),
                        Some(Err(Unsolved::OutOfReach)) | None => {
                            let outcome = self.out_of_reach(&groups, target, needed)?;
                            let aim = Aim::MostWorth(all_costs);
                            (outcome, aim, solve(&choices, aim)?)
                        }
                    }
                }
            }
            (Worth::Points, Goal::Budget(budget)) => {
                let aim = Aim::MostWorth(bench.actions.floor_on_grid(*budget).min(all_costs));
                (Outcome::BestForBudget, aim, solve(&choices, aim)?)
            }
            (Worth::Points, _) => return Err(Stop::TooLarge),
        };
        if bench.actions.len() == 0 && !already {
            outcome = match outcome {
                Outcome::BestForBudget => Outcome::NoActions,
                other => other,
            };
        }
        let mut chosen: Vec<usize> = groups
            .iter()
            .zip(&solved.picks)
            .filter_map(|(group, pick)| group.options.get(*pick))
            .flat_map(|own| own.chosen.iter().copied())
            .collect();
        chosen.sort_unstable();
        // What is promised is what the engine gives.
        let card = bench.card(&chosen).map_err(|_| Stop::NotApart)?;
        let after = self.standing(&card)?;
        self.hold_to(&solved, &card, outcome)?;
        let proof = self.proof(&groups, &solved, aim, outcome, &after)?;
        Ok(Plan {
            outcome,
            before,
            after,
            steps: self.steps(&chosen),
            cost: bench.actions.shown(bench.actions.cost_of(&chosen)),
            proof,
            ties: remarks::ties(&groups, &solved.picks, bench.actions),
            dominated: remarks::dominated(&groups, bench.actions),
            impossible: Vec::new(),
            groups: groups.len(),
            scored: 0,
        })
    }

    /// An index that is capped never passes 100.
    fn within_scale(&self, target: Target) -> bool {
        let hundred = Ratio::from_int(100);
        let capped = self.meter.bench.scorer.criteria_set().file().index_capped;
        !capped || target.at < hundred || (target.at == hundred && !target.strict)
    }

    /// Whether it is proved that nothing reaches the target.
    fn out_of_reach(
        &self,
        groups: &[Group],
        target: Target,
        needed: i128,
    ) -> Result<Outcome, Stop> {
        if !self.within_scale(target) || groups.iter().all(|group| group.complete) {
            return Ok(Outcome::OutOfReach);
        }
        let relaxed = relaxed::choices(&self.meter, groups)?;
        Ok(
            match relaxed.map(|choices| solve(&choices, Aim::LeastCost(needed))) {
                Some(Err(Unsolved::OutOfReach)) => Outcome::OutOfReach,
                _ => Outcome::NotFound,
            },
        )
    }

    /// The engine gives what the sum of groups promised.
    fn hold_to(&self, solved: &Solved, card: &Scorecard, outcome: Outcome) -> Result<(), Stop> {
        let bench = self.meter.bench;
        let kept = match self.meter.worth {
            Worth::Points => {
                let promised = bench.points(self.base).checked_add(solved.worth);
                promised == Some(bench.points(card))
            }
            Worth::Target(target) => {
                let reached = matches!(outcome, Outcome::Reached | Outcome::AlreadyReached);
                target.is_reached(bench.index(card)) == reached
            }
        };
        if kept { Ok(()) } else { Err(Stop::NotApart) }
    }

    fn proof(
        &self,
        groups: &[Group],
        solved: &Solved,
        aim: Aim,
        outcome: Outcome,
        after: &Standing,
    ) -> Result<Proof, Stop> {
        let complete = groups.iter().all(|group| group.complete);
        if (complete && solved.proven) || outcome == Outcome::AlreadyReached {
            return Ok(Proof::Optimal);
        }
        let bound = if complete {
            solved.bound
        } else {
            let Some(choices) = relaxed::choices(&self.meter, groups)? else {
                return Ok(Proof::Unbounded);
            };
            match solve(&choices, aim) {
                Ok(relaxed) => relaxed.bound,
                Err(_) => return Ok(Proof::Unbounded),
            }
        };
        Ok(match (aim, self.meter.worth) {
            (Aim::MostWorth(_), Worth::Points) => {
                let more = bound
                    .checked_sub(solved.worth)
                    .and_then(|more| i64::try_from(more).ok());
                let most = more.and_then(|more| after.points.checked_add(Points::from_nanos(more)));
                match most {
                    Some(most) if most > after.points => Proof::NoMoreThan(most),
                    Some(_) => Proof::Optimal,
                    None => Proof::Unbounded,
                }
            }
            (Aim::LeastCost(_), _) if bound < solved.cost => {
                Proof::NoCheaperThan(self.meter.bench.actions.shown(bound))
            }
            (Aim::LeastCost(_), _) => Proof::Optimal,
            (Aim::MostWorth(_), Worth::Target(_)) => {
                if bound > solved.worth {
                    Proof::Unbounded
                } else {
                    Proof::Optimal
                }
            }
        })
    }

    fn standing(&self, card: &Scorecard) -> Result<Standing, Stop> {
        let bench = self.meter.bench;
        let points = i64::try_from(bench.points(card)).map_err(|_| Stop::TooLarge)?;
        let index = bench.index(card);
        let class = index.and_then(|index| card.class_of(index));
        let classes = &bench.scorer.criteria_set().file().classes;
        Ok(Standing {
            points: Points::from_nanos(points),
            index,
            rounded: index.and_then(|index| card.rounded(index)),
            class: class.and_then(|class| classes.iter().position(|own| own.id == class.id)),
        })
    }

    /// The actions one after the other, needed ones first, with what each adds.
    fn steps(&self, chosen: &[usize]) -> Vec<Step> {
        let bench = self.meter.bench;
        let mut order: Vec<usize> = Vec::new();
        for action in chosen {
            self.put_after_needs(*action, chosen, &mut order);
        }
        let mut done: Vec<usize> = Vec::new();
        let mut last = bench.leaves_with(&[]).ok();
        let mut steps = Vec::new();
        for action in order {
            done.push(action);
            done.sort_unstable();
            let now = bench.leaves_with(&done).ok();
            let (mut gain, mut criteria) = (None, Vec::new());
            if let (Some((now, points)), Some((before, fewer))) = (&now, &last) {
                let more = points.checked_sub(*fewer);
                gain = more
                    .and_then(|more| i64::try_from(more).ok())
                    .map(Points::from_nanos);
                let leaves = bench.scorer.criteria_set().leaves().iter();
                criteria = leaves
                    .zip(now.iter().zip(before))
                    .filter(|(_, (now, before))| now != before)
                    .map(|(leaf, _)| leaf.id().to_string())
                    .collect();
            }
            last = now.or(last);
            steps.push(Step {
                action,
                cost: bench.actions.shown(bench.actions.cost(action)),
                gain,
                criteria,
            });
        }
        steps
    }

    fn put_after_needs(&self, action: usize, chosen: &[usize], order: &mut Vec<usize>) {
        // Needs may go round in a circle: then the order of the file decides.
        let mut waiting: Vec<usize> = self.meter.bench.actions.with_needs(action);
        waiting.retain(|own| chosen.contains(own) && !order.contains(own));
        while let Some(at) = waiting.iter().position(|own| {
            let needs = self.meter.bench.actions.needs(*own);
            needs
                .iter()
                .all(|need| order.contains(need) || !waiting.contains(need))
        }) {
            order.push(waiting.remove(at));
        }
        order.extend(waiting);
    }
}

/// Nothing is done.
fn nothing(picks: Vec<usize>) -> Solved {
    Solved {
        picks,
        cost: 0,
        worth: 0,
        bound: 0,
        proven: true,
    }
}
