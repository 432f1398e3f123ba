//! Thresholds and points that no worked example tells from a neighbouring value.

use crate::analyse::untested;
use crate::check::scene::number_of;
use crate::check::words;
use crate::compile::Scorer;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::number::Points;

/// The id of the check.
pub(super) const ID: &str = "boundary-not-tested";

/// No worked example would notice if a limit or its points were otherwise
///
/// # What it does
///
/// Moves each threshold one step up and down (one in the last place in which it is written), changes to
/// which side the threshold itself belongs, and changes each points value, all in memory and one at a
/// time, and runs the examples of the criterion again. Where none of them comes out otherwise, it gives
/// a value that would tell the difference. Changes that no input tells from the rule as it stands are
/// left out, and so are criteria without any example.
///
/// # Why it matters
///
/// Examples guard the rule against slips when it is edited. A limit that none of them touches can be
/// moved from 70 to 71, or from "from 70" to "above 70", and every example still holds.
///
/// # Example
///
/// Bands from 50 and from 80, with examples at 40, 60 and 90 only: nothing tests who owns 80 itself.
///
/// # Use instead
///
/// Add an example with the value that is given, its points worked out from the source and not copied
/// from the program.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct BoundaryNotTested {
    criterion: String,
    is_limit: bool,
    value: Option<String>,
    points: Option<Points>,
}

impl Finding for BoundaryNotTested {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Advice
    }

    fn message(&self) -> Message {
        let criterion = &self.criterion;
        let what = if self.is_limit {
            Message::new("ngưỡng", "limit")
        } else {
            Message::new("mức điểm", "points value")
        };
        let value = self.value.as_ref().map_or_else(
            || Message::new("", ""),
            |value| {
                let points = self.points.map(words::points);
                let (vi, en) = points.map_or_else(
                    || (String::new(), String::new()),
                    |points| {
                        (
                            format!(", được {}", points.vi),
                            format!(", which earns {}", points.en),
                        )
                    },
                );
                Message::new(
                    format!("; chẳng hạn chưa ví dụ nào thử {}{vi}", words::comma(value)),
                    format!("; none tries {value}{en}"),
                )
            },
        );
        Message::new(
            format!(
                "nếu {} này bị sửa sai, không ví dụ nào của tiêu chí {criterion} phát hiện được{}",
                what.vi, value.vi
            ),
            format!(
                "no example of criterion {criterion} would notice if this {} were otherwise{}",
                what.en, value.en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy thêm vào \"examples\" một ví dụ với giá trị này, điểm tính theo văn bản gốc",
            "add an example with this value to \"examples\", its points worked out from the source",
        )
    }

    fn witness(&self) -> Option<String> {
        self.value.clone()
    }
}

/// Reports what the examples of a set leave untested.
pub(super) fn check(scorer: &Scorer, found: &mut Diagnostics) {
    for one in untested(scorer) {
        let Some(model) = scorer.criteria_set().leaves().get(one.leaf) else {
            continue;
        };
        let finding = BoundaryNotTested {
            criterion: number_of(model).to_owned(),
            is_limit: one.is_limit,
            value: one.value,
            points: one.points,
        };
        found.push(Diagnostic::new(&finding, one.pointer));
    }
}
