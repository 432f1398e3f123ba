//! The tree of areas and criteria, from the numbers and the order of the rows.
//!
//! Numbers say where a row belongs; where they contradict its place, the row stays where it
//! stands, and the check of the criteria file speaks of its number.

use par_index::diagnostic::Finding;
use par_index::number::Quantity;

use super::lines::{Amount, Line, OptionCells};
use super::numbering::Number;
use crate::found::{NoArea, NumberLostAZero, RowNotUsed};
use crate::grid::CellAt;
use crate::text::{plain, short};

/// An area or criterion.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) number: Option<String>,
    parts: Vec<u32>,
    pub(crate) number_at: CellAt,
    pub(crate) title: String,
    pub(crate) title_at: CellAt,
    pub(crate) max: Option<Amount>,
    pub(crate) max_at: CellAt,
    pub(crate) options: Vec<OptionCells>,
    pub(crate) evidence: Vec<String>,
    pub(crate) children: Vec<Node>,
}

/// What an area is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    Scale,
    Bonus,
    Penalty,
}

impl Node {
    /// The number in Arabic digits, where it is a single one.
    pub(crate) fn number_as_int(&self) -> Option<u32> {
        match self.parts.as_slice() {
            [number] => Some(*number),
            _ => None,
        }
    }

    /// Whether an area stands outside the scale.
    pub(crate) fn used_as(&self) -> Use {
        let title = plain(&self.title);
        if title.contains("điểm thưởng") || title.contains("điểm cộng") {
            Use::Bonus
        } else if title.contains("điểm trừ") {
            Use::Penalty
        } else {
            Use::Scale
        }
    }
}

/// The areas, with the total printed.
#[derive(Default)]
pub(crate) struct Tree {
    pub(crate) areas: Vec<Node>,
    pub(crate) total: Option<(Quantity, CellAt)>,
    pub(crate) found: Vec<(Box<dyn Finding>, CellAt)>,
}

pub(crate) fn build(lines: &[Line]) -> Tree {
    let mut tree = Tree::default();
    let roman = lines
        .iter()
        .any(|line| matches!(line.number, Some(Number::Roman(_))) || line.says_area);
    let mut after_total = false;
    for (index, line) in lines.iter().enumerate() {
        if line.is_total {
            if let Some(Amount::Known(total)) = line.max.filter(|_| line.is_grand_total) {
                tree.total = Some((total, line.max_at));
            }
            after_total = true;
            continue;
        }
        let is_area = match &line.number {
            Some(Number::Roman(_)) => true,
            Some(Number::Letter(_)) => !roman,
            Some(Number::Dotted(parts)) => {
                line.says_area && parts.len() == 1 || !roman && parts.len() == 1
            }
            None => line.says_area,
        };
        if is_area {
            tree.areas.push(node(line));
        } else if matches!(line.number, Some(Number::Dotted(_))) {
            criterion(&mut tree, line, lines.get(index + 1..).unwrap_or_default());
        } else if matches!(line.number, Some(Number::Letter(_)))
            || (!below(&mut tree, line) && !after_total)
        {
            tree.found.push(not_used(line));
        }
    }
    tree
}

fn not_used(line: &Line) -> (Box<dyn Finding>, CellAt) {
    let words = [line.title.as_str(), line.evidence.as_str()]
        .into_iter()
        .chain(line.options.iter().map(|one| one.text.as_str()))
        .find(|text| !text.is_empty())
        .unwrap_or_default();
    let words = short(words, 60);
    (Box::new(RowNotUsed { words }), line.title_at)
}

fn node(line: &Line) -> Node {
    Node {
        number: line.number.as_ref().map(Number::text),
        parts: line.number.as_ref().map(Number::parts).unwrap_or_default(),
        number_at: line.number_at,
        title: line.title.clone(),
        title_at: line.title_at,
        max: line.max,
        max_at: line.max_at,
        options: line.options.clone(),
        evidence: Some(line.evidence.clone())
            .filter(|text| !text.is_empty())
            .into_iter()
            .collect(),
        children: Vec::new(),
    }
}

/// The node at the end of a path of last children; `depth` 0 is the area.
fn open(tree: &mut Tree, depth: usize) -> Option<&mut Node> {
    let mut node = tree.areas.last_mut()?;
    for _ in 0..depth {
        node = node.children.last_mut()?;
    }
    Some(node)
}

/// The nodes that are open, from the area down: their parts, options and the last part of their last child.
fn path(tree: &Tree) -> Vec<&Node> {
    let mut path = Vec::new();
    let mut next = tree.areas.last();
    while let Some(node) = next {
        path.push(node);
        next = node.children.last();
    }
    path
}

