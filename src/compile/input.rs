//! Inputs: everything a rule reads, each once in a set.

use crate::file::{ColumnKind, Due, NonWorkingDay, RowCondition, TableKind};
use crate::read::Id;

/// A group of the unit's own tasks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum GroupOf {
    /// Slots by index.
    Slots(Vec<usize>),
    /// An area of the plan.
    Area(Id),
    /// All tasks.
    All,
}

/// A condition on the rows of a table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RowTest {
    pub(crate) condition: RowCondition,
    /// The place of its column.
    pub(crate) column: usize,
    /// Bits of the options that meet it.
    pub(crate) options: u64,
}

impl RowTest {
    /// `None` where the table has no such column.
    pub(crate) fn new(condition: &RowCondition, table: &TableKind) -> Option<Self> {
        let mut columns = table.columns.iter();
        let column = columns.position(|column| column.id == condition.column)?;
        let mut options = 0;
        if let ColumnKind::Choice(kind) = &table.columns.get(column)?.kind {
            for (option, bit) in kind.options.iter().zip(0..u64::BITS) {
                if condition.one_of.is_empty() || condition.one_of.contains(&option.id) {
                    options |= 1_u64.checked_shl(bit)?;
                }
            }
        }
        Some(Self {
            condition: condition.clone(),
            column,
            options,
        })
    }
}

/// One input of the rules of a set.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Input {
    /// A number fact.
    Number { fact: usize },
    /// A choice or yes-no fact.
    Choice { fact: usize },
    /// Whether a date keeps a due date.
    Timeliness {
        date: usize,
        due: Due,
        policy: NonWorkingDay,
    },
    /// Days after a due date.
    DaysLate {
        date: usize,
        due: Due,
        policy: NonWorkingDay,
    },
    /// Whether the tasks of a slot were on time.
    SlotTimeliness { slot: usize },
    /// How many tasks of a group were done (or, `punctual`, done on time).
    GroupPart { group: GroupOf, punctual: bool },
    /// How many tasks of a group arose (or, `punctual`, dated occurrences).
    GroupWhole { group: GroupOf, punctual: bool },
    /// How many rows meet all conditions.
    Rows { table: usize, r#where: Vec<RowTest> },
    /// How many rows meet the conditions of a share and of its whole.
    RowPart {
        table: usize,
        r#where: Vec<RowTest>,
        among: Vec<RowTest>,
    },
    /// How many rows make the whole of a share.
    RowWhole { table: usize, among: Vec<RowTest> },
}

/// Kind, fact or slot, and columns of an input: equal inputs have equal keys.
pub(crate) type InputKey = (u8, usize, Vec<Id>);

impl Input {
    /// Under what it is looked up.
    pub(crate) fn key(&self) -> InputKey {
        let columns = |rows: &[RowTest]| {
            rows.iter()
                .map(|row| row.condition.column.clone())
                .collect::<Vec<_>>()
        };
        let of_group = |group: &GroupOf| match group {
            GroupOf::Slots(slots) => (slots.first().copied().unwrap_or(usize::MAX), Vec::new()),
            GroupOf::Area(area) => (usize::MAX, vec![area.clone()]),
            GroupOf::All => (usize::MAX, Vec::new()),
        };
        let (kind, (number, names)) = match self {
            Self::Number { fact } => (0, (*fact, Vec::new())),
            Self::Choice { fact } => (1, (*fact, Vec::new())),
            Self::Timeliness { date, .. } => (2, (*date, Vec::new())),
            Self::DaysLate { date, .. } => (3, (*date, Vec::new())),
            Self::SlotTimeliness { slot } => (4, (*slot, Vec::new())),
            Self::GroupPart { group, .. } => (5, of_group(group)),
            Self::GroupWhole { group, .. } => (6, of_group(group)),
            Self::Rows { table, r#where } => (7, (*table, columns(r#where))),
            Self::RowPart { table, r#where, .. } => (8, (*table, columns(r#where))),
            Self::RowWhole { table, among } => (9, (*table, columns(among))),
        };
        (kind, number, names)
    }

    /// The fact it reads, where it reads one.
    pub(crate) fn fact(&self) -> Option<usize> {
        match self {
            Self::Number { fact } | Self::Choice { fact } => Some(*fact),
            Self::Timeliness { date, .. } | Self::DaysLate { date, .. } => Some(*date),
            Self::Rows { table, .. }
            | Self::RowPart { table, .. }
            | Self::RowWhole { table, .. } => Some(*table),
            Self::SlotTimeliness { .. } | Self::GroupPart { .. } | Self::GroupWhole { .. } => None,
        }
    }

    /// What its cell speaks of: cells of one family hang together.
    pub(crate) fn family(&self) -> u32 {
        // All that is said of tasks hangs together.
        self.fact()
            .and_then(|fact| u32::try_from(fact).ok())
            .and_then(|fact| fact.checked_add(1))
            .unwrap_or(u32::MAX)
    }

    /// The slots it reads, where it reads tasks by slot.
    pub(crate) fn slots(&self) -> &[usize] {
        match self {
            Self::SlotTimeliness { slot } => std::slice::from_ref(slot),
            Self::GroupPart {
                group: GroupOf::Slots(slots),
                ..
            }
            | Self::GroupWhole {
                group: GroupOf::Slots(slots),
                ..
            } => slots,
            _ => &[],
        }
    }
}
