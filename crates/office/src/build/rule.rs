//! What was read from the words becomes a rule with its facts.

use std::collections::BTreeMap;

use par_index::file::{
    self, Basis, ChoiceOption, Condition, Deduction, Measure, OptionPoints, Part, PerItem,
    Proportional, Rule, Scale, Score, Share, Sum, Timeliness,
};
use par_index::number::{Date, Quantity};
use par_index::read::Id;

use super::leaf::ItemCells;
use super::{Builder, facts, title};
use crate::table::tree::Node;
use crate::text::{line, short, slug};
use crate::words::{Band, BandKind, Due, Item, Reading, Shape};

/// Longest title of a fact or option.
const LONGEST: usize = 200;
/// The greatest number of things that is counted, unless the sheet says more.
const MANY: &str = "1000";
/// The greatest whole of a share.
const VERY_MANY: &str = "1000000";

fn quantity(text: &str) -> Quantity {
    Quantity::parse(text).unwrap_or(Quantity::ZERO)
}

impl Builder {
    /// The rule of a leaf and what it rests on.
    pub(super) fn rule(
        &mut self,
        node: &Node,
        max: Quantity,
        reading: &Reading,
        cells: &[ItemCells],
        at: &str,
    ) -> Option<(Rule, Basis)> {
        let name = short(&node.title, LONGEST);
        let calculated = |measure, scale| Some((score(measure, scale), Basis::Calculated));
        match &reading.shape {
            Shape::YesNo { yes, no } => {
                let fact = self.fact(node, &node.title, facts::yes_no(&name))?;
                let options = [("yes", yes), ("no", no)];
                let scale = self.options(&options, cells, &format!("{at}/score/scale/options"))?;
                calculated(Measure::Choice(fact), scale)
            }
            Shape::Timely {
                on_time,
                late,
                none,
                due,
            } => {
                let options = [("on-time", on_time), ("late", late), ("none", none)];
                let dated = due
                    .as_ref()
                    .and_then(|due| self.timeliness(node, &name, due));
                let measure = if let Some(measure) = dated {
                    measure
                } else {
                    let choices = options
                        .iter()
                        .filter_map(|(id, item)| choice(id, &item.label))
                        .collect();
                    Measure::Choice(self.fact(node, &node.title, facts::choice(&name, choices))?)
                };
                let scale = self.options(&options, cells, &format!("{at}/score/scale/options"))?;
                calculated(measure, scale)
            }
            Shape::Bands { kind, bands } => self.bands(node, &name, kind, bands, cells, at),
            Shape::PerItem { thing, each, cap } => {
                let words = capital(&format!("số {thing}"));
                let fact = self.fact(
                    node,
                    &words,
                    facts::number(&words, thing, 0, quantity(MANY)),
                )?;
                let cap = cap.unwrap_or(max);
                self.see_points(*each);
                calculated(
                    Measure::Fact(fact),
                    Scale::PerItem(PerItem { each: *each, cap }),
                )
            }
            Shape::Deduction {
                thing,
                from,
                each,
                floor,
                knock_out,
            } => {
                let words = capital(&format!("số {thing}"));
                let fact = self.fact(
                    node,
                    &words,
                    facts::number(&words, thing, 0, quantity(MANY)),
                )?;
                self.see_points(*each);
                let mut conditions = Vec::new();
                if let Some(words) = knock_out {
                    let fact = self.fact(node, words, facts::yes_no(words))?;
                    conditions.push(Condition {
                        measure: Measure::Choice(fact),
                        at_least: None,
                        more_than: None,
                        at_most: None,
                        less_than: None,
                        equals: None,
                        one_of: Id::parse("yes").into_iter().collect(),
                    });
                }
                let scale = Deduction {
                    from: from.unwrap_or(max),
                    each: *each,
                    floor: *floor,
                    knock_out: conditions,
                };
                calculated(Measure::Fact(fact), Scale::Deduction(scale))
            }
            Shape::Proportional {
                part,
                points,
                floor,
            } => {
                self.proportional = true;
                let measure = self.share(node, &name, part.as_ref())?;
                let scale = Proportional {
                    points: points.unwrap_or(max),
                    full_at: quantity("100"),
                    floor: *floor,
                };
                calculated(measure, Scale::Proportional(scale))
            }
            Shape::Parts(items) => self.parts(node, items, cells, at),
            Shape::Survey => {
                let decimals = u32::from(max.scale()).max(2);
                let words = short(
                    &format!("Điểm do điều tra xã hội học: {}", node.title),
                    LONGEST,
                );
                let fact = self.fact(node, &node.title, facts::survey(&words, decimals, max))?;
                self.places = self.places.max(decimals);
                let scale = PerItem {
                    each: quantity("1"),
                    cap: max,
                };
                Some((
                    score(Measure::Fact(fact), Scale::PerItem(scale)),
                    Basis::External,
                ))
            }
            Shape::Judged(items) => self.judged(node, &name, items, cells, at),
            Shape::MetOrNot => {
                let fact = self.fact(
                    node,
                    &node.title,
                    facts::choice(
                        &name,
                        vec![choice("met", "Đạt")?, choice("not-met", "Chưa đạt")?],
                    ),
                )?;
                let option = |is: &str, points| {
                    Some(OptionPoints {
                        is: Id::parse(is).ok()?,
                        points,
                        label: None,
                    })
                };
                let options = vec![option("met", max)?, option("not-met", Quantity::ZERO)?];
                Some((
                    score(Measure::Choice(fact), Scale::Options(options)),
                    Basis::Judged,
                ))
            }
        }
    }

