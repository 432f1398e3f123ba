//! JSON Schema (draft 2020-12) of the types that are read.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::decode::Decode;

/// The definitions of a schema, one for each type with a name
///
/// Names of types are expected to be different within one schema.
#[derive(Clone, Debug, Default)]
pub struct SchemaDefs(BTreeMap<String, Value>);

impl SchemaDefs {
    /// Refers to a type, defining it first where that was not done; a type may contain itself
    pub fn named(&mut self, name: &str, define: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.0.contains_key(name) {
            self.0.insert(name.to_owned(), Value::Null);
            let schema = define(self);
            self.0.insert(name.to_owned(), schema);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }
}

/// The JSON Schema of a type
pub fn schema_of<T: Decode>() -> Value {
    let mut defs = SchemaDefs::default();
    let mut schema = match T::schema(&mut defs) {
        Value::Object(schema) => schema,
        _ => Map::new(),
    };
    let dialect = "https://json-schema.org/draft/2020-12/schema";
    schema.insert("$schema".to_owned(), Value::from(dialect));
    // Editors write which schema a file follows into the file itself.
    let root = schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|name| name.strip_prefix("#/$defs/"));
    if let Some(properties) = root
        .and_then(|name| defs.0.get_mut(name))
        .and_then(|root| root.get_mut("properties"))
        .and_then(Value::as_object_mut)
    {
        properties.insert("$schema".to_owned(), json!({ "type": "string" }));
    }
    if !defs.0.is_empty() {
        schema.insert(
            "$defs".to_owned(),
            Value::Object(defs.0.into_iter().collect()),
        );
    }
    Value::Object(schema)
}

/// A key of an object with its schema
#[derive(Clone, Debug)]
pub struct Property {
    /// The key.
    pub key: &'static str,
    /// What it means.
    pub description: String,
    /// The schema of its value.
    pub schema: Value,
    /// Whether it must be there.
    pub required: bool,
    /// What it is when left out.
    pub default: Option<Value>,
}

/// The schema of an object
pub fn object(description: &str, properties: Vec<Property>) -> Value {
    let required: Vec<&str> = properties
        .iter()
        .filter(|property| property.required)
        .map(|p| p.key)
        .collect();
    let mut schema = described(
        json!({ "type": "object", "additionalProperties": false }),
        description,
    );
    if let Some(schema) = schema.as_object_mut() {
        if !required.is_empty() {
            schema.insert("required".to_owned(), Value::from(required));
        }
        let mut shown = Map::new();
        for property in properties {
            let mut value = described(property.schema, &property.description);
            if let (Some(value), Some(default)) = (value.as_object_mut(), property.default) {
                value.insert("default".to_owned(), default);
            }
            shown.insert(property.key.to_owned(), value);
        }
        schema.insert("properties".to_owned(), Value::Object(shown));
    }
    schema
}

/// A word with the schema of its payload
#[derive(Clone, Debug)]
pub struct Variant {
    /// The word.
    pub word: &'static str,
    /// What it means.
    pub description: String,
    /// The schema of its payload; without one it is a plain word.
    pub payload: Option<Value>,
}

/// The schema of one of several words
pub fn one_of(description: &str, variants: Vec<Variant>) -> Value {
    let alternatives = variants.into_iter().map(|variant| {
        let schema = match variant.payload {
            None => json!({ "const": variant.word }),
            Some(payload) => {
                let properties: Map<String, Value> =
                    std::iter::once((variant.word.to_owned(), payload)).collect();
                json!({
                    "type": "object",
                    "properties": properties,
                    "required": [variant.word],
                    "additionalProperties": false,
                })
            }
        };
        described(schema, &variant.description)
    });
    let alternatives: Vec<Value> = alternatives.collect();
    described(json!({ "oneOf": alternatives }), description)
}

fn described(mut schema: Value, description: &str) -> Value {
    if let Some(schema) = schema.as_object_mut().filter(|_| !description.is_empty()) {
        schema.insert("description".to_owned(), Value::from(description));
    }
    schema
}
