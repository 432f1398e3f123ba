//! Values of cells that show every way a measure can be read.

use super::field::Field;
use crate::number::Ratio;
use crate::rule::{CellValue, Measure, Terms};

/// Values of some cells of a leaf.
pub(super) type Setting = Vec<(usize, CellValue)>;

/// How far the whole of a share is tried for a part that lies between two turning points.
const WHOLES: i128 = 400;

/// Sees what values cells can have, some of which are fixed.
#[derive(Clone, Copy)]
pub(super) struct Chooser<'a> {
    pub(super) field: Field<'a>,
    /// Cells whose value is given.
    pub(super) fixed: &'a [(usize, CellValue)],
}

/// The values of a sum of cells: from, to, and a step that divides every difference.
#[derive(Clone, Copy)]
struct Sums {
    lo: i128,
    hi: i128,
    step: i128,
}

pub(super) fn number(value: i64) -> CellValue {
    CellValue::Number {
        lo: value,
        hi: value,
    }
}

/// The value of a known number cell.
pub(super) fn known_number(value: CellValue) -> Option<i64> {
    match value {
        CellValue::Number { lo, hi } if lo == hi => Some(lo),
        _ => None,
    }
}

impl Chooser<'_> {
    fn any(&self, cell: usize) -> Option<CellValue> {
        let fixed = self.fixed.iter().find(|(known, _)| *known == cell);
        fixed.map_or_else(|| self.field.any(cell), |(_, value)| Some(*value))
    }

    /// Settings that read on both sides of each turning point and at the ends; simple ones first
    pub(super) fn of(&self, measure: &Measure, turns: &[Ratio]) -> Vec<Setting> {
        let turns = self.widened(turns);
        let mut found = match measure {
            Measure::Choice { cell, timely, .. } => self.choices(*cell, *timely),
            Measure::Days { cell, .. } => self.days(*cell, &turns),
            Measure::Number(terms) => self.numbers(terms, &turns),
            Measure::Share { part, whole, .. } => self.shares(part, whole, &turns),
            Measure::Growth { now, base, .. } => {
                let one = |term| Terms {
                    terms: Box::new([term]),
                    den: 1,
                };
                self.growth(&one(*now), &one(*base), &turns)
            }
            Measure::Weighted {
                answers,
                weight_den,
                ..
            } => {
                let answers: Vec<(Terms, i128)> = answers
                    .iter()
                    .map(|(term, weight)| {
                        let terms = Terms {
                            terms: Box::new([*term]),
                            den: 1,
                        };
                        (terms, i128::from(*weight))
                    })
                    .collect();
                self.weighted(&answers, i128::from(*weight_den), &turns)
            }
        }
        .unwrap_or_default();
        let mut seen = Vec::with_capacity(found.len());
        found.retain(|setting| {
            let new = !seen.contains(setting);
            if new {
                seen.push(setting.clone());
            }
            new
        });
        found
    }

    /// Where a measure is rounded, its value turns half a unit away.
    fn widened(&self, turns: &[Ratio]) -> Vec<Ratio> {
        let mut all = turns.to_vec();
        if let Some(rounding) = self.field.compiled.measure_rounding {
            let half = 10_i128
                .checked_pow(u32::from(rounding.places()))
                .and_then(|unit| Ratio::new(1, unit.checked_mul(2)?));
            if let Some(half) = half {
                all.extend(turns.iter().filter_map(|turn| turn.checked_sub(half)));
                all.extend(turns.iter().filter_map(|turn| turn.checked_add(half)));
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    fn choices(&self, cell: usize, timely: bool) -> Option<Vec<Setting>> {
        let CellValue::Choice(options) = self.any(cell)? else {
            return None;
        };
        let most = if timely { 4 } else { u64::BITS };
        let bits = (0..most).filter_map(|index| 1_u64.checked_shl(index));
        Some(
            bits.filter(|bit| options & bit != 0)
                .map(|bit| vec![(cell, CellValue::Choice(bit))])
                .collect(),
        )
    }

    fn days(&self, cell: usize, turns: &[Ratio]) -> Option<Vec<Setting>> {
        let CellValue::Days { lo, hi, none } = self.any(cell)? else {
            return None;
        };
        let mut days = vec![lo, hi];
        for turn in turns {
            let at = i64::try_from(turn.floor()).ok()?;
            days.extend([at.checked_sub(1)?, at, at.checked_add(1)?]);
        }
        days.retain(|day| (lo..=hi).contains(day));
        days.sort_unstable();
        let late = |lo, hi, none| vec![(cell, CellValue::Days { lo, hi, none })];
        let mut found: Vec<Setting> = days.into_iter().map(|day| late(day, day, false)).collect();
        if none {
            found.push(late(1, 0, true));
        }
        Some(found)
    }

    fn numbers(&self, terms: &Terms, turns: &[Ratio]) -> Option<Vec<Setting>> {
        let sums = self.sums(terms)?;
        let mut at = vec![sums.lo, sums.hi];
        for turn in turns {
            let place = turn.checked_mul(Ratio::new(i128::from(terms.den), 1)?)?;
            at.extend(sums.around(place.floor())?);
        }
        at.sort_unstable();
        at.dedup();
        Some(
            at.into_iter()
                .filter_map(|sum| self.split(terms, sum, Vec::new()))
                .collect(),
        )
    }

    fn shares(&self, part: &Terms, whole: &Terms, turns: &[Ratio]) -> Option<Vec<Setting>> {
        let (parts, wholes) = (self.sums(part)?, self.sums(whole)?);
        let step = parts.step.max(wholes.step);
        let steps = |sum: i128| sum.max(0).checked_div(step);
        let up = |sum: i128| {
            sum.max(0)
                .checked_add(step.checked_sub(1)?)?
                .checked_div(step)
        };
        let (p_min, p_max) = (up(parts.lo)?, steps(parts.hi)?);
        let (n_min, n_max) = (up(wholes.lo)?.max(p_min).max(1), steps(wholes.hi)?);
        let mut pairs: Vec<(i128, i128)> = Vec::new();
        let mut percent = vec![Ratio::ZERO, Ratio::from_int(100)];
        percent.extend(
            turns
                .iter()
                .filter(|turn| **turn > Ratio::ZERO && **turn < Ratio::from_int(100)),
        );
        percent.sort_unstable();
        percent.dedup();
        let hundred = Ratio::from_int(100);
        // Simple ones: exactly at each turning point, and inside each stretch.
        for turn in &percent {
            let share = turn.checked_div(hundred)?.reduced();
            let times = n_min
                .checked_add(share.den().checked_sub(1)?)?
                .checked_div(share.den())?;
            let n = share.den().checked_mul(times)?;
            pairs.push((share.num().checked_mul(times)?, n));
        }
        for pair in percent.windows(2) {
            if let [low, high] = pair {
                pairs.extend(between(*low, *high, n_min, n_max));
            }
        }
        // The ends, and as near to each turning point as the range allows.
        pairs.extend([
            (p_min, n_max),
            (p_max.min(n_min), n_min),
            (p_min, n_min),
            (p_max.min(n_max), n_max),
        ]);
        for turn in &percent {
            for n in [n_min, 10, 100, n_max] {
                let at = turn.checked_mul(Ratio::new(n, 100)?)?.floor();
                pairs.extend([(at, n), (at.checked_sub(1)?, n), (at.checked_add(1)?, n)]);
            }
        }
        pairs.retain(|(p, n)| (p_min..=p_max).contains(p) && (n_min..=n_max).contains(n) && p <= n);
        if wholes.lo <= 0 && parts.lo <= 0 {
            pairs.push((0, 0));
        }
        let mut seen = std::collections::BTreeSet::new();
        pairs.retain(|pair| seen.insert(*pair));
        let mut found = Vec::new();
        for (p, n) in pairs {
            let (p, n) = (p.checked_mul(step)?, n.checked_mul(step)?);
            let with_part = self.split(part, p, Vec::new());
            found.extend(with_part.and_then(|setting| self.split(whole, n, setting)));
        }
        Some(found)
    }

    fn growth(&self, now: &Terms, base: &Terms, turns: &[Ratio]) -> Option<Vec<Setting>> {
        let (nows, bases) = (self.sums(now)?, self.sums(base)?);
        let mut pairs = Vec::new();
        let least = if bases.lo > 0 { bases.lo } else { bases.step };
        let round = bases.step.checked_mul(100)?;
        for base in [round, least, bases.hi] {
            for turn in turns {
                let factor = turn.checked_add(Ratio::from_int(100))?;
                let at = Ratio::new(base, 100)?.checked_mul(factor)?.floor();
                pairs.extend(nows.around(at)?.into_iter().map(|now| (now, base)));
            }
            pairs.extend([(nows.lo, base), (nows.hi, base)]);
        }
        if bases.lo <= 0 {
            pairs.extend([(nows.lo, 0), (nows.hi, 0)]);
        }
        pairs.retain(|(_, base)| (bases.lo..=bases.hi).contains(base));
        let settings = pairs.into_iter().filter_map(|(n, b)| {
            let setting = self.split(base, b, Vec::new())?;
            self.split(now, n, setting)
        });
        Some(settings.collect())
    }

    fn weighted(
        &self,
        answers: &[(Terms, i128)],
        weight_den: i128,
        turns: &[Ratio],
    ) -> Option<Vec<Setting>> {
        let mut sorted: Vec<(&Terms, i128, Sums)> = Vec::new();
        for (terms, weight) in answers {
            sorted.push((terms, *weight, self.sums(terms)?));
        }
        sorted.sort_by_key(|(_, weight, _)| std::cmp::Reverse(*weight));
        let mut counts: Vec<Vec<i128>> = Vec::new();
        let lows: Vec<i128> = sorted.iter().map(|(_, _, sums)| sums.lo).collect();
        counts.push(lows.clone());
        let with = |changes: &[(usize, i128)]| {
            let mut list = lows.clone();
            for (index, count) in changes {
                if let Some(slot) = list.get_mut(*index) {
                    *slot = (*slot).max(*count);
                }
            }
            list
        };
        for (index, (_, _, sums)) in sorted.iter().enumerate() {
            counts.push(with(&[(index, sums.step)]));
            counts.push(with(&[(index, sums.hi)]));
        }
        for split in 0..=sorted.len() {
            for heavy in [true, false] {
                let list = sorted.iter().enumerate().map(|(index, (_, _, sums))| {
                    if (index < split) == heavy {
                        sums.hi
                    } else {
                        sums.lo
                    }
                });
                counts.push(list.collect());
            }
        }
        // Between two answers, as many of each as make the mean of a turning point.
        if let (Some((_, heavy, sums)), Some((_, light, _))) = (sorted.first(), sorted.last()) {
            let (high, low) = (
                Ratio::new(*heavy, weight_den)?,
                Ratio::new(*light, weight_den)?,
            );
            let last = sorted.len().checked_sub(1)?;
            for turn in turns.iter().filter(|turn| **turn > low && **turn < high) {
                let mix = turn
                    .checked_sub(low)?
                    .checked_div(high.checked_sub(*turn)?)?
                    .reduced();
                let (x, y) = (
                    mix.num().checked_mul(sums.step)?,
                    mix.den().checked_mul(sums.step)?,
                );
                let ten = |count: i128| count.checked_mul(10);
                counts.extend([
                    with(&[(0, x), (last, y)]),
                    with(&[(0, ten(x)?.checked_add(sums.step)?), (last, ten(y)?)]),
                    with(&[(0, ten(x)?), (last, ten(y)?.checked_add(sums.step)?)]),
                ]);
            }
        }
        let mut found = Vec::new();
        for list in counts {
            let setting = sorted
                .iter()
                .zip(list)
                .try_fold(Vec::new(), |setting, ((terms, _, _), count)| {
                    self.split(terms, count, setting)
                });
            found.extend(setting);
        }
        Some(found)
    }

    fn sums(&self, terms: &Terms) -> Option<Sums> {
        let (mut lo, mut hi, mut step) = (0_i128, 0_i128, None::<i128>);
        for term in &*terms.terms {
            let CellValue::Number { lo: low, hi: high } = self.any(term.cell)? else {
                return None;
            };
            let factor = i128::from(term.factor);
            let a = i128::from(low).checked_mul(factor)?;
            let b = i128::from(high).checked_mul(factor)?;
            lo = lo.checked_add(a.min(b))?;
            hi = hi.checked_add(a.max(b))?;
            // Factors are powers of ten, so the least of them divides the others.
            let own = factor.checked_abs()?;
            step = Some(step.map_or(own, |least| least.min(own)));
        }
        Some(Sums {
            lo,
            hi,
            step: step.unwrap_or(1),
        })
    }

    /// Values of cells that make a sum, beside those already set; each as near to 0 as may be
    fn split(&self, terms: &Terms, target: i128, mut setting: Setting) -> Option<Setting> {
        let mut rest = target;
        let mut free: Vec<(usize, i128, i128, i128)> = Vec::new();
        for term in &*terms.terms {
            let factor = i128::from(term.factor);
            if let Some((_, value)) = setting.iter().find(|(cell, _)| *cell == term.cell) {
                let value = i128::from(known_number(*value)?);
                rest = rest.checked_sub(value.checked_mul(factor)?)?;
                continue;
            }
            if let Some(known) = free.iter_mut().find(|known| known.0 == term.cell) {
                known.1 = known.1.checked_add(factor)?;
                continue;
            }
            let CellValue::Number { lo, hi } = self.any(term.cell)? else {
                return None;
            };
            free.push((term.cell, factor, i128::from(lo), i128::from(hi)));
        }
        let start = |lo: i128, hi: i128| 0_i128.clamp(lo, hi);
        for (_, factor, lo, hi) in &free {
            rest = rest.checked_sub(start(*lo, *hi).checked_mul(*factor)?)?;
        }
        free.sort_by_key(|(_, factor, _, _)| std::cmp::Reverse(factor.unsigned_abs()));
        for (cell, factor, lo, hi) in free {
            let from = start(lo, hi);
            let mut value = from;
            if factor != 0 {
                let wanted = rest.checked_div(factor)?;
                value = from.checked_add(wanted)?.clamp(lo, hi);
                let moved = value.checked_sub(from)?;
                rest = rest.checked_sub(moved.checked_mul(factor)?)?;
            }
            setting.push((cell, number(i64::try_from(value).ok()?)));
        }
        (rest == 0).then_some(setting)
    }
}

impl Sums {
    /// The values about a place: the last at or before it, one before and one after that.
    fn around(self, place: i128) -> Option<Vec<i128>> {
        let below = place
            .checked_sub(self.lo)?
            .checked_div_euclid(self.step)?
            .checked_mul(self.step)?
            .checked_add(self.lo)?;
        let mut near = vec![
            below.checked_sub(self.step)?,
            below,
            below.checked_add(self.step)?,
        ];
        near.retain(|value| (self.lo..=self.hi).contains(value));
        Some(near)
    }
}

/// The part of the least whole that lies strictly between two percentages.
fn between(low: Ratio, high: Ratio, n_min: i128, n_max: i128) -> Option<(i128, i128)> {
    let last = n_max.min(n_min.checked_add(WHOLES)?);
    let mut n = n_min;
    while n <= last {
        let p = low
            .checked_mul(Ratio::new(n, 100)?)?
            .floor()
            .checked_add(1)?;
        if Ratio::new(p.checked_mul(100)?, n)? < high {
            return Some((p, n));
        }
        n = n.checked_add(1)?;
    }
    None
}
