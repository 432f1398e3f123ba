//! The criteria file around the areas.

use par_index::file::{
    Adjustment, AdjustmentApplies, Area, CriteriaFile, Criterion, Instrument, Level, Provenance,
    Rounding, RoundingFile, RoundingModeFile, Span, Text,
};
use par_index::number::{Date, Quantity, Ratio};
use par_index::read::Id;

use super::{Builder, SOURCE, title};
use crate::found::RoundingNotStated;
use crate::grid::CellAt;
use crate::table::lines::Amount;
use crate::table::tree::{Node, Tree, Use};

/// What the file says of itself.
pub(crate) struct Frame {
    pub(crate) id: Id,
    pub(crate) edition: Id,
    pub(crate) title: String,
    pub(crate) provenance: Provenance,
    pub(crate) level: Level,
    pub(crate) instrument: Option<String>,
    pub(crate) max_points: Option<Quantity>,
    pub(crate) source: String,
}

/// Makes the file.
pub(crate) fn file(
    builder: &mut Builder,
    tree: &Tree,
    frame: Frame,
    head: CellAt,
) -> Option<CriteriaFile> {
    let mut areas = Vec::new();
    let (mut bonus, mut penalty) = (None, None);
    for (index, node) in tree.areas.iter().enumerate() {
        match node.used_as() {
            Use::Scale => {
                let pointer = format!("/areas/{}", areas.len());
                areas.push(area(builder, node, &pointer, index + 1)?);
            }
            Use::Bonus => bonus = Some(adjustment(builder, node, "/bonus", index + 1)),
            Use::Penalty => penalty = Some(adjustment(builder, node, "/penalty", index + 1)),
        }
    }
    let max_points = frame.max_points.unwrap_or_else(|| scale(tree));
    if let Some((_, at)) = tree.total {
        builder.put("/max_points".to_owned(), at);
    } else {
        builder.put("/max_points".to_owned(), head);
    }
    builder.see_points(max_points);
    let places = builder.places.clamp(2, 6);
    builder.report(RoundingNotStated { places }, head);
    let rounding = || RoundingFile {
        places,
        mode: RoundingModeFile::HalfUp,
    };
    let day = |year, month, day| Date::from_ymd(year, month, day).ok();
    let (first, last) = builder.years;
    Some(CriteriaFile {
        format: "par-index/criteria@1".to_owned(),
        id: frame.id,
        edition: frame.edition,
        title: title(&frame.title),
        provenance: frame.provenance,
        notice: Some(notice(&frame.source)),
        level: frame.level,
        in_force: Span {
            from: day(first, 1, 1)?,
            until: day(last, 12, 31)?,
        },
        instruments: vec![Instrument {
            id: Id::parse(SOURCE).ok()?,
            instrument: frame
                .instrument
                .unwrap_or_else(|| format!("Chưa rõ văn bản (nhập từ {})", frame.source)),
            issued_on: None,
            issuer: None,
            replaced_by: None,
            note: None,
        }],
        max_points,
        combine: None,
        rounding: Rounding {
            measure: None,
            leaf: builder.proportional.then(rounding),
            area: None,
            index: rounding(),
            classes_on_exact: false,
            claim_places: places,
        },
        index_capped: false,
        unit_groups: Vec::new(),
        absent_sources: Vec::new(),
        non_working_day: None,
        holidays: Vec::new(),
        working_days: Vec::new(),
        classes: Vec::new(),
        facts: std::mem::take(&mut builder.facts),
        relations: Vec::new(),
        slots: Vec::new(),
        areas,
        bonus,
        penalty,
        declared_mismatches: Vec::new(),
        not_scored: Vec::new(),
        note: None,
    })
}

fn notice(source: &str) -> Text {
    Text {
        vi: format!(
            "Nhập tự động từ {source}; không phải bản chính thức, cần đối chiếu với văn bản gốc trước khi dùng."
        ),
        en: Some(format!(
            "Imported from {source}; not an official text, to be compared with the source before it is used."
        )),
    }
}

/// The scale: 100, unless the total printed is plainly another one.
///
/// A total a little beside 100 is a sum that does not come out; 85 is a sheet without its survey.
fn scale(tree: &Tree) -> Quantity {
    let number = |text: &str| Quantity::parse(text).unwrap_or(Quantity::ZERO);
    match tree.total {
        Some((total, _)) if total < number("95") || total > number("105") => total,
        _ => number("100"),
    }
}

fn area(builder: &mut Builder, node: &Node, pointer: &str, index: usize) -> Option<Area> {
    let id = builder.node_id("lv-", node)?;
    builder.place(node, pointer);
    builder.scoring_on_parent(node);
    let number = u32::try_from(index)
        .ok()
        .and_then(|index| node.number_as_int().or(Some(index)));
    let number = number
        .and_then(|number| usize::try_from(number).ok())
        .unwrap_or(index);
    let criteria = builder.criteria(&node.children, &format!("{pointer}/criteria"), number);
    let max_points =
        builder.maximum_of_parent(node, pointer, criteria.iter().map(|child| child.max_points));
    Some(Area {
        id,
        number: node.number.clone(),
        title: title(&node.title),
        max_points,
        weight: None,
        not_applicable: None,
        appraised_by: None,
        cites: builder.cites(node),
        combine: None,
        criteria,
        declared_mismatches: Vec::new(),
    })
}

/// Bonus or penalty points: all leaves of the area.
fn adjustment(builder: &mut Builder, node: &Node, pointer: &str, index: usize) -> Adjustment {
    builder.place(node, pointer);
    let mut leaves = Vec::new();
    flatten(&node.children, &mut leaves);
    let criteria: Vec<Criterion> = builder.criteria(&leaves, &format!("{pointer}/criteria"), index);
    let sum = criteria
        .iter()
        .map(|one| Ratio::from_quantity(one.max_points))
        .try_fold(Ratio::ZERO, Ratio::checked_add);
    let cap = match node.max {
        Some(Amount::Known(cap)) => Some(cap).filter(|cap| sum != Some(Ratio::from_quantity(*cap))),
        _ => None,
    };
    Adjustment {
        cap,
        applies: AdjustmentApplies::Points,
        criteria,
    }
}

fn flatten(nodes: &[Node], into: &mut Vec<Node>) {
    for node in nodes {
        if node.children.is_empty() {
            into.push(node.clone());
        } else {
            flatten(&node.children, into);
        }
    }
}
