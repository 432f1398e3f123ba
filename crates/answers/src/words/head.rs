//! What stands above every result of an assessment: who, when, by which criteria set, and what
//! the result is not.

use par_index::eval::Scorecard;
use par_index::file::{Nature, Provenance};
use par_index_pages::Tone;

use crate::words::number::date;
use crate::words::page::Page;
use crate::words::title;
use crate::words::words;

pub fn head(page: &mut Page, card: &Scorecard, vi: &str, en: &str) {
    let lang = page.lang;
    let file = card.assessment().file();
    let set = card.scorer().criteria_set();
    page.heading(vi, en);
    if let Some(name) = &file.title {
        page.para(title(name, lang), 0, Tone::Strong);
    }
    page.gap();
    let unit = match set
        .file()
        .unit_groups
        .iter()
        .find(|group| Some(&group.id) == file.unit.group.as_ref())
    {
        Some(group) => format!(
            "{} ({})",
            title(&file.unit.title, lang),
            title(&group.title, lang)
        ),
        None => title(&file.unit.title, lang).to_owned(),
    };
    let period = format!(
        "{} – {}",
        date(file.period.from, lang),
        date(file.period.until, lang)
    );
    let as_of = date(file.as_of, lang);
    let source = words::provenance(set.provenance(), lang);
    let name = format!(
        "{} [{}@{}; {source}]",
        title(set.title(), lang),
        set.id(),
        set.edition()
    );
    let lines = [
        (page.say("Đơn vị", "Unit"), unit),
        (page.say("Kỳ đánh giá", "Period"), period),
        (page.say("Số liệu đến", "As of"), as_of),
        (page.say("Bộ tiêu chí", "Criteria set"), name),
    ]
    .map(|(label, text)| (format!("{label:<14}"), text));
    for (label, text) in lines {
        page.item(&label, &text, 0);
    }
    warnings(page, card);
}

/// That the set is nobody's decision, and that the data are made up.
fn warnings(page: &mut Page, card: &Scorecard) {
    let lang = page.lang;
    let set = card.scorer().criteria_set();
    let notice = set.file().notice.as_ref().map(|notice| title(notice, lang));
    let own = words::provenance_warning(set.provenance(), lang)
        .filter(|_| set.provenance() != Provenance::Official);
    let faults = words::faulty_set(set, lang);
    let nature = words::nature_warning(
        card.assessment().file().nature.unwrap_or(Nature::Real),
        lang,
    );
    let all = [faults.as_deref(), nature, notice.or(own)];
    let all: Vec<&str> = all.into_iter().flatten().collect();
    if !all.is_empty() {
        page.gap();
    }
    for warning in all {
        page.para(format!("! {warning}"), 0, Tone::Care);
    }
}
