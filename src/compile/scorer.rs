//! The compiled set.

use std::sync::{Arc, OnceLock};

use super::error::{CompileError, CompileErrorKind};
use super::input::Input;
use super::lanes::SetLanes;
use super::leaf::CompiledLeaf;
use super::possible::{free_cell, range};
use super::reach::{Reach, reaches};
use super::rules::RuleCompiler;
use crate::file::RoundingFile;
use crate::model::{CriteriaSet, Home};
use crate::number::{Points, Ratio, Rounding, gcd};
use crate::rule::{Cell, CellValue, Range, keep_free_spreads, lower};

/// A criteria set compiled once, ready to score any number of assessments
///
/// Cheap to clone and shared freely between threads.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "shipped")] {
/// use par_index::compile::Scorer;
///
/// let shipped = par_index::shipped::find("illustrative-shapes", "2024").unwrap();
/// let set = par_index::model::CriteriaSet::from_json(None, shipped.json.as_bytes())?;
/// let scorer = Scorer::new(set)?;
/// assert_eq!(scorer.criteria_set().max_points().to_string(), "100");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Scorer(Arc<Compiled>);

/// What a scorer shares.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) set: CriteriaSet,
    pub(crate) inputs: Box<[Input]>,
    /// What flat rules are made for; `None` where the input stays with the walk.
    pub(crate) ranges: Box<[Option<Range>]>,
    /// What an input can be if nothing is known of it; `None` where the plan decides that.
    pub(crate) free: Box<[Option<CellValue>]>,
    pub(crate) leaves: Box<[CompiledLeaf]>,
    /// What each fact of the set reaches.
    pub(crate) reach: Box<[Reach]>,
    /// Cells of all leaves together.
    pub(crate) cell_count: usize,
    pub(crate) measure_rounding: Option<Rounding>,
    pub(crate) leaf_rounding: Option<Rounding>,
    pub(crate) area_rounding: Option<Rounding>,
    pub(crate) index_rounding: Rounding,
    lanes: OnceLock<SetLanes>,
    /// Every leaf counts one to one in its area and the total, and areas are not rounded.
    pub(crate) plain_sums: bool,
}

impl Scorer {
    /// Compiles a criteria set
    ///
    /// # Errors
    ///
    /// A rule whose numbers are beyond what the evaluator holds exactly.
    pub fn new(set: CriteriaSet) -> Result<Self, CompileError> {
        let rounding = &set.file().rounding;
        let measure_rounding = rounding.measure.as_ref().and_then(RoundingFile::exact);
        let leaf_rounding = rounding.leaf.as_ref().and_then(RoundingFile::exact);
        let mut compiler = RuleCompiler::new(&set);
        let mut leaves = Vec::new();
        let mut ranges: Vec<Option<Range>> = Vec::new();
        let mut free: Vec<Option<Cell>> = Vec::new();
        let mut cells_at = 0_usize;
        for leaf in set.leaves() {
            let fail = |kind| CompileError::new(leaf.id().clone(), kind);
            let max = leaf.max_points().nanos();
            let mut root = compiler.leaf(leaf.rule(), max).map_err(fail)?;
            let inputs: Box<[usize]> = compiler.cells.clone().into();
            let next = cells_at
                .checked_add(inputs.len())
                .ok_or_else(|| fail(CompileErrorKind::TooLarge))?;
            // Inputs come with the leaves that read them first.
            let new = compiler.inputs.iter().skip(ranges.len());
            ranges.extend(new.map(|input| range(input, &set)));
            let new = compiler.inputs.iter().skip(free.len());
            free.extend(new.map(|input| free_cell(input, &set)));
            let free_cells: Vec<Option<Cell>> = inputs
                .iter()
                .map(|input| free.get(*input).copied().flatten())
                .collect();
            keep_free_spreads(&mut root, &free_cells, measure_rounding);
            let flat = lower(&root, &inputs, &ranges, leaf_rounding, measure_rounding);
            let (pair, second) = match leaf.home() {
                Home::Area(area) => (area, !leaf.self_scored()),
                Home::Bonus => (set.area_count(), false),
                Home::Penalty => (set.area_count(), true),
            };
            leaves.push(CompiledLeaf {
                tally: pair.saturating_mul(2).saturating_add(usize::from(second)),
                flat,
                root,
                inputs,
                cells_at,
                places: compiler.places.clone().into(),
                parts: compiler.parts.clone().into(),
                max,
                home: leaf.home(),
                basis: leaf.basis(),
            });
            cells_at = next;
        }
        let inputs: Box<[Input]> = std::mem::take(&mut compiler.inputs).into();
        let plain_sums = rounding.area.is_none()
            && set.leaves().iter().all(|leaf| leaf.factor() == Ratio::ONE)
            && (0..set.area_count()).all(|area| set.area_factor(area) == Ratio::ONE);
        let compiled = Compiled {
            lanes: OnceLock::new(),
            reach: reaches(&set, &inputs, &leaves),
            inputs,
            cell_count: cells_at,
            ranges: ranges.into(),
            free: free
                .iter()
                .map(|cell| cell.map(|cell| cell.value))
                .collect(),
            measure_rounding,
            leaf_rounding,
            area_rounding: rounding.area.as_ref().and_then(RoundingFile::exact),
            index_rounding: rounding
                .index
                .exact()
                .ok_or_else(|| CompileError::new(set.id().clone(), CompileErrorKind::TooLarge))?,
            plain_sums,
            leaves: leaves.into(),
            set,
        };
        Ok(Self(Arc::new(compiled)))
    }

