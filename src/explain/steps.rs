//! The nearest changes of the numbers behind a leaf that change its points.

use super::derivation::Step;
use crate::compile::{Compiled, CompiledLeaf, Input};
use crate::file::FactKind;
use crate::number::{Points, Quantity};
use crate::rule::{Cell, CellValue, sums_of};

/// How far every step is looked at before distances are doubled.
const LOOKED_AT: i64 = 64;

/// The points that a leaf's cells give, where they give points at all.
pub(crate) fn determined_points(
    compiled: &Compiled,
    leaf: &CompiledLeaf,
    cells: &[Cell],
    parts: u64,
) -> Option<Points> {
    let sums = sums_of(&leaf.root, cells, compiled.measure_rounding, parts)?;
    let known = sums.any_known && !sums.is_open && !sums.is_pending && !sums.is_unassessable;
    if known {
        sums.known.to_points(compiled.leaf_rounding)
    } else {
        None
    }
}

/// For each number the rule reads, the nearest change either way that changes the points.
pub(crate) fn steps(
    compiled: &Compiled,
    leaf: &CompiledLeaf,
    cells: &[Cell],
    parts: u64,
) -> Vec<Step> {
    let points = |cells: &[Cell]| determined_points(compiled, leaf, cells, parts);
    let mut steps = Vec::new();
    let Some(now) = points(cells) else {
        return steps;
    };
    for (index, (input, cell)) in leaf.inputs.iter().zip(cells).enumerate() {
        let Some(Input::Number { fact }) = compiled.inputs.get(*input) else {
            continue;
        };
        let Some(fact) = compiled.set.facts().get(*fact) else {
            continue;
        };
        let (FactKind::Number(kind), CellValue::Number { lo: value, .. }) =
            (&fact.kind, cell.value)
        else {
            continue;
        };
        if !cell.is_known() {
            continue;
        }
        let scale = u8::try_from(kind.decimals).unwrap_or(0);
        let (Some(min), Some(max)) = (kind.min.to_scale(scale), kind.max.to_scale(scale)) else {
            continue;
        };
        let at = |value: i64| {
            let mut changed = cells.to_vec();
            *changed.get_mut(index)? = Cell::number(value);
            points(&changed)
        };
        for up in [true, false] {
            let limit = if up {
                max.checked_sub(value)
            } else {
                value.checked_sub(min)
            };
            let moved = |by: i64| {
                if up {
                    value.checked_add(by)
                } else {
                    value.checked_sub(by)
                }
            };
            let there = |by: i64| match moved(by).and_then(at) {
                Some(then) if then == now => There::Same,
                Some(_) => There::Other,
                None => There::Undefined,
            };
            let Some(by) = nearest(limit.unwrap_or(0), &there) else {
                continue;
            };
            let Some(to) = moved(by) else { continue };
            let Some(then) = at(to).filter(|then| *then != now) else {
                continue;
            };
            let (Ok(from), Ok(to)) = (Quantity::new(value, scale), Quantity::new(to, scale)) else {
                continue;
            };
            steps.push(Step {
                fact: fact.id.to_string(),
                title: fact.title.clone(),
                unit: kind.unit.clone(),
                from,
                to,
                points: now,
                then,
            });
        }
    }
    steps
}

/// What the points are at some distance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum There {
    Same,
    Other,
    Undefined,
}

/// The least distance at which the points are others: one by one at first, then doubling, then
/// halving between.
///
/// The points one step nearer are never others. The caller scores again at the distance found, so
/// that what is printed holds.
pub(crate) fn nearest(limit: i64, there: &impl Fn(i64) -> There) -> Option<i64> {
    for by in 1..=limit.min(LOOKED_AT) {
        match there(by) {
            There::Other => return Some(by),
            There::Same => {}
            There::Undefined => return None,
        }
    }
    let mut same = limit.clamp(0, LOOKED_AT);
    let mut far = same.checked_add(1)?;
    // INVARIANT: nothing is defined at `end` and beyond.
    let mut end = limit.checked_add(1)?;
    loop {
        if far >= end {
            far = middle(same, end)?;
        }
        if far <= same {
            return None;
        }
        match there(far) {
            There::Other => break,
            There::Same => {
                same = far;
                far = far.checked_mul(2)?;
            }
            There::Undefined => end = far,
        }
    }
    while far.checked_sub(same)? > 1 {
        let between = middle(same, far)?;
        if there(between) == There::Other {
            far = between;
        } else {
            same = between;
        }
    }
    Some(far)
}

fn middle(low: i64, high: i64) -> Option<i64> {
    low.checked_add(high.checked_sub(low)?.checked_div(2)?)
}
