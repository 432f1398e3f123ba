//! What differs between two scales.

use super::change::{ChangeKind, Log, Side, Who};
use super::measures::Two;
use super::pieces::{Domain, Edge, Piece, pieces};
use super::rules::{self, scale_form};
use super::words::{both, figure, in_points, number, optional, prefixed, ratio};
use crate::diagnostic::Message;
use crate::file::{Band, Deduction, FactKind, Measure, OptionPoints, Scale, Score};
use crate::model::CriteriaSet;
use crate::number::{Quantity, Ratio};

/// Writes down what differs. The pointers lead to the scales.
pub(super) fn compare(
    log: &mut Log,
    who: &Who,
    two: Two<'_>,
    scores: (&Score, &Score),
    at: (String, String),
) {
    let (old, new) = (&scores.0.scale, &scores.1.scale);
    if let (Scale::Options(old), Scale::Options(new)) = (old, new) {
        return options(log, who, two, scores, (old, new), &at);
    }
    if two.readers.0.scale(old) == two.readers.1.scale(new) {
        if let (Scale::Bands(old), Scale::Bands(new)) = (old, new) {
            band_labels(log, who, (old, new), &at);
        }
        return;
    }
    let domain =
        Domain::of(&scores.0.measure, two.sets.0).hull(Domain::of(&scores.1.measure, two.sets.1));
    let drawn = pieces(old, domain).zip(pieces(new, domain));
    if let Some((a, b)) = &drawn
        && a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| a.same(b))
    {
        log.same(who, Message::new("thang điểm", "the scale"), at);
        return;
    }
    let below = |key: &str| (format!("{}/{key}", at.0), format!("{}/{key}", at.1));
    let mut put = |kind, vi: &str, en: &str, key: &str, values: (&Quantity, &Quantity)| {
        log.compare(kind, who, Message::new(vi, en), below(key), values, figure);
    };
    match (old, new) {
        (Scale::Bands(old), Scale::Bands(new)) => {
            bands(log, who, (old, new), drawn, &at);
        }
        (Scale::Proportional(old), Scale::Proportional(new)) => {
            let points = (&old.points, &new.points);
            put(
                ChangeKind::Points,
                "điểm khi đạt đủ",
                "points in full",
                "proportional/points",
                points,
            );
            let full = (&old.full_at, &new.full_at);
            put(
                ChangeKind::Threshold,
                "mốc được điểm tối đa",
                "the value that earns full marks",
                "proportional/full_at",
                full,
            );
            log.compare(
                ChangeKind::Threshold,
                who,
                Message::new("ngưỡng tối thiểu", "the least value that earns points"),
                below("proportional/floor"),
                (&old.floor, &new.floor),
                |floor| optional(floor.as_ref(), figure),
            );
        }
        (Scale::PerItem(old), Scale::PerItem(new)) => {
            let each = (&old.each, &new.each);
            put(
                ChangeKind::Points,
                "điểm cho mỗi việc",
                "points for each item",
                "per-item/each",
                each,
            );
            let cap = (&old.cap, &new.cap);
            put(
                ChangeKind::Points,
                "điểm nhiều nhất",
                "most points",
                "per-item/cap",
                cap,
            );
        }
        (Scale::Deduction(old), Scale::Deduction(new)) => {
            deductions(log, who, two, (old, new), &below("deduction"));
        }
        (Scale::Goalposts(old), Scale::Goalposts(new)) => {
            let worst = (&old.worst, &new.worst);
            put(
                ChangeKind::Threshold,
                "mốc kém nhất",
                "the worst value",
                "goalposts/worst",
                worst,
            );
            let best = (&old.best, &new.best);
            put(
                ChangeKind::Threshold,
                "mốc tốt nhất",
                "the best value",
                "goalposts/best",
                best,
            );
            let worst = (&old.points_at_worst, &new.points_at_worst);
            put(
                ChangeKind::Points,
                "điểm ở mốc kém nhất",
                "points at the worst value",
                "goalposts/points_at_worst",
                worst,
            );
            let best = (&old.points_at_best, &new.points_at_best);
            put(
                ChangeKind::Points,
                "điểm ở mốc tốt nhất",
                "points at the best value",
                "goalposts/points_at_best",
                best,
            );
        }
        (old, new) => shape(log, who, (old, new), &at),
    }
}

fn shape(log: &mut Log, who: &Who, scales: (&Scale, &Scale), at: &(String, String)) {
    log.add(
        ChangeKind::Rule,
        who,
        Message::new("thang điểm", "the scale"),
        Some(Side::new(&*at.0, scales.0, scale_form(scales.0))),
        Some(Side::new(&*at.1, scales.1, scale_form(scales.1))),
    );
}

