//! Why a change cannot be applied.

use std::fmt;

use crate::diagnostic::{Diagnostic, Finding, Message, Severity};
use crate::read::suggest;

/// Why a change cannot be applied
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeError(ChangeFault);

/// What is to be taken away, or added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    TaskResult,
    Document,
    NotApplicable,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ChangeFault {
    /// A change names a fact that the criteria set does not have
    ///
    /// # What it does
    /// Looks up the fact of every change, grid and range in the criteria set of the base.
    /// # Why it matters
    /// The scenario would change nothing that is scored.
    /// # Example
    /// `dossier-on-time` where the fact is `dossiers-on-time`.
    /// # Use instead
    /// Correct the name; `criteria show` lists the facts of a set.
    /// # Since
    /// 0.2.0
    UnknownFact {
        name: String,
        suggestion: Option<String>,
    },
    /// Something is to be taken away that the base does not have
    ///
    /// # What it does
    /// Looks up in the base each task result, document and claim of “not applicable” that a scenario takes away.
    /// # Why it matters
    /// The scenario would show no loss where one was meant.
    /// # Example
    /// `remove-evidence` with `d90`, where the base ends with `d82`.
    /// # Use instead
    /// Correct the name, or leave the change out.
    /// # Since
    /// 0.2.0
    NotThere {
        what: Missing,
        name: String,
        suggestion: Option<String>,
    },
    /// Something is to be added that the base already has
    ///
    /// # What it does
    /// Looks up in the base each document and claim of “not applicable” that a scenario adds.
    /// # Why it matters
    /// The scenario would show no gain where one was meant.
    /// # Example
    /// `add-evidence` with the id of a document on file.
    /// # Use instead
    /// Give the new document another id, or leave the change out.
    /// # Since
    /// 0.2.0
    AlreadyThere { what: Missing, name: String },
    /// A round of appraisal is meant that the base does not have
    ///
    /// # What it does
    /// Looks up the round of points that an appraiser is to give.
    /// # Why it matters
    /// Points of no round decide nothing.
    /// # Example
    /// `"round": 2` where only round 1 took place.
    /// # Use instead
    /// Choose a round of the base, or leave `round` out.
    /// # Since
    /// 0.2.0
    NoSuchRound { round: u32 },
    /// Points are given in a round that is not locked
    ///
    /// # What it does
    /// Looks whether the round of points that an appraiser is to give is locked.
    /// # Why it matters
    /// Points of a round that is not locked decide nothing, so the scenario would show no effect.
    /// # Example
    /// A base whose only round has no `locked_on`.
    /// # Use instead
    /// Give the round its `locked_on` day in the base.
    /// # Since
    /// 0.2.0
    NoLockedRound { round: Option<u32> },
    /// A scenario asks for a criteria set that is not at hand
    ///
    /// # What it does
    /// Looks for the set of each change of edition among those that come with the program or are given.
    /// # Why it matters
    /// Without it nothing can be scored by it.
    /// # Example
    /// `"edition": { "id": "department-from-plan", "edition": "2019" }`.
    /// # Use instead
    /// Correct the name, or give its file with `--edition FILE`.
    /// # Since
    /// 0.2.0
    SetNotGiven { asked: String },
    /// A change would be without effect under another criteria set
    ///
    /// # What it does
    /// Looks for documents and appraised points beside a change of edition.
    /// # Why it matters
    /// Documents, claims and appraisal of one set do not hold in another, so only what the rules give is compared there.
    /// # Example
    /// `add-evidence` in a scenario that changes the edition.
    /// # Use instead
    /// Leave the change out, or make two scenarios.
    /// # Since
    /// 0.2.0
    NotCarried,
}

impl Missing {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::TaskResult => ("kết quả của nhiệm vụ", "result of task"),
            Self::Document => ("tài liệu", "document"),
            Self::NotApplicable => ("nội dung “không áp dụng” ở", "claim of “not applicable” at"),
        }
    }

    fn place(self) -> &'static str {
        match self {
            Self::TaskResult => "/remove-task/task",
            Self::Document => "/remove-evidence",
            Self::NotApplicable => "/applicable/at",
        }
    }
}

impl ChangeError {
    pub(crate) fn new(fault: ChangeFault) -> Self {
        Self(fault)
    }

    pub(crate) fn missing<'k>(
        what: Missing,
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Self {
        Self(ChangeFault::NotThere {
            what,
            name: name.to_owned(),
            suggestion: suggest(name, known).map(str::to_owned),
        })
    }

    pub(crate) fn fault(&self) -> &dyn Finding {
        &self.0
    }

