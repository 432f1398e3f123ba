//! The output shown in the README is what the tool prints.

use std::path::Path;
use std::process::Command;

#[test]
fn the_first_output_of_the_readme_is_real() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let shown = readme
        .split("```text\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_par-index"))
        .args(["score", "seeds/quang-tri-2024/assessment.json"])
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
