//! Every answer of par-index made once: as data, as JSON, and as a page.
//!
//! A [`Desk`] takes a question as JSON text and answers with JSON text or a page.

pub mod ask;
#[doc(hidden)]
pub mod csv;
#[doc(hidden)]
pub mod desk;
#[doc(hidden)]
pub mod explain;
#[doc(hidden)]
pub mod figures;
#[doc(hidden)]
pub mod score;
#[doc(hidden)]
pub mod words;

mod at;

pub use at::Desk;
