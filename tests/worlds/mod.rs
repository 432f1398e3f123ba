//! Random worlds: a set, a plan and a scored assessment, some of them plain enough that most leaves are
//! re-scored alone.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what should not happen"
)]

use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::file::{AssessmentFile, Change, Fact, FactChange, FactKind, FactValue};
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::number::{Date, Quantity};
use par_index::scenario::apply_for;
use par_index_testkit::{CaseSeed, case_from_seed};

/// A world by its number.
pub(crate) fn world(number: u64) -> (Scorer, Assessment) {
    let case = case_from_seed(CaseSeed::from_number(number));
    let scorer = Scorer::new(set(number, &case.criteria)).unwrap();
    let plan = case.plan.as_ref();
    let plan = plan.map(|plan| ReformPlan::from_json(None, plan.as_bytes()).unwrap());
    let bytes = case.assessment.as_bytes();
    let mut file: AssessmentFile = par_index::read::decode_document(None, bytes).unwrap().0;
    if is_plain(number) {
        file.evidence.clear();
        file.appraisal = None;
        complete(&mut file, &scorer, &mut Lot(number + 1000));
    }
    let base = Assessment::new(&scorer, plan.as_ref(), file).unwrap();
    (scorer, base)
}

/// Two worlds of three are plain: the set asks for no documents and rounds no area, the sheet has an
/// answer to everything, drawn by lot where there was none, and no appraisal. There most leaves are
/// re-scored alone.
fn is_plain(number: u64) -> bool {
    !number.is_multiple_of(3)
}

fn set(number: u64, criteria: &str) -> CriteriaSet {
    let mut criteria: serde_json::Value = serde_json::from_str(criteria).unwrap();
    if is_plain(number) {
        unproved(&mut criteria);
        let mut unrounded = criteria.clone();
        unrounded["rounding"]
            .as_object_mut()
            .unwrap()
            .remove("area");
        // Weights may need the rounding.
        if let Ok(set) = CriteriaSet::from_json(None, unrounded.to_string().as_bytes()) {
            return set;
        }
    }
    CriteriaSet::from_json(None, criteria.to_string().as_bytes()).unwrap()
}

fn unproved(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(members) => {
            if members.contains_key("max_points") && members.contains_key("rule") {
                let none = serde_json::json!([{ "id": "none", "mode": "none" }]);
                members.insert("evidence".to_owned(), none);
            } else {
                members.values_mut().for_each(unproved);
            }
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(unproved),
        _ => {}
    }
}

pub(crate) fn values(fact: &Fact, as_of: Date) -> Vec<FactValue> {
    let mut all = match &fact.kind {
        FactKind::Number(kind) => {
            let places = u8::try_from(kind.decimals).unwrap();
            let (lo, hi) = (kind.min.to_scale(places), kind.max.to_scale(places));
            // One more than there may be, too: it is refused.
            (lo.unwrap()..=hi.unwrap() + 1)
                .map(|mantissa| Quantity::new(mantissa, places).unwrap().into())
                .collect()
        }
        FactKind::YesNo => vec![true.into(), false.into()],
        FactKind::Choice(kind) => {
            let options = kind.options.iter();
            options.map(|option| option.id.as_ref().into()).collect()
        }
        FactKind::Date(_) => {
            let mut days: Vec<FactValue> = (-10..=1)
                .filter_map(|by| as_of.checked_add_days(by))
                .map(FactValue::from)
                .collect();
            days.push("none".into());
            days
        }
        FactKind::Table(_) => Vec::new(),
    };
    all.push(FactValue::Unanswered);
    all
}

/// Answers what is unanswered.
fn complete(file: &mut AssessmentFile, scorer: &Scorer, lot: &mut Lot) {
    for fact in scorer.criteria_set().facts() {
        let own = file.facts.get(&fact.id);
        let values = values(fact, file.as_of);
        if values.len() > 2 && own.is_none_or(|value| *value == FactValue::Unanswered) {
            let value = values[lot.below(values.len() - 2)].clone();
            let change = Change::Fact(FactChange {
                fact: fact.id.clone(),
                value,
            });
            *file = apply_for(scorer.criteria_set(), file, &change).unwrap();
        }
    }
}

/// `SplitMix64`.
pub(crate) struct Lot(pub(crate) u64);

impl Lot {
    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(count).unwrap()).unwrap()
    }
}