    /// The criteria set
    pub fn criteria_set(&self) -> &CriteriaSet {
        &self.0.set
    }

    /// Whether another scorer was compiled of the same criteria set, by its fingerprint
    ///
    /// What was made with one of them then fits the other.
    pub fn is_same_set(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.set.fingerprint() == other.0.set.fingerprint()
    }

    pub(crate) fn compiled(&self) -> &Compiled {
        &self.0
    }
}

impl Compiled {
    /// The rules for many units.
    #[inline]
    pub(crate) fn lanes(&self) -> &SetLanes {
        self.lanes.get_or_init(|| SetLanes::new(self))
    }

    /// What a point of a leaf counts in its area, where that is not always 1.
    #[inline]
    pub(crate) fn factor_in_area(&self, leaf: usize) -> Option<Option<Ratio>> {
        if self.plain_sums {
            return Some(None);
        }
        self.set.leaves().get(leaf).map(|leaf| Some(leaf.factor()))
    }

    /// The least, above 0, that can be left in the denominator of an area, or of all, when places leave it
    ///
    /// One place is left, where the denominator is the sum of its places; a stated maximum that is
    /// another may leave as little as sums of maxima can differ.
    pub(crate) fn least_left(
        &self,
        of: Option<usize>,
        is_own: bool,
        is_sum_of_places: bool,
    ) -> Option<Ratio> {
        let mut least: Option<Ratio> = None;
        let mut finest = 1_i128;
        for (index, leaf) in self.leaves.iter().enumerate() {
            let (Home::Area(area), Some(max)) = (leaf.home, leaf.root.least_max()) else {
                continue;
            };
            // Tallies of what the unit scores itself have even numbers.
            if of.is_some_and(|of| of != area) || (is_own && leaf.tally & 1 == 1) {
                continue;
            }
            let factor = match of {
                Some(_) => self.factor_in_area(index)?,
                None => self.factor_in_total(index, area)?,
            };
            let factor = factor.unwrap_or(Ratio::ONE);
            let own = Ratio::from_points(Points::from_nanos(max)).checked_mul(factor)?;
            least = Some(least.map_or(own, |least| least.min(own)));
            finest = shared_multiple(finest, factor.reduced().den())?;
        }
        if is_sum_of_places {
            least
        } else {
            Ratio::from_points(Points::from_nanos(1)).checked_div(Ratio::new(finest, 1)?)
        }
    }

    /// What a point of a leaf counts in the total, where that is not always 1.
    pub(crate) fn factor_in_total(&self, leaf: usize, area: usize) -> Option<Option<Ratio>> {
        match self.factor_in_area(leaf)? {
            None => Some(None),
            Some(factor) => factor.checked_mul(self.set.area_factor(area)).map(Some),
        }
    }
}

/// The least common multiple of two positive numbers.
fn shared_multiple(one: i128, other: i128) -> Option<i128> {
    let shared = i128::try_from(gcd(one.unsigned_abs(), other.unsigned_abs())).ok()?;
    one.checked_div(shared)?.checked_mul(other)
}
