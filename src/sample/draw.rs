//! Drawing units.

use std::collections::BTreeMap;

use super::random::Random;
use super::turning::{Turning, Turnings};
use crate::compile::{Scorer, most_rows};
use crate::file::{
    AssessmentFile, ColumnKind, ExternalResult, Fact, FactKind, FactValue, Nature, NotApplicable,
    NotApplicableClaim, NumberKind, ProvidedBy, Span, TableKind, Text,
};
use crate::model::last_day;
use crate::number::{Date, Quantity};
use crate::read::{Id, IdError};

/// Most rows drawn for a table.
const ROWS: usize = 12;

/// How often things are drawn, of a thousand
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odds {
    /// A fact, or a cell of a table, is unanswered.
    pub missing: u16,
    /// A criterion does not apply, where that is allowed.
    pub not_applicable: u16,
    /// A number or date is at a value at which points turn, or one step beside it.
    pub at_boundary: u16,
    /// Something that has a date was not done.
    pub not_done: u16,
}

impl Default for Odds {
    fn default() -> Self {
        Self {
            missing: 20,
            not_applicable: 20,
            at_boundary: 500,
            not_done: 30,
        }
    }
}

/// Made-up units for a criteria set
///
/// Numbers stay within their limits, parts within their wholes, and what the set's relations say
/// holds; dates lie in the span of their fact and not after `as_of`. Results of a plan's tasks are
/// not drawn: tasks stay unanswered. No points are claimed.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use par_index::{compile::Scorer, eval::Assessment, model::CriteriaSet, number::Date};
/// use par_index::sample::{Odds, Samples};
///
/// let set = par_index::shipped::find("illustrative-shapes", "2024").ok_or("not shipped")?;
/// let scorer = Scorer::new(CriteriaSet::from_json(None, set.json.as_bytes())?)?;
/// let samples = Samples::new(&scorer, 7, Date::parse("2024-12-31")?, Odds::default());
/// let unit = samples.unit(3)?;
/// assert_eq!(unit.unit.id.as_str(), "made-up-00000004");
/// assert_eq!(unit, samples.unit(3)?);
/// assert!(scorer.score(&Assessment::new(&scorer, None, unit)?).is_ok());
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Samples {
    scorer: Scorer,
    seed: u64,
    as_of: Date,
    odds: Odds,
    turnings: Turnings,
}

/// What was drawn for a fact, for those drawn after it
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drawn {
    Open,
    /// Mantissa and decimals.
    Number(i64, u8),
    Day(Date),
    Other,
}

impl Samples {
    /// Looks at what the rules of a set say about its facts
    pub fn new(scorer: &Scorer, seed: u64, as_of: Date, odds: Odds) -> Self {
        let set = scorer.criteria_set();
        Self {
            scorer: scorer.clone(),
            seed,
            as_of,
            odds,
            turnings: Turnings::of(set),
        }
    }

    /// Draws a unit by its number, counted from 0
    ///
    /// # Errors
    ///
    /// Never for a number that a unit can have; the name made of it is an id.
    pub fn unit(&self, number: u64) -> Result<AssessmentFile, IdError> {
        let set = self.scorer.criteria_set();
        let mut random = Random::of(self.seed, number);
        let shown = u128::from(number).saturating_add(1);
        let mut file = self
            .scorer
            .blank_assessment(&format!("made-up-{shown:08}"), self.as_of)?;
        file.nature = Some(Nature::MadeUp);
        file.unit.title = Text {
            vi: format!("Đơn vị giả định {shown}"),
            en: Some(format!("Made-up unit {shown}")),
        };
        file.unit.group = random
            .pick(&set.file().unit_groups)
            .map(|group| group.id.clone());
        let mut drawn = vec![Drawn::Open; set.facts().len()];
        for index in &self.turnings.order {
            let (Some(fact), Some(turning)) =
                (set.facts().get(*index), self.turnings.facts.get(*index))
            else {
                continue;
            };
            if random.in_thousand(self.odds.missing) {
                continue;
            }
            let (value, kept) = self.value(fact, turning, &drawn, &mut random);
            if let Some(slot) = drawn.get_mut(*index) {
                *slot = kept;
            }
            if fact.provided_by.is_some_and(|by| by != ProvidedBy::Unit) {
                file.external.push(ExternalResult {
                    fact: fact.id.clone(),
                    value,
                    source: "Giả định / made up".to_owned(),
                    published_on: None,
                });
            } else {
                file.facts.insert(fact.id.clone(), value);
            }
        }
        for leaf in set.leaves() {
            if leaf.not_applicable() != NotApplicable::NotAllowed
                && random.in_thousand(self.odds.not_applicable)
            {
                file.not_applicable.push(NotApplicableClaim {
                    at: leaf.id().clone(),
                    part: None,
                    reason: Some("Giả định / made up".to_owned()),
                });
            }
        }
        Ok(file)
    }

