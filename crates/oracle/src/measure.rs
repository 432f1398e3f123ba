//! What a measure gives for one combination of cell values (semantics §4).

use crate::case::Value;
use crate::cells::{Cells, Choice, Reading, most_days_late};
use crate::json::Json;
use crate::number::{self, Q, whole, zero};
use crate::plan::State;
use crate::world::World;

/// One value for each cell of a node
pub(crate) struct Combination<'c> {
    pub(crate) cells: &'c Cells,
    /// In the order of the cells.
    choices: &'c [&'c Choice],
}

impl<'c> Combination<'c> {
    /// Puts one choice for each cell together
    pub(crate) fn new(cells: &'c Cells, choices: &'c [&'c Choice]) -> Self {
        Self { cells, choices }
    }

    fn value(&self, fact: &str) -> Result<&'c Value, String> {
        let mut values = self.choices.iter().filter_map(|choice| match choice {
            Choice::Fact(name, value) if name == fact => Some(value),
            _ => None,
        });
        values
            .next()
            .ok_or_else(|| format!("cell `{fact}` was not collected"))
    }

    /// What a measure gives whose cells are not enumerated one by one
    fn reading(&self, number: usize) -> Option<&'c Reading> {
        let mut readings = self.choices.iter().filter_map(|choice| match choice {
            Choice::Measure(measure, reading) if *measure == number => Some(reading),
            _ => None,
        });
        readings.next()
    }

    fn number(&self, fact: &str) -> Result<Q, String> {
        match self.value(fact)? {
            Value::Number(value) => Ok(value.clone()),
            other => Err(format!("fact `{fact}` is no number: {other:?}")),
        }
    }

    fn sum(&self, facts: &[String]) -> Result<Q, String> {
        let mut sum = zero();
        for fact in facts {
            sum += self.number(fact)?;
        }
        Ok(sum)
    }

    /// How many occurrences that a measure reads became what: all, done, dated, dated on time
    fn occurrences(&self, measure: &Json) -> Result<(usize, usize, usize, usize), String> {
        let (mut all, mut done, mut dated, mut on_time) = (0, 0, 0, 0);
        for (class, state, count) in self.outcomes(measure)? {
            let dated_class = self.cells.classes[class].dated;
            all += count;
            dated += if dated_class { count } else { 0 };
            done += if state == State::NotDone { 0 } else { count };
            on_time += if dated_class && state == State::DoneOnTime {
                count
            } else {
                0
            };
        }
        Ok((all, done, dated, on_time))
    }

    fn outcomes(&self, measure: &Json) -> Result<Vec<(usize, State, usize)>, String> {
        let number = self.cells.number(measure)?;
        let mut found = Vec::new();
        for choice in self.choices {
            if let Choice::Tally(class, tally) = choice
                && self.cells.classes[*class].readers.contains(&number)
            {
                let arose = |state: State| state != State::DidNotArise;
                let became = tally
                    .iter()
                    .filter(|(state, count)| *count > 0 && arose(*state));
                found.extend(became.map(|(state, count)| (*class, *state, *count)));
            }
        }
        Ok(found)
    }
}

/// Reads a measure and rounds it as the set says
pub(crate) fn read(
    world: &World<'_, '_>,
    measure: &Json,
    at: &Combination<'_>,
) -> Result<Reading, String> {
    Ok(match exact(world, measure, at)? {
        Reading::Number(value) => Reading::Number(world.case.measure_rounding.apply(&value)?),
        other => other,
    })
}

