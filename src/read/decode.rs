//! Decoding a tree into typed values, going on after every fault.

use super::decode_fault::{DecodeFault, Expected, Found};
use super::faults::Faults;
use super::node::{Member, Node, NodeKind};
use super::pointer::Pointer;
use super::schema::SchemaDefs;
use crate::diagnostic::Finding;

/// A type that is read from JSON
pub trait Decode: Sized {
    /// Whether a field of this type may be left out
    const OPTIONAL: bool = false;

    /// Reads the value, or records what is wrong and gives `None`
    fn decode(node: &Node<'_>, at: &mut Decoder<'_>) -> Option<Self>;

    /// The value of a field that was left out, where it may be
    fn absent() -> Option<Self> {
        None
    }

    /// Whether the value is the one of a field left out, so that it need not be written
    fn is_absent(&self) -> bool {
        false
    }

    /// The JSON Schema of the type; types with a name are defined once in `defs`
    fn schema(defs: &mut SchemaDefs) -> serde_json::Value;
}

/// Knows where decoding stands, and collects what is wrong
#[derive(Debug)]
pub struct Decoder<'s> {
    pointer: Pointer,
    faults: Faults<'s>,
}

impl<'s> Decoder<'s> {
    pub(super) fn new(faults: Faults<'s>) -> Self {
        Self {
            pointer: Pointer::default(),
            faults,
        }
    }

    pub(super) fn into_faults(self) -> Faults<'s> {
        self.faults
    }

    /// The JSON Pointer of the value being decoded
    pub fn pointer(&self) -> &str {
        self.pointer.as_str()
    }

    /// Whether no more faults are taken, so that none need be looked for
    pub fn is_full(&self) -> bool {
        self.faults.is_full()
    }

    /// Goes down to a key of the object being decoded
    pub fn key<R>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> R) -> R {
        let mark = self.pointer.push_key(key);
        let result = read(self);
        self.pointer.pop(mark);
        result
    }

    /// Goes down to an element of the list being decoded
    pub fn index<R>(&mut self, index: usize, read: impl FnOnce(&mut Self) -> R) -> R {
        let mark = self.pointer.push_index(index);
        let result = read(self);
        self.pointer.pop(mark);
        result
    }

    /// Records a fault of the value being decoded
    pub fn report(&mut self, finding: &dyn Finding, node: &Node<'_>) {
        self.faults
            .report(finding, (self.pointer.as_str(), node.offset()), None);
    }

    /// Records a fault of a key of the object being decoded
    pub fn report_key(&mut self, finding: &dyn Finding, member: &Member<'_>) {
        let mark = self.pointer.push_key(member.key());
        self.faults
            .report(finding, (self.pointer.as_str(), member.key_offset()), None);
        self.pointer.pop(mark);
    }

    /// Records that the value is of the wrong type, unless it was reported already
    pub fn wrong_type(&mut self, expected: Expected, node: &Node<'_>) {
        let found = match node.kind() {
            NodeKind::Refused => return,
            NodeKind::Null => Found::Null,
            NodeKind::Bool(_) => Found::Bool,
            NodeKind::Number(_) => Found::Number,
            NodeKind::Text(_) => Found::Text,
            NodeKind::Array(_) => Found::List,
            NodeKind::Object(_) => Found::Object,
        };
        self.report(&DecodeFault::WrongType { expected, found }, node);
    }
}
