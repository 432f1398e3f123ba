//! What a group comes to as a whole.

use serde::Serialize;

use super::contender::{ClassName, Contender};
use super::statistics::{Mean, quantile};
use crate::file::Text;
use crate::number::Ratio;

/// How many units are in a class
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClassCount {
    /// The class
    pub class: ClassName,
    /// How many units
    pub units: usize,
}

/// The mean index of an area
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AreaMean {
    /// Name in ASCII
    pub id: String,
    /// Number as printed
    pub number: Option<String>,
    /// Name in words
    pub title: Text,
    /// How many units have one value there
    pub units: usize,
    /// Their mean
    pub mean: Option<Mean>,
}

/// Count, mean, quantiles, classes and areas of the units that have one value
///
/// All `None` where no unit has one. Quantiles are those of [`quantile`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    /// How many units have one value
    pub units: usize,
    /// Mean
    pub mean: Option<Mean>,
    /// Least value
    pub least: Option<Ratio>,
    /// First quartile
    pub quarter: Option<Ratio>,
    /// Median
    pub median: Option<Ratio>,
    /// Third quartile
    pub three_quarters: Option<Ratio>,
    /// Greatest value
    pub greatest: Option<Ratio>,
    /// Classes that occur, the best first
    pub classes: Vec<ClassCount>,
    /// Areas, in the order of the criteria set
    pub areas: Vec<AreaMean>,
}

impl Summary {
    /// Of units with one value, the greatest first.
    pub(super) fn of(units: &[Contender]) -> Self {
        let mut values: Vec<Ratio> = units
            .iter()
            .filter_map(|own| own.standing.known())
            .collect();
        values.reverse();
        let at = |quarters| quantile(&values, Ratio::new(quarters, 4)?);
        Self {
            units: units.len(),
            mean: Mean::of(&values),
            least: at(0),
            quarter: at(1),
            median: at(2),
            three_quarters: at(3),
            greatest: at(4),
            classes: classes(units),
            areas: areas(units),
        }
    }
}

fn classes(units: &[Contender]) -> Vec<ClassCount> {
    let mut counts: Vec<ClassCount> = Vec::new();
    for class in units.iter().filter_map(|own| own.class.as_ref()) {
        match counts.iter_mut().find(|known| known.class.id == class.id) {
            Some(known) => known.units = known.units.saturating_add(1),
            None => counts.push(ClassCount {
                class: class.clone(),
                units: 1,
            }),
        }
    }
    counts
}

fn areas(all: &[Contender]) -> Vec<AreaMean> {
    // Units of one group have one sheet, so their areas are the same.
    let Some(first) = all.first() else {
        return Vec::new();
    };
    let areas = first.areas.iter().enumerate();
    areas
        .map(|(index, area)| {
            let values: Vec<Ratio> = all
                .iter()
                .filter_map(|own| own.areas.get(index)?.index)
                .collect();
            AreaMean {
                id: area.id.clone(),
                number: area.number.clone(),
                title: area.title.clone(),
                units: values.len(),
                mean: Mean::of(&values),
            }
        })
        .collect()
}
