//! What is proved of a criteria set, as JSON.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::analyse::{Bound, Inputs, LeafProof, Proof, Statement};
use crate::compile::Scorer;
use crate::file::{FactMap, FactValue, TaskExampleMap};
use crate::number::{Points, Quantity};
use crate::read::Id;

/// A proof in the keys of `criteria check --format json`
///
/// `criteria_set` and `max`; `statement` with `holds` (true, false, or null where it is undecided), in
/// words what it says, and a `counterexample`; `total` and each of `criteria` with the bounds `least`
/// and `greatest`: `points` that nothing passes, `attained` points with the `inputs` that give them, and
/// `exact` where the two are the same. `values` lists the points a criterion can give where there are
/// finitely many, otherwise `intervals` has them, and `step` is the grid they are rounded to.
///
/// Inputs are written as the examples of a criteria set are; decimals are strings.
#[derive(Clone, Copy, Debug)]
pub struct ProofJson<'a> {
    scorer: &'a Scorer,
    proof: &'a Proof,
}

impl<'a> ProofJson<'a> {
    /// Takes a proof and the scorer it is about
    pub fn new(scorer: &'a Scorer, proof: &'a Proof) -> Self {
        Self { scorer, proof }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    criteria_set: SetJson<'a>,
    max: Points,
    statement: StatementJson<'a>,
    total: TotalJson<'a>,
    leaves: usize,
    exact: usize,
    outer: usize,
    criteria: Vec<LeafJson<'a>>,
}

#[derive(Serialize)]
struct SetJson<'a> {
    id: &'a str,
    edition: &'a str,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct StatementJson<'a> {
    says: &'static str,
    holds: Option<bool>,
    counterexample: Option<CounterexampleJson<'a>>,
}

#[derive(Serialize)]
struct CounterexampleJson<'a> {
    criterion: Option<&'a str>,
    points: Points,
    inputs: InputsJson<'a>,
}

#[derive(Serialize)]
struct TotalJson<'a> {
    exact: bool,
    least: BoundJson<'a>,
    greatest: BoundJson<'a>,
}

#[derive(Serialize)]
struct LeafJson<'a> {
    id: &'a str,
    max: Points,
    exact: bool,
    least: BoundJson<'a>,
    greatest: BoundJson<'a>,
    values: Option<Vec<Points>>,
    intervals: Option<Vec<IntervalJson>>,
    step: Option<Quantity>,
    may_leave_denominator: bool,
}

#[derive(Serialize)]
struct BoundJson<'a> {
    points: Points,
    exact: bool,
    attained: Option<Points>,
    inputs: Option<InputsJson<'a>>,
}

#[derive(Serialize)]
struct IntervalJson {
    from: Points,
    to: Points,
    from_open: bool,
    to_open: bool,
}

#[derive(Serialize)]
struct InputsJson<'a> {
    facts: FactMap,
    tasks: &'a TaskExampleMap,
}

impl<'a> InputsJson<'a> {
    fn of(inputs: &'a Inputs) -> Self {
        let facts = inputs.facts().iter();
        Self {
            facts: facts.map(|(id, value)| (id.clone(), text(value))).collect(),
            tasks: inputs.tasks(),
        }
    }
}

/// A value with its numbers in quotes, so that no reader takes them for binary ones.
fn text(value: &FactValue) -> FactValue {
    match value {
        FactValue::Number(number) => FactValue::Text(number.to_string()),
        FactValue::Rows(rows) => FactValue::Rows(
            rows.iter()
                .map(|row| {
                    let cells = row.iter().map(|(id, value)| (id.clone(), text(value)));
                    cells.collect::<BTreeMap<Id, FactValue>>()
                })
                .collect(),
        ),
        other => other.clone(),
    }
}

fn bound(bound: &Bound) -> BoundJson<'_> {
    BoundJson {
        points: bound.points(),
        exact: bound.is_exact(),
        attained: bound.attained(),
        inputs: bound.inputs().map(InputsJson::of),
    }
}

fn leaf<'a>(id: &'a str, proof: &'a LeafProof, step: Option<Quantity>) -> LeafJson<'a> {
    let values = proof.values();
    let intervals = values.is_none().then(|| {
        let stretches = proof.attainable().iter();
        stretches
            .map(|stretch| IntervalJson {
                from: stretch.low(),
                to: stretch.high(),
                from_open: stretch.is_low_open(),
                to_open: stretch.is_high_open(),
            })
            .collect()
    });
    LeafJson {
        id,
        max: proof.max(),
        exact: proof.is_exact(),
        least: bound(proof.least()),
        greatest: bound(proof.greatest()),
        values,
        intervals,
        step,
        may_leave_denominator: proof.may_leave_denominator(),
    }
}

impl Serialize for ProofJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (set, proof) = (self.scorer.criteria_set(), self.proof);
        let name = |leaf: usize| set.leaves().get(leaf).map_or("", |leaf| leaf.id().as_str());
        let step = set
            .file()
            .rounding
            .leaf
            .as_ref()
            .and_then(|rounding| Quantity::new(1, u8::try_from(rounding.places).ok()?).ok());
        let (holds, counterexample) = match proof.statement() {
            Statement::Holds => (Some(true), None),
            Statement::Undecided => (None, None),
            Statement::Broken {
                leaf,
                points,
                inputs,
            } => {
                let example = CounterexampleJson {
                    criterion: leaf.map(name),
                    points: *points,
                    inputs: InputsJson::of(inputs),
                };
                (Some(false), Some(example))
            }
        };
        Document {
            criteria_set: SetJson {
                id: set.id().as_str(),
                edition: set.edition().as_str(),
                fingerprint: set.fingerprint(),
            },
            max: proof.max(),
            statement: StatementJson {
                says: "no input gives more than the maximum or less than 0",
                holds,
                counterexample,
            },
            total: TotalJson {
                exact: proof.least().is_exact() && proof.greatest().is_exact(),
                least: bound(proof.least()),
                greatest: bound(proof.greatest()),
            },
            leaves: proof.leaves().len(),
            exact: proof.exact(),
            outer: proof.leaves().len().saturating_sub(proof.exact()),
            criteria: proof
                .leaves()
                .iter()
                .map(|one| leaf(name(one.leaf()), one, step))
                .collect(),
        }
        .serialize(serializer)
    }
}
