//! The units met so far: the last ones in memory, those before in a temporary file.

use std::io;

use super::spill::{Entry, Spill};

/// Ids that are kept in memory at a time.
const IN_MEMORY: usize = 1 << 16;

/// Ids with the place where each was met first
///
/// In memory all texts stand one after another in one buffer; a table of offsets with open addressing
/// finds them. What does not fit goes to a file, so that memory does not grow with the units.
#[derive(Debug)]
pub(super) struct Seen {
    texts: Vec<u8>,
    /// Offset into `texts` plus one; 0 is empty. A power of two long.
    table: Vec<u32>,
    count: usize,
    most: usize,
    spill: Option<Spill>,
}

impl Default for Seen {
    fn default() -> Self {
        Self::with_most(IN_MEMORY)
    }
}

impl Seen {
    fn with_most(most: usize) -> Self {
        Self {
            texts: Vec::new(),
            table: Vec::new(),
            count: 0,
            most,
            spill: None,
        }
    }

    /// Takes an id; gives the line (or number of the file) where it was met before.
    pub(super) fn meet(&mut self, id: &str, at: u64) -> io::Result<Option<u64>> {
        let id = id.as_bytes();
        if let Ok(line) = self.find(id) {
            return Ok(Some(line));
        }
        if let Some(spill) = &mut self.spill
            && let Some(line) = spill.find(hash(id), id)?
        {
            return Ok(Some(line));
        }
        if self.count >= self.most {
            self.make_room()?;
        }
        self.put(id, at);
        Ok(None)
    }

    fn put(&mut self, id: &[u8], at: u64) {
        if self.count * 4 >= self.table.len() * 3 {
            self.grow();
        }
        let Err(slot) = self.find(id) else { return };
        // An id has at most 80 letters, so these offsets are far from the limit.
        let offset = u32::try_from(self.texts.len() + 1);
        let length = u8::try_from(id.len());
        if let (Ok(offset), Ok(length), Some(slot)) = (offset, length, self.table.get_mut(slot)) {
            self.texts.push(length);
            self.texts.extend_from_slice(id);
            self.texts.extend_from_slice(&at.to_le_bytes());
            *slot = offset;
            self.count += 1;
        }
    }

    /// The line of an id, or the free place for it.
    fn find(&self, id: &[u8]) -> Result<u64, usize> {
        let mask = self.table.len().wrapping_sub(1);
        let mut slot = usize::try_from(hash(id) >> 32).unwrap_or(0) & mask;
        loop {
            match self.table.get(slot).copied() {
                None | Some(0) => return Err(slot),
                Some(offset) => {
                    let known = self.entry(offset);
                    if known.id == id {
                        return Ok(known.at);
                    }
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    fn entry(&self, offset: u32) -> Entry<'_> {
        let left = usize::try_from(offset).unwrap_or(1) - 1;
        let left = self.texts.get(left..).unwrap_or_default();
        let (length, left) = left.split_first().unwrap_or((&0, &[]));
        let (id, left) = left
            .split_at_checked(usize::from(*length))
            .unwrap_or_default();
        let at = left.first_chunk().copied().unwrap_or_default();
        Entry {
            id,
            at: u64::from_le_bytes(at),
        }
    }

    fn grow(&mut self) {
        let length = (self.table.len() * 2).max(64);
        let old = std::mem::replace(&mut self.table, vec![0; length]);
        for offset in old.into_iter().filter(|offset| *offset != 0) {
            let free = self.find(self.entry(offset).id);
            if let Err(slot) = free
                && let Some(slot) = self.table.get_mut(slot)
            {
                *slot = offset;
            }
        }
    }

    /// Puts what is in memory into the file.
    fn make_room(&mut self) -> io::Result<()> {
        let mut spill = match self.spill.take() {
            Some(spill) => spill,
            None => Spill::new()?,
        };
        let offsets = self.table.iter().filter(|offset| **offset != 0);
        let entries = offsets.map(|offset| self.entry(*offset));
        let mut entries: Vec<(u64, Entry<'_>)> =
            entries.map(|entry| (hash(entry.id), entry)).collect();
        entries.sort_unstable_by_key(|(hash, _)| *hash);
        spill.add(&entries)?;
        drop(entries);
        self.spill = Some(spill);
        self.texts.clear();
        self.table.fill(0);
        self.count = 0;
        Ok(())
    }
}

/// FNV-1a with a last mix, so that all bits are good.
fn hash(bytes: &[u8]) -> u64 {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first places of ids, as a list keeps them.
    fn check(mut seen: Seen, units: u64) -> Seen {
        let mut meet = |id: &str, at| seen.meet(id, at).ok();
        for line in 0..units {
            assert_eq!(meet(&format!("unit-{line}"), line * 77), Some(None));
        }
        for line in (0..units).rev() {
            let first = meet(&format!("unit-{line}"), 1);
            assert_eq!(first, Some(Some(line * 77)), "{line}");
        }
        let other = format!("unit-{units}");
        assert_eq!(meet(&other, u64::MAX), Some(None));
        assert_eq!(meet(&other, 1), Some(Some(u64::MAX)));
        seen
    }

    #[test]
    fn each_id_is_new_once() {
        let mut seen = check(Seen::default(), 5_000);
        assert!(seen.spill.is_none());
        assert_eq!(seen.meet("", 3).ok(), Some(None));
        assert_eq!(seen.meet("", 4).ok(), Some(Some(3)));
    }

    #[test]
    fn what_does_not_fit_into_memory_is_found_in_the_file() {
        let seen = check(Seen::with_most(256), 5_000);
        assert!(seen.spill.is_some() && seen.count <= 256);
        assert!(seen.texts.capacity() < 256 * 64);
    }
}
