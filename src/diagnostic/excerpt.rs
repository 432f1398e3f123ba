//! The first findings of each kind in each file, and how many more there are.

use std::collections::HashMap;

use serde::Serialize;

use super::Diagnostic;

/// Findings of one kind in one file that are not shown
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Name of the file as it was given.
    pub file: Option<String>,
    /// Kebab-case name of the fault.
    pub check: &'static str,
    /// How many there are beyond those shown.
    pub count: usize,
}

/// What was met of a kind in a file.
#[derive(Default)]
struct Met {
    shown: usize,
    /// The place at which those left out are counted.
    left_out: Option<usize>,
}

/// What is shown of a list of findings that may be endless
///
/// The list itself keeps all of them: what counts and decides is never an excerpt.
#[derive(Clone, Debug, Serialize)]
pub struct Excerpt<T> {
    shown: Vec<T>,
    left_out: Vec<LeftOut>,
}

/// Most findings of one kind in one file that are shown
pub const MOST_SHOWN: usize = 100;

impl<'d> Excerpt<&'d Diagnostic> {
    /// Takes the first [`MOST_SHOWN`] of each kind in each file, in the order they come in
    pub fn of(all: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        Self::by(all, |own| own)
    }
}

impl<T: Copy> Excerpt<T> {
    /// As [`of`](Excerpt::of), of things that have a diagnostic
    pub fn by<'d>(
        all: impl IntoIterator<Item = T>,
        diagnostic: impl Fn(T) -> &'d Diagnostic,
    ) -> Self {
        let (mut shown, mut left_out) = (Vec::new(), Vec::<LeftOut>::new());
        let mut met: HashMap<(Option<&str>, &str), Met> = HashMap::new();
        for one in all {
            let own = diagnostic(one);
            let (file, check) = (own.place().file.as_deref(), own.check());
            let met = met.entry((file, check)).or_default();
            if met.shown < MOST_SHOWN {
                met.shown = met.shown.saturating_add(1);
                shown.push(one);
                continue;
            }
            let at = *met.left_out.get_or_insert(left_out.len());
            match left_out.get_mut(at) {
                Some(own) => own.count = own.count.saturating_add(1),
                None => left_out.push(LeftOut {
                    file: file.map(str::to_owned),
                    check,
                    count: 1,
                }),
            }
        }
        Self { shown, left_out }
    }

    /// Those that are shown
    pub fn shown(&self) -> &[T] {
        &self.shown
    }

    /// What is not shown, by file and kind; nothing where all are
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }
}
