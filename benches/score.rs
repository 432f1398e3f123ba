//! Reading, compiling and scoring, beside the same rules written by hand.
//!
//! `cargo bench --bench score`. Every answer is compared with the exact one before it is timed.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a benchmark stops at what should not happen"
)]

mod workload;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::model::{CriteriaSet, ReformPlan};
use workload::{Unit, by_decimal, by_f64};

const UNITS: usize = 64;
const SET: &str = include_str!("../criteria/department-from-plan/2024.json");
const PLAN: &str = include_str!("../seeds/quang-tri-2024/plan.json");
const SEED: &str = include_str!("../seeds/quang-tri-2024/assessment.json");
const APPRAISED: &str = include_str!("../seeds/quang-tri-2024/appraised.json");

fn scorer(json: &str) -> Scorer {
    Scorer::new(CriteriaSet::from_json(None, json.as_bytes()).unwrap()).unwrap()
}

/// The total of each unit in hundredths of a point, from the engine; the others must agree.
fn assert_answers(scorer: &Scorer, units: &[Unit], assessments: &[Assessment]) {
    let mut f64_wrong = 0;
    for (unit, assessment) in units.iter().zip(assessments) {
        let card = scorer.score(assessment).unwrap();
        let exact = card.total().computed().unwrap();
        let totals = scorer.totals(assessment).unwrap();
        assert_eq!(totals.total().computed(), Some(exact));
        assert_eq!(by_decimal(unit).normalize().to_string(), exact.to_string());
        let shown = format!("{:.2}", by_f64(unit));
        f64_wrong += usize::from(shown != exact.to_fixed(2));
    }
    // What binary floats do with these rules is part of the answer, not an accident to hide.
    println!(
        "f64: {f64_wrong} of {} totals differ at two decimals",
        units.len()
    );
}

fn benches(criterion: &mut Criterion) {
    let set = workload::criteria();
    let scorer_84 = scorer(&set);
    let units: Vec<Unit> = (0..UNITS).map(Unit::new).collect();
    let assessments: Vec<Assessment> = units
        .iter()
        .map(|unit| {
            Assessment::from_json(&scorer_84, None, None, unit.assessment().as_bytes())
                .unwrap_or_else(|found| panic!("{found}"))
        })
        .collect();
    assert_answers(&scorer_84, &units, &assessments);

    let mut group = criterion.benchmark_group("84 leaves");
    let mut at = 0;
    let mut next = move || {
        at = (at + 1) % UNITS;
        at
    };
    group.bench_function("ledger", |bencher| {
        bencher.iter(|| scorer_84.score(black_box(&assessments[next()])).unwrap());
    });
    group.bench_function("ledger, every leaf and area read", |bencher| {
        bencher.iter(|| {
            let card = scorer_84.score(black_box(&assessments[next()])).unwrap();
            black_box((card.criteria().len(), card.areas().len()));
            card
        });
    });
    group.bench_function("totals", |bencher| {
        bencher.iter(|| scorer_84.totals(black_box(&assessments[next()])).unwrap());
    });
    group.bench_function("hand-written f64", |bencher| {
        bencher.iter(|| by_f64(black_box(&units[next()])));
    });
    group.bench_function("plain rust_decimal walk", |bencher| {
        bencher.iter(|| by_decimal(black_box(&units[next()])));
    });
    group.finish();

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
