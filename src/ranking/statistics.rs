//! Means and quantiles without a rounding on the way.

use serde::Serialize;

use crate::number::{Quantity, Ratio, Rounding};

/// The mean of some values
///
/// Always proved to the places asked for: where the fraction itself is beyond what can be held, two
/// bounds are kept that differ by less than 10⁻¹⁵, and a rounding is given only if both agree on it.
///
/// # Examples
///
/// ```
/// use par_index::number::{Ratio, Rounding, RoundingMode};
/// use par_index::ranking::Mean;
///
/// let mean = Mean::of(&[Ratio::from_int(1), Ratio::from_int(2), Ratio::from_int(2)]).unwrap();
/// let two = Rounding::new(2, RoundingMode::HalfUp).unwrap();
/// assert_eq!(mean.exact().unwrap().to_string(), "5/3");
/// assert_eq!(mean.rounded(two).unwrap().to_string(), "1.67");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mean {
    exact: Option<Ratio>,
    lower: Ratio,
    upper: Ratio,
}

/// The grid of the bounds.
const GRID: i128 = 1_000_000_000_000_000;

impl Mean {
    /// The mean of some values; `None` of none, or where they are beyond what can be held
    pub fn of(values: &[Ratio]) -> Option<Self> {
        let count = i128::try_from(values.len())
            .ok()
            .filter(|count| *count > 0)?;
        let mut exact = Some(Ratio::ZERO);
        let mut floors = 0_i128;
        let grid = Ratio::new(GRID, 1)?;
        for value in values {
            exact = exact.and_then(|sum| sum.checked_add(value.reduced()));
            floors = floors.checked_add(value.checked_mul(grid)?.floor())?;
        }
        let under = GRID.checked_mul(count)?;
        let exact = exact.and_then(|sum| sum.checked_div(Ratio::new(count, 1)?));
        let (lower, upper) = match exact {
            Some(exact) => (exact, exact),
            None => (
                Ratio::new(floors, under)?,
                Ratio::new(floors.checked_add(count)?, under)?,
            ),
        };
        Some(Self {
            exact: exact.map(Ratio::reduced),
            lower,
            upper,
        })
    }

    /// The mean itself; `None` where the fraction is beyond what can be held
    pub fn exact(self) -> Option<Ratio> {
        self.exact
    }

    /// Not above the mean
    pub fn lower(self) -> Ratio {
        self.lower
    }

    /// Not below the mean, and less than 10⁻¹⁵ above [`lower`](Self::lower)
    pub fn upper(self) -> Ratio {
        self.upper
    }

    /// The mean, rounded once; `None` where that cannot be proved
    pub fn rounded(self, rounding: Rounding) -> Option<Quantity> {
        let (lower, upper) = (
            self.lower.to_quantity(rounding),
            self.upper.to_quantity(rounding),
        );
        lower.filter(|lower| Some(*lower) == upper)
    }
}

/// A quantile of values sorted upwards: straight between neighbours, at place (n − 1) × p from 0
///
/// The definition of `QUARTILE.INC` and `PERCENTILE.INC` in spreadsheets (type 7 of Hyndman and Fan).
/// `None` of no values, for p outside 0 to 1, or where the fraction cannot be held.
pub fn quantile(sorted: &[Ratio], p: Ratio) -> Option<Ratio> {
    if p < Ratio::ZERO || p > Ratio::ONE {
        return None;
    }
    let last = i128::try_from(sorted.len()).ok()?.checked_sub(1)?;
    let place = Ratio::new(last, 1)?.checked_mul(p)?;
    let below = place.floor();
    let rest = place.checked_sub(Ratio::new(below, 1)?)?;
    let at = usize::try_from(below).ok()?;
    let from = *sorted.get(at)?;
    let Some(to) = sorted.get(at.checked_add(1)?) else {
        return Some(from);
    };
    let step = to.checked_sub(from)?.checked_mul(rest)?;
    from.checked_add(step).map(Ratio::reduced)
}
