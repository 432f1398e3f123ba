//! One leaf: columns, state and ledger (semantics §5 to §7).

use std::collections::{BTreeMap, BTreeSet};

use crate::case::Case;
use crate::cells::{facts_of, measures};
use crate::evidence::Evidence;
use crate::json::Json;
use crate::node::{Fixed, Node, Scene, Status};
use crate::number::{self, Q, to_grid, zero};
use crate::reach::{Leaving, of_leaf};
use crate::shown::Both;
use crate::tree::{least, reachable, tree};
use crate::world::World;

/// A leaf with everything above it, the area first; the leaf itself comes last
#[derive(Clone)]
pub(crate) struct Leaf<'a> {
    pub(crate) path: Vec<&'a Json>,
    /// What its points are multiplied with on the way to its area.
    pub(crate) factor: Q,
    pub(crate) penalty: bool,
}

impl<'a> Leaf<'a> {
    /// The leaf's own object
    pub(crate) fn own(&self) -> Result<&'a Json, String> {
        self.path.last().copied().ok_or_else(|| "empty path".into())
    }

    pub(crate) fn id(&self) -> Result<&'a str, String> {
        self.own()?.need("id")
    }

    pub(crate) fn max(&self) -> Result<Q, String> {
        number::number_at(self.own()?, "max_points")
    }

    /// Whether an id names the leaf or something above it
    fn is_under(&self, id: Option<&str>) -> bool {
        id.is_some() && self.path.iter().any(|place| place.text("id") == id)
    }

    /// The smallest maximum above 0 of the leaf and its parts
    pub(crate) fn least_max(&self) -> Result<Q, String> {
        fn parts(rule: &Json, least: &mut Q) -> Result<(), String> {
            let (kind, payload) = rule.tag()?;
            match kind {
                "gate" => parts(payload.get("then"), least)?,
                "sum" => {
                    for part in payload.list("parts") {
                        let max = number::number_at(part, "max_points")?;
                        if max > zero() {
                            *least = least.clone().min(max);
                        }
                        parts(part.get("rule"), least)?;
                    }
                }
                _ => {}
            }
            Ok(())
        }
        let mut least = self.max()?;
        parts(self.own()?.get("rule"), &mut least)?;
        Ok(least)
    }

    /// The nearest treatment of "not applicable", going up from the leaf
    pub(crate) fn treatment(&self) -> &'a str {
        let stated = self
            .path
            .iter()
            .rev()
            .find_map(|place| place.text("not_applicable"));
        stated.unwrap_or("not-allowed")
    }

    /// Every fact its rule mentions
    pub(crate) fn facts(&self) -> Result<BTreeSet<String>, String> {
        let mut all = Vec::new();
        measures(self.own()?.get("rule"), &mut all)?;
        let mut facts = BTreeSet::new();
        for measure in all {
            facts.extend(facts_of(measure)?);
        }
        Ok(facts)
    }

    /// Whether the unit scores it itself
    pub(crate) fn in_self_scope(&self, case: &Case<'_>) -> Result<bool, String> {
        for fact in self.facts()? {
            if case.provider(&fact)? != "unit" {
                return Ok(false);
            }
        }
        Ok(self.own()?.text("basis") != Some("external"))
    }

    /// Whether the unit's group does not have it
    pub(crate) fn outside_group(&self, case: &Case<'_>) -> bool {
        group(case).is_some_and(|group| {
            group
                .words("without")
                .iter()
                .any(|id| self.is_under(Some(id)))
        })
    }
}

/// The group of the unit
fn group<'a>(case: &Case<'a>) -> Option<&'a Json> {
    let id = case.assessment.get("unit").text("group")?;
    let mut groups = case.set.list("unit_groups").iter();
    groups.find(|group| group.text("id") == Some(id))
}

/// Whether what the unit's group does not have stays in the denominator
pub(crate) fn lower_maximum(case: &Case<'_>) -> bool {
    group(case).is_some_and(|group| group.text("treatment") == Some("lower-maximum"))
}

