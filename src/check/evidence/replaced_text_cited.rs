//! Legal texts that no longer hold.

use super::documents::name;
use crate::check::notation::{Notation, all_in};
use crate::check::scene::Scene;
use crate::check::words::day;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::Instrument;
use crate::number::Date;

pub(super) const ID: &str = "replaced-text-cited";

/// A document or an explanation rests on a text that has been replaced
///
/// # What it does
///
/// Takes the instruments of the criteria set that say what has replaced them, and looks for their
/// number and notation among the documents on file, in the titles of documents and in explanations.
/// A document issued before the new text held is right to name the old one.
///
/// # Why it matters
///
/// What a replaced text asks for is scored against the new one. A unit that worked by the old text may
/// have done the wrong thing.
///
/// # Example
///
/// An explanation of 2024 that refers to a decision which another has replaced in 2023.
///
/// # Use instead
///
/// Compare with the new text, and refer to that.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct ReplacedTextCited {
    place: Place,
    notation: String,
    replacement: String,
    from: Option<Date>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// The document is the replaced text itself.
    Itself(String),
    Title(String),
    Explanation(String),
}

impl Finding for ReplacedTextCited {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let (notation, replacement) = (&self.notation, &self.replacement);
        let (mut vi, mut en) = match &self.place {
            Place::Itself(document) => (
                format!("tài liệu {document} đã được thay thế bởi {replacement}"),
                format!("document {document} has been replaced by {replacement}"),
            ),
            Place::Title(document) => (
                format!(
                    "tài liệu {document} viện dẫn {notation}, đã được thay thế bởi {replacement}"
                ),
                format!("document {document} names {notation}, which {replacement} has replaced"),
            ),
            Place::Explanation(criterion) => (
                format!(
                    "giải trình ở {criterion} viện dẫn {notation}, đã được thay thế bởi {replacement}"
                ),
                format!(
                    "the explanation at {criterion} names {notation}, which {replacement} has replaced"
                ),
            ),
        };
        if let Some(from) = self.from.map(day) {
            vi = format!("{vi} từ ngày {}", from.vi);
            en = format!("{en} from {} on", from.en);
        }
        Message::new(vi, en)
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy đối chiếu với văn bản mới và viện dẫn văn bản mới",
            "compare with the new text, and refer to that",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.notation.clone())
    }
}

/// A text that no longer holds.
struct Replaced<'s> {
    key: String,
    written: String,
    by: &'s str,
    from: Option<Date>,
}

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    let replaced = replaced(&scene.set.file().instruments, scene.file.as_of);
    if replaced.is_empty() {
        return;
    }
    let mut report = |place: Place, own: &Replaced<'_>, pointer: String| {
        let finding = ReplacedTextCited {
            place,
            notation: own.written.clone(),
            replacement: own.by.to_owned(),
            from: own.from,
        };
        found.push(Diagnostic::new(&finding, pointer));
    };
    let named = |text: &str| {
        let keys: Vec<String> = all_in(text).iter().map(|(_, one)| one.key()).collect();
        replaced.iter().find(|own| keys.contains(&own.key))
    };
    for (index, document) in scene.file.evidence.iter().enumerate() {
        let itself = document
            .notation
            .as_deref()
            .and_then(|text| Notation::parse(text).ok())
            .and_then(|notation| {
                let key = notation.key();
                replaced.iter().find(|own| own.key == key)
            });
        if let Some(own) = itself {
            let pointer = format!("/evidence/{index}/notation");
            report(Place::Itself(name(document)), own, pointer);
            continue;
        }
        let title = document.title.as_ref().and_then(|title| named(&title.vi));
        // Before the new text held, the old one was the right one.
        let old = |own: &&Replaced<'_>| {
            own.from
                .zip(document.issued_on)
                .is_some_and(|(from, issued)| issued < from)
        };
        if let Some(own) = title.filter(|own| !old(own)) {
            let pointer = format!("/evidence/{index}/title");
            report(Place::Title(name(document)), own, pointer);
        }
    }
    for (index, explanation) in scene.file.explanations.iter().enumerate() {
        if let Some(own) = named(&explanation.text) {
            let place = Place::Explanation(explanation.criterion.to_string());
            report(place, own, format!("/explanations/{index}/text"));
        }
    }
}

/// The instruments that had been replaced on a day, as far as their notation can be read.
fn replaced(instruments: &[Instrument], as_of: Date) -> Vec<Replaced<'_>> {
    let mut all = Vec::new();
    for instrument in instruments {
        let Some(by) = &instrument.replaced_by else {
            continue;
        };
        if by.from.is_some_and(|from| from > as_of) {
            continue;
        }
        all.extend(
            all_in(&instrument.instrument)
                .into_iter()
                .map(|(written, notation)| Replaced {
                    key: notation.key(),
                    written,
                    by: &by.instrument,
                    from: by.from,
                }),
        );
    }
    all
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::tests::{edited_for, edited_scorer, fixture, messages, places};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "giải trình ở c1.3 viện dẫn 9901/QĐ-UBND, đã được thay thế bởi Quyết định số 9902/QĐ-UBND (tự đặt) từ ngày 01/07/2024"
        );
    }

    #[test]
    fn documents_are_read_by_notation_and_title() {
        let scorer = edited_scorer(|set| {
            set["instruments"].as_array_mut().unwrap().push(json!({
                "id": "old", "instrument": "Quyết định số 9901/QĐ-UBND (tự đặt)",
                "replaced_by": { "instrument": "Quyết định số 9902/QĐ-UBND (tự đặt)", "from": "2024-07-01" }
            }));
        });
        let of = |edits: &[(&str, serde_json::Value)]| places(&edited_for(&scorer, edits));
        assert_eq!(
            of(&[("/evidence/3/notation", json!("9901/QĐ-UBND"))]),
            [(super::ID, "/evidence/3/notation".to_owned())]
        );
        let title = |issued: &str| {
            of(&[
                (
                    "/evidence/3/title",
                    json!({ "vi": "Quyết định thực hiện Quyết định 9901/QĐ-UBND" }),
                ),
                ("/evidence/3/issued_on", json!(issued)),
            ])
        };
        assert_eq!(
            title("2024-10-10"),
            [(super::ID, "/evidence/3/title".to_owned())]
        );
        // On that day the old decision still held.
        assert!(title("2024-06-30").is_empty());
        // 9901 of another body is another text.
        assert!(of(&[("/evidence/3/notation", json!("9901/QĐ-SNV"))]).is_empty());
    }
}
