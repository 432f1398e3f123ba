//! Runs every folder of `tests/cases`: a command line with what it prints and its exit code.
//!
//! `cmd` holds the arguments, one a line; `stdin`, where it is there, what is read from standard
//! input. `stdout` and `stderr` are compared to the byte, `exit` is the code. `$TMP` stands for the
//! folder with files that are too large or too odd to be kept. `UPDATE=1` writes what is printed;
//! read the difference before keeping it.

use std::fs;
use std::path::Path;

use super::support::{Ran, cases, run, temporary};

#[test]
fn every_case_prints_what_is_expected() {
    let mut failed = Vec::new();
    let all = cases();
    assert!(all.len() > 40, "only {} cases were found", all.len());
    for case in &all {
        let args = read(&case.join("cmd")).replace("$TMP", &temporary());
        let args: Vec<&str> = args.lines().collect();
        let stdin = fs::read(case.join("stdin")).unwrap_or_default();
        let ran = run(&args, &stdin);
        if std::env::var_os("UPDATE").is_some() {
            write(case, &ran);
            continue;
        }
        for (name, got) in [
            ("stdout", &ran.stdout),
            ("stderr", &ran.stderr),
            ("exit", &ran.exit),
        ] {
            let expected = read(&case.join(name));
            if *got != expected {
                failed.push(format!(
                    "{}/{name}\n--- expected\n{expected}\n--- got\n{got}",
                    case.display()
                ));
            }
        }
    }
    assert!(
        failed.is_empty(),
        "{} differences:\n{}",
        failed.len(),
        failed.join("\n")
    );
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

fn write(case: &Path, ran: &Ran) {
    for (name, text) in [
        ("stdout", &ran.stdout),
        ("stderr", &ran.stderr),
        ("exit", &ran.exit),
    ] {
        let path = case.join(name);
        if text.is_empty() {
            let _ = fs::remove_file(path);
        } else {
            fs::write(path, text).unwrap();
        }
    }
}
