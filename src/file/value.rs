//! Values of facts, whose kind only the criteria set knows.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::Error};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::number::{Date, Quantity};
use crate::read::{Decode, Decoder, Expected, Id, Node, NodeKind, SchemaDefs};

/// The value of a fact, as written
///
/// What it means depends on the fact's kind in the criteria set.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum FactValue {
    /// `null`: unanswered.
    Unanswered,
    /// `true` or `false`.
    YesNo(bool),
    /// A number.
    Number(#[serde(serialize_with = "as_number")] Quantity),
    /// A text: the id of an option, a day, `none`, or a number in quotes.
    Text(String),
    /// Rows of a table.
    Rows(Vec<BTreeMap<Id, FactValue>>),
}

/// Writes a number as a number, digit by digit, so that it is read back as one.
fn as_number<S: Serializer>(number: &Quantity, serializer: S) -> Result<S::Ok, S::Error> {
    RawValue::from_string(number.to_string())
        .map_err(S::Error::custom)?
        .serialize(serializer)
}

impl Decode for FactValue {
    const OPTIONAL: bool = true;

    fn decode(node: &Node<'_>, at: &mut Decoder<'_>) -> Option<Self> {
        match node.kind() {
            NodeKind::Null => Some(Self::Unanswered),
            NodeKind::Bool(value) => Some(Self::YesNo(*value)),
            NodeKind::Number(_) => Quantity::decode(node, at).map(Self::Number),
            NodeKind::Text(text) => Some(Self::Text(text.clone().into_owned())),
            NodeKind::Array(_) => Vec::decode(node, at).map(Self::Rows),
            NodeKind::Object(_) => {
                at.wrong_type(Expected::Text, node);
                None
            }
            NodeKind::Refused => None,
        }
    }

    fn absent() -> Option<Self> {
        Some(Self::Unanswered)
    }

    fn schema(defs: &mut SchemaDefs) -> Value {
        defs.named("FactValue", |defs| {
            let row = BTreeMap::<Id, Self>::schema(defs);
            json!({
                "description": "The value of a fact: a number, true or false, the id of an option, a day (2024-01-15) or none, rows of a table; null is unanswered.",
                "anyOf": [
                    { "type": "null" },
                    { "type": "boolean" },
                    Quantity::schema(defs),
                    { "type": "string" },
                    { "type": "array", "items": row },
                ],
            })
        })
    }
}

impl From<Quantity> for FactValue {
    fn from(value: Quantity) -> Self {
        Self::Number(value)
    }
}

impl From<i32> for FactValue {
    fn from(value: i32) -> Self {
        // INVARIANT: every 32-bit number is a quantity.
        Quantity::from_i64(i64::from(value)).map_or(Self::Unanswered, Self::Number)
    }
}

impl From<bool> for FactValue {
    fn from(value: bool) -> Self {
        Self::YesNo(value)
    }
}

impl From<Date> for FactValue {
    fn from(value: Date) -> Self {
        Self::Text(value.to_string())
    }
}

impl From<&str> for FactValue {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

/// What an example says of a slot or group of tasks
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum TaskExample {
    /// `on-time`, `late`, `none` or `not-arisen`.
    Word(String),
    /// So many of so many.
    Of([i64; 2]),
}

impl Decode for TaskExample {
    fn decode(node: &Node<'_>, at: &mut Decoder<'_>) -> Option<Self> {
        if let NodeKind::Text(text) = node.kind() {
            if let word @ ("on-time" | "late" | "none" | "not-arisen") = text.as_ref() {
                return Some(Self::Word(word.to_owned()));
            }
            at.wrong_type(Expected::List, node);
            return None;
        }
        let counts = Vec::<i64>::decode(node, at)?;
        let [done, of] = counts.as_slice() else {
            at.wrong_type(Expected::List, node);
            return None;
        };
        Some(Self::Of([*done, *of]))
    }

    fn schema(_: &mut SchemaDefs) -> Value {
        json!({
            "anyOf": [
                { "enum": ["on-time", "late", "none", "not-arisen"] },
                { "type": "array", "items": { "type": "integer" }, "minItems": 2, "maxItems": 2 },
            ],
        })
    }
}
