//! What is wrong with an assessment when it is put beside its criteria set and plan.

use crate::diagnostic::{Finding, Message, Severity};
use crate::eval::given::fault_terms::{Expected, Limited, Thing};
use crate::file::ChoiceOption;
use crate::number::{Date, DateError, Points, Quantity};

/// One fault of an assessment.
#[derive(Clone, Debug)]
pub(crate) enum AssessmentFault {
    /// The file says that it is of another kind or version than this crate reads
    ///
    /// # What it does
    /// Compares `format` with the one of assessments this version reads.
    /// # Why it matters
    /// Another kind or version of file would be misread.
    /// # Example
    /// `"format": "par-index/assessment@9"`.
    /// # Use instead
    /// Write `"format": "par-index/assessment@1"`, or use the version the file was made for.
    /// # Since
    /// 0.1.0
    WrongFormat {
        found: String,
    },
    /// The assessment answers another criteria set
    ///
    /// # What it does
    /// Compares the criteria set an assessment names with the one it is scored by.
    /// # Why it matters
    /// Facts and claims of another sheet mean other things.
    /// # Example
    /// An assessment of edition 2023 scored by edition 2024.
    /// # Use instead
    /// Choose the set the assessment names, or correct `criteria_set`.
    /// # Since
    /// 0.1.0
    OtherCriteriaSet {
        asked: String,
        given: String,
    },
    /// The period assessed lies outside the days the edition is in force
    ///
    /// # What it does
    /// Compares the period assessed with the days the edition is in force.
    /// # Why it matters
    /// An edition that is not in force decides nothing for that year.
    /// # Example
    /// The year 2022 by a set in force from 2023.
    /// # Use instead
    /// Choose the edition in force, or correct the period.
    /// # Since
    /// 0.1.0
    EditionNotInForce {
        from: Date,
        until: Date,
    },
    /// The period assessed ends before it begins
    ///
    /// # What it does
    /// Compares the two days of the period assessed.
    /// # Why it matters
    /// No day lies inside it.
    /// # Example
    /// From 2024-12-31 until 2024-01-01.
    /// # Use instead
    /// Exchange `from` and `until`.
    /// # Since
    /// 0.1.0
    PeriodReversed,
    /// A name that leads nowhere
    ///
    /// # What it does
    /// Looks up each fact, criterion, part, requirement, document and area that the file names.
    /// # Why it matters
    /// A misspelt name leaves the right one unanswered.
    /// # Example
    /// A value for `dosiers-on-time`.
    /// # Use instead
    /// Correct the name; the one probably meant is suggested.
    /// # Since
    /// 0.1.0
    UnknownName {
        what: Thing,
        name: String,
        suggestion: Option<String>,
    },
    /// The same thing is given twice
    ///
    /// # What it does
    /// Looks for two entries about the same thing.
    /// # Why it matters
    /// They may say two things, and only one can count.
    /// # Example
    /// Two documents `d12`.
    /// # Use instead
    /// Keep one of them.
    /// # Since
    /// 0.1.0
    GivenTwice {
        what: Thing,
        name: String,
    },
    /// Points are given to a criterion that is not scored itself
    ///
    /// # What it does
    /// Looks for claims and decisions at criteria that have children.
    /// # Why it matters
    /// Points live on the leaves; a sum is never typed.
    /// # Example
    /// A claim for 2.1 above 2.1.1 and 2.1.2.
    /// # Use instead
    /// Claim each criterion below it.
    /// # Since
    /// 0.1.0
    NotALeaf {
        name: String,
    },
    /// A fact has a value of another kind
    ///
    /// # What it does
    /// Compares the kind of each value with that of its fact.
    /// # Why it matters
    /// The rule cannot read it.
    /// # Example
    /// The word "có" where a number is needed.
    /// # Use instead
    /// Write a value of the kind named.
    /// # Since
    /// 0.1.0
    WrongKind {
        fact: String,
        expected: Expected,
        /// What may have been meant, as it is to be written.
        meant: Vec<String>,
    },
    /// A value has more decimals than its fact may have
    ///
    /// # What it does
    /// Counts the decimals of each value.
    /// # Why it matters
    /// A count of dossiers with decimals is a slip, and a finer value was not declared.
    /// # Example
    /// 12.5 dossiers.
    /// # Use instead
    /// Write the value with the decimals allowed.
    /// # Since
    /// 0.1.0
    TooManyDecimals {
        fact: String,
        found: u8,
        allowed: u8,
        /// The number whose thousands the point may part.
        thousands: Option<Quantity>,
    },
    /// A value lies outside the limits of its fact
    ///
    /// # What it does
    /// Compares each value with the limits its fact declares.
    /// # Why it matters
    /// The value cannot be; often a percentage was typed as a count, or 100 times too large.
    /// # Example
    /// 120 % of staff.
    /// # Use instead
    /// Correct the value.
    /// # Since
    /// 0.1.0
    OutsideLimits {
        fact: String,
        value: Limited,
        min: Limited,
        max: Limited,
        /// The value with its decimal point further left, where that is within.
        meant: Vec<Quantity>,
    },
    /// A choice names an option there is not
    ///
    /// # What it does
    /// Looks up the option that each choice names.
    /// # Why it matters
    /// The rule gives points to options it knows only.
    /// # Example
    /// `"ontime"` where the option is `on-time`.
    /// # Use instead
    /// Write the id of one of the options.
    /// # Since
    /// 0.1.0
    UnknownOption {
        fact: String,
        found: String,
        options: Vec<ChoiceOption>,
        /// The option whose title was written.
        meant: Option<String>,
    },
    /// The value of a date fact is not a day
    ///
    /// # What it does
    /// Reads each value of a date fact.
    /// # Why it matters
    /// Without a day, on time and late cannot be told apart.
    /// # Example
    /// `"31/2/2024"`.
    /// # Use instead
    /// Write year-month-day, or `none` where it was not done.
    /// # Since
    /// 0.1.0
    BadDate {
        fact: String,
        found: String,
        error: DateError,
    },
    /// A table has more rows than it may have
    ///
    /// # What it does
    /// Counts the rows of each table.
    /// # Why it matters
    /// The set limits them so that checking stays quick.
    /// # Example
    /// 1,001 rows of sub-units.
    /// # Use instead
    /// Leave only the sub-units that the table is about.
    /// # Since
    /// 0.1.0
    TooManyRows {
        fact: String,
        found: usize,
        allowed: usize,
    },
    /// The unit fills in what somebody else gives
    ///
    /// # What it does
    /// Looks for values of facts that somebody else gives.
    /// # Why it matters
    /// The unit would score what it is not to score; the value is ignored.
    /// # Example
    /// The unit types its own survey result in `facts`.
    /// # Use instead
    /// Move a published result to `external`, with its source.
    /// # Since
    /// 0.1.0
    NotForTheUnit {
        fact: String,
        points: Points,
    },
    /// A fact of the unit stands among the results of others
    ///
    /// # What it does
    /// Looks in `external` for facts that the unit itself gives.
    /// # Why it matters
    /// Results of others stand as published and need no document, so the unit's own facts do
    /// not belong there.
    /// # Example
    /// `dossiers-on-time` in `external`.
    /// # Use instead
    /// Move it to `facts`.
    /// # Since
    /// 0.1.0
    NotFromOutside {
        fact: String,
    },
    /// A day lies after the day the assessment speaks of
    ///
    /// # What it does
    /// Compares each day given with the day the assessment speaks of.
    /// # Why it matters
    /// What has not happened by that day cannot be known; it is taken as unanswered.
    /// # Example
    /// A plan issued on 2024-12-05, in an assessment as of 2024-11-30.
    /// # Use instead
    /// Check the day, or `as_of`.
    /// # Since
    /// 0.1.0
    DateAfterAsOf {
        fact: String,
        date: Date,
        as_of: Date,
    },
    /// "Not applicable" is claimed where the set does not allow it
    ///
    /// # What it does
    /// Compares each claim of "not applicable" with what the set allows there.
    /// # Why it matters
    /// Points would leave the denominator that the sheet keeps in it; the claim is ignored.
    /// # Example
    /// A unit says that criterion 1.1 does not apply to it.
    /// # Use instead
    /// Answer the facts, or leave them open.
    /// # Since
    /// 0.1.0
    NotApplicableNotAllowed {
        criterion: String,
        points: Points,
    },
    PartNotApplicableNotAllowed {
        criterion: String,
        part: String,
    },
    /// "Not applicable" is claimed without a reason
    ///
    /// # What it does
    /// Looks for claims of "not applicable" without a reason.
    /// # Why it matters
    /// The appraiser cannot accept what is not explained.
    /// # Example
    /// `{"at": "c2-3-2"}` without `reason`.
    /// # Use instead
    /// Say why nothing arose.
    /// # Since
    /// 0.1.0
    NotApplicableWithoutReason {
        criterion: String,
    },
    /// A source is said to be absent that may not be
    ///
    /// # What it does
    /// Compares sources said to be absent with those that may be.
    /// # Why it matters
    /// Leaving out a survey changes the denominator for everybody.
    /// # Example
    /// `index` said to be absent where the set names only the survey.
    /// # Use instead
    /// Leave what is not published yet unanswered.
    /// # Since
    /// 0.1.0
    AbsenceNotAllowed {
        source: &'static str,
    },
    /// A decision belongs to a round there is not
    ///
    /// # What it does
    /// Looks up the round that each decision belongs to.
    /// # Why it matters
    /// There are rounds 1 and 2; a decision in another decides nothing.
    /// # Example
    /// `"round": 3`.
    /// # Use instead
    /// Write 1 or 2, and list the round in `rounds`.
    /// # Since
    /// 0.1.0
    NoSuchRound {
        round: u32,
    },
    /// An appraisal record decides nothing, or several things
    ///
    /// # What it does
    /// Counts what each appraisal record decides.
    /// # Why it matters
    /// Two decisions in one record contradict each other, and none decides nothing.
    /// # Example
    /// A record with `points` and `copies_claim`.
    /// # Use instead
    /// Give exactly one of `points`, `facts`, `not_applicable`, `copies_round` and
    /// `copies_claim`.
    /// # Since
    /// 0.1.0
    NotOneDecision {
        criterion: String,
    },
    /// A record keeps a decision that there is not
    ///
    /// # What it does
    /// Looks for the decision that a record of a later round keeps.
    /// # Why it matters
    /// There is nothing to keep, so the record is empty.
    /// # Example
    /// `"copies_round": 1` where round 1 has no record.
    /// # Use instead
    /// Write the decision itself.
    /// # Since
    /// 0.1.0
    CopiesNoDecision {
        criterion: String,
        round: u32,
    },
    /// The plan binds no task to a slot that a rule reads
    ///
    /// # What it does
    /// Looks up in the plan the tasks of each slot that a rule reads.
    /// # Why it matters
    /// Without them the criterion cannot be computed.
    /// # Example
    /// The plan binds no task to `reports`.
    /// # Use instead
    /// Bind the tasks in the plan, under `bindings`.
    /// # Since
    /// 0.1.0
    SlotUnbound {
        criterion: String,
        slot: String,
    },
    /// A rule reads the plan, and there is none
    ///
    /// # What it does
    /// Looks for rules that read the plan where there is none.
    /// # Why it matters
    /// Without tasks the criterion cannot be computed.
    /// # Example
    /// An assessment without `plan`, by a set that counts tasks.
    /// # Use instead
    /// Name the plan in `plan`, or give it with `--plan FILE`.
    /// # Since
    /// 0.1.0
    PlanMissing {
        criterion: String,
    },
    /// The plan that an assessment names was not given
    ///
    /// # What it does
    /// Looks for the plan named in `plan` among what is given.
    /// # Why it matters
    /// Scored without its tasks the assessment would be another one, so no index is given.
    /// # Example
    /// `"plan": "plan.json"`, scored by a program that passes no plan.
    /// # Use instead
    /// Give the plan, or take `plan` out if there is none.
    /// # Since
    /// 0.1.0
    PlanNotGiven {
        named: String,
    },
    /// A claim has more decimals than may be typed
    ///
    /// # What it does
    /// Counts the decimals of each claim.
    /// # Why it matters
    /// Claims are compared at the decimals the set allows; a finer one cannot be typed on the
    /// sheet.
    /// # Example
    /// 1.4234 where two decimals are allowed.
    /// # Use instead
    /// Round the claim as the set says.
    /// # Since
    /// 0.1.0
    ClaimDecimals {
        criterion: String,
        found: u8,
        allowed: u8,
    },
    /// A claim is negative
    ///
    /// # What it does
    /// Looks for claims below zero.
    /// # Why it matters
    /// Nothing earns less than zero; penalties are claimed as positive points.
    /// # Example
    /// A claim of −0.5.
    /// # Use instead
    /// Write 0, or the positive points of a penalty.
    /// # Since
    /// 0.1.0
    NegativeClaim {
        criterion: String,
        claimed: Quantity,
    },
}

