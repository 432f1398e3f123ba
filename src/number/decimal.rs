//! To and from the `Decimal` of `rust_decimal`, at the edges only.

use rust_decimal::Decimal;

use super::power::MAX_PLACES;
use super::{NumberError, Points, Quantity};

impl Quantity {
    /// The same value as a `Decimal`
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.mantissa(), u32::from(self.scale()))
    }
}

impl Points {
    /// The same value as a `Decimal`
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.nanos(), u32::from(MAX_PLACES)).normalize()
    }
}

impl From<Quantity> for Decimal {
    fn from(quantity: Quantity) -> Self {
        quantity.to_decimal()
    }
}

impl From<Points> for Decimal {
    fn from(points: Points) -> Self {
        points.to_decimal()
    }
}

/// Exactly, or refused: more than 9 decimals, or beyond 10^18 in its last decimal
impl TryFrom<Decimal> for Quantity {
    type Error = NumberError;

    fn try_from(decimal: Decimal) -> Result<Self, NumberError> {
        Self::from_parts(decimal.mantissa(), decimal.scale())
    }
}
