//! What the documents on file say (semantics §6).

use crate::case::{Case, Value, numbers_between};
use crate::date::{self, Day};
use crate::groups::Read;
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
                        stated.extend(states(case, support, fact)?);
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
                        stated.extend(states(case, support, fact)?);
                    }
                }
            }
        }
        let places = number::count(case.kind(fact)?.1, "decimals")?.unwrap_or(0);
        let places = u32::try_from(places).map_err(|fault| fault.to_string())?;
        let mut values = if stated.is_empty() {
            vec![value]
        } else {
            and_between(stated, places)?
        };
        if let Some(shown) = items {
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
        readings: &[Read],
    ) -> Result<Vec<State>, String> {
        // Each with whether it is for a slot or group of which no other arose.
        let mut requirements: Vec<(&Json, bool)> = Vec::new();
        for read in readings {
            for name in &read.names {
                let own = self.requirements(name).into_iter();
                requirements.extend(own.map(|requirement| (requirement, read.alone)));
            }
        }
        if requirements
            .iter()
            .any(|(one, _)| one.text("mode") == Some("none"))
        {
            return Ok(vec![occurrence.state]);
        }
        // What shows it, each with its day: none is as reported.
        let mut grounds: Vec<Option<Day>> = Vec::new();
        grounds.extend(self.named(case, occurrence)?);
        grounds.extend(self.required(&requirements)?);
        let Some(earliest) = grounds.into_iter().min() else {
            return Ok(vec![occurrence.state, State::NotDone]);
        };
        Ok(vec![match earliest {
            Some(issued) => as_issued(occurrence, Some(issued)),
            None => occurrence.state,
        }])
    }

    /// The day by which what the leaf requires was there, if it is; only a lone occurrence has one
    fn required(&self, requirements: &[(&Json, bool)]) -> Result<Option<Option<Day>>, String> {
        let mut issued: Option<Day> = None;
        for (requirement, alone) in requirements {
            let Some(meeting) = self.meeting(requirement)? else {
                return Ok(None);
            };
            if *alone && requirement.text("mode") == Some("attests") {
                issued = issued.max(counted(requirement, &meeting)?);
            }
        }
        Ok((!requirements.is_empty()).then_some(issued))
    }

    /// The day by which documents that name an occurrence were there; `None` where it is not named
    ///
    /// Of several documents of which the plan needs all, each has to be named.
    fn named(
        &self,
        case: &Case<'_>,
        occurrence: &Occurrence,
    ) -> Result<Option<Option<Day>>, String> {
        let plan = case.plan.as_ref();
        let all = plan.map_or_else(Vec::new, |plan| plan.all_needed(occurrence));
        let asked = if all.is_empty() {
            vec![None]
        } else {
            all.into_iter().map(Some).collect()
        };
        let mut by: Option<Day> = None;
        for product in asked {
            let mut found = false;
            let mut issued = None;
            for document in self.documents {
                let mut supports = document.list("supports").iter();
                if supports.any(|support| {
                    names_task(case, support, occurrence)
                        && product.is_none_or(|product| names_product(support, document, product))
                }) {
                    found = true;
                    issued = earlier(issued, date::optional(document, "issued_on")?);
                }
            }
            if !found {
                return Ok(None);
            }
            by = by.max(issued);
        }
        Ok(Some(by))
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

/// What a document states of a fact
fn states(case: &Case<'_>, support: &Json, fact: &str) -> Result<Option<Value>, String> {
    let stated = support.get("states").given(fact);
    stated.map(|stated| case.value(fact, stated)).transpose()
}

/// Values that documents state, with every number and day between the least and the greatest of them
fn and_between(stated: Vec<Value>, places: u32) -> Result<Vec<Value>, String> {
    let numbers = stated.iter().filter_map(|value| match value {
        Value::Number(number) => Some(number),
        _ => None,
    });
    let days = stated.iter().filter_map(|value| match value {
        Value::Day(day) => Some(*day),
        _ => None,
    });
    let mut all = Vec::new();
    if let (Some(least), Some(greatest)) = (numbers.clone().min(), numbers.max()) {
        all.extend(numbers_between(least, greatest, places)?);
    }
    if let (Some(first), Some(last)) = (days.clone().min(), days.max()) {
        all.extend((first..=last).map(Value::Day));
    }
    for value in stated {
        if !all.contains(&value) {
            all.push(value);
        }
    }
    Ok(all)
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

/// Whether a support entry stands for a product: it names it, or only its task, in a document of its kind
fn names_product(support: &Json, document: &Json, product: &Json) -> bool {
    let place = support.text("task").unwrap_or_default();
    match place.split_once('/') {
        Some((_, named)) => product.text("id") == Some(named),
        None => {
            product.given("document").is_none() || product.text("document") == document.text("kind")
        }
    }
}
