//! Rules in words, without any facts: what is measured, and what gives how many points.

use par_index::diagnostic::Lang;
use par_index::file::{Band, Condition, Measure, Rule, Scale};
use par_index::number::Quantity;
use par_index_pages::{Case, Phrase, Tone};

use crate::words::number::quantity;
use crate::words::page::Page;
use crate::words::rule::Words;
use crate::words::say;
use crate::words::title;

/// A whole rule
pub fn rule(page: &mut Page, words: Words<'_>, rule: &Rule, indent: usize) {
    let lang = words.lang;
    match rule {
        Rule::Score(score) => {
            page.item("x = ", words.measure(&score.measure), indent);
            lines(
                page,
                &scale(words, &score.measure, &score.scale),
                indent + 2,
            );
        }
        Rule::Sum(sum) => {
            let cap = sum.cap.map(|cap| {
                format!(
                    "{} {}",
                    say(lang, ", tối đa", ", at most"),
                    quantity(cap, lang)
                )
            });
            let text = format!(
                "{}{}",
                say(lang, "Cộng các phần điểm", "The part-marks add up"),
                cap.unwrap_or_default()
            );
            page.para(&text, indent, Tone::Strong);
            for part in &sum.parts {
                let name = part
                    .title
                    .as_ref()
                    .map_or(part.id.as_str(), |text| title(text, lang));
                let heading = format!(
                    "{name} [{}] ({} {})",
                    part.id,
                    say(lang, "tối đa", "at most"),
                    points(part.max_points, lang)
                );
                page.item("• ", Phrase::toned(&heading, Tone::Strong), indent);
                self::rule(page, words, &part.rule, indent + 2);
            }
        }
        Rule::Gate(gate) => {
            let when = conditions(words, &gate.when);
            let otherwise = gate.otherwise.unwrap_or(Quantity::ZERO);
            page.item(say(lang, "Chỉ khi ", "Only if "), &when, indent);
            let text = format!(
                "{}: {}",
                say(lang, "nếu không", "otherwise"),
                points(otherwise, lang)
            );
            page.item("", &text, indent);
            self::rule(page, words, &gate.then, indent);
        }
        Rule::Cases(cases) => {
            let mut all: Vec<Line> = cases
                .cases
                .iter()
                .map(|case| Line {
                    when: conditions(words, &case.when),
                    gives: quantity(case.points, lang),
                    label: case.label.clone(),
                })
                .collect();
            all.push(Line {
                when: say(lang, "trường hợp khác", "otherwise").to_owned(),
                gives: quantity(cases.otherwise, lang),
                label: None,
            });
            lines(page, &all, indent + 2);
        }
    }
}

/// One line of a scale.
struct Line {
    when: String,
    gives: String,
    label: Option<String>,
}

fn lines(page: &mut Page, lines: &[Line], indent: usize) {
    let case = |line: &Line| {
        let label = line.label.as_ref().map(|label| format!("  “{label}”"));
        Case {
            mark: "· ".to_owned(),
            when: line.when.clone(),
            then: format!("{}{}", line.gives, label.unwrap_or_default()),
            tone: Tone::Plain,
        }
    };
    page.cases(lines.iter().map(case).collect(), indent);
}

fn points(value: Quantity, lang: Lang) -> String {
    let number = quantity(value, lang);
    match lang {
        Lang::Vi => format!("{number} điểm"),
        Lang::En if number == "1" => "1 point".to_owned(),
        Lang::En => format!("{number} points"),
    }
}

pub fn conditions(words: Words<'_>, all: &[Condition]) -> String {
    let each = all
        .iter()
        .map(|condition| self::condition(words, condition));
    each.collect::<Vec<_>>()
        .join(say(words.lang, " và ", " and "))
}

