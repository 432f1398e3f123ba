//! What comes out: a plan, what it promises, and how far that is proved.

use serde::Serialize;

use crate::number::{Date, Points, Quantity, Ratio};

/// Actions to take, with what they come to
///
/// Actions are named by their place in the file. `after` is what the engine gives with all of them
/// done; it is never a sum of promises.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    /// What became of the goal
    pub outcome: Outcome,
    /// Where the unit stands without any action
    pub before: Standing,
    /// Where it stands with the plan carried out, scored by the engine
    pub after: Standing,
    /// The actions, needed ones first
    pub steps: Vec<Step>,
    /// What they cost together, as a decimal
    pub cost: String,
    /// How far it is proved that there is no better plan
    pub proof: Proof,
    /// Actions that could be exchanged without any difference
    pub ties: Vec<Tie>,
    /// Actions that no plan needs
    pub dominated: Vec<Dominated>,
    /// Actions that cannot be taken (any more)
    pub impossible: Vec<Impossible>,
    /// Groups of actions that had to be looked at together
    pub groups: usize,
    /// How many assessments were scored on the way
    pub scored: usize,
}

/// What became of the goal
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// There are no actions to choose from.
    NoActions,
    /// The budget is spent as well as it can be; no affordable action brings points if there are no steps.
    BestForBudget,
    /// The index or class is reached.
    Reached,
    /// The index or class was reached before.
    AlreadyReached,
    /// It cannot be reached; the plan is the one that comes closest.
    OutOfReach,
    /// No plan found reaches it; that there is none is not proved.
    NotFound,
}

/// Where a unit stands in the column asked for
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standing {
    /// Points that are certain, bonus and penalty included
    pub points: Points,
    /// The index of the whole scale that is certain; `None` if nothing applies
    pub index: Option<Ratio>,
    /// The same, rounded as the criteria set states
    pub rounded: Option<Quantity>,
    /// The place of its class in the criteria set
    pub class: Option<usize>,
}

/// One action of a plan
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The action
    pub action: usize,
    /// What it costs
    pub cost: String,
    /// What it adds to the points after the steps before it; `None` if only later steps make it possible
    pub gain: Option<Points>,
    /// The criteria whose points or maximum it changes in the column, likewise
    pub criteria: Vec<String>,
}

/// How far it is proved that there is no better plan
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// There is none.
    Optimal,
    /// It is the best that was found; no plan brings more points than this.
    NoMoreThan(Points),
    /// It is the cheapest that was found; no plan costs less than this.
    NoCheaperThan(String),
    /// It is the best that was found; no bound is proved.
    Unbounded,
}

/// An action that could take the place of one in the plan: cost and what it brings are the same
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Tie {
    /// The action in the plan
    pub chosen: usize,
    /// The one that could take its place
    pub other: usize,
}

/// An action that no plan needs
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dominated {
    /// The action
    pub action: usize,
    /// What brings as much for no more cost; nothing at all if empty
    pub instead: Vec<usize>,
}

/// An action that cannot be taken
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Impossible {
    /// The action
    pub action: usize,
    /// Why
    pub why: WhyImpossible,
    /// The points that it would bring by itself, with what it needs; `None` if it cannot be scored
    pub points: Option<Points>,
}

/// Why an action cannot be taken
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyImpossible {
    /// Its deadline has passed.
    Passed(Date),
    /// It needs an action that cannot be taken.
    Needs(usize),
    /// It needs actions that contradict each other.
    Contradictory,
}
