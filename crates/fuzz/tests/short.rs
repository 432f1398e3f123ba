//! A short run of every target; the same inputs every time.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what should not happen"
)]

use par_index_fuzz::{Limits, all, corpus, replay, run};

/// Gives a target so many bent inputs; of fewer kinds of answers than these, most would be refused
/// for the same reason and try nothing.
fn short(name: &str, runs: usize, answers: usize) {
    let target = all().iter().find(|target| target.name() == name).unwrap();
    let limits = Limits {
        runs,
        seed: 1,
        time: None,
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
    short("read-criteria", 3_000, 20);
}

#[test]
fn reading_plans() {
    short("read-plan", 3_000, 20);
}

#[test]
fn reading_assessments() {
    short("read-assessment", 3_000, 20);
}

// Understanding a sheet takes longer than reading JSON.
#[test]
fn importing_csv() {
    short("import-csv", 100, 10);
}

#[test]
fn importing_workbooks() {
    short("import-xlsx", 100, 5);
}

#[test]
fn checking_criteria() {
    short("check-criteria", 2_000, 20);
}

#[test]
fn checking_assessments() {
    short("check-assessment", 3_000, 20);
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
    for name in ["read-criteria", "read-plan", "read-assessment"] {
        let target = all().iter().find(|target| target.name() == name).unwrap();
        let padded = |bytes: usize| [b"{}".to_vec(), vec![b' '; bytes - 2]].concat();
        let largest = 8 * 1024 * 1024;
        assert_ne!(target.call(&padded(largest)), "file-too-large");
        assert_eq!(target.call(&padded(largest + 1)), "file-too-large");
        let deep = |levels: usize| {
            ["[".repeat(levels), "]".repeat(levels)]
                .concat()
                .into_bytes()
        };
        assert_ne!(target.call(&deep(64)), "nested-too-deeply");
        assert_eq!(target.call(&deep(65)), "nested-too-deeply");
    }
}
