//! Figures that are of another size than last year.

use super::Both;
use crate::check::scene::number_text;
use crate::check::words::{comma, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity};
use crate::eval::Resolved;
use crate::file::{Fact, FactKind};

pub(super) const ID: &str = "figure-jump-against-previous";

/// A figure that is this many times the one before, or a fraction of it, is often a slip of the point.
const TIMES: i128 = 10;
/// Counts below this move by as much without any reason.
const SMALL: i128 = 20;

/// A figure is ten times last year's, or a tenth of it
///
/// # What it does
///
/// Compares the numbers given in both assessments, where unit and decimals agree and the larger of
/// the two is at least 20.
///
/// # Why it matters
///
/// A digit too many, a column of thousands read as one of units: the rules take what they get.
///
/// # Example
///
/// 1,420 dossiers last year, 14,200 this year.
///
/// # Use instead
///
/// Look the figure up at its source. If it is right, say why under `explanations`.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct FigureJump {
    fact: Message,
    before: String,
    now: String,
}

impl Finding for FigureJump {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Advice
    }

    fn message(&self) -> Message {
        let Self { fact, before, now } = self;
        Message::new(
            format!(
                "{}: năm trước là {}, năm nay là {}, chênh nhau từ 10 lần trở lên",
                fact.vi,
                comma(before),
                comma(now)
            ),
            format!(
                "{}: {before} the year before, {now} now, ten times apart or more",
                fact.en
            ),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy đối chiếu lại nguồn số liệu; nếu đúng, hãy nêu lý do ở “explanations”",
            "look it up at its source; if it is right, say why under “explanations”",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.now.clone())
    }
}

pub(super) fn check(both: &Both<'_>, found: &mut Diagnostics) {
    for (index, fact) in both.now.set.facts().iter().enumerate() {
        if let Some(finding) = of(both, index, fact) {
            found.push(Diagnostic::new(&finding, both.now.fact_pointer(fact)));
        }
    }
}

fn of(both: &Both<'_>, index: usize, fact: &Fact) -> Option<FigureJump> {
    let other_index = both.then.set.fact_index(fact.id.as_ref())?;
    let other = both.then.fact(other_index)?;
    let is_same = both.is_one_set() || fact.title.vi == other.title.vi;
    let (FactKind::Number(kind), FactKind::Number(other_kind)) = (&fact.kind, &other.kind) else {
        return None;
    };
    if !is_same || kind.unit != other_kind.unit || kind.decimals != other_kind.decimals {
        return None;
    }
    let (Resolved::Number(now), Resolved::Number(before)) =
        (both.now.resolved(index), both.then.resolved(other_index))
    else {
        return None;
    };
    let one = 10_i128.checked_pow(kind.decimals)?;
    let sizes = [i128::from(*now), i128::from(*before)];
    let (least, most) = (*sizes.iter().min()?, *sizes.iter().max()?);
    let is_jump =
        least > 0 && most >= one.checked_mul(SMALL)? && most >= least.checked_mul(TIMES)?;
    is_jump.then(|| FigureJump {
        fact: quoted(&fact.title),
        before: number_text(other, *before).unwrap_or_default(),
        now: number_text(fact, *now).unwrap_or_default(),
    })
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
            "“Văn bản được giao”: năm trước là 48, năm nay là 480, chênh nhau từ 10 lần trở lên"
        );
    }
}
