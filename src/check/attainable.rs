//! The points a rule can give at all, whatever its inputs are.

use crate::compile::{Compiled, CompiledLeaf, Input};
use crate::eval::any_value;
use crate::number::{Points, Ratio, Rounding};
use crate::rule::{
    Amount, BandPoints, CellValue, Empty, Given, Measure, Node, NodeKind, PartPolicy, Reading,
    Scale, Score, Terms, give,
};

/// Most pieces kept before they become one interval.
const MOST: usize = 4_096;
/// Most days late gone through one by one.
const DAYS: i64 = 3_660;

/// Points that some input of a leaf's rule gives
///
/// A list of closed intervals, apart from each other and in ascending order. Where the rule has
/// finitely many values (options, constant bands, cases, items up to a cap, and sums of those) each
/// is an interval of its own. Everything the rule gives is in the list; inputs that exclude each
/// other are not told apart, so a few values of the list may not be attained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attainable {
    pieces: Vec<(Points, Points)>,
}

/// Exact intervals before rounding.
type Pieces = Vec<(Amount, Amount)>;

impl Attainable {
    /// What a leaf can give while these parts do not apply.
    pub(super) fn of(compiled: &Compiled, leaf: &CompiledLeaf, parts: u64) -> Self {
        let search = Search {
            compiled,
            leaf,
            parts,
        };
        let pieces = search.node(&leaf.root).and_then(|pieces| {
            let round = |amount: Amount| amount.to_points(compiled.leaf_rounding);
            pieces
                .into_iter()
                .map(|(low, high)| Some((round(low)?, round(high)?)))
                .collect()
        });
        let all = || vec![(Points::ZERO, Points::from_nanos(leaf.max))];
        Self {
            pieces: apart(pieces.unwrap_or_else(all)),
        }
    }

    /// Whether a value, typed with the decimals of `rounding`, is one of them.
    pub(super) fn holds(&self, value: Points, rounding: Option<Rounding>) -> bool {
        let typed = |points: Points| {
            Amount::Grid(points.nanos())
                .to_points(rounding)
                .unwrap_or(points)
        };
        self.pieces.iter().any(|(low, high)| {
            (*low..=*high).contains(&value) || (typed(*low)..=typed(*high)).contains(&value)
        })
    }

    /// The nearest values below and above.
    pub(super) fn nearest(&self, value: Points) -> Vec<Points> {
        let ends = || self.pieces.iter().flat_map(|(low, high)| [*low, *high]);
        let below = ends().filter(|end| *end < value).max();
        let above = ends().filter(|end| *end > value).min();
        below.into_iter().chain(above).collect()
    }

    /// All values, where there are finitely many.
    #[cfg(test)]
    pub(super) fn values(&self) -> Option<Vec<Points>> {
        self.pieces
            .iter()
            .map(|(low, high)| (low == high).then_some(*low))
            .collect()
    }
}

/// Merges what touches; more than [`MOST`] pieces become one.
fn apart<N: Copy + Ord>(mut pieces: Vec<(N, N)>) -> Vec<(N, N)> {
    pieces.sort_unstable();
    let mut merged: Vec<(N, N)> = Vec::with_capacity(pieces.len());
    for (low, high) in pieces {
        match merged.last_mut() {
            Some((_, last)) if low <= *last => *last = high.max(*last),
            _ => merged.push((low, high)),
        }
    }
    if merged.len() > MOST
        && let (Some((low, _)), Some((_, high))) = (merged.first(), merged.last())
    {
        return vec![(*low, *high)];
    }
    merged
}

struct Search<'a> {
    compiled: &'a Compiled,
    leaf: &'a CompiledLeaf,
    parts: u64,
}

