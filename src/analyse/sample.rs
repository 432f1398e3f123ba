//! A criteria set for tests.

use serde_json::Value;

use crate::compile::Scorer;
use crate::model::CriteriaSet;

const SET: &str = include_str!("../../tests/checks/assessment/criteria.json");

pub(super) fn scorer() -> Scorer {
    edited_scorer(|_| {})
}

/// The set with some change.
pub(super) fn edited_scorer(edit: impl FnOnce(&mut Value)) -> Scorer {
    let mut file: Value = serde_json::from_str(SET).unwrap();
    edit(&mut file);
    of(&file)
}

fn of(file: &Value) -> Scorer {
    let set = CriteriaSet::from_json(None, file.to_string().as_bytes());
    Scorer::new(set.unwrap_or_else(|found| panic!("{found}"))).unwrap()
}
