//! A refusal as data, and documents as JSON text.

use par_index::diagnostic::{Diagnostic, Lang, Message, Severity};
use serde::Serialize;
use serde_json::{Value, json};

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
struct Refusal {
    refused: bool,
    diagnostics: Vec<Value>,
}

/// `{"refused": true, "diagnostics": […]}`
pub fn refusal(failure: Failure) -> String {
    let help = match &failure {
        Failure::Usage { help, .. } => help.clone(),
        _ => None,
    };
    let (found, messages) = failure.parts();
    let plain = messages.iter().map(|message| said(message, help.as_ref()));
    let refusal = Refusal {
        refused: true,
        diagnostics: found.iter().map(shown).chain(plain).collect(),
    };
    json_text(&refusal).unwrap_or_else(|_| "{\"refused\": true, \"diagnostics\": []}\n".to_owned())
}

fn both(message: &Message) -> Value {
    json!({ "vi": message.vi, "en": message.en })
}

/// A finding in both languages.
fn shown(one: &Diagnostic) -> Value {
    let mut value = one.to_json(Lang::Vi);
    if let Some(keys) = value.as_object_mut() {
        keys.insert("message".to_owned(), both(one.message()));
        keys.insert("help".to_owned(), both(one.help()));
    }
    value
}

/// What keeps a question from being answered and is no fault of a file.
fn said(message: &Message, help: Option<&Message>) -> Value {
    json!({
        "check": "cannot-be-answered",
        "severity": Severity::Error,
        "message": both(message),
        "help": help.map(both),
    })
}