fn condition(words: Words<'_>, condition: &Condition) -> String {
    let lang = words.lang;
    let mut tests = Vec::new();
    for (sign, limit) in [
        ("=", condition.equals),
        ("≥", condition.at_least),
        (">", condition.more_than),
        ("≤", condition.at_most),
        ("<", condition.less_than),
    ] {
        tests.extend(limit.map(|limit| format!("{sign} {}", quantity(limit, lang))));
    }
    if !condition.one_of.is_empty() {
        let options = condition
            .one_of
            .iter()
            .map(|option| words.reading(Some(&condition.measure), option.as_str()));
        tests.push(
            options
                .collect::<Vec<_>>()
                .join(say(lang, " hoặc ", " or ")),
        );
    }
    let colon = if condition.one_of.is_empty() {
        ""
    } else {
        " ="
    };
    format!(
        "{}{colon} {}",
        words.measure(&condition.measure),
        tests.join(", ")
    )
}

fn scale(words: Words<'_>, measure: &Measure, scale: &Scale) -> Vec<Line> {
    let lang = words.lang;
    let number = |value: Quantity| quantity(value, lang);
    let line = |when: String, gives: String| Line {
        when,
        gives,
        label: None,
    };
    let separator = say(lang, ";", ",");
    match scale {
        Scale::Options(options) => options
            .iter()
            .map(|option| Line {
                when: words.reading(Some(measure), option.is.as_str()),
                gives: number(option.points),
                label: option.label.clone(),
            })
            .collect(),
        Scale::Bands(bands) => bands
            .iter()
            .map(|band| Line {
                when: band_when(band, lang),
                gives: band_gives(band, lang),
                label: band.label.clone(),
            })
            .collect(),
        Scale::Proportional(own) => {
            let full = format!(
                "{} × min(x ÷ {}{separator} 1)",
                number(own.points),
                number(own.full_at)
            );
            match own.floor {
                None => vec![line(String::new(), full)],
                Some(floor) => vec![
                    line(format!("x ≥ {}", number(floor)), full),
                    line(format!("x < {}", number(floor)), "0".to_owned()),
                ],
            }
        }
        Scale::PerItem(own) => {
            vec![line(
                String::new(),
                format!(
                    "min({} × x{separator} {})",
                    number(own.each),
                    number(own.cap)
                ),
            )]
        }
        Scale::Deduction(own) => {
            let floor = own.floor.unwrap_or(Quantity::ZERO);
            let counted = format!(
                "max({} − {} × x{separator} {})",
                number(own.from),
                number(own.each),
                number(floor)
            );
            let mut all = vec![line(String::new(), counted)];
            all.extend(
                own.knock_out
                    .iter()
                    .map(|knock_out| line(condition(words, knock_out), "0".to_owned())),
            );
            all
        }
        Scale::Goalposts(own) => vec![line(
            format!("{} → {}", number(own.worst), number(own.best)),
            format!(
                "{} → {}",
                number(own.points_at_worst),
                number(own.points_at_best)
            ),
        )],
    }
}

fn band_when(band: &Band, lang: Lang) -> String {
    let number = |value: Quantity| quantity(value, lang);
    let above = if band.from_excluded { "<" } else { "≤" };
    let below = if band.to_included { "≤" } else { "<" };
    match (band.from, band.to) {
        (Some(from), Some(to)) if from == to => format!("x = {}", number(from)),
        (Some(from), Some(to)) => format!("{} {above} x {below} {}", number(from), number(to)),
        (Some(from), None) => format!(
            "x {} {}",
            if band.from_excluded { ">" } else { "≥" },
            number(from)
        ),
        (None, Some(to)) => format!("x {below} {}", number(to)),
        (None, None) => String::new(),
    }
}

fn band_gives(band: &Band, lang: Lang) -> String {
    match (&band.points, &band.linear) {
        (Some(points), _) => quantity(*points, lang),
        (None, Some(linear)) => format!(
            "{} → {}",
            quantity(linear.at_from, lang),
            quantity(linear.at_to, lang)
        ),
        (None, None) => String::new(),
    }
}
