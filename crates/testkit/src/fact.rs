//! Facts of a leaf, and the values drawn for them at boundaries and one step beside.

use crate::day::day;
use crate::json::{Decimal, Json, Object, tagged, words};
use crate::seed::Dice;

/// The kind of a fact; numbers count in steps of their last decimal
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Number { decimals: u32, min: i64, max: i64 },
    Date,
    YesNo,
    Choice(usize),
    Table { max_rows: i64 },
}

/// The options of every choice
pub(crate) const OPTIONS: [&str; 4] = ["a", "b", "c", "d"];

/// A fact; hints are values at which something changes
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    pub(crate) provider: Option<&'static str>,
    pub(crate) hints: Vec<i64>,
}

/// Facts that are answered together
#[derive(Clone, Debug)]
pub(crate) enum Question {
    /// One fact by itself.
    One(Fact),
    /// A sum of facts near limits, in steps.
    Total(Vec<Fact>, Vec<i64>),
    /// Part, whole, and items that do not apply, near percentages.
    Share {
        part: Vec<Fact>,
        whole: Vec<Fact>,
        items: Option<Fact>,
        percents: Vec<Decimal>,
    },
    /// A value near percentages above another.
    Growth {
        now: Fact,
        base: Fact,
        percents: Vec<Decimal>,
    },
}

impl Question {
    /// The facts answered
    pub(crate) fn facts(&self) -> Vec<&Fact> {
        match self {
            Question::One(fact) => vec![fact],
            Question::Total(facts, _) => facts.iter().collect(),
            Question::Share {
                part, whole, items, ..
            } => part.iter().chain(whole).chain(items).collect(),
            Question::Growth { now, base, .. } => vec![now, base],
        }
    }

    /// Draws values; a fact that is left out is unanswered
    pub(crate) fn answers(&self, dice: &mut Dice<'_>, as_of: i64) -> Vec<(String, Json)> {
        let mut answers = Vec::new();
        match self {
            Question::One(fact) => fact.answer(dice, as_of, &mut answers),
            Question::Total(facts, limits) => {
                let mut left = dice.of(limits) + nudge(dice);
                for (at, fact) in facts.iter().enumerate() {
                    let value = if at + 1 == facts.len() {
                        left
                    } else {
                        dice.between(fact.least(), fact.greatest())
                    };
                    left -= fact.answer_near(value, dice, &mut answers);
                }
            }
            Question::Share {
                part,
                whole,
                items,
                percents,
            } => share(dice, part, whole, items.as_ref(), percents, &mut answers),
            Question::Growth {
                now,
                base,
                percents,
            } => {
                let from = dice.between(base.least(), base.greatest());
                let from = base.answer_near(from, dice, &mut answers);
                let target = percent(from, dice.of(percents)) + from + nudge(dice);
                now.answer_near(target, dice, &mut answers);
            }
        }
        answers
    }
}

/// −1, 0 or 1; 0 first
fn nudge(dice: &mut Dice<'_>) -> i64 {
    dice.of(&[0, 1, -1])
}

/// So many percent of a whole number, cut
fn percent(of: i64, percent: Decimal) -> i64 {
    of * percent.micro() / 100_000_000
}

fn share(
    dice: &mut Dice<'_>,
    part: &[Fact],
    whole: &[Fact],
    items: Option<&Fact>,
    percents: &[Decimal],
    answers: &mut Vec<(String, Json)>,
) {
    let mut of = 0;
    for fact in whole {
        let value = match dice.below(4) {
            0 => fact.greatest(),
            1 => fact.least(),
            _ => dice.between(fact.least(), fact.greatest()),
        };
        of += fact.answer_near(value, dice, answers);
    }
    if let Some(items) = items {
        let most = if dice.once_in(10) { of + 1 } else { of };
        let value = dice.between(0, most.clamp(0, items.greatest()));
        of -= items.answer_near(value, dice, answers);
    }
    let mut left = percent(of, dice.of(percents)) + nudge(dice);
    if !dice.once_in(10) {
        left = left.clamp(0, of.max(0));
    }
    for (at, fact) in part.iter().enumerate() {
        let value = if at + 1 == part.len() {
            left
        } else {
            dice.between(0, left.max(0))
        };
        left -= fact.answer_near(value, dice, answers);
    }
}

impl Fact {
    /// Its definition in a criteria set
    pub(crate) fn definition(&self) -> Json {
        let kind = match &self.kind {
            Kind::Number { decimals, min, max } => tagged("number", number(*decimals, *min, *max)),
            Kind::Date => tagged(
                "date",
                Object::new()
                    .with("from", "2023-01-01")
                    .with("until", "2025-12-31"),
            ),
            Kind::YesNo => "yes-no".into(),
            Kind::Choice(count) => tagged("choice", choice(*count)),
            Kind::Table { max_rows } => {
                let column = |id: &str, kind: Json| {
                    Object::new()
                        .with("id", id)
                        .with("title", words(id))
                        .with("kind", kind)
                };
                let columns = vec![
                    column("ok", "yes-no".into()),
                    column("n", tagged("number", number(0, 0, 9))),
                    column("c", tagged("choice", choice(3))),
                ];
                tagged(
                    "table",
                    Object::new()
                        .with("columns", columns)
                        .with("max_rows", *max_rows),
                )
            }
        };
        Object::new()
            .with("id", self.id.as_str())
            .with("title", words(&self.id))
            .with("kind", kind)
            .maybe("provided_by", self.provider)
            .into()
    }

