//! Figures that look as if they were typed off by a factor of 100.

use crate::check::scene::{Scene, Subject};
use crate::compile::Input;
use crate::eval::{Resolved, State};
use crate::file::FactKind;
use crate::number::Points;
use crate::rule::{Cell, CellValue, sums_of};

/// A figure with the value it was probably meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) struct Mistyped {
    pub(super) fact: usize,
    /// Mantissa at the decimals of the fact.
    pub(super) meant: i64,
    /// The fact it is a percentage of, where it should be a count.
    pub(super) percent_of: Option<usize>,
    pub(super) leaf: usize,
    /// What the criterion gives with the value meant.
    pub(super) points: Points,
    /// Whether the claim is what the value meant gives.
    pub(super) is_claimed: bool,
}

/// A whole is at least this many times a part typed as a percentage of it, so that the two readings
/// are ten times apart and a claim that is one band too high is not taken for it.
const LARGE: i64 = 1_000;

/// The figures of a leaf that look mistyped.
pub(in crate::check) fn mistyped(scene: &Scene<'_>, subject: &Subject<'_>) -> Vec<Mistyped> {
    if subject.score.state() != State::Scored {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (input, _, _) in scene.inputs(subject) {
        let Input::Number { fact } = input else {
            continue;
        };
        if let Some(meant) = ratio(scene, *fact) {
            found.extend(told(scene, subject, *fact, meant, None));
        }
        for (other, _, _) in scene.inputs(subject) {
            let Input::Number { fact: whole } = other else {
                continue;
            };
            if let Some(meant) = percentage(scene, *fact, *whole) {
                let told = told(scene, subject, *fact, meant, Some(*whole));
                found.extend(told.filter(|own| own.is_claimed));
            }
        }
    }
    found
}

/// Whether a claim is right for the figure that was probably meant.
pub(in crate::check) fn explains(scene: &Scene<'_>, subject: &Subject<'_>) -> bool {
    mistyped(scene, subject).iter().any(|own| own.is_claimed)
}

/// A percentage typed as a ratio: `0.95` for 95.
fn ratio(scene: &Scene<'_>, fact: usize) -> Option<i64> {
    let FactKind::Number(kind) = &scene.fact(fact)?.kind else {
        return None;
    };
    let Resolved::Number(value) = scene.resolved(fact) else {
        return None;
    };
    let one = 10_i64.checked_pow(kind.decimals)?;
    let most = kind.max.to_scale(u8::try_from(kind.decimals).ok()?)?;
    let meant = value.checked_mul(100)?;
    (kind.unit == "%" && *value > 0 && *value <= one && meant <= most).then_some(meant)
}

/// A count typed as a percentage of its whole: `96` of 1420 for 1363.
fn percentage(scene: &Scene<'_>, part: usize, whole: usize) -> Option<i64> {
    let count = |fact: usize| {
        let FactKind::Number(kind) = &scene.fact(fact)?.kind else {
            return None;
        };
        match scene.resolved(fact) {
            Resolved::Number(value) if kind.decimals == 0 && kind.unit != "%" => Some(*value),
            _ => None,
        }
    };
    let (percent, of) = (count(part)?, count(whole)?);
    if part == whole || !(1..=100).contains(&percent) || of < LARGE {
        return None;
    }
    percent.checked_mul(of)?.checked_add(50)?.checked_div(100)
}

/// What a leaf gives with another value, where that is more and the unit does not claim less.
fn told(
    scene: &Scene<'_>,
    subject: &Subject<'_>,
    fact: usize,
    meant: i64,
    percent_of: Option<usize>,
) -> Option<Mistyped> {
    let mut cells: Vec<Cell> = subject.cells.to_vec();
    for ((input, _, _), cell) in scene.inputs(subject).zip(cells.iter_mut()) {
        if input.fact() == Some(fact) {
            cell.value = CellValue::Number {
                lo: meant,
                hi: meant,
            };
        }
    }
    let rounding = scene.compiled.measure_rounding;
    let sums = sums_of(&subject.leaf.root, &cells, rounding, subject.own.parts)?;
    if sums.is_open || sums.is_pending {
        return None;
    }
    let points = sums.known.to_points(scene.compiled.leaf_rounding)?;
    let computed = subject.score.computed()?;
    let claimed = subject.score.claimed().map(|own| scene.as_typed(own));
    let gains = subject.ahead(points, computed) > Points::ZERO;
    let is_claimed = claimed == Some(scene.as_typed(points));
    (gains && (claimed.is_none() || is_claimed)).then_some(Mistyped {
        fact,
        meant,
        percent_of,
        leaf: subject.index,
        points,
        is_claimed,
    })
}
