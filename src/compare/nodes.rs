//! Areas and criteria of a set laid out flat, each with what it takes from above.

use super::change::{Subject, Who};
use crate::diagnostic::Message;
use crate::file::{
    Area, Citation, Combine, CriteriaFile, Criterion, DeclaredMismatch, NotApplicable, Text,
};
use crate::number::Quantity;
use crate::read::Id;

/// An area or a criterion.
#[derive(Clone, Debug)]
pub(super) struct Node<'f> {
    /// The criterion; `None` for an area.
    pub(super) criterion: Option<&'f Criterion>,
    pub(super) id: &'f Id,
    pub(super) number: Option<&'f str>,
    pub(super) title: &'f Text,
    pub(super) max_points: Quantity,
    pub(super) weight: Option<Quantity>,
    pub(super) cites: &'f [Citation],
    pub(super) combine: Combine,
    pub(super) mismatches: &'f [DeclaredMismatch],
    /// The answer that holds here, taken from above where none is written.
    pub(super) not_applicable: NotApplicable,
    pub(super) pointer: String,
    /// The node above; `None` for areas, bonus and penalty.
    pub(super) parent: Option<usize>,
    /// `areas`, `bonus` or `penalty`.
    pub(super) home: &'static str,
}

impl Node<'_> {
    pub(super) fn who(&self) -> Who {
        let number = self.number.unwrap_or_else(|| self.id.as_str());
        let number = number.trim_end_matches('.');
        let (subject, name) = if self.criterion.is_some() {
            (
                Subject::Criterion,
                Message::new(format!("tiêu chí {number}"), format!("criterion {number}")),
            )
        } else {
            (
                Subject::Area,
                Message::new(format!("lĩnh vực {number}"), format!("area {number}")),
            )
        };
        Who {
            subject,
            id: self.id.to_string(),
            name,
        }
    }

    pub(super) fn at(&self, below: &str) -> String {
        format!("{}/{below}", self.pointer)
    }
}

/// All of them, each before what is below it: areas, then bonus, then penalty.
pub(super) fn nodes(file: &CriteriaFile) -> Vec<Node<'_>> {
    let mut all = Vec::new();
    for (index, area) in file.areas.iter().enumerate() {
        let parent = all.len();
        all.push(of_area(area, index));
        let pointer = format!("/areas/{index}");
        let above = area.not_applicable.unwrap_or(NotApplicable::NotAllowed);
        below(
            &mut all,
            &area.criteria,
            &pointer,
            Some(parent),
            above,
            "areas",
        );
    }
    for (adjustment, home) in [(&file.bonus, "bonus"), (&file.penalty, "penalty")] {
        if let Some(adjustment) = adjustment {
            let pointer = format!("/{home}");
            let above = NotApplicable::NotAllowed;
            below(&mut all, &adjustment.criteria, &pointer, None, above, home);
        }
    }
    all
}

fn of_area(area: &Area, index: usize) -> Node<'_> {
    Node {
        criterion: None,
        id: &area.id,
        number: area.number.as_deref(),
        title: &area.title,
        max_points: area.max_points,
        weight: area.weight,
        cites: &area.cites,
        combine: area.combine.unwrap_or(Combine::Sum),
        mismatches: &area.declared_mismatches,
        not_applicable: area.not_applicable.unwrap_or(NotApplicable::NotAllowed),
        pointer: format!("/areas/{index}"),
        parent: None,
        home: "areas",
    }
}

fn below<'f>(
    all: &mut Vec<Node<'f>>,
    criteria: &'f [Criterion],
    pointer: &str,
    parent: Option<usize>,
    above: NotApplicable,
    home: &'static str,
) {
    for (index, criterion) in criteria.iter().enumerate() {
        let place = all.len();
        let pointer = format!("{pointer}/criteria/{index}");
        let treatment = criterion.not_applicable.unwrap_or(above);
        all.push(Node {
            criterion: Some(criterion),
            id: &criterion.id,
            number: criterion.number.as_deref(),
            title: &criterion.title,
            max_points: criterion.max_points,
            weight: criterion.weight,
            cites: &criterion.cites,
            combine: criterion.combine.unwrap_or(Combine::Sum),
            mismatches: &criterion.declared_mismatches,
            not_applicable: treatment,
            pointer: pointer.clone(),
            parent,
            home,
        });
        below(
            all,
            &criterion.criteria,
            &pointer,
            Some(place),
            treatment,
            home,
        );
    }
}
