//! The leaf, area or whole that a question is about.

use par_index::diagnostic::Message;
use par_index::eval::Scorecard;
use par_index::model::Parent;
use par_index::read::suggest;

use crate::desk::refusal::Failure;

/// What is to be explained
#[derive(Clone, Copy, Debug)]
pub enum Target<'c> {
    Leaf(usize),
    Parent(&'c Parent),
    All,
}

/// Finds a leaf, an area or a parent by its id, or by the number printed on the sheet.
pub fn find<'c>(card: &'c Scorecard, id: &str) -> Result<Target<'c>, Failure> {
    let set = card.scorer().criteria_set();
    let parent = |id: &str| {
        set.parents()
            .iter()
            .find(|parent| parent.id().as_str() == id)
    };
    if let Some(leaf) = set.leaf_index(id) {
        return Ok(Target::Leaf(leaf));
    }
    if let Some(parent) = parent(id) {
        return Ok(Target::Parent(parent));
    }
    let numbered = |number: &Option<String>| {
        number.as_deref().is_some_and(|number| {
            number
                .trim_end_matches('.')
                .eq_ignore_ascii_case(id.trim_end_matches('.'))
        })
    };
    if let Some(area) = set.file().areas.iter().find(|area| numbered(&area.number))
        && let Some(parent) = parent(area.id.as_str())
    {
        return Ok(Target::Parent(parent));
    }
    if let Some(leaf) = set
        .leaves()
        .iter()
        .position(|leaf| numbered(&leaf.criterion().number))
    {
        return Ok(Target::Leaf(leaf));
    }
    let known = set.leaves().iter().map(|leaf| leaf.id().as_str());
    let known = known.chain(set.parents().iter().map(|parent| parent.id().as_str()));
    let help = suggest(id, known)
        .map(|name| Message::new(format!("có phải {name}?"), format!("did you mean {name}?")));
    let shown: String = id.chars().take(80).collect();
    Err(Failure::Usage {
        message: Message::new(
            format!("bộ tiêu chí không có tiêu chí hay lĩnh vực “{shown}”"),
            format!("the criteria set has no criterion or area “{shown}”"),
        ),
        help,
    })
}
