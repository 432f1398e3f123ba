//! An index taken apart: what each leaf puts into numerator, denominator and after the division.

use std::collections::BTreeMap;

use crate::eval::{AdjustmentPoints, Applies, CriterionScore, Scorecard, State};
use crate::file::AdjustmentApplies;
use crate::model::Home;
use crate::number::{Points, Ratio};

/// Something that takes part in the index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A leaf of the new set.
    Leaf(usize),
    /// A leaf that only the old set has.
    Gone(usize),
    /// Rounding of areas.
    AreaRounding(AreaKey),
    /// The declared maximum less what the leaves make.
    Mismatch,
    /// What the caps of bonus and penalty take.
    AdjustmentCap,
    /// The index held between 0 and 100.
    Limits,
}

/// An area of the new set, or one that only the old set has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AreaKey {
    New(usize),
    Gone(usize),
}

/// Whether and how a leaf applies to the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Applies,
    /// Some of its points leave the denominator.
    InPart,
    /// All of them do.
    Out,
    /// It does not apply and stays in the denominator.
    Kept,
    FullMarks,
    Zero,
}

/// Which end of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Lower,
    Upper,
}

/// What one thing puts into the index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// Points on the sheet.
    pub(super) points: Ratio,
    /// Points in its area.
    pub(super) area_points: Ratio,
    pub(super) area: Option<AreaKey>,
    /// Points in the total: the numerator.
    pub(super) over: Ratio,
    /// The denominator.
    pub(super) under: Ratio,
    /// Added after the division, in percent.
    pub(super) after: Ratio,
    pub(super) standing: Standing,
}

impl Entry {
    pub(super) const NONE: Self = Self {
        points: Ratio::ZERO,
        area_points: Ratio::ZERO,
        area: None,
        over: Ratio::ZERO,
        under: Ratio::ZERO,
        after: Ratio::ZERO,
        standing: Standing::Applies,
    };
}

/// An index with all its entries.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub(super) entries: BTreeMap<Key, Entry>,
}

impl Parts {
    pub(super) fn entry(&self, key: &Key) -> Entry {
        self.entries.get(key).copied().unwrap_or(Entry::NONE)
    }

    fn sum(&self, pick: fn(&Entry) -> Ratio) -> Option<Ratio> {
        self.entries
            .values()
            .map(pick)
            .try_fold(Ratio::ZERO, Ratio::checked_add)
            .map(Ratio::reduced)
    }

    pub(super) fn over(&self) -> Option<Ratio> {
        self.sum(|entry| entry.over)
    }

    pub(super) fn under(&self) -> Option<Ratio> {
        self.sum(|entry| entry.under)
    }

    /// 100 × Σ over ÷ Σ under + Σ after.
    pub(super) fn index(&self) -> Option<Ratio> {
        self.over()?
            .checked_mul(Ratio::from_int(100))?
            .checked_div(self.under()?)?
            .checked_add(self.sum(|entry| entry.after)?)
            .map(Ratio::reduced)
    }

    /// Takes the whole-scale index of a scorecard apart. `key` and `area` name leaves and areas.
    pub(super) fn of(
        card: &Scorecard,
        end: End,
        key: impl Fn(usize) -> Key,
        area: impl Fn(usize) -> AreaKey,
    ) -> Option<Self> {
        let set = card.scorer().criteria_set();
        let mut entries = BTreeMap::new();
        let mut areas = vec![Ratio::ZERO; set.area_count()];
        let (mut bonus, mut penalty) = (Ratio::ZERO, Ratio::ZERO);
        let applies = |home| match home {
            Home::Bonus => card.bonus().map(|own| own.applies),
            Home::Penalty => card.penalty().map(|own| own.applies),
            Home::Area(_) => None,
        };
        for (index, (leaf, score)) in set.leaves().iter().zip(card.criteria()).enumerate() {
            let standing = standing(card, index, score)?;
            // A penalty counts the other way round: the most it can be makes the least index.
            let reversed = leaf.home() == Home::Penalty;
            let least = (end == End::Lower) != reversed;
            let points = if least { score.lower() } else { score.upper() };
            let points = Ratio::from_points(points);
            let entry = match leaf.home() {
                Home::Area(home) => {
                    let factor = leaf.factor().checked_mul(set.area_factor(home))?.reduced();
                    let area_points = points.checked_mul(leaf.factor())?.reduced();
                    let sum = areas.get_mut(home)?;
                    *sum = sum.checked_add(area_points)?.reduced();
                    Entry {
                        points,
                        area_points,
                        area: Some(area(home)),
                        over: points.checked_mul(factor)?.reduced(),
                        under: under(score)?.checked_mul(factor)?.reduced(),
                        after: Ratio::ZERO,
                        standing,
                    }
                }
                home => {
                    let signed = if reversed { points.negated() } else { points };
                    let sum = if reversed { &mut penalty } else { &mut bonus };
                    *sum = sum.checked_add(signed)?;
                    let entry = Entry {
                        points: signed,
                        standing,
                        ..Entry::NONE
                    };
                    put(entry, signed, applies(home)?)
                }
            };
            entries.insert(key(index), entry);
        }
        let mut all = Self { entries };
        all.round_areas(card, &areas, &area)?;
        all.cap(card, end, bonus, penalty)?;
        let declared = card.total().exact_applicable();
        let rest = declared.checked_sub(all.under()?)?.reduced();
        all.close(
            Key::Mismatch,
            Entry {
                under: rest,
                ..Entry::NONE
            },
        );
        let index = card.total().index().whole();
        let index = match end {
            End::Lower => index.lower()?,
            End::Upper => index.upper()?,
        };
        let rest = index.checked_sub(all.index()?)?.reduced();
        all.close(
            Key::Limits,
            Entry {
                after: rest,
                ..Entry::NONE
            },
        );
        Some(all)
    }

