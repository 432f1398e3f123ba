//! Scales: a reading becomes points.

use super::amount::Amount;
use super::measure::{Empty, Measure, Reading};
use super::trace::Reason;
use crate::number::Ratio;

/// One end of a band or comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) at: Ratio,
    pub(crate) included: bool,
}

/// Points over a band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BandPoints {
    /// The same all over.
    Constant(i64),
    /// On a line; its values at the ends of the band are kept for bounds and explanations.
    Linear {
        line: Line,
        at_from: i64,
        at_to: i64,
    },
}

/// A straight line: `base` + `slope` × x, in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    base: Ratio,
    slope: Ratio,
}

impl Line {
    /// The line through (`from`, `at_from`) and (`to`, `at_to`), in nanopoints; `None` if it is upright.
    pub(crate) fn through(from: Ratio, at_from: i64, to: Ratio, at_to: i64) -> Option<Self> {
        let rise = Amount::Grid(at_to)
            .sub(Amount::Grid(at_from))?
            .ratio()
            .reduced();
        let slope = rise.checked_div(to.checked_sub(from)?)?.reduced();
        let base = Amount::Grid(at_from)
            .ratio()
            .checked_sub(slope.checked_mul(from)?)?
            .reduced();
        Some(Self { base, slope })
    }

    /// The line that gives `base` at 0 and rises by `each`, in nanopoints.
    pub(crate) fn of(base: i64, each: i64) -> Self {
        let points = |nanos| Amount::Grid(nanos).ratio().reduced();
        Self {
            base: points(base),
            slope: points(each),
        }
    }

    /// What it gives at 0, in points.
    pub(crate) fn base(&self) -> Ratio {
        self.base
    }

    /// How much it rises for each unit of the measure, in points.
    pub(crate) fn slope(&self) -> Ratio {
        self.slope
    }

    fn at(&self, value: Ratio) -> Option<Amount> {
        let rise = self.slope.checked_mul(value)?;
        Some(Amount::Fraction(if self.base.num() == 0 {
            rise
        } else {
            self.base.checked_add(rise)?
        }))
    }
}

/// A band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Band {
    pub(crate) from: Option<Edge>,
    pub(crate) to: Option<Edge>,
    pub(crate) points: BandPoints,
}

/// A compiled scale; points in nanopoints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scale {
    /// Points by option index; `None` is not listed.
    Options(Box<[Option<i64>]>),
    /// Points by band.
    Bands(Box<[Band]>),
    /// points × clamp(x ÷ `full_at`), nothing below the floor; `line` is points ÷ `full_at` × x.
    Proportional {
        points: i64,
        full_at: Ratio,
        floor: Option<Ratio>,
        line: Line,
    },
    /// each × x, at most the cap.
    PerItem { each: i64, cap: i64 },
    /// from − each × x, at least the floor. A knock-out stands beside it in the node.
    Deduction { from: i64, each: i64, floor: i64 },
    /// Evenly between the goalposts.
    Goalposts {
        worst: Ratio,
        best: Ratio,
        at_worst: i64,
        at_best: i64,
        line: Line,
    },
}

/// What a place gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    /// Points, and why the rest is lost.
    Points(Amount, Reason),
    /// The place leaves the denominator.
    Excluded,
    /// The rule has no answer.
    Unassessable,
}

impl Band {
    /// Whether the band holds a value.
    #[inline]
    pub(crate) fn holds(&self, value: &Ratio) -> bool {
        self.from.is_none_or(|edge| {
            if edge.included {
                *value >= edge.at
            } else {
                *value > edge.at
            }
        }) && self.to.is_none_or(|edge| {
            if edge.included {
                *value <= edge.at
            } else {
                *value < edge.at
            }
        })
    }
}

/// What a measure and a scale give for a reading, at a place with this maximum.
#[inline]
pub(crate) fn give(measure: &Measure, scale: &Scale, reading: Reading, max: i64) -> Given {
    match reading {
        Reading::Number(value) => points(measure, scale, value, max).unwrap_or(Given::Unassessable),
        Reading::Choice(index) => choice(measure, scale, index),
        Reading::Empty => match measure.empty() {
            Empty::Undeclared => Given::Unassessable,
            Empty::Full => Given::Points(Amount::Grid(max), Reason::Band),
            Empty::LeaveDenominator => Given::Excluded,
            Empty::Points(points) => Given::Points(Amount::Grid(points), Reason::Band),
        },
        Reading::NotDone => match measure {
            Measure::Days { when_none, .. } => {
                Given::Points(Amount::Grid(*when_none), Reason::Late)
            }
            _ => Given::Unassessable,
        },
        Reading::Contradiction => Given::Unassessable,
    }
}

#[inline]
fn choice(measure: &Measure, scale: &Scale, index: u32) -> Given {
    let Scale::Options(options) = scale else {
        return Given::Unassessable;
    };
    let reason = if measure.is_about_time() {
        Reason::Late
    } else {
        Reason::Band
    };
    usize::try_from(index)
        .ok()
        .and_then(|index| options.get(index).copied().flatten())
        .map_or(Given::Unassessable, |points| {
            Given::Points(Amount::Grid(points), reason)
        })
}

