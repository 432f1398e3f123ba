//! Going through blocks: on one core or all of them, with the vectors there are.

use super::table_error::TableError;
use crate::compile::{Compiled, CompiledLeaf, Input};
use crate::eval::plain_points;
use crate::rule::{BLOCK, Block, Blocks, Cell, CellValue, Column, LaneRule, Width};

/// A leaf of a group.
pub(super) enum Step<'p> {
    /// All units of a block at once.
    Lane(&'p LaneRule),
    /// One unit after another.
    Walk(Walked<'p>),
}

/// A leaf whose rule has no lanes.
pub(super) struct Walked<'p> {
    pub(super) compiled: &'p Compiled,
    pub(super) leaf: &'p CompiledLeaf,
    /// What the base knows of its inputs.
    pub(super) cells: Vec<Cell>,
    /// Nanopoints that are one in the results.
    pub(super) grid: i64,
}

/// Leaves that are summed up together.
pub(super) struct Group<'p> {
    /// With the number of bytes that keep the points of each, besides their sum.
    pub(super) steps: Vec<(Step<'p>, u32)>,
    /// The number of bytes that keep the sum.
    pub(super) sum: u32,
    /// Whether the sum has 16 bits.
    pub(super) is_short: bool,
}

/// What is done with every block.
pub(super) struct Work<'p> {
    pub(super) groups: &'p [Group<'p>],
    pub(super) columns: &'p [Option<&'p Column>],
    /// Bytes that a block gives: for each group the points of its leaves, then their sum.
    pub(super) stride: usize,
}

/// Runs all blocks: fills `data`, and notes in `left` the units that lanes do not answer for.
pub(super) fn run(work: &Work<'_>, data: &mut [u8], left: &mut [bool]) {
    if work.stride == 0 {
        return;
    }
    #[cfg(feature = "simd")]
    let arch = pulp::Arch::new();
    let one = |(block, (data, left)): (usize, (&mut [u8], &mut [bool]))| {
        #[cfg(feature = "simd")]
        arch.dispatch(OneBlock {
            work,
            block,
            data,
            left,
        });
        #[cfg(not(feature = "simd"))]
        work.block_or_left(block, data, left);
    };
    #[cfg(feature = "rayon")]
    {
        use rayon::prelude::*;
        data.par_chunks_mut(work.stride)
            .zip(left.par_chunks_mut(BLOCK))
            .enumerate()
            .for_each(one);
    }
    #[cfg(not(feature = "rayon"))]
    data.chunks_mut(work.stride)
        .zip(left.chunks_mut(BLOCK))
        .enumerate()
        .for_each(one);
}

/// One block, compiled once for each kind of vectors. A struct, for closures are not always inlined into
/// the code that may use the vectors.
#[cfg(feature = "simd")]
struct OneBlock<'b, 'p> {
    work: &'b Work<'p>,
    block: usize,
    data: &'b mut [u8],
    left: &'b mut [bool],
}

#[cfg(feature = "simd")]
impl pulp::WithSimd for OneBlock<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        self.work.block_or_left(self.block, self.data, self.left);
    }
}

/// Calls a function for each, with buffers, on all cores where the feature is there; keeps the order.
pub(super) fn each<T: Sync, B, R: Send>(
    all: &[T],
    buffers: impl Fn() -> B + Sync + Send,
    one: impl Fn(&mut B, &T) -> Result<R, TableError> + Sync + Send,
) -> Result<Vec<R>, TableError> {
    #[cfg(feature = "rayon")]
    {
        use rayon::prelude::*;
        all.par_iter().map_init(buffers, one).collect()
    }
    #[cfg(not(feature = "rayon"))]
    {
        let mut buffers = buffers();
        all.iter().map(|own| one(&mut buffers, own)).collect()
    }
}

impl Work<'_> {
    #[inline(always)]
    fn block_or_left(&self, block: usize, data: &mut [u8], left: &mut [bool]) {
        let Some(marks) = left.first_chunk_mut() else {
            return;
        };
        // A column that is missing is a fault of the plan: then rows answer.
        if self.block(block, data, marks).is_none() {
            marks.fill(true);
        }
    }

    #[inline(always)]
    fn block(&self, block: usize, data: &mut [u8], left: &mut Block<bool>) -> Option<()> {
        let blocks = Blocks {
            columns: self.columns,
            block,
        };
        let mut columns = data.as_chunks_mut().0.iter_mut();
        for group in self.groups {
            if group.is_short {
                group.run::<i16>(&blocks, &mut columns, left)?;
            } else {
                group.run::<i32>(&blocks, &mut columns, left)?;
            }
        }
        Some(())
    }
}

