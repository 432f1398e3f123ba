//! The law of intervals (semantics §5) of the index on drawn sets: maxima that no rounding keeps, parts
//! that leave, caps, gates and redistributions, weights, both scopes, a bonus.
//!
//! Answers come one after another; each time area and index, exact, lie inside what they were.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what should not happen"
)]

use par_index::compile::Scorer;
use par_index::eval::{Assessment, Index, Scorecard};
use par_index::model::CriteriaSet;
use par_index::number::Ratio;
use proptest::prelude::*;
use serde_json::{Value, json};

/// A place that reads a share of its own: maximum and points of less than all, in thousandths.
#[derive(Clone, Debug)]
struct Place {
    max: u32,
    less: u32,
    empty: &'static str,
    claim: Option<&'static str>,
    answer: (u8, u8),
}

#[derive(Clone, Debug)]
struct Leaf {
    parts: Vec<Place>,
    /// By how much a cap is less than the maxima.
    cap: Option<u32>,
    /// Behind a gate, with what it gives otherwise and the answer to its question.
    gate: Option<(u32, bool)>,
    external: bool,
    weight: u32,
}

#[derive(Clone, Debug)]
struct Set {
    areas: Vec<(Vec<Leaf>, bool)>,
    weighted: bool,
    leaf: (u8, &'static str),
    area: Option<(u8, &'static str)>,
    bonus: Option<Leaf>,
    order: Vec<u16>,
}

fn mode() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["half-up", "half-even", "down", "up"])
}

fn place() -> impl Strategy<Value = Place> {
    let empty = prop::sample::select(vec![
        "leave-denominator",
        "leave-denominator",
        "leave-denominator",
        "full",
        "zero",
    ]);
    let claim = prop::sample::select(vec![None, None, None, Some("drop"), Some("redistribute")]);
    let max = prop_oneof![1_u32..2_000, prop::sample::select(vec![250, 500, 1_000])];
    (max, 0_u32..1_000, empty, claim, (0_u8..3, 0_u8..3)).prop_map(
        |(max, less, empty, claim, (one, other))| Place {
            max,
            less: less * max / 1_000,
            empty,
            claim,
            answer: (one.min(other), one.max(other)),
        },
    )
}

fn leaf() -> impl Strategy<Value = Leaf> {
    (
        prop::collection::vec(place(), 1..4),
        prop::option::weighted(0.2, 1_u32..400),
        prop::option::weighted(0.3, (0_u32..400, any::<bool>())),
        prop::bool::weighted(0.25),
        1_u32..4,
    )
        .prop_map(|(parts, cap, gate, external, weight)| Leaf {
            parts,
            cap,
            gate,
            external,
            weight,
        })
}

fn set() -> impl Strategy<Value = Set> {
    (
        prop::collection::vec(
            (
                prop::collection::vec(leaf(), 1..6),
                prop::bool::weighted(0.3),
            ),
            1..4,
        ),
        prop::bool::weighted(0.2),
        (0_u8..4, mode()),
        prop::option::weighted(0.7, (0_u8..3, mode())),
        prop::option::weighted(0.3, leaf()),
        prop::collection::vec(any::<u16>(), 120),
    )
        .prop_map(|(areas, weighted, leaf, area, bonus, order)| Set {
            areas,
            weighted,
            leaf,
            area,
            bonus,
            order,
        })
}

/// Thousandths as points.
fn points(thousandths: u32) -> Value {
    serde_json::from_str(&format!(
        "{}.{:03}",
        thousandths / 1_000,
        thousandths % 1_000
    ))
    .unwrap()
}

fn title(text: &str) -> Value {
    json!({ "vi": text })
}

/// The files of a set, and its answers.
#[derive(Default)]
struct Files {
    facts: Vec<Value>,
    claims: Vec<Value>,
    answers: Vec<(String, Value, bool)>,
}

impl Files {
    fn fact(&mut self, id: &str, kind: &Value, answer: Value, external: bool) {
        let mut fact = json!({ "id": id, "title": title(id), "kind": kind });
        if external {
            fact["provided_by"] = json!("index");
        }
        self.facts.push(fact);
        self.answers.push((id.to_owned(), answer, external));
    }

    fn place(&mut self, id: &str, place: &Place, external: bool) -> Value {
        let number = json!({ "number": { "unit": "x", "min": 0, "max": 2 } });
        let [part, whole] = ["p", "q"].map(|name| format!("{id}-{name}"));
        self.fact(&part, &number, json!(place.answer.0), external);
        self.fact(&whole, &number, json!(place.answer.1), external);
        let share = json!({ "part": [part], "whole": [whole], "when_empty": place.empty });
        let bands = json!([{ "to": 100, "points": points(place.less) },
            { "from": 100, "points": points(place.max) }]);
        json!({ "score": { "measure": { "share": share }, "scale": { "bands": bands } } })
    }

