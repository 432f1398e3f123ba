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

/// What has left a leaf where that, or what it is a multiple of, is not on the grid
struct Beside<'a>(&'a Q);

impl Beside<'_> {
    /// What the denominator has less when so much more leaves
    fn less(&self, gone: &Q) -> Result<Q, String> {
        Ok(to_grid(&(self.0 + gone))? - to_grid(self.0)?)
    }
}

/// The greatest of R(u − δ) and what the denominator then has less
fn greatest(
    points: &Q,
    rounding: &Rounding,
    leaving: &Leaving,
    beside: Option<&Beside<'_>>,
) -> Result<Q, String> {
    let plain = rounding.apply(points)?;
    let Some(last) = rounding.last_place() else {
        return Ok(plain);
    };
    if leaving.most <= zero() || leaving.step <= zero() {
        return Ok(plain);
    }
    let less = |gone: &Q| match beside {
        Some(beside) => beside.less(gone),
        None => Ok(gone.clone()),
    };
    let times = (&leaving.most / &leaving.step).trunc();
    let rests = if beside.is_some() {
        &times + whole(1)
    } else {
        let again = if rounding.is_to_even() {
            whole(2) * &last
        } else {
            last.clone()
        };
        // After so many multiples the rests come again.
        &again / common(&again, &leaving.step)
    };
    if rests > whole(RESTS) && times >= whole(RESTS) {
        let more = match beside {
            Some(Beside(gone)) => *gone - to_grid(gone)? + nano() / whole(2),
            None => zero(),
        };
        return Ok((points + more + last).min(plain + less(&leaving.most)?));
    }
    let mut most = plain;
    let mut at = |from: Q| -> Result<(), String> {
        let (mut time, until) = (from.clone(), from + &rests);
        while time < until && time <= times {
            let gone = &time * &leaving.step;
            let own = rounding.apply(&(points - &gone))? + less(&gone)?;
            most = most.clone().max(own);
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

/// What the points of an area come to with what may leave
pub(crate) fn of_area(points: &Q, rounding: &Rounding, leaving: &Leaving) -> Result<Q, String> {
    greatest(points, rounding, leaving, None)
}

/// What leaves a leaf, and what its points come to with that
pub(crate) fn of_leaf(
    points: &Q,
    excluded: &Q,
    leaving: &Leaving,
    rounding: &Rounding,
) -> Result<(Leaving, Q), String> {
    let rounding = rounding.or_grid();
    let beside = Beside(excluded);
    let most = beside.less(&leaving.most)?;
    if most <= zero() {
        return Ok((Leaving::nothing(), rounding.apply(points)?));
    }
    let is_on_grid = |value: &Q| (value / nano()).is_integer();
    let (step, beside) = if is_on_grid(excluded) && is_on_grid(&leaving.step) {
        (leaving.step.clone(), None)
    } else {
        (nano(), Some(&beside))
    };
    let reach = to_grid(&greatest(points, &rounding, leaving, beside)?)?;
    Ok((Leaving { most, step }, reach))
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
