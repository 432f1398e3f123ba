//! Questions about files themselves.

use super::sets::told;
use super::{Made, read};
use crate::ask::{FileKind, Schema};
use crate::desk::kind::Kind;
use crate::desk::refusal::Failure;
use crate::schema::answer as schema;

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
