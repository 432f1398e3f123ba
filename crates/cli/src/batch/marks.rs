//! Decimal marks: which one a number has, and whether it could part thousands.

use par_index::file::{FactKind, NumberKind};
use par_index::model::CriteriaSet;
use par_index::number::{NumberError, Quantity};
use par_index::read::{DecodeFault, shortened};

use super::head::{Column, FileMark, Head};
use par_index_answers::batch::fault::RowFault;
use par_index_answers::batch::mark::{DecimalMark, thousands};
use par_index_answers::batch::record::reader;

/// The decimal marks of a row.
#[derive(Debug, Default)]
pub(super) struct Marks {
    file: FileMark,
    /// The fields of the first number with a comma, and of the first with a point.
    first: [Option<usize>; 2],
    /// The field being read.
    pub(super) at: usize,
}

/// A number as it is written with one mark or none
struct Written {
    decimal: Quantity,
    mark: Option<DecimalMark>,
    /// The same digits without the mark, where it stands as before thousands.
    thousands: Option<Quantity>,
}

impl Written {
    fn read(text: &str) -> Result<Self, NumberError> {
        let (decimal, mark) = match Quantity::parse(text) {
            Ok(number) => (number, text.contains('.').then_some(DecimalMark::Point)),
            Err(error @ NumberError::DecimalComma { .. }) => {
                match Quantity::parse(&text.replacen(',', ".", 1)) {
                    Ok(number) => (number, Some(DecimalMark::Comma)),
                    // What is wrong beside the comma says more.
                    Err(
                        tail
                        @ (NumberError::FloatTail { .. } | NumberError::TooManyDecimals { .. }),
                    ) => return Err(tail),
                    Err(_) => return Err(error),
                }
            }
            Err(error) => return Err(error),
        };
        let thousands = mark.and_then(|_| thousands(text));
        Ok(Self {
            decimal,
            mark,
            thousands,
        })
    }

    /// The number without its mark, where either may be the value of a fact.
    fn ambiguous(&self, kind: &NumberKind) -> Option<Quantity> {
        self.thousands
            .filter(|thousands| fits(*thousands, kind) && fits(self.decimal, kind))
    }
}

/// Whether a number may be a value of its fact.
fn fits(number: Quantity, kind: &NumberKind) -> bool {
    u32::from(number.scale()) <= kind.decimals && number >= kind.min && number <= kind.max
}

impl Marks {
    /// For a row of a table, and what else stands in the row.
    pub(super) fn new(file: FileMark) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// Takes what the other numbers of the row say where the table says nothing.
    pub(super) fn look_at(&mut self, record: &csv::ByteRecord, head: &Head, set: &CriteriaSet) {
        if self.file == FileMark::Unsettled {
            let mut seen = Seen::default();
            seen.row(record, head, set);
            self.file = seen.mark();
        }
    }

    /// The decimal mark of the row, as far as it has one.
    pub(super) fn decimal(&self) -> Option<DecimalMark> {
        self.file.mark().or(match self.first {
            [Some(_), None] => Some(DecimalMark::Comma),
            [None, Some(_)] => Some(DecimalMark::Point),
            _ => None,
        })
    }

    /// The fields of two numbers with different decimal marks.
    pub(super) fn mixed(&self) -> Option<[usize; 2]> {
        let [comma, point] = self.first;
        Some([comma?, point?])
    }

    /// Reads a number; its mark is remembered.
    pub(super) fn number(
        &mut self,
        text: &str,
        name: &str,
        kind: &NumberKind,
    ) -> Result<Quantity, RowFault> {
        let column = || name.to_owned();
        let written = Written::read(text).map_err(|error| RowFault::Cell {
            column: column(),
            fault: DecodeFault::BadNumber {
                written: shortened(text),
                error,
            },
        })?;
        let Some(mark) = written.mark else {
            return Ok(written.decimal);
        };
        if let FileMark::Given(given) = self.file
            && given != mark
        {
            return Err(RowFault::OtherMark {
                column: column(),
                written: shortened(text),
                given,
            });
        }
        if let Some(thousands) = written.ambiguous(kind)
            && self.file.mark() != Some(mark)
        {
            return Err(RowFault::AmbiguousMark {
                column: column(),
                written: shortened(text),
                decimal: written.decimal,
                thousands,
            });
        }
        let [comma, point] = &mut self.first;
        let first = match mark {
            DecimalMark::Comma => comma,
            DecimalMark::Point => point,
        };
        first.get_or_insert(self.at);
        Ok(written.decimal)
    }
}

/// The marks of numbers that can be read in one way only
#[derive(Debug, Default)]
pub(super) struct Seen {
    comma: bool,
    point: bool,
}

impl Seen {
    /// Looks at the numbers of a row.
    pub(super) fn row(&mut self, record: &csv::ByteRecord, head: &Head, set: &CriteriaSet) {
        if record.len() != head.columns.len() {
            return;
        }
        for (field, (_, column)) in record.iter().zip(&head.columns) {
            let Some(kind) = number_kind(*column, set) else {
                continue;
            };
            let text = std::str::from_utf8(field).unwrap_or_default().trim();
            let Ok(written) = Written::read(text) else {
                continue;
            };
            if fits(written.decimal, kind) && written.ambiguous(kind).is_none() {
                self.comma |= written.mark == Some(DecimalMark::Comma);
                self.point |= written.mark == Some(DecimalMark::Point);
            }
        }
    }

    /// Looks at the rows of a text.
    pub(super) fn rows(&mut self, text: &[u8], head: &Head, set: &CriteriaSet) {
        let mut rows = reader(text, head.delimiter);
        let mut record = csv::ByteRecord::new();
        while !self.is_both() && rows.read_byte_record(&mut record).unwrap_or(false) {
            self.row(&record, head, set);
        }
    }

    const fn is_both(&self) -> bool {
        self.comma && self.point
    }

    pub(super) const fn mark(&self) -> FileMark {
        match (self.comma, self.point) {
            (true, false) => FileMark::Seen(DecimalMark::Comma),
            (false, true) => FileMark::Seen(DecimalMark::Point),
            _ => FileMark::Unsettled,
        }
    }
}

fn number_kind(column: Column, set: &CriteriaSet) -> Option<&NumberKind> {
    let (Column::Fact(fact) | Column::External(fact)) = column else {
        return None;
    };
    match &set.facts().get(fact)?.kind {
        FactKind::Number(kind) => Some(kind),
        _ => None,
    }
}

/// Whether a mark before three digits can be read in two ways in some column.
pub(super) fn can_be_ambiguous(head: &Head, set: &CriteriaSet) -> bool {
    let mut columns = head.columns.iter();
    columns.any(|(_, column)| {
        let kind = number_kind(*column, set);
        kind.is_some_and(|kind| {
            let is_far = |end: Quantity| end.to_string().trim_start_matches('-').len() > 3;
            kind.decimals >= 3 && (is_far(kind.max) || is_far(kind.min))
        })
    })
}
