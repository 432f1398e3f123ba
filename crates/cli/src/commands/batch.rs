//! `par-index batch`: many units at once.

use std::path::Path;

use par_index::diagnostic::Message;
use par_index::model::CriteriaSet;

use crate::batch::Opened;
use crate::batch::args::BatchArgs;
use crate::session::Session;
use par_index_answers::desk::assessment::day_given;
use par_index_answers::desk::assessment::plan_file;
use par_index_answers::desk::criteria::compile;
use par_index_answers::desk::criteria::criteria_for;
use par_index_answers::desk::criteria::named;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::desk::refusal::both;

pub(crate) fn run(args: &BatchArgs, session: &mut Session) -> Result<Exit, Failure> {
    let as_of = args.as_of.as_deref().map(day_given).transpose()?;
    let mut opened = Opened::new(&args.input)?;
    if !Path::new(&args.input).is_dir() {
        session.sources.read_files().add(Path::new(&args.input));
    }
    let set = set(args, &mut opened, session);
    let plan = args
        .plan
        .as_ref()
        .map(|file| plan_file(file, &mut session.sources));
    let (set, plan) = both(set, plan.transpose())?;
    let name = format!("{}@{}", set.id(), set.edition());
    let scorer = compile(set, args.criteria.as_deref().unwrap_or(&name))?;
    opened.run(&scorer, plan, as_of, args, session)
}

/// The set given, or the one that the first assessment names.
fn set(
    args: &BatchArgs,
    opened: &mut Opened,
    session: &mut Session,
) -> Result<CriteriaSet, Failure> {
    match &args.criteria {
        Some(name) => named(name, &mut session.sources),
        None if opened.is_table() => Err(no_set()),
        None => match opened.first()? {
            Some((file, document)) => criteria_for(&file, &document, None, &mut session.sources),
            None => Err(no_set()),
        },
    }
}

fn no_set() -> Failure {
    Failure::Usage {
        message: Message::new(
            "không biết chấm theo bộ tiêu chí nào",
            "it is not known which criteria set is meant",
        ),
        help: Some(Message::new(
            "nêu bộ tiêu chí bằng --criteria SET; `par-index criteria list` cho biết các bộ có sẵn",
            "name it with --criteria SET; `par-index criteria list` lists those that are shipped",
        )),
    }
}
