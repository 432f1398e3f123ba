//! A file that has been read, and reading one.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::decode::{Decode, Decoder, Holes};
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
    holes: Holes,
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

    /// The JSON Pointers of what could not be read and was left out
    pub fn holes(&self) -> &[String] {
        &self.holes.pointers
    }

    /// The pointer in the file of a pointer into the value: what was left out of a list counts there
    pub(crate) fn in_the_file(&self, pointer: &str) -> String {
        self.holes.in_the_file(pointer)
    }

    /// The place of the value a JSON Pointer leads to
    ///
    /// Where nothing is there, the place of the nearest value around it.
    pub fn place(&self, pointer: &str) -> Place {
        self.place_in(pointer, false)
    }

    /// Fills in the places of all diagnostics that have only a pointer
    pub fn locate(&self, diagnostics: &mut Diagnostics) {
        diagnostics.locate_keys(|pointer, key| self.place_in(pointer, key));
    }

    fn place_in(&self, pointer: &str, is_key: bool) -> Place {
        let offsets = self.offsets.get_or_init(|| {
            let tree = Tree::grow(&self.source, &mut Faults::new(&self.source));
            tree.map_or_else(Offsets::default, |tree| Offsets::of(tree.root()))
        });
        let pointer = &self.holes.in_the_file(pointer);
        let offset = match offsets.key(pointer) {
            Some(offset) if is_key => offset,
            _ => offsets.nearest(pointer),
        };
        self.source.place_at(offset, pointer)
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

impl<T> Partly<T> {
    /// The pointers of what was left out, and of what is not surely read as it is meant
    pub(crate) fn missing(&self) -> BTreeSet<String> {
        let holes = self.value.iter();
        let holes = holes.flat_map(|(_, document)| document.holes().iter().cloned());
        let faults = self.found.iter();
        let faults = faults.map(|fault| fault.place().pointer.clone());
        // A key that is missing at the top is a hole of its own.
        holes
            .chain(faults)
            .filter(|pointer| !pointer.is_empty())
            .collect()
    }
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
    let value = value.map(|value| {
        let document = Document {
            source,
            holes,
            offsets: OnceLock::new(),
        };
        (value, document)
    });
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
