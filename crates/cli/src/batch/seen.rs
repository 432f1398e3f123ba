//! The units met so far, kept small: about 20 bytes each.

/// Ids with the place where each was met first
///
/// All texts stand one after another in one buffer; a table of offsets with open addressing finds
/// them. A set of strings would take four times as much.
#[derive(Debug, Default)]
pub(super) struct Seen {
    texts: Vec<u8>,
    /// Offset into `texts` plus one; 0 is empty. A power of two long.
    table: Vec<u32>,
    count: usize,
}

impl Seen {
    /// Takes an id; gives the line (or number of the file) where it was met before.
    pub(super) fn meet(&mut self, id: &str, at: u64) -> Option<u64> {
        if self.count * 4 >= self.table.len() * 3 {
            self.grow();
        }
        let slot = match self.find(id.as_bytes()) {
            Ok(line) => return Some(line),
            Err(slot) => slot,
        };
        // Four thousand million bytes of ids are more than a country has units.
        let offset = u32::try_from(self.texts.len() + 1).ok()?;
        // An id has at most 80 letters.
        let length = u8::try_from(id.len()).ok()?;
        self.texts.push(length);
        self.texts.extend_from_slice(id.as_bytes());
        let bytes = at.to_le_bytes();
        let used = bytes
            .iter()
            .rposition(|byte| *byte != 0)
            .map_or(0, |last| last + 1);
        self.texts.push(u8::try_from(used).unwrap_or(8));
        self.texts
            .extend_from_slice(bytes.get(..used).unwrap_or_default());
        if let Some(slot) = self.table.get_mut(slot) {
            *slot = offset;
            self.count += 1;
        }
        None
    }

    /// The line of an id, or the free place for it.
    fn find(&self, id: &[u8]) -> Result<u64, usize> {
        let mask = self.table.len().wrapping_sub(1);
        let mut slot = usize::try_from(hash(id) & u64::from(u32::MAX)).unwrap_or(0) & mask;
        loop {
            match self.table.get(slot).copied() {
                None | Some(0) => return Err(slot),
                Some(offset) => {
                    let (known, line) = self.entry(offset);
                    if known == id {
                        return Ok(line);
                    }
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    fn entry(&self, offset: u32) -> (&[u8], u64) {
        let at = usize::try_from(offset).unwrap_or(1) - 1;
        let length = self.texts.get(at).copied().map_or(0, usize::from);
        let id = self.texts.get(at + 1..=at + length).unwrap_or_default();
        let used = self
            .texts
            .get(at + length + 1)
            .copied()
            .map_or(0, usize::from);
        let number = self.texts.get(at + length + 2..).unwrap_or_default();
        let number = number.get(..used).unwrap_or_default();
        let line = number
            .iter()
            .rev()
            .fold(0, |line, byte| line << 8 | u64::from(*byte));
        (id, line)
    }

    fn grow(&mut self) {
        let length = (self.table.len() * 2).max(64);
        let old = std::mem::replace(&mut self.table, vec![0; length]);
        for offset in old.into_iter().filter(|offset| *offset != 0) {
            let free = self.find(self.entry(offset).0);
            if let Err(slot) = free
                && let Some(slot) = self.table.get_mut(slot)
            {
                *slot = offset;
            }
        }
    }
}

/// FNV-1a with a last mix, so that the low bits are good.
fn hash(bytes: &[u8]) -> u64 {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_id_is_new_once() {
        let mut seen = Seen::default();
        for line in 0..5_000_u64 {
            assert_eq!(seen.meet(&format!("unit-{line}"), line * 77), None);
        }
        for line in (0..5_000_u64).rev() {
            assert_eq!(seen.meet(&format!("unit-{line}"), 1), Some(line * 77));
        }
        assert_eq!(seen.meet("unit-5000", u64::MAX), None);
        assert_eq!(seen.meet("unit-5000", 1), Some(u64::MAX));
        assert_eq!(seen.meet("", 3), None);
        assert_eq!(seen.meet("", 4), Some(3));
    }
}
