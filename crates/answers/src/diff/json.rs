//! `criteria diff --format json`.

use std::collections::BTreeMap;

use par_index::compare::{AnswerFit, Change, Effects, EndSplit, SameMeaning, Share, Whose};
use par_index::diagnostic::{Lang, Place};
use par_index::eval::Scorecard;
use par_index::file::{Fact, Provenance, Text};
use par_index::model::CriteriaSet;
use par_index::read::Id;
use serde::Serialize;
use serde_json::{Value, json};

use super::answer::{Compared, Rescored, Side, readers};

#[derive(Serialize)]
struct Document<'c> {
    old: Set<'c>,
    new: Set<'c>,
    changes: Vec<Value>,
    same_meaning: Vec<Value>,
    answers: Vec<Value>,
    new_facts: Vec<Value>,
    summary: Summary,
    rescored: Option<Value>,
}

#[derive(Serialize)]
struct Set<'c> {
    id: &'c Id,
    edition: &'c Id,
    title: &'c Text,
    provenance: Provenance,
    fingerprint: &'c str,
    file: &'c str,
}

#[derive(Serialize)]
struct Summary {
    changes: usize,
    by_kind: BTreeMap<&'static str, usize>,
    answers: BTreeMap<&'static str, usize>,
    new_facts: usize,
}

impl Compared {
    /// The answer as data.
    pub fn data(&self, lang: Lang) -> impl Serialize + '_ {
        Document::of(self, lang)
    }
}

impl<'c> Document<'c> {
    fn of(compared: &'c Compared, lang: Lang) -> Self {
        let (old, new, diff) = (&compared.old, &compared.new, &compared.diff);
        let facts = new.set.facts().iter().enumerate();
        Self {
            old: set(old),
            new: set(new),
            changes: diff
                .changes()
                .iter()
                .map(|own| change(compared, own, lang))
                .collect(),
            same_meaning: diff
                .same_meaning()
                .iter()
                .map(|own| same(compared, own, lang))
                .collect(),
            answers: diff
                .answers()
                .iter()
                .map(|own| answer(compared, own, lang))
                .collect(),
            new_facts: facts
                .filter(|(index, _)| diff.new_facts().contains(index))
                .map(|(index, fact)| new_fact(compared, index, fact))
                .collect(),
            summary: Summary {
                changes: diff.changes().len(),
                by_kind: counted(diff.changes().iter().map(|change| change.kind().word())),
                answers: counted(diff.answers().iter().map(|fit| fit.fit().word())),
                new_facts: diff.new_facts().len(),
            },
            rescored: compared
                .rescored
                .as_ref()
                .map(|own| rescored(compared, own, lang)),
        }
    }
}

fn counted(words: impl Iterator<Item = &'static str>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts
}

fn set(side: &Side) -> Set<'_> {
    Set {
        id: side.set.id(),
        edition: side.set.edition(),
        title: side.set.title(),
        provenance: side.set.provenance(),
        fingerprint: side.set.fingerprint(),
        file: &side.name,
    }
}

fn place(place: &Place) -> Value {
    json!({"pointer": place.pointer, "line": place.line, "column": place.column})
}

fn change(compared: &Compared, change: &Change, lang: Lang) -> Value {
    let side = |of: Option<&par_index::compare::Side>, file: &Side| {
        of.map(|own| {
            let at = file.place(own.pointer());
            json!({
                "pointer": at.pointer, "line": at.line, "column": at.column,
                "value": serde_json::to_value(own.value()).unwrap_or(Value::Null),
                "text": own.text().get(lang),
            })
        })
    };
    json!({
        "kind": change.kind(),
        "subject": change.subject(),
        "id": change.id(),
        "what": change.what().get(lang),
        "message": change.message().get(lang),
        "old": side(change.old(), &compared.old),
        "new": side(change.new_side(), &compared.new),
    })
}

fn same(compared: &Compared, same: &SameMeaning, lang: Lang) -> Value {
    json!({
        "id": same.id(),
        "message": same.message().get(lang),
        "old": place(&compared.old.place(same.old())),
        "new": place(&compared.new.place(same.new_pointer())),
    })
}

