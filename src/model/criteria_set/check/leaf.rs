//! Checks a criterion that is scored.

use super::super::at::At;
use super::super::findings::{
    CitationMissing, IgnoredHere, LeafWithoutBasis, LeafWithoutRule, PointsNotFinite, Spot,
};
use super::super::values::Lattice;
use super::Checker;
use super::outcome::Place;
use super::rule::{Parts, Standing};
use crate::file::{Criterion, ExampleState, Provenance};
use crate::number::{Points, Quantity};

impl<'f> Checker<'f> {
    /// Checks a leaf; `max` is its maximum where that is sound
    pub(super) fn leaf(&mut self, criterion: &'f Criterion, max: Option<Quantity>, at: &At) {
        if self.set_aside.contains(&String::from(at)) {
            let lattice = Lattice::NOTHING.with(max.and_then(Points::from_quantity));
            self.lattices.insert(criterion.id.as_str(), lattice);
            return;
        }
        if criterion.combine.is_some() {
            self.report(
                &IgnoredHere {
                    key: "combine",
                    spot: Spot::Leaf,
                },
                &at.key("combine"),
            );
        }
        if self.file.provenance != Provenance::Official && criterion.cites.is_empty() {
            self.report(
                &CitationMissing {
                    id: criterion.id.clone(),
                },
                at,
            );
        }
        let Some(rule) = &criterion.rule else {
            self.report(
                &LeafWithoutRule {
                    id: criterion.id.clone(),
                },
                at,
            );
            return;
        };
        if criterion.basis.is_none() {
            self.report(
                &LeafWithoutBasis {
                    id: criterion.id.clone(),
                },
                at,
            );
        }
        let (at_max, mut parts) = (at.key("max_points"), Parts::new());
        let place = Place {
            max,
            at_max: &at_max,
        };
        let mut standing = Standing {
            depth: 0,
            parts: &mut parts,
        };
        self.empty_is_meant = criterion
            .examples
            .iter()
            .any(|example| example.points.is_none() && example.state != Some(ExampleState::Open));
        let start = self.found.len();
        let outcome = self.rule_of(rule, &at.key("rule"), place, &mut standing);
        let sound = !self.has_errors_from(start);
        if let (Lattice::Beyond { witness }, None) = (&outcome.lattice, &self.file.rounding.leaf) {
            let finding = PointsNotFinite {
                id: criterion.id.clone(),
                witness: witness.clone(),
            };
            let rounding = At::root().key("rounding");
            self.report_against(&finding, &outcome.at, &rounding);
        }
        let lattice = outcome.lattice.with(max.and_then(Points::from_quantity));
        self.lattices.insert(criterion.id.as_str(), lattice);
        self.evidence(criterion, sound, at);
        self.examples(criterion, &parts, at);
    }
}
