//! Checks that weighted points stay on the grid.

use super::super::at::At;
use super::super::faulty::Faulty;
use super::super::findings::{AreaPointsNotFinite, TotalPointsNotFinite, WeightsTooFine};
use super::super::leaf::{Home, Leaf};
use super::super::limits::{MOST_POINTS, POINT_DECIMALS};
use super::super::skeleton::Skeleton;
use super::super::values::Lattice;
use super::Checker;
use crate::number::Ratio;

impl Checker<'_> {
    /// Checks the factors of weighted means, once nothing else is wrong
    pub(super) fn factors(&mut self) {
        if self.has_errors() {
            return;
        }
        let skeleton = Skeleton::of(self.file, &Faulty::NONE);
        if !skeleton.exact {
            let finding = WeightsTooFine {
                most: MOST_POINTS,
                decimals: POINT_DECIMALS,
            };
            self.report(&finding, &At::root().key("areas"));
            return;
        }
        let mut lost = None;
        for (index, factor) in skeleton.area_factors.iter().enumerate() {
            let sound = self.area_points(index, &skeleton.leaves);
            if sound && !self.total_holds(index, *factor, &skeleton.leaves) {
                lost = lost.or(self
                    .file
                    .areas
                    .get(index)
                    .map(|area| (index, area, *factor)));
            }
        }
        // Weights that do not divide evenly are one fault, shown at the first area it touches.
        if let Some((index, area, factor)) = lost {
            let finding = TotalPointsNotFinite {
                area: area.id.clone(),
                factor,
            };
            self.report(&finding, &At::root().item("areas", index));
        }
        if !self.has_errors() {
            self.full_marks(&skeleton);
        }
    }

    /// Checks the points of an area that is not rounded; false where they leave the grid.
    fn area_points(&mut self, index: usize, leaves: &[Leaf]) -> bool {
        let (Some(area), None) = (self.file.areas.get(index), &self.file.rounding.area) else {
            return true;
        };
        let beyond = inside(leaves, index).find(|leaf| !self.scored(leaf).survives(leaf.factor));
        let Some(leaf) = beyond else { return true };
        let finding = AreaPointsNotFinite {
            id: leaf.criterion.id.clone(),
            area: area.id.clone(),
            factor: leaf.factor,
        };
        let (here, other) = (At::root().item("areas", index), At::root().key("rounding"));
        self.report_against(&finding, &here, &other);
        false
    }

    /// Whether the points of an area stay on the grid in the total.
    fn total_holds(&self, index: usize, factor: Ratio, leaves: &[Leaf]) -> bool {
        if let Some(rounding) = &self.file.rounding.area {
            return Lattice::places(rounding.places).survives(factor);
        }
        inside(leaves, index).all(|leaf| {
            let factor = leaf.factor.checked_mul(factor);
            factor.is_some_and(|factor| self.scored(leaf).survives(factor))
        })
    }

    /// The points a leaf can have once they are rounded, claimed ones included.
    fn scored(&self, leaf: &Leaf) -> Lattice {
        let rounding = &self.file.rounding;
        let own = self
            .lattices
            .get(leaf.criterion.id.as_str())
            .cloned()
            .unwrap_or(Lattice::NOTHING);
        let rounded = match &rounding.leaf {
            Some(rounding) => own.rounded(rounding.places),
            None => own,
        };
        rounded.and(Lattice::places(rounding.claim_places))
    }
}

/// The leaves of an area.
fn inside(leaves: &[Leaf], area: usize) -> impl Iterator<Item = &Leaf> {
    leaves
        .iter()
        .filter(move |leaf| leaf.home == Home::Area(area))
}
