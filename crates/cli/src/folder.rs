//! The files of a folder, found by walking it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use par_index_answers::desk::documents::not_read;
use par_index_answers::desk::folder::{Folder, LeftOut, Listed, Why, has_ending, unreadable};
use par_index_answers::desk::names::display_name;
use par_index_answers::desk::refusal::Failure;
use walkdir::{DirEntry, WalkDir};

/// What each name on the command line stands for.
pub(crate) fn listed(paths: &[String], endings: &[&str]) -> Vec<Listed> {
    let one = |path: &String| {
        if !Path::new(path).is_dir() {
            return Listed::File(PathBuf::from(path));
        }
        read(path, endings).map_or_else(
            |failure| Listed::Unreadable(path.clone(), failure),
            Listed::Folder,
        )
    };
    paths.iter().map(one).collect()
}

/// Reads a folder and the folders in it, for files with one of these endings in any case.
///
/// # Errors
///
/// There is no such file, nor anything that kept one from being found.
pub(crate) fn read(folder: &str, endings: &[&str]) -> Result<Folder, Failure> {
    let mut own = Folder::default();
    let mut entries = WalkDir::new(folder)
        .min_depth(1)
        .sort_by(|a, b| a.file_name().cmp(b.file_name()))
        .into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) => {
                if !take(&mut own, &entry, endings) && entry.file_type().is_dir() {
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
        return Err(nothing(&own, folder, &endings.join(", ").to_uppercase()));
    }
    Ok(own)
}

/// That there is no file, with what was left out.
fn nothing(own: &Folder, folder: &str, kinds: &str) -> Failure {
    let vi = format!("trong thư mục {folder} không có tệp {kinds} nào");
    let en = format!("there is no {kinds} file in the folder {folder}");
    if own.left_out.is_empty() {
        return Failure::run(vi, en);
    }
    let names: Vec<&str> = own.left_out.iter().map(|one| one.name.as_str()).collect();
    let names = names.join(", ");
    Failure::run(
        format!("{vi}, trừ những tên bị bỏ qua: {names}"),
        format!("{en}, but for names that are ignored: {names}"),
    )
}

/// Takes a file, or says whether a folder is gone into.
fn take(own: &mut Folder, entry: &DirEntry, endings: &[&str]) -> bool {
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
        Some(why) => own.left_out.push(LeftOut::new(path, why)),
        None if kind.is_dir() => return true,
        None => own.files.push(path.to_owned()),
    }
    false
}

fn is_hidden(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"~$")
}
