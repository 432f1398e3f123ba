//! The same questions at the desk: its answers are the bytes that the command line prints.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

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

/// The questions that are asked as the command line is: the words, the question, the keys of what
/// is not an option.
const COMMANDS: [(&[&str], &str, &[&str]); 17] = [
    (&["check", "--explain"], "checks", &["id"]),
    (&["check", "--list"], "checks", &[]),
    (&["check"], "check", &["files"; 9]),
    (&["criteria", "check"], "check", &["files"; 9]),
    (
        &["criteria", "diff"],
        "criteria-diff",
        &["old", "new", "from"],
    ),
    (&["criteria", "import"], "import", &["sheet"]),
    (&["criteria", "list"], "criteria-list", &[]),
    (&["criteria", "show"], "criteria-show", &["set", "leaf"]),
    (&["explain"], "explain", &["assessment", "id"]),
    (&["improve"], "improve", &["assessment", "actions"]),
    (&["margins"], "margins", &["assessment", "id"]),
    (&["plan", "status"], "plan-status", &["plan"]),
    (&["rank"], "rank", &["paths"; 9]),
    (&["scenario"], "scenario", &["assessment", "scenarios"]),
    (&["schema"], "schema", &["kind"]),
    (&["score"], "score", &["assessment"]),
    (&["worklist"], "worklist", &["assessments"]),
];

/// Command lines beside those of the transcripts.
const MORE: [&str; 9] = [
    "check --list",
    "criteria check set.json",
    "criteria list",
    "schema criteria",
    "schema plan",
    "schema assessment",
    "schema published",
    "schema scenarios",
    "schema actions",
];

/// Keys whose value is a text and names no document.
const PLAIN: [&str; 3] = ["id", "kind", "leaf"];

/// Keys that take several names, of folders too.
const LISTS: [&str; 2] = ["files", "paths"];

/// Adds a file, or the files of a folder: a desk has no folders.
fn add(question: &mut Value, key: &str, name: &str) {
    let endings = if key == "files" {
        &["json"][..]
    } else {
        &["json", "csv"]
    };
    let path = data().join(name);
    let own = if path.is_dir() {
        let mut files = Vec::new();
        files_below(&path, endings, &mut files);
        files.sort();
        let files = files.iter().map(|file| {
            let below = file.strip_prefix(&path).unwrap().to_str().unwrap();
            json!({ "name": format!("{}/{below}", name.trim_end_matches('/')) })
        });
        json!({ "folder": files.collect::<Vec<_>>() })
    } else {
        json!({ "file": { "name": name } })
    };
    match question[key].as_array_mut() {
        Some(all) => all.push(own),
        None => question[key] = json!([own]),
    }
}

fn files_below(folder: &Path, endings: &[&str], into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().and_then(OsStr::to_str);
        if path.is_dir() {
            files_below(&path, endings, into);
        } else if ending.is_some_and(|ending| endings.contains(&ending)) {
            into.push(path);
        }
    }
}

