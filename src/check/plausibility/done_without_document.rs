//! Tasks that leave documents behind, and none is on file.

use std::collections::BTreeSet;

use crate::check::scene::Scene;
use crate::check::words::{quoted, some_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::eval::{Prover, Shown, Tasks, names, standings};
use crate::file::ProductKind;
use crate::model::Occurrence;

pub(super) const ID: &str = "done-without-document";

/// Most tasks named in one message.
const SHOWN: usize = 4;

/// Tasks are reported done, and no document of them is on file
///
/// # What it does
///
/// Looks for tasks of the plan that are reported done, whose products are documents, and that no
/// document on file names. Tasks that a criterion reads by their slot are left out: there the
/// requirements of the criterion say what is missing (`evidence-missing`). So are tasks that the
/// documents of a criterion about many tasks show, or of which it asks for none.
///
/// # Why it matters
///
/// The plan says which document each task leaves behind. A task that is done has it, and the appraiser
/// who asks for it should not wait.
///
/// # Example
///
/// The report on citizens' petitions is reported done on 14/10/2024, and no document names the task.
///
/// # Use instead
///
/// Register the product of the task under `evidence`, with the task it belongs to.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct DoneWithoutDocument {
    tasks: Vec<Message>,
    first: String,
}

impl Finding for DoneWithoutDocument {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Advice
    }

    fn message(&self) -> Message {
        let (count, list) = (self.tasks.len(), some_of(&self.tasks, SHOWN));
        let tasks = if count == 1 { "task is" } else { "tasks are" };
        Message::new(
            format!(
                "{count} nhiệm vụ ghi đã làm nhưng chưa có văn bản nào: {}",
                list.vi
            ),
            format!(
                "{count} {tasks} reported done without any document: {}",
                list.en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy bổ sung sản phẩm của nhiệm vụ ở “evidence” (“task”)",
            "register the product of the task under “evidence” (`task`)",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.first.clone())
    }
}

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    let (Some(plan), Some(tasks)) = (scene.assessment.plan(), scene.assessment.tasks()) else {
        return;
    };
    let settled = settled(scene, tasks);
    let named: BTreeSet<&str> = scene
        .file
        .evidence
        .iter()
        .flat_map(|document| &document.supports)
        .filter_map(|support| support.task.as_deref()?.split('/').next())
        .collect();
    let done: BTreeSet<usize> = tasks
        .occurrences
        .iter()
        .filter(|one| one.state().is_done())
        .map(Occurrence::task)
        .collect();
    let mut missing: Vec<(String, Message)> = Vec::new();
    for (index, task) in plan.tasks().iter().enumerate() {
        let leaves_documents = task
            .file()
            .products
            .iter()
            .any(|product| product.kind == ProductKind::Document);
        let id = task.id().as_ref();
        let is_unshown = !named.contains(id) && !settled.contains(&index);
        if done.contains(&index) && leaves_documents && is_unshown {
            let title = quoted(&task.file().title);
            let named = Message::new(format!("{id} {}", title.vi), format!("{id} {}", title.en));
            missing.push((id.to_owned(), named));
        }
    }
    let Some((first, _)) = missing.first().cloned() else {
        return;
    };
    let at = scene
        .file
        .results
        .iter()
        .position(|result| *result.task.as_ref() == *first);
    let finding = DoneWithoutDocument {
        tasks: missing.into_iter().map(|(_, named)| named).collect(),
        first,
    };
    let pointer = at.map_or_else(|| "/results".to_owned(), |at| format!("/results/{at}"));
    found.push(Diagnostic::new(&finding, pointer));
}

/// Tasks of which criteria say all there is to say: those read by their slot, and those that the
/// documents of a criterion about many tasks show, or that need none.
fn settled(scene: &Scene<'_>, tasks: &Tasks) -> BTreeSet<usize> {
    let names = scene
        .assessment
        .plan()
        .map(|plan| names(plan, tasks))
        .unwrap_or_default();
    let source = scene.source();
    let register = &scene.register;
    let mut settled = BTreeSet::new();
    for subject in scene.applying() {
        let standings = standings(subject.model.criterion(), register);
        let prover = Prover {
            source: &source,
            leaf: subject.model.id(),
            standings: &standings,
            register,
            names: &names,
        };
        let showing = prover.showing(scene.inputs(subject).map(|(input, _, _)| input));
        for (input, _, _) in scene.inputs(subject) {
            let by_slot = !input.slots().is_empty();
            for (index, occurrence) in tasks.read_by(input) {
                if by_slot || showing.of(index) != Shown::No {
                    settled.insert(occurrence.task());
                }
            }
        }
    }
    settled
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
            "1 nhiệm vụ ghi đã làm nhưng chưa có văn bản nào: i.2 “Tập huấn CCHC”"
        );
    }
}
