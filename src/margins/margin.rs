//! A margin: one change, with what it does to the leaf, to the index and to other leaves.

use serde::Serialize;

use super::moves::Move;
use crate::eval::{Assessment, Scorecard, State, Totals};
use crate::explain::PlaceLine;
use crate::model::Home;
use crate::number::{Points, Ratio};
use crate::read::keyword;

keyword! {
    /// Which way points go: for the better or for the worse.
    pub enum Way {
        /// More points, or fewer penalty points.
        Gain = "gain",
        /// Fewer points, or more penalty points.
        Loss = "loss",
    }
}

keyword! {
    /// Why there is no margin.
    pub enum WhyNot {
        /// Nothing better is possible at the leaf.
        AtBest = "at-best",
        /// Nothing worse is possible at the leaf.
        AtWorst = "at-worst",
        /// No value within its limits does it, as long as all else stays.
        NotAlone = "not-alone",
        /// The leaf does not apply to the unit.
        NotApplicable = "not-applicable",
        /// The leaf has no points yet: something is open, pending or contradictory.
        Undetermined = "undetermined",
        /// It is a table, of which single rows are not tried.
        Table = "table",
        /// The assessment with the change could not be scored, or gave other points.
        NotConfirmed = "not-confirmed",
    }
}

/// What can move alone
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mover {
    /// A fact, by its index in the criteria set.
    Fact(usize),
    /// The tasks that the leaf reads.
    Tasks,
}

/// What a change does to the whole-scale computed index
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct IndexMove {
    /// Before
    pub from: Ratio,
    /// After
    pub to: Ratio,
    /// Whether it is the index itself; otherwise it is what is secured of it
    pub single: bool,
}

impl IndexMove {
    /// The change in percentage points; `None` where it cannot be held
    pub fn change(self) -> Option<Ratio> {
        self.to.checked_sub(self.from).map(Ratio::reduced)
    }

    pub(super) fn of(before: &Totals, after: &Totals) -> Option<Self> {
        let [before, after] = [before, after].map(|total| total.index().whole());
        let computed = crate::eval::Column::Computed;
        if let (Some(from), Some(to)) = (before.column(computed), after.column(computed)) {
            let single = true;
            return Some(Self { from, to, single });
        }
        Some(Self {
            from: before.lower()?,
            to: after.lower()?,
            single: false,
        })
    }
}

/// What a change does to another leaf
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OtherLeaf {
    /// Its index in the criteria set
    pub leaf: usize,
    /// Points before; `None` where it has none
    pub from: Option<Points>,
    /// Points after
    pub to: Option<Points>,
}

/// One change alone that moves the points of a leaf, confirmed by scoring again
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Margin {
    /// What changes
    pub change: Move,
    /// Points of the leaf before
    pub from: Points,
    /// Points after
    pub to: Points,
    /// What the measure reads before and after, where it is calculated and changes
    pub reading: Option<(String, String)>,
    /// What it does to the index; `None` where nothing applies to the unit
    pub index: Option<IndexMove>,
    /// Other leaves that move with it
    pub others: Vec<OtherLeaf>,
}

/// A change that was looked for in vain
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct NotPossible {
    /// For better or worse
    pub way: Way,
    /// What was moved; `None` where the reason is the leaf's
    pub mover: Option<Mover>,
    /// Why
    pub why: WhyNot,
}

/// The margins of a leaf
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Margins {
    /// Index of the leaf in the criteria set
    pub leaf: usize,
    /// Its points; `None` while it has none
    pub points: Option<Points>,
    /// What reaches the next step, each change alone
    pub gains: Vec<Margin>,
    /// What would lose the present one
    pub losses: Vec<Margin>,
    /// What was looked for in vain, and why
    pub not_possible: Vec<NotPossible>,
}

impl Margins {
    pub(super) fn none(leaf: usize, points: Option<Points>) -> Self {
        Self {
            leaf,
            points,
            gains: Vec::new(),
            losses: Vec::new(),
            not_possible: Vec::new(),
        }
    }

    /// Notes that there is nothing, and why.
    pub(super) fn not(&mut self, way: Way, mover: Option<Mover>, why: WhyNot) {
        self.not_possible.push(NotPossible { way, mover, why });
    }
}

/// Points of a leaf that has all of them; `None` while anything is open, pending or contradictory.
pub(super) fn settled(card: &Scorecard, leaf: usize) -> Option<Points> {
    let score = card.criteria().get(leaf)?;
    let rest = [score.open(), score.pending()];
    let whole = score.state() == State::Scored && rest == [Points::ZERO; 2];
    score.computed().filter(|_| whole)
}

/// Which way a change of points goes; `None` where it is none.
pub(super) fn way(home: Home, from: Points, to: Points) -> Option<Way> {
    let (more, better) = (to > from, home != Home::Penalty);
    match from == to {
        true => None,
        false if more == better => Some(Way::Gain),
        false => Some(Way::Loss),
    }
}

/// The assessment scored again with a change; `None` where it cannot be.
pub(super) fn rescored(card: &Scorecard, change: &Move) -> Option<Scorecard> {
    let assessment = card.assessment();
    let mut file = assessment.file().clone();
    change.apply(card.scorer().criteria_set(), &mut file);
    let moved = Assessment::new(card.scorer(), assessment.plan(), file).ok()?;
    card.scorer().score(&moved).ok()
}

impl Margin {
    /// The margin of a change; `None` where scoring again does not give these points.
    pub(super) fn confirmed(
        card: &Scorecard,
        leaf: usize,
        change: Move,
        to: Points,
    ) -> Option<Self> {
        let after = rescored(card, &change)?;
        let from = settled(card, leaf)?;
        if settled(&after, leaf) != Some(to) {
            return None;
        }
        let pairs = card.criteria().iter().zip(after.criteria()).enumerate();
        let others = pairs
            .filter(|(index, (own, then))| *index != leaf && own.computed() != then.computed())
            .map(|(leaf, (own, then))| OtherLeaf {
                leaf,
                from: own.computed(),
                to: then.computed(),
            });
        let id = card.scorer().criteria_set().leaves().get(leaf)?.id();
        let places = |card: &Scorecard| Some(card.derivation(id.as_str())?.places);
        let found = Confirmed {
            reading: places(card)
                .zip(places(&after))
                .and_then(|(own, then)| reading(own, then)),
            index: IndexMove::of(card.total(), after.total()),
            others: others.collect(),
        };
        Some(found.margin(from, to, change))
    }
}

/// What a confirmed change does besides moving the leaf.
pub(super) struct Confirmed {
    pub(super) reading: Option<(String, String)>,
    pub(super) index: Option<IndexMove>,
    pub(super) others: Vec<OtherLeaf>,
}

impl Confirmed {
    pub(super) fn margin(self, from: Points, to: Points, change: Move) -> Margin {
        Margin {
            change,
            from,
            to,
            reading: self.reading,
            index: self.index,
            others: self.others,
        }
    }
}

/// What the first calculated measure that reads something else reads, before and after.
pub(super) fn reading(before: Vec<PlaceLine>, after: Vec<PlaceLine>) -> Option<(String, String)> {
    let mut pairs = before.into_iter().zip(after);
    pairs.find_map(|(own, then)| {
        // A bare number or choice says nothing that the change itself does not say.
        own.arithmetic?;
        let (own, then) = (own.reading?, then.reading?);
        (own != then).then_some((own, then))
    })
}
