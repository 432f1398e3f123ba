//! The derived set against the plan it is made from: its citations, its calendar and what it takes as proof.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what should not happen"
)]

use std::collections::BTreeSet;

use par_index::compile::Scorer;
use par_index::eval::Assessment;
use par_index::file::{EvidenceRequirement, Kinds, Need, PlanFile, ProductKind};
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::number::Date;
use serde_json::{Value, json};

const PLAN: &str = include_str!("../seeds/quang-tri-2024/plan.json");
const SET: &str = include_str!("../criteria/department-from-plan/2024.json");

fn set() -> CriteriaSet {
    CriteriaSet::from_json(Some("set"), SET.as_bytes()).unwrap()
}

fn plan() -> ReformPlan {
    ReformPlan::from_json(Some("plan"), PLAN.as_bytes()).unwrap()
}

fn places(plan: &PlanFile) -> BTreeSet<String> {
    let goals = || plan.areas.iter().flat_map(|area| &area.goals);
    let tasks = goals().flat_map(|goal| &goal.tasks);
    let bullets = plan.sections.iter().flat_map(|section| &section.bullets);
    goals()
        .map(|goal| goal.id.to_string())
        .chain(tasks.map(|task| task.id.to_string()))
        .chain(bullets.map(|bullet| bullet.id.to_string()))
        .collect()
}

#[test]
fn what_is_cited_of_the_plan_is_there() {
    let (set, plan) = (set(), plan());
    let there = places(plan.file());
    for leaf in set.leaves() {
        let cites = &leaf.criterion().cites;
        assert!(!cites.is_empty(), "{} cites nothing", leaf.id());
        for cited in cites
            .iter()
            .filter(|one| one.source.as_ref() == "plan-2024")
        {
            let provision = cited.provision.as_deref().unwrap_or("");
            assert!(there.contains(provision), "{}: {provision}", leaf.id());
        }
    }
    for commitment in &plan.file().commitments {
        assert!(there.contains(commitment.at.as_str()), "{}", commitment.id);
    }
}

/// Read in the plan: what the leaf asks for is said there, or nowhere and then by no citation of it.
#[test]
fn leaves_cite_the_places_that_say_it() {
    let set = set();
    let cited = |leaf: &str| -> Vec<String> {
        let leaf = set.leaves().iter().find(|own| own.id().as_ref() == leaf);
        let cites = &leaf.unwrap().criterion().cites;
        let own = cites
            .iter()
            .filter(|one| one.source.as_ref() == "plan-2024");
        own.filter_map(|one| one.provision.clone()).collect()
    };
    // “giải quyết một cách nhanh chóng, kịp thời, chính xác” stands in the fourth bullet of II.2.
    assert_eq!(cited("c2.4.2"), ["ii.2-4"]);
    // Neither deputies nor service revenue are mentioned anywhere.
    assert!(cited("c3.1.3").is_empty());
    assert!(cited("c5.1.2").is_empty());
    // PCI is a goal, low sub-indices are the last bullet of II.8.
    assert_eq!(cited("c8.2.3"), ["viii.2", "ii.8-5"]);
}

#[test]
fn plan_and_set_have_one_calendar() {
    let (set, plan) = (set(), plan());
    assert_eq!(set.file().holidays, plan.file().holidays);
    assert_eq!(set.file().working_days, plan.file().working_days);
    assert_eq!(
        plan.file().working_days,
        [Date::parse("2024-05-04").unwrap()]
    );
    assert_eq!(set.file().non_working_day, plan.file().non_working_day);
    let days: Vec<String> = plan
        .file()
        .holidays
        .iter()
        .map(ToString::to_string)
        .collect();
    // Saturdays and Sundays are days off anyhow; 29 April was swapped.
    let expected = [
        "2024-01-01",
        "2024-02-08",
        "2024-02-09",
        "2024-02-12",
        "2024-02-13",
        "2024-02-14",
        "2024-04-18",
        "2024-04-29",
        "2024-04-30",
        "2024-05-01",
        "2024-09-02",
        "2024-09-03",
    ];
    assert_eq!(days, expected);
}

