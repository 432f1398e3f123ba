//! Margins for a person: how much reaches the next step, how much loses the present one.

use par_index::diagnostic::Lang;
use par_index::eval::Scorecard;
use par_index::file::{Fact, FactKind};
use par_index::margins::{Margin, Margins, Move, Mover, NotPossible, TaskMove, Way, WhyNot};
use par_index::number::{Date, Points, Quantity, Rounding};
use par_index_pages::{Phrase, Tone};

use crate::desk::target::Target;
use crate::words::apart;
use crate::words::head;
use crate::words::name;
use crate::words::number::date;
use crate::words::number::index;
use crate::words::number::localised;
use crate::words::number::points;
use crate::words::number::quantity;
use crate::words::page::Page;
use crate::words::points_text;
use crate::words::say;
use crate::words::tasks::names;
use crate::words::title;
use crate::words::words;

/// The margins of what was asked for.
pub fn page(card: &Scorecard, target: Target<'_>, margins: &[Margins], lang: Lang) -> Page {
    let mut page = Page::new(lang);
    head::head(
        &mut page,
        card,
        "KHOẢNG CÁCH ĐẾN MỨC ĐIỂM KẾ TIẾP",
        "MARGINS TO THE NEXT STEP",
    );
    all(&mut page, card, margins, matches!(target, Target::Leaf(_)));
    page
}

/// Leaf by leaf; where many are shown, those without any margin stand in one list at the end.
fn all(page: &mut Page, card: &Scorecard, all: &[Margins], single: bool) {
    let lang = page.lang;
    let mut without: Vec<(&Margins, WhyNot)> = Vec::new();
    for own in all {
        let none = own.gains.is_empty() && own.losses.is_empty();
        match own.not_possible.first() {
            Some(reason) if none && !single => without.push((own, reason.why)),
            _ => leaf(page, card, own),
        }
    }
    if without.is_empty() {
        return;
    }
    page.heading("Không có khoảng cách nào", "Without any margin");
    let leaves = card.scorer().criteria_set().leaves();
    let mut reasons: Vec<WhyNot> = without.iter().map(|(_, why)| *why).collect();
    reasons.sort_by_key(|why| why_words(*why, lang));
    reasons.dedup();
    for reason in reasons {
        let ids = without.iter().filter(|(_, why)| *why == reason);
        let ids = ids.filter_map(|(own, _)| leaves.get(own.leaf)).map(name);
        page.item(
            format!("{}: ", why_words(reason, lang)),
            ids.collect::<Vec<_>>().join(", "),
            2,
        );
    }
}

fn leaf(page: &mut Page, card: &Scorecard, own: &Margins) {
    let lang = page.lang;
    let Some(leaf) = card.scorer().criteria_set().leaves().get(own.leaf) else {
        return;
    };
    page.gap();
    let label = Phrase::toned(format!("{}  ", name(leaf)), Tone::Strong);
    page.item(
        label,
        Phrase::toned(title(&leaf.criterion().title, lang), Tone::Strong),
        0,
    );
    let most = points(leaf.max_points(), lang);
    let have = own.points.map_or_else(
        || say(lang, "chưa có điểm", "no points yet").to_owned(),
        |own| match lang {
            Lang::Vi => format!("{} trên {most} điểm", points(own, lang)),
            Lang::En => format!("{} of {most} points", points(own, lang)),
        },
    );
    let derivation = card.derivation(leaf.id().as_str());
    let reading = derivation
        .iter()
        .flat_map(|own| &own.places)
        .find_map(|place| {
            Some(format!(
                "{} = {}",
                place.arithmetic.as_ref()?,
                place.reading.as_ref()?
            ))
        });
    let have = match reading {
        Some(reading) => format!("{have} · {}", localised(&reading, lang)),
        None => have,
    };
    page.para(&have, 2, Tone::Plain);
    for (all, mark, style) in [
        (&own.gains, "↑ ", Tone::Good),
        (&own.losses, "↓ ", Tone::Bad),
    ] {
        for margin in all {
            page.item(Phrase::toned(mark, style), sentence(card, margin, lang), 2);
        }
    }
    for way in [Way::Gain, Way::Loss] {
        let reasons: Vec<String> = own
            .not_possible
            .iter()
            .filter(|not| not.way == way)
            .map(|not| reason(card, *not, lang))
            .collect();
        if !reasons.is_empty() {
            let label = match way {
                Way::Gain => say(lang, "không tăng được: ", "no gain: "),
                Way::Loss => say(lang, "không giảm được: ", "no loss: "),
            };
            page.item(Phrase::toned(label, Tone::Quiet), reasons.join("; "), 2);
        }
    }
}

