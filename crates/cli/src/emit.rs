//! Results and complaints as they go out: in one Unicode form, with nothing a terminal would obey.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use unicode_normalization::UnicodeNormalization;

use crate::args::{ColorArg, Shared};
use crate::failure::Failure;
use crate::output::{Outputs, Stream, not_written};
use crate::read_files::ReadFiles;
use crate::text::visible::{finished, json};

/// Writes results and complaints
#[derive(Clone, Debug)]
pub(crate) struct Emit {
    color: ColorChoice,
    outputs: Outputs,
}

impl Emit {
    pub(crate) fn new(shared: &Shared, read: ReadFiles) -> Self {
        let color = match shared.color {
            ColorArg::Auto => ColorChoice::Auto,
            ColorArg::Always => ColorChoice::AlwaysAnsi,
            ColorArg::Never => ColorChoice::Never,
        };
        let force = shared.force;
        Self {
            color,
            outputs: Outputs { force, read },
        }
    }

    /// Opens an output that is written piece by piece.
    pub(crate) fn open(&self, output: Option<&str>) -> Result<Stream, Failure> {
        self.outputs.open(output)
    }

    /// Writes text for a person, with colours where they are wanted.
    pub(crate) fn text(&self, text: &str, output: Option<&str>) -> Result<(), Failure> {
        let text = shown(text);
        if output.is_some() {
            return self.plain(anstream::adapter::strip_str(&text).to_string(), output);
        }
        let stdout = io::stdout();
        let choice = match self.color {
            ColorChoice::Auto => AutoStream::choice(&stdout),
            chosen => chosen,
        };
        let mut stream = AutoStream::new(stdout.lock(), choice);
        let written = stream.write_all(text.as_bytes());
        match written.and_then(|()| stream.flush()) {
            // A reader that has seen enough is no failure.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(not_written("", &error)),
            _ => Ok(()),
        }
    }

    /// Writes data as they are, without colours.
    pub(crate) fn plain(
        &self,
        data: impl AsRef<[u8]>,
        output: Option<&str>,
    ) -> Result<(), Failure> {
        let mut stream = self.open(output)?;
        stream.write(data.as_ref())?;
        stream.finish()
    }

    /// Writes a JSON document, with a line feed at its end.
    pub(crate) fn json(
        &self,
        value: &impl serde::Serialize,
        output: Option<&str>,
    ) -> Result<(), Failure> {
        self.plain(json_text(value)?, output)
    }

    /// Writes to standard error; there is nowhere to say that this failed.
    pub(crate) fn complain(&self, text: &str) {
        let stderr = io::stderr();
        let choice = match self.color {
            ColorChoice::Auto => AutoStream::choice(&stderr),
            chosen => chosen,
        };
        let _ = AutoStream::new(stderr.lock(), choice).write_all(shown(text).as_bytes());
    }
}

/// A text for a person in one Unicode form, with nothing hidden.
fn shown(text: &str) -> String {
    let text: String = text.nfc().collect();
    finished(&text)
}

/// A JSON document with a line feed at its end, in which nothing is hidden.
pub(crate) fn json_text(value: &impl serde::Serialize) -> Result<String, Failure> {
    let mut text = serde_json::to_string_pretty(value).map_err(|error| {
        Failure::run(
            format!("không ghi được kết quả ở dạng JSON: {error}"),
            format!("the result cannot be written as JSON: {error}"),
        )
    })?;
    text.push('\n');
    Ok(json(text))
}
