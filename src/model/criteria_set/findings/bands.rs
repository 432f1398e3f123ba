//! Findings about bands.

use super::super::values::Shown;
use super::finding;

finding! {
    /// Two bands share a value, so it is not clear which points it earns
    ///
    /// # What it does
    /// Compares the bands of a scale two by two and looks for a value that belongs to both.
    /// # Why it matters
    /// Officer and appraiser may each pick another band for the same figure, and the sheet
    /// cannot say who is right.
    /// # Example
    /// "70–100 %" beside "50–70 %": 70 belongs to both.
    /// # Use instead
    /// Say which band owns the shared value, with `from_excluded` or `to_included`.
    /// # Since
    /// 0.1.0
    BandsOverlap { first: String, second: String, shared: Shown }
    "bands-overlap" Error
    vi("khoảng {second} chồng lên khoảng {first}: giá trị {} thuộc cả hai", shared.vi())
    en("the band {second} overlaps the band {first}: {} belongs to both", shared.en())
    help_vi("hãy quyết định giá trị chung thuộc khoảng nào, bằng \"from_excluded\" hoặc \"to_included\"")
    help_en("decide which of them owns the shared values, with \"from_excluded\" or \"to_included\"")
    witness(Some(shared.to_string()))
}

finding! {
    /// A value the measure can have lies in no band
    ///
    /// # What it does
    /// Looks for a value the measure can have that no band holds.
    /// # Why it matters
    /// A unit with that value cannot be scored at all.
    /// # Example
    /// "50 to below 80" beside "above 80 to 100": 80 earns nothing and loses nothing.
    /// # Use instead
    /// Let the bands meet, or add the missing one.
    /// # Since
    /// 0.1.0
    BandsLeaveAGap { value: Shown }
    "bands-leave-a-gap" Warning
    vi("không khoảng nào chứa giá trị {}, nên khi đó không chấm được điểm", value.vi())
    en("no band holds {}, so it cannot be scored then", value.en())
    help_vi("hãy nối các khoảng lại, hoặc thêm khoảng còn thiếu")
    help_en("let the bands meet, or add the missing one")
    witness(Some(value.to_string()))
}

finding! {
    /// A band holds no value at all
    ///
    /// # What it does
    /// Looks for bands whose ends are swapped, or that exclude their only value.
    /// # Why it matters
    /// Nobody can ever earn what the band gives; usually a figure was mistyped.
    /// # Example
    /// A band from 90 to 70.
    /// # Use instead
    /// Swap the ends, or write `"to_included": true` for a band of one value.
    /// # Since
    /// 0.1.0
    BandEmpty { band: String }
    "band-empty" Error
    vi("khoảng {band} không chứa giá trị nào")
    en("the band {band} holds no value")
    help_vi("hãy đổi lại hai đầu, hoặc viết \"to_included\": true nếu khoảng chỉ là một giá trị")
    help_en("swap its ends, or write \"to_included\": true if it is meant to be one value")
}

finding! {
    /// A band holds no value the measure can have
    ///
    /// # What it does
    /// Compares each band with the values that the measure can have.
    /// # Why it matters
    /// The points of the band exist on paper only.
    /// # Example
    /// A band "from 100" for a number of documents that is 0 to 50.
    /// # Use instead
    /// Correct the band, or the range of the fact.
    /// # Since
    /// 0.1.0
    BandNeverReached { band: String, low: String, high: String }
    "band-never-reached" Warning
    vi("khoảng {band} không bao giờ gặp, vì đại lượng đo chỉ đi từ {low} đến {high}")
    en("the band {band} is never reached, because the measure goes from {low} to {high}")
    help_vi("hãy sửa khoảng này, hoặc sửa khoảng giá trị của dữ kiện")
    help_en("correct the band, or the range of the fact")
}

finding! {
    /// A band has no points, or has them in two ways
    ///
    /// # What it does
    /// Looks for bands without points, or with points in both ways.
    /// # Why it matters
    /// What the band gives is not known.
    /// # Example
    /// A band with `points` and `linear`.
    /// # Use instead
    /// Give exactly one of `points` and `linear`.
    /// # Since
    /// 0.1.0
    BandPointsUnclear { band: String, both: bool }
    "band-points-unclear" Error
    vi("khoảng {band} {}", if *both { "có cả \"points\" lẫn \"linear\"" } else { "không có điểm" })
    en("the band {band} has {}", if *both { "both \"points\" and \"linear\"" } else { "no points" })
    help_vi("hãy cho đúng một trong \"points\" và \"linear\"")
    help_en("give exactly one of \"points\" and \"linear\"")
}

finding! {
    /// Points are to change evenly over a band that has no end
    ///
    /// # What it does
    /// Looks for bands with `linear` that have no lower or no upper end.
    /// # Why it matters
    /// Points cannot change evenly towards infinity.
    /// # Example
    /// `linear` from 0 to 1 point over "from 80".
    /// # Use instead
    /// Give the band both ends, or constant points.
    /// # Since
    /// 0.1.0
    LinearWithoutLimits { band: String }
    "linear-without-limits" Error
    vi("điểm không thể thay đổi đều trong khoảng {band}, vì khoảng này không có đủ hai đầu")
    en("points cannot change evenly over the band {band}, which has no limit on one side")
    help_vi("hãy thêm \"from\" và \"to\", hoặc dùng \"points\"")
    help_en("add \"from\" and \"to\", or use \"points\"")
}
