//! Running the worked examples of a criteria set.

use super::words::comma;
use crate::analyse::Bench;
use crate::compile::{Compiled, CompiledLeaf, Scorer};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::eval::{
    Applies, CriterionScore, LeafCells, PointsOnly, PreparedLeaf, State, score_leaf,
};
use crate::file::{Example, ExampleState};
use crate::number::{Points, Quantity};
use crate::rule::NoTrace;

/// The id of the check.
pub(super) const ID: &str = "example-fails";

/// A worked example of a criterion does not come out as it says
///
/// # What it does
///
/// Runs every example of every criterion of a set and compares the points, or the state, with what
/// the example expects. Facts that an example does not list are open.
///
/// # Why it matters
///
/// Examples say in plain numbers what the words of a sheet mean. Where the rule gives something
/// else, either the rule or the reading of the sheet is wrong, and every unit would be scored wrong.
///
/// # Example
///
/// The rule gives 1 point from 80 %, the example says that 80 % earns nothing.
///
/// # Use instead
///
/// Correct the rule or the example, whichever differs from the source.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct ExampleFails {
    criterion: String,
    /// Its place among the examples of the criterion, from 1.
    example: usize,
    note: Option<String>,
    expected: Outcome,
    got: Outcome,
    unusable: Option<String>,
}

/// What an example expects, or what comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    Points(String),
    NotApplicable,
    NotAssessable,
    /// Not applicable or not assessable.
    NoPoints,
    Open {
        low: String,
        high: String,
    },
    AnyOpen,
}

impl Outcome {
    fn words(&self) -> Message {
        match self {
            Self::Points(points) => Message::new(
                format!("{} điểm", comma(points)),
                format!("{points} points"),
            ),
            Self::NotApplicable => Message::new("không áp dụng", "not applicable"),
            Self::NotAssessable => Message::new("không chấm được", "not assessable"),
            Self::NoPoints => Message::new("không có điểm", "no points"),
            Self::AnyOpen => Message::new("chưa đủ số liệu", "open"),
            Self::Open { low, high } => Message::new(
                format!("chưa đủ số liệu ({} đến {} điểm)", comma(low), comma(high)),
                format!("open ({low} to {high} points)"),
            ),
        }
    }
}

impl Finding for ExampleFails {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        let Self {
            criterion, example, ..
        } = self;
        let note = self
            .note
            .as_ref()
            .map(|note| format!(" ({note})"))
            .unwrap_or_default();
        let expected = self.expected.words();
        let got = if let Some(name) = &self.unusable {
            Message::new(
                format!("không dùng được “{name}”"),
                format!("“{name}” cannot be used here"),
            )
        } else {
            let got = self.got.words();
            Message::new(
                format!("cách chấm cho {}", got.vi),
                format!("the rule gives {}", got.en),
            )
        };
        Message::new(
            format!(
                "tiêu chí {criterion}, ví dụ thứ {example}{note}: cần {}, nhưng {}",
                expected.vi, got.vi
            ),
            format!(
                "criterion {criterion}, example {example}{note}: {} expected, but {}",
                expected.en, got.en
            ),
        )
    }

    fn help(&self) -> Message {
        if self.unusable.is_some() {
            return Message::new(
                "hãy kiểm tra tên và giá trị ghi trong ví dụ",
                "check the names and values of the example",
            );
        }
        Message::new(
            "hãy đối chiếu văn bản gốc rồi sửa cách chấm hoặc sửa ví dụ",
            "compare with the source, then correct the rule or the example",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(match &self.got {
            Outcome::Points(points) => points.clone(),
            other => other.words().en,
        })
    }
}