impl Search<'_> {
    fn node(&self, node: &Node) -> Option<Pieces> {
        let mut pieces = match &node.kind {
            NodeKind::Score(score) => self.score(score, node.max)?,
            NodeKind::Cases { cases, otherwise } => {
                let points = cases.iter().map(|case| case.points).chain([*otherwise]);
                points.map(one).collect()
            }
            NodeKind::Gate {
                then, otherwise, ..
            } => {
                let mut pieces = self.node(then)?;
                pieces.push(one(*otherwise));
                pieces
            }
            NodeKind::Sum { parts, cap } => {
                let mut sum = vec![one(0)];
                let (mut kept, mut spread_over) = (0_i64, 0_i64);
                for part in &**parts {
                    let applies = self.parts & part.bit == 0;
                    let max = part.node.max;
                    let policy = if applies {
                        PartPolicy::NotAllowed
                    } else {
                        part.policy
                    };
                    match policy {
                        PartPolicy::NotAllowed => sum = plus(&sum, &self.node(&part.node)?)?,
                        PartPolicy::Full => sum = plus(&sum, &[one(max)])?,
                        PartPolicy::Drop => continue,
                        PartPolicy::Redistribute => {
                            spread_over = spread_over.checked_add(max)?;
                            continue;
                        }
                    }
                    kept = kept.checked_add(max)?;
                }
                if spread_over != 0 && kept != 0 {
                    let all = i128::from(kept.checked_add(spread_over)?);
                    let factor = Ratio::new(all, i128::from(kept))?;
                    for (low, high) in &mut sum {
                        (*low, *high) = (low.times(factor)?, high.times(factor)?);
                    }
                }
                if let Some(cap) = cap.map(Amount::Grid) {
                    for (low, high) in &mut sum {
                        (*low, *high) = ((*low).min(cap), (*high).min(cap));
                    }
                }
                sum
            }
        };
        if pieces.is_empty() {
            pieces.push((Amount::ZERO, Amount::Grid(node.max)));
        }
        Some(apart(pieces))
    }

    fn score(&self, score: &Score, max: i64) -> Option<Pieces> {
        let mut pieces = match self.one_by_one(score, max) {
            Some(pieces) => pieces,
            None => by_shape(&score.scale)?,
        };
        match score.measure.empty() {
            Empty::Undeclared => {}
            Empty::Full => pieces.push(one(max)),
            Empty::LeaveDenominator => pieces.push(one(0)),
            Empty::Points(points) => pieces.push(one(points)),
        }
        if !score.knock_out.is_empty() {
            pieces.push(one(0));
        }
        Some(pieces)
    }

    /// The points of every reading, where there are few of them or the points stop changing.
    fn one_by_one(&self, score: &Score, max: i64) -> Option<Pieces> {
        let given = |reading: Reading| match give(&score.measure, &score.scale, reading, max) {
            Given::Points(points, _) => Some(points),
            Given::Excluded | Given::Unassessable => None,
        };
        let mut pieces = Pieces::new();
        let mut take =
            |reading: Reading| pieces.extend(given(reading).map(|points| (points, points)));
        match &score.measure {
            Measure::Choice { cell, .. } => {
                let CellValue::Choice(options) = self.any(*cell)? else {
                    return None;
                };
                for index in 0..u64::BITS {
                    if options.checked_shr(index)? & 1 == 1 {
                        take(Reading::Choice(index));
                    }
                }
            }
            Measure::Days { .. } => {
                take(Reading::NotDone);
                for day in 0..=DAYS {
                    take(self.rounded(Ratio::from_int(day))?);
                }
            }
            Measure::Number(terms) => {
                let (low, high, stride) = self.range(terms)?;
                let read = |at: i128| self.rounded(Ratio::new(at, i128::from(terms.den))?);
                let stops = !matches!(score.scale, Scale::Bands(_) | Scale::Options(_));
                let end = given(read(high)?);
                let (mut at, mut left) = (low, MOST);
                while at <= high {
                    let reading = read(at)?;
                    take(reading);
                    if stops && given(reading) == end {
                        break;
                    }
                    left = left.checked_sub(1)?;
                    at = at.checked_add(stride)?;
                }
            }
            Measure::Share { .. } | Measure::Weighted { .. } | Measure::Growth { .. } => {
                return None;
            }
        }
        Some(pieces)
    }

    /// The reading of a number, rounded as the set states.
    fn rounded(&self, value: Ratio) -> Option<Reading> {
        Some(Reading::Number(match self.compiled.measure_rounding {
            Some(rounding) => Ratio::from_quantity(value.to_quantity(rounding)?),
            None => value,
        }))
    }

    /// Every value of a cell.
    fn any(&self, cell: usize) -> Option<CellValue> {
        let input = self.compiled.inputs.get(*self.leaf.inputs.get(cell)?)?;
        match input {
            Input::SlotTimeliness { .. } => Some(CellValue::Choice(7)),
            _ => any_value(input, self.compiled.set.facts().get(input.fact()?)?),
        }
    }

    /// Least and greatest sum, and a step that divides every difference.
    fn range(&self, terms: &Terms) -> Option<(i128, i128, i128)> {
        let (mut low, mut high, mut stride) = (0_i128, 0_i128, None);
        for term in &*terms.terms {
            let CellValue::Number { lo, hi } = self.any(term.cell)? else {
                return None;
            };
            let factor = i128::from(term.factor);
            let ends = [
                i128::from(lo).checked_mul(factor)?,
                i128::from(hi).checked_mul(factor)?,
            ];
            low = low.checked_add(*ends.iter().min()?)?;
            high = high.checked_add(*ends.iter().max()?)?;
            // Factors are powers of ten, so the least of them divides the others.
            let step = factor.checked_abs()?;
            stride = Some(stride.map_or(step, |least: i128| least.min(step)));
        }
        Some((low, high, stride?))
    }
}

/// The points a scale can give by its shape alone.
fn by_shape(scale: &Scale) -> Option<Pieces> {
    Some(match scale {
        Scale::Options(options) => options.iter().flatten().copied().map(one).collect(),
        Scale::Bands(bands) => bands
            .iter()
            .map(|band| match band.points {
                BandPoints::Constant(points) => one(points),
                BandPoints::Linear { at_from, at_to, .. } => between(at_from, at_to),
            })
            .collect(),
        Scale::Proportional {
            points,
            full_at,
            floor,
            ..
        } => {
            let full = Amount::Grid(*points);
            let least = match floor {
                Some(floor) if *floor >= *full_at => full,
                Some(floor) if *floor > Ratio::ZERO => {
                    Amount::from_ratio(full.ratio().checked_mul(*floor)?.checked_div(*full_at)?)
                }
                _ => Amount::ZERO,
            };
            vec![one(0), (least, full)]
        }
        Scale::PerItem { cap, .. } => vec![between(0, *cap)],
        Scale::Deduction { from, floor, .. } => vec![between(*floor, *from)],
        Scale::Goalposts {
            at_worst, at_best, ..
        } => vec![between(*at_worst, *at_best)],
    })
}

