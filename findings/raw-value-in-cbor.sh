#!/usr/bin/env bash
# serde_json 1.0.154 (feature raw_value) with ciborium 0.2.2.
#
# A `RawValue` is how a number keeps its digits (0.1000). Written by another serializer than serde_json's
# it raises no error: CBOR gets a map with one key that is private to serde_json, and the same type cannot
# read that map back. Seen: no error when writing, {"$serde_json::private::RawValue": "0.1000"} in the
# bytes, and "invalid type: newtype struct, expected any valid JSON value" when reading.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml << 'TOML'
[package]
name = "seen"
version = "0.0.0"
edition = "2021"

[dependencies]
serde = { version = "=1.0.229", features = ["derive"] }
serde_json = { version = "=1.0.154", features = ["raw_value"] }
ciborium = "=0.2.2"
TOML
cat > src/main.rs << 'RUST'
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

#[derive(Serialize, Deserialize)]
struct Fact {
    value: Box<RawValue>,
}

fn main() {
    let fact: Fact = serde_json::from_str(r#"{"value": 0.1000}"#).unwrap();
    println!("json: {}", serde_json::to_string(&fact).unwrap());
    let mut bytes = Vec::new();
    ciborium::into_writer(&fact, &mut bytes).unwrap();
    let seen: ciborium::Value = ciborium::from_reader(bytes.as_slice()).unwrap();
    println!("cbor: {seen:?}");
    match ciborium::from_reader::<Fact, _>(bytes.as_slice()) {
        Ok(again) => println!("again: {}", again.value),
        Err(error) => println!("again: {error}"),
    }
}
RUST
seen=$(cargo run --quiet)
printf '%s\n' "$seen"
expected='json: {"value":0.1000}
cbor: Map([(Text("value"), Map([(Text("$serde_json::private::RawValue"), Text("0.1000"))]))])
again: Semantic(None, "invalid type: newtype struct, expected any valid JSON value")'
if [ "$seen" != "$expected" ]; then
  echo 'not what was seen before' >&2
  exit 1
fi
