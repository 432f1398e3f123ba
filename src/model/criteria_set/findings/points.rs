//! Findings about points.

use super::{comma, finding};
use crate::number::{Points, Quantity, Ratio};
use crate::read::Id;

finding! {
    /// Points have more decimals than a criteria file may use
    ///
    /// # What it does
    /// Counts the decimals of all points written.
    /// # Why it matters
    /// A ledger that adds up needs points it can hold.
    /// # Example
    /// `"points": 0.12345678`.
    /// # Use instead
    /// Round the figure as the source has it.
    /// # Since
    /// 0.1.0
    PointsWithTooManyDecimals { points: Quantity, most: u8 }
    "points-with-too-many-decimals" Error
    vi("điểm {points} có quá {most} chữ số thập phân", points = comma(points))
    en("the points {points} have more than {most} decimals")
    help_vi("hãy viết điểm với nhiều nhất {most} chữ số thập phân")
    help_en("write points with {most} decimals at most")
}

finding! {
    /// Points are negative where only points from 0 on make sense
    ///
    /// # What it does
    /// Looks for negative points where they make no sense.
    /// # Why it matters
    /// Deductions and penalties are written as positive points that are taken off.
    /// # Example
    /// A band that gives −0.5.
    /// # Use instead
    /// Write 0, or a deduction.
    /// # Since
    /// 0.1.0
    PointsBelowZero { points: Quantity }
    "points-below-zero" Error
    vi("điểm {points} là số âm", points = comma(points))
    en("the points {points} are negative")
    help_vi("hãy viết điểm từ 0 trở lên; điểm bị trừ cũng viết bằng số dương")
    help_en("write points from 0 on; points taken off are written as positive numbers too")
}

finding! {
    /// Points are above the maximum of their place
    ///
    /// # What it does
    /// Compares the points of each option, band and part with the maximum of its place.
    /// # Why it matters
    /// A unit could earn more than there is.
    /// # Example
    /// An option of 1.5 under a maximum of 1.
    /// # Use instead
    /// Correct the points or the maximum.
    /// # Since
    /// 0.1.0
    PointsAboveMaximum { points: Quantity, max: Quantity }
    "points-above-maximum" Error
    vi("điểm {points} cao hơn điểm tối đa {max} của chỗ này", points = comma(points), max = comma(max))
    en("the points {points} are above the maximum {max} of this place")
    help_vi("hãy sửa điểm, hoặc sửa điểm tối đa")
    help_en("correct the points, or the maximum")
    witness(Some(points.to_string()))
}

finding! {
    /// A maximum is zero or negative
    ///
    /// # What it does
    /// Looks for maxima that are zero or negative.
    /// # Why it matters
    /// Nothing could be earned, and the index would divide by nothing.
    /// # Example
    /// `"max_points": 0`.
    /// # Use instead
    /// Write the maximum as the source has it, or move what is not scored into a note.
    /// # Since
    /// 0.1.0
    MaximumNotPositive { max: Quantity }
    "maximum-not-positive" Error
    vi("điểm tối đa phải lớn hơn 0, ở đây là {max}", max = comma(max))
    en("a maximum is above 0, and this is {max}")
    help_vi("hãy sửa điểm tối đa; nội dung không chấm điểm thì chuyển vào ghi chú")
    help_en("correct it; move what is not scored into a note")
}

finding! {
    /// Points are larger than can be computed with
    ///
    /// # What it does
    /// Compares all points with the most that is computed with.
    /// # Why it matters
    /// Sums could no longer be exact.
    /// # Example
    /// `"max_points": 100000000000`.
    /// # Use instead
    /// Write points as the source has them.
    /// # Since
    /// 0.1.0
    PointsTooLarge { points: Quantity, most: i64 }
    "points-too-large" Error
    vi("điểm {points} vượt quá {most}", points = comma(points))
    en("the points {points} are above {most}")
    help_vi("hãy dùng thang điểm nhỏ hơn")
    help_en("use a smaller scale")
}

finding! {
    /// No value of the measure earns the maximum
    ///
    /// # What it does
    /// Finds the most points that any facts can earn, and compares them with the maximum.
    /// # Why it matters
    /// Full marks stand on the sheet and nobody can have them.
    /// # Example
    /// Options of 0, 0.5 and 0.75 under a maximum of 1.
    /// # Use instead
    /// Correct the options or the maximum.
    /// # Since
    /// 0.1.0
    MaximumNotReachable { max: Quantity, best: Ratio, mismatch: Option<Points> }
    "maximum-not-reachable" Warning
    vi("không giá trị nào đạt được điểm tối đa {max}; cao nhất chỉ là {best}", max = comma(max), best = comma(best))
    en("no value earns the maximum {max}; the most that can be had is {best}")
    help_vi("hãy sửa thang điểm hoặc điểm tối đa")
    help_en("correct the scale, or the maximum")
    witness(Some(best.to_string()))
    points(*mismatch)
}

finding! {
    /// Points of a leaf need not have finite decimals, and the set does not say how to round them
    ///
    /// # What it does
    /// Asks whether points of a leaf always end within nine decimals, or the set rounds them.
    /// # Why it matters
    /// A share such as 19/67 has no last decimal, and the source says nowhere where to stop.
    /// # Example
    /// A proportional scale in a set without `rounding.leaf`.
    /// # Use instead
    /// Add `"rounding": {"leaf": …}`.
    /// # Since
    /// 0.1.0
    PointsNotFinite { id: Id, witness: String }
    "points-not-finite" Error
    vi("điểm của tiêu chí \"{id}\" có thể lẻ vô hạn hoặc quá 9 chữ số thập phân, mà bộ tiêu chí không nói làm tròn thế nào")
    en("points of the criterion \"{id}\" need not end within 9 decimals, and the set does not say how they are rounded")
    help_vi("hãy thêm \"rounding\": {{\"leaf\": {{\"places\": 2, \"mode\": \"half-up\"}}}} theo quy định của văn bản gốc")
    help_en("add \"rounding\": {{\"leaf\": {{\"places\": 2, \"mode\": \"half-up\"}}}} as the source lays down")
    witness(Some(witness.clone()))
}

