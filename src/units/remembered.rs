//! Answers kept by the values they follow from: many units have the same few values in a leaf.
//!
//! A table has one place for each hash; what comes to a taken place replaces it. An answer is given
//! only where all values are equal, so it is never another's. Where values hardly ever come again, no
//! more is kept.

/// Questions after which it is seen whether keeping answers pays.
const TRIAL: u32 = 4_096;
/// It pays where at least one answer in this many is known.
const WORTH: u32 = 4;

/// What values came to, `PLACES` (a power of two) at a time
#[derive(Clone, Debug)]
pub(crate) struct Remembered<V, const PLACES: usize> {
    width: usize,
    /// The values of each place, one place after the other; empty until something is kept.
    keys: Vec<i64>,
    answers: Vec<Option<V>>,
    asked: u32,
    known: u32,
    is_off: bool,
}

impl<V: Copy, const PLACES: usize> Remembered<V, PLACES> {
    /// For keys of `width` values
    pub(crate) fn new(width: usize) -> Self {
        Self {
            width,
            keys: Vec::new(),
            answers: Vec::new(),
            asked: 0,
            known: 0,
            is_off: false,
        }
    }

    /// The answer of these values, if it is known
    #[inline]
    pub(crate) fn get(&mut self, key: &[i64]) -> Option<&V> {
        if self.is_off {
            return None;
        }
        self.asked = self.asked.wrapping_add(1);
        let place = Self::place(key);
        let begin = place.wrapping_mul(self.width);
        let own = self.keys.get(begin..begin.wrapping_add(self.width))?;
        let answer = self.answers.get(place)?.as_ref();
        if own != key {
            return None;
        }
        self.known = self.known.wrapping_add(u32::from(answer.is_some()));
        answer
    }

    /// Keeps the answer of these values
    pub(crate) fn keep(&mut self, key: &[i64], answer: V) {
        if self.is_off || key.len() != self.width {
            return;
        }
        if self.asked >= TRIAL {
            self.is_off = self.known.saturating_mul(WORTH) < self.asked;
            (self.asked, self.known) = (0, 0);
            if self.is_off {
                (self.keys, self.answers) = (Vec::new(), Vec::new());
                return;
            }
        }
        if self.answers.is_empty() {
            self.keys = vec![0; PLACES.saturating_mul(self.width)];
            self.answers = vec![None; PLACES];
        }
        let place = Self::place(key);
        let begin = place.saturating_mul(self.width);
        let own = self.keys.get_mut(begin..begin.saturating_add(self.width));
        if let (Some(own), Some(slot)) = (own, self.answers.get_mut(place)) {
            own.copy_from_slice(key);
            *slot = Some(answer);
        }
    }

    #[inline]
    fn place(key: &[i64]) -> usize {
        let hash = key.iter().fold(0_u64, |hash, value| {
            (hash.rotate_left(26) ^ value.cast_unsigned()).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
        // The high bits are the best mixed.
        let high = usize::try_from(hash >> 40).unwrap_or(0);
        high.checked_rem(PLACES).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Kept = Remembered<i64, 512>;

    /// Keeps a number as its own answer if nothing is known of it, and gives what is known.
    fn ask(kept: &mut Kept, number: i64) -> Option<i64> {
        let key = [number, 1];
        let known = kept.get(&key).copied();
        if known.is_none() {
            kept.keep(&key, number);
        }
        known
    }

    #[test]
    fn an_answer_is_that_of_its_values() {
        let mut kept = Kept::new(2);
        for _ in 0..4 {
            for number in 0..600 {
                let answer = ask(&mut kept, number);
                assert!(answer.is_none_or(|answer| answer == number));
            }
        }
        // What came last to its place is there.
        assert_eq!(ask(&mut kept, 599), Some(599));
        assert_eq!(kept.get(&[599, 2]), None);
        assert_eq!(kept.get(&[0, 0]), None, "nothing was kept of it");
    }

    #[test]
    fn where_values_are_ever_new_no_more_is_kept() {
        let mut kept = Kept::new(2);
        for number in 0..=i64::from(TRIAL) {
            assert_eq!(ask(&mut kept, number), None);
        }
        assert!(kept.is_off && kept.answers.is_empty());
        assert_eq!(ask(&mut kept, i64::from(TRIAL)), None);
    }

    #[test]
    fn no_values_at_all_have_one_answer() {
        let mut kept = Kept::new(0);
        assert_eq!(kept.get(&[]), None);
        kept.keep(&[], 7);
        assert_eq!(kept.get(&[]), Some(&7));
    }
}
