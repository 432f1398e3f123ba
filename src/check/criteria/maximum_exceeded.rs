//! Criteria that can earn more than their maximum.

use crate::analyse::Proof;
use crate::check::scene::number_of;
use crate::check::words;
use crate::compile::Scorer;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::number::Points;

/// The id of the check.
pub(super) const ID: &str = "maximum-exceeded";

/// Rounding lifts the points of a criterion above its maximum
///
/// # What it does
///
/// Compares the greatest points that inputs attain, after the rounding of the set, with the maximum.
///
/// # Why it matters
///
/// The total can then be more than the scale, and an index more than 100 %.
///
/// # Example
///
/// Points are rounded up to one decimal, and a criterion has a maximum of 0.25: full marks become 0.3.
///
/// # Use instead
///
/// Round to as many decimals as the maxima have.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct MaximumExceeded {
    criterion: String,
    max: Points,
    most: Points,
}

impl Finding for MaximumExceeded {
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
            most,
        } = self;
        Message::new(
            format!(
                "tiêu chí {criterion} có điểm tối đa {} nhưng sau khi làm tròn có thể được {}",
                words::comma(max),
                words::points(*most).vi
            ),
            format!(
                "criterion {criterion} has a maximum of {max}, but once rounded it can earn {}",
                words::points(*most).en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy làm tròn đến đủ số chữ số thập phân của điểm tối đa",
            "round to as many decimals as the maximum has",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.most.to_string())
    }

    fn points_at_stake(&self) -> Option<Points> {
        self.most.checked_sub(self.max)
    }
}

/// Reports leaves that inputs lift above their maximum.
pub(super) fn check(scorer: &Scorer, proof: &Proof, found: &mut Diagnostics) {
    for leaf in proof.leaves() {
        let model = scorer.criteria_set().leaves().get(leaf.leaf());
        let above = leaf
            .greatest()
            .attained()
            .filter(|points| *points > leaf.max());
        if let (Some(model), Some(most)) = (model, above) {
            let finding = MaximumExceeded {
                criterion: number_of(model).to_owned(),
                max: leaf.max(),
                most,
            };
            found.push(Diagnostic::new(
                &finding,
                format!("{}/max_points", model.pointer()),
            ));
        }
    }
}
