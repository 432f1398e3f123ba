//! Margins: what reaches the next step of a leaf, and what would lose the present one.
//!
//! Each margin changes one thing alone (a number, a day, a choice, what became of some tasks) and is
//! stated only after the assessment was scored again with that change: the whole of it, or the leaves
//! that read what changes where these say all there is to say.

mod margin;
mod moves;
mod search;
mod tasks;

pub use margin::{IndexMove, Margin, Margins, Mover, NotPossible, OtherLeaf, Way, WhyNot};
pub use moves::{Move, TaskMove};
pub use search::MarginSearch;
