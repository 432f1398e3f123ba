//! Maxima that no facts together earn.

use crate::analyse::Proof;
use crate::check::scene::number_of;
use crate::check::words;
use crate::compile::Scorer;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::model::CriteriaSet;
use crate::number::Points;

/// The id of the check.
pub(super) const ID: &str = "maximum-not-attained";

/// Each part of a rule can be earned, but no facts earn its maximum
///
/// # What it does
///
/// Compares the proved greatest points of a criterion, which inputs attain, with its maximum. Where a
/// single scale cannot earn its maximum, `maximum-not-reachable` says so instead.
///
/// # Why it matters
///
/// Points that nobody can earn still stand in the denominator, so every unit's index is too low.
///
/// # Example
///
/// A share "done of planned" banded at 100 %, where at most 50 can be done and at least 60 are planned.
///
/// # Use instead
///
/// Correct the limits, the ranges of the facts, or the maximum.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct MaximumNotAttained {
    criterion: String,
    max: Points,
    best: Points,
}

impl Finding for MaximumNotAttained {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let Self {
            criterion,
            max,
            best,
        } = self;
        Message::new(
            format!(
                "tiêu chí {criterion} có điểm tối đa {} nhưng không bộ số liệu nào được quá {}",
                words::comma(max),
                words::points(*best).vi
            ),
            format!(
                "criterion {criterion} has a maximum of {max}, but no facts earn more than {}",
                words::points(*best).en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy sửa ngưỡng, khoảng giá trị của dữ kiện hoặc điểm tối đa",
            "correct the limits, the ranges of the facts or the maximum",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.best.to_string())
    }

    fn points_at_stake(&self) -> Option<Points> {
        self.max.checked_sub(self.best)
    }
}

/// Reports leaves whose exact greatest points are below their maximum.
pub(super) fn check(scorer: &Scorer, proof: &Proof, found: &mut Diagnostics) {
    let set = scorer.criteria_set();
    let below = proof
        .leaves()
        .iter()
        .filter(|leaf| leaf.greatest().is_exact() && leaf.greatest().points() < leaf.max());
    let mut said: Option<Vec<String>> = None;
    for leaf in below {
        let Some(model) = set.leaves().get(leaf.leaf()) else {
            continue;
        };
        // What a single place says of itself, or what is kept as in the source, is not said again.
        let said = said.get_or_insert_with(|| {
            let known = ["maximum-not-reachable", "declared-mismatch"];
            CriteriaSet::check(set.file())
                .iter()
                .filter(|one| known.contains(&one.check()))
                .map(|one| one.place().pointer.clone())
                .collect()
        });
        let own = model.pointer();
        let is_said = said.iter().any(|pointer| {
            pointer
                .strip_prefix(own)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        if !is_said {
            let finding = MaximumNotAttained {
                criterion: number_of(model).to_owned(),
                max: leaf.max(),
                best: leaf.greatest().points(),
            };
            found.push(Diagnostic::new(&finding, format!("{own}/rule")));
        }
    }
}
