//! Measures as written become measures over cells.

use super::error::CompileErrorKind;
use super::input::{GroupOf, Input, RowTest};
use super::rules::{Result, RuleCompiler, YES_NO, empty, points, power};
use crate::file::{
    FactKind, Measure as FileMeasure, NonWorkingDay, RowCondition, Rows, TaskGroup, WhenEmpty,
};
use crate::read::Id;
use crate::rule::{Empty, Measure, Term, Terms};

/// The options of a timeliness, in the order of their indices.
const TIMELINESS: [&str; 3] = ["on-time", "late", "none"];

impl<'s> RuleCompiler<'s> {
    /// The names of the options a measure chooses from.
    pub(super) fn options_of(&self, measure: &FileMeasure) -> Result<Vec<String>> {
        let fact = match measure {
            FileMeasure::Timeliness(_) => {
                return Ok(TIMELINESS.iter().map(|&name| name.to_owned()).collect());
            }
            FileMeasure::Choice(fact) => fact,
            _ => return Err(CompileErrorKind::Unfit),
        };
        match self.fact_kind(fact)?.1 {
            FactKind::YesNo => Ok(YES_NO.iter().map(|&name| name.to_owned()).collect()),
            FactKind::Choice(kind) => Ok(kind
                .options
                .iter()
                .map(|option| option.id.as_ref().to_owned())
                .collect()),
            _ => Err(CompileErrorKind::Unfit),
        }
    }

