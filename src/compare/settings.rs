//! What differs in the frame of a set: rounding, classes, groups, instruments, slots, facts.

use std::collections::BTreeSet;

use super::change::{ChangeKind, Log, Side, Subject, Who};
use super::words::{
    both, combine, day, figure, joined, listed, names, non_working_day, not_applicable, number,
    optional, prefixed, provided_by, quoted, rounding, shown, span, yes_no,
};
use crate::diagnostic::Message;
use crate::file::{
    Adjustment, AdjustmentApplies, Class, Combine, CriteriaFile, GroupTreatment, Instrument,
    NonWorkingDay, ProvidedBy, RoundingFile, UnitGroup,
};
use crate::number::Date;

/// The set as a whole.
fn whole() -> Who {
    Who {
        subject: Subject::Set,
        id: String::new(),
        name: Message::new("cả bộ", "the set"),
    }
}

fn at(key: &str) -> (String, String) {
    (format!("/{key}"), format!("/{key}"))
}

/// Writes down what differs in the frame.
pub(super) fn compare(log: &mut Log, old: &CriteriaFile, new: &CriteriaFile) {
    use ChangeKind::{Deadline, Maximum, Rounding, Rule, Setting, Text};
    let who = &whole();
    let say = Message::new;
    log.compare(
        Text,
        who,
        say("tên", "title"),
        at("title"),
        (&old.title, &new.title),
        quoted,
    );
    let optional_text = |own: &Option<crate::file::Text>| optional(own.as_ref(), quoted);
    for (key, what, texts) in [
        ("notice", say("lưu ý", "notice"), (&old.notice, &new.notice)),
        ("note", say("ghi chú", "note"), (&old.note, &new.note)),
    ] {
        log.compare(Text, who, what, at(key), texts, optional_text);
    }
    let what = say("nguồn gốc", "provenance");
    log.compare(
        Setting,
        who,
        what,
        at("provenance"),
        (&old.provenance, &new.provenance),
        |own| both(own.word()),
    );
    let what = say("cấp hành chính", "level");
    log.compare(
        Setting,
        who,
        what,
        at("level"),
        (&old.level, &new.level),
        |own| both(own.word()),
    );
    let what = say("hiệu lực", "in force");
    log.compare(
        Setting,
        who,
        what,
        at("in_force"),
        (&old.in_force, &new.in_force),
        span,
    );
    let what = say("điểm tối đa", "most points");
    log.compare(
        Maximum,
        who,
        what,
        at("max_points"),
        (&old.max_points, &new.max_points),
        figure,
    );
    let ways = [old, new].map(|file| file.combine.unwrap_or(Combine::Sum));
    let what = say("cách gộp các lĩnh vực", "how areas make the total");
    log.compare(
        Rule,
        who,
        what,
        at("combine"),
        (&ways[0], &ways[1]),
        |own| combine(*own),
    );
    let (a, b) = (&old.rounding, &new.rounding);
    let optional_rounding = |own: &Option<RoundingFile>| {
        own.as_ref()
            .map_or_else(|| say("không làm tròn", "not rounded"), rounding)
    };
    for (key, what, values) in [
        (
            "rounding/measure",
            say("làm tròn đại lượng", "rounding of measures"),
            (&a.measure, &b.measure),
        ),
        (
            "rounding/leaf",
            say("làm tròn điểm tiêu chí", "rounding of criteria"),
            (&a.leaf, &b.leaf),
        ),
        (
            "rounding/area",
            say("làm tròn điểm lĩnh vực", "rounding of areas"),
            (&a.area, &b.area),
        ),
    ] {
        log.compare(Rounding, who, what, at(key), values, optional_rounding);
    }
    let what = say("làm tròn chỉ số", "rounding of the index");
    log.compare(
        Rounding,
        who,
        what,
        at("rounding/index"),
        (&a.index, &b.index),
        rounding,
    );
    let what = say(
        "xếp loại theo chỉ số chưa làm tròn",
        "classes on the exact index",
    );
    let exact = (&a.classes_on_exact, &b.classes_on_exact);
    log.compare(
        Rounding,
        who,
        what,
        at("rounding/classes_on_exact"),
        exact,
        |own| yes_no(*own),
    );
    let what = say("số chữ số thập phân được nhập", "decimals people may type");
    let places = (&a.claim_places, &b.claim_places);
    log.compare(
        Rounding,
        who,
        what,
        at("rounding/claim_places"),
        places,
        shown,
    );
    let what = say("chỉ số không vượt 100", "the index is not above 100");
    let capped = (&old.index_capped, &new.index_capped);
    log.compare(Setting, who, what, at("index_capped"), capped, |own| {
        yes_no(*own)
    });
    let policies = [old, new].map(|file| file.non_working_day.unwrap_or(NonWorkingDay::Keep));
    let what = say("hạn rơi vào ngày nghỉ", "a due date on a day off");
    log.compare(
        Deadline,
        who,
        what,
        at("non_working_day"),
        (&policies[0], &policies[1]),
        |own| non_working_day(*own),
    );
    let sorted = |days: &[Date]| days.iter().copied().collect::<BTreeSet<_>>();
    for (key, what, days) in [
        (
            "holidays",
            say("ngày nghỉ lễ", "holidays"),
            [old, new].map(|file| sorted(&file.holidays)),
        ),
        (
            "working_days",
            say("ngày làm bù", "days worked in exchange"),
            [old, new].map(|file| sorted(&file.working_days)),
        ),
    ] {
        let days = (&days[0], &days[1]);
        log.compare(Deadline, who, what, at(key), days, |days| {
            listed(&days.iter().map(|own| day(*own)).collect::<Vec<_>>())
        });
    }
    groups(log, who, &old.unit_groups, &new.unit_groups);
    absent(log, who, old, new);
    classes(log, who, &old.classes, &new.classes);
    instruments(log, who, &old.instruments, &new.instruments);
    for (key, a, b) in [
        ("bonus", &old.bonus, &new.bonus),
        ("penalty", &old.penalty, &new.penalty),
    ] {
        if let (Some(a), Some(b)) = (a, b) {
            adjustment(log, who, key, (a, b));
        }
    }
    let what = say(
        "phần của văn bản không chấm điểm",
        "parts of the source that are not scored",
    );
    log.compare(
        Setting,
        who,
        what,
        at("not_scored"),
        (&old.not_scored, &new.not_scored),
        |all| {
            listed(
                &all.iter()
                    .map(|one| quoted(&one.reason))
                    .collect::<Vec<_>>(),
            )
        },
    );
    let what = say("sai lệch đã khai báo", "declared mismatches");
    let mismatches = (&old.declared_mismatches, &new.declared_mismatches);
    log.compare(
        Setting,
        who,
        what,
        at("declared_mismatches"),
        mismatches,
        |all| names(all.iter().map(|one| &one.check)),
    );
}

