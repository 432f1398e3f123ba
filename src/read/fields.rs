//! Reading the fields of an object whose keys are known.

use super::decode::{Decode, Decoder};
use super::decode_fault::{DecodeFault, Expected, shortened};
use super::node::{Members, Node, NodeKind};
use super::suggest::suggest;

/// A key that is known, and whether it is needed
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// Whether it must be there.
    pub required: bool,
}

/// The members of an object whose keys have been checked
#[derive(Clone, Copy, Debug)]
pub struct Fields<'n, 't>(&'n Members<'t>);

impl<'n, 't> Fields<'n, 't> {
    /// Reports keys that are unknown and keys that are missing
    ///
    /// A key that is missing because it is misspelt is reported once, as the unknown one.
    pub fn open(node: &'n Node<'t>, at: &mut Decoder<'_>, known: &[Field]) -> Option<Self> {
        let NodeKind::Object(members) = node.kind() else {
            at.wrong_type(Expected::Object, node);
            return None;
        };
        let fields = Self(members);
        let mut absent: Vec<Field> = known
            .iter()
            .copied()
            .filter(|field| fields.find(field.key).is_none())
            .collect();
        for member in members {
            if at.is_full() {
                break;
            }
            if known.iter().any(|field| field.key == member.key()) {
                continue;
            }
            let suggestion = suggest(member.key(), absent.iter().map(|field| field.key));
            absent.retain(|field| Some(field.key) != suggestion);
            let fault = DecodeFault::UnknownKey {
                key: shortened(member.key()),
                suggestion,
                known: known.iter().map(|field| field.key).collect(),
            };
            at.report_key(&fault, member);
        }
        for field in absent.iter().filter(|field| field.required) {
            at.report(&DecodeFault::MissingKey { key: field.key }, node);
        }
        Some(fields)
    }

    fn find(self, key: &str) -> Option<&'n Node<'t>> {
        self.0.get(key)
    }

    /// Reads a field; left out, it has the value its type has then, if any
    pub fn read<T: Decode>(&self, key: &str, at: &mut Decoder<'_>) -> Option<T> {
        match self.find(key) {
            Some(node) => at.key(key, |at| T::decode(node, at)),
            None => T::absent(),
        }
    }

    /// Reads a field; left out, it has a default
    pub fn read_or<T: Decode>(
        &self,
        key: &str,
        at: &mut Decoder<'_>,
        default: impl FnOnce() -> T,
    ) -> Option<T> {
        match self.find(key) {
            Some(node) => at.key(key, |at| T::decode(node, at)),
            None => Some(default()),
        }
    }
}
