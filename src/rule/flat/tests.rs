//! Flat rules against the walk: the same points, the same losses.

use proptest::prelude::*;

use super::*;
use crate::number::{Points, Rounding, RoundingMode};
use crate::rule::node::{Node, Score};
use crate::rule::random::{POINT, any_node, cells};
use crate::rule::{
    Amount, Cell, CellValue, Empty, LeafSums, LossTrace, Measure, NodeKind, Reason, Scale, Term,
    Terms, walk_leaf,
};

#[derive(Default)]
struct Losses(Vec<(Reason, Points, usize)>);

impl FlatTrace for Losses {
    const ON: bool = true;

    fn lose(&mut self, loss: FlatLoss) {
        if loss.points != Points::ZERO {
            self.0.push((loss.reason, loss.points, loss.place));
        }
    }
}

/// The ranges that hold every cell that [`cells`] makes.
fn ranges() -> [Option<Range>; 6] {
    let number = Some(Range { lo: 0, hi: 13 });
    let (choice, days) = (Range { lo: 0, hi: 3 }, Range { lo: -1, hi: 10 });
    [number, number, number, number, Some(choice), Some(days)]
}

/// Each cell reads the input of its number.
const CELLS: [usize; 6] = [0, 1, 2, 3, 4, 5];

fn rounding() -> impl Strategy<Value = Option<Rounding>> {
    let modes = [
        RoundingMode::HalfUp,
        RoundingMode::HalfEven,
        RoundingMode::Down,
        RoundingMode::Up,
    ];
    (0_u8..4, proptest::sample::select(modes.to_vec()))
        .prop_map(|(places, mode)| Rounding::new(places, mode))
}

fn on_grid(amount: Amount) -> Points {
    let nine = Rounding::new(9, RoundingMode::HalfUp).unwrap();
    amount.ratio().to_points(nine).unwrap()
}

#[test]
fn a_unit_is_the_largest_amount_that_all_points_are_multiples_of() {
    let node = |scale: Scale, measure: Measure| Node {
        kind: NodeKind::Score(Box::new(Score {
            measure,
            scale,
            knock_out: Box::default(),
        })),
        max: 2 * POINT,
        place: 0,
        free: None,
    };
    let choice = Measure::Choice {
        cell: 4,
        timely: false,
        empty: Empty::Undeclared,
    };
    let options = [Some(2 * POINT), Some(3 * POINT / 2), Some(0), None];
    let count = Measure::Number(Terms {
        terms: Box::new([Term { cell: 0, factor: 1 }]),
        den: 1,
    });
    let each = Scale::PerItem {
        each: POINT / 4,
        cap: 2 * POINT,
    };
    // Half a point, and with two places a hundredth of a point; what lies on a line may have any points.
    let options = node(Scale::Options(Box::new(options)), choice);
    let unit = |node: &Node, places: Option<u8>| {
        let rounding = places.and_then(|places| Rounding::new(places, RoundingMode::HalfUp));
        lower(node, &CELLS, &ranges(), rounding, None).unwrap().unit
    };
    assert_eq!(unit(&options, None), POINT / 2);
    assert_eq!(unit(&options, Some(2)), POINT / 100);
    assert_eq!(unit(&node(each, count), None), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn flat_rules_give_what_the_walk_gives(
        node in any_node(),
        cells in cells(),
        picks in proptest::collection::vec(any::<u64>(), 6),
        rounding in rounding(),
    ) {
        let known: Vec<Cell> = cells
            .iter()
            .zip(&picks)
            .map(|(cell, pick)| match cell.count() {
                Some(0) | None => Cell::given(CellValue::Days { lo: 1, hi: 0, none: true }),
                Some(count) => cell.nth(pick % count).unwrap(),
            })
            .collect();
        let values: Vec<i64> = known.iter().map(|cell| cell.value().unwrap()).collect();
        let flat = lower(&node, &CELLS, &ranges(), rounding, None).expect("small numbers are made flat");
        let mut trace = LossTrace::default();
        let mut sums = LeafSums::NONE;
        walk_leaf(&node, &known, None, 0, &mut trace, &mut sums).unwrap();
        let plain = !sums.is_unassessable && sums.excluded.is_zero();
        let mut losses = Losses::default();
        let points = flat.points(&values, &mut losses);
        prop_assert_eq!(flat.points(&values, &mut NoFlatTrace), points);
        if let Some(points) = points {
                prop_assert!(plain, "the walk has more to say: {sums:?}");
                prop_assert_eq!(points, sums.known.to_points(rounding).unwrap());
                let walked: Vec<_> = trace
                    .losses
                    .iter()
                    .map(|loss| (loss.reason, on_grid(loss.amount), loss.place))
                    .filter(|(_, points, _)| *points != Points::ZERO)
                    .collect();
                prop_assert_eq!(losses.0, walked);
        } else {
                // Only what is no plain number of points, beyond the maximum, or a sum of parts finer than
                // a unit, is left to the walk.
                let is_sum = matches!(node.kind, NodeKind::Sum { .. });
                let within = Amount::ZERO <= sums.known && sums.known <= Amount::Grid(node.max);
                prop_assert!(!plain || !within || is_sum, "{node:?} with {values:?} was left to the walk");
        }
    }

    #[test]
    fn wide_ranges_are_refused_before_they_wrap(node in any_node(), shift in 40_u32..62) {
        let wide = Range { lo: 0, hi: 1 << shift };
        let [_, _, _, _, choice, days] = ranges();
        let number = Some(wide);
        let ranges = [number, number, number, number, choice, days];
        let two = Rounding::new(2, RoundingMode::HalfUp);
        if let Some(flat) = lower(&node, &CELLS, &ranges, two, None) {
            // The greatest values there are: if anything wrapped, points would differ.
            let values = [wide.hi, wide.hi, wide.hi, wide.hi, 0, 10];
            let known: Vec<Cell> = values[..4]
                .iter()
                .map(|value| Cell::number(*value))
                .chain([
                    Cell::choice(0),
                    Cell::given(CellValue::Days { lo: 10, hi: 10, none: false }),
                ])
                .collect();
            let mut sums = LeafSums::NONE;
            let walked = walk_leaf(&node, &known, None, 0, &mut crate::rule::NoTrace, &mut sums);
            if let Some(points) = flat.points(&values, &mut NoFlatTrace) {
                prop_assert!(walked.is_some());
                prop_assert_eq!(points, sums.known.to_points(two).unwrap());
            }
        }
    }
}
