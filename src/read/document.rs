//! A file that has been read, and reading one.

use super::decode::{Decode, Decoder, Holes};
use super::faults::Faults;
use super::node::NodeKind;
use super::source::Source;
use super::tree::Tree;
use crate::diagnostic::{Diagnostics, Place};

/// The text of a file that was read, kept to say where its values stand
#[derive(Clone, Debug)]
pub struct Document {
    source: Source,
    holes: Holes,
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

    /// The JSON Pointers of what could not be read and was left out
    pub fn holes(&self) -> &[String] {
        &self.holes.pointers
    }

    /// The place of the value a JSON Pointer leads to
    ///
    /// Where nothing is there, the place of the nearest value around it. The tree is made anew each
    /// time; [`Document::locate`] makes it once for many.
    pub fn place(&self, pointer: &str) -> Place {
        let tree = Tree::grow(&self.source, &mut Faults::new(&self.source));
        self.place_in(tree.as_ref(), pointer)
    }

    /// Fills in the places of all diagnostics that have only a pointer
    pub fn locate(&self, diagnostics: &mut Diagnostics) {
        let tree = Tree::grow(&self.source, &mut Faults::new(&self.source));
        diagnostics.locate(|pointer| self.place_in(tree.as_ref(), pointer));
    }

    fn place_in(&self, tree: Option<&Tree<'_>>, pointer: &str) -> Place {
        let pointer = &self.holes.in_the_file(pointer);
        let mut around = pointer.as_str();
        let node = loop {
            if let Some(node) = tree.and_then(|tree| tree.find(around)) {
                break Some(node);
            }
            match around.rsplit_once('/') {
                Some((parent, _)) => around = parent,
                None => break None,
            }
        };
        self.source
            .place_at(node.map_or(0, super::node::Node::offset), pointer)
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
    match decode_partly(name, bytes)? {
        Partly {
            value: Some((value, document)),
            found,
        } if found.is_empty() => Ok((value, document)),
        Partly { found, .. } => Err(found),
    }
}

/// What could be read of a file
#[derive(Debug)]
pub struct Partly<T> {
    /// The value, without what could not be read; `None` where nothing is left to look at.
    pub value: Option<(T, Document)>,
    /// Every fault of the file, sorted, each with its place.
    pub found: Diagnostics,
}

/// Reads of a file what can be read, to find the faults of the rest as well
///
/// What was left out stands in [`Document::holes`]; the value is for checking, never for scoring.
///
/// # Errors
///
/// The fault of a file that is no text at all, such as a workbook.
pub fn decode_partly<T: Decode>(
    name: Option<&str>,
    bytes: &[u8],
) -> Result<Partly<T>, Diagnostics> {
    let source = Source::new(name, bytes)?;
    let mut faults = Faults::new(&source);
    let Some(tree) = Tree::grow(&source, &mut faults) else {
        return Ok(Partly {
            value: None,
            found: faults.into_diagnostics(),
        });
    };
    let mut decoder = Decoder::new(faults);
    let value = T::decode(tree.root(), &mut decoder);
    let (faults, holes) = decoder.into_parts();
    let found = faults.into_diagnostics();
    let value = value.map(|value| (value, Document { source, holes }));
    Ok(Partly { value, found })
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
