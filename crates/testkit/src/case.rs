//! The three files of a case.

use crate::day::{self, day};
use crate::fact::Question;
use crate::json::{Json, Object, points, words};
use crate::leaf::{Frame, Leaf, leaf};
use crate::plan::{period, planned};
use crate::seed::{CaseSeed, Dice, LeafSeed};
use crate::tree::{Areas, areas};

/// A criteria set, a plan where there is one, and an assessment, as JSON texts
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The criteria set.
    pub criteria: String,
    /// The unit's reform plan.
    pub plan: Option<String>,
    /// The assessment.
    pub assessment: String,
}

/// What criteria set and assessment both go by
struct Terms {
    /// Leaves are not rounded.
    finite: bool,
    groups: Vec<Object>,
    /// Sources that may be absent, with what that means.
    absent: Vec<(&'static str, &'static str)>,
}

const MODES: [&str; 4] = ["half-up", "half-even", "down", "up"];

/// Builds the case of a seed; every seed has one
#[expect(
    clippy::needless_pass_by_value,
    reason = "a seed is used up: strategies map it"
)]
pub fn case_from_seed(seed: CaseSeed) -> Case {
    // Two halves, so that fewer leaves do not change how the rest is read.
    let (tree, frame) = seed.set.split_at(seed.set.len() / 2);
    let (mut tree, mut frame) = (Dice::new(tree), Dice::new(frame));
    let finite = frame.once_in(5);
    let alone = [LeafSeed::default()];
    let seeds = if seed.leaves.is_empty() {
        &alone[..]
    } else {
        &seed.leaves
    };
    let areas = areas(seeds, &mut tree, finite, seed.thirds);
    let bonus = adjustment_leaves(&seed.bonus, "b", finite, false);
    let penalty = adjustment_leaves(&seed.penalty, "c", finite, true);
    let every: Vec<&Leaf<'_>> = areas
        .leaves
        .iter()
        .map(|placed| &placed.leaf)
        .chain(&bonus)
        .chain(&penalty)
        .collect();
    let terms = Terms {
        finite,
        groups: groups(&mut frame, &areas),
        absent: absent_sources(&mut frame),
    };
    let criteria = criteria(&mut frame, &areas, &bonus, &penalty, &every, &terms);
    let mut situation = Dice::new(&seed.situation);
    let as_of = situation.of(&[
        day::of(11, 15),
        day::of(12, 31),
        day::of(6, 30),
        day::PERIOD_END + 31,
        day::of(3, 31),
    ]);
    let planned = planned(&seed.tasks, as_of);
    let assessment = assessment(
        &mut situation,
        as_of,
        &areas,
        &every,
        &terms,
        planned.results,
        planned.documents,
    );
    Case {
        criteria: criteria.to_string(),
        plan: planned.plan,
        assessment: assessment.to_string(),
    }
}

fn adjustment_leaves<'s>(
    seeds: &'s [LeafSeed],
    prefix: &str,
    finite: bool,
    penalty: bool,
) -> Vec<Leaf<'s>> {
    let frame = Frame {
        even: false,
        finite,
        penalty,
    };
    seeds
        .iter()
        .enumerate()
        .map(|(at, seed)| leaf(format!("{prefix}{at}"), seed, None, frame))
        .collect()
}

fn rounding(places: i64, mode: &'static str) -> Object {
    Object::new().with("places", places).with("mode", mode)
}

