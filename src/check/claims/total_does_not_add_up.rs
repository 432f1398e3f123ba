//! The typed total.

use super::reconcile::{self, CellChange};
use super::sums::{AreaClaims, distance};
use crate::check::scene::Scene;
use crate::check::words::{comma, points};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::{Adjustment, AdjustmentApplies};
use crate::model::Home;
use crate::number::{Points, Ratio};

pub(super) const ID: &str = "total-does-not-add-up";

/// The typed total is not the sum of what it is made of
///
/// # What it does
///
/// Adds up the areas as typed, or, where an area is not typed, the claims below it, and compares the
/// sum with the typed total. Bonus and penalty points may be in the total or not. Where one area
/// alone explains the difference (left out, counted twice, or counted by other claims than its typed
/// sum), the message says so, and the help names the cells of which one alone, changed, makes the whole
/// sheet add up. A total that is right for the claims is not reported: then it is an
/// area that is wrong.
///
/// # Why it matters
///
/// A department's real report printed 83.05 where its seven areas add up to 83.00. The appraiser
/// finds it first.
///
/// # Example
///
/// Areas of 11, 10.5, 13, 10, 14.5, 9.5 and 14.5 with a total of 83.05.
///
/// # Use instead
///
/// Correct the total, or the area that is wrong.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct TotalDoesNotAddUp {
    typed: Points,
    sum: Points,
    of_areas: bool,
    explained: Option<(String, Why)>,
    changes: Vec<CellChange>,
}

/// How one area explains the difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    LeftOut,
    CountedTwice,
    /// The total counts the claims below it instead of its typed sum.
    CountsClaims(Points),
}

impl Finding for TotalDoesNotAddUp {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        let Self { typed, sum, .. } = self;
        let difference = points(distance(*typed, *sum));
        let of = if self.of_areas {
            ("các lĩnh vực", "the areas")
        } else {
            ("các tiêu chí", "the criteria")
        };
        let mut message = Message::new(
            format!(
                "tổng điểm ghi {}, nhưng {} cộng lại được {} (lệch {})",
                comma(typed),
                of.0,
                comma(sum),
                difference.vi
            ),
            format!(
                "a total of {typed} is typed, but {} add up to {sum} (a difference of {})",
                of.1, difference.en
            ),
        );
        if let Some((area, why)) = &self.explained {
            let why = match why {
                Why::LeftOut => Message::new(
                    format!("riêng lĩnh vực {area} bị bỏ sót là đủ giải thích"),
                    format!("area {area} left out explains it alone"),
                ),
                Why::CountedTwice => Message::new(
                    format!("riêng lĩnh vực {area} bị cộng hai lần là đủ giải thích"),
                    format!("area {area} counted twice explains it alone"),
                ),
                Why::CountsClaims(claims) => Message::new(
                    format!(
                        "riêng lĩnh vực {area} là đủ giải thích: các tiêu chí của nó cộng được {}",
                        comma(claims)
                    ),
                    format!("area {area} explains it alone: its criteria add up to {claims}"),
                ),
            };
            message.vi = format!("{}; {}", message.vi, why.vi);
            message.en = format!("{}; {}", message.en, why.en);
        }
        message
    }

    fn help(&self) -> Message {
        if let Some(help) = reconcile::help(&self.changes) {
            return help;
        }
        Message::new(
            "hãy sửa tổng điểm, hoặc sửa điểm của lĩnh vực ghi sai",
            "correct the total, or the area that is wrong",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.sum.to_string())
    }

    fn points_at_stake(&self) -> Option<Points> {
        Some(distance(self.typed, self.sum))
    }
}

pub(super) fn check(scene: &Scene<'_>, changes: &[CellChange], found: &mut Diagnostics) {
    found.extend(of_total(scene, changes));
}

/// Whether the typed total is the sum of the claims of all criteria.
pub(super) fn total_of_claims(
    scene: &Scene<'_>,
    areas: &[AreaClaims],
    typed: Option<Points>,
) -> bool {
    let sum = areas.iter().try_fold(Ratio::ZERO, |sum, area| {
        let [claims, _] = area.sums;
        sum.checked_add(claims.checked_mul(area.factor)?)
    });
    let complete = areas.iter().all(|area| area.missing == Ratio::ZERO)
        && areas.iter().any(|area| !area.is_empty());
    complete
        && typed
            .zip(sum)
            .is_some_and(|(typed, sum)| is_sum(scene, typed, sum))
}

pub(super) fn typed(scene: &Scene<'_>) -> Option<Points> {
    Points::from_quantity(scene.file.claims.as_ref()?.total?)
}

