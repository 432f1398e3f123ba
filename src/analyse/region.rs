//! The points of a measure that has too many readings to go through: stretch by stretch.

use super::interval::{Piece, Pieces};
use crate::number::{Ratio, Rounding};
use crate::rule::{Amount, Cell, Given, Reading, Scale, Score, give, possible};

/// The points of every reading, and whether there may be nothing to measure
///
/// Between two neighbouring turning points the points change evenly, so the ends of each stretch say
/// all. `None` where the readings could not be found.
pub(super) fn by_region(
    score: &Score,
    cells: &[Cell],
    rounding: Option<Rounding>,
    max: i64,
) -> Option<(Pieces, bool)> {
    let mut turns = Vec::new();
    score.scale.turning_points(&mut turns);
    turns.sort_unstable();
    turns.dedup();
    let found = possible(&score.measure, cells, rounding, &turns);
    if !found.ends_exact && found.readings.contains(&Reading::Contradiction) {
        return None;
    }
    let given = |reading: Reading| match give(&score.measure, &score.scale, reading, max) {
        Given::Points(points, _) => Some(points),
        Given::Excluded | Given::Unassessable => None,
    };
    let mut numbers = Vec::new();
    let (mut pieces, mut may_be_empty) = (Pieces::new(), false);
    for reading in &found.readings {
        match reading {
            Reading::Number(value) => numbers.push(*value),
            Reading::Empty => may_be_empty = true,
            Reading::Contradiction => {}
            Reading::Choice(_) | Reading::NotDone => {
                pieces.extend(given(*reading).map(Piece::at));
            }
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    let (Some(lowest), Some(highest)) = (numbers.first().copied(), numbers.last().copied()) else {
        return Some((pieces, may_be_empty));
    };
    let at = |value: Ratio| given(Reading::Number(value));
    if matches!(score.scale, Scale::PerItem { .. } | Scale::Deduction { .. }) {
        pieces.push(Piece::closed(at(lowest)?, at(highest)?));
        return Some((pieces, may_be_empty));
    }
    let region = |value: &Ratio| turns.partition_point(|turn| turn < value);
    for group in
        numbers.chunk_by(|a, b| region(a) == region(b) && !turns.contains(a) && !turns.contains(b))
    {
        let (Some(first), Some(last)) = (group.first().copied(), group.last().copied()) else {
            continue;
        };
        if found.inside_exact || turns.contains(&first) {
            if let (Some(start), Some(end)) = (at(first), at(last)) {
                pieces.push(Piece::closed(start, end));
            }
            continue;
        }
        // Only some readings of the stretch are known: follow the line to both ends.
        let index = region(&first);
        let start = index
            .checked_sub(1)
            .and_then(|before| turns.get(before).copied())
            .map_or((lowest, false), |turn| {
                if turn > lowest {
                    (turn, true)
                } else {
                    (lowest, false)
                }
            });
        let end = turns.get(index).copied().map_or((highest, false), |turn| {
            if turn < highest {
                (turn, true)
            } else {
                (highest, false)
            }
        });
        if let Some(piece) = along(start, end, &at) {
            pieces.push(piece?);
        }
    }
    Some((pieces, may_be_empty))
}

/// The points along a line between two values; `None` where nothing is given there.
fn along(
    start: (Ratio, bool),
    end: (Ratio, bool),
    at: &impl Fn(Ratio) -> Option<Amount>,
) -> Option<Option<Piece>> {
    if start.0 == end.0 {
        return at(start.0).map(|points| Some(Piece::at(points)));
    }
    let half = Ratio::new(1, 2)?;
    let middle = start.0.checked_add(end.0)?.checked_mul(half)?;
    let quarter = start.0.checked_add(middle)?.checked_mul(half)?;
    let (at_middle, at_quarter) = (at(middle)?, at(quarter)?);
    Some((|| {
        let first = at_quarter.add(at_quarter)?.sub(at_middle)?;
        let last = at_middle.add(at_middle)?.sub(first)?;
        Some(Piece::over((first, start.1), (last, end.1)))
    })())
}
