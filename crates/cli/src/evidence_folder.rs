//! The folder in which the files of the evidence register lie.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use par_index::check::FileState;
use sha2::{Digest, Sha256};

use crate::failure::Failure;
use crate::named_file::{Led, lead};

/// Files are hashed in pieces of this size.
const PIECE: usize = 64 * 1024;

/// A folder with evidence files
#[derive(Debug)]
pub(crate) struct EvidenceFolder(PathBuf);

impl EvidenceFolder {
    /// Takes a folder that there is.
    pub(crate) fn open(folder: &str) -> Result<Self, Failure> {
        let path = PathBuf::from(folder);
        if path.is_dir() {
            return Ok(Self(path));
        }
        Err(Failure::run(
            format!("\"{folder}\" không phải thư mục đọc được"),
            format!("\"{folder}\" is not a folder that can be read"),
        ))
    }

    /// What lies in the folder under a name of the register.
    pub(crate) fn state(&self, file: &str) -> FileState {
        match lead(&self.0, file, None) {
            Led::Outside => FileState::Outside,
            Led::File(path) if path.is_file() => {
                hash(&path).map_or(FileState::Unreadable, FileState::Hash)
            }
            Led::File(_) | Led::NoFile(_) => FileState::Missing,
        }
    }
}

/// The SHA-256 of a file in hexadecimal.
fn hash(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            break;
        }
        hasher.update(&piece[..read]);
    }
    let digest = hasher.finalize();
    let mut text = String::with_capacity(64);
    for byte in digest {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}
