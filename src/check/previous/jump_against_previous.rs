//! Points that rise all at once.

use super::Both;
use crate::check::scene::Subject;
use crate::check::words::comma;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, StakeOf};
use crate::eval::{Scorecard, State, Totals};
use crate::model::Home;
use crate::number::{Points, Ratio, Rounding, RoundingMode};

pub(super) const ID: &str = "jump-against-previous";

/// A criterion that gains at least this share of its maximum, in percent, deserves a look: from nothing
/// to half, or from half to all. One level of a sheet with three or more is less.
const OF_A_CRITERION: i64 = 50;
/// The same of the whole: published indices of one unit move by a few points from year to year.
const OF_THE_WHOLE: i64 = 10;
/// Below this a jump is too small to ask about: a criterion worth half a point has only two levels.
const SMALL: Points = Points::from_nanos(1_000_000_000);

/// Points are far above those of the year before
///
/// # What it does
///
/// Compares what the unit counts on (its claim, else what the facts give) as a share of the maximum
/// with the assessment of the year before. Criteria of one point or more that gain half of their
/// maximum are named; if none does, the whole is named where it gains ten percentage points. Falls are
/// not named.
///
/// # Why it matters
///
/// The appraiser has last year's sheet on the table. A jump needs its reason at hand.
///
/// # Example
///
/// 0 of 2 points for the control of procedures last year, 2 of 2 this year.
///
/// # Use instead
///
/// Check the facts, and say under `explanations` what has changed.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct JumpAgainstPrevious {
    criterion: Option<String>,
    before: (Points, Points),
    now: (Points, Points),
    gain: Ratio,
    is_explained: bool,
}

impl Finding for JumpAgainstPrevious {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Advice
    }

    fn message(&self) -> Message {
        let of = self.criterion.as_ref().map_or_else(
            || Message::new("tổng điểm", "the total"),
            |number| Message::new(format!("tiêu chí {number}"), format!("criterion {number}")),
        );
        let gain = one_place(self.gain);
        let ((before, before_max), (now, now_max)) = (self.before, self.now);
        Message::new(
            format!(
                "{}: năm trước {}/{}, năm nay {}/{} (tăng {} điểm phần trăm)",
                of.vi,
                comma(before),
                comma(before_max),
                comma(now),
                comma(now_max),
                comma(&gain)
            ),
            format!(
                "{}: {before} of {before_max} the year before, {now} of {now_max} now (up {gain} percentage points)",
                of.en
            ),
        )
    }

    fn help(&self) -> Message {
        if self.is_explained {
            return Message::new(
                "đã có giải trình; hãy kiểm tra giải trình có nêu lý do tăng",
                "there is an explanation; see that it gives the reason",
            );
        }
        Message::new(
            "hãy kiểm tra lại số liệu, và nêu lý do tăng ở “explanations”",
            "check the facts, and give the reason under “explanations”",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(one_place(self.gain))
    }

    fn points_at_stake(&self) -> Option<Points> {
        let ((before, _), (now, _)) = (self.before, self.now);
        now.checked_sub(before).filter(|more| *more > Points::ZERO)
    }
}

fn one_place(value: Ratio) -> String {
    Rounding::new(1, RoundingMode::HalfUp)
        .and_then(|rounding| value.to_quantity(rounding))
        .map_or_else(|| value.to_string(), |value| value.to_string())
}

pub(super) fn check(
    both: &Both<'_>,
    card: &Scorecard,
    previous: &Scorecard,
    found: &mut Diagnostics,
) {
    let before = found.len();
    for subject in &both.now.subjects {
        found.extend(of_leaf(both, subject));
    }
    if found.len() == before {
        found.extend(of_total(card, previous));
    }
}

fn of_leaf(both: &Both<'_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let other = both.then.set.leaf_index(subject.model.id().as_ref())?;
    let other = both.then.subjects.get(other)?;
    let titles = (
        &subject.model.criterion().title.vi,
        &other.model.criterion().title.vi,
    );
    let is_same = both.is_one_set() || titles.0 == titles.1;
    let is_penalty = subject.is_penalty() || other.is_penalty();
    if !is_same || is_penalty || !subject.model.self_scored() {
        return None;
    }
    let (now, before) = (counted(subject)?, counted(other)?);
    let (now, before) = ((now, subject.score.max()), (before, other.score.max()));
    let over = |(points, max)| (points, Ratio::from_points(max));
    let gain = gain(over(before), over(now))?;
    let more = now.0.checked_sub(before.0)?;
    if gain < Ratio::from_int(OF_A_CRITERION) || more < SMALL {
        return None;
    }
    let finding = JumpAgainstPrevious {
        criterion: Some(subject.number().to_owned()),
        before,
        now,
        gain,
        is_explained: subject.is_explained(both.now.file),
    };
    let stake = subject.stake(StakeOf::Claimed, more);
    Some(Diagnostic::new(&finding, both.now.pointer(subject)).with_stakes([stake]))
}