    pub(super) fn measure(&mut self, measure: &FileMeasure) -> Result<Measure> {
        Ok(match measure {
            FileMeasure::Fact(fact) => Measure::Number(self.terms(&[(fact, 1)])?),
            FileMeasure::Total(facts) => {
                let facts: Vec<_> = facts.iter().map(|fact| (fact, 1)).collect();
                Measure::Number(self.terms(&facts)?)
            }
            FileMeasure::Choice(fact) => {
                let (fact, _) = self.fact_kind(fact)?;
                let cell = self.cell(Input::Choice { fact });
                Measure::Choice {
                    cell,
                    timely: false,
                    empty: Empty::Undeclared,
                }
            }
            FileMeasure::Share(share) => {
                let part: Vec<_> = share.part.iter().map(|fact| (fact, 1)).collect();
                let mut whole: Vec<_> = share.whole.iter().map(|fact| (fact, 1)).collect();
                whole.extend(share.not_applicable_items.iter().map(|fact| (fact, -1)));
                let decimals = part
                    .iter()
                    .chain(&whole)
                    .map(|(fact, _)| self.decimals(fact))
                    .try_fold(0, |most, next| next.map(|next| most.max(next)))?;
                Measure::Share {
                    part: self.terms_at(&part, decimals)?,
                    whole: self.terms_at(&whole, decimals)?,
                    tasks: false,
                    empty: empty(share.when_empty.as_ref())?,
                }
            }
            FileMeasure::Timeliness(timeliness) => {
                let input = match (&timeliness.date, &timeliness.due, &timeliness.slot) {
                    (Some(date), Some(due), None) => Input::Timeliness {
                        date: self.fact_kind(date)?.0,
                        due: due.clone(),
                        policy: self.policy(timeliness.non_working_day),
                    },
                    (None, None, Some(slot)) => Input::SlotTimeliness {
                        slot: self.slot(slot)?,
                    },
                    _ => return Err(CompileErrorKind::Unfit),
                };
                Measure::Choice {
                    cell: self.cell(input),
                    timely: true,
                    empty: empty(timeliness.when_empty.as_ref())?,
                }
            }
            FileMeasure::DaysLate(days) => {
                let input = Input::DaysLate {
                    date: self.fact_kind(&days.date)?.0,
                    due: days.due.clone(),
                    policy: self.policy(days.non_working_day),
                };
                Measure::Days {
                    cell: self.cell(input),
                    when_none: days.when_none.map_or(Ok(0), points)?,
                }
            }
            FileMeasure::Completion(group) => self.group(group, false)?,
            FileMeasure::Punctuality(group) => self.group(group, true)?,
            FileMeasure::Rows(rows) => {
                let (table, kind) = self.fact_kind(&rows.table)?;
                let r#where = row_tests(kind, &rows.r#where)?;
                let cell = self.cell(Input::Rows { table, r#where });
                Measure::Number(Terms {
                    terms: Box::new([Term { cell, factor: 1 }]),
                    den: 1,
                })
            }
            FileMeasure::RowShare(rows) => self.row_share(rows)?,
            FileMeasure::WeightedAnswers(answers) => {
                let mut decimals = 0;
                let mut places = 0;
                for answer in &answers.answers {
                    decimals = decimals.max(self.decimals(&answer.fact)?);
                    places = places.max(answer.weight.scale());
                }
                let mut compiled = Vec::new();
                for answer in &answers.answers {
                    let terms = self.terms_at(&[(&answer.fact, 1)], decimals)?;
                    let term = *terms.terms.first().ok_or(CompileErrorKind::Unfit)?;
                    let weight = answer
                        .weight
                        .to_scale(places)
                        .ok_or(CompileErrorKind::TooLarge)?;
                    compiled.push((term, weight));
                }
                Measure::Weighted {
                    answers: compiled.into(),
                    weight_den: power(places)?,
                    empty: empty(answers.when_empty.as_ref())?,
                }
            }
            FileMeasure::Growth(growth) => {
                let decimals = self
                    .decimals(&growth.now)?
                    .max(self.decimals(&growth.base)?);
                let now = self.terms_at(&[(&growth.now, 1)], decimals)?;
                let base = self.terms_at(&[(&growth.base, 1)], decimals)?;
                Measure::Growth {
                    now: *now.terms.first().ok_or(CompileErrorKind::Unfit)?,
                    base: *base.terms.first().ok_or(CompileErrorKind::Unfit)?,
                    empty: empty(growth.when_empty.as_ref())?,
                }
            }
        })
    }

    fn group(&mut self, group: &TaskGroup, punctual: bool) -> Result<Measure> {
        let of = if group.all {
            GroupOf::All
        } else if let Some(area) = &group.area {
            GroupOf::Area(area.clone())
        } else {
            GroupOf::Slots(
                group
                    .slots
                    .iter()
                    .map(|slot| self.slot(slot))
                    .collect::<Result<_>>()?,
            )
        };
        let part = self.cell(Input::GroupPart {
            group: of.clone(),
            punctual,
        });
        let whole = self.cell(Input::GroupWhole {
            group: of,
            punctual,
        });
        Self::counted(part, whole, true, group.when_empty.as_ref())
    }

    fn row_share(&mut self, rows: &Rows) -> Result<Measure> {
        let (table, kind) = self.fact_kind(&rows.table)?;
        let among = row_tests(kind, &rows.among)?;
        let part = self.cell(Input::RowPart {
            table,
            r#where: row_tests(kind, &rows.r#where)?,
            among: among.clone(),
        });
        let whole = self.cell(Input::RowWhole { table, among });
        Self::counted(part, whole, false, rows.when_empty.as_ref())
    }

    /// The share of one counted cell in another.
    fn counted(
        part: usize,
        whole: usize,
        tasks: bool,
        when_empty: Option<&WhenEmpty>,
    ) -> Result<Measure> {
        let one = |cell| Terms {
            terms: Box::new([Term { cell, factor: 1 }]),
            den: 1,
        };
        Ok(Measure::Share {
            part: one(part),
            whole: one(whole),
            tasks,
            empty: empty(when_empty)?,
        })
    }

    fn terms(&mut self, facts: &[(&Id, i64)]) -> Result<Terms> {
        let mut decimals = 0;
        for (fact, _) in facts {
            decimals = decimals.max(self.decimals(fact)?);
        }
        self.terms_at(facts, decimals)
    }

    fn terms_at(&mut self, facts: &[(&Id, i64)], decimals: u8) -> Result<Terms> {
        let mut terms = Vec::new();
        for (fact, sign) in facts {
            let own = self.decimals(fact)?;
            let shift = decimals
                .checked_sub(own)
                .ok_or(CompileErrorKind::TooLarge)?;
            let factor = power(shift)?
                .checked_mul(*sign)
                .ok_or(CompileErrorKind::TooLarge)?;
            let fact = self.fact_kind(fact)?.0;
            terms.push(Term {
                cell: self.cell(Input::Number { fact }),
                factor,
            });
        }
        Ok(Terms {
            terms: terms.into(),
            den: power(decimals)?,
        })
    }

    fn decimals(&self, fact: &Id) -> Result<u8> {
        match self.fact_kind(fact)?.1 {
            FactKind::Number(kind) => {
                u8::try_from(kind.decimals).map_err(|_| CompileErrorKind::TooLarge)
            }
            _ => Err(CompileErrorKind::Unfit),
        }
    }

    fn fact_kind(&self, id: &Id) -> Result<(usize, &'s FactKind)> {
        self.set
            .fact_index(id.as_ref())
            .and_then(|index| Some((index, &self.set.facts().get(index)?.kind)))
            .ok_or_else(|| CompileErrorKind::Unknown(id.to_string()))
    }

    fn slot(&self, id: &Id) -> Result<usize> {
        self.set
            .slot_index(id.as_ref())
            .ok_or_else(|| CompileErrorKind::Unknown(id.to_string()))
    }

    fn policy(&self, own: Option<NonWorkingDay>) -> NonWorkingDay {
        own.or(self.set.file().non_working_day)
            .unwrap_or(NonWorkingDay::Keep)
    }

    /// The cell of the leaf that reads an input.
    pub(super) fn cell(&mut self, input: Input) -> usize {
        let alike = self.known.entry(input.key()).or_default();
        let known = alike
            .iter()
            .find(|index| self.inputs.get(**index) == Some(&input));
        let global = known.copied().unwrap_or_else(|| {
            let next = self.inputs.len();
            alike.push(next);
            self.inputs.push(input);
            next
        });
        self.cells
            .iter()
            .position(|known| *known == global)
            .unwrap_or_else(|| {
                self.cells.push(global);
                self.cells.len().saturating_sub(1)
            })
    }
}

/// The conditions on rows of a table.
fn row_tests(kind: &FactKind, conditions: &[RowCondition]) -> Result<Vec<RowTest>> {
    let test = |condition: &RowCondition| {
        let test = match kind {
            FactKind::Table(table) => RowTest::new(condition, table),
            _ => None,
        };
        test.ok_or_else(|| CompileErrorKind::Unknown(condition.column.to_string()))
    };
    conditions.iter().map(test).collect()
}
