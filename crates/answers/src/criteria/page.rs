//! Criteria sets as text.

use par_index::diagnostic::{Diagnostics, Lang};
use par_index::file::{Criterion, FactValue, Instrument, TaskExample};
use par_index::model::{CriteriaSet, Leaf};
use par_index_pages::{Align, Phrase, Table, Tone};

use crate::criteria::answer::{Entry, Sets, Shown};
use crate::words::evidence::requirement_text;
use crate::words::number::date;
use crate::words::number::grouped;
use crate::words::number::points;
use crate::words::number::quantity;
use crate::words::page::Page;
use crate::words::points_text;
use crate::words::rule::Words;
use crate::words::say;
use crate::words::scale;
use crate::words::title;
use crate::words::words;

impl Sets {
    /// The answer for a person.
    pub fn page(&self, lang: Lang) -> Page {
        let mut page = Page::new(lang);
        page.entitle("CÁC BỘ TIÊU CHÍ CÓ SẴN", "CRITERIA SETS SHIPPED");
        list(&mut page, &self.entries);
        page
    }
}

impl Shown {
    /// The answer for a person.
    pub fn page(&self, lang: Lang) -> Page {
        let mut page = Page::new(lang);
        faults(&mut page, &self.found);
        match self.leaf.and_then(|leaf| self.set.leaves().get(leaf)) {
            Some(own) => leaf(&mut page, &self.set, own),
            None => set(&mut page, &self.set),
        }
        page
    }
}

fn list(page: &mut Page, entries: &[Entry]) {
    let lang = page.lang;
    let mut table = Table::new(
        &[
            (say(lang, "Bộ tiêu chí", "Criteria set"), Align::Left),
            (say(lang, "Nguồn gốc", "Provenance"), Align::Left),
            (say(lang, "Tiêu\nchí", "Leaves"), Align::Right),
            (say(lang, "Điểm", "Points"), Align::Right),
            (say(lang, "Tên", "Title"), Align::Left),
        ],
        4,
    );
    for entry in entries {
        table.row(vec![
            format!("{}@{}", entry.id, entry.edition),
            words::provenance_short(entry.provenance, lang).to_owned(),
            grouped(entry.leaves, lang),
            points(entry.max_points, lang),
            title(&entry.title, lang).to_owned(),
        ]);
    }
    page.table(table, 0);
    page.gap();
    let note = say(
        lang,
        "Chỉ bộ “chính thức” do cơ quan có thẩm quyền ban hành; các bộ khác không phải quyết định của cơ quan nào.",
        "Only an official set was issued by an authority; the others are not a decision of any.",
    );
    page.para(note, 0, Tone::Quiet);
}

/// A whole set: its head, and each criterion on a line
fn set(page: &mut Page, set: &CriteriaSet) {
    let lang = page.lang;
    let file = set.file();
    page.titled(title(set.title(), lang));
    let in_force = format!(
        "{} – {}",
        date(file.in_force.from, lang),
        date(file.in_force.until, lang)
    );
    page.para(
        format!(
            "{}@{} · {}",
            set.id(),
            set.edition(),
            words::provenance(set.provenance(), lang)
        ),
        0,
        Tone::Plain,
    );
    page.para(
        format!("{} {in_force}", say(lang, "Áp dụng:", "In force:")),
        0,
        Tone::Plain,
    );
    page.para(
        format!(
            "{} {}",
            say(lang, "Dấu nội dung:", "Fingerprint:"),
            set.fingerprint()
        ),
        0,
        Tone::Quiet,
    );
    notice(page, set);
    if let Some(note) = &file.note {
        page.gap();
        page.para(title(note, lang), 0, Tone::Plain);
    }
    let mut table = Table::new(
        &[
            (say(lang, "Mã", "Id"), Align::Left),
            (say(lang, "Tiêu chí", "Criterion"), Align::Left),
            (say(lang, "Tối đa", "Max"), Align::Right),
            (say(lang, "Căn cứ chấm", "Rests on"), Align::Left),
        ],
        1,
    );
    for area in &file.areas {
        let number = area
            .number
            .as_ref()
            .map(|number| format!("{number}. "))
            .unwrap_or_default();
        let cells = vec![
            area.id.to_string(),
            format!("{number}{}", title(&area.title, lang)),
            quantity(area.max_points, lang),
            String::new(),
        ];
        table.toned(cells, Tone::Strong);
        for criterion in &area.criteria {
            row(&mut table, criterion, 1, lang);
        }
    }
    table.rule();
    let total = vec![
        String::new(),
        say(lang, "Tổng cộng", "Total").to_owned(),
        points(set.max_points(), lang),
        String::new(),
    ];
    table.toned(total, Tone::Strong);
    let adjustments = [
        (say(lang, "Điểm thưởng", "Bonus"), &file.bonus),
        (say(lang, "Điểm trừ", "Penalty"), &file.penalty),
    ];
    for (name, adjustment) in adjustments {
        let Some(adjustment) = adjustment else {
            continue;
        };
        let cap = adjustment
            .cap
            .map(|cap| quantity(cap, lang))
            .unwrap_or_default();
        table.toned(
            vec![String::new(), name.to_owned(), cap, String::new()],
            Tone::Strong,
        );
        for criterion in &adjustment.criteria {
            row(&mut table, criterion, 1, lang);
        }
    }
    page.gap();
    page.table(table, 0);
    classes(page, set);
    instruments(page, &file.instruments);
}

