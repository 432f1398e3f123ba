//! A unit with the value it is ranked by.

use thiserror::Error;

use super::group::GroupKey;
use crate::eval::{Column, Scorecard};
use crate::file::Text;
use crate::number::{Points, Quantity, Ratio, Rounding};

/// What is known of the value a unit is ranked by
#[derive(Clone, Copy, Debug, PartialEq)]
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
}

impl Standing {
    /// The one value
    pub fn known(self) -> Option<Ratio> {
        match self {
            Self::Known(value) => Some(value),
            Self::Between { .. } | Self::Unknown => None,
        }
    }

    /// The least it can be
    pub fn lower(self) -> Option<Ratio> {
        match self {
            Self::Known(value) | Self::Between { lower: value, .. } => Some(value),
            Self::Unknown => None,
        }
    }

    /// The greatest it can be
    pub fn upper(self) -> Option<Ratio> {
        match self {
            Self::Known(value) | Self::Between { upper: value, .. } => Some(value),
            Self::Unknown => None,
        }
    }
}

/// A class by name
#[derive(Clone, Debug, PartialEq)]
pub struct ClassName {
    /// Name in ASCII
    pub id: String,
    /// Name in words
    pub title: Text,
}

/// The index of a unit in one area
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
    /// Points of the leaves that decide ties, in the order of the tie rule
    pub keys: Vec<Option<Points>>,
    /// Index of each area in the same column
    pub areas: Vec<AreaIndex>,
    /// How values of its sheet are rounded when shown; ranks never use it
    pub rounding: Rounding,
}

/// A leaf named to decide ties is not in the criteria set
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the criteria set {set} has no leaf {leaf}")]
pub struct UnknownLeaf {
    /// The leaf
    pub leaf: String,
    /// The set with its edition
    pub set: String,
}

impl Contender {
    /// A scorecard read in one column; `by` names the leaves that decide ties
    ///
    /// # Errors
    ///
    /// A leaf that the set does not have.
    pub fn of(card: &Scorecard, column: Column, by: &[String]) -> Result<Self, UnknownLeaf> {
        let set = card.scorer().criteria_set();
        let file = card.assessment().file();
        let whole = card.total().index().whole();
        let standing = match (whole.column(column), column) {
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
        let keys = by.iter().map(|leaf| {
            let score = card.criterion(leaf).ok_or_else(|| UnknownLeaf {
                leaf: leaf.clone(),
                set: format!("{}@{}", set.id(), set.edition()),
            })?;
            Ok(score.column(column))
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
