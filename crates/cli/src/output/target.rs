//! What the name of an output stands for: a stream, a device, or a file to be replaced.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// Links followed before they are taken for a circle.
const MOST_LINKS: usize = 40;

/// What is at the name of an output
#[derive(Debug)]
pub(super) enum Target {
    /// Standard output by another name.
    Stdout,
    /// Standard error by another name.
    Stderr,
    /// A descriptor that the program was started with: what is there is kept.
    Descriptor(PathBuf),
    /// A device or a pipe, which is written into.
    Device(PathBuf),
    /// A file, or the name of a new one, links followed.
    File {
        path: PathBuf,
        /// What is there already.
        old: Option<Metadata>,
    },
}

impl Target {
    pub(super) fn of(name: &str) -> io::Result<Self> {
        let mut path = PathBuf::from(name);
        for _ in 0..MOST_LINKS {
            if let Some(own) = descriptor(&path) {
                return Ok(own);
            }
            let found = match fs::symlink_metadata(&path) {
                Ok(found) => found,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    return Ok(Self::File { path, old: None });
                }
                Err(error) => return Err(error),
            };
            if found.is_symlink() {
                path = folder_of(&path).join(fs::read_link(&path)?);
            } else if found.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            } else if found.is_file() {
                let old = Some(found);
                return Ok(Self::File { path, old });
            } else if is_disk(&found) {
                return Err(io::ErrorKind::InvalidInput.into());
            } else {
                return Ok(Self::Device(path));
            }
        }
        Err(io::ErrorKind::Other.into())
    }
}

/// The folder of a file; the one worked in for a name by itself.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => path,
    }
}

/// A name such as `/dev/stdout`, `/dev/fd/3` or `/proc/self/fd/1`.
fn descriptor(path: &Path) -> Option<Target> {
    if !cfg!(unix) {
        return None;
    }
    let folder = fs::canonicalize(folder_of(path)).ok()?;
    let is_own = ["/proc/self/fd", "/dev/fd"]
        .iter()
        .any(|own| fs::canonicalize(own).is_ok_and(|own| own == folder));
    let is_other = folder.starts_with("/proc") && folder.ends_with("fd");
    match path.file_name()?.to_str()? {
        "1" if is_own => Some(Target::Stdout),
        "2" if is_own => Some(Target::Stderr),
        _ if is_own || is_other => Some(Target::Descriptor(path.to_owned())),
        _ => None,
    }
}

/// Whether it is a disk: no result is ever meant to go over what is on it.
#[cfg(unix)]
fn is_disk(found: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;

    found.file_type().is_block_device()
}

#[cfg(not(unix))]
fn is_disk(_: &Metadata) -> bool {
    false
}
