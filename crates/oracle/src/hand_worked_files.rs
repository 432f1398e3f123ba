//! The cases worked out by hand to which engine and oracle are both held.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::score;

#[test]
fn the_oracle_gives_what_was_worked_out_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hand_worked");
    let mut wrong = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let file: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let criteria = file["criteria"].to_string();
        let plan = file.get("plan").map(Value::to_string);
        for case in file["cases"].as_array().unwrap() {
            let assessment = case["assessment"].to_string();
            let card = score(&criteria, plan.as_deref(), &assessment).unwrap();
            for (place, right) in case["right"].as_object().unwrap() {
                let given = card.pointer(place).unwrap();
                if given != right {
                    let (name, why) = (path.display(), &case["why"]);
                    wrong.push(format!("{name}, {why}\n  {place}: {given}, not {right}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
