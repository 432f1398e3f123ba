//! Where units come from, cut into chunks of a bounded size.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Stdin};
use std::path::{Path, PathBuf};

use par_index::diagnostic::{Diagnostic, Diagnostics, Place};
use par_index::file::AssessmentFile;
use par_index::model::CriteriaSet;
use par_index::read::{Document, decode_document};

use super::head::FileMark;
use super::head::Head;
use super::marks::{Seen, can_be_ambiguous};
use crate::folder;
use par_index_answers::batch::fault::RowFault;
use par_index_answers::batch::frame::{Cut, Frames, lines_of};
use par_index_answers::desk::documents::not_read;
use par_index_answers::desk::folder::{Folder, has_ending};
use par_index_answers::desk::foreign;
use par_index_answers::desk::foreign::Foreign;
use par_index_answers::desk::names::display_name;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;

/// Units and bytes of one chunk; a chunk ends with the unit that passes either.
const CHUNK_UNITS: usize = 256;
const CHUNK_BYTES: usize = 1 << 20;
/// Files of one chunk.
const CHUNK_FILES: usize = 8;
/// How far into a file its first readable unit is looked for.
const PEEK: usize = 8 << 20;

/// How far into a table numbers are looked at that settle its decimal mark.
const LOOK_AHEAD: usize = 1 << 20;

/// A stream that can be read by another thread
type Stream = Box<dyn BufRead + Send>;

/// One unit as it was cut
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) cut: Cut,
    /// Its line, or its place among the files.
    pub(super) at: u64,
    /// Its bytes in the chunk: a record or a line; nothing of a file.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Some units, in order
#[derive(Debug, Default)]
pub(super) struct Chunk {
    pub(super) number: u64,
    pub(super) text: Vec<u8>,
    pub(super) pieces: Vec<Piece>,
}

impl Chunk {
    pub(super) fn bytes(&self, piece: &Piece) -> &[u8] {
        self.text.get(piece.start..piece.end).unwrap_or_default()
    }

    fn is_full(&self) -> bool {
        self.pieces.len() >= CHUNK_UNITS || self.text.len() >= CHUNK_BYTES
    }
}

/// The kinds of input
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Table,
    Lines,
    Files,
}

/// Units to come
pub(super) enum Source {
    Table(Frames<Stream>),
    Lines(Frames<Stream>),
    Files { count: usize, next: usize },
}

