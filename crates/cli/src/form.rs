//! The form of a result: by its name, or by the ending of the file it goes to.

use std::path::Path;

use clap::ValueEnum;
use par_index::diagnostic::Message;

use par_index_answers::desk::refusal::Failure;

/// The forms that a command has
///
/// The default is the one for reading on a terminal.
pub(crate) trait Form:
    Copy + Default + PartialEq + ValueEnum + Send + Sync + 'static
{
    /// Whether it is one HTML file.
    fn is_html(self) -> bool {
        name(self) == "html"
    }
}

impl<F: Copy + Default + PartialEq + ValueEnum + Send + Sync + 'static> Form for F {}

/// Endings that say what is in a file, with the form they stand for
const ENDINGS: [(&str, &str); 5] = [
    ("csv", "csv"),
    ("htm", "html"),
    ("html", "html"),
    ("json", "json"),
    ("txt", "text"),
];

/// The form asked for; a name that promises another is refused.
pub(crate) fn form<F: Form>(given: Option<F>, output: Option<&str>) -> Result<F, Failure> {
    let Some((output, promised)) = output.and_then(|output| Some((output, promised(output)?)))
    else {
        return Ok(given.unwrap_or_default());
    };
    match (given, F::from_str(promised, false)) {
        (None, Ok(form)) => Ok(form),
        (Some(given), Ok(form)) if given == form => Ok(given),
        (Some(given), _) => Err(differs(output, &name(given))),
        (None, Err(_)) => Err(not_had::<F>(output, promised)),
    }
}

/// The form that the ending of a file stands for.
fn promised(output: &str) -> Option<&'static str> {
    let ending = Path::new(output).extension()?.to_str()?.to_lowercase();
    let known = ENDINGS.iter().find(|(own, _)| *own == ending)?;
    Some(known.1)
}

fn name<F: Form>(form: F) -> String {
    let value = form.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}

fn differs(output: &str, given: &str) -> Failure {
    Failure::Usage {
        message: Message::new(
            format!("--format {given} không hợp với đuôi tên tệp kết quả {output}"),
            format!("--format {given} does not go with the ending of the output {output}"),
        ),
        help: Some(Message::new(
            "bỏ --format thì dạng kết quả theo đuôi tên tệp, hoặc đổi tên tệp",
            "without --format the ending decides; or call the output otherwise",
        )),
    }
}

fn not_had<F: Form>(output: &str, promised: &str) -> Failure {
    let all: Vec<String> = F::value_variants().iter().map(|own| name(*own)).collect();
    let endings = ENDINGS
        .iter()
        .filter(|(_, form)| all.iter().any(|own| own == form))
        .map(|(ending, _)| format!(".{ending}"));
    let endings = endings.collect::<Vec<_>>().join(", ");
    Failure::Usage {
        message: Message::new(
            format!("lệnh này không có kết quả dạng {promised}: {output}"),
            format!("this command has no result in the form {promised}: {output}"),
        ),
        help: Some(Message::new(
            format!("đặt đuôi tên tệp là một trong {endings}"),
            format!("end the name with one of {endings}"),
        )),
    }
}
