//! Places of rules that have no answer, and what they read.

use crate::check::scene::{Scene, Subject, number_text};
use crate::check::words::{comma, listed, quoted};
use crate::compile::Input;
use crate::diagnostic::Message;
use crate::number::{Points, Ratio};
use crate::rule::{
    Cell, CellValue, Condition, Empty, Given, Measure, Node, NodeKind, PartPolicy, Reading, Score,
    Term, Terms, give,
};

/// A place that has no answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    /// The leaf.
    pub(super) leaf: usize,
    /// The part-mark, where it is one.
    pub(super) part: Option<String>,
    /// Its maximum.
    pub(super) points: Points,
    pub(super) why: Why,
    /// The facts read, by index; those of the part before those of the whole.
    pub(super) facts: Vec<usize>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Why {
    /// A part above its whole.
    PartExceedsWhole(Box<Shares>),
    /// Nothing to measure, and no answer for that.
    Empty,
    /// A reading that no band holds.
    Gap(Ratio),
    /// A choice that has no points.
    NoOption(String),
}

/// The two sides of a share that contradict each other.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shares {
    pub(super) part: Side,
    pub(super) whole: Side,
}

/// One side of a share: its value, with what it is made of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Side {
    pub(super) value: Ratio,
    pub(super) made_of: Message,
    /// The first fact of it.
    pub(super) fact: Option<usize>,
}

/// All places without an answer, leaf by leaf.
pub(super) fn faults(scene: &Scene<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for subject in scene.applying() {
        let mut walk = Walk {
            scene,
            subject,
            faults: &mut faults,
        };
        walk.node(&subject.leaf.root);
    }
    faults
}

struct Walk<'a, 's> {
    scene: &'a Scene<'s>,
    subject: &'a Subject<'s>,
    faults: &'a mut Vec<Fault>,
}

