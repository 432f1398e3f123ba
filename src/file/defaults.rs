//! What a record left to `Default` says where something has to be said: what gives no points.

use super::{
    AdjustmentApplies, AfterUnit, Cases, ColumnKind, Combine, Due, Every, EvidenceMode, FactKind,
    Level, Measure, Need, NotApplicable, ProductKind, Provenance, ProvidedBy, RoundingModeFile,
    Rule, Scale, Schedule,
};
use crate::number::Date;

macro_rules! defaults {
    ($($ty:ident: $value:expr;)*) => {
        $(
            /// So that a record has a `Default`; it gives no points.
            impl Default for $ty {
                fn default() -> Self {
                    $value
                }
            }
        )*
    };
}

defaults! {
    AdjustmentApplies: Self::Points;
    AfterUnit: Self::Days;
    ColumnKind: Self::YesNo;
    Combine: Self::Sum;
    Due: Self::By(Date::default());
    EvidenceMode: Self::Attests;
    Every: Self::Unstated;
    FactKind: Self::YesNo;
    Level: Self::Other;
    Measure: Self::Total(Vec::new());
    Need: Self::All;
    NotApplicable: Self::NotAllowed;
    ProductKind: Self::Document;
    Provenance: Self::Illustrative;
    ProvidedBy: Self::Unit;
    RoundingModeFile: Self::HalfUp;
    Rule: Self::Cases(Cases::default());
    Scale: Self::Options(Vec::new());
    Schedule: Self::AsPlanned;
}
