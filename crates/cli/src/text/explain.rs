//! The ledger of a leaf as a derivation that a person can follow.

use par_index::diagnostic::Lang;
use par_index::eval::{Column, CriterionScore, Scorecard, State};
use par_index::explain::{Derivation, FactLine, PlaceLine, Step};
use par_index::file::{Citation, FactKind, NotApplicableClaim, Part};
use par_index::model::{CriteriaSet, Home, Leaf};
use par_index::number::{Points, Quantity};

use super::highlights::{difference, name};
use super::number::{aligned, date, exact_places, fixed, localised, places_for, points, quantity, signed};
use super::page::{BAD, BOLD, CARE, DIM, GOOD, PLAIN, Page, paint};
use super::rule::{RuleAt, Words, places};
use super::table::{Align, Table};
use super::width::width;
use super::{explain_evidence, points_text, say, tasks, title, words};

/// The whole derivation of a leaf
pub(crate) fn leaf(page: &mut Page, card: &Scorecard, score: &CriterionScore, leaf: &Leaf) {
    let derivation = card.derivation(leaf.id().as_str());
    heading(page, card, score, leaf);
    not_applicable(page, card, leaf);
    if let Some(derivation) = &derivation {
        facts(page, card, leaf, derivation);
        rule(page, card, leaf, derivation);
    }
    ledger(page, card, score);
    explain_evidence::section(page, card, score, leaf);
    appraisal(page, card, score, leaf);
    if let Some(derivation) = &derivation {
        steps(page, &derivation.steps);
    }
}

fn heading(page: &mut Page, card: &Scorecard, score: &CriterionScore, leaf: &Leaf) {
    let lang = page.lang;
    let set = card.scorer().criteria_set();
    let top = match leaf.home() {
        Home::Area(area) => set.file().areas.get(area).map(|area| match &area.number {
            Some(number) => format!("{number}. {}", title(&area.title, lang)),
            None => title(&area.title, lang).to_owned(),
        }),
        home => words::home(home, lang).map(str::to_owned),
    };
    page.gap();
    let line = "━".repeat(super::WIDTH);
    page.line(&paint(&line, DIM));
    page.item(&paint(&format!("{}  ", name(leaf)), BOLD), &paint(title(&leaf.criterion().title, lang), BOLD), 0);
    let about = [
        top.unwrap_or_default(),
        format!("{} {}", say(lang, "tối đa", "at most"), points_text(score.max(), lang)),
        words::basis(leaf.basis(), lang).to_owned(),
        words::state(score.state(), lang).to_owned(),
    ];
    page.para(&about.join(" · "), 0, PLAIN);
    for text in citations(set, &leaf.criterion().cites) {
        page.item(say(lang, "Căn cứ: ", "Rests on: "), &text, 0);
    }
    if let Some(note) = &leaf.criterion().note {
        page.item(say(lang, "Ghi chú: ", "Note: "), title(note, lang), 0);
    }
    let file = card.assessment().file();
    for explanation in file.explanations.iter().filter(|own| own.criterion == *leaf.id()) {
        page.item(say(lang, "Giải trình của đơn vị: ", "The unit explains: "), &explanation.text, 0);
    }
}

/// Each instrument with its provisions.
pub(crate) fn citations(set: &CriteriaSet, cites: &[Citation]) -> Vec<String> {
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    for cite in cites {
        let provision = cite.provision.as_deref();
        match all.iter_mut().find(|(source, _)| *source == cite.source.as_str()) {
            Some((_, provisions)) => provisions.extend(provision),
            None => all.push((cite.source.as_str(), provision.into_iter().collect())),
        }
    }
    let instruments = &set.file().instruments;
    all.into_iter()
        .map(|(source, provisions)| {
            let known = instruments.iter().find(|instrument| instrument.id.as_str() == source);
            let name = known.map_or(source, |instrument| instrument.instrument.as_str());
            if provisions.is_empty() { name.to_owned() } else { format!("{name}: {}", provisions.join("; ")) }
        })
        .collect()
}

