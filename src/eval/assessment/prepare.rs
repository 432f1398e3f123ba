//! What scoring needs to know of each leaf.

use crate::compile::Compiled;
use crate::eval::assessment::applies;
use crate::eval::assessment::appraisal;
use crate::eval::assessment::prepared::Prepared;
use crate::eval::assessment::references::{self};
use crate::eval::cells::linked::{self, Caveats};
use crate::eval::cells::occurrences::OccurrenceName;
use crate::eval::cells::register::Register;
use crate::eval::cells::source::Source;
use crate::eval::cells::standing::{Prover, standings};
use crate::eval::given::found::Found;
use crate::eval::leaf::prepared_leaf::{Applies, PreparedLeaf};
use crate::eval::leaf::tally::Tally;
use crate::eval::leaf::tally::tally_count;
use crate::file::{AssessmentFile, Basis};
use crate::number::Points;
use crate::rule::{Cell, CellValue, NoFlatTrace};

/// Cells, claims and decisions of every leaf; without `names` nobody asks what documents prove.
pub(crate) fn prepare(
    compiled: &Compiled,
    file: &AssessmentFile,
    source: &Source<'_>,
    names: Option<&[OccurrenceName]>,
    found: &mut Found,
) -> Prepared {
    let inputs: Vec<Cell> = compiled
        .inputs
        .iter()
        .map(|input| source.cell(input))
        .collect();
    let values: Vec<Option<i64>> = inputs
        .iter()
        .zip(&*compiled.ranges)
        .map(|(cell, range)| {
            let range = range.as_ref()?;
            cell.value()
                .filter(|value| (range.lo..=range.hi).contains(value))
        })
        .collect();
    let claims = file.claims.as_ref();
    let mut prepared = Prepared {
        leaves: Vec::with_capacity(compiled.leaves.len()),
        cells: Vec::with_capacity(compiled.cell_count),
        evidence: Vec::with_capacity(compiled.cell_count),
        values: values.iter().map(|value| value.unwrap_or(0)).collect(),
        plain: Vec::new(),
        others: Vec::new(),
        given: vec![Tally::NONE; tally_count(compiled.set.area_count())],
        given_whole: [Tally::NONE; 2],
        fits: true,
        caveats: Caveats::default(),
    };
    let register = Register::new(&file.evidence);
    for (leaf, model) in compiled.leaves.iter().zip(compiled.set.leaves()) {
        let contradiction = Cell::given(CellValue::Contradiction);
        let mut cells: Vec<Cell> = leaf
            .inputs
            .iter()
            .map(|input| inputs.get(*input).copied().unwrap_or(contradiction))
            .collect();
        let applies = applies::applies(compiled, file, leaf, model, source, found);
        let parts = applies::parts(file, leaf, model, found);
        if applies == Applies::Yes && (file.plan.is_none() || source.tasks.is_some()) {
            references::tasks_bound(compiled, leaf, model, source, found);
        }
        let mut joints = Vec::new();
        let mut evidence = match names {
            Some(names) => {
                let prover = Prover {
                    source,
                    leaf: model.id(),
                    standings: &standings(model.criterion(), &register),
                    register: &register,
                    names,
                };
                let evidence = prover.cells(leaf, &compiled.inputs, &cells);
                joints = prover.joints(leaf, &compiled.inputs, &evidence);
                evidence
            }
            None => cells.clone(),
        };
        for own in [&mut cells, &mut evidence] {
            for (cell, input) in own.iter_mut().zip(&*leaf.inputs) {
                cell.free = compiled.free.get(*input) == Some(&Some(cell.value));
            }
        }
        let claimed = claims
            .and_then(|claims| claims.criteria.get(model.id()))
            .and_then(|claimed| Points::from_quantity(*claimed));
        let is_flat = applies == Applies::Yes
            && parts == 0
            && leaf
                .inputs
                .iter()
                .all(|input| values.get(*input).is_some_and(Option::is_some))
            && leaf
                .flat
                .as_ref()
                .is_some_and(|flat| flat.points(&prepared.values, &mut NoFlatTrace).is_some());
        prepared.leaves.push(PreparedLeaf {
            applies,
            parts,
            claimed,
            round1: None,
            round2: None,
            final_decision: None,
            is_decided: false,
            is_flat,
            is_plain: compiled.plain_sums
                && is_flat
                && evidence == cells
                && leaf.basis != Basis::External,
            evidence_differs: evidence != cells,
            joints: (!joints.is_empty()).then(|| joints.into()),
        });
        prepared.cells.extend(cells);
        prepared.evidence.extend(evidence);
    }
    prepared.caveats = {
        let leaves = prepared.leaves.iter().enumerate();
        let leaves = leaves.filter(|(_, own)| own.applies == Applies::Yes && !own.is_flat);
        let leaves = leaves.map(|(index, _)| index);
        let linked = linked::linked(compiled, source, leaves, |index, cells| {
            let leaf = compiled.leaves.get(index)?;
            let end = leaf.cells_at.checked_add(leaf.inputs.len())?;
            cells.clear();
            cells.extend_from_slice(prepared.cells.get(leaf.cells_at..end)?);
            prepared.leaves.get(index).map(|own| own.parts)
        });
        let is_without_plan = file.plan.is_some() && source.tasks.is_none();
        Caveats::new(
            linked,
            is_without_plan || compiled.set.faults().has_errors(),
        )
    };
    appraisal::decide(compiled, file, source, &mut prepared, found);
    sort_out(compiled, &mut prepared);
    prepared
}

/// Parts plain leaves from others, and sums up what they add whatever their points.
fn sort_out(compiled: &Compiled, prepared: &mut Prepared) {
    const LIMIT: u64 = 1 << 61;
    let mut size = 0_u64;
    for (index, (leaf, own)) in compiled.leaves.iter().zip(&prepared.leaves).enumerate() {
        let decided = own.final_decision;
        let nanos = [
            Some(Points::from_nanos(leaf.max)),
            own.claimed,
            decided.and_then(|decision| decision.points),
            decided.map(|decision| decision.excluded),
        ];
        for points in nanos.into_iter().flatten() {
            size = size.saturating_add(points.nanos().unsigned_abs());
        }
        if own.is_plain
            && let Some(tally) = prepared.given.get_mut(leaf.tally)
            && tally.add_given(own, leaf.max).is_some()
        {
            prepared.plain.push(index);
        } else {
            prepared.others.push(index);
        }
    }
    let areas = compiled.set.area_count().saturating_mul(2);
    for (index, own) in prepared.given.iter().enumerate().take(areas) {
        if let Some(whole) = prepared.given_whole.get_mut(index & 1)
            && whole.add(own, None).is_none()
        {
            // Nothing is summed then.
            size = LIMIT;
        }
    }
    let rank = |index: &usize| {
        let flat = compiled.leaves.get(*index)?.flat.as_ref()?;
        Some(flat.rank())
    };
    prepared.plain.sort_by_key(rank);
    prepared.fits = size < LIMIT;
}
