//! The same sheet by columns: many units in arrays, and the rules written by hand over them.
//!
//! Both loops go leaf by leaf over blocks of units, keep the points of every leaf and add them up in
//! the same pass. The fixed-point loop computes in whole hundredths: choices and counts in 32 bits,
//! shares in binary floats that hold whole numbers only (as exact, and faster than 64-bit integers
//! without wide vectors). The `f64` loop computes as most programs would.

use crate::workload::{BANDS, COUNT, DEDUCTION, PROPORTION, SUM, Unit, YES_NO};

/// Units in a block: the columns of a block stay in the first cache.
const BLOCK: usize = 256;

/// Leaves of the sheet.
pub(crate) const LEAVES: usize = YES_NO + BANDS + PROPORTION + COUNT + DEDUCTION + SUM;

/// A column of parts and one of wholes.
type Share<T> = (Vec<T>, Vec<T>);

/// All units by columns.
pub(crate) struct Columns<T> {
    pub(crate) yes: Vec<Vec<u8>>,
    pub(crate) bands: Vec<Share<T>>,
    pub(crate) proportion: Vec<Share<T>>,
    pub(crate) count: Vec<Vec<T>>,
    pub(crate) faults: Vec<Vec<T>>,
    pub(crate) sums: Vec<(Vec<u8>, Share<T>)>,
}

/// Yes is 0 and no is 1, as in fact tables.
fn option(yes: bool) -> u8 {
    u8::from(!yes)
}

impl<T: Copy> Columns<T> {
    pub(crate) fn new(units: &[Unit], number: impl Fn(i64) -> T + Copy) -> Self {
        let share = |of: &dyn Fn(&Unit) -> (i64, i64)| -> Share<T> {
            units
                .iter()
                .map(|unit| {
                    let (part, whole) = of(unit);
                    (number(part), number(whole))
                })
                .unzip()
        };
        Self {
            yes: (0..YES_NO)
                .map(|at| units.iter().map(|unit| option(unit.yes[at])).collect())
                .collect(),
            bands: (0..BANDS).map(|at| share(&|unit| unit.bands[at])).collect(),
            proportion: (0..PROPORTION)
                .map(|at| share(&|unit| unit.proportion[at]))
                .collect(),
            count: (0..COUNT)
                .map(|at| units.iter().map(|unit| number(unit.count[at])).collect())
                .collect(),
            faults: (0..DEDUCTION)
                .map(|at| units.iter().map(|unit| number(unit.faults[at])).collect())
                .collect(),
            sums: (0..SUM)
                .map(|at| {
                    let yes = units.iter().map(|unit| option(unit.sums[at].0)).collect();
                    (yes, share(&|unit| (unit.sums[at].1, unit.sums[at].2)))
                })
                .collect(),
        }
    }
}

/// Points of every leaf and totals, for all units.
pub(crate) struct Points<T> {
    pub(crate) leaves: Vec<Vec<T>>,
    pub(crate) totals: Vec<T>,
}

impl<T: Copy + Default> Points<T> {
    pub(crate) fn new(units: usize) -> Self {
        Self {
            leaves: vec![vec![T::default(); units]; LEAVES],
            totals: vec![T::default(); units],
        }
    }
}

/// Points of one column of a block.
#[inline(always)]
fn one<A: Copy, T: Copy + std::ops::AddAssign>(
    values: &[A],
    out: &mut [T],
    totals: &mut [T],
    points: impl Fn(A) -> T,
) {
    for ((value, out), total) in values.iter().zip(out).zip(totals) {
        let given = points(*value);
        *out = given;
        *total += given;
    }
}

/// Points of two columns of a block.
#[inline(always)]
fn two<A: Copy, T: Copy + std::ops::AddAssign>(
    (parts, wholes): (&[A], &[A]),
    out: &mut [T],
    totals: &mut [T],
    points: impl Fn(A, A) -> T,
) {
    for (((part, whole), out), total) in parts.iter().zip(wholes).zip(out).zip(totals) {
        let given = points(*part, *whole);
        *out = given;
        *total += given;
    }
}

/// The whole part of a number between 0 and 2^31, by adding 2^52 + 2^51 and taking it off.
#[inline(always)]
#[expect(
    clippy::cast_possible_truncation,
    reason = "the low bits are the number"
)]
fn floor(value: f64) -> i32 {
    const MAGIC: f64 = 6_755_399_441_055_744.0;
    let shifted = value + MAGIC;
    (shifted.to_bits() as i32) - i32::from(shifted - MAGIC > value)
}

