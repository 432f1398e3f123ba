//! Documents put forward in vain.

use std::collections::BTreeSet;

use super::documents::name;
use super::notation_contradicts_kind::kind_name;
use super::shortfall::{Refusal, Shortfall, Why};
use crate::check::scene::{Scene, Subject};
use crate::check::words::{day, listed, points};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, StakeOf};
use crate::file::{Document, EvidenceRequirement, Kinds, Span};
use crate::model::CriteriaSet;
use crate::number::{Date, Points};

pub(super) const ID: &str = "evidence-not-counted";

/// A document put forward for a criterion does not count
///
/// # What it does
///
/// Looks for documents that name a criterion but are of none of the required kinds, are issued
/// outside the required span or without a date, do not name section and page where they must, or
/// name a task that the plan does not have.
///
/// # Why it matters
///
/// The unit believes the points are proved, and the appraiser sets the document aside.
///
/// # Example
///
/// A letter is put forward where a plan is required; a report of the year before; a report of 80
/// pages without the page.
///
/// # Use instead
///
/// Put forward the document that is required, or complete its entry.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct EvidenceNotCounted {
    document: String,
    criterion: Option<String>,
    reasons: Vec<Message>,
    stake: Option<Points>,
}

impl Finding for EvidenceNotCounted {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        if self.stake.is_some() {
            Severity::Warning
        } else {
            Severity::Advice
        }
    }

    fn message(&self) -> Message {
        let (document, why) = (&self.document, listed(&self.reasons));
        let (vi, en) = self
            .criterion
            .as_ref()
            .map_or_else(Default::default, |number| {
                (
                    format!(" cho tiêu chí {number}"),
                    format!(" at criterion {number}"),
                )
            });
        Message::new(
            format!("tài liệu {document} không được tính{vi}: {}", why.vi),
            format!("document {document} does not count{en}: {}", why.en),
        )
    }

    fn help(&self) -> Message {
        match self.stake {
            Some(stake) => {
                let stake = points(stake);
                Message::new(
                    format!(
                        "hãy thay bằng tài liệu đúng yêu cầu hoặc ghi cho đủ; còn {} chưa được chứng minh",
                        stake.vi
                    ),
                    format!(
                        "put forward what is required, or complete the entry; not proved: {}",
                        stake.en
                    ),
                )
            }
            None => Message::new(
                "hãy thay bằng tài liệu đúng yêu cầu, ghi cho đủ, hoặc ghi tiêu chí mà tài liệu này chứng minh",
                "put forward what is required, complete the entry, or name the criterion that it proves",
            ),
        }
    }

    fn points_at_stake(&self) -> Option<Points> {
        self.stake
    }
}

pub(super) fn check(scene: &Scene<'_>, shortfalls: &[Shortfall<'_>], found: &mut Diagnostics) {
    for shortfall in shortfalls {
        let Some(subject) = scene.subjects.get(shortfall.leaf) else {
            continue;
        };
        let mut seen = BTreeSet::new();
        for refusal in &shortfall.refusals {
            if !seen.insert(refusal.document) {
                continue;
            }
            let Some(document) = scene.file.evidence.get(refusal.document) else {
                continue;
            };
            let stake = shortfall.points.filter(|_| refusal.is_needed);
            let finding = EvidenceNotCounted {
                document: name(document),
                criterion: Some(subject.number().to_owned()),
                reasons: refusal
                    .whys
                    .iter()
                    .map(|why| words(*why, refusal, subject, document))
                    .collect(),
                stake,
            };
            let key = match refusal.whys.first() {
                Some(Why::Kind) | None => "kind",
                Some(Why::OutsideWindow | Why::NoDate) => "issued_on",
                Some(Why::NoSectionOrPage) if document.section.is_some() => "page",
                Some(Why::NoSectionOrPage) => "section",
            };
            let stake = stake.map(|stake| subject.stake(StakeOf::Computed, stake));
            found.push(
                Diagnostic::new(&finding, format!("/evidence/{}/{key}", refusal.document))
                    .with_stakes(stake),
            );
        }
    }
    unknown_tasks(scene, found);
}

