//! Files that are not the ones registered.

use super::{FileState, Named};
use crate::check::evidence::{Without, is_sha256, name, total};
use crate::check::scene::Scene;
use crate::check::words::points;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::number::Points;

pub(super) const ID: &str = "evidence-hash-differs";

/// A file is not the one that was registered
///
/// # What it does
///
/// Compares the SHA-256 in the register with the one the caller computed. A hash in the register that
/// is none is reported by `sha256-malformed`.
///
/// # Why it matters
///
/// The file was changed after it was registered, or another one lies under its name. The appraiser
/// who compares the hash does not accept it.
///
/// # Example
///
/// A scan that was replaced by a signed version, while the register keeps the hash of the first.
///
/// # Use instead
///
/// Put the registered file back, or register the new one with its hash.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct EvidenceHashDiffers {
    document: String,
    file: String,
    registered: String,
    computed: String,
    /// The document that the hash is registered for.
    of: Option<String>,
    stake: Option<Points>,
}

impl Finding for EvidenceHashDiffers {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        let Self { document, file, .. } = self;
        let (registered, computed) = (short(&self.registered), short(&self.computed));
        let mut message = Message::new(
            format!(
                "tệp “{file}” của tài liệu {document} có mã SHA-256 {computed}, khác mã đã ghi {registered}"
            ),
            format!(
                "file “{file}” of document {document} has the SHA-256 {computed}; {registered} is registered"
            ),
        );
        if let Some(of) = &self.of {
            message.vi = format!("{}; đó là mã đã ghi cho tài liệu {of}", message.vi);
            message.en = format!("{}; it is the one registered for {of}", message.en);
        }
        if let Some(stake) = self.stake {
            let stake = points(stake);
            message.vi = format!("{}; liên quan {}", message.vi, stake.vi);
            message.en = format!("{}; resting on it: {}", message.en, stake.en);
        }
        message
    }

    fn help(&self) -> Message {
        if let Some(of) = &self.of {
            return Message::new(
                format!(
                    "có phải tệp của hai tài liệu bị đổi chỗ? Hãy xem lại “file” của tài liệu này và của {of}"
                ),
                format!(
                    "were the files of two documents exchanged? Look at `file` of this one and of {of}"
                ),
            );
        }
        Message::new(
            "hãy dùng lại tệp đã ghi, hoặc ghi mã SHA-256 của tệp mới sau khi kiểm tra nội dung",
            "put the registered file back, or register the hash of the new one once it is checked",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.computed.clone())
    }

    fn points_at_stake(&self) -> Option<Points> {
        self.stake
    }
}

/// The first digits, which tell two hashes apart.
fn short(hash: &str) -> String {
    let first: String = hash.chars().take(12).collect();
    format!("{first}…")
}

pub(super) fn check(
    scene: &Scene<'_>,
    own: &Named,
    without: &Without<'_, '_>,
    found: &mut Diagnostics,
) {
    let FileState::Hash(computed) = &own.state else {
        return;
    };
    let computed = computed.trim().to_ascii_lowercase();
    for index in &own.documents {
        let Some(document) = scene.file.evidence.get(*index) else {
            continue;
        };
        let registered = document.sha256.as_deref().map(str::trim);
        let Some(registered) = registered.map(str::to_ascii_lowercase) else {
            continue;
        };
        if !is_sha256(&registered) || registered == computed {
            continue;
        }
        let is_of = |other: &crate::file::Document| {
            let own = other.sha256.as_deref().map(str::trim);
            own.is_some_and(|own| own.eq_ignore_ascii_case(&computed))
        };
        let others = scene.file.evidence.iter().enumerate();
        let of = others
            .filter(|(at, other)| at != index && is_of(other))
            .map(|(_, other)| name(other))
            .next();
        let stakes = without.stakes(std::slice::from_ref(index));
        let finding = EvidenceHashDiffers {
            document: name(document),
            file: own.file.clone(),
            registered,
            computed: computed.clone(),
            of,
            stake: total(&stakes),
        };
        found.push(
            Diagnostic::new(&finding, format!("/evidence/{index}/sha256")).with_stakes(stakes),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixture, messages};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "tệp “ke-hoach.pdf” của tài liệu 12/KH-SNV có mã SHA-256 9f86d081884c…, khác mã đã ghi e3b0c44298fc…; liên quan 1 điểm"
        );
    }
}
