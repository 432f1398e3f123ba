//! Things in a criteria set that have names.

/// A kind of thing that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model::criteria_set) enum Thing {
    Criterion,
    Fact,
    Slot,
    Instrument,
    Class,
    UnitGroup,
    Part,
    Choice,
    Column,
    Requirement,
    Source,
    FactOrSlot,
}

impl Thing {
    /// The noun in Vietnamese.
    pub(super) const fn vi(self) -> &'static str {
        match self {
            Self::Criterion => "tiêu chí hoặc lĩnh vực",
            Self::Fact => "dữ kiện",
            Self::Slot => "chỗ gắn nhiệm vụ",
            Self::Instrument => "văn bản",
            Self::Class => "mức xếp loại",
            Self::UnitGroup => "nhóm đơn vị",
            Self::Part => "phần điểm",
            Self::Choice => "lựa chọn",
            Self::Column => "cột",
            Self::Requirement => "yêu cầu tài liệu kiểm chứng",
            Self::Source => "nguồn",
            Self::FactOrSlot => "dữ kiện hoặc chỗ gắn nhiệm vụ",
        }
    }

    /// The noun in English.
    pub(super) const fn en(self) -> &'static str {
        match self {
            Self::Criterion => "criterion or area",
            Self::Fact => "fact",
            Self::Slot => "task slot",
            Self::Instrument => "instrument",
            Self::Class => "class",
            Self::UnitGroup => "unit group",
            Self::Part => "part-mark",
            Self::Choice => "option",
            Self::Column => "column",
            Self::Requirement => "evidence requirement",
            Self::Source => "source",
            Self::FactOrSlot => "fact or task slot",
        }
    }
}
