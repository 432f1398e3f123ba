//! Figures that were published, computed again through criteria sets.
#![expect(
    clippy::panic_in_result_fn,
    reason = "a test that fails may panic or return its error"
)]

use std::collections::BTreeMap;
use std::error::Error;

use par_index::compile::Scorer;
use par_index::eval::{Assessment, Column, Scorecard, State};
use par_index::model::CriteriaSet;
use par_index::number::{Points, Quantity};
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// A number of these digits, kept as it is written.
fn exact(text: &str) -> Outcome<Value> {
    Ok(serde_json::from_str(text)?)
}

fn points(text: &str) -> Outcome<Points> {
    let quantity = Quantity::parse(text)?;
    Ok(Points::from_quantity(quantity).ok_or("too many points")?)
}

fn shipped(id: &str, edition: &str) -> Outcome<Scorer> {
    let set = par_index::shipped::find(id, edition).ok_or("this set is not shipped")?;
    scorer(set.json)
}

fn scorer(set: &str) -> Outcome<Scorer> {
    let set = CriteriaSet::from_json(None, set.as_bytes()).map_err(|found| found.to_string())?;
    Ok(Scorer::new(set)?)
}

/// Scores an assessment of a whole year; `more` holds facts, claims and so on.
fn score(scorer: &Scorer, year: u32, more: &Value) -> Outcome<Scorecard> {
    let set = scorer.criteria_set();
    let mut file = json!({
        "format": "par-index/assessment@1",
        "unit": { "id": "unit", "title": { "vi": "Đơn vị" } },
        "period": { "from": format!("{year}-01-01"), "until": format!("{year}-12-31") },
        "as_of": format!("{}-12-31", year + 1),
        "criteria_set": { "id": set.id(), "edition": set.edition() },
    });
    for (key, value) in more.as_object().ok_or("no object")? {
        file[key] = value.clone();
    }
    let read = Assessment::from_json(scorer, None, None, file.to_string().as_bytes());
    Ok(scorer.score(&read.map_err(|found| found.to_string())?)?)
}

/// The whole-scale index of the computed column, rounded as the set states.
fn index(card: &Scorecard) -> Outcome<String> {
    let index = card
        .total()
        .index()
        .whole()
        .column(Column::Computed)
        .ok_or("no index")?;
    Ok(card.rounded(index).ok_or("no rounded index")?.to_string())
}

// ---- PCI ------------------------------------------------------------------------------------

/// Columns of the data files, and facts of the criteria sets.
const SUB_INDICES: [(&str, &str); 10] = [
    ("entry", "entry"),
    ("land", "land"),
    ("transparency", "transparency"),
    ("time", "time"),
    ("informal", "informal"),
    ("bias", "bias"),
    ("proactive", "proactivity"),
    ("support", "support"),
    ("labor", "labour"),
    ("legal", "legal"),
];

/// Rows that are wrong as published, with what the row's own sub-indices give beyond its total.
const WRONG_AS_PUBLISHED: [(&str, u32, &str); 2] =
    [("Hai Phong", 2013, "1.58"), ("Thanh Hoa", 2023, "0.695")];

struct Row {
    place: String,
    year: u32,
    cells: BTreeMap<String, String>,
}

fn rows() -> Outcome<Vec<Row>> {
    let files = [
        (include_str!("data/pci_2019.csv"), Some(2019)),
        (include_str!("data/pci_2021.csv"), Some(2021)),
        (include_str!("data/pci_series.csv"), None),
    ];
    let mut rows = Vec::new();
    for (text, year) in files {
        let mut lines = text.lines();
        let head: Vec<&str> = lines.next().ok_or("an empty file")?.split(',').collect();
        for line in lines.filter(|line| !line.is_empty()) {
            let cells: BTreeMap<String, String> = head
                .iter()
                .zip(line.split(','))
                .map(|(key, cell)| ((*key).into(), cell.into()))
                .collect();
            let year = match year {
                Some(year) => year,
                None => cells.get("year").ok_or("no year")?.parse()?,
            };
            rows.push(Row {
                place: cells.get("province").ok_or("no province")?.clone(),
                year,
                cells,
            });
        }
    }
    Ok(rows)
}

