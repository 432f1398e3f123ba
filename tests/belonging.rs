//! What was made for one criteria set is refused by another, and numbers too large are errors.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what should not happen"
)]

use par_index::compile::Scorer;
use par_index::eval::{Assessment, Column, ScoreError};
use par_index::lanes::{Lanes, TableError};
use par_index::model::{Calendar, CriteriaSet};
use par_index::number::{Date, Points, Quantity, Ratio, Rounding, RoundingMode};
use par_index::scenario::WhatIf;
use par_index::shipped;
use serde_json::Value;

fn scorer(json: &[u8]) -> Scorer {
    let set = CriteriaSet::from_json(None, json).unwrap_or_else(|found| panic!("{found}"));
    Scorer::new(set).unwrap()
}

fn shipped_json() -> &'static str {
    shipped::find("illustrative-shapes", "2024").unwrap().json
}

/// The same criteria with the facts in another order, under the same id and edition.
fn turned() -> Scorer {
    let mut file: Value = serde_json::from_str(shipped_json()).unwrap();
    file["facts"].as_array_mut().unwrap().reverse();
    scorer(file.to_string().as_bytes())
}

/// An assessment with one share answered.
fn assessment(scorer: &Scorer) -> Assessment {
    let as_of = scorer.criteria_set().file().in_force.until;
    let mut file = scorer.blank_assessment("phong-a", as_of).unwrap();
    file.answer("dossiers-due", 1_420).unwrap();
    file.answer("dossiers-on-time", 1_420).unwrap();
    Assessment::new(scorer, None, file).unwrap()
}

#[test]
fn an_assessment_of_another_set_is_refused() {
    let (own, other) = (scorer(shipped_json().as_bytes()), turned());
    let assessment = assessment(&own);
    assert!(!own.is_same_set(&other));
    assert_eq!(other.score(&assessment).err(), Some(ScoreError::OtherSet));
    assert_eq!(other.totals(&assessment).err(), Some(ScoreError::OtherSet));
    assert_eq!(
        Lanes::new(&other, &assessment).err(),
        Some(TableError::OtherSet)
    );
}

#[test]
fn the_same_set_compiled_twice_is_one_set() {
    let [own, again] = [(); 2].map(|()| scorer(shipped_json().as_bytes()));
    let assessment = assessment(&own);
    let lower = |scorer: &Scorer| {
        let card = scorer.score(&assessment).unwrap();
        card.total().index().whole().lower()
    };
    assert!(own.is_same_set(&again));
    assert_eq!(lower(&own), lower(&again));
    let lanes = Lanes::new(&again, &assessment).unwrap();
    let table = lanes.table(1).unwrap();
    let scores = lanes
        .score(&table, par_index::lanes::Detail::Leaves)
        .unwrap();
    let card = own.score(&assessment).unwrap();
    for (leaf, score) in card.criteria().iter().enumerate() {
        let lane = scores.leaf(0, leaf).unwrap();
        assert_eq!(lane.computed, score.column(Column::Computed), "{leaf}");
    }
}

#[test]
fn a_table_of_more_units_than_memory_holds_is_an_error() {
    let own = scorer(shipped_json().as_bytes());
    let lanes = Lanes::new(&own, &assessment(&own)).unwrap();
    for units in [usize::MAX, usize::MAX - 63, usize::MAX / 2, (1 << 24) + 1] {
        let refused = lanes.table(units).err();
        assert!(
            matches!(refused, Some(TableError::TooManyUnits { units: own, .. }) if own == units),
            "{units}: {refused:?}"
        );
    }
}

#[test]
fn numbers_and_days_at_their_ends_are_answers_or_errors() {
    let modes = [RoundingMode::HalfUp, RoundingMode::Up, RoundingMode::Down];
    let ends = [i128::MIN, i128::MIN + 1, -1, 0, 1, i128::MAX];
    let ratios: Vec<Ratio> = ends
        .iter()
        .flat_map(|num| ends.map(|den| Ratio::new(*num, den)))
        .flatten()
        .collect();
    assert!(ratios.len() > 10);
    for one in &ratios {
        let _ = (one.reduced(), one.negated(), one.floor(), one.ceil());
        let _ = (one.to_points_exact(), one.to_quantity_exact(u8::MAX));
        let _ = one.is_finite_at(u8::MAX);
        for mode in modes {
            for places in [0, 9, u8::MAX] {
                if let Some(rounding) = Rounding::new(places, mode) {
                    let _ = (one.to_points(rounding), one.to_quantity(rounding));
                }
            }
        }
        for other in &ratios {
            let _ = (one.checked_add(*other), one.checked_sub(*other));
            let _ = (one.checked_mul(*other), one.checked_div(*other));
            let _ = one.cmp(other);
        }
    }
    for mantissa in [i64::MIN, -1, 0, i64::MAX] {
        for scale in [0, 9, 18, 19, u8::MAX] {
            if let Ok(own) = Quantity::new(mantissa, scale) {
                let _ = (own.to_scale(0), own.to_scale(u8::MAX), own.to_decimal());
                let _ = (own.to_string(), Points::from_quantity(own));
            }
        }
        let points = Points::from_nanos(mantissa);
        let _ = (
            points.to_fixed(0),
            points.to_fixed(u8::MAX),
            points.to_quantity(),
        );
        let _ = (
            points.checked_neg(),
            points.to_decimal(),
            points.to_string(),
        );
    }
    let [first, last] = ["0001-01-01", "9999-12-31"].map(|day| Date::parse(day).ok());
    let calendar = Calendar::new(first.into_iter().chain(last));
    for day in first.into_iter().chain(last) {
        for by in [i32::MIN, -1, 0, 1, i32::MAX] {
            let _ = (
                day.checked_add_days(by),
                day.add_months(by),
                Date::from_days(by),
            );
        }
        let _ = (day.end_of_month(), day.weekday(), calendar.is_working(day));
        assert_eq!(calendar.add_working_days(day, u32::MAX), None);
    }
    for year in [i32::MIN, 0, i32::MAX] {
        assert!(Date::from_ymd(year, u8::MAX, u8::MAX).is_err());
    }
}

#[test]
fn places_that_are_not_there_are_none() {
    let own = scorer(shipped_json().as_bytes());
    let base = assessment(&own);
    let lanes = Lanes::new(&own, &base).unwrap();
    let table = lanes.table(1).unwrap();
    let scores = lanes
        .score(&table, par_index::lanes::Detail::Leaves)
        .unwrap();
    assert!(scores.leaf(usize::MAX, 0).is_none() && scores.leaf(0, usize::MAX).is_none());
    assert!(scores.unit(usize::MAX).is_none() && scores.computed(usize::MAX).is_none());
    assert!(!lanes.has_lane(usize::MAX));
    let what_if = WhatIf::new(&own.score(&base).unwrap());
    assert_eq!(what_if.points(usize::MAX), None);
    let empty = lanes.table(0).unwrap();
    let none = lanes.score(&empty, par_index::lanes::Detail::Leaves);
    assert_eq!(none.unwrap().units(), 0);
}
