//! A folder as every question reads it: which of its files are ours, and what is left out.

use std::path::{Path, PathBuf};

use par_index::diagnostic::{Diagnostic, Diagnostics, Lang, Place};
use par_index_pages::visible::visible_line;

use crate::desk::documents::{self, Input, Sources};
use crate::desk::kind::{FileFault, Kind};
use crate::desk::kinds::kind_of;
use crate::desk::names::display_name;
use crate::desk::refusal::{Exit, Failure};

/// The files of a folder and of the folders in it
#[derive(Debug, Default)]
pub struct Folder {
    /// Those with the ending asked for, in the order of the bytes of their names.
    pub files: Vec<PathBuf>,
    /// What was left out, to be said.
    pub left_out: Vec<LeftOut>,
    /// Folders that cannot be read; the others are.
    pub faults: Vec<Failure>,
}

/// A file or folder that is not read
#[derive(Clone, Debug)]
pub struct LeftOut {
    pub name: String,
    pub why: Why,
}

/// Why something in a folder is not read
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its name begins with a point, or with `~$` as what a program has open.
    Hidden,
    /// A link to a folder, which may lead round in a circle.
    FolderLink,
    /// JSON of another program.
    Foreign,
}

impl LeftOut {
    pub fn new(path: &Path, why: Why) -> Self {
        let name = display_name(path);
        Self { name, why }
    }

    /// The note about it.
    pub fn text(&self, lang: Lang) -> String {
        let file = visible_line(&self.name);
        let [vi, en] = match self.why {
            Why::Foreign => ["không phải tệp của par-index", "it is no file of par-index"],
            Why::Hidden => [
                "tên ẩn, hoặc tệp tạm của chương trình khác",
                "its name is hidden",
            ],
            Why::FolderLink => ["liên kết tới một thư mục", "it is a link to a folder"],
        };
        match lang {
            Lang::Vi => format!("bỏ qua {file}: {vi}"),
            Lang::En => format!("{file} was ignored: {en}"),
        }
    }
}

/// What a file of a folder is
#[derive(Debug)]
pub enum Entry {
    /// A document of ours, with its kind.
    Ours(Kind, Input),
    /// JSON of another program.
    Foreign,
}

/// What a name stands for that a question is about
#[derive(Debug)]
pub enum Listed {
    /// A file that is asked for itself.
    File(PathBuf),
    /// The files of a folder.
    Folder(Folder),
    /// A folder that cannot be read, with its name.
    Unreadable(String, Failure),
}

/// Whether a file has one of these endings, in any case.
pub fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let own = path.extension().unwrap_or_default();
    endings
        .iter()
        .any(|ending| own.eq_ignore_ascii_case(ending))
}

/// What keeps a file or folder in a folder from being read, as a finding: the others are read.
pub fn unreadable(name: &str, failure: Failure) -> Failure {
    let Failure::Run(reason) = failure else {
        return failure;
    };
    let place = Place {
        file: Some(name.to_owned()),
        ..Place::default()
    };
    let fault = FileFault::FileUnreadable { reason };
    Failure::Refused {
        found: Diagnostics::from(Diagnostic::at(&fault, place)),
        exit: Exit::FoundErrors,
    }
}

/// Reads a file of a folder
///
/// # Errors
///
/// The file cannot be read, is not JSON, or says a format of ours that is not known.
pub fn entry(path: &Path, sources: &mut Sources) -> Result<Entry, Failure> {
    let read = sources.fetch(path);
    classed(path, read, |input| sources.take(path, input))
}

/// Like [`entry`]; `take` is told of a document of ours, also where its format is not known.
pub fn entry_taken(path: &Path, take: impl FnOnce(&Input)) -> Result<Entry, Failure> {
    classed(path, documents::read(path), take)
}

fn classed(
    path: &Path,
    read: Result<Input, Failure>,
    take: impl FnOnce(&Input),
) -> Result<Entry, Failure> {
    let input = read.map_err(|failure| unreadable(&display_name(path), failure))?;
    match kind_of(&input) {
        Ok(kind) => {
            take(&input);
            Ok(Entry::Ours(kind, input))
        }
        Err(found) => {
            let is_unknown = found.iter().all(|one| one.check() == "unknown-format");
            let is_ours = input
                .bytes
                .windows(b"par-index/".len())
                .any(|bytes| bytes == b"par-index/");
            if is_unknown && !is_ours {
                return Ok(Entry::Foreign);
            }
            take(&input);
            Err(Failure::Refused {
                found,
                exit: Exit::FoundErrors,
            })
        }
    }
}
