//! Reading an assessment together with its criteria set and plan.

use std::path::{Path, PathBuf};

use par_index::check::{check_assessment, check_unfit, document_kinds};
use par_index::compile::Scorer;
use par_index::diagnostic::{Diagnostic, Diagnostics, Message, Place, Severity};
use par_index::eval::{Assessment, Scorecard, Unfit};
use par_index::file::AssessmentFile;
use par_index::improve::Actions;
use par_index::model::{CriteriaSet, Leaf, ReformPlan};
use par_index::number::{Date, DateError};
use par_index::read::{
    Decode, Decoder, Document, Node, Partly, SchemaDefs, decode_partly, read_format, suggest,
};
use par_index::shipped;

use crate::args::Beside;
use crate::failure::{Exit, Failure};
use crate::file_fault::{FileFault, Kind};
use crate::foreign::{self, Foreign};
use crate::input::{Input, Sources};
use crate::named_file::Led;

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
        if let Some(what) = Foreign::of(&input.bytes) {
            return Err(foreign::refused(what, &input.name));
        }
        // Once more, with the name of the file in the places.
        let read = decode_partly::<Anything>(Some(&input.name), &input.bytes);
        return Err(read.map_or_else(|found| found, |partly| partly.found));
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
    match decode_partly::<Anything>(Some(&input.name), &input.bytes) {
        Ok(Partly {
            value: Some((_, document)),
            found: more,
        }) => {
            document.locate(&mut found);
            found.extend(more);
            found.sort();
        }
        _ => found.locate(|pointer| Place {
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

/// Which criteria sets from files are taken
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Take {
    /// Those without errors.
    Sound,
    /// Others too, where errors leave leaves that can be scored.
    SoundLeaves,
}

/// Reads a criteria set from a file.
pub(crate) fn criteria_file(file: &str, sources: &mut Sources) -> Result<CriteriaSet, Failure> {
    criteria(&criteria_input(file, sources)?)
}

/// Reads a criteria set of which single leaves may be faulty.
fn faulty_file(file: &str, sources: &mut Sources) -> Result<CriteriaSet, Failure> {
    let input = criteria_input(file, sources)?;
    let refused = |found| Failure::Refused {
        found,
        exit: Exit::CriteriaHaveErrors,
    };
    let set = CriteriaSet::from_json_as_far_as_sound(Some(&input.name), &input.bytes);
    let set = set.map_err(refused)?;
    if set.faults().has_errors() && !set.leaves().iter().any(Leaf::is_sound) {
        return Err(refused(set.faults().clone()));
    }
    Ok(set)
}

/// The text of a file that is a criteria set.
pub(crate) fn criteria_input(file: &str, sources: &mut Sources) -> Result<Input, Failure> {
    let input = sources.read(file).map_err(|failure| match failure {
        Failure::Refused { found, .. } => Failure::Refused {
            found,
            exit: Exit::CriteriaHaveErrors,
        },
        other => other,
    })?;
    wanted(&input, Kind::Criteria, Exit::CriteriaHaveErrors)?;
    Ok(input)
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
    let editions = shipped::SETS
        .iter()
        .filter(|set| set.id == file.criteria_set.id.as_str())
        .map(|set| set.edition.to_owned())
        .collect();
    let mut found = Diagnostics::from(Diagnostic::new(
        &FileFault::UnknownSet {
            asked,
            suggestion,
            editions,
        },
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
pub(crate) fn plan_file(
    file: impl AsRef<Path>,
    sources: &mut Sources,
) -> Result<ReformPlan, Failure> {
    let input = sources.read(file)?;
    wanted(&input, Kind::Plan, Exit::FoundErrors)?;
    ReformPlan::from_json(Some(&input.name), &input.bytes).map_err(|found| Failure::Refused {
        found,
        exit: Exit::FoundErrors,
    })
}

/// Reads a file of actions.
pub(crate) fn actions_file(file: &str, sources: &mut Sources) -> Result<Actions, Failure> {
    let input = sources.read(file)?;
    wanted(&input, Kind::Actions, Exit::FoundErrors)?;
    Actions::from_json(Some(&input.name), &input.bytes).map_err(|found| Failure::Refused {
        found,
        exit: Exit::FoundErrors,
    })
}

/// A file named inside another, where it may be named there.
///
/// # Errors
///
/// It lies outside, which is said at `pointer`, or is no file.
pub(crate) fn named_file(
    file: &Path,
    (pointer, named): (&str, &str),
    sources: &Sources,
) -> Result<PathBuf, Failure> {
    let reason = |path: &Path| {
        let name = path.to_string_lossy();
        Failure::run(
            format!("không đọc được {name}: đây không phải là một tệp"),
            format!("{name} cannot be read: it is no file"),
        )
    };
    match sources.lead(file, named) {
        Led::File(path) => Ok(path),
        Led::NoFile(path) => Err(reason(&path)),
        Led::Outside => {
            let named = named.chars().take(60).collect();
            let fault = FileFault::PathOutside { named };
            Err(Failure::Refused {
                found: Diagnostics::from(Diagnostic::new(&fault, pointer)),
                exit: Exit::FoundErrors,
            })
        }
    }
}

/// Puts places to what is refused in a file.
pub(crate) fn placed(failure: Failure, locate: impl FnOnce(&mut Diagnostics)) -> Failure {
    match failure {
        Failure::Refused { mut found, exit } => {
            locate(&mut found);
            Failure::Refused { found, exit }
        }
        other => other,
    }
}

/// An assessment file with its text
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) path: PathBuf,
    pub(crate) file: AssessmentFile,
    pub(crate) document: Document,
    /// What could not be read of it: then it is there to be checked only.
    faults: Diagnostics,
}

/// Reads an assessment file by itself.
pub(crate) fn open(path: impl AsRef<Path>, sources: &mut Sources) -> Result<Opened, Failure> {
    let input = sources.read(path.as_ref())?;
    from(path, &input)
}

/// The assessment in a text that was read.
pub(crate) fn from(path: impl AsRef<Path>, input: &Input) -> Result<Opened, Failure> {
    wanted(input, Kind::Assessment, Exit::FoundErrors)?;
    opened(path, input)
}

pub(crate) fn opened(path: impl AsRef<Path>, input: &Input) -> Result<Opened, Failure> {
    let opened = as_far_as_read(path, input)?;
    if opened.faults.is_empty() {
        return Ok(opened);
    }
    Err(refused(opened.faults))
}

/// What can be read of the assessment in a text, to be scored where that is all of it.
pub(crate) fn as_far_as_read(path: impl AsRef<Path>, input: &Input) -> Result<Opened, Failure> {
    let name = Some(input.name.as_str());
    let partly = decode_partly::<AssessmentFile>(name, &input.bytes).map_err(refused)?;
    let Some((file, document)) = partly.value else {
        return Err(refused(partly.found));
    };
    Ok(Opened {
        path: path.as_ref().to_owned(),
        file,
        document,
        faults: partly.found,
    })
}

fn refused(found: Diagnostics) -> Failure {
    Failure::Refused {
        found,
        exit: Exit::FoundErrors,
    }
}

/// The places of a text that was read before.
pub(crate) fn document(name: &str, sources: &Sources) -> Option<Document> {
    let text = sources.text(name)?;
    let read = decode_partly::<Anything>(Some(name), text.as_bytes());
    Some(read.ok()?.value?.1)
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
            (None, Some(named)) => {
                let path = named_file(&self.path, ("/plan", named), sources)
                    .map_err(|failure| placed(failure, |found| self.document.locate(found)))?;
                plan_file(path, sources).map(Some)
            }
            (None, None) => Ok(None),
        }
    }

    /// The criteria set given, or the one the assessment names; each is read and compiled once.
    fn scorer(
        &self,
        given: Option<&str>,
        take: Take,
        sources: &mut Sources,
    ) -> Result<Scorer, Failure> {
        if let (Some(given), Take::SoundLeaves) = (given, take) {
            return compile(faulty_file(given, sources)?, given);
        }
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
    pub(crate) fn score(self, beside: &Beside, sources: &mut Sources) -> Result<Scored, Failure> {
        self.score_taking(Take::Sound, beside, sources)
    }

    fn score_taking(
        mut self,
        take: Take,
        beside: &Beside,
        sources: &mut Sources,
    ) -> Result<Scored, Failure> {
        if let Some(day) = &beside.as_of {
            self.file.as_of = day_given(day)?;
        }
        let mut faults = std::mem::take(&mut self.faults);
        let scorer = match self.scorer(beside.criteria.as_deref(), take, sources) {
            Ok(scorer) => scorer,
            Err(failure) => return Err(failure.and(faults)),
        };
        with_kinds(&mut faults, scorer.criteria_set());
        let located = |mut found: Diagnostics| {
            self.document.locate(&mut found);
            found.sort();
            found
        };
        let mut unread: &[&str] = &[];
        let (plan, plan_faults) = match self.plan(beside.plan.as_deref(), sources) {
            Ok(plan) => (plan, Diagnostics::new()),
            Err(Failure::Refused { found, .. }) => {
                unread = &["/plan", "/results"];
                (None, found)
            }
            Err(failure) => return Err(failure.and(faults)),
        };
        let can_be_scored = faults.is_empty() && plan_faults.is_empty();
        let unfit = match Assessment::fit(&scorer, plan.as_ref(), self.file) {
            Ok(assessment) if can_be_scored => Ok(assessment),
            Ok(assessment) => Err(Unfit::from(assessment)),
            Err(unfit) => Err(unfit),
        };
        let assessment = unfit.map_err(|unfit| {
            let of_set = scorer.criteria_set().faults();
            let mut found = faults;
            found.extend(located(if of_set.is_empty() {
                check_unfit(&scorer, &unfit, &self.document, unread)
            } else {
                unfit.into_found()
            }));
            found.sort();
            found.extend(plan_faults);
            with_faults(refused(found), of_set)
        })?;
        let card = scorer.score(&assessment).map_err(|_| too_large())?;
        let mut found = assessment.findings().clone();
        let of_set = scorer.criteria_set().faults();
        if of_set.is_empty() {
            found.extend(check_assessment(&card));
        }
        let mut found = located(found);
        found.extend(of_set.iter().cloned());
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

/// With the findings of a criteria set that has errors.
fn with_faults(failure: Failure, of_set: &Diagnostics) -> Failure {
    match failure {
        Failure::Refused { mut found, .. } if !of_set.is_empty() => {
            found.extend(of_set.iter().cloned());
            Failure::Refused {
                found,
                exit: Exit::CriteriaHaveErrors,
            }
        }
        failure => failure,
    }
}

/// Says which kinds of document there are where one is written in words.
fn with_kinds(faults: &mut Diagnostics, set: &CriteriaSet) {
    let is_kind = |one: &Diagnostic| {
        let pointer = one.place().pointer.as_str();
        one.check() == "bad-id" && pointer.starts_with("/evidence/") && pointer.ends_with("/kind")
    };
    if faults.iter().any(is_kind) {
        let help = document_kinds(set);
        *faults = std::mem::take(faults)
            .into_iter()
            .map(|one| {
                if is_kind(&one) {
                    one.with_help(help.clone())
                } else {
                    one
                }
            })
            .collect();
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
    score_taking(Take::Sound, path, beside, sources)
}

/// Reads and scores an assessment by a criteria set that is taken so.
pub(crate) fn score_taking(
    take: Take,
    path: &str,
    beside: &Beside,
    sources: &mut Sources,
) -> Result<Scored, Failure> {
    if let Some(day) = &beside.as_of {
        day_given(day)?;
    }
    let input = sources.read(path)?;
    wanted(&input, Kind::Assessment, Exit::FoundErrors)?;
    // What `check` has to say beyond errors is not what keeps it from being scored.
    let scored = as_far_as_read(path, &input)?.score_taking(take, beside, sources);
    scored.map_err(|failure| match failure {
        Failure::Refused { found, exit } => Failure::Refused {
            found: found
                .into_iter()
                .filter(|one| one.severity() == Severity::Error)
                .collect(),
            exit,
        },
        failure => failure,
    })
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
