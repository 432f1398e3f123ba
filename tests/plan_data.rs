//! The seed plan as data: counts, printed deadlines, and that nothing of it is lost.

#![expect(clippy::panic, reason = "a test stops at what should not happen")]

use std::collections::BTreeSet;

use par_index::file::{PlanFile, ProductKind, Schedule};
use par_index::model::{CriteriaSet, ReformPlan};

const PLAN: &str = include_str!("../seeds/quang-tri-2024/plan.json");
const SET: &str = include_str!("../criteria/department-from-plan/2024.json");

fn plan() -> PlanFile {
    ReformPlan::from_json(Some("plan.json"), PLAN.as_bytes())
        .unwrap_or_else(|found| panic!("{found}"))
        .file()
        .clone()
}

/// The printed deadlines of the appendix, row by row (source: `Thời gian thực hiện`).
const DEADLINES: &str = "\
Thường xuyên
Trước 15/01/2024
Trước 18/11/2024
Tháng 1/2024
Quý IV năm 2024
Quý I/2024
Quý IV/2024
Quý I/2024
Quý IV/2024
Quý I/2024
Định kỳ
Trước 30/8/2024
Khi có QĐ công bố của Bộ
Khi có TTHC ban hành mới hoặc khi có thay đổi
Thường xuyên
Thường xuyên
Thường xuyên
Thường xuyên
Khi có phản ánh, kiến nghị
Quý III/2024
Quý I/2024
Thường xuyên
Quý III/2024
Thường xuyên
Theo kế hoạch
Quý IV/2024
Quý I/2024
Quý IV/2024
Thường xuyên
Định kỳ
Thường xuyên
Thường xuyên
Thường xuyên
Thường xuyên
Thường xuyên
Quý IV/2024
Quý IV/2024
Quý I/2024
Quý I/2024
Quý I/2024 Định kỳ
Quý I/2024
Quý IV/2024
Thường xuyên
Thường xuyên
Định kỳ
Thường xuyên
Thường xuyên
Trước 31/01/2024
Quý IV/2024
Quý I/2024
Quý IV/2024
Quý IV/2024
Quý IV/2024
Quý III/2024
Sau khi hoàn thành
Thường xuyên
Quý I/2024
Quý IV/2024";

#[test]
fn areas_goals_and_tasks_are_counted() {
    let plan = plan();
    let goals: Vec<usize> = plan.areas.iter().map(|area| area.goals.len()).collect();
    let tasks: Vec<usize> = plan
        .areas
        .iter()
        .map(|area| area.goals.iter().map(|goal| goal.tasks.len()).sum())
        .collect();
    assert_eq!(goals, [5, 9, 3, 6, 4, 6, 5, 2]);
    assert_eq!(tasks, [9, 11, 3, 8, 9, 7, 8, 3]);
    let numbers: Vec<&str> = plan.areas[5]
        .goals
        .iter()
        .map(|goal| goal.number.as_str())
        .collect();
    assert_eq!(
        numbers,
        ["1", "3", "4", "5", "6", "7"],
        "area VI is numbered as printed"
    );
}

#[test]
fn every_printed_deadline_is_kept() {
    let plan = plan();
    let printed: Vec<String> = plan
        .areas
        .iter()
        .flat_map(|area| &area.goals)
        .flat_map(|goal| &goal.tasks)
        .map(|task| task.deadline.printed.clone())
        .collect();
    assert_eq!(printed, DEADLINES.lines().collect::<Vec<_>>());
}

#[test]
fn rows_without_a_single_date_and_without_a_document() {
    let plan = plan();
    let tasks = || {
        plan.areas
            .iter()
            .flat_map(|area| &area.goals)
            .flat_map(|goal| &goal.tasks)
    };
    let undated = tasks().filter(|task| {
        !matches!(task.deadline.schedule, Schedule::Once(_))
            || task
                .products
                .iter()
                .any(|product| product.deadline.is_some())
    });
    // 26 rows, and V.4 with two deadlines.
    assert_eq!(undated.count(), 27);
    let no_document = tasks().filter(|task| {
        task.products
            .iter()
            .all(|product| product.kind != ProductKind::Document)
    });
    assert_eq!(no_document.count(), 9);
}

#[test]
fn every_row_and_bullet_is_used_by_a_leaf_or_not_scored_with_a_reason() {
    let plan = plan();
    let mut there = BTreeSet::new();
    for task in plan
        .areas
        .iter()
        .flat_map(|area| &area.goals)
        .flat_map(|goal| &goal.tasks)
    {
        there.insert(task.id.to_string());
    }
    for bullet in plan.sections.iter().flat_map(|section| &section.bullets) {
        there.insert(bullet.id.to_string());
    }
    assert_eq!(there.len(), 58 + 60);
    let set = CriteriaSet::from_json(Some("set"), SET.as_bytes()).unwrap();
    let mut used = BTreeSet::new();
    for leaf in set.leaves() {
        for cited in &leaf.criterion().cites {
            if cited.source.as_ref() == "plan-2024" {
                used.extend(cited.provision.clone());
            }
        }
    }
    let mut unscored = BTreeSet::new();
    for item in &set.file().not_scored {
        assert!(!item.reason.vi.is_empty());
        unscored.extend(item.cites.provision.clone());
    }
    let both: Vec<_> = used.intersection(&unscored).collect();
    assert!(both.is_empty(), "scored and not scored: {both:?}");
    let missing: Vec<_> = there
        .iter()
        .filter(|id| !used.contains(*id) && !unscored.contains(*id))
        .collect();
    assert!(missing.is_empty(), "neither: {missing:?}");
    let unknown: Vec<_> = unscored.iter().filter(|id| !there.contains(*id)).collect();
    assert!(unknown.is_empty(), "not in the plan: {unknown:?}");
}

#[test]
fn the_derived_set_has_the_area_maxima_it_says() {
    let set = CriteriaSet::from_json(Some("set"), SET.as_bytes()).unwrap();
    let maxima: Vec<String> = set
        .file()
        .areas
        .iter()
        .map(|area| area.max_points.to_string())
        .collect();
    assert_eq!(
        maxima,
        ["10.5", "13", "10", "14.5", "9.5", "16.5", "11", "15"]
    );
    let own = set.leaves().iter().filter(|leaf| leaf.self_scored());
    let sum: i64 = own
        .filter(|leaf| matches!(leaf.home(), par_index::model::Home::Area(_)))
        .map(|leaf| leaf.max_points().nanos())
        .sum();
    assert_eq!(sum, 88_000_000_000);
}
