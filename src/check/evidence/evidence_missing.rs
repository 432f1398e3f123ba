//! Points that no document proves.

use super::shortfall::{Gap, Shortfall};
use crate::check::scene::{Scene, Subject};
use crate::check::words::{points, quoted, some_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, StakeOf};
use crate::number::Points;

pub(super) const ID: &str = "evidence-missing";

/// Most gaps named in one message.
const SHOWN: usize = 4;

/// Points are computed that no document on file proves
///
/// # What it does
///
/// Compares computed with evidenced points and names what is missing: a document, documents of
/// single items, documents of tasks. Documents that are there but do not count, or say something
/// else, are reported by `evidence-not-counted` and `evidence-conflict`.
///
/// # Why it matters
///
/// An appraiser gives points for what is proved. The difference is what may be taken off.
///
/// # Example
///
/// A yearly plan was issued in time by the date typed, and the plan itself is not on file.
///
/// # Use instead
///
/// Register the document under `evidence`, with the criterion it supports.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct EvidenceMissing {
    criterion: String,
    computed: Points,
    evidenced: Points,
    stake: Points,
    gaps: Vec<Message>,
    is_supportable: bool,
}

impl Finding for EvidenceMissing {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let criterion = &self.criterion;
        let (computed, evidenced) = (points(self.computed), points(self.evidenced));
        let gaps = some_of(&self.gaps, SHOWN);
        let proved = if self.evidenced == Points::ZERO {
            Message::new("chưa có tài liệu nào chứng minh", "no document proves any")
        } else {
            Message::new(
                format!("tài liệu mới chứng minh được {}", evidenced.vi),
                format!("the documents prove {}", evidenced.en),
            )
        };
        Message::new(
            format!(
                "tiêu chí {criterion}: theo số liệu là {}, {}; {}",
                computed.vi, proved.vi, gaps.vi
            ),
            format!(
                "criterion {criterion}: the facts give {}, {}; {}",
                computed.en, proved.en, gaps.en
            ),
        )
    }

    fn help(&self) -> Message {
        if self.is_supportable {
            return Message::new(
                "hãy bổ sung tài liệu kiểm chứng ở “evidence”, hoặc giải trình ở “explanations”",
                "register the document under “evidence”, or explain it under “explanations”",
            );
        }
        Message::new(
            "bộ tiêu chí không nêu tài liệu kiểm chứng cho số liệu này; hãy giải trình ở “explanations”",
            "the criteria set asks for no document on this fact; explain it under “explanations”",
        )
    }

    fn points_at_stake(&self) -> Option<Points> {
        Some(self.stake)
    }
}

pub(super) fn check(scene: &Scene<'_>, shortfalls: &[Shortfall<'_>], found: &mut Diagnostics) {
    for shortfall in shortfalls
        .iter()
        .filter(|shortfall| !shortfall.gaps.is_empty())
    {
        let Some(subject) = scene.subjects.get(shortfall.leaf) else {
            continue;
        };
        let score = subject.score;
        let (Some(stake), Some(computed), Some(evidenced)) =
            (shortfall.points, score.computed(), score.evidenced())
        else {
            continue;
        };
        let finding = EvidenceMissing {
            criterion: subject.number().to_owned(),
            computed,
            evidenced,
            stake,
            gaps: shortfall
                .gaps
                .iter()
                .map(|gap| words(scene, subject, gap))
                .collect(),
            is_supportable: shortfall
                .gaps
                .iter()
                .any(|gap| !matches!(gap, Gap::Unsupported(_))),
        };
        let stake = subject.stake(StakeOf::Computed, stake);
        found.push(Diagnostic::new(&finding, scene.pointer(subject)).with_stakes([stake]));
    }
}

