//! Contenders taking turns.

use std::time::{Duration, Instant};

use crate::wrong::Wrong;

/// Time that a fast contender may take in a round, by running again and again.
const TURN: Duration = Duration::from_millis(20);
const REPEATS: u32 = 10;

/// Something that scores units once, and the least time it took.
pub(crate) struct Run {
    run: Box<dyn FnMut()>,
    least: Duration,
}

impl Run {
    fn new(run: impl FnMut() + 'static) -> Self {
        Self {
            run: Box::new(run),
            least: Duration::MAX,
        }
    }

    fn turn(&mut self) {
        let began = Instant::now();
        for _ in 0..REPEATS {
            let from = Instant::now();
            (self.run)();
            self.least = from.elapsed().min(self.least);
            if began.elapsed() > TURN {
                break;
            }
        }
    }
}

pub(crate) struct Contender {
    pub(crate) name: String,
    /// The package it comes from; nothing for loops by hand.
    pub(crate) package: &'static str,
    pub(crate) wrong: Wrong,
    /// Units that a run scores.
    pub(crate) units: usize,
    /// What it says of units with an answer missing.
    pub(crate) one_open: String,
    ready: Run,
    from_answers: Option<Run>,
}

impl Contender {
    /// A run over units whose inputs are as it wants them.
    pub(crate) fn new(
        (name, package): (&str, &'static str),
        wrong: Wrong,
        units: usize,
        run: impl FnMut() + 'static,
    ) -> Self {
        Self {
            name: name.to_owned(),
            package,
            wrong,
            units,
            one_open: String::new(),
            ready: Run::new(run),
            from_answers: None,
        }
    }

    /// And one that makes those inputs from the answers of the same units first.
    pub(crate) fn from_answers(mut self, run: impl FnMut() + 'static) -> Self {
        self.from_answers = Some(Run::new(run));
        self
    }

    pub(crate) fn one_open(mut self, said: String) -> Self {
        self.one_open = said;
        self
    }

    /// Nanoseconds a unit, with inputs ready.
    pub(crate) fn nanos(&self) -> f64 {
        self.ready.least.as_secs_f64() * 1e9 / self.units as f64
    }

    /// And with inputs made; `None` where answers are what it reads.
    pub(crate) fn nanos_from_answers(&self) -> Option<f64> {
        let run = self.from_answers.as_ref()?;
        Some(run.least.as_secs_f64() * 1e9 / self.units as f64)
    }
}

/// All take turns, as often as there are rounds.
pub(crate) fn race(contenders: &mut [Contender], rounds: usize) {
    for round in 0..rounds {
        eprint!("\rround {} of {rounds}", round + 1);
        for contender in &mut *contenders {
            contender.ready.turn();
            contender.from_answers.iter_mut().for_each(Run::turn);
        }
    }
    eprintln!();
}
