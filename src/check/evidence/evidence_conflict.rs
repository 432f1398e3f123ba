//! Documents that say something else than the unit typed.

use std::collections::BTreeMap;

use super::documents::name;
use super::shortfall::{Said, Shortfall};
use crate::check::scene::{Scene, number_text};
use crate::check::words::{comma, criteria, day, points, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, Stake, StakeOf};
use crate::eval::Resolved;
use crate::file::{Fact, FactKind};
use crate::number::{Date, Points};

pub(super) const ID: &str = "evidence-conflict";

/// A document says something else than the fact it supports
///
/// # What it does
///
/// Compares the figures that documents state with those typed, and the days on which documents were
/// issued with the days typed, where that makes the difference between on time and late.
///
/// # Why it matters
///
/// The appraiser reads the document. The typed figure decides the computed points, the document the
/// evidenced ones, and they part here.
///
/// # Example
///
/// 480 dossiers are typed as settled on time, the report says 470. A plan dated 30/01 bears the date
/// 05/02.
///
/// # Use instead
///
/// Correct the typed figure, or what the register says of the document. Where both are right, explain
/// the difference.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct EvidenceConflict {
    document: String,
    criteria: Vec<String>,
    /// What the fact or task is called.
    name: Message,
    typed: Message,
    /// What the document says; a day of issue where `is_day`.
    said: Message,
    is_day: bool,
    stake: Option<Points>,
}

impl Finding for EvidenceConflict {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let Self {
            document,
            name,
            typed,
            said,
            ..
        } = self;
        let of = criteria(&self.criteria);
        let mut message = if self.is_day {
            Message::new(
                format!(
                    "{}: {} ghi ngày {}, nhưng tài liệu {document} ban hành ngày {}",
                    of.vi, name.vi, typed.vi, said.vi
                ),
                format!(
                    "{}: {} is dated {}, but document {document} was issued on {}",
                    of.en, name.en, typed.en, said.en
                ),
            )
        } else {
            Message::new(
                format!(
                    "{}: {} ghi {}, nhưng tài liệu {document} nêu {}",
                    of.vi, name.vi, typed.vi, said.vi
                ),
                format!(
                    "{}: {} is {}, but document {document} states {}",
                    of.en, name.en, typed.en, said.en
                ),
            )
        };
        if let Some(stake) = self.stake {
            let stake = points(stake);
            message.vi = format!("{}; {} chưa chắc được công nhận", message.vi, stake.vi);
            message.en = format!("{}; in doubt: {}", message.en, stake.en);
        }
        message
    }

    fn help(&self) -> Message {
        if self.is_day {
            return Message::new(
                "hãy sửa ngày theo văn bản; nếu đã hoàn thành trước khi ban hành văn bản, hãy giải trình",
                "take the day of the document; if it was done before that, explain it",
            );
        }
        Message::new(
            "hãy sửa số liệu theo tài liệu, hoặc sửa nội dung ghi cho tài liệu nếu chép sai",
            "take the figure of the document, or correct the register if it was copied wrong",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.said.en.clone())
    }

    fn points_at_stake(&self) -> Option<Points> {
        self.stake
    }
}

/// A conflict with its two places.
type Found = (EvidenceConflict, String, String, Vec<Stake>);

pub(super) fn check(scene: &Scene<'_>, shortfalls: &[Shortfall<'_>], found: &mut Diagnostics) {
    let mut all: Vec<Found> = Vec::new();
    // Where in `all` the conflicts of each document and place are.
    let mut places: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for shortfall in shortfalls {
        let Some(subject) = scene.subjects.get(shortfall.leaf) else {
            continue;
        };
        for conflict in &shortfall.conflicts {
            let Some((finding, at, other, _)) = one(
                scene,
                subject.number(),
                conflict.document,
                &conflict.said,
                conflict.points,
            ) else {
                continue;
            };
            let stake = conflict
                .points
                .map(|points| subject.stake(StakeOf::Computed, points));
            // The same document at odds with the same value, seen from another criterion.
            let alike = places
                .entry((finding.document.clone(), at.clone()))
                .or_default();
            let same = |index: &&usize| {
                all.get(**index)
                    .is_some_and(|(known, _, _, _)| known.said == finding.said)
            };
            let known = alike.iter().find(same).copied();
            if let Some((known, _, _, stakes)) = known.and_then(|index| all.get_mut(index)) {
                stakes.extend(stake);
                known.criteria.extend(finding.criteria);
                known.stake = match (known.stake, finding.stake) {
                    (Some(one), Some(more)) => one.checked_add(more),
                    (one, more) => one.or(more),
                };
            } else {
                alike.push(all.len());
                all.push((finding, at, other, stake.into_iter().collect()));
            }
        }
    }
    for (finding, at, other, stakes) in all {
        found.push(
            Diagnostic::new(&finding, at)
                .with_other(other)
                .with_stakes(stakes),
        );
    }
}

