//! Numeric scales as pieces of straight lines, so that two forms can be compared in meaning.

use crate::file::{Band, FactKind, Measure, Scale};
use crate::model::CriteriaSet;
use crate::number::{Quantity, Ratio};

/// An end of a piece: its value, and whether it belongs to the piece. `None` is open for ever.
pub(super) type Edge = Option<(Ratio, bool)>;

/// Points along one stretch of values: `slope` × value + `base`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) from: Edge,
    pub(super) to: Edge,
    pub(super) slope: Ratio,
    pub(super) base: Ratio,
    /// Index of the band it comes from, where it comes from bands.
    pub(super) band: usize,
}

impl Piece {
    pub(super) fn points_equal(&self, other: &Self) -> bool {
        self.slope == other.slope && self.base == other.base
    }

    pub(super) fn same(&self, other: &Self) -> bool {
        self.from == other.from && self.to == other.to && self.points_equal(other)
    }
}

/// The values a measure can have.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Domain {
    min: Option<Ratio>,
    max: Option<Ratio>,
    /// All values are multiples of it.
    step: Option<Ratio>,
}

fn number(value: Quantity) -> Ratio {
    Ratio::from_quantity(value)
}

impl Domain {
    pub(super) fn of(measure: &Measure, set: &CriteriaSet) -> Self {
        let fact = |id: &str| set.fact_index(id).and_then(|index| set.facts().get(index));
        let of_fact = |id: &str| match &fact(id)?.kind {
            FactKind::Number(kind) => Some(Self {
                min: Some(number(kind.min)),
                max: Some(number(kind.max)),
                step: Quantity::new(1, u8::try_from(kind.decimals).ok()?)
                    .ok()
                    .map(number),
            }),
            _ => None,
        };
        let percent = Self {
            min: Some(Ratio::ZERO),
            max: Some(Ratio::from_int(100)),
            step: None,
        };
        match measure {
            Measure::Fact(id) => of_fact(id.as_str()).unwrap_or_default(),
            Measure::Share(_)
            | Measure::Completion(_)
            | Measure::Punctuality(_)
            | Measure::RowShare(_) => percent,
            Measure::Rows(rows) => {
                let most = fact(rows.table.as_str()).and_then(|fact| match &fact.kind {
                    FactKind::Table(kind) => Some(kind.max_rows.unwrap_or(1_000)),
                    _ => None,
                });
                Self {
                    min: Some(Ratio::ZERO),
                    max: most.map(|most| Ratio::from_int(i64::from(most))),
                    step: Some(Ratio::ONE),
                }
            }
            Measure::DaysLate(_) => Self {
                min: Some(Ratio::ZERO),
                max: None,
                step: Some(Ratio::ONE),
            },
            Measure::Total(_)
            | Measure::WeightedAnswers(_)
            | Measure::Growth(_)
            | Measure::Choice(_)
            | Measure::Timeliness(_) => Self::default(),
        }
    }

    /// The least domain that holds both.
    pub(super) fn hull(self, other: Self) -> Self {
        let both = |a: Option<Ratio>, b: Option<Ratio>, pick: fn(Ratio, Ratio) -> Ratio| {
            a.zip(b).map(|(a, b)| pick(a, b))
        };
        Self {
            min: both(self.min, other.min, Ord::min),
            max: both(self.max, other.max, Ord::max),
            // Steps are powers of ten, so the finer holds both.
            step: both(self.step, other.step, Ord::min),
        }
    }

    fn least(self, edge: Edge) -> Option<Edge> {
        let edge = match (edge, self.min) {
            (Some((value, _)), Some(min)) if value < min => Some((min, true)),
            (None, Some(min)) => Some((min, true)),
            (edge, _) => edge,
        };
        let (Some((value, included)), Some(step)) = (edge, self.step) else {
            return Some(edge);
        };
        let steps = value.checked_div(step)?;
        let mut whole = steps.ceil();
        if !included && Ratio::new(whole, 1)? == steps {
            whole = whole.checked_add(1)?;
        }
        Some(Some((step.checked_mul(Ratio::new(whole, 1)?)?, true)))
    }

    fn greatest(self, edge: Edge) -> Option<Edge> {
        let edge = match (edge, self.max) {
            (Some((value, _)), Some(max)) if value > max => Some((max, true)),
            (None, Some(max)) => Some((max, true)),
            (edge, _) => edge,
        };
        let (Some((value, included)), Some(step)) = (edge, self.step) else {
            return Some(edge);
        };
        let steps = value.checked_div(step)?;
        let mut whole = steps.floor();
        if !included && Ratio::new(whole, 1)? == steps {
            whole = whole.checked_sub(1)?;
        }
        Some(Some((step.checked_mul(Ratio::new(whole, 1)?)?, true)))
    }

    /// Whether one piece begins where another ends.
    fn touches(self, to: Edge, from: Edge) -> Option<bool> {
        let (Some((end, end_in)), Some((start, start_in))) = (to, from) else {
            return Some(false);
        };
        Some(match self.step {
            Some(step) => end.checked_add(step)? == start,
            None => end == start && end_in != start_in,
        })
    }
}