#[inline]
fn points(measure: &Measure, scale: &Scale, value: Ratio, max: i64) -> Option<Given> {
    let given = match scale {
        Scale::Options(_) => return None,
        Scale::Bands(bands) => {
            let Some(band) = bands.iter().find(|band| band.holds(&value)) else {
                return Some(Given::Unassessable);
            };
            match band.points {
                BandPoints::Constant(points) => {
                    let reason = if measure.is_about_time() {
                        Reason::Late
                    } else {
                        Reason::Band
                    };
                    Given::Points(Amount::Grid(points), reason)
                }
                BandPoints::Linear { line, .. } => {
                    Given::Points(line.at(value)?, Reason::Proportion)
                }
            }
        }
        Scale::Proportional {
            points,
            full_at,
            floor,
            line,
        } => {
            let amount = if floor.is_some_and(|floor| value < floor) || value.num() <= 0 {
                Amount::ZERO
            } else if value >= *full_at {
                Amount::Grid(*points)
            } else {
                line.at(value)?
            };
            Given::Points(amount, Reason::Proportion)
        }
        Scale::PerItem { each, cap } => {
            let raw = multiple(*each, value)?;
            let cap = Amount::Grid(*cap);
            let reason = if raw > cap && Amount::Grid(max) > cap {
                Reason::Cap
            } else {
                Reason::Proportion
            };
            Given::Points(raw.min(cap).max(Amount::ZERO), reason)
        }
        Scale::Deduction { from, each, floor } => {
            let left = Amount::Grid(*from).sub(multiple(*each, value)?)?;
            Given::Points(left.max(Amount::Grid(*floor)), Reason::Deduction)
        }
        Scale::Goalposts {
            worst, best, line, ..
        } => {
            let (low, high) = if worst <= best {
                (*worst, *best)
            } else {
                (*best, *worst)
            };
            let clamped = if value < low {
                low
            } else if value > high {
                high
            } else {
                value
            };
            Given::Points(line.at(clamped)?, Reason::Proportion)
        }
    };
    Some(given)
}

/// each × value, in points; whole values stay on the grid without a division.
#[inline]
fn multiple(each: i64, value: Ratio) -> Option<Amount> {
    if value.den() == 1
        && let Ok(count) = i64::try_from(value.num())
        && let Some(points) = each.checked_mul(count)
    {
        return Some(Amount::Grid(points));
    }
    Amount::Grid(each).times(value)
}

impl Scale {
    /// The values of the measure at which the scale can turn.
    pub(crate) fn turning_points(&self, into: &mut Vec<Ratio>) {
        match self {
            Self::Bands(bands) => {
                for band in &**bands {
                    into.extend(band.from.iter().chain(&band.to).map(|edge| edge.at));
                }
            }
            Self::Proportional { full_at, floor, .. } => {
                into.extend([Ratio::ZERO, *full_at]);
                into.extend(*floor);
            }
            // No numbers, or monotone all over: the ends of a range decide.
            Self::Options(_) | Self::PerItem { .. } | Self::Deduction { .. } => {}
            Self::Goalposts { worst, best, .. } => into.extend([*worst, *best]),
        }
    }

    /// Further values at which the points stop or start to change, for scales that are monotone all over
    pub(crate) fn corners(&self) -> Vec<Ratio> {
        let corner = |points: i64, each: i64| Ratio::new(i128::from(points), i128::from(each));
        match self {
            Self::PerItem { each, cap } => corner(*cap, *each).into_iter().collect(),
            Self::Deduction { from, each, floor } => from
                .checked_sub(*floor)
                .and_then(|span| corner(span, *each))
                .into_iter()
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Gives the points at the ends of every linear band that a stretch of the measure crosses.
    pub(crate) fn over(&self, low: &Ratio, high: &Ratio, give: &mut impl FnMut(Amount)) {
        let Self::Bands(bands) = self else { return };
        for band in &**bands {
            if let (BandPoints::Linear { line, .. }, Some(from), Some(to)) =
                (band.points, band.from, band.to)
            {
                let (first, last) = (from.at.max(*low), to.at.min(*high));
                if first <= last {
                    for value in [first, last] {
                        line.at(value).into_iter().for_each(&mut *give);
                    }
                }
            }
        }
    }

    /// Whether points only rise, or only fall, while the measure goes from `low` to `high`.
    pub(crate) fn is_monotone_between(&self, low: &Ratio, high: &Ratio) -> bool {
        match self {
            Self::Options(_) => false,
            Self::Bands(bands) => bands_are_monotone(bands, low, high),
            _ => true,
        }
    }
}

/// Whether bands touch without gaps from `low` to `high` and their points only rise or only fall.
fn bands_are_monotone(bands: &[Band], low: &Ratio, high: &Ratio) -> bool {
    let mut sorted: Vec<&Band> = bands.iter().collect();
    sorted.sort_by(|a, b| match (a.from, b.from) {
        (None, None) => std::cmp::Ordering::Equal,
        (None, Some(_)) => std::cmp::Ordering::Less,
        (Some(_), None) => std::cmp::Ordering::Greater,
        (Some(a), Some(b)) => a.at.cmp(&b.at).then(b.included.cmp(&a.included)),
    });
    let ends = |band: &Band| match band.points {
        BandPoints::Constant(points) => [points, points],
        BandPoints::Linear { at_from, at_to, .. } => [at_from, at_to],
    };
    let touch = sorted.windows(2).all(|pair| match pair {
        [a, b] => matches!((a.to, b.from), (Some(to), Some(from))
            if to.at == from.at && to.included != from.included),
        _ => false,
    });
    let values: Vec<i64> = sorted.iter().flat_map(|band| ends(band)).collect();
    let rises = values
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if a <= b));
    let falls = values
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if a >= b));
    let covers = |value: &Ratio| bands.iter().any(|band| band.holds(value));
    touch && (rises || falls) && covers(low) && covers(high)
}
