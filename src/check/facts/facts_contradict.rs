//! Facts that cannot hold together, whatever reads them.

use super::fault::{Fault, Why};
use crate::check::scene::{Scene, number_text};
use crate::check::words::{comma, day, listed, quoted};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Severity, Stake, StakeOf};
use crate::eval::Resolved;
use crate::file::{DateOrder, FactKind, Relation, SumRelation, Text};
use crate::number::{Points, Quantity, Ratio};
use crate::read::Id;

pub(super) const ID: &str = "facts-contradict";

/// Facts say things that cannot hold together
///
/// # What it does
///
/// Goes through the `relations` of the criteria set (one sum at most another, two sums equal, one day
/// not after another) and compares the values given. An unanswered number counts with the end of its
/// range that would still make the relation hold. What makes a criterion impossible to assess is
/// reported there (`part-exceeds-whole`) and not again.
///
/// # Why it matters
///
/// Each criterion for itself looks sound, and an appraiser who lays two of them side by side sees that
/// one figure is wrong.
///
/// # Example
///
/// 64 tasks done in time at one criterion, and 60 tasks done at another.
///
/// # Use instead
///
/// Look both figures up at their source, and correct the wrong one.
///
/// # Since
///
/// 0.1.0
#[derive(Clone, Debug)]
struct FactsContradict {
    left: Message,
    right: Message,
    kind: Kind,
    reason: Option<Text>,
    witness: String,
    stake: Option<Points>,
}

/// What does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    AtMost,
    Equal,
    NotAfter,
}

impl Finding for FactsContradict {
    fn check(&self) -> &'static str {
        ID
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn message(&self) -> Message {
        let (left, right) = (&self.left, &self.right);
        let (vi, en) = match self.kind {
            Kind::AtMost => ("lớn hơn", "is more than"),
            Kind::Equal => ("khác", "differs from"),
            Kind::NotAfter => ("sau", "is after"),
        };
        let mut message = Message::new(
            format!("{} {vi} {}", left.vi, right.vi),
            format!("{} {en} {}", left.en, right.en),
        );
        if let Some(reason) = &self.reason {
            message.vi = format!("{}; {}", message.vi, lower(&reason.vi));
            let reason = reason.en.as_deref().unwrap_or(&reason.vi);
            message.en = format!("{}; {}", message.en, lower(reason));
        }
        message
    }

    fn help(&self) -> Message {
        Message::new(
            "hãy đối chiếu lại nguồn số liệu và sửa giá trị sai",
            "look both up at their source, and correct the wrong one",
        )
    }

    fn witness(&self) -> Option<String> {
        Some(self.witness.clone())
    }

    fn points_at_stake(&self) -> Option<Points> {
        self.stake
    }
}

/// A sentence that goes on after a semicolon; abbreviations keep their capitals.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let rest = letters.as_str();
    if rest.chars().next().is_none_or(char::is_uppercase) {
        return text.to_owned();
    }
    format!("{}{rest}", first.to_lowercase())
}

pub(super) fn check(scene: &Scene<'_>, faults: &[Fault], found: &mut Diagnostics) {
    for relation in &scene.set.file().relations {
        let broken = match relation {
            Relation::AtMost(sums) => of_sums(scene, sums, Kind::AtMost),
            Relation::Equal(sums) => of_sums(scene, sums, Kind::Equal),
            Relation::NotAfter(order) => of_days(scene, order),
        };
        let Some((mut finding, facts)) = broken else {
            continue;
        };
        let is_known = |fault: &&Fault| {
            matches!(fault.why, Why::PartExceedsWhole(_))
                && facts.iter().all(|fact| fault.facts.contains(fact))
        };
        if faults.iter().any(|fault| is_known(&fault)) {
            continue;
        }
        let stakes: Vec<Stake> = scene
            .applying()
            .filter(|subject| {
                let used = subject.model.facts_used();
                facts.iter().any(|fact| used.contains(fact))
            })
            .filter_map(|subject| {
                let points = subject.score.computed()?;
                (points > Points::ZERO).then(|| subject.stake(StakeOf::Computed, points))
            })
            .collect();
        finding.stake = stakes
            .iter()
            .try_fold(Points::ZERO, |sum, stake| sum.checked_add(stake.points()))
            .filter(|points| *points > Points::ZERO);
        let place = |fact: Option<&usize>| {
            fact.and_then(|fact| scene.fact(*fact))
                .map_or_else(|| "/facts".to_owned(), |fact| scene.fact_pointer(fact))
        };
        found.push(
            Diagnostic::new(&finding, place(facts.first()))
                .with_other(place(facts.last()))
                .with_stakes(stakes),
        );
    }
}

