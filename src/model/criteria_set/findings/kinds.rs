//! Findings about the kinds of facts and columns.

use super::{comma, finding};
use crate::number::Quantity;

finding! {
    /// Values are to have more decimals than numbers can
    ///
    /// # What it does
    /// Compares the decimals of each number fact with the most there can be.
    /// # Why it matters
    /// Values are exact to nine decimals.
    /// # Example
    /// `"decimals": 12`.
    /// # Use instead
    /// Write a number from 0 to 9.
    /// # Since
    /// 0.1.0
    TooManyDecimals { decimals: u32, most: u32 }
    "too-many-decimals" Error
    vi("giá trị không thể có {decimals} chữ số thập phân; nhiều nhất là {most}")
    en("values cannot have {decimals} decimals; {most} at most")
    help_vi("hãy viết một số từ 0 đến {most}, hoặc đổi đơn vị tính")
    help_en("write a number from 0 to {most}, or use another unit of measurement")
}

finding! {
    /// The least value is above the greatest
    ///
    /// # What it does
    /// Compares the two limits of each fact.
    /// # Why it matters
    /// No value would be accepted.
    /// # Example
    /// `"min": 100, "max": 0`.
    /// # Use instead
    /// Swap the limits, or correct the wrong one.
    /// # Since
    /// 0.1.0
    RangeReversed { min: Quantity, max: Quantity }
    "range-reversed" Error
    vi("giá trị nhỏ nhất {min} lớn hơn giá trị lớn nhất {max}", min = comma(min), max = comma(max))
    en("the least value {min} is above the greatest {max}")
    help_vi("hãy đổi lại hai giá trị, hoặc sửa giá trị sai")
    help_en("swap the two, or correct the wrong one")
}

finding! {
    /// Values of this size cannot be kept with that many decimals
    ///
    /// # What it does
    /// Multiplies each limit by the decimals declared.
    /// # Why it matters
    /// The value could not be held exactly.
    /// # Example
    /// 10000000000 with nine decimals: nineteen digits or more.
    /// # Use instead
    /// Declare fewer decimals or a smaller limit.
    /// # Since
    /// 0.1.0
    RangeTooLarge { limit: Quantity, decimals: u32 }
    "range-too-large" Error
    vi("giá trị {limit} với {decimals} chữ số thập phân vượt quá 18 chữ số", limit = comma(limit))
    en("the value {limit} with {decimals} decimals has more than 18 digits")
    help_vi("hãy giảm số chữ số thập phân, thu hẹp khoảng, hoặc đổi đơn vị tính")
    help_en("use fewer decimals, a narrower range, or another unit of measurement")
}

finding! {
    /// A limit has more decimals than values may have
    ///
    /// # What it does
    /// Compares the decimals of each limit with those of the values.
    /// # Why it matters
    /// The limit itself could never be typed.
    /// # Example
    /// `"max": 99.5` for whole numbers.
    /// # Use instead
    /// Declare more decimals, or round the limit.
    /// # Since
    /// 0.1.0
    RangeFinerThanDecimals { limit: Quantity, decimals: u32 }
    "range-finer-than-decimals" Error
    vi("giới hạn {limit} có nhiều hơn {decimals} chữ số thập phân đã khai báo", limit = comma(limit))
    en("the limit {limit} has more than the {decimals} decimals declared")
    help_vi("hãy sửa giới hạn, hoặc tăng \"decimals\"")
    help_en("correct the limit, or raise \"decimals\"")
}

finding! {
    /// A choice has too many options
    ///
    /// # What it does
    /// Counts the options of each choice.
    /// # Why it matters
    /// More cannot be told apart in one condition.
    /// # Example
    /// A choice with 61 options.
    /// # Use instead
    /// Split the choice in two.
    /// # Since
    /// 0.1.0
    TooManyOptions { options: usize, most: usize }
    "too-many-options" Error
    vi("có {options} lựa chọn; nhiều nhất là {most}")
    en("there are {options} options; {most} at most")
    help_vi("hãy gộp bớt các lựa chọn")
    help_en("merge some of them")
}

finding! {
    /// A table may have no rows, or too many
    ///
    /// # What it does
    /// Compares the most rows of each table with what can be held.
    /// # Why it matters
    /// A table without rows counts nothing, and one without end stops the program.
    /// # Example
    /// `"max_rows": 0`.
    /// # Use instead
    /// Write a number within the range stated.
    /// # Since
    /// 0.1.0
    RowsOutOfRange { rows: u32, most: u32 }
    "rows-out-of-range" Error
    vi("số dòng tối đa {rows} nằm ngoài khoảng từ 1 đến {most}")
    en("{rows} rows at most is outside 1 to {most}")
    help_vi("hãy viết một số từ 1 đến {most}")
    help_en("write a number from 1 to {most}")
}
