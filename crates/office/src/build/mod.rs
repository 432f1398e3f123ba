//! The tree of a sheet becomes a criteria file, and each of its values remembers its cell.

mod facts;
mod file;
mod leaf;
mod rule;

use std::collections::BTreeMap;

use par_index::diagnostic::Finding;
use par_index::file::{Basis, Citation, Criterion, Fact, Text};
use par_index::number::{Quantity, Ratio};
use par_index::read::Id;

pub(crate) use file::{Frame, file};

use crate::found::{MaximumMissing, ParentHasScoring};
use crate::grid::CellAt;
use crate::table::lines::Amount;
use crate::table::tree::Node;
use crate::text::{short, slug};
use crate::words::Mark;

/// The instrument every criterion cites.
pub(crate) const SOURCE: &str = "source";

/// What is known while the file is built.
#[derive(Default)]
pub(crate) struct Builder {
    pub(crate) sheet: String,
    /// The year of the edition, where it is one.
    pub(crate) year: Option<i32>,
    /// First and last year in force.
    pub(crate) years: (i32, i32),
    facts: Vec<Fact>,
    fact_ids: BTreeMap<String, usize>,
    node_ids: BTreeMap<String, usize>,
    /// JSON Pointers and the cells their values come from.
    pub(crate) cells: BTreeMap<String, CellAt>,
    pub(crate) found: Vec<(Box<dyn Finding>, CellAt)>,
    /// Points printed in words, by their decimal mark.
    pub(crate) marks: Vec<(Mark, CellAt, String)>,
    /// Findings of the library that have their cause in what was reported here.
    pub(crate) answered: Vec<Answered>,
    pub(crate) certain: usize,
    pub(crate) judged: usize,
    /// Whether points can have no last decimal.
    proportional: bool,
    /// Most decimals of points.
    places: u32,
}

/// What was reported about the sheet, so that the checks of the file need not say it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answered {
    /// One end of a band is missing.
    Bound { rule: String, band: usize },
    /// The maximum of a node is not known.
    Maximum { node: String },
}

impl Builder {
    pub(crate) fn new(sheet: &str, years: (i32, i32)) -> Self {
        Self {
            sheet: sheet.to_owned(),
            year: (years.0 == years.1).then_some(years.0),
            years,
            ..Self::default()
        }
    }

    pub(crate) fn report(&mut self, finding: impl Finding + 'static, at: CellAt) {
        self.found.push((Box::new(finding), at));
    }

    fn put(&mut self, pointer: String, at: CellAt) {
        self.cells.insert(pointer, at);
    }

    fn see_points(&mut self, points: Quantity) {
        self.places = self.places.max(u32::from(points.scale()));
    }

    /// A free id: the wish, or the wish with a number behind it.
    fn free(taken: &mut BTreeMap<String, usize>, wish: &str) -> Option<Id> {
        let mut name = wish.to_owned();
        while taken.contains_key(&name) {
            // The count goes on from the last time, so that many alike stay cheap.
            let count = taken.entry(wish.to_owned()).or_insert(1);
            *count += 1;
            name = format!("{wish}-{count}");
        }
        let id = Id::parse(&name).ok()?;
        taken.insert(name, 1);
        Some(id)
    }

    fn node_id(&mut self, prefix: &str, node: &Node) -> Option<Id> {
        let number = node.number.as_deref().unwrap_or_default().to_lowercase();
        let wish = if number.is_empty() {
            format!("{prefix}r{}", node.title_at.row + 1)
        } else {
            format!("{prefix}{number}")
        };
        Self::free(&mut self.node_ids, &wish)
    }

    fn cites(&self, node: &Node) -> Vec<Citation> {
        Id::parse(SOURCE).map_or_else(
            |_| Vec::new(),
            |source| {
                let number = node
                    .number
                    .as_ref()
                    .map(|number| format!("số {number}, "))
                    .unwrap_or_default();
                vec![Citation {
                    source,
                    provision: Some(format!("{number}ô {}!{}", self.sheet, node.title_at)),
                }]
            },
        )
    }

