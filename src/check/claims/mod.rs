//! What the unit typed for itself.
//!
//! A claim has at most one finding: the first of the checks below that has something to say.

mod area_does_not_add_up;
mod claim_missing;
mod claim_not_attainable;
mod claimed_but_not_applicable;
mod claimed_differs;
mod claimed_exceeds_maximum;
mod claimed_on_external;
mod reconcile;
mod sums;
mod total_does_not_add_up;

use super::scene::{Scene, Subject};
use super::words::points;

use crate::diagnostic::{Diagnostic, Diagnostics, Message};
use crate::eval::State;
use crate::number::Points;
pub use reconcile::{CellChange, reconciliations};

pub(super) const IDS: &[&str] = &[
    claimed_on_external::ID,
    claimed_but_not_applicable::ID,
    claimed_exceeds_maximum::ID,
    claim_not_attainable::ID,
    claimed_differs::ID,
    claim_missing::ID,
    area_does_not_add_up::ID,
    total_does_not_add_up::ID,
];

/// A check of the claim of one leaf.
type ClaimCheck = fn(&Scene<'_>, &Subject<'_>) -> Option<Diagnostic>;

/// In the order in which they are asked.
const OF_A_LEAF: &[ClaimCheck] = &[
    claimed_on_external::of,
    claimed_but_not_applicable::of,
    claimed_exceeds_maximum::of,
    claim_not_attainable::of,
    claimed_differs::of,
    claim_missing::of,
];

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    if scene.file.claims.is_none() {
        return;
    }
    // A negative claim is reported where the assessment is taken.
    let is_sound = |subject: &&Subject<'_>| {
        subject
            .score
            .claimed()
            .is_none_or(|claimed| claimed >= Points::ZERO)
    };
    // Where a figure is mistyped and the claim is right for the one meant, the figure is the root.
    let is_root = |subject: &&Subject<'_>| !super::facts::mistyped_explains(scene, subject);
    for subject in scene.subjects.iter().filter(is_sound).filter(is_root) {
        found.extend(OF_A_LEAF.iter().find_map(|of| of(scene, subject)));
    }
    claimed_exceeds_maximum::above(scene, found);
    // A claim that was changed after the sums were typed is reported as the claim it is.
    let changes = reconcile::changes(scene);
    let by_claim = changes.iter().filter(|change| change.agrees_with_facts);
    if by_claim.count() != 1 {
        area_does_not_add_up::check(scene, &changes, found);
        total_does_not_add_up::check(scene, &changes, found);
    }
}

/// Whether a claim is refused for standing where none may.
fn is_out_of_place(scene: &Scene<'_>, subject: &Subject<'_>) -> bool {
    claimed_on_external::of(scene, subject).is_some()
        || claimed_but_not_applicable::of(scene, subject).is_some()
}

/// What the facts come to, where they decide it.
fn settled(subject: &Subject<'_>) -> Option<Points> {
    subject
        .score
        .computed()
        .filter(|_| subject.score.state() == State::Scored)
}

/// Help for a claim that cannot stand: what the facts come to, or else what is said of them.
fn facts_come_to(settled: Option<Points>, otherwise: Message) -> Message {
    settled.map_or(otherwise, |settled| {
        let settled = points(settled);
        Message::new(
            format!("theo số liệu đã khai thì được {}", settled.vi),
            format!("the facts given come to {}", settled.en),
        )
    })
}
