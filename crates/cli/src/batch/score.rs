//! Reading and scoring a chunk of units.

use std::ops::Range;
use std::path::{Path, PathBuf};

use par_index::check::check_unfit;
use par_index::compile::Scorer;
use par_index::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use par_index::eval::{Assessment, Unfit};
use par_index::file::AssessmentFile;
use par_index::model::ReformPlan;
use par_index::number::Date;
use par_index::read::{Document, decode_document};
use par_index::units::{UnitFacts, UnitTemplate};

use super::args::Rows;
use super::head::{Column, Head};
use super::notation::in_notation;
use super::result::UnitResult;
use super::source::{Chunk, Kind, Piece};
use super::{line, quick, row};
use par_index_answers::batch::fault::RowFault;
use par_index_answers::batch::frame::{Cut, field_at};
use par_index_answers::batch::mark::DecimalMark;
use par_index_answers::batch::record::reader;
use par_index_answers::csv::CsvLine;
use par_index_answers::desk::assessment;
use par_index_answers::desk::documents::Input;
use par_index_answers::desk::documents::Sources;
use par_index_answers::desk::folder::{Entry, entry_taken};
use par_index_answers::desk::kind::Kind as FileKind;
use par_index_answers::desk::naming::Naming;
use par_index_answers::desk::refusal::Failure;

/// Findings about what a unit says and its score does not take; without a word it would be dropped in silence.
const NOT_TAKEN: [&str; 3] = [
    "date-after-as-of",
    "not-applicable-not-allowed",
    "not-for-the-unit-to-fill",
];

/// What every chunk is read and scored with
pub(super) struct Job<'a> {
    pub(super) scorer: &'a Scorer,
    /// For units that say facts alone.
    pub(super) template: Option<UnitTemplate>,
    pub(super) plan: Option<ReformPlan>,
    pub(super) as_of: Option<Date>,
    pub(super) kind: Kind,
    pub(super) head: Option<Head>,
    /// An assessment with nothing answered.
    pub(super) blank: AssessmentFile,
    /// The input as named by the user.
    pub(super) name: String,
    /// The files, where units are files.
    pub(super) files: Vec<PathBuf>,
    /// Where plans are read from.
    pub(super) sources: Sources,
    pub(super) format: Rows,
    pub(super) leaves: bool,
}

/// A unit that was read
struct Unit {
    file: AssessmentFile,
    /// Where its values stand, if it is JSON.
    document: Option<Document>,
    /// The decimal mark of its row, as far as it is one and has one.
    mark: Option<DecimalMark>,
    /// What deserves a word though it was read.
    remarks: Diagnostics,
}

/// What a file of a folder turned out to be
enum ReadFile {
    Unit(Box<Result<Unit, Diagnostics>>),
    /// A plan or criteria set, read where an assessment needs it.
    Beside,
    /// JSON of another program.
    Foreign,
}

/// What became of a unit
#[derive(Debug)]
pub(super) struct Outcome {
    /// Its line, or its place among the files.
    pub(super) at: u64,
    /// The unit, if it was scored.
    pub(super) unit: Option<String>,
    /// Its result in the text of the chunk.
    pub(super) text: Range<usize>,
    pub(super) found: Diagnostics,
    /// It is a file of another program, which is passed over.
    pub(super) is_foreign: bool,
}

/// A chunk that was scored
#[derive(Debug)]
pub(super) struct Done {
    pub(super) number: u64,
    pub(super) text: Vec<u8>,
    pub(super) outcomes: Vec<Outcome>,
}

/// The plan read last: units of one folder often share it.
#[derive(Debug, Default)]
pub(super) struct LastPlan(Option<(PathBuf, ReformPlan)>);

impl LastPlan {
    fn get(&mut self, path: PathBuf, sources: &Sources) -> Result<&ReformPlan, Failure> {
        let is_known = self.0.as_ref().is_some_and(|(known, _)| *known == path);
        if !is_known {
            self.0 = None;
        }
        let read = if let Some(known) = self.0.take() {
            known
        } else {
            let plan = assessment::plan_file(&path, &mut sources.apart())?;
            (path, plan)
        };
        Ok(&self.0.insert(read).1)
    }
}

/// What a thread keeps from chunk to chunk
pub(super) struct Worker<'j> {
    plans: LastPlan,
    facts: Option<UnitFacts<'j>>,
    buffer: String,
}

impl<'j> Worker<'j> {
    pub(super) fn new(job: &'j Job<'_>) -> Self {
        Self {
            plans: LastPlan::default(),
            facts: job.template.as_ref().map(UnitTemplate::unit),
            buffer: String::new(),
        }
    }
}

