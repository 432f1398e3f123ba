//! The words that options choose from.

use clap::ValueEnum;
use par_index::diagnostic::Lang;

use crate::form::Form;
use par_index::eval::Column;
use par_index::file::Level;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    Warnings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WorkBy {
    Body,
    Leaf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    Text,
    Json,
    Csv,
    Html,
}

impl Form for TableFormat {
    const TEXT: Self = Self::Text;

    fn is_html(self) -> bool {
        self == Self::Html
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TiesArg {
    Shared,
    Ordered,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColumnArg {
    Claimed,
    Computed,
    Evidenced,
    Final,
}

impl From<ColumnArg> for Column {
    fn from(column: ColumnArg) -> Self {
        match column {
            ColumnArg::Claimed => Self::Claimed,
            ColumnArg::Computed => Self::Computed,
            ColumnArg::Evidenced => Self::Evidenced,
            ColumnArg::Final => Self::Final,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    Vi,
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Vi => Self::Vi,
            LangArg::En => Self::En,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorArg {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Html,
}

impl Form for Format {
    const TEXT: Self = Self::Text;

    fn is_html(self) -> bool {
        self == Self::Html
    }
}

/// A form of the findings of an import
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FoundFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PeriodArg {
    Q1,
    Q2,
    Q3,
    Q4,
    H1,
    H2,
    Year,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LevelArg {
    Ministry,
    Province,
    Department,
    District,
    Commune,
    Other,
}

impl From<LevelArg> for Level {
    fn from(level: LevelArg) -> Self {
        match level {
            LevelArg::Ministry => Self::Ministry,
            LevelArg::Province => Self::Province,
            LevelArg::Department => Self::Department,
            LevelArg::District => Self::District,
            LevelArg::Commune => Self::Commune,
            LevelArg::Other => Self::Other,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    Area,
    Lead,
    Both,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaKind {
    Criteria,
    Plan,
    Assessment,
    Published,
    Scenarios,
    Actions,
}
