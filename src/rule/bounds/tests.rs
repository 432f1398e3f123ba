//! Bounds found from the shape of a rule, against going through every combination.

use proptest::prelude::*;

use super::*;
use crate::rule::random::{any_node, cells};

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shape_agrees_with_every_combination(node in any_node(), cells in cells()) {
        let ask = Ask { cells: &cells, rounding: None, not_applicable: 0, is_sound: false };
        let shape = ask.shape(&node).expect("small numbers fit");
        let Counted::All(all) = ask.combinations(&node) else { return Ok(()) };
        match (shape, all) {
            (Spread::Points { low, high, exact }, Spread::Points { low: least, high: most, .. }) => {
                prop_assert!(low <= least && high >= most, "{shape:?} does not hold {all:?}");
                if exact {
                    prop_assert_eq!((low, high), (least, most));
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
            (Spread::Points { low, high, exact }, Spread::Points { low: least, high: most, .. }) => {
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
