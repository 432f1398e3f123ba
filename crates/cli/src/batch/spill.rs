//! Ids that are no longer in memory: sorted runs in a temporary file, and a filter of fixed size in
//! memory that knows of nearly every id that it is in none of them.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

/// Words of the filter: 16 MiB. With ten million ids in it, two of a thousand new ones are looked for in
/// the file in vain, with a million one of a hundred million (calculated, for bits evenly spread).
const WORDS: usize = 1 << 21;
/// Bits set for an id.
const BITS: u32 = 6;
/// An id in memory
pub(super) struct Entry<'a> {
    pub(super) id: &'a [u8],
    pub(super) at: u64,
}

/// Length of a record: hash, line, and where the text stands.
const RECORD: u64 = 24;

/// The runs written so far
///
/// A run is its records, sorted by hash, then their texts. The file has no name; it is gone when it is
/// closed.
#[derive(Debug)]
pub(super) struct Spill {
    file: File,
    end: u64,
    /// Where each run begins, and how many records it has.
    runs: Vec<(u64, u64)>,
    filter: Vec<u64>,
}

impl Spill {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {
            file: tempfile::tempfile()?,
            end: 0,
            runs: Vec::new(),
            filter: vec![0; WORDS],
        })
    }

    /// Writes a run of ids with their hashes, sorted by these.
    pub(super) fn add(&mut self, entries: &[(u64, Entry<'_>)]) -> io::Result<()> {
        let count = u64::try_from(entries.len()).unwrap_or(0);
        let begin = self.file.seek(SeekFrom::Start(self.end))?;
        let mut writer = BufWriter::with_capacity(1 << 16, &self.file);
        let mut text_at = begin + count * RECORD;
        for (hash, entry) in entries {
            for number in [*hash, entry.at, text_at] {
                writer.write_all(&number.to_le_bytes())?;
            }
            text_at += 1 + u64::try_from(entry.id.len()).unwrap_or(0);
        }
        for (hash, entry) in entries {
            writer.write_all(&[u8::try_from(entry.id.len()).unwrap_or(0)])?;
            writer.write_all(entry.id)?;
            for (word, bit) in places(*hash) {
                if let Some(word) = self.filter.get_mut(word) {
                    *word |= bit;
                }
            }
        }
        writer.flush()?;
        drop(writer);
        self.runs.push((begin, count));
        self.end = text_at;
        Ok(())
    }

    /// The line of an id.
    pub(super) fn find(&mut self, hash: u64, id: &[u8]) -> io::Result<Option<u64>> {
        let mut bits = places(hash);
        if !bits.all(|(word, bit)| self.filter.get(word).is_some_and(|word| word & bit != 0)) {
            return Ok(None);
        }
        for run in 0..self.runs.len() {
            let Some((begin, count)) = self.runs.get(run).copied() else {
                break;
            };
            // The first record that is not below the hash.
            let (mut low, mut high) = (0, count);
            while low < high {
                let middle = low + (high - low) / 2;
                if self.record(begin, middle)?.0 < hash {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            while low < count {
                let (own, at, text_at) = self.record(begin, low)?;
                if own != hash {
                    break;
                }
                if self.is_text(text_at, id)? {
                    return Ok(Some(at));
                }
                low += 1;
            }
        }
        Ok(None)
    }

    fn record(&mut self, begin: u64, index: u64) -> io::Result<(u64, u64, u64)> {
        let mut bytes = [0; 24];
        self.file.seek(SeekFrom::Start(begin + index * RECORD))?;
        self.file.read_exact(&mut bytes)?;
        let mut numbers = bytes.chunks_exact(8).map(|bytes| {
            let bytes = bytes.first_chunk().copied().unwrap_or_default();
            u64::from_le_bytes(bytes)
        });
        let mut next = || numbers.next().unwrap_or(0);
        Ok((next(), next(), next()))
    }

    /// Whether this id stands at a place.
    fn is_text(&mut self, at: u64, id: &[u8]) -> io::Result<bool> {
        let mut text = [0; 256];
        self.file.seek(SeekFrom::Start(at))?;
        self.file.read_exact(&mut text[..1])?;
        let length = usize::from(text[0]);
        let Some(text) = text.get_mut(..length) else {
            return Ok(false);
        };
        self.file.read_exact(text)?;
        Ok(text == id)
    }
}

/// The bits of an id in the filter: words and masks.
fn places(hash: u64) -> impl Iterator<Item = (usize, u64)> {
    (0..BITS).map(move |number| {
        // INVARIANT: the remainder by a power of two is below it.
        let bits = hash.rotate_left(number * 11);
        let word = usize::try_from(bits >> 40).unwrap_or(0) % WORDS;
        (word, 1 << (bits & 63))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, at: u64) -> Entry<'_> {
        Entry {
            id: id.as_bytes(),
            at,
        }
    }

    #[test]
    fn ids_of_one_hash_are_told_apart() {
        let Ok(mut spill) = Spill::new() else {
            panic!("no temporary file can be made");
        };
        let runs = [
            vec![(3, entry("c", 1)), (7, entry("a", 2)), (7, entry("b", 3))],
            vec![(7, entry("d", 4)), (9, entry("e", 5))],
        ];
        for run in &runs {
            assert!(spill.add(run).is_ok());
        }
        let mut find = |hash, id: &str| spill.find(hash, id.as_bytes()).ok();
        for (hash, own) in runs.iter().flatten() {
            let id = std::str::from_utf8(own.id).unwrap_or_default();
            assert_eq!(find(*hash, id), Some(Some(own.at)), "{id}");
        }
        for (hash, id) in [(7, "e"), (8, "e"), (u64::MAX, "e")] {
            assert_eq!(find(hash, id), Some(None), "{hash} {id}");
        }
    }
}
