//! An independent evaluator of PAR INDEX assessments, for tests of the `par-index` library.
//!
//! It is written from `docs/semantics.md` alone and shares no code with the library: its own JSON
//! reader, exact rationals, a walk over the file as it stands, and brute force wherever something is
//! unanswered or unsupported. It is slow on purpose. Where the page can be read in more than one way,
//! a comment starting with `CLARIFY` says which reading was taken.

mod agreement;
mod appraisal;
mod case;
mod cells;
mod date;
mod evidence;
mod exact;
mod groups;
#[cfg(test)]
mod hand_worked;
#[cfg(test)]
mod hand_worked_files;
#[cfg(test)]
mod hand_worked_tasks;
mod json;
mod leaf;
mod measure;
mod node;
mod number;
mod output;
mod plan;
mod reach;
mod scale;
mod shown;
mod table;
mod totals;
mod tree;
mod world;

pub use agreement::{Agreement, compare};

/// A criteria set and, where there is one, a reform plan: read once, for many assessments
#[derive(Debug)]
pub struct Evaluator {
    set: json::Json,
    plan: Option<json::Json>,
}

impl Evaluator {
    /// Reads the texts of both files
    ///
    /// # Errors
    ///
    /// What cannot be read.
    pub fn new(criteria: &str, plan: Option<&str>) -> Result<Self, String> {
        Ok(Self {
            set: json::read(criteria).map_err(|fault| format!("criteria set: {fault}"))?,
            plan: plan
                .map(json::read)
                .transpose()
                .map_err(|fault| format!("plan: {fault}"))?,
        })
    }

    /// Scores an assessment, given as the text of its file
    ///
    /// # Errors
    ///
    /// As [`score`].
    pub fn score(&self, assessment: &str) -> Result<serde_json::Value, String> {
        let assessment = json::read(assessment).map_err(|fault| format!("assessment: {fault}"))?;
        let case = case::Case::new(&self.set, self.plan.as_ref(), &assessment)?;
        output::scorecard(&case)
    }
}

/// Scores an assessment against a criteria set and, where there is one, a reform plan
///
/// The three arguments are the texts of the files. Decimals in the result are canonical texts
/// (no trailing zeros); losses of a leaf are added up by column and reason.
///
/// # Errors
///
/// What cannot be read, and nodes with more than two million combinations of possible values.
///
/// # Examples
///
/// ```
/// let set = r#"{"id": "s", "edition": "e", "facts": [{"id": "f", "kind": "yes-no"}],
///     "rounding": {"index": {"places": 2, "mode": "half-up"}},
///     "areas": [{"id": "a", "max_points": 1, "criteria": [{"id": "a1", "max_points": 1, "rule":
///         {"score": {"measure": {"choice": "f"}, "scale": {"options": [
///             {"is": "yes", "points": 1}, {"is": "no", "points": 0}]}}}}]}]}"#;
/// let assessment = r#"{"as_of": "2024-11-15", "facts": {"f": true}}"#;
/// let card = par_index_oracle::score(set, None, assessment).unwrap();
/// assert_eq!(card["total"]["index"]["whole"]["computed"], "100");
/// ```
pub fn score(
    criteria: &str,
    plan: Option<&str>,
    assessment: &str,
) -> Result<serde_json::Value, String> {
    Evaluator::new(criteria, plan)?.score(assessment)
}
