//! The class of an index.

use crate::compile::Scorer;
use crate::eval::card::scorecard::Scorecard;
use crate::eval::card::totals::Totals;
use crate::eval::leaf::state::Column;
use crate::file::Class;
use crate::number::Ratio;

impl Scorer {
    /// The class of an index value; `None` where it is below every class, or the set has none
    pub fn class_of(&self, value: Ratio) -> Option<&Class> {
        if self.criteria_set().file().rounding.classes_on_exact {
            self.first_reached(value)
        } else {
            self.first_reached(Ratio::from_quantity(self.rounded(value)?))
        }
    }

    /// Whether an index value lies below every class that the set has
    pub fn is_below_classes(&self, value: Ratio) -> bool {
        !self.criteria_set().file().classes.is_empty() && self.class_of(value).is_none()
    }

    /// Whether a reader of the printed index would expect another class than the exact one has
    ///
    /// Never where classes are read on the rounded value.
    pub fn class_differs_in_print(&self, value: Ratio) -> bool {
        let printed = self.rounded(value).map(Ratio::from_quantity);
        let expected = printed.and_then(|printed| self.first_reached(printed));
        expected.map(|class| &class.id) != self.class_of(value).map(|class| &class.id)
    }

    fn first_reached(&self, read: Ratio) -> Option<&Class> {
        let mut classes = self.criteria_set().file().classes.iter();
        classes.find(|class| read >= Ratio::from_quantity(class.from))
    }

    /// The whole-scale index that classes are read from, and its column
    ///
    /// `None` until the index is a single value.
    pub fn classed(&self, total: &Totals) -> Option<(Ratio, Column)> {
        let index = total.index().whole();
        let column = if index.appraised.is_some() {
            Column::Final
        } else {
            Column::Computed
        };
        Some((index.column(column)?, column))
    }
}

/// The class of the whole-scale index, and the column it is read from.
pub(crate) fn class_of_total<'s>(
    scorer: &'s Scorer,
    total: &Totals,
) -> Option<(&'s Class, Column)> {
    let (index, column) = scorer.classed(total)?;
    Some((scorer.class_of(index)?, column))
}

impl Scorecard {
    /// The class of an index value
    pub fn class_of(&self, value: Ratio) -> Option<&Class> {
        self.scorer().class_of(value)
    }

    /// The class of the whole-scale index, and the column it is read from
    ///
    /// `None` until the index is a single value, and where it is below every class.
    pub fn class(&self) -> Option<(&Class, Column)> {
        class_of_total(self.scorer(), self.total())
    }

    /// The lowest and the highest class the whole-scale index can still come to
    ///
    /// `None` inside is an end below every class.
    pub fn class_range(&self) -> Option<[Option<&Class>; 2]> {
        let index = self.total().index().whole();
        let ends = [index.lower?, index.upper?];
        let is_classed = !self.scorer().criteria_set().file().classes.is_empty();
        is_classed.then(|| ends.map(|end| self.class_of(end)))
    }
}
