//! What no transcript shows: files written, colours, pipes, widths, keys.

use std::fs;
use std::process::{Command, Stdio};

use super::support::{cases, folder, run};
use par_index_pages::terminal::width;
use unicode_normalization::is_nfc;

const SET: [&str; 2] = ["--criteria", "set.json"];

#[test]
fn text_is_composed_and_at_most_100_columns_wide() {
    for case in cases() {
        for name in ["stdout", "stderr"] {
            let text = fs::read_to_string(case.join(name)).unwrap_or_default();
            assert!(is_nfc(&text), "{}/{name}", case.display());
            // Data is as wide as it is: JSON, and CSV.
            let is_data = ["{", "file,", "set,", "scenario,"]
                .iter()
                .any(|head| text.starts_with(head));
            if is_data || text.contains("Usage:") {
                continue;
            }
            for line in text.lines() {
                assert!(width(line) <= 100, "{}/{name}: {line}", case.display());
            }
        }
    }
}

#[test]
fn results_are_the_same_each_time() {
    for format in ["text", "json"] {
        let args = [
            "explain",
            "november.json",
            "--format",
            format,
            SET[0],
            SET[1],
        ];
        assert_eq!(run(&args, b"").stdout, run(&args, b"").stdout);
    }
}

#[test]
fn a_file_is_written_whole_and_without_colours() {
    let target = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("written");
    let _ = fs::remove_dir_all(&target);
    fs::create_dir_all(&target).unwrap();
    for (name, format) in [("a.txt", "text"), ("a.json", "json")] {
        let file = target.join(name);
        fs::write(&file, "old").unwrap();
        let path = file.to_str().unwrap();
        let args = [
            "score",
            "november.json",
            SET[0],
            SET[1],
            "--format",
            format,
            "--color",
            "always",
            "--output",
            path,
        ];
        let ran = run(&args, b"");
        assert_eq!(
            (ran.code(), ran.stdout.as_str(), ran.stderr.as_str()),
            (0, "", "")
        );
        let plain = run(
            &["score", "november.json", SET[0], SET[1], "--format", format],
            b"",
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), plain.stdout);
    }
    let names: Vec<_> = fs::read_dir(&target)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 2, "nothing else is left behind: {names:?}");
}

#[test]
fn colours_only_where_asked_for() {
    let score = |more: &[&str]| {
        run(
            &[&["score", "november.json", SET[0], SET[1]], more].concat(),
            b"",
        )
        .stdout
    };
    assert!(!score(&[]).contains('\u{1b}'), "not into a pipe");
    assert!(!score(&["--color", "never"]).contains('\u{1b}'));
    let coloured = score(&["--color", "always"]);
    assert!(coloured.contains('\u{1b}'));
    assert_eq!(
        anstream::adapter::strip_str(&coloured).to_string(),
        score(&[])
    );
}

#[test]
fn a_closed_pipe_is_no_failure() {
    for args in [
        &["explain", "november.json"][..],
        &["check", "november.json", "--format", "json"],
        &["schema", "plan"],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_par-index"));
        command.args(args).current_dir(folder("data"));
        if args[0] != "schema" {
            command.args(SET);
        }
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let expected = if args[0] == "check" { 4 } else { 0 };
        assert_eq!(output.status.code(), Some(expected), "{args:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{args:?}");
    }
}

#[test]
fn schemas_are_one_json_document_each() {
    for kind in ["criteria", "plan", "assessment"] {
        let ran = run(&["schema", kind], b"");
        assert_eq!(ran.code(), 0);
        assert!(ran.stdout.ends_with("}\n"));
        let schema: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        let definition = schema["$ref"]
            .as_str()
            .unwrap()
            .trim_start_matches("#/$defs/");
        assert!(
            schema["$defs"][definition]["properties"]["format"].is_object(),
            "{kind}"
        );
    }
}

#[test]
fn the_fixed_keys_of_score_are_there() {
    let ran = run(
        &["score", "november.json", SET[0], SET[1], "--format", "json"],
        b"",
    );
    let card: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let has = |value: &serde_json::Value, keys: &str| {
        for key in keys.split(' ') {
            assert!(value.get(key).is_some(), "{key} in {value}");
        }
    };
    has(
        &card,
        "criteria_set unit as_of total areas criteria findings",
    );
    has(&card["criteria_set"], "id edition provenance fingerprint");
    let sums =
        "max self_max applicable claimed computed evidenced final open pending excluded index";
    for totals in [&card["total"], &card["areas"][0]] {
        has(totals, sums);
        for scope in ["self", "whole"] {
            has(
                &totals["index"][scope],
                "claimed computed evidenced final lower upper",
            );
        }
    }
    has(&card["total"], "bonus penalty class");
    has(&card["areas"][0], "id title");
    let keys =
        "id area basis state max claimed computed evidenced appraised open pending excluded losses";
    for criterion in card["criteria"].as_array().unwrap() {
        has(criterion, keys);
        has(&criterion["appraised"], "round1 round2 final");
        for loss in criterion["losses"].as_array().unwrap() {
            has(loss, "column reason points detail");
        }
    }
    // By hand: 2 + 2.5 + 2.8 + 1 + 2.5 + 1 of 16 that the unit scores; 4 of 20 are pending.
    let own = &card["total"]["index"]["self"];
    assert_eq!(
        (&card["total"]["computed"], &own["computed"]),
        (&"11.8".into(), &"73.75".into())
    );
    assert_eq!(
        (&own["claimed"], &own["evidenced"]),
        (&"83.13".into(), &"56.25".into())
    );
    let whole = &card["total"]["index"]["whole"];
    assert_eq!(
        (&whole["computed"], &whole["lower"], &whole["upper"]),
        (&serde_json::Value::Null, &"59".into(), &"79".into())
    );
}

#[test]
fn help_speaks_both_languages() {
    for args in [
        &["--help"][..],
        &["score", "--help"],
        &["plan", "status", "--help"],
        &["criteria", "--help"],
    ] {
        let ran = run(args, b"");
        assert_eq!((ran.code(), ran.stderr.as_str()), (0, ""), "{args:?}");
        assert!(
            ran.stdout.contains("Cách dùng / Usage: par-index"),
            "{}",
            ran.stdout
        );
        assert!(
            ran.stdout.contains("Ngôn ngữ của kết quả")
                && ran.stdout.contains("Language of results")
        );
        for line in ran.stdout.lines() {
            assert!(width(line) <= 100, "{line}");
        }
    }
}

#[test]
fn the_list_of_checks_names_each() {
    let listed = run(&["check", "--list", "--lang", "en"], b"").stdout;
    for check in par_index::check::all_checks() {
        let is_named = |line: &str| line.split(' ').next() == Some(check.id);
        assert!(listed.lines().any(is_named), "{}", check.id);
    }
    let json = run(&["check", "--list", "--format", "json"], b"").stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let count = json["checks"].as_array().unwrap().len();
    assert_eq!(count, par_index::check::all_checks().count());
}

#[test]
fn a_broken_file_of_a_folder_leaves_the_others_as_they_are() {
    let of = |folder| {
        let args = ["worklist", folder, "--criteria", "worklist/set.json"];
        run(&[&args[..], &["--format", "csv"]].concat(), b"")
    };
    let (all, sound) = (of("worklist"), of("worklist/nhom"));
    assert_eq!((all.code(), sound.code()), (4, 0));
    for line in sound.stdout.lines() {
        assert!(all.stdout.contains(line), "{line}");
    }
}
