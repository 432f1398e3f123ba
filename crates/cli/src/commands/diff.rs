//! `par-index criteria diff`: what changed between two sets, and an assessment scored by both.

use clap::Args;
use par_index::compare::{CannotCarry, CannotSplit, Carried, SetDiff, Split};
use par_index::diagnostic::{Diagnostic, Diagnostics, Message, Place};
use par_index::eval::Scorecard;
use par_index::model::CriteriaSet;
use par_index::read::Document;

use super::diff_json;
use crate::options::{Format, To};
use crate::session::Session;
use crate::text::{diff, diff_split};
use par_index_answers::desk::assessment;
use par_index_answers::desk::criteria::compile;
use par_index_answers::desk::criteria::named;
use par_index_answers::desk::documents::Sources;
use par_index_answers::desk::kind::FileFault;
use par_index_answers::desk::kinds::document;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::desk::refusal::both;

#[derive(Args, Debug)]
pub(crate) struct DiffArgs {
    /// Bộ cũ: tên bộ, tên@phiên bản, hoặc tệp / Old set: set, set@edition, or file
    pub(crate) old: String,
    /// Bộ mới, viết như bộ cũ / New set, likewise
    pub(crate) new: String,
    /// Bản tự chấm theo bộ cũ, để chấm lại theo bộ mới / Assessment by the old set, to be scored by the new
    #[arg(conflicts_with = "from")]
    pub(crate) assessment: Option<String>,
    /// Bản tự chấm theo bộ cũ (như ASSESSMENT) / Assessment by the old set (as ASSESSMENT)
    #[arg(long, value_name = "FILE")]
    pub(crate) from: Option<String>,
    /// Bản tự chấm theo bộ mới, để tách cả phần kết quả thực hiện / Assessment by the new set, to split off performance
    #[arg(long, value_name = "FILE")]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) form: To,
}

/// A set with the name and the text it was read from
pub(crate) struct Side {
    pub(crate) set: CriteriaSet,
    pub(crate) name: String,
    document: Option<Document>,
}

impl Side {
    fn read(name: &str, sources: &mut Sources) -> Result<Self, Failure> {
        let set = named(name, sources)?;
        let shipped = format!("{}@{}", set.id(), set.edition());
        let name = [name, "<stdin>", &shipped]
            .into_iter()
            .find(|name| sources.text(name).is_some())
            .unwrap_or(name)
            .to_owned();
        Ok(Self {
            document: document(&name, sources),
            set,
            name,
        })
    }

    /// Where a pointer leads to.
    pub(crate) fn place(&self, pointer: &str) -> Place {
        match &self.document {
            Some(document) => document.place(pointer),
            None => Place::at(pointer),
        }
    }
}

/// An assessment scored by both sets
pub(crate) struct Rescored {
    pub(crate) from: Scorecard,
    pub(crate) carried: Carried,
    pub(crate) to: Option<Scorecard>,
    pub(crate) split: Result<Split, CannotSplit>,
}

/// Everything there is to say
pub(crate) struct Compared {
    pub(crate) old: Side,
    pub(crate) new: Side,
    pub(crate) diff: SetDiff,
    pub(crate) rescored: Option<Rescored>,
}

pub(crate) fn run(args: &DiffArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.form.form()?;
    let from = args.assessment.as_ref().or(args.from.as_ref());
    if args.to.is_some() && from.is_none() {
        return Err(Failure::Usage {
            message: Message::new(
                "--to cần có bản tự chấm cũ để so sánh",
                "--to needs an old assessment to compare with",
            ),
            help: Some(Message::new(
                "thêm --from BẢN-TỰ-CHẤM-CŨ",
                "add --from OLD-ASSESSMENT",
            )),
        });
    }
    let old = Side::read(&args.old, &mut session.sources);
    let new = Side::read(&args.new, &mut session.sources);
    let (old, new) = both(old, new)?;
    let diff = SetDiff::between(&old.set, &new.set);
    let rescored = match from {
        Some(from) => {
            let to = args.to.as_deref();
            Some(rescore(
                (&old, &new),
                &diff,
                from,
                to,
                &mut session.sources,
            )?)
        }
        None => None,
    };
    let compared = Compared {
        old,
        new,
        diff,
        rescored,
    };
    let output = args.form.output.as_deref();
    match form {
        Format::Json => session
            .emit
            .json(&diff_json::Document::of(&compared, session.lang), output)?,
        Format::Text | Format::Html => {
            let mut page = par_index_answers::words::page::Page::new(session.lang);
            diff::sets(&mut page, &compared);
            if let Some(rescored) = &compared.rescored {
                diff_split::rescored(&mut page, &compared, rescored);
            }
            session.emit.page(page, form, output)?;
        }
    }
    Ok(Exit::Done)
}

fn rescore(
    (old, new): (&Side, &Side),
    diff: &SetDiff,
    from: &str,
    to: Option<&str>,
    sources: &mut Sources,
) -> Result<Rescored, Failure> {
    let by_old = compile(old.set.clone(), &old.name)?;
    let by_new = compile(new.set.clone(), &new.name)?;
    let mut card = |file: &str, scorer| assessment::open(file, sources)?.card(scorer, sources);
    let from_card = card(from, &by_old);
    let to = to.map(|to| card(to, &by_new)).transpose();
    let (from_card, to) = both(from_card, to)?;
    let refused = |found: Diagnostics, exit| Failure::Refused { found, exit };
    let carried = Carried::new(diff, &from_card, &new.set).map_err(|error| match error {
        CannotCarry::Refused(mut found) => {
            // Pointers lead into the old assessment, as it was carried over.
            found.locate(|pointer| Place {
                file: Some(from.to_owned()),
                ..Place::at(pointer)
            });
            refused(found, Exit::FoundErrors)
        }
        CannotCarry::Compile(error) => {
            let place = Place {
                file: Some(new.name.clone()),
                ..Place::default()
            };
            let fault = Diagnostic::at(&FileFault::CannotCompile { error }, place);
            refused(Diagnostics::from(fault), Exit::CriteriaHaveErrors)
        }
        CannotCarry::Score(_) => assessment::too_large(),
    })?;
    let split = Split::of(diff, &from_card, &carried, to.as_ref());
    Ok(Rescored {
        from: from_card,
        carried,
        to,
        split,
    })
}
