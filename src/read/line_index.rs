//! From a byte offset to a line and a column.

/// Bytes between two places of which the number of characters before them is known.
const STEP: usize = 256;

/// Where each line of a text starts, and how many characters stand before every so many bytes: a text
/// on one line is found its way in as fast as one of many.
#[derive(Clone, Debug)]
pub(super) struct LineIndex {
    starts: Vec<usize>,
    /// Characters that begin before each multiple of `STEP`.
    before: Vec<usize>,
}

impl LineIndex {
    pub(super) fn new(text: &str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0)
            .chain(after.map(|(at, _)| at.saturating_add(1)))
            .collect();
        let after = text.as_bytes().chunks(STEP).scan(0_usize, |all, chunk| {
            *all = all.saturating_add(characters(chunk));
            Some(*all)
        });
        Self {
            before: std::iter::once(0).chain(after).collect(),
            starts,
        }
    }

    /// Line and column, both from 1; the column counts characters.
    pub(super) fn locate(&self, text: &str, offset: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.start_of(line);
        let column = self
            .before(text, offset)
            .saturating_sub(self.before(text, start));
        (small(line), small(column.saturating_add(1)))
    }

    /// How many characters begin before an offset.
    fn before(&self, text: &str, offset: usize) -> usize {
        let offset = offset.min(text.len());
        let step = offset.checked_div(STEP).unwrap_or(0);
        let known = self.before.get(step).copied().unwrap_or(0);
        let rest = text.as_bytes().get(step.saturating_mul(STEP)..offset);
        known.saturating_add(characters(rest.unwrap_or_default()))
    }

    /// The byte offset of a line and a column in bytes, both from 1.
    pub(super) fn offset_of(&self, text: &str, line: usize, column: usize) -> usize {
        let start = self.start_of(line);
        let mut offset = start
            .saturating_add(column.saturating_sub(1))
            .min(text.len());
        while !text.is_char_boundary(offset) {
            offset = offset.saturating_sub(1);
        }
        offset
    }

    /// The byte offset of a line's first character.
    pub(super) fn start_of(&self, line: usize) -> usize {
        let index = line.saturating_sub(1);
        let start = self.starts.get(index).or(self.starts.last());
        start.copied().unwrap_or(0)
    }
}

/// Every byte that does not continue a character starts one.
fn characters(bytes: &[u8]) -> usize {
    let starts = bytes
        .iter()
        .filter(|byte| **byte & 0b1100_0000 != 0b1000_0000);
    starts.count()
}

fn small(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_of_counting_every_character() {
        // Characters of one to four bytes, so that steps fall inside them; lines long and short.
        for (many, line) in [(1, 1_000), (7, 255), (40, 256), (3, 257), (600, 2)] {
            let mut text = String::new();
            for at in 0..many {
                text.extend("aệ€\u{1F600}".chars().cycle().skip(at).take(line));
                text.push('\n');
            }
            // The end may fall on a step.
            while !text.len().is_multiple_of(STEP) {
                text.push('x');
            }
            let index = LineIndex::new(&text);
            for offset in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let before = text.get(..offset).unwrap_or_default();
                let line = before.matches('\n').count() + 1;
                let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
                let found = index.locate(&text, offset);
                assert_eq!(found, (small(line), small(column)), "{offset}");
            }
        }
        assert_eq!(LineIndex::new("").locate("", 0), (1, 1));
    }
}