/// The question that a command line asks, where it is one that the desk takes.
fn question(args: &[&str]) -> Option<Value> {
    let (words, ask, keys) = COMMANDS
        .iter()
        .find(|(words, ..)| args.starts_with(words))?;
    let mut question = json!({ "ask": ask });
    if *words == ["criteria", "check"] {
        question["proof"] = json!(true);
    }
    let mut rest = args.iter().skip(words.len());
    let mut keys = keys.iter();
    while let Some(arg) = rest.next() {
        match *arg {
            "--deny" | "--format" | "--lang" => drop(rest.next()),
            "--criteria" => question["criteria"] = json!({ "name": rest.next()? }),
            "--plan" => question["plan"] = json!({ "name": rest.next()? }),
            "--as-of" => question["as_of"] = json!(rest.next()?),
            "--from" => question["from"] = json!({ "name": rest.next()? }),
            "--to" => question["to"] = json!({ "name": rest.next()? }),
            "--against" => add(&mut question, "against", rest.next()?),
            "--ties" => question["ordered"] = json!(*rest.next()? == "ordered"),
            "--by" if *ask != "rank" => question["by"] = json!(rest.next()?),
            "--period" => question["period"] = json!(rest.next()?),
            "--by" => question["by"] = rest.next()?.split(',').collect(),
            "--column" => question["column"] = json!(rest.next()?),
            "--previous" => question["previous"] = json!({ "name": rest.next()? }),
            "--base" => question["base"] = json!({ "name": rest.next()? }),
            "--only" => question["only"] = rest.next()?.split(',').collect(),
            "--skip" => question["skip"] = rest.next()?.split(',').collect(),
            "--illustrative" => question["illustrative"] = json!(true),
            "--sheet" => question["sheet_name"] = json!(rest.next()?),
            option @ ("--id" | "--edition" | "--title" | "--instrument" | "--level") => {
                question[&option[2..]] = json!(rest.next()?);
            }
            "--all" | "--brief" => question[&arg[2..]] = json!(true),
            "--budget" | "--class" | "--index" => {
                question["goal"] = json!({ &arg[2..]: rest.next()? });
            }
            "--results" => question["results"] = json!({ "name": rest.next()? }),
            option if option.starts_with('-') => return None,
            name => {
                let key = keys.next()?;
                if *key == "assessments" {
                    question[key] = documents(name)?;
                    continue;
                }
                if LISTS.contains(key) {
                    add(&mut question, key, name);
                    continue;
                }
                question[key] = if PLAIN.contains(key) {
                    json!(name)
                } else {
                    json!({ "name": name })
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

#[test]
fn answers_are_what_the_command_line_prints() {
    let (mut answered, mut refused) = (0, 0);
    let mut asked = BTreeSet::new();
    let of_cases = cases()
        .into_iter()
        .map(|case| fs::read_to_string(case.join("cmd")).unwrap());
    let more = MORE.iter().map(|line| line.replace(' ', "\n"));
    for cmd in of_cases.chain(more) {
        let mut args: Vec<&str> = cmd.lines().collect();
        if cmd.contains("$TMP") || cmd.contains("--lang") {
            continue;
        }
        let Some(question) = question(&args) else {
            continue;
        };
        if !args.contains(&"--format") && args[0] != "schema" {
            args.extend(["--format", "json"]);
        } else if args.contains(&"--format") && !args.contains(&"json") {
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
            asked.insert(question["ask"].to_string());
            assert_eq!(answer, ran.stdout, "{cmd}");
        }
    }
    assert!(answered > 10 && refused > 10, "{answered} {refused}");
    let asks = COMMANDS.iter().map(|(_, ask, _)| json!(ask).to_string());
    assert_eq!(asked, asks.collect());
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
        // What the tool says on standard error stands on the page of the desk.
        let said = fs::read_to_string(case.join("stderr")).unwrap_or_default();
        let ask = &question["ask"];
        if ask == "import" || !said.is_empty() && (ask == "check" || ask == "rank") {
            continue;
        }
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
    assert!(drawn.len() > 11, "{drawn:?}");
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

#[test]
fn units_are_those_of_the_command() {
    let options = "--criteria set.json --units 5 --seed 3 --missing 300";
    let args = format!("generate {options}");
    let ran = run(&args.split(' ').collect::<Vec<_>>(), b"");
    let lines = ran.stdout.lines().map(serde_json::from_str);
    let lines: Vec<Value> = lines.map(Result::unwrap).collect();
    assert_eq!(lines.len(), 5, "{}", ran.stderr);
    let question = |units: u32| json!({"ask": "generate", "criteria": {"name": "set.json"}, "units": units, "seed": 3, "missing": 300});
    let answer: Value = serde_json::from_str(&desk().answer(&question(5).to_string())).unwrap();
    assert_eq!(answer, json!({ "units": lines }));
    // An answer is held whole: there is an end to it.
    let refused = desk().answer(&question(10_001).to_string());
    assert!(refused.contains("\"refused\": true"), "{refused}");
}

#[test]
fn every_answer_draws_a_page_in_both_languages() {
    let name = |name: &str| json!({ "name": name });
    let files = |name: &str| json!([{ "file": { "name": name } }]);
    for question in [
        json!({"ask": "check", "files": files("november.json"), "criteria": name("set.json")}),
        json!({"ask": "check", "files": files("set.json"), "proof": true}),
        json!({"ask": "check", "files": files("scenario/bad-against-base.json"), "criteria": name("set.json")}),
        json!({"ask": "checks"}),
        json!({"ask": "checks", "id": "claimed-differs"}),
        json!({"ask": "criteria-diff", "old": name("diff/old.json"), "new": name("diff/new.json"), "from": name("diff/assessment-2024.json")}),
        json!({"ask": "criteria-list"}),
        json!({"ask": "criteria-show", "set": name("set.json")}),
        json!({"ask": "generate", "criteria": name("set.json"), "units": 3}),
        json!({"ask": "import", "sheet": name("sheet.csv")}),
        json!({"ask": "rank", "paths": files("rank/2023.csv")}),
        json!({"ask": "schema", "kind": "plan"}),
    ] {
        let answer = desk().answer(&question.to_string());
        assert!(!answer.contains("\"refused\""), "{question}\n{answer}");
        let [vi, en] = [Lang::Vi, Lang::En].map(|lang| {
            par_index_pages::terminal::plain(&desk().page(&question.to_string(), lang))
        });
        assert!(vi.len() > 40 && vi != en, "{question}\n{vi}");
    }
}
