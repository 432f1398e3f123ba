//! Small plans for tests.

use serde_json::{Value, json};

use super::ReformPlan;
use crate::diagnostic::Diagnostics;
use crate::file::TaskResultFile;
use crate::number::Date;
use crate::read::decode_document;

pub(crate) fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A task led by `office`, without products.
pub(crate) fn task(id: &str, schedule: &Value) -> Value {
    json!({
        "id": id, "title": {"vi": id}, "products_printed": "Báo cáo", "products": [],
        "lead": ["office"], "lead_printed": "Văn phòng", "deadline": deadline(schedule),
    })
}

pub(crate) fn deadline(schedule: &Value) -> Value {
    json!({"printed": "Quý I/2024", "schedule": schedule})
}

/// The same task with products, some with schedules of their own.
pub(crate) fn with_products(mut task: Value, products: &[(&str, Option<Value>)]) -> Value {
    let products = products.iter().map(|(id, schedule)| {
        let mut product = json!({"id": id, "title": {"vi": id}, "kind": "document"});
        if let Some(schedule) = schedule {
            product["deadline"] = deadline(schedule);
        }
        product
    });
    task["products"] = products.collect();
    task
}

/// A plan file for 2024 with one area for each list of tasks: `a0`, `a1` …
pub(crate) fn file(areas: &[Vec<Value>]) -> Value {
    let areas = areas.iter().enumerate().map(|(index, tasks)| {
        json!({
            "id": format!("a{index}"), "number": "I", "title": {"vi": "Lĩnh vực"},
            "goals": [{
                "id": format!("g{index}"), "number": "1", "title": {"vi": "Mục tiêu"}, "tasks": tasks,
            }],
        })
    });
    json!({
        "format": "par-index/plan@1", "id": "plan-2024", "title": {"vi": "Kế hoạch"},
        "unit": {"id": "unit", "title": {"vi": "Đơn vị"}},
        "period": {"from": "2024-01-01", "until": "2024-12-31"},
        "notation_printed": "12/KH", "issued_printed": "tháng 01 năm 2024",
        "source": {"vi": "Tự đặt"},
        "leads": [
            {"id": "office", "title": {"vi": "Văn phòng"}},
            {"id": "inspector", "title": {"vi": "Thanh tra"}},
        ],
        "areas": areas.collect::<Vec<_>>(),
    })
}

pub(crate) fn read(file: &Value) -> Result<ReformPlan, Diagnostics> {
    ReformPlan::from_json(Some("plan.json"), file.to_string().as_bytes())
}

/// A plan with one area.
pub(crate) fn plan(tasks: &[Value]) -> ReformPlan {
    let plan = read(&file(&[tasks.to_vec()]));
    plan.unwrap_or_else(|found| panic!("{found}"))
}

pub(crate) fn results(results: &Value) -> Vec<TaskResultFile> {
    let read = decode_document::<Vec<TaskResultFile>>(None, results.to_string().as_bytes());
    read.unwrap_or_else(|found| panic!("{found}")).0
}

/// Ids and pointers of findings.
pub(crate) fn ids(found: &Diagnostics) -> Vec<(&'static str, String)> {
    let id = |each: &crate::diagnostic::Diagnostic| (each.check(), each.place().pointer.clone());
    let mut ids: Vec<_> = found.iter().map(id).collect();
    ids.sort();
    ids
}
