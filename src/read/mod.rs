//! JSON text read exactly or refused, with every fault of a file at its line and column.
//!
//! [`decode_document`] does it all: bytes become a [`Source`], the source a [`Tree`] of places, and
//! the tree a value of a type that implements [`Decode`] — usually one made by `record!`,
//! `tagged!` or `keyword!`.

mod choice;
mod comparable;
mod containers;
mod decode;
mod decode_fault;
mod document;
mod faults;
mod fields;
mod id;
mod keyword;
mod line_index;
mod mend;
mod node;
mod offsets;
mod pointer;
mod record;
mod scalars;
mod schema;
mod source;
mod source_fault;
mod suggest;
#[doc(hidden)]
pub mod support;
mod syntax;
mod tagged;
mod transcribe;
mod tree;
mod wording;

pub use crate::{keyword, record, tagged};
pub use comparable::comparable;
pub use containers::DecodeKey;
pub use decode::{Decode, Decoder};
pub use decode_fault::{DecodeFault, Expected, Found, on_one_line, shortened};
pub use document::{Document, Partly, decode_document, decode_partly, read_format};
pub(crate) use faults::MAX_FAULTS;
pub use id::{Id, IdError};
pub use node::{Member, Members, Node, NodeKind};
pub(crate) use pointer::touches;
pub use schema::{SchemaDefs, schema_of};
pub use source::{MAX_BYTES, Source};
pub use source_fault::SourceFault;
pub use suggest::{suggest, suggest_after};
pub use syntax::SyntaxFault;
pub use tree::Tree;
pub(crate) use wording::{date_help, date_reason};

#[cfg(test)]
mod tests;
