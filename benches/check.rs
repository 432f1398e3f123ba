//! Checking a criteria set: its file, its examples, the proof about it, and what its examples leave untested.
//!
//! `cargo bench --bench check`. Every answer is compared with the one expected before it is timed, and the
//! sets of 25, 50, 100 and 200 leaves show how the time grows.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a benchmark stops at what should not happen"
)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use par_index::analyse::{Statement, prove};
use par_index::check::{check_examples, check_rules};
use par_index::compile::Scorer;
use par_index::file::CriteriaFile;
use par_index::model::CriteriaSet;
use par_index::read::decode_document;
use serde_json::{Value, json};

const SHIPPED: &str = include_str!("../criteria/department-from-plan/2024.json");

/// A set of so many leaves, each a sum of a share in bands and a yes-no answer, with examples of every limit.
fn sheet(leaves: usize) -> String {
    let number = |id: String| json!({ "id": id, "title": { "vi": id }, "kind": { "number": { "unit": "task", "min": 0, "max": 1000 } } });
    let mut facts: Vec<Value> = Vec::new();
    let mut criteria: Vec<Value> = Vec::new();
    for leaf in 0..leaves {
        let (done, due, ready) = (
            format!("done-{leaf}"),
            format!("due-{leaf}"),
            format!("ready-{leaf}"),
        );
        facts.extend([number(done.clone()), number(due.clone())]);
        facts.push(json!({ "id": ready, "title": { "vi": ready }, "kind": "yes-no" }));
        let example = |part: i64, whole: i64, yes: bool, points: &str| json!({ "facts": { done.clone(): part, due.clone(): whole, ready.clone(): yes }, "points": points });
        criteria.push(json!({
            "id": format!("c{leaf}"), "title": { "vi": "Việc đã xong" }, "max_points": 1, "basis": "calculated",
            "cites": [{ "source": "sheet" }],
            "rule": { "sum": { "parts": [
                { "id": "done", "max_points": "0.75", "rule": { "score": {
                    "measure": { "share": { "part": [done.clone()], "whole": [due.clone()], "when_empty": "zero" } },
                    "scale": { "bands": [
                        { "from": 100, "points": "0.75" }, { "from": 70, "to": 100, "points": "0.5" }, { "to": 70, "points": 0 }
                    ] },
                } } },
                { "id": "ready", "max_points": "0.25", "rule": { "score": {
                    "measure": { "choice": ready.clone() },
                    "scale": { "options": [{ "is": "yes", "points": "0.25" }, { "is": "no", "points": 0 }] },
                } } },
            ] } },
            "examples": [
                example(10, 10, true, "1"), example(99, 100, true, "0.75"), example(7, 10, false, "0.5"), example(69, 100, false, "0"),
            ],
        }));
    }
    json!({
        "format": "par-index/criteria@1", "id": "sheet", "edition": "1", "title": { "vi": "Bảng điểm" },
        "provenance": "illustrative", "notice": { "vi": "Chỉ để đo tốc độ" }, "level": "department",
        "in_force": { "from": "2024-01-01", "until": "2024-12-31" },
        "instruments": [{ "id": "sheet", "instrument": "Bảng điểm tự đặt" }],
        "max_points": leaves,
        "rounding": { "leaf": { "places": 2, "mode": "half-up" }, "index": { "places": 2, "mode": "half-up" }, "claim_places": 2 },
        "facts": facts,
        "areas": [{ "id": "a", "title": { "vi": "Lĩnh vực" }, "max_points": leaves, "criteria": criteria }],
    })
    .to_string()
}

/// Everything a check does; the number of findings and of leaves with exact bounds.
fn check(text: &[u8]) -> (usize, usize) {
    let (file, document) =
        decode_document::<CriteriaFile>(None, text).unwrap_or_else(|found| panic!("{found}"));
    let mut found = CriteriaSet::check(&file);
    let scorer =
        Scorer::new(CriteriaSet::new(file).unwrap_or_else(|found| panic!("{found}"))).unwrap();
    let proof = prove(&scorer);
    assert_eq!(*proof.statement(), Statement::Holds);
    found.extend(check_examples(&scorer));
    found.extend(check_rules(&scorer, &proof));
    document.locate(&mut found);
    (found.iter().count(), proof.exact())
}

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check a sheet of");
    for leaves in [25, 50, 100, 200] {
        let text = sheet(leaves);
        assert_eq!(check(text.as_bytes()), (0, leaves));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(leaves), &text, |bench, text| {
            bench.iter(|| check(black_box(text.as_bytes())));
        });
    }
    group.finish();

    let (file, _) = decode_document::<CriteriaFile>(None, SHIPPED.as_bytes())
        .unwrap_or_else(|found| panic!("{found}"));
    let scorer = Scorer::new(CriteriaSet::new(file.clone()).unwrap()).unwrap();
    let proof = prove(&scorer);
    assert_eq!(check(SHIPPED.as_bytes()), (0, 77));
    let mut group = criterion.benchmark_group("77 leaves with 579 examples");
    group.bench_function("check of the file", |bench| {
        bench.iter(|| CriteriaSet::check(black_box(&file)));
    });
    group.bench_function("proof", |bench| bench.iter(|| prove(black_box(&scorer))));
    group.bench_function("examples", |bench| {
        bench.iter(|| check_examples(black_box(&scorer)));
    });
    group.bench_function("what examples leave untested", |bench| {
        bench.iter(|| check_rules(black_box(&scorer), &proof));
    });
    group.bench_function("all", |bench| {
        bench.iter(|| check(black_box(SHIPPED.as_bytes())));
    });
    group.finish();
}

criterion_group!(check_group, benches);
criterion_main!(check_group);
