//! Questions about files themselves.

use super::sets::told;
use super::{Desk, Made, read};
use crate::ask::{Check, Checks, FileKind, Schema};
use crate::check::answer as check;
use crate::check::asked::Asked;
use crate::check::catalogue;
use crate::desk::kind::Kind;
use crate::desk::refusal::Failure;
use crate::desk::selection::Selection;
use crate::schema::answer as schema;

impl Desk {
    pub(super) fn check(&mut self, question: &str) -> Result<Made, Failure> {
        let asked: Check = read(question)?;
        let selection = Selection::new(asked.only, asked.skip, false)?;
        let files = self.listed(asked.files)?;
        let asked = Asked {
            // A desk has no folder of evidence.
            evidence: None,
            previous: asked.previous.map(|given| self.name(given)).transpose()?,
            base: asked.base.map(|given| self.name(given)).transpose()?,
            selection,
            beside: self.beside(asked.criteria, asked.plan, asked.as_of)?,
            with_proof: asked.proof,
        };
        told(check::answer(files, asked, &mut self.sources))
    }
}

pub(super) fn checks(question: &str) -> Result<Made, Failure> {
    let asked: Checks = read(question)?;
    told(catalogue::answer(asked.id.as_deref())?)
}

pub(super) fn schema(question: &str) -> Result<Made, Failure> {
    let asked: Schema = read(question)?;
    told(schema::answer(match asked.kind {
        FileKind::Criteria => Kind::Criteria,
        FileKind::Plan => Kind::Plan,
        FileKind::Assessment => Kind::Assessment,
        FileKind::Published => Kind::Published,
        FileKind::Scenarios => Kind::Scenarios,
        FileKind::Actions => Kind::Actions,
    }))
}