fn reason(card: &Scorecard, not: NotPossible, lang: Lang) -> String {
    let why = why_words(not.why, lang);
    match not.mover {
        None => why.to_owned(),
        Some(Mover::Tasks) => format!("{} ({why})", say(lang, "nhiệm vụ", "tasks")),
        Some(Mover::Fact(fact)) => {
            let fact = card.scorer().criteria_set().facts().get(fact);
            let name = fact
                .map(|fact| title(&fact.title, lang))
                .unwrap_or_default();
            format!("“{name}” ({why})")
        }
    }
}

fn why_words(why: WhyNot, lang: Lang) -> &'static str {
    match why {
        WhyNot::AtBest => say(lang, "đã ở mức tốt nhất", "at its best already"),
        WhyNot::AtWorst => say(lang, "đã ở mức thấp nhất", "at its worst already"),
        WhyNot::NotAlone => say(
            lang,
            "thay đổi riêng trong giới hạn không làm được",
            "no value within its limits does it alone",
        ),
        WhyNot::NotApplicable => say(lang, "không áp dụng", "not applicable"),
        WhyNot::Undetermined => say(lang, "chưa xác định điểm", "points not determined yet"),
        WhyNot::Table => say(
            lang,
            "là bảng, không thử từng dòng",
            "a table, rows are not tried",
        ),
        WhyNot::NotConfirmed => say(
            lang,
            "chấm lại không xác nhận",
            "scoring again does not confirm it",
        ),
    }
}

fn sentence(card: &Scorecard, own: &Margin, lang: Lang) -> String {
    let mut text = change(card, &own.change, lang);
    if let Some((_, to)) = &own.reading
        && !matches!(own.change, Move::Choice { .. })
        && to.starts_with(|first: char| first.is_ascii_digit())
    {
        text = format!(
            "{text}, {} {}",
            say(lang, "đạt", "reading"),
            localised(to, lang)
        );
    }
    let moved = own.to.checked_sub(own.from).unwrap_or(Points::ZERO);
    let sign = if moved > Points::ZERO { "+" } else { "" };
    let moved = format!("{sign}{}", points(moved, lang));
    let mut text = format!("{text}: {} ({moved})", points_text(own.to, lang));
    if let Some(moved) = own.index
        && let Some(change) = moved.change()
        && let Some(change) = change.to_quantity(Rounding::TWO_PLACES)
    {
        let sign = if change > Quantity::ZERO { "+" } else { "" };
        let what = if moved.single {
            say(lang, "chỉ số", "index")
        } else {
            say(lang, "chỉ số chắc chắn", "secured index")
        };
        text = format!("{text}, {what} {sign}{}", index(change, lang));
    }
    let leaves = card.scorer().criteria_set().leaves();
    let others = own.others.iter().filter_map(|other| {
        let shown =
            |value: Option<Points>| value.map_or_else(|| "–".to_owned(), |own| points(own, lang));
        let leaf = leaves.get(other.leaf)?;
        Some(format!(
            "{} {} → {}",
            name(leaf),
            shown(other.from),
            shown(other.to)
        ))
    });
    let others: Vec<String> = others.collect();
    if !others.is_empty() {
        text = format!(
            "{text}; {} {}",
            say(lang, "kéo theo", "also"),
            others.join(", ")
        );
    }
    text
}

