//! A claim that is not what the facts give.

use crate::check::scene::{Scene, Subject};
use crate::check::words::points;
use crate::diagnostic::{Diagnostic, Finding, Message, Severity, StakeOf};
use crate::eval::State;
use crate::file::Basis;
use crate::number::Points;

pub(super) const ID: &str = "claimed-differs";

/// A claim is not what the rule gives from the facts
///
/// # What it does
///
/// Compares each claim with the computed points, at the decimals that may be typed. Where a criterion
/// is still open, the claim is compared with the most that is left.
///
/// # Why it matters
///
/// A claim that is too high is taken off in the appraisal; one that is too low gives points away. On
/// judged criteria the computed points only repeat the grade the unit picked itself: agreement there
/// verifies nothing.
///
/// # Example
///
/// 4 of 5 texts on time earn 1 point, and 2 are claimed.
///
/// # Use instead
///
/// Correct the claim, or the fact that is wrong.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct ClaimedDiffers {
    criterion: String,
    claimed: Points,
    /// What the facts give, or the most that is left.
    given: Points,
    is_final: bool,
    /// To the unit's advantage: more points, or less of a penalty.
    is_ahead: bool,
    is_judged: bool,
    stake: Points,
}

impl Finding for ClaimedDiffers {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        if self.is_ahead {
            Severity::Error
        } else {
            Severity::Advice
        }
    }

    fn message(&self) -> Message {
        let criterion = &self.criterion;
        let (claimed, given, stake) =
            (points(self.claimed), points(self.given), points(self.stake));
        let source = match (self.is_final, self.is_judged) {
            (false, _) => Message::new(
                "với số liệu đã có, nhiều nhất là",
                "the facts so far leave at most",
            ),
            (true, true) => Message::new("mức đã chọn ứng với", "the grade picked stands for"),
            (true, false) => Message::new("theo số liệu là", "the facts give"),
        };
        let how = if self.is_ahead {
            Message::new(
                format!("cao hơn {}", stake.vi),
                format!("{} too many", stake.en),
            )
        } else {
            Message::new(
                format!("thấp hơn {}", stake.vi),
                format!("{} too few", stake.en),
            )
        };
        Message::new(
            format!(
                "tiêu chí {criterion}: tự chấm {}, {} {} ({})",
                claimed.vi, source.vi, given.vi, how.vi
            ),
            format!(
                "criterion {criterion}: {} claimed, {} {} ({})",
                claimed.en, source.en, given.en, how.en
            ),
        )
    }

    fn help(&self) -> Message {
        match (self.is_judged, self.is_ahead) {
            (true, _) => Message::new(
                "hãy sửa điểm tự chấm hoặc mức đã chọn; đây là tiêu chí do người chấm nhận định, hai số khớp nhau cũng chưa phải là đã kiểm chứng",
                "correct the claim or the grade; this criterion is judged, so that the two agree verifies nothing",
            ),
            (false, true) => Message::new(
                "hãy sửa điểm tự chấm, hoặc sửa số liệu nếu số liệu sai",
                "correct the claim, or the facts if they are wrong",
            ),
            (false, false) => Message::new(
                "số liệu cho phép nhận điểm cao hơn; hãy kiểm tra lại số liệu và điểm tự chấm",
                "the facts allow more; check the facts and the claim",
            ),
        }
    }

    fn witness(&self) -> Option<String> {
        Some(self.given.to_string())
    }

    fn points_at_stake(&self) -> Option<Points> {
        Some(self.stake)
    }
}

