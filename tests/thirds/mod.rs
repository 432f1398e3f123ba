//! A criteria set of which a third of the points may leave the denominator.

#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::model::CriteriaSet;
use serde_json::{Value, json};

/// Three criteria of equal weight make 100 points; areas are rounded to 2 places.
pub(crate) fn criteria() -> Value {
    let fact = |id: &str| {
        json!({ "id": id, "title": { "vi": id }, "kind": { "number":
            { "unit": "x", "min": 0, "max": 10, "decimals": 3 } } })
    };
    let leaf = |id: &str, fact: &str| {
        json!({
            "id": id, "number": id, "title": { "vi": id }, "max_points": 10, "basis": "calculated",
            "cites": [{ "source": "s" }], "weight": 1, "not_applicable": "leave-denominator",
            "rule": { "score": { "measure": { "fact": fact },
                "scale": { "proportional": { "points": 10, "full_at": 10 } } } },
            "evidence": [{ "id": "e", "mode": "none" }],
        })
    };
    let class = |id: &str, from: i64| json!({ "id": id, "title": { "vi": id }, "from": from });
    json!({
        "format": "par-index/criteria@1", "id": "t", "edition": "2024", "title": { "vi": "thử" },
        "provenance": "illustrative", "notice": { "vi": "tự đặt" }, "level": "other",
        "in_force": { "from": "2024-01-01", "until": "2024-12-31" },
        "instruments": [{ "id": "s", "instrument": "made up" }],
        "max_points": 100,
        "rounding": {
            "index": { "places": 2, "mode": "half-up" },
            "area": { "places": 2, "mode": "half-up" },
            "claim_places": 2,
        },
        "facts": [fact("a"), fact("b"), fact("d")],
        "areas": [{
            "id": "i", "number": "i", "title": { "vi": "i" }, "max_points": 100,
            "combine": "weighted-mean", "cites": [{ "source": "s" }],
            "criteria": [leaf("c1", "a"), leaf("c2", "b"), leaf("c3", "d")],
        }],
        "classes": [class("good", 80), class("fair", 65), class("weak", 0)],
    })
}

pub(crate) fn scorer(criteria: &Value) -> Scorer {
    let bytes = criteria.to_string();
    Scorer::new(CriteriaSet::from_json(None, bytes.as_bytes()).unwrap()).unwrap()
}

/// An assessment of 2024 with these members besides.
pub(crate) fn assessment(scorer: &Scorer, more: Value) -> Assessment {
    let mut file = json!({
        "format": "par-index/assessment@1", "id": "a", "nature": "made-up",
        "unit": { "id": "u", "title": { "vi": "Sở A" } },
        "period": { "from": "2024-01-01", "until": "2024-12-31" }, "as_of": "2025-01-31",
        "criteria_set": { "id": "t", "edition": "2024" },
    });
    let Value::Object(more) = more else {
        return Assessment::from_json(scorer, None, None, b"").unwrap();
    };
    file.as_object_mut().unwrap().extend(more);
    Assessment::from_json(scorer, None, None, file.to_string().as_bytes()).unwrap()
}

/// The first of three criteria does not apply.
pub(crate) fn without_first() -> Value {
    json!([{ "at": "c1", "reason": "không có" }])
}
