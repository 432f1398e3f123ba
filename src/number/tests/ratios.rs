//! Known ratios and roundings.

use super::*;

#[test]
fn ratios_round_as_each_mode_says() {
    use RoundingMode::{Down, HalfEven, HalfUp, Up};
    for (num, den, places, mode, points) in [
        (1, 8, 2, HalfUp, "0.13"),
        (-1, 8, 2, HalfUp, "-0.13"),
        (1, 8, 2, HalfEven, "0.12"),
        (3, 8, 2, HalfEven, "0.38"),
        (1, 8, 2, Down, "0.12"),
        (-1, 8, 2, Down, "-0.12"),
        (1, 800, 2, Up, "0.01"),
        (-1, 800, 2, Up, "-0.01"),
        (1, 4, 2, Up, "0.25"),
        (19, 67, 9, HalfUp, "0.28358209"),
        (2, 3, 0, HalfUp, "1"),
        (5, 2, 0, HalfEven, "2"),
        (7, 2, 0, HalfEven, "4"),
    ] {
        let rounded = ratio(num, den).to_points(rounding(places, mode)).unwrap();
        assert_eq!(rounded.to_string(), points, "{num}/{den} {places} {mode:?}");
    }
    // A half that only an exact division sees: 2.675 = 107/40.
    let two = rounding(2, HalfUp);
    assert_eq!(ratio(107, 40).to_points(two).unwrap().to_string(), "2.68");
    // Terms so large that the scaled numerator does not fit.
    let huge = ratio(i128::MAX - 1, i128::MAX);
    assert_eq!(
        huge.to_points(rounding(9, Down)).unwrap().to_string(),
        "0.999999999"
    );
    assert_eq!(
        huge.to_points(rounding(9, HalfUp)).unwrap().to_string(),
        "1"
    );
    let third = ratio(i128::MAX / 3, i128::MAX);
    assert_eq!(
        third.to_points(rounding(9, HalfUp)).unwrap().to_string(),
        "0.333333333"
    );
    // Halves of such terms go to the even neighbour too: 0.25 and 0.35.
    let m = 5 * 10_i128.pow(36);
    for (num, even) in [(5, "0.2"), (7, "0.4")] {
        let half = ratio(num * m, 20 * m).to_points(rounding(1, HalfEven));
        assert_eq!(half.unwrap().to_string(), even);
    }
    assert_eq!(ratio(i128::MAX, 1).to_points(two), None);
    assert_eq!(Rounding::new(10, HalfUp), None);
    assert_eq!(ratio(2, 3).to_quantity(two), Some(quantity("0.67")));
}

#[test]
fn ratios_compare_exactly_whatever_their_size() {
    assert_eq!(Ratio::new(1, 0), None);
    assert_eq!(Ratio::new(i128::MIN, 1), None);
    assert_eq!(ratio(1, -2), ratio(-4, 8));
    assert!(ratio(19, 67) < ratio(20, 70));
    let big = i128::MAX;
    assert!(ratio(big - 2, big - 1) < ratio(big - 1, big));
    assert!(ratio(-(big - 1), big) < ratio(-(big - 2), big - 1));
    assert!(ratio(-big, big - 1) < ratio(big, big - 1));
    assert_eq!(ratio(big, big), ratio(7, 7));
    assert!(ratio(big, 2) > ratio(big - 1, 3));
    assert_eq!((ratio(-7, 2).floor(), ratio(-7, 2).ceil()), (-4, -3));
    assert_eq!(
        (ratio(7, 2).floor(), ratio(7, 2).ceil(), ratio(4, 2).ceil()),
        (3, 4, 2)
    );
}

#[test]
fn ratios_say_whether_they_are_finite() {
    assert_eq!(ratio(3, 8).to_string(), "0.375");
    assert_eq!(ratio(38, 134).to_string(), "19/67");
    assert_eq!(ratio(-4, 2).to_string(), "-2");
    assert_eq!(ratio(i128::MAX, 1).to_string(), i128::MAX.to_string());
    assert!(ratio(3, 8).is_finite_at(3) && !ratio(3, 8).is_finite_at(2));
    assert!(ratio(6, 3).is_finite_at(0) && !ratio(1, 3).is_finite_at(9));
    assert_eq!(ratio(1, 3).to_points_exact(), None);
    assert_eq!(ratio(3, 24).to_points_exact().unwrap().to_string(), "0.125");
    assert_eq!(ratio(1, 8).to_quantity_exact(2), None);
    assert_eq!(ratio(1, 8).to_quantity_exact(3), Some(quantity("0.125")));
    assert_eq!(
        ratio(10_i128.pow(18), 1).to_quantity_exact(9),
        Some(quantity("1000000000000000000"))
    );
    assert_eq!(Ratio::from_quantity(quantity("12.5")), ratio(25, 2));
    assert_eq!(
        Ratio::from_points(Points::from_nanos(500_000_000)),
        ratio(1, 2)
    );
}

#[test]
fn ratios_calculate_exactly_or_not_at_all() {
    let third = ratio(1, 3);
    assert_eq!(
        third.checked_add(third).unwrap().checked_add(third),
        Some(Ratio::ONE)
    );
    assert_eq!(third.checked_sub(ratio(1, 2)), Some(ratio(-1, 6)));
    assert_eq!(
        third.checked_mul(Ratio::from_int(6)),
        Some(Ratio::from_int(2))
    );
    assert_eq!(third.checked_div(ratio(-2, 3)), Some(ratio(-1, 2)));
    assert_eq!(third.checked_div(Ratio::ZERO), None);
    let big = ratio(i128::MAX, 3);
    assert_eq!(big.checked_mul(ratio(3, i128::MAX)), Some(Ratio::ONE));
    assert_eq!(big.checked_sub(big), Some(Ratio::ZERO));
    assert_eq!(big.checked_mul(big), None);
    let tiny = ratio(2, i128::MAX - 1);
    assert_eq!(tiny.checked_add(tiny), Some(ratio(4, i128::MAX - 1)));
}