/// The pieces of a numeric scale in ascending order, cut to the domain, neighbours on one line joined
///
/// `None` for options, for a deduction with a knock-out, and where a number does not fit.
pub(super) fn pieces(scale: &Scale, domain: Domain) -> Option<Vec<Piece>> {
    let mut cut: Vec<Piece> = Vec::new();
    for mut piece in raw(scale)? {
        piece.from = domain.least(piece.from)?;
        piece.to = domain.greatest(piece.to)?;
        if let (Some((from, from_in)), Some((to, to_in))) = (piece.from, piece.to) {
            if from > to || (from == to && !(from_in && to_in)) {
                continue;
            }
            if from == to {
                piece.base = piece.slope.checked_mul(from)?.checked_add(piece.base)?;
                piece.slope = Ratio::ZERO;
            }
        }
        match cut.last_mut() {
            Some(last) if last.points_equal(&piece) && domain.touches(last.to, piece.from)? => {
                last.to = piece.to;
            }
            _ => cut.push(piece),
        }
    }
    Some(cut)
}

fn constant(from: Edge, to: Edge, points: Ratio) -> Piece {
    Piece {
        from,
        to,
        slope: Ratio::ZERO,
        base: points,
        band: 0,
    }
}

/// The line through two points.
fn line(from: Edge, to: Edge, (x1, y1): (Ratio, Ratio), (x2, y2): (Ratio, Ratio)) -> Option<Piece> {
    let slope = y2
        .checked_sub(y1)?
        .checked_div(x2.checked_sub(x1)?)?
        .reduced();
    Some(Piece {
        from,
        to,
        slope,
        base: y1.checked_sub(slope.checked_mul(x1)?)?.reduced(),
        band: 0,
    })
}

fn raw(scale: &Scale) -> Option<Vec<Piece>> {
    match scale {
        Scale::Bands(bands) => of_bands(bands),
        Scale::Proportional(scale) => {
            let (full, points) = (number(scale.full_at), number(scale.points));
            let start = scale.floor.map_or(Ratio::ZERO, number).max(Ratio::ZERO);
            let mut all = vec![constant(None, Some((start, false)), Ratio::ZERO)];
            if start < full {
                let ends = ((Ratio::ZERO, Ratio::ZERO), (full, points));
                all.push(line(
                    Some((start, true)),
                    Some((full, false)),
                    ends.0,
                    ends.1,
                )?);
            }
            all.push(constant(Some((start.max(full), true)), None, points));
            Some(all)
        }
        Scale::PerItem(scale) => {
            let (each, cap) = (number(scale.each), number(scale.cap));
            let full = cap.checked_div(each).filter(|full| *full > Ratio::ZERO)?;
            Some(vec![
                constant(None, Some((Ratio::ZERO, false)), Ratio::ZERO),
                line(
                    Some((Ratio::ZERO, true)),
                    Some((full, false)),
                    (Ratio::ZERO, Ratio::ZERO),
                    (full, cap),
                )?,
                constant(Some((full, true)), None, cap),
            ])
        }
        Scale::Deduction(scale) if scale.knock_out.is_empty() => {
            let (from, each) = (number(scale.from), number(scale.each));
            let floor = scale.floor.map_or(Ratio::ZERO, number);
            let end = from.checked_sub(floor)?.checked_div(each)?;
            if end <= Ratio::ZERO {
                return None;
            }
            Some(vec![
                line(None, Some((end, false)), (Ratio::ZERO, from), (end, floor))?,
                constant(Some((end, true)), None, floor),
            ])
        }
        Scale::Options(_) | Scale::Deduction(_) => None,
        Scale::Goalposts(scale) => {
            let worst = (number(scale.worst), number(scale.points_at_worst));
            let best = (number(scale.best), number(scale.points_at_best));
            let (low, high) = if worst.0 < best.0 {
                (worst, best)
            } else {
                (best, worst)
            };
            Some(vec![
                constant(None, Some((low.0, false)), low.1),
                line(Some((low.0, true)), Some((high.0, false)), low, high)?,
                constant(Some((high.0, true)), None, high.1),
            ])
        }
    }
}

fn of_bands(bands: &[Band]) -> Option<Vec<Piece>> {
    let mut order: Vec<usize> = (0..bands.len()).collect();
    order.sort_by_key(|at| bands.get(*at).map(|band| (band.from, band.from_excluded)));
    let mut all = Vec::with_capacity(bands.len());
    for at in order {
        let band = bands.get(at)?;
        let from = band.from.map(|from| (number(from), !band.from_excluded));
        let to = band.to.map(|to| (number(to), band.to_included));
        let piece = match (&band.linear, band.points) {
            (Some(linear), _) => {
                let (start, end) = (number(band.from?), number(band.to?));
                line(
                    from,
                    to,
                    (start, number(linear.at_from)),
                    (end, number(linear.at_to)),
                )?
            }
            (None, Some(points)) => constant(from, to, number(points)),
            (None, None) => return None,
        };
        all.push(Piece { band: at, ..piece });
    }
    Some(all)
}
