//! Re-scoring where one fact changes: only the leaves that read it.
//!
//! It answers for leaves of which points say it all, before and after the change; everything else
//! (open, pending, contradictory, documents that no longer cover the value, decisions that rest on the
//! fact, a day that others count from) it leaves to scoring anew.

use crate::compile::{Compiled, Input, Scorer};
use crate::compile::{LATE, NOT_DONE, ON_TIME};
use crate::eval::assessment::fit::Assessment;
use crate::eval::card::scorecard::{ScoreTotals, Scorecard};
use crate::eval::card::totals::{Areas, Totals, finished};
use crate::eval::cells::linked::Caveats;
use crate::eval::cells::register::Register;
use crate::eval::cells::source::{Source, is_from_outside};
use crate::eval::cells::standing::{Prover, standings};
use crate::eval::given::facts::Resolved;
use crate::eval::leaf::leaf_ledger::{FullLedger, Ledger, Loss};
use crate::eval::leaf::leaf_score::{CriterionScore, round_off};
use crate::eval::leaf::tally::Tally;
use crate::file::{Fact, FactKind, FactValue};
use crate::model::Leaf;
use crate::number::{Date, Points, Quantity};
use crate::rule::NoFlatTrace;

/// The known value of a number, a choice or a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// Mantissa at the fact's decimals.
    Number(i64),
    /// Index of the option; yes is 0, no is 1.
    Choice(u32),
    Date(Date),
    NotDone,
}

impl Known {
    /// Reads a value that lies within the fact's limits; `None` for any other.
    pub(crate) fn read(fact: &Fact, value: &FactValue) -> Option<Self> {
        match (&fact.kind, value) {
            (FactKind::Number(kind), FactValue::Number(number)) => {
                let decimals = u8::try_from(kind.decimals).ok()?;
                let within = *number >= kind.min && *number <= kind.max;
                (within && number.scale() <= decimals)
                    .then(|| number.to_scale(decimals))
                    .flatten()
                    .map(Self::Number)
            }
            (FactKind::YesNo, FactValue::YesNo(yes)) => Some(Self::Choice(u32::from(!yes))),
            (FactKind::Choice(kind), FactValue::Text(text)) => {
                let mut options = kind.options.iter();
                let index = options.position(|option| option.id.as_ref() == text)?;
                u32::try_from(index).ok().map(Self::Choice)
            }
            (FactKind::Date(_), FactValue::Text(text)) if text == "none" => Some(Self::NotDone),
            (FactKind::Date(span), FactValue::Text(text)) => {
                let date = Date::parse(text).ok()?;
                (date >= span.from && date <= span.until).then_some(Self::Date(date))
            }
            _ => None,
        }
    }

    /// A fact's value, where it is one of these.
    pub(crate) fn of(value: &Resolved) -> Option<Self> {
        match value {
            Resolved::Number(mantissa) => Some(Self::Number(*mantissa)),
            Resolved::Choice(index) => Some(Self::Choice(*index)),
            Resolved::Date(date) => Some(Self::Date(*date)),
            Resolved::NotDone => Some(Self::NotDone),
            Resolved::Open | Resolved::Table(_) => None,
        }
    }

    /// The value as written.
    pub(crate) fn value(self, fact: &Fact) -> FactValue {
        match (self, &fact.kind) {
            (Self::Number(mantissa), FactKind::Number(kind)) => u8::try_from(kind.decimals)
                .ok()
                .and_then(|decimals| Quantity::new(mantissa, decimals).ok())
                .map_or(FactValue::Unanswered, FactValue::Number),
            (Self::Choice(index), FactKind::Choice(kind)) => usize::try_from(index)
                .ok()
                .and_then(|index| kind.options.get(index))
                .map_or(FactValue::Unanswered, |option| {
                    FactValue::Text(option.id.to_string())
                }),
            (Self::Choice(index), _) => FactValue::YesNo(index == 0),
            (Self::Date(date), _) => date.into(),
            (Self::NotDone, _) => "none".into(),
            (Self::Number(_), _) => FactValue::Unanswered,
        }
    }
}

