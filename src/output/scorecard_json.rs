//! A scorecard as JSON.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::class_notes::ClassNotes;
use super::detail::{Detail, detail};
use crate::eval::{AdjustmentPoints, Column, CriterionScore, Index, Scorecard, State, Totals};
use crate::file::{Basis, Nature, Provenance, Text};
use crate::model::Home;
use crate::number::{Date, Points, Quantity, Ratio};
use crate::rule::Reason;

/// A scorecard in the fixed keys of `score --format json`
///
/// Decimals are strings, absent values null; the same scorecard always gives the same bytes.
///
/// # Examples
///
/// ```no_run
/// # fn show(card: &par_index::eval::Scorecard) -> Result<(), serde_json::Error> {
/// let text = serde_json::to_string_pretty(&par_index::output::ScorecardJson(card))?;
/// # let _ = text; Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ScorecardJson<'a>(
    /// The scorecard.
    pub &'a Scorecard,
);

#[derive(Serialize)]
struct Document<'a> {
    criteria_set: SetJson<'a>,
    unit: UnitJson<'a>,
    nature: Nature,
    period: &'a crate::file::Span,
    as_of: Date,
    /// Said where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    complete: Option<bool>,
    total: TotalJson<'a>,
    areas: Vec<AreaJson<'a>>,
    criteria: Vec<CriterionJson<'a>>,
    bonus_criteria: Vec<CriterionJson<'a>>,
    penalty_criteria: Vec<CriterionJson<'a>>,
}

#[derive(Serialize)]
struct SetJson<'a> {
    id: &'a str,
    edition: &'a str,
    title: &'a Text,
    provenance: Provenance,
    notice: Option<&'a Text>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct UnitJson<'a> {
    id: &'a str,
    title: &'a Text,
    group: Option<&'a str>,
}

/// Stands among the keys of others, which are counted beforehand: some formats want that.
struct SumsJson {
    max: Points,
    self_max: Points,
    applicable: Points,
    self_applicable: Points,
    final_applicable: Points,
    claimed: Option<Points>,
    computed: Option<Points>,
    evidenced: Option<Points>,
    r#final: Option<Points>,
    open: Points,
    pending: Points,
    excluded: Points,
    index: PairJson,
}

struct TotalJson<'a> {
    sums: SumsJson,
    bonus: Option<AdjustmentJson>,
    penalty: Option<AdjustmentJson>,
    class: Option<ClassJson<'a>>,
    class_range: Option<[Option<ClassJson<'a>>; 2]>,
    notes: ClassNotes,
    by_basis: Vec<BasisJson>,
}

struct AreaJson<'a> {
    id: &'a str,
    number: Option<&'a str>,
    title: &'a Text,
    sums: SumsJson,
}

impl SumsJson {
    const KEYS: usize = 13;

    fn put<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("max", &self.max)?;
        map.serialize_entry("self_max", &self.self_max)?;
        map.serialize_entry("applicable", &self.applicable)?;
        map.serialize_entry("self_applicable", &self.self_applicable)?;
        map.serialize_entry("final_applicable", &self.final_applicable)?;
        map.serialize_entry("claimed", &self.claimed)?;
        map.serialize_entry("computed", &self.computed)?;
        map.serialize_entry("evidenced", &self.evidenced)?;
        map.serialize_entry("final", &self.r#final)?;
        map.serialize_entry("open", &self.open)?;
        map.serialize_entry("pending", &self.pending)?;
        map.serialize_entry("excluded", &self.excluded)?;
        map.serialize_entry("index", &self.index)
    }
}

impl Serialize for TotalJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let notes = &self.notes;
        let said = [
            notes.below_every_class.is_some(),
            notes.exact_index.is_some(),
        ];
        let own = said
            .iter()
            .filter(|is_said| **is_said)
            .count()
            .saturating_add(5);
        let mut map = serializer.serialize_map(Some(SumsJson::KEYS.saturating_add(own)))?;
        self.sums.put(&mut map)?;
        map.serialize_entry("bonus", &self.bonus)?;
        map.serialize_entry("penalty", &self.penalty)?;
        map.serialize_entry("class", &self.class)?;
        map.serialize_entry("class_range", &self.class_range)?;
        if let Some(is_below) = notes.below_every_class {
            map.serialize_entry("below_every_class", &is_below)?;
        }
        if let Some(index) = &notes.exact_index {
            map.serialize_entry("exact_index", index)?;
        }
        map.serialize_entry("by_basis", &self.by_basis)?;
        map.end()
    }
}

