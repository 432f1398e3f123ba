//! What a measure can read while cells are undetermined: every reading that can decide.

use super::cell::{Cell, CellValue};
use super::measure::{Measure, NOTHING_AROSE, Reading, Term, Terms, share};
use crate::number::{Ratio, Rounding};

/// How many values of a second quantity are gone through one by one.
const FEW: i128 = 256;

/// Readings that include, for each stretch between turning points, the least and the greatest attained.
#[derive(Debug)]
pub(crate) struct Possible {
    pub(crate) readings: Vec<Reading>,
    /// The least and greatest of all are attained.
    pub(crate) ends_exact: bool,
    /// Every stretch that is attained has a reading, and no other has.
    pub(crate) inside_exact: bool,
}

/// A range of a sum of cells: `lo + k × stride`.
#[derive(Clone, Copy)]
struct Range {
    lo: i128,
    hi: i128,
    stride: i128,
    /// Every step of the stride is attained.
    dense: bool,
}

/// How the parts of a share hang together.
#[derive(Clone, Copy)]
struct Shape {
    /// The part is counted in the whole; what is given beside it is the rest.
    nested: bool,
    /// So much of the whole is in no part.
    least_rest: i128,
}

/// What `measure` can read. `turns` are the values at which whoever asks can turn.
pub(crate) fn possible(
    measure: &Measure,
    cells: &[Cell],
    rounding: Option<Rounding>,
    turns: &[Ratio],
) -> Possible {
    search(
        measure,
        cells,
        Search {
            rounding,
            turns,
            few: FEW,
            readings: Vec::new(),
        },
    )
}

/// Only the least and the greatest that `measure` can read, and what is no number.
pub(crate) fn ends(measure: &Measure, cells: &[Cell], rounding: Option<Rounding>) -> Possible {
    let found = search(
        measure,
        cells,
        Search {
            rounding,
            turns: &[],
            few: 1,
            readings: Vec::new(),
        },
    );
    Possible {
        inside_exact: false,
        ..found
    }
}

fn search(measure: &Measure, cells: &[Cell], mut search: Search<'_>) -> Possible {
    let exact = search.measure(measure, cells);
    let (ends_exact, inside_exact) = exact.unwrap_or_else(|| {
        search.readings.push(Reading::Contradiction);
        (false, false)
    });
    Possible {
        readings: search.readings,
        ends_exact,
        inside_exact,
    }
}

struct Search<'a> {
    rounding: Option<Rounding>,
    turns: &'a [Ratio],
    /// How many values of a second quantity are gone through one by one.
    few: i128,
    readings: Vec<Reading>,
}

