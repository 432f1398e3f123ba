//! What differs between two sums of part-marks.

use super::change::{ChangeKind, Log, Side, Who};
use super::measures::Two;
use super::rules;
use super::words::{figure, number, optional, part_not_applicable, quoted};
use crate::diagnostic::Message;
use crate::file::{Part, PartNotApplicable, Sum};
use crate::number::Quantity;

/// A part of a criterion by its name.
fn of_part(who: &Who, part: &Part) -> Who {
    let name = match &part.title {
        Some(title) => quoted(title),
        None => super::words::both(&part.id),
    };
    Who {
        name: Message::new(
            format!("{}, phần {}", who.name.vi, name.vi),
            format!("{}, part {}", who.name.en, name.en),
        ),
        ..who.clone()
    }
}

/// Writes down what differs. The pointers lead to the sums.
pub(super) fn compare(
    log: &mut Log,
    who: &Who,
    two: Two<'_>,
    sums: (&Sum, &Sum),
    at: &(String, String),
) {
    let below = |key: &str| (format!("{}/{key}", at.0), format!("{}/{key}", at.1));
    let (old, new) = (&sums.0.parts, &sums.1.parts);
    let alike = |a: &Part, b: &Part| {
        let title = |part: &Part| part.title.as_ref().map(|title| title.vi.clone());
        title(a) == title(b) && two.readers.0.rule(&a.rule) == two.readers.1.rule(&b.rule)
    };
    let by_id = |part: &Part, all: &[Part]| all.iter().position(|other| other.id == part.id);
    let old_of = |part: &Part| {
        by_id(part, old).or_else(|| {
            let free = |one: &Part| by_id(one, new).is_none() && alike(one, part);
            old.iter().position(free)
        })
    };
    let mut taken = Vec::new();
    for (b, after) in new.iter().enumerate() {
        let found = old_of(after).filter(|a| !taken.contains(a));
        let Some((a, before)) = found.and_then(|a| Some((a, old.get(a)?))) else {
            let side = Side::new(
                format!("{}/parts/{b}", at.1),
                after,
                number(after.max_points),
            );
            let what = Message::new("phần điểm", "part-mark");
            log.add(
                ChangeKind::PartMarks,
                &of_part(who, after),
                what,
                None,
                Some(side),
            );
            continue;
        };
        taken.push(a);
        part(
            log,
            &of_part(who, after),
            two,
            (before, after),
            &format!("{}/parts/{a}", at.0),
            &format!("{}/parts/{b}", at.1),
        );
    }
    for (a, before) in old.iter().enumerate().filter(|(a, _)| !taken.contains(a)) {
        let side = Side::new(
            format!("{}/parts/{a}", at.0),
            before,
            number(before.max_points),
        );
        let what = Message::new("phần điểm", "part-mark");
        log.add(
            ChangeKind::PartMarks,
            &of_part(who, before),
            what,
            Some(side),
            None,
        );
    }
    let what = Message::new("mức tối đa của tổng các phần", "most points of all parts");
    let words = |cap: &Option<Quantity>| optional(cap.as_ref(), figure);
    let caps = (&sums.0.cap, &sums.1.cap);
    log.compare(ChangeKind::PartMarks, who, what, below("cap"), caps, words);
}

fn part(log: &mut Log, who: &Who, two: Two<'_>, parts: (&Part, &Part), a: &str, b: &str) {
    let below = |key: &str| (format!("{a}/{key}"), format!("{b}/{key}"));
    let (old, new) = parts;
    let what = Message::new("mã phần điểm", "id");
    log.compare(
        ChangeKind::PartMarks,
        who,
        what,
        below("id"),
        (&old.id, &new.id),
        super::words::shown,
    );
    let what = Message::new("tên phần điểm", "title");
    log.compare(
        ChangeKind::Text,
        who,
        what,
        below("title"),
        (&old.title, &new.title),
        |title| optional(title.as_ref(), quoted),
    );
    let what = Message::new("điểm tối đa", "most points");
    let most = (&old.max_points, &new.max_points);
    log.compare(
        ChangeKind::PartMarks,
        who,
        what,
        below("max_points"),
        most,
        figure,
    );
    let treatment = |part: &Part| part.not_applicable.unwrap_or(PartNotApplicable::NotAllowed);
    let what = Message::new("khi không áp dụng", "where not applicable");
    let treatments = (&treatment(old), &treatment(new));
    log.compare(
        ChangeKind::NotApplicable,
        who,
        what,
        below("not_applicable"),
        treatments,
        |own| part_not_applicable(*own),
    );
    let (a, b) = below("rule");
    rules::compare(log, who, two, (&old.rule, &new.rule), (&a, &b));
}
