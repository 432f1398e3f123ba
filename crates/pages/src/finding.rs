//! Something that was found in a file, with its place, its reason and its remedy.

/// How grave a finding is
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// It has to be mended.
    Error,
    /// It may be meant.
    Warning,
    /// It could be better.
    Advice,
}

/// A label with the text beside it
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// What it is, as `help`.
    pub label: String,
    /// What is said.
    pub text: String,
}

/// A place that a finding is about
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The file, or the place inside one that has no name.
    pub path: String,
    /// Where in the file; lines and columns start at 1.
    pub at: Option<(u32, u32)>,
    /// The line itself, with the bytes of it that are meant.
    pub line: Option<(String, std::ops::Range<usize>)>,
    /// What place it is, where it is not the main one.
    pub label: Option<String>,
    /// What to look for, where nothing of that name is in the file.
    pub missing: Option<Labelled>,
}

/// Something that was found
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How grave it is.
    pub grade: Grade,
    /// The grade in a word of the page's language.
    pub grade_name: String,
    /// The id of the check, where one found it.
    pub id: Option<String>,
    /// What is wrong.
    pub message: String,
    /// The place it is about, then places that belong to it.
    pub spots: Vec<Spot>,
    /// Values that show it, what is at stake.
    pub notes: Vec<Labelled>,
    /// What to do.
    pub help: Option<Labelled>,
}
