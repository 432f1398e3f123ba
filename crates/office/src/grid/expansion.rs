//! What a workbook expands to, counted while it is unpacked: what the file says of itself is not
//! believed.

use std::cell::Cell;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::rc::Rc;

use zip::ZipArchive;

use super::Room;
use crate::found::FileFault;

/// What a workbook may expand to
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Bytes of all parts together, and of all cells that are kept of them.
    pub(super) bytes: u64,
    /// Tags of sheets and texts together.
    pub(super) tags: u64,
    /// Bytes of one tag or one text.
    pub(super) piece: u64,
    /// Sheets.
    pub(super) sheets: usize,
}

impl Limits {
    /// A scoring sheet has some hundred rows; this holds the largest that is read ten times over.
    pub(super) const USUAL: Self = Self {
        bytes: 64 * 1024 * 1024,
        tags: 2_000_000,
        piece: 1024 * 1024,
        sheets: 256,
    };

    /// The room for cells.
    pub(super) fn room(&self) -> Room {
        Room(self.bytes)
    }

    pub(super) fn exceeded(&self) -> FileFault {
        FileFault::Expands {
            mebibytes: self.bytes / 1024 / 1024,
        }
    }
}

/// A part of the archive: where its packed bytes lie, and how many they become.
#[derive(Clone, Copy, Debug)]
struct Part {
    from: u64,
    until: u64,
    unpacked: u64,
}

/// What was measured
#[derive(Clone, Debug)]
pub(super) struct Measured {
    parts: Vec<Part>,
}

/// How much more a part may weigh whose tags cost more memory than those of cells.
fn weight(name: &str) -> Option<u64> {
    let name = name.replace('\\', "/").to_lowercase();
    let sheets = ["xl/worksheets/", "xl/chartsheets/", "xl/dialogsheets/"];
    match name.as_str() {
        "xl/workbook.xml" | "xl/_rels/workbook.xml.rels" => Some(20),
        "xl/styles.xml" => Some(4),
        "xl/sharedstrings.xml" => Some(1),
        _ => sheets.iter().any(|own| name.starts_with(own)).then_some(1),
    }
}

/// Unpacks every part once, keeping nothing, and counts.
///
/// # Errors
///
/// No archive, parts that lie on one another, or more than the limits.
pub(super) fn measure(bytes: &[u8], limits: &Limits) -> Result<Measured, FileFault> {
    let wrong = |error: &dyn std::fmt::Display| FileFault::NotAWorkbook {
        reason: error.to_string(),
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| wrong(&error))?;
    let mut left = Left {
        bytes: limits.bytes,
        tags: limits.tags,
    };
    let mut parts = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        // A part that cannot be opened here cannot be opened later.
        let Ok(mut part) = archive.by_index(index) else {
            continue;
        };
        let from = part.data_start();
        let until = from.saturating_add(part.compressed_size());
        let weight = weight(part.name());
        let before = left.bytes;
        if !left.unpack(&mut part, weight, limits.piece) {
            return Err(limits.exceeded());
        }
        parts.push(Part {
            from,
            until,
            unpacked: before.saturating_sub(left.bytes),
        });
    }
    parts.sort_by_key(|part| (part.from, part.until));
    let overlap = |pair: &[Part]| matches!(pair, [one, next] if next.from < one.until);
    if parts.windows(2).any(overlap) {
        return Err(FileFault::NotAWorkbook {
            reason: String::new(),
        });
    }
    Ok(Measured { parts })
}

/// What may still come.
struct Left {
    bytes: u64,
    tags: u64,
}

impl Left {
    /// Counts a part; `false` where it is too much. What cannot be unpacked ends it.
    fn unpack(&mut self, part: &mut impl Read, weight: Option<u64>, piece: u64) -> bool {
        let mut buffer = [0; 16 * 1024];
        let [mut since_begin, mut since_end] = [0_u64; 2];
        loop {
            let taken = match part.read(&mut buffer) {
                Ok(0) | Err(_) => return true,
                Ok(taken) => taken,
            };
            let Some(rest) = self.bytes.checked_sub(taken as u64) else {
                return false;
            };
            self.bytes = rest;
            let Some(weight) = weight else {
                continue;
            };
            for byte in buffer.get(..taken).unwrap_or_default() {
                since_begin += 1;
                since_end += 1;
                match byte {
                    b'<' => {
                        since_begin = 0;
                        let Some(rest) = self.tags.checked_sub(weight) else {
                            return false;
                        };
                        self.tags = rest;
                    }
                    b'>' => since_end = 0,
                    _ => {}
                }
                if since_begin > piece || since_end > piece {
                    return false;
                }
            }
        }
    }
}

/// The archive for another reader, which may unpack each part as often as reading takes and no more:
/// a hundred sheets that are one part are refused
pub(super) struct Metered<'b> {
    bytes: Cursor<&'b [u8]>,
    measured: Measured,
    left: u64,
    is_spent: Rc<Cell<bool>>,
}

impl<'b> Metered<'b> {
    /// Each sheet is read twice: for what is merged and for its cells.
    pub(super) fn new(bytes: &'b [u8], measured: Measured) -> Self {
        let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let unpacked = measured.parts.iter().map(|part| part.unpacked);
        let unpacked = unpacked.fold(0, u64::saturating_add);
        Self {
            left: unpacked
                .saturating_mul(3)
                .saturating_add(packed.saturating_mul(8))
                .saturating_add(64 * 1024),
            bytes: Cursor::new(bytes),
            measured,
            is_spent: Rc::default(),
        }
    }

    /// Whether too much was asked for, to look at later.
    pub(super) fn is_spent(&self) -> Rc<Cell<bool>> {
        self.is_spent.clone()
    }

    /// What bytes at a place become when they are unpacked.
    fn weight(&self, at: u64, taken: u64) -> u64 {
        let parts = &self.measured.parts;
        let before = parts.partition_point(|part| part.from <= at);
        let part = before.checked_sub(1).and_then(|index| parts.get(index));
        let Some(part) = part.filter(|part| at < part.until) else {
            return taken;
        };
        let packed = part.until.saturating_sub(part.from).max(1);
        let unpacked = u128::from(taken) * u128::from(part.unpacked) / u128::from(packed);
        taken.saturating_add(u64::try_from(unpacked).unwrap_or(u64::MAX))
    }
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let at = self.bytes.position();
        let taken = self.bytes.read(buffer)?;
        let weight = self.weight(at, u64::try_from(taken).unwrap_or(u64::MAX));
        let Some(left) = self.left.checked_sub(weight) else {
            self.is_spent.set(true);
            return Err(io::Error::other("unpacked too often"));
        };
        self.left = left;
        Ok(taken)
    }
}

impl Seek for Metered<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}