    fn value(
        &self,
        fact: &Fact,
        turning: &Turning,
        drawn: &[Drawn],
        random: &mut Random,
    ) -> (FactValue, Drawn) {
        match &fact.kind {
            FactKind::Number(kind) => {
                let decimals = u8::try_from(kind.decimals).unwrap_or(9);
                let number = self.number(kind, decimals, turning, drawn, random);
                let value = Quantity::new(number, decimals).unwrap_or(kind.min);
                (value.into(), Drawn::Number(number, decimals))
            }
            FactKind::YesNo => (random.in_thousand(800).into(), Drawn::Other),
            FactKind::Choice(kind) => {
                // The first option is often the best one.
                let first = kind.options.first().filter(|_| random.in_thousand(500));
                let option = first.or_else(|| random.pick(&kind.options));
                let value =
                    option.map_or(FactValue::Unanswered, |option| option.id.as_str().into());
                (value, Drawn::Other)
            }
            FactKind::Date(span) => match self.day(span, turning, drawn, random) {
                Some(day) => (day.into(), Drawn::Day(day)),
                None => ("none".into(), Drawn::Other),
            },
            FactKind::Table(kind) => (FactValue::Rows(self.rows(kind, random)), Drawn::Other),
        }
    }

    /// The mantissa of a number.
    fn number(
        &self,
        kind: &NumberKind,
        decimals: u8,
        turning: &Turning,
        drawn: &[Drawn],
        random: &mut Random,
    ) -> i64 {
        let low = kind.min.to_scale(decimals).unwrap_or(0);
        let mut high = kind.max.to_scale(decimals).unwrap_or(low);
        let mut is_part = false;
        let mut turns: Vec<i64> = Vec::new();
        for under in &turning.under {
            let sum = |facts: &[usize]| {
                facts.iter().try_fold(0_i64, |sum, fact| {
                    sum.checked_add(mantissa(drawn.get(*fact)?, decimals)?)
                })
            };
            let taken = sum(&under.taken).unwrap_or(0);
            let Some(whole) = sum(&under.wholes).and_then(|whole| whole.checked_sub(taken)) else {
                continue;
            };
            is_part = true;
            high = high.min(whole);
            turns.extend(under.percents.iter().filter_map(|at| percent(whole, *at)));
        }
        let mut near = None;
        for (base, percents) in &turning.growth {
            let Some(base) = drawn.get(*base).and_then(|base| mantissa(base, decimals)) else {
                continue;
            };
            near = Some(base);
            let grown = |at: &Quantity| base.checked_add(percent(base, *at)?);
            turns.extend(percents.iter().filter_map(grown));
        }
        turns.extend(turning.values.iter().filter_map(|at| at.to_scale(decimals)));
        turns.retain(|turn| (low..=high).contains(turn));
        let high = high.max(low);
        if !turns.is_empty() && random.in_thousand(self.odds.at_boundary) {
            let turn = random.pick(&turns).copied().unwrap_or(low);
            let step = random.between(-1, 1);
            return turn.saturating_add(step).clamp(low, high);
        }
        match random.below(20) {
            0 => low,
            1 => high,
            _ if is_part => {
                // Most units do most of what they should.
                let span = high.saturating_sub(low);
                let gap = random.between(0, span.checked_div(4).unwrap_or(0));
                high.saturating_sub(gap)
            }
            _ => {
                let Some(base) = near else {
                    return sized(low, high, random);
                };
                // Within a fifth of what it is compared with.
                let fifth = base.checked_div(5).unwrap_or(0).saturating_abs();
                let change = random.between(fifth.saturating_neg(), fifth);
                base.saturating_add(change).clamp(low, high)
            }
        }
    }

