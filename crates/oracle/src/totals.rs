//! Areas, total, indices and class (semantics §8).

use serde_json::{Map, Value, json};

use crate::case::Case;
use crate::json::Json;
use crate::leaf::lower_maximum;
use crate::number::{self, Q, Rounding, whole, zero};
use crate::output::{Scored, decimal, maybe};
use crate::reach::{Leaving, of_area};

/// The points columns of an area or the total, in one scope
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    max: Q,
    /// What leaves the denominator, and the final one.
    left: Q,
    finally_left: Q,
    /// What answers may still take out of the denominator, what points come to with that at most, and
    /// the least that is then left.
    leaving: Leaving,
    reach: Q,
    least_left: Option<Q>,
    /// The maxima of the leaves, where another is stated too.
    places: Q,
    excluded: Q,
    claimed: Option<Q>,
    computed: Option<Q>,
    evidenced: Option<Q>,
    decided: Option<Q>,
    open: Q,
    pending: Q,
    lower: Q,
    upper: Q,
    /// An applicable leaf has not been claimed, is not known, is not decided.
    unclaimed: bool,
    unknown: bool,
    undecided: bool,
}

/// Adds what is not null
fn add(sum: &mut Option<Q>, value: Option<&Q>, factor: &Q) {
    if let Some(value) = value {
        *sum = Some(sum.clone().unwrap_or_else(zero) + value * factor);
    }
}

impl Columns {
    fn nothing() -> Self {
        Self {
            max: zero(),
            left: zero(),
            finally_left: zero(),
            leaving: Leaving::nothing(),
            reach: zero(),
            least_left: None,
            places: zero(),
            excluded: zero(),
            claimed: None,
            computed: None,
            evidenced: None,
            decided: None,
            open: zero(),
            pending: zero(),
            lower: zero(),
            upper: zero(),
            unclaimed: false,
            unknown: false,
            undecided: false,
        }
    }

    /// Adds one leaf
    fn leaf(&mut self, case: &Case<'_>, scored: &Scored<'_>) -> Result<(), String> {
        let factor = &scored.leaf.factor;
        let max = scored.leaf.max()?;
        let outcome = &scored.outcome;
        let decided = &scored.appraisal.decided;
        let outside = scored.leaf.outside_group(case);
        let stays = outside && lower_maximum(case);
        self.max += &max * factor;
        self.places += &max * factor;
        self.excluded += &outcome.excluded * factor;
        if !stays {
            self.left += &outcome.excluded * factor;
            self.finally_left += &decided.excluded * factor;
        }
        self.leaving.add(&outcome.leaving, factor);
        self.reach += &outcome.reach * factor;
        self.leave(scored.leaf.least_max()? * factor);
        let applies = !outside && max > outcome.excluded;
        if applies {
            add(&mut self.claimed, scored.claimed.as_ref(), factor);
        }
        add(&mut self.computed, outcome.computed.as_ref(), factor);
        add(&mut self.evidenced, outcome.evidenced.as_ref(), factor);
        add(&mut self.decided, decided.points.as_ref(), factor);
        self.open += &outcome.open * factor;
        self.pending += &outcome.pending * factor;
        self.lower += &outcome.lower * factor;
        self.upper += &outcome.upper * factor;
        let counts_finally = max > decided.excluded;
        self.unclaimed |= applies && scored.claimed.is_none();
        self.unknown |= matches!(outcome.state, "open" | "pending" | "not-assessable");
        self.undecided |= counts_finally && decided.points.is_none();
        Ok(())
    }

    /// So much may be left where everything else leaves
    fn leave(&mut self, least: Q) {
        let known = self.least_left.take();
        self.least_left = Some(match known {
            Some(known) => known.min(least),
            None => least,
        });
    }

    /// The denominator where all that may leave it has left
    // CLARIFY: sums of maxima differ by 10^-9 at least; under a weighted mean perhaps by less, where the
    // page has wider bounds.
    fn at_least(&self) -> Q {
        let least = self.applicable() - &self.leaving.most;
        match &self.least_left {
            Some(left) if self.places == self.max => least.max(left.clone()),
            _ => least.max(whole(1) / whole(1_000_000_000)),
        }
    }

    /// The maximum of an area or the total is the one that is stated
    fn stated(mut self, place: &Json) -> Result<Self, String> {
        if let Some(max) = number::optional(place, "max_points")? {
            self.max = max;
        }
        Ok(self)
    }