fn not_applicable(page: &mut Page, card: &Scorecard, leaf: &Leaf) {
    let lang = page.lang;
    let concerns = |claim: &&NotApplicableClaim| claim.at == *leaf.id() || leaf.ancestors().contains(&claim.at);
    for claim in card.assessment().file().not_applicable.iter().filter(concerns) {
        let what = match &claim.part {
            Some(part) => format!("{}/{part}", claim.at),
            None => claim.at.to_string(),
        };
        let treatment = words::not_applicable(leaf.not_applicable(), lang);
        let reason = claim.reason.as_deref().unwrap_or(say(lang, "không nêu lý do", "no reason given"));
        let label = say(lang, "Đơn vị ghi không áp dụng: ", "The unit says “not applicable”: ");
        let text = if claim.part.is_some() { format!("{what} ({reason})") } else { format!("{what} ({reason}); {treatment}") };
        page.item(label, &text, 0);
    }
}

fn facts(page: &mut Page, card: &Scorecard, leaf: &Leaf, derivation: &Derivation) {
    if derivation.facts.is_empty() {
        return;
    }
    let lang = page.lang;
    section(page, "Dữ kiện", "Facts");
    let mut table = Table::new(&[("", Align::Left), ("", Align::Left), ("", Align::Left)], 0);
    let in_table: Vec<&FactLine> = derivation.facts.iter().filter(|fact| !fact.id.contains(':') && fact.id != "all").collect();
    let mut seen: Vec<&str> = Vec::new();
    for fact in in_table {
        if seen.contains(&fact.id.as_str()) {
            continue;
        }
        seen.push(&fact.id);
        let name = match &fact.title {
            Some(text) => format!("{} [{}]", title(text, lang), fact.id),
            None => fact.id.clone(),
        };
        table.row(vec![name, fact_value(card, fact, lang), provider(card, fact, lang)]);
    }
    page.table(&table, 2);
    bound_tasks(page, card, leaf);
    for fact in derivation.facts.iter().filter(|fact| fact.id.contains(':') || fact.id == "all") {
        if !fact.id.starts_with("slot:") || fact.id.contains('+') {
            group(page, fact);
        }
    }
}

fn fact_value(card: &Scorecard, fact: &FactLine, lang: Lang) -> String {
    let set = card.scorer().criteria_set();
    let kind = set.fact_index(&fact.id).and_then(|index| set.facts().get(index)).map(|fact| &fact.kind);
    let Some(value) = &fact.value else {
        return say(lang, "chưa trả lời", "unanswered").to_owned();
    };
    match kind {
        Some(FactKind::Choice(choice)) => {
            let option = choice.options.iter().find(|option| option.id.as_str() == value);
            option.map_or_else(|| value.clone(), |option| title(&option.title, lang).to_owned())
        }
        Some(FactKind::YesNo) => say(lang, if value == "yes" { "có" } else { "không" }, value).to_owned(),
        Some(FactKind::Table(_)) => format!("{} {}", localised(value, lang), say(lang, "dòng", "rows")),
        Some(FactKind::Date(_)) if value == "none" => say(lang, "chưa thực hiện", "not done").to_owned(),
        Some(FactKind::Number(_)) => {
            let unit = fact.unit.as_deref().map(|unit| words::unit(unit, lang)).unwrap_or_default();
            format!("{} {unit}", localised(value, lang))
        }
        _ => localised(value, lang),
    }
}

fn provider(card: &Scorecard, fact: &FactLine, lang: Lang) -> String {
    use par_index::file::ProvidedBy;
    let set = card.scorer().criteria_set();
    let declared = set.fact_index(&fact.id).and_then(|index| set.facts().get(index)).and_then(|fact| fact.provided_by);
    let by = words::provided_by(declared.unwrap_or(ProvidedBy::Unit), lang);
    match card.assessment().file().external.iter().find(|result| result.fact.as_str() == fact.id) {
        Some(result) => {
            let day = result.published_on.map(|day| format!(", {}", date(day, lang))).unwrap_or_default();
            format!("{by}: {}{day}", result.source)
        }
        None => by.to_owned(),
    }
}

