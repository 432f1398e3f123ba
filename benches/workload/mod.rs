//! A sheet of 84 leaves of six common shapes, as a criteria file and written by hand twice.
//!
//! Shapes by leaf number: 36 yes or no; 18 shares in bands; 12 shares in proportion with a floor;
//! 8 counts in bands; 6 deductions; 4 sums of a yes or no and a share in bands.

#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a benchmark stops at what should not happen; binary floats are what is compared with"
)]

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

pub(crate) const YES_NO: usize = 36;
pub(crate) const BANDS: usize = 18;
pub(crate) const PROPORTION: usize = 12;
pub(crate) const COUNT: usize = 8;
pub(crate) const DEDUCTION: usize = 6;
pub(crate) const SUM: usize = 4;

/// What one unit answered.
pub(crate) struct Unit {
    pub(crate) yes: Vec<bool>,
    pub(crate) bands: Vec<(i64, i64)>,
    pub(crate) proportion: Vec<(i64, i64)>,
    pub(crate) count: Vec<i64>,
    pub(crate) faults: Vec<i64>,
    pub(crate) sums: Vec<(bool, i64, i64)>,
}

/// A small generator of repeatable numbers (an LCG; nothing depends on its quality).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % limit
    }

    fn share(&mut self) -> (i64, i64) {
        let whole = 1 + self.below(2_000);
        let missing = self.below(3) * self.below(whole) / 3;
        (whole - missing, whole)
    }
}

impl Unit {
    /// The unit with this number.
    pub(crate) fn new(number: usize) -> Self {
        let mut numbers = Numbers(u64::try_from(number).unwrap() + 1);
        Self {
            yes: (0..YES_NO).map(|_| numbers.below(5) > 0).collect(),
            bands: (0..BANDS).map(|_| numbers.share()).collect(),
            proportion: (0..PROPORTION).map(|_| numbers.share()).collect(),
            count: (0..COUNT).map(|_| numbers.below(6)).collect(),
            faults: (0..DEDUCTION).map(|_| numbers.below(6)).collect(),
            sums: (0..SUM)
                .map(|_| {
                    let (part, whole) = numbers.share();
                    (numbers.below(3) > 0, part, whole)
                })
                .collect(),
        }
    }

    /// The unit's answers as an assessment file.
    pub(crate) fn assessment(&self) -> String {
        let mut facts = serde_json::Map::new();
        let mut put = |id: String, value: Value| {
            facts.insert(id, value);
        };
        for (index, yes) in self.yes.iter().enumerate() {
            put(format!("yes-{index}"), json!(yes));
        }
        for (name, shares) in [("bands", &self.bands), ("proportion", &self.proportion)] {
            for (index, (part, whole)) in shares.iter().enumerate() {
                put(format!("{name}-{index}-part"), json!(part));
                put(format!("{name}-{index}-whole"), json!(whole));
            }
        }
        for (name, counts) in [("count", &self.count), ("fault", &self.faults)] {
            for (index, count) in counts.iter().enumerate() {
                put(format!("{name}-{index}"), json!(count));
            }
        }
        for (index, (yes, part, whole)) in self.sums.iter().enumerate() {
            put(format!("sum-{index}-yes"), json!(yes));
            put(format!("sum-{index}-part"), json!(part));
            put(format!("sum-{index}-whole"), json!(whole));
        }
        json!({
            "format": "par-index/assessment@1",
            "nature": "made-up",
            "unit": { "id": "unit", "title": { "vi": "Đơn vị" } },
            "period": { "from": "2024-01-01", "until": "2024-12-31" },
            "as_of": "2024-12-31",
            "criteria_set": { "id": "bench", "edition": "2024" },
            "facts": facts,
        })
        .to_string()
    }
}

fn bands(full: &str, some: &str) -> Value {
    json!({ "bands": [
        { "from": 100, "points": full },
        { "from": 75, "to": 100, "points": some },
        { "to": 75, "points": 0 },
    ] })
}

