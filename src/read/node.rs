//! A JSON value that knows where it stands in the text.

use std::borrow::Cow;

/// A JSON value and the byte offset of its first character
#[derive(Clone, Debug)]
pub struct Node<'t> {
    offset: usize,
    kind: NodeKind<'t>,
}

/// What a node is
#[derive(Clone, Debug)]
pub enum NodeKind<'t> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it was written.
    Number(&'t str),
    /// A text, without its escapes.
    Text(Cow<'t, str>),
    /// A list.
    Array(Vec<Node<'t>>),
    /// An object, in the order of the text; of a key given twice, only the first.
    Object(Vec<Member<'t>>),
    /// A text that was refused and reported already; decoding it gives nothing and says nothing.
    Refused,
}

/// A key of an object with its value
#[derive(Clone, Debug)]
pub struct Member<'t> {
    key: Cow<'t, str>,
    key_offset: usize,
    node: Node<'t>,
}

impl<'t> Node<'t> {
    pub(super) fn new(offset: usize, kind: NodeKind<'t>) -> Self {
        Self { offset, kind }
    }

    /// Byte offset of the first character
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// What it is
    pub fn kind(&self) -> &NodeKind<'t> {
        &self.kind
    }

    /// The value under a key, if this is an object that has it
    pub fn get(&self, key: &str) -> Option<&Node<'t>> {
        match &self.kind {
            NodeKind::Object(members) => members
                .iter()
                .find(|member| member.key == key)
                .map(Member::node),
            _ => None,
        }
    }

    /// The element or member one segment of a JSON Pointer leads to
    pub(super) fn step(&self, segment: &str) -> Option<&Node<'t>> {
        match &self.kind {
            NodeKind::Array(elements) => elements.get(segment.parse::<usize>().ok()?),
            _ => self.get(segment),
        }
    }
}

impl<'t> Member<'t> {
    pub(super) fn new(key: Cow<'t, str>, key_offset: usize, node: Node<'t>) -> Self {
        Self {
            key,
            key_offset,
            node,
        }
    }

    /// The key, without its escapes
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Byte offset of the key's opening quote
    pub fn key_offset(&self) -> usize {
        self.key_offset
    }

    /// The value
    pub fn node(&self) -> &Node<'t> {
        &self.node
    }
}
