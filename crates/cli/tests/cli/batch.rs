//! `batch` and `generate`: the same digits as `score`, in whatever form units come.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::model::CriteriaSet;
use par_index::output::ScorecardJson;
use serde_json::Value;

use super::support::{folder, run};

/// A new folder for one test.
pub(crate) fn fresh(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("batch")
        .join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn generated(set: &str, units: &str, format: &str) -> String {
    let args = [
        "generate",
        "--criteria",
        set,
        "--units",
        units,
        "--seed",
        "11",
        "--format",
        format,
        "--missing",
        "40",
        "--not-applicable",
        "60",
    ];
    let ran = run(&args, b"");
    assert_eq!((ran.code(), ran.stderr.as_str()), (0, ""), "{set}");
    ran.stdout
}

fn scorer(set: &str) -> Scorer {
    let text = match par_index::shipped::find(set, "2024") {
        Some(shipped) => shipped.json.to_owned(),
        None => fs::read_to_string(folder("data").join(set)).unwrap(),
    };
    Scorer::new(CriteriaSet::from_json(None, text.as_bytes()).unwrap()).unwrap()
}

/// What `score --format json` prints of each line, without its findings.
fn scorecards(set: &str, lines: &str) -> Vec<Value> {
    let scorer = scorer(set);
    let card = |line: &str| {
        let own = Assessment::from_json(&scorer, None, None, line.as_bytes()).unwrap();
        serde_json::to_value(ScorecardJson(&scorer.score(&own).unwrap())).unwrap()
    };
    lines.lines().map(card).collect()
}

/// Everything said in one value is said in the other.
fn is_within(part: &Value, whole: &Value, at: &str) {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => {
            for (key, value) in part {
                let at = format!("{at}/{key}");
                let other = match key.as_str() {
                    // `score` keeps these one level down.
                    "final" if whole.contains_key("appraised") => &whole["appraised"]["final"],
                    "bounds" => &whole["bounds"],
                    _ => whole.get(key).unwrap_or_else(|| panic!("no {at}")),
                };
                is_within(value, other, &at);
            }
        }
        (Value::Array(part), Value::Array(whole)) => {
            assert_eq!(part.len(), whole.len(), "{at}");
            for (index, (part, whole)) in part.iter().zip(whole).enumerate() {
                is_within(part, whole, &format!("{at}/{index}"));
            }
        }
        _ => assert_eq!(part, whole, "{at}"),
    }
}

/// Sets, and how many units of them are compared
const SETS: [(&str, &str); 3] = [
    ("department-from-plan", "30"),
    ("illustrative-shapes", "200"),
    ("set.json", "200"),
];

#[test]
fn lines_hold_the_digits_of_score() {
    for (set, count) in SETS {
        let units = generated(set, count, "jsonl");
        let args = [
            "batch",
            "-",
            "--criteria",
            set,
            "--format",
            "jsonl",
            "--leaves",
        ];
        let ran = run(&args, units.as_bytes());
        assert_eq!((ran.code(), ran.stderr.as_str()), (0, ""), "{set}");
        let cards = scorecards(set, &units);
        assert_eq!(ran.stdout.lines().count().to_string(), count);
        for (line, card) in ran.stdout.lines().zip(&cards) {
            let line: Value = serde_json::from_str(line).unwrap();
            assert!(line["criteria"].as_array().unwrap().len() > 5);
            is_within(&line["total"], &card["total"], "/total");
            is_within(&line["areas"], &card["areas"], "/areas");
            is_within(
                &line["criteria_set"],
                &card["criteria_set"],
                "/criteria_set",
            );
            is_within(&line["unit"], &card["unit"], "/unit");
            assert_eq!(
                (&line["nature"], &line["as_of"]),
                (&card["nature"], &card["as_of"])
            );
            let all = ["criteria", "bonus_criteria", "penalty_criteria"];
            let all = all.iter().flat_map(|key| card[key].as_array().unwrap());
            let by_id: BTreeMap<&str, &Value> = all
                .map(|leaf| (leaf["id"].as_str().unwrap(), leaf))
                .collect();
            for leaf in line["criteria"].as_array().unwrap() {
                is_within(leaf, by_id[leaf["id"].as_str().unwrap()], "/criteria");
            }
        }
    }
}