#[test]
fn every_part_of_the_narrative_is_listed() {
    let plan = plan();
    let numbers: Vec<&str> = plan
        .file()
        .sections
        .iter()
        .map(|own| own.number.as_str())
        .collect();
    let expected = [
        "I.1", "I.2", "II.1", "II.2", "II.3", "II.4", "II.5", "II.6", "II.7", "II.8", "III", "IV",
        "V", "VI",
    ];
    assert_eq!(numbers, expected);
}

#[test]
fn titles_of_the_appendix_keep_what_limits_them() {
    let plan = plan();
    let mut titles = Vec::new();
    for goal in plan.file().areas.iter().flat_map(|area| &area.goals) {
        titles.push((goal.id.to_string(), &goal.title.vi));
        titles.extend(
            goal.tasks
                .iter()
                .map(|task| (task.id.to_string(), &task.title.vi)),
        );
    }
    assert_eq!(titles.len(), 40 + 58);
    for (id, title) in &titles {
        assert!(
            !title.contains('…') && !title.ends_with(" …"),
            "{id}: {title}"
        );
    }
    let ends = |id: &str, end: &str| {
        let (_, title) = titles.iter().find(|(own, _)| own == id).unwrap();
        assert!(title.ends_with(end), "{id}: {title}");
    };
    ends("ii.4", "khi có TTHC ban hành mới hoặc khi có thay đổi");
    ends(
        "ii.5",
        "giữa các cơ quan có thẩm quyền giải quyết hoặc các cơ quan có liên quan được thực hiện bằng phương thức điện tử",
    );
    ends("ii.5.1", "trên Hệ thống thông tin giải quyết TTHC tỉnh");
    ends("iii.3", "theo Đề án vị trí việc làm đã được phê duyệt");
    ends("iv.6.1", "tổ chức bộ máy, biên chế và vị trí việc làm tỉnh");
    ends(
        "v.3.2",
        "và các hình thức xử lý khác đối với tài sản công tại cơ quan, tổ chức, đơn vị",
    );
}

