//! The table that is printed.

use crate::race::Contender;

const LOCK: &str = include_str!("../Cargo.lock");

/// The version of a package that was built.
fn version(package: &str) -> &str {
    if package.is_empty() {
        return "";
    }
    let after = LOCK
        .split_once(&format!("name = \"{package}\"\nversion = \""))
        .and_then(|(_, rest)| rest.split_once('"'));
    after.map_or("?", |(version, _)| version)
}

fn ratio(ratio: f64) -> String {
    match ratio {
        ratio if ratio < 10.0 => format!("{ratio:.2}"),
        ratio if ratio < 100.0 => format!("{ratio:.0}"),
        ratio => grouped((ratio / 10.0).round() * 10.0),
    }
}

/// Thousands apart.
fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Ratios are to the first contender.
pub(crate) fn print(contenders: &[Contender], leaves: usize, totals: usize) {
    let base = contenders.first().map_or(1.0, Contender::nanos);
    println!(
        "| contender | version | ratio | ns a unit | with inputs made | units timed | \
         wrong leaves of {} | wrong totals of {} |",
        grouped(leaves as f64),
        grouped(totals as f64)
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|");
    for contender in contenders {
        let wrong = &contender.wrong;
        let made = contender.nanos_from_answers();
        println!(
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            contender.name,
            version(contender.package),
            ratio(contender.nanos() / base),
            grouped(contender.nanos()),
            made.map_or("the same".to_owned(), grouped),
            grouped(contender.units as f64),
            if wrong.no_leaves {
                "not kept".to_owned()
            } else {
                grouped(wrong.leaves as f64)
            },
            grouped(wrong.totals as f64),
        );
    }
    println!("\nWith one fact unanswered, points in hundredths of leaf and total:\n");
    for contender in contenders {
        if !contender.one_open.is_empty() {
            println!("- {}: {}", contender.name, contender.one_open);
        }
    }
}