impl Job<'_> {
    /// Reads a chunk and scores it.
    pub(super) fn run(&self, chunk: &Chunk, worker: &mut Worker<'_>) -> Done {
        let mut done = Done {
            number: chunk.number,
            text: Vec::new(),
            outcomes: Vec::with_capacity(chunk.pieces.len()),
        };
        match (self.kind, &self.head) {
            (Kind::Table, Some(head)) => self.rows(chunk, head, worker, &mut done),
            (Kind::Files, _) => {
                for piece in &chunk.pieces {
                    match self.read_file(piece) {
                        ReadFile::Unit(unit) => {
                            self.finish(chunk, piece, *unit, worker, &mut done);
                        }
                        ReadFile::Beside => {}
                        ReadFile::Foreign => done.outcomes.push(Outcome {
                            at: piece.at,
                            unit: None,
                            text: 0..0,
                            found: Diagnostics::new(),
                            is_foreign: true,
                        }),
                    }
                }
            }
            _ => {
                for piece in &chunk.pieces {
                    let unit = match self.refused_cut(piece) {
                        Some(found) => Err(found),
                        None => self.read_line(chunk, piece),
                    };
                    self.finish(chunk, piece, unit, worker, &mut done);
                }
            }
        }
        done
    }

    /// What is wrong with a piece however it is read.
    fn refused_cut(&self, piece: &Piece) -> Option<Diagnostics> {
        let fault = match piece.cut {
            Cut::OpenQuote => RowFault::OpenQuote,
            Cut::TooLong => RowFault::TooLong,
            _ => return None,
        };
        Some(Diagnostic::at(&fault, self.place(piece)).into())
    }

    /// The start of a piece.
    fn place(&self, piece: &Piece) -> Place {
        Place {
            file: Some(self.name.clone()),
            pointer: String::new(),
            line: u32::try_from(piece.at).ok(),
            column: Some(1),
        }
    }

    /// Rows of a table.
    fn rows(&self, chunk: &Chunk, head: &Head, worker: &mut Worker<'_>, done: &mut Done) {
        let set = self.scorer.criteria_set();
        let mut record = csv::ByteRecord::new();
        for piece in &chunk.pieces {
            if let Some(found) = self.refused_cut(piece) {
                self.finish(chunk, piece, Err(found), worker, done);
                continue;
            }
            let bytes = chunk.bytes(piece);
            if self.quick_row(bytes, head, piece, worker, done).is_some() {
                continue;
            }
            let is_read = row::split(bytes, head.delimiter, &mut record, &mut worker.buffer);
            if !is_read || row::is_blank(&record) {
                continue;
            }
            let read = row::read(&record, head, set, &self.blank);
            let unit = if read.faults.is_empty() {
                Ok(self.row_unit(read, piece))
            } else {
                Err(self.row_faults(chunk, piece, head, read))
            };
            self.finish(chunk, piece, unit, worker, done);
        }
    }

    /// Scores a row that has no faults straight from its fields.
    fn quick_row(
        &self,
        record: &[u8],
        head: &Head,
        piece: &Piece,
        worker: &mut Worker<'_>,
        done: &mut Done,
    ) -> Option<()> {
        let facts = worker.facts.as_mut()?;
        if piece.cut != Cut::Whole {
            return None;
        }
        let set = self.scorer.criteria_set();
        let header = quick::read(record, head, set, facts, &mut worker.buffer)?;
        let scores = if self.leaves {
            facts.score()?
        } else {
            facts.totals()?
        };
        let start = done.text.len();
        let result = UnitResult::of_facts(&header, &scores, self.leaves);
        self.write(&result, &mut done.text);
        done.outcomes.push(Outcome {
            at: piece.at,
            unit: Some(header.unit.to_owned()),
            text: start..done.text.len(),
            found: Diagnostics::new(),
            is_foreign: false,
        });
        Some(())
    }

    fn write(&self, result: &UnitResult<'_>, into: &mut Vec<u8>) {
        match self.format {
            Rows::Csv => result.write_row(CsvLine::new(into)),
            Rows::Jsonl => {
                // A vector takes whatever is written.
                let _ = serde_json::to_writer(&mut *into, result);
                into.push(b'\n');
            }
        }
    }

    fn row_unit(&self, read: row::Read, piece: &Piece) -> Unit {
        let mut remarks = Diagnostics::new();
        if piece.cut == Cut::Unended {
            remarks.push(Diagnostic::at(&RowFault::Unended, self.place(piece)));
        }
        Unit {
            file: read.file,
            document: None,
            mark: read.mark,
            remarks,
        }
    }

    fn row_faults(
        &self,
        chunk: &Chunk,
        piece: &Piece,
        head: &Head,
        row::Read { file, faults, mark }: row::Read,
    ) -> Diagnostics {
        let is_short = |fault: &RowFault| matches!(fault, RowFault::FieldCount { found, expected, .. } if found < expected);
        if piece.cut == Cut::Unended && faults.iter().any(|(fault, _)| is_short(fault)) {
            return Diagnostic::at(&RowFault::Truncated, self.place(piece)).into();
        }
        let at = |(fault, field): row::Refusal| {
            Diagnostic::at(&fault, self.field_place(chunk, piece, head, field))
        };
        let is_whole = !faults
            .iter()
            .any(|(fault, _)| matches!(fault, RowFault::FieldCount { .. }));
        let mut found: Diagnostics = faults.into_iter().map(at).collect();
        if is_whole && let Err(mut others) = Assessment::new(self.scorer, self.plan.as_ref(), file)
        {
            // What could be read is looked at too: all faults at once.
            others.locate(|pointer| self.fact_place(chunk, piece, pointer));
            found.extend(errors(others));
        }
        found.sort();
        in_notation(found, mark)
    }

    /// Where a field of a row stands.
    fn field_place(&self, chunk: &Chunk, piece: &Piece, head: &Head, field: usize) -> Place {
        let (lines, column) = field_at(chunk.bytes(piece), field, head.delimiter);
        Place {
            line: u32::try_from(piece.at + lines).ok(),
            column: Some(column),
            ..self.place(piece)
        }
    }

    fn read_line(&self, chunk: &Chunk, piece: &Piece) -> Result<Unit, Diagnostics> {
        let set = self.scorer.criteria_set();
        match line::read(&self.name, chunk.bytes(piece), set, &self.blank) {
            Ok((file, document)) => Ok(self.json_unit(file, document)),
            Err(_) if piece.cut == Cut::Unended => {
                Err(Diagnostic::at(&RowFault::Truncated, self.place(piece)).into())
            }
            Err(found) => Err(line::moved(found, piece.at)),
        }
    }

    /// An assessment file; plans and criteria sets beside it are passed over.
    fn read_file(&self, piece: &Piece) -> ReadFile {
        let path = self.path(piece);
        let note = |_: &Input| self.sources.read_files().add(path);
        let input = match entry_taken(path, note) {
            Ok(Entry::Ours(FileKind::Assessment, input)) => input,
            Ok(Entry::Ours(..)) => return ReadFile::Beside,
            Ok(Entry::Foreign) => return ReadFile::Foreign,
            Err(failure) => return ReadFile::Unit(Box::new(Err(failure.parts().0))),
        };
        let read = decode_document(Some(&input.name), &input.bytes);
        ReadFile::Unit(Box::new(
            read.map(|(file, document)| self.json_unit(file, document)),
        ))
    }

    /// The file that a piece is, or is in.
    fn path(&self, piece: &Piece) -> &Path {
        let index = usize::try_from(piece.at).unwrap_or(usize::MAX);
        match self.kind {
            Kind::Files => self
                .files
                .get(index)
                .map_or(Path::new(""), PathBuf::as_path),
            _ => Path::new(&self.name),
        }
    }

    fn json_unit(&self, mut file: AssessmentFile, document: Document) -> Unit {
        if let Some(day) = self.as_of {
            file.as_of = day;
        }
        Unit {
            file,
            document: Some(document),
            mark: None,
            remarks: Diagnostics::new(),
        }
    }

    /// Scores a unit and writes its result after those before.
    fn finish(
        &self,
        chunk: &Chunk,
        piece: &Piece,
        unit: Result<Unit, Diagnostics>,
        worker: &mut Worker<'_>,
        done: &mut Done,
    ) {
        let start = done.text.len();
        let plans = &mut worker.plans;
        let scored = unit.and_then(|unit| self.score(chunk, piece, unit, plans, &mut done.text));
        let (unit, found) = match scored {
            Ok((unit, remarks)) => (Some(unit), remarks),
            Err(found) => (None, found),
        };
        done.outcomes.push(Outcome {
            at: piece.at,
            unit,
            text: start..done.text.len(),
            found,
            is_foreign: false,
        });
    }

    fn score(
        &self,
        chunk: &Chunk,
        piece: &Piece,
        unit: Unit,
        plans: &mut LastPlan,
        into: &mut Vec<u8>,
    ) -> Result<(String, Diagnostics), Diagnostics> {
        let Unit {
            file,
            document,
            mark,
            mut remarks,
        } = unit;
        let id = file.unit.id.to_string();
        let located = |mut found: Diagnostics| {
            match &document {
                Some(document) => document.locate(&mut found),
                None => found.locate(|pointer| self.fact_place(chunk, piece, pointer)),
            }
            if self.kind == Kind::Lines {
                found = line::moved(found, piece.at);
            }
            found.sort();
            found
        };
        let plan = match (&self.plan, &file.plan) {
            (Some(plan), _) => Some(plan),
            (None, Some(named)) => {
                let naming = Naming::plan(self.path(piece), named);
                let read = naming.path(&self.sources).and_then(|path| {
                    let plan = plans.get(path, &self.sources);
                    plan.map_err(|failure| naming.unreadable(failure))
                });
                match read {
                    Ok(plan) => Some(plan),
                    Err(failure) => {
                        return Err(self.without_plan(failure, file, located, document.as_ref()));
                    }
                }
            }
            (None, None) => None,
        };
        let refused = |found| in_notation(located(errors(found)), mark);
        let assessment = Assessment::new(self.scorer, plan, file).map_err(refused)?;
        let card = self.scorer.score(&assessment).map_err(|_| {
            Diagnostics::from(Diagnostic::at(&RowFault::TooLarge, self.place(piece)))
        })?;
        let is_said = |one: &&Diagnostic| NOT_TAKEN.contains(&one.check());
        let said: Diagnostics = assessment
            .findings()
            .iter()
            .filter(is_said)
            .cloned()
            .collect();
        if !said.is_empty() {
            remarks.extend(located(said));
        }
        let result = UnitResult::of(&card, self.leaves);
        self.write(&result, into);
        Ok((id, remarks))
    }

    /// What is wrong with a unit whose plan cannot be read: that, and whatever else can be checked.
    fn without_plan(
        &self,
        failure: Failure,
        file: AssessmentFile,
        located: impl Fn(Diagnostics) -> Diagnostics,
        document: Option<&Document>,
    ) -> Diagnostics {
        // Places inside the plan are known, and stay.
        let (inside, mut found): (Diagnostics, Diagnostics) = failure
            .parts()
            .0
            .into_iter()
            .partition(|one| one.place().file.is_some());
        if let Some(document) = document {
            let unfit = match Assessment::fit(self.scorer, None, file) {
                Ok(assessment) => Unfit::from(assessment),
                Err(unfit) => unfit,
            };
            let more = check_unfit(self.scorer, &unfit, document, &["/plan", "/results"]);
            let is_error = |one: &Diagnostic| one.severity() == Severity::Error;
            found.extend(more.into_iter().filter(is_error));
        }
        let mut found = located(found);
        found.extend(inside);
        found
    }

    /// Where the fact of a pointer stands in a row.
    fn fact_place(&self, chunk: &Chunk, piece: &Piece, pointer: &str) -> Place {
        let facts = self.scorer.criteria_set().facts();
        let column_of = |head: &Head| {
            let own = pointer.strip_prefix("/facts/").map(|rest| {
                let id = rest.split('/').next().unwrap_or(rest);
                head.columns.iter().position(|(_, column)| {
                    matches!(column, Column::Fact(fact) if facts.get(*fact).is_some_and(|fact| fact.id.as_str() == id))
                })
            });
            let outside = || {
                let number = pointer.strip_prefix("/external/")?.split('/').next()?;
                let number: usize = number.parse().ok()?;
                external_column(head, chunk.bytes(piece), number)
            };
            let own_column = |wanted| {
                head.columns
                    .iter()
                    .position(|(_, column)| *column == wanted)
            };
            own.unwrap_or_else(|| match pointer.split('/').nth(1) {
                Some("unit") => own_column(Column::Group),
                Some("not_applicable") => own_column(Column::NotApplicable),
                _ => outside(),
            })
        };
        match &self.head {
            Some(head) => {
                let field = column_of(head).unwrap_or(0);
                Place {
                    pointer: pointer.to_owned(),
                    ..self.field_place(chunk, piece, head, field)
                }
            }
            None => self.place(piece),
        }
    }
}

/// The column of the n-th answered fact of others.
fn external_column(head: &Head, record: &[u8], number: usize) -> Option<usize> {
    let mut fields = csv::ByteRecord::new();
    reader(record, head.delimiter)
        .read_byte_record(&mut fields)
        .ok()?;
    let mut answered =
        head.columns
            .iter()
            .zip(&fields)
            .enumerate()
            .filter(|(_, ((_, column), field))| {
                matches!(column, Column::External(_)) && !field.trim_ascii().is_empty()
            });
    answered.nth(number).map(|(at, _)| at)
}

/// Only what keeps a unit from being scored.
fn errors(found: Diagnostics) -> Diagnostics {
    let is_error = |one: &Diagnostic| one.severity() == Severity::Error;
    if found.iter().any(is_error) {
        found.into_iter().filter(is_error).collect()
    } else {
        found
    }
}
