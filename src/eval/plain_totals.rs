//! Totals of an assessment of whose leaves points say it all: the shortest way there is.
//!
//! Points come from the kernels that lanes run over blocks, here for one unit. What claims and decisions
//! add was summed when the assessment was made, so points per area are all that is found out.
//!
//! Among thousands of assessments this takes as long as memory takes to arrive, so what it reads stands
//! together, apart from the rest of the assessment.

use std::sync::Arc;

use super::linked::Caveats;
use super::prepared::Prepared;
use super::tally::{Has, Tally};
use super::totals::{Areas, Totals, finished};
use crate::compile::Compiled;
use crate::number::Points;
use crate::rule::{NoFlatTrace, RowProgram};

/// What the totals of an assessment are made of, besides the criteria set.
#[derive(Debug)]
pub(super) struct PlainRow {
    /// What its leaves add to the whole whatever their points: what the unit scores, and the rest.
    whole: [Given; 2],
    /// Likewise to bonus and penalty.
    adjusted: [Given; 2],
    /// The values of inputs; 0 for those that do not have 32 bits.
    values: Values,
    /// The same in full, where a leaf has no kernel.
    wide: Box<[i64]>,
    /// What leaves add to each tally, for whoever asks for areas.
    given: Box<[Given]>,
}

/// What plain leaves add to a tally whatever their points: the columns that are not 0 there.
#[derive(Clone, Copy, Debug)]
struct Given {
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
    fn tally(self) -> Tally<i64> {
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
enum Values {
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
    fn get(&self) -> &[i32] {
        match self {
            Self::Few { all, count } => all.get(..*count).unwrap_or_default(),
            Self::Many(all) => all,
        }
    }
}

/// The points that plain leaves add to each tally.
#[derive(Clone, Debug)]
pub(crate) struct PlainSums {
    row: Arc<PlainRow>,
    nanos: Vec<i64>,
}

impl PlainRow {
    /// `None` where some leaf needs more than points, a sum could not fit, or no index is given.
    pub(super) fn of(compiled: &Compiled, prepared: &Prepared) -> Option<Self> {
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

/// Totals and areas; `None` where rows have no kernels, or a sum does not fit.
#[inline]
pub(super) fn plain_totals(compiled: &Compiled, row: &Arc<PlainRow>) -> Option<(Totals, Areas)> {
    let lanes = compiled.lanes();
    let program = lanes.row.as_ref()?;
    let areas = compiled.set.area_count().checked_mul(2)?;
    let mut nanos = vec![0; areas.checked_add(2)?];
    program.add(row.values.get(), &mut nanos);
    for sum in &mut nanos {
        // INVARIANT: compiling proved that sums fit; a sum in the grid times the grid is at most all maxima.
        *sum = sum.wrapping_mul(lanes.grid);
    }
    for index in &program.others {
        let leaf = compiled.leaves.get(*index)?;
        let own = leaf.flat.as_ref()?.points(&row.wide, &mut NoFlatTrace)?;
        let sum = nanos.get_mut(leaf.tally)?;
        *sum = sum.wrapping_add(own.nanos());
    }
    let (mut whole, mut adjusted) = (row.whole.map(Given::tally), row.adjusted.map(Given::tally));
    let (in_areas, beside) = nanos.split_at_checked(areas)?;
    for (index, nanos) in in_areas.iter().enumerate() {
        whole
            .get_mut(index & 1)?
            .add_plain(Points::from_nanos(*nanos))?;
    }
    for (tally, nanos) in adjusted.iter_mut().zip(beside) {
        tally.add_plain(Points::from_nanos(*nanos))?;
    }
    let ([mine, others], [bonus, penalty]) = (&whole, &adjusted);
    // Everything is known, so nothing can hang together.
    let caveats = Caveats::default();
    let (total, _, _) = finished(compiled, [mine, others], [bonus, penalty], &caveats)?;
    let sums = PlainSums {
        row: Arc::clone(row),
        nanos,
    };
    Some((total, Areas::later(sums)))
}

impl PlainSums {
    /// The tallies in full.
    pub(super) fn tallies(&self) -> Vec<Tally<i64>> {
        let given = self.row.given.iter().copied();
        let mut tallies: Vec<Tally<i64>> = given.map(Given::tally).collect();
        for (tally, nanos) in tallies.iter_mut().zip(&self.nanos) {
            // INVARIANT: plain sums always fit.
            let _ = tally.add_plain(Points::from_nanos(*nanos));
        }
        tallies
    }
}
