//! Reading an assessment together with its criteria set and plan.

use std::path::{Path, PathBuf};

use par_index::check::{check_assessment, check_unfit, document_kinds};
use par_index::compile::Scorer;
use par_index::diagnostic::{Diagnostic, Diagnostics, Message, Severity};
use par_index::eval::{Assessment, Scorecard, Unfit};
use par_index::file::AssessmentFile;
use par_index::improve::Actions;
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::number::{Date, DateError};
use par_index::read::{Document, decode_partly};

use crate::desk::criteria::Take;
use crate::desk::criteria::compile;
use crate::desk::criteria::criteria_for;
use crate::desk::criteria::sound_leaves;
use crate::desk::documents::Input;
use crate::desk::documents::Sources;
use crate::desk::kind::Kind;
use crate::desk::kinds::wanted;
use crate::desk::naming::Naming;
use crate::desk::refusal::Exit;
use crate::desk::refusal::Failure;

/// What an assessment is read with, in place of what it names itself
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// Criteria set: by name, by name and edition, or a file.
    pub criteria: Option<String>,
    /// File of the reform plan.
    pub plan: Option<String>,
    /// Day of the data.
    pub as_of: Option<String>,
}

/// An assessment that was scored, with everything found on the way
#[derive(Debug)]
pub struct Scored {
    pub card: Scorecard,
    pub found: Diagnostics,
    pub document: Document,
}

/// Reads a reform plan from a file.
pub fn plan_file(file: impl AsRef<Path>, sources: &mut Sources) -> Result<ReformPlan, Failure> {
    let input = sources.read(file)?;
    wanted(&input, Kind::Plan, Exit::FoundErrors)?;
    ReformPlan::from_json(Some(&input.name), &input.bytes).map_err(|found| Failure::Refused {
        found,
        exit: Exit::FoundErrors,
    })
}

/// Reads a file of actions.
pub fn actions_file(file: &str, sources: &mut Sources) -> Result<Actions, Failure> {
    let input = sources.read(file)?;
    wanted(&input, Kind::Actions, Exit::FoundErrors)?;
    Actions::from_json(Some(&input.name), &input.bytes).map_err(|found| Failure::Refused {
        found,
        exit: Exit::FoundErrors,
    })
}

