//! What is wrong with a scenario file by itself.

use super::subject::Subject;
use crate::diagnostic::{Finding, Message, Severity};
use crate::number::Quantity;

/// A fault of a scenario file.
#[derive(Clone, Debug)]
pub(super) enum ScenarioFault {
    /// `format` names another kind of file
    ///
    /// # What it does
    /// Reads `format` of a file that is taken for scenarios.
    /// # Why it matters
    /// What another version of the format means by its keys is not known.
    /// # Example
    /// `par-index/scenarios@2`.
    /// # Use instead
    /// Write `par-index/scenarios@1`, or choose the right file.
    /// # Since
    /// 0.2.0
    WrongFormat { found: String },
    /// The file has no scenario
    ///
    /// # What it does
    /// Counts the scenarios.
    /// # Why it matters
    /// There is nothing to compute, and an empty answer looks like one without effects.
    /// # Example
    /// `"scenarios": []`.
    /// # Use instead
    /// Write at least one.
    /// # Since
    /// 0.2.0
    NoScenario,
    /// Two scenarios have one name
    ///
    /// # What it does
    /// Compares the ids of the scenarios.
    /// # Why it matters
    /// Their results could not be told apart.
    /// # Example
    /// Two scenarios called `more-dossiers`.
    /// # Use instead
    /// Give one of them another id.
    /// # Since
    /// 0.2.0
    GivenTwice { name: String },
    /// A scenario changes nothing
    ///
    /// # What it does
    /// Looks for scenarios without `changes`, `grid` and `range`.
    /// # Why it matters
    /// Its result would be the base again, under a name that says otherwise.
    /// # Example
    /// A scenario with `id` and `title` only.
    /// # Use instead
    /// Say what is different in it, or leave it out.
    /// # Since
    /// 0.2.0
    NothingChanged { name: String },
    /// A grid or one of its lists is empty
    ///
    /// # What it does
    /// Looks for grids without facts and for facts without values.
    /// # Why it matters
    /// No combination is left, so that the whole scenario would vanish without a word.
    /// # Example
    /// `"values": []`.
    /// # Use instead
    /// Give each fact at least one value, or leave the grid out.
    /// # Since
    /// 0.2.0
    GridEmpty,
    /// The steps of a range do not lead to its end
    ///
    /// # What it does
    /// Compares the sign of `step` with the way from `from` to `to`.
    /// # Why it matters
    /// No value or endlessly many would be tried.
    /// # Example
    /// From 10 to 90 in steps of −5.
    /// # Use instead
    /// Take a step other than 0, positive upwards and negative downwards.
    /// # Since
    /// 0.2.0
    RangeNeverArrives {
        from: Quantity,
        to: Quantity,
        step: Quantity,
    },
    /// The end of a range is not one of its values
    ///
    /// # What it does
    /// Compares the last value that the steps of a range come to with `to`.
    /// # Why it matters
    /// The end that was asked for is not tried, and the last row looks like it.
    /// # Example
    /// From 94.7 to 95.35 in steps of 0.1: the last value is 95.3.
    /// # Use instead
    /// Take a step that leads to the end, or the last value as the end.
    /// # Since
    /// 0.2.0
    RangeEndNotTried {
        to: Quantity,
        last: Quantity,
        step: Quantity,
    },
    /// There are too many combinations
    ///
    /// # What it does
    /// Multiplies the lists of each grid and the steps of its range, before anything is computed.
    /// # Why it matters
    /// Nobody reads a million rows, and a step typed wrong should not fill a disk.
    /// # Example
    /// A range from 0 to 1,000,000 in steps of 1.
    /// # Use instead
    /// Try fewer values, take a greater step, or split the file.
    /// # Since
    /// 0.2.0
    TooMany { found: u128, allowed: u64 },
    /// Two changes of one scenario contradict each other
    ///
    /// # What it does
    /// Looks for changes of one scenario that give one thing two states, in grid and range too.
    /// # Why it matters
    /// Which of them holds would hang on their order.
    /// # Example
    /// A document that is added and taken away; a fact that is fixed and also runs over a range.
    /// # Use instead
    /// Keep one of them, or make two scenarios.
    /// # Since
    /// 0.2.0
    Contradict { what: Subject },
    /// No base is known, so that facts, tasks, documents and criteria were not looked up
    ///
    /// # What it does
    /// Says which checks of a scenario file could not be carried out.
    /// # Why it matters
    /// Whether a fact exists and a value fits is only known beside the assessment that is changed.
    /// # Example
    /// A file without `base`, checked by itself.
    /// # Use instead
    /// Name the assessment at `base`, or with `--base FILE`.
    /// # Since
    /// 0.2.0
    BaseNotGiven,
}