fn adjustment(log: &mut Log, who: &Who, key: &str, (old, new): (&Adjustment, &Adjustment)) {
    let name = if key == "bonus" {
        Message::new("điểm thưởng", "bonus points")
    } else {
        Message::new("điểm phạt", "penalty points")
    };
    let what = joined(&[Message::new("tối đa của", "most"), name.clone()], " ");
    log.compare(
        ChangeKind::Maximum,
        who,
        what,
        at(&format!("{key}/cap")),
        (&old.cap, &new.cap),
        |cap| optional(cap.as_ref(), figure),
    );
    let what = joined(&[name, Message::new("tính vào", "act on")], " ");
    let applies = (&old.applies, &new.applies);
    log.compare(
        ChangeKind::Setting,
        who,
        what,
        at(&format!("{key}/applies")),
        applies,
        |own| match own {
            AdjustmentApplies::Points => {
                Message::new("điểm, trước khi chia", "points, before the division")
            }
            AdjustmentApplies::Index => {
                Message::new("chỉ số, sau khi chia", "the index, after the division")
            }
        },
    );
}

/// A thing of a list with its place, where it is there.
type At<'a, T> = Option<(usize, &'a T)>;

/// Things of two lists by their keys: in the new list with its old one, then what is gone.
fn by_key<'a, T, K: PartialEq>(
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&T) -> K,
) -> Vec<(At<'a, T>, At<'a, T>)> {
    let find = |all: &'a [T], of: &T| {
        let at = all.iter().position(|one| key(one) == key(of))?;
        Some((at, all.get(at)?))
    };
    let mut pairs: Vec<_> = new
        .iter()
        .enumerate()
        .map(|(at, one)| (find(old, one), Some((at, one))))
        .collect();
    let gone = old
        .iter()
        .enumerate()
        .filter(|(_, one)| find(new, one).is_none());
    pairs.extend(gone.map(|gone| (Some(gone), None)));
    pairs
}

fn groups(log: &mut Log, who: &Who, old: &[UnitGroup], new: &[UnitGroup]) {
    let bare = |group: &UnitGroup| {
        let mut without = group.without.clone();
        without.sort();
        (
            without,
            group.treatment.unwrap_or(GroupTreatment::LeaveDenominator),
        )
    };
    let words = |group: &UnitGroup| {
        let treatment = match group.treatment.unwrap_or(GroupTreatment::LeaveDenominator) {
            GroupTreatment::LeaveDenominator => {
                Message::new("trừ khỏi điểm tối đa", "leaves the denominator")
            }
            GroupTreatment::LowerMaximum => {
                Message::new("giữ điểm tối đa chung", "stays in the denominator")
            }
        };
        joined(
            &[
                prefixed("không có ", "without ", &names(&group.without)),
                treatment,
            ],
            "; ",
        )
    };
    for (before, after) in by_key(old, new, |group: &UnitGroup| group.id.clone()) {
        let side = |found: Option<(usize, &UnitGroup)>| {
            found.map(|(index, own)| Side::new(format!("/unit_groups/{index}"), own, words(own)))
        };
        let Some((_, any)) = after.or(before) else {
            continue;
        };
        let name = quoted(&any.title);
        let what = prefixed("nhóm đơn vị ", "unit group ", &name);
        match (before, after) {
            (Some((a, own)), Some((b, other))) => {
                if bare(own) != bare(other) {
                    log.add(
                        ChangeKind::NotApplicable,
                        who,
                        what.clone(),
                        side(before),
                        side(after),
                    );
                }
                let places = (
                    format!("/unit_groups/{a}/title"),
                    format!("/unit_groups/{b}/title"),
                );
                let titles = (&own.title, &other.title);
                log.compare(ChangeKind::Text, who, what, places, titles, quoted);
            }
            (None, _) => log.add(ChangeKind::New, who, what, None, side(after)),
            (_, None) => log.add(ChangeKind::Removed, who, what, side(before), None),
        }
    }
}