finding! {
    /// Weighted points of an area need not have finite decimals, and the set does not say how to round them
    ///
    /// # What it does
    /// Asks the same of points that a weighted mean multiplies on their way into an area.
    /// # Why it matters
    /// The points of the area could not be written down exactly.
    /// # Example
    /// Three children of equal weight: each counts a third.
    /// # Use instead
    /// Add `"rounding": {"area": …}`, or use weights that divide evenly.
    /// # Since
    /// 0.1.0
    AreaPointsNotFinite { id: Id, area: Id, factor: Ratio }
    "area-points-not-finite" Error
    vi("điểm của \"{id}\" được nhân với {factor} khi tính điểm lĩnh vực \"{area}\", nên có thể lẻ quá 9 chữ số thập phân", factor = comma(factor))
    en("points of \"{id}\" count {factor} times in the area \"{area}\", which need not end within 9 decimals")
    help_vi("hãy thêm \"rounding\": {{\"area\": …}}, hoặc dùng trọng số chia hết")
    help_en("add \"rounding\": {{\"area\": …}}, or use weights that divide evenly")
    witness(Some(factor.to_string()))
}

finding! {
    /// Weighted points of the total need not have finite decimals, so those shown are rounded
    ///
    /// # What it does
    /// Asks the same of points that a weighted mean of areas multiplies on their way into the
    /// total.
    /// # Why it matters
    /// The index stays exact, yet the points shown may be rounded at the ninth decimal.
    /// # Example
    /// Seven areas of equal weight.
    /// # Use instead
    /// Use weights that divide evenly, or accept the rounding.
    /// # Since
    /// 0.1.0
    TotalPointsNotFinite { area: Id, factor: Ratio }
    "total-points-not-finite" Warning
    vi("điểm của lĩnh vực \"{area}\" được nhân với {factor} khi tính tổng, nên tổng điểm hiện ra có thể phải làm tròn ở chữ số thập phân thứ 9", factor = comma(factor))
    en("points of the area \"{area}\" count {factor} times in the total, so the total shown may have to be rounded at the 9th decimal")
    help_vi("hãy dùng trọng số chia hết, chẳng hạn cộng lại bằng 100")
    help_en("use weights that divide evenly, adding up to 100 for instance")
    witness(Some(factor.to_string()))
}

/// What of a criteria set applies to a unit, in a case that a check shows.
#[derive(Clone, Debug)]
pub(in crate::model::criteria_set) enum WhatApplies {
    All,
    Without(Vec<Id>),
    Only(Id),
    Group(Id),
}

impl WhatApplies {
    fn vi(&self) -> String {
        match self {
            Self::All => "khi mọi tiêu chí đều áp dụng".to_owned(),
            Self::Without(ids) => format!("khi {} không áp dụng", quoted(ids)),
            Self::Only(id) => format!("khi chỉ còn \"{id}\" áp dụng"),
            Self::Group(id) => format!("ở nhóm đơn vị \"{id}\""),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::All => "where everything applies".to_owned(),
            Self::Without(ids) => format!("where {} not apply", {
                let verb = if ids.len() == 1 { "does" } else { "do" };
                format!("{} {verb}", quoted(ids))
            }),
            Self::Only(id) => format!("where only \"{id}\" applies"),
            Self::Group(id) => format!("in the unit group \"{id}\""),
        }
    }
}

fn quoted(ids: &[Id]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
    ids.join(", ")
}

finding! {
    /// Area rounding turns full marks into another index than they are
    ///
    /// # What it does
    /// Takes full marks in all criteria that apply, with the points of areas rounded and not, and compares
    /// the two indices: where everything applies, without each criterion that may leave the denominator,
    /// without each two of them, in each unit group, and with one criterion alone.
    /// # Why it matters
    /// A unit with nothing lost gets 99.99 or 100.01. The denominator is never rounded, so the rounded
    /// points of an area are not all that could be had.
    /// # Example
    /// Three criteria of equal weight make 100 points, areas are rounded to 2 places, and two do not
    /// apply: 33.33 of 100/3 are 99.99.
    /// # Use instead
    /// Round areas to more places or not at all, unless the source says so.
    /// # Since
    /// 0.2.0
    AreaRoundingMovesFullMarks { applies: WhatApplies, points: Ratio, over: Ratio, index: Quantity, meant: Quantity }
    "area-rounding-moves-full-marks" Warning
    vi("{}, đạt điểm tối đa mà chỉ số là {index} chứ không phải {meant}, vì điểm lĩnh vực được làm tròn: {points} trên {over}", applies.vi(), index = comma(index), meant = comma(meant), points = comma(points), over = comma(over))
    en("{}, full marks give an index of {index} instead of {meant}, because areas are rounded: {points} of {over}", applies.en())
    help_vi("hãy làm tròn điểm lĩnh vực đến nhiều chữ số hơn, hoặc không làm tròn ở lĩnh vực, trừ khi văn bản gốc quy định như vậy")
    help_en("round areas to more places, or not at all, unless the source lays it down")
    witness(Some(format!("{points} ÷ ({over})")))
}
