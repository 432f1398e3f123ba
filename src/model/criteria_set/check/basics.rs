//! Checks what a set says of itself, and that names of lists are given once.

use std::collections::{BTreeMap, BTreeSet};

use super::super::at::At;
use super::super::findings::{
    AbsentSourceIsTheUnit, ClassLimitTwice, ClassesOutOfOrder, ClassesWithoutFloor, IdGivenTwice,
    NoticeMissing, RoundingTooFine, SpanReversed, Thing, TreatmentNotPossible, UnknownFormat,
    WorkingDayIsHoliday, WorkingDayOnWeekday, WorkingDayTwice,
};
use super::super::limits::{CLAIM_PLACES, MOST_DECIMALS};
use super::Checker;
use crate::file::{Citation, NotApplicable, Provenance, ProvidedBy, RoundingFile, Span};
use crate::model::calendar::{NotInExchange, not_in_exchange};
use crate::number::{Quantity, Ratio, power_of_ten};

/// The format this crate reads.
const FORMAT: &str = "par-index/criteria@1";

impl<'f> Checker<'f> {
    /// Checks everything above facts and areas
    pub(super) fn basics(&mut self) {
        let (file, root) = (self.file, At::root());
        if file.format != FORMAT {
            let written: String = file.format.chars().take(60).collect();
            self.report(&UnknownFormat { written }, &root.key("format"));
        }
        if file.provenance != Provenance::Official && file.notice.is_none() {
            let provenance = file.provenance.word();
            self.report(&NoticeMissing { provenance }, &root.key("provenance"));
        }
        self.span(&file.in_force, &root.key("in_force"));
        self.once(
            Thing::Instrument,
            file.instruments.iter().map(|one| one.id.as_str()),
            &root.key("instruments"),
        );
        for (index, day, fault) in not_in_exchange(&file.working_days, &file.holidays) {
            let at = root.item("working_days", index);
            match fault {
                NotInExchange::Weekday => self.report(&WorkingDayOnWeekday { day }, &at),
                NotInExchange::Holiday => self.report(&WorkingDayIsHoliday { day }, &at),
                NotInExchange::Twice => self.report(&WorkingDayTwice { day }, &at),
            }
        }
        self.rounding();
        self.classes();
        self.absent_sources();
        for (index, one) in file.not_scored.iter().enumerate() {
            let at = root.item("not_scored", index).key("cites");
            self.cite(&one.cites, &at);
        }
    }

    fn rounding(&mut self) {
        let (rounding, at) = (&self.file.rounding, At::root().key("rounding"));
        let stages: [(&str, Option<&RoundingFile>); 4] = [
            ("measure", rounding.measure.as_ref()),
            ("leaf", rounding.leaf.as_ref()),
            ("area", rounding.area.as_ref()),
            ("index", Some(&rounding.index)),
        ];
        for (key, stage) in stages {
            let Some(stage) = stage else { continue };
            if stage.places > MOST_DECIMALS {
                let finding = RoundingTooFine {
                    places: stage.places,
                    most: MOST_DECIMALS,
                };
                self.report(&finding, &at.key(key).key("places"));
            }
        }
        if rounding.claim_places > CLAIM_PLACES {
            let finding = RoundingTooFine {
                places: rounding.claim_places,
                most: CLAIM_PLACES,
            };
            self.report(&finding, &at.key("claim_places"));
        }
    }

    fn classes(&mut self) {
        let (file, at) = (self.file, At::root().key("classes"));
        self.once(
            Thing::Class,
            file.classes.iter().map(|class| class.id.as_str()),
            &at,
        );
        for (index, pair) in file.classes.windows(2).enumerate() {
            let [above, class] = pair else { continue };
            let (here, other) = (at.index(index.saturating_add(1)), at.index(index));
            let (here, other) = (here.key("from"), other.key("from"));
            if class.from == above.from {
                let finding = ClassLimitTwice {
                    class: class.id.clone(),
                    above: above.id.clone(),
                    from: class.from,
                };
                self.report_against(&finding, &here, &other);
            } else if class.from > above.from {
                let finding = ClassesOutOfOrder {
                    class: class.id.clone(),
                    from: class.from,
                    above: above.id.clone(),
                    above_from: above.from,
                };
                self.report_against(&finding, &here, &other);
            }
        }
        let last = file.classes.len().saturating_sub(1);
        if let Some(class) = file.classes.get(last)
            && let Some(below) = highest_below(class.from, file.rounding.index.places)
        {
            let finding = ClassesWithoutFloor {
                class: class.id.clone(),
                from: class.from,
                below,
            };
            self.report(&finding, &at.index(last).key("from"));
        }
    }

