//! Raw small integers from which everything is built.

use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

/// The raw integers of a case; every value of them is a valid case
///
/// The criteria set depends on `set`, and on `shape` of leaves, bonus and penalty; the plan on `shape`
/// of the tasks. All the rest is in the assessment. A seed of zeros is the simplest case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseSeed {
    /// Frame of the criteria set: areas, rounding, treatments.
    pub set: Vec<u8>,
    /// Frame of the assessment: date, unit group, absent sources, appraisal rounds.
    pub situation: Vec<u8>,
    /// Leaves of the areas.
    pub leaves: Vec<LeafSeed>,
    /// Bonus leaves.
    pub bonus: Vec<LeafSeed>,
    /// Penalty leaves.
    pub penalty: Vec<LeafSeed>,
    /// Tasks of the plan.
    pub tasks: Vec<TaskSeed>,
    /// Weights whose shares need not end: thirds, sevenths.
    pub thirds: bool,
}

/// The raw integers of one leaf, with those of its facts, documents, claims and appraisals
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeafSeed {
    /// Its rule and requirements.
    pub shape: Vec<u8>,
    /// Values of its facts.
    pub answers: Vec<u8>,
    /// Its documents.
    pub evidence: Vec<u8>,
    /// What is claimed and appraised.
    pub decisions: Vec<u8>,
}

/// The raw integers of one task, with those of its results
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskSeed {
    /// Its schedule and products.
    pub shape: Vec<u8>,
    /// What became of it.
    pub answers: Vec<u8>,
}

fn bytes(length: usize) -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), length)
}

fn leaf() -> impl Strategy<Value = LeafSeed> {
    (bytes(64), bytes(32), bytes(32), bytes(16)).prop_map(
        |(shape, answers, evidence, decisions)| LeafSeed {
            shape,
            answers,
            evidence,
            decisions,
        },
    )
}

fn task() -> impl Strategy<Value = TaskSeed> {
    (bytes(12), bytes(32)).prop_map(|(shape, answers)| TaskSeed { shape, answers })
}

impl CaseSeed {
    /// Random seeds; they shrink towards fewer leaves and smaller integers
    pub fn strategy() -> impl Strategy<Value = Self> {
        (
            bytes(64),
            bytes(32),
            vec(leaf(), 3..=8),
            vec(leaf(), 0..=2),
            vec(leaf(), 0..=2),
            vec(task(), 1..=4),
        )
            .prop_map(|(set, situation, leaves, bonus, penalty, tasks)| Self {
                set,
                situation,
                leaves,
                bonus,
                penalty,
                tasks,
                thirds: false,
            })
    }

    /// A seed made from one number, for loops and benchmarks without proptest
    ///
    /// # Examples
    ///
    /// ```
    /// use par_index_testkit::{CaseSeed, case_from_seed};
    ///
    /// let case = case_from_seed(CaseSeed::from_number(7));
    /// assert!(case.criteria.contains("par-index/criteria@1"));
    /// ```
    pub fn from_number(number: u64) -> Self {
        let mut stream = Stream(number);
        let leaves = 3 + stream.below(6);
        let (bonus, penalty, tasks) = (stream.below(3), stream.below(3), 1 + stream.below(4));
        Self {
            set: stream.bytes(64),
            situation: stream.bytes(32),
            leaves: (0..leaves).map(|_| stream.leaf()).collect(),
            bonus: (0..bonus).map(|_| stream.leaf()).collect(),
            penalty: (0..penalty).map(|_| stream.leaf()).collect(),
            tasks: (0..tasks).map(|_| stream.task()).collect(),
            thirds: false,
        }
    }

    /// The same with more weighted means, whose shares need not end
    #[must_use]
    pub fn with_thirds(self) -> Self {
        Self {
            thirds: true,
            ..self
        }
    }

    /// The same criteria set and plan with other facts, results, documents, claims and appraisals
    #[must_use]
    pub fn answered_anew(&self, number: u64) -> Self {
        let mut stream = Stream(number);
        let mut seed = self.clone();
        seed.situation = stream.bytes(32);
        for leaf in seed
            .leaves
            .iter_mut()
            .chain(&mut seed.bonus)
            .chain(&mut seed.penalty)
        {
            let fresh = stream.leaf();
            leaf.answers = fresh.answers;
            leaf.evidence = fresh.evidence;
            leaf.decisions = fresh.decisions;
        }
        for task in &mut seed.tasks {
            task.answers = stream.bytes(32);
        }
        seed
    }
}

/// The splitmix64 sequence
struct Stream(u64);

impl Stream {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[7]
    }

    fn below(&mut self, limit: u8) -> usize {
        usize::from(self.byte() % limit)
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.byte()).collect()
    }

    fn leaf(&mut self) -> LeafSeed {
        LeafSeed {
            shape: self.bytes(64),
            answers: self.bytes(32),
            evidence: self.bytes(32),
            decisions: self.bytes(16),
        }
    }

    fn task(&mut self) -> TaskSeed {
        TaskSeed {
            shape: self.bytes(12),
            answers: self.bytes(32),
        }
    }
}

/// Choices read off a list of raw integers; past its end every choice is the first
pub(crate) struct Dice<'s> {
    bytes: &'s [u8],
}

impl<'s> Dice<'s> {
    pub(crate) fn new(bytes: &'s [u8]) -> Self {
        Self { bytes }
    }

    /// A number below `sides`
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        let Some((first, rest)) = self.bytes.split_first() else {
            return 0;
        };
        self.bytes = rest;
        usize::from(*first) % sides.max(1)
    }

    /// A number from `least` to `greatest`
    pub(crate) fn between(&mut self, least: i64, greatest: i64) -> i64 {
        let sides = usize::try_from(greatest - least + 1).unwrap_or(1);
        least + i64::try_from(self.below(sides)).unwrap_or(0)
    }

    /// Whether something rare happens: once in so many times, never for a seed of zeros
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    /// One of a list
    pub(crate) fn of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }
}
