//! What a number may mean that is written as people write numbers.

use super::Quantity;

/// Longest text looked at, in bytes.
const MAX_LENGTH: usize = 64;

/// The numbers a text may mean that is not written as files write them
///
/// `85,5`, `85,5 %`, `1.369` (a decimal, or thousands), `1.369,5`, `1 369`, `55 nhiệm vụ`. What is
/// read here is proposed to a person, never scored: none where the text names no number, two where
/// a mark can part decimals or thousands.
///
/// # Examples
///
/// ```
/// use par_index::number::loose_readings;
///
/// let read = |text| loose_readings(text).iter().map(ToString::to_string).collect::<Vec<_>>();
/// assert_eq!(read("85,5 %"), ["85.5"]);
/// assert_eq!(read("1.369"), ["1.369", "1369"]);
/// assert_eq!(read("55 nhiệm vụ"), ["55"]);
/// assert!(read("12/KH-SNV").is_empty());
/// ```
pub fn loose_readings(text: &str) -> Vec<Quantity> {
    let text = text.trim();
    if text.len() > MAX_LENGTH {
        return Vec::new();
    }
    let (sign, body) = match text.strip_prefix(['-', '−']) {
        Some(body) => ("-", body),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let is_mark = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',') || c.is_whitespace();
    let end = body.find(|c: char| !is_mark(c)).unwrap_or(body.len());
    let (figures, words) = body.split_at(end);
    let names_a_unit =
        words.is_empty() || words.starts_with(|c: char| c == '%' || c.is_alphabetic());
    // `55nhiệm` is a slip, `1e5` is another way to write numbers.
    let glued = figures.ends_with(|c: char| c.is_ascii_digit()) && words.starts_with(['e', 'E']);
    if !names_a_unit || glued || words.contains(|c: char| c.is_numeric()) {
        return Vec::new();
    }
    let figures = figures.trim();
    let mut found: Vec<Quantity> = Vec::new();
    for plain in plain(figures).into_iter().flatten() {
        let whole_end = plain.find('.').unwrap_or(plain.len());
        let zeros = plain
            .bytes()
            .take(whole_end.saturating_sub(1))
            .take_while(|byte| *byte == b'0')
            .count();
        let digits = plain.get(zeros..).unwrap_or_default();
        let reading = Quantity::parse(&format!("{sign}{digits}"));
        found.extend(reading.ok().filter(|reading| !found.contains(reading)));
    }
    found
}

/// The ways to write figures with marks in them as a plain number: first the decimal one.
fn plain(figures: &str) -> [Option<String>; 2] {
    let joined = |mark: char| grouped(figures, mark);
    let spaced: String = figures
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    if spaced.contains(' ') {
        let (whole, decimals) = match spaced.split_once([',', '.']) {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (spaced.as_str(), None),
        };
        return [with_decimals(grouped(whole, ' '), decimals), None];
    }
    let count = |mark: char| figures.matches(mark).count();
    match (count('.'), count(',')) {
        (0, 0) => [with_decimals(Some(figures.to_owned()), None), None],
        (1, 0) | (0, 1) => {
            let (whole, decimals) = figures.split_once(['.', ',']).unwrap_or((figures, ""));
            let as_decimal = with_decimals(Some(whole.to_owned()), Some(decimals));
            let as_thousands = joined('.').or_else(|| joined(','));
            [as_decimal, as_thousands]
        }
        (_, 0) => [joined('.'), None],
        (0, _) => [joined(','), None],
        _ => {
            let Some((whole, decimals)) = figures.rsplit_once(['.', ',']) else {
                return [None, None];
            };
            let other = if figures.rfind('.') > figures.rfind(',') {
                ','
            } else {
                '.'
            };
            [with_decimals(grouped(whole, other), Some(decimals)), None]
        }
    }
}

/// Digits without the marks between groups of three.
fn grouped(figures: &str, mark: char) -> Option<String> {
    let mut groups = figures.split(mark);
    let first = groups.next()?;
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let is_first = (1..=3).contains(&first.len()) && digits(first) && !first.starts_with('0');
    let are_rest = groups.all(|group| group.len() == 3 && digits(group));
    (is_first && are_rest && figures.contains(mark)).then(|| figures.replace(mark, ""))
}

fn with_decimals(whole: Option<String>, decimals: Option<&str>) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = whole.filter(|whole| digits(whole))?;
    match decimals {
        None => Some(whole),
        Some(decimals) => digits(decimals).then(|| format!("{whole}.{decimals}")),
    }
}

#[cfg(test)]
mod tests {
    use super::loose_readings;

    #[test]
    fn what_people_write_is_read_in_every_way_it_can_be_meant() {
        for (text, readings) in [
            ("85,5", &["85.5"][..]),
            ("85,5%", &["85.5"]),
            ("85.5 %", &["85.5"]),
            ("-85,5", &["-85.5"]),
            ("55 nhiệm vụ", &["55"]),
            ("+5", &["5"]),
            ("007", &["7"]),
            ("0,125", &["0.125"]),
            ("1.369", &["1.369", "1369"]),
            ("1,369", &["1.369", "1369"]),
            ("1.369.000", &["1369000"]),
            ("1.369,5", &["1369.5"]),
            ("1,369.5", &["1369.5"]),
            ("1\u{a0}369,5", &["1369.5"]),
            ("1 369 hồ sơ", &["1369"]),
            // Groups that are not of three digits part nothing.
            ("1.36.9", &[]),
            ("13 69", &[]),
            ("12/KH-SNV", &[]),
            ("1e5", &[]),
            ("khoảng 5", &[]),
            ("5 của 7", &[]),
            ("2024-12-31", &[]),
            ("%", &[]),
            ("", &[]),
        ] {
            let found: Vec<String> = loose_readings(text)
                .iter()
                .map(ToString::to_string)
                .collect();
            assert_eq!(found, readings, "{text}");
        }
    }
}
