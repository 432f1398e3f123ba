//! Rules: a measure times a scale, and the combinators.

use super::assessment::{FactMap, TaskExampleMap};
use super::common::Text;
use super::due::{Due, NonWorkingDay};
use crate::number::Quantity;
use crate::read::{Id, keyword, record, tagged};

tagged! {
    /// What is given when there was nothing to measure (0 of 0, nothing arose).
    pub enum WhenEmpty {
        /// Full marks.
        Full = "full",
        /// Nothing.
        Zero = "zero",
        /// The points leave the denominator.
        LeaveDenominator = "leave-denominator",
        /// These points.
        Points(Quantity) = "points",
    }
}

record! {
    /// A share in percent: part ÷ whole × 100. Where part or whole lists several facts, they are added.
    #[derive(Default)]
    pub struct Share {
        /// Number facts that add up to the part.
        pub part: Vec<Id>,
        /// Number facts that add up to the whole.
        pub whole: Vec<Id>,
        /// A number fact: items of the whole that are not applicable; they leave the whole.
        pub not_applicable_items: Option<Id>,
        /// The answer for 0 of 0. Without it such a leaf is not assessable.
        pub when_empty: Option<WhenEmpty>,
    }
}

record! {
    /// Whether a date keeps a due date. Give `date` and `due`, or `slot`.
    #[derive(Default)]
    pub struct Timeliness {
        /// A date fact.
        pub date: Option<Id>,
        /// When it is due.
        pub due: Option<Due>,
        /// What a non-working last day means; the set's policy where absent.
        pub non_working_day: Option<NonWorkingDay>,
        /// A task slot: the unit's plan gives task and due date, the worst of its occurrences counts.
        pub slot: Option<Id>,
        /// The answer where nothing arose (slot only).
        pub when_empty: Option<WhenEmpty>,
    }
}

record! {
    /// Days after the due date; 0 when on time.
    #[derive(Default)]
    pub struct DaysLate {
        /// A date fact.
        pub date: Id,
        /// When it is due.
        pub due: Due,
        /// What a non-working last day means; the set's policy where absent.
        pub non_working_day: Option<NonWorkingDay>,
        /// Points where it was not done at all; 0 where absent.
        pub when_none: Option<Quantity>,
    }
}

record! {
    /// A group of the unit's own tasks. Give one of `slots`, `area` or `all`.
    #[derive(Default)]
    pub struct TaskGroup {
        /// Task slots.
        pub slots: Vec<Id> = default,
        /// All tasks of an area of the plan.
        pub area: Option<Id>,
        /// All tasks of the plan.
        pub all: bool = default,
        /// The answer where the group has no task that counts.
        pub when_empty: Option<WhenEmpty>,
    }
}

record! {
    /// Condition on one column of a table.
    #[derive(Default)]
    pub struct RowCondition {
        /// Column.
        pub column: Id,
        /// The cell of a yes-no column is this.
        pub is: Option<bool>,
        /// The number is at least this.
        pub at_least: Option<Quantity>,
        /// The number is at most this.
        pub at_most: Option<Quantity>,
        /// The choice is one of these.
        pub one_of: Vec<Id> = default,
    }
}

record! {
    /// Rows of a table (one row a sub-unit) that meet all conditions.
    #[derive(Default)]
    pub struct Rows {
        /// A table fact.
        pub table: Id,
        /// Conditions; all must hold.
        pub r#where: Vec<RowCondition> = default,
        /// For a share: rows that count in the whole; all rows where absent.
        pub among: Vec<RowCondition> = default,
        /// For a share: the answer for no rows.
        pub when_empty: Option<WhenEmpty>,
    }
}

record! {
    /// One answer of a questionnaire: how many gave it, and what it counts.
    #[derive(Default)]
    pub struct Answer {
        /// A number fact: how many gave this answer.
        pub fact: Id,
        /// What it counts, in percent.
        pub weight: Quantity,
    }
}

record! {
    /// Σ weight × number ÷ Σ number, in percent.
    #[derive(Default)]
    pub struct WeightedAnswers {
        /// The answers.
        pub answers: Vec<Answer>,
        /// The answer for nobody answering.
        pub when_empty: Option<WhenEmpty>,
    }
}

record! {
    /// (now − base) ÷ base × 100, in percent.
    #[derive(Default)]
    pub struct Growth {
        /// A number fact.
        pub now: Id,
        /// A number fact. 0 is answered by `when_empty`.
        pub base: Id,
        /// The answer for a base of 0.
        pub when_empty: Option<WhenEmpty>,
    }
}

