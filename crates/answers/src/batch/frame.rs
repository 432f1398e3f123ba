//! Cutting a stream into the records of a CSV file or the lines of a text, one at a time.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

/// The longest record; what is longer has a quote that is never closed, or is no table.
const LONGEST_RECORD: usize = 256 * 1024;
/// The longest line of JSON; the library refuses longer texts.
pub const LONGEST_LINE: usize = 8 * 1024 * 1024;

/// A text whose lines end in carriage returns alone, as old programs end them, with line feeds instead
pub fn with_line_feeds(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !ends_in_returns(bytes) {
        return Cow::Borrowed(bytes);
    }
    let mut bytes = bytes.to_vec();
    put_line_feeds(&mut bytes);
    Cow::Owned(bytes)
}

/// Whether lines end in carriage returns alone, by the start of a text
fn ends_in_returns(start: &[u8]) -> bool {
    let mut ends = start.iter().enumerate();
    let first = ends.find(|(_, byte)| matches!(byte, b'\r' | b'\n'));
    let Some((at, b'\r')) = first else {
        return false;
    };
    start.get(at + 1).is_some_and(|next| *next != b'\n') && !start.contains(&b'\n')
}

fn put_line_feeds(bytes: &mut [u8]) {
    let returns = bytes.iter_mut().filter(|byte| **byte == b'\r');
    returns.for_each(|byte| *byte = b'\n');
}

/// A stream with line feeds for carriage returns
struct LineFeeds<R>(R);

impl<R: Read> Read for LineFeeds<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let got = self.0.read(into)?;
        put_line_feeds(into.get_mut(..got).unwrap_or_default());
        Ok(got)
    }
}

/// A stream whose lines end in line feeds, whichever way they end in the file
pub fn lines_of<R: BufRead + Send + 'static>(mut stream: R) -> io::Result<Box<dyn BufRead + Send>> {
    Ok(if ends_in_returns(stream.fill_buf()?) {
        Box::new(io::BufReader::new(LineFeeds(stream)))
    } else {
        Box::new(stream)
    })
}

/// What was cut off
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// A whole record.
    Whole,
    /// The last one, without a line feed at its end.
    Unended,
    /// A line that opens a quote and does not close it.
    OpenQuote,
    /// A line that is too long to be taken; it was skipped.
    TooLong,
    /// Nothing is left.
    End,
}

/// Cuts a stream, counting lines from 1
#[derive(Debug)]
pub struct Frames<R> {
    from: R,
    /// Read, but given back: the lines after an open quote.
    back: Vec<u8>,
    back_at: usize,
    line: u64,
}

impl<R: BufRead> Frames<R> {
    pub fn new(from: R) -> Self {
        Self {
            from,
            back: Vec::new(),
            back_at: 0,
            line: 0,
        }
    }

    /// The next line with its line feed, appended.
    fn push_line(&mut self, into: &mut Vec<u8>, most: usize) -> io::Result<Cut> {
        let before = into.len();
        let rest = self.back.get(self.back_at..).unwrap_or_default();
        if rest.is_empty() {
            let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
            let got = self.from.by_ref().take(limit).read_until(b'\n', into)?;
            if got > most {
                let ended = into.ends_with(b"\n");
                into.truncate(before);
                self.line += 1;
                return if ended { Ok(Cut::TooLong) } else { self.skip() };
            }
        } else {
            let end = rest
                .iter()
                .position(|byte| *byte == b'\n')
                .map_or(rest.len(), |at| at + 1);
            into.extend_from_slice(rest.get(..end).unwrap_or_default());
            self.back_at += end;
        }
        if into.len() == before {
            return Ok(Cut::End);
        }
        self.line += 1;
        Ok(if into.ends_with(b"\n") {
            Cut::Whole
        } else {
            Cut::Unended
        })
    }

    /// Leaves out the rest of a line that is too long.
    fn skip(&mut self) -> io::Result<Cut> {
        loop {
            let got = self.from.fill_buf()?;
            let at = got.iter().position(|byte| *byte == b'\n');
            let end = at.map_or(got.len(), |at| at + 1);
            let is_done = at.is_some() || got.is_empty();
            self.from.consume(end);
            if is_done {
                return Ok(Cut::TooLong);
            }
        }
    }

    /// Appends the next line of a table, whatever quotes are in it.
    pub fn table_line(&mut self, into: &mut Vec<u8>) -> io::Result<Cut> {
        self.push_line(into, LONGEST_RECORD)
    }

    /// Gives back what was read last, to be read again.
    pub fn give_back(&mut self, mut bytes: Vec<u8>, lines: u64) {
        bytes.extend_from_slice(self.back.get(self.back_at..).unwrap_or_default());
        self.back = bytes;
        self.back_at = 0;
        self.line -= lines;
    }

    /// Appends the next line; gives its number.
    pub fn line(&mut self, into: &mut Vec<u8>) -> io::Result<(Cut, u64)> {
        let cut = self.push_line(into, LONGEST_LINE)?;
        Ok((cut, self.line))
    }

