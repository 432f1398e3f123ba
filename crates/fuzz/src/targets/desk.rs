//! The desk: a question is answered with JSON or refused with diagnostics, and any answer can be drawn.

use std::fs;
use std::path::{Component, Path};

use par_index::diagnostic::{Lang, Message};
use par_index_answers::Desk;
use par_index_pages::{html, terminal};
use serde_json::{Value, json};

use crate::corpus;

/// Where the reader of the desk looks for names.
const READ: &str = "seeds/illustrative";

/// Any question.
pub(super) fn question(input: &[u8]) -> String {
    let text = String::from_utf8_lossy(input);
    // Other numbers of units only take longer.
    let is_small = !text.contains("generate");
    let mut desk = desk();
    let answer = answered(&desk.answer(&text));
    if is_small {
        drawn(&mut desk, &text);
    }
    answer
}

/// Every question about one assessment.
pub(super) fn assessment(input: &[u8]) -> String {
    let content = String::from_utf8_lossy(input);
    let document = json!({"text": {"name": "a.json", "content": content}});
    let criteria = json!({"name": "criteria.json"});
    let mut desk = desk();
    let mut answers = Vec::new();
    for ask in ["score", "explain", "check", "margins", "worklist"] {
        let of = match ask {
            "check" => json!([{"file": document}]),
            "worklist" => json!([document]),
            _ => document.clone(),
        };
        let key = match ask {
            "check" => "files",
            "worklist" => "assessments",
            _ => "assessment",
        };
        let question = json!({"ask": ask, key: of, "criteria": criteria}).to_string();
        answers.push(answered(&desk.answer(&question)));
        drawn(&mut desk, &question);
    }
    answers.join(" ")
}

/// A desk that reads files of one folder.
fn desk() -> Desk {
    Desk::new(|name| {
        let path = Path::new(name);
        let is_below = path
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let read = is_below.then(|| fs::read(corpus::root().join(READ).join(path)));
        read.and_then(Result::ok)
            .ok_or_else(|| Message::new("không có tệp này", "there is no such file"))
    })
}

/// What kind of answer it is.
#[expect(clippy::panic, reason = "what a target finds is a panic")]
fn answered(answer: &str) -> String {
    let Ok(answer) = serde_json::from_str::<Value>(answer) else {
        panic!("no JSON: {answer}");
    };
    if answer.get("refused") != Some(&Value::Bool(true)) {
        let mut keys = answer.as_object().into_iter().flat_map(|all| all.keys());
        return keys.next().cloned().unwrap_or_default();
    }
    let found = answer["diagnostics"].as_array();
    let found = found.filter(|found| !found.is_empty());
    let Some(found) = found else {
        panic!("refused without a word: {answer}");
    };
    let mut checks = Vec::new();
    for one in found {
        assert!(!one["message"].is_null(), "no message: {one}");
        checks.push(one["check"].as_str().unwrap_or_default().to_owned());
    }
    checks.sort_unstable();
    checks.dedup();
    checks.join(" ")
}

/// Both languages and both renderers.
fn drawn(desk: &mut Desk, question: &str) {
    for lang in [Lang::Vi, Lang::En] {
        let page = desk.page(question, lang);
        let text = terminal::plain(&page);
        let is_hidden = |letter: char| letter.is_control() && letter != '\n';
        assert!(!text.contains(is_hidden), "a control character: {text:?}");
        assert!(
            html::document(&page).ends_with("</html>\n"),
            "no whole page"
        );
    }
}
