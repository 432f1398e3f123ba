//! `explain --format json`: ledgers and derivations as data.

use par_index::eval::{Column, CriterionScore, LedgerSums, Scorecard, State};
use par_index::explain::{Derivation, PlaceLine, ScaleLine};
use par_index::file::{Basis, Citation, Text};
use par_index::number::{Date, Points, Quantity};
use par_index::rule::Reason;
use serde::Serialize;

use crate::desk::faults::Faults;
use crate::desk::target::Target;
use crate::words::evidence::Flaw;
use crate::words::evidence::standings;

#[derive(Serialize)]
pub struct Document<'c> {
    as_of: Date,
    /// Said where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    complete: Option<bool>,
    total: Option<Ledger>,
    groups: Vec<Group<'c>>,
    criteria: Vec<Leaf<'c>>,
    #[serde(flatten)]
    faults: Faults<'c>,
}

#[derive(Serialize)]
struct Group<'c> {
    id: &'c str,
    title: &'c Text,
    is_area: bool,
    #[serde(flatten)]
    ledger: Option<Ledger>,
}

#[derive(Serialize)]
struct Ledger {
    max: Points,
    computed: Points,
    evidenced: Points,
    open: Points,
    pending: Points,
    excluded: Points,
    losses: Vec<Loss>,
}

#[derive(Serialize)]
struct Loss {
    column: Column,
    reason: Reason,
    points: Points,
}

#[derive(Serialize)]
struct Leaf<'c> {
    id: &'c str,
    number: Option<&'c str>,
    title: &'c Text,
    basis: Basis,
    state: State,
    cites: &'c [Citation],
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
    losses: Vec<Loss>,
    facts: Vec<Fact>,
    places: Vec<Place>,
    evidence: Vec<Requirement<'c>>,
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct Fact {
    id: String,
    title: Option<Text>,
    value: Option<String>,
    unit: Option<String>,
    range: Option<String>,
    last_day: Option<Date>,
}

#[derive(Serialize)]
struct Place {
    path: Vec<String>,
    title: Option<Text>,
    form: &'static str,
    max: Points,
    points: Option<String>,
    arithmetic: Option<String>,
    reading: Option<String>,
    not_applicable: bool,
    scale: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    when: String,
    gives: String,
    label: Option<String>,
    holds: bool,
}

#[derive(Serialize)]
struct Requirement<'c> {
    id: &'c str,
    met: bool,
    documents: Vec<Paper<'c>>,
}

#[derive(Serialize)]
struct Paper<'c> {
    id: &'c str,
    flaw: Option<Flaw>,
}

#[derive(Serialize)]
struct Step {
    fact: String,
    unit: String,
    from: Quantity,
    to: Quantity,
    points: Points,
    then: Points,
}

/// What a target's explanation says, as data
pub fn document<'c>(card: &'c Scorecard, target: Target<'c>, faults: Faults<'c>) -> Document<'c> {
    let set = card.scorer().criteria_set();
    let mut document = Document {
        as_of: card.assessment().as_of(),
        complete: (!card.assessment().is_complete()).then_some(false),
        total: None,
        groups: Vec::new(),
        criteria: Vec::new(),
        faults,
    };
    let all = match target {
        Target::Leaf(leaf) => leaf..leaf.saturating_add(1),
        Target::Parent(parent) => {
            document.groups.push(group(card, parent));
            parent.leaves()
        }
        Target::All => {
            document.total = card.total_ledger().map(ledger);
            document
                .groups
                .extend(set.parents().iter().map(|parent| group(card, parent)));
            0..set.leaves().len()
        }
    };
    let scores =
        all.filter_map(|index| Some((set.leaves().get(index)?, card.criteria().get(index)?)));
    document
        .criteria
        .extend(scores.map(|(own, score)| leaf(card, own, score)));
    document
}

fn group<'c>(card: &Scorecard, parent: &'c par_index::model::Parent) -> Group<'c> {
    let id = parent.id().as_str();
    Group {
        id,
        title: parent.title(),
        is_area: parent.is_area(),
        ledger: card.ledger(id).map(ledger),
    }
}

fn ledger(sums: LedgerSums) -> Ledger {
    let losses = sums
        .losses
        .into_iter()
        .map(|(column, reason, points)| Loss {
            column,
            reason,
            points,
        });
    Ledger {
        max: sums.max,
        computed: sums.computed,
        evidenced: sums.evidenced,
        open: sums.open,
        pending: sums.pending,
        excluded: sums.excluded,
        losses: losses.collect(),
    }
}

fn leaf<'c>(
    card: &'c Scorecard,
    leaf: &'c par_index::model::Leaf,
    score: &CriterionScore,
) -> Leaf<'c> {
    let losses = card.losses_of(score).iter().map(|loss| Loss {
        column: loss.column(),
        reason: loss.reason(),
        points: loss.points(),
    });
    let (facts, places, steps) = card
        .derivation(leaf.id().as_str())
        .map(derived)
        .unwrap_or_default();
    let evidence = standings(leaf, &card.assessment().file().evidence)
        .into_iter()
        .map(|standing| Requirement {
            id: standing.requirement.id.as_str(),
            met: standing.met,
            documents: standing
                .documents
                .iter()
                .map(|(document, flaw)| Paper {
                    id: document.id.as_str(),
                    flaw: *flaw,
                })
                .collect(),
        });
    Leaf {
        id: leaf.id().as_str(),
        number: leaf.criterion().number.as_deref(),
        title: &leaf.criterion().title,
        basis: leaf.basis(),
        state: score.state(),
        cites: &leaf.criterion().cites,
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
        losses: losses.collect(),
        facts,
        places,
        evidence: evidence.collect(),
        steps,
    }
}

fn derived(derivation: Derivation) -> (Vec<Fact>, Vec<Place>, Vec<Step>) {
    let facts = derivation.facts.into_iter().map(|fact| Fact {
        id: fact.id,
        title: fact.title,
        value: fact.value,
        unit: fact.unit,
        range: fact.range,
        last_day: fact.last_day,
    });
    let steps = derivation.steps.into_iter().map(|step| Step {
        fact: step.fact,
        unit: step.unit,
        from: step.from,
        to: step.to,
        points: step.points,
        then: step.then,
    });
    (
        facts.collect(),
        derivation.places.into_iter().map(place).collect(),
        steps.collect(),
    )
}

fn place(place: PlaceLine) -> Place {
    let line = |line: ScaleLine| Line {
        when: line.when,
        gives: line.gives,
        label: line.label,
        holds: line.holds,
    };
    Place {
        path: place.path,
        title: place.title,
        form: place.form,
        max: place.max,
        points: place.points,
        arithmetic: place.arithmetic,
        reading: place.reading,
        not_applicable: place.not_applicable,
        scale: place.scale.into_iter().map(line).collect(),
    }
}
