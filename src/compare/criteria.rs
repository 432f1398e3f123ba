//! What differs between areas and criteria.

use super::change::{ChangeKind, Log, Side, Who};
use super::measures::Two;
use super::nodes::Node;
use super::normal::Reader;
use super::pairing::Pairs;
use super::rules;
use super::words::{
    basis, both, combine, figure, in_points, joined, listed, not_applicable, nothing, number,
    optional, quoted, requirement, shown,
};
use crate::diagnostic::Message;
use crate::file::{Citation, Criterion, EvidenceRequirement, Kinds};
use crate::number::{Quantity, Ratio};
use crate::read::Id;

/// The nodes of both sets with their pairs.
#[derive(Clone, Copy)]
pub(super) struct Trees<'a> {
    pub(super) old: &'a [Node<'a>],
    pub(super) new: &'a [Node<'a>],
    pub(super) pairs: &'a Pairs,
}

/// Writes down what differs, in the order of the new set; what is gone at the end.
pub(super) fn compare(log: &mut Log, two: Two<'_>, trees: Trees<'_>) {
    for (at, node) in trees.new.iter().enumerate() {
        let before = trees
            .pairs
            .old_of
            .get(&at)
            .and_then(|old| trees.old.get(*old));
        match before {
            None => log.add(
                ChangeKind::New,
                &node.who(),
                entry(node),
                None,
                Some(whole(node)),
            ),
            Some(before) => pair(log, two, trees, before, node),
        }
    }
    for (at, node) in trees.old.iter().enumerate() {
        if !trees.pairs.new_of.contains_key(&at) {
            log.add(
                ChangeKind::Removed,
                &node.who(),
                entry(node),
                Some(whole(node)),
                None,
            );
        }
    }
}

fn entry(node: &Node<'_>) -> Message {
    let scored = node
        .criterion
        .is_some_and(|criterion| criterion.rule.is_some());
    if scored {
        Message::new("tiêu chí chấm điểm", "scored criterion")
    } else if node.criterion.is_some() {
        Message::new("nhóm tiêu chí", "group of criteria")
    } else {
        Message::new("lĩnh vực", "area")
    }
}

/// A node by its title and maximum.
fn whole(node: &Node<'_>) -> Side {
    let text = joined(
        &[quoted(node.title), in_points(&number(node.max_points))],
        ", ",
    );
    Side::new(node.pointer.clone(), node.id, text)
}

fn pair(log: &mut Log, two: Two<'_>, trees: Trees<'_>, old: &Node<'_>, new: &Node<'_>) {
    let who = new.who();
    let at = |key: &str| (old.at(key), new.at(key));
    if old.id != new.id {
        let what = Message::new("mã", "id");
        log.compare(
            ChangeKind::Renamed,
            &who,
            what,
            at("id"),
            (old.id, new.id),
            shown,
        );
    }
    moved(log, trees, old, new, &who);
    let what = Message::new("tên", "title");
    log.compare(
        ChangeKind::Text,
        &who,
        what,
        at("title"),
        (old.title, new.title),
        quoted,
    );
    let what = Message::new("điểm tối đa", "most points");
    let most = (&old.max_points, &new.max_points);
    log.compare(
        ChangeKind::Maximum,
        &who,
        what,
        at("max_points"),
        most,
        figure,
    );
    weight(log, trees, old, new, &who);
    treatment(log, trees, old, new, &who);
    let what = Message::new(
        "cách gộp điểm các mục con",
        "how what is below makes its points",
    );
    let combines = (&old.combine, &new.combine);
    log.compare(
        ChangeKind::Rule,
        &who,
        what,
        at("combine"),
        combines,
        |own| combine(*own),
    );
    citations(log, &who, (old.cites, new.cites), at("cites"));
    let what = Message::new("sai lệch đã khai báo", "declared mismatches");
    let mismatches = (&old.mismatches, &new.mismatches);
    log.compare(
        ChangeKind::Setting,
        &who,
        what,
        at("declared_mismatches"),
        mismatches,
        |all| listed(&all.iter().map(|one| both(&one.check)).collect::<Vec<_>>()),
    );
    if let (Some(before), Some(after)) = (old.criterion, new.criterion) {
        criterion(
            log,
            two,
            &who,
            (before, after),
            (&old.pointer, &new.pointer),
        );
    }
}

