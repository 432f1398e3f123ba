//! Bands of a percentage or a count.

use par_index::number::Quantity;

use super::fraction::in_percent;
use super::interval::{self, Interval};
use super::items::Item;
use super::reading::{Band, BandKind, Doubt, Shape};
use super::token::{Token, has_words, only_words, words_at};

/// Words that say nothing about what is counted.
const FILLING: [&str; 34] = [
    "đạt",
    "hoàn",
    "thành",
    "thực",
    "hiện",
    "tỷ",
    "lệ",
    "tỉ",
    "kế",
    "hoạch",
    "nhiệm",
    "vụ",
    "số",
    "tổng",
    "các",
    "mức",
    "kết",
    "quả",
    "nếu",
    "có",
    "thì",
    "được",
    "của",
    "đề",
    "ra",
    "trong",
    "bằng",
    "khoảng",
    "trường",
    "hợp",
    "lượng",
    "đúng",
    "đủ",
    "cứ",
];
/// Words that make two items with one interval differ in something else than the figure.
const SECOND_CONDITION: [&str; 5] = ["muộn", "chậm", "không", "chưa", "trễ"];
/// Words that join a second condition.
const JOINING: [&str; 5] = ["nhưng", "hoặc", "đồng", "song", "trừ"];

enum Kind {
    Interval(Interval),
    /// The rest: `còn lại`, `không đạt`.
    Otherwise,
    /// Nothing was done.
    Nothing,
}

/// Recognises bands; with them the ends that are missing.
pub(super) fn read(items: &[Item]) -> Option<(Shape, Vec<Doubt>)> {
    let mut kinds = Vec::new();
    for item in items {
        let words = in_percent(&item.words);
        kinds.push(kind(&words)?);
    }
    let intervals: Vec<&Interval> = kinds
        .iter()
        .filter_map(|kind| match kind {
            Kind::Interval(interval) => Some(interval),
            _ => None,
        })
        .collect();
    // A single figure with a remainder is still a rule; a single figure alone is not.
    if intervals.is_empty() || items.len() < 2 {
        return None;
    }
    let alone = intervals.len() == 1;
    let percent = intervals.iter().any(|interval| interval.percent);
    let unit = same_thing(&intervals, percent)?;
    if !figures_fit(&intervals, percent) {
        return None;
    }
    let mut bands = Vec::new();
    let mut doubts = Vec::new();
    for (index, (item, kind)) in items.iter().zip(&kinds).enumerate() {
        let mut band = Band {
            item: item.clone(),
            from: None,
            from_excluded: false,
            to: None,
            to_included: false,
        };
        match kind {
            Kind::Interval(interval) => {
                band.from = interval.from;
                band.from_excluded = interval.from_excluded;
                band.to = interval.to;
                band.to_included = interval.to_included;
                if let Some(lower) = interval.missing {
                    doubts.push(Doubt::BoundMissing { item: index, lower });
                }
            }
            Kind::Otherwise => below_all(&intervals, &mut band)?,
            // Beside one interval, "không" is everything else.
            Kind::Nothing if alone && only_words(&item.words) == ["không"] => {
                below_all(&intervals, &mut band)?;
            }
            Kind::Nothing => {
                band.from = Some(Quantity::ZERO);
                band.to = Some(Quantity::ZERO);
                band.to_included = true;
            }
        }
        bands.push(band);
    }
    // Beside "nothing at all", the lowest band begins above nothing.
    if kinds.iter().any(|kind| matches!(kind, Kind::Nothing)) && !alone
        || bands
            .iter()
            .any(|band| band.from == Some(Quantity::ZERO) && band.to == band.from)
    {
        for (band, kind) in bands.iter_mut().zip(&kinds) {
            if matches!(kind, Kind::Interval(_)) && band.from.is_none() {
                band.from = Some(Quantity::ZERO);
                band.from_excluded = true;
            }
        }
    }
    let kind = if percent {
        BandKind::Percent
    } else {
        BandKind::Count { unit }
    };
    Some((Shape::Bands { kind, bands }, doubts))
}

