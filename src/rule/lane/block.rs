//! Columns of values, and the blocks of units they are read in.

/// Units in a block.
pub(crate) const BLOCK: usize = 256;

/// One number for each unit of a block.
pub(crate) type Block<T> = [T; BLOCK];

/// The values of an input for all units; whole blocks, the last one filled up.
#[derive(Clone, Debug)]
pub(crate) enum Column {
    /// Options by index.
    Choice(Box<[u8]>),
    /// Numbers below 2^16, none of them negative.
    Small(Box<[u16]>),
    /// Numbers below 2^31.
    Number(Box<[i32]>),
    /// Larger numbers.
    Wide(Box<[i64]>),
}

/// The values of an input for the units of a block.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Values<'c> {
    Choice(&'c Block<u8>),
    Small(&'c Block<u16>),
    Number(&'c Block<i32>),
    Wide(&'c Block<i64>),
}

/// The numbers of an input for the units of a block, none of them 2^31 or more.
#[derive(Clone, Copy, Debug)]
pub(super) enum Numbers<'c> {
    Small(&'c Block<u16>),
    Number(&'c Block<i32>),
}

/// The numbers of two inputs, in columns of one width.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pair<'c> {
    Small(&'c Block<u16>, &'c Block<u16>),
    Number(&'c Block<i32>, &'c Block<i32>),
}

/// Columns in a width in which they are not kept.
pub(super) type Widened = [Option<Block<i32>>; 2];

/// The values of all inputs for the units of a block; an input without a column has none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Blocks<'c> {
    pub(crate) columns: &'c [Option<&'c Column>],
    pub(crate) block: usize,
}

impl Column {
    /// The values of a block.
    #[inline]
    fn values(&self, block: usize) -> Option<Values<'_>> {
        Some(match self {
            Self::Choice(all) => Values::Choice(all.as_chunks().0.get(block)?),
            Self::Small(all) => Values::Small(all.as_chunks().0.get(block)?),
            Self::Number(all) => Values::Number(all.as_chunks().0.get(block)?),
            Self::Wide(all) => Values::Wide(all.as_chunks().0.get(block)?),
        })
    }
}

impl<'c> Blocks<'c> {
    /// The values of an input.
    #[inline]
    pub(super) fn get(&self, input: usize) -> Option<Values<'c>> {
        (*self.columns.get(input)?)?.values(self.block)
    }

    /// The value of an input for a unit of the block.
    pub(crate) fn value(&self, input: usize, unit: usize) -> Option<i64> {
        match self.get(input)? {
            Values::Choice(values) => values.get(unit).copied().map(i64::from),
            Values::Small(values) => values.get(unit).copied().map(i64::from),
            Values::Number(values) => values.get(unit).copied().map(i64::from),
            Values::Wide(values) => values.get(unit).copied(),
        }
    }

    /// The options of an input.
    #[inline]
    pub(super) fn choice(&self, input: usize) -> Option<&'c Block<u8>> {
        match self.get(input)? {
            Values::Choice(values) => Some(values),
            Values::Small(_) | Values::Number(_) | Values::Wide(_) => None,
        }
    }

    /// The numbers of an input, all below 2^31.
    #[inline]
    pub(super) fn numbers(&self, input: usize) -> Option<Numbers<'c>> {
        match self.get(input)? {
            Values::Small(values) => Some(Numbers::Small(values)),
            Values::Number(values) => Some(Numbers::Number(values)),
            Values::Choice(_) | Values::Wide(_) => None,
        }
    }

    /// The numbers of two inputs, all below 2^31.
    #[inline]
    pub(super) fn pair<'w>(
        &self,
        first: usize,
        second: usize,
        widened: &'w mut Widened,
    ) -> Option<Pair<'w>>
    where
        'c: 'w,
    {
        let [one, other] = widened;
        Some(match (self.numbers(first)?, self.numbers(second)?) {
            (Numbers::Small(first), Numbers::Small(second)) => Pair::Small(first, second),
            (first, second) => Pair::Number(first.wide(one), second.wide(other)),
        })
    }
}

impl<'c> Numbers<'c> {
    #[inline]
    fn wide<'w>(self, widened: &'w mut Option<Block<i32>>) -> &'w Block<i32>
    where
        'c: 'w,
    {
        match self {
            Self::Number(values) => values,
            Self::Small(values) => widened.insert(values.map(i32::from)),
        }
    }
}
