//! Which files a command has read, and how a file is named to people.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use same_file::{Handle, is_same_file};

/// The files that were read, over which no result is written
#[derive(Clone, Debug, Default)]
pub struct ReadFiles(Arc<Mutex<BTreeSet<PathBuf>>>);

impl ReadFiles {
    /// Takes note of a file that is read.
    pub fn add(&self, file: &Path) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(file.to_owned());
    }

    /// The file that was read and is the one at a path, by whatever name and link.
    pub fn find(&self, path: &Path) -> Option<String> {
        let is_it = |file: &&PathBuf| {
            if is_stdin(file) {
                let both = Handle::stdin().and_then(|own| Ok(own == Handle::from_path(path)?));
                both.unwrap_or(false)
            } else {
                is_same_file(file, path).unwrap_or(false)
            }
        };
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().find(is_it).map(|file| display_name(file))
    }
}

/// Whether standard input is meant.
pub fn is_stdin(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// A file as it is named to people; where it is not UTF-8, as far as it is.
pub fn display_name(file: &Path) -> String {
    if is_stdin(file) {
        return "<stdin>".to_owned();
    }
    let name = file.to_string_lossy();
    if cfg!(windows) {
        name.replace('\\', "/")
    } else {
        name.into_owned()
    }
}
