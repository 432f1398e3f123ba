//! What a schema allows is read, written and read again as the same, for every kind of file.
//!
//! Documents are made from the published schemas, so that each member, word and variant of each
//! file is there at least once; a member that is missing or unknown, and a value of another type,
//! is refused.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what should not happen"
)]

use std::collections::BTreeSet;
use std::fmt::Debug;

use par_index::file::{
    ActionsFile, AssessmentFile, CriteriaFile, FactValue, PlanFile, PublishedFile, ScenariosFile,
    TaskExample,
};
use par_index::number::Quantity;
use par_index::read::{Decode, decode_document, schema_of};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// Documents made of each kind at least, and at most until everything was there; the same every time.
const DOCUMENTS: [usize; 2] = [100, 5_000];

/// Makes values that a schema allows.
struct Maker<'s> {
    schema: &'s Value,
    dice: u64,
    /// Definitions around the value that is being made.
    around: Vec<&'s str>,
    /// Members and variants made so far, by definition.
    made: BTreeSet<String>,
    /// Where objects are, with a member that each needs.
    needed: Vec<(String, String)>,
}

impl<'s> Maker<'s> {
    fn below(&mut self, sides: usize) -> usize {
        // The constants of Knuth's MMIX.
        self.dice = self
            .dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.dice >> 33).unwrap() % sides
    }

    fn of(&mut self, list: &[Value]) -> Value {
        let at = self.below(list.len());
        list[at].clone()
    }

    fn value(&mut self, schema: &'s Value, at: &str) -> Value {
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            let name = name.rsplit('/').next().unwrap();
            self.around.push(name);
            let value = self.value(&self.schema["$defs"][name], at);
            self.around.pop();
            return value;
        }
        if let Some(variants) = schema.get("oneOf").or_else(|| schema.get("anyOf")) {
            let variants = variants.as_array().unwrap();
            // Inside itself a definition takes its plainest variant, so that it ends.
            let choice = if self.inside_itself() {
                usize::from(schema.get("anyOf").is_some())
            } else {
                let fresh = (0..variants.len()).find(|at| !self.is_made(&at.to_string()));
                let any = self.below(variants.len());
                fresh.filter(|_| self.below(2) == 0).unwrap_or(any)
            };
            let variant = &variants[choice];
            self.note(&choice.to_string());
            return match variant.get("const") {
                Some(word) => word.clone(),
                None => self.value(variant, at),
            };
        }
        if let Some(words) = schema.get("enum") {
            return self.of(words.as_array().unwrap());
        }
        if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
            return self.matching(pattern);
        }
        match schema.get("type").and_then(Value::as_str).unwrap() {
            "null" => Value::Null,
            "boolean" => self.of(&[json!(true), json!(false)]),
            "integer" => self.of(&[json!(0), json!(1), json!(4), json!(2_000)]),
            "string" => self.of(&[json!("Số 5 “hai” \\ \"ba\"\n/"), json!("x"), json!("")]),
            "array" => {
                let items = &schema["items"];
                let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0);
                let most = if self.repeats(items) {
                    0
                } else {
                    self.below(3)
                };
                let count = most.max(usize::try_from(least).unwrap());
                let each = |number| (number, format!("{at}/{number}"));
                let places: Vec<_> = (0..count).map(each).collect();
                places.iter().map(|(_, at)| self.value(items, at)).collect()
            }
            "object" => self.object(schema, at),
            other => panic!("a schema has the type {other}"),
        }
    }

    fn object(&mut self, schema: &'s Value, at: &str) -> Value {
        let mut object = Map::new();
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
            for key in ["a", "c1.2"].iter().take(self.below(3)) {
                let value = self.value(&schema["additionalProperties"], &format!("{at}/{key}"));
                object.insert((*key).to_owned(), value);
            }
            return object.into();
        };
        let required = schema.get("required").and_then(Value::as_array);
        let required = required.map_or(&[][..], Vec::as_slice);
        for (key, own) in properties {
            let is_required = required.iter().any(|name| name == key);
            if is_required {
                self.needed.push((at.to_owned(), key.clone()));
            } else if self.below(3) == 0 || self.inside_itself() {
                continue;
            }
            self.note(key);
            object.insert(key.clone(), self.value(own, &format!("{at}/{key}")));
        }
        object.into()
    }

    fn matching(&mut self, pattern: &str) -> Value {
        if pattern.starts_with("^[0-9]{4}-") {
            return self.of(&[json!("2024-02-29"), json!("2023-12-31")]);
        }
        if pattern.starts_with("^-?(0|") {
            return self.of(&[
                json!(0),
                json!(-3),
                json!(12.25),
                json!(0.000_01),
                json!("0.000000001"),
                json!("7.5"),
            ]);
        }
        assert!(pattern.starts_with("^[a-z0-9]("), "no example of {pattern}");
        self.of(&[json!("a"), json!("c1.2"), json!("x-y_z")])
    }

    fn inside_itself(&self) -> bool {
        let (last, before) = self.around.split_last().unwrap();
        before.contains(last)
    }

    fn repeats(&self, items: &Value) -> bool {
        let name = items.get("$ref").and_then(Value::as_str);
        name.is_some_and(|name| self.around.contains(&name.rsplit('/').next().unwrap()))
    }

    fn note(&mut self, what: &str) {
        self.made.insert(self.name_of(what));
    }

    fn is_made(&self, what: &str) -> bool {
        self.made.contains(&self.name_of(what))
    }

    fn name_of(&self, what: &str) -> String {
        format!("{}/{what}", self.around.last().unwrap())
    }
}

