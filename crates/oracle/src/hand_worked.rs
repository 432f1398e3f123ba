//! Expectations worked out by hand.

use crate::score;
use serde_json::Value;

const HEAD: &str = r#""id": "s", "edition": "e"#;

/// A set with these facts and leaves in one area
fn set(facts: &str, leaves: &str, more: &str) -> String {
    format!(
        r#"{{{HEAD}", "rounding": {{"leaf": {{"places": 2, "mode": "half-up"}}, "index": {{"places": 2, "mode": "half-up"}},
        "claim_places": 2}}, "facts": [{facts}], "areas": [{{"id": "a", "not_applicable": "leave-denominator",
        "criteria": [{leaves}]}}]{more}}}"#
    )
}

fn assessment(facts: &str, more: &str) -> String {
    format!(r#"{{"as_of": "2024-11-15", "unit": {{"id": "u"}}, "facts": {{{facts}}}{more}}}"#)
}

fn number(id: &str, min: i64, max: i64) -> String {
    format!(
        r#"{{"id": "{id}", "kind": {{"number": {{"unit": "x", "min": {min}, "max": {max}}}}}}}"#
    )
}

/// A leaf that gives `points` if its yes-no fact is yes
fn yes_no(id: &str, max: &str, fact: &str) -> String {
    format!(
        r#"{{"id": "{id}", "max_points": {max}, "basis": "judged", "rule": {{"score": {{"measure": {{"choice": "{fact}"}},
        "scale": {{"options": [{{"is": "yes", "points": {max}}}, {{"is": "no", "points": 0}}]}}}}}}}}"#
    )
}

fn leaf(max: &str, rule: &str) -> String {
    format!(r#"{{"id": "l", "max_points": {max}, "basis": "calculated", "rule": {rule}}}"#)
}

fn bands(measure: &str) -> String {
    format!(
        r#"{{"score": {{"measure": {measure}, "scale": {{"bands": [
        {{"to": 50, "points": 0}}, {{"from": 50, "to": 100, "points": 0.5}}, {{"from": 100, "points": 1}}]}}}}}}"#
    )
}

const SHARE: &str = r#"{"share": {"part": ["p"], "whole": ["w"]}}"#;

fn card(set: &str, assessment: &str) -> Value {
    score(set, None, assessment).unwrap()
}

fn losses(card: &Value) -> Vec<(String, String)> {
    let found = card["criteria"][0]["losses"].as_array().unwrap();
    found
        .iter()
        .map(|loss| (text(&loss["reason"]), text(&loss["points"])))
        .collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("null").to_owned()
}

fn columns(card: &Value, names: &[&str]) -> Vec<String> {
    names
        .iter()
        .map(|name| text(&card["criteria"][0][name]))
        .collect()
}

#[test]
fn published_indices_divide_by_what_applies() {
    for (points, rest, left_out, max, index) in [
        ("68.32", "15.68", "16", "84", "81.33"),
        ("86.39", "12.61", "1", "99", "87.26"),
    ] {
        let facts = r#"{"id": "y", "kind": "yes-no"}, {"id": "n", "kind": "yes-no"}, {"id": "o", "kind": "yes-no"}"#;
        let leaves = [
            yes_no("l1", points, "y"),
            yes_no("l2", rest, "n"),
            yes_no("l3", left_out, "o"),
        ];
        let answers = assessment(
            r#""y": true, "n": false"#,
            r#", "not_applicable": [{"at": "l3"}]"#,
        );
        let card = card(&set(facts, &leaves.join(","), ""), &answers);
        let total = &card["total"];
        assert_eq!(total["computed"], points);
        assert_eq!(total["max"], "100");
        assert_eq!(total["applicable"], max);
        assert_eq!(total["excluded"], left_out);
        assert_eq!(total["index"]["whole"]["computed"], index);
        assert_eq!(total["index"]["self"]["lower"], index);
        assert_eq!(total["index"]["whole"]["claimed"], Value::Null);
        assert_eq!(total["index"]["whole"]["evidenced"], "0");
    }
}