fn criterion(tree: &mut Tree, line: &Line, following: &[Line]) {
    let mut new = node(line);
    if tree.areas.is_empty() {
        let title = short(&line.title, 60);
        tree.found.push((Box::new(NoArea { title }), line.title_at));
        tree.areas.push(Node {
            number: None,
            parts: Vec::new(),
            title: "Chưa rõ lĩnh vực".to_owned(),
            children: Vec::new(),
            options: Vec::new(),
            evidence: Vec::new(),
            max: None,
            ..new.clone()
        });
    }
    let path = path(tree);
    // Tables without merged cells repeat number and title beside each option.
    if let Some(last) = path.last()
        && last.number == new.number
        && last.title == new.title
        && path.len() > 1
    {
        let depth = path.len() - 1;
        if let Some(last) = open(tree, depth) {
            last.options.append(&mut new.options);
            for text in new.evidence {
                if !last.evidence.contains(&text) {
                    last.evidence.push(text);
                }
            }
        }
        return;
    }
    if let Some(parts) = lost_zero(&path, &new.parts, line.number_is_numeric) {
        let written = new.number.clone().unwrap_or_default();
        let taken = Number::Dotted(parts.clone()).text();
        new.number = Some(taken.clone());
        new.parts = parts;
        let depth = parent_of(&path, &new.parts, following);
        tree.found
            .push((Box::new(NumberLostAZero { written, taken }), line.number_at));
        attach(tree, depth, new);
        return;
    }
    let depth = parent_of(&path, &new.parts, following);
    attach(tree, depth, new);
}

fn attach(tree: &mut Tree, depth: usize, new: Node) {
    if let Some(parent) = open(tree, depth) {
        parent.children.push(new);
    }
}

/// `1.1` after `1.9`, kept as a number, was `1.10`.
fn lost_zero(path: &[&Node], parts: &[u32], numeric: bool) -> Option<Vec<u32>> {
    let (last, above) = parts.split_last()?;
    if !numeric || above.len() != 1 {
        return None;
    }
    let sibling = path
        .iter()
        .find(|node| node.parts.len() == parts.len() && node.parts.starts_with(above))?;
    let next = sibling.parts.last()? + 1;
    (next % 10 == 0 && next.checked_div(10) == Some(*last)).then(|| {
        let mut parts = above.to_vec();
        parts.push(next);
        parts
    })
}

/// How deep the parent of a number lies on the path.
fn parent_of(path: &[&Node], parts: &[u32], following: &[Line]) -> usize {
    let above = parts.split_last().map_or(&[][..], |(_, above)| above);
    // "7.11" inside 7.1: a point is missing. It follows 7.1 and its children, and 7.2 may come later.
    if let Some(depth) = point_missing(path, parts, following) {
        return depth;
    }
    if let Some(depth) = path
        .iter()
        .rposition(|node| node.parts == above && !above.is_empty())
    {
        return depth;
    }
    // Otherwise where rows of its length stand: below the last node with a shorter number.
    path.iter()
        .enumerate()
        .rposition(|(depth, node)| {
            depth == 0 || (node.parts.len() < parts.len() && node.options.is_empty())
        })
        .unwrap_or(0)
}

fn point_missing(path: &[&Node], parts: &[u32], following: &[Line]) -> Option<usize> {
    let (last, above) = parts.split_last()?;
    let depth = path.iter().rposition(|node| {
        node.parts.len() == parts.len() && node.parts.starts_with(above) && !above.is_empty()
    })?;
    let node = path.get(depth)?;
    let own = *node.parts.last()?;
    let digits = last.to_string();
    let glued = digits.len() > own.to_string().len() && digits.starts_with(&own.to_string());
    let goes_on = following
        .iter()
        .find_map(|line| line.number.as_ref())
        .is_some_and(|number| number.parts().starts_with(&node.parts));
    let holds_children = node.options.is_empty() && (!node.children.is_empty() || goes_on);
    (glued && *last != own + 1 && holds_children).then_some(depth)
}

/// A row without number: an option, or more evidence, of the last criterion. False where there is none.
fn below(tree: &mut Tree, line: &Line) -> bool {
    let depth = path(tree).len();
    let Some(leaf) = depth
        .checked_sub(1)
        .filter(|depth| *depth > 0)
        .and_then(|depth| open(tree, depth))
    else {
        return false;
    };
    let has_options = !line.options.is_empty();
    leaf.options.extend(line.options.iter().cloned());
    if !line.title.is_empty() && !has_options {
        leaf.options.push(OptionCells {
            text: line.title.clone(),
            label: String::new(),
            points: line.max,
            at: line.title_at,
            points_at: line.max_at,
        });
    } else if !line.title.is_empty()
        && let Some(option) = leaf
            .options
            .last_mut()
            .filter(|option| option.text.is_empty())
    {
        // The words stand in the column of titles, the points in their own.
        option.text.clone_from(&line.title);
        option.at = line.title_at;
    }
    if !line.evidence.is_empty() && !leaf.evidence.contains(&line.evidence) {
        leaf.evidence.push(line.evidence.clone());
    }
    has_options || !line.title.is_empty() || !line.evidence.is_empty()
}
