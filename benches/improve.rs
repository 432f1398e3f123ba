//! A plan of least effort from 200 separable actions.
//!
//! `cargo bench --bench improve`. Each answer is compared with one found by a table of the best points for
//! every cost, which shares no code with the library.

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark stops at what should not happen"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use par_index::compile::Scorer;
use par_index::eval::Column;
use par_index::file::AssessmentFile;
use par_index::improve::{Actions, Goal, Proof, improve};
use par_index::model::CriteriaSet;
use par_index::number::{Date, Quantity};
use serde_json::{Value, json};

const COUNT: usize = 200;

/// Points in hundredths and cost of each action.
fn terms() -> Vec<(i64, i64)> {
    let mut state = 42_u64;
    let mut below = |limit: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((state >> 33) % limit).unwrap()
    };
    (0..COUNT)
        .map(|_| (5 + below(196), 1 + below(60)))
        .collect()
}

/// A set of 200 yes-no leaves with as many points as the action that answers them is to bring.
fn world() -> (Scorer, AssessmentFile, Actions) {
    let decimal = |hundredths: i64| format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let terms = terms();
    let (mut facts, mut leaves, mut actions) = (
        Vec::<Value>::new(),
        Vec::<Value>::new(),
        Vec::<Value>::new(),
    );
    for (at, (points, cost)) in terms.iter().enumerate() {
        let fact = format!("f{at}");
        facts.push(json!({ "id": fact, "title": { "vi": "Đã làm" }, "kind": "yes-no" }));
        leaves.push(json!({
            "id": format!("c{at}"), "title": { "vi": "Việc" }, "max_points": decimal(*points), "basis": "calculated",
            "cites": [{ "source": "sheet" }],
            "rule": { "score": { "measure": { "choice": fact }, "scale": { "options": [
                { "is": "yes", "points": decimal(*points) }, { "is": "no", "points": 0 },
            ] } } },
        }));
        actions.push(json!({
            "id": format!("a{at}"), "title": { "vi": "Việc" }, "cost": cost,
            "changes": [{ "fact": { "fact": fact, "value": true } }],
        }));
    }
    let all = decimal(terms.iter().map(|own| own.0).sum());
    let set = json!({
        "format": "par-index/criteria@1", "id": "sheet", "edition": "1", "title": { "vi": "Bảng điểm" },
        "provenance": "illustrative", "notice": { "vi": "Tự đặt" }, "level": "department",
        "in_force": { "from": "2024-01-01", "until": "2024-12-31" },
        "instruments": [{ "id": "sheet", "instrument": "Tự đặt" }], "max_points": all,
        "rounding": { "leaf": { "places": 2, "mode": "half-up" }, "index": { "places": 2, "mode": "half-up" }, "claim_places": 2 },
        "facts": facts,
        "areas": [{ "id": "i", "title": { "vi": "Lĩnh vực" }, "max_points": all, "criteria": leaves }],
    });
    let scorer =
        Scorer::new(CriteriaSet::from_json(None, set.to_string().as_bytes()).unwrap()).unwrap();
    let mut base = scorer
        .blank_assessment("so-a", Date::parse("2024-11-20").unwrap())
        .unwrap();
    for at in 0..COUNT {
        base.answer(&format!("f{at}"), false).unwrap();
    }
    let file = json!({ "format": "par-index/actions@1", "cost_unit": { "vi": "ngày công" }, "actions": actions });
    let actions = Actions::from_json(None, file.to_string().as_bytes()).unwrap();
    (scorer, base, actions)
}

/// The most points in hundredths for each budget.
fn best(budget: usize) -> i64 {
    let mut table = vec![0_i64; budget + 1];
    for (points, cost) in terms() {
        let cost = usize::try_from(cost).unwrap();
        for at in (cost..=budget).rev() {
            table[at] = table[at].max(table[at - cost] + points);
        }
    }
    table[budget]
}

fn plans(criterion: &mut Criterion) {
    let (scorer, base, actions) = world();
    let mut group = criterion.benchmark_group("improve");
    group.sample_size(10);
    for budget in [500, 2_500] {
        let goal = Goal::Budget(Quantity::from_i64(budget).unwrap());
        let run = || improve(&scorer, None, &base, &actions, &goal, Column::Computed).unwrap();
        let plan = run();
        let expected = best(usize::try_from(budget).unwrap());
        assert_eq!(plan.after.points.nanos(), expected * 10_000_000);
        assert_eq!((plan.proof, plan.groups), (Proof::Optimal, COUNT));
        group.bench_function(format!("most points for {budget}"), |bencher| {
            bencher.iter(|| black_box(run()));
        });
        let goal = Goal::Index(plan.after.rounded.unwrap());
        let cheapest = improve(&scorer, None, &base, &actions, &goal, Column::Computed).unwrap();
        assert_eq!(cheapest.proof, Proof::Optimal);
    }
    group.finish();
}

criterion_group!(benches, plans);
criterion_main!(benches);
