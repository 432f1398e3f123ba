//! The column loops of `benches/columns`, compiled a second time for the vectors of the machine.

use pulp::{Arch, Simd, WithSimd};

use crate::columns::{Columns, Points, fixed, floats};

/// The whole-hundredths loop. A struct, for closures are not always inlined into the code that may use
/// the vectors.
struct Fixed<'l>(&'l Columns<i32>, &'l mut Points<i32>);

impl WithSimd for Fixed<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        fixed(self.0, self.1);
    }
}

/// The `f64` loop.
struct Floats<'l>(&'l Columns<f64>, &'l mut Points<f64>);

impl WithSimd for Floats<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        floats(self.0, self.1);
    }
}

pub(crate) fn native_fixed(columns: &Columns<i32>, points: &mut Points<i32>) {
    Arch::new().dispatch(Fixed(columns, points));
}

pub(crate) fn native_floats(columns: &Columns<f64>, points: &mut Points<f64>) {
    Arch::new().dispatch(Floats(columns, points));
}

/// Columns of the whole-hundredths loop.
pub(crate) fn whole(units: &[crate::workload::Unit]) -> Columns<i32> {
    Columns::new(units, |value| i32::try_from(value).expect("a small number"))
}

/// Columns of the `f64` loop.
pub(crate) fn binary(units: &[crate::workload::Unit]) -> Columns<f64> {
    Columns::new(units, |value| value as f64)
}