fn absent(log: &mut Log, who: &Who, old: &CriteriaFile, new: &CriteriaFile) {
    use crate::file::NotApplicable::NotAllowed;
    for source in ProvidedBy::ALL {
        let of = |file: &CriteriaFile| {
            let found = file
                .absent_sources
                .iter()
                .position(|own| own.provided_by == *source);
            let treatment = found
                .and_then(|at| file.absent_sources.get(at))
                .map_or(NotAllowed, |own| own.treatment);
            let pointer = found.map_or("/absent_sources".to_owned(), |at| {
                format!("/absent_sources/{at}/treatment")
            });
            (pointer, treatment)
        };
        let (a, b) = (of(old), of(new));
        let what = prefixed("khi không có ", "without ", &provided_by(*source));
        log.compare(
            ChangeKind::NotApplicable,
            who,
            what,
            (a.0, b.0),
            (&a.1, &b.1),
            |own| not_applicable(*own),
        );
    }
}

fn classes(log: &mut Log, who: &Who, old: &[Class], new: &[Class]) {
    for (before, after) in by_key(old, new, |class: &Class| class.id.clone()) {
        let side = |found: Option<(usize, &Class)>| {
            found.map(|(index, class)| {
                let from = prefixed("từ ", "from ", &number(class.from));
                Side::new(format!("/classes/{index}/from"), &class.from, from)
            })
        };
        let Some((_, any)) = after.or(before) else {
            continue;
        };
        let what = prefixed("loại ", "class ", &quoted(&any.title));
        let from = |found: Option<(usize, &Class)>| found.map(|(_, class)| class.from);
        if from(before) != from(after) {
            log.add(
                ChangeKind::Classes,
                who,
                what.clone(),
                side(before),
                side(after),
            );
        }
        if let (Some((a, own)), Some((b, other))) = (before, after) {
            let places = (format!("/classes/{a}/title"), format!("/classes/{b}/title"));
            log.compare(
                ChangeKind::Text,
                who,
                what,
                places,
                (&own.title, &other.title),
                quoted,
            );
        }
    }
}

fn instruments(log: &mut Log, who: &Who, old: &[Instrument], new: &[Instrument]) {
    for (before, after) in by_key(old, new, |one: &Instrument| one.id.clone()) {
        let bare = |found: Option<(usize, &Instrument)>| {
            found.map(|(_, one)| (one.instrument.clone(), one.issued_on, one.issuer.clone()))
        };
        if bare(before) == bare(after) {
            continue;
        }
        let side = |found: Option<(usize, &Instrument)>| {
            found.map(|(index, one)| {
                Side::new(
                    format!("/instruments/{index}"),
                    one,
                    both(format!("“{}”", one.instrument)),
                )
            })
        };
        let id = after
            .or(before)
            .map(|(_, one)| one.id.to_string())
            .unwrap_or_default();
        let what = prefixed("văn bản căn cứ ", "instrument ", &both(id));
        log.add(ChangeKind::Citation, who, what, side(before), side(after));
    }
}

/// Task slots: new, gone, called otherwise.
pub(super) fn slots(log: &mut Log, old: &CriteriaFile, new: &CriteriaFile) {
    for (before, after) in by_key(&old.slots, &new.slots, |slot: &crate::file::Slot| {
        slot.id.clone()
    }) {
        let Some((_, any)) = after.or(before) else {
            continue;
        };
        let who = Who {
            subject: Subject::Slot,
            id: any.id.to_string(),
            name: prefixed("nhiệm vụ ", "task slot ", &both(&any.id)),
        };
        let side = |found: Option<(usize, &crate::file::Slot)>| {
            found.map(|(index, slot)| {
                Side::new(
                    format!("/slots/{index}/title"),
                    &slot.title,
                    quoted(&slot.title),
                )
            })
        };
        let title =
            |found: Option<(usize, &crate::file::Slot)>| found.map(|(_, slot)| slot.title.clone());
        if title(before) != title(after) {
            let kind = match (before, after) {
                (None, _) => ChangeKind::New,
                (_, None) => ChangeKind::Removed,
                _ => ChangeKind::Text,
            };
            log.add(
                kind,
                &who,
                Message::new("tên", "title"),
                side(before),
                side(after),
            );
        }
    }
}