    /// Where the words and the points of one entry of a scale come from.
    fn item(&mut self, item: &Item, cells: &[ItemCells], at: &str) {
        if let Some(cell) = cells.get(item.source) {
            self.put(at.to_owned(), cell.words);
            self.put(format!("{at}/label"), cell.words);
            self.put(format!("{at}/points"), cell.points);
        }
    }

    fn options(
        &mut self,
        options: &[(&str, &Item)],
        cells: &[ItemCells],
        at: &str,
    ) -> Option<Scale> {
        let mut scale = Vec::new();
        for (index, (is, item)) in options.iter().enumerate() {
            self.item(item, cells, &format!("{at}/{index}"));
            scale.push(OptionPoints {
                is: Id::parse(is).ok()?,
                points: item.points,
                label: Some(item.label.clone()),
            });
        }
        Some(Scale::Options(scale))
    }

    fn timeliness(&mut self, node: &Node, name: &str, due: &Due) -> Option<Measure> {
        let from = Date::from_ymd(self.years.0 - 1, 1, 1).ok()?;
        let until = Date::from_ymd(self.years.1 + 1, 1, 31).ok()?;
        let words = short(&format!("Ngày hoàn thành: {name}"), LONGEST);
        let due = match due {
            Due::Before(day) => file::Due::Before(*day),
            Due::By(day) => file::Due::By(*day),
        };
        let date = self.fact(
            node,
            &format!("ngay {}", node.title),
            facts::date(&words, from, until),
        )?;
        Some(Measure::Timeliness(Timeliness {
            date: Some(date),
            due: Some(due),
            non_working_day: None,
            slot: None,
            when_empty: None,
        }))
    }

    fn share(
        &mut self,
        node: &Node,
        name: &str,
        part: Option<&(String, String)>,
    ) -> Option<Measure> {
        let Some((part, whole)) = part else {
            let words = short(&format!("Tỷ lệ (%): {name}"), LONGEST);
            return Some(Measure::Fact(self.fact(
                node,
                &words,
                facts::number(&words, "%", 2, quantity("100")),
            )?));
        };
        let (part, whole) = (capital(part), capital(whole));
        let part = self.fact(
            node,
            &part,
            facts::number(&part, "mục", 0, quantity(VERY_MANY)),
        )?;
        let whole = self.fact(
            node,
            &whole,
            facts::number(&whole, "mục", 0, quantity(VERY_MANY)),
        )?;
        Some(Measure::Share(Share {
            part: vec![part],
            whole: vec![whole],
            not_applicable_items: None,
            when_empty: None,
        }))
    }