    /// A day; `None` if it was not done.
    fn day(
        &self,
        span: &Span,
        turning: &Turning,
        drawn: &[Drawn],
        random: &mut Random,
    ) -> Option<Date> {
        if random.in_thousand(self.odds.not_done) {
            return None;
        }
        let day_of = |fact: usize| match drawn.get(fact) {
            Some(Drawn::Day(day)) => Some(*day),
            _ => None,
        };
        let first = turning.not_before.iter().filter_map(|other| day_of(*other));
        let first = first.fold(span.from, Date::max);
        let last = span.until.min(self.as_of).max(first);
        if random.in_thousand(self.odds.at_boundary)
            && let Some(due) = random.pick(&turning.due)
        {
            let start = due.start.and_then(day_of);
            let day = last_day(
                &due.due,
                due.policy,
                self.scorer.criteria_set().calendar(),
                start,
            );
            let step = i32::try_from(random.between(-1, 1)).unwrap_or(0);
            if let Some(day) = day.and_then(|day| day.checked_add_days(step)) {
                return Some(day.clamp(first, last.max(first)));
            }
        }
        let days = i64::from(last.days()).saturating_sub(i64::from(first.days()));
        let after = i32::try_from(random.between(0, days)).ok()?;
        first.checked_add_days(after)
    }

    fn rows(&self, kind: &TableKind, random: &mut Random) -> Vec<BTreeMap<Id, FactValue>> {
        let most = most_rows(kind.max_rows).min(ROWS);
        let count = random.between(0, i64::try_from(most).unwrap_or(0));
        let mut rows = Vec::new();
        for _ in 0..count {
            let mut row = BTreeMap::new();
            for column in &kind.columns {
                if random.in_thousand(self.odds.missing) {
                    continue;
                }
                let value = match &column.kind {
                    ColumnKind::YesNo => random.in_thousand(800).into(),
                    ColumnKind::Choice(choice) => match random.pick(&choice.options) {
                        Some(option) => option.id.as_str().into(),
                        None => FactValue::Unanswered,
                    },
                    ColumnKind::Number(number) => {
                        let decimals = u8::try_from(number.decimals).unwrap_or(9);
                        let own = Turning::default();
                        let drawn = self.number(number, decimals, &own, &[], random);
                        Quantity::new(drawn, decimals).unwrap_or(number.min).into()
                    }
                };
                row.insert(column.id.clone(), value);
            }
            rows.push(row);
        }
        rows
    }
}

/// What was drawn, in steps of so many decimals.
fn mantissa(drawn: &Drawn, decimals: u8) -> Option<i64> {
    match drawn {
        Drawn::Number(mantissa, scale) => Quantity::new(*mantissa, *scale).ok()?.to_scale(decimals),
        _ => None,
    }
}

/// So many percent of a whole, rounded up: the least part that reaches them.
fn percent(whole: i64, at: Quantity) -> Option<i64> {
    let (product, hundred) = (
        i128::from(whole).checked_mul(i128::from(at.mantissa()))?,
        10_i128.checked_pow(u32::from(at.scale()).checked_add(2)?)?,
    );
    let cut = product.checked_div_euclid(hundred)?;
    let more = i128::from(product.checked_rem_euclid(hundred)? > 0);
    i64::try_from(cut.checked_add(more)?).ok()
}

/// A number of any size up to the greatest: small ones are as likely as large ones.
fn sized(low: i64, high: i64, random: &mut Random) -> i64 {
    let span = high.saturating_sub(low);
    let sizes = span.checked_ilog10().unwrap_or(0);
    if sizes < 4 {
        return random.between(low, high);
    }
    let size = u32::try_from(random.between(1, i64::from(sizes))).unwrap_or(1);
    let most = 10_i64.checked_pow(size.saturating_add(1)).unwrap_or(span);
    low.saturating_add(random.between(0, most.min(span)))
}