tagged! {
    /// Facts become one exact number, or a choice.
    pub enum Measure {
        /// A number fact as it is.
        Fact(Id) = "fact",
        /// The sum of number facts.
        Total(Vec<Id>) = "total",
        /// A choice fact or yes-no fact as it is (`yes`, `no`).
        Choice(Id) = "choice",
        /// A share in percent.
        Share(Share) = "share",
        /// `on-time`, `late` or `none`.
        Timeliness(Timeliness) = "timeliness",
        /// Days late.
        DaysLate(DaysLate) = "days-late",
        /// Share of the unit's own tasks that are done, in percent of those that arose.
        Completion(TaskGroup) = "completion",
        /// Share of dated occurrences that were done on time, in percent of those that arose.
        Punctuality(TaskGroup) = "punctuality",
        /// Number of rows that meet a condition.
        Rows(Rows) = "rows",
        /// Share of rows that meet a condition, in percent.
        RowShare(Rows) = "row-share",
        /// Weighted answers of a questionnaire, in percent.
        WeightedAnswers(WeightedAnswers) = "weighted-answers",
        /// Growth over a base, in percent.
        Growth(Growth) = "growth",
    }
}

record! {
    /// Points for one choice.
    #[derive(Default)]
    pub struct OptionPoints {
        /// The choice: an option of the fact, `yes`/`no`, or `on-time`/`late`/`none`.
        pub is: Id,
        /// Points.
        pub points: Quantity,
        /// The words of the sheet.
        pub label: Option<String>,
    }
}

record! {
    /// Points rise or fall evenly from one end of the band to the other.
    #[derive(Default)]
    pub struct LinearPoints {
        /// Points at `from`.
        pub at_from: Quantity,
        /// Points at `to`.
        pub at_to: Quantity,
    }
}

record! {
    /// One band. Without a limit it is open on that side.
    #[derive(Default)]
    pub struct Band {
        /// Lower limit.
        pub from: Option<Quantity>,
        /// Whether the lower limit itself is excluded.
        pub from_excluded: bool = default,
        /// Upper limit.
        pub to: Option<Quantity>,
        /// Whether the upper limit itself belongs to the band.
        pub to_included: bool = default,
        /// Points all over the band.
        pub points: Option<Quantity>,
        /// Points that change evenly over the band (both limits needed), instead of `points`.
        pub linear: Option<LinearPoints>,
        /// The words of the sheet.
        pub label: Option<String>,
    }
}

record! {
    /// points × min(measure ÷ `full_at`, 1); nothing below the floor; never below 0.
    #[derive(Default)]
    pub struct Proportional {
        /// Full marks.
        pub points: Quantity,
        /// The measure that earns full marks.
        pub full_at: Quantity,
        /// Below this measure nothing is given.
        pub floor: Option<Quantity>,
    }
}

record! {
    /// each × number, at most the cap.
    #[derive(Default)]
    pub struct PerItem {
        /// Points for one.
        pub each: Quantity,
        /// Most points.
        pub cap: Quantity,
    }
}

record! {
    /// from − each × number, at least the floor; a knock-out takes everything.
    #[derive(Default)]
    pub struct Deduction {
        /// Points with no fault.
        pub from: Quantity,
        /// Points taken for one.
        pub each: Quantity,
        /// Least points left by counting; 0 where absent.
        pub floor: Option<Quantity>,
        /// If any of these holds, 0 points.
        pub knock_out: Vec<Condition> = default,
    }
}

record! {
    /// Evenly from the worst to the best value and clamped outside; `worst` above `best` reverses the direction.
    #[derive(Default)]
    pub struct Goalposts {
        /// The measure that earns `points_at_worst`.
        pub worst: Quantity,
        /// The measure that earns `points_at_best`.
        pub best: Quantity,
        /// Points at the worst value.
        pub points_at_worst: Quantity,
        /// Points at the best value.
        pub points_at_best: Quantity,
    }
}

tagged! {
    /// A number or choice becomes points.
    pub enum Scale {
        /// Points by choice.
        Options(Vec<OptionPoints>) = "options",
        /// Points by band.
        Bands(Vec<Band>) = "bands",
        /// Points in proportion.
        Proportional(Proportional) = "proportional",
        /// Points per item with a cap.
        PerItem(PerItem) = "per-item",
        /// Points less deductions.
        Deduction(Deduction) = "deduction",
        /// Points between goalposts.
        Goalposts(Goalposts) = "goalposts",
    }
}

