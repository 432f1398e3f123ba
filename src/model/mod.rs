//! Checked things: a value of these types holds its invariants.

mod calendar;
mod calendar_period;
mod criteria_set;
mod due_date;
mod occurrence;
mod plan_findings;
mod plan_status;
mod reform_plan;
mod result_findings;
mod task_book;

pub use calendar::Calendar;
pub use criteria_set::*;
pub(crate) use due_date::last_day;
pub use occurrence::{DueDay, Occurrence, OpenStep, TaskFilter, TaskState};
pub use plan_status::*;
pub use reform_plan::*;
pub use task_book::*;
