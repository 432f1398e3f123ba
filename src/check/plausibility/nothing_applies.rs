//! An assessment with nothing to score.

use crate::check::scene::Scene;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::eval::Applies;
use crate::model::Home;

pub(super) const ID: &str = "nothing-applies";

/// Nothing of the criteria set applies to the unit
///
/// # What it does
///
/// Says so if every criterion of every area is left out: by what the unit says does not apply, or by its
/// group.
///
/// # Why it matters
///
/// There is nothing to divide by, so the unit has no index, no class and no place in a ranking, whatever
/// bonus it has. More likely the wrong criteria set or group was chosen.
///
/// # Example
///
/// `"not_applicable": [{ "at": "i" }, { "at": "ii" }]`, where these are all the areas.
///
/// # Use instead
///
/// Choose the set and the group that are meant for the unit, or leave out only what does not apply.
///
/// # Since
///
/// 0.2.0
#[derive(Clone, Debug)]
struct NothingApplies {
    count: usize,
}

impl Finding for NothingApplies {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let count = self.count;
        Message::new(
            format!(
                "cả {count} tiêu chí đều không áp dụng cho đơn vị: không có gì để chấm, không có chỉ số"
            ),
            format!(
                "none of {count} criteria applies to the unit: there is nothing to score, and no index"
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "xem lại bộ tiêu chí và nhóm của đơn vị, và các mục “không áp dụng”",
            "look at the criteria set, at the unit's group, and at what is said not to apply",
        )
    }
}

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    let leaves = || {
        let all = scene.subjects.iter();
        all.filter(|subject| matches!(subject.model.home(), Home::Area(_)))
    };
    let stays = Applies::Excluded {
        keeps_denominator: true,
    };
    let is_left_out = leaves().all(|subject| {
        subject.own.applies != stays && subject.score.excluded() == subject.score.max()
    });
    let count = leaves().count();
    if count > 0 && is_left_out {
        let at = if scene.file.not_applicable.is_empty() {
            "/unit"
        } else {
            "/not_applicable"
        };
        found.push(Diagnostic::new(&NothingApplies { count }, at));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::fixture;

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
    }
}
