//! The criteria sets that are shipped, and one set or a leaf of it.

use par_index::diagnostic::{Diagnostics, Message};
use par_index::file::{CriteriaFile, Criterion, Level, Provenance, Span, Text};
use par_index::model::{CriteriaSet, Leaf};
use par_index::number::Points;
use par_index::read::suggest;
use par_index::shipped;
use serde::Serialize;

use crate::desk::criteria::{Found, as_far_as_read, criteria_input, find, shipped_set};
use crate::desk::documents::Sources;
use crate::desk::faults::exit;
use crate::desk::refusal::{Exit, Failure};

/// One set in a list
#[derive(Debug, Serialize)]
pub struct Entry {
    pub id: String,
    pub edition: String,
    pub title: Text,
    pub provenance: Provenance,
    pub level: Level,
    pub in_force: Span,
    pub leaves: usize,
    pub max_points: Points,
    pub fingerprint: String,
}

#[derive(Serialize)]
struct List<'e> {
    criteria_sets: &'e [Entry],
}

/// The sets that are shipped
#[derive(Debug)]
pub struct Sets {
    pub entries: Vec<Entry>,
}

/// Lists the sets that are shipped.
pub fn list(sources: &mut Sources) -> Result<Sets, Failure> {
    let mut entries = Vec::new();
    for shipped in shipped::SETS {
        let set = shipped_set(shipped, sources)?;
        let file = set.file();
        entries.push(Entry {
            id: set.id().to_string(),
            edition: set.edition().to_string(),
            title: set.title().clone(),
            provenance: set.provenance(),
            level: file.level,
            in_force: file.in_force.clone(),
            leaves: set.leaves().len(),
            max_points: set.max_points(),
            fingerprint: set.fingerprint().to_owned(),
        });
    }
    Ok(Sets { entries })
}

impl Sets {
    /// The answer as data.
    pub fn data(&self) -> impl Serialize + '_ {
        List {
            criteria_sets: &self.entries,
        }
    }
}

/// A set or one of its leaves
#[derive(Debug)]
pub struct Shown {
    pub set: CriteriaSet,
    pub leaf: Option<usize>,
    /// What is wrong with the set; nothing where it has no errors.
    pub found: Diagnostics,
}

/// A file of criteria, or a criterion of it
#[derive(Serialize)]
#[serde(untagged)]
enum Document<'s> {
    Set(&'s CriteriaFile),
    Leaf(Option<&'s Criterion>),
}

/// Shows a set by its name or file, or a leaf of it by its id or printed number.
pub fn show(name: &str, id: Option<&str>, sources: &mut Sources) -> Result<Shown, Failure> {
    let (set, found) = opened(name, sources)?;
    let leaf = id.map(|id| leaf(&set, id)).transpose()?;
    Ok(Shown { set, leaf, found })
}

impl Shown {
    /// How the command ends.
    pub fn exit(&self) -> Exit {
        exit(&self.found)
    }

    /// The answer as data.
    pub fn data(&self) -> impl Serialize + '_ {
        match self.leaf {
            None => Document::Set(self.set.file()),
            Some(leaf) => Document::Leaf(self.set.leaves().get(leaf).map(Leaf::criterion)),
        }
    }
}

/// A set to be shown whatever its errors, as far as it can be read, and what is wrong with it.
fn opened(name: &str, sources: &mut Sources) -> Result<(CriteriaSet, Diagnostics), Failure> {
    let file = match find(name, sources)? {
        Found::Shipped(set) => return Ok((shipped_set(set, sources)?, Diagnostics::new())),
        Found::File => criteria_input(name, sources)?,
    };
    let (read, found) = as_far_as_read(&file);
    match read {
        Some((file, _)) if found.has_errors() => Ok((CriteriaSet::as_far_as_sound(file), found)),
        Some((file, _)) => Ok((CriteriaSet::as_far_as_sound(file), Diagnostics::new())),
        None => Err(Failure::Refused {
            found,
            exit: Exit::CriteriaHaveErrors,
        }),
    }
}

/// A leaf by its id or the number printed on the sheet.
fn leaf(set: &CriteriaSet, id: &str) -> Result<usize, Failure> {
    let numbered = |leaf: &Leaf| {
        leaf.criterion()
            .number
            .as_deref()
            .is_some_and(|number| number.trim_end_matches('.') == id.trim_end_matches('.'))
    };
    let found = set
        .leaf_index(id)
        .or_else(|| set.leaves().iter().position(numbered));
    found.ok_or_else(|| {
        let known = set.leaves().iter().map(|leaf| leaf.id().as_str());
        let help = suggest(id, known)
            .map(|name| Message::new(format!("có phải {name}?"), format!("did you mean {name}?")));
        Failure::Usage {
            message: Message::new(
                format!("bộ tiêu chí không chấm tiêu chí “{id}”"),
                format!("the criteria set scores no criterion “{id}”"),
            ),
            help,
        }
    })
}