/// Every member and variant of a schema, named as [`Maker::note`] names them.
fn all_of(schema: &Value) -> BTreeSet<String> {
    fn walk(name: &str, schema: &Value, all: &mut BTreeSet<String>) {
        for (key, own) in schema
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            all.insert(format!("{name}/{key}"));
            walk(name, own, all);
        }
        for variants in [schema.get("oneOf"), schema.get("anyOf")]
            .into_iter()
            .flatten()
        {
            for (number, variant) in variants.as_array().unwrap().iter().enumerate() {
                all.insert(format!("{name}/{number}"));
                walk(name, variant, all);
            }
        }
    }
    let mut all = BTreeSet::new();
    for (name, own) in schema["$defs"].as_object().unwrap() {
        walk(name, own, &mut all);
    }
    all
}

/// Whether everything given was written, and nothing else: only what is empty anyhow may be left out.
fn same(given: &Value, written: &Value, at: &str) {
    match (given, written) {
        // A number may be given so; it is written so only where a bare one would lose digits.
        _ if bare(given) != given || bare(written) != written => {
            same(bare(given), bare(written), at);
        }
        (Value::Object(given), Value::Object(written)) => {
            for (key, value) in given {
                if key == "$schema" {
                    // It speaks to editors, not of the document.
                    continue;
                }
                let empty = [json!(null), json!(0), json!(false), json!([]), json!({})];
                match written.get(key) {
                    Some(kept) => same(value, kept, &format!("{at}/{key}")),
                    None => assert!(empty.contains(value), "{at}/{key} was lost: {value}"),
                }
            }
            for (key, value) in written {
                let is_given = given.contains_key(key) || value.is_null();
                assert!(is_given, "{at}/{key} was made up");
            }
        }
        (Value::Array(given), Value::Array(written)) => {
            assert_eq!(given.len(), written.len(), "{at}");
            for (number, (given, written)) in given.iter().zip(written).enumerate() {
                same(given, written, &format!("{at}/{number}"));
            }
        }
        _ if given == written => {}
        _ => assert_eq!(number(given), number(written), "{at}"),
    }
}

/// The number in `{"number": …}`, where there is nothing else.
fn bare(value: &Value) -> &Value {
    let members = value.as_object().filter(|members| members.len() == 1);
    let number = members.and_then(|members| members.get("number"));
    number.filter(|number| !number.is_object()).unwrap_or(value)
}

/// A number, written as one or as a text.
fn number(value: &Value) -> Quantity {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    Quantity::parse(&text).unwrap_or_else(|fault| panic!("{value}: {fault}"))
}

fn read<T: Decode>(value: &Value) -> Result<T, String> {
    let read = decode_document(None, value.to_string().as_bytes());
    read.map(|(file, _)| file)
        .map_err(|found| found.to_string())
}

/// Each scalar of a value, as a pointer.
fn scalars(value: &Value, at: &str, all: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, own) in members {
                scalars(
                    own,
                    &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")),
                    all,
                );
            }
        }
        Value::Array(items) => {
            for (number, own) in items.iter().enumerate() {
                scalars(own, &format!("{at}/{number}"), all);
            }
        }
        Value::Null => {}
        _ => all.push(at.to_owned()),
    }
}

