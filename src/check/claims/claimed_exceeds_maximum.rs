//! A claim above the maximum.

use super::sums::AreaClaims;
use super::{facts_come_to, settled};
use crate::check::scene::{Scene, Subject};
use crate::check::words::{comma, points};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, StakeOf};
use crate::number::Points;

pub(super) const ID: &str = "claimed-exceeds-maximum";

/// More points are claimed than there are
///
/// # What it does
///
/// Compares each claim with the maximum of its criterion. An area or a total is compared only where
/// no claims below it are given.
///
/// # Why it matters
///
/// The appraiser cuts it down to what the facts give, and the total changes.
///
/// # Example
///
/// 2.5 points claimed at a criterion of 2.
///
/// # Use instead
///
/// Claim what the facts give. Bonus points have criteria of their own.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct ClaimedExceedsMaximum {
    place: Place,
    claimed: Points,
    max: Points,
    computed: Option<Points>,
}

/// Where the claim stands.
#[derive(Clone, Debug)]
enum Place {
    Criterion(String),
    Area(String),
    Total,
}

impl Finding for ClaimedExceedsMaximum {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        let place = match &self.place {
            Place::Criterion(number) => {
                Message::new(format!("tiêu chí {number}"), format!("criterion {number}"))
            }
            Place::Area(number) => {
                Message::new(format!("lĩnh vực {number}"), format!("area {number}"))
            }
            Place::Total => Message::new("tổng điểm", "the total"),
        };
        let (claimed, max) = (points(self.claimed), self.max);
        Message::new(
            format!(
                "{}: tự chấm {}, vượt mức tối đa {}",
                place.vi,
                claimed.vi,
                comma(max)
            ),
            format!(
                "{}: {} claimed, above the maximum of {max}",
                place.en, claimed.en
            ),
        )
    }

    fn help(&self) -> Message {
        facts_come_to(
            self.computed,
            Message::new(
                "hãy ghi lại điểm tự chấm, không quá điểm tối đa",
                "write the claim again, at most the maximum",
            ),
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.claimed.to_string())
    }

    fn points_at_stake(&self) -> Option<Points> {
        self.claimed.checked_sub(self.computed.unwrap_or(self.max))
    }
}

pub(super) fn of(_: &Scene<'_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let (claimed, max) = (subject.score.claimed()?, subject.score.max());
    if claimed <= max {
        return None;
    }
    let computed = settled(subject);
    // A set that rounds a leaf up may itself give more than its maximum.
    if computed.is_some_and(|computed| claimed <= computed) {
        return None;
    }
    let place = Place::Criterion(subject.number().to_owned());
    let finding = ClaimedExceedsMaximum {
        place,
        claimed,
        max,
        computed,
    };
    let stake = finding.points_at_stake().unwrap_or_default();
    Some(
        Diagnostic::new(&finding, subject.claim_pointer())
            .with_stakes([subject.stake(StakeOf::Claimed, stake)]),
    )
}

/// Areas and the total, where nothing below them is claimed.
pub(super) fn above(scene: &Scene<'_>, found: &mut Diagnostics) {
    let areas = AreaClaims::of_all(scene);
    for area in areas.iter().filter(|area| area.is_empty()) {
        if let Some(claimed) = area.typed
            && claimed > area.max
        {
            let place = Place::Area(area.number.clone());
            let finding = ClaimedExceedsMaximum {
                place,
                claimed,
                max: area.max,
                computed: None,
            };
            found.push(Diagnostic::new(&finding, area.pointer()));
        }
    }
    let nothing_below = areas
        .iter()
        .all(|area| area.is_empty() && area.typed.is_none());
    let total = scene
        .file
        .claims
        .as_ref()
        .and_then(|claims| Points::from_quantity(claims.total?));
    if let Some(claimed) = total
        && nothing_below
        && scene.set.file().bonus.is_none()
        && claimed > scene.set.max_points()
    {
        let max = scene.set.max_points();
        let finding = ClaimedExceedsMaximum {
            place: Place::Total,
            claimed,
            max,
            computed: None,
        };
        found.push(Diagnostic::new(&finding, "/claims/total"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::tests::{edited, edited_for, edited_scorer, fixture, messages, places};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "tiêu chí 1.2: tự chấm 2,5 điểm, vượt mức tối đa 2"
        );
        assert_eq!(
            first.en,
            "criterion 1.2: 2.5 points claimed, above the maximum of 2"
        );
    }

    #[test]
    fn areas_and_the_total_are_compared_where_nothing_below_is_claimed() {
        let claims = json!({ "areas": { "a1": 7, "a2": 4 }, "total": 11 });
        let found = edited(&[("/claims", claims)]);
        assert_eq!(places(&found), [(super::ID, "/claims/areas/a1".to_owned())]);
        // With bonus points a total may be above the scale.
        assert!(edited(&[("/claims", json!({ "total": 15.5 }))]).is_empty());
        let scorer = edited_scorer(|set| {
            set.as_object_mut().unwrap().remove("bonus");
        });
        let found = edited_for(
            &scorer,
            &[
                ("/claims", json!({ "total": 15.5 })),
                ("/facts/award", json!(null)),
            ],
        );
        assert_eq!(places(&found), [(super::ID, "/claims/total".to_owned())]);
    }
}
