//! Where results go: standard output, or a file that is there whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use unicode_normalization::UnicodeNormalization;

use crate::args::ColorArg;
use crate::failure::Failure;
use crate::input::io_reason;

/// Writes results and complaints
#[derive(Clone, Copy, Debug)]
pub(crate) struct Emit {
    color: ColorChoice,
}

impl Emit {
    pub(crate) fn new(color: ColorArg) -> Self {
        let color = match color {
            ColorArg::Auto => ColorChoice::Auto,
            ColorArg::Always => ColorChoice::AlwaysAnsi,
            ColorArg::Never => ColorChoice::Never,
        };
        Self { color }
    }

    /// Writes text for a person, with colours where they are wanted.
    pub(crate) fn text(self, text: &str, output: Option<&str>) -> Result<(), Failure> {
        let text: String = text.nfc().collect();
        match output {
            Some(file) => write_file(
                file,
                anstream::adapter::strip_str(&text).to_string().as_bytes(),
            ),
            None => self.out(text.as_bytes()),
        }
    }

    /// Writes text as it is, without colours.
    pub(crate) fn plain(self, text: &str, output: Option<&str>) -> Result<(), Failure> {
        match output {
            Some(file) => write_file(file, text.as_bytes()),
            None => self.out(text.as_bytes()),
        }
    }

    fn out(self, bytes: &[u8]) -> Result<(), Failure> {
        let stdout = io::stdout();
        let choice = match self.color {
            ColorChoice::Auto => AutoStream::choice(&stdout),
            chosen => chosen,
        };
        let mut stream = AutoStream::new(stdout.lock(), choice);
        written(stream.write_all(bytes).and_then(|()| stream.flush()))
    }

    /// Writes to standard error; there is nowhere to say that this failed.
    pub(crate) fn complain(self, text: &str) {
        let text: String = text.nfc().collect();
        let stderr = io::stderr();
        let choice = match self.color {
            ColorChoice::Auto => AutoStream::choice(&stderr),
            chosen => chosen,
        };
        let _ = AutoStream::new(stderr.lock(), choice).write_all(text.as_bytes());
    }
}

/// Writes a JSON document as it is, with a line feed at its end.
pub(crate) fn json(value: &impl serde::Serialize, output: Option<&str>) -> Result<(), Failure> {
    let mut text = serde_json::to_string_pretty(value).map_err(|error| {
        Failure::run(
            format!("không ghi được kết quả ở dạng JSON: {error}"),
            format!("the result cannot be written as JSON: {error}"),
        )
    })?;
    text.push('\n');
    plain(&text, output)
}

/// Writes a text as it is.
pub(crate) fn plain(text: &str, output: Option<&str>) -> Result<(), Failure> {
    match output {
        Some(file) => write_file(file, text.as_bytes()),
        None => written(
            io::stdout()
                .lock()
                .write_all(text.as_bytes())
                .and_then(|()| io::stdout().flush()),
        ),
    }
}

/// A reader that has seen enough is no failure.
fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let reason = io_reason(&error);
            Err(Failure::run(
                format!("không ghi được kết quả: {}", reason.vi),
                format!("the result cannot be written: {}", reason.en),
            ))
        }
        _ => Ok(()),
    }
}

/// Writes a file under another name beside it, then renames it.
fn write_file(name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = Path::new(name);
    let temporary = beside(path);
    let done = create(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    done.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        let reason = io_reason(&error);
        Failure::run(
            format!("không ghi được tệp {name}: {}", reason.vi),
            format!("{name} cannot be written: {}", reason.en),
        )
    })
}

fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn beside(path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}