fn moved(log: &mut Log, trees: Trees<'_>, old: &Node<'_>, new: &Node<'_>, who: &Who) {
    let matched = old
        .parent
        .and_then(|parent| trees.pairs.new_of.get(&parent));
    let stays = old.home == new.home
        && matched == new.parent.as_ref()
        && old.parent.is_some() == new.parent.is_some();
    if !stays {
        let side = |node: &Node<'_>, all: &[Node<'_>]| {
            let parent = node.parent.and_then(|parent| all.get(parent));
            let text = match (parent, node.home) {
                (Some(parent), _) => parent.who().name,
                (None, "bonus") => Message::new("điểm thưởng", "bonus points"),
                (None, "penalty") => Message::new("điểm phạt", "penalty points"),
                (None, _) => Message::new("toàn bộ", "the whole"),
            };
            let id = parent.map_or(node.home, |parent| parent.id.as_str());
            Some(Side::new(node.pointer.clone(), &id, text))
        };
        let what = Message::new("thuộc", "belongs to");
        let (old, new) = (side(old, trees.old), side(new, trees.new));
        log.add(ChangeKind::Moved, who, what, old, new);
    }
    let number = |node: &Node<'_>| {
        node.number
            .map(|number| number.trim_end_matches('.').to_owned())
    };
    let what = Message::new("số thứ tự in", "printed number");
    let places = (old.at("number"), new.at("number"));
    log.compare(
        ChangeKind::Moved,
        who,
        what,
        places,
        (&number(old), &number(new)),
        |own| optional(own.as_ref(), shown),
    );
}

/// Weights that stand in the same proportion among the same siblings are the same weights.
fn weight(log: &mut Log, trees: Trees<'_>, old: &Node<'_>, new: &Node<'_>, who: &Who) {
    if old.weight == new.weight {
        return;
    }
    let at = (old.at("weight"), new.at("weight"));
    let share = |node: &Node<'_>, all: &[Node<'_>]| {
        let siblings = all.iter().filter(|other| {
            other.parent == node.parent
                && other.home == node.home
                && (other.criterion.is_some() == node.criterion.is_some())
        });
        let weights = siblings.map(|other| other.weight.map(Ratio::from_quantity));
        let sum = weights
            .flatten()
            .try_fold(Ratio::ZERO, Ratio::checked_add)?;
        Ratio::from_quantity(node.weight?).checked_div(sum)
    };
    let shares = (share(old, trees.old), share(new, trees.new));
    if shares.0.is_some() && shares.0 == shares.1 {
        log.same(who, Message::new("trọng số", "the weight"), at);
        return;
    }
    let percent = |share: Option<Ratio>| {
        let percent = share?.checked_mul(Ratio::from_int(100))?;
        percent.to_quantity_exact(4)
    };
    // Weights that add up to 100 are percentages already.
    let plain = percent(shares.0) == old.weight && percent(shares.1) == new.weight;
    let words = |own: Option<Quantity>, share: Option<Ratio>| {
        let Some(own) = own else { return nothing() };
        let own = number(own);
        match percent(share).filter(|_| !plain) {
            Some(percent) => {
                let percent = number(percent);
                Message::new(
                    format!("{} ({} %)", own.vi, percent.vi),
                    format!("{} ({} %)", own.en, percent.en),
                )
            }
            None => own,
        }
    };
    log.add(
        ChangeKind::Weight,
        who,
        Message::new("trọng số", "weight"),
        Some(Side::new(at.0, &old.weight, words(old.weight, shares.0))),
        Some(Side::new(at.1, &new.weight, words(new.weight, shares.1))),
    );
}

/// Said where the answer is given, not again at everything that takes it from there.
fn treatment(log: &mut Log, trees: Trees<'_>, old: &Node<'_>, new: &Node<'_>, who: &Who) {
    let above = |node: &Node<'_>, all: &[Node<'_>]| {
        let parent = node.parent.and_then(|parent| all.get(parent));
        parent.map(|parent| parent.not_applicable)
    };
    let own = (old.not_applicable, new.not_applicable);
    let from_above = (above(old, trees.old), above(new, trees.new));
    if (Some(own.0), Some(own.1)) == from_above {
        return;
    }
    let what = Message::new("khi không áp dụng", "where not applicable");
    let places = (old.at("not_applicable"), new.at("not_applicable"));
    log.compare(
        ChangeKind::NotApplicable,
        who,
        what,
        places,
        (&own.0, &own.1),
        |own| not_applicable(*own),
    );
}

pub(super) fn citations(
    log: &mut Log,
    who: &Who,
    (old, new): (&[Citation], &[Citation]),
    at: (String, String),
) {
    let sorted = |cites: &[Citation]| {
        let mut all: Vec<(Id, Option<String>)> = cites
            .iter()
            .map(|cite| (cite.source.clone(), cite.provision.clone()))
            .collect();
        all.sort();
        all
    };
    if sorted(old) != sorted(new) {
        let words = |cites: &[Citation]| {
            let each = cites.iter().map(|cite| match &cite.provision {
                Some(provision) => both(format!("{} ({provision})", cite.source)),
                None => both(&cite.source),
            });
            listed(&each.collect::<Vec<_>>())
        };
        log.add(
            ChangeKind::Citation,
            who,
            Message::new("căn cứ", "what it rests on"),
            Some(Side::new(at.0, &old, words(old))),
            Some(Side::new(at.1, &new, words(new))),
        );
    }
}

