//! Checks the facts a set declares, and their kinds.

use super::super::at::At;
use super::super::findings::{
    ListEmpty, RangeFinerThanDecimals, RangeReversed, RangeTooLarge, RowsOutOfRange, Thing,
    TooManyDecimals, TooManyOptions,
};
use super::super::limits::{MANTISSA, MOST_DECIMALS, MOST_OPTIONS, MOST_ROWS};
use super::Checker;
use crate::file::{ChoiceKind, ColumnKind, FactKind, NumberKind, TableKind};
use crate::number::Quantity;

impl<'f> Checker<'f> {
    /// Checks all facts and slots
    pub(super) fn facts(&mut self) {
        let (file, root) = (self.file, At::root());
        let at = root.key("facts");
        self.once(
            Thing::Fact,
            file.facts.iter().map(|fact| fact.id.as_str()),
            &at,
        );
        for (index, fact) in file.facts.iter().enumerate() {
            let at = at.index(index).key("kind");
            let sound = match &fact.kind {
                FactKind::Number(kind) => self.number_kind(kind, &at.key("number")),
                FactKind::Date(span) => self.span(span, &at.key("date")),
                FactKind::YesNo => true,
                FactKind::Choice(kind) => self.choice_kind(kind, &at.key("choice")),
                FactKind::Table(kind) => self.table_kind(kind, &at.key("table")),
            };
            if !sound {
                self.broken.insert(fact.id.as_str());
            }
        }
        let slots = file.slots.iter().map(|slot| slot.id.as_str());
        self.once(Thing::Slot, slots, &root.key("slots"));
    }

    fn number_kind(&mut self, kind: &NumberKind, at: &At) -> bool {
        let decimals = kind.decimals;
        if decimals > MOST_DECIMALS {
            let finding = TooManyDecimals {
                decimals,
                most: MOST_DECIMALS,
            };
            self.report(&finding, &at.key("decimals"));
            return false;
        }
        let mut sound = true;
        if kind.min > kind.max {
            let finding = RangeReversed {
                min: kind.min,
                max: kind.max,
            };
            self.report_against(&finding, &at.key("min"), &at.key("max"));
            sound = false;
        }
        for (key, limit) in [("min", kind.min), ("max", kind.max)] {
            let at = at.key(key);
            if u32::from(limit.scale()) > decimals {
                self.report(&RangeFinerThanDecimals { limit, decimals }, &at);
                sound = false;
            } else if !fits(limit, decimals) {
                self.report(&RangeTooLarge { limit, decimals }, &at);
                sound = false;
            }
        }
        sound
    }

    fn choice_kind(&mut self, kind: &'f ChoiceKind, at: &At) -> bool {
        let at = at.key("options");
        let options = kind.options.len();
        if options == 0 {
            self.report(&ListEmpty { key: "options" }, &at);
        } else if options > MOST_OPTIONS {
            self.report(
                &TooManyOptions {
                    options,
                    most: MOST_OPTIONS,
                },
                &at,
            );
        }
        self.once(
            Thing::Choice,
            kind.options.iter().map(|option| option.id.as_str()),
            &at,
        );
        (1..=MOST_OPTIONS).contains(&options)
    }

    fn table_kind(&mut self, kind: &'f TableKind, at: &At) -> bool {
        let mut sound = true;
        if let Some(rows) = kind.max_rows
            && !(1..=MOST_ROWS).contains(&rows)
        {
            let finding = RowsOutOfRange {
                rows,
                most: MOST_ROWS,
            };
            self.report(&finding, &at.key("max_rows"));
            sound = false;
        }
        let at = at.key("columns");
        if kind.columns.is_empty() {
            self.report(&ListEmpty { key: "columns" }, &at);
            sound = false;
        }
        self.once(
            Thing::Column,
            kind.columns.iter().map(|column| column.id.as_str()),
            &at,
        );
        for (index, column) in kind.columns.iter().enumerate() {
            let at = at.index(index).key("kind");
            sound &= match &column.kind {
                ColumnKind::Number(kind) => self.number_kind(kind, &at.key("number")),
                ColumnKind::YesNo => true,
                ColumnKind::Choice(kind) => self.choice_kind(kind, &at.key("choice")),
            };
        }
        sound
    }
}

/// Whether the mantissa with so many decimals is at most 10^18.
fn fits(limit: Quantity, decimals: u32) -> bool {
    let missing = decimals.saturating_sub(u32::from(limit.scale()));
    10_i128
        .checked_pow(missing)
        .and_then(|factor| i128::from(limit.mantissa()).checked_mul(factor))
        .is_some_and(|mantissa| mantissa.checked_abs().is_some_and(|size| size <= MANTISSA))
}
