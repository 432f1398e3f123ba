//! Lane rules against flat rules: the same points, or the unit is left to rows.

use proptest::prelude::*;

use super::kernel::Kernel;
use super::real::{Shift, nearest};
use super::*;
use crate::number::{Ratio, Rounding, RoundingMode};
use crate::rule::flat::FlatLeaf;
use crate::rule::random::{POINT, any_node};
use crate::rule::{
    Band, BandPoints, Empty, Line, Measure, NoFlatTrace, Node, NodeKind, Range, Scale, Score, Term,
    Terms, lower as flat,
};

/// Each cell reads the input of its number.
const CELLS: [usize; 6] = [0, 1, 2, 3, 4, 5];

fn ranges(high: i64) -> [Option<Range>; 6] {
    let number = Some(Range { lo: 0, hi: high });
    let (choice, days) = (Range { lo: 0, hi: 3 }, Range { lo: -1, hi: 10 });
    [number, number, number, number, Some(choice), Some(days)]
}

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

/// The values of a block: every unit another mixture of small values and of those near `high`.
fn block_of(seed: u64, high: i64) -> Vec<[i64; 6]> {
    let mut state = seed | 1;
    let mut below = |limit: i64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        i64::try_from(state % limit.unsigned_abs()).unwrap()
    };
    let mut unit = |_| {
        let numbers = [(); 4].map(|()| {
            let small = below(14).min(high);
            if below(8) == 0 { high - small } else { small }
        });
        let [a, b, c, d] = numbers;
        [a, b, c, d, below(4), below(12) - 1]
    };
    (0..BLOCK).map(&mut unit).collect()
}

/// Columns in the widths that hold the values; some wider than they need be.
fn columns(units: &[[i64; 6]], seed: u64) -> Vec<Option<Column>> {
    let number = |input: usize| {
        let values = || units.iter().map(move |unit| unit[input]);
        let is_widened = (seed >> input) & 1 == 1;
        Some(
            if values().all(|value| u16::try_from(value).is_ok()) && !is_widened {
                Column::Small(values().map(|value| value.try_into().unwrap()).collect())
            } else if values().all(|value| i32::try_from(value).is_ok()) {
                Column::Number(values().map(|value| value.try_into().unwrap()).collect())
            } else {
                Column::Wide(values().collect())
            },
        )
    };
    let options = units.iter().map(|unit| u8::try_from(unit[4]).unwrap());
    vec![
        number(0),
        number(1),
        number(2),
        number(3),
        Some(Column::Choice(options.collect())),
        number(5),
    ]
}

/// Compares all units of a block; how many were not left to rows, where there are lanes at all.
fn compare(
    node: &Node,
    rounding: Option<Rounding>,
    seed: u64,
    high: i64,
) -> Option<(usize, usize)> {
    let flat = flat(node, &CELLS, &ranges(high), rounding, None)?;
    let rule = lane(&flat, &ranges(high), grid(&flat).unwrap())?;
    let units = block_of(seed, high);
    Some(compare_units(node, &flat, &rule, &units, seed))
}

