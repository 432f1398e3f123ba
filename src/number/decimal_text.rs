//! Writing an integer mantissa with a scale as plain decimal text.

/// Writes `mantissa / 10^scale` with exactly `scale` decimals.
pub(super) fn fixed(mantissa: i128, scale: u8) -> String {
    let scale = usize::from(scale);
    let width = scale.saturating_add(1);
    let digits = format!("{:0>width$}", mantissa.unsigned_abs());
    let sign = if mantissa < 0 { "-" } else { "" };
    let split = digits.len().saturating_sub(scale);
    match digits.split_at_checked(split) {
        Some((whole, decimals)) if !decimals.is_empty() => format!("{sign}{whole}.{decimals}"),
        _ => format!("{sign}{digits}"),
    }
}

/// Writes `mantissa / 10^scale` without trailing zeros.
pub(super) fn canonical(mantissa: i128, scale: u8) -> String {
    let mut text = fixed(mantissa, scale);
    if text.contains('.') {
        let kept = text.trim_end_matches('0').trim_end_matches('.').len();
        text.truncate(kept);
    }
    text
}

/// The text of a 64-bit mantissa, without a string of its own.
pub(super) struct Written {
    bytes: [u8; Self::LENGTH],
    at: usize,
}

impl Written {
    /// A sign, a point, and the digits of a mantissa or of a scale, whichever are more.
    const LENGTH: usize = 40;

    /// Writes `mantissa / 10^scale` with exactly `scale` decimals, as [`fixed`] does.
    pub(super) fn fixed(mantissa: i64, scale: u8) -> Self {
        Self::new(mantissa.unsigned_abs(), scale, mantissa < 0)
    }

    /// Writes `mantissa / 10^scale` without trailing zeros, as [`canonical`] does.
    pub(super) fn canonical(mantissa: i64, mut scale: u8) -> Self {
        let mut digits = mantissa.unsigned_abs();
        // Most points have two decimals.
        if scale >= 7 && digits.is_multiple_of(10_000_000) {
            digits = digits.wrapping_div(10_000_000);
            scale = scale.saturating_sub(7);
        }
        while scale > 0 && digits.is_multiple_of(10) {
            digits = digits.wrapping_div(10);
            scale = scale.saturating_sub(1);
        }
        Self::new(digits, scale, mantissa < 0)
    }

    fn new(mut digits: u64, scale: u8, is_negative: bool) -> Self {
        let mut text = Self {
            bytes: [b'0'; Self::LENGTH],
            at: Self::LENGTH,
        };
        for _ in 0..scale {
            text.digit(&mut digits);
        }
        if scale > 0 {
            text.put(b'.');
        }
        text.digit(&mut digits);
        while digits > 0 {
            text.digit(&mut digits);
        }
        if is_negative {
            text.put(b'-');
        }
        text
    }

    #[inline]
    fn digit(&mut self, digits: &mut u64) {
        let last = u8::try_from(digits.wrapping_rem(10)).unwrap_or(0);
        *digits = digits.wrapping_div(10);
        self.put(last | b'0');
    }

    #[inline]
    fn put(&mut self, byte: u8) {
        self.at = self.at.saturating_sub(1);
        if let Some(slot) = self.bytes.get_mut(self.at) {
            *slot = byte;
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_agree() {
        let mut mantissas = vec![0, 1, -1, 9, 10, -10, 100, i64::MAX, i64::MIN, i64::MAX - 7];
        for power in 1..19_u32 {
            let ten = 10_i64.pow(power);
            mantissas.extend([ten, -ten, ten - 1, ten + 1, 7 * (ten / 10), 25 * (ten / 10)]);
        }
        for mantissa in mantissas {
            for scale in 0..=18 {
                let wide = i128::from(mantissa);
                let own = Written::fixed(mantissa, scale);
                assert_eq!(own.text(), fixed(wide, scale), "{mantissa} {scale}");
                let own = Written::canonical(mantissa, scale);
                assert_eq!(own.text(), canonical(wide, scale), "{mantissa} {scale}");
            }
        }
    }
}
