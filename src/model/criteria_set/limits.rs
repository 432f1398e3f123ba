//! How large the parts of a criteria set may be.

/// Most levels of criteria below an area, or of leaves.
pub(super) const TREE_DEPTH: usize = 8;
/// Most rules inside each other.
pub(super) const RULE_DEPTH: usize = 6;
/// Most decimals of points.
pub(super) const POINT_DECIMALS: u8 = 6;
/// Most points at any place; so many, times the grid of 10^-9, still stay below 2^53.
pub(super) const MOST_POINTS: i64 = 1_000_000;
/// Most decimals of a number fact, and of any rounding.
pub(super) const MOST_DECIMALS: u32 = 9;
/// Most decimals of a claim.
pub(super) const CLAIM_PLACES: u32 = 6;
/// Most options of a choice.
pub(super) const MOST_OPTIONS: usize = 60;
/// Rows of a table where the file does not say.
pub(super) const DEFAULT_ROWS: u32 = 1_000;
/// Most rows of a table.
pub(super) const MOST_ROWS: u32 = 1_000_000;
/// Largest mantissa of a value.
pub(super) const MANTISSA: i128 = 1_000_000_000_000_000_000;
/// Most part-marks of a leaf.
pub(super) const MOST_PARTS: usize = 64;
