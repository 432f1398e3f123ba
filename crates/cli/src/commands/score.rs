//! `par-index score`: the table by area, the index, and what to look at next.

use clap::Args;
use par_index_answers::desk::refusal::{Exit, Failure};
use par_index_answers::score::answer::answer;
use par_index_pages::visible::visible_line;

use crate::options::{Beside, Format, To};
use crate::session::Session;

#[derive(Args, Debug)]
pub(crate) struct ScoreArgs {
    /// Tệp bản tự chấm / Assessment file
    pub(crate) file: String,
    #[command(flatten)]
    pub(crate) beside: Beside,
    #[command(flatten)]
    pub(crate) to: To,
}

pub(crate) fn run(args: &ScoreArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let answer = answer(&args.file, &args.beside.asked(), &mut session.sources)?;
    let output = args.to.output.as_deref();
    let faults = answer.faults(session.lang);
    match form {
        Format::Json => session.emit.json(&answer.data(session.lang), output)?,
        Format::Text | Format::Html => {
            let page = answer.page(&again(args), session.lang);
            session.emit.page(page, form, output)?;
            session.complain(faults.all());
        }
    }
    Ok(faults.exit())
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
