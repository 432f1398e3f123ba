//! Which files are no old results: they are replaced only where that is asked for.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use par_index::read::read_format;

/// How much of a file is looked at; what is longer is no file that is read as a whole.
const LOOKED_AT: u64 = 8 * 1024 * 1024;
/// Where a file of ours that has a fault names its format.
const HEAD: usize = 4 * 1024;

/// Whether a file cannot be the result of a command: no text, or a document that commands read.
pub(super) fn is_original(path: &Path) -> io::Result<bool> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LOOKED_AT).read_to_end(&mut bytes)?;
    if bytes.contains(&0) || !is_text(&bytes) {
        return Ok(true);
    }
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Ok(false);
    }
    Ok(match read_format(&bytes) {
        Ok(format) => format.is_some_and(|format| format.starts_with("par-index/")),
        // A document with a fault is an original all the same; lines of JSON are results.
        Err(_) => names_format(&bytes) && !is_lines(&bytes),
    })
}

/// Whether bytes are UTF-8, as far as they were read.
fn is_text(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

fn names_format(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let name = b"\"par-index/";
    head.windows(name.len()).any(|window| window == name)
}

fn is_lines(bytes: &[u8]) -> bool {
    let first = bytes.split(|byte| *byte == b'\n').next();
    first.is_some_and(|line| read_format(line).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_read_is_no_result() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        let is = |bytes: &[u8]| {
            std::fs::write(&file, bytes).unwrap();
            is_original(&file).unwrap()
        };
        assert!(is(br#"{"format": "par-index/plan@1"}"#));
        assert!(is(br#"{"format": "par-index/plan@1", "#), "with a fault");
        assert!(is(b"PK\x03\x04\x00"), "a workbook");
        assert!(is(b"\xff\xfe{\x00"), "UTF-16");
        assert!(!is(b""));
        assert!(!is("Đơn vị,Điểm\n".as_bytes()));
        assert!(!is(br#"{"total": {}, "format": "other"}"#));
        let line = r#"{"format": "par-index/assessment@1"}"#;
        assert!(!is(format!("{line}\n{line}\n").as_bytes()), "lines");
    }
}
