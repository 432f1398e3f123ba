//! Bounds found from the shape of a rule, against going through every combination.

use proptest::prelude::*;

use super::*;
use crate::rule::cell::CellValue;
use crate::rule::condition::Test;
use crate::rule::measure::{Empty, Term, Terms};
use crate::rule::random::{any_node, cells};
use crate::rule::scale::Edge;

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shape_agrees_with_every_combination(node in any_node(), cells in cells()) {
        let ask = Ask { cells: &cells, rounding: None, not_applicable: 0, is_sound: false };
        let shape = ask.shape(&node).expect("small numbers fit");
        let Counted::All(all) = ask.combinations(&node) else { return Ok(()) };
        match (shape, all) {
            (Spread::Points { low, high, exact, leaves }, Spread::Points { low: least, high: most, leaves: gone, .. }) => {
                prop_assert!(low <= least && high >= most, "{shape:?} does not hold {all:?}");
                prop_assert!(leaves || !gone, "nothing leaves {shape:?}, something {all:?}");
                if exact {
                    prop_assert_eq!((low, high, leaves), (least, most, gone));
                }
            }
            // Shape alone cannot always see that nothing is left; it then has to say so.
            (Spread::Points { exact, .. }, _) => prop_assert!(!exact, "{shape:?} against {all:?}"),
            (shape, all) => prop_assert_eq!(shape, all),
        }
    }

    #[test]
    fn pieces_agree_with_every_combination(node in any_node(), cells in cells()) {
        let ask = Ask { cells: &cells, rounding: None, not_applicable: 0, is_sound: false };
        let Counted::All(all) = ask.combinations(&node) else { return Ok(()) };
        let Some(found) = ask.pieces(&node) else { return Ok(()) };
        match (found, all) {
            (Spread::Points { low, high, exact, .. }, Spread::Points { low: least, high: most, .. }) => {
                prop_assert!(low <= least && high >= most, "{found:?} does not hold {all:?}");
                if exact {
                    prop_assert_eq!((low, high), (least, most));
                }
            }
            (Spread::Points { exact, .. }, _) => prop_assert!(!exact, "{found:?} against {all:?}"),
            (found, all) => prop_assert_eq!(found, all),
        }
    }
}

/// Each of two shares can read more than a thousand values; what few of them give is not overlooked.
#[test]
fn no_reading_of_cases_is_left_out() {
    let share = |part: usize| {
        let terms = |cell| Terms {
            terms: Box::new([Term { cell, factor: 1 }]),
            den: 1,
        };
        Measure::Share {
            part: terms(part),
            whole: terms(part + 1),
            tasks: false,
            empty: Empty::Undeclared,
        }
    };
    let edge = |num, den, included| {
        let at = Ratio::new(num, den).unwrap();
        Some(Edge { at, included })
    };
    let when = [
        Condition {
            measure: share(0),
            test: Test::Between(edge(50, 1, true), None),
        },
        Condition {
            measure: share(2),
            test: Test::Between(edge(0, 1, false), edge(1, 2, true)),
        },
    ];
    let points = 2_000_000_000;
    let node = Node {
        kind: NodeKind::Cases {
            cases: Box::new([Case {
                when: Box::new(when),
                points,
            }]),
            otherwise: 0,
        },
        max: points,
        place: 0,
        free: None,
    };
    let number = |hi| Cell::given(CellValue::Number { lo: 0, hi });
    let cells = [number(1_000), number(250), number(1_000), number(250)];
    // 1 of 1 is 100 %, and 1 of 200 is half a percent.
    let all = Spread::Points {
        low: Amount::ZERO,
        high: Amount::Grid(points),
        exact: true,
        leaves: false,
    };
    assert_eq!(spread(&node, &cells, None, 0), all);
}
