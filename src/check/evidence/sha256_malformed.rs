//! Hashes that are none.

use super::documents::name;
use crate::check::scene::Scene;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};

pub(super) const ID: &str = "sha256-malformed";

/// The SHA-256 of a file is not 64 hexadecimal digits
///
/// # What it does
///
/// Looks at the form of each `sha256` in the register.
///
/// # Why it matters
///
/// A hash shows that a file is the one that was registered. One that is cut off, or of another kind
/// (MD5 has 32 digits), agrees with no file.
///
/// # Example
///
/// `9f86d081884c7d65`
///
/// # Use instead
///
/// Compute the SHA-256 of the file anew, or leave the entry out.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct Sha256Malformed {
    document: String,
    digits: usize,
    other: Option<char>,
}

impl Finding for Sha256Malformed {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn message(&self) -> Message {
        let Self {
            document, digits, ..
        } = self;
        match self.other {
            Some(other) => Message::new(
                format!("mã SHA-256 của tài liệu {document} có ký tự “{other}”, không thuộc hệ 16"),
                format!("the SHA-256 of document {document} holds “{other}”, no hexadecimal digit"),
            ),
            None => Message::new(
                format!("mã SHA-256 của tài liệu {document} có {digits} chữ số, phải đủ 64"),
                format!("the SHA-256 of document {document} has {digits} digits; 64 are needed"),
            ),
        }
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy tính lại mã SHA-256 của tệp, hoặc ghi null",
            "compute the SHA-256 of the file anew, or write null",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(
            self.other
                .map_or_else(|| self.digits.to_string(), String::from),
        )
    }
}

/// Whether a text is a SHA-256 in hexadecimal.
pub(in crate::check) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.chars().all(|letter| letter.is_ascii_hexdigit())
}

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    for (index, document) in scene.file.evidence.iter().enumerate() {
        let Some(hash) = document.sha256.as_deref().map(str::trim) else {
            continue;
        };
        if is_sha256(hash) {
            continue;
        }
        let finding = Sha256Malformed {
            document: name(document),
            digits: hash.chars().count(),
            other: hash.chars().find(|letter| !letter.is_ascii_hexdigit()),
        };
        found.push(Diagnostic::new(
            &finding,
            format!("/evidence/{index}/sha256"),
        ));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::tests::{edited, fixture};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
    }

    #[test]
    fn a_letter_that_is_no_digit_is_named() {
        let found = edited(&[("/evidence/0/sha256", json!("z".repeat(64)))]);
        assert_eq!(found.iter().next().unwrap().witness(), Some("z"));
    }
}
