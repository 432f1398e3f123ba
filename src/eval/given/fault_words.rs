//! The words of the faults of an assessment.

use crate::diagnostic::Message;
use crate::eval::given::fault_terms::{Expected, comma, slashed};
use crate::eval::given::faults::AssessmentFault;
use crate::file::ChoiceOption;
use crate::read::{date_help, date_reason};

impl AssessmentFault {
    /// What is wrong
    pub(crate) fn said(&self) -> Message {
        match self {
            Self::WrongFormat { found } => Message::new(
                format!("tệp ghi định dạng “{found}”, cần “par-index/assessment@1”"),
                format!(
                    "the file says its format is “{found}”; “par-index/assessment@1” is needed"
                ),
            ),
            Self::OtherCriteriaSet { asked, given } => Message::new(
                format!("bản tự chấm dùng bộ tiêu chí {asked}, không phải {given}"),
                format!("the assessment answers criteria set {asked}, not {given}"),
            ),
            Self::EditionNotInForce { from, until } => Message::new(
                format!(
                    "bộ tiêu chí này chỉ áp dụng từ {} đến {}, kỳ đánh giá nằm ngoài",
                    slashed(*from),
                    slashed(*until)
                ),
                format!("this edition is in force from {from} to {until}; the period lies outside"),
            ),
            Self::PeriodReversed => Message::new(
                "kỳ đánh giá kết thúc trước khi bắt đầu",
                "the period ends before it begins",
            ),
            Self::UnknownName { what, name, .. } => {
                let (vi, en) = what.words();
                Message::new(
                    format!("không có {vi} “{name}”"),
                    format!("there is no {en} “{name}”"),
                )
            }
            Self::GivenTwice { what, name } => {
                let (vi, en) = what.words();
                Message::new(
                    format!("{vi} “{name}” được ghi hai lần"),
                    format!("{en} “{name}” is given twice"),
                )
            }
            Self::NotALeaf { name } => Message::new(
                format!("“{name}” không phải tiêu chí được chấm điểm trực tiếp"),
                format!("“{name}” is not a criterion that is scored itself"),
            ),
            Self::WrongKind { fact, expected, .. } => {
                let (vi, en) = expected.words();
                Message::new(
                    format!("dữ kiện “{fact}” cần {vi}"),
                    format!("fact “{fact}” needs {en}"),
                )
            }
            Self::TooManyDecimals {
                fact,
                found,
                allowed: 0,
                ..
            } => Message::new(
                format!(
                    "dữ kiện “{fact}” là số nguyên, trong khi số này có {found} chữ số thập phân"
                ),
                format!("fact “{fact}” is a whole number; this one has {found} decimals"),
            ),
            Self::TooManyDecimals {
                fact,
                found,
                allowed,
                ..
            } => Message::new(
                format!("dữ kiện “{fact}” có {found} chữ số thập phân, chỉ được {allowed}"),
                format!("fact “{fact}” has {found} decimals; {allowed} are allowed"),
            ),
            Self::OutsideLimits {
                fact,
                value,
                min,
                max,
                ..
            } => {
                let [value, min, max] = [value, min, max].map(|limited| limited.words());
                Message::new(
                    format!(
                        "dữ kiện “{fact}” là {}, nằm ngoài khoảng {} đến {}",
                        value.0, min.0, max.0
                    ),
                    format!(
                        "fact “{fact}” is {}, outside {} to {}",
                        value.1, min.1, max.1
                    ),
                )
            }
            Self::UnknownOption { fact, found, .. } => Message::new(
                format!("dữ kiện “{fact}” không có phương án “{found}”"),
                format!("fact “{fact}” has no option “{found}”"),
            ),
            Self::BadDate { fact, found, error } => {
                let reason = date_reason(error);
                Message::new(
                    format!(
                        "dữ kiện “{fact}”: “{found}” không phải một ngày: {}",
                        reason.vi
                    ),
                    format!("fact “{fact}”: “{found}” is not a day: {}", reason.en),
                )
            }
            Self::TooManyRows {
                fact,
                found,
                allowed,
            } => Message::new(
                format!("bảng “{fact}” có {found} dòng, chỉ được {allowed}"),
                format!("table “{fact}” has {found} rows; {allowed} are allowed"),
            ),
            Self::NotForTheUnit { fact, .. } => Message::new(
                format!("dữ kiện “{fact}” không do đơn vị tự điền; giá trị này bị bỏ qua"),
                format!("fact “{fact}” is not for the unit to fill; the value is ignored"),
            ),
            Self::NotFromOutside { fact } => Message::new(
                format!("dữ kiện “{fact}” do đơn vị tự khai, không phải kết quả bên ngoài"),
                format!("fact “{fact}” is the unit's own, not a result from outside"),
            ),
            Self::DateAfterAsOf { fact, date, as_of } => Message::new(
                format!(
                    "“{fact}” ghi ngày {}, sau ngày chốt số liệu {}; coi như chưa trả lời",
                    slashed(*date),
                    slashed(*as_of)
                ),
                format!(
                    "“{fact}” is dated {date}, after the day of the data {as_of}; taken as unanswered"
                ),
            ),
            Self::NotApplicableNotAllowed { criterion, .. } => Message::new(
                format!(
                    "tiêu chí {criterion} không được ghi “không áp dụng”; nội dung này bị bỏ qua"
                ),
                format!("criterion {criterion} may not be “not applicable”; the claim is ignored"),
            ),
            Self::PartNotApplicableNotAllowed { criterion, part } => Message::new(
                format!("phần “{part}” của tiêu chí {criterion} không được ghi “không áp dụng”"),
                format!("part “{part}” of criterion {criterion} may not be “not applicable”"),
            ),
            Self::NotApplicableWithoutReason { criterion } => Message::new(
                format!("“không áp dụng” ở {criterion} chưa nêu lý do"),
                format!("“not applicable” at {criterion} gives no reason"),
            ),
            Self::AbsenceNotAllowed { source } => Message::new(
                format!("bộ tiêu chí không cho phép vắng nguồn “{source}”"),
                format!("the criteria set does not allow source “{source}” to be absent"),
            ),
            Self::NoSuchRound { round } => Message::new(
                format!("không có vòng thẩm định {round}"),
                format!("there is no appraisal round {round}"),
            ),
            Self::NotOneDecision { criterion } => Message::new(
                format!("quyết định thẩm định ở {criterion} phải có đúng một nội dung"),
                format!("the appraisal record of {criterion} must hold exactly one decision"),
            ),
            Self::CopiesNoDecision { criterion, round } => Message::new(
                format!("tiêu chí {criterion} không có quyết định ở vòng {round} để giữ nguyên"),
                format!("criterion {criterion} has no decision in round {round} to copy"),
            ),
            Self::SlotUnbound { criterion, slot } => Message::new(
                format!(
                    "tiêu chí {criterion} cần nhiệm vụ ở vị trí “{slot}” nhưng kế hoạch chưa gắn"
                ),
                format!(
                    "criterion {criterion} needs tasks at slot “{slot}”, which the plan does not bind"
                ),
            ),
            Self::PlanMissing { criterion } => Message::new(
                format!(
                    "tiêu chí {criterion} cần kế hoạch CCHC của đơn vị, nhưng không có kế hoạch"
                ),
                format!("criterion {criterion} needs the unit's reform plan, and there is none"),
            ),
            Self::PlanNotGiven { named } => Message::new(
                format!("bài tự chấm nêu kế hoạch “{named}”, nhưng chưa có kế hoạch này"),
                format!("the assessment names the plan “{named}”, which was not given"),
            ),
            Self::ClaimDecimals {
                criterion,
                found,
                allowed,
            } => Message::new(
                format!(
                    "điểm tự chấm ở {criterion} có {found} chữ số thập phân, chỉ được {allowed}"
                ),
                format!("the claim at {criterion} has {found} decimals; {allowed} are allowed"),
            ),
            Self::NegativeClaim { criterion, claimed } => Message::new(
                format!("điểm tự chấm ở {criterion} là số âm: {}", comma(*claimed)),
                format!("the claim at {criterion} is negative: {claimed}"),
            ),
        }
    }