fn share(name: &str) -> Value {
    json!({ "share": {
        "part": [format!("{name}-part")], "whole": [format!("{name}-whole")], "when_empty": "full",
    } })
}

/// The sheet as a criteria file.
pub(crate) fn criteria() -> String {
    let mut facts = Vec::new();
    let mut leaves = Vec::new();
    let title = |text: &str| json!({ "vi": text });
    let number = |id: String, facts: &mut Vec<Value>| {
        facts.push(json!({ "id": id, "title": title(&id),
            "kind": { "number": { "unit": "item", "min": 0, "max": 1_000_000 } } }));
    };
    let yes_no = |id: String, facts: &mut Vec<Value>| {
        facts.push(json!({ "id": id, "title": title(&id), "kind": "yes-no" }));
    };
    let mut leaf = |id: String, max: &str, rule: Value| {
        leaves.push(json!({
            "id": id, "title": title(&id), "max_points": max, "basis": "calculated",
            "cites": [{ "source": "bench" }], "rule": rule,
            "evidence": [{ "id": "e", "mode": "none" }],
        }));
    };
    let options = |fact: &str, points: f64| {
        json!({ "score": { "measure": { "choice": fact }, "scale": { "options": [
            { "is": "yes", "points": points.to_string() }, { "is": "no", "points": 0 },
        ] } } })
    };
    for index in 0..YES_NO {
        let fact = format!("yes-{index}");
        yes_no(fact.clone(), &mut facts);
        leaf(format!("a{index}"), "1", options(&fact, 1.0));
    }
    for index in 0..BANDS {
        let name = format!("bands-{index}");
        number(format!("{name}-part"), &mut facts);
        number(format!("{name}-whole"), &mut facts);
        leaf(
            format!("b{index}"),
            "1",
            json!({ "score": { "measure": share(&name), "scale": bands("1", "0.5") } }),
        );
    }
    for index in 0..PROPORTION {
        let name = format!("proportion-{index}");
        number(format!("{name}-part"), &mut facts);
        number(format!("{name}-whole"), &mut facts);
        leaf(
            format!("c{index}"),
            "2",
            json!({ "score": { "measure": share(&name),
            "scale": { "proportional": { "points": 2, "full_at": 90, "floor": 70 } } } }),
        );
    }
    for index in 0..COUNT {
        let fact = format!("count-{index}");
        number(fact.clone(), &mut facts);
        leaf(
            format!("d{index}"),
            "1",
            json!({ "score": { "measure": { "fact": fact }, "scale": { "bands": [
            { "from": 3, "points": 1 }, { "from": 1, "to": 3, "points": 0.5 }, { "to": 1, "points": 0 },
        ] } } }),
        );
    }
    for index in 0..DEDUCTION {
        let fact = format!("fault-{index}");
        number(fact.clone(), &mut facts);
        leaf(
            format!("e{index}"),
            "1",
            json!({ "score": { "measure": { "fact": fact },
            "scale": { "deduction": { "from": 1, "each": 0.25 } } } }),
        );
    }
    for index in 0..SUM {
        let name = format!("sum-{index}");
        yes_no(format!("{name}-yes"), &mut facts);
        number(format!("{name}-part"), &mut facts);
        number(format!("{name}-whole"), &mut facts);
        leaf(
            format!("f{index}"),
            "1",
            json!({ "sum": { "parts": [
            { "id": "done", "max_points": 0.5, "rule": options(&format!("{name}-yes"), 0.5) },
            { "id": "share", "max_points": 0.5,
              "rule": { "score": { "measure": share(&name), "scale": bands("0.5", "0.25") } } },
        ] } }),
        );
    }
    // Eight areas of about ten leaves.
    let mut areas = Vec::new();
    for (index, chunk) in leaves.chunks(11).enumerate() {
        let max: f64 = chunk
            .iter()
            .map(|leaf| leaf["max_points"].as_str().unwrap().parse::<f64>().unwrap())
            .sum();
        areas.push(
            json!({ "id": format!("area-{index}"), "title": title("Lĩnh vực"),
            "max_points": max.to_string(), "criteria": chunk }),
        );
    }
    let max = YES_NO + BANDS + 2 * PROPORTION + COUNT + DEDUCTION + SUM;
    json!({
        "format": "par-index/criteria@1", "id": "bench", "edition": "2024", "title": title("Bench"),
        "provenance": "illustrative", "notice": title("Dùng để đo tốc độ"), "level": "other",
        "in_force": { "from": "2024-01-01", "until": "2024-12-31" },
        "instruments": [{ "id": "bench", "instrument": "Made up for a benchmark" }],
        "max_points": max.to_string(),
        "rounding": { "leaf": { "places": 2, "mode": "half-up" }, "index": { "places": 2, "mode": "half-up" }, "claim_places": 2 },
        "facts": facts, "areas": areas,
    })
    .to_string()
}

