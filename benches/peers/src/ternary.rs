//! Rules in languages that have `condition ? this : that`.

use crate::sheet::{Rule, Share, Writing};

/// In what such languages differ.
pub(crate) struct Dialect {
    /// A number, as the language wants it beside facts.
    pub(crate) number: fn(&str) -> String,
    /// An expression rounded to two places, halves up.
    pub(crate) rounded: fn(&str) -> String,
    /// The nearest whole number to `dividend ÷ divisor`, halves up.
    pub(crate) nearest: fn(&str, &str) -> String,
}

impl Dialect {
    pub(crate) fn rule(&self, rule: &Rule, writing: Writing) -> String {
        match writing {
            Writing::Percent => self.percent(rule),
            Writing::Hundredths => self.hundredths(rule),
        }
    }

    fn percent(&self, rule: &Rule) -> String {
        let n = |text: &str| (self.number)(text);
        let zero = n("0");
        let share = |Share { part, whole }: &Share| format!("{part} / {whole} * {}", n("100"));
        let bands = |of: &Share, full: &str, some: &str| {
            let (percent, whole) = (share(of), &of.whole);
            let (full, some, hundred, limit) = (n(full), n(some), n("100"), n("75"));
            format!(
                "({whole} == {zero} ? {full} : ({percent} >= {hundred} ? {full} : \
                 ({percent} >= {limit} ? {some} : {zero})))"
            )
        };
        match rule {
            Rule::YesNo(yes) => format!("{yes} ? {} : {zero}", n("1")),
            Rule::Bands(of) => bands(of, "1", "0.5"),
            Rule::Proportion(of) => {
                let (percent, whole) = (share(of), &of.whole);
                let (two, ninety, floor) = (n("2"), n("90"), n("70"));
                let line = (self.rounded)(&format!("{two} * ({percent} / {ninety})"));
                format!(
                    "{whole} == {zero} ? {two} : ({percent} < {floor} ? {zero} : \
                     ({percent} >= {ninety} ? {two} : {line}))"
                )
            }
            Rule::Count(count) => {
                let (three, one, half) = (n("3"), n("1"), n("0.5"));
                format!("{count} >= {three} ? {one} : ({count} >= {one} ? {half} : {zero})")
            }
            Rule::Deduction(faults) => {
                let (four, one, each) = (n("4"), n("1"), n("0.25"));
                format!("{faults} >= {four} ? {zero} : {one} - {each} * {faults}")
            }
            Rule::Sum(yes, of) => {
                format!(
                    "({yes} ? {} : {zero}) + {}",
                    n("0.5"),
                    bands(of, "0.5", "0.25")
                )
            }
        }
    }

    fn hundredths(&self, rule: &Rule) -> String {
        let bands = |Share { part, whole }: &Share, full: u32, some: u32| {
            format!(
                "({whole} == 0 ? {full} : ({part} >= {whole} ? {full} : \
                 ({part} * 4 >= {whole} * 3 ? {some} : 0)))"
            )
        };
        match rule {
            Rule::YesNo(yes) => format!("{yes} ? 100 : 0"),
            Rule::Bands(of) => bands(of, 100, 50),
            Rule::Proportion(Share { part, whole }) => {
                // 200 × (part ÷ whole) ÷ 0.9
                let line = (self.nearest)(&format!("{part} * 2000"), &format!("{whole} * 9"));
                format!(
                    "{whole} == 0 ? 200 : ({part} * 10 < {whole} * 7 ? 0 : \
                     ({part} * 10 >= {whole} * 9 ? 200 : {line}))"
                )
            }
            Rule::Count(count) => format!("{count} >= 3 ? 100 : ({count} >= 1 ? 50 : 0)"),
            Rule::Deduction(faults) => format!("{faults} >= 4 ? 0 : 100 - 25 * {faults}"),
            Rule::Sum(yes, of) => format!("({yes} ? 50 : 0) + {}", bands(of, 50, 25)),
        }
    }
}
