//! Areas and lead units with their counts among their own keys, of which some formats want the number first.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::{AreaStatus, LeadStatus, StatusShare, TaskState};
use crate::file::Text;
use crate::read::Id;

#[derive(Serialize)]
struct Shown<'s> {
    id: &'s Id,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'s str>,
    title: &'s Text,
    tasks: usize,
    states: &'s BTreeMap<TaskState, usize>,
    completion: StatusShare,
    punctuality: StatusShare,
}

impl Serialize for AreaStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Shown {
            id: &self.id,
            number: Some(&self.number),
            title: &self.title,
            tasks: self.counts.tasks,
            states: &self.counts.states,
            completion: self.counts.completion,
            punctuality: self.counts.punctuality,
        }
        .serialize(serializer)
    }
}

impl Serialize for LeadStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Shown {
            id: &self.id,
            number: None,
            title: &self.title,
            tasks: self.counts.tasks,
            states: &self.counts.states,
            completion: self.counts.completion,
            punctuality: self.counts.punctuality,
        }
        .serialize(serializer)
    }
}
