//! A leaf: its rule, its requirements, and what is answered, filed, claimed and appraised for it.

use crate::day::{self, day};
use crate::draft::{Draft, PartMark, Place};
use crate::fact::{Fact, Kind, Question};
use crate::json::{Decimal, Json, Object, points, words};
use crate::rule::{judged, rule};
use crate::seed::{Dice, LeafSeed};

/// What the place of a leaf asks of it
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// Its maximum must divide into finite decimals.
    pub(crate) even: bool,
    /// Its points must be finite: nothing rounds them.
    pub(crate) finite: bool,
    /// It is a penalty: more is worse.
    pub(crate) penalty: bool,
}

/// An evidence requirement
struct Requirement {
    id: String,
    kinds: Vec<&'static str>,
    all: bool,
}

/// A leaf with everything its seed says
pub(crate) struct Leaf<'s> {
    pub(crate) id: String,
    /// Maximum in millionths.
    pub(crate) max: i64,
    pub(crate) json: Object,
    pub(crate) questions: Vec<Question>,
    pub(crate) slots: Vec<usize>,
    parts: Vec<PartMark>,
    requirements: Vec<Requirement>,
    seed: &'s LeafSeed,
}

/// Maxima whose reciprocals are finite decimals come first
const MAXIMA: [i64; 11] = [
    1_000_000, 500_000, 2_000_000, 250_000, 4_000_000, 2_500_000, 1_500_000, 3_000_000, 750_000,
    125_000, 300_000,
];

const SOURCES: [&str; 4] = ["survey", "index", "appraiser", "other-body"];

/// Makes a leaf
pub(crate) fn leaf(id: String, seed: &LeafSeed, earlier: Option<Fact>, frame: Frame) -> Leaf<'_> {
    let shape = seed.shape.get(4..).unwrap_or(&[]);
    let mut draft = Draft::new(id.clone(), shape);
    let maxima = if frame.even {
        &MAXIMA[..6]
    } else {
        &MAXIMA[..]
    };
    let max = draft.dice.of(maxima);
    let basis = match draft.dice.below(9) {
        7 => "external",
        8 => "judged",
        _ => "calculated",
    };
    let policy = draft.dice.of(&[
        None,
        None,
        Some("not-allowed"),
        Some("leave-denominator"),
        Some("leave-denominator"),
        Some("full-marks"),
        Some("zero"),
    ]);
    let mixed = basis == "calculated" && draft.dice.once_in(12);
    if basis == "external" {
        draft.provider = Some(draft.dice.of(&SOURCES));
    } else {
        draft.earlier = earlier;
    }
    let place = Place {
        finite: frame.finite,
        depth: 2,
    };
    let rule = if basis == "judged" {
        judged(&mut draft, max)
    } else {
        rule(&mut draft, place, max)
    };
    if mixed && let Some(Question::One(fact)) = draft.questions.first_mut() {
        fact.provider = Some("index");
    }
    let mut requirements = Vec::new();
    let mut evidence = Vec::new();
    if basis != "external" {
        for at in 0..draft.dice.below(3) {
            let (requirement, json) = requirement(&mut draft, at, frame.penalty);
            requirements.push(requirement);
            evidence.push(json);
        }
    }
    let json = Object::new()
        .with("id", id.as_str())
        .with("title", words(&id))
        .with("max_points", points(max))
        .with("basis", basis)
        .maybe("not_applicable", policy)
        .with("rule", rule)
        .filled("evidence", evidence);
    Leaf {
        id,
        max,
        json,
        questions: draft.questions,
        slots: draft.slots.into_iter().collect(),
        parts: draft.parts,
        requirements,
        seed,
    }
}

