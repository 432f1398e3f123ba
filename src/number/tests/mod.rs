//! Known values and laws of the folder.

mod dates;
mod laws;
mod quantities;
mod ratios;

use super::*;

fn quantity(text: &str) -> Quantity {
    Quantity::parse(text).unwrap()
}

fn ratio(num: i128, den: i128) -> Ratio {
    Ratio::new(num, den).unwrap()
}

fn rounding(places: u8, mode: RoundingMode) -> Rounding {
    Rounding::new(places, mode).unwrap()
}
