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
