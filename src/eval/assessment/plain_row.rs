//! An assessment of whose leaves points say it all, put together for the shortest way there is.
//!
//! Among thousands of assessments totals take as long as memory takes to arrive, so what they read stands
//! together, apart from the rest of the assessment.

use std::sync::Arc;

use crate::compile::Compiled;
use crate::eval::assessment::prepared::Prepared;
use crate::eval::leaf::tally::{Has, Tally};
use crate::number::Points;
use crate::rule::RowProgram;

/// What the totals of an assessment are made of, besides the criteria set.
#[derive(Debug)]
pub(crate) struct PlainRow {
    /// What its leaves add to the whole whatever their points: what the unit scores, and the rest.
    pub(crate) whole: [Given; 2],
    /// Likewise to bonus and penalty.
    pub(crate) adjusted: [Given; 2],
    /// The values of inputs; 0 for those that do not have 32 bits.
    pub(crate) values: Values,
    /// The same in full, where a leaf has no kernel.
    pub(crate) wide: Box<[i64]>,
    /// What leaves add to each tally, for whoever asks for areas.
    given: Box<[Given]>,
}

/// What plain leaves add to a tally whatever their points: the columns that are not 0 there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given {
    max: i64,
    claimed: i64,
    final_excluded: i64,
    final_points: i64,
    has: Has,
}

impl Given {
    fn of(tally: &Tally<i64>) -> Self {
        Self {
            max: tally.max,
            claimed: tally.claimed,
            final_excluded: tally.final_excluded,
            final_points: tally.final_points,
            has: tally.has,
        }
    }

    #[inline(always)]
    pub(crate) fn tally(self) -> Tally<i64> {
        Tally {
            max: self.max,
            claimed: self.claimed,
            final_excluded: self.final_excluded,
            final_points: self.final_points,
            has: self.has,
            ..Tally::NONE
        }
    }
}

/// Values in the memory of what holds them, where there are no more than usual: one piece of memory
/// arrives sooner than two.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "few is what nearly every set has, and to be near is the purpose"
)]
pub(crate) enum Values {
    Few { all: [i32; FEW], count: usize },
    Many(Box<[i32]>),
}

/// Inputs of a large criteria set.
const FEW: usize = 192;

impl Values {
    fn new(values: impl ExactSizeIterator<Item = i32>) -> Self {
        let count = values.len();
        if count > FEW {
            return Self::Many(values.collect());
        }
        let mut all = [0; FEW];
        for (slot, value) in all.iter_mut().zip(values) {
            *slot = value;
        }
        Self::Few { all, count }
    }

    #[inline(always)]
    pub(crate) fn get(&self) -> &[i32] {
        match self {
            Self::Few { all, count } => all.get(..*count).unwrap_or_default(),
            Self::Many(all) => all,
        }
    }
}

/// The points that plain leaves add to each tally.
#[derive(Clone, Debug)]
pub(crate) struct PlainSums {
    pub(crate) row: Arc<PlainRow>,
    pub(crate) nanos: Vec<i64>,
}

impl PlainRow {
    /// `None` where some leaf needs more than points, a sum could not fit, or no index is given.
    pub(crate) fn of(compiled: &Compiled, prepared: &Prepared) -> Option<Self> {
        let is_plain = prepared.others.is_empty() && compiled.plain_sums && prepared.fits;
        if !is_plain || prepared.caveats.is_withheld {
            return None;
        }
        let areas = compiled.set.area_count().checked_mul(2)?;
        let adjusted = [
            Given::of(prepared.given.get(areas)?),
            Given::of(prepared.given.get(areas.checked_add(1)?)?),
        ];
        let small = |value: &i64| i32::try_from(*value).unwrap_or(0);
        let has_kernels = |program: &RowProgram| program.others.is_empty();
        let wide: &[i64] = match &compiled.lanes().row {
            Some(program) if !has_kernels(program) => &prepared.values,
            _ => &[],
        };
        Some(Self {
            whole: prepared.given_whole.each_ref().map(Given::of),
            adjusted,
            values: Values::new(prepared.values.iter().map(small)),
            wide: wide.into(),
            given: prepared.given.iter().map(Given::of).collect(),
        })
    }
}

impl PlainSums {
    /// The tallies in full.
    pub(crate) fn tallies(&self) -> Vec<Tally<i64>> {
        let given = self.row.given.iter().copied();
        let mut tallies: Vec<Tally<i64>> = given.map(Given::tally).collect();
        for (tally, nanos) in tallies.iter_mut().zip(&self.nanos) {
            // INVARIANT: plain sums always fit.
            let _ = tally.add_plain(Points::from_nanos(*nanos));
        }
        tallies
    }
}
