//! A sheet on which nothing is lost.

use crate::check::scene::Scene;
use crate::check::words::points;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::eval::Applies;
use crate::model::Home;
use crate::number::Points;

pub(super) const ID: &str = "full-marks-everywhere";

/// With fewer criteria than this, full marks everywhere are nothing unusual.
const FEW: usize = 10;

/// Full marks are claimed at every criterion
///
/// # What it does
///
/// Looks at the claims of all criteria that the unit scores and that apply, where there are ten or
/// more, and says so if each is the maximum.
///
/// # Why it matters
///
/// In published results the best units reach about nine tenths of the scale. A sheet without any loss
/// is read twice, and one careless claim then costs trust in all.
///
/// # Example
///
/// 60 criteria, 60 times the maximum.
///
/// # Use instead
///
/// Check criterion by criterion whether the facts give the maximum, and say where something was late
/// or missing.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct FullMarksEverywhere {
    count: usize,
    sum: Points,
}

impl Finding for FullMarksEverywhere {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Advice
    }

    fn message(&self) -> Message {
        let (count, sum) = (self.count, points(self.sum));
        Message::new(
            format!("cả {count} tiêu chí đều tự chấm điểm tối đa ({})", sum.vi),
            format!("all {count} criteria claim their maximum ({})", sum.en),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy rà soát lại từng tiêu chí; nội dung chậm hoặc còn thiếu thì chấm đúng mức",
            "go through them once more; claim the lower level where something was late or missing",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.count.to_string())
    }
}

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    let own = || {
        scene.subjects.iter().filter(|subject| {
            matches!(subject.model.home(), Home::Area(_))
                && subject.model.self_scored()
                && subject.own.applies == Applies::Yes
        })
    };
    let count = own().count();
    let full = own().all(|subject| subject.score.claimed() == Some(subject.score.max()));
    if count < FEW || !full {
        return;
    }
    let sum = own().fold(Points::ZERO, |sum, subject| {
        sum.checked_add(subject.score.max()).unwrap_or(sum)
    });
    found.push(Diagnostic::new(
        &FullMarksEverywhere { count, sum },
        "/claims/criteria",
    ));
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixture, messages};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "cả 10 tiêu chí đều tự chấm điểm tối đa (13,5 điểm)"
        );
    }
}
