//! Time grows with the size of the file, not with its square.
//!
//! `cargo bench --bench growth`. Each measure is taken at one size and at twice the size; what is found
//! is asserted before it is timed, so that a check that stops early shows.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a benchmark stops at what should not happen"
)]

mod sheets;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use par_index::check::check_assessment;
use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::model::CriteriaSet;
use par_index::read::Id;
use par_index_office::{ImportOptions, import_criteria};

fn scorer(leaves: usize) -> Scorer {
    let set = CriteriaSet::from_json(None, sheets::criteria(leaves).as_bytes());
    Scorer::new(set.unwrap_or_else(|found| panic!("{found}"))).unwrap()
}

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check a register of faulty documents");
    group.sample_size(10);
    let hundred = scorer(100);
    for documents in [2_000, 4_000] {
        let json = sheets::assessment(100, documents);
        let read =
            || Assessment::from_json(&hundred, None, None, black_box(json.as_bytes())).unwrap();
        let card = hundred.score(&read()).unwrap();
        let found = check_assessment(&card);
        for check in ["sha256-malformed", "document-after-as-of"] {
            let count = found.iter().filter(|one| one.check() == check).count();
            println!("{check}: {count} of {documents}");
        }
        group.throughput(Throughput::Elements(documents as u64));
        group.bench_function(BenchmarkId::new("read", documents), |bencher| {
            bencher.iter(read)
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

    let mut group = criterion.benchmark_group("rows of a sheet");
    group.sample_size(10);
    for rows in [400, 800] {
        let sheet = sheets::sheet(rows);
        let options = ImportOptions {
            edition: Id::parse("2024").ok(),
            ..ImportOptions::default()
        };
        let import = || import_criteria("bang.csv", black_box(sheet.as_bytes()), &options).unwrap();
        let imported = import();
        assert_eq!(imported.certain + imported.judged, rows);
        group.throughput(Throughput::Elements(rows as u64));
        group.bench_function(BenchmarkId::new("import", rows), |bencher| {
            bencher.iter(import)
        });
    }
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
