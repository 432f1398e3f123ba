//! The head of a table: its separator, and what each column gives.

use par_index::diagnostic::{Diagnostic, Diagnostics, Place};
use par_index::file::{Fact, ProvidedBy};
use par_index::model::CriteriaSet;
use par_index::read::{comparable, shortened, suggest};

use par_index_answers::batch::fault::RowFault;
use par_index_answers::batch::mark::DecimalMark;

/// What a column gives
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Unit,
    Group,
    Nature,
    /// Criteria that do not apply, separated by spaces.
    NotApplicable,
    /// A fact of the unit.
    Fact(usize),
    /// A fact that somebody else gives.
    External(usize),
}

/// The columns that are no facts
const OWN: [(&str, Column); 4] = [
    ("unit", Column::Unit),
    ("group", Column::Group),
    ("nature", Column::Nature),
    ("not-applicable", Column::NotApplicable),
];

/// The head of a table
#[derive(Debug)]
pub(super) struct Head {
    pub(super) delimiter: u8,
    /// As written, in their order.
    pub(super) columns: Vec<(String, Column)>,
    pub(super) mark: FileMark,
}

impl Head {
    /// Reads the first record; the separator with which most columns are known wins.
    pub(super) fn read(
        record: &[u8],
        set: &CriteriaSet,
        place: &Place,
    ) -> Result<Self, Diagnostics> {
        let refuse = |fault: &RowFault| Diagnostics::from(Diagnostic::at(fault, place.clone()));
        let Ok(text) = std::str::from_utf8(record) else {
            return Err(refuse(&RowFault::NotUtf8));
        };
        let known = |name: &String| column(name, set).is_some();
        let mut best: Option<((usize, usize), u8, Vec<String>)> = None;
        for delimiter in [b',', b';', b'\t'] {
            let names = split(text, delimiter);
            let rank = (names.iter().filter(|name| known(name)).count(), names.len());
            if best.as_ref().is_none_or(|(other, ..)| rank > *other) {
                best = Some((rank, delimiter, names));
            }
        }
        let Some((_, delimiter, names)) = best else {
            return Err(refuse(&RowFault::Empty));
        };
        let mut found = Diagnostics::new();
        let mut columns: Vec<(String, Column)> = Vec::with_capacity(names.len());
        for name in names {
            let Some(meaning) = column(&name, set) else {
                let all = OWN.iter().map(|(own, _)| *own);
                let all = all.chain(set.facts().iter().map(|fact| fact.id.as_str()));
                let suggestion = suggest(&name, all).map(str::to_owned);
                let name = shortened(&name);
                found.extend(refuse(&RowFault::UnknownColumn { name, suggestion }));
                continue;
            };
            if columns.iter().any(|(_, other)| *other == meaning) {
                found.extend(refuse(&RowFault::ColumnTwice { name: name.clone() }));
            }
            columns.push((name, meaning));
        }
        if !columns.iter().any(|(_, column)| *column == Column::Unit) && found.is_empty() {
            found.extend(refuse(&RowFault::NoUnitColumn));
        }
        if found.is_empty() {
            Ok(Self {
                delimiter,
                columns,
                mark: FileMark::Unsettled,
            })
        } else {
            Err(found)
        }
    }
}

/// What is known of the decimal mark of a whole table
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum FileMark {
    /// Nothing, or both marks stand where they can be nothing else.
    #[default]
    Unsettled,
    /// A number of the table can be read with this mark only.
    Seen(DecimalMark),
    /// It was named.
    Given(DecimalMark),
}

impl FileMark {
    pub(super) fn mark(self) -> Option<DecimalMark> {
        match self {
            Self::Unsettled => None,
            Self::Seen(mark) | Self::Given(mark) => Some(mark),
        }
    }
}

/// Whether somebody else than the unit gives a fact.
pub(super) fn is_from_outside(fact: &Fact) -> bool {
    fact.provided_by.is_some_and(|by| by != ProvidedBy::Unit)
}

/// The fields of one record.
fn split(text: &str, delimiter: u8) -> Vec<String> {
    let mut reader = par_index_answers::batch::record::reader(text.as_bytes(), delimiter);
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => record
            .iter()
            .map(|own| comparable(own).into_owned())
            .collect(),
        _ => Vec::new(),
    }
}

fn column(name: &str, set: &CriteriaSet) -> Option<Column> {
    if let Some((_, own)) = OWN.iter().find(|(own, _)| *own == name) {
        return Some(*own);
    }
    let index = set.fact_index(name)?;
    Some(if is_from_outside(set.facts().get(index)?) {
        Column::External(index)
    } else {
        Column::Fact(index)
    })
}
