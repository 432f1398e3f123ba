//! What the documents on file say (semantics §6).

use std::collections::BTreeSet;

use crate::case::{Case, Value, numbers_between};
use crate::date::{self, Day};
use crate::json::Json;
use crate::number::{self, whole};
use crate::plan::{Last, Occurrence, State};
use crate::world::Range;

/// The requirements of one leaf beside the register of documents
pub(crate) struct Evidence<'a> {
    pub(crate) leaf: &'a Json,
    pub(crate) documents: &'a [Json],
}

/// A document with the entry that puts it forward
type Put<'a> = (&'a Json, &'a Json);

impl<'a> Evidence<'a> {
    /// The values of a fact, typed as `value`, that are consistent with the documents
    ///
    /// A date that `starts_a_count` stays as typed or stated, whenever the document was issued.
    pub(crate) fn range(
        &self,
        case: &Case<'_>,
        fact: &str,
        value: Value,
        starts_a_count: bool,
    ) -> Result<Range, String> {
        if case.provider(fact)? != "unit" {
            return Ok(Range::One(value));
        }
        let requirements = self.requirements(fact);
        if requirements.is_empty() {
            return Ok(Range::Unsupported);
        }
        let mut stated = Vec::new();
        let mut issued: Option<Day> = None;
        let mut items = None;
        for requirement in requirements {
            let meeting = self.meeting(requirement)?;
            let mode = requirement.need("mode")?;
            match mode {
                "none" => {}
                "per-item" if matches!(value, Value::Number(_)) => {
                    let mut shown = 0;
                    for (_, support) in meeting.unwrap_or_default() {
                        shown += number::count(support, "items")?.unwrap_or(1);
                    }
                    items = Some(items.map_or(shown, |other: i64| other.min(shown)));
                }
                _ => {
                    let Some(meeting) = meeting else {
                        return Ok(Range::Unsupported);
                    };
                    if mode == "attests" && !starts_a_count {
                        issued = issued.max(counted(requirement, &meeting)?);
                    }
                    for (_, support) in meeting {
                        if let Some(states) = support.get("states").given(fact) {
                            let value = case.value(fact, states)?;
                            if !stated.contains(&value) {
                                stated.push(value);
                            }
                        }
                    }
                }
            }
        }
        let mut values = if stated.is_empty() {
            vec![value]
        } else {
            stated
        };
        if let Some(shown) = items {
            let places = number::count(case.kind(fact)?.1, "decimals")?.unwrap_or(0);
            let places = u32::try_from(places).map_err(|fault| fault.to_string())?;
            let mut shown_values = Vec::new();
            for value in &values {
                if let Value::Number(value) = value {
                    let least = whole(shown).min(value.clone());
                    shown_values.extend(numbers_between(&least, value, places)?);
                }
            }
            values = shown_values;
        }
        Ok(Range::These(
            values
                .into_iter()
                .map(|value| match (value, issued) {
                    (Value::Day(day), Some(issued)) => Value::Day(day.max(issued)),
                    (value, _) => value,
                })
                .collect(),
        ))
    }

    /// The values of an unanswered fact: any, unless every requirement that supports it is met
    pub(crate) fn range_of_open(&self, case: &Case<'_>, fact: &str) -> Result<Range, String> {
        if case.provider(fact)? != "unit" {
            return Ok(Range::Unanswered);
        }
        let requirements = self.requirements(fact);
        let mut free = requirements.is_empty();
        for requirement in requirements {
            free |= requirement.need("mode")? != "none" && self.meeting(requirement)?.is_none();
        }
        Ok(if free {
            Range::Unsupported
        } else {
            Range::Unanswered
        })
    }

    /// What may have become of an occurrence typed as done
    pub(crate) fn outcomes(
        &self,
        case: &Case<'_>,
        occurrence: &Occurrence,
        names: &BTreeSet<String>,
        alone: bool,
    ) -> Result<Vec<State>, String> {
        let mut requirements: Vec<&Json> = Vec::new();
        for name in names {
            requirements.extend(self.requirements(name));
        }
        // CLARIFY: which ground goes first: mode `none`, a document that names the task, the requirements.
        if requirements
            .iter()
            .any(|one| one.text("mode") == Some("none"))
        {
            return Ok(vec![occurrence.state]);
        }
        let mut named = false;
        let mut issued: Option<Day> = None;
        for document in self.documents {
            for support in document.list("supports") {
                if names_task(case, support, occurrence) {
                    named = true;
                    issued = earlier(issued, date::optional(document, "issued_on")?);
                }
            }
        }
        if named {
            return Ok(vec![as_issued(occurrence, issued)]);
        }
        if requirements.is_empty() {
            return Ok(vec![occurrence.state, State::NotDone]);
        }
        for requirement in requirements {
            let Some(meeting) = self.meeting(requirement)? else {
                return Ok(vec![occurrence.state, State::NotDone]);
            };
            if requirement.text("mode") == Some("attests") {
                issued = issued.max(counted(requirement, &meeting)?);
            }
        }
        Ok(vec![if alone {
            as_issued(occurrence, issued)
        } else {
            occurrence.state
        }])
    }

