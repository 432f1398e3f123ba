//! Which files of a folder are read, in which order, and where the paths inside them may lead.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::support::{Ran, folder, run};

const SET: &str = "worklist/set.json";

/// An assessment of `worklist/set.json` for a unit, with more members.
fn unit(id: &str, more: &str) -> String {
    let text = fs::read_to_string(folder("data/worklist/nhom/so-b.json")).unwrap();
    let mut document: serde_json::Value = serde_json::from_str(&text).unwrap();
    document["id"] = id.into();
    document["unit"]["id"] = id.into();
    document["unit"]["title"]["vi"] = format!("Đơn vị {id}").into();
    document.as_object_mut().unwrap().remove("plan");
    if let serde_json::Value::Object(more) = serde_json::from_str(more).unwrap() {
        document.as_object_mut().unwrap().extend(more);
    }
    serde_json::to_string_pretty(&document).unwrap()
}

fn made(files: &[(&str, String)]) -> TempDir {
    let own = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = own.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    own
}

/// The four commands that read folders, with the form of their result.
const COMMANDS: [(&str, &str); 4] = [
    ("check", "json"),
    ("worklist", "csv"),
    ("rank", "csv"),
    ("batch", "csv"),
];

fn on(command: (&str, &str), path: &Path) -> Ran {
    let path = path.to_str().unwrap();
    let args = [command.0, path, "--criteria", SET, "--format", command.1];
    run(&args, b"")
}

/// The units of a result in the order of the result.
fn units(command: (&str, &str), ran: &Ran) -> Vec<String> {
    if command.0 == "check" {
        let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        let all = document["summary"]["assessments"]
            .as_array()
            .unwrap()
            .clone();
        return all
            .iter()
            .map(|own| {
                let file = own["file"].as_str().unwrap();
                let stem = file.rsplit('/').next().unwrap();
                stem.split('.').next().unwrap().to_owned()
            })
            .collect();
    }
    let mut reader = csv::Reader::from_reader(ran.stdout.as_bytes());
    let at = reader
        .headers()
        .unwrap()
        .iter()
        .position(|name| name == "unit");
    let units: Vec<String> = reader
        .records()
        .map(|record| record.unwrap().get(at.unwrap()).unwrap().to_owned())
        .collect();
    // `worklist` has a line for each criterion.
    let mut seen = Vec::new();
    for unit in units {
        if !seen.contains(&unit) {
            seen.push(unit);
        }
    }
    seen
}

#[test]
fn every_command_reads_the_same_files_of_a_folder() {
    let own = made(&[
        ("B.JSON", unit("B", "{}").replace("\"B\"", "\"b-upper\"")),
        ("a.json", unit("a", "{}")),
        ("c.Json", unit("c", "{}")),
        ("deep/er/d.json", unit("d", "{}")),
        (".hidden.json", unit("hidden", "{}")),
        ("~$open.json", unit("open", "{}")),
        (".git/e.json", unit("e", "{}")),
        ("foreign.json", "{\"name\": \"package\"}".to_owned()),
        ("note.txt", "no JSON".to_owned()),
    ]);
    for command in COMMANDS {
        let ran = on(command, own.path());
        let mut found = units(command, &ran);
        if command.0 != "check" {
            found.sort();
        }
        // By the bytes of the names: `B` (42) before `a` (61).
        let wanted = match command.0 {
            "check" => ["B", "a", "c", "d"],
            _ => ["a", "b-upper", "c", "d"],
        };
        assert_eq!(found, wanted, "{command:?}: {}", ran.stderr);
        let said = format!("{}{}", ran.stdout, ran.stderr);
        for left_out in [".hidden.json", "~$open.json", ".git", "foreign.json"] {
            assert!(
                said.contains(left_out),
                "{command:?} says nothing of {left_out}"
            );
        }
        assert!(!said.contains("note.txt"), "{command:?}");
    }
    // Where results stand in the order of the files, that is the order of the bytes.
    let batch = on(("batch", "csv"), own.path());
    assert_eq!(units(("batch", "csv"), &batch), ["b-upper", "a", "c", "d"]);
}

#[cfg(unix)]
#[test]
fn links_to_folders_are_said_and_not_followed() {
    let own = made(&[("a.json", unit("a", "{}"))]);
    std::os::unix::fs::symlink(".", own.path().join("circle")).unwrap();
    for command in COMMANDS {
        let ran = on(command, own.path());
        assert_eq!(units(command, &ran), ["a"], "{command:?}");
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(said.contains("circle"), "{command:?}");
    }
}

