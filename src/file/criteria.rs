//! Criteria set files.

use super::common::{
    ChoiceOption, Citation, Instrument, Level, NumberKind, Provenance, RoundingFile, Span, Text,
};
use super::due::NonWorkingDay;
use super::evidence::EvidenceRequirement;
use super::relation::Relation;
use super::rule::{Example, Rule};
use crate::number::{Date, Quantity};
use crate::read::{Id, keyword, record, tagged};

keyword! {
    /// Who gives a fact.
    pub enum ProvidedBy {
        /// The unit that assesses itself.
        Unit = "unit",
        /// A survey.
        Survey = "survey",
        /// Another index.
        Index = "index",
        /// The appraiser.
        Appraiser = "appraiser",
        /// Another body.
        OtherBody = "other-body",
    }
}

keyword! {
    /// What a leaf rests on.
    pub enum Basis {
        /// Calculated from facts.
        Calculated = "calculated",
        /// A person picks a grade.
        Judged = "judged",
        /// Comes from a survey, another index or another body.
        External = "external",
    }
}

record! {
    /// A choice among options.
    #[derive(Default)]
    pub struct ChoiceKind {
        /// The options; at most 60.
        pub options: Vec<ChoiceOption>,
    }
}

tagged! {
    /// Kind of a column.
    pub enum ColumnKind {
        /// A number.
        Number(NumberKind) = "number",
        /// Yes or no.
        YesNo = "yes-no",
        /// A choice.
        Choice(ChoiceKind) = "choice",
    }
}

record! {
    /// A column of a table.
    #[derive(Default)]
    pub struct Column {
        /// Name in ASCII.
        pub id: Id,
        /// Name in words.
        pub title: Text,
        /// Kind.
        pub kind: ColumnKind,
    }
}

record! {
    /// A table with one row a sub-unit.
    #[derive(Default)]
    pub struct TableKind {
        /// Columns.
        pub columns: Vec<Column>,
        /// Most rows; 1,000 where absent.
        pub max_rows: Option<u32>,
    }
}

tagged! {
    /// Kind of a fact.
    pub enum FactKind {
        /// A number.
        Number(NumberKind) = "number",
        /// A day; in an assessment the word `none` says that it was not done.
        Date(Span) = "date",
        /// Yes or no.
        YesNo = "yes-no",
        /// A choice.
        Choice(ChoiceKind) = "choice",
        /// A table with one row a sub-unit.
        Table(TableKind) = "table",
    }
}

record! {
    /// A fact: one thing the unit (or somebody else) states.
    #[derive(Default)]
    pub struct Fact {
        /// Name in ASCII.
        pub id: Id,
        /// Name in words.
        pub title: Text,
        /// Kind.
        pub kind: FactKind,
        /// Who gives it; the unit where absent.
        pub provided_by: Option<ProvidedBy>,
        /// Which edition of an index or survey is meant.
        pub edition: Option<String>,
    }
}

record! {
    /// A place that a unit's plan binds its own tasks to.
    #[derive(Default)]
    pub struct Slot {
        /// Name in ASCII.
        pub id: Id,
        /// Name in words.
        pub title: Text,
    }
}

keyword! {
    /// What "not applicable" means at one place.
    pub enum NotApplicable {
        /// May not be claimed.
        NotAllowed = "not-allowed",
        /// The points leave the denominator.
        LeaveDenominator = "leave-denominator",
        /// Full marks.
        FullMarks = "full-marks",
        /// No points; they stay in the denominator.
        Zero = "zero",
    }
}

keyword! {
    /// What the criteria a unit group does not have mean.
    pub enum GroupTreatment {
        /// They leave the denominator; the index divides by what is left.
        LeaveDenominator = "leave-denominator",
        /// They stay in the denominator: the group has a lower maximum, not rescaled.
        LowerMaximum = "lower-maximum",
    }
}