impl Serialize for AreaJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let keys = SumsJson::KEYS.saturating_add(3);
        let mut map = serializer.serialize_map(Some(keys))?;
        map.serialize_entry("id", self.id)?;
        map.serialize_entry("number", &self.number)?;
        map.serialize_entry("title", self.title)?;
        self.sums.put(&mut map)?;
        map.end()
    }
}

#[derive(Serialize)]
struct PairJson {
    #[serde(rename = "self")]
    own: IndexJson,
    whole: IndexJson,
}

#[derive(Serialize)]
struct IndexJson {
    claimed: Option<Quantity>,
    computed: Option<Quantity>,
    evidenced: Option<Quantity>,
    r#final: Option<Quantity>,
    lower: Option<Quantity>,
    upper: Option<Quantity>,
    bounds_column: Column,
    bounds: &'static str,
}

#[derive(Serialize)]
struct AdjustmentJson {
    claimed: Option<Points>,
    computed: Option<Points>,
    evidenced: Option<Points>,
    r#final: Option<Points>,
    lower: Points,
    upper: Points,
}

#[derive(Serialize)]
struct ClassJson<'a> {
    id: &'a str,
    title: &'a Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<Column>,
}

#[derive(Serialize)]
struct BasisJson {
    basis: Basis,
    max: Points,
    claimed: Option<Points>,
    computed: Option<Points>,
    evidenced: Option<Points>,
    r#final: Option<Points>,
}

#[derive(Serialize)]
struct CriterionJson<'a> {
    id: &'a str,
    number: Option<&'a str>,
    title: &'a Text,
    area: Option<&'a str>,
    basis: Basis,
    state: State,
    max: Points,
    claimed: Option<Points>,
    computed: Option<Points>,
    evidenced: Option<Points>,
    appraised: AppraisedJson,
    open: Points,
    pending: Points,
    excluded: Points,
    lower: Points,
    upper: Points,
    losses: Vec<LossJson<'a>>,
}

#[derive(Serialize)]
struct AppraisedJson {
    round1: Option<Points>,
    round2: Option<Points>,
    r#final: Option<Points>,
    not_applicable: bool,
}

#[derive(Serialize)]
struct LossJson<'a> {
    column: Column,
    reason: Reason,
    points: Points,
    detail: Option<Detail<'a>>,
}

/// As [`ScorecardJson`] does
impl Serialize for Scorecard {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        document(self).serialize(serializer)
    }
}

impl Serialize for ScorecardJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        document(self.0).serialize(serializer)
    }
}

