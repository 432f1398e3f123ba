//! Reading yes and no, whole numbers, texts, quantities and dates.

use serde_json::{Value, json};

use super::decode::{Decode, Decoder};
use super::decode_fault::{DecodeFault, Expected, shortened};
use super::node::{Node, NodeKind};
use super::schema::SchemaDefs;
use crate::number::{Date, NumberError, Quantity};

impl Decode for bool {
    fn decode(node: &Node<'_>, at: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Bool(value) = node.kind() else {
            at.wrong_type(Expected::YesNo, node);
            return None;
        };
        Some(*value)
    }

    fn schema(_: &mut SchemaDefs) -> Value {
        json!({ "type": "boolean" })
    }
}

impl Decode for String {
    fn decode(node: &Node<'_>, at: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Text(text) = node.kind() else {
            at.wrong_type(Expected::Text, node);
            return None;
        };
        Some(text.clone().into_owned())
    }

    fn stand_in() -> Option<Self> {
        Some(Self::new())
    }

    fn schema(_: &mut SchemaDefs) -> Value {
        json!({ "type": "string" })
    }
}

/// Reads a number literal, or also a number in quotes.
fn quantity(node: &Node<'_>, at: &mut Decoder<'_>, quoted: bool) -> Option<Quantity> {
    let written: &str = match node.kind() {
        NodeKind::Number(written) => written,
        NodeKind::Text(written) if quoted => written,
        _ => {
            at.wrong_type(Expected::Number, node);
            return None;
        }
    };
    match Quantity::parse(written) {
        Ok(quantity) => Some(quantity),
        Err(error) => {
            at.report(
                &DecodeFault::BadNumber {
                    written: shortened(written),
                    error,
                },
                node,
            );
            None
        }
    }
}

impl Decode for Quantity {
    fn decode(node: &Node<'_>, at: &mut Decoder<'_>) -> Option<Self> {
        quantity(node, at, true)
    }

    fn schema(_: &mut SchemaDefs) -> Value {
        json!({
            "type": ["number", "string"],
            "pattern": "^-?(0|[1-9][0-9]*)(\\.[0-9]{1,9})?$",
        })
    }
}

impl Decode for Date {
    fn decode(node: &Node<'_>, at: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Text(written) = node.kind() else {
            at.wrong_type(Expected::Date, node);
            return None;
        };
        match Self::parse(written) {
            Ok(date) => Some(date),
            Err(error) => {
                at.report(
                    &DecodeFault::BadDate {
                        written: shortened(written),
                        error,
                    },
                    node,
                );
                None
            }
        }
    }

    fn stand_in() -> Option<Self> {
        Self::from_ymd(2200, 12, 31).ok()
    }

    fn schema(_: &mut SchemaDefs) -> Value {
        json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
    }
}

/// Reads a whole number between two bounds.
fn whole(node: &Node<'_>, at: &mut Decoder<'_>, least: i64, greatest: i64) -> Option<i64> {
    let quantity = quantity(node, at, false)?;
    let fault = match quantity.to_scale(0) {
        Some(value) if (least..=greatest).contains(&value) => return Some(value),
        Some(_) => DecodeFault::NumberOutOfRange {
            written: quantity.to_string(),
            least,
            greatest,
        },
        None => DecodeFault::BadNumber {
            written: quantity.to_string(),
            error: NumberError::NotWhole,
        },
    };
    at.report(&fault, node);
    None
}

macro_rules! whole_numbers {
    ($($ty:ty: $least:expr, $greatest:expr;)*) => {
        $(impl Decode for $ty {
            fn decode(node: &Node<'_>, at: &mut Decoder<'_>) -> Option<Self> {
                Self::try_from(whole(node, at, $least, $greatest)?).ok()
            }

            fn schema(_: &mut SchemaDefs) -> Value {
                let (least, greatest): (i64, i64) = ($least, $greatest);
                json!({ "type": "integer", "minimum": least, "maximum": greatest })
            }
        })*
    };
}

whole_numbers! {
    u8: 0, 255;
    u16: 0, 65_535;
    u32: 0, 4_294_967_295;
    i32: -2_147_483_648, 2_147_483_647;
    i64: -1_000_000_000_000_000_000, 1_000_000_000_000_000_000;
}
