//! Where the values of a text stand, without the text.

use std::collections::HashMap;

use super::node::{Node, NodeKind};
use super::pointer::segments;

/// Where a value stands, and the values in it
#[derive(Clone, Debug, Default)]
pub(super) struct Offsets {
    own: usize,
    /// Of a member, where its key stands.
    key: Option<usize>,
    inside: Inside,
}

#[derive(Clone, Debug, Default)]
enum Inside {
    #[default]
    Nothing,
    List(Vec<Offsets>),
    Object(HashMap<Box<str>, Offsets>),
}

impl Offsets {
    // A tree is at most `MAX_DEPTH` deep, so recursion is bounded.
    pub(super) fn of(node: &Node<'_>) -> Self {
        let inside = match node.kind() {
            NodeKind::Array(elements) => Inside::List(elements.iter().map(Self::of).collect()),
            NodeKind::Object(members) => {
                let one = |member: &super::node::Member<'_>| {
                    let mut own = Self::of(member.node());
                    own.key = Some(member.key_offset());
                    (Box::from(member.key()), own)
                };
                Inside::Object(members.iter().map(one).collect())
            }
            _ => Inside::Nothing,
        };
        Self {
            own: node.offset(),
            key: None,
            inside,
        }
    }

    /// The offset of the value a pointer leads to, or of the nearest around it.
    pub(super) fn nearest(&self, pointer: &str) -> usize {
        self.walk(pointer).0.own
    }

    /// The offset of the key of the member a pointer leads to.
    pub(super) fn key(&self, pointer: &str) -> Option<usize> {
        let (there, is_found) = self.walk(pointer);
        there.key.filter(|_| is_found)
    }

    /// As far as a pointer leads, and whether that is its end.
    fn walk(&self, pointer: &str) -> (&Self, bool) {
        let segments = segments(pointer).unwrap_or_default();
        let mut here = self;
        for segment in &segments {
            let next = match &here.inside {
                Inside::Nothing => None,
                Inside::List(all) => segment.parse().ok().and_then(|at: usize| all.get(at)),
                Inside::Object(all) => all.get(segment.as_str()),
            };
            let Some(next) = next else {
                return (here, false);
            };
            here = next;
        }
        (here, true)
    }
}
