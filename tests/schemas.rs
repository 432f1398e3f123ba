//! The published JSON Schemas are those of the types.
//!
//! To write them anew: `cargo run -- schema criteria --output criteria/schema/criteria.json`, and
//! likewise for `plan`, `assessment`, `published`, `scenarios` and `actions`.

use std::fs;
use std::path::Path;

use par_index::file::{
    ActionsFile, AssessmentFile, CriteriaFile, PlanFile, PublishedFile, ScenariosFile,
};
use par_index::read::schema_of;

#[test]
fn schemas_are_not_stale() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria/schema");
    let schemas = [
        ("criteria", schema_of::<CriteriaFile>()),
        ("plan", schema_of::<PlanFile>()),
        ("actions", schema_of::<ActionsFile>()),
        ("assessment", schema_of::<AssessmentFile>()),
        ("published", schema_of::<PublishedFile>()),
        ("scenarios", schema_of::<ScenariosFile>()),
    ];
    for (name, schema) in schemas {
        let kept = fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
        let made = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        assert!(kept == made, "criteria/schema/{name}.json is stale");
    }
}
