//! Which class an index value falls into: at a limit, beside it, and where rounding decides.
#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

use par_index::compile::Scorer;
use par_index::eval::Scorecard;
use par_index::model::CriteriaSet;
use par_index::number::{Quantity, Ratio};
use serde_json::{Value, json};

const SET: &str = include_str!("checks/taking/criteria.json");

/// A card of a set with the classes `a` from 90, `b` from 50 and `c` from 0; the index has two places.
fn card(classes_on_exact: bool) -> Scorecard {
    let class = |id: &str, from: i64| json!({ "id": id, "title": { "vi": id }, "from": from });
    let mut set: Value = serde_json::from_str(SET).unwrap();
    set["classes"] = json!([class("a", 90), class("b", 50), class("c", 0)]);
    set["rounding"]["classes_on_exact"] = json!(classes_on_exact);
    let set = CriteriaSet::from_json(None, &serde_json::to_vec(&set).unwrap()).unwrap();
    let scorer = Scorer::new(set).unwrap();
    let day = scorer.criteria_set().file().in_force.until;
    let blank = scorer.blank_assessment("don-vi", day).unwrap();
    let assessment = par_index::eval::Assessment::new(&scorer, None, blank).unwrap();
    scorer.score(&assessment).unwrap()
}

fn class(card: &Scorecard, index: &str) -> String {
    let index = Ratio::from_quantity(Quantity::parse(index).unwrap());
    card.class_of(index).unwrap().id.to_string()
}

#[test]
fn a_class_begins_at_its_limit() {
    let card = card(false);
    let found = ["100", "90", "89.99", "50", "49.99", "0"].map(|index| class(&card, index));
    assert_eq!(found, ["a", "a", "b", "b", "c", "c"]);
}

#[test]
fn a_class_is_read_from_the_rounded_index_unless_the_set_says_otherwise() {
    assert_eq!(class(&card(false), "89.995"), "a");
    assert_eq!(class(&card(true), "89.995"), "b");
}