/// How an input is made of its fact.
#[derive(Clone, Copy, Debug)]
enum Made {
    Number,
    Choice,
    /// Whether it was done by this day.
    Timely(Date),
    /// Days after this day.
    Late(Date),
}

impl Made {
    fn value(self, known: Known) -> Option<i64> {
        // A timeliness is the place of its bit.
        let bit = |option: u64| Some(i64::from(option.trailing_zeros()));
        match (self, known) {
            (Self::Number, Known::Number(value)) => Some(value),
            (Self::Choice, Known::Choice(index)) => Some(i64::from(index)),
            (Self::Timely(_), Known::NotDone) => bit(NOT_DONE),
            (Self::Timely(last), Known::Date(date)) => {
                bit(if date <= last { ON_TIME } else { LATE })
            }
            (Self::Late(_), Known::NotDone) => Some(-1),
            (Self::Late(last), Known::Date(date)) => Some(i64::from(date.days_since(last)).max(0)),
            _ => None,
        }
    }
}

/// The way from a fact to the sums.
#[derive(Clone, Debug)]
struct Way {
    /// Inputs, how they are made, and the values flat rules are made for.
    inputs: Vec<(usize, Made, [i64; 2])>,
    /// Leaves, and where their points are summed.
    leaves: Vec<(usize, usize)>,
    /// The greatest mantissa that documents support everywhere.
    most: i64,
    /// The days that neither documents nor the day of the data change.
    days: Option<[Date; 2]>,
}

/// A scored assessment in which facts change.
#[derive(Clone, Debug)]
pub(crate) struct Rescorer {
    scorer: Scorer,
    caveats: Caveats,
    values: Vec<i64>,
    points: Vec<Option<Points>>,
    /// Two for each area, then bonus and penalty.
    sums: Vec<Tally<i64>>,
    /// What the unit scores itself, and the rest.
    whole: [Tally<i64>; 2],
    /// By fact.
    ways: Vec<Option<Way>>,
    /// Values and points on their way.
    old: Vec<i64>,
    new: Vec<Points>,
}

impl Rescorer {
    /// Begins with a scorecard; `None` where points have factors or areas are rounded.
    pub(crate) fn new(card: &Scorecard) -> Option<Self> {
        Self::made(card, true)
    }

    /// As [`new`](Self::new), for the computed points of leaves alone, whether documents prove them or not
    ///
    /// Of its totals only the computed column with its bounds is to be read: every point is taken for
    /// proved.
    pub(crate) fn of_computed(card: &Scorecard) -> Option<Self> {
        Self::made(card, false)
    }

    fn made(card: &Scorecard, is_proved: bool) -> Option<Self> {
        let scorer = card.scorer().clone();
        let compiled = scorer.compiled();
        let assessment = card.assessment();
        let prepared = assessment.prepared();
        if !compiled.plain_sums {
            return None;
        }
        let sums = card.sums().to_vec();
        let mut whole = [Tally::NONE; 2];
        let areas = sums.chunks_exact(2).take(compiled.set.area_count());
        for pair in areas {
            for (all, own) in whole.iter_mut().zip(pair) {
                all.add(own, None)?;
            }
        }
        let source = Source {
            set: &compiled.set,
            facts: assessment.resolved(),
            as_of: assessment.as_of(),
            tasks: assessment.tasks(),
        };
        let register = Register::new(&assessment.file().evidence);
        let ways = (0..compiled.reach.len())
            .map(|fact| way(compiled, assessment, &register, &source, fact, is_proved))
            .collect();
        Some(Self {
            caveats: prepared.caveats.clone(),
            values: prepared.values.clone(),
            points: card
                .criteria()
                .iter()
                .map(CriterionScore::computed)
                .collect(),
            sums,
            whole,
            ways,
            old: Vec::new(),
            new: Vec::new(),
            scorer,
        })
    }

