//! What is wrong with a file of actions.

use crate::diagnostic::{Finding, Message, Severity};

/// What is wrong with a file of actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ActionFault {
    /// `format` names another kind of file
    ///
    /// # What it does
    /// Reads `format` of a file that is taken for actions.
    /// # Why it matters
    /// What another version of the format means by its keys is not known.
    /// # Example
    /// `par-index/actions@2`.
    /// # Use instead
    /// Write `par-index/actions@1`, or choose the right file.
    /// # Since
    /// 0.2.0
    WrongFormat { found: String },
    /// Two actions have one id
    ///
    /// # What it does
    /// Compares the ids of the actions.
    /// # Why it matters
    /// Which of them a plan names, or another one needs, could not be told.
    /// # Example
    /// Two actions called `send-apologies`.
    /// # Use instead
    /// Give one of them another id.
    /// # Since
    /// 0.2.0
    GivenTwice { id: String },
    /// `needs` or `excludes` names an action that the file does not have
    ///
    /// # What it does
    /// Looks up every name under `needs` and `excludes` among the actions of the file. Facts that
    /// actions change are looked up in the criteria set of the assessment.
    /// # Why it matters
    /// A condition on nothing is no condition, and the plan could rest on something that cannot be done.
    /// # Example
    /// `"needs": ["trainning"]`, where the action is called `training`.
    /// # Use instead
    /// Correct the name.
    /// # Since
    /// 0.2.0
    UnknownAction {
        name: String,
        suggestion: Option<String>,
    },
    /// An action has a cost below zero
    ///
    /// # What it does
    /// Compares every cost with 0.
    /// # Why it matters
    /// An action that pays for others would be chosen whether it brings points or not, and no bound of a
    /// plan would hold.
    /// # Example
    /// `"cost": -2`.
    /// # Use instead
    /// Give a cost of 0 or more; take savings out of the budget instead.
    /// # Since
    /// 0.2.0
    NegativeCost { id: String, cost: String },
    /// An action needs and excludes one and the same action
    ///
    /// # What it does
    /// Compares `needs` and `excludes` of each action, and looks for actions that exclude themselves.
    /// # Why it matters
    /// It could never be chosen, and the plan would pass over it without a word.
    /// # Example
    /// `"needs": ["training"], "excludes": ["training"]`.
    /// # Use instead
    /// Take the name out of one of the two lists.
    /// # Since
    /// 0.2.0
    NeedsWhatItExcludes { id: String, other: String },
    /// An action gives one thing two states
    ///
    /// # What it does
    /// Compares the changes of each action with each other. Two actions that contradict each other are no
    /// fault: only one of them is chosen, and they are named beside the plan.
    /// # Why it matters
    /// Which of the two holds would hang on their order.
    /// # Example
    /// An action that sets `reports-late` to 0 and to 1.
    /// # Use instead
    /// Keep one of the changes, or make two actions of it.
    /// # Since
    /// 0.2.0
    ContradictsItself { id: String, what: String },
    /// An action changes nothing
    ///
    /// # What it does
    /// Looks for actions with no entry under `changes`.
    /// # Why it matters
    /// It brings no points, so no plan chooses it except where another action needs it.
    /// # Example
    /// `"changes": []`.
    /// # Use instead
    /// List the facts, tasks or documents it changes; leave it as it is if it only prepares others.
    /// # Since
    /// 0.2.0
    ChangesNothing { id: String },
    /// The costs together are too large to be held exactly
    ///
    /// # What it does
    /// Adds up all costs on the grid of the one with most decimals; at most 10¹⁸ steps of it are held.
    /// # Why it matters
    /// Plans are compared by their exact cost, and a sum that wraps would compare wrong.
    /// # Example
    /// A cost of 10¹⁸ beside one of 1.
    /// # Use instead
    /// Count costs in a larger unit, with fewer decimals.
    /// # Since
    /// 0.2.0
    CostsTooLarge,
    /// Something is added to a fact of which the assessment has no number
    ///
    /// # What it does
    /// Looks up in the assessment each fact that an action adds to.
    /// # Why it matters
    /// An unanswered fact is not 0: what “20 more” comes to is not known.
    /// # Example
    /// `"add": { "fact": "payments-online", "by": 20 }`, where `payments-online` is unanswered.
    /// # Use instead
    /// Answer the fact in the assessment, or give its new value with `fact`.
    /// # Since
    /// 0.2.0
    NothingToAddTo { id: String, fact: String },
    /// A sum has more digits than can be held exactly
    ///
    /// # What it does
    /// Adds what an action adds to the number of the assessment.
    /// # Why it matters
    /// A number is exact or it is refused.
    /// # Example
    /// 10¹⁸ more of anything that is counted.
    /// # Use instead
    /// Correct the number that is added.
    /// # Since
    /// 0.2.0
    SumTooLarge { id: String, fact: String },
    /// What an action changes is refused by the assessment
    ///
    /// # What it does
    /// Takes each action, with what it needs, into the assessment, and passes on why that is refused.
    /// # Why it matters
    /// A value outside the limits of its fact, a day after the day of the data or a task that the plan
    /// does not have would bring points on paper only.
    /// # Example
    /// An action that sets a rate of at most 100 % to 120.
    /// # Use instead
    /// Correct the value. Where a task is done after the day of the assessment, give `measured_on`.
    /// # Since
    /// 0.2.0
    DoesNotFit { id: String, vi: String, en: String },
    /// The result is measured before the day of the assessment
    ///
    /// # What it does
    /// Compares `measured_on` with the assessment's `as_of`.
    /// # Why it matters
    /// What was done between the two days would count in one and not in the other, so before and after
    /// could not be compared.
    /// # Example
    /// `"measured_on": "2024-10-31"` beside an assessment as of 20 November 2024.
    /// # Use instead
    /// Give a day that is not before the assessment's, or leave `measured_on` out.
    /// # Since
    /// 0.2.0
    MeasuredBefore { measured_on: String, as_of: String },
    /// No assessment is known, so that what actions change was not looked up
    ///
    /// # What it does
    /// Says which checks of a file of actions could not be carried out.
    /// # Why it matters
    /// Whether a fact exists and a value fits is only known beside the assessment that is improved.
    /// # Example
    /// A file without `base`, checked by itself.
    /// # Use instead
    /// Name the assessment at `base`, or with `--base FILE`; `improve` looks everything up in its assessment.
    /// # Since
    /// 0.2.0
    BaseNotGiven,
}

