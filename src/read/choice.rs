//! Reading one of several words, plain or with a payload.

use super::decode::Decoder;
use super::decode_fault::{DecodeFault, Expected, shortened};
use super::node::{Node, NodeKind};
use super::suggest::suggest;

/// A word that is known, with its payload if it has one
#[derive(Clone, Copy, Debug)]
pub struct Choice<'n, 't> {
    word: &'static str,
    payload: Option<&'n Node<'t>>,
}

impl<'n, 't> Choice<'n, 't> {
    /// Reads `"word"` or `{"word": payload}`; each known word says whether it has a payload
    pub fn open(
        node: &'n Node<'t>,
        at: &mut Decoder<'_>,
        known: &[(&'static str, bool)],
    ) -> Option<Self> {
        let expected = || Expected::OneOf(known.to_vec());
        match node.kind() {
            NodeKind::Text(text) => match known.iter().find(|(word, _)| *word == text.as_ref()) {
                Some((word, false)) => Some(Self {
                    word,
                    payload: None,
                }),
                Some(_) => {
                    at.wrong_type(expected(), node);
                    None
                }
                None => {
                    at.report(&unknown(text, known), node);
                    None
                }
            },
            NodeKind::Object(members) if known.iter().any(|(_, payload)| *payload) => {
                let [member] = members.as_slice() else {
                    at.wrong_type(expected(), node);
                    return None;
                };
                match known.iter().find(|(word, _)| *word == member.key()) {
                    Some((word, true)) => Some(Self {
                        word,
                        payload: Some(member.node()),
                    }),
                    Some(_) => {
                        at.wrong_type(expected(), node);
                        None
                    }
                    None => {
                        at.report_key(&unknown(member.key(), known), member);
                        None
                    }
                }
            }
            _ => {
                at.wrong_type(expected(), node);
                None
            }
        }
    }

    /// The word
    pub fn word(&self) -> &'static str {
        self.word
    }

    /// Its payload
    pub fn payload(&self) -> Option<&'n Node<'t>> {
        self.payload
    }
}

fn unknown(word: &str, known: &[(&'static str, bool)]) -> DecodeFault {
    DecodeFault::UnknownWord {
        word: shortened(word),
        suggestion: suggest(word, known.iter().map(|(word, _)| *word)),
        known: known.to_vec(),
    }
}