    fn applicable(&self) -> Q {
        &self.max - &self.left
    }

    fn final_applicable(&self) -> Q {
        &self.max - &self.finally_left
    }

    /// Rounds the points of an area
    fn rounded(mut self, rounding: &Rounding) -> Result<Self, String> {
        for column in [
            &mut self.claimed,
            &mut self.computed,
            &mut self.evidenced,
            &mut self.decided,
        ] {
            *column = column
                .as_ref()
                .map(|points| rounding.apply(points))
                .transpose()?;
        }
        for column in [
            &mut self.open,
            &mut self.pending,
            &mut self.lower,
            &mut self.upper,
        ] {
            *column = rounding.apply(column)?;
        }
        self.reach = of_area(&self.reach, rounding, &self.leaving)?;
        Ok(self)
    }

    /// Adds an area to the total
    fn area(&mut self, area: &Self, factor: &Q) {
        self.max += &area.max * factor;
        self.places += &area.places * factor;
        self.left += &area.left * factor;
        self.finally_left += &area.finally_left * factor;
        self.leaving.add(&area.leaving, factor);
        self.reach += &area.reach * factor;
        if let Some(least) = &area.least_left {
            self.leave(least * factor);
        }
        self.excluded += &area.excluded * factor;
        add(&mut self.claimed, area.claimed.as_ref(), factor);
        add(&mut self.computed, area.computed.as_ref(), factor);
        add(&mut self.evidenced, area.evidenced.as_ref(), factor);
        add(&mut self.decided, area.decided.as_ref(), factor);
        self.open += &area.open * factor;
        self.pending += &area.pending * factor;
        self.lower += &area.lower * factor;
        self.upper += &area.upper * factor;
        self.unclaimed |= area.unclaimed;
        self.unknown |= area.unknown;
        self.undecided |= area.undecided;
    }
}

/// Bonus or penalty points, each column at most the cap
#[derive(Clone, Debug)]
pub(crate) struct Adjustment {
    on_points: bool,
    columns: Columns,
}

impl Adjustment {
    /// Adds up bonus or penalty leaves
    pub(crate) fn new(
        case: &Case<'_>,
        adjustment: &Json,
        leaves: &[Scored<'_>],
    ) -> Result<Self, String> {
        let mut columns = Columns::nothing();
        for scored in leaves {
            columns.leaf(case, scored)?;
        }
        if let Some(cap) = number::optional(adjustment, "cap")? {
            for column in [
                &mut columns.claimed,
                &mut columns.computed,
                &mut columns.evidenced,
                &mut columns.decided,
            ] {
                *column = column.take().map(|points| points.min(cap.clone()));
            }
            columns.lower = columns.lower.min(cap.clone());
            columns.upper = columns.upper.min(cap);
        }
        Ok(Self {
            on_points: adjustment.need("applies")? == "points",
            columns,
        })
    }

    /// The object of the output
    pub(crate) fn output(&self) -> Result<Value, String> {
        Ok(json!({
            "claimed": maybe(self.columns.claimed.as_ref())?,
            "computed": maybe(self.columns.computed.as_ref())?,
            "evidenced": maybe(self.columns.evidenced.as_ref())?,
            "final": maybe(self.columns.decided.as_ref())?,
            "lower": decimal(&self.columns.lower)?,
            "upper": decimal(&self.columns.upper)?,
        }))
    }
}

/// Both adjustments of a set
#[derive(Default)]
pub(crate) struct Adjustments {
    pub(crate) bonus: Option<Adjustment>,
    pub(crate) penalty: Option<Adjustment>,
}

impl Adjustments {
    fn any(&self, ask: impl Fn(&Columns) -> bool) -> bool {
        [&self.bonus, &self.penalty]
            .into_iter()
            .flatten()
            .any(|adjustment| ask(&adjustment.columns))
    }