/// What the row's sub-indices give with an edition's weights, in a year of that edition.
fn pci(scorer: &Scorer, row: &Row, year: u32) -> Outcome<Scorecard> {
    let mut external = Vec::new();
    for (column, fact) in SUB_INDICES {
        let value = exact(row.cells.get(column).ok_or("no sub-index")?)?;
        external.push(json!({ "fact": fact, "value": value, "source": "PCI" }));
    }
    score(scorer, year, &json!({ "external": external }))
}

#[test]
fn published_pci_totals_are_reproduced() -> Outcome<()> {
    let (until_2021, from_2022) = (shipped("pci", "2013")?, shipped("pci", "2022")?);
    let rows = rows()?;
    assert_eq!(rows.len(), 69, "every row of the data files is read");
    let (mut wrong, mut reproduced) = (Vec::new(), 0);
    for row in &rows {
        let scorer = if row.year < 2022 {
            &until_2021
        } else {
            &from_2022
        };
        let card = pci(scorer, row, row.year)?;
        let computed = card.total().computed().ok_or("no total")?;
        assert_eq!(points(&index(&card)?)?.to_fixed(2), computed.to_fixed(2));
        let published = points(row.cells.get("pci").ok_or("no total")?)?;
        let difference = computed.checked_sub(published).ok_or("too large")?;
        if difference.nanos().abs() <= points("0.02")?.nanos() {
            reproduced += 1;
        } else {
            wrong.push((row.place.as_str(), row.year, difference.to_string()));
        }
    }
    let expected: Vec<_> = WRONG_AS_PUBLISHED
        .iter()
        .map(|(place, year, by)| (*place, *year, (*by).to_owned()))
        .collect();
    assert_eq!(
        wrong, expected,
        "exactly the rows that are wrong as published differ"
    );
    assert_eq!(reproduced, 67);
    Ok(())
}

/// The workbooks behind the printed figures have 5 to 7 decimals.
#[test]
fn sub_indices_with_seven_decimals_are_taken_as_they_are() -> Outcome<()> {
    for (edition, year) in [
        ("2006", 2007),
        ("2009", 2010),
        ("2013", 2019),
        ("2022", 2024),
    ] {
        let scorer = shipped("pci", edition)?;
        let every = |value: &str| -> Outcome<Scorecard> {
            let facts = &scorer.criteria_set().file().facts;
            let value = exact(value)?;
            let external: Vec<Value> = facts
                .iter()
                .map(|fact| json!({ "fact": fact.id, "value": value, "source": "PCI" }))
                .collect();
            score(&scorer, year, &json!({ "external": external }))
        };
        // Weights add up to 100 %, so ten equal sub-indices give ten times their value.
        let card = every("7.0123457")?;
        assert_eq!(
            card.total().computed(),
            Some(points("70.123457")?),
            "{edition}"
        );
        assert_eq!(index(&card)?, "70.12");
        assert_eq!(
            every("7.01235")?.total().computed(),
            Some(points("70.1235")?)
        );
        assert!(
            every("7.01234567").is_err(),
            "eight decimals are not published"
        );
    }
    Ok(())
}

#[test]
fn weights_of_another_period_do_not_reproduce_a_year() -> Outcome<()> {
    let scorer = shipped("pci", "2013")?;
    let rows = rows()?;
    let row = rows
        .iter()
        .find(|row| row.place == "Hai Phong" && row.year == 2022)
        .ok_or("no row")?;
    assert!(
        pci(&scorer, row, 2022).is_err(),
        "an edition refuses years in which it is not in force"
    );
    // Read under a year of that edition, the sub-indices give 67.63 and not the published 70.76.
    assert_eq!(index(&pci(&scorer, row, 2021)?)?, "67.63");
    Ok(())
}

// ---- Denominators ---------------------------------------------------------------------------

