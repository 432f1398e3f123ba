//! What holds for every input.

use proptest::prelude::*;
use serde_json::Value;

use super::sample::Sample;
use crate::read::{Node, NodeKind, Source, Tree, decode_document, read_format};

/// Any JSON value, written with odd white space and escapes.
fn any_json() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        "[a-zA-Zđăâ ]{0,8}".prop_map(|text| format!("\"{text}\"")),
        Just(r#""\u0111\"\\\/\n""#.to_owned()),
        Just(r#""\ud83d\ude00{[,:]}""#.to_owned()),
    ];
    let number = prop_oneof![
        any::<i32>().prop_map(|number| number.to_string()),
        Just("-0".to_owned()),
        Just("1.50e+400".to_owned()),
        Just("0.10".to_owned()),
    ];
    let word = prop::sample::select(vec!["true", "false", "null"]).prop_map(str::to_owned);
    let space = prop::sample::select(vec!["", " ", "\n", "\r\n\t", "  \n"]);
    let leaf = prop_oneof![text, number, word];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        let list = (
            prop::collection::vec((space.clone(), inner.clone()), 0..6),
            space.clone(),
        );
        let object = (
            prop::collection::vec((space.clone(), inner), 0..6),
            space.clone(),
        );
        prop_oneof![
            list.prop_map(|(elements, end)| {
                let elements = elements.iter().map(|(s, e)| format!("{s}{e}{s}"));
                format!("[{}{end}]", elements.collect::<Vec<_>>().join(","))
            }),
            object.prop_map(|(members, end)| {
                let members = members
                    .iter()
                    .enumerate()
                    .map(|(n, (s, e))| format!("{s}\"k/{n}~đ\\u0065\"{s}:{s}{e}{s}"));
                format!("{{{}{end}}}", members.collect::<Vec<_>>().join(","))
            }),
        ]
    })
}

/// Compares a tree with an independent reading of the text that starts at each offset.
fn agrees(node: &Node<'_>, text: &str) -> Value {
    let rest = &text[node.offset()..];
    let mut stream =
        serde_json::Deserializer::from_str(rest).into_iter::<&serde_json::value::RawValue>();
    let raw = stream.next().unwrap().unwrap().get();
    assert!(rest.starts_with(raw), "the value starts at its offset");
    match node.kind() {
        NodeKind::Null => Value::Null,
        NodeKind::Bool(value) => Value::from(*value),
        NodeKind::Number(written) => {
            assert_eq!(*written, raw);
            Value::from(*written)
        }
        NodeKind::Text(value) => {
            assert_eq!(serde_json::from_str::<String>(raw).unwrap(), value.as_ref());
            Value::from(value.as_ref())
        }
        NodeKind::Array(elements) => {
            let raw: Vec<&serde_json::value::RawValue> = serde_json::from_str(raw).unwrap();
            assert_eq!(raw.len(), elements.len());
            elements
                .iter()
                .map(|element| agrees(element, text))
                .collect()
        }
        NodeKind::Object(members) => {
            for member in members {
                assert!(text[member.key_offset()..].starts_with('"'));
            }
            let raw: std::collections::BTreeMap<String, &serde_json::value::RawValue> =
                serde_json::from_str(raw).unwrap();
            assert!(raw.keys().eq(members.iter().map(crate::read::Member::key)));
            members
                .iter()
                .map(|m| (m.key().to_owned(), agrees(m.node(), text)))
                .collect()
        }
        NodeKind::Refused => panic!("nothing here is refused"),
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode_document::<Sample>(None, &bytes);
        let _ = read_format(&bytes);
    }

    #[test]
    fn any_near_json_is_read_or_refused(text in r#"[\[\]{}",:\\ud8truefalsn0-9.eE+\n đ-]{0,60}"#) {
        let accepted = serde_json::from_str::<Value>(&text).is_ok();
        let source = Source::new(Some("a.json"), text.as_bytes());
        match source {
            Ok(source) => match Tree::parse(&source) {
                Ok(_) => prop_assert!(accepted || text.contains(['e', 'E'])),
                Err(found) => for one in &found {
                    prop_assert!(one.place().line.is_some());
                    prop_assert!(!accepted || one.check() != "not-json", "{}", one);
                },
            },
            Err(found) => prop_assert_eq!(found.len(), 1),
        }
    }

    #[test]
    fn broken_samples_are_refused_with_places(at in 0_usize..120, byte in any::<u8>()) {
        let text = r#"{"id": "a", "amount": 12.5, "shape": {"circle": {"radius": "1"}}, "next": [{"id": "b", "amount": 1}], "exact": true}"#;
        let mut bytes = text.as_bytes().to_vec();
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Err(found) = decode_document::<Sample>(None, &bytes) {
            prop_assert!(!found.is_empty());
            prop_assert!(found.iter().all(|one| one.place().line.is_some()));
        }
        bytes.truncate(at);
        prop_assert!(decode_document::<Sample>(None, &bytes).is_err());
    }

    #[test]
    fn offsets_point_at_the_first_byte(text in any_json(), before in "[ \n\t]{0,3}") {
        let text = format!("{before}{text}\n");
        let source = Source::new(None, text.as_bytes()).unwrap();
        let tree = Tree::parse(&source).unwrap();
        agrees(tree.root(), &text);
    }
}