/// What a unit counts on at a leaf that is settled.
fn counted(subject: &Subject<'_>) -> Option<Points> {
    (subject.score.state() == State::Scored)
        .then(|| subject.score.claimed().or(subject.score.computed()))
        .flatten()
}

fn of_total(card: &Scorecard, previous: &Scorecard) -> Option<Diagnostic> {
    // What is still open this year would be a fall, and what was open last year a jump.
    let is_settled = |card: &Scorecard| {
        let leaves = card.scorer().criteria_set().leaves();
        leaves
            .iter()
            .zip(card.criteria())
            .filter(|(leaf, _)| matches!(leaf.home(), Home::Area(_)) && leaf.self_scored())
            .all(|(_, score)| !score.is_undetermined())
    };
    let counted =
        |totals: &Totals| Some((totals.claimed().or(totals.computed())?, totals.applicable()));
    let (before, now) = (counted(previous.total())?, counted(card.total())?);
    let exactly = |(points, _), card: &Scorecard| (points, card.total().exact_applicable());
    let gain = gain(exactly(before, previous), exactly(now, card))?;
    if !is_settled(previous) || !is_settled(card) || gain < Ratio::from_int(OF_THE_WHOLE) {
        return None;
    }
    let finding = JumpAgainstPrevious {
        criterion: None,
        before,
        now,
        gain,
        is_explained: false,
    };
    Some(Diagnostic::new(&finding, "/claims/total"))
}

/// By how many percentage points a share of a maximum rises.
fn gain(before: (Points, Ratio), now: (Points, Ratio)) -> Option<Ratio> {
    let share = |(points, max): (Points, Ratio)| {
        let hundred = Ratio::from_int(100);
        Ratio::from_points(points)
            .checked_mul(hundred)?
            .checked_div(max)
    };
    share(now)?.checked_sub(share(before)?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::check_against_previous;
    use crate::check::tests::{edited_file, edited_scorer, fixture, messages, read, score, scorer};
    use crate::compile::Scorer;
    use crate::model::ReformPlan;

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "tiêu chí 2.3: năm trước 0/2, năm nay 2/2 (tăng 100 điểm phần trăm)"
        );
    }
    /// The review scores of two years that make criterion 2.3 jump: above 70 it gives 2 points of 2,
    /// from 50 on 1, below 50 nothing.
    fn jumps(then: &Scorer, before: f64, now: f64) -> bool {
        let plan = ReformPlan::from_json(None, &read("plan.json")).unwrap();
        let card = |scorer: &Scorer, review: f64| {
            let file = edited_file(&[
                (
                    "/criteria_set/id",
                    json!(scorer.criteria_set().id().to_string()),
                ),
                ("/facts/review-score", json!(review)),
                ("/claims", json!({})),
            ]);
            score(scorer, &plan, &file)
        };
        let found = check_against_previous(&card(&scorer(), now), &card(then, before));
        found.iter().any(|one| one.check() == super::ID)
    }

    #[test]
    fn half_of_a_criterion_is_a_jump() {
        assert!(jumps(&scorer(), 60.0, 80.0));
        assert!(jumps(&scorer(), 40.0, 60.0));
        assert!(!jumps(&scorer(), 60.0, 65.0) && !jumps(&scorer(), 80.0, 60.0));
    }

    #[test]
    fn of_another_set_only_criteria_with_the_same_words_are_compared() {
        let renamed = |leaf: usize| {
            edited_scorer(|set| {
                set["id"] = json!("another");
                set["areas"][1]["criteria"][leaf]["title"] = json!({ "vi": "Khác" });
            })
        };
        assert!(jumps(&renamed(0), 40.0, 80.0));
        assert!(!jumps(&renamed(2), 40.0, 80.0));
    }
}