record! {
    /// A comparison of one measure; all limits given must hold.
    #[derive(Default)]
    pub struct Condition {
        /// What is compared.
        pub measure: Measure,
        /// At least.
        pub at_least: Option<Quantity>,
        /// More than.
        pub more_than: Option<Quantity>,
        /// At most.
        pub at_most: Option<Quantity>,
        /// Less than.
        pub less_than: Option<Quantity>,
        /// Exactly.
        pub equals: Option<Quantity>,
        /// The choice is one of these.
        pub one_of: Vec<Id> = default,
    }
}

record! {
    /// A measure and its scale.
    #[derive(Default)]
    pub struct Score {
        /// Measure.
        pub measure: Measure,
        /// Scale.
        pub scale: Scale,
    }
}

keyword! {
    /// What a part-mark that does not apply means.
    pub enum PartNotApplicable {
        /// May not be claimed.
        NotAllowed = "not-allowed",
        /// Its points leave the denominator.
        Drop = "drop",
        /// Its points are spread over the other parts in proportion to their maxima.
        Redistribute = "redistribute",
        /// It counts as fully earned.
        Full = "full",
    }
}

record! {
    /// One part-mark.
    #[derive(Default)]
    pub struct Part {
        /// Name inside the leaf.
        pub id: Id,
        /// Name in words.
        pub title: Option<Text>,
        /// Most points.
        pub max_points: Quantity,
        /// How its points are given.
        pub rule: Rule,
        /// Whether it may be not applicable, and what that means; not allowed where absent.
        pub not_applicable: Option<PartNotApplicable>,
    }
}

record! {
    /// Part-marks added up.
    #[derive(Default)]
    pub struct Sum {
        /// The parts.
        pub parts: Vec<Part>,
        /// Most points of all together. Without it the parts' maxima add up to the maximum of the whole.
        pub cap: Option<Quantity>,
    }
}

record! {
    /// A rule behind a condition.
    #[derive(Default)]
    pub struct Gate {
        /// All must hold.
        pub when: Vec<Condition>,
        /// The rule if they hold.
        pub then: Rule,
        /// Points if they do not; 0 where absent.
        pub otherwise: Option<Quantity>,
    }
}

record! {
    /// One case: all its conditions hold.
    #[derive(Default)]
    pub struct Case {
        /// Conditions.
        pub when: Vec<Condition>,
        /// Points.
        pub points: Quantity,
        /// The words of the sheet.
        pub label: Option<String>,
    }
}

record! {
    /// The first case that holds. Cases must not overlap.
    #[derive(Default)]
    pub struct Cases {
        /// The cases.
        pub cases: Vec<Case>,
        /// Points if none holds.
        pub otherwise: Quantity,
    }
}

tagged! {
    /// How the points of a leaf are given.
    pub enum Rule {
        /// A measure and a scale.
        Score(Box<Score>) = "score",
        /// Part-marks.
        Sum(Sum) = "sum",
        /// A rule behind a condition.
        Gate(Box<Gate>) = "gate",
        /// Cases.
        Cases(Cases) = "cases",
    }
}

record! {
    /// A worked example of a leaf, run whenever the set is checked.
    #[derive(Default)]
    pub struct Example {
        /// What it shows.
        pub note: Option<String>,
        /// Values by fact id, as in an assessment; `task:ID` is not used here, see `inputs`.
        pub facts: FactMap = default,
        /// For measures over task slots: `{slot: "on-time" | "late" | "none" | "not-arisen"}` for timeliness,
        /// and `{slot: [done or on-time, of]}` for completion and punctuality; `area:ID` and `all` likewise.
        pub tasks: TaskExampleMap = default,
        /// Parts that do not apply.
        pub not_applicable: Vec<Id> = default,
        /// Points expected; absent where the leaf leaves the denominator or is not assessable.
        pub points: Option<Quantity>,
        /// `not-applicable`, `not-assessable` or `open` where no points are expected.
        pub state: Option<ExampleState>,
    }
}

keyword! {
    /// A state an example expects instead of points.
    pub enum ExampleState {
        /// Leaves the denominator.
        NotApplicable = "not-applicable",
        /// The rule has no answer.
        NotAssessable = "not-assessable",
        /// Something is unanswered.
        Open = "open",
    }
}
