//! The scores of all leaves, kept small until somebody looks at them.

use std::sync::OnceLock;

use crate::compile::Compiled;
use crate::eval::assessment::prepared::Prepared;
use crate::eval::leaf::leaf_score::CriterionScore;
use crate::number::Points;

/// The scores of all leaves
///
/// Of a plain leaf points and losses are all that scoring finds out; its score is put together from
/// those and the assessment when it is asked for.
#[derive(Clone, Debug)]
pub(crate) struct LeafScores {
    entries: Vec<Entry>,
    /// The leaves that are not plain, in order.
    others: Vec<CriterionScore>,
    made: OnceLock<Vec<CriterionScore>>,
}

/// One leaf.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// `None` for those that stand in `others`.
    plain: Option<Points>,
    /// Where its losses end in the ledger.
    end: usize,
}

impl LeafScores {
    pub(crate) fn with_capacity(leaves: usize) -> Self {
        Self {
            entries: Vec::with_capacity(leaves),
            others: Vec::new(),
            made: OnceLock::new(),
        }
    }

    #[inline(always)]
    pub(crate) fn push_plain(&mut self, points: Points, end: usize) {
        self.entries.push(Entry {
            plain: Some(points),
            end,
        });
    }

    pub(crate) fn push(&mut self, score: CriterionScore, end: usize) {
        self.entries.push(Entry { plain: None, end });
        self.others.push(score);
    }

    /// All scores, in the order of the criteria set.
    pub(crate) fn get(&self, compiled: &Compiled, prepared: &Prepared) -> &[CriterionScore] {
        self.made.get_or_init(|| {
            let mut others = self.others.iter();
            let mut made = Vec::with_capacity(self.entries.len());
            let mut begin = 0;
            let leaves = compiled.leaves.iter().zip(&prepared.leaves);
            for (index, (entry, (leaf, own))) in self.entries.iter().zip(leaves).enumerate() {
                match entry.plain {
                    Some(points) => {
                        let losses = (begin, entry.end);
                        made.push(CriterionScore::plain(index, leaf, own, points, losses));
                    }
                    None => made.extend(others.next()),
                }
                begin = entry.end;
            }
            made
        })
    }
}
