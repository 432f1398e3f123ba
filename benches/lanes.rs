//! Many units by columns, beside the same rules written by hand over columns.
//!
//! `cargo bench --bench lanes` (portable) and `cargo bench --bench lanes --features simd`. Every total
//! and every leaf is compared with the exact one before anything is timed.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark stops at what should not happen, and says what it found"
)]

mod columns;
mod race;
mod workload;

use std::hint::black_box;

use columns::{Columns, LEAVES, Points, fixed, floats};
use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::lanes::{Detail, FactTable, LaneScores, Lanes};
use par_index::model::CriteriaSet;
use race::{Contender, race};
use workload::{Unit, by_decimal, by_f64};

const UNITS: usize = 10_000;
const ROUNDS: usize = 200;

/// Fills a fact table, a column for each fact.
fn fill(table: &mut FactTable, columns: &Columns<i64>) {
    let shares = [
        ("bands", &columns.bands),
        ("proportion", &columns.proportion),
    ];
    for (name, shares) in shares {
        for (at, (part, whole)) in shares.iter().enumerate() {
            table.mantissas(&format!("{name}-{at}-part"), part).unwrap();
            table
                .mantissas(&format!("{name}-{at}-whole"), whole)
                .unwrap();
        }
    }
    for (at, yes) in columns.yes.iter().enumerate() {
        table.options(&format!("yes-{at}"), yes).unwrap();
    }
    for (name, counts) in [("count", &columns.count), ("fault", &columns.faults)] {
        for (at, counts) in counts.iter().enumerate() {
            table.mantissas(&format!("{name}-{at}"), counts).unwrap();
        }
    }
    for (at, (yes, (part, whole))) in columns.sums.iter().enumerate() {
        table.options(&format!("sum-{at}-yes"), yes).unwrap();
        table.mantissas(&format!("sum-{at}-part"), part).unwrap();
        table.mantissas(&format!("sum-{at}-whole"), whole).unwrap();
    }
}

/// Hundredths of a point.
fn hundredths(points: par_index::number::Points) -> i32 {
    i32::try_from(points.nanos() / 10_000_000).unwrap()
}

/// Compares every total and every leaf with the exact ones; how many totals in floats are wrong.
fn compare(
    scorer: &Scorer,
    units: &[Unit],
    scores: &LaneScores,
    fixed: &Points<i32>,
    floats: &Points<f64>,
) -> usize {
    let mut wrong = 0;
    for (at, unit) in units.iter().enumerate() {
        let assessment = Assessment::from_json(scorer, None, None, unit.assessment().as_bytes());
        let assessment = assessment.unwrap_or_else(|found| panic!("{found}"));
        let card = scorer.score(&assessment).unwrap();
        let total = card.total().computed().unwrap();
        assert_eq!(by_decimal(unit).normalize().to_string(), total.to_string());
        assert_eq!(scores.computed(at), Some(total));
        assert_eq!(fixed.totals[at], hundredths(total));
        for score in card.criteria() {
            let leaf = score.leaf();
            let exact = score.computed();
            assert_eq!(scores.leaf(at, leaf).unwrap().computed, exact);
            assert_eq!(fixed.leaves[leaf][at], hundredths(exact.unwrap()));
        }
        let shown = format!("{:.2}", floats.totals[at]);
        wrong += usize::from(shown != total.to_fixed(2));
        // Units are read in the same order by both loops in floats.
        assert_eq!(shown, format!("{:.2}", by_f64(unit)));
    }
    wrong
}

/// The same units and one more, whose numbers do not fit 16 bits: every column of numbers is wider then.
fn with_large_numbers(lanes: &Lanes, scores: &LaneScores) -> (FactTable, LaneScores) {
    let large = (70_000, 70_000);
    let mut last = Unit::new(UNITS);
    last.bands.fill(large);
    last.proportion.fill(large);
    last.count.fill(large.0);
    last.faults.fill(large.0);
    for (_, part, whole) in &mut last.sums {
        (*part, *whole) = large;
    }
    let units: Vec<Unit> = (0..UNITS).map(Unit::new).chain([last]).collect();
    let mut table = lanes.table(units.len()).unwrap();
    fill(&mut table, &Columns::new(&units, |value| value));
    let wide = lanes.score(&table, Detail::Leaves).unwrap();
    assert_eq!(wide.units_by_row(), 0);
    for unit in 0..UNITS {
        assert_eq!(wide.computed(unit), scores.computed(unit));
        for leaf in 0..LEAVES {
            let points = |scores: &LaneScores| scores.leaf(unit, leaf).unwrap().computed;
            assert_eq!(points(&wide), points(scores));
        }
    }
    (table, wide)
}

