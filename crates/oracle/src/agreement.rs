//! Whether a scorecard written by somebody else says what this evaluator says.

use std::collections::BTreeMap;

use serde_json::Value;

/// What two scorecards say of the same assessment
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// How many values were compared.
    pub values: usize,
    /// Where they differ, in words.
    pub wrong: Vec<String>,
}

/// What both state of a criterion, an area or the total, their bounds aside.
const STATED: [&str; 16] = [
    "id",
    "area",
    "basis",
    "state",
    "max",
    "claimed",
    "computed",
    "evidenced",
    "final",
    "open",
    "pending",
    "excluded",
    "self_max",
    "applicable",
    "self_applicable",
    "final_applicable",
];

/// What of it does not hang on how near bounds are.
const SETTLED: [&str; 10] = [
    "id",
    "area",
    "basis",
    "max",
    "claimed",
    "final",
    "self_max",
    "applicable",
    "self_applicable",
    "final_applicable",
];

/// The columns of an index, and of bonus and penalty.
const COLUMNS: [&str; 4] = ["claimed", "computed", "evidenced", "final"];

/// Compares every state, column, loss and index, and the class, of a scorecard as `score --format json`
/// writes it with what [`score`](crate::score) gave
///
/// A criterion that has `"exact": false` has bounds that may lie further out than those of the oracle, never
/// inside; what is known, open or lost there, and in the sums above it, is then not compared.
///
/// # Examples
///
/// ```
/// use serde_json::json;
///
/// let ours = json!({ "total": { "max": "100", "open": "0" } });
/// let theirs = json!({ "total": { "max": "100", "open": "2.5" } });
/// let agreement = par_index_oracle::compare(&ours, &theirs);
/// assert_eq!(agreement.values, 2);
/// assert_eq!(agreement.wrong, ["total open: \"0\", oracle \"2.5\""]);
/// ```
pub fn compare(ours: &Value, theirs: &Value) -> Agreement {
    let mut all = Agreement::default();
    let items = |card: &Value, list: &str| card[list].as_array().cloned().unwrap_or_default();
    let lists = ["areas", "criteria", "bonus_criteria", "penalty_criteria"];
    let outer: Vec<Value> = lists[1..]
        .iter()
        .flat_map(|list| items(ours, list))
        .filter(|criterion| criterion["exact"] == false)
        .collect();
    all.place("total", &ours["total"], &theirs["total"], outer.is_empty());
    if outer.is_empty() && theirs["total"].get("class").is_some() {
        let class = |card: &Value| match &card["total"]["class"] {
            Value::Object(class) => class.get("id").cloned().unwrap_or_default(),
            other => other.clone(),
        };
        all.value("total class", &class(ours), &class(theirs));
    }
    for list in lists {
        let (ours, theirs) = (items(ours, list), items(theirs, list));
        for index in 0..ours.len().max(theirs.len()) {
            let item = |list: &[Value]| list.get(index).cloned().unwrap_or_default();
            let (ours, theirs) = (item(&ours), item(&theirs));
            let is_exact = if list == "areas" {
                outer
                    .iter()
                    .all(|criterion| criterion["area"] != ours["id"])
            } else {
                ours["exact"] != false
            };
            all.place(
                &format!("{list} {}", theirs["id"]),
                &ours,
                &theirs,
                is_exact,
            );
        }
    }
    all
}

impl Agreement {
    fn place(&mut self, name: &str, ours: &Value, theirs: &Value, is_exact: bool) {
        self.columns(name, &STATED, ours, theirs, is_exact);
        self.interval(name, ours, theirs, is_exact);
        for adjustment in ["bonus", "penalty"] {
            let Some(theirs) = theirs.get(adjustment) else {
                continue;
            };
            let ours = &ours[adjustment];
            let name = format!("{name} {adjustment}");
            if theirs.is_object() {
                self.columns(&name, &COLUMNS, ours, theirs, is_exact);
                self.interval(&name, ours, theirs, is_exact);
            } else {
                self.value(&name, ours, theirs);
            }
        }
        for round in ["round1", "round2", "final"] {
            if let Some(value) = theirs["appraised"].get(round) {
                let name = format!("{name} appraised/{round}");
                self.value(&name, &ours["appraised"][round], value);
            }
        }
        for scope in ["self", "whole"] {
            let (ours, theirs) = (&ours["index"][scope], &theirs["index"][scope]);
            let name = format!("{name} index/{scope}");
            self.columns(&name, &COLUMNS, ours, theirs, is_exact);
            // Ends that hang together or that what may leave moves are outer, and yet those of the page.
            self.interval(&name, ours, theirs, is_exact || ours["bounds"] == "exact");
        }
        if is_exact && theirs.get("losses").is_some() {
            let (ours, theirs) = (losses(ours), losses(theirs));
            self.values += theirs.len();
            if ours != theirs {
                self.wrong
                    .push(format!("{name} losses: {ours:?}, oracle {theirs:?}"));
            }
        }
    }

    fn columns(
        &mut self,
        name: &str,
        columns: &[&str],
        ours: &Value,
        theirs: &Value,
        is_exact: bool,
    ) {
        for column in columns {
            if !is_exact && !SETTLED.contains(column) {
                continue;
            }
            if let Some(value) = theirs.get(column) {
                self.value(&format!("{name} {column}"), &ours[column], value);
            }
        }
    }

    fn value(&mut self, name: &str, ours: &Value, theirs: &Value) {
        self.values += 1;
        if ours != theirs {
            self.wrong.push(format!("{name}: {ours}, oracle {theirs}"));
        }
    }

    fn interval(&mut self, name: &str, ours: &Value, theirs: &Value, is_exact: bool) {
        for end in ["lower", "upper"] {
            let (Some(value), own) = (theirs.get(end), &ours[end]) else {
                continue;
            };
            let outside = match (nanos(own), nanos(value)) {
                (Some(own), Some(value)) if end == "lower" => own <= value,
                (Some(own), Some(value)) => own >= value,
                _ => false,
            };
            if !is_exact && outside {
                self.values += 1;
            } else {
                self.value(&format!("{name} {end}"), own, value);
            }
        }
    }
}

/// Losses added up by column and reason, in units of 10⁻⁹; those of 0 are not there.
fn losses(criterion: &Value) -> BTreeMap<(String, String), Option<i128>> {
    let mut sums = BTreeMap::new();
    for loss in criterion["losses"].as_array().into_iter().flatten() {
        let word = |key: &str| loss[key].to_string();
        let sum = sums
            .entry((word("column"), word("reason")))
            .or_insert(Some(0));
        *sum = sum
            .zip(nanos(&loss["points"]))
            .map(|(sum, more)| sum + more);
    }
    sums.retain(|_, sum| *sum != Some(0));
    sums
}

/// A decimal text in units of 10⁻⁹; `None` for anything else.
fn nanos(value: &Value) -> Option<i128> {
    let text = value.as_str()?;
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let nanos: i128 = format!("{whole}{part:0<9}").parse().ok()?;
    Some(sign * nanos)
}
