//! Values of facts, whose kind only the criteria set knows.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::number::{Date, Quantity};
use crate::read::{Decode, Decoder, Expected, Id, Node, NodeKind, SchemaDefs};

/// The key of a number where a bare one would not be kept digit by digit.
const NUMBER: &str = "number";

/// The value of a fact, as written
///
/// What it means depends on the fact's kind in the criteria set.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(untagged)]
pub enum FactValue {
    /// `null`: unanswered.
    #[default]
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

/// A number as a number where the format is a text and keeps its digits; else `{"number": "12.5"}`
///
/// So no format that keeps fractions in binary is trusted with one, and a number is always read back as
/// a number, never as a text.
fn as_number<S: Serializer>(number: &Quantity, serializer: S) -> Result<S::Ok, S::Error> {
    if let Some(whole) = number.to_scale(0) {
        return serializer.serialize_i64(whole);
    }
    if serializer.is_human_readable()
        && let Some(known_again) = as_binary(*number)
    {
        return serializer.serialize_f64(known_again);
    }
    serializer.serialize_newtype_variant("FactValue", 2, NUMBER, &number)
}

/// The binary number that every text format writes with just the digits of this one, if there is one.
fn as_binary(number: Quantity) -> Option<f64> {
    /// Up to so many digits are known again from the nearest binary number.
    const DIGITS: u64 = 1_000_000_000_000_000;
    let is_small = number.mantissa().unsigned_abs() < DIGITS;
    let text = number.to_string();
    // Nearer to zero, writers turn to exponents.
    let is_far_from_zero = !text.trim_start_matches('-').starts_with("0.00000");
    if is_small && is_far_from_zero {
        text.parse().ok()
    } else {
        None
    }
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
            NodeKind::Object(members) => {
                if let ([_], Some(number)) = (members.as_slice(), members.get(NUMBER)) {
                    let number = at.key(NUMBER, |at| Quantity::decode(number, at));
                    return number.map(Self::Number);
                }
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
                "description": "The value of a fact: a number, true or false, the id of an option, a day (2024-01-15) or none, rows of a table; null is unanswered. A number may also be written {\"number\": \"0.000001\"}, which every format keeps digit by digit.",
                "anyOf": [
                    { "type": "null" },
                    { "type": "boolean" },
                    Quantity::schema(defs),
                    { "type": "string" },
                    { "type": "array", "items": row },
                    {
                        "type": "object",
                        "properties": { NUMBER: Quantity::schema(defs) },
                        "required": [NUMBER],
                        "additionalProperties": false,
                    },
                ],
            })
        })
    }
}

crate::deserialize_decode!(FactValue);

impl From<Quantity> for FactValue {
    fn from(value: Quantity) -> Self {
        Self::Number(value)
    }
}

macro_rules! from_whole {
    ($($ty:ty)*) => {
        $(
            /// One beyond 10^18 becomes a text, which is refused at its place where it is read as a number
            impl From<$ty> for FactValue {
                fn from(value: $ty) -> Self {
                    let small = i64::try_from(value).ok();
                    let number = small.and_then(|own| Quantity::from_i64(own).ok());
                    number.map_or_else(|| Self::Text(value.to_string()), Self::Number)
                }
            }
        )*
    };
}

from_whole!(i8 i16 i32 i64 u8 u16 u32 u64 usize);

/// One that is not held exactly becomes a text, which is refused at its place where it is read as a number
#[cfg(feature = "decimal")]
impl From<rust_decimal::Decimal> for FactValue {
    fn from(value: rust_decimal::Decimal) -> Self {
        let number = Quantity::try_from(value);
        number.map_or_else(|_| Self::Text(value.to_string()), Self::Number)
    }
}

impl From<Id> for FactValue {
    fn from(option: Id) -> Self {
        Self::Text(option.into())
    }
}

impl From<String> for FactValue {
    fn from(value: String) -> Self {
        Self::Text(value)
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

crate::deserialize_decode!(TaskExample);
