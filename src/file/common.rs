//! Pieces that several kinds of file share.

use crate::number::{Date, Quantity, Rounding, RoundingMode};
use crate::read::{Id, keyword, record};

record! {
    /// A title in Vietnamese, with English beside it where known.
    #[derive(Default)]
    pub struct Text {
        /// Vietnamese.
        pub vi: String,
        /// English.
        pub en: Option<String>,
    }
}

record! {
    /// A span of days, both ends included.
    #[derive(Default)]
    pub struct Span {
        /// First day.
        pub from: Date,
        /// Last day.
        pub until: Date,
    }
}

record! {
    /// The instrument that took the place of another.
    #[derive(Default)]
    pub struct Replacement {
        /// Full name with number and notation, as printed.
        pub instrument: String,
        /// Day from which it holds instead.
        pub from: Option<Date>,
    }
}

record! {
    /// An instrument (law, decree, decision, plan, report) that something rests on.
    #[derive(Default)]
    pub struct Instrument {
        /// Name used by `cites`.
        pub id: Id,
        /// Full name with number and notation, as printed.
        pub instrument: String,
        /// Day of issue.
        pub issued_on: Option<Date>,
        /// Who issued it.
        pub issuer: Option<String>,
        /// What has replaced it.
        pub replaced_by: Option<Replacement>,
        /// What a reader should know (what was not at hand, what is inconsistent).
        pub note: Option<String>,
    }
}

record! {
    /// What one thing rests on.
    #[derive(Default)]
    pub struct Citation {
        /// The id of an instrument listed under `instruments`.
        pub source: Id,
        /// The place inside it: a row, bullet, article, annex.
        pub provision: Option<String>,
    }
}

keyword! {
    /// Where a criteria set comes from.
    pub enum Provenance {
        /// Issued by an authority and transcribed from the instrument itself.
        Official = "official",
        /// Made by this project from a real document; no authority has issued it.
        Derived = "derived",
        /// Made up to show or exercise something.
        Illustrative = "illustrative",
    }
}

keyword! {
    /// The level of administration a criteria set is for.
    pub enum Level {
        /// Ministries and central agencies.
        Ministry = "ministry",
        /// Provinces and centrally run cities.
        Province = "province",
        /// Departments of a province.
        Department = "department",
        /// Districts (until 30/6/2025).
        District = "district",
        /// Communes.
        Commune = "commune",
        /// Anything else.
        Other = "other",
    }
}

keyword! {
    /// How a number is rounded where rounding is asked for.
    pub enum RoundingModeFile {
        /// Halves away from zero.
        HalfUp = "half-up",
        /// Halves to the even neighbour.
        HalfEven = "half-even",
        /// Toward zero.
        Down = "down",
        /// Away from zero.
        Up = "up",
    }
}

record! {
    /// Places and mode of one rounding.
    #[derive(Default)]
    pub struct RoundingFile {
        /// Decimal places kept, 0–9.
        pub places: u32,
        /// What happens to the rest.
        pub mode: RoundingModeFile,
    }
}

impl RoundingFile {
    /// The rounding it means; `None` for more places than can be kept.
    pub(crate) fn exact(&self) -> Option<Rounding> {
        let mode = match self.mode {
            RoundingModeFile::HalfUp => RoundingMode::HalfUp,
            RoundingModeFile::HalfEven => RoundingMode::HalfEven,
            RoundingModeFile::Down => RoundingMode::Down,
            RoundingModeFile::Up => RoundingMode::Up,
        };
        Rounding::new(u8::try_from(self.places).ok()?, mode)
    }
}

record! {
    /// A unit of administration.
    #[derive(Default)]
    pub struct UnitFile {
        /// Name in ASCII.
        pub id: Id,
        /// Name in words.
        pub title: Text,
        /// The unit group of the criteria set it belongs to.
        pub group: Option<Id>,
    }
}

record! {
    /// An option a person can pick.
    #[derive(Default)]
    pub struct ChoiceOption {
        /// Name in ASCII.
        pub id: Id,
        /// Name in words.
        pub title: Text,
    }
}

record! {
    /// Limits of a number.
    #[derive(Default)]
    pub struct NumberKind {
        /// Most decimals a value may have, 0–9.
        pub decimals: u32 = default,
        /// Unit of measurement: `%`, `dossier`, `document`, `person`, `million-dong` …
        pub unit: String,
        /// Least value.
        pub min: Quantity,
        /// Greatest value.
        pub max: Quantity,
    }
}
