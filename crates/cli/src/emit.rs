//! Results and complaints as they go out: in one Unicode form, with nothing a terminal would obey.

use std::io::{self, Write};

use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};

use par_index_pages::visible::visible_line;
use par_index_pages::{html, terminal};

use crate::form::Form;
use crate::options::{ColorArg, Shared};
use crate::output::{Outputs, Stream, not_written};
use par_index_answers::desk::names::ReadFiles;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::desk::refused::json_text;
use par_index_answers::words::page::Page;

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

    /// Writes a page for a person: lines of text, with colours where they are wanted, or HTML.
    pub(crate) fn page(
        &self,
        page: Page,
        form: impl Form,
        output: Option<&str>,
    ) -> Result<(), Failure> {
        let page = page.finish();
        if form.is_html() {
            return self.plain(html::document(&page), output);
        }
        if output.is_some() {
            return self.plain(terminal::plain(&page), output);
        }
        self.read_at_once(&page)
    }

    /// Writes a page to standard output as text.
    pub(crate) fn text(&self, page: Page) -> Result<(), Failure> {
        self.read_at_once(&page.finish())
    }

    fn read_at_once(&self, page: &par_index_pages::Page) -> Result<(), Failure> {
        let written = drawn(io::stdout().lock(), self.color, page);
        match written {
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
    pub(crate) fn complain(&self, page: Page) {
        let _ = drawn(io::stderr().lock(), self.color, &page.finish());
    }
}

/// Writes a line to standard error.
pub(crate) fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", visible_line(text));
}

/// Draws a page onto a stream, with colours where they are wanted and shown.
fn drawn<S: AsLockedWrite + RawStream>(
    stream: S,
    choice: ColorChoice,
    page: &par_index_pages::Page,
) -> io::Result<()> {
    let mut stream = AutoStream::new(stream, choice);
    let text = if stream.current_choice() == ColorChoice::Never {
        terminal::plain(page)
    } else {
        terminal::coloured(page)
    };
    stream.write_all(text.as_bytes())?;
    stream.flush()
}