    /// Adds the bonus and takes the penalty off, where `on_points` says
    fn act(
        &self,
        on_points: bool,
        mut value: Q,
        bonus: impl Fn(&Columns) -> Q,
        penalty: impl Fn(&Columns) -> Q,
    ) -> Q {
        if let Some(adjustment) = &self.bonus
            && adjustment.on_points == on_points
        {
            value += bonus(&adjustment.columns);
        }
        if let Some(adjustment) = &self.penalty
            && adjustment.on_points == on_points
        {
            value -= penalty(&adjustment.columns);
        }
        value
    }
}

/// The exact index of one column, before rounding
fn index(
    case: &Case<'_>,
    adjustments: &Adjustments,
    points: &Q,
    applicable: &Q,
    bonus: impl Fn(&Columns) -> Q,
    penalty: impl Fn(&Columns) -> Q,
) -> Option<Q> {
    if *applicable == zero() {
        return None;
    }
    let numerator = adjustments.act(true, points.clone(), &bonus, &penalty);
    let index = whole(100) * numerator / applicable;
    Some(finished(case, adjustments, index, bonus, penalty))
}

/// An index with what is added to it, within its limits
fn finished(
    case: &Case<'_>,
    adjustments: &Adjustments,
    index: Q,
    bonus: impl Fn(&Columns) -> Q,
    penalty: impl Fn(&Columns) -> Q,
) -> Q {
    let index = adjustments.act(false, index, bonus, penalty).max(zero());
    if case.set.flag("index_capped") {
        index.min(whole(100))
    } else {
        index
    }
}

/// The least and the greatest index, over all that may leave the denominator
fn ends(case: &Case<'_>, adjustments: &Adjustments, columns: &Columns) -> [Option<Q>; 2] {
    let applicable = columns.applicable();
    if applicable == zero() {
        return [None, None];
    }
    let least = |other: &Columns| other.lower.clone();
    let greatest = |other: &Columns| other.upper.clone();
    let may_leave = columns.leaving.most > zero();
    let points = adjustments.act(true, columns.lower.clone(), least, greatest);
    let over = if may_leave && points < zero() {
        columns.at_least()
    } else {
        applicable.clone()
    };
    let lower = whole(100) * points / over;
    let points = adjustments.act(true, columns.reach.clone(), greatest, least);
    let upper = if may_leave && points > applicable {
        whole(100) + whole(100) * (points - &applicable) / columns.at_least()
    } else {
        whole(100) * points / &applicable
    };
    [
        Some(finished(case, adjustments, lower, least, greatest)),
        Some(finished(case, adjustments, upper, greatest, least)),
    ]
}

/// The exact indices of a scope: claimed, computed, evidenced, final, lower, upper
struct Indices([Option<Q>; 6]);

fn indices(case: &Case<'_>, adjustments: &Adjustments, columns: &Columns) -> Indices {
    let unclaimed = columns.unclaimed;
    let unknown = columns.unknown || adjustments.any(|other| other.unknown);
    let undecided = columns.undecided || adjustments.any(|other| other.undecided);
    let (applicable, final_applicable) = (columns.applicable(), columns.final_applicable());
    let column = |hidden: bool, applicable: &Q, pick: fn(&Columns) -> Option<Q>| {
        if hidden {
            return None;
        }
        let points = pick(columns).unwrap_or_else(zero);
        let adjust = |other: &Columns| pick(other).unwrap_or_else(zero);
        index(case, adjustments, &points, applicable, adjust, adjust)
    };
    let [lower, upper] = ends(case, adjustments, columns);
    Indices([
        column(unclaimed, &applicable, |other| other.claimed.clone()),
        column(unknown, &applicable, |other| other.computed.clone()),
        column(unknown, &applicable, |other| other.evidenced.clone()),
        column(undecided, &final_applicable, |other| other.decided.clone()),
        lower,
        upper,
    ])
}

impl Indices {
    fn output(&self, rounding: &Rounding) -> Result<Value, String> {
        let names = [
            "claimed",
            "computed",
            "evidenced",
            "final",
            "lower",
            "upper",
        ];
        let mut output = Map::new();
        for (name, index) in names.into_iter().zip(&self.0) {
            let rounded = index
                .as_ref()
                .map(|index| rounding.apply(index))
                .transpose()?;
            output.insert(name.into(), maybe(rounded.as_ref())?);
        }
        Ok(Value::Object(output))
    }
}

/// The factor of each child of a weighted mean; 1 where children add up
pub(crate) fn factors(parent: &Json, children: &[Json]) -> Result<Vec<Q>, String> {
    if parent.text("combine") != Some("weighted-mean") {
        return Ok(children.iter().map(|_| whole(1)).collect());
    }
    let weights: Vec<Q> = children
        .iter()
        .map(|child| number::number_at(child, "weight"))
        .collect::<Result<_, _>>()?;
    let sum = weights.iter().fold(zero(), |sum, weight| sum + weight);
    let of = number::number_at(parent, "max_points")?;
    let mut factors = Vec::new();
    for (child, weight) in children.iter().zip(weights) {
        factors.push(&of * weight / (&sum * number::number_at(child, "max_points")?));
    }
    Ok(factors)
}

/// The `areas` and `total` of the output
pub(crate) fn totals(
    case: &Case<'_>,
    leaves: &[Scored<'_>],
    adjustments: &Adjustments,
) -> Result<(Vec<Value>, Value), String> {
    let rounding = case.set.get("rounding");
    let area_rounding = Rounding::read(rounding, "area")?;
    let index_rounding = Rounding::read(rounding, "index")?;
    let areas = case.set.list("areas");
    let mut total = (Columns::nothing(), Columns::nothing());
    let mut outputs = Vec::new();
    for (area, factor) in areas.iter().zip(factors(case.set, areas)?) {
        let mut own = (Columns::nothing(), Columns::nothing());
        for scored in leaves {
            if scored.leaf.path[0].text("id") != area.text("id") {
                continue;
            }
            own.0.leaf(case, scored)?;
            if scored.leaf.in_self_scope(case)? {
                own.1.leaf(case, scored)?;
            }
        }
        let own = (
            own.0.rounded(&area_rounding)?.stated(area)?,
            own.1.rounded(&area_rounding)?,
        );
        total.0.area(&own.0, &factor);
        total.1.area(&own.1, &factor);
        let none = Adjustments::default();
        let mut output = columns(&own.0, &own.1)?;
        let index = json!({
            "self": indices(case, &none, &own.1).output(&index_rounding)?,
            "whole": indices(case, &none, &own.0).output(&index_rounding)?,
        });
        output.insert("id".into(), Value::String(area.need("id")?.into()));
        output.insert("index".into(), index);
        outputs.push(Value::Object(output));
    }
    total.0 = total.0.stated(case.set)?;
    let whole_scope = indices(case, adjustments, &total.0);
    let mut output = columns(&total.0, &total.1)?;
    let index = json!({
        "self": indices(case, adjustments, &total.1).output(&index_rounding)?,
        "whole": whole_scope.output(&index_rounding)?,
    });
    let adjustment = |one: &Option<Adjustment>| match one {
        Some(adjustment) => adjustment.output(),
        None => Ok(Value::Null),
    };
    output.insert("index".into(), index);
    output.insert("bonus".into(), adjustment(&adjustments.bonus)?);
    output.insert("penalty".into(), adjustment(&adjustments.penalty)?);
    output.insert("class".into(), class(case, &whole_scope, &index_rounding)?);
    Ok((outputs, Value::Object(output)))
}

fn columns(whole: &Columns, own: &Columns) -> Result<Map<String, Value>, String> {
    let mut output = Map::new();
    for (name, value) in [
        ("max", &whole.max),
        ("self_max", &own.max),
        ("applicable", &whole.applicable()),
        ("self_applicable", &own.applicable()),
        ("final_applicable", &whole.final_applicable()),
        ("open", &whole.open),
        ("pending", &whole.pending),
        ("excluded", &whole.excluded),
    ] {
        output.insert(name.into(), decimal(value)?);
    }
    for (name, value) in [
        ("claimed", &whole.claimed),
        ("computed", &whole.computed),
        ("evidenced", &whole.evidenced),
        ("final", &whole.decided),
    ] {
        output.insert(name.into(), maybe(value.as_ref())?);
    }
    Ok(output)
}

/// The first class whose least index is reached
fn class(case: &Case<'_>, whole: &Indices, rounding: &Rounding) -> Result<Value, String> {
    let Some(index) = whole.0[3].as_ref().or(whole.0[1].as_ref()) else {
        return Ok(Value::Null);
    };
    let exact = case.set.get("rounding").flag("classes_on_exact");
    let index = if exact {
        index.clone()
    } else {
        rounding.apply(index)?
    };
    for class in case.set.list("classes") {
        if index >= number::number_at(class, "from")? {
            return Ok(Value::String(class.need("id")?.into()));
        }
    }
    Ok(Value::Null)
}
