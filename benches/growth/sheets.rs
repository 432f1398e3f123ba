//! Files of any size: criteria sets of n criteria, assessments with n faulty documents.
//!
//! All of it is made up.

use serde_json::{Value, json};

fn title(text: &str) -> Value {
    json!({ "vi": text })
}

/// A set of `leaves` criteria of one point, ten to an area; each reads facts of its own.
pub(crate) fn criteria(leaves: usize) -> String {
    let mut facts = Vec::new();
    let mut areas = Vec::new();
    for area in 0..leaves.div_ceil(10) {
        let mut criteria = Vec::new();
        for at in area * 10..leaves.min(area * 10 + 10) {
            let rule = match at % 4 {
                0 => {
                    facts.push(
                        json!({ "id": format!("yes-{at}"), "title": title("Có hay không"), "kind": "yes-no" }),
                    );
                    json!({ "score": { "measure": { "choice": format!("yes-{at}") },
                        "scale": { "options": [{ "is": "yes", "points": 1 }, { "is": "no", "points": 0 }] } } })
                }
                1 | 2 => {
                    for end in ["part", "whole"] {
                        facts.push(
                            json!({ "id": format!("{end}-{at}"), "title": title("Số lượng"),
                            "kind": { "number": { "unit": "item", "min": 0, "max": 100_000 } } }),
                        );
                    }
                    let measure = json!({ "share": { "part": [format!("part-{at}")],
                        "whole": [format!("whole-{at}")], "when_empty": "full" } });
                    json!({ "score": { "measure": measure, "scale": { "bands": [
                        { "from": 95, "points": 1 }, { "from": 60, "to": 95, "points": "0.5" },
                        { "to": 60, "points": 0 } ] } } })
                }
                _ => {
                    facts.push(
                        json!({ "id": format!("day-{at}"), "title": title("Ngày ban hành"), "kind": { "date": { "from": "2024-01-01", "until": "2024-12-31" } } }),
                    );
                    let day = 1 + at / 4 % 28;
                    json!({ "score": { "measure": { "timeliness": { "date": format!("day-{at}"),
                        "due": { "by": format!("2024-03-{day:02}") } } },
                        "scale": { "options": [{ "is": "on-time", "points": 1 },
                            { "is": "late", "points": "0.5" }, { "is": "none", "points": 0 }] } } })
                }
            };
            criteria.push(json!({
                "id": format!("c{}.{}", area + 1, at % 10 + 1), "title": title("Tiêu chí thành phần"),
                "max_points": 1, "basis": "calculated", "cites": [{ "source": "bench" }], "rule": rule,
                "evidence": [{ "id": "proof", "mode": "attests", "kinds": { "any": ["plan", "report"] } }],
            }));
        }
        areas.push(
            json!({ "id": format!("c{}", area + 1), "title": title("Lĩnh vực"),
            "max_points": criteria.len(), "criteria": criteria }),
        );
    }
    json!({
        "format": "par-index/criteria@1", "id": "growth", "edition": "2024", "title": title("Đo tốc độ"),
        "provenance": "illustrative", "notice": title("Dùng để đo tốc độ"), "level": "other",
        "in_force": { "from": "2024-01-01", "until": "2024-12-31" },
        "instruments": [{ "id": "bench", "instrument": "Made up for a benchmark" },
            { "id": "old", "instrument": "Quyết định số 9901/QĐ-UBND (tự đặt)",
                "replaced_by": { "instrument": "Quyết định số 9902/QĐ-UBND (tự đặt)" } }],
        "max_points": leaves,
        "rounding": { "leaf": { "places": 2, "mode": "half-up" },
            "index": { "places": 2, "mode": "half-up" }, "claim_places": 2 },
        "facts": facts, "areas": areas,
    })
    .to_string()
}

/// An assessment of a set of `leaves` criteria with a register of `documents`, each of them faulty.
///
/// Every fact is answered and every criterion claimed too high. The documents are of a wrong kind, have
/// a malformed notation and hash, share their files, are dated after the day of the assessment and
/// cite a text that was replaced.
pub(crate) fn assessment(leaves: usize, documents: usize) -> String {
    let mut facts = serde_json::Map::new();
    let mut claims = serde_json::Map::new();
    let name = |at: usize| format!("c{}.{}", at / 10 + 1, at % 10 + 1);
    for at in 0..leaves {
        match at % 4 {
            0 => drop(facts.insert(format!("yes-{at}"), json!(true))),
            1 | 2 => {
                facts.insert(format!("part-{at}"), json!(97));
                facts.insert(
                    format!("whole-{at}"),
                    json!(if at % 8 == 1 { 96 } else { 100 }),
                );
            }
            _ => drop(facts.insert(format!("day-{at}"), json!("2024-04-20"))),
        }
        claims.insert(name(at), json!(if at % 3 == 0 { "1.5" } else { "0.7" }));
    }
    let evidence: Vec<Value> = (0..documents)
        .map(|at| {
            let kind = ["plan", "report", "minutes"][at % 3];
            json!({
                "id": format!("d{at}"), "kind": kind,
                "notation": format!("{at}/KH-{}", ["SNV", "snv", "", "UBND-SNV"][at % 4]),
                "issued_on": format!("2024-12-{:02}", 1 + at % 31),
                "title": title("Kế hoạch theo Quyết định số 9901/QĐ-UBND"),
                "file": format!("tep-{}.pdf", at / 3), "sha256": "abc",
                "supports": [{ "criterion": name(at % leaves) }, { "criterion": name((at + 7) % leaves) }],
            })
        })
        .collect();
    json!({
        "format": "par-index/assessment@1",
        "nature": "made-up",
        "unit": { "id": "unit", "title": title("Đơn vị") },
        "period": { "from": "2024-01-01", "until": "2024-12-31" },
        "as_of": "2024-11-30",
        "criteria_set": { "id": "growth", "edition": "2024" },
        "facts": facts,
        "claims": { "total": leaves + 1, "criteria": claims },
        "evidence": evidence,
    })
    .to_string()
}
