//! Why a text or a value is not a number this crate accepts.

use thiserror::Error;

/// Why a number was refused
///
/// No variant repeats the refused text as a whole, so a hostile input cannot fill a report.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NumberError {
    /// Nothing was written.
    #[error("no number was written")]
    Empty,
    /// The text is longer than any number accepted here.
    #[error("{length} characters are too many for a number; at most {allowed} are read")]
    TooLong {
        /// Length of the text in bytes.
        length: usize,
        /// Most bytes accepted.
        allowed: usize,
    },
    /// More digits after the decimal point than can be kept.
    #[error("{found} decimals; at most {allowed} are allowed")]
    TooManyDecimals {
        /// Decimals written.
        found: usize,
        /// Decimals allowed.
        allowed: u8,
    },
    /// More decimals than can be kept, of a number that a spreadsheet kept in binary.
    #[error("{found} decimals: a spreadsheet's tail of {nearest}?")]
    FloatTail {
        /// Decimals written.
        found: usize,
        /// The number to 15 digits, all that a spreadsheet shows.
        nearest: String,
    },
    /// The value is too large for an exact number of this crate.
    #[error("the number is too large")]
    OutOfRange,
    /// The number has an exponent, such as `1e3`.
    #[error("a number with an exponent is not accepted")]
    Exponent,
    /// Zero with a minus sign.
    #[error("zero is written without a minus sign")]
    NegativeZero,
    /// A comma as decimal separator, such as `12,5`.
    #[error("a comma is not accepted in a number")]
    DecimalComma {
        /// The same number with a point, when that is a number.
        with_point: Option<String>,
    },
    /// Digits of another script, such as Arabic-Indic or full-width ones.
    #[error("digits other than 0 to 9 are not accepted")]
    ForeignDigits {
        /// The first such character.
        digit: char,
    },
    /// A zero before other digits, such as `007`.
    #[error("a number does not start with superfluous zeros")]
    LeadingZero,
    /// A plus sign in front, such as `+5`.
    #[error("a number does not start with a plus sign")]
    PlusSign,
    /// White space around or inside the number.
    #[error("spaces are not accepted in a number")]
    Spaces,
    /// `NaN` or an infinity.
    #[error("a number is finite")]
    NotFinite,
    /// A whole number is needed.
    #[error("a whole number is needed")]
    NotWhole,
    /// Anything else.
    #[error("this is not a number")]
    NotANumber,
}
