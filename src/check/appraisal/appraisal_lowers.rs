//! What the appraisal takes off.

use crate::check::scene::{Scene, Subject};
use crate::check::words::{comma, points};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, StakeOf};
use crate::file::{Appraisal, AppraisalRecord};
use crate::number::Points;

pub(super) const ID: &str = "appraisal-lowers";

/// The appraisal gives fewer points than the unit claims, or than the round before
///
/// # What it does
///
/// Lines up the claim and both rounds of each criterion, with who decided and why, where the last of
/// them is to the disadvantage of the unit.
///
/// # Why it matters
///
/// Between the rounds the unit may answer with an explanation and further documents; this is the list
/// it needs for that.
///
/// # Example
///
/// 2 points claimed, 1 in round 1 because the report has no date, 1 in round 2.
///
/// # Use instead
///
/// Answer under `appraisal.responses`, or accept the decision.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct AppraisalLowers {
    criterion: String,
    claimed: Option<Points>,
    rounds: Vec<Decided>,
    lost: Points,
    is_answered: bool,
}

/// What a round decided.
#[derive(Clone, Debug)]
struct Decided {
    round: u32,
    points: Points,
    by: String,
    reason: Option<String>,
}

impl Finding for AppraisalLowers {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Advice
    }

    fn message(&self) -> Message {
        let criterion = &self.criterion;
        let mut steps: Vec<Message> = Vec::new();
        if let Some(claimed) = self.claimed {
            let comma = comma(claimed);
            steps.push(Message::new(
                format!("tự chấm: {comma}"),
                format!("claimed: {claimed}"),
            ));
        }
        for Decided {
            round,
            points,
            by,
            reason,
        } in &self.rounds
        {
            let why = reason
                .as_ref()
                .map(|reason| format!(" – {reason}"))
                .unwrap_or_default();
            steps.push(Message::new(
                format!("vòng {round}: {} ({by}{why})", comma(points)),
                format!("round {round}: {points} ({by}{why})"),
            ));
        }
        let join =
            |pick: fn(&Message) -> &str| steps.iter().map(pick).collect::<Vec<_>>().join(" → ");
        let lost = points(self.lost);
        Message::new(
            format!(
                "tiêu chí {criterion}: {}; giảm {}",
                join(|step| &step.vi),
                lost.vi
            ),
            format!(
                "criterion {criterion}: {}; {} less",
                join(|step| &step.en),
                lost.en
            ),
        )
    }

    fn help(&self) -> Message {
        if self.is_answered {
            return Message::new(
                "đơn vị đã có giải trình ở “responses”",
                "the unit has answered",
            );
        }
        Message::new(
            "nếu chưa đồng ý, hãy giải trình và bổ sung tài liệu ở “appraisal.responses”",
            "if you do not agree, answer with documents under “appraisal.responses”",
        )
    }

    fn witness(&self) -> Option<String> {
        self.rounds.last().map(|decided| decided.points.to_string())
    }

    fn points_at_stake(&self) -> Option<Points> {
        Some(self.lost)
    }
}

pub(super) fn check(scene: &Scene<'_>, appraisal: &Appraisal, found: &mut Diagnostics) {
    for subject in &scene.subjects {
        if let Some((finding, index)) = of(subject, appraisal) {
            let stake = subject.stake(StakeOf::Claimed, finding.lost);
            found.push(
                Diagnostic::new(&finding, format!("/appraisal/records/{index}"))
                    .with_stakes([stake]),
            );
        }
    }
}

fn of(subject: &Subject<'_>, appraisal: &Appraisal) -> Option<(AppraisalLowers, usize)> {
    let mut rounds = Vec::new();
    let mut last = None;
    for (round, points) in [(1, subject.score.round1()), (2, subject.score.round2())] {
        let own = |record: &AppraisalRecord| {
            record.round == round && record.criterion == *subject.model.id()
        };
        let record = appraisal
            .records
            .iter()
            .enumerate()
            .find(|(_, record)| own(record));
        if let (Some(points), Some((index, record))) = (points, record) {
            last = Some(index);
            rounds.push(Decided {
                round,
                points,
                by: record.by.clone(),
                reason: record
                    .reason
                    .clone()
                    .filter(|reason| !reason.trim().is_empty()),
            });
        }
    }
    let claimed = subject.score.claimed();
    let before = claimed.or(rounds.first().map(|decided| decided.points))?;
    let now = rounds.last()?.points;
    let lost = subject.ahead(before, now);
    if lost <= Points::ZERO {
        return None;
    }
    let is_answered = appraisal
        .responses
        .iter()
        .any(|response| response.criterion == *subject.model.id());
    let criterion = subject.number().to_owned();
    Some((
        AppraisalLowers {
            criterion,
            claimed,
            rounds,
            lost,
            is_answered,
        },
        last?,
    ))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixture, messages};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "tiêu chí 1.2: tự chấm: 2 → vòng 1: 1 (Sở Nội vụ – báo cáo thiếu ngày) → vòng 2: 1 \
             (Hội đồng thẩm định); giảm 1 điểm"
        );
    }
}
