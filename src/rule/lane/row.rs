//! The kernels for one unit: leaves of one shape side by side.
//!
//! A block runs one leaf over many units; here one unit runs over many leaves. Turns, stretches and lines
//! are those of the kernels, in 64-bit whole numbers, so that comparisons are signs of differences and
//! nothing depends on what the processor guesses.

use super::compound::LaneRule;
use super::kernel::Kernel;
use super::real::Real;
use super::scale::{
    Given, LineOver, NO_CHANGE, NarrowLine, Proportion, Share, ShareLine, ShareTurn, Turn,
    WholeLine,
};

/// Leaves of a set by shape.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowProgram {
    one: Shape<Step<1>>,
    two: Shape<Step<2>>,
    four: Shape<Step<4>>,
    line: Shape<StepLine>,
    share_two: Shape<Shares<2>>,
    share_four: Shape<Shares<4>>,
    narrow: Shape<Proportions<NarrowLine>>,
    proportion: Shape<Proportions<ShareLine>>,
    /// Leaves of other shapes, which have to be asked for one by one.
    pub(crate) others: Vec<usize>,
}

/// The value of an input; every one that a kernel reads has 32 bits.
#[inline(always)]
fn value(values: &[i32], input: usize) -> i32 {
    values.get(input).copied().unwrap_or(0)
}

/// Elements of one shape, those of one tally side by side.
#[derive(Clone, Debug)]
struct Shape<E> {
    elements: Vec<E>,
    /// Tallies, with the number of elements up to the end of each.
    runs: Vec<(usize, usize)>,
}

impl<E> Default for Shape<E> {
    fn default() -> Self {
        Self {
            elements: Vec::new(),
            runs: Vec::new(),
        }
    }
}

/// What a shape gives for one unit.
trait Element {
    fn points(&self, values: &[i32]) -> i32;
}

impl<E: Element> Shape<E> {
    fn push(&mut self, tally: usize, element: E) {
        self.elements.push(element);
        let end = self.elements.len();
        match self.runs.last_mut() {
            Some((last, until)) if *last == tally => *until = end,
            _ => self.runs.push((tally, end)),
        }
    }

    #[inline(always)]
    fn add(&self, values: &[i32], sums: &mut [i64]) {
        let mut elements = self.elements.iter();
        let mut from = 0_usize;
        for (tally, until) in &self.runs {
            let mut sum = 0_i32;
            for element in elements.by_ref().take(until.wrapping_sub(from)) {
                sum = sum.wrapping_add(element.points(values));
            }
            from = *until;
            if let Some(slot) = sums.get_mut(*tally) {
                *slot = slot.wrapping_add(sum.into());
            }
        }
    }
}

/// A number or choice in constant pieces.
#[derive(Clone, Debug)]
struct Step<const S: usize> {
    input: usize,
    base: i32,
    turns: [Turn<i64>; S],
}

/// A number with a straight stretch.
#[derive(Clone, Debug)]
struct StepLine {
    steps: Step<2>,
    first: i32,
    line: WholeLine,
}

/// A share in constant pieces.
#[derive(Clone, Debug)]
struct Shares<const S: usize> {
    part: usize,
    whole: usize,
    base: i32,
    empty: i32,
    turns: [ShareTurn<i64>; S],
}

/// A share with a straight stretch.
#[derive(Clone, Debug)]
struct Proportions<L> {
    share: Shares<2>,
    first: i32,
    line: L,
}

impl<const S: usize> Step<S> {
    #[inline(always)]
    fn given(&self, value: i32, first: i32) -> Given<i32> {
        let mut given = Given::new(self.base, first);
        for turn in &self.turns {
            given.pass(i64::from(value).reaches(turn.at), turn.change);
        }
        given
    }
}

impl<const S: usize> Element for Step<S> {
    #[inline(always)]
    fn points(&self, values: &[i32]) -> i32 {
        self.given(value(values, self.input), 0).points
    }
}