/// Documents that name a task the plan does not have, or nothing at all.
fn unknown_tasks(scene: &Scene<'_>, found: &mut Diagnostics) {
    for (index, document) in scene.file.evidence.iter().enumerate() {
        for (at, support) in document.supports.iter().enumerate() {
            let (reason, key) = match (&support.criterion, &support.task) {
                (_, Some(task)) => {
                    let known = scene
                        .assessment
                        .plan()
                        .is_none_or(|plan| plan.task_ref(task).is_some());
                    if known {
                        continue;
                    }
                    let reason = Message::new(
                        format!("kế hoạch không có nhiệm vụ “{task}”"),
                        format!("the plan has no task “{task}”"),
                    );
                    (reason, "/task")
                }
                (None, None) => {
                    let reason = Message::new(
                        "không ghi tiêu chí hay nhiệm vụ nào",
                        "it names neither a criterion nor a task",
                    );
                    (reason, "")
                }
                (Some(_), None) => continue,
            };
            let finding = EvidenceNotCounted {
                document: name(document),
                criterion: None,
                reasons: vec![reason],
                stake: None,
            };
            found.push(Diagnostic::new(
                &finding,
                format!("/evidence/{index}/supports/{at}{key}"),
            ));
        }
    }
}

/// The kinds that requirements ask for, each once.
fn kinds_of<'r>(asked: impl Iterator<Item = &'r EvidenceRequirement>) -> Message {
    let mut kinds: Vec<&str> = Vec::new();
    for requirement in asked {
        if let Some(Kinds::Any(own) | Kinds::All(own)) = &requirement.kinds {
            for kind in own {
                if !kinds.contains(&kind.as_ref()) {
                    kinds.push(kind.as_ref());
                }
            }
        }
    }
    listed(&kinds.into_iter().map(kind_name).collect::<Vec<_>>())
}

/// What to write where a kind of document is written in words: the kinds a set asks for
pub fn document_kinds(set: &CriteriaSet) -> Message {
    let leaves = set.leaves().iter();
    let list = kinds_of(leaves.flat_map(|leaf| &leaf.criterion().evidence));
    Message::new(
        format!("hãy ghi mã của loại tài liệu: {}", list.vi),
        format!("write the id of the kind: {}", list.en),
    )
}

fn words(why: Why, refusal: &Refusal<'_>, subject: &Subject<'_>, document: &Document) -> Message {
    match why {
        Why::Kind => {
            let criterion = subject.model.criterion();
            let asked = criterion.evidence.iter().filter(|requirement| {
                refusal
                    .requirement
                    .is_none_or(|own| own.id == requirement.id)
            });
            let (list, kind) = (kinds_of(asked), &document.kind);
            Message::new(
                format!("loại tài liệu “{kind}” không đúng, cần: {}", list.vi),
                format!(
                    "it is of the kind “{kind}”, and what is asked for is: {}",
                    list.en
                ),
            )
        }
        Why::OutsideWindow => {
            let span: Option<&Span> = refusal.requirement.and_then(|own| own.window.as_ref());
            let shown = |date: Option<Date>| date.map_or_else(|| Message::new("?", "?"), day);
            let issued = shown(document.issued_on);
            let from = shown(span.map(|span| span.from));
            let until = shown(span.map(|span| span.until));
            Message::new(
                format!(
                    "ban hành ngày {}, ngoài thời gian từ {} đến {}",
                    issued.vi, from.vi, until.vi
                ),
                format!(
                    "issued on {}, outside {} to {}",
                    issued.en, from.en, until.en
                ),
            )
        }
        Why::NoDate => Message::new("chưa ghi ngày ban hành", "its day of issue is not given"),
        Why::NoSectionOrPage => match (&document.section, &document.page) {
            (None, None) => Message::new(
                "chưa ghi mục và trang",
                "its section and page are not given",
            ),
            (None, Some(_)) => Message::new("chưa ghi mục", "its section is not given"),
            _ => Message::new("chưa ghi trang", "its page is not given"),
        },
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixture, messages};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let found = messages(super::ID);
        assert_eq!(
            found.first().unwrap().vi,
            "tài liệu 12/KH-SNV không được tính cho tiêu chí 1.1: ban hành ngày 20/12/2022, \
             ngoài thời gian từ 01/12/2023 đến 31/12/2024"
        );
    }
}
