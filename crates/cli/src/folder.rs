//! The assessments of a folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Exit, Failure};
use crate::file_fault::Kind;
use crate::input::{Input, Sources, io_reason, read};
use crate::load::kind_of;

/// What a file of a folder is
#[derive(Debug)]
pub(crate) enum Entry {
    Assessment(Input),
    /// A plan, a criteria set or actions, read where an assessment needs it.
    Beside,
    /// JSON of another program.
    Foreign,
}

/// The JSON files of a folder and the folders in it, by path
///
/// Hidden names are left out, and links to folders are not followed.
///
/// # Errors
///
/// The folder, or one in it, cannot be read, or there is no JSON file.
pub(crate) fn json_files(folder: &str) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    collect(Path::new(folder), &mut found)?;
    found.sort();
    if found.is_empty() {
        return Err(Failure::run(
            format!("trong thư mục {folder} không có tệp JSON nào"),
            format!("there is no JSON file in the folder {folder}"),
        ));
    }
    let shown = |path: PathBuf| path.to_string_lossy().replace('\\', "/");
    Ok(found.into_iter().map(shown).collect())
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let refused = |error: &std::io::Error| {
        let reason = io_reason(error);
        let folder = folder.display();
        Failure::run(
            format!("không đọc được thư mục {folder}: {}", reason.vi),
            format!("the folder {folder} cannot be read: {}", reason.en),
        )
    };
    for entry in fs::read_dir(folder).map_err(|error| refused(&error))? {
        let entry = entry.map_err(|error| refused(&error))?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        let kind = entry.file_type().map_err(|error| refused(&error))?;
        if kind.is_dir() {
            collect(&path, into)?;
        } else if path.extension().is_some_and(|ending| ending == "json") && path.is_file() {
            into.push(path);
        }
    }
    Ok(())
}

/// Reads a file of a folder
///
/// # Errors
///
/// The file cannot be read, is not JSON, or says a format of ours that is not known.
pub(crate) fn entry(path: &str, sources: &mut Sources) -> Result<Entry, Failure> {
    let input = read(path)?;
    match kind_of(&input) {
        Ok(Kind::Assessment) => {
            sources.keep(&input);
            Ok(Entry::Assessment(input))
        }
        Ok(_) => Ok(Entry::Beside),
        Err(found) => {
            let is_unknown = found.iter().all(|one| one.check() == "unknown-format");
            let is_ours = input
                .bytes
                .windows(b"par-index/".len())
                .any(|bytes| bytes == b"par-index/");
            if is_unknown && !is_ours {
                return Ok(Entry::Foreign);
            }
            sources.keep(&input);
            Err(Failure::Refused {
                found,
                exit: Exit::FoundErrors,
            })
        }
    }
}
