//! Criteria sets that hold every invariant.

mod at;
mod check;
mod factors;
mod faulty;
mod findings;
mod fingerprint;
mod leaf;
mod limits;
mod parent;
mod partly;
mod skeleton;
mod uses;
mod values;

use std::collections::BTreeMap;

pub use leaf::{Home, Leaf};
pub use parent::Parent;

use super::calendar::Calendar;
use crate::diagnostic::Diagnostics;
use crate::file::{CriteriaFile, Fact, Provenance, Text};
use crate::number::{Points, Ratio};
use crate::read::{Document, Id, Partly, decode_partly};
use faulty::Faulty;
use fingerprint::fingerprint;
use skeleton::Skeleton;

/// A criteria set in which no check finds an error, or what is sound of one that has errors
// INVARIANT: where `faults` is empty, `CriteriaSet::check` of the file has no errors; else leaves that an
// error reaches are not sound. The rest is derived from the file.
#[derive(Clone, Debug)]
pub struct CriteriaSet {
    file: CriteriaFile,
    /// Empty, or everything found, with an error.
    faults: Diagnostics,
    fingerprint: String,
    calendar: Calendar,
    skeleton: Skeleton,
    max_points: Points,
    facts: BTreeMap<Id, usize>,
    slots: BTreeMap<Id, usize>,
    leaves: BTreeMap<Id, usize>,
}

impl CriteriaSet {
    /// Takes a file in which no check finds an error
    ///
    /// # Errors
    ///
    /// All findings, sorted, if one of them is an error.
    pub fn new(file: CriteriaFile) -> Result<Self, Diagnostics> {
        let found = Self::check(&file);
        if found.has_errors() {
            return Err(found);
        }
        Ok(Self::of_checked(file))
    }

