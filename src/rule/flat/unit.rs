//! The unit of a leaf: the largest amount of which all its points are multiples.

use crate::number::gcd;
use crate::rule::measure::{Empty, Measure};
use crate::rule::node::{Node, NodeKind};
use crate::rule::scale::{BandPoints, Scale};

/// Nanopoints in a unit, such that what rounding keeps is a multiple of it too.
pub(super) fn unit(root: &Node, is_rounded: bool, kept: i64) -> i64 {
    let mut divisor = if is_rounded || has_lines(root) {
        kept
    } else {
        0
    };
    constants(root, &mut |points| {
        if points != 0 {
            divisor = common(divisor, points).unwrap_or(1);
        }
    });
    divisor.max(1)
}

/// The greatest common divisor.
pub(crate) fn common(a: i64, b: i64) -> Option<i64> {
    i64::try_from(gcd(a.unsigned_abs().into(), b.unsigned_abs().into())).ok()
}

/// Whether a scale has points on a line.
fn has_lines(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Score(score) => match &score.scale {
            Scale::Options(_) => false,
            Scale::Bands(bands) => bands
                .iter()
                .any(|band| matches!(band.points, BandPoints::Linear { .. })),
            _ => true,
        },
        NodeKind::Sum { parts, .. } => parts.iter().any(|part| has_lines(&part.node)),
        NodeKind::Gate { then, .. } => has_lines(then),
        NodeKind::Cases { .. } => false,
    }
}

/// Calls `visit` with every amount of points that the rule states.
fn constants(node: &Node, visit: &mut impl FnMut(i64)) {
    visit(node.max);
    match &node.kind {
        NodeKind::Score(score) => {
            match score.measure.empty() {
                Empty::Points(points) => visit(points),
                Empty::Undeclared | Empty::Full | Empty::LeaveDenominator => {}
            }
            if let Measure::Days { when_none, .. } = score.measure {
                visit(when_none);
            }
            match &score.scale {
                Scale::Options(options) => {
                    options.iter().flatten().for_each(|points| visit(*points));
                }
                Scale::Bands(bands) => bands.iter().for_each(|band| match band.points {
                    BandPoints::Constant(points) => visit(points),
                    BandPoints::Linear { at_from, at_to, .. } => {
                        visit(at_from);
                        visit(at_to);
                    }
                }),
                Scale::Proportional { points, .. } => visit(*points),
                Scale::PerItem { each, cap } => {
                    visit(*each);
                    visit(*cap);
                }
                Scale::Deduction { from, each, floor } => {
                    for points in [from, each, floor] {
                        visit(*points);
                    }
                }
                Scale::Goalposts {
                    at_worst, at_best, ..
                } => {
                    visit(*at_worst);
                    visit(*at_best);
                }
            }
        }
        NodeKind::Sum { parts, cap } => {
            if let Some(points) = cap {
                visit(*points);
            }
            parts.iter().for_each(|part| constants(&part.node, visit));
        }
        NodeKind::Gate {
            then, otherwise, ..
        } => {
            visit(*otherwise);
            constants(then, visit);
        }
        NodeKind::Cases { cases, otherwise } => {
            visit(*otherwise);
            cases.iter().for_each(|case| visit(case.points));
        }
    }
}
