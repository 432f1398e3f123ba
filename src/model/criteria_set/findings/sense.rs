//! Findings about rules that can be read but hardly be meant.

use super::{comma, finding};
use crate::number::{Date, Quantity, Ratio};
use crate::read::Id;

finding! {
    /// Two bands are the same
    ///
    /// # What it does
    ///
    /// Finds bands of one scale with the same limits, and the same answer to whether these belong to them.
    ///
    /// # Why it matters
    ///
    /// Only the first is ever used; if their points differ, nobody knows which are meant.
    ///
    /// # Example
    ///
    /// "From 50 to below 70" listed once with 1 point and once with 0.5.
    ///
    /// # Use instead
    ///
    /// Correct the limits of the one that was copied, or make one of the two.
    ///
    /// # Since
    ///
    /// 0.1.0
    BandListedTwice { band: String }
    "band-listed-twice" Error
    vi("khoảng {band} có mặt hai lần trong cùng một thang điểm")
    en("the band {band} is listed twice in one scale")
    help_vi("hãy sửa lại hai đầu của khoảng chép nhầm, hoặc gộp hai lần ghi làm một")
    help_en("correct the limits of the one that was copied, or make one of the two")
    witness(Some(band.clone()))
}

finding! {
    /// A band has no limit on the side of other bands
    ///
    /// # What it does
    ///
    /// Finds a band without an upper (or lower) limit although other bands begin above it (or end below it).
    ///
    /// # Why it matters
    ///
    /// The sheet says "from 50 to below …" and the figure is missing: the band then swallows all higher ones.
    ///
    /// # Example
    ///
    /// Bands from 70 and from 50, the second without "to": 70 and everything above belong to both.
    ///
    /// # Use instead
    ///
    /// Write the missing limit; where the next band begins is what is most often meant.
    ///
    /// # Since
    ///
    /// 0.1.0
    BandLimitMissing { band: String, upper: bool, next: Quantity, shared: String }
    "band-limit-missing" Error
    vi("khoảng {band} không có giới hạn {} nên trùm lên các khoảng khác: giá trị {shared} thuộc cả hai",
        if *upper { "trên" } else { "dưới" })
    en("the band {band} has no {} limit and so covers other bands: {shared} belongs to both",
        if *upper { "upper" } else { "lower" })
    help_vi("hãy thêm \"{}\": {next} nếu khoảng bên cạnh bắt đầu từ đó", if *upper { "to" } else { "from" })
    help_en("add \"{}\": {next}, if the next band begins there", if *upper { "to" } else { "from" })
    witness(Some(shared.clone()))
}

finding! {
    /// One step of a graded scale takes nearly all points
    ///
    /// # What it does
    ///
    /// Looks at scales of bands with three or more different points and reports a limit at which four
    /// fifths of the maximum or more are lost at once. A scale with two levels is a threshold and is meant.
    ///
    /// # Why it matters
    ///
    /// A scale that grades and still drops from nearly everything to nearly nothing usually has a slip in
    /// its points (0.1 for 1.0); where it is meant, a unit one case short of the limit should know.
    ///
    /// # Example
    ///
    /// 100 % earns 4, from 85 % 0.4, from 70 % 0.2, below nothing: at 100 % 3.6 of 4 points hang on one case.
    ///
    /// # Use instead
    ///
    /// Compare the points with the source. A drop that the source has can be declared as a mismatch.
    ///
    /// # Since
    ///
    /// 0.1.0
    CliffBetweenBands { at: Quantity, above: Ratio, below: Ratio, max: Quantity }
    "cliff-between-bands" Advice
    vi("chỉ một bước ở mức {at} đã đổi từ {below} sang {above} trên tối đa {max} điểm, trong khi thang chia nhiều bậc", at = comma(at), above = comma(above), below = comma(below), max = comma(max))
    en("one step at {at} changes {below} to {above} of {max} points, although the scale has several grades")
    help_vi("hãy đối chiếu điểm với văn bản gốc")
    help_en("compare the points with the source")
    witness(Some(at.to_string()))
}

finding! {
    /// Doing better earns fewer points
    ///
    /// # What it does
    ///
    /// Finds bands whose points rise and fall again as the measure grows, and choices of time where on
    /// time earns less than late, or late less than not at all. A single peak is left alone where the
    /// measure is no share, because a target range may be meant.
    ///
    /// # Why it matters
    ///
    /// Two points values have most likely changed places.
    ///
    /// # Example
    ///
    /// From 80 % of the tasks 0.5 points, from 50 % 1 point.
    ///
    /// # Use instead
    ///
    /// Put the points in the order of the source.
    ///
    /// # Since
    ///
    /// 0.1.0
    MoreEarnsFewer { better: String, fewer: Quantity, worse: String, more: Quantity }
    "more-earns-fewer" Warning
    vi("{better} chỉ được {fewer} điểm, ít hơn {worse} ({more} điểm)", fewer = comma(fewer), more = comma(more))
    en("{better} earns {fewer} points, fewer than {worse} ({more} points)")
    help_vi("hãy xem hai mức điểm có bị đổi chỗ không")
    help_en("see whether the two points values have changed places")
    witness(Some(better.clone()))
}

