//! A refusal as data, and documents as JSON text.

use par_index::diagnostic::{Diagnostic, Message, Severity};
use serde::Serialize;

use crate::desk::refusal::Failure;

/// A JSON document with a line feed at its end, in which nothing is hidden.
pub fn json_text(value: &impl Serialize) -> Result<String, Failure> {
    let mut text = serde_json::to_string_pretty(value).map_err(|error| {
        Failure::run(
            format!("không ghi được kết quả ở dạng JSON: {error}"),
            format!("the result cannot be written as JSON: {error}"),
        )
    })?;
    text.push('\n');
    Ok(par_index_pages::visible::json(text))
}

#[derive(Serialize)]
struct Refusal<'a> {
    refused: bool,
    diagnostics: Vec<One<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum One<'a> {
    /// A finding about a file.
    Found(&'a Diagnostic),
    /// What keeps a question from being answered and is no fault of a file.
    Said {
        check: &'static str,
        severity: Severity,
        message: &'a Message,
        help: Option<&'a Message>,
    },
}

/// `{"refused": true, "diagnostics": […]}`, in both languages
pub fn refusal(failure: Failure) -> String {
    let help = match &failure {
        Failure::Usage { help, .. } => help.clone(),
        _ => None,
    };
    let (found, messages) = failure.parts();
    let said = messages.iter().map(|message| One::Said {
        check: "cannot-be-answered",
        severity: Severity::Error,
        message,
        help: help.as_ref(),
    });
    let refusal = Refusal {
        refused: true,
        diagnostics: found.iter().map(One::Found).chain(said).collect(),
    };
    json_text(&refusal).unwrap_or_else(|_| "{\"refused\": true, \"diagnostics\": []}\n".to_owned())
}
