//! Rules for all units of a block: kernels, and the forms that hold others.

use super::block::{BLOCK, Block, Blocks};
use super::condition::{Condition, Mask, Quotient, all_hold, any_holds};
use super::element::Sink;
use super::kernel::Kernel;
use super::real::Width;
use super::scale::{Proportion, Share, ShareLine};

/// A leaf's rule for blocks of units.
#[derive(Clone, Debug)]
pub(crate) struct LaneRule(pub(super) Rule);

/// The forms of a rule.
#[derive(Clone, Debug)]
pub(super) enum Rule {
    /// One loop.
    Kernel(Kernel),
    /// A sum of such.
    Kernels(Box<[Kernel]>),
    Compound(Box<Compound>),
}

/// The forms that hold others, and those that are rare.
#[derive(Clone, Debug)]
pub(super) enum Compound {
    Measured {
        measure: Quotient,
        scale: Scale,
        knock_out: Box<[Condition]>,
    },
    Sum {
        parts: Box<[Rule]>,
        cap: Option<i32>,
    },
    Gate {
        when: Box<[Condition]>,
        then: Rule,
        otherwise: i32,
    },
    Cases {
        cases: Box<[(Box<[Condition]>, i32)]>,
        otherwise: i32,
    },
}

/// What a measure that adds facts up gives.
#[derive(Clone, Debug)]
pub(super) enum Scale {
    Constant(Share<f64>),
    Stretched(Proportion<f64, ShareLine>),
}

impl LaneRule {
    /// The kernels that it is a sum of; none where it is a compound.
    pub(super) fn kernels(&self) -> &[Kernel] {
        match &self.0 {
            Rule::Kernel(kernel) => std::slice::from_ref(kernel),
            Rule::Kernels(kernels) => kernels,
            Rule::Compound(_) => &[],
        }
    }

    /// Adds the points of a block to `sum` and writes them to `out`; notes the units that are left to rows.
    ///
    /// `None` where a column is missing.
    #[inline(always)]
    pub(crate) fn run<W: Width>(
        &self,
        blocks: &Blocks<'_>,
        out: &mut Block<W>,
        sum: &mut Block<W>,
        left: &mut Block<bool>,
    ) -> Option<()> {
        self.0.run(blocks, out, sum, left)
    }
}

impl Rule {
    #[inline(always)]
    fn run<W: Width>(
        &self,
        blocks: &Blocks<'_>,
        out: &mut Block<W>,
        sum: &mut Block<W>,
        left: &mut Block<bool>,
    ) -> Option<()> {
        match self {
            Self::Kernel(kernel) => {
                if kernel.run(blocks, Sink { out, sum })? {
                    kernel.mark(blocks, left)?;
                }
            }
            Self::Kernels(kernels) => {
                out.fill(W::ZERO);
                let mut part = [W::ZERO; BLOCK];
                for kernel in &**kernels {
                    let sink = Sink {
                        out: &mut part,
                        sum: &mut *out,
                    };
                    if kernel.run(blocks, sink)? {
                        kernel.mark(blocks, left)?;
                    }
                }
                add(sum, out);
            }
            Self::Compound(compound) => {
                let mut points = [0; BLOCK];
                compound.run(blocks, &mut points, left)?;
                for (out, points) in out.iter_mut().zip(points) {
                    *out = W::of(points);
                }
                add(sum, out);
            }
        }
        Some(())
    }

    /// The points of a block.
    fn points(&self, blocks: &Blocks<'_>, left: &mut Mask) -> Option<Block<i32>> {
        let (mut out, mut sum) = ([0_i32; BLOCK], [0; BLOCK]);
        self.run(blocks, &mut out, &mut sum, left)?;
        Some(out)
    }
}

#[inline(always)]
fn add<W: Width>(sum: &mut Block<W>, points: &Block<W>) {
    for (sum, points) in sum.iter_mut().zip(points) {
        *sum = sum.more(*points);
    }
}

impl Compound {
    fn run(&self, blocks: &Blocks<'_>, out: &mut Block<i32>, left: &mut Mask) -> Option<()> {
        match self {
            Self::Measured {
                measure,
                scale,
                knock_out,
            } => {
                let (num, den) = measure.read(blocks)?;
                let mut sum = [0_i32; BLOCK];
                let sink = Sink {
                    out: &mut *out,
                    sum: &mut sum,
                };
                let share = match scale {
                    Scale::Constant(share) => {
                        share.run((&num, &den), sink)?;
                        share
                    }
                    Scale::Stretched(proportion) => {
                        proportion.run((&num, &den), sink)?;
                        &proportion.share
                    }
                };
                share.mark((&num, &den), left);
                if !knock_out.is_empty() {
                    let mask = any_holds(knock_out, blocks, left)?;
                    choose(out, &mask, |_| 0);
                }
            }
            Self::Sum { parts, cap } => {
                out.fill(0);
                for part in &**parts {
                    add(out, &part.points(blocks, left)?);
                }
                if let Some(cap) = *cap {
                    for points in &mut *out {
                        *points = (*points).min(cap);
                    }
                }
            }
            Self::Gate {
                when,
                then,
                otherwise,
            } => {
                let mask = all_hold(when, blocks, left)?;
                *out = then.points(blocks, left)?;
                let closed = mask.map(|open| !open);
                choose(out, &closed, |_| *otherwise);
            }
            Self::Cases { cases, otherwise } => {
                out.fill(*otherwise);
                // The first that holds counts: it is written last.
                for (when, points) in cases.iter().rev() {
                    let mask = all_hold(when, blocks, left)?;
                    choose(out, &mask, |_| *points);
                }
            }
        }
        Some(())
    }
}

/// Changes the points of the units in a mask.
fn choose(out: &mut Block<i32>, mask: &Mask, points: impl Fn(i32) -> i32) {
    for (slot, chosen) in out.iter_mut().zip(mask) {
        if *chosen {
            *slot = points(*slot);
        }
    }
}