    fn least(&self) -> i64 {
        match self.kind {
            Kind::Number { min, .. } => min,
            _ => 0,
        }
    }

    fn greatest(&self) -> i64 {
        match self.kind {
            Kind::Number { max, .. } => max,
            _ => 0,
        }
    }

    fn number(&self, steps: i64) -> Json {
        match self.kind {
            Kind::Number { decimals, .. } => Decimal::new(steps, decimals).into(),
            _ => Json::Null,
        }
    }

    /// Answers a number with the nearest value it may have, or not at all; gives the value taken
    fn answer_near(
        &self,
        value: i64,
        dice: &mut Dice<'_>,
        answers: &mut Vec<(String, Json)>,
    ) -> i64 {
        let value = value.clamp(self.least(), self.greatest());
        if !dice.once_in(9) {
            answers.push((self.id.clone(), self.number(value)));
        }
        value
    }

    /// Answers by itself, or not at all
    pub(crate) fn answer(
        &self,
        dice: &mut Dice<'_>,
        as_of: i64,
        answers: &mut Vec<(String, Json)>,
    ) {
        if let Some(value) = self.value(dice, as_of) {
            answers.push((self.id.clone(), value));
        }
    }

    /// A value near a hint; `None` leaves it unanswered
    pub(crate) fn value(&self, dice: &mut Dice<'_>, as_of: i64) -> Option<Json> {
        match &self.kind {
            Kind::Number { min, max, .. } => {
                let near = if self.hints.is_empty() {
                    *min
                } else {
                    dice.of(&self.hints)
                };
                let value = match dice.below(9) {
                    0 | 7 => near,
                    1 => near + 1,
                    2 => near - 1,
                    3 | 4 => dice.between(*min, *max),
                    5 => *max,
                    6 => *min,
                    _ => return None,
                };
                Some(self.number(value.clamp(*min, *max)))
            }
            Kind::Date => {
                let near = if self.hints.is_empty() {
                    as_of
                } else {
                    dice.of(&self.hints)
                };
                let done = match dice.below(10) {
                    0 => near,
                    1 => near + 1,
                    2 => near - 1,
                    3 => near + 2,
                    4 => near - 2,
                    5 => near + dice.between(0, 20),
                    6 => as_of,
                    7 => as_of + 1,
                    8 => return Some("none".into()),
                    _ => return None,
                };
                Some(day(done).into())
            }
            Kind::YesNo => match dice.below(5) {
                0 | 1 => Some(true.into()),
                2 | 3 => Some(false.into()),
                _ => None,
            },
            Kind::Choice(count) => {
                let at = dice.below(count + 1);
                OPTIONS[..*count].get(at).map(|option| (*option).into())
            }
            Kind::Table { max_rows } => {
                if dice.once_in(6) {
                    return None;
                }
                let rows = dice.between(0, *max_rows);
                Some(Json::List((0..rows).map(|_| row(dice)).collect()))
            }
        }
    }
}

fn row(dice: &mut Dice<'_>) -> Json {
    let ok = match dice.below(8) {
        0..=3 => Some(Json::Bool(true)),
        4..=6 => Some(Json::Bool(false)),
        _ => None,
    };
    let count = match dice.below(6) {
        0 => Some(4),
        1 => Some(5),
        2 => Some(6),
        3 => Some(0),
        4 => Some(9),
        _ => None,
    };
    let option = match dice.below(10) {
        9 => Some(Json::Null),
        at => Some(OPTIONS[at % 3].into()),
    };
    Object::new()
        .maybe("ok", ok)
        .maybe("n", count)
        .maybe("c", option)
        .into()
}

fn number(decimals: u32, min: i64, max: i64) -> Json {
    Object::new()
        .with("decimals", i64::from(decimals))
        .with("unit", "item")
        .with("min", Decimal::new(min, decimals))
        .with("max", Decimal::new(max, decimals))
        .into()
}

fn choice(count: usize) -> Json {
    let options: Vec<Json> = OPTIONS[..count]
        .iter()
        .map(|id| {
            Object::new()
                .with("id", *id)
                .with("title", words(id))
                .into()
        })
        .collect();
    tagged("options", options)
}

/// The values at which a number fact is worth testing: each limit and one step beside, and both ends
///
/// All numbers count in steps of the fact's last decimal.
///
/// # Examples
///
/// ```
/// use par_index_testkit::boundary_values;
///
/// assert_eq!(boundary_values(0, 10, &[5, 10]), [0, 4, 5, 6, 9, 10]);
/// ```
pub fn boundary_values(min: i64, max: i64, limits: &[i64]) -> Vec<i64> {
    let mut values: Vec<i64> = limits
        .iter()
        .flat_map(|limit| [limit - 1, *limit, limit + 1])
        .chain([min, max])
        .map(|value| value.clamp(min, max))
        .collect();
    values.sort_unstable();
    values.dedup();
    values
}
