//! Files that are named and not there.

use super::{FileState, Named};
use crate::check::evidence::{Without, name, total};
use crate::check::scene::Scene;
use crate::check::words::{points, some_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::number::Points;

pub(super) const ID: &str = "evidence-file-missing";

/// Most documents named in one message.
const SHOWN: usize = 3;

/// A file of the register is not among the files
///
/// # What it does
///
/// Asks the caller for each `file` of the register, and names those that are not there, cannot be read
/// or lie outside the folder of the files.
///
/// # Why it matters
///
/// The register promises a document that nobody can open.
///
/// # Example
///
/// `ke-hoach-2024.pdf` in the register, `Ke hoach 2024 (ban cuoi).pdf` in the folder.
///
/// # Use instead
///
/// Put the file into the folder, or correct its name.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct EvidenceFileMissing {
    file: String,
    state: FileState,
    documents: Vec<Message>,
    stake: Option<Points>,
}

impl Finding for EvidenceFileMissing {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        let documents = some_of(&self.documents, SHOWN);
        let file = &self.file;
        let (vi, en) = match self.state {
            FileState::Unreadable => ("không đọc được", "cannot be read"),
            FileState::Outside => (
                "nằm ngoài thư mục tài liệu",
                "lies outside the folder of the files",
            ),
            _ => ("không có trong thư mục tài liệu", "is not among the files"),
        };
        let mut message = Message::new(
            format!("tệp “{file}” của tài liệu {} {vi}", documents.vi),
            format!("file “{file}” of document {} {en}", documents.en),
        );
        if let Some(stake) = self.stake {
            let stake = points(stake);
            message.vi = format!("{}; liên quan {}", message.vi, stake.vi);
            message.en = format!("{}; resting on it: {}", message.en, stake.en);
        }
        message
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy chép tệp vào thư mục tài liệu, hoặc sửa tên tệp (“file”)",
            "put the file into the folder, or correct its name (`file`)",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.file.clone())
    }

    fn points_at_stake(&self) -> Option<Points> {
        self.stake
    }
}

pub(super) fn check(
    scene: &Scene<'_>,
    own: &Named,
    without: &Without<'_, '_>,
    found: &mut Diagnostics,
) {
    if matches!(own.state, FileState::Hash(_) | FileState::Unknown) {
        return;
    }
    let Some(first) = own.documents.first() else {
        return;
    };
    let stakes = without.stakes(&own.documents);
    let documents = own
        .documents
        .iter()
        .filter_map(|index| scene.file.evidence.get(*index))
        .map(|document| Message::new(name(document), name(document)));
    let finding = EvidenceFileMissing {
        file: own.file.clone(),
        state: own.state.clone(),
        documents: documents.collect(),
        stake: total(&stakes),
    };
    found.push(Diagnostic::new(&finding, format!("/evidence/{first}/file")).with_stakes(stakes));
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
            "tệp “ke-hoach.pdf” của tài liệu 12/KH-SNV không có trong thư mục tài liệu; liên quan 1 điểm"
        );
    }
}
