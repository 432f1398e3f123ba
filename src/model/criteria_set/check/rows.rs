//! Checks measures over the rows of a table.

use super::super::at::At;
use super::super::findings::{
    ConditionNeverHolds, ConditionWithoutLimit, IgnoredHere, LimitDoesNotFit, Spot, Thing,
};
use super::super::limits::DEFAULT_ROWS;
use super::super::values::{Counts, Cut, Range, Span};
use super::Checker;
use super::measure::Reader;
use crate::file::{Column, ColumnKind, FactKind, RowCondition, Rows, TableKind};
use crate::number::Ratio;
use crate::read::Id;

impl<'f> Checker<'f> {
    /// Checks a count of rows, and gives the numbers it can be
    pub(super) fn rows(&mut self, rows: &'f Rows, at: &At) -> Option<Range> {
        let table = self.table(rows, at);
        if !rows.among.is_empty() {
            self.report(
                &IgnoredHere {
                    key: "among",
                    spot: Spot::RowCount,
                },
                &at.key("among"),
            );
        }
        if rows.when_empty.is_some() {
            let finding = IgnoredHere {
                key: "when_empty",
                spot: Spot::RowCount,
            };
            self.report(&finding, &at.key("when_empty"));
        }
        table.map(|table| Range::count(table.max_rows.unwrap_or(DEFAULT_ROWS)))
    }

    /// Checks a share of rows, and gives the percentages it can be
    pub(super) fn row_share(
        &mut self,
        rows: &'f Rows,
        at: &At,
        reader: Reader<'_>,
    ) -> Option<Range> {
        let table = self.table(rows, at);
        self.when_empty(rows.when_empty.as_ref(), at, reader);
        self.answered(
            rows.when_empty.as_ref(),
            table.is_some(),
            "row-share",
            at,
            reader,
        );
        table.map(|table| {
            let most = i128::from(table.max_rows.unwrap_or(DEFAULT_ROWS));
            let counts = Counts {
                part: (0, most),
                whole: (0, most),
            };
            Range::share(counts, false)
        })
    }

    fn table(&mut self, rows: &'f Rows, at: &At) -> Option<&'f TableKind> {
        let fact = self.table_fact(&rows.table, &at.key("table"))?;
        let FactKind::Table(table) = &fact.kind else {
            return None;
        };
        if self.broken.contains(fact.id.as_str()) {
            return None;
        }
        let mut sound = true;
        for (key, conditions) in [("where", &rows.r#where), ("among", &rows.among)] {
            for (index, condition) in conditions.iter().enumerate() {
                sound &= self.row_condition(condition, table, &at.item(key, index));
            }
        }
        sound.then_some(table)
    }

    fn row_condition(&mut self, condition: &RowCondition, table: &'f TableKind, at: &At) -> bool {
        let Some(column) = table
            .columns
            .iter()
            .find(|column| column.id == condition.column)
        else {
            let columns = table.columns.iter().map(|column| column.id.as_str());
            self.unknown(
                Thing::Column,
                condition.column.as_str(),
                &at.key("column"),
                columns,
            );
            return false;
        };
        let given = [
            ("is", condition.is.is_some()),
            ("at_least", condition.at_least.is_some()),
            ("at_most", condition.at_most.is_some()),
            ("one_of", !condition.one_of.is_empty()),
        ];
        let given: Vec<&'static str> = given
            .into_iter()
            .filter(|(_, given)| *given)
            .map(|(key, _)| key)
            .collect();
        if given.is_empty() {
            self.report(&ConditionWithoutLimit {}, at);
            return false;
        }
        let (kind, fitting): (&'static str, &[&str]) = match &column.kind {
            ColumnKind::Number(_) => ("a number", &["at_least", "at_most"]),
            ColumnKind::YesNo => ("a yes-no answer", &["is"]),
            ColumnKind::Choice(_) => ("a choice", &["one_of"]),
        };
        let mut sound = true;
        for key in given {
            if !fitting.contains(&key) {
                self.report(&LimitDoesNotFit { key, kind }, &at.key(key));
                sound = false;
            }
        }
        sound && self.row_values(condition, column, at)
    }

    /// Checks the values a cell is compared with, which fit the kind of the column.
    fn row_values(&mut self, condition: &RowCondition, column: &Column, at: &At) -> bool {
        match &column.kind {
            ColumnKind::YesNo => true,
            ColumnKind::Choice(kind) => {
                let options: Vec<&str> = kind
                    .options
                    .iter()
                    .map(|option| option.id.as_str())
                    .collect();
                self.words_known(&condition.one_of, &options, &at.key("one_of"))
            }
            ColumnKind::Number(kind) => {
                let range = Range::declared(kind.min, kind.max, kind.decimals);
                let mut span = Span::of(&range);
                if let Some(limit) = condition.at_least {
                    span.low = span.low.max(Cut::before(Ratio::from_quantity(limit)));
                }
                if let Some(limit) = condition.at_most {
                    span.high = span.high.min(Cut::after(Ratio::from_quantity(limit)));
                }
                if span.witness(range.decimals).is_none() {
                    self.report(&ConditionNeverHolds {}, at);
                }
                true
            }
        }
    }

    /// Checks that words are among those there are
    pub(super) fn words_known(&mut self, written: &[Id], known: &[&str], at: &At) -> bool {
        let mut sound = true;
        for (index, word) in written.iter().enumerate() {
            if !known.contains(&word.as_str()) {
                self.unknown(
                    Thing::Choice,
                    word.as_str(),
                    &at.index(index),
                    known.iter().copied(),
                );
                sound = false;
            }
        }
        sound
    }
}
