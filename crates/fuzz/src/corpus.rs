//! What mutation starts from.

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file of a folder and those below, in the order of their names
pub fn files(folder: &Path, names: &dyn Fn(&str) -> bool) -> Vec<Vec<u8>> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path, names));
        } else if path
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(names)
        {
            found.extend(fs::read(&path));
        }
    }
    found
}

/// Files of the repository and those in `corpus/TARGET`, where inputs that once failed are kept
pub fn of(target: &str, folders: &[(&str, &str)]) -> Vec<Vec<u8>> {
    let mut found = kept(target);
    for (folder, ending) in folders {
        found.extend(files(&root().join(folder), &|name| name.ends_with(ending)));
    }
    found
}

/// The files in `corpus/TARGET`
pub fn kept(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(target);
    files(&folder, &|_| true)
}
