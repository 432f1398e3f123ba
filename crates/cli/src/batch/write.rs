//! Writing results in order, saying what is wrong, showing how far it is.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use par_index::diagnostic::{
    Diagnostic, Diagnostics, Lang, LeftOut as NotShown, MOST_SHOWN, Place, Severity,
};

use super::args::Rows;
use super::result::header;
use super::score::{Done, Job, Outcome};
use super::seen::Seen;
use super::source::Kind;
use crate::emit;
use crate::output::Stream;
use crate::session::Session;
use par_index_answers::batch::fault::RowFault;
use par_index_answers::desk::documents::Sources;
use par_index_answers::desk::documents::io_reason;
use par_index_answers::desk::findings;
use par_index_answers::desk::folder::{LeftOut, Why};
use par_index_answers::desk::names::display_name;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;
use par_index_answers::words::number::grouped;
use par_index_answers::words::page::Page;

/// Time between two looks at the progress.
const PAUSE: Duration = Duration::from_millis(200);

/// Takes chunks in whatever order they come, and writes them in theirs
pub(super) struct Writer<'a> {
    stream: Stream,
    session: &'a Session,
    job: &'a Job<'a>,
    seen: Seen,
    scored: usize,
    refused: usize,
    /// Whether an error was named of a unit that was scored.
    has_errors: bool,
    /// Of folders that cannot be read.
    exit: Exit,
    /// How many findings of each kind there were, of all units together.
    met: BTreeMap<&'static str, usize>,
    /// When progress was shown last; `None` where nobody looks.
    shown: Option<Instant>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(stream: Stream, session: &'a Session, job: &'a Job<'a>) -> Self {
        Self {
            stream,
            session,
            job,
            seen: Seen::default(),
            scored: 0,
            refused: 0,
            has_errors: false,
            exit: Exit::Done,
            met: BTreeMap::new(),
            shown: io::stderr().is_terminal().then(Instant::now),
        }
    }

    /// Says what is not read, and writes the head of a table.
    pub(super) fn start(
        &mut self,
        left_out: &[LeftOut],
        faults: &[Failure],
    ) -> Result<(), Failure> {
        let lang = self.session.lang;
        for own in left_out {
            emit::note(&own.text(lang));
        }
        for fault in faults {
            self.exit = self.exit.or(self.session.fail(fault));
        }
        if self.job.format == Rows::Csv {
            let set = self.job.scorer.criteria_set();
            self.stream.write(&header(set, self.job.leaves))?;
        }
        Ok(())
    }

    /// Writes everything; each chunk written gives its permit back.
    pub(super) fn write_all(
        &mut self,
        results: &Receiver<Done>,
        permit: &Sender<()>,
    ) -> Result<(), Failure> {
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for done in results {
            waiting.insert(done.number, done);
            while let Some(done) = waiting.remove(&next) {
                if !self.write(&done)? {
                    return Ok(());
                }
                next += 1;
                // Nobody waits for it at the end.
                let _ = permit.send(());
            }
        }
        Ok(())
    }

    /// Writes one chunk. `false`: nobody reads the results any more.
    fn write(&mut self, done: &Done) -> Result<bool, Failure> {
        // Results that stand side by side are written in one go.
        let mut run = 0..0;
        for outcome in &done.outcomes {
            let twice = match outcome.unit.as_deref() {
                Some(unit) => {
                    let first = self.seen.meet(unit, outcome.at);
                    let first = first.map_err(|error| not_kept(&error))?;
                    first.map(|first| self.twice(unit, first, outcome))
                }
                None => None,
            };
            if let Some(found) = &twice {
                self.complain(found);
            }
            if !outcome.found.is_empty() {
                self.complain(&outcome.found);
            }
            if outcome.is_foreign {
                let index = usize::try_from(outcome.at).unwrap_or(usize::MAX);
                if let Some(file) = self.job.files.get(index) {
                    self.wipe();
                    let note = LeftOut::new(file, Why::Foreign);
                    emit::note(&note.text(self.session.lang));
                }
                continue;
            }
            if outcome.unit.is_none() || twice.is_some() {
                self.refused += 1;
                continue;
            }
            self.scored += 1;
            let is_error = |one: &Diagnostic| one.severity() == Severity::Error;
            self.has_errors |= outcome.found.iter().any(is_error);
            if run.end == outcome.text.start {
                run.end = outcome.text.end;
            } else {
                self.stream.write(done.text.get(run).unwrap_or_default())?;
                run = outcome.text.clone();
            }
        }
        let is_read = self.stream.write(done.text.get(run).unwrap_or_default())?;
        self.show_progress();
        Ok(is_read)
    }

    fn twice(&self, unit: &str, first: u64, outcome: &Outcome) -> Diagnostics {
        let place = |at: u64| match self.job.kind {
            Kind::Files => {
                let index = usize::try_from(at).unwrap_or(usize::MAX);
                Place {
                    file: self.job.files.get(index).map(|file| display_name(file)),
                    pointer: "/unit/id".to_owned(),
                    ..Place::default()
                }
            }
            Kind::Table | Kind::Lines => Place {
                file: Some(self.job.name.clone()),
                pointer: String::new(),
                line: u32::try_from(at).ok(),
                column: Some(1),
            },
        };
        let first = place(first);
        let name = first.file.clone().unwrap_or_default();
        let fault = RowFault::UnitTwice {
            unit: unit.to_owned(),
            first: match first.line {
                Some(line) => format!("{name}:{line}"),
                None => name,
            },
        };
        Diagnostic::at(&fault, place(outcome.at)).into()
    }

    /// Says the first findings of each kind; the others are counted.
    fn complain(&mut self, found: &Diagnostics) {
        let first = found.iter().filter(|one| {
            let met = self.met.entry(one.check()).or_default();
            *met += 1;
            *met <= MOST_SHOWN
        });
        let first: Vec<&Diagnostic> = first.collect();
        if first.is_empty() {
            return;
        }
        self.wipe();
        let mut page = Page::new(self.session.lang);
        findings::all(&mut page, first.into_iter(), &Sources::default());
        self.session.emit.complain(page);
    }

    fn wipe(&self) {
        if self.shown.is_some() {
            let _ = io::stderr().lock().write_all(b"\r\x1b[K");
        }
    }

    fn show_progress(&mut self) {
        if self.shown.is_none_or(|shown| shown.elapsed() < PAUSE) {
            return;
        }
        let lang = self.session.lang;
        let count = grouped(self.scored + self.refused, lang);
        let text = match lang {
            Lang::Vi => format!("\r\x1b[K{count} đơn vị…"),
            Lang::En => format!("\r\x1b[K{count} units…"),
        };
        let _ = io::stderr().lock().write_all(text.as_bytes());
        self.shown = Some(Instant::now());
    }

    /// Gives the file its name, and says how many units were refused.
    pub(super) fn finish(self) -> Result<Exit, Failure> {
        self.wipe();
        self.stream.finish()?;
        let lang = self.session.lang;
        for (check, met) in &self.met {
            if let Some(count) = met.checked_sub(MOST_SHOWN).filter(|count| *count > 0) {
                let own = NotShown {
                    file: None,
                    check,
                    count,
                };
                emit::note(&findings::not_shown(&own, lang));
            }
        }
        if self.refused == 0 && !self.has_errors {
            return Ok(self.exit);
        }
        if self.refused == 0 {
            return Ok(Exit::FoundErrors);
        }
        let [scored, refused] = [self.scored, self.refused].map(|count| grouped(count, lang));
        emit::note(&match lang {
            Lang::Vi => format!("Chấm được {scored} đơn vị; {refused} đơn vị không chấm được"),
            Lang::En => format!("{scored} units scored; {refused} refused"),
        });
        Ok(self.exit.or(Exit::FoundErrors))
    }
}

/// The temporary file of ids cannot be written or read.
fn not_kept(error: &io::Error) -> Failure {
    let (reason, folder) = (io_reason(error), std::env::temp_dir());
    let folder = folder.display();
    Failure::run(
        format!("không ghi được tệp tạm trong {folder}: {}", reason.vi),
        format!(
            "a temporary file in {folder} cannot be written: {}",
            reason.en
        ),
    )
}
