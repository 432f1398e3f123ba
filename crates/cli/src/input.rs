//! Reading files, and keeping their text to point into.

use std::fs::File;
use std::io::{self, Read};

use par_index::compile::Scorer;
use par_index::diagnostic::Message;

use crate::failure::Failure;

/// The most that is taken into memory; the library itself refuses files far smaller.
const MAX_READ: u64 = 64 * 1024 * 1024;

/// A file that was read
#[derive(Clone, Debug)]
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Reads a file, or standard input for `-`.
pub(crate) fn read(file: &str) -> Result<Input, Failure> {
    let mut bytes = Vec::new();
    let result = if file == "-" {
        io::stdin().lock().take(MAX_READ).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|opened| opened.take(MAX_READ).read_to_end(&mut bytes))
    };
    match result {
        Ok(_) => Ok(Input {
            name: display_name(file).to_owned(),
            bytes,
        }),
        Err(error) => {
            let reason = io_reason(&error);
            Err(Failure::run(
                format!("không đọc được {file}: {}", reason.vi),
                format!("{file} cannot be read: {}", reason.en),
            ))
        }
    }
}

fn display_name(file: &str) -> &str {
    if file == "-" { "<stdin>" } else { file }
}

/// Why a file cannot be read or written.
pub(crate) fn io_reason(error: &io::Error) -> Message {
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

/// The texts of the files read, by name, and the criteria sets made of them
#[derive(Debug, Default)]
pub(crate) struct Sources {
    texts: Vec<Source>,
    scorers: Vec<(String, Scorer)>,
}

#[derive(Debug)]
struct Source {
    name: String,
    text: String,
    /// Where each line starts.
    lines: Vec<usize>,
}

impl Sources {
    /// Keeps the text of a file, as far as it is text.
    pub(crate) fn keep(&mut self, input: &Input) {
        if self.named(&input.name).is_none() {
            let text = String::from_utf8_lossy(&input.bytes);
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
            let starts = text.match_indices('\n').map(|(at, _)| at + 1);
            let lines = std::iter::once(0).chain(starts).collect();
            self.texts.push(Source {
                name: input.name.clone(),
                text,
                lines,
            });
        }
    }

    fn named(&self, name: &str) -> Option<&Source> {
        self.texts.iter().find(|source| source.name == name)
    }

    /// A criteria set that was compiled before.
    pub(crate) fn scorer(&self, name: &str) -> Option<Scorer> {
        let named = self.scorers.iter().find(|(own, _)| own == name);
        named.map(|(_, scorer)| scorer.clone())
    }

    pub(crate) fn keep_scorer(&mut self, name: String, scorer: Scorer) {
        self.scorers.push((name, scorer));
    }

    /// The text of a file that was read.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.named(name).map(|source| source.text.as_str())
    }

    /// A line of a file, counted from 1, where the file was read and has it.
    pub(crate) fn line(&self, name: &str, line: u32) -> Option<&str> {
        let source = self.named(name)?;
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        let start = *source.lines.get(index)?;
        let line = source.text.get(start..)?.lines().next()?;
        // What is not text cannot be shown.
        (!line.contains(['\0', '\u{fffd}'])).then_some(line)
    }
}