fn kind(words: &[Token]) -> Option<Kind> {
    let or_nothing = (0..words.len())
        .find(|at| words_at(words, *at, "hoặc không") || words_at(words, *at, "hoặc chưa"));
    // "dưới 60% hoặc không thực hiện" is what is below 60 %.
    if let Some(interval) = or_nothing.and_then(|at| interval::read(words.get(..at)?))
        && interval.from.is_none()
        && interval.missing.is_none()
    {
        return Some(Kind::Interval(interval));
    }
    if let Some(interval) = interval::read(words) {
        return Some(Kind::Interval(interval));
    }
    if words
        .iter()
        .any(|token| matches!(token, Token::Number(..) | Token::Slashed(_)))
    {
        return None;
    }
    let only = only_words(words);
    let text = only.join(" ");
    let otherwise = [
        "còn lại",
        "trường hợp khác",
        "các trường hợp khác",
        "không đạt",
        "chưa đạt",
        "không đạt yêu cầu",
        "thấp hơn",
        "không đạt các mức trên",
        "dưới mức trên",
    ];
    if otherwise.contains(&text.as_str()) || (has_words(words, "còn lại") && only.len() <= 5) {
        return Some(Kind::Otherwise);
    }
    let nothing = matches!(only.first(), Some(&"không" | &"chưa"))
        && only.len() <= 8
        && only.get(1).is_some_and(|word| {
            [
                "có", "thực", "triển", "kiểm", "ban", "phát", "hoàn", "tổ", "xây", "tham", "thì",
            ]
            .contains(word)
                || only.len() == 1
        })
        || only == ["không"];
    nothing.then_some(Kind::Nothing)
}

/// Whether all intervals speak of one thing; gives its name.
fn same_thing(intervals: &[&Interval], percent: bool) -> Option<String> {
    let rests: Vec<Vec<&str>> = intervals
        .iter()
        .map(|interval| {
            only_words(&interval.rest)
                .into_iter()
                .filter(|word| !FILLING.contains(word))
                .collect()
        })
        .collect();
    let longest = rests.iter().max_by_key(|rest| rest.len())?;
    let within = |rest: &Vec<&str>| rest.iter().all(|word| longest.contains(word));
    if !rests.iter().all(within) {
        return None;
    }
    // Where all say the same, what they say is one condition. Where the first alone says what is
    // measured ("hồ sơ trễ hạn dưới 5%"), it is the subject of all.
    let alike = rests.iter().all(|rest| rest == longest);
    let subject = rests.first() == Some(longest) && rests.iter().skip(1).all(Vec::is_empty);
    let joined = longest.iter().any(|word| JOINING.contains(word));
    let second = longest.iter().any(|word| SECOND_CONDITION.contains(word));
    if !alike && (joined || second && !subject) {
        return None;
    }
    if !alike {
        let ends = |interval: &Interval| {
            (
                interval.from,
                interval.from_excluded,
                interval.to,
                interval.to_included,
            )
        };
        for (index, one) in intervals.iter().enumerate() {
            let same = |other: &&Interval| ends(other) == ends(one);
            if intervals.iter().skip(index + 1).any(same) {
                return None;
            }
        }
    }
    let raw = intervals
        .iter()
        .map(|interval| only_words(&interval.rest))
        .max_by_key(Vec::len)?;
    let unit: Vec<&str> = if percent {
        Vec::new()
    } else {
        raw.into_iter()
            .filter(|word| !["có", "được", "đạt", "số", "thực", "hiện"].contains(word))
            .take(4)
            .collect()
    };
    Some(unit.join(" "))
}

/// Percentages may be anything; counts are whole; a single value is a band only at an end.
fn figures_fit(intervals: &[&Interval], percent: bool) -> bool {
    let whole = |value: Option<Quantity>| value.is_none_or(|value| value.scale() == 0);
    if !percent && !intervals.iter().all(|one| whole(one.from) && whole(one.to)) {
        return false;
    }
    if percent {
        let greatest = intervals
            .iter()
            .filter_map(|one| one.to.max(one.from))
            .max();
        let hundred = Quantity::parse("100").unwrap_or(Quantity::ZERO);
        let inside = |one: &&&Interval| {
            one.bare && ![Some(Quantity::ZERO), Some(hundred), greatest].contains(&one.from)
        };
        return !intervals.iter().any(|one| inside(&one));
    }
    true
}

