//! Kernels: a measure and a scale, for all units of a block.

use super::block::{Block, Blocks, Numbers, Pair, Widened};
use super::element::{Sink, Stepped, Stretched, unrolled};
use super::real::Width;
use super::scale::{NarrowLine, Proportion, Share, ShareLine, Stretch, Turn, WholeLine};

/// The options of which rows have to say what they mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct LeftOptions {
    /// Those with a bit.
    pub(super) bits: u64,
    /// Those from this one on.
    pub(super) from: u8,
}

impl LeftOptions {
    #[inline(always)]
    fn holds_any(self, values: &Block<u8>) -> bool {
        let most = values.iter().copied().fold(0, u8::max);
        most >= self.from || (self.bits != 0 && values.iter().any(|value| self.holds(*value)))
    }

    fn holds(self, value: u8) -> bool {
        let bits = self.bits.checked_shr(value.into());
        value >= self.from || bits.is_some_and(|bits| bits & 1 == 1)
    }
}

/// A measure and a scale of which lanes make one loop.
#[derive(Clone, Debug)]
pub(super) enum Kernel {
    /// A choice, in constant pieces.
    Choice {
        input: usize,
        base: i32,
        turns: Box<[Turn<u8>]>,
        left: LeftOptions,
    },
    /// A number, in constant pieces.
    Count {
        input: usize,
        base: i32,
        turns: Box<[Turn<i32>]>,
    },
    /// A number, with a straight stretch.
    CountLine {
        input: usize,
        base: i32,
        turns: Box<[Turn<i32>]>,
        stretch: Stretch<WholeLine>,
    },
    /// A share of small numbers, in constant pieces.
    Narrow {
        part: usize,
        whole: usize,
        share: Share<f32>,
    },
    /// A share, in constant pieces.
    Wide {
        part: usize,
        whole: usize,
        share: Share<f64>,
    },
    /// A share of small numbers, with a straight stretch.
    NarrowProportion {
        part: usize,
        whole: usize,
        proportion: Proportion<f32, NarrowLine>,
    },
    /// A share, with a straight stretch.
    Proportion {
        part: usize,
        whole: usize,
        proportion: Proportion<f64, ShareLine>,
    },
}

/// Calls a function with the numbers of an input, in the width in which they are kept.
macro_rules! with_numbers {
    ($blocks:ident, $input:ident, |$values:ident| $run:expr) => {
        match $blocks.numbers(*$input)? {
            Numbers::Small($values) => $run,
            Numbers::Number($values) => $run,
        }
    };
}

/// Calls a function with the numbers of two inputs, in the width of the wider.
macro_rules! with_pair {
    ($blocks:ident, $part:ident, $whole:ident, |$pair:ident| $run:expr) => {{
        let mut widened = Widened::default();
        match $blocks.pair(*$part, *$whole, &mut widened)? {
            Pair::Small(part, whole) => {
                let $pair = (part, whole);
                $run
            }
            Pair::Number(part, whole) => {
                let $pair = (part, whole);
                $run
            }
        }
    }};
}

impl Kernel {
    /// The points of a block; whether any unit is left to rows. `None` where a column is missing.
    #[inline(always)]
    pub(super) fn run<W: Width>(&self, blocks: &Blocks<'_>, sink: Sink<'_, W>) -> Option<bool> {
        match self {
            Self::Choice {
                input,
                base,
                turns,
                left,
            } => {
                let values = blocks.choice(*input)?;
                unrolled!(*turns, |turns| {
                    sink.each::<_, u8>(values, &Stepped { base: *base, turns });
                })?;
                Some(left.holds_any(values))
            }
            Self::Count { input, base, turns } => {
                with_numbers!(blocks, input, |values| unrolled!(*turns, |turns| {
                    sink.each::<_, i32>(values, &Stepped { base: *base, turns });
                }))?;
                Some(false)
            }
            Self::CountLine {
                input,
                base,
                turns,
                stretch,
            } => {
                with_numbers!(blocks, input, |values| unrolled!(*turns, |turns| {
                    let steps = Stepped { base: *base, turns };
                    let stretch = *stretch;
                    sink.each(values, &Stretched { steps, stretch });
                }))?;
                Some(false)
            }
            Self::Narrow { part, whole, share } => {
                with_pair!(blocks, part, whole, |pair| share.run(pair, sink))
            }
            Self::Wide { part, whole, share } => {
                with_pair!(blocks, part, whole, |pair| share.run(pair, sink))
            }
            Self::NarrowProportion {
                part,
                whole,
                proportion,
            } => with_pair!(blocks, part, whole, |pair| proportion.run(pair, sink)),
            Self::Proportion {
                part,
                whole,
                proportion,
            } => with_pair!(blocks, part, whole, |pair| proportion.run(pair, sink)),
        }
    }

    /// Notes the units of a block that are left to rows.
    pub(super) fn mark(&self, blocks: &Blocks<'_>, left: &mut Block<bool>) -> Option<()> {
        match self {
            Self::Choice {
                input,
                left: options,
                ..
            } => {
                for (value, left) in blocks.choice(*input)?.iter().zip(left) {
                    *left |= options.holds(*value);
                }
            }
            Self::Count { .. } | Self::CountLine { .. } => {}
            Self::Narrow { part, whole, share } => {
                with_pair!(blocks, part, whole, |pair| share.mark(pair, left));
            }
            Self::Wide { part, whole, share } => {
                with_pair!(blocks, part, whole, |pair| share.mark(pair, left));
            }
            Self::NarrowProportion {
                part,
                whole,
                proportion: Proportion { share, .. },
            } => with_pair!(blocks, part, whole, |pair| share.mark(pair, left)),
            Self::Proportion {
                part,
                whole,
                proportion: Proportion { share, .. },
            } => with_pair!(blocks, part, whole, |pair| share.mark(pair, left)),
        }
        Some(())
    }
}
