//! What was read from the words of a leaf.

use par_index::number::{Date, Quantity};

use super::items::Item;

/// What was read from the words of a leaf.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) shape: Shape,
    pub(crate) doubts: Vec<Doubt>,
}

impl Reading {
    /// A shape without doubt
    pub(super) fn certain(shape: Shape) -> Self {
        Self {
            shape,
            doubts: Vec::new(),
        }
    }
}

/// A doubt; `item` counts the items of the shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// The words say nothing that could be understood.
    NotRecognised { words: String },
    /// The grades hold figures but are no certain bands.
    NotAnalysed { words: String },
    /// One end of an interval is missing.
    BoundMissing { item: usize, lower: bool },
}

/// When something is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Due {
    Before(Date),
    By(Date),
}

/// What bands are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BandKind {
    Percent,
    /// Percent above a plan; below it is less than 0.
    Excess,
    /// A number of things, with their name where it is known.
    Count {
        unit: String,
    },
}

/// One band with its item.
#[derive(Clone, Debug)]
pub(crate) struct Band {
    pub(crate) item: Item,
    pub(crate) from: Option<Quantity>,
    pub(crate) from_excluded: bool,
    pub(crate) to: Option<Quantity>,
    pub(crate) to_included: bool,
}

/// How the points of a leaf are given.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    YesNo {
        yes: Item,
        no: Item,
    },
    Bands {
        kind: BandKind,
        bands: Vec<Band>,
    },
    /// On time, late, none; with a due date where it is certain.
    Timely {
        on_time: Item,
        late: Item,
        none: Item,
        due: Option<Due>,
    },
    PerItem {
        thing: String,
        each: Quantity,
        cap: Option<Quantity>,
    },
    Deduction {
        thing: String,
        from: Option<Quantity>,
        each: Quantity,
        floor: Option<Quantity>,
        knock_out: Option<String>,
    },
    /// A share of two numbers, or a percentage where they are not named.
    Proportional {
        part: Option<(String, String)>,
        points: Option<Quantity>,
        floor: Option<Quantity>,
    },
    Parts(Vec<Item>),
    Survey,
    /// Grades that a person picks.
    Judged(Vec<Item>),
    /// Nothing was understood: met or not met.
    MetOrNot,
}

impl Shape {
    /// The items in the order in which the file will list them.
    pub(crate) fn items(&self) -> Vec<&Item> {
        match self {
            Self::YesNo { yes, no } => vec![yes, no],
            Self::Bands { bands, .. } => bands.iter().map(|band| &band.item).collect(),
            Self::Timely {
                on_time,
                late,
                none,
                ..
            } => vec![on_time, late, none],
            Self::Parts(items) | Self::Judged(items) => items.iter().collect(),
            _ => Vec::new(),
        }
    }
}
