//! The questions, each declared as the file formats are.

use par_index::file::Level;
use par_index::model::StatusPeriod;
use par_index::number::Quantity;
use par_index::read::{Decode, Decoder, Id, Node, NodeKind, SchemaDefs, keyword, record, tagged};

record! {
    /// A text that is handed in.
    pub struct Written {
        /// Name it is spoken of by in diagnostics.
        pub name: String,
        /// The text.
        pub content: String,
    }
}

tagged! {
    /// A document that a question is about.
    pub enum Given {
        /// A path for the reader; for criteria also a shipped set, by its name or `name@edition`.
        Name(String) = "name",
        /// The text itself.
        Text(Written) = "text",
        /// What was opened before.
        Handle(u32) = "handle",
    }
}

record! {
    /// Makes up units for a criteria set.
    pub struct Generate {
        /// `generate`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// The criteria set.
        pub criteria: Given,
        /// How many units, up to 10 000.
        pub units: u16,
        /// The same seed gives the same units.
        pub seed: u32 = 1,
        /// Day of the data; the last day of the period where absent.
        pub as_of: Option<String>,
        /// Facts left unanswered, of a thousand.
        pub missing: u16 = 20,
        /// Criteria that are not applicable, of a thousand, where allowed.
        pub not_applicable: u16 = 20,
    }
}

record! {
    /// Makes a criteria file of a sheet in Excel or CSV.
    pub struct Import {
        /// `import`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// The sheet; one of Excel by name only.
        pub sheet: Given,
        /// Id of the set; made of the name of the file where absent.
        pub id: Option<Id>,
        /// Edition: a year, or `2023-2025`; the year in the title of the sheet where absent.
        pub edition: Option<Id>,
        /// Name of the set; the title of the sheet where absent.
        pub title: Option<String>,
        /// The instrument that the sheet is from.
        pub instrument: Option<String>,
        /// Level of administration.
        pub level: Option<Level>,
        /// Made up, and not taken from a document.
        pub illustrative: bool = false,
        /// Name of the sheet in its workbook; the first with a table where absent.
        pub sheet_name: Option<String>,
        /// The scale; the printed total or 100 where absent.
        pub max_points: Option<Quantity>,
    }
}

tagged! {
    /// A document that is asked about itself, or those of a folder.
    pub enum Listed {
        /// A document; what is wrong with it is said.
        File(Given) = "file",
        /// The files of a folder; those of other programs are left out.
        Folder(Vec<Given>) = "folder",
    }
}

record! {
    /// Opens a document once, for several questions.
    pub struct Open {
        /// `open`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// The document.
        pub document: Given,
    }
}

record! {
    /// Finds everything that is wrong in files.
    pub struct Check {
        /// `check`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// The files; of a folder the assessments are checked.
        pub files: Vec<Listed>,
        /// The assessment of the year before, to compare with.
        pub previous: Option<Given>,
        /// Base of scenario files and files of actions, instead of the one they name.
        pub base: Option<Given>,
        /// Only these checks; what keeps a file from being checked is still said.
        pub only: Vec<String> = default,
        /// Without these checks.
        pub skip: Vec<String> = default,
        /// Also says what is proved of criteria sets.
        pub proof: bool = false,
        /// Criteria set, instead of the one an assessment names.
        pub criteria: Option<Given>,
        /// Reform plan, instead of the one an assessment names.
        pub plan: Option<Given>,
        /// Day of the data, instead of `as_of`.
        pub as_of: Option<String>,
    }
}

record! {
    /// Lists the checks, or explains one.
    pub struct Checks {
        /// `checks`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// The check to explain; all are listed where absent.
        pub id: Option<String>,
    }
}

record! {
    /// Lets go of what was opened.
    pub struct Close {
        /// `close`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// The handle.
        pub handle: u32,
    }
}