/// Runs every example of every leaf of a criteria set
///
/// Each leaf is scored from the facts, tasks and parts of the example alone. Facts that are not
/// listed are open, and so are tasks. The pointers lead into the criteria file.
pub fn check_examples(scorer: &Scorer) -> Diagnostics {
    let compiled = scorer.compiled();
    let set = &compiled.set;
    let mut bench = Bench::new(compiled);
    let mut found = Diagnostics::new();
    for (index, (leaf, model)) in compiled.leaves.iter().zip(set.leaves()).enumerate() {
        for (place, example) in model.criterion().examples.iter().enumerate() {
            let mut runner = Runner {
                compiled,
                bench: &mut bench,
                index,
                leaf,
            };
            let expected = expected(example);
            let (got, unusable) = match runner.run(example) {
                Ok(score) => (outcome(&score), None),
                Err(name) => (Outcome::NotAssessable, Some(name)),
            };
            if unusable.is_none() && agrees(&expected, &got) {
                continue;
            }
            let finding = ExampleFails {
                criterion: super::scene::number_of(model).to_owned(),
                example: place.saturating_add(1),
                note: example.note.clone(),
                expected,
                got,
                unusable,
            };
            found.push(Diagnostic::new(
                &finding,
                format!("{}/examples/{place}", model.pointer()),
            ));
        }
    }
    found
}

fn expected(example: &Example) -> Outcome {
    match (example.points, example.state) {
        (Some(points), _) => Outcome::Points(canonical(points)),
        (None, Some(ExampleState::NotApplicable)) => Outcome::NotApplicable,
        (None, Some(ExampleState::NotAssessable)) => Outcome::NotAssessable,
        (None, Some(ExampleState::Open)) => Outcome::AnyOpen,
        (None, None) => Outcome::NoPoints,
    }
}

fn canonical(points: Quantity) -> String {
    Points::from_quantity(points).map_or_else(|| points.to_string(), |points| points.to_string())
}

fn outcome(score: &CriterionScore) -> Outcome {
    match score.state() {
        State::Scored => Outcome::Points(score.computed().unwrap_or_default().to_string()),
        State::NotApplicable => Outcome::NotApplicable,
        State::NotAssessable => Outcome::NotAssessable,
        State::Open | State::Pending => Outcome::Open {
            low: score.lower().to_string(),
            high: score.upper().to_string(),
        },
    }
}

fn agrees(expected: &Outcome, got: &Outcome) -> bool {
    match expected {
        Outcome::NoPoints => matches!(got, Outcome::NotApplicable | Outcome::NotAssessable),
        Outcome::AnyOpen => matches!(got, Outcome::Open { .. }),
        _ => expected == got,
    }
}

/// One leaf, ready for its examples.
struct Runner<'a, 'c> {
    compiled: &'c Compiled,
    bench: &'a mut Bench<'c>,
    index: usize,
    leaf: &'c CompiledLeaf,
}