/// In a binary format and in serde's own JSON the file is the same, and nothing of a library shows.
fn other_formats<T: DeserializeOwned + Serialize + PartialEq + Debug>(file: &T, text: &str) {
    let mut binary = Vec::new();
    ciborium::into_writer(file, &mut binary).unwrap();
    assert_eq!(&ciborium::from_reader::<T, _>(&*binary).unwrap(), file);
    assert!(!binary.windows(6).any(|part| part == b"$serde"), "{text}");
    // Fractions are never kept in binary.
    let plain: ciborium::Value = ciborium::from_reader(&*binary).unwrap();
    assert!(!has_float(&plain), "{text}");
    assert_eq!(&serde_json::from_str::<T>(text).unwrap(), file);
    let value = serde_json::to_value(file).unwrap();
    assert_eq!(&serde_json::from_value::<T>(value).unwrap(), file);
}

fn has_float(value: &ciborium::Value) -> bool {
    match value {
        ciborium::Value::Float(_) => true,
        ciborium::Value::Array(values) => values.iter().any(has_float),
        ciborium::Value::Map(members) => members.iter().any(|(_, value)| has_float(value)),
        _ => false,
    }
}

fn law<T: Decode + DeserializeOwned + Serialize + PartialEq + Debug>() {
    let schema = schema_of::<T>();
    let mut maker = Maker {
        schema: &schema,
        dice: 1,
        around: Vec::new(),
        made: BTreeSet::new(),
        needed: Vec::new(),
    };
    let all = all_of(&schema);
    let [least, most] = DOCUMENTS;
    for number in 0..most {
        if number >= least && all.is_subset(&maker.made) {
            break;
        }
        maker.needed.clear();
        let given = maker.value(&schema, "");
        let file: T = read(&given).unwrap_or_else(|found| panic!("{found}\n{given:#}"));
        let text = serde_json::to_string(&file).unwrap();
        let written: Value = serde_json::from_str(&text).unwrap();
        same(&given, &written, "");
        let (again, _) = decode_document::<T>(None, text.as_bytes()).unwrap();
        assert_eq!(again, file);
        other_formats(&file, &text);
        // One fault of each kind, somewhere else in each document.
        let place = maker.below(maker.needed.len());
        let (place, key) = maker.needed[place].clone();
        let mut lacking = given.clone();
        object_at(&mut lacking, &place).remove(&key);
        assert!(read::<T>(&lacking).is_err(), "{place} does without {key}");
        let mut more = given.clone();
        object_at(&mut more, &place).insert("no such member".into(), json!(1));
        assert!(read::<T>(&more).is_err(), "{place} takes anything");
        let mut places = Vec::new();
        scalars(&given, "", &mut places);
        places.retain(|place| place != "/$schema");
        let at = &places[maker.below(places.len())];
        let mut odd = given.clone();
        *odd.pointer_mut(at).unwrap() = json!({ "no such member": 1 });
        assert!(read::<T>(&odd).is_err(), "{at} takes an object");
    }
    let missing: Vec<_> = all.difference(&maker.made).cloned().collect();
    assert!(missing.is_empty(), "never made: {missing:?}");
}

fn object_at<'v>(value: &'v mut Value, place: &str) -> &'v mut Map<String, Value> {
    value.pointer_mut(place).unwrap().as_object_mut().unwrap()
}

#[test]
fn criteria_sets_are_written_as_they_are_read() {
    law::<CriteriaFile>();
}

#[test]
fn plans_are_written_as_they_are_read() {
    law::<PlanFile>();
}

#[test]
fn assessments_are_written_as_they_are_read() {
    law::<AssessmentFile>();
}

#[test]
fn published_totals_are_written_as_they_are_read() {
    law::<PublishedFile>();
}

#[test]
fn scenarios_are_written_as_they_are_read() {
    law::<ScenariosFile>();
}

#[test]
fn actions_are_written_as_they_are_read() {
    law::<ActionsFile>();
}

#[test]
fn what_an_example_says_of_tasks_is_a_word_or_so_many_of_so_many() {
    for sound in [json!("on-time"), json!("not-arisen"), json!([3, 4])] {
        let read = read::<TaskExample>(&sound).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), sound);
    }
    for odd in [json!("sometimes"), json!([3]), json!([3, 4, 5]), json!(3)] {
        assert!(read::<TaskExample>(&odd).is_err(), "{odd}");
    }
}

