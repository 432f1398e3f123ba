//! Scenarios as JSON.

use par_index::eval::{Column, CriterionScore, Scorecard, Totals};
use par_index::file::{Change, Nature, ScenarioFile, SetReference, Text};
use par_index::model::{CriteriaSet, Leaf};
use par_index::number::Points;
use par_index::read::Id;
use par_index::scenario::{EntryDelta, LeafDelta, Outcome, Pair, Runner, Scenarios};
use serde::Serialize;

use super::moved::{moved, part, place};
use crate::figures::ALL;
use crate::figures::PairJson;
use crate::figures::SumsJson;
use crate::figures::among;

#[derive(Serialize)]
pub struct Document<'a> {
    base: Base<'a>,
    scenarios: Vec<ScenarioJson<'a>>,
}

#[derive(Serialize)]
struct Base<'a> {
    criteria_set: SetReference,
    provenance: &'static str,
    unit: &'a Id,
    nature: Nature,
    as_of: String,
    total: TotalJson<'a>,
}

#[derive(Serialize)]
struct ScenarioJson<'a> {
    id: &'a Id,
    title: Option<&'a Text>,
    note: Option<&'a Text>,
    outcomes: Vec<OutcomeJson<'a>>,
}

#[derive(Serialize)]
struct OutcomeJson<'a> {
    values: Vec<ValueJson<'a>>,
    criteria_set: SetReference,
    /// Columns that can be compared with the base.
    columns: Vec<&'static str>,
    /// Whether only what the changes reach was scored.
    incremental: bool,
    total: TotalJson<'a>,
    change: ChangeJson,
    areas: Vec<AreaJson<'a>>,
    criteria: Vec<LeafJson<'a>>,
    not_carried: Vec<DroppedJson<'a>>,
}

#[derive(Serialize)]
struct ValueJson<'a> {
    fact: &'a Id,
    value: serde_json::Value,
}

#[derive(Serialize)]
struct TotalJson<'a> {
    #[serde(flatten)]
    sums: SumsJson,
    index: PairJson,
    class: Option<&'a Id>,
}

/// After less before; null where one of them is not there.
#[derive(Serialize)]
struct ChangeJson {
    claimed: Option<Points>,
    computed: Option<Points>,
    evidenced: Option<Points>,
    r#final: Option<Points>,
}

#[derive(Serialize)]
struct AreaJson<'a> {
    /// Its id in the set of the scenario, or in that of the base where it is gone.
    id: Option<&'a Id>,
    title: Option<&'a Text>,
    before: Option<SumsJson>,
    after: Option<SumsJson>,
    change: ChangeJson,
}

#[derive(Serialize)]
struct LeafJson<'a> {
    id: Option<&'a Id>,
    title: Option<&'a Text>,
    before: Option<ScoreJson>,
    after: Option<ScoreJson>,
    change: ChangeJson,
    reasons: Vec<ReasonJson>,
}

#[derive(Serialize)]
struct ScoreJson {
    state: par_index::eval::State,
    max: Points,
    claimed: Option<Points>,
    computed: Option<Points>,
    evidenced: Option<Points>,
    r#final: Option<Points>,
    open: Points,
    pending: Points,
    excluded: Points,
}

#[derive(Serialize)]
struct ReasonJson {
    column: Column,
    reason: &'static str,
    part: Option<String>,
    happened: &'static str,
    before: Points,
    after: Points,
    /// What it changes in the points of its column.
    effect: Option<Points>,
}

#[derive(Serialize)]
struct DroppedJson<'a> {
    thing: &'static str,
    name: &'a str,
    why: Why<'a>,
}

#[derive(Serialize)]
struct Why<'a> {
    vi: &'a str,
    en: &'a str,
}

pub fn document<'a>(
    runner: &'a Runner,
    scenarios: &'a Scenarios,
    outcomes: &'a [Outcome<'a>],
) -> Document<'a> {
    let card = runner.base();
    let file = card.assessment().file();
    let set = card.scorer().criteria_set();
    let all = scenarios.file().scenarios.iter().enumerate();
    Document {
        base: Base {
            criteria_set: reference(set),
            provenance: set.provenance().word(),
            unit: &file.unit.id,
            nature: file.nature.unwrap_or(Nature::Real),
            as_of: file.as_of.to_string(),
            total: total(card, card.total(), &ALL),
        },
        scenarios: all
            .filter_map(|(index, own)| scenario(own, index, outcomes))
            .collect(),
    }
}

/// A scenario with its outcomes; `None` where none was asked for.
fn scenario<'a>(
    own: &'a ScenarioFile,
    index: usize,
    outcomes: &'a [Outcome<'a>],
) -> Option<ScenarioJson<'a>> {
    let outcomes: Vec<OutcomeJson<'a>> = outcomes
        .iter()
        .filter(|outcome| outcome.case().index() == index)
        .map(outcome)
        .collect();
    (!outcomes.is_empty()).then_some(ScenarioJson {
        id: &own.id,
        title: own.title.as_ref(),
        note: own.note.as_ref(),
        outcomes,
    })
}

