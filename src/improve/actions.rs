//! Actions that hold their invariants.

use std::collections::BTreeMap;

use super::action_fault::ActionFault;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::file::{
    ActionChange, ActionFile, ActionsFile, Document as Evidence, FactValue, TaskResultFile,
};
use crate::number::{Quantity, power_of_ten};
use crate::read::{Document, decode_document, suggest};

/// Actions of which ids, references and costs hold together
///
/// # Examples
///
/// ```
/// use par_index::improve::Actions;
///
/// let text = r#"{ "format": "par-index/actions@1", "cost_unit": { "vi": "ngày công" }, "actions": [] }"#;
/// let actions = Actions::from_json(None, text.as_bytes())?;
/// assert!(actions.file().actions.is_empty());
/// # Ok::<(), par_index::diagnostic::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct Actions {
    file: ActionsFile,
    /// Where its values stand.
    document: Option<Document>,
    findings: Diagnostics,
    /// Costs on the grid of `scale` decimals.
    costs: Vec<i128>,
    scale: u8,
    /// What each action is nothing without.
    needs: Vec<Vec<usize>>,
    /// What cannot be chosen with it: excluded by one of them, or contradictory.
    clashes: Vec<Vec<usize>>,
    contradictions: Vec<(usize, usize, String)>,
    /// For each action the first one that is the same but for its name.
    alike: Vec<usize>,
}

/// Costs together are no more than this, on the grid of the one with most decimals.
const MOST_COST: i128 = 1_000_000_000_000_000_000;