    fn absent_sources(&mut self) {
        let (file, at) = (self.file, At::root().key("absent_sources"));
        self.once_under(
            Thing::Source,
            file.absent_sources.iter().map(|one| one.provided_by.word()),
            &at,
            "provided_by",
        );
        for (index, source) in file.absent_sources.iter().enumerate() {
            let at = at.index(index);
            if source.provided_by == ProvidedBy::Unit {
                self.report(&AbsentSourceIsTheUnit {}, &at.key("provided_by"));
            }
            if source.treatment == NotApplicable::FullMarks {
                let treatment = source.treatment.word();
                self.report(&TreatmentNotPossible { treatment }, &at.key("treatment"));
            }
            self.cites(&source.cites, &at);
        }
    }

    /// Checks that the groups of units refer to criteria there are
    pub(super) fn unit_groups(&mut self) {
        let (file, at) = (self.file, At::root().key("unit_groups"));
        self.once(
            Thing::UnitGroup,
            file.unit_groups.iter().map(|group| group.id.as_str()),
            &at,
        );
        let known: BTreeSet<&str> = self.nodes.keys().copied().collect();
        for (index, group) in file.unit_groups.iter().enumerate() {
            let at = at.index(index);
            for (index, id) in group.without.iter().enumerate() {
                if !known.contains(id.as_str()) {
                    let at = at.item("without", index);
                    self.unknown(Thing::Criterion, id.as_str(), &at, known.iter().copied());
                }
            }
            self.cites(&group.cites, &at);
        }
    }

    /// Checks that the ids of a list of objects are given once
    pub(super) fn once(&mut self, thing: Thing, ids: impl Iterator<Item = &'f str>, list: &At) {
        self.once_under(thing, ids, list, "id");
    }

    fn once_under(
        &mut self,
        thing: Thing,
        ids: impl Iterator<Item = &'f str>,
        list: &At,
        key: &str,
    ) {
        let mut first = BTreeMap::new();
        for (index, id) in ids.enumerate() {
            if let Some(first) = first.get(id) {
                let other = list.index(*first).key(key);
                let finding = IdGivenTwice {
                    thing,
                    id: id.to_owned(),
                };
                self.report_against(&finding, &list.index(index).key(key), &other);
            } else {
                first.insert(id, index);
            }
        }
    }

    /// Checks that a span does not end before it begins
    pub(super) fn span(&mut self, span: &Span, at: &At) -> bool {
        let sound = span.from <= span.until;
        if !sound {
            self.report(
                &SpanReversed {
                    from: span.from,
                    until: span.until,
                },
                at,
            );
        }
        sound
    }

    /// Checks the citations of a thing
    pub(super) fn cites(&mut self, cites: &[Citation], at: &At) {
        for (index, cite) in cites.iter().enumerate() {
            self.cite(cite, &at.item("cites", index));
        }
    }

    fn cite(&mut self, cite: &Citation, at: &At) {
        let known = std::mem::take(&mut self.instruments);
        if !known.contains(cite.source.as_str()) {
            self.unknown(
                Thing::Instrument,
                cite.source.as_str(),
                &at.key("source"),
                known.iter().copied(),
            );
        }
        self.cited
            .entry(cite.source.to_string())
            .or_insert_with(|| at.clone());
        self.instruments = known;
    }
}

/// The highest index of so many decimals that is below a limit; `None` for a limit that none is below.
fn highest_below(from: Quantity, places: u32) -> Option<Quantity> {
    let unit = i128::from(power_of_ten(u8::try_from(places).ok()?)?);
    let least = Ratio::from_quantity(from)
        .checked_mul(Ratio::new(unit, 1)?)?
        .ceil();
    let below = i64::try_from(least.checked_sub(1)?).ok()?;
    let below = Quantity::new(below, u8::try_from(places).ok()?).ok()?;
    (below >= Quantity::ZERO).then_some(below)
}
