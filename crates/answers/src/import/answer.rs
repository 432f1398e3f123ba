//! A criteria file that was made of a sheet, with what was found in the sheet.

use std::path::Path;

use par_index_office::{ImportOptions, Imported, Located, import_criteria};

use crate::desk::documents::Sources;
use crate::desk::foreign::{self, Foreign};
use crate::desk::refusal::{Exit, Failure};

/// What became of a sheet
#[derive(Debug)]
pub struct Answer {
    /// The file of the sheet, as it is spoken of.
    pub name: String,
    /// The criteria file, or why the sheet is none.
    pub imported: Result<Imported, Box<Located>>,
}

/// Makes a criteria file of a sheet.
pub fn answer(
    file: &str,
    options: &ImportOptions,
    sources: &mut Sources,
) -> Result<Answer, Failure> {
    let input = sources.fetch(file)?;
    foreign::check(&input, Foreign::is_sheet)?;
    sources.read_files().add(Path::new(file));
    let imported = import_criteria(&input.name, &input.bytes, options);
    Ok(Answer {
        name: input.name,
        imported,
    })
}

impl Answer {
    /// Everything that was found.
    pub fn found(&self) -> &[Located] {
        match &self.imported {
            Ok(imported) => &imported.found,
            Err(fault) => std::slice::from_ref(fault),
        }
    }

    /// How the command ends.
    pub fn exit(&self) -> Exit {
        match &self.imported {
            Ok(imported) if !imported.has_errors() => Exit::Done,
            _ => Exit::FoundErrors,
        }
    }
}
