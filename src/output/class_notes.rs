//! What a class alone does not say.

use serde::Serialize;

use crate::compile::Scorer;
use crate::number::Ratio;

/// What is said beside the class of an index; nothing where there is nothing to say
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ClassNotes {
    /// The index has a value, and it is below every class.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below_every_class: Option<bool>,
    /// The exact index, where classes are read on it and the printed one would have another class.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact_index: Option<String>,
}

impl ClassNotes {
    /// What is to be said of an index, if there is one
    pub fn of(scorer: &Scorer, index: Option<Ratio>) -> Self {
        let below = index.filter(|index| scorer.is_below_classes(*index));
        let exact = index.filter(|index| scorer.class_differs_in_print(*index));
        Self {
            below_every_class: below.map(|_| true),
            exact_index: exact.map(|index| index.to_string()),
        }
    }
}
