//! Criteria sets: those that come with the program by name, others from files.

use std::path::Path;

use par_index::compile::Scorer;
use par_index::diagnostic::{Diagnostic, Diagnostics, Message, Place};
use par_index::file::{AssessmentFile, CriteriaFile};
use par_index::model::{CriteriaSet, Leaf};
use par_index::read::{Document, decode_partly, suggest};
use par_index::shipped;

use crate::desk::documents::Input;
use crate::desk::documents::Sources;
use crate::desk::kind::FileFault;
use crate::desk::kind::Kind;
use crate::desk::kinds::wanted;
use crate::desk::refusal::Exit;
use crate::desk::refusal::Failure;

/// Which criteria sets from files are taken
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// Those without errors.
    Sound,
    /// Others too, where errors leave leaves that can be scored.
    SoundLeaves,
}

/// A set by name, by name and edition, or from a file.
pub fn named(name: &str, sources: &mut Sources) -> Result<CriteriaSet, Failure> {
    match find(name, sources)? {
        Found::Shipped(set) => shipped_set(set, sources),
        Found::File => criteria_file(name, sources),
    }
}

/// Where a set is
#[derive(Clone, Copy, Debug)]
pub enum Found {
    Shipped(&'static shipped::ShippedSet),
    File,
}

/// Where the set is that is meant by a name; a text that was handed in is meant before a set that is shipped.
pub fn find(name: &str, sources: &Sources) -> Result<Found, Failure> {
    if sources.holds(name) {
        return Ok(Found::File);
    }
    let (id, edition) = name
        .split_once('@')
        .map_or((name, None), |(id, edition)| (id, Some(edition)));
    let matching = |set: &&shipped::ShippedSet| {
        set.id == id && edition.is_none_or(|edition| set.edition == edition)
    };
    if let Some(set) = shipped::SETS
        .iter()
        .filter(matching)
        .max_by_key(|set| set.edition)
    {
        return Ok(Found::Shipped(set));
    }
    let is_file = name == "-" || sources.is_file(name) || name.contains(['/', '\\']);
    let is_json = Path::new(name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    if is_file || is_json {
        return Ok(Found::File);
    }
    let names: Vec<String> = shipped::SETS
        .iter()
        .map(|set| format!("{}@{}", set.id, set.edition))
        .collect();
    let known = names
        .iter()
        .map(String::as_str)
        .chain(shipped::SETS.iter().map(|set| set.id));
    let list = names.join(", ");
    let help = suggest(name, known).map_or_else(
        || {
            Message::new(
                format!("các bộ có sẵn: {list}"),
                format!("those shipped: {list}"),
            )
        },
        |known| {
            Message::new(
                format!("có phải {known}?"),
                format!("did you mean {known}?"),
            )
        },
    );
    Err(Failure::Usage {
        message: Message::new(
            format!("không có bộ tiêu chí hay tệp tên “{name}”"),
            format!("there is no criteria set or file called “{name}”"),
        ),
        help: Some(help),
    })
}

/// Reads a criteria set from a file.
fn criteria_file(file: &str, sources: &mut Sources) -> Result<CriteriaSet, Failure> {
    criteria(&criteria_input(file, sources)?)
}

/// A set like [`named`], of which single leaves may be faulty.
pub fn sound_leaves(name: &str, sources: &mut Sources) -> Result<CriteriaSet, Failure> {
    let input = match find(name, sources)? {
        Found::Shipped(set) => return shipped_set(set, sources),
        Found::File => criteria_input(name, sources)?,
    };
    let refused = |found| Failure::Refused {
        found,
        exit: Exit::CriteriaHaveErrors,
    };
    let set = CriteriaSet::from_json_as_far_as_sound(Some(&input.name), &input.bytes);
    let set = set.map_err(refused)?;
    if set.faults().has_errors() && !set.leaves().iter().any(Leaf::is_sound) {
        return Err(refused(set.faults().clone()));
    }
    Ok(set)
}

/// The text of a file that is a criteria set.
pub fn criteria_input(file: &str, sources: &mut Sources) -> Result<Input, Failure> {
    let input = sources.read(file).map_err(|failure| match failure {
        Failure::Refused { found, .. } => Failure::Refused {
            found,
            exit: Exit::CriteriaHaveErrors,
        },
        other => other,
    })?;
    wanted(&input, Kind::Criteria, Exit::CriteriaHaveErrors)?;
    Ok(input)
}

fn criteria(input: &Input) -> Result<CriteriaSet, Failure> {
    CriteriaSet::from_json(Some(&input.name), &input.bytes).map_err(|found| Failure::Refused {
        found,
        exit: Exit::CriteriaHaveErrors,
    })
}

/// What can be read of a criteria set, and what is wrong with it without looking at its points
pub fn as_far_as_read(input: &Input) -> (Option<(CriteriaFile, Document)>, Diagnostics) {
    match decode_partly::<CriteriaFile>(Some(&input.name), &input.bytes) {
        Ok(partly) => {
            let found = CriteriaSet::check_partly(&partly);
            (partly.value, found)
        }
        Err(found) => (None, found),
    }
}

/// The text of a criteria set that comes with the program.
pub fn shipped_input(set: &shipped::ShippedSet, sources: &mut Sources) -> Input {
    let input = Input {
        name: format!("{}@{}", set.id, set.edition),
        bytes: set.json.as_bytes().to_vec(),
    };
    sources.keep(&input);
    input
}

/// Reads a criteria set that comes with the program.
pub fn shipped_set(
    set: &shipped::ShippedSet,
    sources: &mut Sources,
) -> Result<CriteriaSet, Failure> {
    criteria(&shipped_input(set, sources))
}

/// The criteria set an assessment asks for.
pub fn criteria_for(
    file: &AssessmentFile,
    document: &Document,
    given: Option<&str>,
    sources: &mut Sources,
) -> Result<CriteriaSet, Failure> {
    if let Some(given) = given {
        return named(given, sources);
    }
    let asked = &file.criteria_set;
    if let Some(set) = shipped::find(asked.id.as_str(), asked.edition.as_str()) {
        return shipped_set(set, sources);
    }
    let asked = format!("{}@{}", asked.id, asked.edition);
    let names: Vec<String> = shipped::SETS
        .iter()
        .map(|set| format!("{}@{}", set.id, set.edition))
        .collect();
    let suggestion = suggest(&asked, names.iter().map(String::as_str)).map(str::to_owned);
    let editions = shipped::SETS
        .iter()
        .filter(|set| set.id == file.criteria_set.id.as_str())
        .map(|set| set.edition.to_owned())
        .collect();
    let mut found = Diagnostics::from(Diagnostic::new(
        &FileFault::UnknownSet {
            asked,
            suggestion,
            editions,
        },
        "/criteria_set",
    ));
    document.locate(&mut found);
    Err(Failure::Refused {
        found,
        exit: Exit::FoundErrors,
    })
}

/// Compiles a criteria set.
pub fn compile(set: CriteriaSet, name: &str) -> Result<Scorer, Failure> {
    Scorer::new(set).map_err(|error| {
        let place = Place {
            file: Some(name.to_owned()),
            ..Place::default()
        };
        let found = Diagnostics::from(Diagnostic::at(&FileFault::CannotCompile { error }, place));
        Failure::Refused {
            found,
            exit: Exit::CriteriaHaveErrors,
        }
    })
}
