//! Reading the fields of an object whose keys are known.

use super::decode::{Decode, Decoder};
use super::decode_fault::{DecodeFault, Expected, shortened};
use super::node::{Members, Node, NodeKind};
use super::suggest::{suggest, translated};

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
            let is_schema = member.key() == "$schema" && at.pointer().is_empty();
            if is_schema || known.iter().any(|field| field.key == member.key()) {
                continue;
            }
            let candidates = || absent.iter().map(|field| field.key);
            let suggestion = translated(member.key(), candidates())
                .or_else(|| suggest(member.key(), candidates()));
            // What was meant by it is not known to be missing.
            for field in &absent {
                if suggestion.is_none_or(|key| key == field.key) {
                    at.key(field.key, Decoder::leave_out);
                }
            }
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
    ///
    /// What cannot be read counts as left out, so that the rest can be looked at.
    pub fn read<T: Decode>(&self, key: &str, at: &mut Decoder<'_>) -> Option<T> {
        self.read_or_else(key, at, T::absent)
    }

    /// Reads a field; left out, it has a default
    pub fn read_or<T: Decode>(
        &self,
        key: &str,
        at: &mut Decoder<'_>,
        default: impl FnOnce() -> T,
    ) -> Option<T> {
        self.read_or_else(key, at, || Some(default()))
    }

    fn read_or_else<T: Decode>(
        self,
        key: &str,
        at: &mut Decoder<'_>,
        absent: impl FnOnce() -> Option<T>,
    ) -> Option<T> {
        let Some(node) = self.find(key) else {
            return absent().or_else(|| at.key(key, Decoder::stand_in));
        };
        at.key(key, |at| {
            T::decode(node, at).or_else(|| match absent() {
                Some(value) => {
                    at.leave_out();
                    Some(value)
                }
                None => at.stand_in(),
            })
        })
    }
}