fn words(scene: &Scene<'_>, subject: &Subject<'_>, gap: &Gap<'_>) -> Message {
    let title = |fact: usize| {
        scene
            .fact(fact)
            .map_or_else(|| Message::new("", ""), |fact| quoted(&fact.title))
    };
    match gap {
        Gap::Requirement(requirement) => {
            let name = requirement.title.as_ref().map_or_else(
                || {
                    Message::new(
                        format!("“{}”", requirement.id),
                        format!("“{}”", requirement.id),
                    )
                },
                quoted,
            );
            let (mut vi, mut en) = (
                format!("thiếu {}", name.vi),
                format!("{} is missing", name.en),
            );
            // Where a criterion has several requirements, what each is for tells them apart.
            if subject.model.criterion().evidence.len() > 1 && !requirement.supports.is_empty() {
                let supported: Vec<Message> = requirement
                    .supports
                    .iter()
                    .filter_map(|name| supported(scene, name))
                    .collect();
                let list = some_of(&supported, SHOWN);
                vi = format!("{vi} (cho {})", list.vi);
                en = format!("{en} (for {})", list.en);
            }
            Message::new(vi, en)
        }
        Gap::Items { fact, shown, typed } => {
            let title = title(*fact);
            Message::new(
                format!("{} mới có tài liệu cho {shown} trong {typed}", title.vi),
                format!("{} has documents for {shown} of {typed}", title.en),
            )
        }
        Gap::Unsupported(fact) => {
            let title = title(*fact);
            Message::new(
                format!("{} không có tài liệu nào được yêu cầu", title.vi),
                format!("no document is asked for {}", title.en),
            )
        }
        Gap::Tasks(count) => Message::new(
            format!("thiếu sản phẩm của {count} lần thực hiện nhiệm vụ"),
            format!("the products of tasks done are missing ({count})"),
        ),
    }
}

/// The title of what a requirement supports: a fact, or tasks.
fn supported(scene: &Scene<'_>, name: &str) -> Option<Message> {
    if let Some(id) = name.strip_prefix("slot:") {
        let slot = scene.set.slot_index(id)?;
        return scene
            .set
            .file()
            .slots
            .get(slot)
            .map(|slot| quoted(&slot.title));
    }
    if name == "all" || name.starts_with("area:") {
        return Some(Message::new(
            "các nhiệm vụ của kế hoạch",
            "the tasks of the plan",
        ));
    }
    scene
        .set
        .fact_index(name)
        .and_then(|fact| scene.fact(fact))
        .map(|fact| quoted(&fact.title))
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
            "tiêu chí 1.1: theo số liệu là 1 điểm, chưa có tài liệu nào chứng minh; thiếu “Kế hoạch CCHC năm”"
        );
    }

    #[test]
    fn facts_that_no_requirement_supports_are_named() {
        let scorer = edited_scorer(|set| {
            set["areas"][0]["criteria"][0]["evidence"] = json!([]);
        });
        let found = edited_for(
            &scorer,
            &[("/evidence/0/supports", json!([{ "task": "i.1" }]))],
        );
        let own = found.iter().find(|one| one.check() == super::ID).unwrap();
        assert!(
            own.message()
                .vi
                .ends_with("“Ngày ban hành kế hoạch” không có tài liệu nào được yêu cầu")
        );
        assert!(own.help().vi.starts_with("bộ tiêu chí không nêu tài liệu"));
    }

    #[test]
    fn the_product_of_a_task_proves_it_without_a_requirement() {
        let scorer = edited_scorer(|set| {
            let evidence = &mut set["areas"][1]["criteria"][1]["evidence"];
            *evidence = json!([]);
        });
        let of_task = ("/evidence/4/supports", json!([{ "task": "i.1" }]));
        assert!(edited_for(&scorer, &[of_task]).is_empty());
        let found = edited_for(
            &scorer,
            &[("/evidence/4/supports", json!([{ "criterion": "c1.4" }]))],
        );
        let own = found.iter().find(|one| one.check() == super::ID).unwrap();
        assert!(
            own.message()
                .vi
                .ends_with("thiếu sản phẩm của 1 lần thực hiện nhiệm vụ"),
            "{found}"
        );
    }
}