    /// The requirements that support a fact, slot or group; one with empty `supports` supports everything
    fn requirements(&self, name: &str) -> Vec<&'a Json> {
        self.leaf
            .list("evidence")
            .iter()
            .filter(|requirement| {
                let supports = requirement.words("supports");
                supports.is_empty() || supports.iter().any(|one| one == name)
            })
            .collect()
    }

    /// The documents that meet a requirement; `None` if it is not met
    fn meeting(&self, requirement: &Json) -> Result<Option<Vec<Put<'a>>>, String> {
        let (how, kinds) = kinds_of(requirement)?;
        let mut meeting = Vec::new();
        for document in self.documents {
            let kind = document.need("kind")?;
            if !kinds.is_empty() && !kinds.contains(&kind) {
                continue;
            }
            if !in_window(requirement, document)? {
                continue;
            }
            let located = document.given("section").is_some() && document.given("page").is_some();
            if requirement.flag("locate") && !located {
                continue;
            }
            for support in document.list("supports") {
                let here = support.given("criterion").is_some()
                    && support.text("criterion") == self.leaf.text("id");
                let named = support.given("requirement").is_none()
                    || support.text("requirement") == requirement.text("id");
                if here && named {
                    meeting.push((document, support));
                }
            }
        }
        let kinds_met = how != "all"
            || kinds.iter().all(|kind| {
                meeting
                    .iter()
                    .any(|(document, _)| document.text("kind") == Some(kind))
            });
        Ok((kinds_met && !meeting.is_empty()).then_some(meeting))
    }
}

/// The kinds of documents a requirement asks for, and whether `any` will do or `all` are needed
fn kinds_of(requirement: &Json) -> Result<(&str, Vec<&str>), String> {
    let Some(kinds) = requirement.given("kinds") else {
        return Ok(("any", Vec::new()));
    };
    let (how, list) = kinds.tag()?;
    Ok((how, list.items().iter().filter_map(Json::word).collect()))
}

/// The date of issue that counts for a requirement: the earliest, or where documents of `all` kinds
/// are required the latest among the earliest of each kind
fn counted(requirement: &Json, meeting: &[Put<'_>]) -> Result<Option<Day>, String> {
    let (how, kinds) = kinds_of(requirement)?;
    let earliest = |kind: Option<&str>| -> Result<Option<Day>, String> {
        let mut earliest = None;
        for (document, _) in meeting {
            if kind.is_none() || document.text("kind") == kind {
                earliest = earlier(earliest, date::optional(document, "issued_on")?);
            }
        }
        Ok(earliest)
    };
    if how != "all" {
        return earliest(None);
    }
    let mut latest = None;
    for kind in kinds {
        latest = latest.max(earliest(Some(kind))?);
    }
    Ok(latest)
}

/// The earlier of two days, if any is known
fn earlier(one: Option<Day>, other: Option<Day>) -> Option<Day> {
    one.into_iter().chain(other).min()
}

/// What became of an occurrence by the date of issue of its document, which never makes it earlier
fn as_issued(occurrence: &Occurrence, issued: Option<Day>) -> State {
    match (occurrence.done_on.max(issued), occurrence.last) {
        (Some(done), Last::Day(last)) if done > last => State::DoneLate,
        (_, Last::Day(_) | Last::Undated) => State::DoneOnTime,
        _ => State::Done,
    }
}

/// Whether a document was issued within the window; one without a date was not
fn in_window(requirement: &Json, document: &Json) -> Result<bool, String> {
    let Some(window) = requirement.given("window") else {
        return Ok(true);
    };
    let from = date::optional(window, "from")?;
    let until = date::optional(window, "until")?;
    Ok(match date::optional(document, "issued_on")? {
        None => false,
        Some(issued) => {
            from.is_none_or(|from| issued >= from) && until.is_none_or(|until| issued <= until)
        }
    })
}

/// Whether a support entry names the task of an occurrence
fn names_task(case: &Case<'_>, support: &Json, occurrence: &Occurrence) -> bool {
    let Some(place) = support.text("task") else {
        return false;
    };
    let same_step = match place.split_once('/') {
        None => place == occurrence.task,
        Some((task, product)) => {
            let step = case
                .plan
                .as_ref()
                .and_then(|plan| plan.step_name(task, product));
            task == occurrence.task && step == occurrence.product
        }
    };
    let same_occurrence = support.given("occurrence").is_none()
        || support.text("occurrence") == occurrence.label.as_deref();
    same_step && same_occurrence
}
