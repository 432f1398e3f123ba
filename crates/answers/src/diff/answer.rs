//! What changed between two sets, and an assessment scored by both.

use par_index::compare::{CannotCarry, CannotSplit, Carried, SetDiff, Split};
use par_index::diagnostic::{Diagnostic, Diagnostics, Message, Place};
use par_index::eval::Scorecard;
use par_index::model::CriteriaSet;
use par_index::read::Document;

use crate::desk::assessment;
use crate::desk::criteria::{compile, named};
use crate::desk::documents::Sources;
use crate::desk::kind::FileFault;
use crate::desk::kinds::document;
use crate::desk::refusal::{Exit, Failure, both};

/// A set with the name and the text it was read from
#[derive(Debug)]
pub struct Side {
    pub set: CriteriaSet,
    pub name: String,
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
    pub fn place(&self, pointer: &str) -> Place {
        match &self.document {
            Some(document) => document.place(pointer),
            None => Place::at(pointer),
        }
    }
}

/// An assessment scored by both sets
#[derive(Debug)]
pub struct Rescored {
    pub from: Scorecard,
    pub carried: Carried,
    pub to: Option<Scorecard>,
    pub split: Result<Split, CannotSplit>,
}

/// Everything there is to say
#[derive(Debug)]
pub struct Compared {
    pub old: Side,
    pub new: Side,
    pub diff: SetDiff,
    pub rescored: Option<Rescored>,
}

/// Compares two sets, each a name, `name@edition` or a file.
///
/// `from` is an assessment by the old set, to be scored by the new; `to` is one by the new set.
pub fn answer(
    [old, new]: [&str; 2],
    from: Option<&str>,
    to: Option<&str>,
    sources: &mut Sources,
) -> Result<Compared, Failure> {
    if to.is_some() && from.is_none() {
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
    let old = Side::read(old, sources);
    let new = Side::read(new, sources);
    let (old, new) = both(old, new)?;
    let diff = SetDiff::between(&old.set, &new.set);
    let rescored = from
        .map(|from| rescore((&old, &new), &diff, from, to, sources))
        .transpose()?;
    Ok(Compared {
        old,
        new,
        diff,
        rescored,
    })
}

/// The ids of the leaves that read a fact.
pub fn readers(set: &CriteriaSet, fact: usize) -> Vec<&str> {
    set.leaves()
        .iter()
        .filter(|leaf| leaf.facts_used().contains(&fact))
        .map(|leaf| leaf.id().as_str())
        .collect()
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
