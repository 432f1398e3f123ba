//! The folder in which the files of the evidence register lie.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use par_index::check::FileState;
use par_index::read::comparable;
use sha2::{Digest, Sha256};

use par_index_answers::desk::lead::{Led, lead};
use par_index_answers::desk::refusal::Failure;

/// Files are hashed in pieces of this size.
const PIECE: usize = 64 * 1024;

/// A folder with evidence files
#[derive(Debug)]
pub(crate) struct EvidenceFolder {
    path: PathBuf,
    /// What lies in each folder looked into, by name as it is compared; nothing where two names are alike.
    listed: RefCell<BTreeMap<PathBuf, BTreeMap<String, Option<PathBuf>>>>,
}

impl EvidenceFolder {
    /// Takes a folder that there is.
    pub(crate) fn open(folder: &str) -> Result<Self, Failure> {
        let path = PathBuf::from(folder);
        if path.is_dir() {
            return Ok(Self {
                path,
                listed: RefCell::default(),
            });
        }
        Err(Failure::run(
            format!("\"{folder}\" không phải thư mục đọc được"),
            format!("\"{folder}\" is not a folder that can be read"),
        ))
    }

    /// What lies in the folder under a name of the register.
    pub(crate) fn state(&self, file: &str) -> FileState {
        let hashed = |path: &Path| hash(path).map_or(FileState::Unreadable, FileState::Hash);
        match lead(&self.path, file, None) {
            Led::Outside => FileState::Outside,
            Led::File(path) if path.is_file() => hashed(&path),
            Led::File(_) | Led::NoFile(_) => match self.alike(file) {
                Some(Led::Outside) => FileState::Outside,
                Some(Led::File(path)) if path.is_file() => hashed(&path),
                _ => FileState::Missing,
            },
        }
    }

    /// The file whose name looks the same: a system may keep names composed or decomposed.
    fn alike(&self, named: &str) -> Option<Led> {
        let mut listed = self.listed.borrow_mut();
        let mut path = self.path.clone();
        for part in Path::new(&named.replace('\\', "/")).components() {
            let Component::Normal(part) = part else {
                continue;
            };
            let names = listed.entry(path.clone()).or_insert_with(|| list(&path));
            path = names.get(&*comparable(&part.to_string_lossy()))?.clone()?;
        }
        // A link among them may lead out of the folder.
        let below = path.strip_prefix(&self.path).ok()?;
        Some(lead(&self.path, below.to_str()?, None))
    }
}

/// The entries of a folder by name as it is compared; none where it cannot be read.
fn list(folder: &Path) -> BTreeMap<String, Option<PathBuf>> {
    let mut names = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = comparable(&name.to_string_lossy()).into_owned();
        names
            .entry(name)
            .and_modify(|other| *other = None)
            .or_insert(Some(entry.path()));
    }
    names
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
