//! The text of a file, checked before anything is parsed.

use super::line_index::LineIndex;
use super::mend::{Mended, mend};
use super::source_fault::SourceFault;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// Largest file read, in bytes
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Deepest nesting read.
pub(super) const MAX_DEPTH: usize = 64;

/// The text of a file: UTF-8, of bearable size and depth
#[derive(Clone, Debug)]
pub struct Source {
    name: Option<String>,
    text: String,
    lines: LineIndex,
    /// What the text is read as, where it is not JSON.
    mended: Option<Mended>,
}

impl Source {
    /// Takes the bytes of a file
    ///
    /// # Errors
    ///
    /// One diagnostic for a file that is too large, empty, not UTF-8, or is nested too deeply. A
    /// byte order mark before the text is passed over.
    pub fn new(name: Option<&str>, bytes: &[u8]) -> Result<Self, Diagnostics> {
        let fault = |fault: &SourceFault, offset: usize, text: &str| {
            let (line, column) = LineIndex::new(text).locate(text, offset);
            Diagnostics::from(Diagnostic::at(
                fault,
                Place {
                    file: name.map(str::to_owned),
                    pointer: String::new(),
                    line: Some(line),
                    column: Some(column),
                },
            ))
        };
        if bytes.len() > MAX_BYTES {
            let found = SourceFault::FileTooLarge {
                bytes: Some(bytes.len()),
                allowed: MAX_BYTES,
            };
            return Err(fault(&found, 0, ""));
        }
        if matches!(
            bytes,
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, _, ..] | [_, 0, ..]
        ) {
            return Err(fault(&SourceFault::Utf16, 0, ""));
        }
        let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let before = std::str::from_utf8(valid).unwrap_or_default();
                let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
                return Err(fault(&SourceFault::NotUtf8 { byte }, before.len(), before));
            }
        };
        if text.trim().is_empty() {
            return Err(fault(&SourceFault::EmptyFile, 0, ""));
        }
        if let Some(offset) = too_deep(bytes) {
            return Err(fault(
                &SourceFault::NestedTooDeeply { allowed: MAX_DEPTH },
                offset,
                text,
            ));
        }
        Ok(Self {
            name: name.map(str::to_owned),
            text: text.to_owned(),
            lines: LineIndex::new(text),
            mended: mend(text),
        })
    }

    pub(super) fn mended(&self) -> Option<&Mended> {
        self.mended.as_ref()
    }

    /// Name of the file as it was given
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The whole text
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of a byte offset; the pointer is taken as it is
    pub fn place_at(&self, offset: usize, pointer: &str) -> Place {
        let (line, column) = self.lines.locate(&self.text, offset);
        Place {
            file: self.name.clone(),
            pointer: pointer.to_owned(),
            line: Some(line),
            column: Some(column),
        }
    }
}

/// The offset of the first bracket beyond the deepest nesting allowed.
fn too_deep(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (offset, byte) in bytes.iter().enumerate() {
        if quoted {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => quoted = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'[' | b'{' => {
                depth = depth.saturating_add(1);
                if depth > MAX_DEPTH {
                    return Some(offset);
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}
