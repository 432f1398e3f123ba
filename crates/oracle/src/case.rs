//! What is to be scored: the three files side by side, and the typed cell of each fact.

use std::collections::BTreeMap;

use crate::date::{self, Calendar, Day};
use crate::json::Json;
use crate::number::{self, Q, Rounding};
use crate::plan::{Occurrence, Plan, Step};

/// One value of a fact
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Number(Q),
    /// An option; `yes` and `no` for yes-no facts.
    Word(String),
    Day(Day),
    /// A possible day of a date that is unanswered.
    OpenDay(Day),
    /// A date that is `none`: not done.
    Undone,
    Table(Json),
}

/// A fact as typed
pub(crate) enum Cell {
    Known(Value),
    /// Unanswered; whether the unit itself has to answer.
    Open {
        by_unit: bool,
    },
}

/// The files of one assessment
pub(crate) struct Case<'a> {
    pub(crate) set: &'a Json,
    pub(crate) assessment: &'a Json,
    pub(crate) plan: Option<Plan<'a>>,
    pub(crate) occurrences: Vec<Occurrence>,
    /// Steps for which something may still arise.
    pub(crate) open_steps: Vec<Step>,
    pub(crate) as_of: Day,
    pub(crate) calendar: Calendar,
    pub(crate) measure_rounding: Rounding,
    pub(crate) leaf_rounding: Rounding,
    definitions: BTreeMap<&'a str, &'a Json>,
}

impl<'a> Case<'a> {
    /// Puts the files together
    pub(crate) fn new(
        set: &'a Json,
        plan: Option<&'a Json>,
        assessment: &'a Json,
    ) -> Result<Self, String> {
        let as_of = date::optional(assessment, "as_of")?.ok_or("as_of is missing")?;
        let plan = plan
            .map(|plan| Plan::new(plan, assessment, as_of))
            .transpose()?;
        let (occurrences, open_steps) = match &plan {
            Some(plan) => (plan.occurrences()?, plan.open_steps()?),
            None => (Vec::new(), Vec::new()),
        };
        let mut definitions = BTreeMap::new();
        for fact in set.list("facts") {
            definitions.insert(fact.need("id")?, fact);
        }
        let rounding = set.get("rounding");
        Ok(Self {
            set,
            assessment,
            plan,
            occurrences,
            open_steps,
            as_of,
            calendar: Calendar::read(set)?,
            measure_rounding: Rounding::read(rounding, "measure")?,
            leaf_rounding: Rounding::read(rounding, "leaf")?,
            definitions,
        })
    }

    /// The definition of a fact
    pub(crate) fn definition(&self, fact: &str) -> Result<&'a Json, String> {
        self.definitions
            .get(fact)
            .copied()
            .ok_or_else(|| format!("fact `{fact}` is not defined"))
    }

    /// The kind of a fact, and what describes it
    pub(crate) fn kind(&self, fact: &str) -> Result<(&'a str, &'a Json), String> {
        self.definition(fact)?.get("kind").tag()
    }

    /// Who gives a fact
    pub(crate) fn provider(&self, fact: &str) -> Result<&'a str, String> {
        Ok(self.definition(fact)?.text("provided_by").unwrap_or("unit"))
    }

    /// The cell of a fact; `corrected` holds the facts an appraiser corrected
    pub(crate) fn cell(&self, fact: &str, corrected: &Json) -> Result<Cell, String> {
        let provider = self.provider(fact)?;
        let mut by_appraiser = false;
        let typed = if let Json::Object(members) = corrected
            && members.iter().any(|(name, _)| name == fact)
        {
            by_appraiser = true;
            corrected.given(fact)
        } else if provider == "unit" {
            self.assessment.get("facts").given(fact)
        } else {
            self.assessment
                .list("external")
                .iter()
                .find(|result| result.text("fact") == Some(fact))
                .and_then(|result| result.given("value"))
        };
        let by_unit = provider == "unit";
        match typed {
            None => Ok(Cell::Open { by_unit }),
            Some(typed) => match self.value(fact, typed)? {
                // CLARIFY: a date an appraiser corrected stands, whenever it is.
                Value::Day(day) if day > self.as_of && !by_appraiser => Ok(Cell::Open { by_unit }),
                value => Ok(Cell::Known(value)),
            },
        }
    }

    /// A value as its kind reads it
    pub(crate) fn value(&self, fact: &str, typed: &Json) -> Result<Value, String> {
        let fault = || format!("fact `{fact}` cannot be {typed:?}");
        Ok(match self.kind(fact)?.0 {
            "number" => Value::Number(number::number(typed)?),
            "yes-no" => match typed {
                Json::Bool(true) => Value::Word("yes".into()),
                Json::Bool(false) => Value::Word("no".into()),
                _ => return Err(fault()),
            },
            "choice" => Value::Word(typed.word().ok_or_else(fault)?.to_owned()),
            "date" => match typed.word().ok_or_else(fault)? {
                "none" => Value::Undone,
                day => Value::Day(date::parse(day)?),
            },
            "table" => Value::Table(typed.clone()),
            other => return Err(format!("unknown kind `{other}`")),
        })
    }

    /// All values of a number fact or choice, by its kind alone
    pub(crate) fn all_values(&self, fact: &str) -> Result<Vec<Value>, String> {
        let (kind, payload) = self.kind(fact)?;
        match kind {
            "number" => {
                let places = number::count(payload, "decimals")?.unwrap_or(0);
                let places = u32::try_from(places).map_err(|fault| fault.to_string())?;
                let least = number::number_at(payload, "min")?;
                let greatest = number::number_at(payload, "max")?;
                numbers_between(&least, &greatest, places)
            }
            "yes-no" => Ok(vec![Value::Word("yes".into()), Value::Word("no".into())]),
            "choice" => payload
                .list("options")
                .iter()
                .map(|option| Ok(Value::Word(option.need("id")?.to_owned())))
                .collect(),
            other => Err(format!("the values of a {other} cannot be listed")),
        }
    }
}

/// Every multiple of 10^-places from `least` to `greatest`, both included
pub(crate) fn numbers_between(least: &Q, greatest: &Q, places: u32) -> Result<Vec<Value>, String> {
    let step = number::whole(1) / number::power(places);
    let mut values = Vec::new();
    let mut value = least.clone();
    while value <= *greatest {
        values.push(Value::Number(value.clone()));
        value += &step;
        if values.len() > 100_000 {
            return Err("a fact has too many values to enumerate".into());
        }
    }
    Ok(values)
}
