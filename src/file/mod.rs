//! Files as people write them: plain records that may still be nonsense.
//!
//! Nothing here is checked beyond its shape. The `model` folder turns these records into
//! values that hold their invariants. The doc comments of this folder are the descriptions
//! in the published JSON Schemas.
//!
//! A record made in code is a struct, `new` with what is needed, or an update of its `Default`. Each is
//! written and read by `serde` in any format that describes itself; people's JSON is read by `from_json`,
//! which knows lines and columns and keeps every digit.

mod actions;
mod answering;
mod assessment;
mod build;
mod common;
mod criteria;
mod defaults;
mod due;
mod evidence;
mod plan;
mod published;
mod relation;
mod rule;
mod scenarios;
mod value;

pub use actions::*;
pub use assessment::*;
pub use common::*;
pub use criteria::*;
pub use due::*;
pub use evidence::*;
pub use plan::*;
pub use published::*;
pub use relation::*;
pub use rule::*;
pub use scenarios::*;
pub use value::*;
