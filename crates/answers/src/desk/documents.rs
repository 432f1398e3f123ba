//! Reading files, and keeping their text to point into.

use std::collections::HashMap;
use std::fmt;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use par_index::compile::Scorer;
use par_index::diagnostic::{Diagnostic, Message, Place};
use par_index::read::{MAX_BYTES, SourceFault};

use crate::desk::lead::{Led, lead, lead_by_name};
use crate::desk::names::ReadFiles;
use crate::desk::names::display_name;
use crate::desk::names::is_stdin;
use crate::desk::refusal::Exit;
use crate::desk::refusal::Failure;

/// Lines longer than this are named and not shown.
const LONGEST_LINE: usize = 1_000;

/// A file that was read
#[derive(Clone, Debug)]
pub struct Input {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Reads a file, or standard input for `-`.
///
/// # Errors
///
/// It cannot be read, or is larger than what any reader takes; no more of it is read then.
pub fn read(file: impl AsRef<Path>) -> Result<Input, Failure> {
    let file = file.as_ref();
    let name = display_name(file);
    let (size, taken) = if is_stdin(file) {
        (None, taken(io::stdin().lock()))
    } else {
        match File::open(file) {
            Ok(opened) => (size(&opened), taken(opened)),
            Err(error) => (None, Err(error)),
        }
    };
    let bytes = taken.map_err(|error| not_read(&file.to_string_lossy(), &error))?;
    if bytes.len() > MAX_BYTES {
        return Err(too_large(name, size));
    }
    Ok(Input { name, bytes })
}

/// What is read of a file, and a byte more where it is too large.
fn taken(from: impl Read) -> io::Result<Vec<u8>> {
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    from.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The size of a file that has one: a pipe or a device has none.
fn size(opened: &File) -> Option<usize> {
    let data = opened.metadata().ok().filter(Metadata::is_file)?;
    usize::try_from(data.len()).ok()
}

fn too_large(name: String, bytes: Option<usize>) -> Failure {
    let fault = SourceFault::FileTooLarge {
        bytes,
        allowed: MAX_BYTES,
    };
    let place = Place {
        file: Some(name),
        line: Some(1),
        column: Some(1),
        ..Place::default()
    };
    Failure::Refused {
        found: Diagnostic::at(&fault, place).into(),
        exit: Exit::FoundErrors,
    }
}

/// A file or folder that cannot be read.
pub fn not_read(name: &str, error: &io::Error) -> Failure {
    let reason = io_reason(error);
    Failure::run(
        format!("không đọc được {name}: {}", reason.vi),
        format!("{name} cannot be read: {}", reason.en),
    )
}

/// Why a file cannot be read or written.
pub fn io_reason(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::NotFound => Message::new("không có tệp này", "there is no such file"),
        io::ErrorKind::IsADirectory => Message::new("đây là một thư mục", "it is a directory"),
        io::ErrorKind::PermissionDenied => Message::new("không có quyền", "permission denied"),
        io::ErrorKind::StorageFull => {
            Message::new("hết chỗ trên đĩa", "no space is left on the disk")
        }
        _ => Message::new(error.to_string(), error.to_string()),
    }
}

/// What reads a file by its path
pub type ReadFn = dyn Fn(&str) -> Result<Vec<u8>, Message> + Send + Sync;

/// A reader that the caller hands in
#[derive(Clone)]
pub struct Reader(pub Arc<ReadFn>);

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reader")
    }
}

/// The texts of the files read, by name, and the criteria sets made of them
#[derive(Debug, Default)]
pub struct Sources {
    read: ReadFiles,
    /// Below it lie files that may be named inside files, besides their own folder.
    root: Option<PathBuf>,
    /// Reads instead of the file system, where it is given.
    reader: Option<Reader>,
    /// Texts that were handed in, by name.
    held: HashMap<String, Vec<u8>>,
    texts: HashMap<String, Source>,
    scorers: HashMap<String, Scorer>,
}

#[derive(Debug)]
struct Source {
    text: String,
    /// Where each line starts.
    lines: Vec<usize>,
}

impl Sources {
    /// With a folder below which files may be named inside files.
    pub fn new(root: Option<&str>) -> Result<Self, Failure> {
        if let Some(root) = root.filter(|root| !Path::new(root).is_dir()) {
            return Err(Failure::run(
                format!("\"{root}\" không phải thư mục đọc được"),
                format!("\"{root}\" is not a folder that can be read"),
            ));
        }
        Ok(Self {
            root: root.map(PathBuf::from),
            ..Self::default()
        })
    }

    /// With a reader in place of the file system.
    pub fn with_reader(reader: Reader) -> Self {
        Self {
            reader: Some(reader),
            ..Self::default()
        }
    }