    /// Whether a fact's leaves can be re-scored by themselves.
    pub(crate) fn reaches(&self, fact: usize) -> bool {
        matches!(self.ways.get(fact), Some(Some(_)))
    }

    /// Changes a fact; `None`, with nothing changed, where everything has to be scored anew.
    pub(crate) fn set(&mut self, fact: usize, known: Known) -> Option<()> {
        let Self {
            scorer,
            values,
            points,
            sums,
            whole,
            ways,
            old,
            new,
            ..
        } = self;
        let compiled = scorer.compiled();
        let way = ways.get(fact)?.as_ref()?;
        match known {
            Known::Number(mantissa) if mantissa > way.most => return None,
            Known::Date(date) => {
                let [from, until] = way.days?;
                if date < from || date > until {
                    return None;
                }
            }
            _ => {}
        }
        old.clear();
        new.clear();
        for (input, made, [lo, hi]) in &way.inputs {
            let value = made.value(known).filter(|own| (*lo..=*hi).contains(own));
            match (value, values.get_mut(*input)) {
                (Some(value), Some(slot)) => old.push(std::mem::replace(slot, value)),
                _ => return restore(way, values, old),
            }
        }
        for (leaf, _) in &way.leaves {
            let flat = compiled.leaves.get(*leaf).and_then(|own| own.flat.as_ref());
            match flat.and_then(|flat| flat.points(values, &mut NoFlatTrace)) {
                Some(points) => new.push(points),
                None => return restore(way, values, old),
            }
        }
        for ((leaf, tally), after) in way.leaves.iter().zip(&*new) {
            let before = points.get_mut(*leaf)?;
            // INVARIANT: both lie between 0 and the leaf's maximum.
            let nanos = after.nanos().wrapping_sub((*before)?.nanos());
            *before = Some(*after);
            if nanos == 0 {
                continue;
            }
            let change = Points::from_nanos(nanos);
            sums.get_mut(*tally)?.add_plain(change)?;
            if *tally < compiled.set.area_count().saturating_mul(2) {
                whole.get_mut(*tally & 1)?.add_plain(change)?;
            }
        }
        Some(())
    }

    /// The points of a leaf.
    pub(crate) fn points(&self, leaf: usize) -> Option<Points> {
        self.points.get(leaf).copied().flatten()
    }

    /// The leaves that read a fact.
    pub(crate) fn leaves_of(&self, fact: usize) -> impl Iterator<Item = usize> {
        let way = self.ways.get(fact).and_then(Option::as_ref);
        way.into_iter()
            .flat_map(|way| &way.leaves)
            .map(|(leaf, _)| *leaf)
    }

    /// A leaf that was re-scored alone, with its losses.
    pub(crate) fn score(
        &self,
        assessment: &Assessment,
        index: usize,
    ) -> Option<(CriterionScore, Vec<Loss>)> {
        let leaf = self.scorer.compiled().leaves.get(index)?;
        let own = assessment.prepared().leaves.get(index)?;
        let mut ledger = FullLedger::default();
        ledger.begin(index);
        let points = leaf.flat.as_ref()?.points(&self.values, &mut ledger)?;
        round_off(index, leaf, points, &mut ledger)?;
        let losses = (0, ledger.losses.len());
        let score = CriterionScore::plain(index, leaf, own, points, losses);
        Some((score, ledger.losses))
    }

    /// The computed points of all.
    #[inline]
    pub(crate) fn computed(&self) -> Option<Points> {
        let [mine, others] = &self.whole;
        let is_there = mine.has.computed || others.has.computed;
        // INVARIANT: no column of all leaves together reaches 2^61.
        is_there.then(|| Points::from_nanos(mine.computed.wrapping_add(others.computed)))
    }