fn one(
    scene: &Scene<'_>,
    number: &str,
    index: usize,
    said: &Said,
    stake: Option<Points>,
) -> Option<Found> {
    let document = scene.file.evidence.get(index)?;
    let issued = || document.issued_on.map(day);
    let (called, typed, says, at, other) = match said {
        Said::Value {
            fact,
            support,
            value,
        } => {
            let typed = scene.resolved(*fact);
            let fact = scene.fact(*fact)?;
            (
                quoted(&fact.title),
                value_words(fact, typed),
                value_words(fact, value),
                scene.fact_pointer(fact),
                format!("/evidence/{index}/supports/{support}/states/{}", fact.id),
            )
        }
        Said::LaterThanFact { fact, typed } => {
            let fact = scene.fact(*fact)?;
            let other = format!("/evidence/{index}/issued_on");
            (
                quoted(&fact.title),
                day(*typed),
                issued()?,
                scene.fact_pointer(fact),
                other,
            )
        }
        Said::LaterThanResult {
            task,
            result,
            done_on,
        } => {
            let task = scene.assessment.plan()?.tasks().get(*task)?;
            let title = quoted(&task.file().title);
            let called = Message::new(
                format!("nhiệm vụ {}", title.vi),
                format!("task {}", title.en),
            );
            let at = format!("/results/{result}/done_on");
            (
                called,
                day(*done_on),
                issued()?,
                at,
                format!("/evidence/{index}/issued_on"),
            )
        }
    };
    let finding = EvidenceConflict {
        document: name(document),
        criteria: vec![number.to_owned()],
        name: called,
        typed,
        said: says,
        is_day: !matches!(said, Said::Value { .. }),
        stake,
    };
    Some((finding, at, other, Vec::new()))
}

/// A value as officers read it.
fn value_words(fact: &Fact, value: &Resolved) -> Message {
    let date = |date: &Date| day(*date);
    match (value, &fact.kind) {
        (Resolved::Number(mantissa), _) => {
            let text = number_text(fact, *mantissa).unwrap_or_else(|| mantissa.to_string());
            Message::new(comma(&text), text)
        }
        (Resolved::Choice(index), FactKind::Choice(kind)) => usize::try_from(*index)
            .ok()
            .and_then(|index| kind.options.get(index))
            .map_or_else(|| Message::new("?", "?"), |option| quoted(&option.title)),
        (Resolved::Choice(0), _) => Message::new("có", "yes"),
        (Resolved::Choice(_), _) => Message::new("không", "no"),
        (Resolved::Date(own), _) => date(own),
        (Resolved::NotDone, _) => Message::new("không thực hiện", "not done"),
        (Resolved::Table(rows), _) => Message::new(
            format!("bảng {} dòng", rows.len()),
            format!("a table of {} rows", rows.len()),
        ),
        (Resolved::Open, _) => Message::new("chưa trả lời", "unanswered"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::tests::{
        edited_beside, edited_for, edited_scorer, fixture, messages, places,
    };

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let found = messages(super::ID);
        assert!(found.iter().any(|message| {
            message.vi
                == "tiêu chí 1.1: “Ngày ban hành kế hoạch” ghi ngày 30/01/2024, nhưng tài liệu \
                    12/KH-SNV ban hành ngày 05/02/2024; 0,5 điểm chưa chắc được công nhận"
        }));
    }
    #[test]
    fn a_task_that_is_reported_late_is_not_at_odds_with_a_document_that_is_later_still() {
        // Both tasks end on 30/09/2024. The first is reported in time, but its document is not; the
        // second is late by either.
        let scorer = edited_scorer(|set| {
            let criterion = &mut set["areas"][1]["criteria"][1];
            criterion["evidence"] = json!([]);
            criterion["rule"]["score"] = json!({
                "measure": { "punctuality": { "slots": ["inspection"] } },
                "scale": { "proportional": { "points": 1, "full_at": 100 } }
            });
        });
        let edit_plan = |plan: &mut serde_json::Value| {
            let mut second = plan["areas"][0]["goals"][0]["tasks"][0].clone();
            second["id"] = json!("i.2");
            plan["areas"][0]["goals"][0]["tasks"]
                .as_array_mut()
                .unwrap()
                .push(second);
            plan["bindings"][0]["slots"][0]["tasks"] = json!(["i.1", "i.2"]);
        };
        let product = |task: &str, notation: &str, issued: &str| {
            json!({ "id": task, "kind": "conclusion", "notation": notation, "issued_on": issued,
                    "supports": [{ "task": task }] })
        };
        let edits = [
            (
                "/results/-",
                json!({ "task": "i.2", "done_on": "2024-10-05" }),
            ),
            ("/claims", json!({})),
            ("/evidence/4", product("i.1", "7/KL-SA", "2024-10-02")),
            ("/evidence/-", product("i.2", "8/KL-SA", "2024-10-20")),
        ];
        let found = places(&edited_beside(&scorer, edit_plan, &edits));
        let own: Vec<_> = found
            .iter()
            .filter(|(check, _)| *check == super::ID)
            .collect();
        assert_eq!(own, [&(super::ID, "/results/0/done_on".to_owned())]);
    }
    #[test]
    fn a_figure_of_two_criteria_is_at_odds_with_a_document_once() {
        // 480 of 480 give 2 points of criterion 1.2, 470 give 1; criterion 2.1 gives 1.5 from 475 on.
        let scorer = edited_scorer(|set| {
            let criterion = &mut set["areas"][1]["criteria"][0];
            criterion["evidence"] =
                json!([{ "id": "export", "mode": "record", "kinds": { "any": ["record"] } }]);
            criterion["rule"]["score"] = json!({
                "measure": { "fact": "texts-on-time" },
                "scale": { "bands": [{ "from": 475, "points": 1.5 }, { "to": 475, "points": 0 }] }
            });
        });
        let support =
            |criterion: &str| json!({ "criterion": criterion, "states": { "texts-on-time": 470 } });
        let supports = json!([support("c1.2"), support("c2.1")]);
        let found = edited_for(&scorer, &[("/evidence/1/supports", supports)]);
        let own: Vec<_> = found
            .iter()
            .filter(|one| one.check() == super::ID)
            .collect();
        let [one] = own[..] else {
            panic!("{found}");
        };
        assert!(one.message().en.contains("criteria 1.2, 2.1"), "{found}");
        assert_eq!(one.points_at_stake().unwrap().to_string(), "2.5");
    }
}