impl Source {
    /// Opens a folder, a table, or lines of JSON, by what is in them.
    ///
    /// The folder has the files, where units are files.
    pub(super) fn open(input: &str) -> Result<(Self, Folder), Failure> {
        let failed = |error: &io::Error| not_read(input, error);
        let path = Path::new(input);
        if input != "-" && path.is_dir() {
            return Ok(Self::files(folder::read(input, &["json"])?));
        }
        if has_ending(path, &["json"]) {
            File::open(path).map_err(|error| failed(&error))?;
            return Ok(Self::files(Folder {
                files: vec![PathBuf::from(input)],
                ..Folder::default()
            }));
        }
        let mut stream: Stream = if input == "-" {
            Box::new(BufReader::with_capacity(1 << 18, Input(io::stdin())))
        } else {
            let file = File::open(path).map_err(|error| failed(&error))?;
            Box::new(BufReader::with_capacity(1 << 18, file))
        };
        let start = stream.fill_buf().map_err(|error| failed(&error))?;
        let place = Place {
            file: Some(display_name(path)),
            ..Place::default()
        };
        if let Some(what) = Foreign::marked(start) {
            return Err(refused(foreign::refused(what, &display_name(path))));
        }
        if start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) {
            return Err(refused(Diagnostics::from(Diagnostic::at(
                &RowFault::Utf16,
                place,
            ))));
        }
        if start.starts_with(b"\xEF\xBB\xBF") {
            stream.consume(3);
        }
        let start = stream.fill_buf().map_err(|error| failed(&error))?;
        let first = start.iter().find(|byte| !byte.is_ascii_whitespace());
        match first {
            None => Err(refused(Diagnostics::from(Diagnostic::at(
                &RowFault::Empty,
                place,
            )))),
            Some(b'{') => Ok((Self::Lines(Frames::new(stream)), Folder::default())),
            Some(_) => {
                let lines = lines_of(stream).map_err(|error| failed(&error))?;
                Ok((Self::Table(Frames::new(lines)), Folder::default()))
            }
        }
    }

    fn files(folder: Folder) -> (Self, Folder) {
        let count = folder.files.len();
        (Self::Files { count, next: 0 }, folder)
    }

    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Table(_) => Kind::Table,
            Self::Lines(_) => Kind::Lines,
            Self::Files { .. } => Kind::Files,
        }
    }

    /// The first assessment that can be read of lines; everything is still to come afterwards.
    pub(super) fn first(
        &mut self,
        name: &str,
    ) -> Result<Option<(AssessmentFile, Document)>, Failure> {
        match self {
            Self::Table(_) | Self::Files { .. } => Ok(None),
            Self::Lines(frames) => {
                let mut text = Vec::new();
                let mut first = None;
                let mut lines = 0;
                while first.is_none() && text.len() < PEEK {
                    let start = text.len();
                    let cut = frames
                        .line(&mut text)
                        .map_err(|error| not_read(name, &error))?
                        .0;
                    match cut {
                        Cut::End => break,
                        // Stands for the line in what is given back: it is refused as this one is.
                        Cut::TooLong => text.extend_from_slice(b"{\n"),
                        _ => {
                            let line = text.get(start..).unwrap_or_default();
                            first = decode_document(Some(name), line).ok();
                        }
                    }
                    lines += 1;
                }
                frames.give_back(text, lines);
                Ok(first)
            }
        }
    }

    /// The head of a table.
    pub(super) fn head(&mut self, name: &str, set: &CriteriaSet) -> Result<Option<Head>, Failure> {
        let Self::Table(frames) = self else {
            return Ok(None);
        };
        let mut record = Vec::new();
        let mut place = Place {
            file: Some(name.to_owned()),
            ..Place::default()
        };
        loop {
            record.clear();
            // No separator is known yet; names of columns hold none.
            let (cut, line) = frames
                .record(&mut record, b',')
                .map_err(|error| not_read(name, &error))?;
            place.line = u32::try_from(line).ok();
            place.column = Some(1);
            match cut {
                Cut::End => {
                    let found = Diagnostic::at(&RowFault::Empty, place);
                    return Err(refused(Diagnostics::from(found)));
                }
                Cut::OpenQuote | Cut::TooLong => {
                    let fault = if cut == Cut::TooLong {
                        RowFault::TooLong
                    } else {
                        RowFault::OpenQuote
                    };
                    return Err(refused(Diagnostics::from(Diagnostic::at(&fault, place))));
                }
                _ if record.iter().all(u8::is_ascii_whitespace) => {}
                _ => return Head::read(&record, set, &place).map(Some).map_err(refused),
            }
        }
    }

    /// The decimal mark of a table, by the numbers at its start that can be read in one way only.
    ///
    /// Everything is still to come afterwards.
    pub(super) fn mark(
        &mut self,
        name: &str,
        head: &Head,
        set: &CriteriaSet,
    ) -> Result<FileMark, Failure> {
        let Self::Table(frames) = self else {
            return Ok(FileMark::Unsettled);
        };
        if !can_be_ambiguous(head, set) {
            return Ok(FileMark::Unsettled);
        }
        let (mut text, mut lines) = (Vec::new(), 0);
        while text.len() < LOOK_AHEAD {
            let cut = frames.table_line(&mut text);
            match cut.map_err(|error| not_read(name, &error))? {
                Cut::End => break,
                // Stands for the line in what is given back: it is refused as this one is.
                Cut::TooLong => text.extend_from_slice(b"\"\n"),
                _ => {}
            }
            lines += 1;
        }
        let mut seen = Seen::default();
        seen.rows(&text, head, set);
        frames.give_back(text, lines);
        Ok(seen.mark())
    }

    /// The next chunk; `None` at the end.
    pub(super) fn chunk(&mut self, number: u64, delimiter: u8) -> io::Result<Option<Chunk>> {
        let mut chunk = Chunk {
            number,
            ..Chunk::default()
        };
        match self {
            Self::Files { count, next } => {
                let files = (0..*count).skip(*next).take(CHUNK_FILES);
                chunk.pieces.extend(files.map(|at| Piece {
                    cut: Cut::Whole,
                    at: u64::try_from(at).unwrap_or(u64::MAX),
                    start: 0,
                    end: 0,
                }));
                *next += chunk.pieces.len();
            }
            Self::Table(frames) => take(&mut chunk, |text| frames.record(text, delimiter))?,
            Self::Lines(frames) => take(&mut chunk, |text| frames.line(text))?,
        }
        Ok((!chunk.pieces.is_empty()).then_some(chunk))
    }
}

/// Fills a chunk with what is cut off, blank lines left out.
fn take(
    chunk: &mut Chunk,
    mut next: impl FnMut(&mut Vec<u8>) -> io::Result<(Cut, u64)>,
) -> io::Result<()> {
    while !chunk.is_full() {
        let start = chunk.text.len();
        let (cut, at) = next(&mut chunk.text)?;
        if cut == Cut::End {
            break;
        }
        let bytes = chunk.text.get(start..).unwrap_or_default();
        if cut != Cut::TooLong && bytes.iter().all(u8::is_ascii_whitespace) {
            chunk.text.truncate(start);
            continue;
        }
        chunk.pieces.push(Piece {
            cut,
            at,
            start,
            end: chunk.text.len(),
        });
    }
    Ok(())
}

pub(super) fn refused(found: Diagnostics) -> Failure {
    Failure::Refused {
        found,
        exit: Exit::FoundErrors,
    }
}

/// Standard input, which may be read by whichever thread has it.
struct Input(Stdin);

impl io::Read for Input {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.lock().read(into)
    }
}
