//! The `par-index` command-line tool.
fn main() {}
