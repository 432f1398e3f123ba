//! A figure that is 100 times too small, or a percentage where a count is wanted.

use super::mistyped::{Mistyped, mistyped};
use crate::check::scene::{Scene, number_text};
use crate::check::words::{comma, criteria, points, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, Stake, StakeOf};
use crate::number::Points;

pub(super) const ID: &str = "off-by-a-hundred";

/// A figure looks as if it were typed off by a factor of 100
///
/// # What it does
///
/// Looks for percentages of at most 1 (`0.95`) where 100 times as much is possible and earns more, and
/// for counts of at most 100 beside a whole of 1,000 or more where the same number read as a
/// percentage is what the unit claims. A claim that is right for the value as typed speaks against
/// it, and nothing is said. Above the range of a percentage (`9500`) the value is refused, with the
/// value meant (`outside-limits`).
///
/// # Why it matters
///
/// A spreadsheet shows 95 % and holds 0.95. The rule reads 0.95 %, and the points are gone.
///
/// # Example
///
/// A review score of 0.9 % with the full 2 points claimed, which 90 % earns.
///
/// # Use instead
///
/// Type the percentage (95), or the count.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct OffByAHundred {
    fact: Message,
    typed: String,
    meant: String,
    percent_of: Option<Message>,
    criteria: Vec<String>,
    is_claimed: bool,
    stake: Points,
}

impl Finding for OffByAHundred {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        if self.is_claimed {
            Severity::Warning
        } else {
            Severity::Advice
        }
    }

    fn message(&self) -> Message {
        let Self {
            fact, typed, meant, ..
        } = self;
        let (of, stake) = (criteria(&self.criteria), points(self.stake));
        let (vi, en) = match &self.percent_of {
            Some(whole) => (
                format!(
                    "{} ghi {}, có vẻ là tỷ lệ phần trăm của {}; nếu đúng vậy thì số lượng là {}",
                    fact.vi,
                    comma(typed),
                    whole.vi,
                    comma(meant)
                ),
                format!(
                    "{} is {typed}, which looks like a percentage of {}; the count is then {meant}",
                    fact.en, whole.en
                ),
            ),
            None => (
                format!(
                    "{} ghi {} %, có vẻ là tỷ số chưa nhân 100; nếu đúng vậy thì phải là {} %",
                    fact.vi,
                    comma(typed),
                    comma(meant)
                ),
                format!(
                    "{} is {typed} %, which looks like a ratio; as a percentage it is {meant} %",
                    fact.en
                ),
            ),
        };
        let (claim_vi, claim_en) = if self.is_claimed {
            (" (khớp với điểm tự chấm)", " (which the claim agrees with)")
        } else {
            ("", "")
        };
        Message::new(
            format!("{vi} và {} được thêm {}{claim_vi}", of.vi, stake.vi),
            format!("{en}, and {} gains {}{claim_en}", of.en, stake.en),
        )
    }

    fn help(&self) -> Message {
        Message::new(
            format!("hãy ghi {}, nếu đó là giá trị đúng", self.meant),
            format!("write {}, if that is what is meant", self.meant),
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.meant.clone())
    }

    fn points_at_stake(&self) -> Option<Points> {
        Some(self.stake)
    }
}

pub(super) fn check(scene: &Scene<'_>, found: &mut Diagnostics) {
    let mut all: Vec<Mistyped> = Vec::new();
    for subject in scene.applying() {
        all.extend(mistyped(scene, subject));
    }
    let mut seen: Vec<(usize, i64)> = Vec::new();
    for own in &all {
        if seen.contains(&(own.fact, own.meant)) {
            continue;
        }
        seen.push((own.fact, own.meant));
        let same = all
            .iter()
            .filter(|other| (other.fact, other.meant) == (own.fact, own.meant));
        found.extend(report(scene, own, same));
    }
}