/// The tasks behind the slots that a leaf reads, each with its occurrences.
fn bound_tasks(page: &mut Page, card: &Scorecard, leaf: &Leaf) {
    let lang = page.lang;
    let set = card.scorer().criteria_set();
    for slot in leaf.slots_used() {
        let Some(own) = set.file().slots.get(*slot) else { continue };
        page.item("  ", &format!("{} [slot:{}]", title(&own.title, lang), own.id), 0);
        let assessment = card.assessment();
        let (Some(plan), Some(book)) = (assessment.plan(), assessment.task_book()) else {
            page.para(say(lang, "chưa có kế hoạch của đơn vị", "there is no plan of the unit"), 6, BAD);
            continue;
        };
        let Some(bound) = tasks::bound(set, *slot, plan, book) else {
            page.para(say(lang, "kế hoạch chưa gắn nhiệm vụ nào vào đây", "the plan binds no task here"), 6, BAD);
            continue;
        };
        for bound in bound {
            let Some(occurrence) = bound.occurrence else {
                let none = say(lang, "chưa phát sinh", "nothing arose");
                page.item("• ", &format!("{} {}: {none}", bound.task.id(), tasks::words(bound.task, lang)), 6);
                continue;
            };
            let documents = tasks::documents(bound.task, occurrence, &assessment.file().evidence);
            let mut text = format!(
                "{} {}: {}",
                tasks::name(bound.task, occurrence),
                tasks::words(bound.task, lang),
                tasks::standing(occurrence, lang)
            );
            if !documents.is_empty() {
                text = format!("{text} · {} {}", say(lang, "tài liệu", "documents"), documents.join(", "));
            }
            page.item("• ", &text, 6);
        }
    }
}

/// What is known of a group of tasks: a count, or a range.
fn group(page: &mut Page, fact: &FactLine) {
    let lang = page.lang;
    let value = fact.value.as_ref().or(fact.range.as_ref());
    if let Some(value) = value {
        let count = say(lang, "số lần thực hiện", "occurrences");
        page.item("  ", &format!("[{}] {count}: {}", fact.id, localised(value, lang)), 0);
    }
}

fn rule(page: &mut Page, card: &Scorecard, leaf: &Leaf, derivation: &Derivation) {
    section(page, "Quy tắc", "Rule");
    let words = Words { set: card.scorer().criteria_set(), lang: page.lang };
    let all = places(leaf.rule());
    let mut part = Parts::default();
    for (index, place) in derivation.places.iter().enumerate() {
        let at = all.get(index).copied();
        let indent = 2 + 2 * place.path.len();
        part.heading(page, place, indent.saturating_sub(2));
        if let Some(RuleAt::Sum { parts }) = at {
            part.keep(parts);
        }
        one_place(page, words, place, at, indent);
    }
}

/// The parts that were announced.
#[derive(Default)]
struct Parts<'r> {
    known: Vec<&'r Part>,
    last: Vec<String>,
}

impl<'r> Parts<'r> {
    fn keep(&mut self, parts: &'r [Part]) {
        self.known.extend(parts);
    }

    fn heading(&mut self, page: &mut Page, place: &PlaceLine, indent: usize) {
        let Some(id) = place.path.last() else { return };
        if self.last == place.path {
            return;
        }
        self.last.clone_from(&place.path);
        let lang = page.lang;
        let written = self.known.iter().rev().find(|part| part.id.as_str() == id);
        let name = written.and_then(|part| part.title.as_ref()).map_or(id.as_str(), |text| title(text, lang));
        let max = points_text(place.max, lang);
        let mut line = format!("{name} [{id}] ({} {max})", say(lang, "tối đa", "at most"));
        if place.not_applicable {
            line.push_str(say(lang, " — không áp dụng", " — not applicable"));
        }
        page.item("• ", &paint(&line, BOLD), indent);
    }
}

