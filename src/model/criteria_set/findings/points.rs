//! Findings about points.

use super::finding;
use crate::number::{Points, Quantity, Ratio};
use crate::read::Id;

finding! {
    /// Points have more decimals than a criteria file may use.
    PointsWithTooManyDecimals { points: Quantity, most: u8 }
    "points-with-too-many-decimals" Error
    vi("điểm {points} có quá {most} chữ số thập phân")
    en("the points {points} have more than {most} decimals")
    help_vi("hãy viết điểm với nhiều nhất {most} chữ số thập phân")
    help_en("write points with {most} decimals at most")
}

finding! {
    /// Points are negative where only points from 0 on make sense.
    PointsBelowZero { points: Quantity }
    "points-below-zero" Error
    vi("điểm {points} là số âm")
    en("the points {points} are negative")
    help_vi("hãy viết điểm từ 0 trở lên; điểm bị trừ cũng viết bằng số dương")
    help_en("write points from 0 on; points taken off are written as positive numbers too")
}

finding! {
    /// Points are above the maximum of their place.
    PointsAboveMaximum { points: Quantity, max: Quantity }
    "points-above-maximum" Error
    vi("điểm {points} cao hơn điểm tối đa {max} của chỗ này")
    en("the points {points} are above the maximum {max} of this place")
    help_vi("hãy sửa điểm, hoặc sửa điểm tối đa")
    help_en("correct the points, or the maximum")
    witness(Some(points.to_string()))
}

finding! {
    /// A maximum is zero or negative.
    MaximumNotPositive { max: Quantity }
    "maximum-not-positive" Error
    vi("điểm tối đa phải lớn hơn 0, ở đây là {max}")
    en("a maximum is above 0, and this is {max}")
    help_vi("hãy sửa điểm tối đa, hoặc bỏ mục không chấm điểm này ra khỏi bộ tiêu chí")
    help_en("correct it, or take out what is not scored")
}

finding! {
    /// Points are larger than can be computed with.
    PointsTooLarge { points: Quantity, most: i64 }
    "points-too-large" Error
    vi("điểm {points} vượt quá {most}")
    en("the points {points} are above {most}")
    help_vi("hãy dùng thang điểm nhỏ hơn")
    help_en("use a smaller scale")
}

finding! {
    /// No value of the measure earns the maximum.
    MaximumNotReachable { max: Quantity, best: Ratio, mismatch: Option<Points> }
    "maximum-not-reachable" Warning
    vi("không giá trị nào đạt được điểm tối đa {max}; cao nhất chỉ là {best}")
    en("no value earns the maximum {max}; the most that can be had is {best}")
    help_vi("hãy sửa thang điểm hoặc điểm tối đa")
    help_en("correct the scale, or the maximum")
    witness(Some(best.to_string()))
    points(*mismatch)
}

finding! {
    /// Points of a leaf need not have finite decimals, and the set does not say how to round them.
    PointsNotFinite { id: Id, witness: String }
    "points-not-finite" Error
    vi("điểm của tiêu chí \"{id}\" có thể lẻ vô hạn hoặc quá 9 chữ số thập phân, mà bộ tiêu chí không nói làm tròn thế nào")
    en("points of the criterion \"{id}\" need not end within 9 decimals, and the set does not say how they are rounded")
    help_vi("hãy thêm \"rounding\": {{\"leaf\": {{\"places\": 2, \"mode\": \"half-up\"}}}} theo quy định của văn bản gốc")
    help_en("add \"rounding\": {{\"leaf\": {{\"places\": 2, \"mode\": \"half-up\"}}}} as the source lays down")
    witness(Some(witness.clone()))
}

finding! {
    /// Weighted points of an area need not have finite decimals, and the set does not say how to round them.
    AreaPointsNotFinite { id: Id, area: Id, factor: Ratio }
    "area-points-not-finite" Error
    vi("điểm của \"{id}\" được nhân với {factor} khi tính điểm lĩnh vực \"{area}\", nên có thể lẻ quá 9 chữ số thập phân")
    en("points of \"{id}\" count {factor} times in the area \"{area}\", which need not end within 9 decimals")
    help_vi("hãy thêm \"rounding\": {{\"area\": …}}, hoặc dùng trọng số chia hết")
    help_en("add \"rounding\": {{\"area\": …}}, or use weights that divide evenly")
    witness(Some(factor.to_string()))
}

finding! {
    /// Weighted points of the total need not have finite decimals, so those shown are rounded.
    TotalPointsNotFinite { area: Id, factor: Ratio }
    "total-points-not-finite" Warning
    vi("điểm của lĩnh vực \"{area}\" được nhân với {factor} khi tính tổng, nên tổng điểm hiện ra có thể phải làm tròn ở chữ số thập phân thứ 9")
    en("points of the area \"{area}\" count {factor} times in the total, so the total shown may have to be rounded at the 9th decimal")
    help_vi("hãy dùng trọng số chia hết, chẳng hạn cộng lại bằng 100")
    help_en("use weights that divide evenly, adding up to 100 for instance")
    witness(Some(factor.to_string()))
}
