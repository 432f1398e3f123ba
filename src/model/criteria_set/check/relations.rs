//! Checks that relations compare facts that can be compared.

use super::super::at::At;
use super::Checker;
use crate::file::{Relation, SumRelation};

impl<'f> Checker<'f> {
    /// Checks what must hold between facts
    ///
    /// A relation gives no points: a fact that only relations name is still not used.
    pub(super) fn relations(&mut self) {
        let used = self.facts_used.clone();
        let file = self.file;
        for (index, relation) in file.relations.iter().enumerate() {
            let at = At::root().item("relations", index);
            match relation {
                Relation::AtMost(sums) => self.sums(sums, &at.key("at-most")),
                Relation::Equal(sums) => self.sums(sums, &at.key("equal")),
                Relation::NotAfter(order) => {
                    let at = at.key("not-after");
                    self.date_fact(&order.first, &at.key("first"));
                    self.date_fact(&order.then, &at.key("then"));
                    self.cites(&order.cites, &at);
                }
            }
        }
        self.facts_used = used;
    }

    fn sums(&mut self, sums: &'f SumRelation, at: &At) {
        self.total(&sums.left, "left", &at.key("left"));
        self.total(&sums.right, "right", &at.key("right"));
        self.cites(&sums.cites, at);
    }
}
