//! Where results go: standard output, a device or pipe, or a file that is there whole or not at all.
//!
//! Every command writes its `--output` here, so that all of them treat what is there alike. A file
//! is written under another name beside the one it becomes and renamed when it is whole; it keeps
//! its mode, and a link to it stays a link. Old results are replaced. Originals, which commands read
//! and people write, are replaced only with `--force`, and a file that was read by the same command
//! not even then.

mod interrupt;
mod original;
mod target;

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use par_index::diagnostic::Message;
use par_index_pages::visible::visible;
use tempfile::{Builder, TempPath};

use self::target::{Target, folder_of};
use crate::output_ending;
use par_index_answers::desk::documents::io_reason;
use par_index_answers::desk::names::ReadFiles;
use par_index_answers::desk::refusal::Failure;

/// Bytes gathered before they are written to a file.
const BUFFER: usize = 1 << 18;

/// How outputs are opened
#[derive(Clone, Debug)]
pub(crate) struct Outputs {
    /// Whether originals may be replaced.
    pub(crate) force: bool,
    pub(crate) read: ReadFiles,
}

impl Outputs {
    /// Opens an output; standard output where none is named.
    ///
    /// # Errors
    ///
    /// It cannot be written, or must not be replaced.
    pub(crate) fn open(&self, output: Option<&str>) -> Result<Stream, Failure> {
        let Some(name) = output else {
            return Ok(Stream::new(To::Stdout, "", self));
        };
        output_ending::check(name)?;
        let target = Target::of(name).map_err(|error| not_written(name, &error))?;
        let to = match target {
            Target::Stdout => Ok(To::Stdout),
            Target::Stderr => Ok(To::Stderr),
            Target::Device(path) => OpenOptions::new().write(true).open(path).map(To::Device),
            Target::Descriptor(path) => OpenOptions::new().append(true).open(path).map(To::Device),
            Target::File { path, old } => {
                if old.is_some() {
                    self.may_replace(name, &path)?;
                }
                if !folder_of(&path).is_dir() {
                    return Err(no_folder(name, folder_of(&path)));
                }
                Replacement::begin(path, old.as_ref()).map(To::File)
            }
        };
        Ok(Stream::new(
            to.map_err(|error| not_written(name, &error))?,
            name,
            self,
        ))
    }

    /// Whether what is at a name may be replaced.
    fn may_replace(&self, name: &str, path: &Path) -> Result<(), Failure> {
        self.is_not_read(name, path)?;
        let is_original = || original::is_original(path).map_err(|error| not_written(name, &error));
        if self.force || !is_original()? {
            return Ok(());
        }
        Err(Failure::run(
            format!("{name} đã có và có thể là bản gốc; thêm --force nếu muốn ghi đè"),
            format!("{name} is there already and may be an original; add --force to replace it"),
        ))
    }

    /// What was read is never replaced, by whatever name.
    fn is_not_read(&self, name: &str, path: &Path) -> Result<(), Failure> {
        match self.read.find(path) {
            None => Ok(()),
            Some(read) => Err(Failure::run(
                format!("{name} là tệp đầu vào {read}, không ghi kết quả đè lên"),
                format!("{name} is the input {read}, which is not replaced by a result"),
            )),
        }
    }
}

/// A file under another name beside the one it becomes
#[derive(Debug)]
struct Replacement {
    file: BufWriter<File>,
    temporary: TempPath,
    path: PathBuf,
    /// Whether there was a file of this name.
    is_old: bool,
}

impl Replacement {
    fn begin(path: PathBuf, old: Option<&Metadata>) -> io::Result<Self> {
        let mut builder = Builder::new();
        // A name of its own: beside a long name a longer one may not be possible.
        builder.prefix(".par-index-").suffix(".tmp");
        if old.is_some() {
            // Who may not write the file may not replace it either.
            OpenOptions::new().write(true).open(&path)?;
        } else {
            new_mode(&mut builder);
        }
        let (file, temporary) = interrupt::temporary(&builder, folder_of(&path))?.into_parts();
        let own = Self {
            file: BufWriter::with_capacity(BUFFER, file),
            temporary,
            path,
            is_old: old.is_some(),
        };
        if let Some(old) = old {
            keep_owner(own.file.get_ref(), old);
            own.file.get_ref().set_permissions(old.permissions())?;
        }
        Ok(own)
    }

