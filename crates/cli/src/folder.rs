//! A folder as every command reads it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use par_index::diagnostic::{Diagnostic, Diagnostics, Lang, Place};
use par_index_pages::visible::visible_line;
use walkdir::{DirEntry, WalkDir};

use par_index_answers::desk::documents;
use par_index_answers::desk::documents::Input;
use par_index_answers::desk::documents::Sources;
use par_index_answers::desk::documents::not_read;
use par_index_answers::desk::kind::FileFault;
use par_index_answers::desk::kind::Kind;
use par_index_answers::desk::kinds::kind_of;
use par_index_answers::desk::names::display_name;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;

/// The files of a folder and of the folders in it
#[derive(Debug, Default)]
pub(crate) struct Folder {
    /// Those with the ending asked for, in the order of the bytes of their names.
    pub(crate) files: Vec<PathBuf>,
    /// What was left out, to be said.
    pub(crate) left_out: Vec<LeftOut>,
    /// Folders that cannot be read; the others are.
    pub(crate) faults: Vec<Failure>,
}

/// A file or folder that is not read
#[derive(Clone, Debug)]
pub(crate) struct LeftOut {
    pub(crate) name: String,
    pub(crate) why: Why,
}

/// Why something in a folder is not read
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// Its name begins with a point, or with `~$` as what a program has open.
    Hidden,
    /// A link to a folder, which may lead round in a circle.
    FolderLink,
    /// JSON of another program.
    Foreign,
}

impl LeftOut {
    pub(crate) fn new(path: &Path, why: Why) -> Self {
        let name = display_name(path);
        Self { name, why }
    }

    /// The note about it.
    pub(crate) fn text(&self, lang: Lang) -> String {
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
pub(crate) enum Entry {
    /// A document of ours, with its kind.
    Ours(Kind, Input),
    /// JSON of another program.
    Foreign,
}

impl Folder {
    /// Reads a folder and the folders in it, for files with one of these endings in any case.
    ///
    /// # Errors
    ///
    /// There is no such file, nor anything that kept one from being found.
    pub(crate) fn read(folder: &str, endings: &[&str]) -> Result<Self, Failure> {
        let mut own = Self::default();
        let mut entries = WalkDir::new(folder)
            .min_depth(1)
            .sort_by(|a, b| a.file_name().cmp(b.file_name()))
            .into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => {
                    if !own.take(&entry, endings) && entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Err(error) => {
                    let name = error.path().map_or_else(|| folder.to_owned(), display_name);
                    let failure = not_read(&name, &error.into());
                    own.faults.push(unreadable(&name, failure));
                }
            }
        }
        if own.files.is_empty() && own.faults.is_empty() {
            return Err(own.nothing(folder, &endings.join(", ").to_uppercase()));
        }
        Ok(own)
    }

    /// That there is no file, with what was left out.
    fn nothing(&self, folder: &str, kinds: &str) -> Failure {
        let vi = format!("trong thư mục {folder} không có tệp {kinds} nào");
        let en = format!("there is no {kinds} file in the folder {folder}");
        if self.left_out.is_empty() {
            return Failure::run(vi, en);
        }
        let names: Vec<&str> = self.left_out.iter().map(|own| own.name.as_str()).collect();
        let names = names.join(", ");
        Failure::run(
            format!("{vi}, trừ những tên bị bỏ qua: {names}"),
            format!("{en}, but for names that are ignored: {names}"),
        )
    }

    /// Takes a file, or says whether a folder is gone into.
    fn take(&mut self, entry: &DirEntry, endings: &[&str]) -> bool {
        let (path, kind) = (entry.path(), entry.file_type());
        let is_link = kind.is_symlink() && path.is_dir();
        let is_wanted = kind.is_dir()
            || is_link
            || has_ending(path, endings)
                // A link that leads nowhere is a file that cannot be read, and is named as such.
                && (path.is_file() || kind.is_symlink() && !path.exists());
        let why = if is_hidden(entry.file_name()) {
            Some(Why::Hidden)
        } else {
            is_link.then_some(Why::FolderLink)
        };
        match why {
            _ if !is_wanted => {}
            Some(why) => self.left_out.push(LeftOut::new(path, why)),
            None if kind.is_dir() => return true,
            None => self.files.push(path.to_owned()),
        }
        false
    }
}

fn is_hidden(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"~$")
}

/// Whether a file has one of these endings, in any case.
pub(crate) fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let own = path.extension().unwrap_or_default();
    endings
        .iter()
        .any(|ending| own.eq_ignore_ascii_case(ending))
}

/// What keeps a file or folder in a folder from being read, as a finding: the others are read.
pub(crate) fn unreadable(name: &str, failure: Failure) -> Failure {
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
pub(crate) fn entry(path: &Path, sources: &mut Sources) -> Result<Entry, Failure> {
    entry_taken(path, |input| sources.take(path, input))
}

/// Like [`entry`]; `take` is told of a document of ours, also where its format is not known.
pub(crate) fn entry_taken(path: &Path, take: impl FnOnce(&Input)) -> Result<Entry, Failure> {
    let read = documents::read(path);
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
