//! A page is a list of blocks; a renderer draws it.
//!
//! What is said stands in [`Page`]: headings, paragraphs, items, tables, findings and charts, each
//! in one language already. How it looks is the business of a renderer: [`terminal`] draws lines of
//! a fixed width with or without colours, [`html`] one file that needs no other. Nothing here knows
//! what the pages are about.
//!
//! Text may come from files of strangers. No renderer passes on what a terminal obeys, what hides
//! letters or what HTML would read as a tag: see [`visible`].
//!
//! # Examples
//!
//! ```
//! use par_index_pages::{Page, Tone, terminal};
//!
//! let mut page = Page::new("en");
//! page.heading("SCORE");
//! page.item("• ", "secured", 0);
//! page.para("98.5 of 100", 2, Tone::Good);
//! assert_eq!(terminal::plain(&page), "SCORE\n• secured\n  98.5 of 100\n");
//! ```

pub mod chart;
pub mod finding;
pub mod html;
mod page;
mod phrase;
mod table;
pub mod terminal;
pub mod visible;

pub use page::{Block, Case, Line, Page};
pub use phrase::{Phrase, Span, Tone};
pub use table::{Align, Row, Table};
