//! All checks there are, as data.
//!
//! The source is `docs/checks.md`, which a test makes from the doc comments of the checks, and
//! `docs/checks-of-tables.md`.

use serde::Serialize;

use crate::diagnostic::Severity;

/// The page that describes every check
const PAGE: &str = include_str!("../../docs/checks.md");
/// The page of what is found in tables, which other crates than this one read
const TABLES: &str = include_str!("../../docs/checks-of-tables.md");

/// The kind of file a check looks at
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CheckGroup {
    /// Any file, before its content is looked at
    AnyFile,
    /// Criteria sets
    Criteria,
    /// Reform plans
    Plan,
    /// Assessments, with what they are read beside
    Assessment,
    /// Scenario files, by themselves and beside their base
    Scenarios,
    /// Files of actions, by themselves and beside the assessment to improve
    Actions,
    /// Published totals
    Published,
    /// Tables of units or of published totals, a row a unit
    Tables,
    /// Sheets of criteria that are imported
    Sheets,
}

impl CheckGroup {
    /// All of them, in the order of the page
    pub const ALL: [Self; 9] = [
        Self::AnyFile,
        Self::Criteria,
        Self::Plan,
        Self::Assessment,
        Self::Scenarios,
        Self::Actions,
        Self::Published,
        Self::Tables,
        Self::Sheets,
    ];

    /// Its heading on the page
    pub fn title(self) -> &'static str {
        match self {
            Self::AnyFile => "Any file",
            Self::Criteria => "Criteria sets",
            Self::Plan => "Reform plans",
            Self::Assessment => "Assessments",
            Self::Scenarios => "Scenario files",
            Self::Actions => "Files of actions",
            Self::Published => "Published totals",
            Self::Tables => "Tables of units",
            Self::Sheets => "Sheets of criteria",
        }
    }
}

/// What there is to know about a check
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CheckInfo {
    /// Kebab-case name; one name may stand in several groups
    pub id: &'static str,
    /// The kind of file it looks at
    pub group: CheckGroup,
    /// How grave its findings can be, gravest first
    pub severities: Vec<Severity>,
    /// What is found, in one line of English
    pub about: &'static str,
    /// Its section in Markdown: what it does, why it matters, an example, what to use instead, since when
    pub section: &'static str,
}

/// Every check the library and the command-line tool can report, by group and name
///
/// # Examples
///
/// ```
/// use par_index::check::all_checks;
///
/// let check = all_checks().find(|check| check.id == "bands-overlap").unwrap();
/// assert_eq!(check.about, "Two bands share a value, so it is not clear which points it earns");
/// ```
pub fn all_checks() -> impl Iterator<Item = CheckInfo> {
    let of_group = |group: CheckGroup| {
        [PAGE, TABLES]
            .into_iter()
            .flat_map(|page| page.split("\n## "))
            .filter(move |chapter| chapter.lines().next() == Some(group.title()))
            .flat_map(|chapter| chapter.split("\n### ").skip(1))
            .filter_map(move |section| read(group, section))
    };
    CheckGroup::ALL.into_iter().flat_map(of_group)
}

/// Reads a section without its mark: name, empty line, `about · severities`, empty line, the rest.
fn read(group: CheckGroup, section: &'static str) -> Option<CheckInfo> {
    let (id, rest) = section.split_once("\n\n")?;
    let (line, section) = rest.split_once("\n\n")?;
    let (about, severities) = line.rsplit_once(" · ")?;
    let severity = |word| {
        [Severity::Error, Severity::Warning, Severity::Advice]
            .into_iter()
            .find(|severity| severity.word() == word)
    };
    Some(CheckInfo {
        id,
        group,
        severities: severities.split(", ").filter_map(severity).collect(),
        about,
        section: section.trim_end(),
    })
}
