//! A unit with the value it is ranked by.

use serde::Serialize;
use thiserror::Error;

use super::group::GroupKey;
use crate::eval::{Column, Scorecard};
use crate::file::Text;
use crate::model::Parent;
use crate::number::{Points, Quantity, Ratio, Rounding};

/// What is known of the value a unit is ranked by
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// One value.
    Known(Ratio),
    /// It will lie between these.
    Between {
        /// What is secured.
        lower: Ratio,
        /// What is still possible.
        upper: Ratio,
        /// Whether both ends are attained; otherwise they are outer bounds.
        exact: bool,
    },
    /// There is no value: an empty cell, a blank in the column.
    Unknown,
    /// Nothing applies to the unit, so there is nothing to divide by.
    NothingApplies,
}

impl Standing {
    /// The one value
    pub fn known(self) -> Option<Ratio> {
        match self {
            Self::Known(value) => Some(value),
            Self::Between { .. } | Self::Unknown | Self::NothingApplies => None,
        }
    }

    /// The least it can be
    pub fn lower(self) -> Option<Ratio> {
        match self {
            Self::Known(value) | Self::Between { lower: value, .. } => Some(value),
            Self::Unknown | Self::NothingApplies => None,
        }
    }

    /// The greatest it can be
    pub fn upper(self) -> Option<Ratio> {
        match self {
            Self::Known(value) | Self::Between { upper: value, .. } => Some(value),
            Self::Unknown | Self::NothingApplies => None,
        }
    }
}

/// A class by name
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClassName {
    /// Name in ASCII
    pub id: String,
    /// Name in words
    pub title: Text,
}

/// The index of a unit in one area
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AreaIndex {
    /// Name in ASCII
    pub id: String,
    /// Number as printed
    pub number: Option<String>,
    /// Name in words
    pub title: Text,
    /// Index in percent; `None` where it is not one value, or nothing applies
    pub index: Option<Ratio>,
}

/// A unit to be ranked
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contender {
    /// Name in ASCII
    pub unit: String,
    /// Name in words
    pub title: Option<Text>,
    /// Whom it is ranked among
    pub group: GroupKey,
    /// The value it is ranked by
    pub standing: Standing,
    /// Its class, where there is one value and the set has classes
    pub class: Option<ClassName>,
    /// Whether its value is below every class of the set
    pub is_below_classes: bool,
    /// Whether the printed index would have another class: the set reads classes on exact values
    pub is_classed_exactly: bool,
    /// Points of the criteria or areas that decide ties, in the order of the tie rule
    pub keys: Vec<Option<Ratio>>,
    /// Index of each area in the same column
    pub areas: Vec<AreaIndex>,
    /// How values of its sheet are rounded when shown; ranks never use it
    pub rounding: Rounding,
}

/// A criterion or area named to decide ties is not in the criteria set
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the criteria set {set} has no criterion or area {leaf}")]
pub struct UnknownLeaf {
    /// The criterion or area
    pub leaf: String,
    /// The set with its edition
    pub set: String,
}