fn document(card: &Scorecard) -> Document<'_> {
    let set = card.scorer().criteria_set();
    let file = card.assessment().file();
    let mut lists = [Vec::new(), Vec::new(), Vec::new()];
    for score in card.criteria() {
        let Some(leaf) = set.leaves().get(score.leaf()) else {
            continue;
        };
        let [areas, bonus, penalty] = &mut lists;
        let list = match leaf.home() {
            Home::Area(_) => areas,
            Home::Bonus => bonus,
            Home::Penalty => penalty,
        };
        list.push(criterion(card, leaf, score));
    }
    let [criteria, bonus_criteria, penalty_criteria] = lists;
    let classed = card.scorer().classed(card.total());
    Document {
        criteria_set: SetJson {
            id: set.id().as_ref(),
            edition: set.edition().as_ref(),
            title: set.title(),
            provenance: set.provenance(),
            notice: set.file().notice.as_ref(),
            fingerprint: set.fingerprint(),
        },
        unit: UnitJson {
            id: file.unit.id.as_ref(),
            title: &file.unit.title,
            group: file.unit.group.as_ref().map(AsRef::as_ref),
        },
        nature: file.nature.unwrap_or(Nature::Real),
        period: &file.period,
        as_of: file.as_of,
        complete: (!card.assessment().is_complete()).then_some(false),
        total: TotalJson {
            sums: sums(card, card.total()),
            bonus: card.bonus().map(adjustment),
            penalty: card.penalty().map(adjustment),
            class: card.class().map(|(class, column)| ClassJson {
                id: class.id.as_ref(),
                title: &class.title,
                column: Some(column),
            }),
            class_range: card.class_range().map(|ends| {
                ends.map(|class| {
                    class.map(|class| ClassJson {
                        id: class.id.as_ref(),
                        title: &class.title,
                        column: None,
                    })
                })
            }),
            notes: ClassNotes::of(card.scorer(), classed.map(|(index, _)| index)),
            by_basis: card
                .by_basis()
                .iter()
                .map(|totals| BasisJson {
                    basis: totals.basis,
                    max: totals.max,
                    claimed: totals.claimed,
                    computed: totals.computed,
                    evidenced: totals.evidenced,
                    r#final: totals.final_points,
                })
                .collect(),
        },
        areas: set
            .file()
            .areas
            .iter()
            .zip(card.areas())
            .map(|(area, totals)| AreaJson {
                id: area.id.as_ref(),
                number: area.number.as_deref(),
                title: &area.title,
                sums: sums(card, totals),
            })
            .collect(),
        criteria,
        bonus_criteria,
        penalty_criteria,
    }
}

fn sums(card: &Scorecard, totals: &Totals) -> SumsJson {
    SumsJson {
        max: totals.max(),
        self_max: totals.self_max(),
        applicable: totals.applicable(),
        self_applicable: totals.self_applicable(),
        final_applicable: totals.final_applicable(),
        claimed: totals.claimed(),
        computed: totals.computed(),
        evidenced: totals.evidenced(),
        r#final: totals.final_points(),
        open: totals.open(),
        pending: totals.pending(),
        excluded: totals.excluded(),
        index: PairJson {
            own: index(card, &totals.index().own()),
            whole: index(card, &totals.index().whole()),
        },
    }
}

fn index(card: &Scorecard, index: &Index) -> IndexJson {
    let value = |value: Option<Ratio>| card.rounded(value?);
    IndexJson {
        claimed: value(index.column(Column::Claimed)),
        computed: value(index.column(Column::Computed)),
        evidenced: value(index.column(Column::Evidenced)),
        r#final: value(index.column(Column::Final)),
        lower: value(index.lower()),
        upper: value(index.upper()),
        bounds_column: Column::Computed,
        bounds: if index.is_exact() { "exact" } else { "outer" },
    }
}

fn adjustment(points: &AdjustmentPoints) -> AdjustmentJson {
    AdjustmentJson {
        claimed: points.claimed,
        computed: points.computed,
        evidenced: points.evidenced,
        r#final: points.final_points,
        lower: points.lower,
        upper: points.upper,
    }
}

fn criterion<'a>(
    card: &'a Scorecard,
    leaf: &'a crate::model::Leaf,
    score: &CriterionScore,
) -> CriterionJson<'a> {
    let area = match leaf.home() {
        Home::Area(_) => leaf.ancestors().last().map(AsRef::as_ref),
        Home::Bonus | Home::Penalty => None,
    };
    CriterionJson {
        id: leaf.id().as_ref(),
        number: leaf.criterion().number.as_deref(),
        title: &leaf.criterion().title,
        area,
        basis: leaf.basis(),
        state: score.state(),
        max: score.max(),
        claimed: score.claimed(),
        computed: score.computed(),
        evidenced: score.evidenced(),
        appraised: AppraisedJson {
            round1: score.round1(),
            round2: score.round2(),
            r#final: score.final_points(),
            not_applicable: score.is_final_excluded(),
        },
        open: score.open(),
        pending: score.pending(),
        excluded: score.excluded(),
        lower: score.lower(),
        upper: score.upper(),
        losses: card
            .losses_of(score)
            .iter()
            .map(|loss| LossJson {
                column: loss.column(),
                reason: loss.reason(),
                points: loss.points(),
                detail: detail(card, loss),
            })
            .collect(),
    }
}