/// Whether the typed total is a sum, with or without bonus and penalty.
fn is_sum(scene: &Scene<'_>, typed: Points, sum: Ratio) -> bool {
    [Some(sum), adjusted(scene, sum)]
        .into_iter()
        .flatten()
        .any(|sum| scene.sum_as_typed(sum) == Some(typed))
}

/// The sum with the claimed bonus and penalty points, where they act on points.
fn adjusted(scene: &Scene<'_>, sum: Ratio) -> Option<Ratio> {
    let of = |home: Home, file: Option<&Adjustment>| {
        let file = file.filter(|file| file.applies == AdjustmentApplies::Points)?;
        let claims = scene
            .subjects
            .iter()
            .filter(|subject| subject.model.home() == home);
        let sum = claims
            .filter_map(|subject| subject.score.claimed())
            .try_fold(Points::ZERO, Points::checked_add)?;
        let cap = file.cap.and_then(Points::from_quantity);
        Some(Ratio::from_points(cap.map_or(sum, |cap| sum.min(cap))))
    };
    let file = scene.set.file();
    let bonus = of(Home::Bonus, file.bonus.as_ref()).unwrap_or(Ratio::ZERO);
    let penalty = of(Home::Penalty, file.penalty.as_ref()).unwrap_or(Ratio::ZERO);
    sum.checked_add(bonus)?.checked_sub(penalty)
}

/// The sum that a typed total should be, where it is none that can be right.
pub(super) fn expected(scene: &Scene<'_>, areas: &[AreaClaims], typed: Points) -> Option<Points> {
    let (mut sum, mut missing) = (Ratio::ZERO, Ratio::ZERO);
    for area in areas {
        let (own, more) = match area.typed {
            Some(typed) => (Ratio::from_points(typed), Ratio::ZERO),
            // Survey areas have no claims, and need none.
            None => (area.sums.first().copied()?, area.missing),
        };
        sum = sum.checked_add(own.checked_mul(area.factor)?)?;
        missing = missing.checked_add(more.checked_mul(area.factor)?)?;
    }
    let nothing = areas
        .iter()
        .all(|area| area.typed.is_none() && area.is_empty());
    if nothing || is_sum(scene, typed, sum) || total_of_claims(scene, areas, Some(typed)) {
        return None;
    }
    let most = adjusted(scene, sum.checked_add(missing)?)?;
    let least = adjusted(scene, sum)?;
    let may_be = |low: Ratio, high: Ratio| {
        Some(typed >= scene.sum_as_typed(low)? && typed <= scene.sum_as_typed(high)?)
    };
    if missing != Ratio::ZERO && (may_be(sum, sum.checked_add(missing)?)? || may_be(least, most)?) {
        return None;
    }
    // The nearer of the sums with and without bonus and penalty.
    let plain = scene.sum_as_typed(sum)?;
    let with = scene.sum_as_typed(least)?;
    Some(if distance(typed, with) < distance(typed, plain) {
        with
    } else {
        plain
    })
}

fn of_total(scene: &Scene<'_>, changes: &[CellChange]) -> Option<Diagnostic> {
    let typed = typed(scene)?;
    let areas = AreaClaims::of_all(scene);
    let sum = expected(scene, &areas, typed)?;
    let explained = explained(scene, &areas, typed, sum);
    let pointer = explained.as_ref().and_then(|(number, _)| {
        areas
            .iter()
            .find(|area| area.number == *number)
            .map(AreaClaims::pointer)
    });
    let of_areas = areas.iter().any(|area| area.typed.is_some());
    let finding = TotalDoesNotAddUp {
        typed,
        sum,
        of_areas,
        explained,
        changes: changes.to_vec(),
    };
    let diagnostic = Diagnostic::new(&finding, "/claims/total");
    Some(match pointer {
        Some(pointer) => diagnostic.with_other(pointer),
        None => diagnostic,
    })
}