/// The value a column of the CSV names.
fn named<'c>(card: &'c Value, column: &str) -> Option<&'c Value> {
    let (list, rest) = match column.split_once('.')? {
        ("total", rest) => return Some(rest.split('.').fold(&card["total"], |at, key| &at[key])),
        ("areas", rest) => (vec!["areas"], rest),
        ("criteria", rest) => (vec!["criteria", "bonus_criteria", "penalty_criteria"], rest),
        _ => return None,
    };
    let all = list
        .into_iter()
        .flat_map(|key| card[key].as_array().unwrap());
    // Ids may hold points: the longest that fits.
    let own = all
        .filter(|one| rest.starts_with(&format!("{}.", one["id"].as_str().unwrap())))
        .max_by_key(|one| one["id"].as_str().unwrap().len())?;
    let keys = &rest[own["id"].as_str().unwrap().len() + 1..];
    let own = match keys {
        "final" if own.get("appraised").is_some() => &own["appraised"],
        _ => own,
    };
    Some(keys.split('.').fold(own, |at, key| &at[key]))
}

#[test]
fn rows_hold_the_digits_of_score() {
    for (set, count) in SETS {
        let units = generated(set, count, "csv");
        let ran = run(
            &["batch", "-", "--criteria", set, "--leaves"],
            units.as_bytes(),
        );
        assert_eq!((ran.code(), ran.stderr.as_str()), (0, ""), "{set}");
        // The same units as lines: both forms say the same.
        let cards = scorecards(set, &generated(set, count, "jsonl"));
        let mut rows = ran.stdout.lines();
        let head: Vec<&str> = rows.next().unwrap().split(',').collect();
        let rows: Vec<&str> = rows.collect();
        assert_eq!(rows.len().to_string(), count);
        let mut compared = 0;
        for (row, card) in rows.iter().zip(&cards) {
            assert_eq!(row.split(',').count(), head.len());
            for (column, cell) in head.iter().zip(row.split(',')) {
                let Some(expected) = named(card, column) else {
                    continue;
                };
                let expected = match expected {
                    Value::Object(class) => class["id"].as_str().unwrap(),
                    Value::Null => "",
                    text => text.as_str().unwrap(),
                };
                assert_eq!(cell, expected, "{set} {column}");
                compared += usize::from(!cell.is_empty());
            }
        }
        assert!(compared > rows.len() * 40, "{set}: {compared}");
    }
}

#[test]
fn a_unit_is_scored_as_by_score() {
    let units = generated("set.json", "3", "jsonl");
    let args = ["batch", "-", "--criteria", "set.json", "--format", "jsonl"];
    let lines = run(&args, units.as_bytes()).stdout;
    for (unit, line) in units.lines().zip(lines.lines()) {
        let args = ["score", "-", "--criteria", "set.json", "--format", "json"];
        let card: Value = serde_json::from_str(&run(&args, unit.as_bytes()).stdout).unwrap();
        let line: Value = serde_json::from_str(line).unwrap();
        assert!(line.get("criteria").is_none(), "only with --leaves");
        is_within(&line["total"], &card["total"], "/total");
    }
}

/// A whole assessment as `{unit, facts}`.
fn with_facts_only(line: &str) -> String {
    let unit: Value = serde_json::from_str(line).unwrap();
    let mut facts = unit["facts"].clone();
    for result in unit["external"].as_array().unwrap() {
        facts[result["fact"].as_str().unwrap()] = result["value"].clone();
    }
    let claims = unit.get("not_applicable").and_then(Value::as_array);
    let claims = claims.into_iter().flatten();
    let claims: Vec<&Value> = claims.map(|claim| &claim["at"]).collect();
    serde_json::json!({
        "unit": unit["unit"]["id"],
        "group": unit["unit"]["group"],
        "nature": "made-up",
        "not_applicable": claims,
        "facts": facts,
    })
    .to_string()
}

#[test]
fn every_form_of_input_gives_the_same() {
    let set = "illustrative-shapes";
    let lines = generated(set, "20", "jsonl");
    let path = fresh("forms");
    let units = path.join("units");
    fs::create_dir_all(&units).unwrap();
    for (index, line) in lines.lines().enumerate() {
        fs::write(units.join(format!("{index:03}.json")), line).unwrap();
    }
    // Plans and sets that lie beside the assessments are passed over.
    fs::copy(folder("data/plan.json"), units.join("plan.json")).unwrap();
    fs::write(units.join("note.txt"), "not an assessment").unwrap();
    let short: Vec<String> = lines.lines().map(with_facts_only).collect();
    let short = short.join("\n");
    let csv = generated(set, "20", "csv");
    let marked = format!("\u{feff}{}", csv.replace('\n', "\r\n"));
    let score = |input: &str, stdin: &[u8]| {
        let ran = run(&["batch", input, "--criteria", set, "--lang", "en"], stdin);
        assert_eq!((ran.code(), ran.stderr.as_str()), (0, ""), "{input}");
        ran.stdout
    };
    let expected = score("-", lines.as_bytes());
    assert_eq!(expected.lines().count(), 21);
    assert_eq!(score(units.to_str().unwrap(), b""), expected, "folder");
    assert_eq!(score("-", short.as_bytes()), expected, "units with facts");
    assert_eq!(score("-", csv.as_bytes()), expected, "table");
    assert_eq!(score("-", marked.as_bytes()), expected, "table with a mark");
    // The set of whole assessments is known without the option.
    let ran = run(&["batch", "-"], lines.as_bytes());
    assert_eq!((ran.code(), ran.stdout), (0, expected));
}

