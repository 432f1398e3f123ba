//! x
mod example_fails;
mod scene;
mod words;
pub use example_fails::check_examples;
