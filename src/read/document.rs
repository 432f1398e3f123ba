//! A file that has been read, and reading one.

use std::sync::OnceLock;

use super::decode::{Decode, Decoder};
use super::faults::Faults;
use super::node::NodeKind;
use super::offsets::Offsets;
use super::source::Source;
use super::tree::Tree;
use crate::diagnostic::{Diagnostics, Place};

/// The text of a file that was read, kept to say where its values stand
#[derive(Clone, Debug)]
pub struct Document {
    source: Source,
    /// Found when it is asked for first.
    offsets: OnceLock<Offsets>,
}

impl Document {
    /// Name of the file as it was given
    pub fn name(&self) -> Option<&str> {
        self.source.name()
    }

    /// The whole text
    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// The place of the value a JSON Pointer leads to
    ///
    /// Where nothing is there, the place of the nearest value around it.
    pub fn place(&self, pointer: &str) -> Place {
        let offsets = self.offsets.get_or_init(|| {
            let tree = Tree::grow(&self.source, &mut Faults::new(&self.source));
            tree.map_or_else(Offsets::default, |tree| Offsets::of(tree.root()))
        });
        self.source.place_at(offsets.nearest(pointer), pointer)
    }

    /// Fills in the places of all diagnostics that have only a pointer
    pub fn locate(&self, diagnostics: &mut Diagnostics) {
        diagnostics.locate(|pointer| self.place(pointer));
    }
}

/// Reads a file into a value
///
/// # Errors
///
/// Every fault of the file, sorted, each with its place.
pub fn decode_document<T: Decode>(
    name: Option<&str>,
    bytes: &[u8],
) -> Result<(T, Document), Diagnostics> {
    let source = Source::new(name, bytes)?;
    let mut faults = Faults::new(&source);
    let Some(tree) = Tree::grow(&source, &mut faults) else {
        return Err(faults.into_diagnostics());
    };
    let mut decoder = Decoder::new(faults);
    let value = T::decode(tree.root(), &mut decoder);
    let found = decoder.into_faults().into_diagnostics();
    match value {
        Some(value) if found.is_empty() => {
            let offsets = OnceLock::new();
            Ok((value, Document { source, offsets }))
        }
        _ => Err(found),
    }
}

/// Reads only the text under the top-level key `format`, to recognise a file by its content
///
/// # Errors
///
/// The faults of a text that is not JSON; a file without that key gives `None`.
pub fn read_format(bytes: &[u8]) -> Result<Option<String>, Diagnostics> {
    let source = Source::new(None, bytes)?;
    let mut faults = Faults::new(&source);
    let Some(tree) = Tree::grow(&source, &mut faults) else {
        return Err(faults.into_diagnostics());
    };
    Ok(tree
        .root()
        .get("format")
        .and_then(|node| match node.kind() {
            NodeKind::Text(text) => Some(text.clone().into_owned()),
            _ => None,
        }))
}
