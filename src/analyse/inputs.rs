//! Facts and tasks that put cells to chosen values.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::field::Field;
use super::settings::known_number;
use crate::compile::{GroupOf, Input, RowTest};
use crate::file::{
    ColumnKind, Due, FactKind, FactMap, FactValue, NonWorkingDay, RowCondition, TableKind,
    TaskExample, TaskExampleMap,
};
use crate::model::last_day;
use crate::number::{Date, Quantity};
use crate::read::Id;
use crate::rule::CellValue;

/// Most rows written out for a table.
const MOST_ROWS: i64 = 200;

/// Facts and tasks, as a worked example writes them
///
/// What is not listed may be anything.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Inputs {
    pub(super) facts: FactMap,
    pub(super) tasks: TaskExampleMap,
}

/// A date fact that is to keep, or to miss, a due date.
struct Dated<'a> {
    date: usize,
    due: &'a Due,
    policy: NonWorkingDay,
    value: CellValue,
}

impl Inputs {
    /// Values by fact id
    pub fn facts(&self) -> &FactMap {
        &self.facts
    }

    /// Tasks by slot, `area:ID` or `all`
    pub fn tasks(&self) -> &TaskExampleMap {
        &self.tasks
    }

    /// Both together; `None` where they say different things
    pub(super) fn with(&self, other: &Self) -> Option<Self> {
        let mut both = self.clone();
        for (id, value) in &other.facts {
            both.fact(id, value.clone())?;
        }
        for (name, value) in &other.tasks {
            both.task(name.clone(), value)?;
        }
        Some(both)
    }

    fn fact(&mut self, id: &Id, value: FactValue) -> Option<()> {
        let Some(known) = self.facts.get_mut(id.as_str()) else {
            self.facts.insert(id.clone(), value);
            return Some(());
        };
        match (known, value) {
            (FactValue::Rows(rows), FactValue::Rows(others)) => {
                *rows = side_by_side(rows, &others)?;
                Some(())
            }
            (known, value) => (*known == value).then_some(()),
        }
    }

    fn task(&mut self, name: String, value: &TaskExample) -> Option<()> {
        let known = self.tasks.entry(name).or_insert_with(|| value.clone());
        (known == value).then_some(())
    }
}

