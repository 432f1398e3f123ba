//! What a change speaks of, in words.

use crate::diagnostic::Message;
use crate::file::{Change, FactChange};
use crate::read::Id;

/// Something that can have only one state in a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Fact(Id),
    Result {
        task: Id,
        product: Option<Id>,
        occurrence: Option<String>,
    },
    Document(Id),
    NotApplicable {
        at: Id,
        part: Option<Id>,
    },
    Appraised {
        leaf: Id,
        round: Option<u32>,
    },
    Edition,
}

impl Subject {
    /// What a change speaks of.
    pub(super) fn of(change: &Change) -> Self {
        match change {
            Change::Fact(FactChange { fact, .. }) => Self::Fact(fact.clone()),
            Change::Task(own) => Self::Result {
                task: own.task.clone(),
                product: own.product.clone(),
                occurrence: own.occurrence.clone(),
            },
            Change::RemoveTask(own) => Self::Result {
                task: own.task.clone(),
                product: own.product.clone(),
                occurrence: own.occurrence.clone(),
            },
            Change::AddEvidence(own) => Self::Document(own.id.clone()),
            Change::RemoveEvidence(id) => Self::Document(id.clone()),
            Change::NotApplicable(own) => Self::NotApplicable {
                at: own.at.clone(),
                part: own.part.clone(),
            },
            Change::Applicable(own) => Self::NotApplicable {
                at: own.at.clone(),
                part: own.part.clone(),
            },
            Change::Appraised(own) => Self::Appraised {
                leaf: own.criterion.clone(),
                round: own.round,
            },
            Change::Edition(_) => Self::Edition,
        }
    }

    /// In words.
    pub(super) fn words(&self) -> Message {
        match self {
            Self::Fact(id) => Message::new(format!("dữ kiện “{id}”"), format!("the fact “{id}”")),
            Self::Result {
                task,
                product,
                occurrence,
            } => {
                let (mut vi, mut en) = (String::new(), String::new());
                if let Some(product) = product {
                    vi = format!(", sản phẩm “{product}”");
                    en = format!(", product “{product}”");
                }
                if let Some(occurrence) = occurrence {
                    vi = format!("{vi}, kỳ “{occurrence}”");
                    en = format!("{en}, occurrence “{occurrence}”");
                }
                Message::new(
                    format!("kết quả của nhiệm vụ “{task}”{vi}"),
                    format!("the result of task “{task}”{en}"),
                )
            }
            Self::Document(id) => Message::new(
                format!("tài liệu kiểm chứng “{id}”"),
                format!("the document “{id}”"),
            ),
            Self::NotApplicable { at, part } => {
                let at = part
                    .as_ref()
                    .map_or_else(|| at.to_string(), |part| format!("{at}/{part}"));
                Message::new(
                    format!("việc “{at}” có áp dụng hay không"),
                    format!("whether “{at}” applies"),
                )
            }
            Self::Appraised { leaf, round } => {
                let (vi, en) = round.map_or_else(Default::default, |round| {
                    (format!(" vòng {round}"), format!(" of round {round}"))
                });
                Message::new(
                    format!("điểm thẩm định{vi} của tiêu chí “{leaf}”"),
                    format!("the appraised points{en} of “{leaf}”"),
                )
            }
            Self::Edition => Message::new("bộ tiêu chí áp dụng", "the criteria set"),
        }
    }
}
