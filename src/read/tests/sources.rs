//! Faults of the text itself, each with its exact place.

use std::time::{Duration, Instant};

use super::sample::Sample;
use super::{faults, words};
use crate::read::{Source, Tree, decode_document, read_format};

fn only(text: impl AsRef<[u8]>) -> String {
    let found = faults::<Sample>(text);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

#[test]
fn texts_that_cannot_be_read_are_refused() {
    assert_eq!(only(""), "1:1 empty-file");
    assert_eq!(only(" \n\t"), "1:1 empty-file");
    assert_eq!(only(b"\xFF\xFE{\0}\0"), "1:1 not-utf-8");
    assert_eq!(only(b"\xFE\xFF\0{\0}"), "1:1 not-utf-8");
    assert_eq!(only(b"{\0}\0"), "1:1 not-utf-8");
    assert_eq!(only(b"{\n \"\xC4\x90\xC3\": 1}"), "2:4 not-utf-8");
    assert_eq!(only(vec![b' '; 8 * 1024 * 1024 + 1]), "1:1 file-too-large");
}

#[test]
fn broken_json_is_one_fault_with_its_place() {
    for (text, place, message) in [
        (
            "{\n  \"id\": \"a\",\n}",
            "3:1 not-json",
            "comma before the closing bracket",
        ),
        (
            "[1, 2,]",
            "1:7 not-json",
            "comma before the closing bracket",
        ),
        ("{\"id\": ", "1:7 not-json", "ends before it is complete"),
        ("[1, 2\n\n", "1:6 not-json", "ends before it is complete"),
        ("{\"đđ\" 1}", "1:7 not-json", "colon is missing"),
        ("[1 2]", "1:4 not-json", "comma is missing"),
        ("[1}", "1:3 not-json", "comma is missing"),
        ("{id: 1}", "1:2 not-json", "key in double quotes"),
        ("{\"a\": 1 \"b\": 2}", "1:9 not-json", "comma is missing"),
        ("[\"a\\x\"]", "1:5 not-json", "backslash"),
        ("[\"a\nb\"]", "1:4 not-json", "control character"),
        ("[\"a\\ud800\"]", "1:2 not-json", "half a character"),
        ("{\"\\udc00\": 1}", "1:2 not-json", "half a character"),
        ("[01]", "1:2 not-json", "number"),
        ("[+1]", "1:2 not-json", "number"),
        ("[.5]", "1:2 not-json", "number"),
        ("[1.]", "1:2 not-json", "number"),
        ("[1] x", "1:5 not-json", "more text"),
        ("[1] // x", "1:5 not-json", "comments"),
        ("/* x */ []", "1:1 not-json", "comments"),
        ("['a']", "1:2 not-json", "straight double quotes"),
        ("{“id”: 1}", "1:2 not-json", "straight double quotes"),
        ("[NaN]", "1:2 not-json", "means nothing in JSON"),
        ("[True]", "1:2 not-json", "means nothing in JSON"),
        ("{\"a\": }", "1:7 not-json", "value is missing"),
    ] {
        let found = decode_document::<Sample>(None, text.as_bytes()).unwrap_err();
        let broken: Vec<_> = found
            .iter()
            .filter(|one| one.check() == "not-json")
            .collect();
        let [one] = broken.as_slice() else {
            panic!("{text}: {found}")
        };
        let (line, column) = (one.place().line.unwrap(), one.place().column.unwrap());
        assert_eq!(format!("{line}:{column} not-json"), place, "{text}");
        let said = &one.message().en;
        assert!(said.contains(message), "{text}: {said}");
    }
}

/// A text that has one slip after another is read to its end.
#[test]
fn what_follows_a_slip_is_read() {
    for (text, places) in [
        // The comma is the one of a decimal; nothing is said of the amount it stands in.
        (
            "{\"id\": \"a\", \"amount\": 85,5, \"count\": \"x\"}",
            &["1:23 not-json", "1:38 wrong-type /count"][..],
        ),
        (
            "{\"id\": 'a', \"amount\": 1 \"count\": \"x\",}",
            &[
                "1:8 not-json",
                "1:25 not-json",
                "1:34 wrong-type /count",
                "1:38 not-json",
            ],
        ),
        (
            "{ // x\n\"id\": “a”, \"amount\": True, \"count\": \"x\"}",
            &[
                "1:3 not-json",
                "2:7 not-json",
                "2:22 not-json",
                "2:37 wrong-type /count",
            ],
        ),
        (
            "{\"id\" \"a\", \"amount\": 55 nhiệm vụ, \"count\": \"x\"}",
            &["1:7 not-json", "1:22 not-json", "1:44 wrong-type /count"],
        ),
        (
            "{\"id\": \"a\", \"amount\": , \"count\": \"x\"}",
            &["1:23 not-json", "1:34 wrong-type /count"],
        ),
        (
            "{\"id\": \"a\", \"amount\": 1.369.000, \"next\": [{\"id\": \"b\",, \"amount\": []}]}",
            &[
                "1:23 not-json",
                "1:54 not-json",
                "1:66 wrong-type /next/0/amount",
            ],
        ),
        // It is not clear where this one ends.
        ("[1} \"count\"", &["1:3 not-json"]),
    ] {
        assert_eq!(faults::<Sample>(text), places, "{text}");
    }
}

#[test]
fn a_number_that_is_no_json_is_proposed_as_json() {
    for (written, help) in [
        ("85,5", "in a file the decimals follow a point: write 85.5"),
        ("85.5%", "in a file the decimals follow a point: write 85.5"),
        ("55 nhiệm vụ", "write 55"),
        ("1.369.000", "write 1369000"),
        (
            "1,369",
            "in a file the decimals follow a point and thousands have no mark: write 1.369 or 1369",
        ),
    ] {
        let text = format!("{{\"id\": \"a\", \"amount\": {written}}}");
        assert_eq!(words::<Sample>(&text).1, help, "{written}");
        // The same in quotes, where a number is asked.
        let text = format!("{{\"id\": \"a\", \"amount\": \"{written}\"}}");
        assert_eq!(words::<Sample>(&text).1, help, "{written}");
    }
}

#[test]
fn a_byte_order_mark_and_the_name_of_a_schema_are_passed_over() {
    let text = "\u{feff}{\"$schema\": \"../schema/sample.json\", \"id\": \"a\", \"amount\": 1}";
    let (sample, document) = decode_document::<Sample>(None, text.as_bytes()).unwrap();
    assert_eq!(sample.id.as_str(), "a");
    assert_eq!(document.place("/id").column, Some(44));
    // Further down it is a key like others.
    assert_eq!(
        only(r#"{"id": "a", "amount": 1, "next": [{"$schema": "", "id": "b", "amount": 1}]}"#),
        "1:36 unknown-key /next/0/$schema"
    );
}

#[test]
fn depth_is_bounded_before_anything_recurses() {
    let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Tree::parse(&Source::new(None, nested(64).as_bytes()).unwrap()).is_ok());
    assert_eq!(only(nested(65)), "1:65 nested-too-deeply");
    assert_eq!(only(nested(50_000)), "1:65 nested-too-deeply");
    assert_eq!(only("{\"a\":".repeat(100_000)), "1:321 nested-too-deeply");
    assert_eq!(only("[\"[[[\\\"[[\","), "1:12 not-json");
    let quoted = format!("[\"{}\"]", "[".repeat(500));
    assert!(Source::new(None, quoted.as_bytes()).is_ok());
}

#[test]
fn long_texts_are_refused_and_not_echoed() {
    let text = format!(
        "{{\n \"id\": \"{}\", \"amount\": 1}}",
        "ă".repeat(1_500_000)
    );
    assert_eq!(only(text), "2:8 text-too-long /id");
    let fits = format!("[\"{}\"]", "x".repeat(64 * 1024));
    assert!(Tree::parse(&Source::new(None, fits.as_bytes()).unwrap()).is_ok());
    let key = format!("{{\"{}\": 1}}", "k".repeat(2_000));
    let source = Source::new(None, key.as_bytes()).unwrap();
    assert_eq!(
        Tree::parse(&source)
            .unwrap_err()
            .iter()
            .next()
            .unwrap()
            .check(),
        "text-too-long"
    );
}

#[test]
fn control_characters_are_refused_where_they_are_escaped_too() {
    let text = r#"{"id": "a", "amount": 1, "label": "x\u0007y", "for": "a\n\tb"}"#;
    assert_eq!(only(text), "1:35 control-character /label");
    assert_eq!(
        only("{\"id\": \"a\", \"amount\": 1, \"for\": \"\u{7f}\"}"),
        "1:33 control-character /for"
    );
}

#[test]
fn a_key_given_twice_names_both_places() {
    let text = "{\"id\": \"a\",\n \"amount\": 1,\n \"next\": [{\"id\": \"b\",\n \"amount\": 1, \"id\": 3}]}";
    let found = decode_document::<Sample>(None, text.as_bytes())
        .unwrap_err()
        .into_vec();
    let [one] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(one.check(), "key-given-twice");
    assert_eq!((one.place().line, one.place().column), (Some(4), Some(15)));
    let other = one.other().unwrap();
    assert_eq!((other.line, other.column), (Some(3), Some(12)));
    assert_eq!(other.pointer, "/next/0/id");
    // The same key written with an escape is the same key.
    assert_eq!(
        only(r#"{"id": "a", "amount": 1, "\u0069d": "b"}"#),
        "1:26 key-given-twice /id"
    );
}

#[test]
fn the_format_is_read_alone() {
    let read = |text: &str| read_format(text.as_bytes());
    let known = read(r#"{"x": [1e400], "format": "par-index/assessment@1", "y": {}}"#);
    assert_eq!(known.unwrap().as_deref(), Some("par-index/assessment@1"));
    assert_eq!(read("{}").unwrap(), None);
    assert_eq!(read(r#"{"format": 1}"#).unwrap(), None);
    assert_eq!(read("[]").unwrap(), None);
    assert_eq!(read("{").unwrap_err().len(), 1);
}

#[test]
fn a_document_says_where_its_values_stand() {
    let text =
        "{\"id\": \"a\",\r\n  \"amount\": 1,\n\"named\": {\"x\": 1, \"y\": 22},\n \"next\": []}";
    let (_, document) = decode_document::<Sample>(Some("đ.json"), text.as_bytes()).unwrap();
    let at = |pointer: &str| {
        let place = document.place(pointer);
        assert_eq!(
            (place.file.as_deref(), place.pointer.as_str()),
            (Some("đ.json"), pointer)
        );
        (place.line.unwrap(), place.column.unwrap())
    };
    assert_eq!(at(""), (1, 1));
    assert_eq!(at("/amount"), (2, 13));
    assert_eq!(at("/named/y"), (3, 24));
    assert_eq!(at("/named/absent/deeper"), (3, 10));
    assert_eq!(at("/next/7"), (4, 10));
    assert_eq!(at("nonsense"), (1, 1));
}

#[test]
fn large_files_take_linear_time() {
    // 8 MB, 60 levels deep around a long list, and one of a single long line of faults.
    let inner = "1,".repeat(2_000_000);
    let deep = format!("{}{inner}1{}", "[".repeat(60), "]".repeat(60));
    let start = Instant::now();
    assert!(Tree::parse(&Source::new(None, deep.as_bytes()).unwrap()).is_ok());
    let wrong = format!("[{}1]", "true,".repeat(400_000));
    let found = decode_document::<Vec<u8>>(None, wrong.as_bytes()).unwrap_err();
    assert_eq!(found.len(), 1_001);
    assert_eq!(found.into_vec().pop().unwrap().check(), "too-many-faults");
    let keys: Vec<String> = (0..100_000).map(|n| format!("\"amuont{n}\":0")).collect();
    let found = decode_document::<Sample>(None, format!("{{{}}}", keys.join(",")).as_bytes());
    assert_eq!(found.unwrap_err().len(), 1_001);
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{:?}",
        start.elapsed()
    );
}
