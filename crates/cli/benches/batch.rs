//! `batch` beside the work that no way of scoring can do without: cutting records, splitting and parsing
//! their cells, and writing rows of as many values.
//!
//! `cargo bench -p par-index-cli --bench batch -- [UNITS]`; the set is `department-from-plan`. All runs
//! are of one process after the other, on one input file in the folder for temporary files of cargo.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a bench stops at what should not happen, and prints what it finds"
)]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use par_index::file::{Fact, FactKind};
use par_index::model::CriteriaSet;
use par_index::number::{Date, Points, Quantity};

const SET: &str = "department-from-plan";
/// Rounds; what is compared is compared within a round, for machines change their pace.
const ROUNDS: usize = 11;
/// Rounds of a million units.
const LONG_ROUNDS: usize = 3;

/// Runs `par-index`, and gives the time it took.
fn run(args: &[&str]) -> Duration {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_par-index"))
        .args(args)
        .stdin(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{args:?}");
    start.elapsed()
}

/// A value of a result, parsed.
enum Value {
    Points(Points),
    Text(String),
}

/// Some rows of results, as values to be written.
fn values(results: &Path) -> Vec<Vec<Value>> {
    let rows = BufReader::new(File::open(results).unwrap()).lines().skip(1);
    let value = |cell: &str| match Quantity::parse(cell).ok().and_then(Points::from_quantity) {
        Some(points) => Value::Points(points),
        None => Value::Text(cell.to_owned()),
    };
    rows.take(512)
        .map(|row| row.unwrap().split(',').map(value).collect())
        .collect()
}

/// Reads a cell as its kind; how it is kept does not matter here.
fn parse(fact: &Fact, text: &str) -> i64 {
    match &fact.kind {
        FactKind::Number(_) => Quantity::parse(text).map_or(0, Quantity::mantissa),
        FactKind::YesNo => i64::from(text == "true"),
        FactKind::Choice(kind) => {
            let mut options = kind.options.iter();
            let found = options.position(|option| option.id.as_str() == text);
            i64::try_from(found.unwrap_or(0)).unwrap()
        }
        FactKind::Date(_) => i64::from(Date::parse(text).is_ok()),
        FactKind::Table(_) => serde_json::from_str::<serde_json::Value>(text).map_or(0, |rows| {
            rows.as_array()
                .map_or(0, |rows| i64::try_from(rows.len()).unwrap())
        }),
    }
}

/// Reads all inputs and writes as many results as there are units, without scoring.
fn without_scoring(set: &CriteriaSet, units: &Path, rows: &[Vec<Value>], into: &Path) -> Duration {
    let start = Instant::now();
    let mut reader = csv::Reader::from_path(units).unwrap();
    let heads = reader.headers().unwrap().clone();
    let facts: Vec<Option<&Fact>> = heads
        .iter()
        .map(|name| {
            set.fact_index(name)
                .and_then(|index| set.facts().get(index))
        })
        .collect();
    let mut out = BufWriter::with_capacity(1 << 18, File::create(into).unwrap());
    let mut record = csv::ByteRecord::new();
    let mut line = Vec::new();
    let (mut number, mut sum) = (0, 0_i64);
    while reader.read_byte_record(&mut record).unwrap() {
        for (field, fact) in record.iter().zip(&facts) {
            let text = std::str::from_utf8(field).unwrap().trim();
            if let (Some(fact), false) = (fact, text.is_empty()) {
                sum = sum.wrapping_add(parse(fact, text));
            }
        }
        line.clear();
        for value in &rows[number % rows.len()] {
            match value {
                Value::Points(points) => points.append_to(&mut line),
                Value::Text(text) => line.extend_from_slice(text.as_bytes()),
            }
            line.push(b',');
        }
        line.push(b'\n');
        out.write_all(&line).unwrap();
        number += 1;
    }
    out.flush().unwrap();
    assert_ne!(sum, 0);
    start.elapsed()
}

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let units = args.next().unwrap_or_else(|| "20000".to_owned());
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(&folder).unwrap();
    let [input, output] = ["bench-units.csv", "bench-scores.csv"].map(|name| folder.join(name));
    let [from, into] = [&input, &output].map(|path| path.to_str().unwrap());
    run(&[
        "generate",
        "--criteria",
        SET,
        "--units",
        &units,
        "--format",
        "csv",
        "--output",
        from,
    ]);
    let shipped = par_index::shipped::find(SET, "2024").unwrap();
    let set = CriteriaSet::from_json(None, shipped.json.as_bytes()).unwrap();
    let batch = |jobs| {
        run(&[
            "batch",
            from,
            "--criteria",
            SET,
            "--jobs",
            jobs,
            "--output",
            into,
        ])
    };
    batch("1");
    let rows = values(&output);
    let rounds = if units.len() > 5 { LONG_ROUNDS } else { ROUNDS };
    let rounds: Vec<[f64; 3]> = (0..rounds)
        .map(|_| {
            let alone = without_scoring(&set, &input, &rows, &folder.join("bench-rows.csv"));
            [alone, batch("1"), batch("2")].map(|took| took.as_secs_f64())
        })
        .collect();
    let middle = |of: fn(&[f64; 3]) -> f64| {
        let mut values: Vec<f64> = rounds.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    println!("{units} units, the middle of {} rounds", rounds.len());
    println!("reading and writing alone {:.2} s", middle(|took| took[0]));
    println!(
        "batch --jobs 1            {:.2} s, {:.2} times that",
        middle(|took| took[1]),
        middle(|took| took[1] / took[0])
    );
    println!(
        "batch --jobs 2            {:.2} s, {:.2} times as fast as one, {:.2} times reading and writing",
        middle(|took| took[2]),
        middle(|took| took[1] / took[2]),
        middle(|took| took[2] / took[0])
    );
}
