//! Scales, each earning the maximum of its place somewhere.

use crate::draft::{Draft, Place};
use crate::json::{Decimal, Json, Object, points, tagged};
use crate::measure::Numeric;
use crate::word::{Wordy, yes_no};

/// A scale, and whether more of the measure is never worse
pub(crate) struct Scaled {
    pub(crate) json: Json,
    pub(crate) rising: bool,
}

/// Points for each word
pub(crate) fn options(draft: &mut Draft<'_>, wordy: &Wordy, max: i64) -> Json {
    let fractions = match draft.dice.below(4) {
        0 | 1 => [max, max / 2, 0, max / 4],
        2 => [max, 0, 0, 0],
        _ => [max, max / 4, max / 4, 0],
    };
    let swap = draft.dice.once_in(5);
    let leave_out = wordy.words.len() > 2 && draft.dice.once_in(12);
    let mut list = Vec::new();
    for (at, word) in wordy.words.iter().enumerate() {
        let last = at + 1 == wordy.words.len();
        if leave_out && at == 1 {
            continue;
        }
        let value = if last && at == 1 { 0 } else { fractions[at] };
        list.push((*word, value));
    }
    if swap && wordy.words.len() == 2 {
        let value = list[0].1;
        list[0].1 = list[1].1;
        list[1].1 = value;
    }
    let list: Vec<Json> = list
        .into_iter()
        .map(|(word, value)| {
            Object::new()
                .with("is", word)
                .with("points", points(value))
                .into()
        })
        .collect();
    tagged("options", list)
}

/// A scale for a measure that gives a number
pub(crate) fn number_scale(
    draft: &mut Draft<'_>,
    place: Place,
    measure: &Numeric,
    max: i64,
    worse: bool,
) -> Scaled {
    let counts = measure.short && measure.low.mantissa >= 0;
    let from_zero = measure.low.mantissa == 0;
    match draft.dice.below(8) {
        3 if !place.finite && !worse => proportional(draft, measure, max),
        4 if counts && !worse => per_item(measure, max),
        5 if measure.short && from_zero => deduction(draft, max),
        6 if !place.finite => goalposts(draft, measure, max, worse),
        _ => bands(draft, place, measure, max, worse),
    }
}

/// Bands without overlap; once in a while with a gap
fn bands(draft: &mut Draft<'_>, place: Place, measure: &Numeric, max: i64, worse: bool) -> Scaled {
    let limits = &measure.limits;
    let mut values = match limits.len() {
        1 => vec![0, max],
        2 => vec![0, max / 2, max],
        _ => vec![0, max / 4, max / 2, max],
    };
    let mut rising = true;
    let order = draft.dice.below(8);
    if measure.rising {
        // The values stand.
    } else if worse != (order == 7) {
        values.reverse();
        rising = false;
    } else if order == 6 && values.len() > 2 {
        values.swap(0, 1);
        rising = false;
    }
    let gap = values.len() > 2 && draft.dice.once_in(14);
    let mut below = Vec::new();
    for limit in limits {
        let at_end = limit.micro() >= measure.high.micro();
        below.push(!at_end && draft.dice.once_in(4));
    }
    let last = values.len() - 1;
    let mut list = Vec::new();
    for (at, value) in values.iter().copied().enumerate() {
        if gap && at == 1 && value != max {
            rising = false;
            continue;
        }
        let mut band = Object::new();
        if at > 0 {
            band = band.with("from", limits[at - 1]);
            if below[at - 1] {
                band = band.with("from_excluded", true);
            }
        } else if draft.dice.once_in(4) {
            band = band.with("from", measure.low);
        }
        if at < last {
            band = band.with("to", limits[at]);
            if below[at] {
                band = band.with("to_included", true);
            }
        } else if draft.dice.once_in(4) {
            band = band.with("to", measure.high).with("to_included", true);
        }
        let linear = !place.finite && at > 0 && at < last && draft.dice.once_in(3);
        band = if linear {
            let ends = Object::new()
                .with("at_from", points(value))
                .with("at_to", points(values[at + 1]));
            band.with("linear", ends)
        } else {
            band.with("points", points(value))
        };
        list.push(band);
    }
    if draft.dice.once_in(4) {
        list.reverse();
    }
    Scaled {
        json: tagged("bands", list),
        rising,
    }
}

fn proportional(draft: &mut Draft<'_>, measure: &Numeric, max: i64) -> Scaled {
    let full_at = measure
        .limits
        .last()
        .copied()
        .filter(|limit| limit.mantissa > 0)
        .unwrap_or(measure.high);
    let floor = measure
        .limits
        .first()
        .copied()
        .filter(|floor| floor.micro() < full_at.micro() && draft.dice.once_in(2));
    let json = Object::new()
        .with("points", points(max))
        .with("full_at", full_at)
        .maybe("floor", floor);
    Scaled {
        json: tagged("proportional", json),
        rising: true,
    }
}

fn per_item(measure: &Numeric, max: i64) -> Scaled {
    // The greatest measure must reach the cap: each × high >= max.
    let high = measure.high.micro();
    let each = [max / 4, max / 2, max]
        .into_iter()
        .find(|each| each.saturating_mul(high / 1000) >= max.saturating_mul(1000))
        .unwrap_or(max * 10);
    let json = Object::new()
        .with("each", points(each))
        .with("cap", points(max));
    Scaled {
        json: tagged("per-item", json),
        rising: true,
    }
}

fn deduction(draft: &mut Draft<'_>, max: i64) -> Scaled {
    let each = draft.dice.of(&[max / 4, max / 2, max / 10]);
    let floor = draft.dice.of(&[None, None, Some(0), Some(max / 4)]);
    let mut knock_out = Vec::new();
    if draft.dice.once_in(3) {
        let wordy = yes_no(draft);
        let condition = Object::new()
            .with("measure", wordy.json)
            .with("one_of", vec!["yes"]);
        knock_out.push(condition);
    }
    let json = Object::new()
        .with("from", points(max))
        .with("each", points(each))
        .maybe("floor", floor.map(points))
        .filled("knock_out", knock_out);
    Scaled {
        json: tagged("deduction", json),
        rising: false,
    }
}

fn goalposts(draft: &mut Draft<'_>, measure: &Numeric, max: i64, worse: bool) -> Scaled {
    let limit = measure.limits.first().copied().unwrap_or(measure.high);
    let (worst, best) = if worse {
        (limit, measure.low)
    } else {
        match draft.dice.below(3) {
            0 => (measure.low, limit),
            1 if !measure.rising => (limit, measure.low),
            _ => (measure.low, measure.high),
        }
    };
    let rising = worst.micro() < best.micro();
    let at_worst = draft.dice.of(&[0, 0, max / 4]);
    let json = Object::new()
        .with("worst", worst)
        .with("best", best)
        .with("points_at_worst", points(at_worst))
        .with("points_at_best", points(max));
    Scaled {
        json: tagged("goalposts", json),
        rising,
    }
}

/// A condition that some values meet and others do not
pub(crate) fn limit_condition(draft: &mut Draft<'_>, measure: &Numeric) -> Object {
    let condition = Object::new().with("measure", measure.json.clone());
    let first = measure.limits.first().copied().unwrap_or(measure.high);
    let at_most: Decimal = first;
    match draft.dice.below(6) {
        2 if first.micro() < measure.high.micro() => condition.with("more_than", first),
        3 => condition.with("less_than", first),
        4 => condition.with("at_most", at_most),
        5 if measure.short => condition.with("equals", first),
        _ => condition.with("at_least", first),
    }
}
