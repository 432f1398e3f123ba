//! `par-index score`: the table by area, the index, and what to look at next.

use clap::Args;
use par_index::diagnostic::Diagnostics;
use par_index::output::ScorecardJson;
use par_index_pages::visible::visible_line;

use crate::options::{Beside, Format, To};
use crate::session::Session;
use par_index_answers::desk::assessment;
use par_index_answers::desk::assessment::Scored;
use par_index_answers::desk::counts::Counts;
use par_index_answers::desk::criteria::Take;
use par_index_answers::desk::faults::Faults;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::score::page;

#[derive(Args, Debug)]
pub(crate) struct ScoreArgs {
    /// Tệp bản tự chấm / Assessment file
    pub(crate) file: String,
    #[command(flatten)]
    pub(crate) beside: Beside,
    #[command(flatten)]
    pub(crate) to: To,
}

/// The scorecard in its fixed keys, with the number of findings beside it
#[derive(serde::Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    card: ScorecardJson<'a>,
    findings: Counts,
    #[serde(flatten)]
    faults: Faults<'a>,
}

pub(crate) fn run(args: &ScoreArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let scored = assessment::score_taking(
        Take::SoundLeaves,
        &args.file,
        &args.beside.asked(),
        &mut session.sources,
    )?;
    let Scored { card, found, .. } = scored;
    let faults = Faults::of(&card, session.lang);
    let output = args.to.output.as_deref();
    match form {
        Format::Json => {
            let document = Document {
                card: ScorecardJson(&card),
                findings: counts(&found),
                faults,
            };
            session.emit.json(&document, output)?;
        }
        Format::Text | Format::Html => {
            let page = page::page(&card, counts(&found), &again(args), session.lang);
            session.emit.page(page, form, output)?;
            session.complain(faults.all());
        }
    }
    Ok(faults.exit())
}

fn counts(found: &Diagnostics) -> Counts {
    Counts::of(found.iter())
}

/// The file and the options that other commands need to read the same assessment.
fn again(args: &ScoreArgs) -> String {
    let quoted = |text: &str| {
        let text = visible_line(text);
        if text.contains(' ') {
            format!("\"{text}\"")
        } else {
            text.into_owned()
        }
    };
    let mut typed = quoted(&args.file);
    let beside = &args.beside;
    for (name, value) in [
        ("criteria", &beside.criteria),
        ("plan", &beside.plan),
        ("as-of", &beside.as_of),
    ] {
        if let Some(value) = value {
            typed.extend([" --", name, " ", &quoted(value)]);
        }
    }
    typed
}