/// A broken relation with the facts it names, those of the left side first.
type Broken = (FactsContradict, Vec<usize>);

fn of_sums(scene: &Scene<'_>, sums: &SumRelation, kind: Kind) -> Option<Broken> {
    let left = Side::of(scene, &sums.left)?;
    let right = Side::of(scene, &sums.right)?;
    let holds = match kind {
        Kind::Equal => !(left.is_known() && right.is_known()) || left.least == right.least,
        Kind::AtMost | Kind::NotAfter => left.least <= right.most,
    };
    if holds {
        return None;
    }
    let sign = if kind == Kind::Equal { "≠" } else { ">" };
    let finding = FactsContradict {
        witness: format!("{} {sign} {}", left.least, right.most),
        left: left.words,
        right: right.words,
        kind,
        reason: sums.reason.clone(),
        stake: None,
    };
    let mut facts = left.facts;
    facts.extend(right.facts);
    Some((finding, facts))
}

/// One side of a comparison of sums.
struct Side {
    least: Ratio,
    most: Ratio,
    words: Message,
    facts: Vec<usize>,
}

impl Side {
    /// Nothing where no fact of it is given.
    fn of(scene: &Scene<'_>, ids: &[Id]) -> Option<Self> {
        let mut side = Self {
            least: Ratio::ZERO,
            most: Ratio::ZERO,
            words: Message::new("", ""),
            facts: Vec::new(),
        };
        let (mut terms, mut given) = (Vec::new(), false);
        for id in ids {
            let index = scene.set.fact_index(id.as_ref())?;
            let fact = scene.fact(index)?;
            let FactKind::Number(kind) = &fact.kind else {
                return None;
            };
            let title = quoted(&fact.title);
            let (least, most) = if let Resolved::Number(value) = scene.resolved(index) {
                given = true;
                let text = number_text(fact, *value)?;
                terms.push(Message::new(
                    format!("{} ({})", title.vi, comma(&text)),
                    format!("{} ({text})", title.en),
                ));
                let places = u8::try_from(kind.decimals).ok()?;
                let value = Quantity::new(*value, places).ok()?;
                (value, value)
            } else {
                terms.push(Message::new(
                    format!("{} (chưa có)", title.vi),
                    format!("{} (unanswered)", title.en),
                ));
                (kind.min, kind.max)
            };
            side.least = side.least.checked_add(Ratio::from_quantity(least))?;
            side.most = side.most.checked_add(Ratio::from_quantity(most))?;
            side.facts.push(index);
        }
        side.words = listed(&terms);
        if ids.len() > 1 {
            side.words.vi = format!("tổng của {}", side.words.vi);
            side.words.en = format!("the sum of {}", side.words.en);
        }
        given.then_some(side)
    }

    fn is_known(&self) -> bool {
        self.least == self.most
    }
}

