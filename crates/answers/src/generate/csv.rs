//! Units as the columns that `batch` reads.

use par_index::file::{AssessmentFile, FactValue, Nature};

use super::answer::{Answer, not_made};
use crate::batch::mark::unambiguous;
use crate::csv::{CsvLine, texts};
use crate::desk::refusal::Failure;

impl Answer {
    /// The head of a table of units.
    pub fn csv_head(&self, into: &mut Vec<u8>) {
        let set = self.scorer.criteria_set();
        let facts = set.facts().iter().map(|fact| fact.id.as_str());
        texts(
            into,
            ["unit", "group", "nature", "not-applicable"]
                .into_iter()
                .chain(facts),
        );
    }

    /// The columns that `batch` reads.
    pub fn csv_row(&self, unit: &AssessmentFile, into: &mut Vec<u8>) -> Result<(), Failure> {
        let set = self.scorer.criteria_set();
        let claims: Vec<&str> = unit
            .not_applicable
            .iter()
            .map(|claim| claim.at.as_str())
            .collect();
        let mut line = CsvLine::new(into);
        line.word(unit.unit.id.as_str());
        line.word(unit.unit.group.as_ref().map_or("", |id| id.as_str()));
        line.word(unit.nature.map_or("", Nature::word));
        line.word(&claims.join(" "));
        for fact in set.facts() {
            let outside = || unit.external.iter().find(|result| result.fact == fact.id);
            let value = unit
                .facts
                .get(&fact.id)
                .or_else(|| outside().map(|result| &result.value));
            match value {
                None | Some(FactValue::Unanswered) => line.word(""),
                Some(FactValue::YesNo(yes)) => line.word(if *yes { "true" } else { "false" }),
                Some(FactValue::Number(number)) => line.word(&unambiguous(*number)),
                Some(FactValue::Text(text)) => line.text(text),
                Some(rows @ FactValue::Rows(_)) => {
                    line.text(&serde_json::to_string(rows).map_err(|error| not_made(&error))?);
                }
            }
        }
        line.end();
        Ok(())
    }
}
