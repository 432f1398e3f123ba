//! `par-index check`: everything that is wrong in files.

use clap::Args;
use par_index_answers::check::answer::answer;
use par_index_answers::check::asked::{Asked, Evidence};
use par_index_answers::check::catalogue;
use par_index_answers::desk::refusal::{Exit, Failure};
use par_index_answers::desk::selection::Selection;

use crate::emit;
use crate::evidence_folder::EvidenceFolder;
use crate::folder::listed;
use crate::options::{Beside, Deny, Format, Select, To};
use crate::said::Said;
use crate::session::Session;

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// Các tệp cần kiểm tra, loại tệp nhận theo `format`; thư mục là mọi bản tự chấm trong đó / Files to check, recognised by `format`; a folder stands for the assessments in it
    #[arg(required_unless_present_any = ["list", "explain"], value_name = "FILE")]
    pub(crate) files: Vec<String>,
    /// Thư mục tài liệu kiểm chứng, để đối chiếu tệp và mã SHA-256 / Folder of the evidence, to compare files and SHA-256
    #[arg(long = "files", value_name = "DIR")]
    pub(crate) folder: Option<String>,
    /// Bản tự chấm năm trước, để so sánh / Assessment of the year before, to compare with
    #[arg(long, value_name = "FILE")]
    pub(crate) previous: Option<String>,
    /// Bản tự chấm gốc của tệp kịch bản, thay cho tệp ghi ở `base` / Base of a scenario file, instead of the one named by `base`
    #[arg(long, value_name = "FILE")]
    pub(crate) base: Option<String>,
    #[command(flatten)]
    pub(crate) select: Select,
    /// Liệt kê các phép kiểm tra / List the checks
    #[arg(long, conflicts_with_all = ["files", "explain"])]
    pub(crate) list: bool,
    /// Giải thích một phép kiểm tra / Explain a check
    #[arg(long, value_name = "CHECK", conflicts_with = "files")]
    pub(crate) explain: Option<String>,
    #[command(flatten)]
    pub(crate) beside: Beside,
    #[command(flatten)]
    pub(crate) to: To,
}

/// Checks files; `with_proof` also says what is proved of criteria sets.
pub(crate) fn run(
    args: &CheckArgs,
    session: &mut Session,
    with_proof: bool,
) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let output = args.to.output.as_deref();
    if args.list || args.explain.is_some() {
        let answer = catalogue::answer(args.explain.as_deref())?;
        match form {
            Format::Json => session.emit.json(&answer.data(), output)?,
            Format::Text | Format::Html => {
                session.emit.page(answer.page(session.lang), form, output)?;
            }
        }
        return Ok(Exit::Done);
    }
    let select = &args.select;
    let deny_warnings = select.deny == Some(Deny::Warnings);
    let selection = Selection::new(select.only.clone(), select.skip.clone(), deny_warnings)?;
    let asked = Asked {
        evidence: args.folder.as_deref().map(evidence),
        previous: args.previous.clone(),
        base: args.base.clone(),
        selection,
        beside: args.beside.asked(),
        with_proof,
    };
    let answer = answer(listed(&args.files, &["json"]), asked, &mut session.sources);
    let mut said = Said::default();
    for failure in &answer.said {
        said.say(failure, session);
    }
    let lang = session.lang;
    match form {
        Format::Json => session.emit.json(&answer.data(lang), output)?,
        Format::Text | Format::Html => {
            let page = answer.page(&session.sources, lang);
            session.emit.page(page, form, output)?;
            for own in &answer.left_out {
                emit::note(&own.text(lang));
            }
        }
    }
    Ok(answer.exit)
}

/// How the files of a folder stand.
fn evidence(folder: &str) -> Result<Box<Evidence<'static>>, Failure> {
    let folder = EvidenceFolder::open(folder)?;
    Ok(Box::new(move |file| folder.state(file)))
}