/// Rows that are read plainly, and the same rows written so that they are not: the last has no line feed,
/// tables have escapes, and refused rows stand between.
#[test]
fn rows_come_to_the_same_whichever_way_they_go() {
    let set = "department-from-plan";
    let plain = generated(set, "40", "csv");
    let score = |units: &str| {
        let args = ["batch", "-", "--criteria", set, "--leaves", "--jobs", "2"];
        run(&args, units.as_bytes())
    };
    let expected = score(&plain);
    assert_eq!((expected.code(), expected.stderr.as_str()), (0, ""));
    let escaped = plain.replace("\"\"kind\"\":", "\"\"\\u006bind\"\":");
    assert_ne!(escaped, plain);
    assert_eq!(score(&escaped).stdout, expected.stdout);
    let unended = score(plain.trim_end());
    assert_eq!(
        (unended.code(), unended.stdout),
        (0, expected.stdout.clone())
    );
    let mut rows: Vec<String> = plain.lines().map(str::to_owned).collect();
    for at in [30, 12, 11, 2] {
        let bad =
            rows[at]
                .replacen("made-up-", "so-", 1)
                .replacen(",made-up,", ",made-up,no-such,", 1);
        rows.insert(at, bad);
    }
    let mixed = score(&format!("{}\n", rows.join("\n")));
    assert_eq!((mixed.code(), mixed.stdout), (4, expected.stdout));
}

#[test]
fn the_order_and_the_bytes_do_not_depend_on_threads() {
    let units = generated("set.json", "1500", "csv");
    let score = |jobs: &str| {
        let args = ["batch", "-", "--criteria", "set.json", "--jobs", jobs];
        run(&args, units.as_bytes()).stdout
    };
    let one = score("1");
    let ids: Vec<&str> = one.lines().skip(1).map(|row| &row[..16]).collect();
    assert_eq!(ids.len(), 1500);
    assert!(ids.is_sorted() && ids[0] == "made-up-00000001");
    assert_eq!(score("4"), one);
}

#[test]
fn a_result_is_there_whole_or_not_at_all() {
    let path = fresh("whole");
    let file = path.join("out.csv");
    fs::write(&file, "old").unwrap();
    let output = file.to_str().unwrap();
    let batch = |stdin: &[u8]| {
        let args = ["batch", "-", "--criteria", "set.json", "--output", output];
        run(&args, stdin).code()
    };
    let names = || fs::read_dir(&path).unwrap().count();
    assert_eq!(batch(b"unit,no-such-fact\nso-a,1\n"), 4);
    assert_eq!(
        (fs::read_to_string(&file).unwrap().as_str(), names()),
        ("old", 1)
    );
    assert_eq!(batch(b"unit,on-time\nso-a,1\nso-a,1\n"), 4);
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 2);
    assert_eq!(names(), 1);
}

#[test]
fn an_interrupted_run_leaves_no_result() {
    let path = fresh("interrupted");
    let file = path.join("out.csv");
    let units = generated("set.json", "600", "csv");
    let mut child = Command::new(env!("CARGO_BIN_EXE_par-index"))
        .args(["batch", "-", "--criteria", "set.json", "--output"])
        .arg(&file)
        .current_dir(folder("data"))
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    // The input stays open, so the run cannot end by itself.
    let mut input = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut input, units.as_bytes()).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!file.exists());
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let units = generated("set.json", "600", "csv");
    let input = fresh("pipe").join("units.csv");
    fs::write(&input, units).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_par-index"))
        .args([
            "batch",
            input.to_str().unwrap(),
            "--criteria",
            "set.json",
            "--leaves",
        ])
        .current_dir(folder("data"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn a_seed_gives_the_same_bytes_and_another_seed_others() {
    let made = |seed: &str, units: &str| {
        let args = [
            "generate",
            "--criteria",
            "pci@2022",
            "--units",
            units,
            "--seed",
            seed,
        ];
        run(&args, b"").stdout
    };
    let ten = made("1", "10");
    assert_eq!(ten, made("1", "10"));
    assert_ne!(ten, made("2", "10"));
    assert!(
        made("1", "20").starts_with(&ten),
        "more units begin with the same"
    );
    assert!(
        ten.lines()
            .all(|line| line.contains("\"nature\":\"made-up\""))
    );
    assert_eq!(made("1", "0"), "");
}
