//! Where the values of a text that may be JSON stand.

use std::ops::Range;

/// What stands in a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Key,
    Text,
    Number,
    Word,
    List,
    Object,
}

/// A value or key with its place.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    pub(crate) kind: Kind,
    pub(crate) at: Range<usize>,
}

/// All values and keys, as far as the text is JSON.
pub(crate) fn spans(bytes: &[u8]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open: Vec<(Kind, usize)> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'{' => open.push((Kind::Object, start)),
            b'[' => open.push((Kind::List, start)),
            b'}' | b']' => {
                if let Some((kind, from)) = open.pop() {
                    spans.push(Span { kind, at: from..at });
                }
            }
            b'"' => {
                while let Some(byte) = bytes.get(at) {
                    at += 1;
                    match byte {
                        b'\\' => at += 1,
                        b'"' => break,
                        _ => {}
                    }
                }
                at = at.min(bytes.len());
                let rest = bytes.get(at..).unwrap_or_default();
                let next = rest.iter().find(|byte| !byte.is_ascii_whitespace());
                let kind = if next == Some(&b':') {
                    Kind::Key
                } else {
                    Kind::Text
                };
                spans.push(Span {
                    kind,
                    at: start..at,
                });
            }
            b'-' | b'0'..=b'9' => {
                while let Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E') = bytes.get(at) {
                    at += 1;
                }
                spans.push(Span {
                    kind: Kind::Number,
                    at: start..at,
                });
            }
            b'a'..=b'z' => {
                while let Some(b'a'..=b'z') = bytes.get(at) {
                    at += 1;
                }
                spans.push(Span {
                    kind: Kind::Word,
                    at: start..at,
                });
            }
            _ => {}
        }
    }
    spans
}

/// How deep the brackets outside of texts go.
pub(crate) fn depth(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest, mut at) = (0_usize, 0, 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' => {
                while let Some(byte) = bytes.get(at) {
                    at += 1;
                    match byte {
                        b'\\' => at += 1,
                        b'"' => break,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    deepest
}