finding! {
    /// A percentage is compared with limits between 0 and 1
    ///
    /// # What it does
    ///
    /// Finds scales and conditions that read a percentage (a share of 39 in 40 reads 97.5) and whose
    /// limits all lie between 0 and 1, one of them in between.
    ///
    /// # Why it matters
    ///
    /// The limits are ratios: 0.8 is meant as 80 %, and nearly every unit passes a limit of 0.8 %.
    ///
    /// # Example
    ///
    /// Bands from 0.8 and from 0.5 for a share.
    ///
    /// # Use instead
    ///
    /// Write limits in percent: 80 and 50.
    ///
    /// # Since
    ///
    /// 0.1.0
    RatioAgainstPercent { limit: Quantity, percent: Ratio }
    "ratio-against-percent" Warning
    vi("đại lượng tính bằng phần trăm nhưng lại so với {limit}; có lẽ ý là {percent} %", limit = comma(limit), percent = comma(percent))
    en("the measure is in percent but is compared with {limit}; {percent} % is probably meant")
    help_vi("hãy viết các ngưỡng bằng phần trăm")
    help_en("write the limits in percent")
    witness(Some(limit.to_string()))
}

finding! {
    /// Nothing says what is earned where there is nothing to measure
    ///
    /// # What it does
    ///
    /// Finds shares, task groups, tables, answers and growth that can come to 0 of 0 (or grow from 0), whose
    /// rule has no `when_empty`. An example with the state `not-assessable` says that this is meant.
    ///
    /// # Why it matters
    ///
    /// A unit to which nothing fell in the year cannot be scored; its points stay open to the end.
    ///
    /// # Example
    ///
    /// "Dossiers handled on time", for a unit that received none.
    ///
    /// # Use instead
    ///
    /// Add `when_empty`: full, zero, leave-denominator or points, as the source or the practice has it.
    ///
    /// # Since
    ///
    /// 0.1.0
    EmptyNotAnswered { measure: &'static str }
    "empty-not-answered" Advice
    vi("đại lượng \"{measure}\" có thể không có gì để đo (0 trên 0), mà không nói khi đó được mấy điểm")
    en("the measure \"{measure}\" may have nothing to measure (0 of 0), and nothing says what is earned then")
    help_vi("hãy thêm \"when_empty\", hoặc một ví dụ có \"state\": \"not-assessable\" nếu cố ý để vậy")
    help_en("add \"when_empty\", or an example with \"state\": \"not-assessable\" if it is meant so")
    witness(Some("0/0".to_owned()))
}

finding! {
    /// A date can never keep its due date
    ///
    /// # What it does
    ///
    /// Compares the last day on time with the days that the date fact may have.
    ///
    /// # Why it matters
    ///
    /// Everybody is late: usually the year of the due date, or of the fact, is that of another edition.
    ///
    /// # Example
    ///
    /// Due by 31 January 2023, for a date that may be from 1 January 2024 on.
    ///
    /// # Use instead
    ///
    /// Correct the due date, or the days that the fact may have.
    ///
    /// # Since
    ///
    /// 0.1.0
    DeadlineNeverKept { id: Id, last: Date, from: Date }
    "deadline-never-kept" Warning
    vi("hạn cuối là ngày {last}, nhưng dữ kiện \"{id}\" chỉ nhận ngày từ {from}, nên không bao giờ đúng hạn",
        last = vi_day(*last), from = vi_day(*from))
    en("the last day is {last}, but the fact \"{id}\" takes days from {from} on, so nothing is ever on time")
    help_vi("hãy sửa thời hạn, hoặc sửa khoảng ngày của dữ kiện")
    help_en("correct the due date, or the days the fact may have")
    witness(Some(from.to_string()))
}

fn vi_day(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

finding! {
    /// Weights nearly sum to 1, 10 or 100, but not quite
    ///
    /// # What it does
    ///
    /// Adds the weights of the children of a weighted mean. Within a tenth of 1, 10 or 100 that sum is
    /// taken to be meant.
    ///
    /// # Why it matters
    ///
    /// Weights count in proportion to their sum, so one wrong weight changes what all the others count.
    ///
    /// # Example
    ///
    /// Weights 20, 30 and 45.
    ///
    /// # Use instead
    ///
    /// Correct the weight that is wrong; if the source is like that, declare it in `declared_mismatches`.
    ///
    /// # Since
    ///
    /// 0.1.0
    WeightsDoNotSum { sum: Ratio, target: i64 }
    "weights-do-not-sum" Warning
    vi("các trọng số cộng lại được {sum}, không phải {target}", sum = comma(sum))
    en("the weights add up to {sum}, not to {target}")
    help_vi("hãy sửa trọng số sai; nếu văn bản gốc ghi như vậy, hãy khai báo trong \"declared_mismatches\"")
    help_en("correct the wrong weight; if the source is like that, declare it in \"declared_mismatches\"")
    witness(Some(sum.to_string()))
}

finding! {
    /// A printed number has letters, spaces or commas that look like its digits and points
    ///
    /// # What it does
    ///
    /// Finds numbers such as `1.l`, `1O.2`, `9. 3.2` or `9,3.2`, and characters outside ASCII digits and
    /// letters that look like them. A closing point (`9.3.2.`) does not count.
    ///
    /// # Why it matters
    ///
    /// The number is not found when it is searched for, and a number given twice goes unnoticed.
    ///
    /// # Example
    ///
    /// "3.l" with a small L, beside "3.2".
    ///
    /// # Use instead
    ///
    /// Write plain digits and points.
    ///
    /// # Since
    ///
    /// 0.1.0
    NumberNotPlain { number: String, plain: String }
    "number-not-plain" Warning
    vi("số thứ tự \"{number}\" có ký tự dễ nhầm; có lẽ ý là \"{plain}\"")
    en("the number \"{number}\" has characters that mislead; \"{plain}\" is probably meant")
    help_vi("hãy viết bằng chữ số và dấu chấm thường")
    help_en("write plain digits and points")
    verbatim(Some(number.clone()))
}

finding! {
    /// Two ids can hardly be told apart
    ///
    /// # What it does
    ///
    /// Compares ids of criteria and of facts after reading `l` and `I` as 1, `O` as 0, `_` as `-` and
    /// capitals as small letters.
    ///
    /// # Why it matters
    ///
    /// Whoever fills in the one fills in the other, and no error is reported.
    ///
    /// # Example
    ///
    /// The facts `report-1` and `report-l`.
    ///
    /// # Use instead
    ///
    /// Give one of them another name.
    ///
    /// # Since
    ///
    /// 0.1.0
    IdsLookAlike { id: String, other: String }
    "ids-look-alike" Warning
    vi("tên \"{id}\" rất dễ nhầm với \"{other}\"")
    en("the id \"{id}\" is easily taken for \"{other}\"")
    help_vi("hãy đổi tên một trong hai")
    help_en("rename one of them")
    witness(Some(other.clone()))
}

finding! {
    /// A condition holds for every value
    ///
    /// # What it does
    ///
    /// Finds conditions on a number that exclude no value it may have, and conditions on a choice that list
    /// every option. Measures that may have nothing to measure are left out: there the condition asks for that.
    ///
    /// # Why it matters
    ///
    /// The gate is always open, or the knock-out always strikes.
    ///
    /// # Example
    ///
    /// `"at_least": 0` for a number of documents.
    ///
    /// # Use instead
    ///
    /// Correct the limit, or take the condition out.
    ///
    /// # Since
    ///
    /// 0.1.0
    ConditionAlwaysHolds {}
    "condition-always-holds" Warning
    vi("điều kiện này đúng với mọi giá trị nên không loại được gì")
    en("the condition holds for every value, so it excludes nothing")
    help_vi("hãy sửa giới hạn của điều kiện này")
    help_en("correct the limit of this condition")
}

finding! {
    /// A floor is never reached
    ///
    /// # What it does
    ///
    /// Finds deductions that stay above their floor however many faults there are, and floors of
    /// proportional scales that no value is below.
    ///
    /// # Why it matters
    ///
    /// The floor decides nothing; usually the points for one fault, or the range of the fact, are wrong.
    ///
    /// # Example
    ///
    /// From 3 points, 0.1 less for each of at most 10 faults, but at least 1 point.
    ///
    /// # Use instead
    ///
    /// Correct the floor, the points for one fault or the range of the fact.
    ///
    /// # Since
    ///
    /// 0.1.0
    FloorNeverReached { floor: Quantity, least: Ratio }
    "floor-never-reached" Advice
    vi("mức sàn {floor} không bao giờ có tác dụng, vì thấp nhất đã là {least}", floor = comma(floor), least = comma(least))
    en("the floor {floor} never has an effect, because {least} is the least there is")
    help_vi("hãy sửa mức sàn, điểm trừ hoặc khoảng giá trị của dữ kiện")
    help_en("correct the floor, the deduction or the range of the fact")
    witness(Some(least.to_string()))
}

finding! {
    /// The words of the sheet leave a limit out
    ///
    /// # What it does
    ///
    /// Finds labels in which dots stand where a figure belongs: after "from", "to", "below", "above".
    ///
    /// # Why it matters
    ///
    /// The figure in the rule was guessed when the sheet was written down; the source does not say it.
    ///
    /// # Example
    ///
    /// "From 50 % to below … of the tasks: 0.5 points".
    ///
    /// # Use instead
    ///
    /// Ask the issuing body for the figure, and complete the label.
    ///
    /// # Since
    ///
    /// 0.1.0
    LabelWithoutLimit { label: String }
    "label-without-limit" Warning
    vi("lời ghi \"{label}\" còn để trống một con số")
    en("the label \"{label}\" leaves a figure out")
    help_vi("hãy hỏi lại cơ quan ban hành rồi điền con số còn thiếu")
    help_en("ask the issuing body, and fill in the figure")
    witness(Some(label.clone()))
}
