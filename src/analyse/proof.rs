//! What is proved of a criteria set: bounds of every leaf and of the whole, with inputs that attain them.

use serde::Serialize;

use super::attainable::Attainable;
use super::bench::Bench;
use super::field::Field;
use super::inputs::Inputs;
use super::interval::Stretch;
use super::search::{Search, scored};
use super::settings::Setting;
use crate::compile::{Compiled, CompiledLeaf, Input, Scorer};
use crate::model::{CriteriaSet, Home};
use crate::number::{Points, Ratio};
use crate::rule::{Amount, CellValue};

/// Most parts that may not apply for which every combination is looked at.
const MOST_PARTS: u32 = 8;

/// A bound on points
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bound {
    points: Points,
    attained: Option<(Points, Inputs)>,
}

impl Bound {
    /// No input goes beyond this
    pub fn points(&self) -> Points {
        self.points
    }

    /// The furthest points that inputs were found for; the bound itself where it is exact
    pub fn attained(&self) -> Option<Points> {
        self.attained.as_ref().map(|(points, _)| *points)
    }

    /// Inputs that give the points attained
    pub fn inputs(&self) -> Option<&Inputs> {
        self.attained.as_ref().map(|(_, inputs)| inputs)
    }

    /// Whether inputs attain the bound
    pub fn is_exact(&self) -> bool {
        self.attained() == Some(self.points)
    }
}

/// What is proved of one leaf
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeafProof {
    leaf: usize,
    max: Points,
    least: Bound,
    greatest: Bound,
    attainable: Vec<Stretch>,
    may_leave: bool,
    is_within: bool,
}

impl LeafProof {
    /// Index of the leaf in the criteria set
    pub fn leaf(&self) -> usize {
        self.leaf
    }

    /// Its maximum as declared
    pub fn max(&self) -> Points {
        self.max
    }

    /// The least points
    pub fn least(&self) -> &Bound {
        &self.least
    }

    /// The greatest points
    pub fn greatest(&self) -> &Bound {
        &self.greatest
    }

    /// Whether inputs attain both bounds
    pub fn is_exact(&self) -> bool {
        self.least.is_exact() && self.greatest.is_exact()
    }

    /// All points the leaf can give, in ascending order; nothing outside is ever given
    ///
    /// Intervals that are one value each where there are finitely many.
    pub fn attainable(&self) -> &[Stretch] {
        &self.attainable
    }

    /// The values, where there are finitely many
    pub fn values(&self) -> Option<Vec<Points>> {
        self.attainable
            .iter()
            .map(|stretch| (stretch.low() == stretch.high()).then(|| stretch.low()))
            .collect()
    }

    /// Whether the leaf leaves the denominator where there is nothing to measure
    pub fn may_leave_denominator(&self) -> bool {
        self.may_leave
    }

    /// Whether it is proved that no input gives less than 0 or more than the maximum, whichever parts
    /// do not apply
    pub fn is_within(&self) -> bool {
        self.is_within
    }
}

/// Whether no input gives more than the maximum or less than 0
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Statement {
    /// Proved for every input.
    Holds,
    /// These inputs give other points: the total, or those of the leaf at this index.
    Broken {
        /// The leaf; none for the total.
        leaf: Option<usize>,
        /// What comes out.
        points: Points,
        /// The counterexample.
        inputs: Inputs,
    },
    /// Neither proved nor refuted.
    Undecided,
}

/// What is proved of a criteria set
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use par_index::{analyse::{Statement, prove}, compile::Scorer, model::CriteriaSet};
///
/// let shipped = par_index::shipped::find("department-from-plan", "2024").unwrap();
/// let scorer = Scorer::new(CriteriaSet::from_json(None, shipped.json.as_bytes())?)?;
/// let proof = prove(&scorer);
/// assert_eq!(*proof.statement(), Statement::Holds);
/// assert_eq!(proof.greatest().points().to_string(), "100");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proof {
    max: Points,
    least: Bound,
    greatest: Bound,
    statement: Statement,
    leaves: Vec<LeafProof>,
}