/// An option as people call it.
fn option_name(measure: &Measure, set: &CriteriaSet, option: &OptionPoints) -> Message {
    if let Some(label) = &option.label {
        return super::words::quoted_plain(label);
    }
    let is = option.is.as_str();
    match (measure, is) {
        (Measure::Timeliness(_), "on-time") => Message::new("“đúng hạn”", "“on time”"),
        (Measure::Timeliness(_), "late") => Message::new("“trễ hạn”", "“late”"),
        (Measure::Timeliness(_), "none") => Message::new("“không thực hiện”", "“not done”"),
        (Measure::Choice(fact), _) => {
            let fact = set
                .fact_index(fact.as_str())
                .and_then(|at| set.facts().get(at));
            match fact.map(|fact| &fact.kind) {
                Some(FactKind::Choice(choice)) => choice
                    .options
                    .iter()
                    .find(|own| own.id == option.is)
                    .map_or_else(
                        || both(format!("“{is}”")),
                        |own| super::words::quoted(&own.title),
                    ),
                Some(FactKind::YesNo) if is == "yes" => Message::new("“có”", "“yes”"),
                Some(FactKind::YesNo) => Message::new("“không”", "“no”"),
                _ => both(format!("“{is}”")),
            }
        }
        _ => both(format!("“{is}”")),
    }
}

fn options(
    log: &mut Log,
    who: &Who,
    two: Two<'_>,
    scores: (&Score, &Score),
    (old, new): (&[OptionPoints], &[OptionPoints]),
    at: &(String, String),
) {
    let side = |found: Option<(usize, &OptionPoints)>, at: &str| {
        found.map(|(index, option)| {
            Side::new(
                format!("{at}/options/{index}/points"),
                &option.points,
                number(option.points),
            )
        })
    };
    let of = |all: &'_ [OptionPoints], is: &str| all.iter().position(|one| one.is.as_str() == is);
    let gone = old
        .iter()
        .filter(|option| of(new, option.is.as_str()).is_none());
    for option in new.iter().chain(gone) {
        let is = option.is.as_str();
        let find = |all: &'_ [OptionPoints]| of(all, is);
        let (a, b) = (find(old), find(new));
        let before = a.and_then(|at| Some((at, old.get(at)?)));
        let after = b.and_then(|at| Some((at, new.get(at)?)));
        let points = |found: Option<(usize, &OptionPoints)>| found.map(|(_, option)| option.points);
        if points(before) != points(after) {
            let label = if after.is_some() {
                option_name(&scores.1.measure, two.sets.1, option)
            } else {
                option_name(&scores.0.measure, two.sets.0, option)
            };
            let what = Message::new(
                format!("điểm của {}", label.vi),
                format!("points of {}", label.en),
            );
            log.add(
                ChangeKind::Points,
                who,
                what,
                side(before, &at.0),
                side(after, &at.1),
            );
        }
        if let (Some((a, before)), Some((b, after))) = (before, after) {
            let places = (
                format!("{}/options/{a}/label", at.0),
                format!("{}/options/{b}/label", at.1),
            );
            rules::label(
                log,
                who,
                (before.label.as_ref(), after.label.as_ref()),
                places,
            );
        }
    }
}

/// Labels of bands that are otherwise the same.
fn band_labels(log: &mut Log, who: &Who, (old, new): (&[Band], &[Band]), at: &(String, String)) {
    for (a, before) in old.iter().enumerate() {
        let same = |band: &Band| {
            band.from == before.from
                && band.to == before.to
                && band.from_excluded == before.from_excluded
        };
        if let Some((b, after)) = new.iter().enumerate().find(|(_, band)| same(band)) {
            let places = (
                format!("{}/bands/{a}/label", at.0),
                format!("{}/bands/{b}/label", at.1),
            );
            rules::label(
                log,
                who,
                (before.label.as_ref(), after.label.as_ref()),
                places,
            );
        }
    }
}

/// The limit between two neighbours in words: `< 50 | ≥ 50` by the upper one, as sheets print it.
fn limit(to: Edge, from: Edge) -> Message {
    let words = |edge: Edge, with: &str, without: &str| {
        edge.map(|(value, included)| {
            let value = ratio(value);
            let sign = if included { with } else { without };
            Message::new(
                format!("{sign} {}", value.vi),
                format!("{sign} {}", value.en),
            )
        })
    };
    words(from, "≥", ">")
        .or_else(|| words(to, "≤", "<"))
        .unwrap_or_else(|| Message::new("không giới hạn", "no limit"))
}

fn piece_points(piece: &Piece) -> Message {
    if piece.slope == Ratio::ZERO {
        return ratio(piece.base);
    }
    let (slope, base) = (ratio(piece.slope), ratio(piece.base));
    Message::new(
        format!("{} × x + {}", slope.vi, base.vi),
        format!("{} × x + {}", slope.en, base.en),
    )
}

