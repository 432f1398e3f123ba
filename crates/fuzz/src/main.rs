//! `par-index-fuzz TARGET|all [--runs N] [--seed S] [--seconds T]`, `par-index-fuzz replay TARGET FILE`,
//! `par-index-fuzz agree pairs|lanes [--sets N] [--each K] [--seed S] [--first I] [--threads T]`

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use par_index_fuzz::agree::{Extent, Tally, Way, agree};
use par_index_fuzz::{Limits, Target, all, replay, run};

const USAGE: &str = "par-index-fuzz TARGET|all [--runs N] [--seed S] [--seconds T]
par-index-fuzz replay TARGET FILE
par-index-fuzz agree pairs|lanes [--sets N] [--each K] [--seed S] [--first I] [--threads T]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [first, rest @ ..] = words.as_slice() else {
        return usage();
    };
    if *first == "replay" {
        let [target, path] = rest else {
            return usage();
        };
        return match (named(target), std::fs::read(path)) {
            (Some(target), Ok(input)) => match replay(target, &input) {
                Ok(answer) => said(&format!("holds: {answer}")),
                Err(message) => failed(&message),
            },
            (None, _) => usage(),
            (_, Err(error)) => failed(&format!("{path}: {error}")),
        };
    }
    if *first == "agree" {
        return long_run(rest);
    }
    let mut limits = Limits {
        runs: 20_000,
        seed: 1,
        time: None,
        longest: 200_000,
    };
    for pair in rest.chunks(2) {
        let Some((name, number)) = option(pair) else {
            return usage();
        };
        match name {
            "--runs" => limits.runs = usize::try_from(number).unwrap_or(usize::MAX),
            "--seed" => limits.seed = number,
            "--seconds" => limits.time = Some(Duration::from_secs(number)),
            _ => return usage(),
        }
    }
    let targets: Vec<&Target> = match *first {
        "all" => all().iter().collect(),
        name => named(name).into_iter().collect(),
    };
    if targets.is_empty() {
        return usage();
    }
    for target in targets {
        let report = run(target, limits);
        let name = target.name();
        if let Some(failure) = report.failure {
            let path = format!("{name}-{}.input", report.runs);
            let kept = std::fs::write(Path::new(&path), &failure.input);
            let how = match kept {
                Ok(()) => {
                    format!("again: cargo run --release -p par-index-fuzz -- replay {name} {path}")
                }
                Err(error) => format!("{path}: {error}"),
            };
            return failed(&format!(
                "{name}, input {}: {}\n{how}",
                report.runs, failure.message
            ));
        }
        said(&format!(
            "{name}: {} inputs, {} kinds of answers",
            report.runs, report.answers
        ));
    }
    ExitCode::SUCCESS
}

/// A name and its number.
fn option<'w>(pair: &[&'w str]) -> Option<(&'w str, u64)> {
    let [name, number] = pair else { return None };
    Some((name, number.parse().ok()?))
}

fn long_run(words: &[&str]) -> ExitCode {
    let [way, rest @ ..] = words else {
        return usage();
    };
    let ways = [Way::Pairs, Way::Lanes];
    let Some(way) = ways.into_iter().find(|known| known.name() == *way) else {
        return usage();
    };
    let mut extent = Extent {
        seed: 1,
        first: 0,
        sets: 1_000,
        each: match way {
            Way::Pairs => 10,
            Way::Lanes => 1_000,
        },
        threads: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
    };
    for pair in rest.chunks(2) {
        let Some((name, number)) = option(pair) else {
            return usage();
        };
        match name {
            "--sets" => extent.sets = number,
            "--each" => extent.each = number,
            "--seed" => extent.seed = number,
            "--first" => extent.first = number,
            "--threads" => extent.threads = usize::try_from(number).unwrap_or(1),
            _ => return usage(),
        }
    }
    let (began, is_seen) = (Instant::now(), std::io::stderr().is_terminal());
    let progress = |tally: &Tally| {
        if is_seen {
            eprint!(
                "\r{} of {} sets, {} cases",
                tally.sets, extent.sets, tally.cases
            );
        }
    };
    let result = agree(way, extent, progress);
    if is_seen {
        eprintln!();
    }
    let (name, seed, seconds) = (way.name(), extent.seed, began.elapsed().as_secs());
    match result {
        Ok(tally) => {
            let detail = match way {
                Way::Pairs => format!(
                    "{} sets that weigh or round sums, {} cases with a decision left open by outer bounds",
                    tally.weighed, tally.undecided
                ),
                Way::Lanes => format!("{} units in lanes", tally.in_lanes),
            };
            said(&format!(
                "{name}: {}; {} sets, {} cases, {} values, {detail}; seed {seed}, {seconds} s",
                way.claim(),
                tally.sets,
                tally.cases,
                tally.values,
            ))
        }
        Err(found) => failed(&format!(
            "{name}, set {}: {}\nagain: cargo run --release -p par-index-fuzz -- agree {name} --seed {seed} --first {} --sets 1 --each {}",
            found.set, found.message, found.set, extent.each
        )),
    }
}

fn named(name: &str) -> Option<&'static Target> {
    all().iter().find(|target| target.name() == name)
}

fn said(text: &str) -> ExitCode {
    println!("{text}");
    ExitCode::SUCCESS
}

fn failed(text: &str) -> ExitCode {
    eprintln!("{text}");
    ExitCode::FAILURE
}

fn usage() -> ExitCode {
    let names: Vec<&str> = all().iter().map(Target::name).collect();
    eprintln!("{USAGE}\ntargets: {}", names.join(", "));
    ExitCode::from(2)
}