fn outcome<'a>(own: &'a Outcome<'a>) -> OutcomeJson<'a> {
    let scale = own.scale();
    let columns = own.columns();
    let values = own
        .case()
        .values()
        .iter()
        .filter_map(|change| match change {
            Change::Fact(own) => Some(ValueJson {
                fact: &own.fact,
                value: shown(&own.value),
            }),
            _ => None,
        });
    let Pair { before, after } = own.total();
    OutcomeJson {
        values: values.collect(),
        criteria_set: reference(scale.scorer().criteria_set()),
        columns: columns.iter().map(|column| column.word()).collect(),
        incremental: own.is_incremental(),
        total: total(scale, after, columns),
        change: change(columns, |column| {
            (before.column(column), after.column(column))
        }),
        areas: own
            .areas()
            .iter()
            .map(|area| area_json(own, area))
            .collect(),
        criteria: own
            .leaves()
            .iter()
            .map(|leaf| leaf_json(own, leaf))
            .collect(),
        not_carried: own
            .dropped()
            .iter()
            .map(|dropped| DroppedJson {
                thing: dropped.thing().word(),
                name: dropped.name(),
                why: Why {
                    vi: &dropped.why().vi,
                    en: &dropped.why().en,
                },
            })
            .collect(),
    }
}

/// A value of a fact; decimals are strings here as everywhere.
fn shown(value: &par_index::file::FactValue) -> serde_json::Value {
    match value {
        par_index::file::FactValue::Number(number) => number.to_string().into(),
        other => serde_json::to_value(other).unwrap_or_default(),
    }
}

fn reference(set: &CriteriaSet) -> SetReference {
    SetReference {
        id: set.id().clone(),
        edition: set.edition().clone(),
    }
}

fn change(
    columns: &[Column],
    of: impl Fn(Column) -> (Option<Points>, Option<Points>),
) -> ChangeJson {
    let own = |column| {
        let (before, after) = of(column);
        among(columns, column, || moved(before, after))
    };
    ChangeJson {
        claimed: own(Column::Claimed),
        computed: own(Column::Computed),
        evidenced: own(Column::Evidenced),
        r#final: own(Column::Final),
    }
}

fn total<'a>(card: &'a Scorecard, totals: &Totals, columns: &[Column]) -> TotalJson<'a> {
    let pair = totals.index();
    let class = [Column::Final, Column::Computed]
        .into_iter()
        .filter(|column| columns.contains(column))
        .find_map(|column| pair.whole().column(column))
        .and_then(|value| card.class_of(value));
    TotalJson {
        sums: SumsJson::of(totals, columns),
        index: PairJson::of(card.scorer(), &pair, columns),
        class: class.map(|class| &class.id),
    }
}

fn area_json<'a>(
    outcome: &'a Outcome<'a>,
    own: &'a par_index::scenario::AreaDelta,
) -> AreaJson<'a> {
    let columns = outcome.columns();
    let base = outcome.base().scorer().criteria_set();
    let area = place(outcome, base, &own.area).and_then(|(set, at)| set.file().areas.get(at));
    let of = |side: &Option<Totals>| side.as_ref().map(|totals| SumsJson::of(totals, columns));
    let Pair { before, after } = &own.totals;
    AreaJson {
        id: area.map(|area| &area.id),
        title: area.map(|area| &area.title),
        before: of(before),
        after: of(after),
        change: change(columns, |column| {
            let of = |side: &Option<Totals>| side.as_ref().and_then(|totals| totals.column(column));
            (of(before), of(after))
        }),
    }
}

fn leaf_json<'a>(outcome: &'a Outcome<'a>, own: &'a LeafDelta) -> LeafJson<'a> {
    let columns = outcome.columns();
    let base = outcome.base().scorer().criteria_set();
    let leaf = place(outcome, base, &own.leaf).and_then(|(set, at)| set.leaves().get(at));
    let Pair { before, after } = &own.score;
    LeafJson {
        id: leaf.map(Leaf::id),
        title: leaf.map(|leaf| &leaf.criterion().title),
        before: before.as_ref().map(|own| score(own, columns)),
        after: after.as_ref().map(|own| score(own, columns)),
        change: change(columns, |column| {
            let of = |side: &Option<CriterionScore>| {
                side.as_ref().and_then(|score| score.column(column))
            };
            (of(before), of(after))
        }),
        reasons: own.entries.iter().map(reason).collect(),
    }
}

fn score(own: &CriterionScore, columns: &[Column]) -> ScoreJson {
    let of = |column| among(columns, column, || own.column(column));
    ScoreJson {
        state: own.state(),
        max: own.max(),
        claimed: of(Column::Claimed),
        computed: of(Column::Computed),
        evidenced: of(Column::Evidenced),
        r#final: of(Column::Final),
        open: own.open(),
        pending: own.pending(),
        excluded: own.excluded(),
    }
}

fn reason(own: &EntryDelta) -> ReasonJson {
    ReasonJson {
        column: own.entry.column(),
        reason: own.entry.word(),
        part: part(own),
        happened: own.happened().word(),
        before: own.points.before,
        after: own.points.after,
        effect: own.effect(),
    }
}