/// A stretch of values in words.
fn stretch(piece: &Piece) -> Message {
    match (piece.from, piece.to) {
        (Some((from, true)), Some((to, true))) if from == to => ratio(from),
        (Some((from, _)), Some((to, with))) => {
            let (from, to) = (ratio(from), ratio(to));
            let below = if with {
                ("đến", "to")
            } else {
                ("đến dưới", "to below")
            };
            Message::new(
                format!("{} {} {}", from.vi, below.0, to.vi),
                format!("{} {} {}", from.en, below.1, to.en),
            )
        }
        (from, to) => limit(to, from),
    }
}

fn bands(
    log: &mut Log,
    who: &Who,
    (old, new): (&[Band], &[Band]),
    drawn: Option<(Vec<Piece>, Vec<Piece>)>,
    at: &(String, String),
) {
    let Some((a, b)) = drawn.filter(|(a, b)| a.len() == b.len()) else {
        let scales = (Scale::Bands(old.to_vec()), Scale::Bands(new.to_vec()));
        return shape(log, who, (&scales.0, &scales.1), at);
    };
    let cut = |pieces: &[Piece], index: usize| -> (Edge, Edge) {
        let before = index.checked_sub(1).and_then(|before| pieces.get(before));
        (
            before.and_then(|piece| piece.to),
            pieces.get(index).and_then(|piece| piece.from),
        )
    };
    let key = |pieces: &[Piece], index: usize, at: &str| {
        let (piece, key) = match pieces.get(index) {
            Some(piece) => (piece.band, "from"),
            None => (pieces.last().map_or(0, |piece| piece.band), "to"),
        };
        format!("{at}/bands/{piece}/{key}")
    };
    for index in 0..=a.len() {
        let (before, after) = (cut(&a, index), cut(&b, index));
        if before != after {
            let side = |pieces: &[Piece], cut: (Edge, Edge), at: &str| {
                let value = cut.1.or(cut.0).map(|(value, _)| value.to_string());
                Some(Side::new(
                    key(pieces, index, at),
                    &value,
                    limit(cut.0, cut.1),
                ))
            };
            let what = match b.get(index) {
                Some(piece) => {
                    let points = in_points(&piece_points(piece));
                    prefixed("ngưỡng của mức ", "the limit of the band of ", &points)
                }
                None => Message::new("giới hạn trên của thang", "the upper end of the scale"),
            };
            let (old, new) = (side(&a, before, &at.0), side(&b, after, &at.1));
            log.add(ChangeKind::Threshold, who, what, old, new);
        }
    }
    for (before, after) in a.iter().zip(&b) {
        if !before.points_equal(after) {
            let side = |piece: &Piece, all: &[Band], at: &str| {
                let band = all.get(piece.band);
                let key = if band.is_some_and(|band| band.linear.is_some()) {
                    "linear"
                } else {
                    "points"
                };
                let text = piece_points(piece);
                Some(Side::new(
                    format!("{at}/bands/{}/{key}", piece.band),
                    &text.en,
                    text.clone(),
                ))
            };
            let place = stretch(after);
            let what = Message::new(
                format!("điểm của mức {}", place.vi),
                format!("points of the band {}", place.en),
            );
            let (old, new) = (side(before, old, &at.0), side(after, new, &at.1));
            log.add(ChangeKind::Points, who, what, old, new);
        }
    }
}

fn deductions(
    log: &mut Log,
    who: &Who,
    two: Two<'_>,
    (old, new): (&Deduction, &Deduction),
    at: &(String, String),
) {
    let below = |key: &str| (format!("{}/{key}", at.0), format!("{}/{key}", at.1));
    let zero = |points: Option<Quantity>| points.unwrap_or(Quantity::ZERO);
    for (vi, en, key, values) in [
        (
            "điểm khi không có lỗi",
            "points with no fault",
            "from",
            (old.from, new.from),
        ),
        (
            "điểm trừ mỗi lỗi",
            "points taken for each fault",
            "each",
            (old.each, new.each),
        ),
        (
            "điểm thấp nhất khi trừ",
            "the least points left",
            "floor",
            (zero(old.floor), zero(new.floor)),
        ),
    ] {
        let what = Message::new(vi, en);
        log.compare(
            ChangeKind::Points,
            who,
            what,
            below(key),
            (&values.0, &values.1),
            figure,
        );
    }
    let what = Message::new("lỗi mất toàn bộ điểm", "what takes all points");
    let knock_outs = (old.knock_out.as_slice(), new.knock_out.as_slice());
    rules::conditions(log, who, two, what, knock_outs, below("knock_out"));
}
