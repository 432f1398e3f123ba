//! Checks bonus and penalty points.

use super::super::at::At;
use super::super::findings::{AdjustmentWithChildren, ListEmpty, WeightNotUsed};
use super::Checker;
use crate::file::Adjustment;

impl<'f> Checker<'f> {
    /// Checks bonus and penalty points
    pub(super) fn adjustments(&mut self) {
        let file = self.file;
        for (key, adjustment) in [("bonus", &file.bonus), ("penalty", &file.penalty)] {
            if let Some(adjustment) = adjustment {
                self.adjustment(adjustment, &At::root().key(key));
            }
        }
    }

    fn adjustment(&mut self, adjustment: &'f Adjustment, at: &At) {
        if let Some(cap) = adjustment.cap {
            self.maximum(cap, &at.key("cap"));
        }
        if adjustment.criteria.is_empty() {
            self.report(&ListEmpty { key: "criteria" }, &at.key("criteria"));
        }
        for (index, criterion) in adjustment.criteria.iter().enumerate() {
            let at = at.item("criteria", index);
            let start = self.found.len();
            self.name(&criterion.id, &at);
            let max = self.maximum(criterion.max_points, &at.key("max_points"));
            self.cites(&criterion.cites, &at);
            if criterion.weight.is_some() {
                self.report(
                    &WeightNotUsed {
                        id: criterion.id.clone(),
                    },
                    &at.key("weight"),
                );
            }
            if criterion.criteria.is_empty() {
                self.leaf(criterion, max, &at);
            } else {
                let finding = AdjustmentWithChildren {
                    id: criterion.id.clone(),
                };
                self.report(&finding, &at.key("criteria"));
            }
            self.keep_declared(start, &criterion.declared_mismatches, &at);
        }
    }
}