    fn bands(
        &mut self,
        node: &Node,
        name: &str,
        kind: &BandKind,
        bands: &[Band],
        cells: &[ItemCells],
        at: &str,
    ) -> Option<(Rule, Basis)> {
        let bounds = || bands.iter().flat_map(|band| [band.from, band.to]).flatten();
        let greatest = bounds().max().unwrap_or(Quantity::ZERO);
        // Where the best is one value, nothing lies above it: "all four reports".
        let closed = bands
            .iter()
            .any(|band| band.from == band.to && band.to == Some(greatest));
        let beyond = bands
            .iter()
            .any(|band| band.from == Some(greatest) && band.from_excluded);
        let (words, unit, decimals, max) = match kind {
            BandKind::Percent => {
                let hundred = quantity("100");
                let most = if greatest > hundred || (greatest == hundred && beyond) {
                    quantity(MANY)
                } else {
                    hundred
                };
                let decimals = bounds()
                    .map(|bound| u32::from(bound.scale()))
                    .max()
                    .unwrap_or(0)
                    .max(2);
                (format!("Tỷ lệ (%): {name}"), "%", decimals, most)
            }
            BandKind::Excess => (format!("Tỷ lệ vượt (%): {name}"), "%", 2, quantity(MANY)),
            BandKind::Count { unit } => {
                let most = if closed {
                    greatest
                } else {
                    quantity(MANY).max(greatest)
                };
                (format!("Số lượng: {name}"), unit.as_str(), 0, most)
            }
        };
        let words = short(&words, LONGEST);
        let unit = if unit.is_empty() { "mục" } else { unit };
        let fact = if *kind == BandKind::Excess {
            let least = quantity("-100");
            self.fact(node, &words, facts::excess(&words, decimals, least, max))?
        } else {
            self.fact(node, &words, facts::number(&words, unit, decimals, max))?
        };
        let mut scale = Vec::new();
        for (index, band) in bands.iter().enumerate() {
            self.item(
                &band.item,
                cells,
                &format!("{at}/score/scale/bands/{index}"),
            );
            scale.push(file::Band {
                from: band.from,
                from_excluded: band.from_excluded,
                to: band.to,
                to_included: band.to_included,
                points: Some(band.item.points),
                linear: None,
                label: Some(band.item.label.clone()),
            });
        }
        Some((
            score(Measure::Fact(fact), Scale::Bands(scale)),
            Basis::Calculated,
        ))
    }

    fn parts(
        &mut self,
        node: &Node,
        items: &[Item],
        cells: &[ItemCells],
        at: &str,
    ) -> Option<(Rule, Basis)> {
        let mut parts = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let words = short(&item.label, LONGEST);
            let fact = self.fact(node, &item.label, facts::yes_no(&words))?;
            let here = format!("{at}/sum/parts/{index}");
            self.item(item, cells, &here);
            if let Some(cell) = cells.get(item.source) {
                self.put(format!("{here}/max_points"), cell.points);
            }
            let option = |is: &str, points, label| {
                Some(OptionPoints {
                    is: Id::parse(is).ok()?,
                    points,
                    label,
                })
            };
            let options = vec![
                option("yes", item.points, Some(item.label.clone()))?,
                option("no", Quantity::ZERO, None)?,
            ];
            parts.push(Part {
                id: Id::parse(&format!("p{}", index + 1)).ok()?,
                title: Some(title(&words)),
                max_points: item.points,
                rule: score(Measure::Choice(fact), Scale::Options(options)),
                not_applicable: None,
            });
        }
        Some((Rule::Sum(Sum { parts, cap: None }), Basis::Calculated))
    }

    fn judged(
        &mut self,
        node: &Node,
        name: &str,
        items: &[Item],
        cells: &[ItemCells],
        at: &str,
    ) -> Option<(Rule, Basis)> {
        let mut taken = BTreeMap::new();
        let mut choices = Vec::new();
        let mut ids = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let words = item
                .label
                .rsplit_once(':')
                .map_or(item.label.as_str(), |(words, _)| words);
            let wish = slug(words, 40);
            let wish = if wish.is_empty() {
                format!("g{}", index + 1)
            } else {
                wish
            };
            let id = Self::free(&mut taken, &wish)?;
            choices.push(choice(id.as_str(), &item.label)?);
            ids.push(id);
        }
        let options: Vec<(&str, &Item)> = ids.iter().map(Id::as_str).zip(items).collect();
        let fact = self.fact(node, &node.title, facts::choice(name, choices))?;
        let scale = self.options(&options, cells, &format!("{at}/score/scale/options"))?;
        Some((score(Measure::Choice(fact), scale), Basis::Judged))
    }
}

fn score(measure: Measure, scale: Scale) -> Rule {
    Rule::Score(Box::new(Score { measure, scale }))
}

fn choice(id: &str, words: &str) -> Option<ChoiceOption> {
    Some(ChoiceOption {
        id: Id::parse(id).ok()?,
        title: title(&short(words, LONGEST)),
    })
}

/// With a capital at its start.
fn capital(text: &str) -> String {
    let text = line(text);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
