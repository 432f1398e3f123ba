//! Where in a file a diagnostic points.

use std::fmt;

use serde::Serialize;

/// A place in a file
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// Name of the file as it was given.
    pub file: Option<String>,
    /// JSON Pointer (RFC 6901) to the value; empty for the whole document.
    pub pointer: String,
    /// Line, from 1.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
}

impl Place {
    /// Makes a place known by its pointer only
    pub fn at(pointer: impl Into<String>) -> Self {
        Self {
            pointer: pointer.into(),
            ..Self::default()
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        if let Some(file) = &self.file {
            f.write_str(file)?;
            separator = ":";
        }
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, "{separator}{line}:{column}")?;
            separator = ":";
        }
        if !self.pointer.is_empty() {
            write!(
                f,
                "{}{}",
                if separator.is_empty() { "" } else { " " },
                self.pointer
            )?;
        }
        Ok(())
    }
}