impl Field<'_> {
    /// Facts and tasks that give cells these values; `None` where no simple ones do
    pub(super) fn realise(&self, setting: &[(usize, CellValue)]) -> Option<Inputs> {
        let mut inputs = Inputs::default();
        let mut dated = Vec::new();
        let mut groups: BTreeMap<(String, bool), [Option<i64>; 2]> = BTreeMap::new();
        let mut demands: Vec<Demand<'_>> = Vec::new();
        for (cell, value) in setting {
            match self.input(*cell)? {
                Input::Number { fact } => {
                    let id = self.id(*fact)?;
                    let FactKind::Number(kind) = self.kind(*fact)? else {
                        return None;
                    };
                    let decimals = u8::try_from(kind.decimals).ok()?;
                    let value = Quantity::new(known_number(*value)?, decimals).ok()?;
                    inputs.fact(id, FactValue::Number(value))?;
                }
                Input::Choice { fact } => {
                    let CellValue::Choice(bit) = value else {
                        return None;
                    };
                    let index = usize::try_from(bit.trailing_zeros()).ok()?;
                    let value = match self.kind(*fact)? {
                        FactKind::YesNo => FactValue::YesNo(index == 0),
                        FactKind::Choice(kind) => {
                            FactValue::Text(kind.options.get(index)?.id.to_string())
                        }
                        _ => return None,
                    };
                    inputs.fact(self.id(*fact)?, value)?;
                }
                Input::Timeliness { date, due, policy } | Input::DaysLate { date, due, policy } => {
                    dated.push(Dated {
                        date: *date,
                        due,
                        policy: *policy,
                        value: *value,
                    });
                }
                Input::SlotTimeliness { slot } => {
                    let CellValue::Choice(bit) = value else {
                        return None;
                    };
                    let words = ["on-time", "late", "none", "not-arisen"];
                    let word = words.get(usize::try_from(bit.trailing_zeros()).ok()?)?;
                    let name = self.group(&GroupOf::Slots(vec![*slot]))?;
                    inputs.task(name, &TaskExample::Word((*word).to_owned()))?;
                }
                Input::GroupPart { group, punctual } => {
                    let counts = groups.entry((self.group(group)?, *punctual)).or_default();
                    counts[0] = known_number(*value);
                }
                Input::GroupWhole { group, punctual } => {
                    let counts = groups.entry((self.group(group)?, *punctual)).or_default();
                    counts[1] = known_number(*value);
                }
                Input::Rows { table, r#where } => demands.push(Demand {
                    table: *table,
                    r#where,
                    among: None,
                    part: known_number(*value),
                    whole: None,
                }),
                Input::RowPart {
                    table,
                    r#where,
                    among,
                } => {
                    let demand = share_of(&mut demands, *table, among)?;
                    demand.r#where = r#where;
                    demand.part = known_number(*value);
                }
                Input::RowWhole { table, among } => {
                    share_of(&mut demands, *table, among)?.whole = known_number(*value);
                }
            }
        }
        for ((name, _), counts) in groups {
            let [Some(part), Some(whole)] = counts else {
                return None;
            };
            inputs.task(name, &TaskExample::Of([part, whole]))?;
        }
        let tables: BTreeSet<usize> = demands.iter().map(|demand| demand.table).collect();
        for table in tables {
            let mine: Vec<&Demand<'_>> = demands.iter().filter(|one| one.table == table).collect();
            inputs.fact(self.id(table)?, self.rows(table, &mine)?)?;
        }
        self.dates(dated, &mut inputs)?;
        Some(inputs)
    }

    fn id(&self, fact: usize) -> Option<&Id> {
        Some(&self.compiled.set.facts().get(fact)?.id)
    }

    fn kind(&self, fact: usize) -> Option<&FactKind> {
        Some(&self.compiled.set.facts().get(fact)?.kind)
    }

    /// A group of tasks as an example names it.
    fn group(&self, group: &GroupOf) -> Option<String> {
        Some(match group {
            GroupOf::All => "all".to_owned(),
            GroupOf::Area(area) => format!("area:{area}"),
            GroupOf::Slots(slots) => {
                let all = &self.compiled.set.file().slots;
                let names: Option<Vec<&str>> = slots
                    .iter()
                    .map(|slot| Some(all.get(*slot)?.id.as_str()))
                    .collect();
                names?.join("+")
            }
        })
    }

    /// Gives each date fact a day on which all that is asked of it holds.
    fn dates(&self, mut dated: Vec<Dated<'_>>, inputs: &mut Inputs) -> Option<()> {
        // A date that others count from is chosen first.
        let start_of = |one: &Dated<'_>| match one.due {
            Due::After(after) if after.date.is_none() => after.of.clone(),
            _ => None,
        };
        dated.sort_by_key(|one| (start_of(one).is_some(), one.date));
        let mut index = 0;
        while let Some(first) = dated.get(index) {
            let date = first.date;
            let mine: Vec<&Dated<'_>> = dated.iter().filter(|one| one.date == date).collect();
            let id = self.id(date)?;
            if !inputs.facts.contains_key(id.as_str()) {
                let mut lasts = Vec::with_capacity(mine.len());
                for one in &mine {
                    let start = match start_of(one) {
                        Some(of) => Some(self.start(&of, inputs)?),
                        None => None,
                    };
                    lasts.push(last_day(
                        one.due,
                        one.policy,
                        self.compiled.set.calendar(),
                        start,
                    )?);
                }
                let value = self.day(date, &mine, &lasts)?;
                inputs.fact(id, value)?;
            }
            index = index.checked_add(1)?;
        }
        Some(())
    }

    /// The day that a due date counts from: the one chosen, or the first there is.
    fn start(&self, of: &str, inputs: &mut Inputs) -> Option<Date> {
        let index = self.compiled.set.fact_index(of)?;
        let id = self.id(index)?.clone();
        let first = FactValue::from(self.span(index)?.from);
        match inputs.facts.entry(id).or_insert(first) {
            FactValue::Text(day) => Date::parse(day).ok(),
            _ => None,
        }
    }

    /// A day, or none, that meets everything asked of one date fact.
    fn day(&self, date: usize, asked: &[&Dated<'_>], lasts: &[Date]) -> Option<FactValue> {
        let none = |value: &CellValue| match value {
            CellValue::Choice(bits) => *bits == 4,
            CellValue::Days { lo, hi, .. } => lo > hi,
            _ => false,
        };
        if asked.iter().any(|one| none(&one.value)) {
            let all = asked.iter().all(|one| none(&one.value));
            return all.then(|| FactValue::from("none"));
        }
        let span = self.span(date)?;
        let mut days = Vec::new();
        for (one, last) in asked.iter().zip(lasts) {
            match one.value {
                CellValue::Choice(1) => days.push((*last).min(span.until)),
                CellValue::Choice(2) => days.push(last.checked_add_days(1)?.max(span.from)),
                CellValue::Days { lo, .. } => {
                    days.push(last.checked_add_days(i32::try_from(lo).ok()?)?);
                }
                _ => return None,
            }
        }
        days.push(span.until);
        let meets = |day: Date| {
            asked.iter().zip(lasts).all(|(one, last)| match one.value {
                CellValue::Choice(1) => day <= *last,
                CellValue::Choice(2) => day > *last,
                CellValue::Days { lo, .. } => i64::from(day.days_since(*last)).max(0) == lo,
                _ => false,
            })
        };
        days.into_iter()
            .filter(|day| (span.from..=span.until).contains(day))
            .find(|day| meets(*day))
            .map(FactValue::from)
    }

    /// Rows of a table that meet everything asked of it.
    fn rows(&self, table: usize, demands: &[&Demand<'_>]) -> Option<FactValue> {
        let FactKind::Table(kind) = self.kind(table)? else {
            return None;
        };
        let mut most = 0;
        for demand in demands {
            // One row that does not count says "none" and leaves room beside others.
            let one = i64::from(!demand.r#where.is_empty());
            let least = demand.whole.unwrap_or(demand.part?.max(one));
            most = most.max(least);
        }
        if most > MOST_ROWS {
            return None;
        }
        let mut rows = Vec::new();
        for index in 0..most {
            let (mut meets, mut fails) = (Vec::new(), Vec::new());
            for demand in demands {
                demand.row(index, most, &mut meets, &mut fails)?;
            }
            rows.push(row(kind, &meets, &fails)?);
        }
        Some(FactValue::Rows(rows))
    }
}

/// How many rows of a table are to meet conditions.
struct Demand<'a> {
    table: usize,
    r#where: &'a [RowTest],
    /// For a share: the rows of its whole.
    among: Option<&'a [RowTest]>,
    part: Option<i64>,
    whole: Option<i64>,
}

impl<'a> Demand<'a> {
    /// What one of `all` rows has to meet, and to fail.
    fn row(
        &self,
        index: i64,
        all: i64,
        meets: &mut Vec<&'a RowCondition>,
        fails: &mut Vec<&'a RowCondition>,
    ) -> Option<()> {
        let (mut part, mut whole) = (self.part?, self.whole.unwrap_or(0));
        if whole > 0 && all.checked_rem(whole)? == 0 {
            // The same share of more rows.
            part = part.checked_mul(all.checked_div(whole)?)?;
            whole = all;
        }
        let among = self.among.unwrap_or_default();
        if index < part {
            meets.extend(conditions(self.r#where));
            meets.extend(conditions(among));
        } else if index < whole {
            meets.extend(conditions(among));
            fails.push(conditions(self.r#where).next()?);
        } else if self.among.is_some() {
            fails.push(conditions(among).next()?);
        } else {
            fails.push(conditions(self.r#where).next()?);
        }
        Some(())
    }
}

fn conditions(tests: &[RowTest]) -> impl Iterator<Item = &RowCondition> {
    tests.iter().map(|test| &test.condition)
}

/// The demand of one share of rows.
fn share_of<'s, 'a>(
    demands: &'s mut Vec<Demand<'a>>,
    table: usize,
    among: &'a [RowTest],
) -> Option<&'s mut Demand<'a>> {
    let known = demands
        .iter()
        .position(|one| one.table == table && one.among == Some(among));
    let index = known.unwrap_or_else(|| {
        demands.push(Demand {
            table,
            r#where: &[],
            among: Some(among),
            part: None,
            whole: None,
        });
        demands.len().saturating_sub(1)
    });
    demands.get_mut(index)
}

type Row = BTreeMap<Id, FactValue>;

/// Rows that have the columns of both; the shorter list is repeated where it fits.
fn side_by_side(rows: &[Row], others: &[Row]) -> Option<Vec<Row>> {
    let most = rows.len().max(others.len());
    let fits = |rows: &[Row]| most.checked_rem(rows.len()) == Some(0);
    if !(fits(rows) && fits(others)) {
        return (rows == others).then(|| rows.to_vec());
    }
    let pairs = rows.iter().cycle().zip(others.iter().cycle()).take(most);
    pairs
        .map(|(row, other)| {
            let mut both = row.clone();
            for (column, value) in other {
                let known = both.entry(column.clone()).or_insert_with(|| value.clone());
                if known != value {
                    return None;
                }
            }
            Some(both)
        })
        .collect()
}

/// A row that meets conditions and fails others, with the columns they speak of.
fn row(kind: &TableKind, meets: &[&RowCondition], fails: &[&RowCondition]) -> Option<Row> {
    let mut row = BTreeMap::new();
    for column in &kind.columns {
        let about = |conditions: &[&RowCondition]| {
            let own = conditions.iter().filter(|one| one.column == column.id);
            own.map(|one| (*one).clone()).collect::<Vec<_>>()
        };
        let (met, failed) = (about(meets), about(fails));
        if met.is_empty() && failed.is_empty() {
            continue;
        }
        let value = candidates(&column.kind, &met, &failed)
            .into_iter()
            .find(|value| {
                met.iter().all(|condition| holds(condition, value))
                    && !failed.iter().any(|condition| holds(condition, value))
            })?;
        row.insert(column.id.clone(), value);
    }
    Some(row)
}

fn candidates(kind: &ColumnKind, met: &[RowCondition], failed: &[RowCondition]) -> Vec<FactValue> {
    match kind {
        ColumnKind::YesNo => vec![FactValue::YesNo(true), FactValue::YesNo(false)],
        ColumnKind::Choice(kind) => kind
            .options
            .iter()
            .map(|option| FactValue::Text(option.id.to_string()))
            .collect(),
        ColumnKind::Number(kind) => {
            let limits = met.iter().chain(failed);
            let limits = limits.flat_map(|condition| [condition.at_least, condition.at_most]);
            limits
                .flatten()
                .chain([kind.min, kind.max])
                .filter(|value| (kind.min..=kind.max).contains(value))
                .map(FactValue::Number)
                .collect()
        }
    }
}

/// Whether a value of a row meets a condition.
fn holds(condition: &RowCondition, value: &FactValue) -> bool {
    match value {
        FactValue::YesNo(yes) => condition.is.is_none_or(|wanted| wanted == *yes),
        FactValue::Number(number) => {
            condition.at_least.is_none_or(|least| *number >= least)
                && condition.at_most.is_none_or(|most| *number <= most)
        }
        FactValue::Text(text) => {
            condition.one_of.is_empty() || condition.one_of.iter().any(|one| one.as_str() == text)
        }
        _ => false,
    }
}
