//! From a byte offset to a line and a column.

/// Where each line of a text starts.
#[derive(Clone, Debug)]
pub(super) struct LineIndex(Vec<usize>);

impl LineIndex {
    pub(super) fn new(text: &str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(
            std::iter::once(0)
                .chain(after.map(|(at, _)| at.saturating_add(1)))
                .collect(),
        )
    }

    /// Line and column, both from 1; the column counts characters.
    pub(super) fn locate(&self, text: &str, offset: usize) -> (u32, u32) {
        let line = self.0.partition_point(|start| *start <= offset).max(1);
        let start = self.start_of(line);
        let before = text
            .as_bytes()
            .get(start..offset.min(text.len()))
            .unwrap_or_default();
        // Every byte that does not continue a character starts one.
        let characters = before
            .iter()
            .filter(|byte| **byte & 0b1100_0000 != 0b1000_0000)
            .count();
        (small(line), small(characters.saturating_add(1)))
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
        self.0.get(index).or(self.0.last()).copied().unwrap_or(0)
    }
}

fn small(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
