//! The ledger of a leaf as a derivation that a person can follow.

use par_index::diagnostic::Lang;
use par_index::eval::{Column, CriterionScore, Scorecard, State};
use par_index::explain::Step;
use par_index::model::{Home, Leaf};
use par_index::number::Points;
use par_index_pages::{Align, Line, Phrase, Table, Tone};

use crate::explain::page_appraisal;
use crate::explain::page_evidence;
use crate::explain::page_facts;
use crate::explain::page_rule;
use crate::words::index::difference;
use crate::words::name;
use crate::words::not_applicable;
use crate::words::number::aligned;
use crate::words::number::exact_places;
use crate::words::number::fixed;
use crate::words::number::places_for;
use crate::words::number::points;
use crate::words::number::quantity;
use crate::words::number::signed;
use crate::words::page::Page;
use crate::words::points_text;
use crate::words::say;
use crate::words::title;
use crate::words::words;
use crate::words::{apart, citations};

/// The whole derivation of a leaf
pub fn leaf(page: &mut Page, card: &Scorecard, score: &CriterionScore, leaf: &Leaf) {
    let derivation = card.derivation(leaf.id().as_str());
    heading(page, card, score, leaf);
    let reasons = not_applicable::reasons(card, leaf, page.lang);
    // What does not apply for a reason outside its rule is not explained by the rule.
    let by_rule = score.state() != State::NotApplicable || reasons.is_empty();
    for reason in reasons
        .into_iter()
        .chain(not_applicable::parts(card, leaf, page.lang))
    {
        page.item(page.say("Không áp dụng: ", "Not applicable: "), &reason, 0);
    }
    if !leaf.is_sound() {
        let text = page.say(
            "không chấm được, vì bộ tiêu chí có lỗi ở tiêu chí này; có thể từ 0 đến điểm tối đa",
            "not assessable, because the criteria set has an error there; anything from 0 to the maximum",
        );
        page.item(page.say("Quy tắc: ", "Rule: "), text, 0);
    }
    let derivation = derivation.as_ref().filter(|_| by_rule);
    if let Some(derivation) = derivation {
        page_facts::section(page, card, leaf, derivation);
        page_rule::section(page, card, leaf, derivation);
    }
    ledger(page, card, score);
    if by_rule {
        page_evidence::section(page, card, score, leaf);
    }
    page_appraisal::section(page, card, score, leaf);
    if let Some(derivation) = derivation {
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
    page.line(Line::Heavy);
    page.item(
        Phrase::toned(format!("{}  ", name(leaf)), Tone::Strong),
        Phrase::toned(title(&leaf.criterion().title, lang), Tone::Strong),
        0,
    );
    let about = [
        top.unwrap_or_default(),
        format!(
            "{} {}",
            say(lang, "tối đa", "at most"),
            points_text(score.max(), lang)
        ),
        words::basis(leaf.basis(), lang).to_owned(),
        words::state(score.state(), lang).to_owned(),
    ];
    page.para(about.join(" · "), 0, Tone::Plain);
    for text in citations(set, &leaf.criterion().cites) {
        page.item(say(lang, "Căn cứ: ", "Rests on: "), &text, 0);
    }
    if let Some(note) = &leaf.criterion().note {
        page.item(say(lang, "Ghi chú: ", "Note: "), title(note, lang), 0);
    }
    let file = card.assessment().file();
    for explanation in file
        .explanations
        .iter()
        .filter(|own| own.criterion == *leaf.id())
    {
        page.item(
            say(lang, "Giải trình của đơn vị: ", "The unit explains: "),
            &explanation.text,
            0,
        );
    }
}

fn ledger(page: &mut Page, card: &Scorecard, score: &CriterionScore) {
    let lang = page.lang;
    page.section("Sổ điểm", "Ledger");
    let losses = card.losses_of(score);
    let all = [score.max(), score.open(), score.pending(), score.excluded()];
    let decimals = exact_places(
        all.into_iter()
            .chain(
                [score.claimed(), score.computed(), score.evidenced()]
                    .into_iter()
                    .flatten(),
            )
            .chain(losses.iter().map(par_index::eval::Loss::points)),
    );
    let mut table = Table::new(
        &[("", Align::Left), ("", Align::Left), ("", Align::Right)],
        1,
    );
    let mut add = |sign: &str, what: &str, points: Points, style| {
        table.toned(
            vec![
                sign.to_owned(),
                what.to_owned(),
                aligned(points, decimals, lang),
            ],
            style,
        );
    };
    add("", say(lang, "tối đa", "maximum"), score.max(), Tone::Plain);
    for loss in losses
        .iter()
        .filter(|loss| loss.column() == Column::Computed)
    {
        add(
            "−",
            words::reason(loss.reason(), lang),
            loss.points(),
            Tone::Bad,
        );
    }
    for (what, points) in [
        (say(lang, "chưa đủ số liệu", "open"), score.open()),
        (say(lang, "chờ cơ quan khác", "pending"), score.pending()),
        (
            say(
                lang,
                "không áp dụng (bỏ khỏi mẫu số)",
                "not applicable (leaves the denominator)",
            ),
            score.excluded(),
        ),
    ] {
        if points != Points::ZERO {
            add("−", what, points, Tone::Care);
        }
    }
    if let Some(computed) = score.computed() {
        add(
            "=",
            say(lang, "tính được", "computed"),
            computed,
            Tone::Strong,
        );
    }
    for loss in losses
        .iter()
        .filter(|loss| loss.column() == Column::Evidenced)
    {
        add(
            "−",
            words::reason(loss.reason(), lang),
            loss.points(),
            Tone::Bad,
        );
    }
    if let Some(evidenced) = score.evidenced() {
        add(
            "=",
            say(lang, "có minh chứng", "evidenced"),
            evidenced,
            Tone::Strong,
        );
    }
    page.table(table, 2);
    let typed = [
        score.claimed(),
        score.computed(),
        Some(score.lower()),
        Some(score.upper()),
    ];
    below_ledger(page, card, score, places_for(typed.into_iter().flatten()));
}

/// The claim beside it, and what is still possible.
fn below_ledger(page: &mut Page, card: &Scorecard, score: &CriterionScore, decimals: u8) {
    let lang = page.lang;
    match (score.claimed(), difference(card, score)) {
        (Some(claimed), Some(difference)) => {
            let (claimed, signed) = (
                fixed(claimed, decimals, lang),
                signed(difference, decimals, lang),
            );
            let text = match lang {
                Lang::Vi => format!("Tự chấm {claimed}, lệch {signed} so với tính được"),
                Lang::En => format!("Claimed {claimed}, which differs from computed by {signed}"),
            };
            page.para(&text, 2, Tone::Bad);
        }
        (Some(claimed), None) => {
            let text = format!(
                "{} {}",
                say(lang, "Tự chấm", "Claimed"),
                fixed(claimed, decimals, lang)
            );
            page.para(&text, 2, Tone::Plain);
        }
        (None, _) => page.para(
            say(lang, "Đơn vị chưa tự chấm", "Nothing is claimed"),
            2,
            Tone::Quiet,
        ),
    }
    if score.lower() != score.upper() {
        let (low, high) = (
            fixed(score.lower(), decimals, lang),
            fixed(score.upper(), decimals, lang),
        );
        let outer = if score.is_exact() {
            ""
        } else {
            say(lang, " (khoảng bao ngoài)", " (outer bounds)")
        };
        let text = match lang {
            Lang::Vi => format!("Đã chắc chắn {low}, còn có thể đạt {high}{outer}"),
            Lang::En => format!("Secured {low}, still possible {high}{outer}"),
        };
        page.para(&text, 2, Tone::Care);
    }
    let leaf = card.scorer().criteria_set().leaves().get(score.leaf());
    if score.state() == State::NotAssessable && leaf.is_some_and(Leaf::is_sound) {
        let text = say(
            lang,
            "Không chấm được: số liệu mâu thuẫn nhau, hoặc quy tắc không có lời giải cho số liệu này.",
            "Not assessable: the facts contradict each other, or the rule has no answer for them.",
        );
        page.para(text, 2, Tone::Bad);
    }
}

fn steps(page: &mut Page, steps: &[Step]) {
    if steps.is_empty() {
        return;
    }
    let lang = page.lang;
    page.section("Nếu số liệu thay đổi", "If a number changes");
    let mut sorted: Vec<&Step> = steps.iter().collect();
    sorted.sort_by_key(|step| step.then < step.points);
    for step in sorted {
        let (mark, style) = if step.then > step.points {
            ("↑ ", Tone::Good)
        } else {
            ("↓ ", Tone::Bad)
        };
        page.item(Phrase::toned(mark, style), step_text(step, lang), 2);
    }
}

fn step_text(step: &Step, lang: Lang) -> String {
    let unit = words::unit(&step.unit, lang);
    let (from, to) = (quantity(step.from, lang), quantity(step.to, lang));
    let by = apart(step.from, step.to)
        .map(|by| quantity(by, lang))
        .unwrap_or_default();
    let (name, then) = (title(&step.title, lang), points_text(step.then, lang));
    let change = step.then.checked_sub(step.points).unwrap_or(Points::ZERO);
    let sign = if change > Points::ZERO { "+" } else { "" };
    let change = format!("{sign}{}", points(change, lang));
    match (lang, step.to > step.from) {
        (Lang::Vi, true) => {
            format!("thêm {by} {unit} ở “{name}” ({from} → {to}) thì được {then} ({change})")
        }
        (Lang::Vi, false) => {
            format!("bớt {by} {unit} ở “{name}” ({from} → {to}) thì được {then} ({change})")
        }
        (Lang::En, true) => format!("“{name}” up by {by} ({from} → {to}) gives {then} ({change})"),
        (Lang::En, false) => {
            format!("“{name}” down by {by} ({from} → {to}) gives {then} ({change})")
        }
    }
}
