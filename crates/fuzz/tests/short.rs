//! A short run of every target; the same inputs every time.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what should not happen"
)]

use par_index_fuzz::{Limits, Target, all, corpus, replay, run};

/// Gives a target so many bent inputs; of fewer kinds of answers than these, most would be refused
/// for the same reason and try nothing.
fn short(name: &str, runs: usize, answers: usize) {
    let target = all().iter().find(|target| target.name() == name).unwrap();
    let limits = Limits {
        runs,
        seed: 1,
        time: None,
        longest: 20_000,
    };
    let report = run(target, limits);
    if let Some(failure) = report.failure {
        let text = String::from_utf8_lossy(&failure.input).into_owned();
        panic!("{name}: {}\n{text}", failure.message);
    }
    assert!(report.runs > runs, "{name} has no corpus");
    assert!(
        report.answers >= answers,
        "{name}: {} kinds of answers",
        report.answers
    );
}

#[test]
fn reading_criteria() {
    short("read-criteria", 400, 20);
}

#[test]
fn reading_plans() {
    short("read-plan", 600, 20);
}

#[test]
fn reading_assessments() {
    short("read-assessment", 800, 20);
}

#[test]
fn reading_published_totals() {
    short("read-published", 600, 15);
}

#[test]
fn importing_csv() {
    short("import-csv", 60, 10);
}

#[test]
fn importing_workbooks() {
    short("import-xlsx", 100, 5);
}

#[test]
fn checking_criteria() {
    short("check-criteria", 200, 10);
}

#[test]
fn checking_plans() {
    short("check-plan", 500, 6);
}

#[test]
fn checking_assessments() {
    short("check-assessment", 800, 20);
}

#[test]
fn asking_the_desk() {
    short("desk-question", 300, 20);
}

#[test]
fn asking_the_desk_about_assessments() {
    short("desk-assessment", 40, 10);
}

/// Else what is bent would be refused from the start.
#[test]
fn questions_that_are_bent_are_answered() {
    let desk = all().iter().find(|target| target.name() == "desk-question");
    let answers = corpus::kept("desk-question");
    let answers = answers.iter().map(|own| desk.unwrap().call(own));
    let answers: Vec<String> = answers.collect();
    let refused = answers.iter().filter(|own| own.contains('-'));
    assert_eq!(refused.collect::<Vec<_>>(), ["cannot-be-answered"]);
}

#[test]
fn inputs_that_once_failed_hold() {
    for target in all() {
        for input in corpus::kept(target.name()) {
            assert_eq!(replay(target, &input).err(), None, "{}", target.name());
        }
    }
}

#[test]
fn too_large_and_too_deep_is_refused() {
    let largest = 8 * 1024 * 1024;
    let padded = |bytes: usize| [b"{}".to_vec(), vec![b' '; bytes - 2]].concat();
    let deep = |levels: usize| {
        ["[".repeat(levels), "]".repeat(levels)]
            .concat()
            .into_bytes()
    };
    for target in all() {
        let answer = |input: &[u8]| target.call(input);
        let name = target.name();
        if name.starts_with("read-") {
            assert_eq!(answer(&padded(largest + 1)), "file-too-large", "{name}");
            assert_ne!(answer(&deep(64)), "nested-too-deeply", "{name}");
            assert_eq!(answer(&deep(65)), "nested-too-deeply", "{name}");
        } else if name.starts_with("import-") {
            assert_eq!(answer(&padded(largest + 1)), "file-too-large", "{name}");
        }
    }
    let plan = all().iter().find(|target| target.name() == "read-plan");
    assert_ne!(plan.unwrap().call(&padded(largest)), "file-too-large");
}

/// A target that holds whatever it is given would find nothing.
#[test]
fn a_panic_is_a_failure_with_its_input() {
    let target = Target::new("fails", &[], |input| {
        assert!(input.len() < 3, "three bytes or more");
        String::new()
    });
    assert_eq!(replay(&target, b"ab"), Ok(String::new()));
    let failed = replay(&target, b"abc");
    assert_eq!(failed, Err("three bytes or more".to_owned()));
}
