//! Decoding a tree into typed values, going on after every fault.

use std::collections::BTreeMap;

use super::decode_fault::{DecodeFault, Expected, Found};
use super::faults::{Faults, MAX_FAULTS};
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

    /// What stands for a value that is missing or cannot be read, where the rest is to be checked
    fn stand_in() -> Option<Self> {
        None
    }

    /// Whether the value is the one of a field left out, so that it need not be written
    fn is_absent(&self) -> bool {
        false
    }

    /// The JSON Schema of the type; types with a name are defined once in `defs`
    fn schema(defs: &mut SchemaDefs) -> serde_json::Value;
}

/// What was left out of a value because it could not be read
#[derive(Clone, Debug, Default)]
pub(super) struct Holes {
    pub(super) pointers: Vec<String>,
    /// By the pointer of a list, how many elements stay before each that is left out, in order.
    skipped: BTreeMap<String, Vec<usize>>,
}

impl Holes {
    /// The pointer in the file of one in the value, whose lists are shorter
    pub(super) fn in_the_file(&self, pointer: &str) -> String {
        if self.skipped.is_empty() {
            return pointer.to_owned();
        }
        let mut path = String::new();
        for segment in pointer.split('/').skip(1) {
            let skipped = self.skipped.get(&path);
            let index = skipped.and_then(|skipped| {
                let index = segment.parse::<usize>().ok()?;
                let before = skipped.partition_point(|stay| *stay <= index);
                Some(index.saturating_add(before))
            });
            path.push('/');
            match index {
                Some(index) => path.push_str(&index.to_string()),
                None => path.push_str(segment),
            }
        }
        path
    }
}

/// Knows where decoding stands, and collects what is wrong
#[derive(Debug)]
pub struct Decoder<'s> {
    pointer: Pointer,
    faults: Faults<'s>,
    holes: Holes,
    /// In how many lists and maps, whose elements are left out rather than stood in for.
    inside: usize,
}

impl<'s> Decoder<'s> {
    pub(super) fn new(faults: Faults<'s>) -> Self {
        Self {
            pointer: Pointer::default(),
            faults,
            holes: Holes::default(),
            inside: 0,
        }
    }

    pub(super) fn into_parts(self) -> (Faults<'s>, Holes) {
        (self.faults, self.holes)
    }

    /// Notes that the value being decoded is left out, or that another stands in for it
    pub(super) fn leave_out(&mut self) {
        if self.holes.pointers.len() < MAX_FAULTS {
            self.holes.pointers.push(self.pointer.as_str().to_owned());
        }
    }

    /// Notes that an element of the list being decoded is left out, so that those after it move up
    pub(super) fn skip(&mut self, index: usize) {
        if !self.holes.skipped.contains_key(self.pointer.as_str()) {
            let list = self.pointer.as_str().to_owned();
            self.holes.skipped.insert(list, Vec::new());
        }
        if let Some(skipped) = self.holes.skipped.get_mut(self.pointer.as_str()) {
            skipped.push(index.saturating_sub(skipped.len()));
        }
    }

    /// Reads an element of a list or a map; what cannot be read is left out
    pub(super) fn element<R>(&mut self, read: impl FnOnce(&mut Self) -> Option<R>) -> Option<R> {
        self.inside = self.inside.saturating_add(1);
        let value = read(self);
        self.inside = self.inside.saturating_sub(1);
        if value.is_none() {
            self.leave_out();
        }
        value
    }

    /// What stands for the value being decoded where it cannot be read and is needed
    pub(super) fn stand_in<T: Decode>(&mut self) -> Option<T> {
        let value = T::stand_in().filter(|_| self.inside == 0)?;
        self.leave_out();
        Some(value)
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
