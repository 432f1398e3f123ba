//! Exact numbers and dates: read exactly or refused, compared exactly, rounded only where asked.
//!
//! [`Quantity`] is what people write, [`Ratio`] what rules compute, [`Points`] what is awarded,
//! [`Rounding`] the only way from the second to the third, and [`Date`] a day of the civil calendar.

mod date;
#[cfg(feature = "decimal")]
mod decimal;
mod decimal_text;
mod euclid;
mod loose;
mod number_error;
mod points;
mod power;
mod quantity;
mod ratio;
mod rounding;

pub use date::{Date, DateError, Weekday};
pub(crate) use euclid::gcd;
pub use loose::loose_readings;
pub use number_error::NumberError;
pub use points::Points;
pub(crate) use power::power_of_ten;
pub use quantity::Quantity;
pub use ratio::Ratio;
pub use rounding::{Rounding, RoundingMode};

#[cfg(test)]
mod tests;
