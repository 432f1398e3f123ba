//! Going through blocks: on one core or all of them, with the vectors there are.

use super::table_error::TableError;
use crate::rule::{BLOCK, Block, Blocks, Column, LaneRule};

/// A leaf of a group.
pub(super) struct Step<'p> {
    pub(super) rule: &'p LaneRule,
    /// Its points have a column of their own.
    pub(super) keeps: bool,
}

/// Leaves that are summed up together.
pub(super) struct Group<'p> {
    pub(super) steps: Vec<Step<'p>>,
}

/// What is done with every block.
pub(super) struct Work<'p> {
    pub(super) groups: &'p [Group<'p>],
    pub(super) columns: &'p [Option<&'p Column>],
    /// Numbers that a block gives: a sum for each group, then points of leaves, for each unit.
    pub(super) stride: usize,
}

/// Runs all blocks: fills `data`, and notes in `left` the units that lanes do not answer for.
pub(super) fn run(work: &Work<'_>, data: &mut [i32], left: &mut [bool]) {
    if work.stride == 0 {
        return;
    }
    #[cfg(feature = "simd")]
    let arch = pulp::Arch::new();
    let one = |(block, (data, left)): (usize, (&mut [i32], &mut [bool]))| {
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
    data: &'b mut [i32],
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

/// Calls a function for each, on all cores where the feature is there; keeps the order.
pub(super) fn each<T: Sync, R: Send>(
    all: &[T],
    one: impl Fn(&T) -> Result<R, TableError> + Sync,
) -> Result<Vec<R>, TableError> {
    #[cfg(feature = "rayon")]
    {
        use rayon::prelude::*;
        all.par_iter().map(one).collect()
    }
    #[cfg(not(feature = "rayon"))]
    all.iter().map(one).collect()
}

impl Work<'_> {
    #[inline(always)]
    fn block_or_left(&self, block: usize, data: &mut [i32], left: &mut [bool]) {
        let Some(marks) = left.first_chunk_mut() else {
            return;
        };
        // A column that is missing is a fault of the plan: then rows answer.
        if self.block(block, data, marks).is_none() {
            marks.fill(true);
        }
    }

    #[inline(always)]
    fn block(&self, block: usize, data: &mut [i32], left: &mut Block<bool>) -> Option<()> {
        let blocks = Blocks {
            columns: self.columns,
            block,
        };
        let chunks = data.as_chunks_mut().0;
        let (sums, points) = chunks.split_at_mut_checked(self.groups.len())?;
        let mut points = points.iter_mut();
        let mut nowhere = [0; BLOCK];
        for (group, sum) in self.groups.iter().zip(sums) {
            sum.fill(0);
            for step in &group.steps {
                let out = if step.keeps {
                    points.next()?
                } else {
                    &mut nowhere
                };
                step.rule.run(&blocks, out, sum, left)?;
            }
        }
        Some(())
    }
}