impl Finding for ScenarioFault {
    fn check(&self) -> &'static str {
        match self {
            Self::WrongFormat { .. } => "unknown-format",
            Self::NoScenario => "no-scenario",
            Self::GivenTwice { .. } => "id-given-twice",
            Self::NothingChanged { .. } => "scenario-changes-nothing",
            Self::GridEmpty => "grid-empty",
            Self::RangeNeverArrives { .. } => "range-never-arrives",
            Self::RangeEndNotTried { .. } => "range-end-not-tried",
            Self::TooMany { .. } => "too-many-combinations",
            Self::Contradict { .. } => "changes-contradict",
            Self::BaseNotGiven => "base-not-given",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::BaseNotGiven => Severity::Advice,
            Self::RangeEndNotTried { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    fn message(&self) -> Message {
        match self {
            Self::WrongFormat { found } => Message::new(
                format!("“{found}” không phải loại tệp kịch bản"),
                format!("“{found}” is not the format of a scenario file"),
            ),
            Self::NoScenario => {
                Message::new("tệp không có kịch bản nào", "the file has no scenario")
            }
            Self::GivenTwice { name } => Message::new(
                format!("kịch bản “{name}” được ghi hai lần"),
                format!("scenario “{name}” is given twice"),
            ),
            Self::NothingChanged { name } => Message::new(
                format!("kịch bản “{name}” không thay đổi gì so với bản gốc"),
                format!("scenario “{name}” changes nothing"),
            ),
            Self::GridEmpty => Message::new(
                "không có giá trị nào để thử, nên không có tổ hợp nào để tính",
                "the grid is empty, so there is no combination to try",
            ),
            Self::RangeNeverArrives { from, to, step } => {
                let vi = |number: &Quantity| number.to_string().replace('.', ",");
                Message::new(
                    format!(
                        "đi từ {} với bước {} không bao giờ tới {}",
                        vi(from),
                        vi(step),
                        vi(to)
                    ),
                    format!("steps of {step} from {from} never arrive at {to}"),
                )
            }
            Self::RangeEndNotTried { to, last, step } => {
                let vi = |number: &Quantity| number.to_string().replace('.', ",");
                Message::new(
                    format!(
                        "bước {} không rơi đúng vào {}: giá trị cuối được tính là {}",
                        vi(step),
                        vi(to),
                        vi(last)
                    ),
                    format!("steps of {step} do not fall on {to}: the last value tried is {last}"),
                )
            }
            Self::TooMany { found, allowed } => Message::new(
                format!("tệp có {found} tổ hợp cần tính, nhiều hơn mức cho phép là {allowed}"),
                format!("there are {found} combinations; {allowed} are allowed"),
            ),
            Self::Contradict { what } => {
                let what = what.words();
                Message::new(
                    format!(
                        "trong cùng một kịch bản, {} bị thay đổi hai lần, không rõ lấy lần nào",
                        what.vi
                    ),
                    format!(
                        "{} is changed twice in one scenario, and it is not clear which holds",
                        what.en
                    ),
                )
            }
            Self::BaseNotGiven => Message::new(
                "chưa biết bản tự chấm gốc, nên chưa đối chiếu được dữ kiện, nhiệm vụ, tài liệu và tiêu chí nêu trong kịch bản",
                "the base assessment is not known, so the facts, tasks, documents and criteria of the scenarios were not looked up",
            ),
        }
    }

    fn witness(&self) -> Option<String> {
        match self {
            Self::RangeEndNotTried { last, .. } => Some(last.to_string()),
            _ => None,
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::WrongFormat { .. } => Message::new(
                "ghi “par-index/scenarios@1” ở “format”",
                "write “par-index/scenarios@1” at “format”",
            ),
            Self::NoScenario => Message::new(
                "ghi ít nhất một kịch bản ở “scenarios”",
                "write at least one at “scenarios”",
            ),
            Self::GivenTwice { .. } => Message::new(
                "đặt mã khác cho một trong hai kịch bản",
                "give one of them another id",
            ),
            Self::NothingChanged { .. } => Message::new(
                "ghi thay đổi ở “changes”, các giá trị cần thử ở “grid” hoặc “range”",
                "give something under “changes”, “grid” or “range”",
            ),
            Self::GridEmpty => Message::new(
                "ghi ít nhất một giá trị cho mỗi dữ kiện của “grid”",
                "give each fact of “grid” at least one value",
            ),
            Self::RangeNeverArrives { .. } => Message::new(
                "bước phải khác 0; ghi bước dương khi đi lên, bước âm khi đi xuống",
                "the step must not be 0 and must lead from “from” to “to”",
            ),
            Self::RangeEndNotTried { last, .. } => Message::new(
                format!(
                    "chọn bước rơi đúng vào “to”, hoặc ghi “to” là {}",
                    last.to_string().replace('.', ",")
                ),
                format!("take a step that falls on “to”, or write {last} at “to”"),
            ),
            Self::TooMany { .. } => Message::new(
                "bớt giá trị, tăng bước, hoặc chia thành nhiều tệp",
                "try fewer values, take a greater step, or split the file",
            ),
            Self::Contradict { .. } => Message::new(
                "giữ lại một thay đổi, hoặc tách thành hai kịch bản",
                "keep one of them, or make two scenarios",
            ),
            Self::BaseNotGiven => Message::new(
                "ghi tệp bản tự chấm gốc ở “base”, hoặc nêu bằng --base FILE",
                "name its file at “base”, or give it with --base FILE",
            ),
        }
    }
}
