//! Totals of an assessment of whose leaves points say it all: the shortest way there is.
//!
//! Points come from the kernels that lanes run over blocks, here for one unit. What claims and decisions
//! add was summed when the assessment was made, so points per area are all that is found out.
//!
//! Among thousands of assessments this takes as long as memory takes to arrive, so what it reads stands
//! together, apart from the rest of the assessment.

use std::sync::Arc;

use super::prepared::Prepared;
use super::tally::Tally;
use super::totals::{Areas, Totals, finished};
use crate::compile::Compiled;
use crate::number::Points;
use crate::rule::NoFlatTrace;

/// What the totals of an assessment are made of, besides the criteria set.
#[derive(Debug)]
pub(super) struct PlainRow {
    /// What its leaves add to the whole whatever their points: what the unit scores, and the rest.
    whole: [Tally<i64>; 2],
    /// Likewise to bonus and penalty.
    adjusted: [Tally<i64>; 2],
    bounds_exact: bool,
    /// The values of inputs.
    values: Box<[i64]>,
    /// What leaves add to each tally, for whoever asks for areas.
    given: Box<[Tally<i64>]>,
}

/// The points that plain leaves add to each tally.
#[derive(Clone, Debug)]
pub(crate) struct PlainSums {
    row: Arc<PlainRow>,
    nanos: Vec<i64>,
}

impl PlainRow {
    /// `None` where some leaf needs more than points, or a sum could not fit.
    pub(super) fn of(compiled: &Compiled, prepared: &Prepared) -> Option<Self> {
        if !prepared.others.is_empty() || !compiled.plain_sums || !prepared.fits {
            return None;
        }
        let areas = compiled.set.area_count().checked_mul(2)?;
        let adjusted = [
            *prepared.given.get(areas)?,
            *prepared.given.get(areas.checked_add(1)?)?,
        ];
        Some(Self {
            whole: prepared.given_whole,
            adjusted,
            bounds_exact: prepared.bounds_exact,
            values: prepared.values.as_slice().into(),
            given: prepared.given.as_slice().into(),
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
    program.add(&row.values, &mut nanos);
    for sum in &mut nanos {
        // INVARIANT: compiling proved that sums fit; a sum in the grid times the grid is at most all maxima.
        *sum = sum.wrapping_mul(lanes.grid);
    }
    for index in &program.others {
        let leaf = compiled.leaves.get(*index)?;
        let own = leaf.flat.as_ref()?.points(&row.values, &mut NoFlatTrace)?;
        let sum = nanos.get_mut(leaf.tally)?;
        *sum = sum.wrapping_add(own.nanos());
    }
    let (mut whole, mut adjusted) = (row.whole, row.adjusted);
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
    let (total, _, _) = finished(compiled, [mine, others], [bonus, penalty], row.bounds_exact)?;
    let sums = PlainSums {
        row: Arc::clone(row),
        nanos,
    };
    Some((total, Areas::later(sums, row.bounds_exact)))
}

impl PlainSums {
    /// The tallies in full.
    pub(super) fn tallies(&self) -> Vec<Tally<i64>> {
        let mut tallies = self.row.given.to_vec();
        for (tally, nanos) in tallies.iter_mut().zip(&self.nanos) {
            // INVARIANT: plain sums always fit.
            let _ = tally.add_plain(Points::from_nanos(*nanos));
        }
        tallies
    }
}
