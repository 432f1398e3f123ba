//! The lines of a scale.

use super::derivation::ScaleLine;
use super::wording::Wording;
use super::words::{number_text, reading_text};
use crate::rule::{Amount, Band, BandPoints, Edge, Reading, Scale};

impl Wording<'_> {
    /// A line for each thing the scale can give.
    pub(super) fn scale(
        &self,
        place: usize,
        scale: &Scale,
        reading: Option<Reading>,
        labels: &[Option<String>],
    ) -> Vec<ScaleLine> {
        let label = |index: usize| labels.get(index).cloned().flatten();
        let text = |nanos: i64| number_text(Amount::Grid(nanos).ratio());
        let number = match reading {
            Some(Reading::Number(value)) => Some(value),
            _ => None,
        };
        match scale {
            Scale::Options(options) => options
                .iter()
                .enumerate()
                .filter_map(|(index, points)| {
                    let option = u32::try_from(index).ok()?;
                    let when =
                        reading_text(self.compiled, self.leaf, place, Reading::Choice(option));
                    Some(ScaleLine {
                        when,
                        gives: text((*points)?),
                        label: None,
                        holds: reading == Some(Reading::Choice(option)),
                    })
                })
                .collect(),
            Scale::Bands(bands) => {
                let chosen =
                    number.and_then(|value| bands.iter().position(|band| band.holds(&value)));
                bands
                    .iter()
                    .enumerate()
                    .map(|(index, band)| ScaleLine {
                        when: interval(band.from, band.to, "x"),
                        gives: band_points(band),
                        label: label(index),
                        holds: chosen == Some(index),
                    })
                    .collect()
            }
            Scale::Proportional {
                points,
                full_at,
                floor,
                ..
            } => {
                let below = floor.is_some_and(|floor| number.is_some_and(|value| value < floor));
                let mut lines = vec![ScaleLine {
                    when: floor
                        .map_or_else(String::new, |floor| format!("x ≥ {}", number_text(floor))),
                    gives: format!("{} × min(x ÷ {}, 1)", text(*points), number_text(*full_at)),
                    label: None,
                    holds: number.is_some() && !below,
                }];
                if let Some(floor) = floor {
                    lines.push(ScaleLine {
                        when: format!("x < {}", number_text(*floor)),
                        gives: "0".to_owned(),
                        label: None,
                        holds: below,
                    });
                }
                lines
            }
            Scale::PerItem { each, cap } => vec![ScaleLine {
                when: String::new(),
                gives: format!("min({} × x, {})", text(*each), text(*cap)),
                label: None,
                holds: number.is_some(),
            }],
            Scale::Deduction { from, each, floor } => vec![ScaleLine {
                when: String::new(),
                gives: format!(
                    "max({} − {} × x, {})",
                    text(*from),
                    text(*each),
                    text(*floor)
                ),
                label: None,
                holds: number.is_some(),
            }],
            Scale::Goalposts {
                worst,
                best,
                at_worst,
                at_best,
                ..
            } => vec![ScaleLine {
                when: format!("{} → {}", number_text(*worst), number_text(*best)),
                gives: format!("{} → {}", text(*at_worst), text(*at_best)),
                label: None,
                holds: number.is_some(),
            }],
        }
    }
}

/// The words the sheet prints beside each line.
pub(super) fn labels(scale: &crate::file::Scale) -> Vec<Option<String>> {
    match scale {
        crate::file::Scale::Bands(bands) => bands.iter().map(|band| band.label.clone()).collect(),
        _ => Vec::new(),
    }
}

fn band_points(band: &Band) -> String {
    let text = |nanos: i64| number_text(Amount::Grid(nanos).ratio());
    match band.points {
        BandPoints::Constant(points) => text(points),
        BandPoints::Linear { at_from, at_to, .. } => format!("{} → {}", text(at_from), text(at_to)),
    }
}

/// An interval as a comparison of `name`.
pub(super) fn interval(from: Option<Edge>, to: Option<Edge>, name: &str) -> String {
    let less = |edge: Edge| if edge.included { "≤" } else { "<" };
    match (from, to) {
        (Some(from), Some(to)) if from.at == to.at => format!("{name} = {}", number_text(from.at)),
        (Some(from), Some(to)) => format!(
            "{} {} {name} {} {}",
            number_text(from.at),
            less(from),
            less(to),
            number_text(to.at)
        ),
        (Some(from), None) => {
            format!(
                "{name} {} {}",
                if from.included { "≥" } else { ">" },
                number_text(from.at)
            )
        }
        (None, Some(to)) => format!("{name} {} {}", less(to), number_text(to.at)),
        (None, None) => String::new(),
    }
}