impl AssessmentFault {
    /// The name that leads nowhere.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::UnknownName { name, .. } | Self::NotALeaf { name } => Some(name),
            _ => None,
        }
    }
}

impl Finding for AssessmentFault {
    fn check(&self) -> &'static str {
        match self {
            Self::WrongFormat { .. } => "unknown-format",
            Self::OtherCriteriaSet { .. } => "other-criteria-set",
            Self::EditionNotInForce { .. } => "edition-not-in-force",
            Self::PeriodReversed => "period-reversed",
            Self::UnknownName { .. } => "unknown-reference",
            Self::GivenTwice { .. } => "id-given-twice",
            Self::NotALeaf { .. } => "not-a-leaf",
            Self::WrongKind { .. } => "wrong-fact-kind",
            Self::TooManyDecimals { .. } => "too-many-decimals",
            Self::OutsideLimits { .. } => "outside-limits",
            Self::UnknownOption { .. } => "unknown-option",
            Self::BadDate { .. } => "bad-date",
            Self::TooManyRows { .. } => "too-many-rows",
            Self::NotForTheUnit { .. } => "not-for-the-unit-to-fill",
            Self::NotFromOutside { .. } => "not-an-external-fact",
            Self::DateAfterAsOf { .. } => "date-after-as-of",
            Self::NotApplicableNotAllowed { .. } | Self::PartNotApplicableNotAllowed { .. } => {
                "not-applicable-not-allowed"
            }
            Self::NotApplicableWithoutReason { .. } => "not-applicable-without-reason",
            Self::AbsenceNotAllowed { .. } => "absence-not-allowed",
            Self::NoSuchRound { .. } => "unknown-round",
            Self::NotOneDecision { .. } => "not-one-decision",
            Self::CopiesNoDecision { .. } => "copies-no-decision",
            Self::SlotUnbound { .. } => "slot-unbound",
            Self::PlanMissing { .. } => "plan-missing",
            Self::PlanNotGiven { .. } => "plan-not-given",
            Self::ClaimDecimals { .. } => "claim-decimals",
            Self::NegativeClaim { .. } => "claim-negative",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::NotApplicableWithoutReason { .. } | Self::DateAfterAsOf { .. } => {
                Severity::Warning
            }
            _ => Severity::Error,
        }
    }

    fn points_at_stake(&self) -> Option<Points> {
        match self {
            Self::NotForTheUnit { points, .. } | Self::NotApplicableNotAllowed { points, .. } => {
                Some(*points)
            }
            _ => None,
        }
    }

    fn message(&self) -> Message {
        self.said()
    }

    fn help(&self) -> Message {
        self.remedy()
    }
}
