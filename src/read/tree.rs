//! The tree of values of a source.
//!
//! `serde_json` decides whether the text is JSON, in one linear pass when the source is made; a walk
//! over the accepted text then finds where each value stands.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::decode_fault::shortened;
use super::faults::Faults;
use super::mend::Mended;
use super::node::{Member, Members, Node, NodeKind};
use super::pointer::{Pointer, segments};
use super::source::Source;
use super::source_fault::SourceFault;
use super::syntax::SyntaxFault;
use crate::diagnostic::Diagnostics;

/// Longest text read, in bytes.
const MAX_TEXT: usize = 64 * 1024;
/// Longest key read, in bytes.
const MAX_KEY: usize = 1024;

/// The tree of values of a source
#[derive(Clone, Debug)]
pub struct Tree<'t> {
    root: Node<'t>,
}

impl<'t> Tree<'t> {
    /// Parses a source
    ///
    /// # Errors
    ///
    /// Every place where it is not JSON, every key given twice and every text that is refused.
    pub fn parse(source: &'t Source) -> Result<Self, Diagnostics> {
        let mut faults = Faults::new(source);
        let tree = Self::grow(source, &mut faults);
        let found = faults.into_diagnostics();
        match tree {
            Some(tree) if found.is_empty() => Ok(tree),
            _ => Err(found),
        }
    }

    /// Parses a source and goes on after faults that leave a tree; `None` when there is none.
    pub(super) fn grow(source: &'t Source, faults: &mut Faults<'_>) -> Option<Self> {
        let mended = source.mended();
        for (offset, fault) in mended.iter().flat_map(|mended| mended.faults()) {
            faults.report(fault, ("", *offset), None);
        }
        let mut walk = Walk {
            text: mended.map_or(Some(source.text()), Mended::text)?,
            mended,
            position: 0,
            pointer: Pointer::default(),
            faults,
            broken: false,
        };
        let root = walk.value();
        (!walk.broken).then_some(Self { root })
    }

    /// The value of the whole document
    pub fn root(&self) -> &Node<'t> {
        &self.root
    }

    /// The value a JSON Pointer leads to
    pub fn find(&self, pointer: &str) -> Option<&Node<'t>> {
        segments(pointer)?
            .iter()
            .try_fold(&self.root, |node, segment| node.step(segment))
    }
}

/// A walk over text that is known to be JSON.
// INVARIANT: the text is JSON, at most `MAX_DEPTH` deep, so recursion is bounded and what stands
// at each position is known; should it not be, the walk still ends.
struct Walk<'t, 'f, 's> {
    text: &'t str,
    mended: Option<&'t Mended>,
    position: usize,
    pointer: Pointer,
    faults: &'f mut Faults<'s>,
    broken: bool,
}

impl<'t> Walk<'t, '_, '_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    fn advance(&mut self, bytes: usize) {
        self.position = self.position.saturating_add(bytes);
    }

    /// Skips white space and gives the next byte.
    fn next_token(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.advance(1);
        }
        self.peek()
    }

    /// Skips white space and the byte, if it is next.
    fn take(&mut self, byte: u8) -> bool {
        let found = self.next_token() == Some(byte);
        if found {
            self.advance(1);
        }
        found
    }

    fn value(&mut self) -> Node<'t> {
        let first = self.next_token();
        let offset = self.position;
        let kind = match first {
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b'"') => self.text_value(offset),
            Some(b't') => {
                self.advance(4);
                NodeKind::Bool(true)
            }
            Some(b'f') => {
                self.advance(5);
                NodeKind::Bool(false)
            }
            Some(b'n') => {
                self.advance(4);
                NodeKind::Null
            }
            _ => self.number(offset),
        };
        Node::new(offset, kind)
    }

    fn number(&mut self, offset: usize) -> NodeKind<'t> {
        while let Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E') = self.peek() {
            self.advance(1);
        }
        if self.mended.is_some_and(|mended| mended.is_refused(offset)) {
            return NodeKind::Refused;
        }
        NodeKind::Number(self.text.get(offset..self.position).unwrap_or_default())
    }

    fn array(&mut self) -> NodeKind<'t> {
        self.advance(1);
        let mut elements = Vec::new();
        if self.take(b']') {
            return NodeKind::Array(elements);
        }
        loop {
            let mark = self.pointer.push_index(elements.len());
            elements.push(self.value());
            self.pointer.pop(mark);
            if !self.take(b',') {
                break;
            }
        }
        self.take(b']');
        NodeKind::Array(elements)
    }

    fn object(&mut self) -> NodeKind<'t> {
        self.advance(1);
        let mut members: Vec<Member<'t>> = Vec::new();
        let mut seen: BTreeMap<Cow<'t, str>, usize> = BTreeMap::new();
        if self.take(b'}') {
            return NodeKind::Object(Members::default());
        }
        loop {
            self.next_token();
            let key_offset = self.position;
            let key = self.key(key_offset);
            self.take(b':');
            let mark = self.pointer.push_key(key.as_deref().unwrap_or_default());
            let node = self.value();
            if let Some(key) = key {
                if let Some(first) = seen.get(&key) {
                    let pointer = self.pointer.as_str();
                    let fault = SourceFault::KeyGivenTwice {
                        key: shortened(&key),
                    };
                    self.faults
                        .report(&fault, (pointer, key_offset), Some((pointer, *first)));
                } else {
                    seen.insert(key.clone(), key_offset);
                    members.push(Member::new(key, key_offset, node));
                }
            }
            self.pointer.pop(mark);
            if !self.take(b',') {
                break;
            }
        }
        self.take(b'}');
        NodeKind::Object(Members::new(members))
    }

    fn text_value(&mut self, offset: usize) -> NodeKind<'t> {
        match self.string(offset, MAX_TEXT) {
            Some(text) => NodeKind::Text(text),
            None => NodeKind::Refused,
        }
    }

    fn key(&mut self, offset: usize) -> Option<Cow<'t, str>> {
        self.string(offset, MAX_KEY)
    }

    /// Reads the string that starts here; a refused one is reported and gives nothing.
    fn string(&mut self, offset: usize, allowed: usize) -> Option<Cow<'t, str>> {
        let raw = self.skip_string();
        let inside = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
        let text = if inside.contains('\\') {
            let Ok(text) = serde_json::from_str::<String>(raw) else {
                if !self.broken {
                    self.faults
                        .report(&SyntaxFault::LoneSurrogate, ("", offset), None);
                }
                self.broken = true;
                return None;
            };
            Cow::Owned(text)
        } else {
            Cow::Borrowed(inside)
        };
        let refused = if text.len() > allowed {
            SourceFault::TextTooLong {
                bytes: text.len(),
                allowed,
            }
        } else {
            let control = |c: &char| c.is_control() && *c != '\n' && *c != '\t';
            match text.chars().find(control) {
                Some(c) => SourceFault::ControlCharacter { code: u32::from(c) },
                None => return Some(text),
            }
        };
        self.faults
            .report(&refused, (self.pointer.as_str(), offset), None);
        None
    }

    /// Goes past a string and gives it with its quotes.
    fn skip_string(&mut self) -> &'t str {
        let start = self.position;
        self.advance(1);
        while let Some(byte) = self.peek() {
            match byte {
                b'\\' => self.advance(2),
                b'"' => {
                    self.advance(1);
                    break;
                }
                _ => self.advance(1),
            }
        }
        self.text.get(start..self.position).unwrap_or_default()
    }
}
