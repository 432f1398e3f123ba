//! Criteria sets made simple enough for lanes.

use serde_json::{Value, json};

/// The set without rounding of areas and measures, and with a yes or no instead of every leaf that is not
/// kept; `None` for a text that is no criteria set
pub fn simplified(criteria: &str, keeps: impl Fn(&str) -> bool) -> Option<String> {
    let mut file: Value = serde_json::from_str(criteria).ok()?;
    let rounding = file["rounding"].as_object_mut()?;
    rounding.remove("area");
    rounding.remove("measure");
    let fact = json!({ "id": "filler", "title": { "vi": "Khác" }, "kind": "yes-no" });
    file["facts"].as_array_mut()?.push(fact);
    for list in ["bonus", "penalty"] {
        if file.get(list).is_some() {
            replace_below(&mut file[list], &keeps);
        }
    }
    for area in file["areas"].as_array_mut()? {
        replace_below(area, &keeps);
    }
    Some(file.to_string())
}

/// Replaces the leaves below an area or criterion that are not kept.
fn replace_below(above: &mut Value, keeps: &impl Fn(&str) -> bool) {
    let children = above.get_mut("criteria").and_then(Value::as_array_mut);
    for child in children.into_iter().flatten() {
        if child.get("rule").is_none() {
            replace_below(child, keeps);
        } else if !child["id"].as_str().is_some_and(keeps) {
            child["rule"] = json!({ "score": { "measure": { "choice": "filler" }, "scale": {
                "options": [
                    { "is": "yes", "points": child["max_points"].clone() },
                    { "is": "no", "points": 0 },
                ],
            } } });
            if let Some(members) = child.as_object_mut() {
                members.remove("evidence");
            }
        }
    }
}
