//! Questions about many units.

use std::path::PathBuf;

use par_index::eval::Column;

use super::sets::told;
use super::{Desk, Made, read, usage};
use crate::ask::{Generate, Given, Listed, Points, Rank};
use crate::desk::folder::{self, Folder};
use crate::desk::refusal::Failure;
use crate::generate::answer as generate;
use crate::rank::answer as rank;

/// The most units in one answer, which is held whole.
const MOST_UNITS: u16 = 10_000;

impl Desk {
    pub(super) fn generate(&mut self, question: &str) -> Result<Made, Failure> {
        let asked: Generate = read(question)?;
        if asked.units > MOST_UNITS || asked.missing > 1_000 || asked.not_applicable > 1_000 {
            return Err(usage(
                "số đơn vị hay phần nghìn quá lớn".to_owned(),
                "there are too many units, or more than a thousand of a thousand".to_owned(),
                "units ≤ 10000, missing ≤ 1000, not_applicable ≤ 1000",
            ));
        }
        let asked = generate::Asked {
            criteria: self.name(asked.criteria)?,
            units: asked.units.into(),
            seed: asked.seed.into(),
            as_of: asked.as_of,
            missing: asked.missing,
            not_applicable: asked.not_applicable,
        };
        told(generate::answer(&asked, &mut self.sources)?)
    }

    pub(super) fn rank(&mut self, question: &str) -> Result<Made, Failure> {
        let asked: Rank = read(question)?;
        let criteria = asked.criteria.map(|given| self.name(given)).transpose()?;
        let asked = rank::Asked {
            paths: self.listed(asked.paths)?,
            against: self.listed(asked.against)?,
            is_ordered: asked.ordered,
            by: asked.by,
            column: asked.column.map(column),
            criteria,
        };
        told(rank::answer(asked, &mut self.sources)?)
    }

    /// Documents by the names under which they are read.
    pub(super) fn listed(&mut self, listed: Vec<Listed>) -> Result<Vec<folder::Listed>, Failure> {
        let mut path = |given: Given| self.name(given).map(PathBuf::from);
        let one = |own| match own {
            Listed::File(given) => path(given).map(folder::Listed::File),
            Listed::Folder(files) => {
                let files = files.into_iter().map(&mut path);
                let files = files.collect::<Result<_, _>>()?;
                Ok(folder::Listed::Folder(Folder {
                    files,
                    ..Folder::default()
                }))
            }
        };
        listed.into_iter().map(one).collect()
    }
}

const fn column(points: Points) -> Column {
    match points {
        Points::Claimed => Column::Claimed,
        Points::Computed => Column::Computed,
        Points::Evidenced => Column::Evidenced,
        Points::Final => Column::Final,
    }
}
