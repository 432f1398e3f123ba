//! Every kind of bad input: which check finds it, where, and the exit code.
//!
//! The places were read off the files by hand: `data/small.json` has its facts in line 8, and
//! `as_of` in line 6.

use super::support::{run, temporary};

/// File, check, line and column.
const BAD: &[(&str, &str, u64, u64)] = &[
    ("$TMP/empty.json", "empty-file", 1, 1),
    ("$TMP/utf16.json", "not-utf-8", 1, 1),
    // Of `{"format": "par-index/assessment@1", "id": "é"}` the 45th character.
    ("$TMP/latin.json", "not-utf-8", 1, 45),
    // 47 characters come before the first of 5,000 brackets; with the object around them the 64th
    // of those brackets is one too many.
    ("$TMP/deep.json", "nested-too-deeply", 1, 110),
    ("$TMP/long.json", "text-too-long", 4, 42),
    ("$TMP/huge.json", "file-too-large", 1, 1),
    ("bad/not-json.json", "not-json", 10, 3),
    ("bad/exponent.json", "bad-number", 9, 15),
    ("bad/nan.json", "not-json", 9, 15),
    ("bad/decimals.json", "too-many-decimals", 9, 15),
    ("bad/negative-zero.json", "bad-number", 9, 15),
    ("bad/arabic-digits.json", "wrong-fact-kind", 9, 15),
    ("bad/february-30.json", "bad-date", 6, 12),
    ("bad/day-first.json", "bad-date", 6, 12),
    ("bad/key-twice.json", "key-given-twice", 10, 5),
    ("bad/misspelt-key.json", "unknown-key", 6, 3),
    ("bad/missing-key.json", "missing-key", 1, 1),
    ("bad/wrong-type.json", "wrong-type", 8, 12),
    ("bad/unknown-format.json", "unknown-format", 2, 13),
    ("bad/no-format.json", "unknown-format", 1, 1),
    ("bad/unknown-criterion.json", "unknown-reference", 11, 27),
    ("bad/unknown-fact.json", "unknown-reference", 9, 5),
    ("bad/unknown-option.json", "unknown-option", 9, 16),
    ("bad/outside-limits.json", "outside-limits", 9, 15),
    ("bad/claim-decimals.json", "claim-decimals", 11, 33),
    ("bad/not-in-force.json", "edition-not-in-force", 5, 13),
    (
        "bad/survey-by-unit.json",
        "not-for-the-unit-to-fill",
        20,
        18,
    ),
    (
        "bad/not-applicable.json",
        "not-applicable-not-allowed",
        21,
        29,
    ),
];

#[test]
fn each_is_found_once_at_its_place() {
    for (file, check, line, column) in BAD {
        let file = file.replace("$TMP", &temporary());
        let ran = run(
            &[
                "check",
                &file,
                "--criteria",
                "set.json",
                "--format",
                "json",
                "--root",
                ".",
            ],
            b"",
        );
        assert_eq!((ran.code(), ran.stderr.as_str()), (4, ""), "{file}");
        let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        // What is missing besides is said as well, and is no error; small.json names no plan, which
        // is one of its own where everything else is there.
        let found = document["diagnostics"].as_array().unwrap();
        let of_file = |one: &&serde_json::Value| {
            one["severity"] == "error"
                && (one["check"] != "plan-missing" || *check == "plan-missing")
        };
        let found: Vec<&serde_json::Value> = found.iter().filter(of_file).collect();
        assert_eq!(
            found.len(),
            1,
            "{file}: one root cause, one finding, but: {found:#?}"
        );
        let place = (&found[0]["check"], &found[0]["line"], &found[0]["column"]);
        assert_eq!(
            place,
            (&(*check).into(), &(*line).into(), &(*column).into()),
            "{file}"
        );
        for key in [
            "severity",
            "file",
            "pointer",
            "message",
            "help",
            "points_at_stake",
        ] {
            assert!(found[0].get(key).is_some(), "{file}: {key}");
        }
    }
}

/// What cannot be scored is refused by `score` too, with nothing on standard output.
#[test]
fn score_refuses_what_check_cannot_read() {
    for (file, check, ..) in BAD {
        let scored = ["not-for-the-unit-to-fill", "not-applicable-not-allowed"].contains(check);
        let file = file.replace("$TMP", &temporary());
        let ran = run(
            &["score", &file, "--criteria", "set.json", "--root", "."],
            b"",
        );
        assert_eq!(
            ran.code(),
            if scored { 0 } else { 4 },
            "{file}: {}",
            ran.stderr
        );
        assert_eq!(ran.stdout.is_empty(), !scored, "{file}");
        assert_eq!(ran.stderr.contains(check), !scored, "{file}");
    }
}

#[test]
fn files_that_cannot_be_read_are_no_findings() {
    for command in [
        ["check", "nowhere.json"],
        ["score", "bad"],
        ["score", "nowhere.json"],
        ["explain", "bad"],
    ] {
        let ran = run(&command, b"");
        assert_eq!(ran.code(), 1, "{command:?}");
        assert!(
            ran.stderr.contains("không đọc được"),
            "{command:?}: {}",
            ran.stderr
        );
    }
}