fn requirement(draft: &mut Draft<'_>, at: usize, penalty: bool) -> (Requirement, Json) {
    let countable = if penalty {
        Vec::new()
    } else {
        draft.countable.clone()
    };
    let mode = match draft.dice.below(8) {
        0..=3 => "attests",
        4 => "record",
        5 => "none",
        _ if countable.is_empty() => "attests",
        _ => "per-item",
    };
    let (kinds, all) = match draft.dice.below(6) {
        0 | 1 => (Vec::new(), false),
        2 => (vec!["report"], false),
        3 | 4 => (vec!["report", "plan"], false),
        _ => (vec!["report", "minutes"], true),
    };
    let mut supports: Vec<String> = Vec::new();
    if mode == "per-item" {
        supports = countable;
    } else if draft.dice.once_in(3) {
        let slots: Vec<String> = draft
            .slots
            .iter()
            .map(|slot| format!("slot:s{slot}"))
            .collect();
        let mut all: Vec<String> = draft
            .own_facts()
            .iter()
            .map(|fact| fact.id.clone())
            .collect();
        all.extend(draft.borrowed.clone());
        all.extend(slots);
        all.extend(draft.groups.iter().map(|group| (*group).to_owned()));
        if !all.is_empty() {
            let first = draft.dice.below(all.len());
            supports.push(all[first].clone());
            if draft.dice.once_in(2) {
                supports.push(all[(first + 1) % all.len()].clone());
                supports.dedup();
            }
        }
    }
    let window = match draft.dice.below(4) {
        2 => Some((0, day::PERIOD_END)),
        3 => Some((day::of(3, 1), day::of(10, 31))),
        _ => None,
    };
    let window = window.map(|(from, until)| {
        Object::new()
            .with("from", day(from))
            .with("until", day(until))
    });
    let id = format!("r{at}");
    let listed = (!kinds.is_empty()).then(|| {
        let name = if all { "all" } else { "any" };
        Object::new().with(name, kinds.clone())
    });
    let json = Object::new()
        .with("id", id.as_str())
        .with("mode", mode)
        .maybe("kinds", listed)
        .filled("supports", supports)
        .maybe("window", window)
        .maybe("locate", draft.dice.once_in(5).then_some(true));
    (Requirement { id, kinds, all }, json.into())
}

