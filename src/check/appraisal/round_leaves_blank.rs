//! Blanks that somebody may take for agreement.

use crate::check::scene::Scene;
use crate::check::words::{points, some_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, Stake, StakeOf};
use crate::file::Appraisal;
use crate::number::Points;

pub(super) const ID: &str = "round-leaves-blank";

/// Most criteria named in one message.
const SHOWN: usize = 8;

/// The appraisal is locked, and criteria that the unit claims have no decision
///
/// # What it does
///
/// Once every round listed is locked, looks for criteria with a claim of the unit (points, or “not
/// applicable”) of which no locked round says anything.
///
/// # Why it matters
///
/// A blank is not agreement: such a criterion has no final points, and the final index stays open.
/// Whoever adds up the sheet may take the claim for the result, and nobody has decided that.
///
/// # Example
///
/// Round 1 was locked with 70 of 84 criteria filled in.
///
/// # Use instead
///
/// Record a decision for each criterion; `copies_claim` says that the claim stands.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct RoundLeavesBlank {
    round: u32,
    criteria: Vec<String>,
    claimed: Points,
}

impl Finding for RoundLeavesBlank {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let Self {
            round, criteria, ..
        } = self;
        let numbers: Vec<Message> = criteria
            .iter()
            .map(|number| Message::new(number.clone(), number.clone()))
            .collect();
        let (count, list) = (criteria.len(), some_of(&numbers, SHOWN));
        let claimed = points(self.claimed);
        let noun = if count == 1 { "criterion" } else { "criteria" };
        let verb = if count == 1 { "has" } else { "have" };
        Message::new(
            format!(
                "đã khóa thẩm định (vòng {round}) nhưng {count} tiêu chí chưa có quyết định: {} (đang tự chấm {}); để trống không có nghĩa là đồng ý",
                list.vi, claimed.vi
            ),
            format!(
                "the appraisal is locked (round {round}), and {count} {noun} {verb} no decision: {} ({} claimed); a blank is not agreement",
                list.en, claimed.en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy ghi quyết định cho từng tiêu chí; giữ nguyên điểm tự chấm thì ghi “copies_claim”",
            "record a decision for each; where the claim stands, say `copies_claim`",
        )
    }

    fn witness(&self) -> Option<String> {
        self.criteria.first().cloned()
    }

    fn is_verbatim(&self) -> bool {
        true
    }

    fn points_at_stake(&self) -> Option<Points> {
        (self.claimed > Points::ZERO).then_some(self.claimed)
    }
}

pub(super) fn check(scene: &Scene<'_>, appraisal: &Appraisal, found: &mut Diagnostics) {
    let rounds = || appraisal.rounds.iter().enumerate();
    let all_locked = rounds().all(|(_, round)| round.locked_on.is_some());
    // A round 2 without a round 1 is reported by itself.
    let begins = rounds().any(|(_, round)| round.round == 1);
    let last = rounds().max_by_key(|(_, round)| round.round);
    let Some((at, last)) = last.filter(|_| all_locked && begins) else {
        return;
    };
    let mut finding = RoundLeavesBlank {
        round: last.round,
        criteria: Vec::new(),
        claimed: Points::ZERO,
    };
    let mut stakes: Vec<Stake> = Vec::new();
    for subject in &scene.subjects {
        let says_not_applicable = scene.file.not_applicable.iter().any(|claim| {
            claim.part.is_none()
                && (claim.at == *subject.model.id()
                    || subject.model.ancestors().contains(&claim.at))
        });
        let is_claimed = subject.score.claimed().is_some() || says_not_applicable;
        // What the unit may not score needs no decision about a claim.
        let is_decided = subject.own.is_decided || subject.own.final_decision.is_some();
        if !is_claimed || is_decided || !subject.model.self_scored() {
            continue;
        }
        finding.criteria.push(subject.number().to_owned());
        let claimed = subject.score.claimed().unwrap_or_default();
        finding.claimed = finding
            .claimed
            .checked_add(claimed)
            .unwrap_or(finding.claimed);
        stakes.push(subject.stake(StakeOf::Claimed, claimed));
    }
    if !finding.criteria.is_empty() {
        found
            .push(Diagnostic::new(&finding, format!("/appraisal/rounds/{at}")).with_stakes(stakes));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::tests::{edited, fixture, messages};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "đã khóa thẩm định (vòng 1) nhưng 1 tiêu chí chưa có quyết định: 2.2 (đang tự chấm 1 điểm); \
             để trống không có nghĩa là đồng ý"
        );
    }

    #[test]
    fn a_round_that_is_open_may_still_be_filled_in() {
        let own = |rounds: Value| {
            let found = edited(&[("/appraisal", json!({ "rounds": rounds }))]);
            found.iter().filter(|one| one.check() == super::ID).count()
        };
        let round = |number: u32, locked: Value| json!({ "round": number, "by": "Tổ thẩm định", "locked_on": locked });
        assert_eq!(own(json!([round(1, Value::Null)])), 0);
        assert_eq!(
            own(json!([
                round(1, json!("2025-01-20")),
                round(2, Value::Null)
            ])),
            0
        );
        assert_eq!(
            own(json!([
                round(1, json!("2025-01-20")),
                round(2, json!("2025-02-20"))
            ])),
            1
        );
        assert_eq!(own(json!([])), 0);
    }
    #[test]
    fn what_is_claimed_as_not_applicable_needs_a_decision_too() {
        let found = edited(&[
            ("/claims", json!({ "criteria": { "c1.1": 1 } })),
            (
                "/not_applicable",
                json!([{ "at": "c2.1", "reason": "Không có thẩm quyền" }]),
            ),
            (
                "/appraisal",
                json!({ "rounds": [{ "round": 1, "by": "Tổ thẩm định", "locked_on": "2025-01-20" }] }),
            ),
        ]);
        let own = found.iter().find(|one| one.check() == super::ID).unwrap();
        let listed = "2 tiêu chí chưa có quyết định: 1.1, 2.1 (";
        assert!(own.message().vi.contains(listed), "{}", own.message().vi);
    }
}
