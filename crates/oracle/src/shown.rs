//! The least (or greatest) points that the documents on file leave possible (semantics §6).

use crate::json::Json;
use crate::node::{Fixed, Scene, Status, decide, node};
use crate::number::{self, Q, zero};
use crate::tree::{Inner, PartClaim, gate, inner, part_claim, redistribution};

/// The same rule as typed and by the documents on file
pub(crate) struct Both<'b, 'a> {
    pub(crate) typed: &'b Scene<'b, 'a>,
    pub(crate) filed: &'b Scene<'b, 'a>,
    /// Which end is asked for: the least points of a criterion, the greatest of a penalty.
    pub(crate) greatest: bool,
}

impl Both<'_, '_> {
    fn end(&self, low: Q, high: Q) -> Q {
        if self.greatest { high } else { low }
    }

    fn between(&self, one: Q, other: Q) -> Q {
        if self.greatest {
            one.max(other)
        } else {
            one.min(other)
        }
    }

    /// Σ over the known nodes of a rule, each cell ranging over what the documents leave possible
    ///
    /// `None` where no node is known; `fixed` are cells of the documents' side that have a value.
    pub(crate) fn shown(&self, rule: &Json, max: &Q, fixed: &Fixed) -> Result<Option<Q>, String> {
        let (kind, payload) = rule.tag()?;
        match kind {
            "score" | "cases" => {
                let typed = node(self.typed, kind, payload, max, &Fixed::new())?;
                if typed.status != Status::Known {
                    return Ok(None);
                }
                let filed = node(self.filed, kind, payload, max, fixed)?;
                Ok(Some(self.end(filed.low, filed.high)))
            }
            "gate" => self.gate(payload, max, fixed),
            "sum" => self.sum(payload, fixed),
            other => Err(format!("unknown rule `{other}`")),
        }
    }

    fn sum(&self, sum: &Json, fixed: &Fixed) -> Result<Option<Q>, String> {
        let claimed = self.typed.claimed;
        let Some(factor) = redistribution(sum, claimed)? else {
            return Ok(None);
        };
        let mut points: Option<Q> = None;
        for part in sum.list("parts") {
            let max = number::number_at(part, "max_points")?;
            let here = match part_claim(part, claimed)? {
                PartClaim::Stays => self.shown(part.get("rule"), &max, fixed)?,
                PartClaim::Full => Some(max),
                PartClaim::Drop | PartClaim::Redistribute => None,
            };
            if let Some(here) = here {
                points = Some(points.unwrap_or_else(zero) + &factor * here);
            }
        }
        let cap = number::optional(sum, "cap")?;
        Ok(points.map(|points| match cap {
            Some(cap) => points.min(cap),
            None => points,
        }))
    }

    fn gate(&self, gate: &Json, max: &Q, fixed: &Fixed) -> Result<Option<Q>, String> {
        let then = gate.get("then");
        let otherwise = number::optional(gate, "otherwise")?.unwrap_or_else(zero);
        let as_typed = decide(self.typed, gate.list("when"), &Fixed::new())?;
        let as_filed = decide(self.filed, gate.list("when"), fixed)?;
        let transparent = !as_typed.holding.is_empty() && !as_typed.fails && !as_typed.may_fail;
        if transparent && self.shown(then, max, fixed)?.is_none() {
            return Ok(None);
        }
        if !transparent && !known(self.typed, gate, max)? {
            return Ok(None);
        }
        let mut points: Option<Q> = as_filed.fails.then(|| otherwise.clone());
        if transparent {
            for made in &as_filed.holding {
                if let Some(here) = self.shown(then, max, made)? {
                    points = Some(match points {
                        None => here,
                        Some(points) => self.between(points, here),
                    });
                }
            }
        } else if let Some(Inner { low, high, .. }) =
            inner(self.filed, then, max, fixed, &as_filed)?
        {
            let here = self.end(low, high);
            points = Some(match points {
                None => here,
                Some(points) => self.between(points, here),
            });
        }
        Ok(Some(
            points.unwrap_or_else(|| self.end(zero(), max.clone())),
        ))
    }
}

/// Whether a gate that does not hold for certain is one known node
fn known(typed: &Scene<'_, '_>, payload: &Json, max: &Q) -> Result<bool, String> {
    Ok(gate(typed, payload, max, &Fixed::new())?.all(Status::Known))
}
