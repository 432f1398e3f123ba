//! All questions together: their names, and the schema of whatever may be asked.

use par_index::read::{Decode, Decoder, Node, SchemaDefs, schema_of};
use serde_json::{Value, json};

use crate::ask::{
    Check, Checks, Close, CriteriaDiff, CriteriaList, CriteriaShow, Explain, Generate, Import,
    Improve, Margins, Open, PlanStatus, Rank, Scenario, Schema, Score, Worklist,
};

/// Defines the schema of a question
type Define = fn(&mut SchemaDefs) -> Value;

/// Every question by its name, in the order of the letters
const ASKS: [(&str, Define); 18] = [
    ("check", Check::schema),
    ("checks", Checks::schema),
    ("close", Close::schema),
    ("criteria-diff", CriteriaDiff::schema),
    ("criteria-list", CriteriaList::schema),
    ("criteria-show", CriteriaShow::schema),
    ("explain", Explain::schema),
    ("generate", Generate::schema),
    ("import", Import::schema),
    ("improve", Improve::schema),
    ("margins", Margins::schema),
    ("open", Open::schema),
    ("plan-status", PlanStatus::schema),
    ("rank", Rank::schema),
    ("scenario", Scenario::schema),
    ("schema", Schema::schema),
    ("score", Score::schema),
    ("worklist", Worklist::schema),
];

/// The names of the questions, as `ask` has them
#[must_use]
pub fn names() -> Vec<&'static str> {
    ASKS.iter().map(|(name, _)| *name).collect()
}

/// The JSON Schema of a question: of each its keys, and the word that `ask` has to be
#[must_use]
pub fn schema() -> Value {
    schema_of::<Any>()
}

/// Any of the questions, of which only the schema is asked for
struct Any;

impl Decode for Any {
    fn decode(_: &Node<'_>, _: &mut Decoder<'_>) -> Option<Self> {
        None
    }

    fn schema(defs: &mut SchemaDefs) -> Value {
        let all = ASKS.iter().map(|(name, define)| {
            let mut own = define(defs);
            if let Some(keys) = own.as_object_mut() {
                // What stands beside a reference holds as well.
                keys.insert("properties".to_owned(), json!({ "ask": { "const": name } }));
            }
            own
        });
        json!({ "oneOf": all.collect::<Vec<_>>() })
    }
}