impl Search<'_> {
    fn measure(&mut self, measure: &Measure, cells: &[Cell]) -> Option<(bool, bool)> {
        match measure {
            Measure::Choice { cell, timely, .. } => {
                let CellValue::Choice(options) = cells.get(*cell)?.value else {
                    return None;
                };
                for index in 0..u64::BITS {
                    if options & 1_u64.checked_shl(index)? != 0 {
                        self.readings.push(if *timely && index == NOTHING_AROSE {
                            Reading::Empty
                        } else {
                            Reading::Choice(index)
                        });
                    }
                }
                Some((true, true))
            }
            Measure::Days { cell, .. } => {
                let CellValue::Days { lo, hi, none } = cells.get(*cell)?.value else {
                    return None;
                };
                if none {
                    self.readings.push(Reading::NotDone);
                }
                self.sample(i128::from(lo), i128::from(hi), |day| Ratio::new(day, 1))?;
                Some((true, true))
            }
            Measure::Number(terms) => {
                let range = range(terms, cells)?;
                let den = i128::from(terms.den);
                self.lattice(range, |value| Ratio::new(value, den))?;
                Some((range.dense, range.dense))
            }
            Measure::Share {
                part, whole, tasks, ..
            } => self.share(part, whole, *tasks, cells),
            Measure::Growth { now, base, .. } => self.growth(now, base, cells),
            Measure::Weighted {
                answers,
                weight_den,
                ..
            } => self.weighted(answers, i128::from(*weight_den), cells),
        }
    }

    /// Reads a rising function at its ends and around each turning point.
    fn sample(&mut self, lo: i128, hi: i128, value: impl Fn(i128) -> Option<Ratio>) -> Option<()> {
        if lo > hi {
            return Some(());
        }
        let read = |at: i128| {
            let value = value(at)?;
            match self.rounding {
                Some(rounding) => value.to_quantity(rounding).map(Ratio::from_quantity),
                None => Some(value),
            }
        };
        if lo == hi {
            self.readings.push(Reading::Number(read(lo)?));
            return Some(());
        }
        let mut at = vec![lo, hi];
        for turn in self.turns {
            // The last place at or below the turn, and the last below it.
            for strict in [false, true] {
                let (mut low, mut high) = (lo.checked_sub(1)?, hi);
                while low < high {
                    let middle = high.checked_sub(high.checked_sub(low)?.checked_div(2)?)?;
                    let value = read(middle)?;
                    if if strict {
                        value < *turn
                    } else {
                        value <= *turn
                    } {
                        low = middle;
                    } else {
                        high = middle.checked_sub(1)?;
                    }
                }
                at.push(low);
                at.push(low.checked_add(1)?);
            }
        }
        at.retain(|place| (lo..=hi).contains(place));
        at.sort_unstable();
        at.dedup();
        let readings: Option<Vec<Reading>> = at
            .into_iter()
            .map(|place| read(place).map(Reading::Number))
            .collect();
        self.readings.extend(readings?);
        Some(())
    }

    fn lattice(&mut self, range: Range, value: impl Fn(i128) -> Option<Ratio>) -> Option<()> {
        let steps = range.hi.checked_sub(range.lo)?.checked_div(range.stride)?;
        self.sample(0, steps, |step| {
            value(range.lo.checked_add(step.checked_mul(range.stride)?)?)
        })
    }

    fn push_share(&mut self, part: i128, whole: i128) -> Option<()> {
        match share(part, whole)? {
            Reading::Number(value) => self.sample(0, 0, |_| Some(value)),
            reading => {
                self.readings.push(reading);
                Some(())
            }
        }
    }

    fn share(
        &mut self,
        part: &Terms,
        whole: &Terms,
        tasks: bool,
        cells: &[Cell],
    ) -> Option<(bool, bool)> {
        let nested = part.terms.iter().all(|term| whole.terms.contains(term));
        let shared = part
            .terms
            .iter()
            .any(|term| whole.terms.iter().any(|other| other.cell == term.cell));
        let independent = nested || !shared;
        let other = if nested {
            let rest = whole
                .terms
                .iter()
                .filter(|term| !part.terms.contains(term))
                .copied();
            range(
                &Terms {
                    terms: rest.collect(),
                    den: whole.den,
                },
                cells,
            )?
        } else {
            range(whole, cells)?
        };
        let part = range(part, cells)?;
        let lowest = part.lo.max(0);
        let shape = Shape {
            nested,
            least_rest: if tasks {
                other.hi.checked_sub(part.hi)?
            } else {
                0
            },
        };
        let dense = part.dense && other.dense && independent;
        let steps = other.hi.checked_sub(other.lo)?.checked_div(other.stride)?;
        if steps < self.few {
            if part.lo == part.hi {
                self.share_of_one(part.lo, other, shape)?;
                return Some((dense, dense));
            }
            for step in 0..=steps {
                let other = other.lo.checked_add(step.checked_mul(other.stride)?)?;
                self.share_beside(part, lowest, other, shape)?;
            }
            return Some((dense, dense));
        }
        let unit = part.stride == 1 && other.stride == 1;
        let ends = if nested {
            let (least, most) = (other.lo.max(0), other.hi);
            if least == 0 && lowest == 0 {
                self.readings.push(Reading::Empty);
            }
            let highest_whole = part.hi.checked_add(least)?;
            [
                (lowest, lowest.checked_add(most)?),
                (part.hi, highest_whole),
            ]
        } else {
            if other.lo <= 0 && lowest == 0 {
                self.readings.push(Reading::Empty);
            }
            let least = other.lo.max(lowest).max(1);
            if least > other.hi || lowest > part.hi {
                return Some((dense, dense));
            }
            let highest = if tasks {
                (part.hi, other.hi)
            } else {
                (part.hi.min(least), least)
            };
            [(lowest, other.hi), highest]
        };
        let mut values = Vec::new();
        for (part, whole) in ends {
            if let Some(Reading::Number(value)) = share(part, whole) {
                values.push(value);
            }
        }
        self.stretch(&values)?;
        Some((dense && unit, false))
    }

    /// The shares of one part: they fall as the whole, or the rest of the whole, grows.
    fn share_of_one(&mut self, part: i128, other: Range, shape: Shape) -> Option<()> {
        if part < 0 {
            return Some(());
        }
        let (beside, least) = if shape.nested {
            (part, 0)
        } else {
            (0, part.checked_add(shape.least_rest)?)
        };
        let steps = other.hi.checked_sub(other.lo)?.checked_div(other.stride)?;
        let last = other.lo.checked_add(steps.checked_mul(other.stride)?)?;
        let has_zero = (other.lo..=last).contains(&0) && other.lo.checked_rem(other.stride)? == 0;
        if part == 0 && least <= 0 && has_zero {
            self.readings.push(Reading::Empty);
        }
        let first = least.max(1_i128.checked_sub(beside)?).max(other.lo);
        if first > last {
            return Some(());
        }
        let steps = last.checked_sub(first)?.checked_div(other.stride)?;
        self.sample(0, steps, |step| {
            let other = last.checked_sub(step.checked_mul(other.stride)?)?;
            match share(part, beside.checked_add(other)?)? {
                Reading::Number(value) => Some(value),
                _ => None,
            }
        })
    }

    /// All shares beside one value of the whole, or of the rest of the whole.
    fn share_beside(&mut self, part: Range, lowest: i128, other: i128, shape: Shape) -> Option<()> {
        let Shape { nested, least_rest } = shape;
        if other < 0 {
            return Some(());
        }
        let first = lowest
            .checked_sub(part.lo)?
            .checked_add(part.stride.checked_sub(1)?)?;
        let first = first.checked_div(part.stride)?;
        let top = if nested {
            part.hi
        } else {
            part.hi.min(other.checked_sub(least_rest)?)
        };
        if top < lowest {
            return Some(());
        }
        let last = top.checked_sub(part.lo)?.checked_div(part.stride)?;
        let at = |step: i128| part.lo.checked_add(step.checked_mul(part.stride)?);
        if other == 0 {
            // Nested: part of part. Otherwise: 0 of 0 alone.
            let (low, high) = (at(first)?, at(last)?);
            self.push_share(low, if nested { low } else { 0 })?;
            if nested && high != low {
                self.push_share(high, high)?;
            }
            return Some(());
        }
        self.sample(first, last, |step| {
            let part = at(step)?;
            let whole = if nested {
                part.checked_add(other)?
            } else {
                other
            };
            match share(part, whole)? {
                Reading::Number(value) => Some(value),
                _ => None,
            }
        })
    }

    fn growth(&mut self, now: &Term, base: &Term, cells: &[Cell]) -> Option<(bool, bool)> {
        let one = |term: &Term| {
            range(
                &Terms {
                    terms: Box::new([*term]),
                    den: 1,
                },
                cells,
            )
        };
        let (now, base) = (one(now)?, one(base)?);
        let growth =
            |now: i128, base: i128| Ratio::new(now.checked_sub(base)?.checked_mul(100)?, base);
        let steps = base.hi.checked_sub(base.lo)?.checked_div(base.stride)?;
        if steps < self.few {
            for step in 0..=steps {
                let base = base.lo.checked_add(step.checked_mul(base.stride)?)?;
                if base == 0 {
                    self.readings.push(Reading::Empty);
                } else {
                    self.lattice(now, |now| growth(now, base))?;
                }
            }
            return Some((true, true));
        }
        if base.lo <= 0 {
            self.readings.push(Reading::Empty);
        }
        let mut values = Vec::new();
        let least = if base.lo > 0 {
            base.lo
        } else {
            base.lo.checked_add(base.stride)?
        };
        for now in [now.lo, now.hi] {
            for base in [least, base.hi] {
                values.push(growth(now, base)?);
            }
        }
        self.stretch(&values)?;
        Some((true, false))
    }

    fn weighted(
        &mut self,
        answers: &[(Term, i64)],
        weight_den: i128,
        cells: &[Cell],
    ) -> Option<(bool, bool)> {
        let mut ranges = Vec::new();
        for (term, weight) in answers {
            let range = range(
                &Terms {
                    terms: Box::new([*term]),
                    den: 1,
                },
                cells,
            )?;
            ranges.push((i128::from(*weight), range));
        }
        let mean = |high_from: usize, heavy_first: bool, ranges: &[(i128, Range)]| {
            let (mut weighted, mut all) = (0_i128, 0_i128);
            for (index, (weight, range)) in ranges.iter().enumerate() {
                let count = if (index < high_from) == heavy_first {
                    range.hi
                } else {
                    range.lo
                };
                all = all.checked_add(count)?;
                weighted = weighted.checked_add(count.checked_mul(*weight)?)?;
            }
            if all == 0 {
                return Some(None);
            }
            Ratio::new(weighted, all.checked_mul(weight_den)?).map(Some)
        };
        // The extremes of a weighted mean have all answers above some weight at one end of
        // their range and all others at the other end.
        ranges.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let mut values = Vec::new();
        for split in 0..=ranges.len() {
            for heavy_first in [true, false] {
                match mean(split, heavy_first, &ranges)? {
                    Some(value) => values.push(value),
                    None => self.readings.push(Reading::Empty),
                }
            }
        }
        // With nobody at the low end the mean can be any single weight in reach.
        if ranges.iter().all(|(_, range)| range.lo <= 0) {
            for (weight, range) in &ranges {
                if range.hi > 0 {
                    values.push(Ratio::new(*weight, weight_den)?);
                }
            }
        }
        let known = ranges.iter().all(|(_, range)| range.lo == range.hi);
        self.stretch(&values)?;
        Some((true, known))
    }

    /// A range known by values that include its ends: the ends, the turns inside, and between them.
    fn stretch(&mut self, values: &[Ratio]) -> Option<()> {
        let (Some(low), Some(high)) = (values.iter().min().copied(), values.iter().max().copied())
        else {
            return Some(());
        };
        let mut at = vec![low, high];
        at.extend(
            self.turns
                .iter()
                .filter(|turn| **turn > low && **turn < high),
        );
        at.sort();
        let half = Ratio::new(1, 2)?;
        let mut between = Vec::new();
        for pair in at.windows(2) {
            if let [a, b] = pair {
                between.push(a.checked_add(*b)?.checked_mul(half)?);
            }
        }
        at.extend(between);
        for value in at {
            self.sample(0, 0, |_| Some(value))?;
        }
        Some(())
    }
}

/// The range of a sum of cells.
fn range(terms: &Terms, cells: &[Cell]) -> Option<Range> {
    let (mut lo, mut hi) = (0_i128, 0_i128);
    let mut moving: Vec<(i128, i128)> = Vec::new();
    for term in &*terms.terms {
        let CellValue::Number { lo: low, hi: high } = cells.get(term.cell)?.value else {
            return None;
        };
        let factor = i128::from(term.factor);
        let a = i128::from(low).checked_mul(factor)?;
        let b = i128::from(high).checked_mul(factor)?;
        lo = lo.checked_add(a.min(b))?;
        hi = hi.checked_add(a.max(b))?;
        if a != b {
            moving.push((factor.checked_abs()?, a.max(b).checked_sub(a.min(b))?));
        }
    }
    moving.sort_unstable();
    let stride = moving.first().map_or(1, |(factor, _)| *factor);
    let (mut covered, mut dense) = (0_i128, true);
    for (factor, width) in moving {
        dense &= covered.checked_add(stride)? >= factor;
        covered = covered.checked_add(width)?;
    }
    Some(Range {
        lo,
        hi,
        stride,
        dense,
    })
}
