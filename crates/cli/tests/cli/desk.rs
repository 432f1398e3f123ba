//! The same questions at the desk: its answers are the bytes that the command line prints.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use par_index::diagnostic::{Lang, Message};
use par_index_answers::Desk;
use serde_json::{Value, json};

use super::support::{cases, run};

fn data() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

fn desk() -> Desk {
    Desk::new(|path| {
        fs::read(data().join(path)).map_err(|_| Message::new("không có", "there is none"))
    })
}

/// What the arguments without a name are, by the question: its command and keys, of which those that
/// name a document are said by another list.
const COMMANDS: [(&str, &[&str], &[&str]); 7] = [
    ("score", &["score"], &["assessment"]),
    ("explain", &["explain"], &["assessment", "id"]),
    ("improve", &["improve"], &["assessment", "actions"]),
    ("margins", &["margins"], &["assessment", "id"]),
    ("plan-status", &["plan", "status"], &["plan"]),
    ("scenario", &["scenario"], &["assessment", "scenarios"]),
    ("worklist", &["worklist"], &["assessments"]),
];

/// Keys that are a document
const DOCUMENTS: [&str; 6] = [
    "actions",
    "assessment",
    "criteria",
    "plan",
    "results",
    "scenarios",
];

/// The question that a command line asks, where it is one that the desk takes.
fn question(args: &[&str]) -> Option<Value> {
    let (ask, command, keys) = COMMANDS
        .iter()
        .find(|(_, command, _)| args.starts_with(command))?;
    let mut question = json!({ "ask": ask });
    let mut rest = args.iter().skip(command.len());
    let mut keys = keys.iter();
    while let Some(arg) = rest.next() {
        match *arg {
            "--format" | "--lang" => drop(rest.next()),
            "--all" | "--brief" => question[&arg[2..]] = json!(true),
            "--only" => {
                let ids: Vec<&str> = rest.next()?.split(',').collect();
                question["only"] = json!(ids);
            }
            "--budget" | "--class" | "--index" => {
                question["goal"] = json!({ &arg[2..]: rest.next()? });
            }
            option if option.starts_with("--") => {
                let key = option[2..].replace('-', "_");
                question[&key] = value(&key, rest.next()?);
            }
            option if option.starts_with('-') => return None,
            name => {
                let key = keys.next()?;
                question[*key] = match *key {
                    "assessments" => documents(name)?,
                    key => value(key, name),
                };
            }
        }
    }
    Some(question)
}

/// A document, or those of a folder; one with folders in it holds what is no assessment too.
fn documents(name: &str) -> Option<Value> {
    let Ok(folder) = fs::read_dir(data().join(name)) else {
        return Some(json!([{ "name": name }]));
    };
    let entries: Vec<_> = folder.map(Result::unwrap).collect();
    if entries.iter().any(|own| own.path().is_dir()) {
        return None;
    }
    let names = entries.iter().map(|own| own.file_name().into_string());
    let mut names: Vec<String> = names.map(Result::unwrap).collect();
    names.sort();
    let all = names
        .iter()
        .map(|own| json!({ "name": format!("{name}/{own}") }));
    Some(all.collect())
}

/// A value as a question has it.
fn value(key: &str, typed: &str) -> Value {
    if DOCUMENTS.contains(&key) {
        json!({ "name": typed })
    } else {
        json!(typed)
    }
}

#[test]
fn answers_are_what_the_command_line_prints() {
    let (mut answered, mut refused) = (0, 0);
    for case in cases() {
        let cmd = fs::read_to_string(case.join("cmd")).unwrap();
        let mut args: Vec<&str> = cmd.lines().collect();
        if cmd.contains("$TMP") || cmd.contains("--lang") {
            continue;
        }
        let Some(question) = question(&args) else {
            continue;
        };
        if !args.contains(&"--format") {
            args.extend(["--format", "json"]);
        } else if !args.contains(&"json") {
            continue;
        }
        let ran = run(&args, b"");
        let answer = desk().answer(&question.to_string());
        if ran.stdout.is_empty() {
            refused += 1;
            assert!(
                answer.starts_with("{\n  \"refused\": true"),
                "{cmd}\n{answer}"
            );
        } else {
            answered += 1;
            assert_eq!(answer, ran.stdout, "{cmd}");
        }
    }
    assert!(answered > 10 && refused > 10, "{answered} {refused}");
}

