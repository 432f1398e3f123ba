//! Many units at once: read in chunks, scored on all cores, written in order.
//!
//! One thread cuts the input into chunks, some threads score them, the calling thread writes. A
//! fixed number of permits goes round: a chunk is read only with a permit, which comes back when
//! the chunk is written. So at most that many chunks are in memory, however slow one of them is.

pub(crate) mod args;
mod fields;
mod head;
mod line;
pub(crate) mod marks;
mod notation;
mod quick;
mod result;
pub(crate) mod row;
mod score;
mod seen;
mod source;
mod spill;
mod write;

use std::fs;
use std::io;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use par_index::compile::Scorer;
use par_index::diagnostic::Message;
use par_index::file::AssessmentFile;
use par_index::model::ReformPlan;
use par_index::number::Date;
use par_index::read::{Document, decode_document};
use par_index::units::UnitTemplate;

use self::args::BatchArgs;
use self::head::FileMark;
use self::head::Head;
use self::score::{Done, Job, Worker};
use self::source::{Chunk, Kind, Source};
use self::write::Writer;
use crate::session::Session;
use par_index_answers::desk::documents::not_read;
use par_index_answers::desk::folder::Folder;
use par_index_answers::desk::names::display_name;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;

/// An input that was opened
pub(crate) struct Opened {
    source: Source,
    folder: Folder,
    name: String,
}

impl Opened {
    pub(crate) fn new(input: &str) -> Result<Self, Failure> {
        let (source, folder) = Source::open(input)?;
        Ok(Self {
            source,
            folder,
            name: display_name(Path::new(input)),
        })
    }

    /// The first assessment that can be read: it says which criteria set is meant.
    pub(crate) fn first(&mut self) -> Result<Option<(AssessmentFile, Document)>, Failure> {
        let first = self.folder.files.iter().find_map(|file| {
            let bytes = fs::read(file).ok()?;
            decode_document(Some(&display_name(file)), &bytes).ok()
        });
        match first {
            Some(first) => Ok(Some(first)),
            None => self.source.first(&self.name),
        }
    }

    pub(crate) fn is_table(&self) -> bool {
        self.source.kind() == Kind::Table
    }

    /// Reads, scores and writes every unit.
    pub(crate) fn run(
        mut self,
        scorer: &Scorer,
        plan: Option<ReformPlan>,
        as_of: Option<Date>,
        args: &BatchArgs,
        session: &Session,
    ) -> Result<Exit, Failure> {
        let set = scorer.criteria_set();
        let mut head = self.source.head(&self.name, set)?;
        match (&mut head, args.decimal) {
            (Some(head), Some(mark)) => head.mark = FileMark::Given(mark.into()),
            (Some(head), None) => head.mark = self.source.mark(&self.name, head, set)?,
            (None, Some(_)) => return Err(not_a_table()),
            (None, None) => {}
        }
        let day = as_of.unwrap_or(set.file().in_force.until);
        let blank = scorer
            .blank_assessment("unit", day)
            .map_err(|error| Failure::run(error.to_string(), error.to_string()))?;
        let kind = self.source.kind();
        let template = match kind {
            Kind::Table => UnitTemplate::new(scorer, plan.as_ref(), &blank),
            _ => None,
        };
        let job = Job {
            template,
            scorer,
            plan,
            as_of,
            kind,
            head,
            blank,
            name: self.name,
            files: self.folder.files,
            sources: session.sources.apart(),
            format: args.format,
            leaves: args.leaves,
        };
        let jobs = args.jobs.map_or_else(cores, usize::from);
        let stream = session.emit.open(args.output.as_deref())?;
        let mut writer = Writer::new(stream, session, &job);
        writer.start(&self.folder.left_out, &self.folder.faults)?;
        pipeline(&job, self.source, jobs, &mut writer)?;
        writer.finish()
    }
}

fn not_a_table() -> Failure {
    Failure::Usage {
        message: Message::new(
            "--decimal chỉ dùng với bảng CSV; trong JSON, phần thập phân luôn viết sau dấu chấm",
            "--decimal goes with CSV; in JSON the decimals always follow a point",
        ),
        help: None,
    }
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Runs all threads until the input ends or writing stops.
fn pipeline(
    job: &Job<'_>,
    mut source: Source,
    jobs: usize,
    writer: &mut Writer<'_>,
) -> Result<(), Failure> {
    let (permit, permits) = mpsc::channel::<()>();
    let (work, chunks) = mpsc::channel::<Chunk>();
    let (done, results) = mpsc::channel::<Done>();
    for _ in 0..jobs * 2 + 2 {
        // The other end is in this function.
        let _ = permit.send(());
    }
    let chunks = Mutex::new(chunks);
    let delimiter = job.head.as_ref().map_or(b',', |head: &Head| head.delimiter);
    thread::scope(|scope| {
        let reading = scope.spawn(move || read(&mut source, delimiter, &permits, &work));
        for _ in 0..jobs {
            let (done, chunks) = (done.clone(), &chunks);
            scope.spawn(move || score(job, chunks, &done));
        }
        drop(done);
        let written = writer.write_all(&results, &permit);
        // Without permits and results the others come to their end.
        drop((permit, results));
        let read = reading.join();
        written?;
        match read {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(not_read(&job.name, &error)),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

fn read(
    source: &mut Source,
    delimiter: u8,
    permits: &Receiver<()>,
    work: &Sender<Chunk>,
) -> io::Result<()> {
    let mut number = 0;
    while permits.recv().is_ok() {
        let Some(chunk) = source.chunk(number, delimiter)? else {
            break;
        };
        number += 1;
        if work.send(chunk).is_err() {
            break;
        }
    }
    Ok(())
}

fn score(job: &Job<'_>, chunks: &Mutex<Receiver<Chunk>>, done: &Sender<Done>) {
    let mut worker = Worker::new(job);
    loop {
        let next = chunks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(chunk) = next else { return };
        if done.send(job.run(&chunk, &mut worker)).is_err() {
            return;
        }
    }
}
