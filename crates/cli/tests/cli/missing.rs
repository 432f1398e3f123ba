//! A file that is not there hides nothing of what is wrong elsewhere.

use std::fs;

use tempfile::TempDir;

use super::support::{Ran, folder, run};

/// An assessment of `set.json` that names a plan that is not there, a fact that there is not, a
/// value beyond its limits, and a day that cannot be read.
const FAULTY: &str = r#"{
  "format": "par-index/assessment@1",
  "nature": "made-up",
  "unit": {"id": "unit", "title": {"vi": "Sở Thử"}},
  "period": {"from": "2024-01-01", "until": "2024-12-31"},
  "as_of": "2024-11-30",
  "plan": "nowhere.json",
  "criteria_set": {"id": "cli-test", "edition": "2024"},
  "facts": {"faults": 3000, "no-such-fact": 1},
  "evidence": [{"id": "e", "notation": "1/BC", "kind": "report", "issued_on": "30/11/2024"}]
}"#;

/// What is wrong with it beside the plan.
const FAULTS: [&str; 3] = ["outside-limits", "unknown-reference", "bad-date"];

/// A folder of its own with files of the tests, and the set at its side.
fn made(files: &[(&str, &str)]) -> TempDir {
    let own = tempfile::tempdir().unwrap();
    for name in ["set.json", "november.json", "plan.json"] {
        fs::copy(folder("data").join(name), own.path().join(name)).unwrap();
    }
    for (name, text) in files {
        fs::write(own.path().join(name), text).unwrap();
    }
    own
}

/// Runs the program with `@NAME` for a file of the folder.
fn in_folder(own: &TempDir, command: &str) -> Ran {
    let path = |word: &str| match word.strip_prefix('@') {
        Some(name) => own.path().join(name).to_str().unwrap().to_owned(),
        None => word.to_owned(),
    };
    let args: Vec<String> = command.split(' ').map(path).collect();
    run(&args.iter().map(String::as_str).collect::<Vec<_>>(), b"")
}

fn said(ran: &Ran) -> String {
    format!("{}{}", ran.stdout, ran.stderr)
}

#[track_caller]
fn names(ran: &Ran, command: &str, words: &[&str], code: i32) {
    let said = said(ran);
    for word in words {
        assert!(
            said.contains(word),
            "{command} says nothing of {word}: {said}"
        );
    }
    assert_eq!(ran.code(), code, "{command}: {said}");
}

#[test]
fn a_plan_that_is_not_there_hides_no_other_finding() {
    let own = made(&[("a.json", FAULTY)]);
    let all = [&FAULTS[..], &["plan-unreadable"]].concat();
    for command in [
        "score @a.json",
        "check @a.json",
        "explain @a.json",
        "margins @a.json",
        "worklist @a.json",
        "rank @a.json",
    ] {
        let command = format!("{command} --criteria @set.json");
        names(&in_folder(&own, &command), &command, &all, 4);
    }
    // What the task results say of a plan that is not there is not known, and nothing is said of it.
    let with_results = FAULTY.replace(
        "\"facts\"",
        "\"results\": [{\"task\": \"t1\", \"done_on\": \"2024-02-05\"}],\n\"facts\"",
    );
    let own = made(&[("a.json", &with_results)]);
    let ran = in_folder(&own, "score @a.json --criteria @set.json");
    names(&ran, "score", &["plan-unreadable"], 4);
    assert!(!said(&ran).contains("2024-02-05"), "{}", said(&ran));
}

/// What is typed and is not there stops the command, as ever, and is said beside the rest.
#[test]
fn what_is_typed_and_not_there_hides_no_other_finding() {
    let own = made(&[("a.json", FAULTY)]);
    for command in [
        "score @a.json --criteria @set.json --plan @missing.json",
        "check @a.json --criteria @set.json --plan @missing.json",
    ] {
        let ran = in_folder(&own, command);
        names(&ran, command, &FAULTS, 1);
        assert_eq!(said(&ran).matches("missing.json").count(), 1, "{command}");
        assert!(!said(&ran).contains("nowhere.json"), "{command}");
    }
    // Without its set nothing is known of the values; the text and the plan can still be looked at.
    for command in ["score", "check", "worklist", "rank"] {
        let command = format!("{command} @a.json --criteria @missing.json");
        let words = ["missing.json", "plan-unreadable", "bad-date"];
        names(&in_folder(&own, &command), &command, &words, 1);
    }
    let command = "score @a.json --criteria @missing.json --plan @neither.json";
    let words = ["missing.json", "neither.json", "bad-date"];
    names(&in_folder(&own, command), command, &words, 1);
}

