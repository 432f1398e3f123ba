//! Checks due dates.

use super::super::at::At;
use super::super::findings::{DueNotReadable, DueTooFar, DueWithoutStart, Thing};
use super::Checker;
use crate::file::{AfterDue, Due};
use crate::number::Date;
use crate::read::Id;

/// Longest interval: a hundred years of days.
const FURTHEST: u32 = 36_525;

impl Checker<'_> {
    /// Checks a due date; false where something is wrong with it
    pub(super) fn due(&mut self, due: &Due, at: &At) -> bool {
        match due {
            Due::Before(_) | Due::By(_) => true,
            Due::Month(text) => self.form(text, month(text), "2024-01", &at.key("month")),
            Due::Quarter(text) => self.form(text, quarter(text), "2024-Q1", &at.key("quarter")),
            Due::Year(text) => self.form(text, year(text), "2024", &at.key("year")),
            Due::After(after) => self.after(after, &at.key("after")),
        }
    }

    fn form(&mut self, written: &str, sound: bool, form: &'static str, at: &At) -> bool {
        if !sound {
            let written = written.chars().take(40).collect();
            self.report(&DueNotReadable { written, form }, at);
        }
        sound
    }

    fn after(&mut self, after: &AfterDue, at: &At) -> bool {
        let mut sound = after.of.is_some() != after.date.is_some();
        if !sound {
            let both = after.of.is_some();
            self.report(&DueWithoutStart { both }, at);
        }
        if let Some(of) = &after.of {
            let at = at.key("of");
            if let Ok(id) = Id::parse(of) {
                sound &= self.date_fact(&id, &at).is_some();
            } else {
                self.unknown(Thing::Fact, of, &at, []);
                sound = false;
            }
        }
        if after.count > FURTHEST {
            let finding = DueTooFar {
                count: after.count,
                most: FURTHEST,
            };
            self.report(&finding, &at.key("count"));
            sound = false;
        }
        sound
    }
}

/// Whether a text is a year that dates reach: `2024`.
fn year(text: &str) -> bool {
    text.len() == 4 && Date::parse(&format!("{text}-01-01")).is_ok()
}

/// Whether a text is a month: `2024-01`.
fn month(text: &str) -> bool {
    text.len() == 7 && Date::parse(&format!("{text}-01")).is_ok()
}

/// Whether a text is a quarter: `2024-Q1`.
fn quarter(text: &str) -> bool {
    matches!(text.split_once("-Q"), Some((before, "1" | "2" | "3" | "4")) if year(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_forms_are_read() {
        assert!(year("2024") && month("2024-12") && quarter("2024-Q4"));
        for text in [
            "2024-13", "2024-1", "01-2024", "2024-Q0", "2024-Q5", "2024Q1", "24", "1890", "2024/01",
        ] {
            assert!(!year(text) && !month(text) && !quarter(text), "{text}");
        }
    }
}
