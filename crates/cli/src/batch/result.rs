//! What is written of a unit: the same digits as `score --format json`, as CSV or as a line of JSON.

use par_index::compile::Scorer;
use par_index::eval::{
    AdjustmentPoints, Column, CriterionScore, Scorecard, State, Totals, UnitScores,
};
use par_index::file::{Class, Nature, Provenance};
use par_index::model::CriteriaSet;
use par_index::number::{Date, Points, Quantity};
use serde::Serialize;

use crate::sums_json::{ALL, IndexJson, PairJson, SumsJson};

/// A unit's result, whichever way it was computed
#[derive(Serialize)]
pub(super) struct UnitResult<'a> {
    criteria_set: SetResult<'a>,
    unit: UnitName<'a>,
    nature: Nature,
    as_of: Date,
    total: Total<'a>,
    areas: Vec<Area<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    criteria: Option<Vec<Leaf<'a>>>,
}

#[derive(Serialize)]
struct SetResult<'a> {
    id: &'a str,
    edition: &'a str,
    provenance: Provenance,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct UnitName<'a> {
    id: &'a str,
    group: Option<&'a str>,
}

#[derive(Serialize)]
struct Sums {
    #[serde(flatten)]
    points: SumsJson,
    index: PairJson,
}

#[derive(Serialize)]
struct Total<'a> {
    #[serde(flatten)]
    sums: Sums,
    bonus: Option<AdjustmentResult>,
    penalty: Option<AdjustmentResult>,
    class: Option<ClassResult<'a>>,
}

#[derive(Serialize)]
struct AdjustmentResult {
    claimed: Option<Points>,
    computed: Option<Points>,
    evidenced: Option<Points>,
    r#final: Option<Points>,
}

#[derive(Serialize)]
struct ClassResult<'a> {
    id: &'a str,
    column: Column,
}

#[derive(Serialize)]
struct Area<'a> {
    id: &'a str,
    #[serde(flatten)]
    sums: Sums,
}

#[derive(Serialize)]
struct Leaf<'a> {
    id: &'a str,
    state: State,
    max: Points,
    claimed: Option<Points>,
    computed: Option<Points>,
    evidenced: Option<Points>,
    r#final: Option<Points>,
    open: Points,
    pending: Points,
    excluded: Points,
    lower: Points,
    upper: Points,
}

/// What was computed of a unit, whichever way
struct Scored<'a> {
    scorer: &'a Scorer,
    total: &'a Totals,
    areas: &'a [Totals],
    bonus: Option<&'a AdjustmentPoints>,
    penalty: Option<&'a AdjustmentPoints>,
    class: Option<(&'a Class, Column)>,
    criteria: Option<&'a [CriterionScore]>,
}

/// What the header of an assessment says
pub(super) struct Header<'a> {
    pub(super) unit: &'a str,
    pub(super) group: Option<&'a str>,
    pub(super) nature: Option<Nature>,
    pub(super) as_of: Date,
}

impl<'a> UnitResult<'a> {
    /// What a scorecard says, with every leaf if asked for.
    pub(super) fn of(card: &'a Scorecard, leaves: bool) -> Self {
        let file = card.assessment().file();
        let header = Header {
            unit: file.unit.id.as_str(),
            group: file.unit.group.as_ref().map(AsRef::as_ref),
            nature: file.nature,
            as_of: file.as_of,
        };
        Self::new(
            &header,
            &Scored {
                scorer: card.scorer(),
                total: card.total(),
                areas: card.areas(),
                bonus: card.bonus(),
                penalty: card.penalty(),
                class: card.class(),
                criteria: leaves.then(|| card.criteria()),
            },
        )
    }

    /// What was scored from facts alone.
    pub(super) fn of_facts(header: &Header<'a>, scores: &'a UnitScores<'_>, leaves: bool) -> Self {
        Self::new(
            header,
            &Scored {
                scorer: scores.scorer(),
                total: scores.total(),
                areas: scores.areas(),
                bonus: scores.bonus(),
                penalty: scores.penalty(),
                class: scores.class(),
                criteria: leaves.then(|| scores.criteria()),
            },
        )
    }

    fn new(header: &Header<'a>, card: &Scored<'a>) -> Self {
        let set = card.scorer.criteria_set();
        let areas = set.file().areas.iter().zip(card.areas);
        Self {
            criteria_set: SetResult {
                id: set.id().as_str(),
                edition: set.edition().as_str(),
                provenance: set.provenance(),
                fingerprint: set.fingerprint(),
            },
            unit: UnitName {
                id: header.unit,
                group: header.group,
            },
            nature: header.nature.unwrap_or(Nature::Real),
            as_of: header.as_of,
            total: Total {
                sums: sums(card.scorer, card.total),
                bonus: card.bonus.map(adjustment),
                penalty: card.penalty.map(adjustment),
                class: card.class.map(|(class, column)| ClassResult {
                    id: class.id.as_str(),
                    column,
                }),
            },
            areas: areas
                .map(|(area, totals)| Area {
                    id: area.id.as_str(),
                    sums: sums(card.scorer, totals),
                })
                .collect(),
            criteria: card.criteria.map(|scores| leaves_of(card.scorer, scores)),
        }
    }