record! {
    /// Compares two criteria sets.
    pub struct CriteriaDiff {
        /// `criteria-diff`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// The old set.
        pub old: Given,
        /// The new set.
        pub new: Given,
        /// An assessment by the old set, to be scored by the new.
        pub from: Option<Given>,
        /// An assessment by the new set, to split off what the facts changed.
        pub to: Option<Given>,
    }
}

record! {
    /// Lists the criteria sets that are shipped.
    pub struct CriteriaList {
        /// `criteria-list`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
    }
}

record! {
    /// Shows a criteria set or one of its leaves.
    pub struct CriteriaShow {
        /// `criteria-show`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// The set.
        pub set: Given,
        /// A leaf, by its id or the number printed on the sheet.
        pub leaf: Option<String>,
    }
}

keyword! {
    /// A column of points.
    pub enum Points {
        /// What the unit claims.
        Claimed = "claimed",
        /// What the facts give.
        Computed = "computed",
        /// What is evidenced.
        Evidenced = "evidenced",
        /// What the appraisal gives.
        Final = "final",
    }
}

record! {
    /// Ranks units within their groups.
    pub struct Rank {
        /// `rank`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// Assessments and published totals (JSON, or CSV where the name ends so).
        pub paths: Vec<Listed>,
        /// Those of the other year, to compare with.
        pub against: Vec<Listed> = default,
        /// Whether ties are parted by `by`; they share a place where not.
        pub ordered: bool = false,
        /// Criteria or areas that decide ties, in order.
        pub by: Vec<String> = default,
        /// The column; final if all have it, else computed, where absent.
        pub column: Option<Points>,
        /// Criteria set, instead of the one that is named.
        pub criteria: Option<Given>,
    }
}

keyword! {
    /// A kind of file.
    pub enum FileKind {
        /// Criteria sets.
        Criteria = "criteria",
        /// Reform plans.
        Plan = "plan",
        /// Assessments.
        Assessment = "assessment",
        /// Published totals.
        Published = "published",
        /// Scenarios.
        Scenarios = "scenarios",
        /// Actions.
        Actions = "actions",
    }
}

record! {
    /// Gives the JSON Schema of a kind of file.
    pub struct Schema {
        /// `schema`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// The kind of file.
        pub kind: FileKind,
    }
}

record! {
    /// Scores an assessment.
    pub struct Score {
        /// `score`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// The assessment.
        pub assessment: Given,
        /// Criteria set, instead of the one the assessment names.
        pub criteria: Option<Given>,
        /// Reform plan, instead of the one the assessment names.
        pub plan: Option<Given>,
        /// Day of the data, instead of `as_of`.
        pub as_of: Option<String>,
    }
}

record! {
    /// Explains the points of a leaf, an area, or everything.
    pub struct Explain {
        /// `explain`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// The assessment.
        pub assessment: Given,
        /// Leaf or area; everything where absent.
        pub id: Option<String>,
        /// A page with ledgers only, without each leaf.
        pub brief: bool = false,
        /// Criteria set, instead of the one the assessment names.
        pub criteria: Option<Given>,
        /// Reform plan, instead of the one the assessment names.
        pub plan: Option<Given>,
        /// Day of the data, instead of `as_of`.
        pub as_of: Option<String>,
    }
}

tagged! {
    /// What a plan of least effort is for.
    pub enum Goal {
        /// Most points for at most this cost.
        Budget(Quantity) = "budget",
        /// This index in percent at least cost.
        Index(Quantity) = "index",
        /// This class, by its id or title, or a better one at least cost.
        Class(String) = "class",
    }
}

keyword! {
    /// A column that actions raise.
    pub enum Raise {
        /// Points by the facts.
        Computed = "computed",
        /// Points as far as there is evidence.
        Evidenced = "evidenced",
    }
}

record! {
    /// The plan of least effort.
    pub struct Improve {
        /// `improve`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// The assessment.
        pub assessment: Given,
        /// The actions that can be taken.
        pub actions: Given,
        /// What the plan is for.
        pub goal: Goal,
        /// The column to raise.
        pub column: Raise = (Raise::Computed),
        /// Criteria set, instead of the one the assessment names.
        pub criteria: Option<Given>,
        /// Reform plan, instead of the one the assessment names.
        pub plan: Option<Given>,
        /// Day of the data, instead of `as_of`.
        pub as_of: Option<String>,
    }
}

