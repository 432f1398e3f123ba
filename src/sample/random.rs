//! A small source of numbers that only the seed decides.

/// `SplitMix64`, as published by Steele, Lea and Flood (OOPSLA 2014)
///
/// The state advances by the golden ratio; each output is the state, mixed. It is fast and even
/// enough for test data, and no more than that.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

impl Random {
    /// The source of one unit: units of one seed, and seeds, are independent of each other.
    pub(super) fn of(seed: u64, unit: u64) -> Self {
        let mut own = Self(seed);
        let start = own.next();
        own.0 = start ^ unit.wrapping_mul(GOLDEN);
        Self(own.next())
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 for 0.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        let wide = u128::from(self.next()).wrapping_mul(u128::from(end));
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number between both ends, which are included; the lower one if they are reversed.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low);
        let Ok(span) = u64::try_from(span) else {
            return low;
        };
        let more = i64::try_from(self.below(span.saturating_add(1))).unwrap_or(0);
        low.saturating_add(more)
    }

    /// True so many times of a thousand.
    pub(super) fn in_thousand(&mut self, times: u16) -> bool {
        self.below(1_000) < u64::from(times)
    }

    /// One of a list; `None` if it is empty.
    pub(super) fn pick<'l, T>(&mut self, list: &'l [T]) -> Option<&'l T> {
        let count = u64::try_from(list.len()).ok()?;
        list.get(usize::try_from(self.below(count)).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_numbers_come_out() {
        // First outputs of the reference implementation for the seed 1234567.
        let mut random = Random(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| random.next()).collect();
        assert_eq!(
            first,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn ends_are_reached_and_not_passed() {
        let mut random = Random::of(1, 1);
        let drawn: Vec<i64> = (0..200).map(|_| random.between(-2, 1)).collect();
        assert_eq!(
            (drawn.iter().min(), drawn.iter().max()),
            (Some(&-2), Some(&1))
        );
        assert_eq!(random.between(5, 5), 5);
        assert_eq!(random.between(5, 4), 5);
        assert_eq!(random.pick::<u8>(&[]), None);
    }
}
