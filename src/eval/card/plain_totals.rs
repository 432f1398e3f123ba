//! Totals of an assessment of whose leaves points say it all: the shortest way there is.
//!
//! Points come from the kernels that lanes run over blocks, here for one unit. What claims and decisions
//! add was summed when the assessment was made, so points per area are all that is found out.
//!
//! Among thousands of assessments this takes as long as memory takes to arrive, so what it reads stands
//! together, apart from the rest of the assessment.

use crate::eval::assessment::plain_row::{Given, PlainRow, PlainSums};
use std::sync::Arc;

use crate::compile::Compiled;
use crate::eval::card::totals::{Areas, Totals, finished};
use crate::eval::cells::linked::Caveats;
use crate::number::Points;
use crate::rule::NoFlatTrace;

/// Totals and areas; `None` where rows have no kernels, or a sum does not fit.
#[inline]
pub(crate) fn plain_totals(compiled: &Compiled, row: &Arc<PlainRow>) -> Option<(Totals, Areas)> {
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