impl Leaf<'_> {
    /// A number fact of the unit that a later leaf may read again
    pub(crate) fn shareable(&self) -> Option<Fact> {
        let mut facts = self.questions.iter().flat_map(Question::facts);
        facts
            .find(|fact| fact.provider.is_none() && matches!(fact.kind, Kind::Number { .. }))
            .cloned()
    }

    /// Values of its facts: of the unit, and of others
    pub(crate) fn answers(&self, as_of: i64) -> (Vec<(String, Json)>, Vec<Json>) {
        let mut dice = Dice::new(&self.seed.answers);
        let (mut own, mut external) = (Vec::new(), Vec::new());
        for question in &self.questions {
            let answers = question.answers(&mut dice, as_of);
            for fact in question.facts() {
                let answer = answers.iter().find(|(id, _)| *id == fact.id);
                match (fact.provider, answer) {
                    (None, Some((id, value))) => own.push((id.clone(), value.clone())),
                    (None, None) => {
                        if dice.once_in(3) {
                            own.push((fact.id.clone(), Json::Null));
                        }
                    }
                    (Some(_), Some((id, value))) => {
                        external.push(
                            Object::new()
                                .with("fact", id.as_str())
                                .with("value", value.clone())
                                .with("source", "published")
                                .into(),
                        );
                        if dice.once_in(8) {
                            own.push((id.clone(), value.clone()));
                        }
                    }
                    (Some(_), None) => {}
                }
            }
        }
        (own, external)
    }

    /// Documents put forward for it
    pub(crate) fn documents(&self, as_of: i64) -> Vec<Json> {
        let mut dice = Dice::new(&self.seed.evidence);
        let mut documents = Vec::new();
        let facts: Vec<&Fact> = self.questions.iter().flat_map(Question::facts).collect();
        let dates: Vec<i64> = facts
            .iter()
            .filter(|fact| fact.kind == Kind::Date)
            .flat_map(|fact| fact.hints.clone())
            .collect();
        for requirement in &self.requirements {
            let wanted = match dice.below(5) {
                0 | 1 => 1,
                2 | 3 => 2,
                _ => 0,
            };
            for number in 0..wanted {
                let kind = match (dice.below(7), requirement.kinds.as_slice()) {
                    (6, _) => "screenshot",
                    (_, []) => "report",
                    (_, [only]) => only,
                    (side, [first, second, ..]) => {
                        let second_one = if requirement.all {
                            number == 1
                        } else {
                            side > 3
                        };
                        if second_one { second } else { first }
                    }
                };
                let near = if dates.is_empty() {
                    dice.of(&[200, 60, 305])
                } else {
                    dice.of(&dates)
                };
                let issued = match dice.below(9) {
                    0..=2 => Some(near),
                    3 => Some(near + 1),
                    4 => Some(near - 1),
                    5 => Some(near + 40),
                    6 => Some(-30),
                    7 => Some(day::of(3, 1)),
                    _ => None,
                };
                let mut support = Object::new().with("criterion", self.id.as_str());
                if !dice.once_in(4) {
                    support = support.with("requirement", requirement.id.as_str());
                }
                if !facts.is_empty() && dice.once_in(4) {
                    let fact = dice.of(&facts);
                    if !matches!(fact.kind, Kind::Table { .. }) {
                        let value = fact.value(&mut dice, as_of);
                        let states = value.map(|value| Object::new().with(&fact.id, value));
                        support = support.maybe("states", states);
                    }
                }
                let items = dice.of(&[None, None, Some(0_i64), Some(2), Some(5)]);
                let latest = if dice.once_in(6) { as_of + 40 } else { as_of };
                let located = !dice.once_in(4);
                let id = format!("d{}-{}", self.id, documents.len());
                documents.push(
                    Object::new()
                        .with("id", id)
                        .with("kind", kind)
                        .maybe("issued_on", issued.map(|issued| day(issued.min(latest))))
                        .maybe("section", located.then_some("II"))
                        .maybe("page", located.then_some("3"))
                        .with("supports", vec![support.maybe("items", items)])
                        .into(),
                );
            }
        }
        documents
    }

    /// What the unit claims and appraisers decide about it
    pub(crate) fn decisions(&self, as_of: i64, rounds: i64, refusable: bool) -> Decisions {
        let mut dice = Dice::new(&self.seed.decisions);
        let claim = match dice.below(6) {
            0 | 1 => Some(self.max),
            2 => Some(0),
            3 | 4 => Some(self.max / 2),
            _ => None,
        };
        // People may type three decimals.
        let claim = claim.map(|claim| Decimal::new(claim / 1000, 3));
        let mut not_applicable = Vec::new();
        let claims_all = dice.once_in(7);
        let at = || Object::new().with("at", self.id.as_str());
        if claims_all {
            not_applicable.push(at().with("reason", "nothing arose").into());
        }
        for part in &self.parts {
            let often = if part.policy == "not-allowed" { 16 } else { 3 };
            if dice.once_in(often) {
                let claim = at()
                    .with("part", part.id.as_str())
                    .with("reason", "not here");
                not_applicable.push(claim.into());
            }
        }
        let mut records = Vec::new();
        let mut decided_first = false;
        for round in 1..=rounds {
            let record = Object::new()
                .with("round", round)
                .with("criterion", self.id.as_str())
                .with("by", "appraiser")
                .with("on", day(400 + round))
                .with("reason", "seen");
            let record = match dice.below(14) {
                0 | 1 => record.with("points", points(self.max)),
                2 => record.with("points", points(self.max / 2)),
                3 => record.with("points", points(self.max / 1000 * 370)),
                4 | 5 => match self.corrected(&mut dice, as_of) {
                    Some((id, value)) => record.with("facts", Object::new().with(&id, value)),
                    None => continue,
                },
                6 => record.with("not_applicable", true),
                7 if claims_all || refusable => record.with("not_applicable", false),
                8 | 7 => record.with("copies_claim", true),
                // Below and above what there is.
                10 => record.with("points", points(-self.max / 4)),
                11 => record.with("points", points(self.max + 1000)),
                9 if round == 2 && decided_first => record.with("copies_round", 1_i64),
                _ => continue,
            };
            decided_first |= round == 1;
            records.push(record.into());
        }
        Decisions {
            claim,
            not_applicable,
            records,
        }
    }

    fn corrected(&self, dice: &mut Dice<'_>, as_of: i64) -> Option<(String, Json)> {
        let facts: Vec<&Fact> = self.questions.iter().flat_map(Question::facts).collect();
        if facts.is_empty() {
            return None;
        }
        let fact = dice.of(&facts);
        fact.value(dice, as_of)
            .map(|value| (fact.id.clone(), value))
    }
}

/// Claims and records about a leaf
pub(crate) struct Decisions {
    pub(crate) claim: Option<Decimal>,
    pub(crate) not_applicable: Vec<Json>,
    pub(crate) records: Vec<Json>,
}
