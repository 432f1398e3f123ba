//! Types made by the macros, for the tests.

use std::collections::BTreeMap;

use crate::number::{Date, Quantity};
use crate::read::{Id, keyword, record, tagged};

record! {
    /// A file with a bit of everything
    ///
    /// in two paragraphs.
    #[derive(Eq)]
    pub(super) struct Sample {
        /// Which one.
        pub(super) id: Id,
        /// How much.
        pub(super) amount: Quantity,
        /// How many.
        pub(super) count: Option<u32>,
        /// Since when.
        pub(super) since: Option<Date>,
        /// Whether it
        /// is so.
        pub(super) exact: bool = default,
        /// Decimals.
        pub(super) places: u8 = 2,
        /// Where nothing is said.
        pub(super) label: String = ("none".to_owned()),
        /// What for.
        pub(super) r#for: Option<String>,
        /// What follows.
        pub(super) next: Vec<Sample> = default,
        /// How.
        pub(super) shape: Option<Shape>,
        /// By name.
        pub(super) named: BTreeMap<Id, Quantity> = default,
    }
}

tagged! {
    /// One of several shapes
    #[derive(Eq)]
    pub(super) enum Shape {
        /// Round.
        Circle(Circle) = "circle",
        /// Within.
        Inside(Box<Shape>) = "inside",
        /// Rounded.
        Mode(Mode) = "mode",
        /// None at all.
        Nothing = "nothing",
    }
}

record! {
    /// A circle
    #[derive(Eq)]
    pub(super) struct Circle {
        /// Its radius.
        pub(super) radius: Quantity,
    }
}

keyword! {
    /// How to round
    pub(super) enum Mode {
        /// Up at a half.
        HalfUp = "half-up",
        /// To even at a half.
        HalfEven = "half-even",
    }
}