impl Proof {
    /// The maximum of the set as declared
    pub fn max(&self) -> Points {
        self.max
    }

    /// The least total of all areas, where every leaf has points
    pub fn least(&self) -> &Bound {
        &self.least
    }

    /// The greatest total of all areas, where every leaf has points
    pub fn greatest(&self) -> &Bound {
        &self.greatest
    }

    /// Whether no input gives more than the maximum or less than 0
    pub fn statement(&self) -> &Statement {
        &self.statement
    }

    /// Every leaf, in the order of the criteria set
    pub fn leaves(&self) -> &[LeafProof] {
        &self.leaves
    }

    /// How many leaves have bounds that inputs attain
    pub fn exact(&self) -> usize {
        self.leaves.iter().filter(|leaf| leaf.is_exact()).count()
    }
}

/// Proves bounds of every leaf of a compiled set and of its total
///
/// A bound is found from the shape of the rules and holds for every input. Inputs that attain it are
/// searched for and scored by the same kernel that scores assessments: where they come to the bound it
/// is exact, otherwise it is an outer one. Nothing is sampled and nothing is estimated.
pub fn prove(scorer: &Scorer) -> Proof {
    let compiled = scorer.compiled();
    let mut prover = Prover {
        compiled,
        bench: Bench::new(compiled),
    };
    let leaves: Vec<LeafProof> = compiled
        .leaves
        .iter()
        .enumerate()
        .map(|(index, leaf)| prover.leaf(index, leaf))
        .collect();
    let least = prover.total(&leaves, End::Least);
    let greatest = prover.total(&leaves, End::Greatest);
    let max = compiled.set.max_points();
    let statement = statement(&leaves, &least, &greatest, max);
    Proof {
        max,
        least,
        greatest,
        statement,
        leaves,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Least,
    Greatest,
}

struct Prover<'a> {
    compiled: &'a Compiled,
    bench: Bench<'a>,
}