/// The rules in whole hundredths of a point.
#[inline(always)]
pub(crate) fn fixed(columns: &Columns<i32>, points: &mut Points<i32>) {
    let bands = |full: i32, some: i32| {
        move |part: i32, whole: i32| {
            let (part, whole) = (f64::from(part), f64::from(whole));
            let mut points = if part * 4.0 >= whole * 3.0 { some } else { 0 };
            points += if part >= whole { full - some } else { 0 };
            if whole == 0.0 { full } else { points }
        }
    };
    let proportion = |part: i32, whole: i32| {
        let (part, whole) = (f64::from(part), f64::from(whole));
        // 200 × (part ÷ whole) ÷ 0.9, halves up: 2 × 2000 × part + 9 × whole over 18 × whole.
        let line = floor((part * 4000.0 + whole * 9.0) / (whole * 18.0));
        let line = if part * 10.0 >= whole * 7.0 { line } else { 0 };
        let points = if part * 10.0 >= whole * 9.0 {
            200
        } else {
            line
        };
        if whole == 0.0 { 200 } else { points }
    };
    let units = points.totals.len();
    for from in (0..units).step_by(BLOCK) {
        let block = from..(from + BLOCK).min(units);
        let totals = &mut points.totals[block.clone()];
        totals.fill(0);
        let mut leaves = points.leaves.iter_mut();
        let mut out = || &mut leaves.next().unwrap()[block.clone()];
        for yes in &columns.yes {
            one(&yes[block.clone()], out(), totals, |no| {
                if no == 0 { 100 } else { 0 }
            });
        }
        for (parts, wholes) in &columns.bands {
            let pair = (&parts[block.clone()], &wholes[block.clone()]);
            two(pair, out(), totals, bands(100, 50));
        }
        for (parts, wholes) in &columns.proportion {
            let pair = (&parts[block.clone()], &wholes[block.clone()]);
            two(pair, out(), totals, proportion);
        }
        for counts in &columns.count {
            one(&counts[block.clone()], out(), totals, |count| {
                (if count >= 1 { 50 } else { 0 }) + if count >= 3 { 50 } else { 0 }
            });
        }
        for faults in &columns.faults {
            one(&faults[block.clone()], out(), totals, |faults| {
                if faults >= 4 { 0 } else { 100 - 25 * faults }
            });
        }
        for (yes, (parts, wholes)) in &columns.sums {
            let out = out();
            one(&yes[block.clone()], out, totals, |no| {
                if no == 0 { 50 } else { 0 }
            });
            let bands = bands(50, 25);
            let pairs = parts[block.clone()].iter().zip(&wholes[block.clone()]);
            for ((part, whole), (out, total)) in pairs.zip(out.iter_mut().zip(totals.iter_mut())) {
                let given = bands(*part, *whole);
                *out += given;
                *total += given;
            }
        }
    }
}

/// The rules in binary floats.
#[inline(always)]
pub(crate) fn floats(columns: &Columns<f64>, points: &mut Points<f64>) {
    let bands = |full: f64, some: f64| {
        move |part: f64, whole: f64| {
            let share = part / whole * 100.0;
            if whole == 0.0 || share >= 100.0 {
                full
            } else if share >= 75.0 {
                some
            } else {
                0.0
            }
        }
    };
    let proportion = |part: f64, whole: f64| {
        let share = part / whole * 100.0;
        let points = if whole == 0.0 {
            2.0
        } else if share < 70.0 {
            0.0
        } else {
            2.0 * (share / 90.0).min(1.0)
        };
        (points * 100.0).round() / 100.0
    };
    let units = points.totals.len();
    for from in (0..units).step_by(BLOCK) {
        let block = from..(from + BLOCK).min(units);
        let totals = &mut points.totals[block.clone()];
        totals.fill(0.0);
        let mut leaves = points.leaves.iter_mut();
        let mut out = || &mut leaves.next().unwrap()[block.clone()];
        for yes in &columns.yes {
            one(&yes[block.clone()], out(), totals, |no| {
                if no == 0 { 1.0 } else { 0.0 }
            });
        }
        for (parts, wholes) in &columns.bands {
            let pair = (&parts[block.clone()], &wholes[block.clone()]);
            two(pair, out(), totals, bands(1.0, 0.5));
        }
        for (parts, wholes) in &columns.proportion {
            let pair = (&parts[block.clone()], &wholes[block.clone()]);
            two(pair, out(), totals, proportion);
        }
        for counts in &columns.count {
            one(&counts[block.clone()], out(), totals, |count| {
                if count >= 3.0 {
                    1.0
                } else if count >= 1.0 {
                    0.5
                } else {
                    0.0
                }
            });
        }
        for faults in &columns.faults {
            one(&faults[block.clone()], out(), totals, |faults| {
                (1.0 - 0.25 * faults).max(0.0)
            });
        }
        for (yes, (parts, wholes)) in &columns.sums {
            let out = out();
            one(&yes[block.clone()], out, totals, |no| {
                if no == 0 { 0.5 } else { 0.0 }
            });
            let bands = bands(0.5, 0.25);
            let pairs = parts[block.clone()].iter().zip(&wholes[block.clone()]);
            for ((part, whole), (out, total)) in pairs.zip(out.iter_mut().zip(totals.iter_mut())) {
                let given = bands(*part, *whole);
                *out += given;
                *total += given;
            }
        }
    }
}