#[test]
fn every_number_of_a_fact_is_read_back_as_it_was() {
    let numbers = [
        "0",
        "-3",
        "12.5",
        "0.00001",
        "-0.00001",
        "0.000009",
        "0.000000001",
        "-0.1",
        "98.76",
        "123456789012345",
        "12345678901234.5",
        "1234567890123456",
        "123456789.123456789",
        "100000000.100000001",
        "1000000000000000000",
        "-999999999999999999",
        "999999999999999.9",
        "99999999999999.9",
        "0.123456789",
    ];
    for text in numbers {
        let number = FactValue::Number(Quantity::parse(text).unwrap());
        let written = serde_json::to_string(&number).unwrap();
        let (again, _) = decode_document::<FactValue>(None, written.as_bytes()).unwrap();
        assert_eq!(again, number, "{written}");
        other_formats(&number, &written);
        // A text is no number, whatever stands in it.
        other_formats(&FactValue::from(text), &format!("\"{text}\""));
    }
    // Up to fifteen digits people see the number itself.
    let shown = |text: &str| {
        let number = FactValue::Number(Quantity::parse(text).unwrap());
        serde_json::to_string(&number).unwrap()
    };
    assert_eq!(shown("12345678901234.5"), "12345678901234.5");
    assert_eq!(shown("-0.00001"), "-0.00001");
    assert_eq!(shown("1000000000000000000"), "1000000000000000000");
    assert_eq!(shown("0.000009"), r#"{"number":"0.000009"}"#);
}

#[test]
fn a_number_in_binary_that_may_have_been_another_is_refused() {
    let said = |text: &str| {
        serde_json::from_str::<FactValue>(text)
            .unwrap_err()
            .to_string()
    };
    assert!(said("123456789.123456789").contains("give it as a text"));
    assert!(said("1e300").contains("give it as a text"));
    assert!(said(r#"{"number": "1,5"}"#).contains("/number"));
    let mut binary = Vec::new();
    ciborium::into_writer(&12.5, &mut binary).unwrap();
    assert!(ciborium::from_reader::<FactValue, _>(&*binary).is_err());
    let mut deep = "[".repeat(100_000);
    deep.push_str(&"]".repeat(100_000));
    assert!(serde_json::from_str::<FactValue>(&deep).is_err());
}

#[test]
fn a_file_in_another_format_is_refused_with_every_fault() {
    let mut binary = Vec::new();
    let file = json!({ "format": 1, "scenarios": [{ "id": "A" }], "titel": null });
    ciborium::into_writer(&file, &mut binary).unwrap();
    let refused = ciborium::from_reader::<ScenariosFile, _>(&*binary).unwrap_err();
    let said = refused.to_string();
    for part in ["/format", "/scenarios/0/id", "titel", "title"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // Of a key given twice nobody knows which is meant.
    let twice = r#"{"format": "par-index/scenarios@1", "scenarios": [], "scenarios": []}"#;
    assert!(serde_json::from_str::<ScenariosFile>(twice).is_err());
}

#[test]
fn the_last_answer_and_the_last_claim_count() {
    let mut file: AssessmentFile = read(&json!({
        "format": "par-index/assessment@1",
        "unit": { "id": "unit", "title": { "vi": "Đơn vị" } },
        "period": { "from": "2024-01-01", "until": "2024-12-31" },
        "as_of": "2024-12-31",
        "criteria_set": { "id": "set", "edition": "1" },
    }))
    .unwrap();
    let points = |text: &str| Quantity::parse(text).unwrap();
    file.answer("dossiers", 3)
        .unwrap()
        .answer("dossiers", 4)
        .unwrap();
    file.claim("c1", points("1"))
        .unwrap()
        .claim("c1", points("0.5"))
        .unwrap();
    assert!(file.answer("Not an id", true).is_err());
    assert!(file.claim("c 1", points("1")).is_err());
    let written = serde_json::to_value(&file).unwrap();
    assert_eq!(written["facts"], json!({ "dossiers": 4 }));
    let claims = written["claims"]["criteria"].as_object().unwrap();
    assert_eq!(claims.len(), 1);
    assert_eq!(number(&claims["c1"]), points("0.5"));
    assert_eq!(read::<AssessmentFile>(&written).unwrap(), file);
}