    fn finish(self) -> io::Result<()> {
        let Self {
            file,
            temporary,
            path,
            ..
        } = self;
        let whole = file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)
            .and_then(|file| file.sync_all());
        match whole {
            Ok(()) => interrupt::persist(temporary, &path),
            Err(error) => {
                interrupt::remove(temporary);
                Err(error)
            }
        }
    }
}

/// A new file has the mode that the mask of the user leaves.
#[cfg(unix)]
fn new_mode(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;

    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn new_mode(_: &mut Builder<'_, '_>) {}

/// Keeps the owner of a file as far as the user may.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};

    // Who may not give files away gets one of their own.
    let _ = fchown(file, Some(old.uid()), Some(old.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

/// Where a stream goes
#[derive(Debug)]
enum To {
    Stdout,
    Stderr,
    Device(File),
    File(Replacement),
    /// Nowhere any more.
    Closed,
}

/// A result that is written piece by piece. Dropped before its end, a file is left as it was.
#[derive(Debug)]
pub(crate) struct Stream {
    to: To,
    name: String,
    outputs: Outputs,
}

impl Stream {
    fn new(to: To, name: &str, outputs: &Outputs) -> Self {
        Self {
            to,
            name: name.to_owned(),
            outputs: outputs.clone(),
        }
    }

    /// Writes a piece. `false`: the reader has seen enough.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<bool, Failure> {
        let is_seen = match &self.to {
            To::Stdout => io::stdout().is_terminal(),
            To::Stderr => io::stderr().is_terminal(),
            To::Device(file) => file.is_terminal(),
            _ => false,
        };
        let text = is_seen.then(|| visible(&String::from_utf8_lossy(bytes)).into_owned());
        let bytes = text.as_ref().map_or(bytes, String::as_bytes);
        let written = match &mut self.to {
            To::Stdout => io::stdout().lock().write_all(bytes),
            To::Stderr => io::stderr().lock().write_all(bytes),
            To::Device(file) => file.write_all(bytes),
            To::File(own) => own.file.write_all(bytes),
            To::Closed => return Ok(false),
        };
        self.is_wanted(written)
    }

    /// A reader that has seen enough is no failure.
    fn is_wanted(&mut self, result: io::Result<()>) -> Result<bool, Failure> {
        match result {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.to = To::Closed;
                Ok(false)
            }
            Err(error) => Err(not_written(&self.name, &error)),
        }
    }

    /// Gives a file its name.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        match std::mem::replace(&mut self.to, To::Closed) {
            To::Stdout => self.is_wanted(io::stdout().lock().flush()).map(|_| ()),
            To::File(own) => {
                if own.is_old
                    && let Err(failure) = self.outputs.is_not_read(&self.name, &own.path)
                {
                    interrupt::remove(own.temporary);
                    return Err(failure);
                }
                own.finish()
                    .map_err(|error| not_written(&self.name, &error))
            }
            _ => Ok(()),
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        if let To::File(own) = std::mem::replace(&mut self.to, To::Closed) {
            interrupt::remove(own.temporary);
        }
    }
}

/// A whole result to standard output.
pub(crate) fn not_written(name: &str, error: &io::Error) -> Failure {
    let reason = match error.kind() {
        io::ErrorKind::InvalidInput => Message::new("đây là một ổ đĩa", "it is a disk"),
        io::ErrorKind::Other => Message::new("liên kết đi vòng", "its links lead in a circle"),
        io::ErrorKind::NotADirectory => Message::new(
            "đường dẫn đi qua một tệp, không phải thư mục",
            "its path leads through a file, which is no folder",
        ),
        _ => io_reason(error),
    };
    if name.is_empty() {
        return Failure::run(
            format!("không ghi được kết quả: {}", reason.vi),
            format!("the result cannot be written: {}", reason.en),
        );
    }
    Failure::run(
        format!("không ghi được tệp {name}: {}", reason.vi),
        format!("{name} cannot be written: {}", reason.en),
    )
}

fn no_folder(name: &str, folder: &Path) -> Failure {
    let folder = folder.display();
    Failure::run(
        format!("không ghi được tệp {name}: không có thư mục {folder}"),
        format!("{name} cannot be written: there is no folder {folder}"),
    )
}