/// The kinds without which a requirement is not met.
fn asked(requirement: &EvidenceRequirement) -> Vec<&str> {
    match &requirement.kinds {
        Some(Kinds::All(kinds)) => kinds.iter().map(AsRef::as_ref).collect(),
        Some(Kinds::Any(kinds)) if kinds.len() == 1 => kinds.iter().map(AsRef::as_ref).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn leaves_that_score_a_task_ask_for_every_document_it_leaves() {
    let (set, plan) = (set(), plan());
    let binding = &plan.file().bindings[0];
    let tasks = || {
        plan.file()
            .areas
            .iter()
            .flat_map(|area| &area.goals)
            .flat_map(|goal| &goal.tasks)
    };
    let mut seen = Vec::new();
    for bound in &binding.slots {
        for task in tasks().filter(|task| bound.tasks.iter().any(|own| **own == *task.id.as_ref()))
        {
            let products: Vec<&str> = task
                .products
                .iter()
                .filter(|product| product.kind == ProductKind::Document)
                .filter_map(|product| product.document.as_ref().map(AsRef::as_ref))
                .collect();
            if products.len() < 2 || task.need == Some(Need::Any) {
                continue;
            }
            let slot = format!("slot:{}", bound.slot);
            for leaf in set.leaves() {
                let written = serde_json::to_string(&leaf.criterion().rule).unwrap();
                if !written.contains(&format!("\"{}\"", bound.slot)) {
                    continue;
                }
                let kinds: BTreeSet<&str> = leaf
                    .criterion()
                    .evidence
                    .iter()
                    .filter(|own| own.supports.is_empty() || own.supports.contains(&slot))
                    .flat_map(asked)
                    .collect();
                for product in &products {
                    assert!(
                        kinds.contains(product),
                        "{}: {} of {}",
                        leaf.id(),
                        product,
                        task.id
                    );
                }
                seen.push(leaf.id().to_string());
            }
        }
    }
    seen.sort();
    seen.dedup();
    assert_eq!(
        seen,
        [
            "c1.3", "c2.1", "c2.2.1", "c4.2.2", "c4.4.1", "c5.3.2", "c7.5"
        ]
    );
}

/// Computed and evidenced points of a leaf.
fn points(leaf: &str, more: &Value) -> (String, String) {
    let scorer = Scorer::new(set()).unwrap();
    let plan = plan();
    let mut file = json!({
        "format": "par-index/assessment@1",
        "unit": { "id": "so-ldtbxh-quang-tri", "title": { "vi": "Sở" } },
        "period": { "from": "2024-01-01", "until": "2024-12-31" },
        "as_of": "2025-02-28",
        "criteria_set": { "id": "department-from-plan", "edition": "2024" },
        "plan": "plan.json",
    });
    for (name, value) in more.as_object().unwrap() {
        file[name] = value.clone();
    }
    let bytes = file.to_string();
    let assessment = Assessment::from_json(&scorer, Some(&plan), None, bytes.as_bytes())
        .unwrap_or_else(|found| panic!("{found}"));
    let card = scorer.score(&assessment).unwrap();
    let score = card.criterion(leaf).unwrap();
    let text = |points: Option<par_index::number::Points>| points.unwrap().to_string();
    (text(score.computed()), text(score.evidenced()))
}

fn proposed(documents: &[(&str, &str, Value)]) -> Value {
    let evidence: Vec<Value> = documents
        .iter()
        .enumerate()
        .map(|(at, (kind, day, supports))| {
            json!({ "id": format!("d{at}"), "kind": kind, "issued_on": day, "supports": [supports] })
        })
        .collect();
    json!({
        "results": [{ "task": "ii.2.1", "done_on": "2024-08-27" }],
        "evidence": evidence,
    })
}

#[test]
fn a_submission_alone_does_not_prove_that_simplification_was_proposed() {
    let leaf = || json!({ "criterion": "c2.2.1" });
    let task = || json!({ "task": "ii.2.1" });
    let product = |name: &str| json!({ "task": format!("ii.2.1/{name}") });
    let proved = |documents: &[(&str, &str, Value)]| points("c2.2.1", &proposed(documents)).1;
    let submitted = "2024-08-12";
    for supports in [leaf(), task(), product("submission")] {
        assert_eq!(proved(&[("submission", submitted, supports)]), "0");
    }
    for supports in [leaf(), task(), product("decision")] {
        assert_eq!(proved(&[("decision", "2024-08-27", supports)]), "0");
    }
    // Both: the task was to be done before 30 August, and the later of the two decides.
    for (one, other) in [
        (leaf(), leaf()),
        (task(), task()),
        (product("submission"), task()),
    ] {
        let both = |decided: &str| {
            proved(&[
                ("submission", submitted, one.clone()),
                ("decision", decided, other.clone()),
            ])
        };
        assert_eq!(both("2024-08-27"), "1");
        assert_eq!(both("2024-08-29"), "1");
        assert_eq!(both("2024-08-30"), "0.5");
    }
    // Two submissions are no decision.
    assert_eq!(
        proved(&[
            ("submission", submitted, task()),
            ("submission", "2024-08-20", task())
        ]),
        "0"
    );
}

#[test]
fn an_inventory_that_is_late_has_no_full_points() {
    let inventory = |done: &str| {
        let supports =
            |requirement: &str| json!([{ "criterion": "c5.3.2", "requirement": requirement }]);
        json!({
            "facts": { "inventory-decision": true, "inventory-minutes": true },
            "results": [{ "task": "v.3.4", "done_on": done }],
            "evidence": [
                { "id": "d1", "kind": "decision", "issued_on": "2024-11-11", "supports": supports("decision") },
                { "id": "d2", "kind": "minutes", "issued_on": done, "supports": supports("minutes") },
            ],
        })
    };
    let both = |points: &str| (points.to_owned(), points.to_owned());
    // The fourth quarter ends on 31 December 2024.
    assert_eq!(points("c5.3.2", &inventory("2024-12-31")), both("1"));
    // 0.5 for the decision, 0.25 for minutes that are late.
    assert_eq!(points("c5.3.2", &inventory("2025-01-02")), both("0.75"));
}
