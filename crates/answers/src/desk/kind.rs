//! The kinds of file, and what is wrong with one before its content is looked at.

use par_index::compile::CompileError;
use par_index::diagnostic::{Finding, Lang, Message, Severity};

use crate::words::say;

/// The kinds of file there are
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Criteria,
    Plan,
    Assessment,
    Actions,
    Scenarios,
    Published,
}

impl Kind {
    pub const ALL: [Self; 6] = [
        Self::Criteria,
        Self::Plan,
        Self::Assessment,
        Self::Scenarios,
        Self::Actions,
        Self::Published,
    ];

    pub const fn format(self) -> &'static str {
        match self {
            Self::Criteria => "par-index/criteria@1",
            Self::Plan => "par-index/plan@1",
            Self::Assessment => "par-index/assessment@1",
            Self::Actions => "par-index/actions@1",
            Self::Scenarios => "par-index/scenarios@1",
            Self::Published => "par-index/published@1",
        }
    }

    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Criteria => say(lang, "bộ tiêu chí", "a criteria set"),
            Self::Plan => say(lang, "kế hoạch CCHC", "a reform plan"),
            Self::Assessment => say(lang, "bản tự chấm", "an assessment"),
            Self::Actions => say(lang, "tệp giải pháp", "a file of actions"),
            Self::Scenarios => say(lang, "tệp kịch bản", "a scenario file"),
            Self::Published => say(lang, "tệp kết quả đã công bố", "a file of published totals"),
        }
    }
}

/// What is wrong with a file before its content is looked at.
#[derive(Debug)]
pub enum FileFault {
    /// `format` is missing or unknown
    ///
    /// # What it does
    /// Reads `format` to learn what kind of file it is.
    /// # Why it matters
    /// A file of unknown kind cannot be checked.
    /// # Example
    /// A JSON file of another program.
    /// # Use instead
    /// Add `format`, or choose the right file.
    /// # Since
    /// 0.1.0
    UnknownFormat { found: Option<String> },
    /// It is a file of another kind
    ///
    /// # What it does
    /// Compares the kind of each file with the one its option or command takes.
    /// # Why it matters
    /// A plan is no criteria set.
    /// # Example
    /// `--criteria plan.json`.
    /// # Use instead
    /// Choose the right file.
    /// # Since
    /// 0.1.0
    OtherKind { found: Kind, wanted: Kind },
    /// No such set comes with the program
    ///
    /// # What it does
    /// Looks for the criteria set an assessment names among those that come with the program.
    /// # Why it matters
    /// Without its set an assessment cannot be scored.
    /// # Example
    /// `department-from-plans` where the set is `department-from-plan`.
    /// # Use instead
    /// Correct the name, or give the set with `--criteria FILE`.
    /// # Since
    /// 0.1.0
    UnknownSet {
        asked: String,
        suggestion: Option<String>,
        /// The editions of it that come with the program.
        editions: Vec<String>,
    },
    /// A path leads outside the folder of the file
    ///
    /// # What it does
    /// Looks where the paths lead that a file names: `plan` of an assessment, `base` of actions and
    /// scenarios.
    /// # Why it matters
    /// A file that comes from somebody else must not choose which files of the reader are opened.
    /// # Example
    /// `"plan": "../plan.json"`, or a link that leads to another folder.
    /// # Use instead
    /// Put the file into this folder or one below it, or allow a folder with `--root DIR`.
    /// # Since
    /// 0.1.0
    PathOutside { named: String },
    /// The plan that a file names cannot be read
    ///
    /// # What it does
    /// Reads the plan named by `plan` of an assessment.
    /// # Why it matters
    /// Without its tasks the unit cannot be scored. What else can be checked is checked.
    /// # Example
    /// A plan that was moved.
    /// # Use instead
    /// Correct the name, or name the plan with `--plan FILE`.
    /// # Since
    /// 0.2.0
    PlanUnreadable { reason: Message },
    /// The base that a file names cannot be read
    ///
    /// # What it does
    /// Reads the assessment named by `base` of actions and scenarios.
    /// # Why it matters
    /// What is to be changed has to be there. The file is checked by itself then.
    /// # Example
    /// An assessment that was moved.
    /// # Use instead
    /// Correct the name, or name the assessment with `--base FILE`.
    /// # Since
    /// 0.2.0
    BaseUnreadable { reason: Message },
    /// A file or folder cannot be read
    ///
    /// # What it does
    /// Reads each file of a folder, and the folders in it.
    /// # Why it matters
    /// The unit is missing from the result.
    /// # Example
    /// A link that leads nowhere, or a file without the right to read it.
    /// # Use instead
    /// Put the file there again, or move its name to another folder.
    /// # Since
    /// 0.2.0
    FileUnreadable { reason: Message },
    /// The set cannot be compiled
    ///
    /// # What it does
    /// Turns a sound criteria set into arithmetic.
    /// # Why it matters
    /// A number that does not fit would make scores wrong, so the set is refused.
    /// # Example
    /// None is known: the checks refuse such numbers before.
    /// # Use instead
    /// Write the rule of this criterion with smaller numbers.
    /// # Since
    /// 0.1.0
    CannotCompile { error: CompileError },
}