/// As [`compare`], of units that are given.
fn compare_units(
    node: &Node,
    flat: &FlatLeaf,
    rule: &LaneRule,
    units: &[[i64; 6]],
    seed: u64,
) -> (usize, usize) {
    let unit = grid(flat).unwrap();
    let columns = columns(units, seed);
    let columns: Vec<Option<&Column>> = columns.iter().map(Option::as_ref).collect();
    let blocks = Blocks {
        columns: &columns,
        block: 0,
    };
    let (mut out, mut sum, mut left) = ([0_i32; BLOCK], [7; BLOCK], [false; BLOCK]);
    rule.run(&blocks, &mut out, &mut sum, &mut left)
        .expect("every input has a column");
    // Where points have 16 bits, they may be added up in 16.
    if i16::try_from(node.max / unit).is_ok() {
        let (mut short, mut sum, mut again) = ([0_i16; BLOCK], [7; BLOCK], [false; BLOCK]);
        rule.run(&blocks, &mut short, &mut sum, &mut again).unwrap();
        assert_eq!(again, left);
        for ((short, sum), (out, left)) in short.iter().zip(sum).zip(out.iter().zip(left)) {
            let is_same = i32::from(*short) == *out && i32::from(sum) == out + 7;
            assert!(left || is_same, "{node:?}: {short} and {out}");
        }
    }
    let program = RowProgram::new(std::iter::once((0, 1, Some(rule))));
    let (mut answered, mut in_rows) = (0, 0);
    for (values, ((out, sum), left)) in units.iter().zip(out.iter().zip(sum).zip(left)) {
        let points = flat.points(values, &mut NoFlatTrace);
        if left {
            continue;
        }
        answered += 1;
        if program.others.is_empty() {
            let mut sums = [5, 11];
            let small = values.map(|value| i32::try_from(value).unwrap_or(0));
            program.add(&small, &mut sums);
            assert_eq!(sums, [5, 11 + i64::from(*out)], "{node:?} with {values:?}");
            in_rows += 1;
        }
        let points = points.map(crate::number::Points::nanos);
        assert_eq!(
            points,
            Some(i64::from(*out) * unit),
            "{node:?} with {values:?}"
        );
        assert_eq!(sum, out + 7);
    }
    (answered, in_rows)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lanes_give_what_flat_rules_give(
        node in any_node(),
        rounding in rounding(),
        seed in any::<u64>(),
        high in prop_oneof![Just(13_i64), Just(1_000), Just(1_000_000), Just((1 << 31) - 1), Just(1 << 45), Just(1 << 60)],
    ) {
        compare(&node, rounding, seed, high);
    }
}

/// A share in proportion, of which the whole is the second cell.
fn in_proportion(points: i64, full: i64, floor: Option<i64>) -> Node {
    let of = |cell| Terms {
        terms: Box::new([Term { cell, factor: 1 }]),
        den: 1,
    };
    let full_at = Ratio::from_int(full);
    Node {
        kind: NodeKind::Score(Box::new(Score {
            measure: Measure::Share {
                part: of(0),
                whole: of(1),
                tasks: false,
                empty: Empty::Full,
            },
            scale: Scale::Proportional {
                points,
                full_at,
                floor: floor.map(Ratio::from_int),
                line: Line::through(Ratio::ZERO, 0, full_at, points).unwrap(),
            },
            knock_out: Box::default(),
        })),
        max: points,
        place: 0,
        free: None,
    }
}

/// Units whose share of points is, as near as whole numbers come, on a step of rounding or half-way to one.
fn near_steps(seed: u64, high: i64, (points, full): (i64, i64), places: u8) -> Vec<[i64; 6]> {
    let steps = 2 * 10_i64.pow(places.into()) * (points / POINT);
    let mut units = block_of(seed, high);
    for (unit, salt) in units.iter_mut().zip(0_u64..) {
        let draw = (seed ^ salt).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let draw = i64::try_from(draw).unwrap();
        let whole = if salt % 5 == 0 {
            high - draw % 9
        } else {
            1 + draw % high
        };
        let step = (draw >> 7) % (steps + 1);
        // The share of the points is 100 × part ÷ (whole × full).
        let part = step * whole * full / (steps * 100) + (draw >> 30) % 3 - 1;
        (unit[0], unit[1]) = (part.clamp(0, whole), whole);
    }
    units
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Where a float that is only near could be on the wrong side.
    #[test]
    fn straight_stretches_are_exact_beside_every_step(
        // One; as many as a narrow float cannot count; one whose parts are no whole hundredths.
        points in prop_oneof![4 => Just(POINT), 1 => Just(100_000 * POINT), 1 => Just(POINT + 7)],
        full in 1_i64..=100,
        floor in proptest::option::of(0_i64..100),
        rounding in rounding(),
        seed in any::<u64>(),
        high in prop_oneof![Just(20_i64), Just(2_000), Just(65_535), Just(160_000), Just(1_000_000)],
    ) {
        let node = in_proportion(points, full, floor.map(|floor| floor % full));
        let flat = flat(&node, &CELLS, &ranges(high), rounding, None).unwrap();
        let rule = lane(&flat, &ranges(high), grid(&flat).unwrap());
        let units = near_steps(seed, high, (points, full), rounding.map_or(0, Rounding::places));
        prop_assert!(rule.is_some() || high > 65_535 || points == POINT + 7);
        if let Some(rule) = rule {
            let is_narrow = matches!(rule.kernels(), [Kernel::NarrowProportion { .. }]);
            let expected = match rounding.map(Rounding::mode) {
                Some(RoundingMode::HalfEven) => false,
                _ if points > POINT => is_narrow && points == POINT + 7,
                _ if high <= 65_535 => true,
                // Whether it is depends on the scale.
                _ => is_narrow,
            };
            prop_assert_eq!(is_narrow, expected, "{:?}", rule);
            let (answered, _) = compare_units(&node, &flat, &rule, &units, seed);
            prop_assert_eq!(answered, BLOCK);
        }
    }
}

