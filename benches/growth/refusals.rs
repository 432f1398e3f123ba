//! Files that are refused: each kind of fault so many times, and the time it takes to say so.
//!
//! All of it is made up.

use std::hint::black_box;
use std::time::{Duration, Instant};

use par_index::compile::Scorer;
use par_index::diagnostic::Diagnostics;
use par_index::eval::Assessment;
use par_index::file::PublishedFile;
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::read::decode_document;
use par_index::shipped;
use serde_json::{Value, json};

/// Twice the faults may take so many times as long.
const MOST: f64 = 2.3;
/// The quickest of so many runs says what it takes: other programs only ever add to it.
const RUNS: usize = 12;

/// A kind of file that is refused
struct Refused {
    what: &'static str,
    /// The check that finds it.
    check: &'static str,
    many: usize,
    /// Faults of this kind that are reported of so many.
    found: fn(usize) -> usize,
    file: fn(usize) -> String,
}

fn all(many: usize) -> usize {
    many
}

/// Faults of shape and of keys end with a thousand.
fn thousand(many: usize) -> usize {
    many.min(1_000)
}

fn assessment(member: &str, value: Value) -> String {
    let mut file = json!({
        "format": "par-index/assessment@1",
        "nature": "made-up",
        "unit": { "id": "unit", "title": { "vi": "Đơn vị" } },
        "period": { "from": "2024-01-01", "until": "2024-12-31" },
        "as_of": "2024-12-31",
        "criteria_set": { "id": "department-from-plan", "edition": "2024" },
    });
    file[member] = value;
    file.to_string()
}

fn register(many: usize, document: fn(usize) -> (String, String, &'static str)) -> String {
    let one = |at| {
        let (id, criterion, kind) = document(at);
        json!({ "id": id, "kind": kind, "notation": "1/KH-SNV", "issued_on": "2024-03-01",
            "title": { "vi": "Kế hoạch" }, "supports": [{ "criterion": criterion }] })
    };
    assessment("evidence", (0..many).map(one).collect())
}

const KINDS: [Refused; 8] = [
    Refused {
        what: "the same document",
        check: "id-given-twice",
        many: 4_000,
        found: |many| many - 1,
        file: |many| register(many, |_| ("d".to_owned(), "c2.2.1".to_owned(), "plan")),
    },
    Refused {
        what: "documents of unknown criteria",
        check: "unknown-reference",
        many: 8_000,
        found: all,
        file: |many| register(many, |at| (format!("d{at}"), format!("zz{at}"), "plan")),
    },
    Refused {
        what: "documents of bad ids",
        check: "bad-id",
        many: 8_000,
        found: thousand,
        file: |many| {
            register(many, |at| {
                (format!("d{at}"), "c2.2.1".to_owned(), "Kế hoạch")
            })
        },
    },
    Refused {
        what: "wrong task results",
        check: "unknown-task",
        many: 8_000,
        found: all,
        file: |many| {
            let one = |at| json!({ "task": format!("t{at}"), "done_on": "2024-03-01" });
            assessment("results", (0..many).map(one).collect())
        },
    },
    Refused {
        what: "unknown facts",
        check: "unknown-reference",
        many: 16_000,
        found: all,
        file: |many| {
            let one = |at| (format!("yes-x{at}"), json!(true));
            let facts: serde_json::Map<String, Value> = (0..many).map(one).collect();
            assessment("facts", facts.into())
        },
    },
    Refused {
        what: "claims on unknown criteria",
        check: "unknown-reference",
        many: 16_000,
        found: all,
        file: |many| {
            let one = |at| (format!("x{at}"), json!(1));
            let claims: serde_json::Map<String, Value> = (0..many).map(one).collect();
            assessment("claims", json!({ "total": 1, "criteria": claims }))
        },
    },
    Refused {
        what: "repeated keys",
        check: "key-given-twice",
        many: 200_000,
        found: thousand,
        file: |many| {
            let keys = "\"a\":1,".repeat(many + 1);
            format!("{{{keys}\"format\":\"par-index/assessment@1\"}}")
        },
    },
    Refused {
        what: "unknown keys",
        check: "unknown-key",
        many: 50_000,
        found: thousand,
        file: |many| {
            let keys: Vec<String> = (0..many).map(|at| format!("\"k{at}\":1,")).collect();
            let keys = keys.concat();
            format!("{{{keys}\"format\":\"par-index/assessment@1\"}}")
        },
    },
];

/// Times each kind at its size and at twice its size.
pub(crate) fn grow() {
    let set = shipped::find("department-from-plan", "2024").unwrap();
    let set = CriteriaSet::from_json(None, set.json.as_bytes()).unwrap();
    let scorer = Scorer::new(set).unwrap();
    let plan = include_bytes!("../../seeds/quang-tri-2024/plan.json");
    let plan = ReformPlan::from_json(None, plan).unwrap();
    let refuse = |json: &str| {
        Assessment::from_json(&scorer, Some(&plan), Some("a.json"), json.as_bytes()).unwrap_err()
    };
    println!("refusals: the quickest of {RUNS} runs");
    let mut too_long = Vec::new();
    for kind in &KINDS {
        let [once, twice] = [1, 2].map(|times| {
            let many = kind.many * times;
            let json = (kind.file)(many);
            let found = count(&refuse(&json), kind.check);
            assert_eq!(found, (kind.found)(many), "{}", kind.what);
            quickest(|| refuse(black_box(&json)))
        });
        too_long.extend(said(kind.what, kind.many, once, twice));
    }
    let units = |many: usize| {
        let one = |at| json!({ "unit": format!("u{at}"), "index": "x" });
        let units: Vec<Value> = (0..many).map(one).collect();
        json!({ "format": "par-index/published@1", "units": units }).to_string()
    };
    let [once, twice] = [20_000, 40_000].map(|many| {
        let json = units(many);
        let refuse = || decode_document::<PublishedFile>(None, black_box(json.as_bytes())).err();
        assert!(count(&refuse().unwrap(), "bad-number") >= 900);
        quickest(refuse)
    });
    let what = "published totals that are no numbers";
    too_long.extend(said(what, 20_000, once, twice));
    // All are measured before one stops the bench.
    assert!(too_long.is_empty(), "grow too fast: {too_long:?}");
}

fn count(found: &Diagnostics, check: &str) -> usize {
    found.iter().filter(|one| one.check() == check).count()
}

fn quickest<R>(mut run: impl FnMut() -> R) -> Duration {
    let time = |_| {
        let begin = Instant::now();
        black_box(run());
        begin.elapsed()
    };
    (0..RUNS).map(time).min().unwrap()
}

/// Says what a kind takes; gives its name where twice the faults take too long.
fn said(what: &str, many: usize, once: Duration, twice: Duration) -> Option<String> {
    let ratio = twice.as_secs_f64() / once.as_secs_f64();
    println!(
        "{what}: {many} {once:.1?}, {} {twice:.1?}, ratio {ratio:.2}",
        many * 2
    );
    (ratio > MOST).then(|| format!("{what} {ratio:.2}"))
}