impl Finding for ActionFault {
    fn check(&self) -> &'static str {
        match self {
            Self::WrongFormat { .. } => "unknown-format",
            Self::GivenTwice { .. } => "id-given-twice",
            Self::UnknownAction { .. } => "unknown-reference",
            Self::NegativeCost { .. } => "negative-cost",
            Self::NeedsWhatItExcludes { .. } => "needs-what-it-excludes",
            Self::ContradictsItself { .. } => "action-contradicts-itself",
            Self::ChangesNothing { .. } => "action-changes-nothing",
            Self::CostsTooLarge => "costs-too-large",
            Self::NothingToAddTo { .. } => "nothing-to-add-to",
            Self::SumTooLarge { .. } => "sum-too-large",
            Self::DoesNotFit { .. } => "action-does-not-fit",
            Self::MeasuredBefore { .. } => "measured-before-the-assessment",
            Self::BaseNotGiven => "base-not-given",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::ChangesNothing { .. } => Severity::Warning,
            Self::BaseNotGiven => Severity::Advice,
            _ => Severity::Error,
        }
    }

    fn message(&self) -> Message {
        match self {
            Self::WrongFormat { found } => Message::new(
                format!("“{found}” không phải loại tệp giải pháp"),
                format!("“{found}” is not the format of a file of actions"),
            ),
            Self::GivenTwice { id } => Message::new(
                format!("hai giải pháp cùng mang mã “{id}”"),
                format!("two actions are called “{id}”"),
            ),
            Self::UnknownAction { name, .. } => Message::new(
                format!("tệp không có giải pháp nào mang mã “{name}”"),
                format!("the file has no action “{name}”"),
            ),
            Self::NegativeCost { id, cost } => Message::new(
                format!("chi phí của “{id}” là số âm ({cost})"),
                format!("the cost of “{id}” is negative ({cost})"),
            ),
            Self::NeedsWhatItExcludes { id, other } => Message::new(
                format!("“{id}” vừa cần vừa loại trừ “{other}”, nên không bao giờ chọn được"),
                format!("“{id}” both needs and excludes “{other}”, so it can never be chosen"),
            ),
            Self::ContradictsItself { id, what } => Message::new(
                format!("“{id}” tự mâu thuẫn: {what} được thay đổi hai lần khác nhau"),
                format!("“{id}” contradicts itself: {what} is changed in two ways"),
            ),
            Self::ChangesNothing { id } => Message::new(
                format!("“{id}” không thay đổi gì, nên không đem lại điểm nào"),
                format!("“{id}” changes nothing, so it brings no points"),
            ),
            Self::CostsTooLarge => Message::new(
                "tổng chi phí của các giải pháp quá lớn để tính chính xác",
                "the costs together are too large to be held exactly",
            ),
            Self::NothingToAddTo { id, fact } => Message::new(
                format!("“{id}” cộng thêm vào “{fact}”, nhưng bản tự chấm chưa có số này"),
                format!("“{id}” adds to “{fact}”, of which the assessment has no number"),
            ),
            Self::SumTooLarge { id, fact } => Message::new(
                format!("“{id}” cộng vào “{fact}” thành một số quá lớn"),
                format!("“{id}” makes “{fact}” a number that is too large"),
            ),
            Self::DoesNotFit { id, vi, en } => Message::new(
                format!("“{id}” không áp dụng được vào bản tự chấm: {vi}"),
                format!("“{id}” cannot be applied to the assessment: {en}"),
            ),
            Self::MeasuredBefore { measured_on, as_of } => Message::new(
                format!("ngày đo kết quả {measured_on} trước ngày của bản tự chấm {as_of}"),
                format!(
                    "the result is measured on {measured_on}, before the day of the assessment, {as_of}"
                ),
            ),
            Self::BaseNotGiven => Message::new(
                "chưa biết bản tự chấm cần nâng điểm, nên chưa đối chiếu được dữ kiện, nhiệm vụ và tài liệu nêu trong các giải pháp",
                "the assessment to improve is not known, so the facts, tasks and documents of the actions were not looked up",
            ),
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::WrongFormat { .. } => Message::new(
                "ghi “par-index/actions@1” ở “format”",
                "write “par-index/actions@1” at “format”",
            ),
            Self::GivenTwice { .. } => Message::new(
                "đặt cho mỗi giải pháp một mã riêng",
                "give each action an id of its own",
            ),
            Self::UnknownAction {
                suggestion: Some(name),
                ..
            } => Message::new(
                format!("có phải “{name}”?"),
                format!("did you mean “{name}”?"),
            ),
            Self::UnknownAction { .. } => Message::new(
                "ghi mã của một giải pháp có trong tệp này",
                "name an action of this file",
            ),
            Self::NegativeCost { .. } => Message::new(
                "ghi chi phí bằng 0 hoặc lớn hơn",
                "give a cost of 0 or more",
            ),
            Self::NeedsWhatItExcludes { .. } => Message::new(
                "bỏ mã đó khỏi “needs” hoặc khỏi “excludes”",
                "take it out of “needs” or of “excludes”",
            ),
            Self::ContradictsItself { .. } => Message::new(
                "giữ lại một trong hai thay đổi, hoặc tách thành hai giải pháp",
                "keep one of the changes, or make two actions of it",
            ),
            Self::ChangesNothing { .. } => Message::new(
                "ghi dữ kiện, nhiệm vụ hoặc tài liệu mà nó thay đổi vào “changes”",
                "list the facts, tasks or documents it changes under “changes”",
            ),
            Self::CostsTooLarge => Message::new(
                "ghi chi phí theo đơn vị lớn hơn",
                "count costs in a larger unit",
            ),
            Self::NothingToAddTo { .. } => Message::new(
                "điền số này vào bản tự chấm, hoặc dùng “fact” để đặt hẳn giá trị mới",
                "answer the fact in the assessment, or set it with “fact”",
            ),
            Self::SumTooLarge { .. } => Message::new(
                "kiểm tra lại số cộng thêm",
                "look at the number that is added",
            ),
            Self::DoesNotFit { .. } => Message::new(
                "sửa giá trị hoặc ngày trong “changes”; ngày hoàn thành sau ngày của bản tự chấm thì cần “measured_on”",
                "mend the value or day under “changes”; a day after that of the assessment needs “measured_on”",
            ),
            Self::MeasuredBefore { .. } => Message::new(
                "ghi “measured_on” bằng hoặc sau ngày của bản tự chấm",
                "give a “measured_on” that is not before the assessment",
            ),
            Self::BaseNotGiven => Message::new(
                "ghi tệp bản tự chấm ở “base”, hoặc nêu bằng --base FILE; lệnh improve luôn đối chiếu với bản tự chấm của nó",
                "name its file at “base”, or give it with --base FILE; improve looks everything up in its assessment",
            ),
        }
    }
}
