//! The fields of a record that is written as most programs write it.
//!
//! What is not (a quote inside a field without quotes, text after a closing quote) is left to the reader
//! of CSV.

/// A field between delimiters or quotes
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field<'r> {
    pub(super) text: &'r str,
    /// Whether quotes in it are still doubled.
    pub(super) is_doubled: bool,
}

/// The fields of one record, from the first to the last
#[derive(Clone, Debug)]
pub(super) struct Fields<'r> {
    /// What is left; nothing after the last field.
    left: Option<&'r str>,
    delimiter: u8,
}

impl<'r> Fields<'r> {
    /// Of a record as it was cut, with its line feed; `None` where it is no UTF-8
    pub(super) fn of(record: &'r [u8], delimiter: u8) -> Option<Self> {
        let text = std::str::from_utf8(record).ok()?;
        let left = Some(text.strip_suffix('\n').unwrap_or(text));
        Some(Self { left, delimiter })
    }

    /// The next field; `None` where there is none, or it is not written plainly
    #[inline]
    pub(super) fn next(&mut self) -> Option<Field<'r>> {
        let left = self.left?;
        let (field, rest) = if let Some(left) = left.strip_prefix('"') {
            quoted(left)?
        } else {
            let mut bytes = left.bytes();
            let is_sign = |byte: u8| byte == self.delimiter || byte == b'"';
            let end = bytes.position(is_sign).unwrap_or(left.len());
            let field = Field {
                text: left.get(..end)?,
                is_doubled: false,
            };
            (field, left.get(end..)?)
        };
        self.left = match rest.as_bytes().first() {
            None => None,
            Some(first) if *first == self.delimiter => rest.get(1..),
            Some(_) => return None,
        };
        Some(field)
    }

    /// Whether there is no further field
    pub(super) const fn is_done(&self) -> bool {
        self.left.is_none()
    }
}

/// A field whose opening quote was read, and what is left.
fn quoted(left: &str) -> Option<(Field<'_>, &str)> {
    let bytes = left.as_bytes();
    let (mut end, mut is_doubled) = (0, false);
    loop {
        let from = bytes.get(end..)?;
        end += from.iter().position(|byte| *byte == b'"')?;
        if bytes.get(end + 1) != Some(&b'"') {
            break;
        }
        is_doubled = true;
        end += 2;
    }
    let rest = left.get(end + 1..)?;
    // The end of a line of other systems.
    let rest = if rest == "\r" { "" } else { rest };
    let field = Field {
        text: left.get(..end)?,
        is_doubled,
    };
    Some((field, rest))
}

impl<'r> Field<'r> {
    /// The text with single quotes, in a buffer where they were doubled
    pub(super) fn plain<'b>(self, buffer: &'b mut String) -> &'b str
    where
        'r: 'b,
    {
        if !self.is_doubled {
            return self.text;
        }
        buffer.clear();
        let mut left = self.text;
        while let Some(end) = left.bytes().position(|byte| byte == b'"') {
            // INVARIANT: after each quote stands another.
            let (Some(kept), Some(after)) = (left.get(..=end), left.get(end + 2..)) else {
                break;
            };
            buffer.push_str(kept);
            left = after;
        }
        buffer.push_str(left);
        buffer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use par_index_answers::batch::record::reader;

    /// All fields, or nothing where one is not written plainly.
    fn plainly(record: &[u8], delimiter: u8) -> Option<Vec<String>> {
        let mut fields = Fields::of(record, delimiter)?;
        let (mut all, mut buffer) = (Vec::new(), String::new());
        while !fields.is_done() {
            all.push(fields.next()?.plain(&mut buffer).trim().to_owned());
        }
        Some(all)
    }

    fn by_reader(record: &[u8], delimiter: u8) -> Vec<String> {
        let mut read = csv::ByteRecord::new();
        let is_read = reader(record, delimiter).read_byte_record(&mut read);
        assert!(is_read.is_ok_and(|is_read| is_read), "{record:?}");
        let text = |field| String::from_utf8_lossy(field).trim().to_owned();
        read.iter().map(text).collect()
    }

    #[test]
    fn records_are_split_as_the_reader_of_csv_splits_them() {
        // All records of up to six of these.
        let signs = [b'a', b',', b'"', b' ', b'\r'];
        let (mut plain, mut odd) = (0, 0);
        for length in 1..=6_u32 {
            for number in 0..5_usize.pow(length) {
                let mut rest = number;
                let mut record: Vec<u8> = (0..length)
                    .map(|_| {
                        let sign = signs.get(rest % 5).copied().unwrap_or(b'a');
                        rest /= 5;
                        sign
                    })
                    .collect();
                record.push(b'\n');
                match plainly(&record, b',') {
                    Some(fields) => {
                        plain += 1;
                        assert_eq!(fields, by_reader(&record, b','), "{record:?}");
                    }
                    None => odd += 1,
                }
            }
        }
        assert!(plain > 5_000 && odd > 5_000, "{plain} {odd}");
    }

    #[test]
    fn quotes_and_letters_of_many_bytes() {
        let record = "Sở Nội vụ;\"[{\"\"tên\"\":1}]\";;\"Đạt\"\r\n".as_bytes();
        let expected = ["Sở Nội vụ", "[{\"tên\":1}]", "", "Đạt"];
        assert_eq!(plainly(record, b';').unwrap_or_default(), expected);
        assert_eq!(by_reader(record, b';'), expected);
        assert_eq!(plainly(b"\xff,1\n", b','), None);
        assert_eq!(plainly(b"a,\"b\" c\n", b','), None);
    }
}
