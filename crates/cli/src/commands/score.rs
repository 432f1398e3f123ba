//! `par-index score`: the table by area, the index, and what to look at next.

use clap::Args;
use par_index::diagnostic::Diagnostics;
use par_index::output::ScorecardJson;
use par_index_pages::visible::visible_line;

use super::faults::Faults;
use crate::failure::{Exit, Failure};
use crate::load::{self, Scored};
use crate::options::{Beside, Format, To};
use crate::report::Counts;
use crate::session::Session;
use crate::sets::Take;
use crate::text::summary;

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
    let scored = load::score_taking(
        Take::SoundLeaves,
        &args.file,
        &args.beside,
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
            let page = summary::page(&card, counts(&found), &again(args), session.lang);
            session.emit.page(page, form, output)?;
            faults.complain(session);
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