/// One set that is not there is said once, however many files ask for it.
#[test]
fn what_many_files_ask_for_is_said_once() {
    let sound = fs::read_to_string(folder("data/november.json")).unwrap();
    let own = made(&[("b.json", &sound)]);
    for command in ["check", "worklist"] {
        let command = format!("{command} @. --criteria @missing.json");
        let ran = in_folder(&own, &command);
        names(&ran, &command, &["missing.json"], 1);
        assert_eq!(said(&ran).matches("missing.json").count(), 1, "{command}");
    }
}

#[test]
fn a_base_that_is_not_there_hides_no_finding_of_the_file() {
    let scenarios = r#"{
  "format": "par-index/scenarios@1", "nature": "made-up", "base": "nowhere.json",
  "scenarios": [{"id": "a", "range": {"fact": "faults", "from": 1, "to": 2.5, "step": 1}}]
}"#;
    let actions = r#"{
  "format": "par-index/actions@1", "cost_unit": {"vi": "ngày"}, "base": "nowhere.json", "actions": []
}"#;
    let own = made(&[("s.json", scenarios), ("i.json", actions)]);
    for (command, words) in [
        (
            "check @s.json",
            &["base-unreadable", "range-end-not-tried"][..],
        ),
        ("check @i.json", &["base-unreadable"][..]),
    ] {
        let ran = in_folder(&own, command);
        names(&ran, command, words, 4);
        assert!(said(&ran).contains(":2:") || said(&ran).contains(":3:"));
    }
}

/// Two files that a command reads: neither hides what is wrong with the other.
#[test]
fn each_of_two_files_is_looked_at() {
    let own = made(&[("a.json", FAULTY)]);
    for (command, words, code) in [
        (
            "scenario @a.json @missing.json --criteria @set.json",
            &["outside-limits", "missing.json"][..],
            1,
        ),
        (
            "improve @missing.json @a.json --criteria @set.json --budget 1",
            &["missing.json", "other-kind-of-file"][..],
            1,
        ),
        (
            "criteria diff @missing.json @a.json",
            &["missing.json", "other-kind-of-file"][..],
            1,
        ),
        (
            "criteria diff @set.json @set.json --from @a.json --to @missing.json",
            &["plan-unreadable", "outside-limits", "missing.json"][..],
            1,
        ),
        (
            "batch @a.json --criteria @missing.json --plan @neither.json",
            &["missing.json", "neither.json"][..],
            1,
        ),
        (
            "plan status @a.json",
            &["plan-unreadable", "bad-date"][..],
            4,
        ),
        (
            "plan status @missing.json --results @a.json",
            &["missing.json"][..],
            1,
        ),
        (
            "plan status @set.json --results @missing.json",
            &["other-kind-of-file", "missing.json"][..],
            1,
        ),
        (
            "check @november.json --criteria @set.json --previous @missing.json",
            &["missing.json", "claimed-differs"][..],
            1,
        ),
        (
            "check @november.json --criteria @set.json --files @missing",
            &["missing", "claimed-differs"][..],
            1,
        ),
    ] {
        names(&in_folder(&own, command), command, words, code);
    }
}

/// Every command knows a set that comes with the program by its name, with and without the edition.
#[test]
fn every_command_takes_the_name_of_a_set() {
    let own = "../../../../seeds/quang-tri-2024/assessment.json";
    let actions = "../../../../seeds/quang-tri-2024/actions.json";
    let scenarios = "../../../../seeds/quang-tri-2024/scenarios.json";
    for command in [
        &["score", own, "--format", "json"][..],
        &["explain", own, "c2.5"],
        &["check", own],
        &["worklist", own],
        &["margins", own, "c2.5"],
        &["rank", own],
        &["improve", own, actions, "--budget", "2"],
        &["scenario", own, scenarios, "--only", "dung-han-98"],
    ] {
        let without = run(command, b"");
        for name in ["department-from-plan", "department-from-plan@2024"] {
            let with = run(&[command, &["--criteria", name]].concat(), b"");
            assert_eq!(said(&with), said(&without), "{command:?} --criteria {name}");
            assert_eq!(with.code(), without.code(), "{command:?} --criteria {name}");
        }
        let typo = "department-from-plans";
        let ran = run(&[command, &["--criteria", typo]].concat(), b"");
        names(&ran, command[0], &[typo, "department-from-plan?"], 2);
    }
    let checked = run(&["criteria", "check", "department-from-plan"], b"");
    assert_eq!(checked.code(), 0, "{}", said(&checked));
}