    /// Adds an entry that closes a sum, unless there is nothing to close.
    fn close(&mut self, key: Key, entry: Entry) {
        let zero = |value: Ratio| value.num() == 0;
        if !(zero(entry.over) && zero(entry.under) && zero(entry.after)) {
            self.entries.insert(key, entry);
        }
    }

    fn round_areas(
        &mut self,
        card: &Scorecard,
        areas: &[Ratio],
        area: &impl Fn(usize) -> AreaKey,
    ) -> Option<()> {
        let set = card.scorer().criteria_set();
        let Some(file) = set.file().rounding.area.as_ref() else {
            return Some(());
        };
        let rounding = file.exact()?;
        for (index, exact) in areas.iter().enumerate() {
            let rounded = Ratio::from_points(exact.to_points(rounding)?);
            let rest = rounded.checked_sub(*exact)?.reduced();
            let over = rest.checked_mul(set.area_factor(index))?.reduced();
            let entry = Entry {
                points: rest,
                area_points: rest,
                area: Some(area(index)),
                over,
                ..Entry::NONE
            };
            self.close(Key::AreaRounding(area(index)), entry);
        }
        Some(())
    }

    fn cap(&mut self, card: &Scorecard, end: End, bonus: Ratio, penalty: Ratio) -> Option<()> {
        let mut capped = Entry::NONE;
        let ends = |own: &AdjustmentPoints, least: bool| if least { own.lower } else { own.upper };
        let mut add = |rest: Ratio, applies| {
            let entry = put(Entry::NONE, rest, applies);
            capped.points = capped.points.checked_add(rest)?;
            capped.over = capped.over.checked_add(entry.over)?;
            capped.after = capped.after.checked_add(entry.after)?;
            Some(())
        };
        if let Some(own) = card.bonus() {
            let value = Ratio::from_points(ends(own, end == End::Lower));
            add(value.checked_sub(bonus)?, own.applies)?;
        }
        if let Some(own) = card.penalty() {
            let value = Ratio::from_points(ends(own, end == End::Upper)).negated();
            add(value.checked_sub(penalty)?, own.applies)?;
        }
        self.close(Key::AdjustmentCap, capped);
        Some(())
    }
}

/// Bonus or penalty points where they act.
fn put(mut entry: Entry, points: Ratio, applies: AdjustmentApplies) -> Entry {
    match applies {
        AdjustmentApplies::Points => entry.over = points,
        AdjustmentApplies::Index => entry.after = points,
    }
    entry
}

fn standing(card: &Scorecard, leaf: usize, score: &CriterionScore) -> Option<Standing> {
    let prepared = card.assessment().prepared().leaves.get(leaf)?;
    Some(match prepared.applies {
        Applies::Excluded {
            keeps_denominator: true,
        } => Standing::Kept,
        Applies::Excluded {
            keeps_denominator: false,
        } => Standing::Out,
        Applies::FullMarks => Standing::FullMarks,
        Applies::Zero => Standing::Zero,
        Applies::Yes if score.excluded() == Points::ZERO => Standing::Applies,
        Applies::Yes if score.excluded() == score.max() => Standing::Out,
        Applies::Yes => Standing::InPart,
    })
}

/// What of a leaf stays in the denominator.
fn under(score: &CriterionScore) -> Option<Ratio> {
    let kept = score.keeps_denominator && score.state() != State::Scored;
    let excluded = if kept { Points::ZERO } else { score.excluded() };
    score.max().checked_sub(excluded).map(Ratio::from_points)
}
