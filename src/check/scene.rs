//! x
use crate::model::Leaf;
/// The number of a criterion as printed.
pub(super) fn number_of(leaf: &Leaf) -> &str {
    leaf.criterion().number.as_deref().unwrap_or(leaf.id().as_ref())
}