pub(super) fn of(scene: &Scene<'_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let claimed = scene.as_typed(subject.score.claimed()?);
    let is_final = match subject.score.state() {
        State::Scored | State::NotApplicable => true,
        State::Open | State::Pending => false,
        State::NotAssessable => return None,
    };
    // What is lost to a day that is over is reported at that day, with the claim.
    let index = subject.index;
    let late = |passed: &super::super::progress::Passed| {
        passed.leaves.iter().any(|(leaf, _)| *leaf == index)
    };
    if scene.passed.iter().any(late) {
        return None;
    }
    let exact = if is_final {
        subject.score.computed()?
    } else {
        subject.score.upper()
    };
    let given = scene.as_typed(exact);
    if claimed == given || (!is_final && (claimed < given || subject.is_penalty())) {
        return None;
    }
    let ahead = subject.ahead(claimed, given);
    let is_ahead = ahead > Points::ZERO;
    let finding = ClaimedDiffers {
        criterion: subject.number().to_owned(),
        claimed,
        given,
        is_final,
        is_ahead,
        is_judged: subject.model.basis() == Basis::Judged,
        stake: if is_ahead {
            ahead
        } else {
            subject.ahead(given, claimed)
        },
    };
    let stakes = is_ahead.then(|| subject.stake(StakeOf::Claimed, ahead));
    Some(Diagnostic::new(&finding, subject.claim_pointer()).with_stakes(stakes))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::tests::{edited_for, edited_scorer, fixture, messages, places};
    use crate::diagnostic::Severity;

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let found = messages(super::ID);
        assert_eq!(
            found.first().unwrap().vi,
            "tiêu chí 1.2: tự chấm 2 điểm, theo số liệu là 1 điểm (cao hơn 1 điểm)"
        );
        assert_eq!(
            found.first().unwrap().en,
            "criterion 1.2: 2 points claimed, the facts give 1 point (1 point too many)"
        );
    }

    #[test]
    fn a_claim_is_compared_at_the_decimals_that_may_be_typed() {
        let scorer = edited_scorer(|set| {
            set["rounding"]["leaf"]["places"] = json!(4);
            set["areas"][1]["criteria"][2]["rule"]["score"]["scale"] =
                json!({ "proportional": { "points": 2, "full_at": 100 } });
        });
        let claimed = |points: f64| {
            edited_for(
                &scorer,
                &[
                    ("/facts/review-score", json!(61.7)),
                    (
                        "/claims",
                        json!({ "criteria": {
                    "c1.1": 1, "c1.2": 2, "c1.3": 1.5, "c1.4": 1.5, "c2.1": 1.5, "c2.2": 1, "c2.3": points
                } }),
                    ),
                ],
            )
        };
        assert!(claimed(1.23).is_empty());
        assert_eq!(
            places(&claimed(1.24)),
            [(super::ID, "/claims/criteria/c2.3".to_owned())]
        );
    }

    #[test]
    fn too_little_of_a_penalty_is_too_much() {
        let scorer = edited_scorer(|set| {
            set["facts"].as_array_mut().unwrap().push(json!({
                "id": "late-reports", "title": { "vi": "Báo cáo muộn" },
                "kind": { "number": { "unit": "report", "min": 0, "max": 50 } },
            }));
            set["penalty"] = json!({ "applies": "points", "criteria": [{
                "id": "p1", "number": "P1", "title": { "vi": "Báo cáo muộn" }, "max_points": 2,
                "basis": "calculated", "cites": [{ "source": "made-up" }],
                "rule": { "score": { "measure": { "fact": "late-reports" },
                                     "scale": { "per-item": { "each": 0.5, "cap": 2 } } } },
                "evidence": [{ "id": "none", "mode": "none" }],
            }] });
        });
        let claimed = |points: f64, total: f64| {
            let found = edited_for(
                &scorer,
                &[
                    ("/facts/late-reports", json!(2)),
                    ("/claims/criteria/p1", json!(points)),
                    ("/claims/total", json!(total)),
                ],
            );
            let one = found.iter().next().map(|one| (one.check(), one.severity()));
            assert!(found.len() < 2, "{found}");
            one
        };
        assert_eq!(claimed(1.0, 9.5), None);
        assert_eq!(claimed(0.5, 10.0), Some((super::ID, Severity::Error)));
        assert_eq!(claimed(1.5, 9.0), Some((super::ID, Severity::Advice)));
    }

    #[test]
    fn an_open_criterion_leaves_no_more_than_its_upper_end() {
        // One part is known to be lost, the other is open: at most 1 of 2 points is left.
        let scorer = edited_scorer(|set| {
            let part = |id: &str, fact: &str| {
                json!({ "id": id, "max_points": 1, "rule": { "score": {
                "measure": { "fact": fact },
                "scale": { "bands": [{ "from": 50, "points": 1 }, { "to": 50, "points": 0 }] } } } })
            };
            set["areas"][1]["criteria"][2]["rule"] = json!({ "sum": { "parts": [part("a", "review-score"), part("b", "texts-on-time")] } });
        });
        let found = edited_for(
            &scorer,
            &[
                ("/facts/review-score", json!(10)),
                ("/facts/texts-on-time", json!(null)),
                ("/claims/criteria/c1.2", json!(0)),
                ("/claims/areas/a1", json!(4)),
                ("/claims/total", json!(8.5)),
            ],
        );
        let own: Vec<_> = found
            .iter()
            .filter(|one| one.check() == super::ID)
            .collect();
        assert_eq!(own.len(), 1, "{found}");
        assert_eq!(
            own[0].message().vi,
            "tiêu chí 2.3: tự chấm 2 điểm, với số liệu đã có, nhiều nhất là 1 điểm (cao hơn 1 điểm)"
        );
    }
}
