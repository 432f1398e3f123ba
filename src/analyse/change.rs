//! Small changes of a rule: every threshold, strictness and points value, one step aside.

use crate::file::{Band, Condition, Measure, Rule, Scale, WhenEmpty};
use crate::number::Quantity;

/// What is changed at a spot.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    /// The value and one step more or less.
    Value(i64),
    /// A limit of bands, on both sides of it.
    Limit(Quantity, i64),
    /// Whether a limit of bands belongs to the band above or below it.
    Owner(Quantity),
    /// A limit of a condition.
    Asked(usize, i64),
    /// Whether a limit of a condition itself meets it.
    Strict(usize),
    /// A word that a condition names.
    Word(usize),
}

/// A place of a rule that can be changed.
pub(super) enum Spot<'r> {
    /// Points.
    Points(&'r mut Quantity),
    /// A value that the measure is compared with.
    Threshold(&'r mut Quantity),
    /// The bands of a scale.
    Bands(&'r mut Vec<Band>),
    /// A condition.
    Condition(&'r mut Condition),
}

/// Where a spot is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Where {
    /// The place of the leaf, counted as compiled.
    pub(super) place: usize,
    /// JSON Pointer below the leaf.
    pub(super) pointer: String,
}

/// Calls `visit` with every spot of a rule, always in the same order
pub(super) fn spots(rule: &mut Rule, visit: &mut dyn FnMut(Where, Spot<'_>)) {
    let mut walk = Walk { places: 0, visit };
    walk.rule(rule, "/rule");
}

struct Walk<'v> {
    places: usize,
    visit: &'v mut dyn FnMut(Where, Spot<'_>),
}

impl Walk<'_> {
    fn at(&mut self, place: usize, pointer: String, spot: Spot<'_>) {
        (self.visit)(Where { place, pointer }, spot);
    }

    fn rule(&mut self, rule: &mut Rule, at: &str) {
        let place = self.places;
        self.places = self.places.saturating_add(1);
        match rule {
            Rule::Score(score) => {
                self.measure(&mut score.measure, place, &format!("{at}/score/measure"));
                self.scale(&mut score.scale, place, &format!("{at}/score/scale"));
            }
            Rule::Sum(sum) => {
                for (index, part) in sum.parts.iter_mut().enumerate() {
                    self.rule(&mut part.rule, &format!("{at}/sum/parts/{index}/rule"));
                }
                if let Some(cap) = &mut sum.cap {
                    self.at(place, format!("{at}/sum/cap"), Spot::Points(cap));
                }
            }
            Rule::Gate(gate) => {
                self.conditions(&mut gate.when, place, &format!("{at}/gate/when"));
                self.rule(&mut gate.then, &format!("{at}/gate/then"));
                if let Some(points) = &mut gate.otherwise {
                    self.at(place, format!("{at}/gate/otherwise"), Spot::Points(points));
                }
            }
            Rule::Cases(cases) => {
                for (index, case) in cases.cases.iter_mut().enumerate() {
                    let at = format!("{at}/cases/cases/{index}");
                    let points = Spot::Points(&mut case.points);
                    self.at(place, format!("{at}/points"), points);
                    self.conditions(&mut case.when, place, &format!("{at}/when"));
                }
                let points = Spot::Points(&mut cases.otherwise);
                self.at(place, format!("{at}/cases/otherwise"), points);
            }
        }
    }

    fn conditions(&mut self, when: &mut [Condition], place: usize, at: &str) {
        for (index, condition) in when.iter_mut().enumerate() {
            self.at(place, format!("{at}/{index}"), Spot::Condition(condition));
        }
    }

    fn measure(&mut self, measure: &mut Measure, place: usize, at: &str) {
        let (word, answer) = match measure {
            Measure::DaysLate(late) => {
                if let Some(points) = &mut late.when_none {
                    let at = format!("{at}/days-late/when_none");
                    self.at(place, at, Spot::Points(points));
                }
                return;
            }
            Measure::Share(share) => ("share", &mut share.when_empty),
            Measure::Timeliness(timeliness) => ("timeliness", &mut timeliness.when_empty),
            Measure::Completion(group) => ("completion", &mut group.when_empty),
            Measure::Punctuality(group) => ("punctuality", &mut group.when_empty),
            Measure::RowShare(rows) => ("row-share", &mut rows.when_empty),
            Measure::WeightedAnswers(answers) => ("weighted-answers", &mut answers.when_empty),
            Measure::Growth(growth) => ("growth", &mut growth.when_empty),
            _ => return,
        };
        if let Some(WhenEmpty::Points(points)) = answer {
            let at = format!("{at}/{word}/when_empty/points");
            self.at(place, at, Spot::Points(points));
        }
    }

    fn scale(&mut self, scale: &mut Scale, place: usize, at: &str) {
        match scale {
            Scale::Options(options) => {
                for (index, option) in options.iter_mut().enumerate() {
                    let at = format!("{at}/options/{index}/points");
                    self.at(place, at, Spot::Points(&mut option.points));
                }
            }
            Scale::Bands(bands) => {
                for (index, band) in bands.iter_mut().enumerate() {
                    let at = format!("{at}/bands/{index}");
                    if let Some(points) = &mut band.points {
                        self.at(place, format!("{at}/points"), Spot::Points(points));
                    }
                    if let Some(linear) = &mut band.linear {
                        let ends = [
                            ("at_from", &mut linear.at_from),
                            ("at_to", &mut linear.at_to),
                        ];
                        for (key, points) in ends {
                            self.at(place, format!("{at}/linear/{key}"), Spot::Points(points));
                        }
                    }
                }
                self.at(place, format!("{at}/bands"), Spot::Bands(bands));
            }
            Scale::Proportional(scale) => {
                let at = format!("{at}/proportional");
                self.at(
                    place,
                    format!("{at}/points"),
                    Spot::Points(&mut scale.points),
                );
                self.at(
                    place,
                    format!("{at}/full_at"),
                    Spot::Threshold(&mut scale.full_at),
                );
                if let Some(floor) = &mut scale.floor {
                    self.at(place, format!("{at}/floor"), Spot::Threshold(floor));
                }
            }
            Scale::PerItem(scale) => {
                let at = format!("{at}/per-item");
                self.at(place, format!("{at}/each"), Spot::Points(&mut scale.each));
                self.at(place, format!("{at}/cap"), Spot::Points(&mut scale.cap));
            }
            Scale::Deduction(scale) => {
                let at = format!("{at}/deduction");
                self.at(place, format!("{at}/from"), Spot::Points(&mut scale.from));
                self.at(place, format!("{at}/each"), Spot::Points(&mut scale.each));
                if let Some(floor) = &mut scale.floor {
                    self.at(place, format!("{at}/floor"), Spot::Points(floor));
                }
                self.conditions(&mut scale.knock_out, place, &format!("{at}/knock_out"));
            }
            Scale::Goalposts(scale) => {
                let at = format!("{at}/goalposts");
                let points = [
                    ("points_at_worst", &mut scale.points_at_worst),
                    ("points_at_best", &mut scale.points_at_best),
                ];
                for (key, points) in points {
                    self.at(place, format!("{at}/{key}"), Spot::Points(points));
                }
                for (key, value) in [("worst", &mut scale.worst), ("best", &mut scale.best)] {
                    self.at(place, format!("{at}/{key}"), Spot::Threshold(value));
                }
            }
        }
    }
}

