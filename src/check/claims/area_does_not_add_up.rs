//! The typed sum of an area.

use super::reconcile::{self, CellChange};
use super::sums::{AreaClaims, distance};
use super::total_does_not_add_up::{total_of_claims, typed};
use crate::check::scene::Scene;
use crate::check::words::{comma, points};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::number::Points;

pub(super) const ID: &str = "area-does-not-add-up";

/// The typed points of an area are not the sum of the claims below it
///
/// # What it does
///
/// Adds up the claims of the criteria of each area (weighted where the set says so) and compares
/// the sum with the one typed. Where criteria have no claim yet, only sums that no claim can repair
/// are reported. The help names the cells of which one alone, changed, makes the whole sheet add up.
///
/// # Why it matters
///
/// The summary table of a report is what people read; a sum that is off by some hundredths makes
/// them doubt the rest.
///
/// # Example
///
/// Claims of 2, 1.5 and 1 below an area whose summary says 4.
///
/// # Use instead
///
/// Correct the sum, or the claim that was changed after it was typed.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct AreaDoesNotAddUp {
    area: String,
    typed: Points,
    sum: Points,
    /// The typed total already counts the right sum.
    total_is_right: bool,
    changes: Vec<CellChange>,
}

impl Finding for AreaDoesNotAddUp {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        let Self {
            area, typed, sum, ..
        } = self;
        let difference = points(distance(*typed, *sum));
        Message::new(
            format!(
                "lĩnh vực {area}: ghi {}, nhưng các tiêu chí cộng lại được {} (lệch {})",
                comma(typed),
                comma(sum),
                difference.vi
            ),
            format!(
                "area {area}: {typed} typed, but its criteria add up to {sum} (a difference of {})",
                difference.en
            ),
        )
    }

    fn help(&self) -> Message {
        if !(self.total_is_right && self.changes.len() == 1)
            && let Some(help) = reconcile::help(&self.changes)
        {
            return help;
        }
        if self.total_is_right {
            let sum = self.sum;
            return Message::new(
                format!("hãy sửa thành {sum}; tổng điểm đã tính theo số này"),
                format!("write {sum}; the typed total already counts it"),
            );
        }
        Message::new(
            "hãy sửa tổng của lĩnh vực, hoặc sửa điểm của tiêu chí ghi sai",
            "correct the sum, or the claim that is wrong",
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
    let areas = AreaClaims::of_all(scene);
    let total_is_right = total_of_claims(scene, &areas, typed(scene));
    for area in &areas {
        let (Some(typed), Some(sum)) = (area.typed, area.expected(scene)) else {
            continue;
        };
        let finding = AreaDoesNotAddUp {
            area: area.number.clone(),
            typed,
            sum,
            total_is_right,
            changes: changes.to_vec(),
        };
        found.push(Diagnostic::new(&finding, area.pointer()));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::tests::{
        edited, edited_for, edited_scorer, fixture, messages, places, scorer,
    };

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "lĩnh vực I: ghi 6,5, nhưng các tiêu chí cộng lại được 6 (lệch 0,5 điểm)"
        );
    }

    #[test]
    fn where_the_total_counts_the_right_sum_the_area_alone_is_to_be_written_anew() {
        // Whether or not there is an area that nobody claims.
        let without_survey = edited_scorer(|set| {
            set["areas"].as_array_mut().unwrap().pop();
            set["max_points"] = json!(10.5);
        });
        for scorer in [scorer(), without_survey] {
            // The criteria make 4.5, and so does the area in the total of 10.5.
            let found = edited_for(&scorer, &[("/claims/areas/a2", json!(4))]);
            assert_eq!(places(&found), [(super::ID, "/claims/areas/a2".to_owned())]);
            let help = found.iter().next().unwrap().help();
            assert_eq!(help.vi, "hãy sửa thành 4.5; tổng điểm đã tính theo số này");
            assert_eq!(help.en, "write 4.5; the typed total already counts it");
        }
    }

    #[test]
    fn a_sum_that_a_missing_claim_may_make_right_is_left_alone() {
        // Without criterion 2.3, of 2 points, area II has claims of 2.5.
        let criteria =
            json!({ "c1.1": 1, "c1.2": 2, "c1.3": 1.5, "c1.4": 1.5, "c2.1": 1.5, "c2.2": 1 });
        let wrong = |typed: f64| {
            let found = edited(&[(
                "/claims",
                json!({ "criteria": criteria, "areas": { "a1": 6, "a2": typed } }),
            )]);
            found.iter().any(|one| one.check() == super::ID)
        };
        assert!(!wrong(2.5) && !wrong(3.0) && !wrong(4.5));
        assert!(wrong(2.4) && wrong(4.6));
    }
}
