//! The output shown in the README is what the tool prints.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what should not happen"
)]

use std::path::Path;
use std::process::Command;

/// Compares the n-th output shown with what these arguments print.
fn is_real(nth: usize, args: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let shown = readme.split("```text\n").nth(nth).unwrap();
    let shown = shown.split("```").next().unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_par-index"))
        .args(args)
        .current_dir(root)
        .output()
        .unwrap();
    let printed = String::from_utf8(run.stdout).unwrap();
    let mut rest = printed.as_str();
    // `…` alone on a line stands for lines left out; everything else is there, in order.
    for part in shown.split("…\n").filter(|part| !part.is_empty()) {
        let at = rest
            .find(part)
            .unwrap_or_else(|| panic!("not printed:\n{part}"));
        rest = &rest[at + part.len()..];
    }
    assert_eq!(run.status.code(), Some(0));
}

#[test]
fn the_first_output_of_the_readme_is_real() {
    is_real(1, &["score", "seeds/quang-tri-2024/assessment.json"]);
}

#[test]
fn the_output_of_improve_is_real() {
    let base = "seeds/quang-tri-2024/assessment.json";
    let actions = "seeds/quang-tri-2024/actions.json";
    is_real(3, &["improve", base, actions, "--budget", "20"]);
}
