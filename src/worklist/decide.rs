//! What is still to decide about a leaf.

use serde::Serialize;

/// What is still to decide about a leaf, and whose turn it is
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ToDecide {
    /// Round 1 has no decision. A blank is not agreement, locked or not.
    RoundOne,
    /// A round has a record that leaves something open.
    Incomplete {
        /// 1 or 2.
        round: u32,
    },
    /// The unit has answered round 1; round 2 has no decision.
    RoundTwo,
    /// A round has its decision and is not locked.
    Lock {
        /// 1 or 2.
        round: u32,
    },
    /// Round 1 is locked and gives less than was claimed; the unit has not answered.
    UnitToExplain,
    /// A survey, another index or another body has not given its result.
    ResultFromOutside,
    /// Nothing: there is a final decision, or none is needed.
    Nothing,
}

impl ToDecide {
    /// Kebab-case word, as in JSON
    pub fn word(self) -> &'static str {
        match self {
            Self::RoundOne => "round-1",
            Self::Incomplete { round: 1 } => "round-1-incomplete",
            Self::Incomplete { .. } => "round-2-incomplete",
            Self::RoundTwo => "round-2",
            Self::Lock { round: 1 } => "lock-round-1",
            Self::Lock { .. } => "lock-round-2",
            Self::UnitToExplain => "unit-to-explain",
            Self::ResultFromOutside => "result-from-outside",
            Self::Nothing => "nothing",
        }
    }

    /// Whether the appraiser has something to do
    pub fn is_for_appraiser(self) -> bool {
        !matches!(
            self,
            Self::UnitToExplain | Self::ResultFromOutside | Self::Nothing
        )
    }
}

/// How a round stands at a leaf.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RoundState {
    pub(super) has_record: bool,
    pub(super) is_complete: bool,
    pub(super) is_locked: bool,
}

/// What the decision about a leaf rests on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    pub(super) rounds: [RoundState; 2],
    pub(super) is_external: bool,
    /// It has a final value, or is finally out of the denominator.
    pub(super) is_final: bool,
    /// Round 1 gives less than was claimed.
    pub(super) is_lowered: bool,
    pub(super) has_response: bool,
}

impl Standing {
    pub(super) fn to_decide(self) -> ToDecide {
        let [first, second] = self.rounds;
        if second.has_record {
            return match (second.is_complete, second.is_locked) {
                (false, _) => ToDecide::Incomplete { round: 2 },
                (true, false) => ToDecide::Lock { round: 2 },
                (true, true) => ToDecide::Nothing,
            };
        }
        if first.has_record {
            if !first.is_complete {
                return ToDecide::Incomplete { round: 1 };
            }
            if !first.is_locked {
                return ToDecide::Lock { round: 1 };
            }
            // A locked round 2 without a record leaves round 1 as it is.
            if second.is_locked {
                return ToDecide::Nothing;
            }
            return match (self.has_response, self.is_lowered) {
                (true, _) => ToDecide::RoundTwo,
                (false, true) => ToDecide::UnitToExplain,
                (false, false) => ToDecide::Nothing,
            };
        }
        match (self.is_final, self.is_external) {
            (true, _) => ToDecide::Nothing,
            (false, true) => ToDecide::ResultFromOutside,
            (false, false) => ToDecide::RoundOne,
        }
    }
}
