//! What differs between facts: which there are, their names, and the values they may have.

use std::collections::BTreeMap;

use super::change::{ChangeKind, Log, Side, Subject, Who};
use super::words::{
    both, listed, names, number, optional, prefixed, provided_by, quoted, shown, span,
};
use crate::diagnostic::Message;
use crate::file::{Fact, FactKind, ProvidedBy};
use crate::read::Id;

/// The kind of a fact without the titles of options and columns, in one order.
fn bare_kind(kind: &FactKind) -> FactKind {
    let mut kind = kind.clone();
    let blank = || crate::file::Text {
        vi: String::new(),
        en: None,
    };
    let plain = |options: &mut Vec<crate::file::ChoiceOption>| {
        for option in options.iter_mut() {
            option.title = blank();
        }
        options.sort_by(|a, b| a.id.cmp(&b.id));
    };
    match &mut kind {
        FactKind::Choice(choice) => plain(&mut choice.options),
        FactKind::Table(table) => {
            for column in &mut table.columns {
                column.title = blank();
                if let crate::file::ColumnKind::Choice(choice) = &mut column.kind {
                    plain(&mut choice.options);
                }
            }
            table.columns.sort_by(|a, b| a.id.cmp(&b.id));
            table.max_rows = Some(table.max_rows.unwrap_or(1_000));
        }
        FactKind::Number(_) | FactKind::Date(_) | FactKind::YesNo => {}
    }
    kind
}

/// The kind of a fact in words.
pub(super) fn kind(kind: &FactKind) -> Message {
    match kind {
        FactKind::Number(own) => {
            let (min, max) = (number(own.min), number(own.max));
            let (unit, places) = (&own.unit, own.decimals);
            Message::new(
                format!(
                    "số ({unit}) từ {} đến {}, {places} chữ số thập phân",
                    min.vi, max.vi
                ),
                format!(
                    "number ({unit}) from {} to {}, {places} decimals",
                    min.en, max.en
                ),
            )
        }
        FactKind::Date(own) => prefixed("ngày ", "a day ", &span(own)),
        FactKind::YesNo => Message::new("có/không", "yes or no"),
        FactKind::Choice(own) => prefixed(
            "chọn: ",
            "one of: ",
            &names(own.options.iter().map(|option| &option.id)),
        ),
        FactKind::Table(own) => {
            let columns = names(own.columns.iter().map(|column| &column.id));
            let most = own.max_rows.unwrap_or(1_000);
            Message::new(
                format!("bảng, nhiều nhất {most} dòng, cột: {}", columns.vi),
                format!("a table of at most {most} rows, columns: {}", columns.en),
            )
        }
    }
}

/// A fact by its id.
fn fact_who(fact: &Fact) -> Who {
    Who {
        subject: Subject::Fact,
        id: fact.id.to_string(),
        name: prefixed("dữ kiện ", "fact ", &both(&fact.id)),
    }
}

/// Facts: new, gone, renamed, of another kind.
pub(super) fn compare(log: &mut Log, old: &[Fact], new: &[Fact], renamed: &BTreeMap<Id, Id>) {
    let name = |fact: &Fact, is_old: bool| {
        let new = renamed.get(&fact.id).filter(|_| is_old);
        new.unwrap_or(&fact.id).clone()
    };
    let find = |all: &'_ [Fact], id: &Id, is_old: bool| {
        all.iter().position(|fact| name(fact, is_old) == *id)
    };
    let whole = |fact: &Fact, at: usize| {
        Some(Side::new(
            format!("/facts/{at}"),
            &fact.kind,
            quoted(&fact.title),
        ))
    };
    let what = Message::new("dữ kiện", "fact");
    for (b, after) in new.iter().enumerate() {
        let found = find(old, &after.id, true).and_then(|a| Some((a, old.get(a)?)));
        let who = fact_who(after);
        let Some((a, before)) = found else {
            log.add(ChangeKind::New, &who, what.clone(), None, whole(after, b));
            continue;
        };
        let at = |key: &str| (format!("/facts/{a}/{key}"), format!("/facts/{b}/{key}"));
        let what = Message::new("mã", "id");
        log.compare(
            ChangeKind::Renamed,
            &who,
            what,
            at("id"),
            (&before.id, &after.id),
            shown,
        );
        let what = Message::new("tên", "title");
        log.compare(
            ChangeKind::Text,
            &who,
            what,
            at("title"),
            (&before.title, &after.title),
            quoted,
        );
        let what = Message::new("giá trị được nhận", "values it may have");
        let kinds = (&bare_kind(&before.kind), &bare_kind(&after.kind));
        if kinds.0 == kinds.1 {
            // Only names of options or columns can still differ: text.
            let mut sorted = [before.kind.clone(), after.kind.clone()];
            sorted.iter_mut().for_each(in_order);
            let what = Message::new("tên các lựa chọn", "titles of options");
            let [a, b] = &sorted;
            log.compare(ChangeKind::Text, &who, what, at("kind"), (a, b), titles);
        } else {
            log.compare(ChangeKind::Fact, &who, what, at("kind"), kinds, kind);
        }
        let what = Message::new("ai cung cấp", "who gives it");
        let by = [before, after].map(|fact| fact.provided_by.unwrap_or(ProvidedBy::Unit));
        log.compare(
            ChangeKind::Fact,
            &who,
            what,
            at("provided_by"),
            (&by[0], &by[1]),
            |own| provided_by(*own),
        );
        let what = Message::new("kỳ công bố", "which edition of the source");
        log.compare(
            ChangeKind::Fact,
            &who,
            what,
            at("edition"),
            (&before.edition, &after.edition),
            |own| optional(own.as_ref(), shown),
        );
    }
    for (a, before) in old.iter().enumerate() {
        if find(new, &name(before, true), false).is_none() {
            log.add(
                ChangeKind::Removed,
                &fact_who(before),
                what.clone(),
                whole(before, a),
                None,
            );
        }
    }
}

/// Options and columns in one order, limits filled in.
fn in_order(kind: &mut FactKind) {
    match kind {
        FactKind::Choice(choice) => choice.options.sort_by(|a, b| a.id.cmp(&b.id)),
        FactKind::Table(table) => {
            table.max_rows = Some(table.max_rows.unwrap_or(1_000));
            table.columns.sort_by(|a, b| a.id.cmp(&b.id));
            for column in &mut table.columns {
                if let crate::file::ColumnKind::Choice(choice) = &mut column.kind {
                    choice.options.sort_by(|a, b| a.id.cmp(&b.id));
                }
            }
        }
        FactKind::Number(_) | FactKind::Date(_) | FactKind::YesNo => {}
    }
}

fn titles(kind: &FactKind) -> Message {
    match kind {
        FactKind::Choice(choice) => listed(
            &choice
                .options
                .iter()
                .map(|option| quoted(&option.title))
                .collect::<Vec<_>>(),
        ),
        FactKind::Table(table) => listed(
            &table
                .columns
                .iter()
                .map(|column| quoted(&column.title))
                .collect::<Vec<_>>(),
        ),
        other => self::kind(other),
    }
}