/// The one area that explains the difference alone, if there is exactly one.
fn explained(
    scene: &Scene<'_>,
    areas: &[AreaClaims],
    typed: Points,
    sum: Points,
) -> Option<(String, Why)> {
    let mut found = None;
    for area in areas {
        let Some(own) = area.typed.filter(|own| *own != Points::ZERO) else {
            continue;
        };
        let counted = Ratio::from_points(own).checked_mul(area.factor)?;
        let counted = scene.sum_as_typed(counted)?;
        let [claims, _] = area.sums;
        let claims_counted = scene.sum_as_typed(claims.checked_mul(area.factor)?)?;
        let why = if typed.checked_add(counted) == Some(sum) {
            Why::LeftOut
        } else if sum.checked_add(counted) == Some(typed) {
            Why::CountedTwice
        } else if area.is_complete()
            && claims_counted != counted
            && sum.checked_sub(counted)?.checked_add(claims_counted) == Some(typed)
        {
            Why::CountsClaims(claims_counted)
        } else {
            continue;
        };
        if found.replace((area.number.clone(), why)).is_some() {
            return None;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::tests::{edited, fixture, messages, places};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "tổng điểm ghi 6, nhưng các lĩnh vực cộng lại được 10,5 (lệch 4,5 điểm); \
             riêng lĩnh vực II bị bỏ sót là đủ giải thích"
        );
    }

    #[test]
    fn an_area_counted_twice_is_named() {
        let found = edited(&[("/claims/total", json!(16.5))]);
        let one = found.iter().next().unwrap();
        assert_eq!(
            places(&found),
            [("total-does-not-add-up", "/claims/total".to_owned())]
        );
        assert!(
            one.message()
                .en
                .ends_with("area I counted twice explains it alone")
        );
        assert_eq!(one.other().unwrap().pointer, "/claims/areas/a1");
    }

    #[test]
    fn five_hundredths_too_many_are_found() {
        let found = edited(&[("/claims/total", json!(10.55))]);
        let one = found.iter().next().unwrap();
        assert_eq!(
            one.message().vi,
            "tổng điểm ghi 10,55, nhưng các lĩnh vực cộng lại được 10,5 (lệch 0,05 điểm)"
        );
        assert_eq!(one.points_at_stake().unwrap().to_string(), "0.05");
    }

    #[test]
    fn an_area_that_is_wrong_is_reported_once() {
        // The total counts the claims: the area is the root.
        let found = edited(&[("/claims/areas/a2", json!(4.45))]);
        assert_eq!(
            places(&found),
            [("area-does-not-add-up", "/claims/areas/a2".to_owned())]
        );
        // The total counts the areas as typed.
        let found = edited(&[
            ("/claims/areas/a2", json!(4.45)),
            ("/claims/total", json!(10.45)),
        ]);
        assert_eq!(
            places(&found),
            [("area-does-not-add-up", "/claims/areas/a2".to_owned())]
        );
    }

    #[test]
    fn of_two_wrong_areas_the_one_that_the_total_counts_right_is_named() {
        let found = edited(&[
            ("/claims/areas/a1", json!(5.9)),
            ("/claims/areas/a2", json!(4.2)),
            ("/claims/total", json!(10.2)),
        ]);
        let one = found.iter().find(|one| one.check() == super::ID).unwrap();
        assert!(
            one.message()
                .en
                .ends_with("area I explains it alone: its criteria add up to 6")
        );
    }

    #[test]
    fn without_areas_the_criteria_are_added() {
        let found = edited(&[("/claims/areas", json!({})), ("/claims/total", json!(11))]);
        assert_eq!(
            places(&found),
            [("total-does-not-add-up", "/claims/total".to_owned())]
        );
        assert!(
            found
                .iter()
                .next()
                .unwrap()
                .message()
                .vi
                .contains("các tiêu chí cộng lại được 10,5")
        );
        assert!(edited(&[("/claims/areas", json!({}))]).is_empty());
    }

    #[test]
    fn claimed_bonus_points_may_be_in_the_total_or_not() {
        let award = ("/facts/award", json!(true));
        let bonus = ("/claims/criteria/b1", json!(1));
        for total in [json!(10.5), json!(11.5)] {
            assert!(edited(&[award.clone(), bonus.clone(), ("/claims/total", total)]).is_empty());
        }
        assert_eq!(
            edited(&[award, bonus, ("/claims/total", json!(12))]).len(),
            1
        );
    }

    #[test]
    fn a_total_that_a_missing_claim_may_make_right_is_left_alone() {
        let gone = (
            "/claims/criteria",
            json!({ "c1.1": 1, "c1.2": 2, "c1.3": 1.5, "c1.4": 1.5, "c2.1": 1.5, "c2.2": 1 }),
        );
        let found = edited(&[gone.clone(), ("/claims/areas", json!({}))]);
        assert_eq!(
            places(&found),
            [("claim-missing", "/claims/criteria/c2.3".to_owned())]
        );
        let found = edited(&[
            gone,
            ("/claims/areas", json!({})),
            ("/claims/total", json!(8)),
        ]);
        assert_eq!(found.len(), 2, "{found}");
    }
}
