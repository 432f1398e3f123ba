//! How many findings there are.

use par_index::diagnostic::{Diagnostic, Lang, Severity};

use crate::words::number::grouped;

/// How many findings there are of each severity
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub advice: usize,
}

impl Counts {
    pub fn of<'d>(found: impl Iterator<Item = &'d Diagnostic>) -> Self {
        let mut counts = Self::default();
        for diagnostic in found {
            *match diagnostic.severity() {
                Severity::Error => &mut counts.errors,
                Severity::Warning => &mut counts.warnings,
                Severity::Advice => &mut counts.advice,
            } += 1;
        }
        counts
    }

    pub fn total(self) -> usize {
        self.errors + self.warnings + self.advice
    }

    /// “3 lỗi, 1 cảnh báo”
    pub fn words(self, lang: Lang) -> String {
        let one = |count: usize, vi: &str, en: &str, en_many: &str| {
            let number = grouped(count, lang);
            (count > 0).then(|| match lang {
                Lang::Vi => format!("{number} {vi}"),
                Lang::En => format!("{number} {}", if count == 1 { en } else { en_many }),
            })
        };
        let kinds = [
            one(self.errors, "lỗi", "error", "errors"),
            one(self.warnings, "cảnh báo", "warning", "warnings"),
            one(self.advice, "lưu ý", "piece of advice", "pieces of advice"),
        ];
        kinds.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}
