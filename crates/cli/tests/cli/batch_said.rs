//! `batch` says what of a unit it does not take, though the unit is scored.

use std::fs;

use super::batch::fresh;
use super::batch_bad::{batch, found, scored};
use super::support::run;

#[test]
fn what_may_not_be_left_out_is_named_whatever_the_form() {
    // Of the set, a2 may be left out and a1 may not.
    let table = "unit,not-applicable,on-time,handled\nso-a,a1,9,10\nso-b,a2,9,10\n";
    let ran = batch(table.as_bytes());
    assert_eq!(
        found(&ran),
        ["not-applicable-not-allowed@2:6"],
        "{}",
        ran.stderr
    );
    assert_eq!((ran.code(), scored(&ran)), (4, vec!["so-a", "so-b"]));
    // An area is named once, at its column.
    let ran = batch(table.replace(",a1,", ",a,").as_bytes());
    assert_eq!(
        found(&ran),
        ["not-applicable-not-allowed@2:6"],
        "{}",
        ran.stderr
    );
    let line = |at: &str| {
        format!(
            "{{\"unit\":\"so-a\",\"facts\":{{\"on-time\":9,\"handled\":10}},\"not_applicable\":[\"{at}\"]}}\n"
        )
    };
    let ran = batch(line("a1").as_bytes());
    assert!(
        ran.stderr.contains("not-applicable-not-allowed"),
        "{}",
        ran.stderr
    );
    assert_eq!((ran.code(), scored(&ran)), (4, vec!["so-a"]));
    assert_eq!(batch(line("a2").as_bytes()).stderr, "");
    let folder = fresh("not-allowed");
    let file = fs::read_to_string(super::support::folder("data/complete.json")).unwrap();
    let file = file.replacen(
        "\"facts\"",
        "\"not_applicable\": [{ \"at\": \"a1\", \"reason\": \"x\" }], \"facts\"",
        1,
    );
    fs::write(folder.join("one.json"), file).unwrap();
    let path = folder.to_str().unwrap();
    let ran = run(
        &[
            "batch",
            path,
            "--criteria",
            "set.json",
            "--plan",
            "plan.json",
            "--lang",
            "en",
        ],
        b"",
    );
    assert!(
        ran.stderr.contains("not-applicable-not-allowed"),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.code(), 4);
}

#[test]
fn ids_in_a_field_are_parted_by_blanks_commas_and_semicolons() {
    let table = |field: &str| {
        batch(format!("unit,not-applicable,on-time,handled\nso-a,\"{field}\",9,10\n").as_bytes())
    };
    let one = table("a2 a1");
    assert_eq!(
        found(&one),
        ["not-applicable-not-allowed@2:6"],
        "{}",
        one.stderr
    );
    for field in ["a2,a1", "a1; a2", "a2\u{a0}a1", " a2 ,\n a1,", "a2;a1;"] {
        let ran = table(field);
        assert_eq!(ran.stdout, one.stdout, "{field:?} {}", ran.stderr);
    }
}

#[test]
fn a_day_after_the_day_of_the_data_is_named() {
    for (form, input) in [
        ("CSV", "unit,issued-on\nso-a,01/06/2024\n"),
        (
            "JSON",
            "{\"unit\":\"so-a\",\"facts\":{\"issued-on\":\"2024-06-01\"}}\n",
        ),
    ] {
        let args = [
            "batch",
            "-",
            "--criteria",
            "set.json",
            "--lang",
            "en",
            "--as-of",
            "2024-03-01",
        ];
        let ran = run(&args, input.as_bytes());
        assert!(
            ran.stderr.contains("[date-after-as-of]"),
            "{form} {}",
            ran.stderr
        );
        assert_eq!((ran.code(), scored(&ran)), (0, vec!["so-a"]), "{form}");
    }
}

#[test]
fn an_area_is_named_though_its_first_criterion_may_be_left_out() {
    let text = fs::read(super::support::folder("data/set.json")).unwrap();
    let mut set: serde_json::Value = serde_json::from_slice(&text).unwrap();
    // a1 and a2 may be left out now; a3 may not.
    set["areas"][0]["criteria"][0]["not_applicable"] = "leave-denominator".into();
    let file = fresh("first-allowed").join("set.json");
    fs::write(&file, set.to_string()).unwrap();
    let args = [
        "batch",
        "-",
        "--criteria",
        file.to_str().unwrap(),
        "--lang",
        "en",
    ];
    let ran = run(&args, b"unit,not-applicable,on-time,handled\nso-a,a,9,10\n");
    assert_eq!(
        found(&ran),
        ["not-applicable-not-allowed@2:6"],
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("criterion a3"), "{}", ran.stderr);
}

/// What is proposed for a cell of a row with decimal commas has one too, and can be typed as it is
/// proposed.
#[test]
fn proposals_are_in_the_notation_of_the_row() {
    for (typed, proposed) in [("96,4%", "96,4"), ("120,5", "12,05")] {
        let table = |cell: &str| format!("unit;faults;satisfied\na;1;50,5\nb;1;{cell}\n");
        let refused = batch(table(typed).as_bytes());
        assert_eq!(refused.code(), 4, "{typed}");
        assert!(refused.stderr.contains(proposed), "{}", refused.stderr);
        let with_point = proposed.replace(',', ".");
        assert!(!refused.stderr.contains(&with_point), "{}", refused.stderr);
        let mended = batch(table(proposed).as_bytes());
        assert_eq!(mended.code(), 0, "{proposed}: {}", mended.stderr);
        // Where points are used, so do proposals.
        let with_points = batch(table(typed).replace(',', ".").as_bytes());
        assert!(
            with_points.stderr.contains(&with_point),
            "{}",
            with_points.stderr
        );
    }
}
