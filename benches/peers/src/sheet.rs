//! The sheet of 84 leaves as data, for writing it down in other languages.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::columns::LEAVES;
use crate::workload::{BANDS, COUNT, DEDUCTION, PROPORTION, SUM, Unit, YES_NO};

/// What a fact is for a unit.
#[derive(Clone, Copy)]
pub(crate) enum Fact {
    Yes(bool),
    Number(i64),
}

/// How a leaf gives points; the texts are names of facts.
pub(crate) enum Rule {
    YesNo(String),
    Bands(Share),
    Proportion(Share),
    Count(String),
    Deduction(String),
    Sum(String, Share),
}

/// Names of the two facts of a share.
pub(crate) struct Share {
    pub(crate) part: String,
    pub(crate) whole: String,
}

/// How a rule is written down.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// As it reads: a share in percent, points with decimals, rounded to two places at the end.
    Percent,
    /// In whole hundredths, multiplied out before anything is divided.
    Hundredths,
}

impl Writing {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Hundredths => "whole hundredths",
        }
    }
}

/// The name of a leaf: a letter for its shape, and a number.
pub(crate) fn leaves() -> Vec<(String, Rule)> {
    let share = |name: &str, at: usize| Share {
        part: format!("{name}_{at}_part"),
        whole: format!("{name}_{at}_whole"),
    };
    let mut leaves = Vec::new();
    leaves.extend((0..YES_NO).map(|at| (format!("a{at}"), Rule::YesNo(format!("yes_{at}")))));
    leaves.extend((0..BANDS).map(|at| (format!("b{at}"), Rule::Bands(share("bands", at)))));
    leaves.extend(
        (0..PROPORTION).map(|at| (format!("c{at}"), Rule::Proportion(share("proportion", at)))),
    );
    leaves.extend((0..COUNT).map(|at| (format!("d{at}"), Rule::Count(format!("count_{at}")))));
    leaves.extend(
        (0..DEDUCTION).map(|at| (format!("e{at}"), Rule::Deduction(format!("fault_{at}")))),
    );
    leaves.extend((0..SUM).map(|at| {
        let rule = Rule::Sum(format!("sum_{at}_yes"), share("sum", at));
        (format!("f{at}"), rule)
    }));
    leaves
}

/// The facts of a unit, always in the same order.
pub(crate) fn facts(unit: &Unit) -> impl Iterator<Item = Fact> {
    let pair = |(part, whole): (i64, i64)| [Fact::Number(part), Fact::Number(whole)];
    let yes = unit.yes.iter().map(|yes| Fact::Yes(*yes));
    let shares = unit.bands.iter().chain(&unit.proportion).copied();
    let counts = unit.count.iter().chain(&unit.faults);
    let sums = unit.sums.iter().flat_map(|(yes, part, whole)| {
        [Fact::Yes(*yes), Fact::Number(*part), Fact::Number(*whole)]
    });
    yes.chain(shares.flat_map(pair))
        .chain(counts.map(|count| Fact::Number(*count)))
        .chain(sums)
}

/// Their names, in that order.
pub(crate) fn names() -> Vec<String> {
    let mut names = Vec::new();
    for (_, rule) in leaves() {
        match rule {
            Rule::YesNo(one) | Rule::Count(one) | Rule::Deduction(one) => names.push(one),
            Rule::Bands(share) | Rule::Proportion(share) => names.extend([share.part, share.whole]),
            Rule::Sum(yes, share) => names.extend([yes, share.part, share.whole]),
        }
    }
    names
}

/// What a unit was given: the points of every leaf, and their sum.
pub(crate) struct Sheet<T> {
    pub(crate) leaves: [T; LEAVES],
    pub(crate) total: T,
}

impl<T: Copy + Default> Sheet<T> {
    pub(crate) fn new() -> Self {
        Self {
            leaves: [T::default(); LEAVES],
            total: T::default(),
        }
    }
}

/// Points as a reader sees them: with two decimals.
pub(crate) trait Shown: Copy + Default + 'static {
    fn hundredths(self) -> i64;
}

impl Shown for i32 {
    fn hundredths(self) -> i64 {
        i64::from(self)
    }
}

impl Shown for i64 {
    fn hundredths(self) -> i64 {
        self
    }
}

impl Shown for f64 {
    fn hundredths(self) -> i64 {
        let shown = format!("{self:.2}").replace('.', "");
        shown.parse().expect("digits")
    }
}

impl Shown for Decimal {
    fn hundredths(self) -> i64 {
        let shown = self.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        let whole = shown * Decimal::ONE_HUNDRED;
        i64::try_from(whole).expect("a small number")
    }
}

/// Another program that scores a unit.
pub(crate) trait Peer {
    type Input;
    type Number: Shown;

    /// What it reads, made from a unit's answers, one of which may be left out.
    fn input(&self, unit: &Unit, without: Option<usize>) -> Self::Input;

    /// The points, or what it says if it gives none.
    fn score(&mut self, input: &Self::Input, sheet: &mut Sheet<Self::Number>)
    -> Result<(), String>;
}

/// The facts of a unit with their places, except the one at a place.
pub(crate) fn facts_but(
    unit: &Unit,
    without: Option<usize>,
) -> impl Iterator<Item = (usize, Fact)> {
    facts(unit)
        .enumerate()
        .filter(move |(at, _)| Some(*at) != without)
}
