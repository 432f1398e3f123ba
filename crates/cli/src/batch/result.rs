//! What is written of a unit: the same digits as `score --format json`, as CSV or as a line of JSON.

use par_index::compile::Scorer;
use par_index::eval::{AdjustmentPoints, Column, CriterionScore, Scorecard, State, Totals};
use par_index::file::{Class, Nature, Provenance};
use par_index::model::CriteriaSet;
use par_index::number::{Date, Points};
use par_index::output::ClassNotes;
use par_index::units::UnitScores;
use serde::Serialize;

use par_index_answers::csv::CsvLine;
use par_index_answers::csv::texts;
use par_index_answers::figures::ALL;
use par_index_answers::figures::IndexJson;
use par_index_answers::figures::PairJson;
use par_index_answers::figures::SumsJson;

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
    #[serde(flatten)]
    notes: ClassNotes,
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
                notes: ClassNotes::of(
                    card.scorer,
                    card.scorer.classed(card.total).map(|(index, _)| index),
                ),
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

    /// Writes it as a row under [`header`]: ids, words and numbers.
    pub(super) fn write_row(&self, mut row: CsvLine<'_>) {
        row.word(self.unit.id);
        row.word(self.unit.group.unwrap_or_default());
        row.word(self.nature.word());
        row.word(self.criteria_set.id);
        row.more("@");
        row.more(self.criteria_set.edition);
        row.word(self.criteria_set.provenance.word());
        row.show(Some(self.as_of));
        let total = &self.total;
        points(&mut row, &total.sums.points);
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
            row.word(bounds);
        }
        for adjustment in [&total.bonus, &total.penalty] {
            row.show(adjustment.as_ref().and_then(|points| points.computed));
        }
        row.word(total.class.as_ref().map_or("", |class| class.id));
        for area in &self.areas {
            points(&mut row, &area.sums.points);
            let PairJson { own, whole } = &area.sums.index;
            for value in [own.computed, whole.computed, whole.lower, whole.upper] {
                row.show(value);
            }
            row.text(whole.bounds);
        }
        for leaf in self.criteria.iter().flatten() {
            row.word(leaf.state.word());
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
pub(super) fn header(set: &CriteriaSet, leaves: bool) -> Vec<u8> {
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
    let mut head = Vec::new();
    texts(&mut head, names);
    head
}

/// The points of an area or of the whole.
fn points(row: &mut CsvLine<'_>, sums: &SumsJson) {
    row.show(Some(sums.applicable));
    for points in [sums.claimed, sums.computed, sums.evidenced, sums.r#final] {
        row.show(points);
    }
    for points in [sums.open, sums.pending, sums.excluded] {
        row.show(Some(points));
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
