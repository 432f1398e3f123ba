//! Totals of an assessment of whose leaves points say it all: the shortest way there is.
//!
//! Points come from the kernels that lanes run over blocks, here for one unit. What claims and decisions
//! add was summed when the assessment was made, so points per area are all that is found out.

use super::assessment::Assessment;
use super::prepared::Prepared;
use super::tally::Tally;
use super::totals::{Areas, Totals, finished};
use crate::compile::Compiled;
use crate::number::Points;
use crate::rule::NoFlatTrace;

/// The points that plain leaves add to each tally.
#[derive(Clone, Debug)]
pub(crate) struct PlainSums {
    assessment: Assessment,
    nanos: Vec<i64>,
}

/// Totals and areas; `None` where some leaf needs more than points, or a sum does not fit.
#[inline]
pub(super) fn plain_totals(
    compiled: &Compiled,
    assessment: &Assessment,
) -> Option<(Totals, Areas)> {
    let prepared = assessment.prepared();
    if !prepared.others.is_empty() || !compiled.plain_sums || !prepared.fits {
        return None;
    }
    let values = &*prepared.values;
    let lanes = compiled.lanes();
    let row = lanes.row.as_ref()?;
    let mut nanos = vec![0; prepared.given.len()];
    row.add(values, &mut nanos);
    for sum in &mut nanos {
        // INVARIANT: compiling proved that sums fit; a sum in the grid times the grid is at most all maxima.
        *sum = sum.wrapping_mul(lanes.grid);
    }
    for index in &row.others {
        let leaf = compiled.leaves.get(*index)?;
        let own = leaf.flat.as_ref()?.points(values, &mut NoFlatTrace)?;
        let sum = nanos.get_mut(leaf.tally)?;
        *sum = sum.wrapping_add(own.nanos());
    }
    let areas = compiled.set.area_count().saturating_mul(2);
    let mut whole = prepared.given_whole;
    for (index, nanos) in nanos.iter().enumerate().take(areas) {
        whole
            .get_mut(index & 1)?
            .add_plain(Points::from_nanos(*nanos))?;
    }
    let [bonus, penalty] = [
        adjusted(prepared, &nanos, areas)?,
        adjusted(prepared, &nanos, areas.checked_add(1)?)?,
    ];
    let [mine, others] = &whole;
    let bounds_exact = prepared.bounds_exact;
    let (total, _, _) = finished(compiled, [mine, others], [&bonus, &penalty], bounds_exact)?;
    let sums = PlainSums {
        assessment: assessment.clone(),
        nanos,
    };
    Some((total, Areas::later(sums, bounds_exact)))
}

/// The tally of bonus or penalty.
fn adjusted(prepared: &Prepared, nanos: &[i64], index: usize) -> Option<Tally<i64>> {
    let mut tally = *prepared.given.get(index)?;
    tally.add_plain(Points::from_nanos(*nanos.get(index)?))?;
    Some(tally)
}

impl PlainSums {
    /// The tallies in full.
    pub(super) fn tallies(&self) -> Vec<Tally<i64>> {
        let mut tallies = self.assessment.prepared().given.clone();
        for (tally, nanos) in tallies.iter_mut().zip(&self.nanos) {
            // INVARIANT: plain sums always fit.
            let _ = tally.add_plain(Points::from_nanos(*nanos));
        }
        tallies
    }
}
