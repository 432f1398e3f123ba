//! One unit a call, beside the same rules written by hand.
//!
//! `cargo bench --bench rows`. Ten thousand distinct units, which no branch predictor learns by heart, fifty
//! at a time: once while their assessments are somewhere in memory, and once more while they are near.
//! Every total is compared with the exact one before anything is timed.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark stops at what should not happen, and says what it found"
)]

mod race;
mod workload;

use std::hint::black_box;
use std::ops::Range;

use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::model::CriteriaSet;
use race::race;
use workload::{Unit, by_decimal, by_f64};

const UNITS: usize = 10_000;
const AT_A_TIME: usize = 50;
const ROUNDS: usize = 20;

/// Compares what the engine gives with the exact totals; how many totals in floats are wrong.
fn compare(scorer: &Scorer, units: &[Unit], assessments: &[Assessment]) -> usize {
    let mut wrong = 0;
    for (unit, assessment) in units.iter().zip(assessments) {
        let card = scorer.score(assessment).unwrap();
        let exact = card.total().computed().unwrap();
        let totals = scorer.totals(assessment).unwrap();
        assert_eq!(totals.total().computed(), Some(exact));
        assert_eq!(by_decimal(unit).normalize().to_string(), exact.to_string());
        let shown = format!("{:.2}", by_f64(unit));
        wrong += usize::from(shown != exact.to_fixed(2));
    }
    wrong
}

fn main() {
    let set = CriteriaSet::from_json(None, workload::criteria().as_bytes()).unwrap();
    let scorer = Scorer::new(set).unwrap();
    let units: Vec<Unit> = (0..UNITS).map(Unit::new).collect();
    let read = |unit: &Unit| {
        Assessment::from_json(&scorer, None, None, unit.assessment().as_bytes())
            .unwrap_or_else(|found| panic!("{found}"))
    };
    let assessments: Vec<Assessment> = units.iter().map(read).collect();
    let wrong = compare(&scorer, &units, &assessments);
    println!("84 leaves, {UNITS} units; {wrong} totals of the f64 loop are wrong");
    let by_hand = |score: fn(&Unit)| {
        let units = &units;
        Box::new(move |range: Range<usize>| {
            for unit in &units[range] {
                score(black_box(unit));
            }
        })
    };
    let by_engine = |score: fn(&Scorer, &Assessment)| {
        let (scorer, assessments) = (&scorer, &assessments);
        Box::new(move |range: Range<usize>| {
            for assessment in &assessments[range] {
                score(scorer, black_box(assessment));
            }
        })
    };
    race(
        vec![
            (
                "hand-written, f64, totals",
                by_hand(|unit| {
                    black_box(by_f64(unit));
                }),
            ),
            (
                "hand-written, rust_decimal, totals",
                by_hand(|unit| {
                    black_box(by_decimal(unit));
                }),
            ),
            (
                "par-index, totals",
                by_engine(|scorer, assessment| {
                    black_box(scorer.totals(assessment).unwrap());
                }),
            ),
            (
                "par-index, ledger",
                by_engine(|scorer, assessment| {
                    black_box(scorer.score(assessment).unwrap());
                }),
            ),
            (
                "par-index, ledger, everything read",
                by_engine(|scorer, assessment| {
                    let card = scorer.score(assessment).unwrap();
                    black_box((card.criteria().len(), card.areas().len()));
                }),
            ),
        ],
        UNITS,
        AT_A_TIME,
        ROUNDS,
    );
}