fn criterion(
    log: &mut Log,
    two: Two<'_>,
    who: &Who,
    (old, new): (&Criterion, &Criterion),
    pointers: (&str, &str),
) {
    let at = |key: &str| {
        (
            format!("{}/{key}", pointers.0),
            format!("{}/{key}", pointers.1),
        )
    };
    match (&old.rule, &new.rule) {
        (Some(before), Some(after)) => {
            let (a, b) = at("rule");
            rules::compare(log, who, two, (before, after), (&a, &b));
        }
        (None, None) => {}
        (before, after) => {
            let words = |rule: &Option<crate::file::Rule>| {
                rule.as_ref().map_or_else(
                    || Message::new("cộng từ các tiêu chí con", "made of the criteria below"),
                    rules::form,
                )
            };
            let (a, b) = at("rule");
            let (a, b) = (
                Side::new(a, before, words(before)),
                Side::new(b, after, words(after)),
            );
            let what = Message::new("cách cho điểm", "how points are given");
            log.add(ChangeKind::Rule, who, what, Some(a), Some(b));
        }
    }
    let what = Message::new("loại kết quả", "basis");
    let words = |own: &Option<crate::file::Basis>| own.map_or_else(nothing, basis);
    log.compare(
        ChangeKind::Basis,
        who,
        what,
        at("basis"),
        (&old.basis, &new.basis),
        words,
    );
    evidence(
        log,
        who,
        two,
        (&old.evidence, &new.evidence),
        &at("evidence"),
    );
    let what = Message::new("cơ quan thẩm định", "who appraises it");
    let by = (&old.appraised_by, &new.appraised_by);
    log.compare(
        ChangeKind::Setting,
        who,
        what,
        at("appraised_by"),
        by,
        |own| optional(own.as_ref(), quoted),
    );
    let what = Message::new("ghi chú", "note");
    log.compare(
        ChangeKind::Text,
        who,
        what,
        at("note"),
        (&old.note, &new.note),
        |own| optional(own.as_ref(), quoted),
    );
}

/// A requirement without its title, lists sorted, facts by their new names.
fn bare(requirement: &EvidenceRequirement, reader: &Reader) -> EvidenceRequirement {
    let mut bare = requirement.clone();
    bare.title = None;
    for supported in &mut bare.supports {
        if let Some(new) = reader.facts.get(supported.as_str()) {
            *supported = new.to_string();
        }
    }
    bare.supports.sort();
    if let Some(Kinds::Any(ids) | Kinds::All(ids)) = &mut bare.kinds {
        ids.sort();
        if let [only] = ids.as_slice() {
            bare.kinds = Some(Kinds::Any(vec![only.clone()]));
        }
    }
    bare
}

fn evidence(
    log: &mut Log,
    who: &Who,
    two: Two<'_>,
    (old, new): (&[EvidenceRequirement], &[EvidenceRequirement]),
    at: &(String, String),
) {
    let name = |own: &EvidenceRequirement| {
        let title = own.title.as_ref().map_or_else(|| both(&own.id), quoted);
        Message::new(
            format!("minh chứng {}", title.vi),
            format!("evidence {}", title.en),
        )
    };
    let find = |all: &'_ [EvidenceRequirement], id: &Id| all.iter().position(|own| own.id == *id);
    let side = |own: &EvidenceRequirement, at: &str, index: usize| {
        Some(Side::new(format!("{at}/{index}"), own, requirement(own)))
    };
    for (b, after) in new.iter().enumerate() {
        let found = find(old, &after.id).and_then(|a| Some((a, old.get(a)?)));
        let Some((a, before)) = found else {
            log.add(
                ChangeKind::Evidence,
                who,
                name(after),
                None,
                side(after, &at.1, b),
            );
            continue;
        };
        if bare(before, two.readers.0) != bare(after, two.readers.1) {
            let sides = (side(before, &at.0, a), side(after, &at.1, b));
            log.add(ChangeKind::Evidence, who, name(after), sides.0, sides.1);
        }
        let what = joined(&[Message::new("tên", "title of"), name(after)], " ");
        let places = (format!("{}/{a}/title", at.0), format!("{}/{b}/title", at.1));
        let titles = (&before.title, &after.title);
        log.compare(ChangeKind::Text, who, what, places, titles, |own| {
            optional(own.as_ref(), quoted)
        });
    }
    for (a, before) in old.iter().enumerate() {
        if find(new, &before.id).is_none() {
            log.add(
                ChangeKind::Evidence,
                who,
                name(before),
                side(before, &at.0, a),
                None,
            );
        }
    }
}
