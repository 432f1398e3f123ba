//! Whether undetermined places hang together: then the ends of an interval need not be attained.

use std::collections::BTreeSet;

use crate::compile::{Compiled, GroupOf, Input};
use crate::eval::cells::source::Source;
use crate::eval::given::tasks::Tasks;
use crate::model::TaskState;
use crate::rule::{Cell, LeafSums, MaybeOpen, NoTrace, Node, Trace, walk_leaf};

/// What keeps totals from being what their sums seem to say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Caveats {
    /// The tallies of each two open places that read the same fact, table or task.
    linked: Vec<[usize; 2]>,
    /// No index is given: what the assessment rests on is not there.
    pub(crate) is_withheld: bool,
}

/// The caveats of one total.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Doubt {
    /// The area that the total is of; none where it is of all.
    pub(crate) area: Option<usize>,
    /// Open places hang together in what the unit scores itself.
    pub(crate) own: bool,
    /// And in the whole.
    pub(crate) whole: bool,
    pub(crate) is_withheld: bool,
}

impl Caveats {
    pub(crate) fn new(linked: Vec<[usize; 2]>, is_withheld: bool) -> Self {
        Self {
            linked,
            is_withheld,
        }
    }

    /// Of an area, which has a tally of what the unit scores, and one of the rest.
    pub(crate) fn of_area(&self, area: usize) -> Doubt {
        let is_there = |tally| tally >> 1 == area;
        self.doubt(Some(area), is_there, |tally| tally & 1 == 0)
    }

    /// Of all: bonus and penalty, whose tallies come last, count in both scopes.
    pub(crate) fn of_all(&self, areas: usize) -> Doubt {
        let is_own = |tally| tally & 1 == 0 || tally >> 1 == areas;
        self.doubt(None, |_| true, is_own)
    }

    fn doubt(
        &self,
        area: Option<usize>,
        is_there: impl Fn(usize) -> bool,
        is_own: impl Fn(usize) -> bool,
    ) -> Doubt {
        let all = |pair: &[usize; 2], is: &dyn Fn(usize) -> bool| pair.iter().all(|one| is(*one));
        let mut there = self.linked.iter().filter(|pair| all(pair, &is_there));
        let whole = there.clone().next().is_some();
        Doubt {
            area,
            own: there.any(|pair| all(pair, &is_own)),
            whole,
            is_withheld: self.is_withheld,
        }
    }
}

/// What undetermined places may have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Atom {
    Fact(usize),
    Occurrence(usize),
    /// Tasks that may still arise; which of them a group has is not told apart.
    MayArise,
}

/// A place that may be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// What it counts in.
    tally: usize,
    leaf: usize,
    /// Its number in the leaf.
    number: usize,
}

/// The tallies of each two open places that read the same fact, table or task.
///
/// `leaves` are those that apply and whose points are not determined; `cells_of` puts together what is
/// known of the inputs of one, and says which of its parts do not apply.
pub(crate) fn linked(
    compiled: &Compiled,
    source: &Source<'_>,
    leaves: impl Iterator<Item = usize>,
    mut cells_of: impl FnMut(usize, &mut Vec<Cell>) -> Option<u64>,
) -> Vec<[usize; 2]> {
    let mut seen = Seen::default();
    let mut cells = Vec::new();
    for index in leaves {
        if let Some(leaf) = compiled.leaves.get(index)
            && let Some(parts) = cells_of(index, &mut cells)
        {
            let place = |node: &Node| {
                let place = Place {
                    tally: leaf.tally,
                    leaf: index,
                    number: node.place,
                };
                let input = |cell| compiled.inputs.get(*leaf.inputs.get(cell)?);
                node.for_each_cell(&mut |cell| {
                    let is_open = cells.get(cell).is_some_and(|cell| !cell.is_known());
                    if let Some(input) = input(cell).filter(|_| is_open) {
                        atoms_of(input, source, &mut seen.own);
                    }
                });
                seen.end(place);
            };
            walk(compiled, &leaf.root, &cells, parts, &mut MaybeOpen(place));
        }
    }
    // Nearly always nothing is read twice; else it is seen which of these places are open indeed.
    let mut closed = seen.shared();
    closed.retain(|place| {
        let is_open = compiled.leaves.get(place.leaf).is_some_and(|leaf| {
            let parts = cells_of(place.leaf, &mut cells);
            parts
                .zip(leaf.root.find(place.number))
                .and_then(|(parts, node)| walk(compiled, node, &cells, parts, &mut NoTrace))
                .is_some_and(|sums| sums.has_open())
        });
        !is_open
    });
    seen.all.retain(|(_, place)| !closed.contains(place));
    seen.links()
}

fn walk(
    compiled: &Compiled,
    node: &Node,
    cells: &[Cell],
    parts: u64,
    trace: &mut impl Trace,
) -> Option<LeafSums> {
    let mut sums = LeafSums::NONE;
    let rounding = compiled.measure_rounding;
    walk_leaf(node, cells, rounding, parts, trace, &mut sums)?;
    Some(sums)
}

/// What places read of what is not settled.
#[derive(Default)]
struct Seen {
    all: Vec<(Atom, Place)>,
    /// Of the place at hand.
    own: Vec<Atom>,
}

impl Seen {
    /// Ends what a place reads.
    fn end(&mut self, place: Place) {
        self.own.sort_unstable();
        self.own.dedup();
        self.all
            .extend(self.own.drain(..).map(|atom| (atom, place)));
    }

    /// The places that read what another reads too.
    fn shared(&mut self) -> BTreeSet<Place> {
        self.all.sort_unstable();
        let all = self.all.chunk_by(|(one, _), (other, _)| one == other);
        let shared = all.filter(|same| same.len() > 1).flatten();
        shared.map(|(_, place)| *place).collect()
    }

    /// The tallies of each two places that read the same.
    fn links(&self) -> Vec<[usize; 2]> {
        let mut pairs = Vec::new();
        for same in self.all.chunk_by(|(one, _), (other, _)| one == other) {
            // In the order of tallies; of three places in one of them two say it all.
            let mut tallies: Vec<usize> = Vec::new();
            for (_, Place { tally, .. }) in same {
                if !matches!(&*tallies, [.., a, b] if a == tally && b == tally) {
                    tallies.push(*tally);
                }
            }
            for (at, one) in tallies.iter().enumerate() {
                let later = tallies.iter().skip(at.saturating_add(1));
                pairs.extend(later.map(|other| [*one, *other]));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

fn atoms_of(input: &Input, source: &Source<'_>, into: &mut Vec<Atom>) {
    if let Some(fact) = input.fact() {
        into.push(Atom::Fact(fact));
        into.extend(source.start_of(input).map(Atom::Fact));
        return;
    }
    let Some(tasks) = source.tasks else { return };
    let group = match input {
        Input::GroupPart { group, .. } | Input::GroupWhole { group, .. } => group.clone(),
        Input::SlotTimeliness { slot } => GroupOf::Slots(vec![*slot]),
        _ => return,
    };
    into.extend(open_occurrences(tasks, &group).map(Atom::Occurrence));
    if tasks.may_arise(&group) > 0 {
        into.push(Atom::MayArise);
    }
}

/// The occurrences of a group of which it is not settled what becomes of them.
fn open_occurrences<'t>(tasks: &'t Tasks, group: &GroupOf) -> impl Iterator<Item = usize> + 't {
    let all = tasks.group(group).unwrap_or_default();
    all.into_iter().filter_map(|(index, occurrence)| {
        let state = occurrence.state();
        (state.is_undetermined() || state == TaskState::Done).then_some(index)
    })
}
