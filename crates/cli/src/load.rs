//! Reading an assessment together with its criteria set and plan.

use std::path::Path;

use par_index::check::check_assessment;
use par_index::compile::Scorer;
use par_index::diagnostic::{Diagnostic, Diagnostics, Message, Place};
use par_index::eval::{Assessment, Scorecard};
use par_index::file::AssessmentFile;
use par_index::improve::Actions;
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::number::{Date, DateError};
use par_index::read::{
    Decode, Decoder, Document, Node, SchemaDefs, decode_document, read_format, suggest,
};
use par_index::shipped;

use crate::args::Beside;
use crate::failure::{Exit, Failure};
use crate::file_fault::{FileFault, Kind};
use crate::input::{Input, Sources, read};

/// An assessment that was scored, with everything found on the way
#[derive(Debug)]
pub(crate) struct Scored {
    pub(crate) card: Scorecard,
    pub(crate) found: Diagnostics,
    pub(crate) document: Document,
}

/// Any JSON at all, read only for its places.
struct Anything;

impl Decode for Anything {
    fn decode(_: &Node<'_>, _: &mut Decoder<'_>) -> Option<Self> {
        Some(Self)
    }

    fn schema(_: &mut SchemaDefs) -> serde_json::Value {
        serde_json::Value::Bool(true)
    }
}

/// The kind of a file by its content.
///
/// # Errors
///
/// The faults of a text that is not JSON, or one that says that the kind is not known.
pub(crate) fn kind_of(input: &Input) -> Result<Kind, Diagnostics> {
    let Ok(format) = read_format(&input.bytes) else {
        // Once more, with the name of the file in the places.
        let found = decode_document::<Anything>(Some(&input.name), &input.bytes).err();
        return Err(found.unwrap_or_default());
    };
    let known = format
        .as_deref()
        .and_then(|format| Kind::ALL.into_iter().find(|kind| kind.format() == format));
    known.ok_or_else(|| {
        let pointer = if format.is_some() { "/format" } else { "" };
        let found = format.map(|text| text.chars().take(60).collect());
        at(input, &FileFault::UnknownFormat { found }, pointer)
    })
}

/// A fault at a place of a file, with line and column.
fn at(input: &Input, fault: &FileFault, pointer: &str) -> Diagnostics {
    let mut found = Diagnostics::from(Diagnostic::new(fault, pointer));
    match decode_document::<Anything>(Some(&input.name), &input.bytes) {
        Ok((_, document)) => document.locate(&mut found),
        Err(_) => found.locate(|pointer| Place {
            file: Some(input.name.clone()),
            ..Place::at(pointer)
        }),
    }
    found
}

pub(crate) fn wanted(input: &Input, wanted: Kind, exit: Exit) -> Result<(), Failure> {
    let found = match kind_of(input) {
        Ok(kind) if kind == wanted => return Ok(()),
        Ok(found) => at(input, &FileFault::OtherKind { found, wanted }, "/format"),
        Err(found) => found,
    };
    Err(Failure::Refused { found, exit })
}

/// Reads a criteria set from a file.
pub(crate) fn criteria_file(file: &str, sources: &mut Sources) -> Result<CriteriaSet, Failure> {
    let input = read(file).map_err(|failure| match failure {
        Failure::Refused { found, .. } => Failure::Refused {
            found,
            exit: Exit::CriteriaHaveErrors,
        },
        other => other,
    })?;
    sources.keep(&input);
    wanted(&input, Kind::Criteria, Exit::CriteriaHaveErrors)?;
    criteria(&input)
}

fn criteria(input: &Input) -> Result<CriteriaSet, Failure> {
    CriteriaSet::from_json(Some(&input.name), &input.bytes).map_err(|found| Failure::Refused {
        found,
        exit: Exit::CriteriaHaveErrors,
    })
}

/// Reads a criteria set that comes with the program.
pub(crate) fn shipped_set(
    set: &shipped::ShippedSet,
    sources: &mut Sources,
) -> Result<CriteriaSet, Failure> {
    let input = Input {
        name: format!("{}@{}", set.id, set.edition),
        bytes: set.json.as_bytes().to_vec(),
    };
    sources.keep(&input);
    criteria(&input)
}