    /// A criterion with what is below it; `area` tells criteria of areas apart that number anew.
    fn criterion(&mut self, node: &Node, pointer: &str, area: usize) -> Option<Criterion> {
        let taken = node
            .number
            .as_ref()
            .is_some_and(|number| self.node_ids.contains_key(&format!("c{number}")));
        let anew = taken
            && !node.number.as_deref().is_some_and(|number| {
                number.contains('.') && number.starts_with(&format!("{area}."))
            });
        let id = self.node_id(
            &if anew {
                format!("c{area}-")
            } else {
                "c".to_owned()
            },
            node,
        )?;
        self.place(node, pointer);
        let mut criterion = Criterion {
            id,
            number: node.number.clone(),
            title: title(&node.title),
            max_points: Quantity::ZERO,
            weight: None,
            basis: None,
            not_applicable: None,
            cites: self.cites(node),
            shape: None,
            rule: None,
            evidence: Vec::new(),
            examples: Vec::new(),
            combine: None,
            criteria: Vec::new(),
            appraised_by: None,
            declared_mismatches: Vec::new(),
            note: None,
        };
        if node.children.is_empty() {
            self.leaf(node, &mut criterion, pointer);
            if criterion.basis == Some(Basis::Judged) {
                self.judged += 1;
            } else {
                self.certain += 1;
            }
            return Some(criterion);
        }
        self.scoring_on_parent(node);
        criterion.criteria = self.criteria(&node.children, &format!("{pointer}/criteria"), area);
        criterion.max_points = self.maximum_of_parent(
            node,
            pointer,
            criterion.criteria.iter().map(|child| child.max_points),
        );
        Some(criterion)
    }

    fn criteria(&mut self, nodes: &[Node], list: &str, area: usize) -> Vec<Criterion> {
        let mut criteria = Vec::new();
        for node in nodes {
            let pointer = format!("{list}/{}", criteria.len());
            criteria.extend(self.criterion(node, &pointer, area));
        }
        criteria
    }

    fn place(&mut self, node: &Node, pointer: &str) {
        self.put(pointer.to_owned(), node.title_at);
        self.put(format!("{pointer}/number"), node.number_at);
        self.put(format!("{pointer}/id"), node.number_at);
        self.put(format!("{pointer}/max_points"), node.max_at);
    }

    /// The maximum of a parent: as printed, or what its children add up to where none is printed.
    fn maximum_of_parent(
        &mut self,
        node: &Node,
        pointer: &str,
        children: impl Iterator<Item = Quantity>,
    ) -> Quantity {
        match node.max {
            Some(Amount::Known(max)) => {
                self.see_points(max);
                return max;
            }
            Some(Amount::Unreadable) => self.answered.push(Answered::Maximum {
                node: pointer.to_owned(),
            }),
            None => {}
        }
        children
            .map(Ratio::from_quantity)
            .try_fold(Ratio::ZERO, Ratio::checked_add)
            .and_then(|sum| sum.to_quantity_exact(6))
            .unwrap_or(Quantity::ZERO)
    }

    /// The maximum of a leaf, or the best of its options where it is not known.
    fn maximum_of_leaf(&mut self, node: &Node, pointer: &str) -> Quantity {
        if let Some(Amount::Known(max)) = node.max {
            self.see_points(max);
            return max;
        }
        if node.max.is_none() {
            let title = short(&node.title, 80);
            self.report(MaximumMissing { title }, node.title_at);
        }
        self.answered.push(Answered::Maximum {
            node: pointer.to_owned(),
        });
        let known = node
            .options
            .iter()
            .filter_map(|option| match option.points {
                Some(Amount::Known(points)) => Some(points),
                _ => None,
            });
        known.max().unwrap_or(Quantity::ZERO)
    }

    fn scoring_on_parent(&mut self, node: &Node) {
        let words = node
            .options
            .iter()
            .find(|option| !option.text.trim().is_empty());
        if let Some(option) = words {
            let words = short(&option.text, 60);
            self.report(ParentHasScoring { words }, option.at);
        }
    }

    /// A new fact; its id is made of the number and the title.
    fn fact(&mut self, node: &Node, words: &str, fact: impl FnOnce(Id) -> Fact) -> Option<Id> {
        let number = node
            .number
            .as_deref()
            .map_or_else(|| format!("r{}", node.title_at.row + 1), str::to_lowercase);
        let name = slug(words, 40);
        let wish = if name.is_empty() {
            format!("f{number}")
        } else {
            format!("{number}-{name}")
        };
        let id = Self::free(&mut self.fact_ids, &wish)?;
        self.facts.push(fact(id.clone()));
        Some(id)
    }
}

/// A title as it is kept.
pub(crate) fn title(text: &str) -> Text {
    let text = crate::text::line(text);
    Text {
        vi: if text.is_empty() {
            "(không có tên)".to_owned()
        } else {
            text
        },
        en: None,
    }
}