    /// The leaf and its maximum.
    fn leaf(&mut self, id: &str, leaf: &Leaf) -> (Value, u32) {
        let sum: u32 = leaf.parts.iter().map(|part| part.max).sum();
        let (mut rule, mut max) = (Value::Null, sum);
        if let [only] = &*leaf.parts {
            rule = self.place(id, only, leaf.external);
        } else {
            let cap = leaf.cap.filter(|less| *less < sum).map(|less| sum - less);
            max = cap.unwrap_or(sum);
            let mut parts = Vec::new();
            for (at, part) in leaf.parts.iter().enumerate() {
                let own = format!("{id}-{at}");
                let mut made = json!({ "id": own, "max_points": points(part.max),
                    "rule": self.place(&own, part, leaf.external) });
                if let Some(policy) = part.claim {
                    made["not_applicable"] = json!(policy);
                    self.claims
                        .push(json!({ "at": id, "part": own, "reason": "x" }));
                }
                parts.push(made);
            }
            rule["sum"] = json!({ "parts": parts });
            if let Some(cap) = cap {
                rule["sum"]["cap"] = points(cap);
            }
        }
        if let Some((otherwise, opens)) = leaf.gate {
            let fact = format!("{id}-gate");
            self.fact(&fact, &json!("yes-no"), json!(opens), leaf.external);
            let when = json!([{ "measure": { "choice": fact }, "one_of": ["yes"] }]);
            let otherwise = points(otherwise.min(max));
            rule = json!({ "gate": { "when": when, "then": rule, "otherwise": otherwise } });
        }
        let made = json!({ "id": id, "title": title(id), "max_points": points(max),
            "basis": "calculated", "rule": rule, "cites": [{ "source": "made-up" }],
            "evidence": [{ "id": "e", "mode": "none" }] });
        (made, max)
    }

    fn criteria(&mut self, set: &Set) -> Value {
        let (mut areas, mut total) = (Vec::new(), 0);
        for (at, (leaves, weighted)) in set.areas.iter().enumerate() {
            let mut sum = 0;
            let mut made = Vec::new();
            for (number, leaf) in leaves.iter().enumerate() {
                let (mut own, max) = self.leaf(&format!("l{at}-{number}"), leaf);
                if *weighted {
                    own["weight"] = json!(leaf.weight);
                }
                sum += max;
                made.push(own);
            }
            let max = if *weighted { 10_000 } else { sum };
            let id = format!("a{at}");
            let mut area = json!({ "id": id, "title": title(&id), "max_points": points(max),
                "criteria": made });
            if *weighted {
                area["combine"] = json!("weighted-mean");
            }
            if set.weighted {
                area["weight"] = json!(leaves[0].weight);
            }
            total += max;
            areas.push(area);
        }
        let max = if set.weighted { 100_000 } else { total };
        let round = |(places, mode): (u8, &str)| json!({ "places": places, "mode": mode });
        let weighs = set.weighted || set.areas.iter().any(|(_, weighted)| *weighted);
        let area = set.area.or(weighs.then_some((2, "half-up")));
        let mut file = json!({
            "format": "par-index/criteria@1", "id": "drawn", "edition": "2024", "title": title("drawn"),
            "provenance": "illustrative", "notice": title("made up"), "level": "other",
            "in_force": { "from": "2024-01-01", "until": "2024-12-31" }, "max_points": points(max),
            "instruments": [{ "id": "made-up", "instrument": "Made up for a test" }],
            "rounding": { "leaf": round(set.leaf), "index": round((9, "half-up")), "claim_places": 3 },
            "areas": areas,
        });
        if let Some(area) = area {
            file["rounding"]["area"] = round(area);
        }
        if set.weighted {
            file["combine"] = json!("weighted-mean");
        }
        if let Some(bonus) = &set.bonus {
            let (leaf, _) = self.leaf("more", bonus);
            file["bonus"] = json!({ "applies": "points", "criteria": [leaf] });
        }
        file["facts"] = json!(self.facts);
        file
    }
}

fn assessment(files: &Files, known: &[usize]) -> Value {
    let mut facts = serde_json::Map::new();
    let mut external = Vec::new();
    for at in known {
        let (id, value, is_external) = &files.answers[*at];
        if *is_external {
            external.push(json!({ "fact": id, "value": value, "source": "x" }));
        } else {
            facts.insert(id.clone(), value.clone());
        }
    }
    json!({
        "format": "par-index/assessment@1", "nature": "made-up",
        "unit": { "id": "unit", "title": title("unit") },
        "period": { "from": "2024-01-01", "until": "2024-12-31" }, "as_of": "2024-12-31",
        "criteria_set": { "id": "drawn", "edition": "2024" },
        "facts": facts, "external": external, "not_applicable": files.claims,
    })
}

/// The exact intervals of the index, of the total and of each area.
fn intervals(card: &Scorecard) -> Vec<Option<(Ratio, Ratio)>> {
    let ends = |index: Index| index.lower().zip(index.upper());
    let total = card.total().index();
    let mut all = vec![ends(total.whole()), ends(total.own())];
    for area in card.areas() {
        all.extend([ends(area.index().whole()), ends(area.index().own())]);
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_stays_inside_what_it_was(set in set()) {
        let mut files = Files::default();
        let text = files.criteria(&set).to_string();
        // What is divided without an end, or makes no sense, is refused.
        let made = CriteriaSet::from_json(None, text.as_bytes());
        prop_assume!(made.is_ok());
        let scorer = Scorer::new(made.unwrap()).unwrap();
        let mut order: Vec<usize> = (0..files.answers.len()).collect();
        order.sort_by_key(|at| set.order.get(*at));
        let mut before: Vec<Option<(Ratio, Ratio)>> = Vec::new();
        for known in 0..=order.len() {
            let file = assessment(&files, &order[..known]).to_string();
            let taken = Assessment::from_json(&scorer, None, None, file.as_bytes()).unwrap();
            let after = intervals(&scorer.score(&taken).unwrap());
            for (at, (old, new)) in before.iter().zip(&after).enumerate() {
                if let (Some((least, most)), Some((low, high))) = (old, new) {
                    prop_assert!(
                        low >= least && high <= most,
                        "{at}: {least}..{most} became {low}..{high} with {:?}\n{text}\n{file}",
                        files.answers[order[known - 1]],
                    );
                }
            }
            before = after;
        }
    }
}
