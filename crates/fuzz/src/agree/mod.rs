//! Long runs in which two ways to the same result are compared on random criteria sets.
//!
//! [`pairs`](Way::Pairs) puts the engine beside the oracle, assessment by assessment; [`lanes`](Way::Lanes)
//! puts blocks of units beside one unit at a time. Every criteria set has a number, and seed and number
//! give the same set again, by itself.

mod lanes;
mod pairs;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use crate::run::said;

/// What is put beside what
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Assessments: engine and oracle.
    Pairs,
    /// Units: lanes and rows.
    Lanes,
}

/// How much is compared
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// Which random sets
    pub seed: u64,
    /// Number of the first set
    pub first: u64,
    /// How many sets
    pub sets: u64,
    /// How many assessments or units of each
    pub each: u64,
    /// How many sets at a time
    pub threads: usize,
}

/// What was compared
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Criteria sets
    pub sets: u64,
    /// Sets that weigh or round sums, so that a denominator need not be on the grid
    pub weighed: u64,
    /// Assessments or units
    pub cases: u64,
    /// Units that lanes did not leave to rows
    pub in_lanes: u64,
    /// Values that both ways gave
    pub values: u64,
    /// Assessments of which the engine leaves a decision open that the oracle takes: bounds of places that read
    /// the same tasks by several measures are outer
    pub undecided: u64,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.sets += other.sets;
        self.weighed += other.weighed;
        self.cases += other.cases;
        self.in_lanes += other.in_lanes;
        self.values += other.values;
        self.undecided += other.undecided;
    }
}

/// The first set, by number, of which two ways gave different results
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Number of the set
    pub set: u64,
    /// What differs, with the files
    pub message: String,
}

impl Way {
    /// Its name on the command line
    pub fn name(self) -> &'static str {
        match self {
            Self::Pairs => "pairs",
            Self::Lanes => "lanes",
        }
    }

    /// What is equal where nothing differs
    pub fn claim(self) -> &'static str {
        match self {
            Self::Pairs => "engine = oracle",
            Self::Lanes => "lanes = rows",
        }
    }

    /// Compares one set; the message says what differs
    fn compare(self, number: u64, each: u64) -> Result<Tally, String> {
        match self {
            Self::Pairs => pairs::compare(number, each),
            Self::Lanes => lanes::compare(number, each),
        }
    }
}

/// The number from which everything of a set is drawn.
fn number(extent: &Extent, set: u64) -> u64 {
    extent.seed.wrapping_shl(40).wrapping_add(set)
}

/// Compares so many sets, and tells `progress` now and then how far it is
///
/// # Errors
///
/// The first difference. Nothing new is begun then.
pub fn agree(
    way: Way,
    extent: Extent,
    progress: impl Fn(&Tally) + Sync,
) -> Result<Tally, Difference> {
    let last = extent.first.saturating_add(extent.sets);
    let (next, done) = (AtomicU64::new(extent.first), Mutex::new(Tally::default()));
    let (wrong, working) = (Mutex::new(None::<Difference>), AtomicBool::new(true));
    let work = || {
        loop {
            let set = next.fetch_add(1, Ordering::Relaxed);
            if set >= last || !working.load(Ordering::Relaxed) {
                return;
            }
            let call = || way.compare(number(&extent, set), extent.each);
            let result = catch_unwind(AssertUnwindSafe(call));
            let result = result.unwrap_or_else(|payload| Err(said(&*payload)));
            match result {
                Ok(own) => held(&done).add(&own),
                Err(message) => {
                    working.store(false, Ordering::Relaxed);
                    let mut wrong = held(&wrong);
                    if wrong.as_ref().is_none_or(|known| known.set > set) {
                        *wrong = Some(Difference { set, message });
                    }
                }
            }
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..extent.threads.max(1))
            .map(|_| scope.spawn(work))
            .collect();
        while workers.iter().any(|worker| !worker.is_finished()) {
            std::thread::sleep(Duration::from_millis(50));
            progress(&held(&done));
        }
    });
    let wrong = held(&wrong).take();
    match wrong {
        Some(wrong) => Err(wrong),
        None => Ok(held(&done).clone()),
    }
}

/// What a mutex holds; a worker that panicked leaves it whole.
fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
