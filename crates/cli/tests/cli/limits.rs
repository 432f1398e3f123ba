//! One size for every reader, and of endless findings the first with the number of the others.

use std::fs;
use std::path::PathBuf;

use super::support::{Ran, folder, run};
use serde_json::{Value, json};

/// A byte more than any reader takes.
const TOO_LARGE: usize = 8 * 1024 * 1024 + 1;

fn made(name: &str, bytes: &[u8]) -> String {
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("limits");
    fs::create_dir_all(&target).unwrap();
    let path = target.join(format!("{}-{name}", std::process::id()));
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

fn english(args: &[&str], stdin: &[u8]) -> Ran {
    run(&[args, &["--lang", "en"]].concat(), stdin)
}

#[test]
fn every_reader_stops_at_the_same_size() {
    let bytes = vec![b' '; TOO_LARGE];
    let (json, csv) = (made("large.json", &bytes), made("large.csv", &bytes));
    let set = ["--criteria", "set.json"];
    let commands: [&[&str]; 12] = [
        &["score", &json],
        &["explain", &json, "c1"],
        &["check", &json],
        &["margins", &json],
        &["worklist", &json],
        &["rank", &json],
        &["rank", &csv],
        &["scenario", "november.json", &json, set[0], set[1]],
        &[
            "improve",
            "november.json",
            &json,
            "--budget",
            "5",
            set[0],
            set[1],
        ],
        &["plan", "status", &json],
        &["criteria", "check", &json],
        &["criteria", "import", &csv, "--edition", "2024"],
    ];
    for command in commands {
        let ran = english(command, b"");
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(said.contains("[file-too-large]"), "{command:?}: {said}");
        assert!(said.contains("8388609 bytes"), "{command:?}: {said}");
        assert!([3, 4].contains(&ran.code()), "{command:?}: {}", ran.exit);
    }
    let wrong = english(&["score", "november.json", "--criteria", &json], b"");
    assert!(
        wrong.stderr.contains("[file-too-large]"),
        "{}",
        wrong.stderr
    );
    assert_eq!(wrong.code(), 3);
    // Standard input has no size before it is read, and is not read to its end.
    for command in [&["score", "-"][..], &["check", "-"], &["rank", "-"]] {
        let ran = english(command, &bytes);
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(said.contains("[file-too-large]"), "{command:?}: {said}");
    }
}

#[test]
fn of_many_findings_of_one_kind_a_hundred_are_shown_and_all_are_counted() {
    let own = fs::read(folder("data/november.json")).unwrap();
    let mut file: Value = serde_json::from_slice(&own).unwrap();
    for at in 0..250 {
        file["facts"][format!("strange-{at}")] = json!(true);
    }
    let path = made("facts.json", file.to_string().as_bytes());
    let args = [
        "check",
        &path,
        "--criteria",
        "set.json",
        "--plan",
        "plan.json",
    ];
    let text = english(&args, b"");
    assert_eq!(text.stdout.matches("[unknown-reference]").count(), 100);
    assert!(
        text.stdout.contains("150 more unknown-reference in "),
        "{}",
        text.stdout
    );
    let data = english(&[&args[..], &["--format", "json"]].concat(), b"");
    let data: Value = serde_json::from_str(&data.stdout).unwrap();
    let listed = data["diagnostics"].as_array().unwrap();
    let is_unknown = |one: &&Value| one["check"] == "unknown-reference";
    assert_eq!(listed.iter().filter(is_unknown).count(), 100);
    let others = listed.iter().filter(|one| one["severity"] == "error");
    let all = 250 + others.filter(|one| !is_unknown(one)).count();
    assert_eq!(data["summary"]["errors"], all);
    let total = format!("Total: {all} errors");
    assert!(text.stdout.contains(&total), "{}", text.stdout);
    assert_eq!(
        data["summary"]["left_out"],
        json!([{ "file": path, "check": "unknown-reference", "count": 150 }])
    );
    assert_eq!(text.code(), 4);
}

#[test]
fn a_head_of_commas_is_refused_in_a_few_lines() {
    let head = format!("unit,index{}\na,1\n", ",".repeat(20_000));
    let path = made("commas.csv", head.as_bytes());
    let ran = english(&["rank", &path], b"");
    assert_eq!(ran.code(), 4);
    assert!(ran.stderr.contains("19,900 more "), "{}", ran.stderr);
    assert!(ran.stderr.len() < 100_000, "{} bytes", ran.stderr.len());
}

#[test]
fn of_many_bad_units_of_a_batch_a_hundred_are_said() {
    let path = made("bad.jsonl", "{\n".repeat(1_300).as_bytes());
    let ran = english(&["batch", &path, "--criteria", "set.json"], b"");
    assert_eq!(ran.code(), 4);
    assert_eq!(ran.stderr.matches("error[").count(), 100, "{}", ran.stderr);
    assert!(ran.stderr.contains("1,200 more "), "{}", ran.stderr);
    assert!(ran.stderr.contains("0 units scored; 1,300 refused"));
}