fn main() {
    let set = CriteriaSet::from_json(None, workload::criteria().as_bytes()).unwrap();
    let scorer = Scorer::new(set).unwrap();
    let day = scorer.criteria_set().file().in_force.until;
    let blank = scorer.blank_assessment("unit", day).unwrap();
    let lanes = Lanes::new(&scorer, &Assessment::new(&scorer, None, blank).unwrap()).unwrap();
    let units: Vec<Unit> = (0..UNITS).map(Unit::new).collect();
    let mut table = lanes.table(UNITS).unwrap();
    fill(&mut table, &Columns::new(&units, |value| value));

    let whole = Columns::new(&units, |value| i32::try_from(value).unwrap());
    #[expect(
        clippy::cast_precision_loss,
        reason = "binary floats are compared with"
    )]
    let binary = Columns::new(&units, |value| value as f64);
    let (mut by_hand, mut by_floats) = (Points::new(UNITS), Points::new(UNITS));
    fixed(&whole, &mut by_hand);
    floats(&binary, &mut by_floats);
    let scores = lanes.score(&table, Detail::Leaves).unwrap();
    assert_eq!(scores.units_by_row(), 0);
    let wrong = compare(&scorer, &units, &scores, &by_hand, &by_floats);

    let (wider, mut large) = with_large_numbers(&lanes, &scores);
    // "Not applicable" is not allowed there, so nobody's points change.
    let mut tenth = lanes.table(UNITS).unwrap();
    fill(&mut tenth, &Columns::new(&units, |value| value));
    let marks: Vec<bool> = (0..UNITS).map(|unit| unit % 10 == 0).collect();
    tenth.not_applicable("a0", &marks).unwrap();
    let mut by_row = lanes.score(&tenth, Detail::Leaves).unwrap();
    assert_eq!(by_row.units_by_row(), UNITS / 10);
    assert!((0..UNITS).all(|unit| by_row.computed(unit) == scores.computed(unit)));
    let (mut every, mut short) = (scores, lanes.score(&table, Detail::Totals).unwrap());
    let contenders: Vec<Contender<'_>> = vec![
        (
            "hand-written, whole hundredths",
            Box::new(|_| fixed(black_box(&whole), black_box(&mut by_hand))),
        ),
        (
            "hand-written, f64",
            Box::new(|_| floats(black_box(&binary), black_box(&mut by_floats))),
        ),
        (
            "lanes, every leaf",
            Box::new(|_| {
                let scores = black_box(&mut every);
                lanes
                    .score_into(black_box(&table), Detail::Leaves, scores)
                    .unwrap();
            }),
        ),
        (
            "lanes, every leaf, 32-bit columns",
            Box::new(|_| {
                let scores = black_box(&mut large);
                lanes
                    .score_into(black_box(&wider), Detail::Leaves, scores)
                    .unwrap();
            }),
        ),
        (
            "lanes, a tenth of the units by row",
            Box::new(|_| {
                let scores = black_box(&mut by_row);
                lanes
                    .score_into(black_box(&tenth), Detail::Leaves, scores)
                    .unwrap();
            }),
        ),
        (
            "lanes, totals",
            Box::new(|_| {
                let scores = black_box(&mut short);
                lanes
                    .score_into(black_box(&table), Detail::Totals, scores)
                    .unwrap();
            }),
        ),
    ];
    let features: Vec<&str> = [
        ("simd", cfg!(feature = "simd")),
        ("rayon", cfg!(feature = "rayon")),
    ]
    .into_iter()
    .filter_map(|(name, on)| on.then_some(name))
    .collect();
    println!(
        "{LEAVES} leaves, {UNITS} units, features {features:?}; {wrong} totals of the f64 loop are wrong"
    );
    race(contenders, UNITS, UNITS, ROUNDS);
}
