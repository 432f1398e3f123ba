//! A leaf: its rule, its basis, and the documents it requires.

use par_index::file::{Criterion, EvidenceMode, EvidenceRequirement, Text};
use par_index::number::Quantity;
use par_index::read::Id;

use super::{Answered, Builder, title};
use crate::found::{BandsNotChecked, BoundMissing, ScoringNotRecognised};
use crate::grid::CellAt;
use crate::table::lines::Amount;
use crate::table::tree::Node;
use crate::text::{plain, short};
use crate::words::{self, Doubt, Source};

/// Where an item stands: its words and its points.
#[derive(Clone, Copy)]
pub(super) struct ItemCells {
    pub(super) words: CellAt,
    pub(super) points: CellAt,
}

impl Builder {
    pub(super) fn leaf(&mut self, node: &Node, criterion: &mut Criterion, pointer: &str) {
        let max = self.maximum_of_leaf(node, pointer);
        let (sources, cells) = sources(node);
        let mut reading = words::read(&node.title, max, &sources, self.year);
        let max = if max == Quantity::ZERO {
            // Not known; the best of the options stands in for it.
            let best = reading.shape.items().iter().map(|item| item.points).max();
            let best = best.unwrap_or(Quantity::ZERO);
            reading = words::read(&node.title, best, &sources, self.year);
            best
        } else {
            max
        };
        criterion.max_points = max;
        let rule_at = format!("{pointer}/rule");
        let first = cells.first().map_or(node.title_at, |cell| cell.words);
        self.put(rule_at.clone(), first);
        for item in reading.shape.items() {
            self.see_points(item.points);
            if let Some(mark) = item.mark {
                let at = cells.get(item.source).map_or(first, |cell| cell.words);
                self.marks.push((mark, at, item.label.clone()));
            }
        }
        for doubt in &reading.doubts {
            self.doubt(doubt, &reading.shape.items(), &cells, first, &rule_at);
        }
        if let Some((rule, basis)) = self.rule(node, max, &reading, &cells, &rule_at) {
            criterion.rule = Some(rule);
            criterion.basis = Some(basis);
        }
        criterion.evidence = evidence(node);
        if reading
            .doubts
            .iter()
            .any(|doubt| matches!(doubt, Doubt::NotRecognised { .. }))
        {
            criterion.note = Some(Text {
                vi: "Cần hoàn thiện: bảng không nói rõ cách cho điểm, nên tạm để hai mức đạt và chưa đạt.".to_owned(),
                en: Some("To be completed: the sheet does not say clearly how points are given, so two grades stand in for it.".to_owned()),
            });
        }
    }

    fn doubt(
        &mut self,
        doubt: &Doubt,
        items: &[&words::Item],
        cells: &[ItemCells],
        first: CellAt,
        rule: &str,
    ) {
        match doubt {
            Doubt::NotRecognised { words } => {
                let words = words.clone();
                self.report(ScoringNotRecognised { words }, first);
            }
            Doubt::NotAnalysed { words } => {
                let words = words.clone();
                self.report(BandsNotChecked { words }, first);
            }
            Doubt::BoundMissing { item, lower } => {
                let Some(found) = items.get(*item) else {
                    return;
                };
                let at = cells.get(found.source).map_or(first, |cell| cell.words);
                let words = short(&found.label, 80);
                self.report(
                    BoundMissing {
                        words,
                        lower: *lower,
                    },
                    at,
                );
                self.answered.push(Answered::Bound {
                    rule: rule.to_owned(),
                    band: *item,
                });
            }
        }
    }
}

/// The texts that say how points are given, with their cells.
fn sources(node: &Node) -> (Vec<Source>, Vec<ItemCells>) {
    let mut sources = Vec::new();
    let mut cells = Vec::new();
    for option in &node.options {
        let text = if option.text.trim().is_empty() {
            &option.label
        } else {
            &option.text
        };
        let words_of_points = if option.text.trim().is_empty() {
            ""
        } else {
            option.label.as_str()
        };
        if text.trim().is_empty() {
            continue;
        }
        let points = match option.points {
            Some(Amount::Known(points)) => Some(points),
            _ => None,
        };
        // Points in words only stand with the words.
        let text = if points.is_none() && !words_of_points.is_empty() {
            format!("{text}: {words_of_points}")
        } else {
            text.clone()
        };
        sources.push(Source {
            text,
            label: if points.is_some() {
                words_of_points.to_owned()
            } else {
                String::new()
            },
            points,
        });
        cells.push(ItemCells {
            words: option.at,
            points: if points.is_some() {
                option.points_at
            } else {
                option.at
            },
        });
    }
    (sources, cells)
}

/// The documents a leaf requires.
fn evidence(node: &Node) -> Vec<EvidenceRequirement> {
    let text = node.evidence.join("\n");
    let bare = plain(&text);
    let nothing = ["", "-", "không", "không yêu cầu", "không có"];
    let Ok(id) = Id::parse("tlkc") else {
        return Vec::new();
    };
    if bare.trim().is_empty() {
        return Vec::new();
    }
    let none = nothing.contains(&bare.trim());
    vec![EvidenceRequirement {
        id,
        title: Some(title(&text)),
        mode: if none {
            EvidenceMode::None
        } else {
            EvidenceMode::Attests
        },
        kinds: None,
        supports: Vec::new(),
        window: None,
        locate: false,
    }]
}
