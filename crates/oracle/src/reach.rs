//! The most that points come to with what may leave the denominator, however they are rounded
//! (semantics §8).

use std::collections::BTreeSet;

use crate::json::Json;
use crate::number::{self, Q, Rounding, nano, to_grid, whole, zero};
use crate::tree::{PartClaim, part_claim, redistribution};

/// Most different rests that are gone through
const RESTS: i64 = 10_000;

/// What may leave the denominator
#[derive(Clone, Debug)]
pub(crate) struct Leaving {
    /// At most.
    pub(crate) most: Q,
    /// Of what it is a multiple; 0 where nothing may leave.
    pub(crate) step: Q,
}

impl Leaving {
    pub(crate) fn nothing() -> Self {
        Self {
            most: zero(),
            step: zero(),
        }
    }

    /// Adds what may leave elsewhere
    pub(crate) fn add(&mut self, other: &Self, factor: &Q) {
        if other.most > zero() {
            self.most += &other.most * factor;
            self.step = common(&self.step, &(&other.step * factor));
        }
    }
}

/// The greatest number of which both are multiples
pub(crate) fn common(one: &Q, other: &Q) -> Q {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != zero() {
        let rest = &one - &other * (&one / &other).trunc();
        (one, other) = (other, rest);
    }
    one
}

/// The greatest number of which all is a multiple that may leave with a rule at a place
pub(crate) fn step_of(rule: &Json, max: &Q, claimed: &BTreeSet<String>) -> Result<Q, String> {
    let (kind, payload) = rule.tag()?;
    match kind {
        "gate" => step_of(payload.get("then"), max, claimed),
        "score" => {
            let (_, measure) = payload.get("measure").tag()?;
            let leaves = measure.text("when_empty") == Some("leave-denominator");
            Ok(if leaves { max.clone() } else { zero() })
        }
        "sum" => {
            let Some(factor) = redistribution(payload, claimed)? else {
                return Ok(max.clone());
            };
            let (mut step, mut all) = (zero(), zero());
            for part in payload.list("parts") {
                let max = number::number_at(part, "max_points")?;
                let claim = part_claim(part, claimed)?;
                let own = match claim {
                    PartClaim::Stays => step_of(part.get("rule"), &max, claimed)? * &factor,
                    PartClaim::Drop => max.clone(),
                    PartClaim::Redistribute | PartClaim::Full => zero(),
                };
                step = common(&step, &own);
                all += match claim {
                    PartClaim::Stays | PartClaim::Full => max * &factor,
                    PartClaim::Drop => max,
                    PartClaim::Redistribute => zero(),
                };
            }
            match number::optional(payload, "cap")? {
                Some(cap) if step > zero() => Ok(common(&step, &(cap - all))),
                _ => Ok(step),
            }
        }
        _ => Ok(zero()),
    }
}

/// The greatest of R(u − δ) + δ
pub(crate) fn reach(points: &Q, rounding: &Rounding, leaving: &Leaving) -> Result<Q, String> {
    let plain = rounding.apply(points)?;
    let Some(last) = rounding.last_place() else {
        return Ok(plain);
    };
    if leaving.most <= zero() || leaving.step <= zero() {
        return Ok(plain);
    }
    let again = if rounding.is_to_even() {
        whole(2) * &last
    } else {
        last.clone()
    };
    // After so many multiples the rests come again.
    let rests = &again / common(&again, &leaving.step);
    let times = (&leaving.most / &leaving.step).trunc();
    if rests > whole(RESTS) && times >= whole(RESTS) {
        return Ok((points + last).min(plain + &leaving.most));
    }
    let mut most = plain;
    let mut at = |from: Q| -> Result<(), String> {
        let (mut time, until) = (from.clone(), from + &rests);
        while time < until && time <= times {
            let gone = &time * &leaving.step;
            most = most.clone().max(rounding.apply(&(points - &gone))? + gone);
            time += whole(1);
        }
        Ok(())
    };
    at(zero())?;
    // What is below 0 is rounded the other way round.
    let below = (points / &leaving.step).trunc() + whole(1);
    at(below.max(zero()))?;
    Ok(most)
}

/// What leaves a leaf, and what its points come to with that
pub(crate) fn of_leaf(
    points: &Q,
    excluded: &Q,
    leaving: Leaving,
    rounding: &Rounding,
) -> Result<(Leaving, Q), String> {
    let rounding = rounding.or_grid();
    let gone = to_grid(excluded)?;
    let most = to_grid(&(excluded + &leaving.most))? - &gone;
    if most <= zero() {
        return Ok((Leaving::nothing(), rounding.apply(points)?));
    }
    let is_on_grid = |value: &Q| (value / nano()).is_integer();
    let (step, points) = if is_on_grid(excluded) && is_on_grid(&leaving.step) {
        (leaving.step, points.clone())
    } else {
        (nano(), points + excluded - gone + nano() / whole(2))
    };
    let leaving = Leaving { most, step };
    let reach = to_grid(&reach(&points, &rounding, &leaving)?)?;
    Ok((leaving, reach))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::parse;

    #[test]
    fn the_greatest_common_divisor_of_fractions() {
        let third = whole(1) / whole(3);
        assert_eq!(common(&third, &parse("0.5").unwrap()), whole(1) / whole(6));
        assert_eq!(common(&zero(), &third), third);
    }
}