record! {
    /// A group of units scored on the same sheet.
    #[derive(Default)]
    pub struct UnitGroup {
        /// Name in ASCII.
        pub id: Id,
        /// Name in words.
        pub title: Text,
        /// Criteria (of any level) or areas the group does not have.
        pub without: Vec<Id> = default,
        /// What that means; `leave-denominator` where absent.
        pub treatment: Option<GroupTreatment>,
        /// What this rests on.
        pub cites: Vec<Citation> = default,
    }
}

record! {
    /// What it means that a whole source (a survey) is absent.
    #[derive(Default)]
    pub struct AbsentSource {
        /// The source.
        pub provided_by: ProvidedBy,
        /// `leave-denominator` (the rest is rescaled), `zero`, or `not-allowed`.
        pub treatment: NotApplicable,
        /// What this rests on.
        pub cites: Vec<Citation> = default,
    }
}

keyword! {
    /// How children make their parent.
    pub enum Combine {
        /// Points add up; maxima too.
        Sum = "sum",
        /// The children's shares of their maxima, weighted, times the parent's maximum.
        WeightedMean = "weighted-mean",
    }
}

record! {
    /// A deviation of the source that is kept on purpose.
    #[derive(Default)]
    pub struct DeclaredMismatch {
        /// The check it answers: `children-do-not-add-up`, `number-under-another-parent` …
        pub check: Id,
        /// Why it stands.
        pub reason: Text,
        /// Where it stands in the source.
        pub cites: Vec<Citation> = default,
    }
}

record! {
    /// A criterion. With `criteria` it is a parent, with `rule` a leaf that is scored.
    #[derive(Default)]
    pub struct Criterion {
        /// Name in ASCII, unique in the set.
        pub id: Id,
        /// Number as printed on the sheet; the id where absent.
        pub number: Option<String>,
        /// Name in words.
        pub title: Text,
        /// Most points.
        pub max_points: Quantity,
        /// Weight beside its siblings, where the parent is a weighted mean.
        pub weight: Option<Quantity>,
        /// What a leaf rests on.
        pub basis: Option<Basis>,
        /// What it means that it is not applicable; the parent's answer where absent, `not-allowed` at the top.
        pub not_applicable: Option<NotApplicable>,
        /// What it rests on.
        pub cites: Vec<Citation> = default,
        /// The documented practice the shape of its rule comes from.
        pub shape: Option<String>,
        /// How the points of a leaf are given.
        pub rule: Option<Rule>,
        /// Documents a leaf requires.
        pub evidence: Vec<EvidenceRequirement> = default,
        /// Worked examples.
        pub examples: Vec<Example> = default,
        /// How children make this criterion; `sum` where absent.
        pub combine: Option<Combine>,
        /// Children.
        pub criteria: Vec<Criterion> = default,
        /// Who appraises it; the nearest answer above it where absent.
        pub appraised_by: Option<Text>,
        /// Deviations kept on purpose.
        pub declared_mismatches: Vec<DeclaredMismatch> = default,
        /// What a reader should know.
        pub note: Option<Text>,
    }
}

record! {
    /// An area of reform.
    #[derive(Default)]
    pub struct Area {
        /// Name in ASCII.
        pub id: Id,
        /// Number as printed: `I`, `II` …
        pub number: Option<String>,
        /// Name in words.
        pub title: Text,
        /// Most points.
        pub max_points: Quantity,
        /// Weight beside the other areas, where the set is a weighted mean.
        pub weight: Option<Quantity>,
        /// What it means that the whole area is not applicable; `not-allowed` where absent.
        pub not_applicable: Option<NotApplicable>,
        /// What it rests on.
        pub cites: Vec<Citation> = default,
        /// How criteria make the area; `sum` where absent.
        pub combine: Option<Combine>,
        /// Criteria.
        pub criteria: Vec<Criterion>,
        /// Who appraises its criteria, where they do not say so themselves.
        pub appraised_by: Option<Text>,
        /// Deviations kept on purpose.
        pub declared_mismatches: Vec<DeclaredMismatch> = default,
    }
}

