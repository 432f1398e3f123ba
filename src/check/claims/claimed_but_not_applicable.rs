//! A claim where nothing can be claimed.

use crate::check::scene::{Scene, Subject};
use crate::check::words::points;
use crate::diagnostic::{Diagnostic, Finding, Message, Severity, StakeOf};
use crate::eval::{Applies, State};
use crate::number::Points;

pub(super) const ID: &str = "claimed-but-not-applicable";

/// The unit claims points on a criterion that does not apply to it
///
/// # What it does
///
/// Looks for claims at criteria that are not applicable: as the unit itself says, because its group
/// does not have them, or because nothing arose.
///
/// # Why it matters
///
/// Claims of what does not apply count nothing; a typed total that includes them is too high.
///
/// # Example
///
/// “Not applicable” at criterion 2.1, and 1.5 points claimed there.
///
/// # Use instead
///
/// Keep one of the two: the claim, with the facts that support it, or “not applicable”.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct ClaimedButNotApplicable {
    criterion: String,
    claimed: Points,
    cause: Cause,
}

/// Why it does not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    Claim(usize),
    Group,
    NothingArose,
}

impl Cause {
    fn words(self) -> Message {
        match self {
            Self::Claim(_) => Message::new(
                "đơn vị đã ghi “không áp dụng”",
                "the unit says that it is not applicable",
            ),
            Self::Group => Message::new(
                "nhóm của đơn vị không có tiêu chí này",
                "the group of the unit does not have it",
            ),
            Self::NothingArose => Message::new(
                "trong kỳ không phát sinh nội dung này",
                "nothing of the kind arose in the period",
            ),
        }
    }

    fn pointer(self) -> Option<String> {
        match self {
            Self::Claim(index) => Some(format!("/not_applicable/{index}/at")),
            Self::Group => Some("/unit/group".to_owned()),
            Self::NothingArose => None,
        }
    }
}

impl Finding for ClaimedButNotApplicable {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        let (criterion, claimed) = (&self.criterion, points(self.claimed));
        let cause = self.cause.words();
        Message::new(
            format!(
                "tiêu chí {criterion} không áp dụng ({}), nhưng đã tự chấm {}",
                cause.vi, claimed.vi
            ),
            format!(
                "criterion {criterion} is not applicable ({}), yet the unit claims {}",
                cause.en, claimed.en
            ),
        )
    }

    fn help(&self) -> Message {
        match self.cause {
            Cause::Claim(_) => Message::new(
                "hãy chọn một trong hai: đổi điểm tự chấm thành null, hoặc chuyển lý do “không áp dụng” sang “explanations” và nêu số liệu",
                "choose one of the two: write null for the claim, or move the reason of “not applicable” to `explanations` and give the facts",
            ),
            Cause::Group | Cause::NothingArose => Message::new(
                "hãy đổi điểm tự chấm ở đây thành null",
                "write null for the claim",
            ),
        }
    }

    fn points_at_stake(&self) -> Option<Points> {
        Some(self.claimed)
    }
}

pub(super) fn of(scene: &Scene<'_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let claimed = subject
        .score
        .claimed()
        .filter(|claimed| *claimed > Points::ZERO)?;
    let earns_nothing = match subject.own.applies {
        Applies::FullMarks => false,
        Applies::Zero | Applies::Excluded { .. } => true,
        Applies::Yes => {
            subject.score.state() == State::NotApplicable && subject.score.computed().is_none()
        }
    };
    if !earns_nothing {
        return None;
    }
    let cause = cause(scene, subject);
    let finding = ClaimedButNotApplicable {
        criterion: subject.number().to_owned(),
        claimed,
        cause,
    };
    let mut diagnostic = Diagnostic::new(&finding, subject.claim_pointer())
        .with_stakes([subject.stake(StakeOf::Claimed, claimed)]);
    if let Some(other) = cause.pointer() {
        diagnostic = diagnostic.with_other(other);
    }
    Some(diagnostic)
}

fn cause(scene: &Scene<'_>, subject: &Subject<'_>) -> Cause {
    let names =
        |id: &crate::read::Id| id == subject.model.id() || subject.model.ancestors().contains(id);
    let groups = &scene.set.file().unit_groups;
    let group = groups
        .iter()
        .find(|own| Some(&own.id) == scene.file.unit.group.as_ref());
    if group.is_some_and(|group| group.without.iter().any(names)) {
        return Cause::Group;
    }
    // What a source from outside gives is not claimed at all: `claimed-on-external` says so first.
    let claims = &scene.file.not_applicable;
    claims
        .iter()
        .position(|claim| names(&claim.at))
        .map_or(Cause::NothingArose, Cause::Claim)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::tests::{edited, fixture, messages};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "tiêu chí 2.1 không áp dụng (đơn vị đã ghi “không áp dụng”), nhưng đã tự chấm 1,5 điểm"
        );
    }

    #[test]
    fn the_group_and_what_did_not_arise_are_told_apart() {
        let of = |edits: &[(&str, serde_json::Value)]| {
            let found = edited(edits);
            let own: Vec<_> = found
                .iter()
                .filter(|one| one.check() == super::ID)
                .collect();
            assert_eq!(own.len(), 1, "{found}");
            (
                own[0].message().vi.clone(),
                own[0].other().map(|other| other.pointer.clone()),
            )
        };
        let group = of(&[("/unit/group", json!("without-procedures"))]);
        assert_eq!(
            group,
            (
                "tiêu chí 1.4 không áp dụng (nhóm của đơn vị không có tiêu chí này), nhưng đã tự chấm 1,5 điểm"
                    .to_owned(),
                Some("/unit/group".to_owned())
            )
        );
        let nothing = of(&[
            ("/facts/texts-on-time", json!(0)),
            ("/facts/texts-assigned", json!(0)),
        ]);
        assert!(nothing.0.contains("trong kỳ không phát sinh") && nothing.1.is_none());
    }
    #[test]
    fn a_claim_of_nothing_contradicts_nothing() {
        let claimed = |points: f64| {
            let found = edited(&[
                (
                    "/not_applicable",
                    json!([{ "at": "c2.1", "reason": "Không có thẩm quyền" }]),
                ),
                ("/claims", json!({ "criteria": { "c2.1": points } })),
            ]);
            found.iter().any(|one| one.check() == super::ID)
        };
        assert!(claimed(0.5) && !claimed(0.0));
    }
}
