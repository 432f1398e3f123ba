//! Every answer of par-index made once: as data, as JSON, and as a page.
//!
//! A [`Desk`] takes a question as JSON text and answers with JSON text or a page.
//!
//! An answer is added in five steps: its question as a `record!` in [`ask`] and its name
//! in [`asks`]; a folder with
//! `answer.rs` (a function of typed arguments and `Sources`, and an `Answer`), `json.rs` and `page.rs`
//! (which add `data` and `page` to it, so that no two files need each other); an arm of `Desk::made`
//! in `at.rs` with its function in a file of `at`, and how it is told in `at/told.rs`; the
//! command of the tool, which turns options into these arguments; and its name in the test
//! `desk.rs` of the tool, which compares the bytes of both. No answer uses the JSON or the page of
//! another: what two of them say is in `words`.

pub mod ask;
pub mod asks;
#[doc(hidden)]
pub mod batch;
#[doc(hidden)]
pub mod check;
#[doc(hidden)]
pub mod criteria;
#[doc(hidden)]
pub mod csv;
#[doc(hidden)]
pub mod desk;
#[doc(hidden)]
pub mod diff;
#[doc(hidden)]
pub mod explain;
#[doc(hidden)]
pub mod figures;
#[doc(hidden)]
pub mod generate;
#[doc(hidden)]
pub mod import;
#[doc(hidden)]
pub mod improve;
#[doc(hidden)]
pub mod margins;
#[doc(hidden)]
pub mod plan;
#[doc(hidden)]
pub mod rank;
#[doc(hidden)]
pub mod scenario;
#[doc(hidden)]
pub mod schema;
#[doc(hidden)]
pub mod score;
#[doc(hidden)]
pub mod words;
#[doc(hidden)]
pub mod worklist;

mod at;

pub use at::Desk;
