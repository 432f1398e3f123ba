//! `par-index criteria`: the sets that are shipped or given.

use par_index::diagnostic::{Diagnostics, Message};
use par_index::model::CriteriaSet;
use par_index::number::Points;
use par_index::read::suggest;
use par_index::shipped;
use serde::Serialize;

use super::faults::{complain, exit};
use super::{Session, check_criteria};
use crate::args::{Format, ListArgs, ShowArgs};
use crate::failure::{Exit, Failure};
use crate::input::Sources;
use crate::sets::{Found, criteria_input, find, shipped_set};
use crate::text::criteria_text;
use crate::text::page::Page;

/// One set in a list
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) edition: String,
    pub(crate) title: par_index::file::Text,
    pub(crate) provenance: par_index::file::Provenance,
    pub(crate) level: par_index::file::Level,
    pub(crate) in_force: par_index::file::Span,
    pub(crate) leaves: usize,
    pub(crate) max_points: Points,
    pub(crate) fingerprint: String,
}

#[derive(Serialize)]
struct List<'e> {
    criteria_sets: &'e [Entry],
}

pub(crate) fn list(args: &ListArgs, session: &mut Session) -> Result<Exit, Failure> {
    let mut entries = Vec::new();
    for shipped in shipped::SETS {
        let set = shipped_set(shipped, &mut session.sources)?;
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
    let output = args.to.output.as_deref();
    match args.to.form()? {
        Format::Json => session.emit.json(
            &List {
                criteria_sets: &entries,
            },
            output,
        )?,
        Format::Text | Format::Html => {
            let mut page = Page::new(session.lang);
            page.entitle("CÁC BỘ TIÊU CHÍ CÓ SẴN", "CRITERIA SETS SHIPPED");
            criteria_text::list(&mut page, &entries);
            session.emit.page(page, &args.to)?;
        }
    }
    Ok(Exit::Done)
}

pub(crate) fn show(args: &ShowArgs, session: &mut Session) -> Result<Exit, Failure> {
    let (set, found) = shown(&args.set, &mut session.sources)?;
    let leaf = args.leaf.as_deref().map(|id| leaf(&set, id)).transpose()?;
    let output = args.to.output.as_deref();
    match (args.to.form()?, leaf) {
        (Format::Json, None) => session.emit.json(set.file(), output)?,
        (Format::Json, Some(leaf)) => session.emit.json(
            &set.leaves()
                .get(leaf)
                .map(par_index::model::Leaf::criterion),
            output,
        )?,
        (Format::Text | Format::Html, leaf) => {
            let mut page = Page::new(session.lang);
            criteria_text::faults(&mut page, &found);
            match leaf.and_then(|leaf| set.leaves().get(leaf)) {
                Some(leaf) => criteria_text::leaf(&mut page, &set, leaf),
                None => criteria_text::set(&mut page, &set),
            }
            session.emit.page(page, &args.to)?;
        }
    }
    if !found.is_empty() {
        complain(&found, session);
    }
    Ok(exit(&found))
}

/// A set to be shown whatever its errors, as far as it can be read, and what is wrong with it.
fn shown(name: &str, sources: &mut Sources) -> Result<(CriteriaSet, Diagnostics), Failure> {
    let file = match find(name)? {
        Found::Shipped(set) => return Ok((shipped_set(set, sources)?, Diagnostics::new())),
        Found::File => criteria_input(name, sources)?,
    };
    let (read, found) = check_criteria::faults(&file);
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
    let numbered = |leaf: &par_index::model::Leaf| {
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
