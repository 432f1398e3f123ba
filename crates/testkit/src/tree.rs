//! Areas and criteria above the leaves, with weights that keep points finite unless thirds are asked for.

use crate::fact::Fact;
use crate::json::{Json, Object, points, words};
use crate::leaf::{Frame, Leaf, leaf};
use crate::seed::{Dice, LeafSeed};

/// A leaf with the ids of what lies above it
pub(crate) struct Placed<'s> {
    pub(crate) leaf: Leaf<'s>,
    pub(crate) area: String,
    pub(crate) parent: Option<String>,
}

/// The areas of a set
pub(crate) struct Areas<'s> {
    pub(crate) leaves: Vec<Placed<'s>>,
    pub(crate) json: Vec<Json>,
    /// Maximum of the set, in millionths.
    pub(crate) max: i64,
    pub(crate) set_weighted: bool,
    /// Points of areas need not be finite, or were not asked to be.
    pub(crate) needs_rounding: bool,
}

/// What one area looks like
struct AreaShape {
    weighted: bool,
    parent_weighted: bool,
    policy: Option<&'static str>,
    parent_policy: Option<&'static str>,
    max: i64,
    parent_max: i64,
}

/// Sums of weights that divide into finite decimals
const SUMS: [i64; 9] = [1, 2, 4, 5, 8, 10, 16, 20, 25];

/// Weights whose sum divides into finite decimals, unless thirds are asked for
fn weights(dice: &mut Dice<'_>, count: usize, thirds: bool) -> Vec<i64> {
    if thirds {
        return (0..count).map(|_| dice.between(1, 7)).collect();
    }
    let mut weights: Vec<i64> = (1..count).map(|_| dice.between(1, 2)).collect();
    let so_far: i64 = weights.iter().sum();
    let sum = SUMS
        .into_iter()
        .find(|sum| *sum > so_far)
        .unwrap_or(so_far + 1);
    weights.push(sum - so_far);
    weights
}

const POLICIES: [Option<&str>; 6] = [
    None,
    None,
    Some("leave-denominator"),
    Some("leave-denominator"),
    Some("full-marks"),
    Some("zero"),
];

/// Puts leaves into areas and criteria
pub(crate) fn areas<'s>(
    seeds: &'s [LeafSeed],
    dice: &mut Dice<'_>,
    finite: bool,
    thirds: bool,
) -> Areas<'s> {
    let count = 1 + dice.below(3);
    let set_weighted = dice.once_in(if thirds { 2 } else { 7 });
    let shapes: Vec<AreaShape> = (0..count)
        .map(|_| {
            let weighted = if thirds {
                dice.once_in(3)
            } else {
                set_weighted || dice.once_in(5)
            };
            AreaShape {
                weighted,
                parent_weighted: weighted || dice.once_in(3),
                policy: dice.of(&POLICIES),
                parent_policy: dice.of(&POLICIES),
                max: dice.of(&[10_000_000, 20_000_000, 5_000_000]),
                parent_max: dice.of(&[4_000_000, 5_000_000, 2_500_000]),
            }
        })
        .collect();
    let mut result = Areas {
        leaves: Vec::new(),
        json: Vec::new(),
        max: 0,
        set_weighted,
        needs_rounding: set_weighted && !thirds,
    };
    let mut earlier: Option<Fact> = None;
    let mut made: Vec<(String, i64, Object)> = Vec::new();
    for (at, shape) in shapes.iter().enumerate() {
        let (mut direct, mut grouped) = (Vec::new(), Vec::new());
        for (number, seed) in seeds.iter().enumerate() {
            let mut frame = Dice::new(&seed.shape);
            if frame.below(count) != at {
                continue;
            }
            let in_parent = frame.once_in(3);
            let even = !thirds && (shape.weighted || (in_parent && shape.parent_weighted));
            let frame = Frame {
                even,
                finite,
                penalty: false,
            };
            let leaf = leaf(format!("l{number}"), seed, earlier.take(), frame);
            earlier = leaf.shareable();
            let child = (leaf.max, leaf.json.clone());
            if in_parent {
                grouped.push(child);
            } else {
                direct.push(child);
            }
            result.leaves.push(Placed {
                leaf,
                area: format!("a{at}"),
                parent: in_parent.then(|| format!("g{at}")),
            });
        }
        if !grouped.is_empty() {
            let id = format!("g{at}");
            let (max, body) = parent(
                dice,
                &id,
                shape.parent_weighted,
                shape.parent_max,
                shape.parent_policy,
                (grouped, thirds),
            );
            result.needs_rounding |= shape.parent_weighted;
            direct.push((max, body));
        }
        if direct.is_empty() {
            continue;
        }
        let id = format!("a{at}");
        result.needs_rounding |= shape.weighted;
        let (max, body) = parent(
            dice,
            &id,
            shape.weighted,
            shape.max,
            shape.policy,
            (direct, thirds),
        );
        made.push((id, max, body));
    }
    let weights = set_weighted.then(|| weights(dice, made.len(), thirds));
    result.max = if set_weighted {
        100_000_000
    } else {
        made.iter().map(|(_, max, _)| max).sum()
    };
    for (at, (_, _, body)) in made.into_iter().enumerate() {
        let weight = weights.as_ref().map(|weights| weights[at]);
        result.json.push(body.maybe("weight", weight).into());
    }
    result
}

fn parent(
    dice: &mut Dice<'_>,
    id: &str,
    weighted: bool,
    weighted_max: i64,
    policy: Option<&'static str>,
    (children, thirds): (Vec<(i64, Object)>, bool),
) -> (i64, Object) {
    let max = if weighted {
        weighted_max
    } else {
        children.iter().map(|(max, _)| max).sum()
    };
    let weights = weighted.then(|| weights(dice, children.len(), thirds));
    let list: Vec<Object> = children
        .into_iter()
        .enumerate()
        .map(|(at, (_, child))| {
            let weight = weights.as_ref().map(|weights| weights[at]);
            child.maybe("weight", weight)
        })
        .collect();
    let body = Object::new()
        .with("id", id)
        .with("title", words(id))
        .with("max_points", points(max))
        .maybe("not_applicable", policy)
        .maybe("combine", weighted.then_some("weighted-mean"))
        .with("criteria", list);
    (max, body)
}