/// The criteria set an assessment asks for.
pub(crate) fn criteria_for(
    file: &AssessmentFile,
    document: &Document,
    given: Option<&str>,
    sources: &mut Sources,
) -> Result<CriteriaSet, Failure> {
    if let Some(given) = given {
        return criteria_file(given, sources);
    }
    let asked = &file.criteria_set;
    if let Some(set) = shipped::find(asked.id.as_str(), asked.edition.as_str()) {
        return shipped_set(set, sources);
    }
    let asked = format!("{}@{}", asked.id, asked.edition);
    let names: Vec<String> = shipped::SETS
        .iter()
        .map(|set| format!("{}@{}", set.id, set.edition))
        .collect();
    let suggestion = suggest(&asked, names.iter().map(String::as_str)).map(str::to_owned);
    let mut found = Diagnostics::from(Diagnostic::new(
        &FileFault::UnknownSet { asked, suggestion },
        "/criteria_set",
    ));
    document.locate(&mut found);
    Err(Failure::Refused {
        found,
        exit: Exit::FoundErrors,
    })
}

/// Compiles a criteria set.
pub(crate) fn compile(set: CriteriaSet, name: &str) -> Result<Scorer, Failure> {
    Scorer::new(set).map_err(|error| {
        let place = Place {
            file: Some(name.to_owned()),
            ..Place::default()
        };
        let found = Diagnostics::from(Diagnostic::at(&FileFault::CannotCompile { error }, place));
        Failure::Refused {
            found,
            exit: Exit::CriteriaHaveErrors,
        }
    })
}

/// Reads a reform plan from a file.
pub(crate) fn plan_file(file: &str, sources: &mut Sources) -> Result<ReformPlan, Failure> {
    let input = read(file)?;
    sources.keep(&input);
    wanted(&input, Kind::Plan, Exit::FoundErrors)?;
    ReformPlan::from_json(Some(&input.name), &input.bytes).map_err(|found| Failure::Refused {
        found,
        exit: Exit::FoundErrors,
    })
}

/// Reads a file of actions.
pub(crate) fn actions_file(file: &str, sources: &mut Sources) -> Result<Actions, Failure> {
    let input = read(file)?;
    sources.keep(&input);
    wanted(&input, Kind::Actions, Exit::FoundErrors)?;
    Actions::from_json(Some(&input.name), &input.bytes).map_err(|found| Failure::Refused {
        found,
        exit: Exit::FoundErrors,
    })
}

/// A file named inside another, relative to it.
pub(crate) fn relative(file: &str, named: &str) -> String {
    match Path::new(file).parent() {
        Some(folder) if file != "-" => folder.join(named).to_string_lossy().into_owned(),
        _ => named.to_owned(),
    }
}

/// An assessment file with its text
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) path: String,
    pub(crate) file: AssessmentFile,
    pub(crate) document: Document,
}

/// Reads an assessment file by itself.
pub(crate) fn open(path: &str, sources: &mut Sources) -> Result<Opened, Failure> {
    let input = read(path)?;
    sources.keep(&input);
    from(path, &input)
}

/// The assessment in a text that was read.
pub(crate) fn from(path: &str, input: &Input) -> Result<Opened, Failure> {
    wanted(input, Kind::Assessment, Exit::FoundErrors)?;
    opened(path, input)
}

pub(crate) fn opened(path: &str, input: &Input) -> Result<Opened, Failure> {
    let (file, document) = decode_document::<AssessmentFile>(Some(&input.name), &input.bytes)
        .map_err(|found| Failure::Refused {
            found,
            exit: Exit::FoundErrors,
        })?;
    Ok(Opened {
        path: path.to_owned(),
        file,
        document,
    })
}

/// The places of a text that was read before.
pub(crate) fn document(name: &str, sources: &Sources) -> Option<Document> {
    let text = sources.text(name)?;
    let read = decode_document::<Anything>(Some(name), text.as_bytes());
    read.ok().map(|(_, document)| document)
}