/// Parts are compared with wholes where points turn nowhere, too: numbers that a narrow float cannot tell
/// apart once made a part above its whole look sound.
#[test]
fn a_scale_without_turns_still_sees_a_part_above_its_whole() {
    let sum_of = |cell| Terms {
        terms: Box::new([Term { cell, factor: 1 }]),
        den: 1,
    };
    let everywhere = Band {
        from: None,
        to: None,
        points: BandPoints::Constant(POINT),
    };
    let node = Node {
        kind: NodeKind::Score(Box::new(Score {
            measure: Measure::Share {
                part: sum_of(0),
                whole: sum_of(1),
                tasks: false,
                empty: Empty::Full,
            },
            scale: Scale::Bands(Box::new([everywhere])),
            knock_out: Box::default(),
        })),
        max: POINT,
        place: 0,
        free: None,
    };
    let two = Rounding::new(2, RoundingMode::HalfUp);
    for seed in 0..20 {
        let (answered, _) = compare(&node, two, seed, i64::from(i32::MAX)).expect("it has a lane");
        assert!(answered < BLOCK, "some part is above its whole");
    }
}

#[test]
fn most_rules_have_lanes_and_most_units_are_answered() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let two = Rounding::new(2, RoundingMode::HalfUp);
    let (mut rules, mut lanes, mut units, mut rows) = (0, 0, 0, 0);
    for seed in 0..1_000 {
        let node = any_node().new_tree(&mut runner).unwrap().current();
        rules += 1;
        if let Some((answered, in_rows)) = compare(&node, two, seed, 1_000) {
            lanes += 1;
            units += answered;
            rows += in_rows;
        }
    }
    // Without this the law above could hold because nothing is compared.
    assert!(lanes * 2 > rules, "{lanes} of {rules}");
    assert!(rows * 8 > units, "{rows} of {units}");
    assert!(units * 3 > lanes * BLOCK, "{units} of {}", lanes * BLOCK);
}

#[test]
fn quotients_are_exact_where_floats_are_nearest() {
    // Quotients one part in 2^51 below and above a whole number or a half.
    let bottoms = [1_i64, 3, 7, 9, 1_000, 999_983, 67_108_863];
    for bottom in bottoms {
        for whole in [0_i64, 1, 2, 99, 100, 12_345_678] {
            for away in -2..=2_i64 {
                for halves in [0, bottom] {
                    let twice = 2 * whole * bottom + halves + away;
                    if twice < 0 || twice % 2 != 0 {
                        continue;
                    }
                    let top = twice / 2;
                    let (down, rest) = (top / bottom, top % bottom);
                    let up = down + i64::from(rest != 0);
                    let half = down + i64::from(2 * rest >= bottom);
                    let tie = 2 * rest == bottom;
                    let even = if tie { down + (down & 1) } else { half };
                    for (mode, expected) in [
                        (RoundingMode::Down, down),
                        (RoundingMode::Up, up),
                        (RoundingMode::HalfUp, half),
                        (RoundingMode::HalfEven, even),
                    ] {
                        let shift = Shift::to_nearest(mode);
                        let (t, b) = (i128::from(top), i128::from(bottom));
                        let t = t * shift.top_by + b * shift.bottom_by + shift.plus;
                        let b = b * shift.over;
                        if t.abs() + b >= 1 << 52 {
                            continue;
                        }
                        #[expect(clippy::cast_precision_loss, reason = "below 2^52")]
                        let found = i64::from(nearest(t as f64, b as f64));
                        assert_eq!(found, expected, "{top}/{bottom} {mode:?}");
                    }
                }
            }
        }
    }
}