/// A set of leaves that take over stated points; the last one may be not applicable.
fn stated_points(max: &str, leaves: &[&str]) -> Outcome<Scorer> {
    let mut facts = Vec::new();
    let mut areas = Vec::new();
    for (number, leaf) in (1..).zip(leaves) {
        let leaf_max = exact(leaf)?;
        facts.push(json!({
            "id": format!("points-{number}"),
            "title": { "vi": "Điểm" },
            "kind": { "number": { "decimals": 2, "unit": "point", "min": 0, "max": leaf_max } },
        }));
        areas.push(json!({
            "id": format!("area-{number}"),
            "title": { "vi": "Lĩnh vực" },
            "max_points": leaf_max,
            "criteria": [{
                "id": format!("leaf-{number}"),
                "title": { "vi": "Tiêu chí" },
                "max_points": leaf_max,
                "basis": "calculated",
                "not_applicable": "leave-denominator",
                "rule": { "score": {
                    "measure": { "fact": format!("points-{number}") },
                    "scale": { "proportional": { "points": leaf_max, "full_at": leaf_max } },
                } },
            }],
        }));
    }
    let set = json!({
        "format": "par-index/criteria@1",
        "id": "stated-points",
        "edition": "1",
        "title": { "vi": "Điểm đã công bố" },
        "provenance": "illustrative",
        "notice": { "vi": "Chỉ dùng để kiểm thử" },
        "level": "other",
        "in_force": { "from": "2021-01-01", "until": "2024-12-31" },
        "max_points": exact(max)?,
        "rounding": {
            "leaf": { "places": 2, "mode": "half-up" },
            "index": { "places": 2, "mode": "half-up" },
            "claim_places": 2,
        },
        "facts": facts,
        "areas": areas,
    });
    scorer(&set.to_string())
}

#[test]
fn points_that_do_not_apply_leave_the_denominator() -> Outcome<()> {
    // Points, denominator, published index: Thanh Hóa, Quảng Trị.
    for (given, of, rest, published) in [
        ("68.32", "84", "16", "81.33"),
        ("86.39", "99", "1", "87.26"),
    ] {
        let scorer = stated_points("100", &[of, rest])?;
        let card = score(
            &scorer,
            2024,
            &json!({
                "facts": { "points-1": exact(given)? },
                "not_applicable": [{ "at": "leaf-2", "reason": "Không phát sinh" }],
            }),
        )?;
        let total = card.total();
        assert_eq!(total.computed(), Some(points(given)?));
        assert_eq!(total.applicable(), points(of)?);
        assert_eq!(total.excluded(), points(rest)?);
        assert_eq!(index(&card)?, published);
    }
    Ok(())
}

// ---- A report whose total does not add up ---------------------------------------------------

#[test]
fn the_areas_of_a_real_report_add_up_to_83_and_not_to_the_total_it_prints() -> Outcome<()> {
    let maxima = ["11", "10.5", "13", "10", "14.5", "9.5", "16.5"];
    let given = ["11", "10.5", "13", "10", "14.5", "9.5", "14.5"];
    let scorer = stated_points("85", &maxima)?;
    let (mut facts, mut leaves, mut areas) = (json!({}), json!({}), json!({}));
    for (number, value) in (1..).zip(given) {
        facts[format!("points-{number}")] = exact(value)?;
        leaves[format!("leaf-{number}")] = exact(value)?;
        areas[format!("area-{number}")] = exact(value)?;
    }
    let card = score(
        &scorer,
        2021,
        &json!({
            "facts": facts,
            "claims": { "criteria": leaves, "areas": areas, "total": exact("83.05")? },
        }),
    )?;
    let total = card.total();
    assert_eq!(total.max(), points("85")?);
    assert_eq!(total.computed(), Some(points("83")?));
    assert_eq!(
        total.claimed(),
        Some(points("83")?),
        "claimed is the sum, not the typed total"
    );
    let claims = card.assessment().file().claims.clone().ok_or("no claims")?;
    let typed = claims
        .total
        .and_then(Points::from_quantity)
        .ok_or("no total")?;
    assert_eq!(typed.checked_sub(points("83")?), Some(points("0.05")?));
    Ok(())
}

// ---- Another index --------------------------------------------------------------------------

#[test]
fn another_index_of_91_17_percent_is_9_12_of_10_points() -> Outcome<()> {
    let scorer = shipped("illustrative-shapes", "2024")?;
    let card = score(
        &scorer,
        2024,
        &json!({
            "external": [{ "fact": "satisfaction-index", "value": exact("91.17")?, "source": "SIPAS" }],
        }),
    )?;
    let leaf = card.criterion("c8.1").ok_or("no leaf")?;
    assert_eq!(
        (leaf.state(), leaf.computed()),
        (State::Scored, Some(points("9.117")?))
    );
    let area = card.areas().last().ok_or("no area")?;
    assert_eq!(area.computed(), Some(points("9.12")?));
    Ok(())
}
