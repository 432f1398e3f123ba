//! `par-index criteria`: the sets that are shipped or given.

use clap::{Args, Subcommand};
use par_index::diagnostic::{Diagnostics, Message};
use par_index::model::CriteriaSet;
use par_index::number::Points;
use par_index::read::suggest;
use par_index::shipped;
use serde::Serialize;

use super::check::CheckArgs;
use super::check_criteria;
use super::diff::DiffArgs;
use super::import::ImportArgs;
use crate::options::{Format, HELP, To};
use crate::session::Session;
use crate::text::criteria_text;
use par_index_answers::desk::criteria::Found;
use par_index_answers::desk::criteria::criteria_input;
use par_index_answers::desk::criteria::find;
use par_index_answers::desk::criteria::shipped_set;
use par_index_answers::desk::documents::Sources;
use par_index_answers::desk::faults::exit;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::words::page::Page;

#[derive(Debug, Subcommand)]
pub(crate) enum CriteriaCommand {
    /// Liệt kê các bộ tiêu chí có sẵn / List the criteria sets that are shipped
    #[command(help_template = HELP)]
    List(ListArgs),
    /// Xem một bộ tiêu chí hoặc một tiêu chí / Show a criteria set or one of its leaves
    #[command(help_template = HELP)]
    Show(ShowArgs),
    /// So sánh hai bộ tiêu chí; chấm lại một bản tự chấm cũ theo bộ mới / Compare two sets, and re-score an assessment
    #[command(help_template = HELP)]
    Diff(DiffArgs),
    /// Kiểm tra tệp bộ tiêu chí / Check criteria set files
    #[command(help_template = HELP)]
    Check(CheckArgs),
    /// Lập tệp bộ tiêu chí từ bảng Excel hoặc CSV / Make a criteria file of a table in Excel or CSV
    #[command(help_template = HELP)]
    Import(ImportArgs),
}

#[derive(Args, Debug)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) to: To,
}

#[derive(Args, Debug)]
pub(crate) struct ShowArgs {
    /// Tên bộ, tên@phiên bản, hoặc tệp / Set, set@edition, or file
    pub(crate) set: String,
    /// Mã tiêu chí / Criterion
    pub(crate) leaf: Option<String>,
    #[command(flatten)]
    pub(crate) to: To,
}

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
    let form = args.to.form()?;
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
    match form {
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
            session.emit.page(page, form, output)?;
        }
    }
    Ok(Exit::Done)
}

pub(crate) fn show(args: &ShowArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let (set, found) = shown(&args.set, &mut session.sources)?;
    let leaf = args.leaf.as_deref().map(|id| leaf(&set, id)).transpose()?;
    let output = args.to.output.as_deref();
    match (form, leaf) {
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
            session.emit.page(page, form, output)?;
        }
    }
    if !found.is_empty() {
        session.complain(&found);
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