impl Opened {
    /// Puts it beside a criteria set at hand and the plan it names, and scores it.
    pub(crate) fn card(self, scorer: &Scorer, sources: &mut Sources) -> Result<Scorecard, Failure> {
        let plan = self.plan(None, sources)?;
        let refused = |mut found: Diagnostics| {
            self.document.locate(&mut found);
            found.sort();
            Failure::Refused {
                found,
                exit: Exit::FoundErrors,
            }
        };
        let assessment = Assessment::new(scorer, plan.as_ref(), self.file).map_err(refused)?;
        scorer.score(&assessment).map_err(|_| too_large())
    }

    /// The plan given, or the one the assessment names.
    pub(crate) fn plan(
        &self,
        given: Option<&str>,
        sources: &mut Sources,
    ) -> Result<Option<ReformPlan>, Failure> {
        match (given, &self.file.plan) {
            (Some(given), _) => plan_file(given, sources).map(Some),
            (None, Some(named)) => plan_file(&relative(&self.path, named), sources).map(Some),
            (None, None) => Ok(None),
        }
    }

    /// The criteria set given, or the one the assessment names; each is read and compiled once.
    fn scorer(&self, given: Option<&str>, sources: &mut Sources) -> Result<Scorer, Failure> {
        let asked = &self.file.criteria_set;
        let name = given.map_or_else(|| format!("{}@{}", asked.id, asked.edition), str::to_owned);
        // A file may be called as a shipped set is.
        let key = format!("{}{name}", given.map_or("", |_| "file:"));
        if let Some(scorer) = sources.scorer(&key) {
            return Ok(scorer);
        }
        let set = criteria_for(&self.file, &self.document, given, sources)?;
        let scorer = compile(set, &name)?;
        sources.keep_scorer(key, scorer.clone());
        Ok(scorer)
    }

    /// Puts it beside its criteria set and plan, and scores it.
    pub(crate) fn score(
        mut self,
        beside: &Beside,
        sources: &mut Sources,
    ) -> Result<Scored, Failure> {
        if let Some(day) = &beside.as_of {
            self.file.as_of = day_given(day)?;
        }
        let scorer = self.scorer(beside.criteria.as_deref(), sources)?;
        let plan = self.plan(beside.plan.as_deref(), sources)?;
        let located = |mut found: Diagnostics| {
            self.document.locate(&mut found);
            found.sort();
            found
        };
        let assessment = Assessment::new(&scorer, plan.as_ref(), self.file).map_err(|found| {
            Failure::Refused {
                found: located(found),
                exit: Exit::FoundErrors,
            }
        })?;
        let card = scorer.score(&assessment).map_err(|_| too_large())?;
        let mut found = assessment.findings().clone();
        found.extend(check_assessment(&card));
        let mut found = located(found);
        if let Some(plan) = plan {
            found.extend(plan.findings().clone());
        }
        Ok(Scored {
            card,
            found,
            document: self.document,
        })
    }
}

/// A sum that cannot be held.
pub(crate) fn too_large() -> Failure {
    Failure::run(
        "tổng điểm quá lớn để tính chính xác",
        "a sum of points is too large to be held exactly",
    )
}

/// Reads and scores an assessment.
pub(crate) fn score(path: &str, beside: &Beside, sources: &mut Sources) -> Result<Scored, Failure> {
    if let Some(day) = &beside.as_of {
        day_given(day)?;
    }
    open(path, sources)?.score(beside, sources)
}

/// A day typed on the command line.
pub(crate) fn day_given(text: &str) -> Result<Date, Failure> {
    Date::parse(text).map_err(|error| {
        let written: String = text.chars().take(40).collect();
        let iso = match &error {
            DateError::DayFirst { iso } | DateError::Loose { iso } => iso.clone(),
            _ => "2024-11-30".to_owned(),
        };
        Failure::Usage {
            message: Message::new(
                format!("\"{written}\" không phải là một ngày đọc được"),
                format!("\"{written}\" is not a day that can be read"),
            ),
            help: Some(Message::new(
                format!("ngày viết năm-tháng-ngày: {iso}"),
                format!("a day is written year-month-day: {iso}"),
            )),
        }
    })
}
