//! Reading options, boxes, lists and maps.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::decode::{Decode, Decoder};
use super::decode_fault::Expected;
use super::id::Id;
use super::node::{Member, Node, NodeKind};
use super::schema::SchemaDefs;

impl<T: Decode> Decode for Option<T> {
    const OPTIONAL: bool = true;

    fn decode(node: &Node<'_>, at: &mut Decoder<'_>) -> Option<Self> {
        match node.kind() {
            NodeKind::Null => Some(None),
            _ => T::decode(node, at).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn schema(defs: &mut SchemaDefs) -> Value {
        json!({ "anyOf": [T::schema(defs), { "type": "null" }] })
    }
}

impl<T: Decode> Decode for Box<T> {
    const OPTIONAL: bool = T::OPTIONAL;

    fn decode(node: &Node<'_>, at: &mut Decoder<'_>) -> Option<Self> {
        T::decode(node, at).map(Self::new)
    }

    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }

    fn stand_in() -> Option<Self> {
        T::stand_in().map(Self::new)
    }

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }

    fn schema(defs: &mut SchemaDefs) -> Value {
        T::schema(defs)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node<'_>, at: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Array(elements) = node.kind() else {
            at.wrong_type(Expected::List, node);
            return None;
        };
        let mut values = Self::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            match at.index(index, |at| at.element(|at| T::decode(element, at))) {
                Some(value) => values.push(value),
                None => at.skip(index),
            }
        }
        Some(values)
    }

    fn stand_in() -> Option<Self> {
        Some(Self::new())
    }

    fn schema(defs: &mut SchemaDefs) -> Value {
        json!({ "type": "array", "items": T::schema(defs) })
    }
}

/// A type that can be the key of a map
pub trait DecodeKey: Ord + Sized {
    /// Reads the key, or records what is wrong and gives `None`
    fn decode_key(member: &Member<'_>, at: &mut Decoder<'_>) -> Option<Self>;

    /// The JSON Schema of the keys, where they are restricted
    fn key_schema() -> Option<Value> {
        None
    }
}

impl DecodeKey for String {
    fn decode_key(member: &Member<'_>, _: &mut Decoder<'_>) -> Option<Self> {
        Some(member.key().to_owned())
    }
}

impl DecodeKey for Id {
    fn decode_key(member: &Member<'_>, at: &mut Decoder<'_>) -> Option<Self> {
        match Self::parse(member.key()) {
            Ok(id) => Some(id),
            Err(error) => {
                at.report_key(&Self::fault(member.key(), error), member);
                None
            }
        }
    }

    fn key_schema() -> Option<Value> {
        Some(json!({ "pattern": Self::PATTERN }))
    }
}

impl<K: DecodeKey, T: Decode> Decode for BTreeMap<K, T> {
    fn decode(node: &Node<'_>, at: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Object(members) = node.kind() else {
            at.wrong_type(Expected::Object, node);
            return None;
        };
        let mut map = Self::new();
        for member in members {
            let key = K::decode_key(member, at);
            let entry = at.key(member.key(), |at| {
                at.element(|at| {
                    let value = T::decode(member.node(), at)?;
                    Some((key?, value))
                })
            });
            map.extend(entry);
        }
        Some(map)
    }

    fn stand_in() -> Option<Self> {
        Some(Self::new())
    }

    fn schema(defs: &mut SchemaDefs) -> Value {
        let values = T::schema(defs);
        match K::key_schema() {
            Some(keys) => json!({
                "type": "object", "propertyNames": keys, "additionalProperties": values,
            }),
            None => json!({ "type": "object", "additionalProperties": values }),
        }
    }
}