#[test]
fn pages_are_what_the_command_line_prints() {
    let mut drawn = BTreeSet::new();
    for case in cases() {
        let cmd = fs::read_to_string(case.join("cmd")).unwrap();
        let args: Vec<&str> = cmd.lines().collect();
        let printed = fs::read_to_string(case.join("stdout")).unwrap_or_default();
        if printed.is_empty() || cmd.contains("$TMP") || args.contains(&"--format") {
            continue;
        }
        let Some(question) = question(&args) else {
            continue;
        };
        let lang = if args.contains(&"en") {
            Lang::En
        } else {
            Lang::Vi
        };
        let page = desk().page(&question.to_string(), lang);
        let shown = par_index_pages::terminal::plain(&page);
        if question["ask"] == "score" {
            // The hints at its end name the options typed, which the desk does not know.
            let above = |text: &str| text.split("\n  par-index ").next().map(str::to_owned);
            assert_eq!(above(&shown), above(&printed), "{cmd}");
        } else {
            assert_eq!(shown, printed, "{cmd}");
        }
        drawn.insert(question["ask"].to_string());
    }
    assert_eq!(drawn.len(), COMMANDS.len(), "{drawn:?}");
}

#[test]
fn bad_requests_are_refused() {
    let long = format!(r#"{{"ask": "score", "x": "{}"}}"#, "x".repeat(10 << 20));
    let small = r#"{"name": "small.json"}"#;
    for question in [
        "",
        "[]",
        "nonsense",
        "{}",
        r#"{"ask": "sing"}"#,
        r#"{"ask": 1}"#,
        r#"{"ask": "score"}"#,
        r#"{"ask": "score", "assessment": {"handle": 7}}"#,
        r#"{"ask": "close", "handle": 7}"#,
        r#"{"ask": "score", "assessment": {"text": {"name": "a", "content": "{"}}}"#,
        &format!(r#"{{"ask": "score", "version": 2, "assessment": {small}}}"#),
        &format!(
            r#"{{"ask": "score", "assessment": {small}, "criteria": {{"text": {{"name": "s.json", "content": "{{}}"}}}}}}"#
        ),
        r#"{"ask": "worklist"}"#,
        r#"{"ask": "worklist", "assessments": [{"handle": 7}]}"#,
        r#"{"ask": "plan-status", "plan": {"name": "plan.json"}}"#,
        r#"{"ask": "plan-status", "plan": {"name": "plan.json"}, "as_of": "2024-02-30"}"#,
        r#"{"ask": "plan-status", "plan": {"name": "november.json"}, "period": "q5"}"#,
        &format!(r#"{{"ask": "margins", "assessment": {small}, "id": "none"}}"#),
        &format!(
            r#"{{"ask": "improve", "assessment": {small}, "actions": {small}, "goal": {{}}}}"#
        ),
        &format!(r#"{{"ask": "scenario", "assessment": {small}, "scenarios": {small}}}"#),
        &long,
    ] {
        let mut desk = desk();
        let answer: Value = serde_json::from_str(&desk.answer(question)).unwrap();
        let shown: String = question.chars().take(90).collect();
        assert_eq!(answer["refused"], json!(true), "{shown}");
        assert!(
            !answer["diagnostics"].as_array().unwrap().is_empty(),
            "{shown}"
        );
        let _ = desk.page(question, Lang::En);
    }
}

#[test]
fn what_is_opened_is_kept_until_it_is_closed() {
    let mut desk = desk();
    let by_name = json!({"ask": "score", "assessment": {"name": "small.json"}, "criteria": {"name": "set.json"}});
    let expected = desk.answer(&by_name.to_string());
    assert!(expected.contains("criteria_set"), "{expected}");
    let open = |desk: &mut Desk, name: &str| {
        let content = fs::read_to_string(data().join(name)).unwrap();
        let question =
            json!({"ask": "open", "document": {"text": {"name": name, "content": content}}});
        let answer: Value = serde_json::from_str(&desk.answer(&question.to_string())).unwrap();
        answer["handle"].clone()
    };
    let (own, set) = (open(&mut desk, "small.json"), open(&mut desk, "set.json"));
    let by_handle =
        json!({"ask": "score", "assessment": {"handle": own}, "criteria": {"handle": set}});
    assert_eq!(desk.answer(&by_handle.to_string()), expected);
    desk.answer(&json!({"ask": "close", "handle": set}).to_string());
    assert!(
        desk.answer(&by_handle.to_string())
            .contains("\"refused\": true")
    );
}