    /// Appends the next CSV record, which may span lines inside quotes; gives its first line.
    pub fn record(&mut self, into: &mut Vec<u8>, delimiter: u8) -> io::Result<(Cut, u64)> {
        let start = into.len();
        let mut cut = self.push_line(into, LONGEST_RECORD)?;
        let (first, after_first) = (self.line, into.len());
        if matches!(cut, Cut::End | Cut::TooLong) {
            return Ok((cut, first));
        }
        let mut quotes = Quotes::default();
        quotes.read(into.get(start..).unwrap_or_default(), delimiter);
        while quotes.is_open() {
            let at = into.len();
            cut = if at - start > LONGEST_RECORD {
                Cut::End
            } else {
                self.push_line(into, LONGEST_RECORD)?
            };
            if matches!(cut, Cut::End | Cut::TooLong) {
                // The rest is read again, line by line, so that only this line is lost.
                let mut again = into.split_off(after_first);
                if cut == Cut::TooLong {
                    // Stands for the line that was left out: it is refused as this one is.
                    again.extend_from_slice(b"\"\n");
                }
                self.give_back(again, self.line - first);
                return Ok((Cut::OpenQuote, first));
            }
            quotes.read(into.get(at..).unwrap_or_default(), delimiter);
        }
        Ok((cut, first))
    }
}

/// Whether a quote is open, by the rules of the `csv` crate
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Quotes {
    #[default]
    FieldStart,
    Plain,
    Quoted,
    /// A quote inside quotes: doubled, or the end.
    Maybe,
}

impl Quotes {
    fn read(&mut self, bytes: &[u8], delimiter: u8) {
        if *self == Self::FieldStart && bytes.ends_with(b"\n") && !bytes.contains(&b'"') {
            // A whole line without quotes ends as it began.
            return;
        }
        for byte in bytes {
            *self = match (*self, *byte) {
                (Self::Quoted, b'"') => Self::Maybe,
                (Self::Quoted, _) | (Self::FieldStart | Self::Maybe, b'"') => Self::Quoted,
                (_, byte) if byte == delimiter || byte == b'\n' => Self::FieldStart,
                _ => Self::Plain,
            };
        }
    }

    fn is_open(self) -> bool {
        self == Self::Quoted
    }
}

/// Where a field of a record starts: lines below its first, and the column in characters from 1.
pub fn field_at(record: &[u8], field: usize, delimiter: u8) -> (u64, u32) {
    let mut quotes = Quotes::default();
    let (mut line, mut column, mut at) = (0, 1, 0);
    for byte in record {
        if at == field {
            break;
        }
        quotes.read(&[*byte], delimiter);
        if *byte == delimiter && quotes == Quotes::FieldStart {
            at += 1;
        }
        if *byte == b'\n' {
            (line, column) = (line + 1, 1);
        } else if *byte & 0xC0 != 0x80 {
            column += 1;
        }
    }
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<(Cut, u64, String)> {
        let mut frames = Frames::new(text.as_bytes());
        let mut all = Vec::new();
        loop {
            let mut record = Vec::new();
            let (cut, line) = frames.record(&mut record, b',').unwrap();
            if cut == Cut::End {
                return all;
            }
            all.push((cut, line, String::from_utf8(record).unwrap()));
        }
    }

    fn record(cut: Cut, line: u64, text: &str) -> (Cut, u64, String) {
        (cut, line, text.to_owned())
    }

    #[test]
    fn a_quoted_line_feed_does_not_end_a_record() {
        assert_eq!(
            records("a,\"b\nc\"\"\n\"\nd,5\" pipe\ne"),
            [
                record(Cut::Whole, 1, "a,\"b\nc\"\"\n\"\n"),
                record(Cut::Whole, 4, "d,5\" pipe\n"),
                record(Cut::Unended, 5, "e"),
            ]
        );
    }

    #[test]
    fn an_open_quote_costs_one_line() {
        assert_eq!(
            records("a,\"b\nc,d\ne,f\n"),
            [
                record(Cut::OpenQuote, 1, "a,\"b\n"),
                record(Cut::Whole, 2, "c,d\n"),
                record(Cut::Whole, 3, "e,f\n"),
            ]
        );
        // A quote further down closes it: one record, which then has too few fields.
        let closed = "a,\"b\nc,d\ne,\"f\"\n";
        assert_eq!(records(closed), [record(Cut::Whole, 1, closed)]);
        let many = "c,d\n".repeat(LONGEST_RECORD);
        let all = records(&format!("a,\"b\n{many}"));
        assert_eq!(all.len(), LONGEST_RECORD + 1);
        assert_eq!(all[0].0, Cut::OpenQuote);
        let lines: Vec<u64> = all.iter().map(|(_, line, _)| *line).collect();
        assert!(lines.is_sorted() && lines.last() == Some(&(LONGEST_RECORD as u64 + 1)));
    }

    #[test]
    fn fields_are_found() {
        let record = "số,\"a\nb,\",\"c\"\n".as_bytes();
        let at = |field| field_at(record, field, b',');
        assert_eq!([at(0), at(1), at(2)], [(0, 1), (0, 4), (1, 5)]);
    }

    #[test]
    fn a_line_that_is_too_long_is_skipped() {
        let long = "x".repeat(LONGEST_RECORD + 5);
        let all = records(&format!("a\n{long}\nb\n"));
        let cuts: Vec<(Cut, u64)> = all.iter().map(|(cut, line, _)| (*cut, *line)).collect();
        assert_eq!(cuts, [(Cut::Whole, 1), (Cut::TooLong, 2), (Cut::Whole, 3)]);
    }
}