    /// The total.
    pub(crate) fn total(&self) -> Option<Totals> {
        let [mine, others] = &self.whole;
        let [.., bonus, penalty] = &*self.sums else {
            return None;
        };
        let compiled = self.scorer.compiled();
        let all = finished(compiled, [mine, others], [bonus, penalty], &self.caveats)?;
        Some(all.0)
    }

    /// The totals of the areas and of all.
    pub(crate) fn totals(&self) -> Option<ScoreTotals> {
        let areas = Areas::of(self.sums.clone(), self.caveats.clone());
        Some(ScoreTotals::new(self.scorer.clone(), areas, self.total()?))
    }
}

/// Puts back the values that were replaced before it came out that everything is to be scored anew.
#[cold]
fn restore(way: &Way, values: &mut [i64], old: &[i64]) -> Option<()> {
    for ((input, _, _), value) in way.inputs.iter().zip(old) {
        *values.get_mut(*input)? = *value;
    }
    None
}

/// The way from a fact to the sums, where the leaves that read it can be re-scored by themselves.
fn way(
    compiled: &Compiled,
    assessment: &Assessment,
    register: &Register<'_>,
    source: &Source<'_>,
    index: usize,
    is_proved: bool,
) -> Option<Way> {
    let reach = compiled.reach.get(index)?;
    let fact = compiled.set.facts().get(index)?;
    if reach.starts || is_from_outside(fact) {
        return None;
    }
    let mut way = Way {
        inputs: Vec::with_capacity(reach.inputs.len()),
        leaves: Vec::with_capacity(reach.leaves.len()),
        most: i64::MAX,
        days: match &fact.kind {
            FactKind::Date(span) => Some([span.from, span.until.min(source.as_of)]),
            _ => None,
        },
    };
    for input in &reach.inputs {
        let range = compiled.ranges.get(*input)?.as_ref()?;
        let made = match compiled.inputs.get(*input)? {
            Input::Number { .. } => Made::Number,
            Input::Choice { .. } => Made::Choice,
            Input::Timeliness { due, policy, .. } => Made::Timely(source.last_day(due, *policy)?),
            Input::DaysLate { due, policy, .. } => Made::Late(source.last_day(due, *policy)?),
            _ => return None,
        };
        way.inputs.push((*input, made, [range.lo, range.hi]));
    }
    for leaf in &reach.leaves {
        let own = compiled.leaves.get(*leaf)?;
        let model = compiled.set.leaves().get(*leaf)?;
        let prepared = assessment.prepared().leaves.get(*leaf)?;
        let says_all = if is_proved {
            prepared.is_plain
        } else {
            prepared.is_flat
        };
        if !says_all || rests_on_facts(assessment, model, prepared.claimed.is_some()) {
            return None;
        }
        if !is_proved {
            way.leaves.push((*leaf, own.tally));
            continue;
        }
        let standings = standings(model.criterion(), register);
        let prover = Prover {
            source,
            leaf: model.id(),
            standings: &standings,
            register,
            names: &[],
        };
        for input in own.inputs.iter().filter(|at| reach.inputs.contains(at)) {
            let follows = prover.follows(compiled.inputs.get(*input)?)?;
            way.most = way.most.min(follows.most.unwrap_or(i64::MAX));
            if let (Some([from, _]), Some(proved)) = (&mut way.days, follows.from) {
                *from = (*from).max(proved);
            }
        }
        way.leaves.push((*leaf, own.tally));
    }
    Some(way)
}

/// Whether an appraiser decided something about a leaf that its rule turns into points.
fn rests_on_facts(assessment: &Assessment, model: &Leaf, is_claimed: bool) -> bool {
    let appraisal = assessment.file().appraisal.as_ref();
    let mut records = appraisal.iter().flat_map(|appraisal| &appraisal.records);
    records.any(|record| {
        let stands = record.points.is_some()
            || record.copies_round.is_some()
            || record.not_applicable == Some(true)
            || (record.copies_claim && is_claimed);
        record.criterion == *model.id() && !stands
    })
}
