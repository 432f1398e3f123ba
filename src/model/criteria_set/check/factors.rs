//! Checks that weighted points stay on the grid.

use super::super::at::At;
use super::super::findings::{AreaPointsNotFinite, TotalPointsNotFinite, WeightsTooFine};
use super::super::leaf::{Home, Leaf};
use super::super::limits::{MOST_POINTS, POINT_DECIMALS};
use super::super::skeleton::Skeleton;
use super::super::values::Lattice;
use super::Checker;
use crate::diagnostic::Severity;
use crate::number::Ratio;

impl Checker<'_> {
    /// Checks the factors of weighted means, once nothing else is wrong
    pub(super) fn factors(&mut self) {
        if self
            .found
            .iter()
            .any(|found| found.severity() == Severity::Error)
        {
            return;
        }
        let skeleton = Skeleton::of(self.file);
        if !skeleton.exact {
            let finding = WeightsTooFine {
                most: MOST_POINTS,
                decimals: POINT_DECIMALS,
            };
            self.report(&finding, &At::root().key("areas"));
            return;
        }
        for (index, factor) in skeleton.area_factors.iter().enumerate() {
            self.area_points(index, *factor, &skeleton.leaves);
        }
    }

    fn area_points(&mut self, index: usize, factor: Ratio, leaves: &[Leaf]) {
        let Some(area) = self.file.areas.get(index) else {
            return;
        };
        let at = At::root().item("areas", index);
        let rounding = &self.file.rounding;
        let inside = || leaves.iter().filter(|leaf| leaf.home == Home::Area(index));
        let Some(rounded) = rounding.area.as_ref().map(|rounding| rounding.places) else {
            let beyond = inside().find(|leaf| !self.scored(leaf).survives(leaf.factor));
            if let Some(leaf) = beyond {
                let finding = AreaPointsNotFinite {
                    id: leaf.criterion.id.clone(),
                    area: area.id.clone(),
                    factor: leaf.factor,
                };
                self.report_against(&finding, &at, &At::root().key("rounding"));
                return;
            }
            let total = |leaf: &Leaf| leaf.factor.checked_mul(factor);
            let lost = inside()
                .any(|leaf| !total(leaf).is_some_and(|factor| self.scored(leaf).survives(factor)));
            return self.total_points(lost, area.id.clone(), factor, &at);
        };
        self.total_points(
            !Lattice::places(rounded).survives(factor),
            area.id.clone(),
            factor,
            &at,
        );
    }

    fn total_points(&mut self, lost: bool, area: crate::read::Id, factor: Ratio, at: &At) {
        if lost {
            self.report(&TotalPointsNotFinite { area, factor }, at);
        }
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
