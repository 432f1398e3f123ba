//! The schema of the questions is that of their types, and names what the desk takes.
//!
//! To write it anew: `UPDATE=1 cargo test -p par-index-answers --test schemas`.

#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

use std::path::Path;
use std::{env, fs};

use par_index_answers::{Desk, asks};
use serde_json::{Value, json};

#[test]
fn the_schema_is_not_stale() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/questions.json");
    let made = format!(
        "{}\n",
        serde_json::to_string_pretty(&asks::schema()).unwrap()
    );
    if env::var_os("UPDATE").is_some() {
        fs::write(&file, &made).unwrap();
    }
    let kept = fs::read_to_string(file).unwrap_or_default();
    assert!(
        kept == made,
        "crates/answers/schema/questions.json is stale"
    );
}

/// What the desk says to a question that has a name and nothing else.
fn refused(name: &str) -> Option<String> {
    let answer = Desk::default().answer(&json!({ "ask": name }).to_string());
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let check = answer["diagnostics"][0]["check"].as_str();
    check.map(str::to_owned)
}

#[test]
fn the_desk_takes_every_question_that_the_schema_names() {
    // A question that is taken is refused for the keys that it lacks, another for its name.
    assert_eq!(refused("sing").as_deref(), Some("cannot-be-answered"));
    for name in asks::names() {
        let needs_nothing = ["checks", "criteria-list"].contains(&name);
        let expected = (!needs_nothing).then_some("missing-key");
        assert_eq!(refused(name).as_deref(), expected, "{name}");
    }
}

#[test]
fn a_key_that_must_be_there_is_named() {
    let schema = asks::schema();
    let of = |name: &str| schema["$defs"][name]["required"].clone();
    assert_eq!(of("Score"), json!(["ask", "assessment"]));
    assert_eq!(
        of("Improve"),
        json!(["ask", "assessment", "actions", "goal"])
    );
    assert_eq!(
        schema["oneOf"][0]["properties"]["ask"]["const"],
        json!("check")
    );
}