impl Spot<'_> {
    /// What to try here: the end of the pointer, and changes that belong together
    pub(super) fn changes(&self) -> Vec<(String, Vec<Change>)> {
        let steps = [1, -1];
        match self {
            Spot::Points(_) | Spot::Threshold(_) => {
                vec![(String::new(), steps.map(Change::Value).to_vec())]
            }
            Spot::Bands(bands) => {
                let mut found: Vec<(String, Vec<Change>)> = Vec::new();
                let mut seen: Vec<Quantity> = Vec::new();
                for (index, band) in bands.iter().enumerate() {
                    for (key, limit) in [("from", band.from), ("to", band.to)] {
                        let Some(limit) = limit.filter(|limit| !seen.contains(limit)) else {
                            continue;
                        };
                        seen.push(limit);
                        let mut changes = vec![Change::Owner(limit)];
                        changes.extend(steps.map(|step| Change::Limit(limit, step)));
                        found.push((format!("/{index}/{key}"), changes));
                    }
                }
                found
            }
            Spot::Condition(condition) => {
                let mut found: Vec<(String, Vec<Change>)> = Vec::new();
                for (index, (key, limit)) in limits(condition).into_iter().enumerate() {
                    if limit.is_some() {
                        let mut changes = vec![Change::Strict(index)];
                        changes.extend(steps.map(|step| Change::Asked(index, step)));
                        found.push((format!("/{key}"), changes));
                    }
                }
                for index in 0..condition.one_of.len() {
                    found.push((format!("/one_of/{index}"), vec![Change::Word(index)]));
                }
                found
            }
        }
    }

    /// Changes what is here; `None` where it cannot be changed so
    pub(super) fn apply(self, change: &Change, point_step: Quantity) -> Option<()> {
        match (self, change) {
            (Spot::Points(points), Change::Value(step)) => {
                *points = aside(*points, point_step, *step)?;
            }
            (Spot::Threshold(value), Change::Value(step)) => {
                *value = aside(*value, unit(*value)?, *step)?;
            }
            (Spot::Bands(bands), Change::Limit(limit, step)) => {
                let moved = aside(*limit, unit(*limit)?, *step)?;
                for band in bands {
                    for end in [&mut band.from, &mut band.to] {
                        if *end == Some(*limit) {
                            *end = Some(moved);
                        }
                    }
                }
            }
            (Spot::Bands(bands), Change::Owner(limit)) => {
                for band in bands {
                    if band.from == Some(*limit) {
                        band.from_excluded = !band.from_excluded;
                    }
                    if band.to == Some(*limit) {
                        band.to_included = !band.to_included;
                    }
                }
            }
            (Spot::Condition(condition), Change::Asked(index, step)) => {
                let limits = limits_mut(condition);
                let limit = limits.into_iter().nth(*index)?.as_mut()?;
                *limit = aside(*limit, unit(*limit)?, *step)?;
            }
            (Spot::Condition(condition), Change::Strict(index)) => {
                let pair = |one: &mut Option<Quantity>, other: &mut Option<Quantity>| {
                    std::mem::swap(one, other);
                };
                match index {
                    0 | 1 => pair(&mut condition.at_least, &mut condition.more_than),
                    2 | 3 => pair(&mut condition.at_most, &mut condition.less_than),
                    _ => return None,
                }
            }
            (Spot::Condition(condition), Change::Word(index)) => {
                // A condition without words compares nothing.
                if condition.one_of.len() < 2 {
                    return None;
                }
                condition.one_of.remove(*index);
            }
            _ => return None,
        }
        Some(())
    }
}

fn limits(condition: &Condition) -> [(&'static str, Option<Quantity>); 5] {
    [
        ("at_least", condition.at_least),
        ("more_than", condition.more_than),
        ("at_most", condition.at_most),
        ("less_than", condition.less_than),
        ("equals", condition.equals),
    ]
}

fn limits_mut(condition: &mut Condition) -> [&mut Option<Quantity>; 5] {
    [
        &mut condition.at_least,
        &mut condition.more_than,
        &mut condition.at_most,
        &mut condition.less_than,
        &mut condition.equals,
    ]
}

/// One in the last place in which a value is written.
fn unit(value: Quantity) -> Option<Quantity> {
    Quantity::new(1, value.scale()).ok()
}

/// A value and so many steps.
fn aside(value: Quantity, step: Quantity, times: i64) -> Option<Quantity> {
    let scale = value.scale().max(step.scale());
    let moved = step.to_scale(scale)?.checked_mul(times)?;
    Quantity::new(value.to_scale(scale)?.checked_add(moved)?, scale).ok()
}
