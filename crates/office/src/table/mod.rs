//! The table of a sheet: its head, its rows, and the tree its numbers make.

pub(crate) mod header;
pub(crate) mod lines;
pub(crate) mod numbering;
pub(crate) mod tree;