impl Element for StepLine {
    #[inline(always)]
    fn points(&self, values: &[i32]) -> i32 {
        let value = value(values, self.steps.input);
        let given = self.steps.given(value, self.first);
        given.with(self.line.at(value))
    }
}

impl<const S: usize> Shares<S> {
    #[inline(always)]
    fn given(&self, num: i32, den: i32, first: i32) -> Given<i32> {
        let (num, den) = (i64::from(num), i64::from(den));
        let mut given = Given::new(self.base, first);
        for turn in &self.turns {
            given.pass(turn.mask(num, den), turn.change);
        }
        given
    }

    #[inline(always)]
    fn pair(&self, values: &[i32]) -> (i32, i32) {
        (value(values, self.part), value(values, self.whole))
    }
}

impl<const S: usize> Element for Shares<S> {
    #[inline(always)]
    fn points(&self, values: &[i32]) -> i32 {
        let (num, den) = self.pair(values);
        let points = self.given(num, den, 0).points;
        if den == 0 { self.empty } else { points }
    }
}

impl<L: LineOver<i32>> Element for Proportions<L> {
    #[inline(always)]
    fn points(&self, values: &[i32]) -> i32 {
        let (num, den) = self.share.pair(values);
        let given = self.share.given(num, den, self.first);
        let points = given.with(self.line.at(num, den));
        if den == 0 { self.share.empty } else { points }
    }
}

/// Turns filled up with ones that change nothing.
fn turns<T: Copy, const S: usize>(
    turns: &[Turn<T>],
    widen: fn(T) -> i64,
) -> Option<[Turn<i64>; S]> {
    let mut all = [Turn {
        at: 0,
        change: NO_CHANGE,
    }; S];
    let slots = all.iter_mut();
    if turns.len() > S {
        return None;
    }
    for (slot, turn) in slots.zip(turns) {
        *slot = Turn {
            at: widen(turn.at),
            change: turn.change,
        };
    }
    Some(all)
}

/// Turns of shares, likewise.
fn share_turns<T: Copy, const S: usize>(
    turns: &[ShareTurn<T>],
    whole: fn(T) -> i64,
) -> Option<[ShareTurn<i64>; S]> {
    let mut all = [ShareTurn {
        num_by: 0,
        den_by: 0,
        more: 0,
        change: NO_CHANGE,
    }; S];
    if turns.len() > S {
        return None;
    }
    for (slot, turn) in all.iter_mut().zip(turns) {
        *slot = ShareTurn {
            num_by: whole(turn.num_by),
            den_by: whole(turn.den_by),
            more: whole(turn.more),
            change: turn.change,
        };
    }
    Some(all)
}

/// A share in constant pieces, in whole numbers.
fn shares_of<T: Real, const S: usize>(
    part: usize,
    whole: usize,
    share: &Share<T>,
    number: fn(T) -> i64,
) -> Option<Shares<S>> {
    Some(Shares {
        part,
        whole,
        base: share.base,
        empty: share.fence.empty,
        turns: share_turns(&share.turns, number)?,
    })
}

/// Whether a kernel has one of the shapes of a program.
fn has_shape(kernel: &Kernel) -> bool {
    match kernel {
        Kernel::Choice { turns, .. } => turns.len() <= 4,
        Kernel::Count { turns, .. } => turns.len() <= 4,
        Kernel::CountLine { turns, .. } => turns.len() <= 2,
        Kernel::Narrow { share, .. } => share.turns.len() <= 4,
        Kernel::Wide { share, .. } => share.turns.len() <= 4,
        Kernel::NarrowProportion { proportion, .. } => proportion.share.turns.len() <= 2,
        Kernel::Proportion { proportion, .. } => proportion.share.turns.len() <= 2,
    }
}