fn report<'m>(
    scene: &Scene<'_>,
    own: &Mistyped,
    same: impl Iterator<Item = &'m Mistyped>,
) -> Option<Diagnostic> {
    let fact = scene.fact(own.fact)?;
    let crate::eval::Resolved::Number(typed) = scene.resolved(own.fact) else {
        return None;
    };
    let mut finding = OffByAHundred {
        fact: quoted(&fact.title),
        typed: number_text(fact, *typed)?,
        meant: number_text(fact, own.meant)?,
        percent_of: own
            .percent_of
            .and_then(|whole| scene.fact(whole))
            .map(|whole| quoted(&whole.title)),
        criteria: Vec::new(),
        is_claimed: false,
        stake: Points::ZERO,
    };
    let mut stakes: Vec<Stake> = Vec::new();
    for leaf in same {
        let subject = scene.subjects.get(leaf.leaf)?;
        let gain = subject.ahead(leaf.points, subject.score.computed()?);
        finding.criteria.push(subject.number().to_owned());
        finding.is_claimed |= leaf.is_claimed;
        finding.stake = finding.stake.checked_add(gain)?;
        stakes.push(subject.stake(StakeOf::Open, gain));
    }
    Some(Diagnostic::new(&finding, scene.fact_pointer(fact)).with_stakes(stakes))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::tests::{
        edited, edited_for, edited_scorer, fixture, messages, places, scorer,
    };
    use crate::diagnostic::Severity;
    use crate::eval::Assessment;

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "“Điểm rà soát” ghi 0,9 %, có vẻ là tỷ số chưa nhân 100; nếu đúng vậy thì phải là 90 % \
             và tiêu chí 2.3 được thêm 2 điểm (khớp với điểm tự chấm)"
        );
    }

    fn own(edits: &[(&str, Value)]) -> Option<Severity> {
        let found = edited(edits);
        let own = found.iter().find(|one| one.check() == super::ID);
        own.map(crate::diagnostic::Diagnostic::severity)
    }

    #[test]
    fn without_a_claim_it_is_advice_and_against_the_claim_nothing() {
        let ratio = ("/facts/review-score", json!(0.9));
        assert_eq!(
            own(&[ratio.clone(), ("/claims", Value::Null)]),
            Some(Severity::Advice)
        );
        let zero = ("/claims/criteria/c2.3", json!(0));
        assert_eq!(own(&[ratio, zero]), None);
        // 1.2 % is not a ratio, and 70 times 100 is beyond the range.
        assert_eq!(
            own(&[
                ("/facts/review-score", json!(1.2)),
                ("/claims", Value::Null)
            ]),
            None
        );
        assert_eq!(
            own(&[("/facts/review-score", json!(70)), ("/claims", Value::Null)]),
            None
        );
    }

    #[test]
    fn a_percentage_100_times_too_large_is_refused_with_the_one_meant() {
        let scorer = scorer();
        let file = json!({
            "format": "par-index/assessment@1",
            "unit": { "id": "so-a", "title": { "vi": "Sở A" } },
            "period": { "from": "2024-01-01", "until": "2024-12-31" },
            "as_of": "2024-11-30",
            "criteria_set": { "id": "check-fixtures", "edition": "2024" },
            "facts": { "review-score": 9550 }
        });
        let refused = Assessment::from_json(&scorer, None, None, file.to_string().as_bytes());
        let found = refused.unwrap_err();
        let one = found.iter().next().unwrap();
        assert_eq!((found.len(), one.check()), (1, "outside-limits"));
        assert!(
            one.help().vi.starts_with("có phải 95.5?"),
            "{}",
            one.help().vi
        );
    }

    #[test]
    fn a_count_typed_as_a_percentage_is_told_by_the_claim() {
        // 96 of 1200 is 8 %; 96 % of 1200 is 1152 and earns the 1.5 claimed.
        let edits = [
            ("/facts/complaints", json!(1200)),
            ("/facts/complaints-settled", json!(96)),
        ];
        let found = edited(&edits);
        assert_eq!(
            places(&found),
            [(super::ID, "/facts/complaints-settled".to_owned())]
        );
        assert_eq!(found.iter().next().unwrap().witness(), Some("1152"));
        // 96 of 130 is 74 %: a claim one band too high, and no more.
        let found = edited(&[
            ("/facts/complaints", json!(130)),
            ("/facts/complaints-settled", json!(96)),
        ]);
        assert_eq!(
            places(&found),
            [("claimed-differs", "/claims/criteria/c1.4".to_owned())]
        );
    }
    #[test]
    fn what_is_measured_is_not_taken_for_a_count() {
        // 9.6 of 120.0, in tenths 96 of 1200.
        let scorer = edited_scorer(|set| {
            for fact in set["facts"].as_array_mut().unwrap() {
                if ["complaints", "complaints-settled"].contains(&fact["id"].as_str().unwrap()) {
                    fact["kind"]["number"]["decimals"] = json!(1);
                }
            }
        });
        let edits = [
            ("/facts/complaints", json!(120)),
            ("/facts/complaints-settled", json!(9.6)),
        ];
        assert_eq!(
            places(&edited_for(&scorer, &edits)),
            [("claimed-differs", "/claims/criteria/c1.4".to_owned())]
        );
    }
}
