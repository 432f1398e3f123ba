//! Faults of shape, and reading what was written.

use super::sample::{Circle, Mode, Sample, Shape};
use super::{faults, words};
use crate::diagnostic::Lang;
use crate::number::Quantity;
use crate::read::{Expected, Id, decode_document, schema_of, suggest};

/// Faults of an otherwise sound sample with one more member on line 2.
fn with(member: &str) -> Vec<String> {
    faults::<Sample>(format!("{{\"id\": \"a\", \"amount\": 1,\n{member}}}"))
}

#[test]
fn a_full_file_is_read_and_written_back() {
    let text = r#"{
        "id": "a.1-x", "amount": "12.50", "count": 3, "since": "2024-12-31", "exact": true,
        "places": 0, "label": "nhãn \"đ\"\n", "for": "b", "shape": {"inside": {"circle": {"radius": -0.5}}},
        "next": [{"id": "b", "amount": 1, "shape": "nothing", "count": null},
                 {"id": "c", "amount": 1.0, "shape": {"mode": "half-even"}}],
        "named": {"x": 1, "y": "2.5"}
    }"#;
    let (sample, _) = decode_document::<Sample>(None, text.as_bytes()).unwrap();
    assert_eq!(sample.amount, Quantity::parse("12.5").unwrap());
    assert_eq!(
        (sample.places, sample.next[0].places, sample.next[0].exact),
        (0, 2, false)
    );
    assert_eq!(sample.next[0].label, "none");
    assert_eq!(sample.r#for.as_deref(), Some("b"));
    assert_eq!(sample.next[1].shape, Some(Shape::Mode(Mode::HalfEven)));
    let radius = Quantity::parse("-0.5").unwrap();
    assert_eq!(
        sample.shape,
        Some(Shape::Inside(Box::new(Shape::Circle(Circle { radius }))))
    );
    let written = serde_json::to_string(&sample).unwrap();
    assert!(
        written.contains(r#"{"id":"b","amount":"1","shape":"nothing"}"#),
        "{written}"
    );
    assert!(
        written.starts_with(r#"{"id":"a.1-x","amount":"12.5","count":3,"#),
        "{written}"
    );
    let (again, _) = decode_document::<Sample>(None, written.as_bytes()).unwrap();
    assert_eq!(again, sample);
    assert_eq!(serde_json::to_string(&again).unwrap(), written);
}

#[test]
fn a_misspelt_key_is_one_fault() {
    let text = "{\"id\": \"a\",\n  \"amuont\": 1}";
    assert_eq!(faults::<Sample>(text), ["2:3 unknown-key /amuont"]);
    assert_eq!(words::<Sample>(text).1, "did you mean \"amount\"?");
    assert_eq!(with("\"colour\": 1"), ["2:1 unknown-key /colour"]);
    assert_eq!(faults::<Sample>("\n{\"id\": \"a\"}"), ["2:1 missing-key"]);
    assert_eq!(
        faults::<Sample>("{\"Amount\": 1, \"amoumt\": 2, \"a/b~c\": 0}"),
        [
            "1:1 missing-key",
            "1:2 unknown-key /Amount",
            "1:15 unknown-key /amoumt",
            "1:28 unknown-key /a~1b~0c"
        ]
    );
}

#[test]
fn wrong_types_say_what_is_needed() {
    assert_eq!(with("\"count\": \"3\""), ["2:10 wrong-type /count"]);
    assert_eq!(with("\"exact\": \"true\""), ["2:10 wrong-type /exact"]);
    assert_eq!(with("\"exact\": null"), ["2:10 wrong-type /exact"]);
    assert_eq!(with("\"label\": 3"), ["2:10 wrong-type /label"]);
    assert_eq!(with("\"since\": 2024"), ["2:10 wrong-type /since"]);
    assert_eq!(with("\"next\": {}"), ["2:9 wrong-type /next"]);
    assert_eq!(with("\"named\": []"), ["2:10 wrong-type /named"]);
    assert_eq!(faults::<Sample>("3"), ["1:1 wrong-type"]);
    let (message, help) = words::<Sample>("{\"id\": null, \"amount\": 1}");
    assert_eq!(message, "expected a text in double quotes, found null");
    assert_eq!(
        help,
        "this cannot be left empty; write a text in double quotes"
    );
}

#[test]
fn several_types_can_be_expected() {
    let words = Expected::AnyOf(vec![Expected::Number, Expected::YesNo]).words();
    assert_eq!(words.get(Lang::En), "a number or true or false");
    assert_eq!(words.get(Lang::Vi), "một con số hoặc true hoặc false");
}

#[test]
fn numbers_are_read_exactly_or_refused() {
    for number in [
        "1e400",
        "-0",
        "-0.0",
        "0.1234567890",
        "\"12,5\"",
        "\"٣\"",
        "\"NaN\"",
        "1E2",
        "\"\"",
        "\" 1\"",
    ] {
        let text = format!("{{\"id\": \"a\",\n\"amount\": {number}}}");
        assert_eq!(
            faults::<Sample>(&text),
            ["2:11 bad-number /amount"],
            "{number}"
        );
    }
    let (message, help) = words::<Sample>("{\"id\": \"a\", \"amount\": \"12,5\"}");
    assert_eq!(
        message,
        "the number \"12,5\" was refused: a comma is not accepted in a number"
    );
    assert_eq!(help, "in a file the decimals follow a point: write 12.5");
    for number in ["-1", "1.5", "4294967296", "1e2", "99999999999999999999"] {
        assert_eq!(
            with(&format!("\"count\": {number}")),
            ["2:10 bad-number /count"],
            "{number}"
        );
    }
    assert_eq!(with("\"places\": 256"), ["2:11 bad-number /places"]);
    let long = format!("{{\"id\": \"a\", \"amount\": {}}}", "7".repeat(100_000));
    assert_eq!(faults::<Sample>(long), ["1:23 bad-number /amount"]);
}

#[test]
fn dates_and_identifiers_are_refused_with_help() {
    for date in ["2024-02-30", "31/12/2024", "2024-1-1", "mai", ""] {
        assert_eq!(
            with(&format!("\"since\": \"{date}\"")),
            ["2:10 bad-date /since"],
            "{date}"
        );
    }
    let day_first = "{\"id\": \"a\", \"amount\": 1, \"since\": \"31/12/2024\"}";
    assert_eq!(words::<Sample>(day_first).1, "write \"2024-12-31\"");
    for id in ["", "A", "a b", "-a", "a.", "ă", &"x".repeat(81)] {
        let text = format!("{{\"amount\": 1,\n\"id\": \"{id}\"}}");
        assert_eq!(faults::<Sample>(text), ["2:7 bad-id /id"], "{id}");
        assert!(Id::parse(id).is_err());
    }
    assert_eq!(
        with("\"named\": {\"X\": 1, \"y\": 2}"),
        ["2:11 bad-id /named/X"]
    );
    assert_eq!(Id::parse(&"x".repeat(80)).unwrap().as_ref().len(), 80);
}

#[test]
fn words_and_their_payloads_are_checked() {
    assert_eq!(with("\"shape\": \"nothign\""), ["2:10 unknown-word /shape"]);
    assert_eq!(with("\"shape\": \"circle\""), ["2:10 wrong-type /shape"]);
    assert_eq!(
        with("\"shape\": {\"nothing\": 1}"),
        ["2:10 wrong-type /shape"]
    );
    assert_eq!(with("\"shape\": {}"), ["2:10 wrong-type /shape"]);
    assert_eq!(
        with("\"shape\": {\"circle\": {}, \"mode\": 1}"),
        ["2:10 wrong-type /shape"]
    );
    assert_eq!(
        with("\"shape\": {\"crcle\": {}}"),
        ["2:11 unknown-word /shape/crcle"]
    );
    assert_eq!(
        with("\"shape\": {\"circle\": {}}"),
        ["2:21 missing-key /shape/circle"]
    );
    assert_eq!(
        with("\"shape\": {\"mode\": \"up\"}"),
        ["2:19 unknown-word /shape/mode"]
    );
    assert_eq!(
        with("\"shape\": {\"mode\": {\"half-up\": 1}}"),
        ["2:19 wrong-type /shape/mode"]
    );
    let (message, help) = words::<Mode>("\"down\"");
    assert_eq!(message, "\"down\" is not a word used here");
    assert_eq!(help, "use one of \"half-up\", \"half-even\"");
    assert_eq!(words::<Shape>("\"Nothing\"").1, "did you mean \"nothing\"?");
    assert_eq!(
        Mode::ALL.iter().map(|mode| mode.word()).collect::<Vec<_>>(),
        ["half-up", "half-even"]
    );
}

#[test]
fn all_faults_are_found_at_once_in_order() {
    let text = "{\n\"id\": \"A\",\n\"since\": \"x\", \"next\": [\n {\"id\": 1, \"amount\": -0},\n {},\n {\"id\": \"z\", \"amount\": 1, \"id\": \"z\"}\n],\n\"amount\": []}";
    assert_eq!(
        faults::<Sample>(text),
        [
            "2:7 bad-id /id",
            "3:10 bad-date /since",
            "4:9 wrong-type /next/0/id",
            "4:22 bad-number /next/0/amount",
            "5:2 missing-key /next/1",
            "5:2 missing-key /next/1",
            "6:27 key-given-twice /next/2/id",
            "8:11 wrong-type /amount"
        ]
    );
}

#[test]
fn columns_count_characters() {
    let text = "{\"id\": \"a\", \"for\": \"Sở Nội vụ tỉnh 𝕏\", \"amount\": true}";
    assert_eq!(faults::<Sample>(text), ["1:50 wrong-type /amount"]);
}

#[test]
fn suggestions_are_close_or_none() {
    let known = ["criteria", "areas", "max_points", "id"];
    let guess = |word: &str| suggest(word, known);
    assert_eq!(guess("critera"), Some("criteria"));
    assert_eq!(guess("aeras"), Some("areas"));
    assert_eq!(guess("max-points"), Some("max_points"));
    assert_eq!(guess("MaxPoints"), Some("max_points"));
    assert_eq!(guess("di"), Some("id"));
    assert_eq!(guess("evidence"), None);
    assert_eq!(guess(""), None);
    assert_eq!(guess(&"criteria".repeat(100)), None);
}

#[test]
fn schemas_describe_what_is_read() {
    let schema = schema_of::<Sample>();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert_eq!(schema["$ref"], "#/$defs/Sample");
    let sample = &schema["$defs"]["Sample"];
    assert_eq!(
        sample["description"],
        "A file with a bit of everything\nin two paragraphs."
    );
    assert_eq!(sample["additionalProperties"], false);
    assert_eq!(sample["required"], serde_json::json!(["id", "amount"]));
    let properties = &sample["properties"];
    assert_eq!(properties["exact"]["description"], "Whether it is so.");
    assert_eq!(properties["places"]["default"], 2);
    assert_eq!(properties["next"]["items"]["$ref"], "#/$defs/Sample");
    assert_eq!(
        properties["amount"]["type"],
        serde_json::json!(["number", "string"])
    );
    assert_eq!(properties["for"]["anyOf"][1]["type"], "null");
    assert_eq!(
        properties["named"]["additionalProperties"]["type"][0],
        "number"
    );
    let shape = &schema["$defs"]["Shape"]["oneOf"];
    assert_eq!(shape[0]["properties"]["circle"]["$ref"], "#/$defs/Circle");
    assert_eq!(
        shape[3],
        serde_json::json!({"const": "nothing", "description": "None at all."})
    );
    assert_eq!(schema["$defs"]["Mode"]["oneOf"][1]["const"], "half-even");
    assert!(!schema.to_string().contains("multipleOf"));
}
