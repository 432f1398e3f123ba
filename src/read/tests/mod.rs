//! Tests of the folder as a whole.

mod decoding;
mod laws;
mod sample;
mod sources;

use super::{Decode, decode_document};
use crate::diagnostic::{Diagnostic, Lang};

/// Every fault of a text, as `line:column check pointer`.
fn faults<T: Decode + std::fmt::Debug>(text: impl AsRef<[u8]>) -> Vec<String> {
    let found = decode_document::<T>(Some("a.json"), text.as_ref()).unwrap_err();
    found.iter().map(shown).collect()
}

fn shown(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place();
    assert_eq!(place.file.as_deref(), Some("a.json"));
    for lang in [Lang::Vi, Lang::En] {
        assert!(!diagnostic.message().get(lang).is_empty());
        assert!(!diagnostic.help().get(lang).is_empty());
        assert!(
            diagnostic.message().get(lang).chars().count() < 200,
            "nothing long is echoed"
        );
    }
    assert_ne!(diagnostic.message().vi, diagnostic.message().en);
    let (line, column) = (place.line.unwrap(), place.column.unwrap());
    format!("{line}:{column} {} {}", diagnostic.check(), place.pointer)
        .trim_end()
        .to_owned()
}

/// The English message and help of the only fault of a text.
fn words<T: Decode + std::fmt::Debug>(text: &str) -> (String, String) {
    let found = decode_document::<T>(None, text.as_bytes())
        .unwrap_err()
        .into_vec();
    let [one] = found.as_slice() else {
        panic!("{found:?}")
    };
    (one.message().en.clone(), one.help().en.clone())
}
