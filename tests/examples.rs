//! The programs in `examples/` print what their first lines say, are short, and use the public page only.
//!
//! What they print stands elsewhere too, found another way: the sums and the index in the table of the
//! README, 1.42 points of 1369 of 1420 dossiers in docs/semantics.md, the scenario in its own transcript.

#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each with its text.
fn programs() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut programs: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    programs.sort();
    assert_eq!(programs.len(), 6);
    programs
}

/// Where cargo puts the examples it builds with the tests.
fn built(name: &str) -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let profile = own.parent().unwrap().parent().unwrap();
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let program = profile.join("examples").join(name);
    assert!(program.exists(), "cargo build --examples first");
    program
}

#[test]
fn they_print_what_they_say_they_print() {
    for (name, text) in programs() {
        let said = text.lines().skip_while(|line| *line != "//! ```text");
        let said = said.skip(1).take_while(|line| *line != "//! ```");
        let said: Vec<&str> = said.filter_map(|line| line.strip_prefix("//! ")).collect();
        let ran = Command::new(built(&name)).output().unwrap();
        assert!(ran.status.success(), "{name}: {ran:?}");
        let printed = String::from_utf8(ran.stdout).unwrap();
        let printed: Vec<&str> = printed.lines().collect();
        assert!(
            !printed.is_empty() && printed == said,
            "{name}: {printed:#?}"
        );
    }
}

#[test]
fn they_are_short() {
    for (name, text) in programs() {
        let lines = text.lines().count();
        assert!(lines < 60, "{name} has {lines} lines");
    }
}

#[test]
fn an_assessment_with_everything_takes_under_forty_lines() {
    let programs = programs();
    let (_, text) = programs.iter().find(|(name, _)| name == "build").unwrap();
    // As rustfmt lays it out, from the head of the function to its closing brace.
    let body = text
        .lines()
        .skip_while(|line| !line.starts_with("fn build("));
    let mut body: Vec<&str> = body.take_while(|line| *line != "}").collect();
    body.push("}");
    assert!(body.len() < 40, "{} lines", body.len());
    let body = body.join("\n");
    for part in [
        "answer",
        "claim",
        "Result",
        "Document",
        "Support",
        "NotApplicable",
        "Round",
        "Record",
    ] {
        assert!(body.contains(part), "without {part}");
    }
}

#[test]
fn they_use_the_public_page_only() {
    let hidden = [
        "compile", "eval", "model", "rule", "read", "output", "analyse", "sample", "lanes",
    ];
    for (name, text) in programs() {
        for folder in hidden {
            assert!(
                !text.contains(&format!("par_index::{folder}")),
                "{name} uses {folder}"
            );
        }
        assert!(
            !text.contains("unwrap()") && !text.contains("expect("),
            "{name} may panic"
        );
    }
}
