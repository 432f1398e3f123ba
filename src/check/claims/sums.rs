//! What the claims below an area come to.

use super::is_out_of_place;
use crate::check::scene::Scene;
use crate::eval::Applies;
use crate::model::Home;
use crate::number::{Points, Ratio};

/// The claims of one area.
#[derive(Clone)]
pub(super) struct AreaClaims {
    pub(super) id: String,
    pub(super) number: String,
    pub(super) max: Points,
    /// As typed in the summary.
    pub(super) typed: Option<Points>,
    /// What a point of the area counts in the total.
    pub(super) factor: Ratio,
    /// Σ claims below, and the same without those that stand where none may.
    pub(super) sums: [Ratio; 2],
    /// What criteria without a claim could add.
    pub(super) missing: Ratio,
    pub(super) count: usize,
}

impl AreaClaims {
    pub(super) fn of_all(scene: &Scene<'_>) -> Vec<Self> {
        let set = scene.set;
        let claims = scene.file.claims.as_ref();
        let areas = set.file().areas.iter().enumerate();
        let mut all: Vec<Self> = areas
            .map(|(index, area)| Self {
                id: area.id.to_string(),
                number: area.number.clone().unwrap_or_else(|| area.id.to_string()),
                max: Points::from_quantity(area.max_points).unwrap_or_default(),
                typed: claims
                    .and_then(|claims| claims.areas.get(&area.id))
                    .and_then(|typed| Points::from_quantity(*typed)),
                factor: set.area_factor(index),
                sums: [Ratio::ZERO; 2],
                missing: Ratio::ZERO,
                count: 0,
            })
            .collect();
        for subject in &scene.subjects {
            let Home::Area(area) = subject.model.home() else {
                continue;
            };
            let Some(own) = all.get_mut(area) else {
                continue;
            };
            let weigh = |points: Points| {
                Ratio::from_points(points)
                    .checked_mul(subject.model.factor())
                    .unwrap_or(Ratio::ZERO)
            };
            let add = |sum: &mut Ratio, points: Points| {
                *sum = sum.checked_add(weigh(points)).unwrap_or(*sum);
            };
            match subject.score.claimed() {
                Some(claimed) => {
                    own.count = own.count.saturating_add(1);
                    let [all, placed] = &mut own.sums;
                    add(all, claimed);
                    if !is_out_of_place(scene, subject) {
                        add(placed, claimed);
                    }
                }
                None if subject.model.self_scored() && subject.own.applies == Applies::Yes => {
                    add(&mut own.missing, subject.score.max());
                }
                None => {}
            }
        }
        all
    }

    /// Whether nothing below is claimed.
    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether everything below that can be claimed is.
    pub(super) fn is_complete(&self) -> bool {
        !self.is_empty() && self.missing == Ratio::ZERO
    }

    pub(super) fn pointer(&self) -> String {
        format!("/claims/areas/{}", self.id)
    }

    /// What the claims below come to, as people type it; nothing where there are none, or where
    /// the typed sum may be right because of claims that are missing.
    pub(super) fn expected(&self, scene: &Scene<'_>) -> Option<Points> {
        if self.is_empty() {
            return None;
        }
        let typed = self.typed?;
        let [all, placed] = self.sums;
        let sums = [scene.sum_as_typed(all)?, scene.sum_as_typed(placed)?];
        let most = scene.sum_as_typed(all.checked_add(self.missing)?)?;
        let [all, placed] = sums;
        if sums.contains(&typed) || (!self.is_complete() && typed > placed && typed <= most) {
            return None;
        }
        Some(all)
    }
}

/// How far two numbers of points are apart.
pub(super) fn distance(one: Points, other: Points) -> Points {
    one.max(other)
        .checked_sub(one.min(other))
        .unwrap_or_default()
}