fn one_place(page: &mut Page, words: Words<'_>, place: &PlaceLine, at: Option<RuleAt<'_>>, indent: usize) {
    let lang = page.lang;
    let measure = match at {
        Some(RuleAt::Score { measure }) => Some(measure),
        _ => None,
    };
    if let Some(measure) = measure {
        page.item("x = ", &words.measure(measure), indent);
    }
    let reading = place.reading.as_ref().map(|reading| words.reading(measure, reading));
    match (&place.arithmetic, &reading) {
        (Some(arithmetic), Some(reading)) => {
            page.item("  = ", &format!("{} = {reading}", words.formula(arithmetic)), indent);
        }
        (None, Some(reading)) => page.item("  = ", reading, indent),
        _ if measure.is_some() => page.item("  = ", say(lang, "chưa biết", "not known yet"), indent),
        _ => {}
    }
    if let Some(RuleAt::Sum { .. }) = at {
        let given = place.points.as_ref().map(|given| format!(" → {}", given_points(given, lang)));
        let text = format!("{}{}", say(lang, "Cộng các phần điểm", "The part-marks add up"), given.unwrap_or_default());
        page.para(&text, indent, BOLD);
    }
    scale(page, words, place, measure, indent + 2);
    if let Some(given) = place.points.as_ref().filter(|_| !matches!(at, Some(RuleAt::Sum { .. }))) {
        let given = format!("→ {}", given_points(given, lang));
        page.para(&given, indent, BOLD);
    }
}

/// `1,423732… điểm`
fn given_points(text: &str, lang: Lang) -> String {
    let number = localised(text, lang);
    match (lang, text) {
        (Lang::Vi, _) => format!("{number} điểm"),
        (Lang::En, "1") => format!("{number} point"),
        (Lang::En, _) => format!("{number} points"),
    }
}

fn scale(page: &mut Page, words: Words<'_>, place: &PlaceLine, measure: Option<&par_index::file::Measure>, indent: usize) {
    let lang = page.lang;
    let whens: Vec<String> = place
        .scale
        .iter()
        .map(|line| match line.when.as_str() {
            "…" => say(lang, "trường hợp khác", "otherwise").to_owned(),
            "Σ" => say(lang, "tổng các phần", "the parts together").to_owned(),
            when if place.form == "options" => words.reading(measure, when),
            when => words.condition(when),
        })
        .collect();
    // A knock-out takes the place of the line that counts faults.
    let knocked_out = place.form == "deduction" && place.scale.iter().skip(1).any(|line| line.holds);
    let wide = whens.iter().map(|when| width(when)).max().unwrap_or(0).min(44);
    for (index, (line, when)) in place.scale.iter().zip(&whens).enumerate() {
        let holds = line.holds && !(knocked_out && index == 0);
        let mark = if holds { "▸ " } else { "  " };
        let gives = words.formula(&line.gives);
        let label = line.label.as_ref().map(|label| format!("  “{label}”")).unwrap_or_default();
        let space = " ".repeat(wide.saturating_sub(width(when)));
        let text = if when.is_empty() { format!("{gives}{label}") } else { format!("{when}{space} : {gives}{label}") };
        let style = if holds { GOOD } else { PLAIN };
        for (at, part) in super::width::wrap_keeping(&text, super::WIDTH.saturating_sub(indent + 2)).iter().enumerate() {
            let mark = if at == 0 { mark } else { "  " };
            page.line(&format!("{}{}", " ".repeat(indent), paint(&format!("{mark}{part}"), style)));
        }
    }
}

