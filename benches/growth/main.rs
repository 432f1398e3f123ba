//! Time grows with the size of the file, not with its square.
//!
//! `cargo bench --bench growth`. Each measure is taken at one size and at twice the size; what is found
//! is asserted before it is timed, so that a check that stops early shows.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a benchmark stops at what should not happen"
)]

mod refusals;
mod sheets;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use par_index::check::check_assessment;
use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::margins::MarginSearch;
use par_index::model::CriteriaSet;

fn scorer(leaves: usize) -> Scorer {
    let set = CriteriaSet::from_json(None, sheets::criteria(leaves).as_bytes());
    Scorer::new(set.unwrap_or_else(|found| panic!("{found}"))).unwrap()
}

fn benches(criterion: &mut Criterion) {
    refusals::grow();
    margins(criterion);
    let mut group = criterion.benchmark_group("check a register of faulty documents");
    group.sample_size(10);
    let hundred = scorer(100);
    for documents in [2_000, 4_000] {
        let json = sheets::assessment(100, documents);
        let read =
            || Assessment::from_json(&hundred, None, None, black_box(json.as_bytes())).unwrap();
        let card = hundred.score(&read()).unwrap();
        let found = check_assessment(&card);
        let count = |check| found.iter().filter(|one| one.check() == check).count();
        assert_eq!(count("sha256-malformed"), documents);
        assert_eq!(count("replaced-text-cited"), documents);
        assert!(count("claim-not-attainable") + count("claimed-exceeds-maximum") >= 60);
        group.throughput(Throughput::Elements(documents as u64));
        group.bench_function(BenchmarkId::new("read", documents), |bencher| {
            bencher.iter(read);
        });
        group.bench_function(BenchmarkId::new("score", documents), |bencher| {
            let assessment = read();
            bencher.iter(|| hundred.score(black_box(&assessment)).unwrap());
        });
        group.bench_function(BenchmarkId::new("check", documents), |bencher| {
            bencher.iter(|| check_assessment(black_box(&card)));
        });
    }
    group.finish();

    let mut group = criterion.benchmark_group("criteria of a set");
    group.sample_size(10);
    for leaves in [100, 200, 400] {
        let json = sheets::criteria(leaves);
        let set = CriteriaSet::from_json(None, json.as_bytes()).unwrap();
        group.throughput(Throughput::Elements(leaves as u64));
        group.bench_function(BenchmarkId::new("read and check", leaves), |bencher| {
            bencher.iter(|| CriteriaSet::from_json(None, black_box(json.as_bytes())).unwrap());
        });
        group.bench_function(BenchmarkId::new("compile", leaves), |bencher| {
            bencher.iter(|| Scorer::new(black_box(set.clone())).unwrap());
        });
        let own = scorer(leaves);
        let json = sheets::assessment(leaves, leaves);
        let read = || Assessment::from_json(&own, None, None, black_box(json.as_bytes())).unwrap();
        group.bench_function(
            BenchmarkId::new("read, score and check an assessment", leaves),
            |bencher| {
                bencher.iter(|| check_assessment(&own.score(&read()).unwrap()));
            },
        );
    }
    group.finish();
}

fn margins(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("margins of all criteria");
    group.sample_size(10);
    for leaves in [300, 600, 1_200] {
        let scorer = scorer(leaves);
        let json = sheets::assessment(leaves, leaves);
        let assessment = Assessment::from_json(&scorer, None, None, json.as_bytes()).unwrap();
        let card = scorer.score(&assessment).unwrap();
        let all = || {
            let search = MarginSearch::new(&card);
            let leaves = scorer.criteria_set().leaves().iter();
            let margins = leaves.filter_map(|leaf| search.of(leaf.id().as_str()));
            margins
                .map(|own| own.gains.len() + own.losses.len())
                .sum::<usize>()
        };
        // Each of three kinds of leaves can lose its points by each thing it reads.
        assert!(all() >= leaves);
        group.throughput(Throughput::Elements(leaves as u64));
        group.bench_function(BenchmarkId::from_parameter(leaves), |bencher| {
            bencher.iter(all);
        });
    }
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
