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
    Object(Members<'t>),
    /// A text that was refused and reported already; decoding it gives nothing and says nothing.
    Refused,
}

/// Objects with fewer members are looked through from the front.
const FEW: usize = 16;

/// The members of an object, in the order of the text
#[derive(Clone, Debug, Default)]
pub struct Members<'t> {
    all: Vec<Member<'t>>,
    /// Their places in the order of their keys, where there are many.
    by_key: Vec<usize>,
}

impl<'t> Members<'t> {
    /// Takes members whose keys differ.
    pub(super) fn new(all: Vec<Member<'t>>) -> Self {
        let key = |at: &usize| all.get(*at).map(Member::key);
        let mut by_key = Vec::new();
        if all.len() > FEW {
            by_key.extend(0..all.len());
            by_key.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        }
        Self { all, by_key }
    }

    /// All of them
    pub fn as_slice(&self) -> &[Member<'t>] {
        &self.all
    }

    /// Goes through all of them
    pub fn iter(&self) -> std::slice::Iter<'_, Member<'t>> {
        self.all.iter()
    }

    /// The value under a key
    pub fn get(&self, key: &str) -> Option<&Node<'t>> {
        if self.by_key.is_empty() {
            let mut all = self.all.iter();
            return all.find(|member| member.key == key).map(Member::node);
        }
        let own = |at: &usize| self.all.get(*at).map(Member::key);
        let found = self.by_key.binary_search_by(|at| own(at).cmp(&Some(key)));
        let at = self.by_key.get(found.ok()?)?;
        self.all.get(*at).map(Member::node)
    }
}

impl<'n, 't> IntoIterator for &'n Members<'t> {
    type Item = &'n Member<'t>;
    type IntoIter = std::slice::Iter<'n, Member<'t>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
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
            NodeKind::Object(members) => members.get(key),
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
