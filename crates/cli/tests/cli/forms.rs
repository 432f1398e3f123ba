//! The form of a result: text, JSON, CSV or one HTML file.

use std::fs;

use super::support::{cases, run};

const SCORE: [&str; 4] = ["score", "small.json", "--criteria", "set.json"];

/// A run with its result in a new file of this name.
fn to_file(name: &str, more: &[&str]) -> (i32, String, Option<String>) {
    let own = tempfile::tempdir().unwrap();
    let path = own.path().join(name);
    let mut args = SCORE.to_vec();
    args.extend(["--output", path.to_str().unwrap()]);
    args.extend(more);
    let ran = run(&args, b"");
    (ran.code(), ran.stderr, fs::read_to_string(path).ok())
}

#[test]
fn the_ending_decides() {
    let starts = [
        ("a.json", "{"),
        ("a.html", "<!DOCTYPE html>"),
        ("A.HTM", "<!DOCTYPE html>"),
        ("a.txt", "KẾT QUẢ"),
        ("a", "KẾT QUẢ"),
        ("a.out", "KẾT QUẢ"),
    ];
    for (name, start) in starts {
        let (code, _, written) = to_file(name, &[]);
        assert_eq!(code, 0, "{name}");
        assert!(written.unwrap().starts_with(start), "{name}");
    }
}

#[test]
fn a_name_that_promises_something_else_is_refused() {
    for (name, more) in [
        ("a.json", &["--format", "text"][..]),
        ("a.txt", &["--format", "json"]),
        ("a.html", &["--format", "json"]),
        // `score` has no table.
        ("a.csv", &[]),
        ("a.csv", &["--format", "json"]),
    ] {
        let (code, said, written) = to_file(name, more);
        assert_eq!((code, written), (2, None), "{name} {more:?}");
        assert!(said.contains(name) && said.contains("cách sửa"), "{said}");
    }
}

/// The command line is refused before any file is looked at.
#[test]
fn a_form_that_cannot_be_meant_is_said_first() {
    let own = tempfile::tempdir().unwrap();
    let path = own.path().join("a.csv");
    let ran = run(
        &["score", "none.json", "--output", path.to_str().unwrap()],
        b"",
    );
    assert_eq!(ran.code(), 2, "{}", ran.stderr);
    assert!(!ran.stderr.contains("none.json"), "{}", ran.stderr);
}

/// Every case that prints a text prints a page too, in which nothing is fetched and nothing runs.
#[test]
fn every_command_has_a_page() {
    let mut pages = 0;
    for case in cases() {
        let read = |name| fs::read_to_string(case.join(name)).unwrap_or_default();
        let (cmd, text) = (read("cmd"), read("stdout"));
        let mut args: Vec<&str> = cmd.lines().collect();
        let plain = ["--format", "--output", "-o", "--help", "-", "$TMP"];
        let has_page = !args
            .iter()
            .any(|arg| plain.iter().any(|own| arg.starts_with(own)))
            && !matches!(args.first(), Some(&("batch" | "generate" | "schema")))
            && !args.contains(&"import");
        if text.is_empty() || !has_page {
            continue;
        }
        args.extend(["--format", "html"]);
        let ran = run(&args, b"");
        let html = &ran.stdout;
        assert_eq!(ran.exit, read("exit"), "{args:?}\n{}", ran.stderr);
        assert!(
            html.starts_with("<!DOCTYPE html>\n<html lang=\""),
            "{args:?}"
        );
        assert!(
            html.ends_with("</html>\n") && html.contains("<h1>"),
            "{args:?}"
        );
        for word in ["<script", "http:", "https:", "src=", "@import", "url("] {
            let found = html.matches(word).count();
            // The pattern of the charts is in the file itself.
            let own = if word == "url(" {
                html.matches("url(#hatch)").count()
            } else {
                0
            };
            assert_eq!(found, own, "{word} {args:?}");
        }
        pages += 1;
    }
    assert!(pages > 25, "only {pages} pages");
}