impl Finding for FileFault {
    fn check(&self) -> &'static str {
        match self {
            Self::UnknownFormat { .. } => "unknown-format",
            Self::OtherKind { .. } => "other-kind-of-file",
            Self::UnknownSet { .. } => "unknown-criteria-set",
            Self::PathOutside { .. } => "path-outside-folder",
            Self::PlanUnreadable { .. } => "plan-unreadable",
            Self::BaseUnreadable { .. } => "base-unreadable",
            Self::FileUnreadable { .. } => "file-unreadable",
            Self::CannotCompile { .. } => "cannot-be-compiled",
        }
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        match self {
            Self::UnknownFormat { found: None } => Message::new(
                "tệp không có khóa \"format\", nên không biết là loại tệp nào",
                "the file has no key \"format\", so its kind is not known",
            ),
            Self::UnknownFormat { found: Some(found) } => Message::new(
                format!("không có loại tệp nào tên \"{found}\""),
                format!("there is no kind of file called \"{found}\""),
            ),
            Self::OtherKind { found, wanted } => Message::new(
                format!(
                    "đây là {}, không phải {}",
                    found.words(Lang::Vi),
                    wanted.words(Lang::Vi)
                ),
                format!(
                    "this is {}, not {}",
                    found.words(Lang::En),
                    wanted.words(Lang::En)
                ),
            ),
            Self::UnknownSet { asked, .. } => Message::new(
                format!("không có sẵn bộ tiêu chí {asked}"),
                format!("the criteria set {asked} does not come with this program"),
            ),
            Self::PathOutside { named } => Message::new(
                format!("\"{named}\" nằm ngoài thư mục của tệp này"),
                format!("\"{named}\" is outside the folder of this file"),
            ),
            Self::PlanUnreadable { reason }
            | Self::BaseUnreadable { reason }
            | Self::FileUnreadable { reason } => reason.clone(),
            Self::CannotCompile { error } => Message::new(
                format!("không lập được phép tính của bộ tiêu chí: {error}"),
                format!("the criteria set cannot be compiled: {error}"),
            ),
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::UnknownFormat { .. } => {
                let known = Kind::ALL
                    .map(|kind| format!("\"{}\"", kind.format()))
                    .join(", ");
                Message::new(
                    format!("\"format\" là một trong: {known}"),
                    format!("\"format\" is one of {known}"),
                )
            }
            Self::OtherKind { .. } => Message::new("hãy chọn lại tệp", "choose the right file"),
            Self::UnknownSet {
                editions, asked, ..
            } if !editions.is_empty() => {
                let (list, edition) = (editions.join(", "), editions.join("|"));
                let id = asked.split('@').next().unwrap_or_default();
                Message::new(
                    format!(
                        "có sẵn phiên bản: {list}; nếu có tệp của phiên bản này, nêu bằng --criteria TỆP, và `par-index criteria diff TỆP {id}@{edition}` cho biết những gì đã thay đổi"
                    ),
                    format!(
                        "the editions that come with it: {list}; if you have the file of this one, give it with --criteria FILE, and `par-index criteria diff FILE {id}@{edition}` says what changed"
                    ),
                )
            }
            Self::UnknownSet {
                suggestion: Some(set),
                ..
            } => Message::new(
                format!("có phải {set}? Nếu không, nêu tệp bộ tiêu chí bằng --criteria FILE"),
                format!("did you mean {set}? If not, give its file with --criteria FILE"),
            ),
            Self::UnknownSet { .. } => Message::new(
                "nêu tệp bộ tiêu chí bằng --criteria FILE; `par-index criteria list` cho biết các bộ có sẵn",
                "give its file with --criteria FILE; `par-index criteria list` lists those that come with it",
            ),
            Self::PathOutside { .. } => Message::new(
                "để tệp ở trong thư mục này, hoặc cho phép thư mục chứa nó bằng --root DIR",
                "put the file into this folder, or allow the folder it is in with --root DIR",
            ),
            Self::PlanUnreadable { .. } => Message::new(
                "sửa tên tệp ở \"plan\", hoặc nêu tệp kế hoạch bằng --plan FILE",
                "correct the name at \"plan\", or name the plan's file with --plan FILE",
            ),
            Self::BaseUnreadable { .. } => Message::new(
                "sửa tên tệp ở \"base\", hoặc nêu bản tự chấm gốc bằng --base FILE",
                "correct the name at \"base\", or name the base's file with --base FILE",
            ),
            Self::FileUnreadable { .. } => Message::new(
                "để lại tệp vào đúng chỗ, hoặc đưa tên này ra thư mục khác",
                "put the file there again, or move its name to another folder",
            ),
            Self::CannotCompile { .. } => Message::new(
                "hãy viết lại quy tắc của tiêu chí này với các số nhỏ hơn",
                "write the rule of this criterion with smaller numbers",
            ),
        }
    }
}