fn change(card: &Scorecard, change: &Move, lang: Lang) -> String {
    let set = card.scorer().criteria_set();
    let fact = |fact: &usize| set.facts().get(*fact);
    let named = |own: &usize| {
        fact(own)
            .map(|own| title(&own.title, lang))
            .unwrap_or_default()
    };
    match change {
        Move::Number {
            fact: own,
            from,
            to,
        } => {
            let unit = match fact(own).map(|own| &own.kind) {
                Some(FactKind::Number(kind)) => words::unit(&kind.unit, lang),
                _ => "",
            };
            let by = apart(*from, *to)
                .map(|by| quantity(by, lang))
                .unwrap_or_default();
            let (from_text, to_text) = (quantity(*from, lang), quantity(*to, lang));
            match (lang, to > from) {
                (Lang::Vi, true) => format!(
                    "thêm {by} {unit} ở “{}” ({from_text} → {to_text})",
                    named(own)
                ),
                (Lang::Vi, false) => format!(
                    "bớt {by} {unit} ở “{}” ({from_text} → {to_text})",
                    named(own)
                ),
                (Lang::En, true) => {
                    format!("{by} more at “{}” ({from_text} → {to_text})", named(own))
                }
                (Lang::En, false) => {
                    format!("{by} fewer at “{}” ({from_text} → {to_text})", named(own))
                }
            }
        }
        Move::Choice {
            fact: own,
            from,
            to,
        } => {
            let option = |index: usize| {
                fact(own)
                    .map(|own| option(own, index, lang))
                    .unwrap_or_default()
            };
            format!("“{}”: {} → {}", named(own), option(*from), option(*to))
        }
        Move::Day {
            fact: own,
            from,
            to,
        } => {
            let shown = |day: &Option<Date>| {
                day.map_or_else(
                    || say(lang, "chưa thực hiện", "not done").to_owned(),
                    |day| date(day, lang),
                )
            };
            let by = from.zip(*to).map(|(from, to)| to.days_since(from));
            let by = match (by, lang) {
                (Some(by), Lang::Vi) if by < 0 => format!("sớm hơn {} ngày ở ", by.unsigned_abs()),
                (Some(by), Lang::Vi) => format!("muộn hơn {by} ngày ở "),
                (Some(by), Lang::En) if by < 0 => format!("{} days earlier at ", by.unsigned_abs()),
                (Some(by), Lang::En) => format!("{by} days later at "),
                (None, _) => String::new(),
            };
            format!("{by}“{}” ({} → {})", named(own), shown(from), shown(to))
        }
        Move::Tasks {
            to,
            occurrences,
            results,
        } => tasks(card, *to, occurrences, results, lang),
    }
}

fn tasks(
    card: &Scorecard,
    to: TaskMove,
    occurrences: &[usize],
    results: &[(usize, Option<Date>)],
    lang: Lang,
) -> String {
    let count = occurrences.len();
    let list = names(card, occurrences).join(", ");
    let days: Vec<String> = results
        .iter()
        .filter_map(|(result, day)| {
            let before = card.assessment().file().results.get(*result)?.done_on?;
            let (after, by) = ((*day)?, day.as_ref()?.days_since(before));
            let by = match lang {
                Lang::Vi if by < 0 => format!("sớm hơn {} ngày", by.unsigned_abs()),
                Lang::Vi => format!("muộn hơn {by} ngày"),
                Lang::En if by < 0 => format!("{} days earlier", by.unsigned_abs()),
                Lang::En => format!("{by} days later"),
            };
            Some(format!(
                "{} → {}, {by}",
                date(before, lang),
                date(after, lang)
            ))
        })
        .collect();
    let more = if days.is_empty() {
        list
    } else {
        format!("{list}: {}", days.join("; "))
    };
    let what = match (lang, to) {
        (Lang::Vi, TaskMove::Done) => format!("thêm {count} nhiệm vụ hoàn thành"),
        (Lang::Vi, TaskMove::OnTime) => format!("thêm {count} nhiệm vụ đúng hạn thay vì trễ"),
        (Lang::Vi, TaskMove::Late) => format!("{count} nhiệm vụ trễ thay vì đúng hạn"),
        (Lang::Vi, TaskMove::NotDone) => format!("{count} nhiệm vụ không hoàn thành"),
        (Lang::En, to) => {
            let tasks = if count == 1 { "task" } else { "tasks" };
            match to {
                TaskMove::Done => format!("{count} more {tasks} done"),
                TaskMove::OnTime => format!("{count} more {tasks} on time instead of late"),
                TaskMove::Late => format!("{count} {tasks} late instead of on time"),
                TaskMove::NotDone => format!("{count} {tasks} not done"),
            }
        }
    };
    format!("{what} ({more})")
}

fn option(fact: &Fact, index: usize, lang: Lang) -> String {
    match &fact.kind {
        FactKind::YesNo if index == 0 => say(lang, "có", "yes").to_owned(),
        FactKind::YesNo => say(lang, "không", "no").to_owned(),
        FactKind::Choice(kind) => {
            let option = kind.options.get(index);
            option
                .map(|option| title(&option.title, lang).to_owned())
                .unwrap_or_default()
        }
        _ => String::new(),
    }
}
