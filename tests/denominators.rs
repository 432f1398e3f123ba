//! The denominator is exact, whatever way it was reached: 100 points less a third are 200/3, not 66.67
//! nor 66.666666667.

#![expect(clippy::unwrap_used, reason = "a test stops at what should not happen")]

mod thirds;

use par_index::check::{check_assessment, summarise};
use par_index::compile::Scorer;
use par_index::eval::{Column, Scorecard};
use par_index::number::Ratio;
use par_index::ranking::{Contender, Standing};
use serde_json::{Value, json};
use thirds::{assessment, criteria, scorer, without_first};

fn card(scorer: &Scorer, more: Value) -> Scorecard {
    scorer.score(&assessment(scorer, more)).unwrap()
}

/// 9/10 and 7/10 of 33.333… are 53.333…, rounded to 53.33 as the set says; of 200/3 that is
/// 100 × 53.33 × 3 ÷ 200 = 79.995.
fn index() -> Ratio {
    Ratio::new(79_995, 1_000).unwrap()
}

fn partly() -> Value {
    json!({ "facts": { "b": 9, "d": 7 }, "not_applicable": without_first() })
}

#[test]
fn an_index_over_two_thirds() {
    let scorer = scorer(&criteria());
    let card = card(&scorer, partly());
    let of = card.total().index();
    for scope in [of.whole(), of.own()] {
        for column in [Column::Computed, Column::Evidenced] {
            assert_eq!(scope.column(column), Some(index()));
        }
        assert_eq!(scope.lower(), Some(index()));
        assert_eq!(scope.upper(), Some(index()));
    }
    let area = card.areas().first().unwrap().index().whole();
    assert_eq!(area.column(Column::Computed), Some(index()));
    assert_eq!(card.rounded(index()).unwrap().to_string(), "80");
    assert_eq!(card.class().unwrap().0.id.as_str(), "good");
    let totals = scorer.totals(&assessment(&scorer, partly())).unwrap();
    let own = totals.total().index().whole();
    assert_eq!(own.column(Column::Computed), Some(index()));
}

#[test]
fn claimed_and_final_columns() {
    let scorer = scorer(&criteria());
    let record = |at: &str| json!({ "round": 1, "criterion": at, "by": "tổ", "on": "2025-01-20" });
    let mut records = [record("c1"), record("c2"), record("c3")];
    records[0]["not_applicable"] = json!(true);
    records[1]["points"] = json!(9);
    records[2]["points"] = json!(7);
    let round = json!({ "round": 1, "by": "tổ", "locked_on": "2025-01-25" });
    let card = card(
        &scorer,
        json!({
            "facts": { "b": 9, "d": 7 },
            "not_applicable": without_first(),
            "claims": { "criteria": { "c2": 9, "c3": 7 } },
            "appraisal": { "rounds": [round], "records": records },
        }),
    );
    for scope in [card.total().index().whole(), card.total().index().own()] {
        assert_eq!(scope.column(Column::Claimed), Some(index()));
        assert_eq!(scope.column(Column::Final), Some(index()));
    }
}

/// Three areas of one criterion each weigh a third of 100, and no area is rounded.
fn by_areas() -> Value {
    let mut criteria = criteria();
    let area = criteria["areas"][0].take();
    let leaves = area["criteria"].as_array().unwrap();
    let areas = leaves.iter().zip(["i", "ii", "iii"]).map(|(leaf, id)| {
        let mut leaf = leaf.clone();
        leaf.as_object_mut().unwrap().remove("weight");
        json!({ "id": id, "number": id, "title": { "vi": id }, "max_points": 10, "weight": 1,
            "cites": [{ "source": "s" }], "criteria": [leaf] })
    });
    criteria["areas"] = areas.collect();
    criteria["combine"] = json!("weighted-mean");
    criteria["rounding"].as_object_mut().unwrap().remove("area");
    criteria
}

/// 8/10 of everything is 80; so are 9/10 and 7/10 of what is left without a third.
#[test]
fn equal_indices_are_equal_in_a_ranking() {
    let scorer = scorer(&by_areas());
    let standing = |more| {
        Contender::of(&card(&scorer, more), Column::Computed, &[])
            .unwrap()
            .standing
    };
    let eighty = Standing::Known(Ratio::from_int(80));
    assert_eq!(standing(partly()), eighty);
    let all = json!({ "facts": { "a": 8, "b": 8, "d": 8 } });
    assert_eq!(standing(all), eighty);
}

/// Nothing is rounded before the division: full marks are exactly 100.
#[test]
fn full_marks_of_what_applies_are_all() {
    let scorer = scorer(&by_areas());
    let more = json!({ "facts": { "b": 10, "d": 10 }, "not_applicable": without_first() });
    let index = card(&scorer, more).total().index();
    for scope in [index.whole(), index.own()] {
        assert_eq!(scope.column(Column::Computed), Some(Ratio::from_int(100)));
    }
}

/// 100 = 53.33 + 33.333333333 + 13.333333333 lost + what rounding leaves, and nothing is a mismatch of the
/// set, whose children make its maximum.
#[test]
fn the_ledger_of_an_area_is_that_of_its_score() {
    let scorer = scorer(&criteria());
    let card = card(&scorer, partly());
    for sums in [card.ledger("i").unwrap(), card.total_ledger().unwrap()] {
        assert_eq!(sums.computed.to_string(), "53.33");
        assert_eq!(sums.evidenced.to_string(), "53.33");
        assert_eq!(sums.excluded.to_string(), "33.333333333");
        let losses: Vec<String> = sums
            .losses
            .iter()
            .map(|(_, reason, points)| format!("{} {points}", serde_json::json!(reason)))
            .collect();
        assert_eq!(
            losses,
            ["\"proportion\" 13.333333333", "\"rounding\" 0.003333334"]
        );
    }
}

/// 33.333… and 66.666… make 100, also on paper.
#[test]
fn the_summary_of_points_adds_up() {
    let scorer = scorer(&criteria());
    let none = json!([{ "at": "c1", "reason": "không có" }, { "at": "c2", "reason": "không có" }]);
    let card = card(
        &scorer,
        json!({ "facts": { "d": 10 }, "not_applicable": none }),
    );
    let total = summarise(&card, &check_assessment(&card)).total;
    assert_eq!(total.max.to_string(), "100");
    assert_eq!(total.safe.to_string(), "33.333333333");
    assert_eq!(total.excluded.to_string(), "66.666666667");
}