/// The rules by hand in binary floats.
pub(crate) fn by_f64(unit: &Unit) -> f64 {
    let bands = |part: i64, whole: i64| {
        let share = part as f64 / whole as f64 * 100.0;
        if share >= 100.0 {
            1.0
        } else if share >= 75.0 {
            0.5
        } else {
            0.0
        }
    };
    let mut total = 0.0;
    for yes in &unit.yes {
        total += f64::from(u8::from(*yes));
    }
    for &(part, whole) in &unit.bands {
        total += bands(part, whole);
    }
    for &(part, whole) in &unit.proportion {
        let share = part as f64 / whole as f64 * 100.0;
        let points = if share < 70.0 {
            0.0
        } else {
            2.0 * (share / 90.0).min(1.0)
        };
        total += (points * 100.0).round() / 100.0;
    }
    for count in &unit.count {
        total += if *count >= 3 {
            1.0
        } else if *count >= 1 {
            0.5
        } else {
            0.0
        };
    }
    for faults in &unit.faults {
        total += (1.0 - 0.25 * *faults as f64).max(0.0);
    }
    for &(yes, part, whole) in &unit.sums {
        total += if yes { 0.5 } else { 0.0 } + bands(part, whole) / 2.0;
    }
    total
}

/// The rules by hand in decimals.
pub(crate) fn by_decimal(unit: &Unit) -> Decimal {
    let hundred = Decimal::ONE_HUNDRED;
    let half = Decimal::new(5, 1);
    let bands = |part: i64, whole: i64| {
        let share = Decimal::from(part) * hundred / Decimal::from(whole);
        if share >= hundred {
            Decimal::ONE
        } else if share >= Decimal::from(75) {
            half
        } else {
            Decimal::ZERO
        }
    };
    let mut total = Decimal::ZERO;
    for yes in &unit.yes {
        if *yes {
            total += Decimal::ONE;
        }
    }
    for &(part, whole) in &unit.bands {
        total += bands(part, whole);
    }
    for &(part, whole) in &unit.proportion {
        let share = Decimal::from(part) * hundred / Decimal::from(whole);
        if share >= Decimal::from(70) {
            let points = if share >= Decimal::from(90) {
                Decimal::TWO
            } else {
                // Multiplied before divided, so that exact halves stay halves.
                Decimal::TWO * Decimal::from(part) * hundred
                    / (Decimal::from(whole) * Decimal::from(90))
            };
            total += points.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        }
    }
    for count in &unit.count {
        total += match count {
            3.. => Decimal::ONE,
            1..3 => half,
            _ => Decimal::ZERO,
        };
    }
    for faults in &unit.faults {
        total += (Decimal::ONE - Decimal::new(25, 2) * Decimal::from(*faults)).max(Decimal::ZERO);
    }
    for &(yes, part, whole) in &unit.sums {
        if yes {
            total += half;
        }
        total += bands(part, whole) * half;
    }
    total
}