impl Contender {
    /// A scorecard read in one column; `by` names the criteria or areas that decide ties
    ///
    /// # Errors
    ///
    /// A criterion or area that the set does not have.
    pub fn of(card: &Scorecard, column: Column, by: &[String]) -> Result<Self, UnknownLeaf> {
        let set = card.scorer().criteria_set();
        let file = card.assessment().file();
        let whole = card.total().index().whole();
        let nothing_applies = match column {
            Column::Final => card.total().final_applicable() <= Points::ZERO,
            _ => whole.lower().is_none(),
        };
        let standing = match (whole.column(column), column) {
            _ if nothing_applies => Standing::NothingApplies,
            (Some(value), _) => Standing::Known(value),
            (None, Column::Computed) => match (whole.lower(), whole.upper()) {
                (Some(lower), Some(upper)) => Standing::Between {
                    lower,
                    upper,
                    exact: whole.is_exact(),
                },
                _ => Standing::Unknown,
            },
            (None, _) => Standing::Unknown,
        };
        let keys = by.iter().map(|id| {
            points(card, column, id).ok_or_else(|| UnknownLeaf {
                leaf: id.clone(),
                set: format!("{}@{}", set.id(), set.edition()),
            })
        });
        let (known, scorer) = (standing.known(), card.scorer());
        let class = known.and_then(|value| card.class_of(value));
        let areas = set.file().areas.iter().zip(card.areas());
        Ok(Self {
            unit: file.unit.id.to_string(),
            title: Some(file.unit.title.clone()),
            group: GroupKey {
                set: Some(set.id().to_string()),
                edition: Some(set.edition().to_string()),
                group: file.unit.group.as_ref().map(ToString::to_string),
            },
            standing,
            class: class.map(|class| ClassName {
                id: class.id.to_string(),
                title: class.title.clone(),
            }),
            is_below_classes: known.is_some_and(|value| scorer.is_below_classes(value)),
            is_classed_exactly: known.is_some_and(|value| scorer.class_differs_in_print(value)),
            keys: keys.collect::<Result<_, _>>()?,
            areas: areas
                .map(|(area, totals)| AreaIndex {
                    id: area.id.to_string(),
                    number: area.number.clone(),
                    title: area.title.clone(),
                    index: totals.index().whole().column(column),
                })
                .collect(),
            rounding: card.scorer().compiled().index_rounding,
        })
    }

    /// A total as somebody published it; `None` where nothing is printed, which is not zero
    pub fn published(
        unit: impl Into<String>,
        title: Option<Text>,
        group: Option<String>,
        index: Option<Quantity>,
    ) -> Self {
        Self {
            unit: unit.into(),
            title,
            group: GroupKey {
                set: None,
                edition: None,
                group,
            },
            standing: index.map_or(Standing::Unknown, |index| {
                Standing::Known(Ratio::from_quantity(index))
            }),
            class: None,
            is_below_classes: false,
            is_classed_exactly: false,
            keys: Vec::new(),
            areas: Vec::new(),
            rounding: Rounding::TWO_PLACES,
        }
    }
}

/// Points of a leaf, a parent or an area in a column; `None` inside where there are none, or not all yet.
fn points(card: &Scorecard, column: Column, id: &str) -> Option<Option<Ratio>> {
    if let Some(score) = card.criterion(id) {
        return Some(score.column(column).map(Ratio::from_points));
    }
    let set = card.scorer().criteria_set();
    let mut areas = set.file().areas.iter().zip(card.areas());
    if let Some((_, totals)) = areas.find(|(area, _)| area.id.as_str() == id) {
        // A sum of some of its leaves is not what the area has.
        let is_whole = totals.index().whole().column(column).is_some();
        let points = totals.column(column).filter(|_| is_whole);
        return Some(points.map(Ratio::from_points));
    }
    let mut parents = set.parents().iter();
    let parent = parents.find(|parent| parent.id().as_str() == id)?;
    Some(points_below(card, column, parent))
}

/// Points of the leaves below a parent that apply, each with its weight there.
fn points_below(card: &Scorecard, column: Column, parent: &Parent) -> Option<Ratio> {
    let leaves = card.scorer().criteria_set().leaves();
    let mut sum = None;
    for index in parent.leaves() {
        let score = card.criteria().get(index)?;
        let is_left_out = match column {
            Column::Final => score.is_final_excluded(),
            _ => score.excluded() == score.max(),
        };
        if is_left_out {
            continue;
        }
        let weight = leaves.get(index)?.factor().checked_div(parent.factor())?;
        let own = Ratio::from_points(score.column(column)?).checked_mul(weight)?;
        sum = Some(sum.unwrap_or(Ratio::ZERO).checked_add(own)?.reduced());
    }
    sum
}