record! {
    /// What reaches the next step of a leaf, of an area's leaves, or of all, and what loses the present one.
    pub struct Margins {
        /// `margins`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// The assessment.
        pub assessment: Given,
        /// Leaf or area; everything where absent.
        pub id: Option<String>,
        /// Criteria set, instead of the one the assessment names.
        pub criteria: Option<Given>,
        /// Reform plan, instead of the one the assessment names.
        pub plan: Option<Given>,
        /// Day of the data, instead of `as_of`.
        pub as_of: Option<String>,
    }
}

keyword! {
    /// What totals of a plan are by.
    pub enum TotalsBy {
        /// By area.
        Area = "area",
        /// By lead unit.
        Lead = "lead",
        /// By both.
        Both = "both",
    }
}

record! {
    /// How each task of a plan stands as of a day.
    pub struct PlanStatus {
        /// `plan-status`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// A plan, or an assessment that names one.
        pub plan: Given,
        /// The day; needed for a plan by itself.
        pub as_of: Option<String>,
        /// The assessment with the results of the tasks.
        pub results: Option<Given>,
        /// Only what falls due, or was done, in this period.
        pub period: Option<StatusPeriod>,
        /// What the totals are by.
        pub by: TotalsBy = (TotalsBy::Both),
    }
}

keyword! {
    /// What an appraiser's list is grouped by.
    pub enum WorkBy {
        /// By appraising body.
        Body = "body",
        /// By criterion.
        Leaf = "leaf",
    }
}

record! {
    /// What an appraiser has to decide, over many assessments.
    pub struct Worklist {
        /// `worklist`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// The assessments; one that cannot be scored is named, and the others are taken.
        pub assessments: Vec<Given>,
        /// What the list is grouped by.
        pub by: WorkBy = (WorkBy::Body),
        /// On a page, lines that are settled and agree as well; data always has them.
        pub all: bool = false,
        /// Criteria set, instead of those the assessments name.
        pub criteria: Option<Given>,
        /// Reform plan, instead of those the assessments name.
        pub plan: Option<Given>,
        /// Day of the data, instead of `as_of`.
        pub as_of: Option<String>,
    }
}

record! {
    /// What an assessment would come to if some of it were different.
    pub struct Scenario {
        /// `scenario`.
        pub ask: String,
        /// Version of the question: 1, which is meant where absent.
        pub version: Option<u32>,
        /// The assessment that scenarios change.
        pub assessment: Given,
        /// The scenarios.
        pub scenarios: Given,
        /// Only the scenarios of these ids; all where there are none.
        pub only: Vec<String> = default,
        /// Further criteria sets that scenarios ask for.
        pub editions: Vec<Given> = default,
        /// Criteria set, instead of the one the assessment names.
        pub criteria: Option<Given>,
        /// Reform plan, instead of the one the assessment names.
        pub plan: Option<Given>,
        /// Day of the data, instead of `as_of`.
        pub as_of: Option<String>,
    }
}

/// Which question a text asks, whatever else it holds
pub(crate) struct Which {
    pub(crate) ask: Option<String>,
    pub(crate) version: Option<String>,
}

impl Decode for Which {
    fn decode(node: &Node<'_>, _: &mut Decoder<'_>) -> Option<Self> {
        let word = |key: &str| match node.get(key)?.kind() {
            NodeKind::Text(text) => Some(text.to_string()),
            NodeKind::Number(text) => Some((*text).to_owned()),
            _ => Some(String::new()),
        };
        Some(Self {
            ask: word("ask"),
            version: word("version"),
        })
    }

    fn schema(_: &mut SchemaDefs) -> serde_json::Value {
        serde_json::Value::Bool(true)
    }
}