    /// Takes a text to be read under a name; a name that is taken is made another.
    pub fn hold(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let mut own = name.to_owned();
        let mut more = 1_u32;
        while self.held.contains_key(&own) {
            more = more.saturating_add(1);
            own = format!("{name} ({more})");
        }
        self.held.insert(own.clone(), bytes);
        own
    }

    /// Lets go of a text.
    pub fn drop_held(&mut self, name: &str) {
        self.held.remove(name);
    }

    /// Whether a text is held under a name.
    pub fn holds(&self, name: &str) -> bool {
        self.held.contains_key(name)
    }

    /// Forgets what was read for a question before; what is held is read anew.
    pub fn forget(&mut self) {
        self.texts.clear();
        self.scorers.retain(|key, _| !key.starts_with("file:"));
    }

    fn handed(&self, file: &Path) -> Option<Result<Input, Failure>> {
        let name = file.to_string_lossy().into_owned();
        let bytes = match (self.held.get(&name), &self.reader) {
            (Some(bytes), _) => bytes.clone(),
            (None, Some(Reader(read))) => match read(&name) {
                Ok(bytes) => bytes,
                Err(reason) => {
                    return Some(Err(Failure::run(
                        format!("không đọc được {name}: {}", reason.vi),
                        format!("{name} cannot be read: {}", reason.en),
                    )));
                }
            },
            (None, None) => return None,
        };
        if bytes.len() > MAX_BYTES {
            return Some(Err(too_large(name, Some(bytes.len()))));
        }
        Some(Ok(Input { name, bytes }))
    }

    /// Others that read from the same places, and hold nothing yet.
    #[must_use]
    pub fn apart(&self) -> Self {
        Self {
            read: self.read.clone(),
            root: self.root.clone(),
            reader: self.reader.clone(),
            held: self.held.clone(),
            ..Self::default()
        }
    }

    /// The files that were read, known to all who ask.
    pub fn read_files(&self) -> ReadFiles {
        self.read.clone()
    }

    /// Reads a file, or standard input for `-`, and keeps its text.
    pub fn read(&mut self, file: impl AsRef<Path>) -> Result<Input, Failure> {
        if let Some(handed) = self.handed(file.as_ref()) {
            let input = handed?;
            self.keep(&input);
            return Ok(input);
        }
        let input = read(&file)?;
        self.take(file.as_ref(), &input);
        Ok(input)
    }

    /// Whether there is a file of this name, where files are not read by a reader.
    pub fn is_file(&self, name: &str) -> bool {
        self.reader.is_none() && Path::new(name).exists()
    }

    /// Reads a file, and keeps nothing of it.
    pub fn fetch(&self, file: impl AsRef<Path>) -> Result<Input, Failure> {
        self.handed(file.as_ref()).unwrap_or_else(|| read(&file))
    }

    /// Takes a file that was read for an input.
    pub fn take(&mut self, file: &Path, input: &Input) {
        self.read.add(file);
        self.keep(input);
    }

    /// Where a name inside a file leads.
    pub fn lead(&self, file: &Path, named: &str) -> Led {
        if self.reader.is_some() {
            return lead_by_name(file.parent().unwrap_or(Path::new("")), named);
        }
        let folder = file.parent().filter(|_| !is_stdin(file));
        lead(folder.unwrap_or(Path::new("")), named, self.root.as_deref())
    }

    /// Keeps the text of a file, as far as it is text.
    pub fn keep(&mut self, input: &Input) {
        if self.texts.contains_key(&input.name) {
            return;
        }
        let text = String::from_utf8_lossy(&input.bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        self.texts
            .insert(input.name.clone(), Source { text, lines });
    }

    /// A criteria set that was compiled before.
    pub fn scorer(&self, name: &str) -> Option<Scorer> {
        self.scorers.get(name).cloned()
    }

    pub fn keep_scorer(&mut self, name: String, scorer: Scorer) {
        self.scorers.entry(name).or_insert(scorer);
    }

    /// The text of a file that was read.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(|source| source.text.as_str())
    }

    /// A line of a file that is short enough to be shown, counted from 1, where the file was read and
    /// has it.
    pub fn line(&self, name: &str, line: u32) -> Option<&str> {
        let source = self.texts.get(name)?;
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        let start = *source.lines.get(index)?;
        let end = source.lines.get(index + 1).copied();
        let line = source.text.get(start..end.unwrap_or(source.text.len()))?;
        if line.len() > LONGEST_LINE {
            return None;
        }
        let line = line.lines().next()?;
        // What is not text cannot be shown.
        (!line.contains(['\0', '\u{fffd}'])).then_some(line)
    }
}
