//! Lines of CSV as every command writes them: commas, a line feed at the end, quotes where they
//! must be, and no cell that a spreadsheet takes for a formula.

use par_index::number::{Date, Points, Quantity};

/// A line being written, cell by cell
#[derive(Debug)]
pub struct CsvLine<'o> {
    out: &'o mut Vec<u8>,
    is_first: bool,
}

impl<'o> CsvLine<'o> {
    pub fn new(out: &'o mut Vec<u8>) -> Self {
        Self {
            out,
            is_first: true,
        }
    }

    fn next(&mut self) {
        if !self.is_first {
            self.out.push(b',');
        }
        self.is_first = false;
    }

    /// A text of whatever letters.
    pub fn text(&mut self, text: &str) {
        self.next();
        let guard = if is_formula(text) { "'" } else { "" };
        if text.contains([',', '"', '\n', '\r']) {
            for part in ["\"", guard, &text.replace('"', "\"\""), "\""] {
                self.out.extend_from_slice(part.as_bytes());
            }
        } else {
            self.out.extend_from_slice(guard.as_bytes());
            self.out.extend_from_slice(text.as_bytes());
        }
    }

    /// An id, or a word of ours: it needs neither quotes nor a guard.
    pub fn word(&mut self, word: &str) {
        self.next();
        self.out.extend_from_slice(word.as_bytes());
    }

    /// Adds to the word begun last.
    pub fn more(&mut self, word: &str) {
        self.out.extend_from_slice(word.as_bytes());
    }

    /// A number or a day, or nothing.
    pub fn show(&mut self, value: Option<impl Append>) {
        self.next();
        if let Some(value) = value {
            value.append(self.out);
        }
    }

    pub fn end(self) {
        self.out.push(b'\n');
    }
}

/// Writes a line of texts.
pub fn texts<T: AsRef<str>>(out: &mut Vec<u8>, cells: impl IntoIterator<Item = T>) {
    let mut line = CsvLine::new(out);
    for cell in cells {
        line.text(cell.as_ref());
    }
    line.end();
}

/// Whether a spreadsheet computes a text, or a program runs it: by its first letter, also behind
/// spaces and in the wide form, unless all of it is a number.
fn is_formula(text: &str) -> bool {
    const FIRST: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    text.trim_start().starts_with(FIRST) && Quantity::parse(text).is_err()
}

/// What can be written without a string of its own
pub trait Append {
    fn append(self, into: &mut Vec<u8>);
}

impl Append for Points {
    fn append(self, into: &mut Vec<u8>) {
        self.append_to(into);
    }
}

impl Append for Quantity {
    fn append(self, into: &mut Vec<u8>) {
        self.append_to(into);
    }
}

impl Append for Date {
    fn append(self, into: &mut Vec<u8>) {
        into.extend_from_slice(self.to_string().as_bytes());
    }
}

impl Append for usize {
    fn append(self, into: &mut Vec<u8>) {
        into.extend_from_slice(self.to_string().as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(cells: &[&str]) -> String {
        let mut out = Vec::new();
        texts(&mut out, cells);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(
            line(&["a", "b,c", "d \"e\"", "f\ng", ""]),
            "a,\"b,c\",\"d \"\"e\"\"\",\"f\ng\",\n"
        );
        // What another program reads is what was written.
        let written = line(&["a", "b,c", "d \"e\"", "f\ng", ""]);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(written.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        assert_eq!(record, vec!["a", "b,c", "d \"e\"", "f\ng", ""]);
    }

    #[test]
    fn no_text_is_a_formula() {
        for text in ["=1+1", "+84", "@x", "-a", " =1", "＝1", "-1+2"] {
            assert_eq!(line(&[text]), format!("'{text}\n"));
        }
        assert_eq!(line(&["\t=1"]), "'\t=1\n");
        assert_eq!(
            line(&["-1.5", "Sở A - B", "điểm=2"]),
            "-1.5,Sở A - B,điểm=2\n"
        );
    }

    #[test]
    fn numbers_and_words_are_written_as_they_are() {
        let mut out = Vec::new();
        let mut own = CsvLine::new(&mut out);
        own.word("so-noi-vu");
        own.more("@2024");
        own.show(Quantity::parse("-1.5").ok());
        own.show(None::<usize>);
        own.end();
        assert_eq!(String::from_utf8(out).unwrap(), "so-noi-vu@2024,-1.5,\n");
    }
}
