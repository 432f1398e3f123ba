//! Which kind of file a text is.

use par_index::diagnostic::{Diagnostic, Diagnostics, Place};
use par_index::read::{
    Decode, Decoder, Document, Node, Partly, SchemaDefs, decode_partly, read_format,
};

use crate::desk::documents::Input;
use crate::desk::documents::Sources;
use crate::desk::foreign;
use crate::desk::foreign::Foreign;
use crate::desk::kind::FileFault;
use crate::desk::kind::Kind;
use crate::desk::refusal::Exit;
use crate::desk::refusal::Failure;

/// Any JSON at all, read only for its places.
struct Anything;

impl Decode for Anything {
    fn decode(_: &Node<'_>, _: &mut Decoder<'_>) -> Option<Self> {
        Some(Self)
    }

    fn schema(_: &mut SchemaDefs) -> serde_json::Value {
        serde_json::Value::Bool(true)
    }
}

/// The kind of a file by its content.
///
/// # Errors
///
/// The faults of a text that is not JSON, or one that says that the kind is not known.
pub fn kind_of(input: &Input) -> Result<Kind, Diagnostics> {
    let Ok(format) = read_format(&input.bytes) else {
        if let Some(what) = Foreign::of(&input.bytes) {
            return Err(foreign::refused(what, &input.name));
        }
        // Once more, with the name of the file in the places.
        let read = decode_partly::<Anything>(Some(&input.name), &input.bytes);
        return Err(read.map_or_else(|found| found, |partly| partly.found));
    };
    let known = format
        .as_deref()
        .and_then(|format| Kind::ALL.into_iter().find(|kind| kind.format() == format));
    known.ok_or_else(|| {
        let pointer = if format.is_some() { "/format" } else { "" };
        let found = format.map(|text| text.chars().take(60).collect());
        at(input, &FileFault::UnknownFormat { found }, pointer)
    })
}

/// A fault at a place of a file, with line and column.
fn at(input: &Input, fault: &FileFault, pointer: &str) -> Diagnostics {
    let mut found = Diagnostics::from(Diagnostic::new(fault, pointer));
    match decode_partly::<Anything>(Some(&input.name), &input.bytes) {
        Ok(Partly {
            value: Some((_, document)),
            found: more,
        }) => {
            document.locate(&mut found);
            found.extend(more);
            found.sort();
        }
        _ => found.locate(|pointer| Place {
            file: Some(input.name.clone()),
            ..Place::at(pointer)
        }),
    }
    found
}

pub fn wanted(input: &Input, wanted: Kind, exit: Exit) -> Result<(), Failure> {
    let found = match kind_of(input) {
        Ok(kind) if kind == wanted => return Ok(()),
        Ok(found) => at(input, &FileFault::OtherKind { found, wanted }, "/format"),
        Err(found) => found,
    };
    Err(Failure::Refused { found, exit })
}

/// The places of a text that was read before.
pub fn document(name: &str, sources: &Sources) -> Option<Document> {
    let text = sources.text(name)?;
    let read = decode_partly::<Anything>(Some(name), text.as_bytes());
    Some(read.ok()?.value?.1)
}
