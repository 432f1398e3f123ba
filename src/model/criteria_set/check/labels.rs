//! Checks that the words of the sheet and the points agree.

use super::super::at::At;
use super::super::findings::{LabelDiffersFromPoints, LabelWithoutLimit};
use super::Checker;
use crate::number::Quantity;

/// Words that follow a number of points. Vietnamese is compared in both ways of writing its accents.
const POINTS: [&str; 5] = ["điểm", "đie\u{302}\u{309}m", "đ", "points", "point"];

/// Words before a limit, in both ways of writing Vietnamese accents where they have any.
const LIMITS: [&str; 14] = [
    "từ",
    "tu\u{31b}\u{300}",
    "đến",
    "đe\u{302}\u{301}n",
    "dưới",
    "du\u{31b}o\u{31b}\u{301}i",
    "trên",
    "tre\u{302}n",
    "from",
    "to",
    "below",
    "above",
    "over",
    "than",
];

impl Checker<'_> {
    /// Checks a label that names points against the points given
    pub(super) fn label(&mut self, label: &str, points: Quantity, at: &At) {
        if leaves_a_figure_out(label) {
            let label = label.chars().take(80).collect();
            self.report(&LabelWithoutLimit { label }, at);
        }
        let Some(said) = said(label) else { return };
        if said != points {
            let label = label.chars().take(80).collect();
            self.report(
                &LabelDiffersFromPoints {
                    label,
                    said,
                    points,
                },
                at,
            );
        }
    }
}

/// Digits with at most two decimals.
fn is_points(text: &str) -> bool {
    let (whole, decimals) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(decimals) && whole.len() <= 3 && decimals.len() <= 2
}

/// Whether dots stand where a limit belongs.
fn leaves_a_figure_out(label: &str) -> bool {
    let words: Vec<String> = label
        .to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    words.windows(2).any(|pair| {
        let [word, dots] = pair else { return false };
        let open = dots.trim_end_matches(['%', ',', ';', ':']);
        let is_blank = !open.is_empty() && open.chars().all(|c| matches!(c, '…' | '.' | '_'));
        is_blank && LIMITS.contains(&word.as_str())
    })
}

/// The points a label names, where it names them once.
fn said(label: &str) -> Option<Quantity> {
    let words: Vec<String> = label
        .to_lowercase()
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .flat_map(|word| match word.strip_suffix('đ') {
            // "0,5đ" is 0.5 points; "5.000đ" is an amount of money.
            Some(number) if is_points(number) => vec![number.to_owned(), "đ".to_owned()],
            _ => vec![word.to_owned()],
        })
        .collect();
    let mut found = words.windows(2).filter_map(|pair| {
        let [number, word] = pair else { return None };
        POINTS
            .contains(&word.as_str())
            .then(|| number.replacen(',', ".", 1))
    });
    let number = found.next()?;
    if found.next().is_some() {
        return None;
    }
    Quantity::parse(&number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_after_a_limit_word_are_a_figure_left_out() {
        for label in [
            "Từ 50% đến dưới … nhiệm vụ",
            "từ ...% trở lên",
            "from 50 to ____",
        ] {
            assert!(leaves_a_figure_out(label), "{label}");
        }
        for label in ["Kế hoạch, báo cáo …: 1 điểm", "từ 50% đến dưới 70%", "..."]
        {
            assert!(!leaves_a_figure_out(label), "{label}");
        }
    }

    #[test]
    fn points_are_found_in_a_label() {
        let half = Quantity::parse("0.5").ok();
        for label in [
            "Chậm: 0,5 điểm",
            "0.5 điểm",
            "late (0.5 points)",
            "Chậm: 0,5đ;",
            "Chậm (0.5 đ)",
            "chậm 0,5 đie\u{302}\u{309}m;",
        ] {
            assert_eq!(said(label), half, "{label}");
        }
        for label in [
            "từ 70% trở lên",
            "1 điểm hoặc 2 điểm",
            "không điểm",
            "phạt 5.000đ",
            "",
        ] {
            assert_eq!(said(label), None, "{label}");
        }
    }
}
