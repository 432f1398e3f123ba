//! A leaf while its rule is being made.

use std::collections::BTreeSet;

use crate::fact::{Fact, Kind, Question};
use crate::seed::Dice;

/// A part-mark that may be claimed as not applicable
#[derive(Clone, Debug)]
pub(crate) struct PartMark {
    pub(crate) id: String,
    pub(crate) policy: &'static str,
}

/// What is known of a leaf so far
pub(crate) struct Draft<'s> {
    pub(crate) dice: Dice<'s>,
    pub(crate) id: String,
    /// Who gives its facts.
    pub(crate) provider: Option<&'static str>,
    /// A number fact of an earlier leaf that may be read again.
    pub(crate) earlier: Option<Fact>,
    pub(crate) questions: Vec<Question>,
    pub(crate) parts: Vec<PartMark>,
    pub(crate) slots: BTreeSet<usize>,
    /// Other groups of tasks it reads, by the names evidence knows them by.
    pub(crate) groups: BTreeSet<&'static str>,
    /// Facts of which more is never worse.
    pub(crate) countable: Vec<String>,
    /// Facts read that belong to an earlier leaf.
    pub(crate) borrowed: Vec<String>,
    facts: usize,
}

/// What a rule may be at a place
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Points must have finite decimals: nothing rounds them.
    pub(crate) finite: bool,
    /// Combinators may still be nested so deep.
    pub(crate) depth: usize,
}

impl<'s> Draft<'s> {
    pub(crate) fn new(id: String, shape: &'s [u8]) -> Self {
        Self {
            dice: Dice::new(shape),
            id,
            provider: None,
            earlier: None,
            questions: Vec::new(),
            parts: Vec::new(),
            slots: BTreeSet::new(),
            groups: BTreeSet::new(),
            countable: Vec::new(),
            borrowed: Vec::new(),
            facts: 0,
        }
    }

    /// A new fact of the leaf
    pub(crate) fn fact(&mut self, kind: Kind) -> Fact {
        self.facts += 1;
        Fact {
            id: format!("{}-f{}", self.id, self.facts),
            kind,
            provider: self.provider,
            hints: Vec::new(),
        }
    }

    /// A new number fact with these limits, in whole steps
    pub(crate) fn number(&mut self, min: i64, max: i64) -> Fact {
        self.fact(Kind::Number {
            decimals: 0,
            min,
            max,
        })
    }

    /// All facts of the leaf itself
    pub(crate) fn own_facts(&self) -> Vec<&Fact> {
        self.questions.iter().flat_map(Question::facts).collect()
    }
}