/// The band below all intervals; nothing where they do not begin at one value from which they go up.
fn below_all(intervals: &[&Interval], band: &mut Band) -> Option<()> {
    let lowest = intervals
        .iter()
        .min_by_key(|one| (one.from, one.from_excluded))?;
    let from = lowest.from?;
    if lowest.missing == Some(true) {
        return None;
    }
    band.to = Some(from);
    band.to_included = lowest.from_excluded;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::super::items::{Source, split};
    use super::*;

    fn bands(text: &str) -> Option<String> {
        let source = Source {
            text: text.to_owned(),
            ..Source::default()
        };
        let items = split(&[source], Quantity::parse("2").unwrap())?;
        let (shape, doubts) = read(&items)?;
        let Shape::Bands { kind, bands } = shape else {
            return None;
        };
        let shown: Vec<String> = bands
            .iter()
            .map(|band| {
                let low = band.from.map_or("(−".to_owned(), |from| {
                    format!("{}{from}", if band.from_excluded { "(" } else { "[" })
                });
                let high = band.to.map_or("−)".to_owned(), |to| {
                    format!("{to}{}", if band.to_included { "]" } else { ")" })
                });
                format!("{low};{high}={}", band.item.points)
            })
            .collect();
        let kind = match kind {
            BandKind::Percent | BandKind::Excess => "%".to_owned(),
            BandKind::Count { unit } => format!("#{unit}"),
        };
        Some(format!(
            "{kind} {}{}",
            shown.join(" "),
            "?".repeat(doubts.len())
        ))
    }

    #[test]
    fn bands_of_real_sheets() {
        for (text, expected) in [
            (
                "Đạt 100% kế hoạch: 1; Từ 80% đến dưới 100%: 0,5; Dưới 80%: 0",
                "% [100;100]=1 [80;100)=0.5 (−;80)=0",
            ),
            (
                "Từ 70% - 100%: 1 điểm\nTừ 50% - 70%: 0,5 điểm\nDưới 50%: 0 điểm",
                "% [70;100]=1 [50;70]=0.5 (−;50)=0",
            ),
            (
                "≥ 95% số hồ sơ đúng hạn: 2; 90–<95%: 1; < 90%: 0",
                "% [95;−)=2 [90;95)=1 (−;90)=0",
            ),
            (
                "100% hồ sơ giải quyết đúng hạn: 1; từ 95% đến dưới 100% hồ sơ giải quyết đúng hạn: 0,5; còn lại: 0",
                "% [100;100]=1 [95;100)=0.5 (−;95)=0",
            ),
            (
                "Trên 50% đến dưới…: 0,5; 100%: 1; 50% trở xuống: 0",
                "% (50;−)=0.5 [100;100]=1 (−;50]=0?",
            ),
            (
                "Kiểm tra ≥ 50% số đơn vị: 1; dưới 50%: 0,5; không kiểm tra: 0",
                "% [50;−)=1 (0;50)=0.5 [0;0]=0",
            ),
            (
                "Có từ 3 văn bản trở lên: 1; Có 1-2 văn bản: 0,5; Không có văn bản: 0",
                "#văn bản [3;−)=1 [1;2]=0.5 [0;0]=0",
            ),
            (
                "Từ ba phần tư số báo cáo trở lên: 1; từ một nửa đến dưới ba phần tư số báo cáo: 0,5; dưới một nửa: 0",
                "% [75;−)=1 [50;75)=0.5 (−;50)=0",
            ),
            ("Từ 80% trở lên: 1; không: 0", "% [80;−)=1 (−;80)=0"),
            ("Dưới 50%: 1; không kiểm tra: 0", "% (0;50)=1 [0;0]=0"),
            (
                "Thực hiện 100%: 1; từ 70% đến dưới 100%: 0,5; dưới 70% hoặc không thực hiện: 0",
                "% [100;100]=1 [70;100)=0.5 (−;70)=0",
            ),
            (
                "Có tỷ lệ hồ sơ trễ hạn dưới 5%: 1; từ 5% đến dưới 10%: 0,5; từ 10% trở lên: 0",
                "% (−;5)=1 [5;10)=0.5 [10;−)=0",
            ),
            ("Tất cả báo cáo: 1; Không đạt: 0", "% [100;100]=1 (−;100)=0"),
        ] {
            assert_eq!(bands(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_certain_is_left() {
        for text in [
            // Two conditions at once.
            "Đạt 100% và đúng hạn: 1; đạt 100% nhưng muộn: 0,5; còn lại: 0",
            "100% đúng hạn: 1; 100% có chậm: 0,5; dưới 100%: 0",
            // Single values inside.
            "Đạt 100%: 1; đạt 80%: 0,5; dưới 80%: 0",
            // Different things.
            "Từ 80% hồ sơ: 1; từ 50% đến dưới 80% văn bản: 0,5; dưới 50%: 0",
            // No figures.
            "Tốt: 1; Khá: 0,5; Yếu: 0",
            "Ban hành: 1; không ban hành: 0",
            // Shares without a last decimal.
            "Hai phần ba số báo cáo: 1; dưới hai phần ba: 0",
        ] {
            assert_eq!(bands(text), None, "{text}");
        }
    }
}
