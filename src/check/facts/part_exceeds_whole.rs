//! Facts that contradict each other.

use super::fault::{Fault, Shares, Why};
use crate::check::scene::Scene;
use crate::check::words::{comma, criteria, points};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, Stake, StakeOf};
use crate::number::{Points, Ratio};

pub(super) const ID: &str = "part-exceeds-whole";

/// A part is larger than the whole it is part of
///
/// # What it does
///
/// Compares both sides of every share. Criteria that read the same facts are named together.
///
/// # Why it matters
///
/// Facts that contradict each other earn nothing and lose nothing: the criterion cannot be assessed,
/// and its points stay open.
///
/// # Example
///
/// 12 texts submitted on time, of 10 assigned.
///
/// # Use instead
///
/// Correct the fact that is wrong. What does not count belongs in neither side.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct PartExceedsWhole {
    criteria: Vec<String>,
    shares: Shares,
    points: Points,
}

impl Finding for PartExceedsWhole {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        let (of, open) = (criteria(&self.criteria), points(self.points));
        let Shares { part, whole } = &self.shares;
        let values = if part.value < Ratio::ZERO {
            Message::new(
                format!(
                    "phần được tính là {} ({}), nhỏ hơn 0",
                    number(part.value, true),
                    part.made_of.vi
                ),
                format!(
                    "the part is {} ({}), below 0",
                    number(part.value, false),
                    part.made_of.en
                ),
            )
        } else {
            Message::new(
                format!(
                    "phần được tính {} ({}) lớn hơn tổng số {} ({})",
                    number(part.value, true),
                    part.made_of.vi,
                    number(whole.value, true),
                    whole.made_of.vi
                ),
                format!(
                    "the part, {} ({}), exceeds the whole, {} ({})",
                    number(part.value, false),
                    part.made_of.en,
                    number(whole.value, false),
                    whole.made_of.en
                ),
            )
        };
        Message::new(
            format!("{}: {}, nên chưa chấm được {}", of.vi, values.vi, open.vi),
            format!(
                "{}: {}, so {} cannot be assessed",
                of.en, values.en, open.en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy sửa số liệu sai trong hai số này",
            "correct the one of the two that is wrong",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(format!(
            "{} > {}",
            self.shares.part.value, self.shares.whole.value
        ))
    }

    fn points_at_stake(&self) -> Option<Points> {
        Some(self.points)
    }
}

fn number(value: Ratio, vi: bool) -> String {
    if vi { comma(value) } else { value.to_string() }
}

pub(super) fn check(scene: &Scene<'_>, faults: &[Fault], found: &mut Diagnostics) {
    let mut all: Vec<(&Fault, PartExceedsWhole, Vec<Stake>)> = Vec::new();
    for fault in faults {
        let (Why::PartExceedsWhole(shares), Some(subject)) =
            (&fault.why, scene.subjects.get(fault.leaf))
        else {
            continue;
        };
        let number = subject.number().to_owned();
        let stake = subject.stake(StakeOf::Open, fault.points);
        if let Some((_, finding, stakes)) = all
            .iter_mut()
            .find(|(known, _, _)| known.facts == fault.facts)
        {
            stakes.push(stake);
            finding.points = finding
                .points
                .checked_add(fault.points)
                .unwrap_or(finding.points);
            if !finding.criteria.contains(&number) {
                finding.criteria.push(number);
            }
            continue;
        }
        let finding = PartExceedsWhole {
            criteria: vec![number],
            shares: (**shares).clone(),
            points: fault.points,
        };
        all.push((fault, finding, vec![stake]));
    }
    for (_, finding, stakes) in all {
        let pointer = |fact: Option<usize>| {
            fact.and_then(|fact| scene.fact(fact))
                .map(|fact| scene.fact_pointer(fact))
        };
        let at = pointer(finding.shares.part.fact).unwrap_or_else(|| "/results".to_owned());
        let diagnostic = Diagnostic::new(&finding, at).with_stakes(stakes);
        found.push(match pointer(finding.shares.whole.fact) {
            Some(other) => diagnostic.with_other(other),
            None => diagnostic,
        });
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::tests::{edited_for, edited_scorer, fixture, messages};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "tiêu chí 1.2: phần được tính 12 (“Văn bản đúng hạn” 12) lớn hơn tổng số 10 \
             (“Văn bản được giao” 10), nên chưa chấm được 2 điểm"
        );
    }

    #[test]
    fn an_open_whole_that_cannot_be_large_enough_is_found() {
        let scorer = edited_scorer(|set| {
            set["facts"][2]["kind"]["number"]["max"] = json!(10);
        });
        let found = edited_for(
            &scorer,
            &[
                ("/facts/texts-on-time", json!(12)),
                ("/facts/texts-assigned", json!(null)),
            ],
        );
        let own: Vec<_> = found
            .iter()
            .map(|one| (one.check(), one.message().en.as_str()))
            .collect();
        assert_eq!(
            own,
            [(
                super::ID,
                "criterion 1.2: the part, 12 (“Texts on time” 12), exceeds the whole, 10 \
                 (“Texts assigned” unanswered, at most 10), so 2 points cannot be assessed"
            )]
        );
    }
}
