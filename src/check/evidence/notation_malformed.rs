//! Notations that are no notation.

use super::shortfall::{self, Shortfall};
use crate::check::notation::{Malformed, Notation};
use crate::check::scene::Scene;
use crate::check::words::day;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::file::Document;
use crate::number::Date;

pub(super) const ID: &str = "notation-malformed";

/// The number and notation of a document are not in the form documents have
///
/// # What it does
///
/// Takes the notation of each document apart: number, slash, kind, hyphen, issuer (`12/KH-SLĐTBXH`);
/// for an official letter issuer and division (`100/SLĐTBXH-VP`); for a legal text the year between
/// (`32/2018/TT-BNV`). What is missing or is no abbreviation is named. A number left blank, and a
/// notation without a day of issue, deserve a word; documents without any notation (minutes,
/// screenshots, exports) do not.
///
/// # Why it matters
///
/// The appraiser looks a document up by number, notation and day. What cannot be found proves nothing.
///
/// # Example
///
/// `KH 12`, `12/kh-snv`, `12/QD-UBND`.
///
/// # Use instead
///
/// Write number and notation as printed on the document, and its day of issue.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct NotationMalformed {
    notation: String,
    why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Why {
    Malformed(Malformed),
    /// A kind without its diacritics.
    Unaccented {
        written: String,
        meant: &'static str,
    },
    /// The number is left blank.
    NoNumber,
    /// There is a number, and no day.
    NoDay,
    /// The day behind the notation is not the day of issue.
    OtherDay {
        written: Date,
        issued: Date,
    },
}

impl Finding for NotationMalformed {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        match self.why {
            Why::NoNumber | Why::NoDay => Severity::Advice,
            Why::Malformed(_) | Why::Unaccented { .. } | Why::OtherDay { .. } => Severity::Warning,
        }
    }

    fn message(&self) -> Message {
        let notation = &self.notation;
        let (vi, en) = match &self.why {
            Why::Malformed(Malformed::NoSlash) => (
                "không có dấu gạch chéo giữa số và ký hiệu".to_owned(),
                "there is no slash between number and notation".to_owned(),
            ),
            Why::Malformed(Malformed::Number(found)) => (
                format!("“{found}” không phải số của văn bản"),
                format!("“{found}” is not the number of a document"),
            ),
            Why::Malformed(Malformed::NoSymbol) => (
                "thiếu ký hiệu sau dấu gạch chéo".to_owned(),
                "nothing follows the slash".to_owned(),
            ),
            Why::Malformed(Malformed::NoHyphen(found)) => (
                format!("ký hiệu “{found}” thiếu loại văn bản hoặc cơ quan ban hành"),
                format!("“{found}” lacks the kind of document or its issuer"),
            ),
            Why::Malformed(Malformed::Symbol(found)) => (
                format!("“{found}” không phải chữ viết tắt của loại văn bản hay cơ quan"),
                format!("“{found}” is not the abbreviation of a kind or an issuer"),
            ),
            Why::Unaccented { written, meant } => (
                format!("“{written}” thiếu dấu, phải là “{meant}”"),
                format!("“{written}” lacks its diacritics: “{meant}”"),
            ),
            Why::NoNumber => (
                "số của văn bản để trống".to_owned(),
                "its number is left blank".to_owned(),
            ),
            Why::NoDay => (
                "chưa ghi ngày ban hành".to_owned(),
                "its day of issue is not given".to_owned(),
            ),
            Why::OtherDay { written, issued } => {
                let (written, issued) = (day(*written), day(*issued));
                (
                    format!(
                        "ghi kèm ngày {}, nhưng ngày ban hành là {}",
                        written.vi, issued.vi
                    ),
                    format!(
                        "{} stands behind it, but it was issued on {}",
                        written.en, issued.en
                    ),
                )
            }
        };
        Message::new(
            format!("số, ký hiệu “{notation}”: {vi}"),
            format!("notation “{notation}”: {en}"),
        )
    }

    fn help(&self) -> Message {
        match self.why {
            Why::NoDay | Why::OtherDay { .. } => Message::new(
                "hãy ghi ngày ban hành đúng như trên văn bản (“issued_on”)",
                "give the day of issue as printed (`issued_on`)",
            ),
            Why::NoNumber => Message::new(
                "nếu văn bản đã ban hành, hãy ghi số; bản chưa có số thì chưa dùng làm tài liệu kiểm chứng được",
                "give the number; a document that has none yet is not issued and proves nothing",
            ),
            Why::Malformed(_) | Why::Unaccented { .. } => Message::new(
                "hãy ghi đúng như trên văn bản, ví dụ 12/KH-SLĐTBXH, 250/KH-UBND, 32/2018/TT-BNV",
                "write it as printed, for example 12/KH-SLĐTBXH, 250/KH-UBND, 32/2018/TT-BNV",
            ),
        }
    }

    fn witness(&self) -> Option<String> {
        match &self.why {
            Why::Malformed(
                Malformed::Number(found) | Malformed::NoHyphen(found) | Malformed::Symbol(found),
            ) if !found.is_empty() => Some(found.clone()),
            Why::Unaccented { written, .. } => Some(written.clone()),
            Why::OtherDay { written, .. } => Some(written.to_string()),
            _ => Some(self.notation.clone()),
        }
    }
}

