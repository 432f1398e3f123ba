//! What a scenario changes and why points move, in words.

use par_index::diagnostic::Lang;
use par_index::file::{FactKind, FactValue};
use par_index::model::CriteriaSet;
use par_index::rule::Reason;
use par_index::scenario::{Change, Entry, EntryDelta, Happened, Outcome};
use par_index_pages::{Phrase, Tone};

use crate::words::number::date;
use crate::words::number::grouped;
use crate::words::number::localised;
use crate::words::number::points;
use crate::words::number::quantity;
use crate::words::page::Page;
use crate::words::say;
use crate::words::title;
use crate::words::words;

/// What a scenario changes, in a line for each.
pub fn changes(page: &mut Page, own: &Outcome<'_>) {
    let lang = page.lang;
    let set = own.scale().scorer().criteria_set();
    let base = own.scale().assessment().file();
    for change in &own.case().scenario().changes {
        let line = match change {
            Change::Fact(own) => {
                let given = base.facts.get(&own.fact).or_else(|| {
                    let mut external = base.external.iter();
                    let found = external.find(|result| result.fact == own.fact);
                    found.map(|result| &result.value)
                });
                let before = given.map_or_else(
                    || say(lang, "chưa trả lời", "unanswered").to_owned(),
                    |given| value(set, own.fact.as_str(), given, lang),
                );
                let after = value(set, own.fact.as_str(), &own.value, lang);
                format!("{}: {before} → {after}", fact(set, own.fact.as_str(), lang))
            }
            Change::Task(own) => {
                let name = task(
                    own.task.as_str(),
                    own.product.as_ref(),
                    own.occurrence.as_ref(),
                );
                let done = match own.done_on {
                    Some(day) => {
                        format!("{} {}", say(lang, "xong ngày", "done on"), date(day, lang))
                    }
                    None => say(lang, "kết quả khác", "another result").to_owned(),
                };
                format!("{} {name}: {done}", say(lang, "nhiệm vụ", "task"))
            }
            Change::RemoveTask(own) => {
                let name = task(
                    own.task.as_str(),
                    own.product.as_ref(),
                    own.occurrence.as_ref(),
                );
                format!(
                    "{} {name}",
                    say(
                        lang,
                        "bỏ kết quả của nhiệm vụ",
                        "without the result of task"
                    )
                )
            }
            Change::AddEvidence(own) => {
                let name = own
                    .title
                    .as_ref()
                    .map_or(own.id.as_str(), |name| title(name, lang));
                format!(
                    "{} {name}",
                    say(lang, "thêm tài liệu:", "one more document:")
                )
            }
            Change::RemoveEvidence(id) => {
                format!("{} {id}", say(lang, "bỏ tài liệu", "without the document"))
            }
            Change::NotApplicable(own) => format!(
                "{} {}",
                say(lang, "đề nghị không áp dụng", "claimed not to apply:"),
                own.at
            ),
            Change::Applicable(own) => format!(
                "{} {}",
                say(
                    lang,
                    "không còn đề nghị “không áp dụng” ở",
                    "claimed to apply again:"
                ),
                own.at
            ),
            Change::Appraised(own) => format!(
                "{} {}: {}",
                say(lang, "thẩm định", "appraised"),
                own.criterion,
                quantity(own.points, lang)
            ),
            Change::Edition(own) => format!(
                "{} {}@{}",
                say(lang, "chấm theo bộ tiêu chí", "scored by"),
                own.id,
                own.edition
            ),
        };
        page.item(Phrase::toned("• ", Tone::Quiet), &line, 2);
    }
}

fn task(task: &str, product: Option<&par_index::read::Id>, occurrence: Option<&String>) -> String {
    let mut name = task.to_owned();
    if let Some(product) = product {
        name = format!("{name}/{product}");
    }
    if let Some(occurrence) = occurrence {
        name = format!("{name} {occurrence}");
    }
    name
}

pub fn fact(set: &CriteriaSet, id: &str, lang: Lang) -> String {
    let fact = set.fact_index(id).and_then(|index| set.facts().get(index));
    let name = fact.map_or(id, |fact| title(&fact.title, lang));
    format!("“{name}”")
}

pub fn value(set: &CriteriaSet, id: &str, value: &FactValue, lang: Lang) -> String {
    let kind = set
        .fact_index(id)
        .and_then(|index| Some(&set.facts().get(index)?.kind));
    match value {
        FactValue::Number(number) => quantity(*number, lang),
        FactValue::YesNo(true) => say(lang, "có", "yes").to_owned(),
        FactValue::YesNo(false) => say(lang, "không", "no").to_owned(),
        FactValue::Unanswered => say(lang, "chưa trả lời", "unanswered").to_owned(),
        FactValue::Text(text) => match kind {
            Some(FactKind::Choice(kind)) => kind
                .options
                .iter()
                .find(|option| option.id.as_str() == text)
                .map_or_else(
                    || text.clone(),
                    |option| title(&option.title, lang).to_owned(),
                ),
            Some(FactKind::Date(_)) if text == "none" => {
                say(lang, "không thực hiện", "not done").to_owned()
            }
            _ => localised(text, lang),
        },
        FactValue::Rows(rows) => {
            let count = grouped(rows.len(), lang);
            format!("{count} {}", say(lang, "dòng", "rows"))
        }
    }
}

/// Why: `mất điểm do trễ hạn: 0,5 → 0`.
pub fn reason(own: &EntryDelta, lang: Lang) -> String {
    let (before, after) = (
        points(own.points.before, lang),
        points(own.points.after, lang),
    );
    let what = match own.entry {
        Entry::Maximum => say(lang, "điểm tối đa", "maximum").to_owned(),
        Entry::Open => say(lang, "điểm còn để ngỏ", "open points").to_owned(),
        Entry::Pending => say(
            lang,
            "điểm chờ kết quả của cơ quan khác",
            "points that wait for another scorer",
        )
        .to_owned(),
        Entry::Excluded => say(lang, "điểm không áp dụng", "points that do not apply").to_owned(),
        Entry::Loss(_, Reason::Rounding) => say(lang, "làm tròn", "rounding").to_owned(),
        Entry::Loss(_, reason) => {
            let word = match own.happened() {
                Happened::Appeared => say(lang, "mất thêm điểm vì", "newly lost:"),
                _ => say(lang, "mất điểm vì", "lost:"),
            };
            format!("{word} {}", words::reason(reason, lang))
        }
    };
    let part: Vec<&str> = own.part.iter().map(par_index::read::Id::as_str).collect();
    let part = if part.is_empty() {
        String::new()
    } else {
        format!(" ({} {})", say(lang, "phần", "part"), part.join("/"))
    };
    format!("{what}{part}: {before} → {after}")
}