impl Group<'_> {
    /// The points of a block, kept in the next columns.
    #[inline(always)]
    fn run<'d, W: Width>(
        &self,
        blocks: &Blocks<'_>,
        columns: &mut impl Iterator<Item = &'d mut Block<u8>>,
        left: &mut Block<bool>,
    ) -> Option<()> {
        let (mut points, mut sum) = ([W::ZERO; BLOCK], [W::ZERO; BLOCK]);
        for (step, kept) in &self.steps {
            match step {
                Step::Lane(rule) => rule.run(blocks, &mut points, &mut sum, left)?,
                Step::Walk(walked) => walked.run(blocks, &mut points, &mut sum, left)?,
            }
            keep(&points, *kept, columns)?;
        }
        keep(&sum, self.sum, columns)
    }
}

/// Keeps numbers in as many bytes as they have, each byte in a column of its own.
#[inline(always)]
fn keep<'d, W: Width>(
    numbers: &Block<W>,
    bytes: u32,
    columns: &mut impl Iterator<Item = &'d mut Block<u8>>,
) -> Option<()> {
    if bytes == 1 {
        for (number, kept) in numbers.iter().zip(columns.next()?) {
            // They are between 0 and 255: vectors have an instruction for this.
            let whole: i32 = (*number).into();
            let [low, ..] = whole.clamp(0, 0xff).to_le_bytes();
            *kept = low;
        }
        return Some(());
    }
    for byte in 0..bytes {
        let shift = byte.wrapping_mul(8);
        for (number, kept) in numbers.iter().zip(columns.next()?) {
            let whole: i32 = (*number).into();
            let [low, ..] = whole.wrapping_shr(shift).to_le_bytes();
            *kept = low;
        }
    }
    Some(())
}

impl Walked<'_> {
    /// The points of a block; units that have no plain points are left to rows.
    #[inline(never)]
    fn run<W: Width>(
        &self,
        blocks: &Blocks<'_>,
        out: &mut Block<W>,
        sum: &mut Block<W>,
        left: &mut Block<bool>,
    ) -> Option<()> {
        let mut cells = self.cells.clone();
        let units = out.iter_mut().zip(sum).zip(left).enumerate();
        for (unit, ((out, sum), left)) in units {
            if *left {
                continue;
            }
            for (cell, input) in cells.iter_mut().zip(&*self.leaf.inputs) {
                if let Some(value) = blocks.value(*input, unit) {
                    *cell = known(self.compiled.inputs.get(*input)?, value)?;
                }
            }
            let points = plain_points(self.compiled, self.leaf, &cells)
                .and_then(|points| self.on_grid(points.nanos()));
            match points {
                Some(points) => {
                    *out = W::of(points);
                    *sum = sum.more(*out);
                }
                None => *left = true,
            }
        }
        Some(())
    }

    fn on_grid(&self, nanos: i64) -> Option<i32> {
        let is_whole = nanos.checked_rem(self.grid)? == 0;
        let points = nanos.checked_div(self.grid)?;
        i32::try_from(points).ok().filter(|_| is_whole)
    }
}

/// A cell of which one value is known.
fn known(input: &Input, value: i64) -> Option<Cell> {
    Some(match input {
        Input::Choice { .. } | Input::Timeliness { .. } | Input::SlotTimeliness { .. } => {
            Cell::choice(u32::try_from(value).ok()?)
        }
        Input::DaysLate { .. } => Cell::given(if value < 0 {
            CellValue::Days {
                lo: 1,
                hi: 0,
                none: true,
            }
        } else {
            CellValue::Days {
                lo: value,
                hi: value,
                none: false,
            }
        }),
        Input::Number { .. }
        | Input::GroupPart { .. }
        | Input::GroupWhole { .. }
        | Input::Rows { .. }
        | Input::RowPart { .. }
        | Input::RowWhole { .. } => Cell::number(value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers that the columns of `bytes` bytes hold.
    fn kept(numbers: &Block<i32>, bytes: usize) -> Option<Vec<i32>> {
        let mut columns = vec![[0_u8; BLOCK]; bytes];
        keep(numbers, u32::try_from(bytes).ok()?, &mut columns.iter_mut())?;
        let number = |unit: usize| {
            let mut all = [0; 4];
            for (byte, column) in all.iter_mut().zip(&columns) {
                *byte = *column.get(unit)?;
            }
            Some(i32::from_le_bytes(all))
        };
        (0..BLOCK).map(number).collect()
    }

    #[test]
    fn numbers_come_back_from_as_many_bytes_as_they_need() {
        for (bytes, most) in [(1, 0xff), (2, 0xffff), (4, i32::MAX)] {
            let mut numbers = [0; BLOCK];
            for (number, step) in numbers.iter_mut().zip(0_i32..) {
                // From both ends, and across the limits of bytes.
                *number = if step % 2 == 0 { most - step / 2 } else { step };
            }
            assert_eq!(kept(&numbers, bytes).as_deref(), Some(&numbers[..]));
        }
        assert_eq!(kept(&[7; BLOCK], 0).as_deref(), Some(&[0; BLOCK][..]));
    }
}