impl<'a> Prover<'a> {
    fn field(&self, leaf: &'a CompiledLeaf) -> Field<'a> {
        Field {
            compiled: self.compiled,
            leaf,
        }
    }

    fn leaf(&mut self, index: usize, leaf: &'a CompiledLeaf) -> LeafProof {
        let max = Points::from_nanos(leaf.max);
        let all = Attainable::of(self.compiled, leaf, 0);
        let (low, high) = all.ends().unwrap_or((Points::ZERO, max));
        let bound = |points, attained| Bound { points, attained };
        LeafProof {
            leaf: index,
            max,
            least: bound(low, self.reach(leaf, End::Least, low, &Inputs::default())),
            greatest: bound(
                high,
                self.reach(leaf, End::Greatest, high, &Inputs::default()),
            ),
            is_within: self.is_within(leaf, max),
            attainable: all.pieces,
            may_leave: all.may_leave,
        }
    }

    /// Whether a leaf stays between 0 and its maximum, whichever parts do not apply.
    fn is_within(&self, leaf: &CompiledLeaf, max: Points) -> bool {
        let loose: Vec<u64> = leaf
            .parts
            .iter()
            .filter(|(_, _, allowed)| *allowed)
            .map(|(_, bit, _)| *bit)
            .collect();
        let count = u32::try_from(loose.len()).unwrap_or(u32::MAX);
        if count > MOST_PARTS {
            return false;
        }
        let combinations = 1_u64.checked_shl(count).unwrap_or(1);
        (0..combinations).all(|combination| {
            let chosen = loose
                .iter()
                .enumerate()
                .filter(|(place, _)| combination >> place & 1 == 1);
            let parts = chosen.fold(0, |mask, (_, bit)| mask | bit);
            let ends = Attainable::of(self.compiled, leaf, parts).ends();
            ends.is_none_or(|(low, high)| low >= Points::ZERO && high <= max)
        })
    }

    /// Inputs that come as near to a bound as can be found, beside those already chosen.
    fn reach(
        &mut self,
        leaf: &'a CompiledLeaf,
        end: End,
        bound: Points,
        chosen: &Inputs,
    ) -> Option<(Points, Inputs)> {
        let field = self.field(leaf);
        let fixed = self.fixed(leaf, chosen);
        let search = Search::new(field, &fixed)?;
        let mut settings: Vec<(Amount, Setting)> = search
            .settings(&leaf.root)
            .into_iter()
            .filter_map(|setting| Some((search.points(&leaf.root, &setting)?, setting)))
            .collect();
        // The sort is stable: of equals the simplest stays first.
        match end {
            End::Least => settings.sort_by_key(|(points, _)| *points),
            End::Greatest => settings.sort_by_key(|(points, _)| std::cmp::Reverse(*points)),
        }
        let mut best: Option<(Points, Inputs)> = None;
        for (_, setting) in settings.into_iter().take(64) {
            let Some(inputs) = field.realise(&setting) else {
                continue;
            };
            let Some(both) = chosen.with(&inputs) else {
                continue;
            };
            let Some(points) = self.points(leaf, &both) else {
                continue;
            };
            let better = best.as_ref().is_none_or(|(known, _)| match end {
                End::Least => points < *known,
                End::Greatest => points > *known,
            });
            if better {
                best = Some((points, inputs));
            }
            if points == bound {
                break;
            }
        }
        best
    }

    /// The cells of a leaf whose value the inputs chosen so far decide.
    fn fixed(&mut self, leaf: &CompiledLeaf, chosen: &Inputs) -> Setting {
        if chosen.facts.is_empty() && chosen.tasks.is_empty() {
            return Setting::new();
        }
        let Ok(cells) = self.bench.cells(leaf, &chosen.facts, &chosen.tasks) else {
            return Setting::new();
        };
        let said = |input: &Input| match input.fact() {
            Some(fact) => self
                .compiled
                .set
                .facts()
                .get(fact)
                .is_some_and(|fact| chosen.facts.contains_key(&fact.id)),
            None => true,
        };
        let inputs = leaf
            .inputs
            .iter()
            .map(|input| self.compiled.inputs.get(*input));
        cells
            .into_iter()
            .zip(inputs)
            .enumerate()
            .filter(|(_, (cell, input))| {
                cell.is_known() && cell.value != CellValue::Contradiction && input.is_some_and(said)
            })
            .map(|(index, (cell, _))| (index, cell.value))
            .collect()
    }

    /// Of all inputs those that one leaf reads.
    fn of_leaf(&self, index: usize, all: &Inputs) -> Inputs {
        let set = &self.compiled.set;
        let mut own = Inputs::default();
        let Some(leaf) = set.leaves().get(index) else {
            return own;
        };
        let read = leaf
            .facts_used()
            .iter()
            .filter_map(|fact| set.facts().get(*fact));
        own.facts = read
            .filter_map(|fact| all.facts.get_key_value(&fact.id))
            .map(|(id, value)| (id.clone(), value.clone()))
            .collect();
        let compiled = self.compiled.leaves.get(index);
        let reads_tasks = compiled.is_some_and(|leaf| {
            let mut inputs = leaf
                .inputs
                .iter()
                .map(|input| self.compiled.inputs.get(*input));
            inputs.any(|input| input.is_some_and(|input| input.fact().is_none()))
        });
        if reads_tasks {
            own.tasks.clone_from(&all.tasks);
        }
        own
    }

    /// The points of a leaf as an assessment with these inputs is scored.
    fn points(&mut self, leaf: &CompiledLeaf, inputs: &Inputs) -> Option<Points> {
        let cells = self.bench.cells(leaf, &inputs.facts, &inputs.tasks).ok()?;
        scored(&leaf.root, &cells, self.compiled.measure_rounding)?
            .to_points(self.compiled.leaf_rounding)
    }

    /// The bound of the total, and inputs that put every leaf to its end at once.
    fn total(&mut self, leaves: &[LeafProof], end: End) -> Bound {
        let bounds: Vec<Option<Points>> = leaves
            .iter()
            .map(|leaf| {
                Some(match end {
                    End::Least => leaf.least.points,
                    End::Greatest => leaf.greatest.points,
                })
            })
            .collect();
        let points = total(self.compiled, &bounds);
        let mut chosen = Inputs::default();
        for (index, (proof, leaf)) in leaves.iter().zip(&*self.compiled.leaves).enumerate() {
            let bound = match end {
                End::Least => &proof.least,
                End::Greatest => &proof.greatest,
            };
            let before = self.of_leaf(index, &chosen);
            let both = bound.inputs().and_then(|inputs| before.with(inputs));
            let both = both.or_else(|| {
                let (_, inputs) = self.reach(leaf, end, bound.points, &before)?;
                before.with(&inputs)
            });
            if let Some(both) = both {
                chosen.facts.extend(both.facts);
                chosen.tasks.extend(both.tasks);
            }
        }
        let attained: Vec<Option<Points>> = self
            .compiled
            .leaves
            .iter()
            .enumerate()
            .map(|(index, leaf)| {
                let own = self.of_leaf(index, &chosen);
                self.points(leaf, &own)
            })
            .collect();
        let most = match end {
            End::Least => Points::ZERO,
            End::Greatest => self.compiled.set.max_points(),
        };
        Bound {
            points: points.unwrap_or(most),
            attained: total(self.compiled, &attained).map(|points| (points, chosen)),
        }
    }
}

/// The total of all areas; `None` where a leaf has no points or a number is too large.
fn total(compiled: &Compiled, points: &[Option<Points>]) -> Option<Points> {
    let set: &CriteriaSet = &compiled.set;
    let mut areas = vec![Ratio::ZERO; set.area_count()];
    for (index, (leaf, points)) in compiled.leaves.iter().zip(points).enumerate() {
        let Home::Area(area) = leaf.home else {
            continue;
        };
        let factor = set.leaves().get(index)?.factor();
        let points = Ratio::from_points((*points)?).checked_mul(factor)?;
        let sum = areas.get_mut(area)?;
        *sum = sum.checked_add(points)?;
    }
    let mut total = Amount::ZERO;
    for (area, sum) in areas.into_iter().enumerate() {
        let mut own = Amount::from_ratio(sum);
        if compiled.area_rounding.is_some() {
            own = Amount::Grid(own.to_points(compiled.area_rounding)?.nanos());
        }
        total = total.add(own.times(set.area_factor(area))?)?;
    }
    total.to_points(None)
}

fn statement(leaves: &[LeafProof], least: &Bound, greatest: &Bound, max: Points) -> Statement {
    let beyond = |bound: &Bound, max: Points| {
        let (points, inputs) = bound.attained.as_ref()?;
        (*points > max || *points < Points::ZERO).then(|| (*points, inputs.clone()))
    };
    for leaf in leaves {
        let found = beyond(&leaf.greatest, leaf.max).or_else(|| beyond(&leaf.least, leaf.max));
        if let Some((points, inputs)) = found {
            return Statement::Broken {
                leaf: Some(leaf.leaf),
                points,
                inputs,
            };
        }
    }
    if let Some((points, inputs)) = beyond(greatest, max).or_else(|| beyond(least, max)) {
        return Statement::Broken {
            leaf: None,
            points,
            inputs,
        };
    }
    let within = leaves.iter().all(|leaf| leaf.is_within)
        && least.points >= Points::ZERO
        && greatest.points <= max;
    if within {
        Statement::Holds
    } else {
        Statement::Undecided
    }
}