#[test]
fn a_stated_total_is_not_the_sum_of_its_areas() {
    let areas = ["11", "10.5", "13", "10", "14.5", "9.5", "14.5"];
    let mut facts = Vec::new();
    let mut texts = Vec::new();
    let mut claims = Vec::new();
    for (n, points) in areas.iter().enumerate() {
        facts.push(format!(r#"{{"id": "f{n}", "kind": "yes-no"}}"#));
        let leaf = yes_no(&format!("l{n}"), points, &format!("f{n}"));
        texts.push(format!(
            r#"{{"id": "a{n}", "max_points": {points}, "criteria": [{leaf}]}}"#
        ));
        claims.push(format!(r#""l{n}": {points}"#));
    }
    let set = format!(
        r#"{{{HEAD}", "rounding": {{"index": {{"places": 2, "mode": "half-up"}}}}, "facts": [{}], "areas": [{}]}}"#,
        facts.join(","),
        texts.join(",")
    );
    let claims = format!(
        r#", "claims": {{"criteria": {{{}}}, "total": 83.05}}"#,
        claims.join(",")
    );
    let card = card(&set, &assessment("", &claims));
    assert_eq!(card["total"]["claimed"], "83");
    assert_eq!(card["total"]["index"]["whole"]["claimed"], "100");
    assert_eq!(card["areas"][4]["claimed"], "14.5");
    assert_eq!(card["total"]["index"]["whole"]["computed"], Value::Null);
    assert_eq!(card["total"]["open"], "83");
    assert_eq!(card["total"]["computed"], Value::Null);
}

#[test]
fn a_share_in_bands_known_open_and_contradictory() {
    let facts = [number("p", 0, 10), number("w", 0, 10)].join(",");
    let set = set(&facts, &leaf("1", &bands(SHARE)), "");
    let names = ["state", "computed", "open", "lower", "upper"];
    let at = |facts: &str| card(&set, &assessment(facts, ""));
    let half = at(r#""p": 5, "w": 10"#);
    assert_eq!(columns(&half, &names), ["scored", "0.5", "0", "0.5", "0.5"]);
    assert_eq!(
        losses(&half),
        [
            ("band".into(), "0.5".into()),
            ("no-evidence".into(), "0.5".into())
        ]
    );
    let below = at(r#""p": 4, "w": 9"#);
    assert_eq!(columns(&below, &names), ["scored", "0", "0", "0", "0"]);
    // The part may be 0 to 9 of 9.
    let open = at(r#""w": 9"#);
    assert_eq!(columns(&open, &names), ["open", "null", "1", "0", "1"]);
    let contradiction = at(r#""p": 6, "w": 5"#);
    assert_eq!(
        columns(&contradiction, &names),
        ["not-assessable", "null", "1", "0", "1"]
    );
    // Whole 6 to 10 with 6 done: 60 % at least, since 6 of fewer contradicts itself.
    let whole = at(r#""p": 6"#);
    assert_eq!(columns(&whole, &names), ["open", "null", "1", "0.5", "1"]);
    let nothing = at(r#""p": 0, "w": 0"#);
    assert_eq!(
        columns(&nothing, &names),
        ["not-assessable", "null", "1", "0", "1"]
    );
}

#[test]
fn a_third_is_rounded_once_and_the_ledger_closes() {
    let rule = format!(
        r#"{{"score": {{"measure": {SHARE}, "scale": {{"proportional": {{"points": 1, "full_at": 100}}}}}}}}"#
    );
    let facts = [number("p", 0, 9), number("w", 0, 9)].join(",");
    let card = card(
        &set(&facts, &leaf("1", &rule), ""),
        &assessment(r#""p": 1, "w": 3"#, ""),
    );
    assert_eq!(columns(&card, &["computed", "evidenced"]), ["0.33", "0"]);
    let expected = [
        ("proportion", "0.666666667"),
        ("rounding", "0.003333333"),
        ("no-evidence", "0.33"),
    ];
    assert_eq!(
        losses(&card),
        expected.map(|(reason, points)| (reason.into(), points.into()))
    );
}

#[test]
fn parts_are_dropped_spread_or_full() {
    for (policy, state, computed, excluded) in [
        ("drop", "scored", "0.3", "0.5"),
        ("redistribute", "scored", "0.6", "0"),
        ("full", "scored", "0.8", "0"),
        ("not-allowed", "scored", "0.3", "0"),
    ] {
        let part = |id: &str, max: &str, fact: &str, policy: &str| {
            let leaf: Value = serde_json::from_str(&yes_no("x", max, fact)).unwrap();
            format!(
                r#"{{"id": "{id}", "max_points": {max}, "not_applicable": "{policy}", "rule": {}}}"#,
                leaf["rule"]
            )
        };
        let parts = [
            part("a1", "0.3", "y", "not-allowed"),
            part("a2", "0.2", "n", "not-allowed"),
            part("a3", "0.5", "n", policy),
        ];
        let rule = format!(r#"{{"sum": {{"parts": [{}]}}}}"#, parts.join(","));
        let facts = r#"{"id": "y", "kind": "yes-no"}, {"id": "n", "kind": "yes-no"}"#;
        let claim = r#", "not_applicable": [{"at": "l", "part": "a3"}]"#;
        let answers = assessment(r#""y": true, "n": false"#, claim);
        let card = card(&set(facts, &leaf("1", &rule), ""), &answers);
        let names = ["state", "computed", "excluded"];
        assert_eq!(
            columns(&card, &names),
            [state, computed, excluded],
            "{policy}"
        );
    }
}

#[test]
fn a_capped_sum_shows_a_signed_cap() {
    let part = |id: &str, fact: &str| {
        format!(
            r#"{{"id": "{id}", "max_points": 1, "rule": {{"score": {{"measure": {{"fact": "{fact}"}},
            "scale": {{"per-item": {{"each": 0.25, "cap": 1}}}}}}}}}}"#
        )
    };
    let rule = format!(
        r#"{{"sum": {{"cap": 1.5, "parts": [{}, {}]}}}}"#,
        part("a1", "p"),
        part("a2", "w")
    );
    let facts = [number("p", 0, 9), number("w", 0, 9)].join(",");
    let set = set(&facts, &leaf("1.5", &rule), "");
    // 0.75 + 1 = 1.75, capped at 1.5; the parts lose 0.25 of 2, so the cap takes 1.5 - 1.5 - 0.25.
    let known = card(&set, &assessment(r#""p": 3, "w": 4"#, ""));
    assert_eq!(columns(&known, &["computed"]), ["1.5"]);
    assert_eq!(
        losses(&known)[..2],
        [("cap", "-0.25"), ("proportion", "0.25")].map(|(a, b)| (a.to_owned(), b.to_owned()))
    );
    // With one part open: 0.75 known, up to 0.75 open instead of 1.
    let open = card(&set, &assessment(r#""p": 3"#, ""));
    assert_eq!(
        columns(&open, &["state", "computed", "open", "lower", "upper"]),
        ["open", "0.75", "0.75", "0.75", "1.5"]
    );
}

#[test]
fn timeliness_follows_the_day_and_the_document() {
    let rule = r#"{"score": {"measure": {"timeliness": {"date": "d", "due": {"quarter": "2024-Q1"}, "non_working_day": "next-working-day"}},
        "scale": {"options": [{"is": "on-time", "points": 1}, {"is": "late", "points": 0.5}, {"is": "none", "points": 0}]}}}"#;
    let facts = r#"{"id": "d", "kind": {"date": {"from": "2024-01-01", "until": "2024-12-31"}}}"#;
    let leaf = leaf("1", rule).replace(
        r#""rule""#,
        r#""evidence": [{"id": "r", "mode": "attests"}], "rule""#,
    );
    let set = set(facts, &leaf, "");
    let names = ["state", "computed", "evidenced", "open", "upper"];
    let document = |issued: &str| {
        format!(
            r#", "evidence": [{{"id": "x", "kind": "report", "issued_on": "{issued}", "supports": [{{"criterion": "l"}}]}}]"#
        )
    };
    // 31 March 2024 is a Sunday: Monday 1 April is still on time.
    let on_time = card(
        &set,
        &assessment(r#""d": "2024-04-01""#, &document("2024-03-01")),
    );
    assert_eq!(columns(&on_time, &names), ["scored", "1", "1", "0", "1"]);
    let later = card(
        &set,
        &assessment(r#""d": "2024-04-01""#, &document("2024-04-02")),
    );
    assert_eq!(columns(&later, &names), ["scored", "1", "0.5", "0", "1"]);
    let unsupported = card(&set, &assessment(r#""d": "2024-04-01""#, ""));
    assert_eq!(
        columns(&unsupported, &names),
        ["scored", "1", "0", "0", "1"]
    );
    let late = card(&set, &assessment(r#""d": "2024-04-02""#, ""));
    assert_eq!(columns(&late, &names), ["scored", "0.5", "0", "0", "0.5"]);
    // Unanswered in November: late or none; half a point is lost for certain.
    let open = card(&set, &assessment("", ""));
    assert_eq!(
        columns(&open, &names),
        ["open", "null", "null", "0.5", "0.5"]
    );
    assert_eq!(losses(&open), [("late".to_owned(), "0.5".to_owned())]);
}

#[test]
fn a_gate_that_is_undecided_is_one_node() {
    let rule = format!(
        r#"{{"gate": {{"when": [{{"measure": {{"choice": "y"}}, "one_of": ["yes"]}}], "otherwise": 0.25, "then": {}}}}}"#,
        bands(SHARE)
    );
    let facts = [
        number("p", 0, 9),
        number("w", 0, 9),
        r#"{"id": "y", "kind": "yes-no"}"#.into(),
    ]
    .join(",");
    let set = set(&facts, &leaf("1", &rule), "");
    let names = ["state", "computed", "open", "lower", "upper"];
    let undecided = card(&set, &assessment(r#""p": 5, "w": 9"#, ""));
    assert_eq!(
        columns(&undecided, &names),
        ["open", "null", "0.5", "0.25", "0.5"]
    );
    let shut = card(&set, &assessment(r#""y": false"#, ""));
    assert_eq!(
        columns(&shut, &names),
        ["scored", "0.25", "0", "0.25", "0.25"]
    );
    assert_eq!(losses(&shut)[0], ("knock-out".into(), "0.75".into()));
}

#[test]
fn the_latest_locked_round_is_final() {
    let facts = r#"{"id": "y", "kind": "yes-no"}"#;
    let set = set(facts, &yes_no("l", "2", "y"), "");
    let at = |locked: &str| {
        let appraisal = format!(
            r#", "claims": {{"criteria": {{"l": 2}}}}, "appraisal": {{"rounds": [{{"round": 1, "locked_on": "2024-12-01"}}, {{"round": 2{locked}}}],
            "records": [{{"round": 1, "criterion": "l", "facts": {{"y": false}}}}, {{"round": 2, "criterion": "l", "copies_claim": true}}]}}"#
        );
        card(&set, &assessment(r#""y": true"#, &appraisal))
    };
    let appraised = |card: &Value| {
        ["round1", "round2", "final"].map(|name| text(&card["criteria"][0]["appraised"][name]))
    };
    assert_eq!(appraised(&at("")), ["0", "2", "0"]);
    assert_eq!(
        appraised(&at(r#", "locked_on": "2024-12-31""#)),
        ["0", "2", "2"]
    );
    assert_eq!(at("")["total"]["index"]["whole"]["final"], "0");
}

#[test]
fn bonus_and_penalty_widen_the_interval() {
    let facts = [
        r#"{"id": "y", "kind": "yes-no"}"#.to_owned(),
        number("b", 0, 4),
        number("c", 0, 4),
    ]
    .join(",");
    let per_item = |id: &str, fact: &str| {
        format!(
            r#"{{"id": "{id}", "max_points": 1, "rule": {{"score": {{"measure": {{"fact": "{fact}"}},
            "scale": {{"per-item": {{"each": 0.5, "cap": 1}}}}}}}}}}"#
        )
    };
    let more = format!(
        r#", "bonus": {{"applies": "points", "cap": 0.75, "criteria": [{}]}}, "penalty": {{"applies": "index", "criteria": [{}]}},
        "classes": [{{"id": "good", "from": 35}}, {{"id": "weak", "from": 0}}]"#,
        per_item("b1", "b"),
        per_item("c1", "c")
    );
    let set = set(&facts, &yes_no("l", "2", "y"), &more);
    // (0 + 0.75) / 2 = 37.5 %, less 0.5 points.
    let known = card(&set, &assessment(r#""y": false, "b": 4, "c": 1"#, ""));
    let index = &known["total"]["index"]["whole"];
    assert_eq!(index["computed"], "37");
    // No document: no bonus is shown, and the whole penalty is possible.
    assert_eq!(index["evidenced"], "0");
    assert_eq!(known["total"]["penalty"]["evidenced"], "1");
    assert_eq!(known["total"]["bonus"]["computed"], "0.75");
    assert_eq!(known["total"]["class"], "good");
    let open = card(&set, &assessment(r#""y": false"#, ""));
    let index = &open["total"]["index"]["whole"];
    assert_eq!(index["computed"], Value::Null);
    assert_eq!(index["lower"], "0");
    assert_eq!(index["upper"], "37.5");
    assert_eq!(open["total"]["class"], Value::Null);
}

#[test]
fn a_weighted_mean_takes_shares_of_maxima() {
    // Weights 1 and 3 of a parent of 10: a half and a full mark are 10 x (0.5 + 3) / 4.
    let facts = [number("p", 0, 9), r#"{"id": "y", "kind": "yes-no"}"#.into()].join(",");
    let half = r#"{"id": "l1", "max_points": 2, "weight": 1, "rule": {"score": {"measure": {"fact": "p"},
        "scale": {"goalposts": {"worst": 9, "best": 1, "points_at_worst": 0, "points_at_best": 2}}}}}"#;
    let full = yes_no("l2", "5", "y").replace(r#""basis""#, r#""weight": 3, "basis""#);
    let parent = format!(
        r#"{{"id": "g", "max_points": 10, "combine": "weighted-mean", "criteria": [{half}, {full}]}}"#
    );
    let card = card(
        &set(&facts, &parent, ""),
        &assessment(r#""p": 5, "y": true"#, ""),
    );
    assert_eq!(card["criteria"][0]["computed"], "1");
    assert_eq!(card["total"]["computed"], "8.75");
    assert_eq!(card["total"]["max"], "10");
    assert_eq!(card["total"]["index"]["self"]["computed"], "87.5");
}

/// The denominator of area and total is the maximum they state: 2 points of 3, where the leaves make 2.
#[test]
fn a_declared_mismatch_stays_in_the_denominator() {
    let set = set(
        r#"{"id": "y", "kind": "yes-no"}"#,
        &yes_no("l", "2", "y"),
        "",
    );
    let set = set.replace(r#"{"id": "a","#, r#"{"id": "a", "max_points": 3,"#);
    let area = |card: &Value| card["areas"][0]["index"]["whole"]["computed"].clone();
    let given = card(&set, &assessment(r#""y": true"#, ""));
    assert_eq!(area(&given), "66.67");
    assert_eq!(given["areas"][0]["applicable"], "3");
    assert_eq!(given["areas"][0]["index"]["self"]["computed"], "100");
}

#[test]
fn what_an_external_body_gives_is_pending() {
    let fact = r#"{"id": "p", "provided_by": "survey", "kind": {"number": {"unit": "%", "min": 0, "max": 10}}}"#;
    let rule = r#"{"score": {"measure": {"fact": "p"}, "scale": {"proportional": {"points": 1, "full_at": 10}}}}"#;
    let leaf = leaf("1", rule).replace("calculated", "external");
    let set = set(
        fact,
        &leaf,
        r#", "absent_sources": [{"provided_by": "survey", "treatment": "leave-denominator"}]"#,
    );
    let names = ["state", "computed", "evidenced", "pending", "excluded"];
    let pending = card(&set, &assessment(r#""p": 7"#, ""));
    assert_eq!(
        columns(&pending, &names),
        ["pending", "null", "null", "1", "0"]
    );
    assert_eq!(pending["total"]["self_max"], "0");
    let given = card(
        &set,
        &assessment(
            "",
            r#", "external": [{"fact": "p", "value": 7, "source": "x"}]"#,
        ),
    );
    assert_eq!(columns(&given, &names), ["scored", "0.7", "0.7", "0", "0"]);
    assert_eq!(given["criteria"][0]["appraised"]["final"], "0.7");
    let absent = card(
        &set,
        &assessment("", r#", "absent": [{"provided_by": "survey"}]"#),
    );
    assert_eq!(
        columns(&absent, &names),
        ["not-applicable", "null", "null", "0", "1"]
    );
    assert_eq!(absent["total"]["applicable"], "0");
}

/// What leaves the denominator by a factor without end is on the grid like all points, so that no
/// remainder below it is left over as a loss of 0: 4 = 8/3 + 4/3.
#[test]
fn what_is_excluded_is_on_the_grid() {
    let part = |id: &str, max: &str, policy: &str, rule: &str| {
        format!(
            r#"{{"id": "{id}", "max_points": {max}, "not_applicable": "{policy}", "rule": {rule}}}"#
        )
    };
    let yes_no: Value = serde_json::from_str(&yes_no("x", "1", "f")).unwrap();
    let yes_no = yes_no["rule"].to_string();
    let share = r#"{"score": {"measure": {"share": {"part": ["p"], "whole": ["w"], "when_empty": "leave-denominator"}},
        "scale": {"proportional": {"points": 2, "full_at": 100}}}}"#;
    let parts = [
        part("a", "1", "redistribute", &yes_no),
        part("b", "2", "not-allowed", share),
        part("c", "1", "not-allowed", &yes_no),
    ];
    let rule = format!(r#"{{"sum": {{"parts": [{}]}}}}"#, parts.join(","));
    let facts = [
        number("p", 0, 9),
        number("w", 0, 9),
        r#"{"id": "f", "kind": "yes-no"}"#.to_owned(),
    ];
    let card = card(
        &set(&facts.join(","), &leaf("4", &rule), ""),
        &assessment(
            r#""p": 0, "w": 0, "f": false"#,
            r#", "not_applicable": [{"at": "l", "part": "a"}]"#,
        ),
    );
    assert_eq!(
        columns(&card, &["computed", "excluded"]),
        ["0", "2.666666667"]
    );
    assert_eq!(
        losses(&card),
        [("part-mark".to_owned(), "1.333333333".to_owned())]
    );
}
