//! Lanes: many units at once, from columns of facts to columns of points.
//!
//! A [`FactTable`] holds a column for each fact that differs between units; whatever has no column is the
//! same for all and comes from a base assessment. [`Lanes::score`] goes through the table in blocks of
//! units, rule by rule, and gives every unit the points, sums and index that [`Scorer::score`] computes
//! for it: exactly, from the same compiled rules. Units whose facts have no plain answer (unanswered,
//! contradictory, not applicable) are scored one by one, and so is everything where the set weighs or
//! rounds sums, or where its numbers are too wide for lanes.
//!
//! Lanes give what rules give: the computed column with its bounds. Claims, documents and appraisals are
//! a single unit's affair; score an [`Assessment`](crate::eval::Assessment) for those.
//!
//! [`Scorer::score`]: crate::compile::Scorer::score
//!
//! # Features
//!
//! `simd` chooses the widest vectors of the processor when it runs; `rayon` uses all cores. Neither
//! changes a digit.
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "shipped")] {
//! use par_index::{compile::Scorer, eval::Assessment, lanes::{Detail, Lanes}, model::CriteriaSet};
//! use par_index::number::Date;
//!
//! let shipped = par_index::shipped::find("department-from-plan", "2024").ok_or("not shipped")?;
//! let scorer = Scorer::new(CriteriaSet::from_json(None, shipped.json.as_bytes())?)?;
//! let base = scorer.blank_assessment("so-a", Date::parse("2024-11-20")?)?;
//! let lanes = Lanes::new(&scorer, &Assessment::new(&scorer, None, base)?)?;
//! let mut table = lanes.table(3)?;
//! table.mantissas("dossiers-processed", &[1_420, 1_420, 1_420])?;
//! table.mantissas("dossiers-on-time", &[1_300, 1_369, 1_400])?;
//! let scores = lanes.score(&table, Detail::Leaves)?;
//! let leaf = scorer.criteria_set().leaf_index("c2.4.2").ok_or("no such leaf")?;
//! let points = scores.leaf(2, leaf).and_then(|leaf| leaf.computed).ok_or("not known")?;
//! assert_eq!(points.to_string(), "1.5");
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod program;
mod run;
mod scores;
mod shown;
mod table;
mod table_error;

pub use program::Lanes;
pub use scores::{Detail, LaneScores, LeafPoints, PointIndex, PointSums, UnitPoints};
pub use table::FactTable;
pub use table_error::TableError;
