//! Where results go: standard output, or a file that is there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use unicode_normalization::UnicodeNormalization;

use crate::args::ColorArg;
use crate::failure::Failure;
use crate::input::io_reason;
use crate::output_ending;

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
    output_ending::check(name)?;
    let path = Path::new(name);
    let temporary = beside(path);
    let done = create(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    done.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        not_written(name, &error)
    })
}

/// A result that is written piece by piece: to standard output, or under another name beside the
/// file it becomes when it is whole. Dropped before that, nothing is left.
#[derive(Debug)]
pub(crate) struct Stream {
    to: Option<BufWriter<File>>,
    name: String,
    temporary: PathBuf,
    is_closed: bool,
}

impl Stream {
    pub(crate) fn open(output: Option<&str>) -> Result<Self, Failure> {
        let name = output.unwrap_or_default().to_owned();
        output_ending::check(&name)?;
        let mut stream = Self {
            to: None,
            temporary: beside(Path::new(&name)),
            name,
            is_closed: false,
        };
        if output.is_some() {
            let opened = OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&stream.temporary);
            let file = opened.map_err(|error| not_written(&stream.name, &error))?;
            stream.to = Some(BufWriter::with_capacity(1 << 18, file));
        }
        Ok(stream)
    }

    /// Writes a piece. `false`: the reader has seen enough.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<bool, Failure> {
        match &mut self.to {
            Some(file) => file
                .write_all(bytes)
                .map_err(|error| not_written(&self.name, &error))?,
            None => match io::stdout().lock().write_all(bytes) {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                    self.is_closed = true;
                }
                result => written(result)?,
            },
        }
        Ok(!self.is_closed)
    }

    /// Gives the file its name.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        let Some(file) = self.to.take() else {
            return written(io::stdout().lock().flush());
        };
        let done = file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&self.temporary, &self.name));
        done.map_err(|error| {
            let _ = fs::remove_file(&self.temporary);
            not_written(&self.name, &error)
        })
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        if self.to.take().is_some() {
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

fn not_written(name: &str, error: &io::Error) -> Failure {
    let folder = Path::new(name).parent().map(Path::display);
    let is_missing = Path::new(name)
        .parent()
        .is_some_and(|folder| folder != Path::new("") && !folder.exists());
    if let Some(folder) = folder.filter(|_| is_missing) {
        return Failure::run(
            format!("không ghi được tệp {name}: chưa có thư mục {folder}"),
            format!("{name} cannot be written: there is no folder {folder}"),
        );
    }
    let reason = io_reason(error);
    Failure::run(
        format!("không ghi được tệp {name}: {}", reason.vi),
        format!("{name} cannot be written: {}", reason.en),
    )
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