impl RowProgram {
    /// Puts leaves, given with their tallies, in order.
    pub(crate) fn new<'l>(
        leaves: impl Iterator<Item = (usize, usize, Option<&'l LaneRule>)>,
    ) -> Self {
        let mut program = Self::default();
        let mut all: Vec<_> = leaves.collect();
        all.sort_by_key(|(index, tally, _)| (*tally, *index));
        for (index, tally, rule) in all {
            let kernels = rule.map_or(&[][..], LaneRule::kernels);
            let is_placed = !kernels.is_empty() && kernels.iter().all(has_shape);
            if is_placed {
                for kernel in kernels {
                    program.place(tally, kernel);
                }
            }
            if !is_placed {
                program.others.push(index);
            }
        }
        program
    }

    /// Puts a kernel to those of its shape; one that has none is left out.
    fn place(&mut self, tally: usize, kernel: &Kernel) -> Option<()> {
        match kernel {
            Kernel::Choice {
                input, base, turns, ..
            } => self.step(tally, (*input, *base), turns, i64::from),
            Kernel::Count { input, base, turns } => {
                self.step(tally, (*input, *base), turns, i64::from)
            }
            Kernel::CountLine {
                input,
                base,
                turns: own,
                stretch,
            } => {
                let element = StepLine {
                    steps: Step {
                        input: *input,
                        base: *base,
                        turns: turns(own, i64::from)?,
                    },
                    first: stretch.first,
                    line: stretch.line,
                };
                self.line.push(tally, element);
                Some(())
            }
            Kernel::Narrow { part, whole, share } => {
                self.share(tally, (*part, *whole), share, |number| {
                    whole_of(number.into())
                })
            }
            Kernel::Wide { part, whole, share } => {
                self.share(tally, (*part, *whole), share, whole_of)
            }
            Kernel::NarrowProportion {
                part,
                whole,
                proportion: Proportion { share, stretch },
            } => {
                let number = |number: f32| whole_of(number.into());
                let element = Proportions {
                    share: shares_of(*part, *whole, share, number)?,
                    first: stretch.first,
                    line: stretch.line,
                };
                self.narrow.push(tally, element);
                Some(())
            }
            Kernel::Proportion {
                part,
                whole,
                proportion: Proportion { share, stretch },
            } => {
                let element = Proportions {
                    share: shares_of(*part, *whole, share, whole_of)?,
                    first: stretch.first,
                    line: stretch.line,
                };
                self.proportion.push(tally, element);
                Some(())
            }
        }
    }

    fn step<T: Copy>(
        &mut self,
        tally: usize,
        (input, base): (usize, i32),
        own: &[Turn<T>],
        widen: fn(T) -> i64,
    ) -> Option<()> {
        match own.len() {
            0 | 1 => {
                let turns = turns(own, widen)?;
                self.one.push(tally, Step { input, base, turns });
            }
            2 => {
                let turns = turns(own, widen)?;
                self.two.push(tally, Step { input, base, turns });
            }
            _ => {
                let turns = turns(own, widen)?;
                self.four.push(tally, Step { input, base, turns });
            }
        }
        Some(())
    }

    fn share<T: Real>(
        &mut self,
        tally: usize,
        (part, whole): (usize, usize),
        own: &Share<T>,
        number: fn(T) -> i64,
    ) -> Option<()> {
        if own.turns.len() <= 2 {
            let element = shares_of(part, whole, own, number)?;
            self.share_two.push(tally, element);
        } else {
            let element = shares_of(part, whole, own, number)?;
            self.share_four.push(tally, element);
        }
        Some(())
    }

    /// Adds the points of all leaves but `others` to the sums of their tallies.
    #[inline]
    pub(crate) fn add(&self, values: &[i32], sums: &mut [i64]) {
        self.one.add(values, sums);
        self.two.add(values, sums);
        self.four.add(values, sums);
        self.line.add(values, sums);
        self.share_two.add(values, sums);
        self.share_four.add(values, sums);
        self.narrow.add(values, sums);
        self.proportion.add(values, sums);
    }
}

/// A float that holds a whole number.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "lowering put whole numbers below 2^53 there"
)]
fn whole_of(number: f64) -> i64 {
    number as i64
}