fn ledger(page: &mut Page, card: &Scorecard, score: &CriterionScore) {
    let lang = page.lang;
    section(page, "Sổ điểm", "Ledger");
    let losses = card.losses_of(score);
    let all = [score.max(), score.open(), score.pending(), score.excluded()];
    let decimals = exact_places(
        all.into_iter()
            .chain([score.claimed(), score.computed(), score.evidenced()].into_iter().flatten())
            .chain(losses.iter().map(par_index::eval::Loss::points)),
    );
    let mut table = Table::new(&[("", Align::Left), ("", Align::Left), ("", Align::Right)], 1);
    let mut add = |sign: &str, what: &str, points: Points, style| {
        table.styled(vec![sign.to_owned(), what.to_owned(), aligned(points, decimals, lang)], style);
    };
    add("", say(lang, "tối đa", "maximum"), score.max(), PLAIN);
    for loss in losses.iter().filter(|loss| loss.column() == Column::Computed) {
        add("−", words::reason(loss.reason(), lang), loss.points(), BAD);
    }
    for (what, points) in [
        (say(lang, "chưa đủ số liệu", "open"), score.open()),
        (say(lang, "chờ cơ quan khác", "pending"), score.pending()),
        (say(lang, "không áp dụng (bỏ khỏi mẫu số)", "not applicable (leaves the denominator)"), score.excluded()),
    ] {
        if points != Points::ZERO {
            add("−", what, points, CARE);
        }
    }
    if let Some(computed) = score.computed() {
        add("=", say(lang, "tính được", "computed"), computed, BOLD);
    }
    for loss in losses.iter().filter(|loss| loss.column() == Column::Evidenced) {
        add("−", words::reason(loss.reason(), lang), loss.points(), BAD);
    }
    if let Some(evidenced) = score.evidenced() {
        add("=", say(lang, "có minh chứng", "evidenced"), evidenced, BOLD);
    }
    page.table(&table, 2);
    let typed = [score.claimed(), score.computed(), Some(score.lower()), Some(score.upper())];
    below_ledger(page, card, score, places_for(typed.into_iter().flatten()));
}

/// The claim beside it, and what is still possible.
fn below_ledger(page: &mut Page, card: &Scorecard, score: &CriterionScore, decimals: u8) {
    let lang = page.lang;
    match (score.claimed(), difference(card, score)) {
        (Some(claimed), Some(difference)) => {
            let (claimed, signed) = (fixed(claimed, decimals, lang), signed(difference, decimals, lang));
            let text = match lang {
                Lang::Vi => format!("Tự chấm {claimed}, lệch {signed} so với tính được"),
                Lang::En => format!("Claimed {claimed}, which differs from computed by {signed}"),
            };
            page.para(&text, 2, BAD);
        }
        (Some(claimed), None) => {
            let text = format!("{} {}", say(lang, "Tự chấm", "Claimed"), fixed(claimed, decimals, lang));
            page.para(&text, 2, PLAIN);
        }
        (None, _) => page.para(say(lang, "Đơn vị chưa tự chấm", "Nothing is claimed"), 2, DIM),
    }
    if score.lower() != score.upper() {
        let (low, high) = (fixed(score.lower(), decimals, lang), fixed(score.upper(), decimals, lang));
        let outer = if score.is_exact() { "" } else { say(lang, " (khoảng bao ngoài)", " (outer bounds)") };
        let text = match lang {
            Lang::Vi => format!("Đã chắc chắn {low}, còn có thể đạt {high}{outer}"),
            Lang::En => format!("Secured {low}, still possible {high}{outer}"),
        };
        page.para(&text, 2, CARE);
    }
    if score.state() == State::NotAssessable {
        let text = say(
            lang,
            "Không chấm được: số liệu mâu thuẫn nhau, hoặc quy tắc không có lời giải cho số liệu này.",
            "Not assessable: the facts contradict each other, or the rule has no answer for them.",
        );
        page.para(text, 2, BAD);
    }
}