pub(super) fn check(scene: &Scene<'_>, shortfalls: &[Shortfall<'_>], found: &mut Diagnostics) {
    let undated = shortfall::refused(shortfalls, shortfall::Why::NoDate);
    for (index, document) in scene.file.evidence.iter().enumerate() {
        let Some(notation) = document.notation.as_deref().map(str::trim) else {
            continue;
        };
        if notation.is_empty() {
            continue;
        }
        let Some((why, key)) = fault(document, notation) else {
            continue;
        };
        // Where a window asks for the day, `evidence-not-counted` says that it is missing.
        if why == Why::NoDay && undated.contains(&index) {
            continue;
        }
        let finding = NotationMalformed {
            notation: notation.to_owned(),
            why,
        };
        found.push(Diagnostic::new(
            &finding,
            format!("/evidence/{index}/{key}"),
        ));
    }
}

fn fault(document: &Document, notation: &str) -> Option<(Why, &'static str)> {
    let parsed = match Notation::parse(notation) {
        Ok(parsed) => parsed,
        Err(malformed) => return Some((Why::Malformed(malformed), "notation")),
    };
    // An official letter begins with its issuer, which may be any abbreviation.
    let has_kind = document.kind.as_ref() != "official-letter";
    if let Some(meant) = parsed.accented_kind().filter(|_| has_kind) {
        let written = parsed.kind().to_owned();
        return Some((Why::Unaccented { written, meant }, "notation"));
    }
    if let (Some(written), Some(issued)) = (parsed.day, document.issued_on)
        && written != issued
    {
        return Some((Why::OtherDay { written, issued }, "issued_on"));
    }
    if parsed.number.is_empty() {
        return Some((Why::NoNumber, "notation"));
    }
    document
        .issued_on
        .is_none()
        .then_some((Why::NoDay, "issued_on"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::tests::{edited, fixture, messages};
    use crate::diagnostic::Severity;

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "số, ký hiệu “KH 12”: không có dấu gạch chéo giữa số và ký hiệu"
        );
    }

    #[test]
    fn a_blank_number_and_a_missing_day_deserve_a_word() {
        let own = |key: &str, value: Value| {
            let found = edited(&[(&format!("/evidence/4/{key}"), value)]);
            let own: Vec<_> = found
                .iter()
                .filter(|one| one.check() == super::ID)
                .collect();
            assert!(own.len() < 2);
            own.first()
                .map(|one| (one.severity(), one.place().pointer.clone()))
        };
        let at = |severity, key: &str| Some((severity, format!("/evidence/4/{key}")));
        assert_eq!(
            own("notation", json!("/KL-SA")),
            at(Severity::Advice, "notation")
        );
        assert_eq!(
            own("issued_on", Value::Null),
            at(Severity::Advice, "issued_on")
        );
        assert_eq!(
            own("notation", json!("7/QD-SA")),
            at(Severity::Warning, "notation")
        );
        assert_eq!(
            own("notation", json!("7/KL-SA ngày 21/9/2024")),
            at(Severity::Warning, "issued_on")
        );
        assert_eq!(own("notation", json!("7/KL-SA ngày 20/9/2024")), None);
        assert_eq!(own("notation", Value::Null), None);
    }

    #[test]
    fn a_day_that_a_window_misses_is_said_once() {
        let found = edited(&[("/evidence/0/issued_on", Value::Null)]);
        let checks: Vec<_> = found
            .iter()
            .map(crate::diagnostic::Diagnostic::check)
            .collect();
        assert!(checks.contains(&"evidence-not-counted") && !checks.contains(&super::ID));
    }
}
