//! Calling a target with bent inputs.

use std::any::Any;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::chance::Chance;
use crate::targets::Target;

/// Most inputs kept because they gave a new answer.
const MOST_KEPT: usize = 2_000;

/// How much is tried
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many inputs
    pub runs: usize,
    /// Which inputs
    pub seed: u64,
    /// For how long at most
    pub time: Option<Duration>,
    /// Longest input that is bent, in bytes, so that a run does not slow down
    pub longest: usize,
}

/// What was tried
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many inputs were given
    pub runs: usize,
    /// How many different answers there were
    pub answers: usize,
    /// The first input that failed
    pub failure: Option<Failure>,
}

/// An input that failed
#[derive(Clone, Debug)]
pub struct Failure {
    /// The input
    pub input: Vec<u8>,
    /// What the panic said
    pub message: String,
}

/// Gives a target everything in its corpus, and then so many bent inputs
pub fn run(target: &Target, limits: Limits) -> Report {
    let started = Instant::now();
    let mut chance = Chance::new(limits.seed);
    let mut report = Report::default();
    let mut answers = BTreeSet::new();
    let mut corpus = target.corpus();
    corpus.retain(|input| input.len() <= limits.longest);
    let mut pool = corpus.clone();
    for at in 0..corpus.len() + limits.runs {
        if limits.time.is_some_and(|time| started.elapsed() >= time) {
            break;
        }
        let input = if let Some(input) = corpus.get(at) {
            input.clone()
        } else if let Some((own, other)) = chance.of(&pool).zip(chance.of(&corpus)) {
            target.bend(own, other, &mut chance)
        } else {
            break;
        };
        report.runs += 1;
        match replay(target, &input) {
            Ok(answer) => {
                let short = input.len() <= limits.longest && pool.len() < MOST_KEPT;
                if answers.insert(answer) && short && at >= corpus.len() {
                    pool.push(input);
                }
            }
            Err(message) => {
                report.failure = Some(Failure { input, message });
                break;
            }
        }
    }
    report.answers = answers.len();
    report
}

/// Gives a target one input
///
/// # Errors
///
/// What the panic said.
pub fn replay(target: &Target, input: &[u8]) -> Result<String, String> {
    catch_unwind(AssertUnwindSafe(|| target.call(input))).map_err(|payload| said(&*payload))
}

/// What a panic said.
pub(crate) fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().cloned();
    text.or_else(|| {
        payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
    })
    .unwrap_or_else(|| "a panic without words".to_owned())
}