keyword! {
    /// Where bonus or penalty points act.
    pub enum AdjustmentApplies {
        /// On the points, before they are divided by the maximum.
        Points = "points",
        /// On the index, after the division, point for percentage point.
        Index = "index",
    }
}

record! {
    /// Bonus or penalty points, outside the scale. Rules of penalty criteria give positive points that are taken off.
    #[derive(Default)]
    pub struct Adjustment {
        /// Most points of all together; no limit where absent.
        pub cap: Option<Quantity>,
        /// Where they act.
        pub applies: AdjustmentApplies,
        /// The criteria; all leaves.
        pub criteria: Vec<Criterion>,
    }
}

record! {
    /// Where points are rounded. What is absent is not rounded.
    #[derive(Default)]
    pub struct Rounding {
        /// A measure (a percentage) before its scale is read.
        pub measure: Option<RoundingFile>,
        /// Points of a leaf, once.
        pub leaf: Option<RoundingFile>,
        /// Points of an area.
        pub area: Option<RoundingFile>,
        /// The index, in percent.
        pub index: RoundingFile,
        /// Whether classes are read on the exact index instead of the rounded one.
        pub classes_on_exact: bool = default,
        /// Most decimals people may type in a claim; claims are compared at these.
        pub claim_places: u32,
    }
}

record! {
    /// A class of results.
    #[derive(Default)]
    pub struct Class {
        /// Name in ASCII.
        pub id: Id,
        /// Name in words.
        pub title: Text,
        /// The least index that belongs to it, in percent.
        pub from: Quantity,
    }
}

record! {
    /// Something of the source that no leaf scores.
    #[derive(Default)]
    pub struct NotScored {
        /// The place.
        pub cites: Citation,
        /// Why.
        pub reason: Text,
    }
}

record! {
    /// A criteria set: one edition.
    pub struct CriteriaFile = "par-index/criteria@1" {
        /// `par-index/criteria@1`.
        pub format: String,
        /// Name of the set in ASCII.
        pub id: Id,
        /// Edition.
        pub edition: Id,
        /// Name in words.
        pub title: Text,
        /// Where it comes from.
        pub provenance: Provenance,
        /// What every output says beside the title; required unless the set is official.
        pub notice: Option<Text>,
        /// Level of administration.
        pub level: Level,
        /// Days on which the edition is in force.
        pub in_force: Span,
        /// Instruments cited.
        pub instruments: Vec<Instrument> = default,
        /// The scale: most points, usually 100.
        pub max_points: Quantity,
        /// How areas make the total; `sum` where absent.
        pub combine: Option<Combine>,
        /// Rounding.
        pub rounding: Rounding,
        /// The index is not above 100.
        pub index_capped: bool = default,
        /// Groups of units.
        pub unit_groups: Vec<UnitGroup> = default,
        /// What an absent survey or index means; `not-allowed` where not listed.
        pub absent_sources: Vec<AbsentSource> = default,
        /// What a non-working last day means; `keep` where absent.
        pub non_working_day: Option<NonWorkingDay>,
        /// Days off besides Saturday and Sunday.
        pub holidays: Vec<Date> = default,
        /// Saturdays and Sundays worked in exchange for a day off.
        pub working_days: Vec<Date> = default,
        /// Classes, best first.
        pub classes: Vec<Class> = default,
        /// Facts.
        pub facts: Vec<Fact>,
        /// What must hold between facts.
        pub relations: Vec<Relation> = default,
        /// Task slots.
        pub slots: Vec<Slot> = default,
        /// Areas.
        pub areas: Vec<Area>,
        /// Bonus points.
        pub bonus: Option<Adjustment>,
        /// Penalty points.
        pub penalty: Option<Adjustment>,
        /// Deviations kept on purpose.
        pub declared_mismatches: Vec<DeclaredMismatch> = default,
        /// Parts of the source that no leaf scores.
        pub not_scored: Vec<NotScored> = default,
        /// What a reader should know.
        pub note: Option<Text>,
    }
}
