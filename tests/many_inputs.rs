//! Totals of sets with few and with many inputs: points added up by hand here.

use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::model::CriteriaSet;
use serde_json::{Map, Value, json};

/// A limit that has more than 32 bits.
const LARGE: i64 = 5_000_000_000;

fn title(text: &str) -> Value {
    json!({ "vi": text })
}

/// Leaves that ask a yes or no each, and one that asks for a number of more than 32 bits.
fn criteria(leaves: usize) -> String {
    let mut facts = vec![json!({
        "id": "large", "title": title("Số lớn"),
        "kind": { "number": { "unit": "đồng", "min": 0, "max": 2 * LARGE } },
    })];
    let leaf = |id: String, rule: Value| {
        json!({
            "id": id, "title": title(&id), "max_points": "1", "basis": "calculated",
            "cites": [{ "source": "made-up" }], "rule": rule,
            "evidence": [{ "id": "e", "mode": "none" }],
        })
    };
    let mut all = vec![leaf(
        "large-leaf".to_owned(),
        json!({ "score": { "measure": { "fact": "large" }, "scale": { "bands": [
            { "from": LARGE, "points": 1 }, { "to": LARGE, "points": 0 },
        ] } } }),
    )];
    for index in 0..leaves {
        let fact = format!("yes-{index}");
        facts.push(json!({ "id": fact, "title": title(&fact), "kind": "yes-no" }));
        let rule = json!({ "score": { "measure": { "choice": fact }, "scale": { "options": [
            { "is": "yes", "points": 1 }, { "is": "no", "points": 0 },
        ] } } });
        all.push(leaf(format!("leaf-{index}"), rule));
    }
    let max = all.len().to_string();
    json!({
        "format": "par-index/criteria@1", "id": "many", "edition": "2024", "title": title("Nhiều"),
        "provenance": "illustrative", "notice": title("Bịa ra để thử"), "level": "other",
        "in_force": { "from": "2024-01-01", "until": "2024-12-31" },
        "instruments": [{ "id": "made-up", "instrument": "Made up for a test" }],
        "max_points": max,
        "rounding": {
            "leaf": { "places": 2, "mode": "half-up" },
            "index": { "places": 2, "mode": "half-up" }, "claim_places": 2,
        },
        "facts": facts,
        "areas": [{ "id": "area", "title": title("Lĩnh vực"), "max_points": max, "criteria": all }],
    })
    .to_string()
}

#[test]
fn totals_do_not_depend_on_how_many_inputs_there_are() {
    for leaves in [1, 100, 190, 191, 192, 193, 300] {
        let set = CriteriaSet::from_json(None, criteria(leaves).as_bytes())
            .unwrap_or_else(|found| panic!("{found}"));
        let scorer = Scorer::new(set).unwrap();
        for large in [LARGE - 1, LARGE] {
            let yes = |index: usize| (index * 7) % 3 == 1 || index + 1 == leaves;
            let mut facts: Map<String, Value> = (0..leaves)
                .map(|index| (format!("yes-{index}"), json!(yes(index))))
                .collect();
            facts.insert("large".to_owned(), json!(large));
            let file = json!({
                "format": "par-index/assessment@1", "nature": "made-up",
                "unit": { "id": "unit", "title": title("Đơn vị") },
                "period": { "from": "2024-01-01", "until": "2024-12-31" },
                "as_of": "2024-12-31",
                "criteria_set": { "id": "many", "edition": "2024" },
                "facts": facts,
            });
            let bytes = file.to_string();
            let assessment = Assessment::from_json(&scorer, None, None, bytes.as_bytes())
                .unwrap_or_else(|found| panic!("{found}"));
            let expected = (0..leaves).filter(|index| yes(*index)).count();
            let expected = (expected + usize::from(large >= LARGE)).to_string();
            let totals = scorer.totals(&assessment).unwrap();
            let card = scorer.score(&assessment).unwrap();
            for total in [totals.total(), card.total()] {
                assert_eq!(total.computed().unwrap().to_string(), expected);
            }
            let [area] = totals.areas() else {
                panic!("one area")
            };
            assert_eq!(area.computed().unwrap().to_string(), expected);
        }
    }
}
