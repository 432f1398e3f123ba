//! The files behind the register, as the caller found them.

mod evidence_file_missing;
mod evidence_hash_differs;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::evidence::Without;
use super::scene::Scene;
use crate::diagnostic::Diagnostics;
use crate::eval::Scorecard;
use crate::read::comparable;

pub(super) const IDS: &[&str] = &[evidence_file_missing::ID, evidence_hash_differs::ID];

/// What a caller found under the name of a file
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileState {
    /// There is such a file; its SHA-256 in hexadecimal
    Hash(String),
    /// There is no such file
    Missing,
    /// There is one, and it cannot be read
    Unreadable,
    /// The name leads out of the folder of the files
    Outside,
    /// Nobody looked
    Unknown,
}

/// Compares the register of documents with the files there are
///
/// The library reads no files: the caller says for each `file` of the register what it found, with
/// the SHA-256 it computed. Each name is asked for once.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use par_index::check::{FileState, check_files};
/// use par_index::{compile::Scorer, eval::Assessment, model::CriteriaSet};
///
/// let set = par_index::shipped::find("department-from-plan", "2024").ok_or("not shipped")?;
/// let scorer = Scorer::new(CriteriaSet::from_json(None, set.json.as_bytes())?)?;
/// let text = r#"{
///   "format": "par-index/assessment@1",
///   "unit": { "id": "a-department", "title": { "vi": "Một sở" } },
///   "period": { "from": "2024-01-01", "until": "2024-12-31" },
///   "as_of": "2024-11-30",
///   "criteria_set": { "id": "department-from-plan", "edition": "2024" },
///   "evidence": [
///     { "id": "d1", "kind": "plan", "file": "plan.pdf", "supports": [{ "criterion": "c7.1.1" }] }
///   ]
/// }"#;
/// let card = scorer.score(&Assessment::from_json(&scorer, None, None, text.as_bytes())?)?;
/// let found = check_files(&card, &|_| FileState::Missing);
/// let ids: Vec<_> = found.iter().map(|one| one.check()).collect();
/// assert_eq!(ids, ["evidence-file-missing"]);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check_files(card: &Scorecard, state: &dyn Fn(&str) -> FileState) -> Diagnostics {
    let scene = Scene::new(card);
    let without = Without::new(&scene);
    let mut named: BTreeMap<Cow<'_, str>, Named> = BTreeMap::new();
    for (index, document) in scene.file.evidence.iter().enumerate() {
        let Some(file) = document.file.as_deref().map(str::trim) else {
            continue;
        };
        if file.is_empty() {
            continue;
        }
        let own = named.entry(comparable(file)).or_insert_with(|| Named {
            file: file.to_owned(),
            state: state(file),
            documents: Vec::new(),
        });
        own.documents.push(index);
    }
    let mut found = Diagnostics::new();
    for own in named.values() {
        evidence_file_missing::check(&scene, own, &without, &mut found);
        evidence_hash_differs::check(&scene, own, &without, &mut found);
    }
    found
}

/// A file with the documents that name it.
struct Named {
    file: String,
    state: FileState,
    documents: Vec<usize>,
}
