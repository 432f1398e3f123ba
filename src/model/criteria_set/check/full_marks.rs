//! Checks what area rounding makes of full marks.

use super::super::at::At;
use super::super::findings::{AreaRoundingMovesFullMarks, WhatApplies};
use super::super::leaf::{Home, Leaf};
use super::super::skeleton::Skeleton;
use super::Checker;
use crate::file::{CriteriaFile, GroupTreatment, NotApplicable, RoundingFile};
use crate::number::{Points, Quantity, Ratio, Rounding};

/// Pairs are tried in a set of so many leaves that may not apply.
const PAIRED: usize = 64;

/// What has to be known to divide full marks.
struct FullMarks<'s> {
    skeleton: &'s Skeleton,
    max: Points,
    leaf: Option<Rounding>,
    area: Rounding,
    index: Rounding,
    capped: bool,
}

impl Checker<'_> {
    /// Looks for leaves without which full marks are not 100 once areas are rounded
    pub(super) fn full_marks(&mut self, skeleton: &Skeleton) {
        let rounding = &self.file.rounding;
        let area = rounding.area.as_ref().and_then(RoundingFile::exact);
        let (Some(area), Some(index), Some(max)) = (
            area,
            rounding.index.exact(),
            Points::from_quantity(self.file.max_points),
        ) else {
            return;
        };
        let marks = FullMarks {
            skeleton,
            max,
            leaf: rounding.leaf.as_ref().and_then(RoundingFile::exact),
            area,
            index,
            capped: self.file.index_capped,
        };
        if let Some(finding) = marks.moved(self.file) {
            let at = At::root().key("rounding").key("area");
            self.report(&finding, &at);
        }
    }
}

impl FullMarks<'_> {
    /// The first case there is: all of it applies, one leaf or two do not, a group lacks some, or one is left.
    fn moved(&self, file: &CriteriaFile) -> Option<AreaRoundingMovesFullMarks> {
        let leaves = &self.skeleton.leaves;
        let id = |index: usize| leaves.get(index).map(|leaf| leaf.criterion.id.clone());
        let may_leave: Vec<usize> = leaves
            .iter()
            .enumerate()
            .filter(|(_, leaf)| {
                matches!(leaf.home, Home::Area(_))
                    && leaf.not_applicable == NotApplicable::LeaveDenominator
            })
            .map(|(index, _)| index)
            .collect();
        let all = std::iter::once((Vec::new(), WhatApplies::All));
        let ones = may_leave
            .iter()
            .filter_map(|one| Some((vec![*one], WhatApplies::Without(vec![id(*one)?]))));
        let paired = may_leave
            .get(..may_leave.len().min(PAIRED))
            .unwrap_or_default();
        let pairs = paired.iter().enumerate().flat_map(|(at, one)| {
            let others = paired.iter().skip(at.saturating_add(1));
            others.filter_map(|other| {
                let ids = vec![id(*one)?, id(*other)?];
                Some((vec![*one, *other], WhatApplies::Without(ids)))
            })
        });
        let groups = file.unit_groups.iter().filter(|group| {
            group
                .treatment
                .is_none_or(|treatment| treatment == GroupTreatment::LeaveDenominator)
        });
        let groups = groups.map(|group| {
            let lacks = |leaf: &Leaf| {
                let mut names = leaf.ancestors.iter().chain([&leaf.criterion.id]);
                names.any(|name| group.without.contains(name))
            };
            let gone = leaves.iter().enumerate().filter(|(_, leaf)| lacks(leaf));
            let gone = gone.map(|(index, _)| index).collect();
            (gone, WhatApplies::Group(group.id.clone()))
        });
        let lone = leaves.iter().enumerate().filter_map(|(index, leaf)| {
            let gone: Vec<usize> = may_leave
                .iter()
                .copied()
                .filter(|own| *own != index)
                .collect();
            let is_alone = gone.len().saturating_add(1) == self.in_areas();
            (is_alone && matches!(leaf.home, Home::Area(_)))
                .then(|| (gone, WhatApplies::Only(leaf.criterion.id.clone())))
        });
        let mut cases = all.chain(ones).chain(pairs).chain(groups).chain(lone);
        cases.find_map(|(gone, applies)| self.of(&gone, applies))
    }

    fn in_areas(&self) -> usize {
        let leaves = self.skeleton.leaves.iter();
        leaves
            .filter(|leaf| matches!(leaf.home, Home::Area(_)))
            .count()
    }

    /// What full marks come to without these leaves, where area rounding changes it.
    fn of(&self, gone: &[usize], applies: WhatApplies) -> Option<AreaRoundingMovesFullMarks> {
        let count = self.skeleton.area_factors.len();
        let mut sums = vec![Ratio::ZERO; count];
        let mut over = Ratio::from_points(self.max);
        for (index, leaf) in self.skeleton.leaves.iter().enumerate() {
            let Home::Area(area) = leaf.home else {
                continue;
            };
            let exact = Ratio::from_points(leaf.max_points);
            if gone.contains(&index) {
                let factor = leaf
                    .factor
                    .checked_mul(*self.skeleton.area_factors.get(area)?)?;
                over = over.checked_sub(exact.checked_mul(factor)?)?;
                continue;
            }
            let points = match self.leaf {
                Some(rounding) => Ratio::from_points(exact.to_points(rounding)?),
                None => exact,
            };
            let sum = sums.get_mut(area)?;
            *sum = sum.checked_add(points.checked_mul(leaf.factor)?)?;
        }
        if over <= Ratio::ZERO {
            return None;
        }
        let (mut rounded, mut exact) = (Ratio::ZERO, Ratio::ZERO);
        for (sum, factor) in sums.iter().zip(&self.skeleton.area_factors) {
            let own = Ratio::from_points(sum.to_points(self.area)?);
            rounded = rounded.checked_add(own.checked_mul(*factor)?)?;
            exact = exact.checked_add(sum.checked_mul(*factor)?)?;
        }
        let (index, meant) = (self.divided(rounded, over)?, self.divided(exact, over)?);
        (index != meant).then_some(AreaRoundingMovesFullMarks {
            applies,
            points: rounded.reduced(),
            over: over.reduced(),
            index,
            meant,
        })
    }

    fn divided(&self, points: Ratio, over: Ratio) -> Option<Quantity> {
        let hundred = Ratio::from_int(100);
        let index = points.checked_mul(hundred)?.checked_div(over)?;
        let index = if self.capped {
            index.min(hundred)
        } else {
            index
        };
        index.to_quantity(self.index)
    }
}