    /// The JSON Pointer of the fault inside the change
    pub fn pointer(&self) -> &'static str {
        match &self.0 {
            ChangeFault::UnknownFact { .. } => "/fact/fact",
            ChangeFault::NotThere { what, .. } => what.place(),
            ChangeFault::AlreadyThere { what, .. } => match what {
                Missing::Document => "/add-evidence/id",
                _ => "/not-applicable/at",
            },
            ChangeFault::NoSuchRound { .. } => "/appraised/round",
            ChangeFault::NoLockedRound { .. } => "/appraised",
            ChangeFault::SetNotGiven { .. } => "/edition",
            ChangeFault::NotCarried => "",
        }
    }

    /// The error as a diagnostic, below the JSON Pointer of the change
    pub fn diagnostic(&self, change: &str) -> Diagnostic {
        Diagnostic::new(&self.0, format!("{change}{}", self.pointer()))
    }
}

impl fmt::Display for ChangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message().en)
    }
}

impl std::error::Error for ChangeError {}

impl Finding for ChangeFault {
    fn check(&self) -> &'static str {
        match self {
            Self::UnknownFact { .. } => "unknown-reference",
            Self::NotThere { .. } => "nothing-to-take-away",
            Self::AlreadyThere { .. } => "already-there",
            Self::NoSuchRound { .. } => "unknown-round",
            Self::NoLockedRound { .. } => "round-not-locked",
            Self::SetNotGiven { .. } => "unknown-criteria-set",
            Self::NotCarried => "not-carried-over",
        }
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        match self {
            Self::UnknownFact { name, .. } => Message::new(
                format!("bộ tiêu chí không có dữ kiện “{name}”"),
                format!("the criteria set has no fact “{name}”"),
            ),
            Self::NotThere { what, name, .. } => {
                let (vi, en) = what.words();
                Message::new(
                    format!("bản tự chấm gốc không có {vi} “{name}”, nên không có gì để bỏ"),
                    format!(
                        "the base assessment has no {en} “{name}”, so nothing can be taken away"
                    ),
                )
            }
            Self::AlreadyThere { what, name } => {
                let (vi, en) = what.words();
                Message::new(
                    format!("bản tự chấm gốc đã có {vi} “{name}”"),
                    format!("the base assessment already has a {en} “{name}”"),
                )
            }
            Self::NoSuchRound { round } => Message::new(
                format!("bản tự chấm gốc không có vòng thẩm định {round}"),
                format!("the base assessment has no appraisal round {round}"),
            ),
            Self::NoLockedRound { round: Some(round) } => Message::new(
                format!("vòng thẩm định {round} chưa chốt, nên điểm cho ở đó chưa có hiệu lực"),
                format!(
                    "appraisal round {round} is not locked, so points given there decide nothing"
                ),
            ),
            Self::NoLockedRound { round: None } => Message::new(
                "chưa có vòng thẩm định nào được chốt, nên điểm thẩm định chưa có hiệu lực",
                "no appraisal round is locked, so points given by an appraiser decide nothing",
            ),
            Self::SetNotGiven { asked } => Message::new(
                format!("không có sẵn bộ tiêu chí {asked}"),
                format!("the criteria set {asked} is not at hand"),
            ),
            Self::NotCarried => Message::new(
                "tài liệu kiểm chứng và điểm thẩm định không chuyển sang bộ tiêu chí khác, nên thay đổi này không có tác dụng",
                "documents and appraised points are not carried over to another criteria set, so this change has no effect",
            ),
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::UnknownFact {
                suggestion: Some(name),
                ..
            }
            | Self::NotThere {
                suggestion: Some(name),
                ..
            } => Message::new(
                format!("có phải “{name}”?"),
                format!("did you mean “{name}”?"),
            ),
            Self::UnknownFact { .. } => Message::new(
                "`par-index criteria show` liệt kê các dữ kiện của bộ tiêu chí",
                "`par-index criteria show` lists the facts of the set",
            ),
            Self::NotThere { .. } => Message::new(
                "kiểm tra lại tên của thay đổi này",
                "look at the name of the change",
            ),
            Self::AlreadyThere { .. } => Message::new(
                "đặt tên khác cho thay đổi này",
                "give the change another name",
            ),
            Self::NoSuchRound { .. } => Message::new(
                "chọn một vòng có trong bản tự chấm",
                "choose a round of the assessment",
            ),
            Self::NoLockedRound { .. } => Message::new(
                "ghi ngày chốt “locked_on” của vòng trong bản tự chấm gốc",
                "give the round a “locked_on” day in the base assessment",
            ),
            Self::SetNotGiven { .. } => Message::new(
                "sửa tên và phiên bản, hoặc nêu tệp bộ tiêu chí bằng --edition FILE",
                "correct name and edition, or give its file with --edition FILE",
            ),
            Self::NotCarried => Message::new(
                "bỏ thay đổi này, hoặc tách thành hai kịch bản",
                "leave the change out, or make two scenarios",
            ),
        }
    }
}