/// Why a leaf as a whole does not apply, and what that means
pub(crate) enum NotApplicable {
    Group,
    Absent(&'static str),
    Claimed(&'static str),
    No,
}

/// Whether a leaf as a whole does not apply
pub(crate) fn not_applicable(case: &Case<'_>, leaf: &Leaf<'_>) -> Result<NotApplicable, String> {
    if leaf.outside_group(case) {
        return Ok(NotApplicable::Group);
    }
    // CLARIFY: a source that is absent goes before a claim.
    for absent in case.assessment.list("absent") {
        let source = absent.need("provided_by")?;
        let mut listed = case.set.list("absent_sources").iter();
        let treatment = listed
            .find(|listed| listed.text("provided_by") == Some(source))
            .and_then(|listed| listed.text("treatment"))
            .and_then(allowed);
        for fact in leaf.facts()? {
            let open = matches!(
                case.cell(&fact, &Json::Null)?,
                crate::case::Cell::Open { .. }
            );
            if case.provider(&fact)? == source
                && open
                && let Some(treatment) = treatment
            {
                return Ok(NotApplicable::Absent(treatment));
            }
        }
    }
    let claimed = case
        .assessment
        .list("not_applicable")
        .iter()
        .any(|claim| claim.given("part").is_none() && leaf.is_under(claim.text("at")));
    if claimed && let Some(treatment) = allowed(leaf.treatment()) {
        return Ok(NotApplicable::Claimed(treatment));
    }
    Ok(NotApplicable::No)
}

/// A treatment, unless it does not allow the claim
fn allowed(treatment: &str) -> Option<&'static str> {
    match treatment {
        "leave-denominator" => Some("leave-denominator"),
        "full-marks" => Some("full-marks"),
        "zero" => Some("zero"),
        _ => None,
    }
}

/// The columns of a leaf that come from its rule
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) state: &'static str,
    pub(crate) computed: Option<Q>,
    pub(crate) evidenced: Option<Q>,
    pub(crate) open: Q,
    pub(crate) pending: Q,
    pub(crate) excluded: Q,
    /// What answers may still take out of the denominator.
    pub(crate) leaving: Leaving,
    /// What its points come to with that, at most.
    pub(crate) reach: Q,
    pub(crate) lower: Q,
    pub(crate) upper: Q,
    /// Points by column and reason.
    pub(crate) losses: BTreeMap<(&'static str, &'static str), Q>,
}

impl Outcome {
    /// The outcome of a leaf that does not apply, by its treatment
    fn treated(max: &Q, treatment: &str) -> Self {
        let points = match treatment {
            "full-marks" => Some(max.clone()),
            "zero" => Some(zero()),
            _ => None,
        };
        let bound = points.clone().unwrap_or_else(zero);
        let mut outcome = Self {
            state: "not-applicable",
            computed: points.clone(),
            evidenced: points.clone(),
            open: zero(),
            pending: zero(),
            excluded: if points.is_none() {
                max.clone()
            } else {
                zero()
            },
            leaving: Leaving::nothing(),
            reach: bound.clone(),
            lower: bound.clone(),
            upper: bound,
            losses: BTreeMap::new(),
        };
        if treatment == "zero" {
            outcome.lose("computed", "not-applicable", max);
        }
        outcome
    }

    fn lose(&mut self, column: &'static str, reason: &'static str, points: &Q) {
        let entry = self.losses.entry((column, reason)).or_insert_with(zero);
        *entry += points;
        if *entry == zero() {
            self.losses.remove(&(column, reason));
        }
    }
}