/// Puts places to what is refused in a file.
fn placed(failure: Failure, locate: impl FnOnce(&mut Diagnostics)) -> Failure {
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
pub struct Opened {
    pub path: PathBuf,
    pub file: AssessmentFile,
    pub document: Document,
    /// What could not be read of it: then it is there to be checked only.
    faults: Diagnostics,
}

/// Reads an assessment file by itself, as far as it can be read.
pub fn open(path: impl AsRef<Path>, sources: &mut Sources) -> Result<Opened, Failure> {
    let input = sources.read(path.as_ref())?;
    from(path, &input)
}

/// Reads the assessment that is named inside a file, of which `locate` knows the places.
pub fn open_named(
    naming: Naming<'_>,
    locate: impl FnOnce(&mut Diagnostics),
    sources: &mut Sources,
) -> Result<Opened, Failure> {
    let read = naming
        .path(sources)
        .and_then(|path| open(path, sources).map_err(|failure| naming.unreadable(failure)));
    read.map_err(|failure| placed(failure, locate))
}

/// The assessment in a text that was read, as far as it can be.
pub fn from(path: impl AsRef<Path>, input: &Input) -> Result<Opened, Failure> {
    wanted(input, Kind::Assessment, Exit::FoundErrors)?;
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

/// An assessment that can be scored, with what it was read from
struct Assessed {
    assessment: Assessment,
    document: Document,
    plan: Option<ReformPlan>,
}

impl Opened {
    /// All of it, or what could not be read.
    pub fn whole(&self) -> Result<(), Failure> {
        if self.faults.is_empty() {
            return Ok(());
        }
        Err(refused(self.faults.clone()))
    }

    /// Puts it beside a criteria set at hand and the plan it names, and scores it.
    pub fn card(self, scorer: &Scorer, sources: &mut Sources) -> Result<Scorecard, Failure> {
        let assessed = self.assessed(scorer, None, sources).map_err(errors)?;
        scorer.score(&assessed.assessment).map_err(|_| too_large())
    }

    /// Puts it beside the criteria set given or named and the plan it names, and scores it.
    pub fn card_by(self, given: Option<&str>, sources: &mut Sources) -> Result<Scorecard, Failure> {
        let scorer = self.scorer_or_all(given, Take::Sound, None, sources)?;
        self.card(&scorer, sources)
    }

    /// The plan given, or the one the assessment names.
    pub fn plan(
        &self,
        given: Option<&str>,
        sources: &mut Sources,
    ) -> Result<Option<ReformPlan>, Failure> {
        match (given, &self.file.plan) {
            (Some(given), _) => plan_file(given, sources).map(Some),
            (None, Some(named)) => {
                let naming = Naming::plan(&self.path, named);
                let read = naming.path(sources).and_then(|path| {
                    plan_file(path, sources).map_err(|failure| naming.unreadable(failure))
                });
                read.map(Some)
                    .map_err(|failure| placed(failure, |found| self.document.locate(found)))
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
            return compile(sound_leaves(given, sources)?, given);
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

    /// As `scorer`; without a set, all that can be said of the file and its plan.
    fn scorer_or_all(
        &self,
        given: Option<&str>,
        take: Take,
        plan: Option<&str>,
        sources: &mut Sources,
    ) -> Result<Scorer, Failure> {
        self.scorer(given, take, sources).map_err(|failure| {
            let failure = failure.and(self.faults.clone());
            match self.plan(plan, sources) {
                Ok(_) => failure,
                Err(of_plan) => failure.with(of_plan),
            }
        })
    }

    /// Puts it beside its criteria set and plan, and scores it.
    pub fn score(self, beside: &Beside, sources: &mut Sources) -> Result<Scored, Failure> {
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
        let (set, plan) = (beside.criteria.as_deref(), beside.plan.as_deref());
        let scorer = self.scorer_or_all(set, take, plan, sources)?;
        let Assessed {
            assessment,
            document,
            plan,
        } = self.assessed(&scorer, plan, sources)?;
        let card = scorer.score(&assessment).map_err(|_| too_large())?;
        let mut found = assessment.findings().clone();
        let of_set = scorer.criteria_set().faults();
        if of_set.is_empty() {
            found.extend(check_assessment(&card));
        }
        document.locate(&mut found);
        found.sort();
        found.extend(of_set.iter().cloned());
        if let Some(plan) = plan {
            found.extend(plan.findings().clone());
        }
        Ok(Scored {
            card,
            found,
            document,
        })
    }

    /// Puts it beside a criteria set and a plan, or says everything that keeps it from being scored.
    fn assessed(
        self,
        scorer: &Scorer,
        plan: Option<&str>,
        sources: &mut Sources,
    ) -> Result<Assessed, Failure> {
        let (plan, without) = match self.plan(plan, sources) {
            Ok(plan) => (plan, None),
            Err(failure) => (None, Some(failure)),
        };
        let Self {
            file,
            document,
            mut faults,
            ..
        } = self;
        with_kinds(&mut faults, scorer.criteria_set());
        let can_be_scored = faults.is_empty() && without.is_none();
        let unfit = match Assessment::fit(scorer, plan.as_ref(), file) {
            Ok(assessment) if can_be_scored => {
                return Ok(Assessed {
                    assessment,
                    document,
                    plan,
                });
            }
            Ok(assessment) => Unfit::from(assessment),
            Err(unfit) => unfit,
        };
        let of_set = scorer.criteria_set().faults();
        let unread: &[&str] = if without.is_some() {
            &["/plan", "/results"]
        } else {
            &[]
        };
        let mut found = if of_set.is_empty() {
            check_unfit(scorer, &unfit, &document, unread)
        } else {
            unfit.into_found()
        };
        document.locate(&mut found);
        found.extend(faults);
        let (of_plan, messages) = without.map(Failure::parts).unwrap_or_default();
        let here = document.place("").file;
        let (own, others): (Vec<_>, Vec<_>) = of_plan
            .into_iter()
            .partition(|one| one.place().file == here);
        found.extend(own);
        found.sort();
        found.extend(others);
        let stopped = messages.into_iter().map(Failure::Run);
        Err(stopped.fold(with_faults(refused(found), of_set), Failure::with))
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
pub fn too_large() -> Failure {
    Failure::run(
        "tổng điểm quá lớn để tính chính xác",
        "a sum of points is too large to be held exactly",
    )
}

/// Reads and scores an assessment.
pub fn score(path: &str, beside: &Beside, sources: &mut Sources) -> Result<Scored, Failure> {
    score_taking(Take::Sound, path, beside, sources)
}

/// Reads and scores an assessment by a criteria set that is taken so.
pub fn score_taking(
    take: Take,
    path: &str,
    beside: &Beside,
    sources: &mut Sources,
) -> Result<Scored, Failure> {
    if let Some(day) = &beside.as_of {
        day_given(day)?;
    }
    let scored = open(path, sources)?.score_taking(take, beside, sources);
    scored.map_err(errors)
}

/// A failure with errors only: what `check` has to say beyond them keeps nothing from being scored.
pub fn errors(failure: Failure) -> Failure {
    let only = |found: Diagnostics| {
        let is_error = |one: &Diagnostic| one.severity() == Severity::Error;
        found.into_iter().filter(is_error).collect()
    };
    match failure {
        Failure::Refused { found, exit } => Failure::Refused {
            found: only(found),
            exit,
        },
        Failure::Stopped { found, messages } => Failure::Stopped {
            found: only(found),
            messages,
        },
        failure => failure,
    }
}

/// A day typed on the command line.
pub fn day_given(text: &str) -> Result<Date, Failure> {
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
