//! Reading the command line, and what is said where it cannot be read.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;
use par_index::diagnostic::Lang;
use par_index_pages::visible::{is_hidden, visible, visible_line};

use crate::cli::Cli;
use par_index_answers::desk::refusal::Exit;

/// The command line asks for help, or is wrong
#[derive(Debug)]
pub(crate) struct Stop {
    error: clap::Error,
    lang: Lang,
    /// An argument, which may be the name of a file, holds what a terminal would obey.
    hides: bool,
    /// The arguments that are not UTF-8, as far as they are.
    not_text: Vec<String>,
}

/// Reads the command line
pub(crate) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Cli, Stop> {
    let args: Vec<OsString> = args.into_iter().collect();
    Cli::try_parse_from(&args).map_err(|error| Stop {
        error,
        lang: asked_lang(&args),
        hides: args
            .iter()
            .any(|arg| arg.to_string_lossy().contains(is_hidden)),
        not_text: args
            .iter()
            .filter(|arg| arg.to_str().is_none())
            .map(|arg| arg.to_string_lossy().into_owned())
            .collect(),
    })
}

/// The language asked for, in a command line that could not be read.
fn asked_lang(args: &[OsString]) -> Lang {
    let english = args.windows(2).any(|pair| pair == ["--lang", "en"])
        || args.iter().any(|arg| arg == "--lang=en");
    if english { Lang::En } else { Lang::Vi }
}

impl Stop {
    /// Prints the help, or what is wrong
    pub(crate) fn finish(self) -> ExitCode {
        let asked = matches!(
            self.error.kind(),
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
        );
        if !asked
            && self.lang == Lang::Vi
            && let Some(reason) = reason(self.error.kind())
        {
            anstream::eprintln!("lỗi: {reason}");
        }
        for arg in &self.not_text {
            anstream::eprintln!("  {}", visible_line(arg));
        }
        // A closed pipe is no reason to complain.
        let _ = if self.hides {
            let text = self.error.render().to_string();
            io::stderr().lock().write_all(visible(&text).as_bytes())
        } else {
            self.error.print()
        };
        if asked {
            Exit::Done.into()
        } else {
            Exit::Usage.into()
        }
    }
}

/// What is wrong with a command line, in Vietnamese.
fn reason(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            "giá trị của một tùy chọn không hợp lệ"
        }
        ErrorKind::UnknownArgument => "có tham số không được dùng ở đây",
        ErrorKind::InvalidSubcommand => "không có lệnh này",
        ErrorKind::MissingRequiredArgument => "thiếu tham số bắt buộc",
        ErrorKind::MissingSubcommand => "thiếu tên lệnh",
        ErrorKind::ArgumentConflict => "có tham số bị ghi trùng hoặc mâu thuẫn nhau",
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            "một tùy chọn thiếu giá trị"
        }
        ErrorKind::TooManyValues => "một tùy chọn thừa giá trị",
        ErrorKind::InvalidUtf8 => "tham số không phải là chữ UTF-8",
        _ => return None,
    })
}
