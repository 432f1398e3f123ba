//! The points a rule can give at all, whatever its inputs are.

use super::field::Field;
use super::interval::{MOST, Piece, Pieces, Stretch, apart};
use super::region::by_region;
use crate::compile::{Compiled, CompiledLeaf, Input};
use crate::number::{Points, Ratio, Rounding};
use crate::rule::{
    Amount, BandPoints, Cell, CellValue, Empty, Given, Measure, Node, NodeKind, PartPolicy,
    Reading, Scale, Score, Terms, give, sums_of,
};

/// Most combinations of inputs gone through one by one.
const COMBINATIONS: u64 = 1_024;

/// Points that some input of a leaf's rule gives
///
/// A list of intervals, apart from each other and in ascending order. Where the rule has
/// finitely many values (options, constant bands, cases, items up to a cap, and sums of those) each
/// is an interval of its own. Everything the rule gives is in the list; inputs that exclude each
/// other are not told apart, so a few values of the list may not be attained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attainable {
    pub(super) pieces: Vec<Stretch>,
    /// With nothing to measure the place leaves the denominator.
    pub(super) may_leave: bool,
}

impl Attainable {
    /// What a leaf can give while these parts do not apply
    pub(crate) fn of(compiled: &Compiled, leaf: &CompiledLeaf, parts: u64) -> Self {
        let field = Field { compiled, leaf };
        Self::of_node(field, &leaf.root, parts, false)
    }

    /// What one place of a leaf can give
    pub(super) fn of_node(field: Field<'_>, node: &Node, parts: u64, in_part: bool) -> Self {
        let cells = field.cells();
        let search = Search {
            field,
            cells: cells.unwrap_or_default(),
            parts,
        };
        let mut may_leave = false;
        let rounding = field.compiled.leaf_rounding;
        let pieces = search
            .node(node, in_part, &mut may_leave)
            .and_then(|pieces| {
                pieces
                    .into_iter()
                    .map(|piece| piece.rounded(rounding))
                    .collect()
            });
        let all = || {
            vec![Stretch {
                low: Points::ZERO,
                high: Points::from_nanos(node.max),
                low_open: false,
                high_open: false,
            }]
        };
        Self {
            pieces: apart(pieces.unwrap_or_else(all)),
            may_leave,
        }
    }

    /// Whether a value, typed with the decimals of `rounding`, is one of them
    pub(crate) fn holds(&self, value: Points, rounding: Option<Rounding>) -> bool {
        let typed = |points: Points| {
            Amount::Grid(points.nanos())
                .to_points(rounding)
                .unwrap_or(points)
        };
        (self.may_leave && value == Points::ZERO)
            || self.pieces.iter().any(|piece| {
                (piece.low..=piece.high).contains(&value)
                    || (typed(piece.low)..=typed(piece.high)).contains(&value)
            })
    }

    /// The nearest values below and above
    pub(crate) fn nearest(&self, value: Points) -> Vec<Points> {
        let zero = self.may_leave.then_some(Points::ZERO);
        let ends = || {
            let ends = self.pieces.iter().flat_map(|piece| [piece.low, piece.high]);
            ends.chain(zero)
        };
        let below = ends().filter(|end| *end < value).max();
        let above = ends().filter(|end| *end > value).min();
        below.into_iter().chain(above).collect()
    }

    /// The least and the greatest; `None` where no input gives points
    pub(super) fn ends(&self) -> Option<(Points, Points)> {
        Some((self.pieces.first()?.low, self.pieces.last()?.high))
    }

    /// All values, where there are finitely many
    #[cfg(test)]
    pub(super) fn values(&self) -> Option<Vec<Points>> {
        self.pieces
            .iter()
            .map(|piece| (piece.low == piece.high).then_some(piece.low))
            .collect()
    }
}

struct Search<'a> {
    field: Field<'a>,
    cells: Vec<Cell>,
    parts: u64,
}