fn one(points: i64) -> (Amount, Amount) {
    (Amount::Grid(points), Amount::Grid(points))
}

fn between(one: i64, other: i64) -> (Amount, Amount) {
    (Amount::Grid(one.min(other)), Amount::Grid(one.max(other)))
}

/// Every sum of one piece of each.
fn plus(some: &[(Amount, Amount)], others: &[(Amount, Amount)]) -> Option<Pieces> {
    let hull = |pieces: &[(Amount, Amount)]| {
        Some(vec![(
            pieces.first()?.0,
            pieces.iter().map(|(_, high)| *high).max()?,
        )])
    };
    if some.len().saturating_mul(others.len()) > MOST.saturating_mul(4) {
        return plus(&hull(some)?, &hull(others)?);
    }
    let mut sums = Vec::new();
    for (low, high) in some {
        for (other_low, other_high) in others {
            sums.push((low.add(*other_low)?, high.add(*other_high)?));
        }
    }
    Some(apart(sums))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::check::tests::{edited_scorer, scorer};

    fn text(scorer: &crate::compile::Scorer, leaf: &str) -> Option<Vec<String>> {
        let compiled = scorer.compiled();
        let index = compiled.set.leaf_index(leaf).unwrap();
        let values = Attainable::of(compiled, &compiled.leaves[index], 0).values()?;
        Some(values.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn options_bands_and_items_are_finite() {
        let scorer = scorer();
        assert_eq!(text(&scorer, "c1.1").unwrap(), ["0", "0.5", "1"]);
        assert_eq!(text(&scorer, "c1.2").unwrap(), ["0", "1", "2"]);
        assert_eq!(text(&scorer, "c2.1").unwrap(), ["0", "0.5", "1", "1.5"]);
        assert_eq!(text(&scorer, "c2.3").unwrap(), ["0", "1", "2"]);
        assert_eq!(
            text(&scorer, "c3.1"),
            None,
            "a proportion of 10,001 steps is an interval"
        );
    }

    #[test]
    fn parts_add_up_and_may_be_redistributed() {
        let shipped = crate::shipped::find("department-from-plan", "2024").unwrap();
        let set = crate::model::CriteriaSet::from_json(None, shipped.json.as_bytes()).unwrap();
        let scorer = crate::compile::Scorer::new(set).unwrap();
        let compiled = scorer.compiled();
        let leaf = &compiled.leaves[compiled.set.leaf_index("c4.4.2").unwrap()];
        let all = Attainable::of(compiled, leaf, 0);
        let (_, bit, _) = leaf
            .parts
            .iter()
            .find(|(id, _, _)| id.as_ref() == "employees")
            .unwrap();
        let doubled = Attainable::of(compiled, leaf, *bit);
        let shown = |attainable: &Attainable| {
            let values = attainable.values().unwrap();
            values
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            (shown(&all).as_str(), shown(&doubled).as_str()),
            ("0 0.5 1 1.5 2", "0 1 2")
        );
    }

    #[test]
    fn below_a_floor_nothing_but_zero_is_attained() {
        let scorer = edited_scorer(|file| {
            let rule = &mut file["areas"][2]["criteria"][0]["rule"];
            rule["score"]["scale"]["proportional"]["floor"] = json!(80);
        });
        let compiled = scorer.compiled();
        let leaf = compiled.set.leaf_index("c3.1").unwrap();
        let attainable = Attainable::of(compiled, &compiled.leaves[leaf], 0);
        let shown: Vec<String> = attainable
            .pieces
            .iter()
            .map(|(low, high)| format!("{low}–{high}"))
            .collect();
        assert_eq!(shown, ["0–0", "3.6–4.5"]);
    }

    #[test]
    fn the_nearest_values_are_given() {
        let points = |tenths: i64| Points::from_nanos(tenths * 100_000_000);
        let pieces = vec![
            (points(0), points(0)),
            (points(5), points(5)),
            (points(8), points(10)),
        ];
        let attainable = Attainable { pieces };
        assert_eq!(attainable.nearest(points(6)), [points(5), points(8)]);
        assert_eq!(attainable.nearest(points(12)), [points(10)]);
        let whole = Rounding::new(0, crate::number::RoundingMode::HalfUp);
        assert!(attainable.holds(points(9), None) && !attainable.holds(points(7), None));
        assert!(attainable.holds(points(10), whole));
    }

    #[test]
    fn too_many_pieces_become_one() {
        let pieces: Vec<(i64, i64)> = (0..10_000).map(|at| (at * 2, at * 2)).collect();
        assert_eq!(apart(pieces), [(0, 19_998)]);
    }
}