/// Whoever stands behind a broken link is missing from the result, and not without a word.
#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_a_file_that_cannot_be_read() {
    let own = made(&[("so-a.json", unit("so-a", "{}"))]);
    std::os::unix::fs::symlink("moved.json", own.path().join("so-b.json")).unwrap();
    for command in COMMANDS {
        let ran = on(command, own.path());
        assert_eq!(units(command, &ran), ["so-a"], "{command:?}");
        // `check` has it in its document.
        let said = if command.0 == "check" {
            &ran.stdout
        } else {
            &ran.stderr
        };
        for word in ["so-b.json", "file-unreadable"] {
            assert!(said.contains(word), "{command:?}: {said}");
        }
        assert_eq!(ran.code(), 4, "{command:?}");
    }
}

/// The plan of one unit is missing: the file that names it is said with its line, not the folder.
#[test]
fn a_missing_plan_is_said_where_it_is_named() {
    let own = made(&[
        ("so-a.json", unit("so-a", "{}")),
        ("so-b.json", unit("so-b", r#"{"plan": "moved.json"}"#)),
    ]);
    let text = fs::read_to_string(own.path().join("so-b.json")).unwrap();
    let line = text.lines().position(|line| line.contains("moved.json"));
    let line = line.unwrap() + 1;
    for command in COMMANDS {
        let ran = on(command, own.path());
        assert_eq!(units(command, &ran), ["so-a"], "{command:?}");
        if command.0 == "check" {
            let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
            let all = document["diagnostics"].as_array().unwrap();
            let is_it = |one: &&serde_json::Value| one["check"] == "plan-unreadable";
            let one = all.iter().find(is_it).unwrap();
            assert_eq!(one["line"], line);
            assert_eq!(one["pointer"], "/plan");
        } else {
            let place = format!("so-b.json:{line}:");
            assert!(ran.stderr.contains(&place), "{place}: {}", ran.stderr);
            assert!(ran.stderr.contains("plan-unreadable"), "{}", ran.stderr);
        }
        assert_eq!(ran.code(), 4, "{command:?}");
    }
}

#[test]
fn a_folder_without_files_is_said_alike() {
    let own = made(&[(".x.json", "{}".to_owned())]);
    for command in COMMANDS {
        let ran = on(command, own.path());
        assert_eq!(ran.code(), 1, "{command:?}");
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(said.contains("không có tệp JSON"), "{command:?}: {said}");
        assert!(said.contains(".x.json"), "{command:?}: {said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn odd_names_are_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let own = made(&[
        ("a\\b.json", unit("backslash", "{}")),
        ("xuống\ndòng.json", unit("line", "{}")),
    ]);
    let name = OsStr::from_bytes(b"caf\xe9.json");
    fs::write(own.path().join(name), unit("latin", "{}")).unwrap();
    let long = format!("{}.json", "x".repeat(245));
    fs::write(own.path().join(long), unit("long", "{}")).unwrap();
    for command in COMMANDS {
        let ran = on(command, own.path());
        let mut found = units(command, &ran);
        found.sort();
        assert_eq!(found.len(), 4, "{command:?}: {found:?} {}", ran.stderr);
        if command.0 != "check" {
            assert_eq!(found, ["backslash", "latin", "line", "long"], "{command:?}");
        }
    }
}

/// The first line of a file that is not the unit's is never shown.
#[test]
fn paths_in_files_lead_no_further_than_their_folder() {
    let secret = "mật-khẩu: 4f9a";
    let own = made(&[
        ("secret.txt", secret.to_owned()),
        ("unit/a.json", String::new()),
    ]);
    let absolute = own.path().join("secret.txt");
    let file = own.path().join("unit/a.json");
    for named in [
        "../secret.txt",
        "..\\secret.txt",
        "x/../../secret.txt",
        absolute.to_str().unwrap(),
        "C:\\secret.txt",
        "\\\\server\\share\\secret.txt",
    ] {
        let plan = serde_json::json!({ "plan": named }).to_string();
        fs::write(&file, unit("a", &plan)).unwrap();
        let one = file.to_str().unwrap();
        let lines = own.path().join("unit/units.jsonl");
        let line: serde_json::Value = serde_json::from_str(&unit("a", &plan)).unwrap();
        fs::write(&lines, format!("{line}\n{line}\n")).unwrap();
        let lines = lines.to_str().unwrap();
        let unit = own.path().join("unit");
        let unit = unit.to_str().unwrap();
        let commands: [&[&str]; 9] = [
            &["score", one],
            &["check", one],
            &["check", unit],
            &["explain", one],
            &["margins", one],
            &["worklist", unit],
            &["rank", unit],
            &["batch", unit],
            &["batch", lines],
        ];
        for command in commands {
            let ran = run(&[command, &["--criteria", SET]].concat(), b"");
            let said = format!("{}{}", ran.stdout, ran.stderr);
            assert_eq!(ran.code(), 4, "{command:?} {named}: {said}");
            assert!(
                said.contains("path-outside-folder"),
                "{command:?} {named}: {said}"
            );
            assert!(!said.contains("4f9a"), "{command:?} {named}: {said}");
        }
        let ran = run(&["plan", "status", one], b"");
        assert!(ran.stderr.contains("path-outside-folder"), "{}", ran.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_link_leads_no_further_than_a_path() {
    let own = made(&[
        ("secret.txt", "4f9a".to_owned()),
        ("unit/a.json", unit("a", "{\"plan\": \"plan.json\"}")),
    ]);
    std::os::unix::fs::symlink("../secret.txt", own.path().join("unit/plan.json")).unwrap();
    let file = own.path().join("unit/a.json");
    let ran = run(&["score", file.to_str().unwrap(), "--criteria", SET], b"");
    assert_eq!(ran.code(), 4);
    assert!(ran.stderr.contains("path-outside-folder"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("4f9a"), "{}", ran.stderr);
}

/// `base` of scenarios and actions, and what `--root` allows.
#[test]
fn a_root_allows_what_lies_below_it() {
    let scenarios = ["check", "scenario/good.json", "--criteria", "set.json"];
    let refused = run(&scenarios, b"");
    assert_eq!(refused.code(), 4);
    assert!(
        refused.stdout.contains("path-outside-folder"),
        "{}",
        refused.stdout
    );
    let allowed = run(&[&scenarios[..], &["--root", "."]].concat(), b"");
    assert!(
        !allowed.stdout.contains("path-outside-folder"),
        "{}",
        allowed.stdout
    );
    let elsewhere = run(&[&scenarios[..], &["--root", "rank"]].concat(), b"");
    assert!(elsewhere.stdout.contains("path-outside-folder"));
    let nowhere = run(&[&scenarios[..], &["--root", "nowhere"]].concat(), b"");
    assert_eq!(nowhere.code(), 1);
    let actions =
        br#"{"format": "par-index/actions@1", "cost_unit": {"vi": "day"}, "base": "../november.json", "actions": []}"#;
    let own = tempfile::tempdir().unwrap();
    let file = own.path().join("actions.json");
    fs::write(&file, actions).unwrap();
    let ran = run(
        &["check", file.to_str().unwrap(), "--criteria", "set.json"],
        b"",
    );
    assert!(ran.stdout.contains("path-outside-folder"), "{}", ran.stdout);
}

/// Files of the evidence stay below the folder of the evidence, also by way of links.
#[cfg(unix)]
#[test]
fn evidence_stays_in_its_folder() {
    let own = tempfile::tempdir().unwrap();
    let evidence = own.path().join("evidence");
    fs::create_dir(&evidence).unwrap();
    fs::write(own.path().join("outside.txt"), "x").unwrap();
    std::os::unix::fs::symlink("../outside.txt", evidence.join("ke-hoach.txt")).unwrap();
    fs::write(evidence.join("ket-xuat.txt"), "y").unwrap();
    let files = evidence.to_str().unwrap();
    let args = [
        "check",
        "filed.json",
        "--criteria",
        "set.json",
        "--files",
        files,
    ];
    let ran = run(
        &[&args[..], &["--lang", "en", "--format", "json"]].concat(),
        b"",
    );
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let all = document["diagnostics"].as_array().unwrap();
    let of = |file: &str| {
        let about = |one: &&serde_json::Value| one["message"].as_str().unwrap().contains(file);
        all.iter().find(about).map(|one| one["message"].to_string())
    };
    for file in ["ke-hoach.txt", "../clean.json"] {
        let said = of(file).unwrap();
        assert!(said.contains("lies outside the folder"), "{said}");
    }
    let missing = of("bao-cao.txt").unwrap();
    assert!(missing.contains("is not among the files"), "{missing}");
}
