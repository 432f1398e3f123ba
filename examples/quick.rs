//! quick
use par_index::{compile::Scorer, eval::*, model::*, output::ScorecardJson};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let set = CriteriaSet::from_json(Some("set"), &std::fs::read(&a[1]).unwrap())
        .unwrap_or_else(|e| panic!("{e}"));
    let scorer = Scorer::new(set).unwrap();
    let plan = ReformPlan::from_json(Some("plan"), &std::fs::read(&a[2]).unwrap())
        .unwrap_or_else(|e| panic!("{e}"));
    let ass = Assessment::from_json(
        &scorer,
        Some(&plan),
        Some("a"),
        &std::fs::read(&a[3]).unwrap(),
    )
    .unwrap_or_else(|e| panic!("{e}"));
    println!("{}", ass.findings());
    let card = scorer.score(&ass).unwrap();
    println!(
        "{}",
        serde_json::to_string_pretty(&ScorecardJson(&card)).unwrap()
    );
    let t = std::time::Instant::now();
    let mut n = 0;
    for _ in 0..2000 {
        n += scorer.score(&ass).unwrap().losses().len();
    }
    eprintln!("ledger {:?} {}", t.elapsed() / 2000, n);
    let t = std::time::Instant::now();
    for _ in 0..2000 {
        n += scorer.totals(&ass).unwrap().areas.len();
    }
    eprintln!("totals {:?} {}", t.elapsed() / 2000, n);
}