impl Search<'_> {
    fn node(&self, node: &Node, in_part: bool, may_leave: &mut bool) -> Option<Pieces> {
        if let Some((pieces, gone)) = self.exhaust(node) {
            *may_leave |= gone && !in_part;
            if gone && in_part {
                // A part that is gone adds nothing.
                return Some(apart([pieces, vec![one(0)]].concat()));
            }
            return Some(apart(pieces));
        }
        let mut pieces = match &node.kind {
            NodeKind::Score(score) => self.score(score, node.max, in_part, may_leave)?,
            NodeKind::Cases { cases, otherwise } => {
                let points = cases.iter().map(|case| case.points).chain([*otherwise]);
                points.map(one).collect()
            }
            NodeKind::Gate {
                then, otherwise, ..
            } => {
                let mut pieces = self.node(then, in_part, may_leave)?;
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
                        PartPolicy::NotAllowed => {
                            sum = plus(&sum, &self.node(&part.node, true, may_leave)?)?;
                        }
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
                    for piece in &mut sum {
                        *piece = piece.map(|amount| amount.times(factor))?;
                    }
                }
                if let Some(cap) = cap.map(Amount::Grid) {
                    for piece in &mut sum {
                        piece.high_open &= piece.high <= cap;
                        *piece = piece.map(|amount| Some(amount.min(cap)))?;
                    }
                }
                sum
            }
        };
        if pieces.is_empty() && !*may_leave {
            pieces.push(Piece::closed(Amount::ZERO, Amount::Grid(node.max)));
        }
        Some(apart(pieces))
    }

    /// The points of every combination of inputs, and whether one takes the place out
    ///
    /// Where several measures are read there may be few combinations, and some exclude each other.
    fn exhaust(&self, node: &Node) -> Option<(Pieces, bool)> {
        let plain = matches!(&node.kind, NodeKind::Score(score) if score.knock_out.is_empty());
        if plain {
            return None;
        }
        let mut cells: Vec<usize> = Vec::new();
        node.for_each_cell(&mut |cell| {
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        });
        let family = |cell: &usize| self.cells.get(*cell).map(|cell| cell.family);
        let mut families: Vec<Option<u32>> = cells.iter().map(family).collect();
        families.sort_unstable();
        let linked = families.windows(2).any(|pair| pair.first() == pair.last());
        let mut all = 1_u64;
        for cell in &cells {
            all = all.checked_mul(self.cells.get(*cell)?.count()?)?;
        }
        if linked || all > COMBINATIONS {
            return None;
        }
        let rounding = self.field.compiled.measure_rounding;
        let (mut pieces, mut gone) = (Pieces::new(), false);
        let mut values = self.cells.clone();
        for combination in 0..all {
            let mut rest = combination;
            for index in &cells {
                let cell = *self.cells.get(*index)?;
                let count = cell.count()?;
                *values.get_mut(*index)? = cell.nth(rest.checked_rem(count)?)?;
                rest = rest.checked_div(count)?;
            }
            let sums = sums_of(node, &values, rounding, self.parts)?;
            gone |= sums.is_gone();
            if sums.any_known && !sums.is_unassessable {
                pieces.push(Piece::at(sums.known));
            }
        }
        Some((pieces, gone))
    }

    fn score(
        &self,
        score: &Score,
        max: i64,
        in_part: bool,
        may_leave: &mut bool,
    ) -> Option<Pieces> {
        let rounding = self.field.compiled.measure_rounding;
        let (mut pieces, may_be_empty) = match self.one_by_one(score, max) {
            Some(pieces) => (pieces, self.may_not_arise(&score.measure)),
            None => match by_region(score, &self.cells, rounding, max) {
                Some(found) => found,
                None => (by_shape(&score.scale)?, true),
            },
        };
        if may_be_empty {
            match score.measure.empty() {
                Empty::Undeclared => {}
                Empty::Full => pieces.push(one(max)),
                // A part that is gone adds nothing.
                Empty::LeaveDenominator if in_part => pieces.push(one(0)),
                Empty::LeaveDenominator => *may_leave = true,
                Empty::Points(points) => pieces.push(one(points)),
            }
        }
        if !score.knock_out.is_empty() {
            pieces.push(one(0));
        }
        Some(pieces)
    }

    /// Whether a measure that is gone through one by one may have nothing to measure.
    fn may_not_arise(&self, measure: &Measure) -> bool {
        matches!(measure, Measure::Choice { cell, .. }
            if matches!(self.field.input(*cell), Some(Input::SlotTimeliness { .. })))
    }

    /// The points of every reading, where there are few of them or the points stop changing.
    fn one_by_one(&self, score: &Score, max: i64) -> Option<Pieces> {
        let given = |reading: Reading| match give(&score.measure, &score.scale, reading, max) {
            Given::Points(points, _) => Some(points),
            Given::Excluded | Given::Unassessable => None,
        };
        let mut pieces = Pieces::new();
        let mut take = |reading: Reading| pieces.extend(given(reading).map(Piece::at));
        match &score.measure {
            Measure::Choice { cell, .. } => {
                let CellValue::Choice(options) = self.field.any(*cell)? else {
                    return None;
                };
                for index in 0..u64::BITS {
                    if options.checked_shr(index)? & 1 == 1 {
                        take(Reading::Choice(index));
                    }
                }
            }
            Measure::Days { cell, .. } => {
                let CellValue::Days { lo, hi, .. } = self.field.any(*cell)? else {
                    return None;
                };
                take(Reading::NotDone);
                for day in lo..=hi {
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
        Some(Reading::Number(
            match self.field.compiled.measure_rounding {
                Some(rounding) => Ratio::from_quantity(value.to_quantity(rounding)?),
                None => value,
            },
        ))
    }

    /// Least and greatest sum, and a step that divides every difference.
    fn range(&self, terms: &Terms) -> Option<(i128, i128, i128)> {
        let (mut low, mut high, mut stride) = (0_i128, 0_i128, None);
        for term in &*terms.terms {
            let CellValue::Number { lo, hi } = self.field.any(term.cell)? else {
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
            vec![one(0), Piece::closed(least, full)]
        }
        Scale::PerItem { cap, .. } => vec![between(0, *cap)],
        Scale::Deduction { from, floor, .. } => vec![between(*floor, *from)],
        Scale::Goalposts {
            at_worst, at_best, ..
        } => vec![between(*at_worst, *at_best)],
    })
}

fn one(points: i64) -> Piece {
    Piece::at(Amount::Grid(points))
}

fn between(one: i64, other: i64) -> Piece {
    Piece::closed(Amount::Grid(one), Amount::Grid(other))
}

/// Every sum of one piece of each.
fn plus(some: &[Piece], others: &[Piece]) -> Option<Pieces> {
    let hull = |pieces: &[Piece]| {
        let mut hull = *pieces.first()?;
        for piece in pieces {
            if piece.high > hull.high || (piece.high == hull.high && !piece.high_open) {
                (hull.high, hull.high_open) = (piece.high, piece.high_open);
            }
        }
        Some(vec![hull])
    };
    if some.len().saturating_mul(others.len()) > MOST.saturating_mul(4) {
        return plus(&hull(some)?, &hull(others)?);
    }
    let mut sums = Vec::new();
    for one in some {
        for other in others {
            sums.push(Piece {
                low: one.low.add(other.low)?,
                high: one.high.add(other.high)?,
                low_open: one.low_open || other.low_open,
                high_open: one.high_open || other.high_open,
            });
        }
    }
    Some(apart(sums))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::analyse::sample::{edited_scorer, scorer};

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
            .map(|piece| format!("{}–{}", piece.low, piece.high))
            .collect();
        assert_eq!(shown, ["0–0", "3.6–4.5"]);
    }

    #[test]
    fn the_nearest_values_are_given() {
        let points = |tenths: i64| Points::from_nanos(tenths * 100_000_000);
        let stretch = |low, high| Stretch {
            low: points(low),
            high: points(high),
            low_open: false,
            high_open: false,
        };
        let attainable = Attainable {
            pieces: vec![stretch(0, 0), stretch(5, 5), stretch(8, 10)],
            may_leave: false,
        };
        assert_eq!(attainable.nearest(points(6)), [points(5), points(8)]);
        assert_eq!(attainable.nearest(points(12)), [points(10)]);
        let whole = Rounding::new(0, crate::number::RoundingMode::HalfUp);
        assert!(attainable.holds(points(9), None) && !attainable.holds(points(7), None));
        assert!(attainable.holds(points(10), whole));
    }
}