impl Runner<'_, '_> {
    /// Scores an example, or gives the name that cannot be used.
    fn run(&mut self, example: &Example) -> Result<CriterionScore, String> {
        let mut parts = 0;
        for part in &example.not_applicable {
            let known = self.leaf.parts.iter().find(|(id, _, _)| id == part);
            let (_, bit, _) = known.ok_or_else(|| part.to_string())?;
            parts |= bit;
        }
        let cells = self
            .bench
            .cells(self.leaf, &example.facts, &example.tasks)?;
        let own = PreparedLeaf {
            applies: Applies::Yes,
            parts,
            claimed: None,
            round1: None,
            round2: None,
            final_decision: None,
            is_decided: false,
            is_flat: false,
            is_plain: false,
            evidence_differs: false,
            joints: None,
        };
        let cells = LeafCells {
            cells: &cells,
            evidence: &cells,
            flat: None,
        };
        let mut ledger = PointsOnly(NoTrace);
        Ok(score_leaf(
            self.compiled,
            self.index,
            self.leaf,
            &own,
            cells,
            &mut ledger,
        ))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::analyse::Attainable;
    use crate::model::CriteriaSet;

    fn shipped(edit: impl FnOnce(&mut Value)) -> Scorer {
        let shipped = crate::shipped::find("department-from-plan", "2024").unwrap();
        let mut file: Value = serde_json::from_str(shipped.json).unwrap();
        edit(&mut file);
        let set = CriteriaSet::from_json(None, file.to_string().as_bytes());
        Scorer::new(set.unwrap_or_else(|found| panic!("{found}"))).unwrap()
    }

    #[test]
    fn every_example_of_the_shipped_sets_holds() {
        let mut count = 0;
        for shipped in crate::shipped::SETS {
            let set = CriteriaSet::from_json(Some(shipped.id), shipped.json.as_bytes()).unwrap();
            count += set
                .leaves()
                .iter()
                .map(|leaf| leaf.criterion().examples.len())
                .sum::<usize>();
            let found = check_examples(&Scorer::new(set).unwrap());
            let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
            assert!(lines.is_empty(), "{}", lines.join("\n"));
        }
        assert!(count >= 578, "{count} examples");
    }

    #[test]
    fn a_wrong_example_is_found_with_what_the_rule_gives() {
        let scorer = shipped(|file| {
            file["areas"][0]["criteria"][0]["criteria"][0]["examples"] = json!([
                { "facts": { "texts-submitted-on-time": 5, "texts-assigned": 5 }, "points": 2 },
                { "note": "80 %", "facts": { "texts-submitted-on-time": 4, "texts-assigned": 5 }, "points": 0.5 },
                { "facts": { "texts-submitted-on-time": 4 }, "points": 1 },
                { "facts": { "texts-submitted-on-time": 4 }, "state": "open" },
                { "facts": { "texts-submitted-on-time": 6, "texts-assigned": 5 } },
                { "facts": { "texts-submitted-on-time": 5, "texts-assigned": 5 } },
            ]);
        });
        let found = check_examples(&scorer);
        let places: Vec<_> = found
            .iter()
            .map(|one| (one.check(), one.place().pointer.as_str()))
            .collect();
        let at = |index| format!("/areas/0/criteria/0/criteria/0/examples/{index}");
        let expected = [at(1), at(2), at(5)];
        assert_eq!(
            places,
            expected
                .iter()
                .map(|at| (ID, at.as_str()))
                .collect::<Vec<_>>()
        );
        let first = found.iter().next().unwrap();
        assert_eq!(
            first.message().vi,
            "tiêu chí 1.1.1, ví dụ thứ 2 (80 %): cần 0,5 điểm, nhưng cách chấm cho 1 điểm"
        );
        assert_eq!(first.witness(), Some("1"));
    }

    #[test]
    fn counts_cannot_be_used_where_a_word_is_meant() {
        let scorer = shipped(|file| {
            let leaf = &mut file["areas"][0]["criteria"][1]["criteria"][0];
            leaf["examples"] =
                json!([{ "tasks": { "legal-text-review-plan": [1, 1] }, "points": 1 }]);
        });
        let found = check_examples(&scorer);
        assert_eq!(found.len(), 1);
        let first = found.iter().next().unwrap();
        assert!(
            first
                .message()
                .en
                .ends_with("but “legal-text-review-plan” cannot be used here")
        );
    }

    #[test]
    fn what_examples_earn_is_attainable() {
        for shipped in crate::shipped::SETS {
            let set = CriteriaSet::from_json(Some(shipped.id), shipped.json.as_bytes()).unwrap();
            let scorer = Scorer::new(set).unwrap();
            let compiled = scorer.compiled();
            for (leaf, model) in compiled.leaves.iter().zip(compiled.set.leaves()) {
                for example in &model.criterion().examples {
                    let parts = leaf
                        .parts
                        .iter()
                        .filter(|(id, _, _)| example.not_applicable.contains(id));
                    let parts = parts.fold(0, |mask, (_, bit, _)| mask | bit);
                    let attainable = Attainable::of(compiled, leaf, parts);
                    if let Some(points) = example.points.and_then(Points::from_quantity) {
                        assert!(
                            attainable.holds(points, None),
                            "{}: {points} {attainable:?}",
                            model.id()
                        );
                    }
                }
            }
        }
    }
}