fn of_days(scene: &Scene<'_>, order: &DateOrder) -> Option<Broken> {
    let given = |id: &Id| {
        let index = scene.set.fact_index(id.as_ref())?;
        match scene.resolved(index) {
            Resolved::Date(day) => Some((index, *day)),
            _ => None,
        }
    };
    let ((first, early), (then, late)) = (given(&order.first)?, given(&order.then)?);
    if early <= late {
        return None;
    }
    let words = |fact: usize, date| {
        let (title, date) = (quoted(&scene.fact(fact)?.title), day(date));
        Some(Message::new(
            format!("{} ({})", title.vi, date.vi),
            format!("{} ({})", title.en, date.en),
        ))
    };
    let finding = FactsContradict {
        left: words(first, early)?,
        right: words(then, late)?,
        kind: Kind::NotAfter,
        reason: order.reason.clone(),
        witness: format!("{early} > {late}"),
        stake: None,
    };
    Some((finding, vec![first, then]))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::tests::{edited_for, edited_scorer, fixture, messages, places};

    #[test]
    fn bad_and_good() {
        fixture(super::ID);
        let first = messages(super::ID).into_iter().next().unwrap();
        assert_eq!(
            first.vi,
            "“Khiếu nại đã nhận” (20) lớn hơn “Văn bản được giao” (10); mỗi khiếu nại là một văn bản được giao"
        );
    }

    /// The fixtures with one relation.
    fn with(relation: &Value, edits: &[(&str, Value)]) -> Vec<(&'static str, String)> {
        let scorer = edited_scorer(|set| set["relations"] = json!([relation]));
        places(&edited_for(&scorer, edits))
    }

    #[test]
    fn sums_may_be_equal() {
        let relation = |right: &str| json!({ "equal": { "left": ["complaints-settled", "initiatives"], "right": [right] } });
        // 19 + 3 = 22.
        let complaints = |count: i32| {
            [
                ("/facts/texts-assigned", json!(count)),
                ("/facts/texts-on-time", json!(count)),
            ]
        };
        assert!(with(&relation("texts-assigned"), &complaints(22)).is_empty());
        assert_eq!(
            with(&relation("texts-assigned"), &complaints(23)),
            [(super::ID, "/facts/complaints-settled".to_owned())]
        );
    }

    #[test]
    fn a_day_may_not_come_after_the_one_that_follows_it() {
        let scorer = edited_scorer(|set| {
            let mut sent = set["facts"][0].clone();
            sent["id"] = json!("plan-sent");
            sent["title"] = json!({ "vi": "Ngày gửi kế hoạch", "en": "Day the plan was sent" });
            set["facts"].as_array_mut().unwrap().push(sent);
            set["relations"] =
                json!([{ "not-after": { "first": "plan-date", "then": "plan-sent" } }]);
        });
        // The plan is of 30/01/2024.
        let found = |sent: &str| edited_for(&scorer, &[("/facts/plan-sent", json!(sent))]);
        assert!(found("2024-01-30").is_empty());
        let before = found("2024-01-29");
        assert_eq!(
            places(&before),
            [(super::ID, "/facts/plan-date".to_owned())]
        );
        let one = before.iter().next().unwrap();
        assert_eq!(one.other().unwrap().pointer, "/facts/plan-sent");
        assert_eq!(one.witness(), Some("2024-01-30 > 2024-01-29"));
    }

    #[test]
    fn what_is_unanswered_may_still_make_it_right() {
        let relation = json!({ "at-most": { "left": ["initiatives", "complaints"], "right": ["texts-assigned"] } });
        let found = with(&relation, &[("/facts/texts-assigned", Value::Null)]);
        assert!(found.iter().all(|(check, _)| *check != super::ID));
    }

    #[test]
    fn a_part_above_its_whole_is_not_said_twice() {
        let relation =
            json!({ "at-most": { "left": ["complaints-settled"], "right": ["complaints"] } });
        let found = with(&relation, &[("/facts/complaints-settled", json!(21))]);
        let checks: Vec<_> = found.iter().map(|(check, _)| *check).collect();
        assert!(
            checks.contains(&"part-exceeds-whole") && !checks.contains(&super::ID),
            "{checks:?}"
        );
    }
}
