//! Published totals: tables of other bodies, to be ranked.

use super::common::Text;
use crate::number::Quantity;
use crate::read::record;

record! {
    /// The published total of a unit.
    #[derive(Default)]
    pub struct PublishedUnit {
        /// The unit, by a name that stays the same from year to year.
        pub unit: String,
        /// Name in words.
        pub title: Option<Text>,
        /// The group it was ranked in.
        pub group: Option<String>,
        /// Its index as printed; absent or null where nothing is printed, which is not zero.
        pub index: Option<Quantity>,
    }
}

record! {
    /// A table of published totals.
    pub struct PublishedFile = "par-index/published@1" {
        /// `par-index/published@1`.
        pub format: String,
        /// Name in words.
        pub title: Option<Text>,
        /// Where it was published.
        pub source: String,
        /// The units.
        pub units: Vec<PublishedUnit>,
    }
}
