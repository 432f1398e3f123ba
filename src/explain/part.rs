//! Where in a rule a loss arose.

use crate::eval::{Loss, Scorecard};
use crate::read::Id;

impl Scorecard {
    /// The parts that lead to the place where a loss of this scorecard arose, outer before inner
    ///
    /// Empty for what concerns the whole of a leaf. Tells apart losses of one leaf that have the
    /// same reason.
    pub fn part_of(&self, loss: &Loss) -> Vec<&Id> {
        let leaf = self.scorer().compiled().leaves.get(loss.leaf);
        leaf.and_then(|leaf| leaf.places.get(loss.place))
            .map(|place| place.path.iter().collect())
            .unwrap_or_default()
    }
}