/// The outcome of a leaf as the unit reports it
pub(crate) fn outcome(case: &Case<'_>, leaf: &Leaf<'_>) -> Result<Outcome, String> {
    match not_applicable(case, leaf)? {
        NotApplicable::Group => Ok(Outcome::treated(&leaf.max()?, "leave-denominator")),
        NotApplicable::Absent(treatment) | NotApplicable::Claimed(treatment) => {
            Ok(Outcome::treated(&leaf.max()?, treatment))
        }
        NotApplicable::No => by_rule(case, leaf, &Json::Null),
    }
}

/// The outcome of a leaf by its rule, with corrected facts; claims for its parts count
pub(crate) fn by_rule(
    case: &Case<'_>,
    leaf: &Leaf<'_>,
    corrected: &Json,
) -> Result<Outcome, String> {
    let own = leaf.own()?;
    let rule = own.get("rule");
    let max = leaf.max()?;
    let mut claimed = BTreeSet::new();
    for claim in case.assessment.list("not_applicable") {
        if claim.text("at") == own.text("id")
            && let Some(part) = claim.text("part")
        {
            claimed.insert(part.to_owned());
        }
    }
    let world = World {
        case,
        corrected,
        evidence: None,
    };
    let typed = Scene::new(&world, rule, &claimed)?;
    let tree = tree(&typed, rule, &max, &Fixed::new())?;
    if tree.all(Status::Excluded) {
        return Ok(Outcome::treated(&max, "leave-denominator"));
    }
    let round = |points: &Q| case.leaf_rounding.apply(points);
    let known = |node: &Node| match node.status {
        Status::Known => node.high.clone(),
        _ => zero(),
    };
    let known_or_open = |node: &Node| match node.status {
        Status::Known | Status::Open | Status::NotAssessable => node.high.clone(),
        _ => zero(),
    };
    let lowest = |node: &Node| match node.status {
        Status::Excluded => zero(),
        _ => least(node),
    };
    let any_known = tree.any(Status::Known);
    let computed = round(&tree.total(&known))?;
    let with_open = round(&tree.total(&known_or_open))?;
    let with_all = round(&tree.total(&reachable))?;
    // Points are on the grid; what a redistribution makes of a maximum may have no end.
    let excluded = to_grid(&tree.excluded())?;
    let (leaving, reach) = of_leaf(
        &tree.total(&reachable),
        &tree.excluded(),
        &tree.leaving(),
        &case.leaf_rounding,
    )?;
    let mut outcome = Outcome {
        state: state(&tree),
        computed: any_known.then(|| computed.clone()),
        evidenced: None,
        open: &with_open - &computed,
        pending: &with_all - &with_open,
        excluded: excluded.clone(),
        leaving,
        reach,
        lower: round(&tree.total(&lowest))?,
        upper: with_all.clone(),
        losses: BTreeMap::new(),
    };
    let mut rest = &max - &with_all - &excluded;
    for (reason, points) in tree.losses(false) {
        let points = to_grid(&points)?;
        outcome.lose("computed", reason, &points);
        rest -= points;
    }
    outcome.lose("computed", "rounding", &rest);
    if any_known {
        let evidence = Evidence {
            leaf: own,
            documents: case.assessment.list("evidence"),
        };
        let world = World {
            case,
            corrected,
            evidence: Some(&evidence),
        };
        let both = Both {
            typed: &typed,
            filed: &Scene::new(&world, rule, &claimed)?,
            greatest: leaf.penalty,
        };
        let points = both.shown(rule, &max, &Fixed::new())?.unwrap_or_else(zero);
        let points = round(&points)?;
        let evidenced = if leaf.penalty {
            points.max(computed.clone())
        } else {
            points.min(computed.clone())
        };
        outcome.lose("evidenced", "no-evidence", &(&computed - &evidenced));
        outcome.evidenced = Some(evidenced);
    }
    Ok(outcome)
}

fn state(tree: &crate::tree::Tree) -> &'static str {
    if tree.any(Status::NotAssessable) {
        "not-assessable"
    } else if tree.any(Status::Pending) {
        "pending"
    } else if tree.any(Status::Open) {
        "open"
    } else {
        "scored"
    }
}
