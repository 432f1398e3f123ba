//! `par-index-fuzz TARGET|all [--runs N] [--seed S] [--seconds T]`, `par-index-fuzz replay TARGET FILE`

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use par_index_fuzz::{Limits, Target, all, replay, run};

const USAGE: &str = "par-index-fuzz TARGET|all [--runs N] [--seed S] [--seconds T]\npar-index-fuzz replay TARGET FILE";

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
    let mut limits = Limits {
        runs: 20_000,
        seed: 1,
        time: None,
        longest: 200_000,
    };
    for pair in rest.chunks(2) {
        let Some((name, number)) = pair
            .first()
            .zip(pair.get(1).and_then(|text| text.parse().ok()))
        else {
            return usage();
        };
        match *name {
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