    /// Takes a file whatever its errors, as far as it is sound
    ///
    /// A leaf with an error in its own rule, evidence or examples has a rule without an answer: it is
    /// not assessable, whatever the facts. An error anywhere else makes every leaf so, except one about
    /// what is cited, on which no point hangs. Nothing scored by such a set is complete: see
    /// `Assessment::is_complete`.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "shipped")] {
    /// use par_index::model::CriteriaSet;
    ///
    /// let shipped = par_index::shipped::find("illustrative-shapes", "2024").unwrap();
    /// let mut file = CriteriaSet::from_json(None, shipped.json.as_bytes())?.file().clone();
    /// file.areas[0].criteria[0].rule = None;
    /// let set = CriteriaSet::as_far_as_sound(file);
    /// assert!(set.faults().has_errors());
    /// let faulty = set.leaves().iter().filter(|leaf| !leaf.is_sound());
    /// assert_eq!(faulty.count(), 1);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn as_far_as_sound(file: CriteriaFile) -> Self {
        let found = Self::check(&file);
        if !found.has_errors() {
            return Self::of_checked(file);
        }
        let faulty = Faulty::of(&file, &found);
        Self::laid_out(file, found, &faulty)
    }

    /// Reads from JSON what is sound of a criteria set
    ///
    /// # Errors
    ///
    /// Faults of the text. Those of the set stand in [`faults`](Self::faults), each with line and
    /// column.
    pub fn from_json_as_far_as_sound(
        name: Option<&str>,
        bytes: &[u8],
    ) -> Result<Self, Diagnostics> {
        let (file, document) = Self::file_from_json(name, bytes)?;
        let mut set = Self::as_far_as_sound(file);
        document.locate(&mut set.faults);
        set.faults.sort();
        Ok(set)
    }

    /// Reads a criteria set from JSON
    ///
    /// # Errors
    ///
    /// Faults of the text, or all findings if one of them is an error, each with line and column.
    pub fn from_json(name: Option<&str>, bytes: &[u8]) -> Result<Self, Diagnostics> {
        let (file, document) = Self::file_from_json(name, bytes)?;
        let mut found = Self::check(&file);
        if found.has_errors() {
            document.locate(&mut found);
            found.sort();
            return Err(found);
        }
        Ok(Self::of_checked(file))
    }

    fn file_from_json(
        name: Option<&str>,
        bytes: &[u8],
    ) -> Result<(CriteriaFile, Document), Diagnostics> {
        let partly = decode_partly::<CriteriaFile>(name, bytes)?;
        match partly.value {
            Some(read) if partly.found.is_empty() => Ok(read),
            _ => Err(Self::check_partly(&partly)),
        }
    }

    /// Everything the checks find in a file: errors, warnings and advice, sorted
    pub fn check(file: &CriteriaFile) -> Diagnostics {
        check::check(file)
    }

    /// Everything wrong with a file as far as it can be read, with line and column
    ///
    /// What may only follow from something that could not be read is left out.
    pub fn check_partly(partly: &Partly<CriteriaFile>) -> Diagnostics {
        partly::check_partly(partly)
    }

    // INVARIANT: called only where no check found an error.
    fn of_checked(file: CriteriaFile) -> Self {
        Self::laid_out(file, Diagnostics::new(), &Faulty::NONE)
    }

    fn laid_out(file: CriteriaFile, faults: Diagnostics, faulty: &Faulty) -> Self {
        fn index<'i>(ids: impl Iterator<Item = &'i Id>) -> BTreeMap<Id, usize> {
            ids.enumerate()
                .map(|(index, id)| (id.clone(), index))
                .collect()
        }
        let skeleton = Skeleton::of(&file, faulty);
        let mark = if faults.is_empty() { "" } else { "faulty:" };
        Self {
            fingerprint: format!("{mark}{}", fingerprint(&file)),
            calendar: Calendar::from(&file),
            max_points: Points::from_quantity(file.max_points).unwrap_or_default(),
            facts: index(file.facts.iter().map(|fact| &fact.id)),
            slots: index(file.slots.iter().map(|slot| &slot.id)),
            leaves: index(skeleton.leaves.iter().map(Leaf::id)),
            skeleton,
            faults,
            file,
        }
    }

    /// The file
    pub fn file(&self) -> &CriteriaFile {
        &self.file
    }

    /// Everything found where an error is among it; none of a set without errors
    pub fn faults(&self) -> &Diagnostics {
        &self.faults
    }

    /// Which days are worked, where a due date of the set is counted
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Name of the set
    pub fn id(&self) -> &Id {
        &self.file.id
    }

    /// Its edition
    pub fn edition(&self) -> &Id {
        &self.file.edition
    }

    /// Its name in words
    pub fn title(&self) -> &Text {
        &self.file.title
    }

    /// Where it comes from
    pub fn provenance(&self) -> Provenance {
        self.file.provenance
    }

    /// 32 hexadecimal digits that tell this content from any other
    ///
    /// FNV-1a with 128 bits over the compact JSON of the file as this crate writes it: layout and
    /// the order of keys do not count. It shows accidental change; it is no protection against
    /// tampering. That of a set with errors begins with `faulty:`.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The facts, in the order of the file
    pub fn facts(&self) -> &[Fact] {
        &self.file.facts
    }

    /// The index of a fact
    pub fn fact_index(&self, id: &str) -> Option<usize> {
        self.facts.get(id).copied()
    }

    /// The index of a task slot
    pub fn slot_index(&self, id: &str) -> Option<usize> {
        self.slots.get(id).copied()
    }

    /// All leaves: those of the areas in the order of the file, then bonus, then penalty
    pub fn leaves(&self) -> &[Leaf] {
        &self.skeleton.leaves
    }

    /// The index of a leaf
    pub fn leaf_index(&self, id: &str) -> Option<usize> {
        self.leaves.get(id).copied()
    }

    /// Areas and criteria with children, in the order of the file, each before what is below it
    pub fn parents(&self) -> &[Parent] {
        &self.skeleton.parents
    }

    /// Most points of all areas together, as declared
    pub fn max_points(&self) -> Points {
        self.max_points
    }

    /// The declared maximum less what the areas can contribute; 0 unless declared
    pub fn mismatch(&self) -> Points {
        self.skeleton.mismatch
    }

    /// The number of areas
    pub fn area_count(&self) -> usize {
        self.file.areas.len()
    }

    /// What a point of an area counts in the total; 1 unless the set is a weighted mean
    pub fn area_factor(&self, area: usize) -> Ratio {
        self.skeleton
            .area_factors
            .get(area)
            .copied()
            .unwrap_or(Ratio::ONE)
    }
}