fn answer(compared: &Compared, fit: &AnswerFit, lang: Lang) -> Value {
    let (old, new) = (&compared.old, &compared.new);
    let id =
        |set: &CriteriaSet, index: usize| set.facts().get(index).map(|fact| fact.id.to_string());
    let misfits: Vec<Value> = fit
        .misfits()
        .iter()
        .map(|misfit| json!({"misfit": misfit.word(), "text": misfit.text().get(lang)}))
        .collect();
    json!({
        "fact": id(&old.set, fit.old_fact()),
        "new_fact": fit.new_fact().and_then(|index| id(&new.set, index)),
        "fit": fit.fit(),
        "misfits": misfits,
        "old": place(&old.place(&format!("/facts/{}", fit.old_fact()))),
        "new": fit.new_fact().map(|index| place(&new.place(&format!("/facts/{index}")))),
        "criteria": readers(&old.set, fit.old_fact()),
    })
}

fn new_fact(compared: &Compared, index: usize, fact: &Fact) -> Value {
    let at = compared.new.place(&format!("/facts/{index}"));
    json!({
        "fact": fact.id,
        "title": fact.title,
        "new": place(&at),
        "criteria": readers(&compared.new.set, index),
    })
}

fn rescored(compared: &Compared, own: &Rescored, lang: Lang) -> Value {
    let card = |card: &Scorecard| {
        let index = card.total().index().whole();
        let text = |value: Option<par_index::number::Ratio>| value.map(|value| value.to_string());
        json!({
            "unit": card.assessment().file().unit.id,
            "as_of": card.assessment().as_of(),
            "applicable": card.total().applicable(),
            "points": card.total().computed(),
            "index": {
                "computed": text(index.column(par_index::eval::Column::Computed)),
                "lower": text(index.lower()),
                "upper": text(index.upper()),
                "rounded": index.column(par_index::eval::Column::Computed).and_then(|value| card.rounded(value)),
            },
            "class": card.class().map(|(class, _)| &class.id),
        })
    };
    let dropped: Vec<Value> = own
        .carried
        .dropped()
        .iter()
        .map(|one| json!({"thing": one.thing(), "name": one.name(), "why": one.why().get(lang)}))
        .collect();
    let split = own.split.as_ref();
    json!({
        "from": card(&own.from),
        "by_new_set": card(own.carried.card()),
        "to": own.to.as_ref().map(card),
        "dropped": dropped,
        "cannot_split": split.err().map(ToString::to_string),
        "computed": split.ok().and_then(|split| split.computed()).map(|one| end(compared, one)),
        "lower": split.ok().map(|split| end(compared, split.lower())),
        "upper": split.ok().map(|split| end(compared, split.upper())),
    })
}

fn effects(effects: &Effects) -> Value {
    json!({
        "performance": effects.performance.to_string(),
        "method": effects.method.to_string(),
        "not_applicable": effects.not_applicable.to_string(),
        "total": effects.sum().map(|sum| sum.to_string()),
    })
}

fn end(compared: &Compared, end: &EndSplit) -> Value {
    let all = |shares: &[Share]| -> Vec<Value> {
        shares.iter().map(|own| share(compared, own)).collect()
    };
    json!({
        "from": end.from.to_string(),
        "by_new_set": end.between.to_string(),
        "to": end.to.to_string(),
        "index": effects(&end.index),
        "areas": all(&end.areas),
        "shares": all(&end.shares),
    })
}

fn share(compared: &Compared, share: &Share) -> Value {
    let (old_set, new_set) = (&compared.old.set, &compared.new.set);
    let leaf =
        |set: &CriteriaSet, index: usize| set.leaves().get(index).map(|leaf| leaf.id().to_string());
    let area = |set: &CriteriaSet, index: usize| {
        set.file().areas.get(index).map(|area| area.id.to_string())
    };
    let (whose, old, new): (_, Option<String>, Option<String>) = match share.whose {
        Whose::Leaf { old, new } => (
            "criterion",
            old.and_then(|index| leaf(old_set, index)),
            new.and_then(|index| leaf(new_set, index)),
        ),
        Whose::Area { old, new } => (
            "area",
            old.and_then(|index| area(old_set, index)),
            new.and_then(|index| area(new_set, index)),
        ),
        Whose::AreaRounding => ("area-rounding", None, None),
        Whose::Mismatch => ("declared-mismatch", None, None),
        Whose::AdjustmentCap => ("adjustment-cap", None, None),
        Whose::Limits => ("index-limits", None, None),
    };
    json!({
        "of": whose,
        "old": old,
        "new": new,
        "from": share.from.to_string(),
        "to": share.to.to_string(),
        "points": effects(&share.points),
        "index": effects(&share.index),
    })
}