    /// Writes it as a row under [`header`].
    pub(super) fn write_row(&self, row: &mut Row<'_>) {
        row.text(self.unit.id);
        row.text(self.unit.group.unwrap_or_default());
        row.text(self.nature.word());
        row.text(self.criteria_set.id);
        row.more(b"@");
        row.more(self.criteria_set.edition.as_bytes());
        row.text(self.criteria_set.provenance.word());
        row.show(Some(self.as_of));
        let total = &self.total;
        row.points(&total.sums.points);
        for index in [&total.sums.index.own, &total.sums.index.whole] {
            let IndexJson {
                claimed,
                computed,
                evidenced,
                r#final,
                lower,
                upper,
                bounds,
            } = index;
            for value in [claimed, computed, evidenced, r#final, lower, upper] {
                row.show(*value);
            }
            row.text(bounds);
        }
        for adjustment in [&total.bonus, &total.penalty] {
            row.show(adjustment.as_ref().and_then(|points| points.computed));
        }
        row.text(total.class.as_ref().map_or("", |class| class.id));
        for area in &self.areas {
            row.points(&area.sums.points);
            let PairJson { own, whole } = &area.sums.index;
            for value in [own.computed, whole.computed, whole.lower, whole.upper] {
                row.show(value);
            }
            row.text(whole.bounds);
        }
        for leaf in self.criteria.iter().flatten() {
            row.text(leaf.state.word());
            for points in [leaf.claimed, leaf.computed, leaf.evidenced, leaf.r#final] {
                row.show(points);
            }
            row.show(Some(leaf.lower));
            row.show(Some(leaf.upper));
        }
        row.end();
    }
}

/// The names of the columns: the keys of `score --format json` that lead to each value
pub(super) fn header(set: &CriteriaSet, leaves: bool) -> String {
    const INDEX: [&str; 7] = [
        "claimed",
        "computed",
        "evidenced",
        "final",
        "lower",
        "upper",
        "bounds",
    ];
    const POINTS: [&str; 8] = [
        "applicable",
        "claimed",
        "computed",
        "evidenced",
        "final",
        "open",
        "pending",
        "excluded",
    ];
    const AREA: [&str; 5] = [
        "index.self.computed",
        "index.whole.computed",
        "index.whole.lower",
        "index.whole.upper",
        "index.whole.bounds",
    ];
    const LEAF: [&str; 7] = [
        "state",
        "claimed",
        "computed",
        "evidenced",
        "final",
        "lower",
        "upper",
    ];
    let mut names: Vec<String> = [
        "unit",
        "group",
        "nature",
        "criteria_set",
        "provenance",
        "as_of",
    ]
    .map(str::to_owned)
    .into();
    names.extend(POINTS.map(|key| format!("total.{key}")));
    for scope in ["self", "whole"] {
        names.extend(INDEX.map(|key| format!("total.index.{scope}.{key}")));
    }
    names.extend(
        [
            "total.bonus.computed",
            "total.penalty.computed",
            "total.class",
        ]
        .map(str::to_owned),
    );
    for area in &set.file().areas {
        let keys = POINTS.iter().chain(&AREA);
        names.extend(keys.map(|key| format!("areas.{}.{key}", area.id)));
    }
    if leaves {
        for leaf in set.leaves() {
            names.extend(LEAF.map(|key| format!("criteria.{}.{key}", leaf.id())));
        }
    }
    let mut head = names.join(",");
    head.push('\n');
    head
}

/// A row of CSV being written; every value is an id, a word or a number, so nothing needs quotes.
#[derive(Debug)]
pub(super) struct Row<'o> {
    out: &'o mut Vec<u8>,
    is_first: bool,
}

impl<'o> Row<'o> {
    pub(super) fn new(out: &'o mut Vec<u8>) -> Self {
        Self {
            out,
            is_first: true,
        }
    }

    fn next(&mut self) {
        if !self.is_first {
            self.out.push(b',');
        }
        self.is_first = false;
    }

    fn text(&mut self, text: &str) {
        self.next();
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Adds to the field begun last.
    fn more(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    fn show(&mut self, value: Option<impl Append>) {
        self.next();
        if let Some(value) = value {
            value.append(self.out);
        }
    }

    fn points(&mut self, sums: &SumsJson) {
        self.show(Some(sums.applicable));
        for points in [sums.claimed, sums.computed, sums.evidenced, sums.r#final] {
            self.show(points);
        }
        for points in [sums.open, sums.pending, sums.excluded] {
            self.show(Some(points));
        }
    }

    fn end(&mut self) {
        self.out.push(b'\n');
    }
}

/// What can be written without a string of its own
trait Append {
    fn append(self, into: &mut Vec<u8>);
}

impl Append for Points {
    fn append(self, into: &mut Vec<u8>) {
        self.append_to(into);
    }
}

impl Append for Quantity {
    fn append(self, into: &mut Vec<u8>) {
        self.append_to(into);
    }
}

impl Append for Date {
    fn append(self, into: &mut Vec<u8>) {
        into.extend_from_slice(self.to_string().as_bytes());
    }
}

fn sums(scorer: &Scorer, totals: &Totals) -> Sums {
    Sums {
        points: SumsJson::of(totals, &ALL),
        index: PairJson::of(scorer, &totals.index(), &ALL),
    }
}

fn adjustment(points: &AdjustmentPoints) -> AdjustmentResult {
    AdjustmentResult {
        claimed: points.claimed,
        computed: points.computed,
        evidenced: points.evidenced,
        r#final: points.final_points,
    }
}

fn leaves_of<'a>(scorer: &'a Scorer, scores: &[CriterionScore]) -> Vec<Leaf<'a>> {
    let leaves = scorer.criteria_set().leaves();
    scores
        .iter()
        .filter_map(|score| {
            let leaf = leaves.get(score.leaf())?;
            Some(Leaf {
                id: leaf.id().as_str(),
                state: score.state(),
                max: score.max(),
                claimed: score.claimed(),
                computed: score.computed(),
                evidenced: score.evidenced(),
                r#final: score.final_points(),
                open: score.open(),
                pending: score.pending(),
                excluded: score.excluded(),
                lower: score.lower(),
                upper: score.upper(),
            })
        })
        .collect()
}