fn criteria(
    dice: &mut Dice<'_>,
    areas: &Areas<'_>,
    bonus: &[Leaf<'_>],
    penalty: &[Leaf<'_>],
    every: &[&Leaf<'_>],
    terms: &Terms,
) -> Json {
    let leaf_rounding = rounding(dice.of(&[2, 3, 4, 1, 6]), dice.of(&MODES));
    let area_rounding = rounding(dice.of(&[2, 3, 1]), dice.of(&MODES));
    let measure_rounding = rounding(dice.of(&[2, 1, 0]), dice.of(&MODES));
    let index_rounding = rounding(dice.of(&[2, 4]), dice.of(&MODES));
    let rounds_area = areas.needs_rounding || dice.once_in(4);
    let rounding = Object::new()
        .maybe("measure", dice.once_in(4).then_some(measure_rounding))
        .maybe("leaf", (!terms.finite).then_some(leaf_rounding))
        .maybe("area", rounds_area.then_some(area_rounding))
        .with("index", index_rounding)
        .maybe("classes_on_exact", dice.once_in(3).then_some(true))
        .with("claim_places", 3_i64);
    let facts: Vec<Json> = every
        .iter()
        .flat_map(|leaf| &leaf.questions)
        .flat_map(Question::facts)
        .map(crate::fact::Fact::definition)
        .collect();
    let mut slots: Vec<usize> = every.iter().flat_map(|leaf| leaf.slots.clone()).collect();
    slots.sort_unstable();
    slots.dedup();
    let slots: Vec<Object> = slots
        .into_iter()
        .map(|slot| {
            Object::new()
                .with("id", format!("s{slot}"))
                .with("title", words("slot"))
        })
        .collect();
    let class = |id: &str, from: i64| {
        Object::new()
            .with("id", id)
            .with("title", words(id))
            .with("from", from)
    };
    let sources: Vec<Object> = terms
        .absent
        .iter()
        .map(|(source, treatment)| {
            Object::new()
                .with("provided_by", *source)
                .with("treatment", *treatment)
        })
        .collect();
    let policy = dice.of(&[
        None,
        None,
        Some("next-working-day"),
        Some("previous-working-day"),
    ]);
    let span = Object::new()
        .with("from", "2024-01-01")
        .with("until", "2024-12-31");
    Object::new()
        .with("format", "par-index/criteria@1")
        .with("id", "random")
        .with("edition", "1")
        .with("title", words("random"))
        .with("provenance", "illustrative")
        .with("notice", words("made up by a test"))
        .with("level", "department")
        .with("in_force", span)
        .with("max_points", points(areas.max))
        .maybe("combine", areas.set_weighted.then_some("weighted-mean"))
        .with("rounding", rounding)
        .maybe("index_capped", dice.once_in(2).then_some(true))
        .filled("unit_groups", terms.groups.clone())
        .filled("absent_sources", sources)
        .maybe("non_working_day", policy)
        .with("holidays", vec![day(day::of(9, 2)), day(day::of(4, 1))])
        .filled("working_days", crate::plan::worked(dice))
        .with(
            "classes",
            vec![class("good", 80), class("fair", 50), class("weak", 20)],
        )
        .with("facts", facts)
        .filled("slots", slots)
        .with("areas", areas.json.clone())
        .maybe("bonus", adjustment(dice, bonus))
        .maybe("penalty", adjustment(dice, penalty))
        .into()
}

fn groups(dice: &mut Dice<'_>, areas: &Areas<'_>) -> Vec<Object> {
    let choice = dice.below(7);
    let placed = dice.of(&areas.leaves.iter().collect::<Vec<_>>());
    let without = match choice {
        3 => placed.leaf.id.clone(),
        4 => placed
            .parent
            .clone()
            .unwrap_or_else(|| placed.leaf.id.clone()),
        5 => placed.area.clone(),
        _ => return Vec::new(),
    };
    let treatment = dice.of(&[None, Some("leave-denominator"), Some("lower-maximum")]);
    vec![
        Object::new()
            .with("id", "u1")
            .with("title", words("group"))
            .with("without", vec![without])
            .maybe("treatment", treatment),
    ]
}

fn absent_sources(dice: &mut Dice<'_>) -> Vec<(&'static str, &'static str)> {
    let mut sources = Vec::new();
    for source in ["survey", "index", "other-body"] {
        match dice.below(4) {
            0 => {}
            1 => sources.push((source, "zero")),
            2 => sources.push((source, "not-allowed")),
            _ => sources.push((source, "leave-denominator")),
        }
    }
    sources
}

fn adjustment(dice: &mut Dice<'_>, leaves: &[Leaf<'_>]) -> Option<Object> {
    let cap = dice.of(&[None, Some(1_000_000), Some(500_000)]);
    let applies = dice.of(&["points", "index"]);
    if leaves.is_empty() {
        return None;
    }
    let list: Vec<Object> = leaves.iter().map(|leaf| leaf.json.clone()).collect();
    Some(
        Object::new()
            .maybe("cap", cap.map(points))
            .with("applies", applies)
            .with("criteria", list),
    )
}

fn assessment(
    dice: &mut Dice<'_>,
    as_of: i64,
    areas: &Areas<'_>,
    every: &[&Leaf<'_>],
    terms: &Terms,
    results: Vec<Json>,
    mut documents: Vec<Json>,
) -> Json {
    let group = (dice.once_in(2) && !terms.groups.is_empty()).then_some("u1");
    let unit = Object::new()
        .with("id", "unit")
        .with("title", words("unit"))
        .maybe("group", group);
    let rounds = i64::try_from(dice.below(4)).unwrap_or(0).min(2);
    let locked = [dice.below(4) < 3, dice.once_in(2)];
    let mut claimed_above: Vec<String> = Vec::new();
    let placed = dice.of(&areas.leaves.iter().collect::<Vec<_>>());
    match dice.below(8) {
        5 => claimed_above.push(placed.area.clone()),
        6 => claimed_above.extend(placed.parent.clone()),
        _ => {}
    }
    let mut absent = Vec::new();
    for (source, treatment) in &terms.absent {
        // What the set does not allow to be absent would be refused.
        if dice.once_in(3) && *treatment != "not-allowed" {
            absent.push(
                Object::new()
                    .with("provided_by", *source)
                    .with("reason", "none held"),
            );
        }
    }
    let mut not_applicable: Vec<Json> = claimed_above
        .iter()
        .map(|at| {
            Object::new()
                .with("at", at.as_str())
                .with("reason", "nothing arose")
                .into()
        })
        .collect();
    let (mut facts, mut external) = (Object::new(), Vec::new());
    let (mut claims, mut records) = (Object::new(), Vec::new());
    for leaf in every {
        let (own, others) = leaf.answers(as_of);
        for (id, value) in own {
            facts = facts.with(&id, value);
        }
        external.extend(others);
        documents.extend(leaf.documents(as_of));
        let above = areas.leaves.iter().any(|placed| {
            placed.leaf.id == leaf.id
                && (claimed_above.contains(&placed.area)
                    || placed
                        .parent
                        .as_ref()
                        .is_some_and(|parent| claimed_above.contains(parent)))
        });
        let decisions = leaf.decisions(as_of, rounds, above);
        if let Some(claim) = decisions.claim {
            claims = claims.with(&leaf.id, claim);
        }
        not_applicable.extend(decisions.not_applicable);
        records.extend(decisions.records);
    }
    let appraisal = (rounds > 0).then(|| {
        let list: Vec<Object> = (1..=rounds)
            .zip(locked)
            .map(|(round, locked)| {
                Object::new()
                    .with("round", round)
                    .with("by", "appraiser")
                    .maybe("locked_on", locked.then(|| day(410 + round)))
            })
            .collect();
        Object::new()
            .with("rounds", list)
            .filled("records", records)
    });
    Object::new()
        .with("format", "par-index/assessment@1")
        .with("nature", "made-up")
        .with("unit", unit)
        .with("period", period())
        .with("as_of", day(as_of))
        .with(
            "criteria_set",
            Object::new().with("id", "random").with("edition", "1"),
        )
        .with("facts", facts)
        .filled("results", results)
        .filled("external", external)
        .filled("absent", absent)
        .filled("not_applicable", not_applicable)
        .with("claims", Object::new().with("criteria", claims))
        .filled("evidence", documents)
        .maybe("appraisal", appraisal)
        .into()
}