/// What a change speaks of and what it makes of it; adding goes together with adding.
#[derive(Clone, Copy, PartialEq)]
enum Made<'a> {
    Value(&'a FactValue),
    More,
    Result(&'a TaskResultFile),
    Document(&'a Evidence),
}

impl Actions {
    /// Checks a file of actions
    ///
    /// # Errors
    ///
    /// Everything that does not hold together, at once.
    pub fn new(file: ActionsFile) -> Result<Self, Diagnostics> {
        let mut found = Diagnostics::new();
        if file.format != "par-index/actions@1" {
            let fault = ActionFault::WrongFormat {
                found: file.format.clone(),
            };
            say(&mut found, &fault, "/format".to_owned());
        }
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, action) in file.actions.iter().enumerate() {
            let id = action.id.to_string();
            if let Some(first) = places.get(action.id.as_str()) {
                let fault = ActionFault::GivenTwice { id: id.clone() };
                let place = format!("/actions/{at}/id");
                found.push(
                    Diagnostic::new(&fault, place).with_other(format!("/actions/{first}/id")),
                );
            } else {
                places.insert(action.id.as_str(), at);
            }
            if action.cost < Quantity::ZERO {
                let cost = action.cost.to_string();
                say(
                    &mut found,
                    &ActionFault::NegativeCost {
                        id: id.clone(),
                        cost,
                    },
                    format!("/actions/{at}/cost"),
                );
            }
            if action.changes.is_empty() {
                say(
                    &mut found,
                    &ActionFault::ChangesNothing { id },
                    format!("/actions/{at}/changes"),
                );
            }
        }
        let count = file.actions.len();
        let (mut needs, mut clashes) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for (at, action) in file.actions.iter().enumerate() {
            for (key, names) in [("needs", &action.needs), ("excludes", &action.excludes)] {
                for (index, name) in names.iter().enumerate() {
                    let pointer = format!("/actions/{at}/{key}/{index}");
                    let Some(other) = places.get(name.as_str()).copied() else {
                        let known = places.keys().copied();
                        let suggestion = suggest(name.as_str(), known).map(str::to_owned);
                        let name = name.to_string();
                        say(
                            &mut found,
                            &ActionFault::UnknownAction { name, suggestion },
                            pointer,
                        );
                        continue;
                    };
                    let contrary =
                        key == "excludes" && (other == at || action.needs.contains(name));
                    if contrary {
                        let (id, other) = (action.id.to_string(), name.to_string());
                        say(
                            &mut found,
                            &ActionFault::NeedsWhatItExcludes { id, other },
                            pointer,
                        );
                    } else if key == "needs" {
                        if other != at {
                            put(&mut needs, at, other);
                        }
                    } else {
                        put(&mut clashes, at, other);
                        put(&mut clashes, other, at);
                    }
                }
            }
        }
        let mut contradictions = Vec::new();
        for ((_, what), made) in changes(&file.actions) {
            for (index, (one, change, first)) in made.iter().enumerate() {
                for (other, again, second) in made.iter().skip(index.saturating_add(1)) {
                    if first == second {
                        continue;
                    }
                    if one == other {
                        let own = file.actions.get(*one);
                        let fault = ActionFault::ContradictsItself {
                            id: own.map(|own| own.id.to_string()).unwrap_or_default(),
                            what: what.clone(),
                        };
                        let place = |change: &usize| format!("/actions/{one}/changes/{change}");
                        found.push(Diagnostic::new(&fault, place(again)).with_other(place(change)));
                    } else if put(&mut clashes, *one, *other) {
                        put(&mut clashes, *other, *one);
                        contradictions.push((*one, *other, what.clone()));
                    }
                }
            }
        }
        contradictions.sort();
        let scale = file
            .actions
            .iter()
            .map(|action| action.cost.scale())
            .max()
            .unwrap_or(0);
        let costs: Option<Vec<i128>> = file
            .actions
            .iter()
            .map(|action| on_grid(action.cost, scale))
            .collect();
        let costs = costs.filter(|costs| {
            costs
                .iter()
                .try_fold(0_i128, |sum, cost| sum.checked_add(*cost))
                .is_some_and(|sum| sum <= MOST_COST)
        });
        if costs.is_none() {
            say(
                &mut found,
                &ActionFault::CostsTooLarge,
                "/actions".to_owned(),
            );
        }
        found.sort();
        match costs {
            Some(costs) if !found.has_errors() => Ok(Self {
                alike: alike(&file.actions, &costs, &needs, &clashes),
                file,
                document: None,
                findings: found,
                costs,
                scale,
                needs,
                clashes,
                contradictions,
            }),
            _ => Err(found),
        }
    }

    /// Reads actions from JSON
    ///
    /// # Errors
    ///
    /// Faults of the text or everything that does not hold together, each with line and column.
    pub fn from_json(name: Option<&str>, bytes: &[u8]) -> Result<Self, Diagnostics> {
        let (file, document) = decode_document::<ActionsFile>(name, bytes)?;
        match Self::new(file) {
            Ok(mut actions) => {
                document.locate(&mut actions.findings);
                actions.document = Some(document);
                Ok(actions)
            }
            Err(mut found) => {
                document.locate(&mut found);
                found.sort();
                Err(found)
            }
        }
    }

    /// The file
    pub fn file(&self) -> &ActionsFile {
        &self.file
    }

    /// Gives findings the lines and columns of the text that was read
    pub fn locate(&self, found: &mut Diagnostics) {
        if let Some(document) = &self.document {
            document.locate(found);
        }
        found.sort();
    }

    /// What deserves a word, but keeps no plan from being made
    pub fn findings(&self) -> &Diagnostics {
        &self.findings
    }

    /// Pairs of actions that contradict each other, with what they change in two ways
    pub fn contradictions(&self) -> &[(usize, usize, String)] {
        &self.contradictions
    }

    pub(crate) fn len(&self) -> usize {
        self.costs.len()
    }

    pub(crate) fn cost(&self, action: usize) -> i128 {
        self.costs.get(action).copied().unwrap_or(0)
    }

    /// The cost of actions together; every sum of costs was shown to fit.
    pub(crate) fn cost_of(&self, actions: &[usize]) -> i128 {
        actions
            .iter()
            .fold(0, |sum, action| sum.saturating_add(self.cost(*action)))
    }

    pub(crate) fn needs(&self, action: usize) -> &[usize] {
        self.needs.get(action).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn clashes(&self, action: usize) -> &[usize] {
        self.clashes.get(action).map_or(&[], Vec::as_slice)
    }

    /// The first action that another one is the same as, but for its name: cost, changes and conditions are
    /// equal, and no other action needs one of them.
    pub(crate) fn first_alike(&self, action: usize) -> usize {
        self.alike.get(action).copied().unwrap_or(action)
    }

    /// Whether all of these can be done together and none lacks what it needs.
    pub(crate) fn fit(&self, chosen: &[usize]) -> bool {
        chosen.iter().all(|action| {
            self.needs(*action).iter().all(|need| chosen.contains(need))
                && !self
                    .clashes(*action)
                    .iter()
                    .any(|clash| chosen.contains(clash))
        })
    }

    /// An action with all it needs, directly or not, in order.
    pub(crate) fn with_needs(&self, action: usize) -> Vec<usize> {
        let mut all = vec![action];
        let mut next = 0_usize;
        while let Some(own) = all.get(next).copied() {
            for need in self.needs(own) {
                if !all.contains(need) {
                    all.push(*need);
                }
            }
            next = next.saturating_add(1);
        }
        all.sort_unstable();
        all
    }

    /// An amount on the grid of costs, rounded down: what is affordable with it is the same.
    pub(crate) fn floor_on_grid(&self, amount: Quantity) -> i128 {
        let up = power_of_ten(self.scale).map_or(1, i128::from);
        let down = power_of_ten(amount.scale()).map_or(1, i128::from);
        i128::from(amount.mantissa())
            .saturating_mul(up)
            .checked_div_euclid(down)
            .unwrap_or(0)
    }

    /// A cost as decimal text.
    pub(crate) fn shown(&self, cost: i128) -> String {
        let unit = power_of_ten(self.scale).map_or(1, i64::unsigned_abs);
        let unit = u128::from(unit);
        let size = cost.unsigned_abs();
        let whole = size.checked_div(unit).unwrap_or(0);
        let rest = size.checked_rem(unit).unwrap_or(0);
        let sign = if cost < 0 { "-" } else { "" };
        if rest == 0 {
            return format!("{sign}{whole}");
        }
        let digits = format!("{rest:0>width$}", width = usize::from(self.scale));
        format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

/// For each action the first one that is the same but for its name.
fn alike(
    actions: &[ActionFile],
    costs: &[i128],
    needs: &[Vec<usize>],
    clashes: &[Vec<usize>],
) -> Vec<usize> {
    let sorted = |lists: &[Vec<usize>], at: usize| {
        let mut list = lists.get(at).cloned().unwrap_or_default();
        list.sort_unstable();
        list
    };
    let is_needed = |at: usize| needs.iter().any(|own| own.contains(&at));
    let are_alike = |one: usize, other: usize| {
        let (Some(a), Some(b)) = (actions.get(one), actions.get(other)) else {
            return false;
        };
        costs.get(one) == costs.get(other)
            && a.deadline == b.deadline
            && a.changes == b.changes
            && sorted(needs, one) == sorted(needs, other)
            && sorted(clashes, one) == sorted(clashes, other)
            && !is_needed(one)
            && !is_needed(other)
    };
    (0..actions.len())
        .map(|at| (0..at).find(|first| are_alike(*first, at)).unwrap_or(at))
        .collect()
}

fn say(found: &mut Diagnostics, fault: &ActionFault, pointer: String) {
    found.push(Diagnostic::new(fault, pointer));
}

/// Adds an entry to a list, unless it is there.
fn put(lists: &mut [Vec<usize>], at: usize, entry: usize) -> bool {
    let Some(list) = lists.get_mut(at).filter(|list| !list.contains(&entry)) else {
        return false;
    };
    list.push(entry);
    true
}

fn on_grid(cost: Quantity, scale: u8) -> Option<i128> {
    let up = power_of_ten(scale.checked_sub(cost.scale())?)?;
    i128::from(cost.mantissa()).checked_mul(i128::from(up))
}

/// By what is changed: actions, their changes, and what is made of it.
type AllMade<'a> = BTreeMap<(u8, String), Vec<(usize, usize, Made<'a>)>>;

/// What is changed, by which changes of which actions, and to what.
fn changes(actions: &[ActionFile]) -> AllMade<'_> {
    let mut all = AllMade::new();
    for (at, action) in actions.iter().enumerate() {
        for (index, change) in action.changes.iter().enumerate() {
            let (what, made) = match change {
                ActionChange::Fact(own) => ((0, own.fact.to_string()), Made::Value(&own.value)),
                ActionChange::Add(own) => ((0, own.fact.to_string()), Made::More),
                ActionChange::Task(own) => ((1, task_name(own)), Made::Result(own)),
                ActionChange::AddEvidence(own) => ((2, own.id.to_string()), Made::Document(own)),
            };
            all.entry(what).or_default().push((at, index, made));
        }
    }
    all
}

/// A task, product and occurrence in one name.
pub(crate) fn task_name(result: &TaskResultFile) -> String {
    let mut name = result.task.to_string();
    if let Some(product) = &result.product {
        name = format!("{name}/{product}");
    }
    if let Some(occurrence) = &result.occurrence {
        name = format!("{name} {occurrence}");
    }
    name
}
