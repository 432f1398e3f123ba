//! What holds for every value.

use proptest::prelude::*;

use super::*;

/// Rounds by asking every multiple of the step which is right.
fn brute(num: i128, den: i128, places: u8, mode: RoundingMode) -> i128 {
    let scaled = num * 10_i128.pow(u32::from(places));
    let below = scaled.div_euclid(den);
    if below * den == scaled {
        return below;
    }
    let above = below + 1;
    let (low, high) = (scaled - below * den, above * den - scaled);
    let (inner, outer) = if num < 0 {
        (above, below)
    } else {
        (below, above)
    };
    match mode {
        RoundingMode::Down => inner,
        RoundingMode::Up => outer,
        RoundingMode::HalfUp if low == high => outer,
        RoundingMode::HalfEven if low == high => {
            if below % 2 == 0 {
                below
            } else {
                above
            }
        }
        _ => {
            if low < high {
                below
            } else {
                above
            }
        }
    }
}

fn any_mode() -> impl Strategy<Value = RoundingMode> {
    use RoundingMode::{Down, HalfEven, HalfUp, Up};
    prop::sample::select(vec![HalfUp, HalfEven, Down, Up])
}

fn any_ratio() -> impl Strategy<Value = Ratio> {
    (any::<i128>(), 0_u32..127, 1..=i128::MAX, 0_u32..127)
        .prop_map(|(num, a, den, b)| ratio((num >> a).max(-i128::MAX), (den >> b).max(1)))
}

proptest! {
    #[test]
    fn reading_what_was_written_gives_the_same(mantissa in -1_000_000_000_000_000_000..=1_000_000_000_000_000_000_i64, scale in 0_u8..=9) {
        let quantity = Quantity::new(mantissa, scale).unwrap();
        prop_assert_eq!(Quantity::parse(&quantity.to_string()), Ok(quantity));
        #[cfg(feature = "decimal")]
        prop_assert_eq!(Quantity::try_from(quantity.to_decimal()), Ok(quantity));
        prop_assert_eq!(quantity.to_scale(scale), Some(mantissa));
    }

    #[test]
    fn integers_of_every_length_are_read_as_they_are(number in any::<i64>(), digits in 1_u32..=18) {
        let number = number % 10_i64.pow(digits);
        prop_assert_eq!(Quantity::parse(&number.to_string()), Ok(Quantity::new(number, 0).unwrap()));
        for refused in [format!("0{}", number.unsigned_abs()), format!("{number} ")] {
            prop_assert!(Quantity::parse(&refused).is_err(), "{}", refused);
        }
    }

    #[test]
    fn quantities_order_as_their_ratios(a in any::<i32>(), x in 0_u8..=9, b in any::<i32>(), y in 0_u8..=9) {
        let (p, q) = (Quantity::new(a.into(), x).unwrap(), Quantity::new(b.into(), y).unwrap());
        prop_assert_eq!(p.cmp(&q), Ratio::from_quantity(p).cmp(&Ratio::from_quantity(q)));
        #[cfg(feature = "decimal")]
        prop_assert_eq!(p.cmp(&q), p.to_decimal().cmp(&q.to_decimal()));
        prop_assert_eq!(p == q, p.cmp(&q).is_eq());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,20}|[-+0-9.,eE ]{0,12}") {
        if let Ok(quantity) = Quantity::parse(&text) {
            prop_assert_eq!(Quantity::parse(&quantity.to_string()), Ok(quantity));
        }
        if let Ok(date) = Date::parse(&text) {
            prop_assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn rounding_agrees_with_brute_force(num in -20_000_i128..20_000, den in 1_i128..4_000, places in 0_u8..=9, mode in any_mode()) {
        let expected = brute(num, den, places, mode) * 10_i128.pow(9 - u32::from(places));
        let points = ratio(num, den).to_points(rounding(places, mode)).unwrap();
        prop_assert_eq!(i128::from(points.nanos()), expected);
        // The same value in terms too large for the fast paths.
        let factor = i128::MAX / 20_001;
        let same = ratio(num * factor, den * factor);
        prop_assert_eq!(same.to_points(rounding(places, mode)), Some(points));
    }

    #[test]
    fn ratio_order_is_total_and_antisymmetric(a in any_ratio(), b in any_ratio(), c in any_ratio()) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a.cmp(&b), b.negated().cmp(&a.negated()));
        prop_assert_eq!(a.cmp(&b), a.reduced().cmp(&b));
        if a <= b && b <= c {
            prop_assert!(a <= c);
        }
        prop_assert_eq!(a.cmp(&b), crate::number::euclid::compare_by_parts(a.num(), a.den(), b.num(), b.den()));
        if let Some(difference) = a.checked_sub(b) {
            prop_assert_eq!(a.cmp(&b), difference.cmp(&Ratio::ZERO));
        }
    }

    #[test]
    fn sums_and_products_undo(a in -9_000_i128..9_000, b in 1_i128..9_000, c in -9_000_i128..9_000, d in 1_i128..9_000) {
        let (x, y) = (ratio(a, b), ratio(c, d));
        prop_assert_eq!(x.checked_add(y).unwrap().checked_sub(y), Some(x));
        if c != 0 {
            prop_assert_eq!(x.checked_mul(y).unwrap().checked_div(y), Some(x));
        }
    }

    #[test]
    fn exact_points_exist_only_on_the_grid(num in any::<i32>(), den in 1_i128..5_000) {
        let value = ratio(num.into(), den);
        let on_grid = i128::from(num) * 1_000_000_000 % den == 0;
        prop_assert_eq!(value.is_finite_at(9), on_grid);
        prop_assert_eq!(value.to_points_exact().is_some(), on_grid);
        if let Some(points) = value.to_points_exact() {
            prop_assert_eq!(Ratio::from_points(points), value);
        }
    }
}
