//! An area, or a criterion that has children.

use std::ops::Range;

use crate::file::{Combine, Text};
use crate::number::{Points, Ratio};
use crate::read::Id;

/// An area, or a criterion that has children
// INVARIANT: `leaves` are indices of leaves of the same area.
#[derive(Clone, Debug, PartialEq)]
pub struct Parent {
    pub(super) id: Id,
    pub(super) title: Text,
    pub(super) pointer: String,
    pub(super) area: usize,
    pub(super) is_area: bool,
    pub(super) combine: Combine,
    pub(super) max_points: Points,
    pub(super) factor: Ratio,
    pub(super) mismatch: Points,
    pub(super) leaves: Range<usize>,
}

impl Parent {
    /// Its name
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// Its name in words
    pub fn title(&self) -> &Text {
        &self.title
    }

    /// The JSON Pointer of the area or criterion in the file
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The index of the area it is or belongs to
    pub fn area(&self) -> usize {
        self.area
    }

    /// Whether it is an area
    pub fn is_area(&self) -> bool {
        self.is_area
    }

    /// How its children make it
    pub fn combine(&self) -> Combine {
        self.combine
    }

    /// Most points
    pub fn max_points(&self) -> Points {
        self.max_points
    }

    /// What a point of it counts in the points of its area; 1 for an area
    pub fn factor(&self) -> Ratio {
        self.factor
    }

    /// Its maximum less what its children can contribute; 0 unless declared
    pub fn mismatch(&self) -> Points {
        self.mismatch
    }

    /// The leaves below it, as indices of [`CriteriaSet::leaves`](super::CriteriaSet::leaves)
    pub fn leaves(&self) -> Range<usize> {
        self.leaves.clone()
    }
}