fn appraisal(page: &mut Page, card: &Scorecard, score: &CriterionScore, leaf: &Leaf) {
    let lang = page.lang;
    let Some(appraisal) = &card.assessment().file().appraisal else { return };
    let records: Vec<_> = appraisal.records.iter().filter(|record| record.criterion == *leaf.id()).collect();
    let responses: Vec<_> = appraisal.responses.iter().filter(|response| response.criterion == *leaf.id()).collect();
    if records.is_empty() && responses.is_empty() && score.final_points().is_none() {
        return;
    }
    section(page, "Thẩm định", "Appraisal");
    for record in records {
        let value = if record.round == 1 { score.round1() } else { score.round2() };
        let value = match (value, record.not_applicable) {
            (Some(value), _) => points_text(value, lang),
            (None, Some(true)) => say(lang, "chấp nhận không áp dụng", "accepted as not applicable").to_owned(),
            (None, _) => say(lang, "chưa có điểm", "no points").to_owned(),
        };
        let locked = appraisal.rounds.iter().find(|round| round.round == record.round).and_then(|round| round.locked_on);
        let locked = if locked.is_some() { "" } else { say(lang, ", vòng chưa khóa", ", the round is not locked") };
        let reason = record.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        let (by, on) = (&record.by, date(record.on, lang));
        let text = match lang {
            Lang::Vi => format!("Vòng {}: {value} ({by}, {on}{locked}){reason}", record.round),
            Lang::En => format!("Round {}: {value} ({by}, {on}{locked}){reason}", record.round),
        };
        page.item("• ", &text, 2);
    }
    for response in responses {
        let text = format!("{} ({}): {}", say(lang, "Đơn vị trả lời", "The unit answers"), date(response.on, lang), response.text);
        page.item("• ", &text, 2);
    }
    let decided = match score.final_points() {
        Some(value) => points_text(value, lang),
        None if score.is_final_excluded() => say(lang, "không áp dụng", "not applicable").to_owned(),
        None => say(lang, "chưa có", "none yet").to_owned(),
    };
    page.para(&format!("{}: {decided}", say(lang, "Kết quả thẩm định", "Final")), 2, BOLD);
}

fn steps(page: &mut Page, steps: &[Step]) {
    if steps.is_empty() {
        return;
    }
    let lang = page.lang;
    section(page, "Nếu số liệu thay đổi", "If a number changes");
    let mut sorted: Vec<&Step> = steps.iter().collect();
    sorted.sort_by_key(|step| step.then < step.points);
    for step in sorted {
        let (mark, style) = if step.then > step.points { ("↑ ", GOOD) } else { ("↓ ", BAD) };
        page.item(&paint(mark, style), &step_text(step, lang), 2);
    }
}

fn step_text(step: &Step, lang: Lang) -> String {
    let unit = words::unit(&step.unit, lang);
    let (from, to) = (quantity(step.from, lang), quantity(step.to, lang));
    let by = apart(step.from, step.to).map(|by| quantity(by, lang)).unwrap_or_default();
    let (name, then) = (title(&step.title, lang), points_text(step.then, lang));
    let change = step.then.checked_sub(step.points).unwrap_or(Points::ZERO);
    let sign = if change > Points::ZERO { "+" } else { "" };
    let change = format!("{sign}{}", points(change, lang));
    match (lang, step.to > step.from) {
        (Lang::Vi, true) => format!("thêm {by} {unit} ở “{name}” ({from} → {to}) thì được {then} ({change})"),
        (Lang::Vi, false) => format!("bớt {by} {unit} ở “{name}” ({from} → {to}) thì được {then} ({change})"),
        (Lang::En, true) => format!("“{name}” up by {by} ({from} → {to}) gives {then} ({change})"),
        (Lang::En, false) => format!("“{name}” down by {by} ({from} → {to}) gives {then} ({change})"),
    }
}

/// How far apart two numbers are.
fn apart(from: Quantity, to: Quantity) -> Option<Quantity> {
    let scale = from.scale().max(to.scale());
    let by = to.to_scale(scale)?.checked_sub(from.to_scale(scale)?)?;
    Quantity::new(by.checked_abs()?, scale).ok()
}

/// A heading inside a leaf.
pub(crate) fn section(page: &mut Page, vi: &str, en: &str) {
    let text = page.say(vi, en).to_owned();
    page.para(&text, 0, BOLD);
}
