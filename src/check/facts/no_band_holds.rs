//! A reading that the scale does not know.

use super::fault::{Fault, Why};
use crate::check::scene::Scene;
use crate::check::words::{comma, points};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, StakeOf};
use crate::number::{Points, Ratio, Rounding, RoundingMode};

pub(super) const ID: &str = "no-band-holds";

/// A measure falls into a gap of its scale
///
/// # What it does
///
/// Looks for criteria whose measure is known and lies in none of the bands, or is a choice without
/// points.
///
/// # Why it matters
///
/// The sheet does not say what this value earns, so the criterion cannot be assessed.
///
/// # Example
///
/// Bands “from 50 to below 70” and “above 70”: exactly 70 belongs to neither.
///
/// # Use instead
///
/// Check the facts. If they are right, the criteria set has a gap: ask whoever issued it.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct NoBandHolds {
    criterion: String,
    part: Option<String>,
    /// The value, with six decimals where it does not end.
    value: String,
    is_option: bool,
    points: Points,
}

impl Finding for NoBandHolds {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let (criterion, open) = (&self.criterion, points(self.points));
        let (vi, en) = self.part.as_ref().map_or_else(Default::default, |part| {
            (format!(", phần “{part}”"), format!(", part “{part}”"))
        });
        let what = if self.is_option {
            Message::new(
                format!("phương án “{}” không có mức điểm nào", self.value),
                format!("no points are given for “{}”", self.value),
            )
        } else {
            Message::new(
                format!("giá trị {} không thuộc mức điểm nào", comma(&self.value)),
                format!("no band holds the value {}", self.value),
            )
        };
        Message::new(
            format!(
                "tiêu chí {criterion}{vi}: {}, nên chưa chấm được {}",
                what.vi, open.vi
            ),
            format!(
                "criterion {criterion}{en}: {}, so {} cannot be assessed",
                what.en, open.en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy kiểm tra số liệu; nếu số liệu đúng thì bộ tiêu chí bỏ sót giá trị này, hãy hỏi cơ quan ban hành",
            "check the facts; if they are right, the criteria set has a gap here: ask whoever issued it",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.value.clone())
    }

    fn points_at_stake(&self) -> Option<Points> {
        Some(self.points)
    }
}

pub(super) fn check(scene: &Scene<'_>, faults: &[Fault], found: &mut Diagnostics) {
    for fault in faults {
        let (value, is_option) = match &fault.why {
            Why::Gap(value) => (shown(*value), false),
            Why::NoOption(option) => (option.clone(), true),
            Why::PartExceedsWhole(_) | Why::Empty => continue,
        };
        let Some(subject) = scene.subjects.get(fault.leaf) else {
            continue;
        };
        let finding = NoBandHolds {
            criterion: subject.number().to_owned(),
            part: fault.part.clone(),
            value,
            is_option,
            points: fault.points,
        };
        let fact = fault.facts.first().and_then(|fact| scene.fact(*fact));
        let at = fact.map_or_else(|| scene.pointer(subject), |fact| scene.fact_pointer(fact));
        let stake = subject.stake(StakeOf::Open, fault.points);
        found.push(Diagnostic::new(&finding, at).with_stakes([stake]));
    }
}

/// The value as a decimal; cut, with dots, where it has more than six places.
fn shown(value: Ratio) -> String {
    if let Some(exact) = value.to_quantity_exact(6) {
        return exact.to_string();
    }
    Rounding::new(6, RoundingMode::Down)
        .and_then(|rounding| value.to_quantity(rounding))
        .map_or_else(|| value.to_string(), |cut| format!("{cut}…"))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::fixture;

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
    }
}
