//! The words of measures, scales and kinds as files have them.

use crate::file::{FactKind, Measure, Scale};

pub(super) const fn measure(measure: &Measure) -> &'static str {
    match measure {
        Measure::Fact(_) => "fact",
        Measure::Total(_) => "total",
        Measure::Choice(_) => "choice",
        Measure::Share(_) => "share",
        Measure::Timeliness(_) => "timeliness",
        Measure::DaysLate(_) => "days-late",
        Measure::Completion(_) => "completion",
        Measure::Punctuality(_) => "punctuality",
        Measure::Rows(_) => "rows",
        Measure::RowShare(_) => "row-share",
        Measure::WeightedAnswers(_) => "weighted-answers",
        Measure::Growth(_) => "growth",
    }
}

pub(super) const fn scale(scale: &Scale) -> &'static str {
    match scale {
        Scale::Options(_) => "options",
        Scale::Bands(_) => "bands",
        Scale::Proportional(_) => "proportional",
        Scale::PerItem(_) => "per-item",
        Scale::Deduction(_) => "deduction",
        Scale::Goalposts(_) => "goalposts",
    }
}

pub(super) const fn kind(kind: &FactKind) -> &'static str {
    match kind {
        FactKind::Number(_) => "number",
        FactKind::Date(_) => "date",
        FactKind::YesNo => "yes-no",
        FactKind::Choice(_) => "choice",
        FactKind::Table(_) => "table",
    }
}

/// A measure in a few words, for witnesses: its word and what it reads.
pub(super) fn describe(measured: &Measure) -> String {
    fn joined<'i>(ids: impl IntoIterator<Item = &'i crate::read::Id>) -> String {
        let ids: Vec<&str> = ids.into_iter().map(crate::read::Id::as_str).collect();
        ids.join(" + ")
    }
    let inside = match measured {
        Measure::Fact(id) | Measure::Choice(id) => return id.to_string(),
        Measure::Total(ids) => return joined(ids),
        Measure::Share(share) => format!("{} / {}", joined(&share.part), joined(&share.whole)),
        Measure::Timeliness(timeliness) => joined(timeliness.date.iter().chain(&timeliness.slot)),
        Measure::DaysLate(late) => late.date.to_string(),
        Measure::Completion(group) | Measure::Punctuality(group) => {
            joined(group.slots.iter().chain(&group.area))
        }
        Measure::Rows(rows) | Measure::RowShare(rows) => rows.table.to_string(),
        Measure::WeightedAnswers(answers) => joined(answers.answers.iter().map(|one| &one.fact)),
        Measure::Growth(growth) => format!("{} / {}", growth.now, growth.base),
    };
    let word = measure(measured);
    if inside.is_empty() {
        word.to_owned()
    } else {
        format!("{word}({inside})")
    }
}
