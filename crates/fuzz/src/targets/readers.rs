//! Reading: refused with findings, or read the same again after writing.

use par_index::file::{AssessmentFile, CriteriaFile, PlanFile, PublishedFile};
use par_index::read::{Decode, decode_document, read_format};
use serde_json::Value;

use super::{sound, within};
use crate::json::depth;

/// Largest file and deepest nesting that may be read.
const LARGEST: usize = 8 * 1024 * 1024;
const DEEPEST: usize = 64;

pub(super) fn criteria(input: &[u8]) -> String {
    read::<CriteriaFile>(input, serde_json::to_value)
}

pub(super) fn plan(input: &[u8]) -> String {
    read::<PlanFile>(input, serde_json::to_value)
}

pub(super) fn assessment(input: &[u8]) -> String {
    read::<AssessmentFile>(input, serde_json::to_value)
}

pub(super) fn published(input: &[u8]) -> String {
    read::<PublishedFile>(input, serde_json::to_value)
}

#[expect(clippy::panic, reason = "what a target finds is a panic")]
fn read<T: Decode + PartialEq + Clone>(
    input: &[u8],
    write: impl Fn(T) -> serde_json::Result<Value>,
) -> String {
    let _ = read_format(input).map_err(|found| sound(&found));
    match decode_document::<T>(Some("a.json"), input) {
        Err(found) => {
            assert!(!found.is_empty(), "refused without a finding");
            if let Ok(text) = std::str::from_utf8(input) {
                within(&found, text);
            }
            sound(&found)
        }
        Ok((file, document)) => {
            assert!(input.len() <= LARGEST, "{} bytes were read", input.len());
            assert!(depth(input) <= DEEPEST, "{} levels were read", depth(input));
            assert_eq!(document.text().as_bytes(), input);
            let written = match write(file.clone()) {
                Ok(written) => written.to_string(),
                Err(error) => panic!("cannot be written: {error}"),
            };
            match decode_document::<T>(None, written.as_bytes()) {
                Ok((again, _)) => assert!(again == file, "reads as something else: {written}"),
                Err(found) => panic!("what was written is refused: {found}\n{written}"),
            }
            "read".to_owned()
        }
    }
}