    /// What to do about it
    pub(crate) fn remedy(&self) -> Message {
        match self {
            Self::OutsideLimits { meant, .. } if !meant.is_empty() => {
                let list = either(meant);
                Message::new(
                    format!("có phải {}? Giá trị này lớn hơn mọi tỷ lệ hợp lệ", list.vi),
                    format!(
                        "did you mean {}? The value is beyond any percentage",
                        list.en
                    ),
                )
            }
            Self::OutsideLimits { min, max, .. } => {
                let [min, max] = [min, max].map(|limited| limited.typed());
                Message::new(
                    format!("kiểm tra lại giá trị; chỉ nhận từ {min} đến {max}"),
                    format!("check the value; {min} to {max} are accepted"),
                )
            }
            Self::WrongKind {
                meant, expected, ..
            } => match expected {
                _ if !meant.is_empty() => {
                    let list = either(meant);
                    Message::new(format!("hãy ghi {}", list.vi), format!("write {}", list.en))
                }
                Expected::Option(options) => choose(options),
                Expected::Number => Message::new(
                    "chỉ ghi con số, phần thập phân viết sau dấu chấm, ví dụ 85.5",
                    "write the number alone, its decimals after a point, such as 85.5",
                ),
                other => {
                    let (vi, en) = other.words();
                    Message::new(format!("hãy ghi {vi}"), format!("write {en}"))
                }
            },
            Self::BadDate { error, .. } => match date_help(error) {
                help if help.vi.contains('"') => help,
                help => Message::new(
                    format!("{}; chưa làm thì ghi \"none\"", help.vi),
                    format!("{}; write \"none\" where it was not done", help.en),
                ),
            },
            Self::TooManyDecimals {
                thousands: Some(meant),
                ..
            } => Message::new(
                format!(
                    "nếu dấu chấm để ngăn cách hàng nghìn, hãy ghi {meant}; trong tệp, dấu chấm là dấu thập phân"
                ),
                format!(
                    "if the point parts thousands, write {meant}; in a file a point is the decimal mark"
                ),
            ),
            Self::UnknownName {
                suggestion: Some(name),
                ..
            } => Message::new(
                format!("có phải “{name}”?"),
                format!("did you mean “{name}”?"),
            ),
            Self::UnknownOption {
                meant: Some(id), ..
            } => Message::new(format!("hãy ghi \"{id}\""), format!("write \"{id}\"")),
            Self::UnknownOption { options, .. } => choose(options),
            Self::WrongFormat { .. } => {
                Message::new("kiểm tra lại khóa “format”", "look at the key “format”")
            }
            Self::OtherCriteriaSet { .. } | Self::EditionNotInForce { .. } => Message::new(
                "chọn bộ tiêu chí và phiên bản áp dụng cho kỳ đánh giá; `par-index criteria list` cho biết các phiên bản có sẵn, `par-index criteria diff` cho biết hai phiên bản khác nhau ở đâu",
                "choose the criteria set and edition in force for the period; `par-index criteria list` lists the editions, `par-index criteria diff` says how two of them differ",
            ),
            Self::TooManyDecimals { .. } | Self::ClaimDecimals { .. } => Message::new(
                "ghi lại đúng số chữ số thập phân cho phép",
                "write the number with the decimals allowed",
            ),
            Self::NotForTheUnit { .. } => Message::new(
                "kết quả do cơ quan khác cung cấp thì chuyển sang “external”, kèm nguồn công bố",
                "move a result of somebody else to “external”, with its source",
            ),
            Self::NotFromOutside { .. } => {
                Message::new("ghi dữ kiện này ở “facts”", "give the fact under “facts”")
            }
            Self::DateAfterAsOf { .. } => Message::new(
                "kiểm tra ngày, hoặc đổi ngày chốt số liệu “as_of”",
                "check the day, or change “as_of”",
            ),
            Self::NotApplicableNotAllowed { .. } | Self::PartNotApplicableNotAllowed { .. } => {
                Message::new(
                    "trả lời tiêu chí theo số liệu thực tế; lý do “không áp dụng” chuyển sang “explanations”",
                    "answer the criterion by its facts; move the reason to `explanations`",
                )
            }
            Self::NotApplicableWithoutReason { .. } => {
                Message::new("nêu lý do ngắn gọn ở “reason”", "give a short “reason”")
            }
            Self::SlotUnbound { .. } => Message::new(
                "gắn nhiệm vụ của kế hoạch vào vị trí này ở “bindings”",
                "bind a task of the plan to the slot under “bindings”",
            ),
            Self::PlanMissing { .. } => Message::new(
                "nêu tệp kế hoạch ở “plan”",
                "name the plan's file under “plan”",
            ),
            Self::PlanNotGiven { .. } => Message::new(
                "đưa kế hoạch vào cùng; chưa có kế hoạch thì chưa có chỉ số",
                "give the plan with it; until then there is no index",
            ),
            Self::NotOneDecision { .. } => Message::new(
                "chỉ dùng một trong: points, facts, not_applicable, copies_round, copies_claim",
                "use one of points, facts, not_applicable, copies_round, copies_claim",
            ),
            _ => Message::new("sửa lại giá trị này", "correct the value"),
        }
    }
}

/// One or the other, as it is to be written in a file.
fn either(meant: &[impl std::fmt::Display]) -> Message {
    let join = |or: &str| {
        let shown: Vec<String> = meant.iter().map(ToString::to_string).collect();
        shown.join(or)
    };
    Message::new(join(" hoặc "), join(" or "))
}

/// The options by id, each with its title.
fn choose(options: &[ChoiceOption]) -> Message {
    let list = |title: fn(&ChoiceOption) -> &str| {
        let shown = options
            .iter()
            .map(|own| format!("\"{}\" ({})", own.id, title(own)));
        shown.collect::<Vec<_>>().join(", ")
    };
    let (vi, en) = (
        list(|own| &own.title.vi),
        list(|own| own.title.en.as_deref().unwrap_or(&own.title.vi)),
    );
    Message::new(
        format!("hãy ghi một trong các mã: {vi}"),
        format!("write one of the ids {en}"),
    )
}