fn exact(world: &World<'_, '_>, measure: &Json, at: &Combination<'_>) -> Result<Reading, String> {
    if let Some(reading) = at.reading(at.cells.number(measure)?) {
        return Ok(reading.clone());
    }
    let (kind, payload) = measure.tag()?;
    match kind {
        "fact" => Ok(Reading::Number(
            at.number(payload.word().unwrap_or_default())?,
        )),
        "total" => {
            let mut sum = zero();
            for fact in payload.items() {
                sum += at.number(fact.word().unwrap_or_default())?;
            }
            Ok(Reading::Number(sum))
        }
        "choice" => match at.value(payload.word().unwrap_or_default())? {
            Value::Word(word) => Ok(Reading::Word(word.clone())),
            other => Err(format!("not a choice: {other:?}")),
        },
        "share" => share(payload, at),
        "weighted-answers" => {
            let (mut weighted, mut answers) = (zero(), zero());
            for answer in payload.list("answers") {
                let count = at.number(answer.need("fact")?)?;
                weighted += number::number_at(answer, "weight")? * &count;
                answers += count;
            }
            Ok(ratio(&weighted, &answers))
        }
        "growth" => {
            let base = at.number(payload.need("base")?)?;
            let now = at.number(payload.need("now")?)?;
            Ok(ratio(&(whole(100) * (now - &base)), &base))
        }
        "completion" => {
            let (all, done, _, _) = at.occurrences(measure)?;
            Ok(ratio(&(whole(100) * size(done)?), &size(all)?))
        }
        "punctuality" => {
            let (_, _, dated, on_time) = at.occurrences(measure)?;
            Ok(ratio(&(whole(100) * size(on_time)?), &size(dated)?))
        }
        "timeliness" if payload.given("slot").is_some() => worst(measure, at),
        "timeliness" => timeliness(measure, payload, at),
        "days-late" => days_late(world, measure, at),
        other => Err(format!("unknown measure `{other}`")),
    }
}

fn size(count: usize) -> Result<Q, String> {
    Ok(whole(
        i64::try_from(count).map_err(|fault| fault.to_string())?,
    ))
}

fn ratio(above: &Q, below: &Q) -> Reading {
    if *below == zero() {
        Reading::Empty
    } else {
        Reading::Number(above / below)
    }
}

fn share(payload: &Json, at: &Combination<'_>) -> Result<Reading, String> {
    let part = at.sum(&payload.words("part"))?;
    let mut of = at.sum(&payload.words("whole"))?;
    if let Some(items) = payload.text("not_applicable_items") {
        of -= at.number(items)?;
    }
    if part < zero() || of < zero() || part > of {
        return Ok(Reading::Contradiction);
    }
    Ok(ratio(&(whole(100) * part), &of))
}

/// The worst of the occurrences bound to a slot
fn worst(measure: &Json, at: &Combination<'_>) -> Result<Reading, String> {
    let outcomes = at.outcomes(measure)?;
    let any = |wanted: State| outcomes.iter().any(|(_, state, _)| *state == wanted);
    Ok(if outcomes.is_empty() {
        Reading::Empty
    } else if any(State::NotDone) {
        Reading::Word("none".into())
    } else if any(State::DoneLate) {
        Reading::Word("late".into())
    } else {
        Reading::Word("on-time".into())
    })
}

fn timeliness(measure: &Json, payload: &Json, at: &Combination<'_>) -> Result<Reading, String> {
    let last = at.cells.last_day(measure)?;
    let word = match at.value(payload.need("date")?)? {
        Value::Undone => "none",
        Value::Day(day) | Value::OpenDay(day) if *day <= last => "on-time",
        Value::Day(_) | Value::OpenDay(_) => "late",
        other => return Err(format!("not a date: {other:?}")),
    };
    Ok(Reading::Word(word.into()))
}

fn days_late(
    world: &World<'_, '_>,
    measure: &Json,
    at: &Combination<'_>,
) -> Result<Reading, String> {
    let (last, (_, payload)) = (at.cells.last_day(measure)?, measure.tag()?);
    let days = match at.value(payload.need("date")?)? {
        Value::Undone => return Ok(Reading::Never),
        Value::Day(day) => (day - last).max(0),
        Value::OpenDay(day) => {
            // Nothing is later than the fact allows, but what is later already.
            let most = most_days_late(world, payload.need("date")?, last)?;
            (day - last).clamp(0, most.max(world.case.as_of - last))
        }
        other => return Err(format!("not a date: {other:?}")),
    };
    Ok(Reading::Number(whole(days)))
}
