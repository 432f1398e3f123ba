//! What faults of an assessment speak of: things with names, kinds of values, limits.

use crate::file::ChoiceOption;
use crate::number::{Date, Quantity};

/// A number or a day that has limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limited {
    Number(Quantity),
    Day(Date),
}

impl Limited {
    /// As it is typed into a file.
    pub(crate) fn typed(self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }

    /// As read in each language.
    pub(crate) fn words(self) -> (String, String) {
        match self {
            Self::Number(number) => (comma(number), number.to_string()),
            Self::Day(day) => (slashed(day), day.to_string()),
        }
    }
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Thing {
    Fact,
    Criterion,
    Part,
    Requirement,
    Document,
    Column,
    Group,
    Area,
}

impl Thing {
    pub(crate) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Fact => ("dữ kiện", "fact"),
            Self::Criterion => ("tiêu chí", "criterion"),
            Self::Part => ("phần điểm", "part-mark"),
            Self::Requirement => ("yêu cầu kiểm chứng", "evidence requirement"),
            Self::Document => ("tài liệu", "document"),
            Self::Column => ("cột", "column"),
            Self::Group => ("nhóm đơn vị", "unit group"),
            Self::Area => ("lĩnh vực", "area"),
        }
    }
}

/// What kind of value was expected.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expected {
    Number,
    YesNo,
    Date,
    Option(Vec<ChoiceOption>),
    Rows,
}

impl Expected {
    pub(crate) fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Number => ("một số", "a number"),
            Self::YesNo => ("true hoặc false", "true or false"),
            Self::Date => (
                "một ngày như 2024-01-15, hoặc none",
                "a day such as 2024-01-15, or none",
            ),
            Self::Option(_) => ("mã của một phương án", "the id of an option"),
            Self::Rows => ("các dòng của một bảng", "the rows of a table"),
        }
    }
}

/// A number with a decimal comma.
pub(crate) fn comma(number: Quantity) -> String {
    number.to_string().replace('.', ",")
}

/// A day as `31/01/2024`.
pub(crate) fn slashed(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}
