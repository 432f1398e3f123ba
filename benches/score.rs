//! Reading, compiling and scoring the worked assessment.
//!
//! `cargo bench --bench score`. One unit a call beside the same rules written by hand: `--bench rows`.

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark stops at what should not happen"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::model::{CriteriaSet, ReformPlan};

const SET: &str = include_str!("../criteria/department-from-plan/2024.json");
const PLAN: &str = include_str!("../seeds/quang-tri-2024/plan.json");
const SEED: &str = include_str!("../seeds/quang-tri-2024/assessment.json");
const APPRAISED: &str = include_str!("../seeds/quang-tri-2024/appraised.json");

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("seed");
    group.bench_function("read and check the derived set", |bencher| {
        bencher.iter(|| CriteriaSet::from_json(None, black_box(SET.as_bytes())).unwrap());
    });
    let checked = CriteriaSet::from_json(None, SET.as_bytes()).unwrap();
    group.bench_function("compile the derived set", |bencher| {
        bencher.iter(|| Scorer::new(black_box(checked.clone())).unwrap());
    });
    let derived = Scorer::new(checked).unwrap();
    let plan = ReformPlan::from_json(None, PLAN.as_bytes()).unwrap();
    for (name, json) in [("November self-assessment", SEED), ("appraised", APPRAISED)] {
        let assessment =
            Assessment::from_json(&derived, Some(&plan), None, json.as_bytes()).unwrap();
        let total = derived.score(&assessment).unwrap().total().computed();
        assert_eq!(
            derived.totals(&assessment).unwrap().total().computed(),
            total
        );
        group.bench_function(format!("ledger, {name}"), |bencher| {
            bencher.iter(|| derived.score(black_box(&assessment)).unwrap());
        });
        group.bench_function(format!("totals, {name}"), |bencher| {
            bencher.iter(|| derived.totals(black_box(&assessment)).unwrap());
        });
        group.bench_function(format!("read and resolve, {name}"), |bencher| {
            bencher.iter(|| {
                Assessment::from_json(&derived, Some(&plan), None, black_box(json.as_bytes()))
                    .unwrap()
            });
        });
    }
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
