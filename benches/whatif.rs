//! One fact of a scored assessment changes: the totals that follow, beside scoring anew.
//!
//! `cargo bench --bench whatif`. Every answer is compared with that of a full score before it is timed.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a benchmark stops at what should not happen"
)]

#[expect(
    dead_code,
    reason = "the hand-written sheets are for the other benchmark"
)]
mod workload;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::file::FactValue;
use par_index::model::CriteriaSet;
use par_index::scenario::{WhatIf, WhatIfFact};
use workload::Unit;

/// Facts of each shape of leaf, with values on both sides of where it turns.
fn changes() -> Vec<(String, FactValue)> {
    let mut all = Vec::new();
    for index in 0..4 {
        for value in [1, 60, 75, 100] {
            all.push((format!("bands-{index}-part"), value.into()));
            all.push((format!("proportion-{index}-part"), value.into()));
            all.push((format!("sum-{index}-part"), value.into()));
        }
        for value in [0, 1, 2, 5] {
            all.push((format!("count-{index}"), value.into()));
            all.push((format!("fault-{index}"), value.into()));
        }
        for value in [true, false] {
            all.push((format!("yes-{index}"), value.into()));
        }
    }
    // Not one shape after the other: a processor would learn that.
    let mut at = 0;
    let count = all.len();
    (0..count)
        .map(|_| {
            at = (at + 31) % count;
            all[at].clone()
        })
        .collect()
}

/// A unit whose shares are of at least 100, so that each change of a part is consistent.
fn base(scorer: &Scorer) -> Assessment {
    let mut file = (0..)
        .map(|number| Unit::new(number).assessment())
        .map(|json| Assessment::from_json(scorer, None, None, json.as_bytes()))
        .next()
        .unwrap()
        .unwrap_or_else(|found| panic!("{found}"))
        .file()
        .clone();
    for shape in ["bands", "proportion", "sum"] {
        for index in 0..4 {
            file.answer(&format!("{shape}-{index}-part"), 90).unwrap();
            file.answer(&format!("{shape}-{index}-whole"), 100).unwrap();
        }
    }
    Assessment::new(scorer, None, file).unwrap()
}

fn benches(criterion: &mut Criterion) {
    let set = CriteriaSet::from_json(None, workload::criteria().as_bytes()).unwrap();
    let scorer = Scorer::new(set).unwrap();
    let assessment = base(&scorer);
    let mut what_if = WhatIf::new(&scorer.score(&assessment).unwrap());
    let changes: Vec<(WhatIfFact, String, FactValue)> = changes()
        .into_iter()
        .map(|(id, value)| (what_if.fact(&id).unwrap(), id, value))
        .collect();

    let mut file = assessment.file().clone();
    let mut totals = std::collections::BTreeSet::new();
    for (fact, id, value) in &changes {
        assert!(what_if.is_incremental(*fact), "{id}");
        what_if.set(*fact, value).unwrap();
        file.answer(id, value.clone()).unwrap();
        let anew = Assessment::new(&scorer, None, file.clone()).unwrap();
        let anew = scorer.totals(&anew).unwrap();
        let own = what_if.totals().unwrap();
        assert_eq!(format!("{:?}", own.total()), format!("{:?}", anew.total()));
        assert_eq!(what_if.computed(), anew.total().computed());
        assert_eq!(format!("{:?}", own.areas()), format!("{:?}", anew.areas()));
        totals.insert(own.total().computed());
    }
    assert!(totals.len() > changes.len() / 4, "the changes tell");

    let mut at = 0;
    let mut next = move || {
        at += 1;
        if at == changes.len() {
            at = 0;
        }
        let (fact, _, value) = &changes[at];
        (*fact, value.clone())
    };
    let mut group = criterion.benchmark_group("84 leaves, one fact changes");
    group.bench_function("the next change", |bencher| bencher.iter(&mut next));
    group.bench_function("set", |bencher| {
        bencher.iter(|| {
            let (fact, value) = next();
            what_if.set(fact, black_box(&value)).unwrap();
        });
    });
    group.bench_function("set, total points", |bencher| {
        bencher.iter(|| {
            let (fact, value) = next();
            what_if.set(fact, black_box(&value)).unwrap();
            what_if.computed()
        });
    });
    group.bench_function("set, index of both scopes", |bencher| {
        bencher.iter(|| {
            let (fact, value) = next();
            what_if.set(fact, black_box(&value)).unwrap();
            what_if.total().unwrap().index()
        });
    });
    group.bench_function("resolved and scored anew", |bencher| {
        bencher.iter(|| {
            let anew = Assessment::new(&scorer, None, black_box(file.clone())).unwrap();
            scorer.totals(&anew).unwrap()
        });
    });
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