impl Walk<'_, '_> {
    fn node(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Sum { parts, .. } => {
                for part in &**parts {
                    let applies = self.subject.own.parts & part.bit == 0;
                    if applies || part.policy == PartPolicy::NotAllowed {
                        self.node(&part.node);
                    }
                }
            }
            NodeKind::Gate { when, then, .. } => {
                if self.conditions(node, when) {
                    return;
                }
                let cells = self.subject.cells;
                let rounding = self.scene.compiled.measure_rounding;
                let fails = when.iter().any(|condition| {
                    self.is_known(&condition.measure)
                        && condition.holds(cells, rounding) == Some(false)
                });
                if !fails {
                    self.node(then);
                }
            }
            NodeKind::Cases { cases, .. } => {
                for case in &**cases {
                    if self.conditions(node, &case.when) {
                        return;
                    }
                }
            }
            NodeKind::Score(score) => {
                if !self.conditions(node, &score.knock_out) {
                    self.score(node, score);
                }
            }
        }
    }

    /// Whether a condition reads a contradiction; it is noted.
    fn conditions(&mut self, node: &Node, conditions: &[Condition]) -> bool {
        conditions
            .iter()
            .any(|condition| match self.contradiction(&condition.measure) {
                Some(shares) => {
                    self.note(
                        node,
                        &condition.measure,
                        Why::PartExceedsWhole(Box::new(shares)),
                    );
                    true
                }
                None => false,
            })
    }

    fn score(&mut self, node: &Node, score: &Score) {
        if let Some(shares) = self.contradiction(&score.measure) {
            self.note(
                node,
                &score.measure,
                Why::PartExceedsWhole(Box::new(shares)),
            );
            return;
        }
        if !self.is_known(&score.measure) {
            return;
        }
        let rounding = self.scene.compiled.measure_rounding;
        let knocked_out = score
            .knock_out
            .iter()
            .any(|condition| condition.holds(self.subject.cells, rounding) == Some(true));
        let reading = score.measure.read(self.subject.cells, rounding);
        let given = give(&score.measure, &score.scale, reading, node.max);
        if knocked_out || given != Given::Unassessable {
            return;
        }
        let why = match reading {
            Reading::Empty if score.measure.empty() == Empty::Undeclared => Why::Empty,
            Reading::Number(value) => Why::Gap(value),
            Reading::Choice(index) => Why::NoOption(self.option(&score.measure, index)),
            Reading::Empty | Reading::NotDone | Reading::Contradiction => return,
        };
        self.note(node, &score.measure, why);
    }

    fn note(&mut self, node: &Node, measure: &Measure, why: Why) {
        let mut facts = Vec::new();
        measure.for_each_cell(&mut |cell| {
            if let Some(fact) = self.input(cell).and_then(Input::fact)
                && !facts.contains(&fact)
            {
                facts.push(fact);
            }
        });
        let place = self.subject.leaf.places.get(node.place);
        self.faults.push(Fault {
            leaf: self.subject.index,
            part: place
                .and_then(|place| place.path.last())
                .map(ToString::to_string),
            points: Points::from_nanos(node.max),
            why,
            facts,
        });
    }

    fn input(&self, cell: usize) -> Option<&Input> {
        self.scene
            .compiled
            .inputs
            .get(*self.subject.leaf.inputs.get(cell)?)
    }

    /// Whether every cell of a measure is known and none is contradictory.
    fn is_known(&self, measure: &Measure) -> bool {
        let mut known = true;
        measure.for_each_cell(&mut |cell| {
            known &= self
                .subject
                .cells
                .get(cell)
                .is_some_and(|cell| cell.is_known() && cell.value != CellValue::Contradiction);
        });
        known
    }

    /// A share whose part is above its whole, whatever is still open.
    fn contradiction(&self, measure: &Measure) -> Option<Shares> {
        let Measure::Share { part, whole, .. } = measure else {
            return None;
        };
        let (least, _) = self.range(part)?;
        let (_, most) = self.range(whole)?;
        if least <= most && least >= Ratio::ZERO {
            return None;
        }
        Some(Shares {
            part: self.side(part, least)?,
            whole: self.side(whole, most)?,
        })
    }

    /// Least and greatest sum of cells.
    fn range(&self, terms: &Terms) -> Option<(Ratio, Ratio)> {
        let (mut low, mut high) = (0_i128, 0_i128);
        for term in &*terms.terms {
            let CellValue::Number { lo, hi } = self.subject.cells.get(term.cell)?.value else {
                return None;
            };
            let factor = i128::from(term.factor);
            let ends = [
                i128::from(lo).checked_mul(factor)?,
                i128::from(hi).checked_mul(factor)?,
            ];
            low = low.checked_add(*ends.iter().min()?)?;
            high = high.checked_add(*ends.iter().max()?)?;
        }
        let den = i128::from(terms.den);
        Some((Ratio::new(low, den)?, Ratio::new(high, den)?))
    }

    fn side(&self, terms: &Terms, value: Ratio) -> Option<Side> {
        let parts: Option<Vec<Message>> = terms.terms.iter().map(|term| self.term(term)).collect();
        let first = terms.terms.first()?;
        Some(Side {
            value,
            made_of: listed(&parts?),
            fact: self.input(first.cell).and_then(Input::fact),
        })
    }

    /// A fact with its value: `“Hồ sơ đúng hạn” 12`.
    fn term(&self, term: &Term) -> Option<Message> {
        let fact = self.scene.fact(self.input(term.cell)?.fact()?)?;
        let cell: &Cell = self.subject.cells.get(term.cell)?;
        let CellValue::Number { lo, hi } = cell.value else {
            return None;
        };
        let title = quoted(&fact.title);
        let sign = if term.factor < 0 { "−" } else { "" };
        let end = if term.factor < 0 { lo } else { hi };
        let value = number_text(fact, end).unwrap_or_else(|| end.to_string());
        if lo == hi {
            return Some(Message::new(
                format!("{} {sign}{}", title.vi, comma(&value)),
                format!("{} {sign}{value}", title.en),
            ));
        }
        Some(Message::new(
            format!("{} chưa có, nhiều nhất {sign}{}", title.vi, comma(&value)),
            format!("{} unanswered, at most {sign}{value}", title.en),
        ))
    }

    fn option(&self, measure: &Measure, index: u32) -> String {
        use crate::file::FactKind;
        let name = || {
            let Measure::Choice { cell, timely, .. } = measure else {
                return None;
            };
            let place = usize::try_from(index).ok()?;
            if *timely {
                return ["on-time", "late", "none"]
                    .get(place)
                    .map(|&name| name.to_owned());
            }
            let fact = self.scene.fact(self.input(*cell)?.fact()?)?;
            match &fact.kind {
                FactKind::Choice(kind) => kind
                    .options
                    .get(place)
                    .map(|option| option.title.vi.clone()),
                _ => ["yes", "no"].get(place).map(|&name| name.to_owned()),
            }
        };
        name().unwrap_or_else(|| index.to_string())
    }
}
