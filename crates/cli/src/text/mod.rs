//! Text for a person: words, numbers and tables in the language asked for.

pub(crate) mod charts;
pub(crate) mod check_summary;
pub(crate) mod criteria_text;
pub(crate) mod diff;
pub(crate) mod diff_split;
pub(crate) mod evidence;
pub(crate) mod explain;
pub(crate) mod explain_appraisal;
pub(crate) mod explain_evidence;
pub(crate) mod explain_facts;
pub(crate) mod explain_rule;
pub(crate) mod head;
pub(crate) mod highlights;
pub(crate) mod ledger;
pub(crate) mod margins;
pub(crate) mod not_applicable;
pub(crate) mod number;
pub(crate) mod page;
pub(crate) mod plan_status;
pub(crate) mod rank;
mod rank_summary;
pub(crate) mod rule;
pub(crate) mod rule_places;
pub(crate) mod scale;
pub(crate) mod scenario;
mod scenario_words;
pub(crate) mod summary;
pub(crate) mod summary_index;
pub(crate) mod tasks;
pub(crate) mod words;
pub(crate) mod worklist;

use par_index::diagnostic::Lang;
use par_index::file::Text;
use par_index::number::Points;

/// One of two wordings.
pub(crate) fn say<'w>(lang: Lang, vi: &'w str, en: &'w str) -> &'w str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// A title; Vietnamese where there is no English.
pub(crate) fn title(text: &Text, lang: Lang) -> &str {
    match (lang, &text.en) {
        (Lang::En, Some(en)) => en,
        _ => &text.vi,
    }
}

/// Points in a sentence: `2 điểm`, `1.5 points`.
pub(crate) fn points_text(points: Points, lang: Lang) -> String {
    let number = number::points(points, lang);
    match lang {
        Lang::Vi => format!("{number} điểm"),
        Lang::En if number == "1" => format!("{number} point"),
        Lang::En => format!("{number} points"),
    }
}
