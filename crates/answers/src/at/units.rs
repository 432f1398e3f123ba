//! Questions about many units.

use std::path::PathBuf;

use par_index::eval::Column;

use super::sets::told;
use super::{Desk, Made, read};
use crate::ask::{Given, Listed, Points, Rank};
use crate::desk::folder::{self, Folder};
use crate::desk::refusal::Failure;
use crate::rank::answer as rank;

impl Desk {
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

fn column(points: Points) -> Column {
    match points {
        Points::Claimed => Column::Claimed,
        Points::Computed => Column::Computed,
        Points::Evidenced => Column::Evidenced,
        Points::Final => Column::Final,
    }
}