fn row(table: &mut Table, criterion: &Criterion, depth: usize, lang: Lang) {
    let basis = criterion
        .basis
        .map(|basis| words::basis(basis, lang))
        .unwrap_or_default();
    table.row(vec![
        criterion.id.to_string(),
        format!("{}{}", "  ".repeat(depth), title(&criterion.title, lang)),
        quantity(criterion.max_points, lang),
        basis.to_owned(),
    ]);
    for child in &criterion.criteria {
        row(table, child, depth + 1, lang);
    }
}

fn notice(page: &mut Page, set: &CriteriaSet) {
    let lang = page.lang;
    let notice = set.file().notice.as_ref().map(|notice| title(notice, lang));
    if let Some(text) = notice.or(words::provenance_warning(set.provenance(), lang)) {
        page.gap();
        page.para(format!("! {text}"), 0, Tone::Care);
    }
}

fn classes(page: &mut Page, set: &CriteriaSet) {
    let lang = page.lang;
    if set.file().classes.is_empty() {
        return;
    }
    page.heading("XẾP LOẠI (chỉ số từ)", "CLASSES (index from)");
    let classes = set.file().classes.iter();
    let list = classes.map(|class| {
        format!(
            "{} ≥ {}",
            title(&class.title, lang),
            quantity(class.from, lang)
        )
    });
    page.para(list.collect::<Vec<_>>().join(" · "), 0, Tone::Plain);
}

fn instruments(page: &mut Page, instruments: &[Instrument]) {
    if instruments.is_empty() {
        return;
    }
    page.heading("VĂN BẢN LÀM CĂN CỨ", "INSTRUMENTS");
    for instrument in instruments {
        let note = instrument
            .note
            .as_ref()
            .map(|note| format!(" — {note}"))
            .unwrap_or_default();
        page.item("• ", format!("{}{note}", instrument.instrument), 0);
    }
}

/// That a set has errors; nothing where it has none
fn faults(page: &mut Page, found: &Diagnostics) {
    let lang = page.lang;
    let Some(errors) = words::errors(found, lang) else {
        return;
    };
    let text = match lang {
        Lang::Vi => format!("! Bộ tiêu chí này có {errors}; dưới đây là những gì đọc được."),
        Lang::En => format!("! This criteria set has {errors}; what follows is what can be read."),
    };
    page.para(&text, 0, Tone::Care);
    page.gap();
}

/// One leaf: its rule, facts, evidence and examples
fn leaf(page: &mut Page, set: &CriteriaSet, leaf: &Leaf) {
    let lang = page.lang;
    let criterion = leaf.criterion();
    let words = Words { set, lang };
    page.item(
        Phrase::toned(format!("{}  ", leaf.id()), Tone::Strong),
        Phrase::toned(title(&criterion.title, lang), Tone::Strong),
        0,
    );
    page.para(
        format!(
            "{}@{} · {} {} · {}",
            set.id(),
            set.edition(),
            say(lang, "tối đa", "at most"),
            points_text(leaf.max_points(), lang),
            words::basis(leaf.basis(), lang)
        ),
        0,
        Tone::Plain,
    );
    notice(page, set);
    page.heading("Quy tắc", "Rule");
    match &criterion.rule {
        Some(rule) => scale::rule(page, words, rule, 2),
        None => page.para(
            say(lang, "không đọc được quy tắc nào", "none that can be read"),
            2,
            Tone::Plain,
        ),
    }
    page.gap();
    let not_applicable = words::not_applicable(leaf.not_applicable(), lang);
    page.item(
        say(lang, "Không áp dụng: ", "Not applicable: "),
        not_applicable,
        0,
    );
    for text in crate::words::citations(set, &criterion.cites) {
        page.item(say(lang, "Căn cứ: ", "Rests on: "), &text, 0);
    }
    if let Some(shape) = &criterion.shape {
        page.item(say(lang, "Dạng quy tắc: ", "Shape of the rule: "), shape, 0);
    }
    if let Some(note) = &criterion.note {
        page.item(say(lang, "Ghi chú: ", "Note: "), title(note, lang), 0);
    }
    if !criterion.evidence.is_empty() {
        page.heading("Minh chứng cần có", "Evidence required");
        for requirement in &criterion.evidence {
            page.item("• ", requirement_text(requirement, page), 2);
        }
    }
    examples(page, criterion);
}

fn examples(page: &mut Page, criterion: &Criterion) {
    if criterion.examples.is_empty() {
        return;
    }
    let lang = page.lang;
    page.heading("Ví dụ", "Examples");
    for example in &criterion.examples {
        let facts = example
            .facts
            .iter()
            .map(|(id, value)| format!("{id} = {}", value_text(value, lang)));
        let tasks = example.tasks.iter().map(|(id, value)| {
            let text = match value {
                TaskExample::Word(word) => word.clone(),
                TaskExample::Of([done, all]) => format!("{done}/{all}"),
            };
            format!("{id} = {text}")
        });
        let inputs: Vec<String> = facts.chain(tasks).collect();
        let given = example.points.map_or_else(
            || {
                example
                    .state
                    .map_or_else(String::new, |state| state.word().to_owned())
            },
            |points| quantity(points, lang),
        );
        page.item("• ", format!("{} → {given}", inputs.join(", ")), 2);
    }
}

fn value_text(value: &FactValue, lang: Lang) -> String {
    match value {
        FactValue::Unanswered => say(lang, "chưa trả lời", "unanswered").to_owned(),
        FactValue::YesNo(yes) => say(
            lang,
            if *yes { "có" } else { "không" },
            if *yes { "yes" } else { "no" },
        )
        .to_owned(),
        FactValue::Number(number) => quantity(*number, lang),
        FactValue::Text(text) => text.clone(),
        FactValue::Rows(rows) => format!(
            "[{} {}]",
            grouped(rows.len(), lang),
            say(lang, "dòng", "rows")
        ),
    }
}
