//! The engine beside the oracle.

use par_index::compile::Scorer;
use par_index::eval::{Assessment, CriterionScore};
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::output::ScorecardJson;
use par_index_oracle::Evaluator;
use serde_json::Value;

use par_index_testkit::{Case, CaseSeed, case_from_seed};

use super::Tally;

/// A criteria set with its plan, as both read them
struct Pair {
    scorer: Scorer,
    plan: Option<ReformPlan>,
    oracle: Evaluator,
}

/// Compares one random set on so many assessments.
pub(super) fn compare(number: u64, each: u64) -> Result<Tally, String> {
    let seed = CaseSeed::from_number(number);
    // Three of four sets have weights whose shares need not end: what denominators have to survive.
    let seed = if number.is_multiple_of(4) {
        seed
    } else {
        seed.with_thirds()
    };
    let first = case_from_seed(seed.clone());
    let pair = Pair::new(&first).map_err(|fault| with_files(&fault, &first))?;
    let weighed =
        first.criteria.contains("weighted-mean") || first.criteria.contains(r#""area": {"#);
    let mut tally = Tally {
        sets: 1,
        weighed: u64::from(weighed),
        ..Tally::default()
    };
    for answers in 0..each {
        let case = match answers {
            0 => first.clone(),
            again => case_from_seed(seed.answered_anew(number.wrapping_mul(each) ^ again)),
        };
        let values = pair
            .values(&case)
            .map_err(|fault| with_files(&fault, &case))?;
        tally.values += values.unwrap_or(0);
        tally.undecided += u64::from(values.is_none());
        tally.cases += 1;
    }
    Ok(tally)
}

impl Pair {
    fn new(case: &Case) -> Result<Self, String> {
        let set = CriteriaSet::from_json(Some("criteria"), case.criteria.as_bytes());
        let plan = case
            .plan
            .as_ref()
            .map(|plan| ReformPlan::from_json(Some("plan"), plan.as_bytes()));
        Ok(Self {
            scorer: Scorer::new(set.map_err(|found| found.to_string())?)
                .map_err(|fault| fault.to_string())?,
            plan: plan.transpose().map_err(|found| found.to_string())?,
            oracle: Evaluator::new(&case.criteria, case.plan.as_deref())?,
        })
    }

    /// How many values agree, `None` where the engine leaves open what outer bounds do not settle; the message
    /// says what does not agree.
    fn values(&self, case: &Case) -> Result<Option<u64>, String> {
        let (scorer, plan) = (&self.scorer, self.plan.as_ref());
        let bytes = case.assessment.as_bytes();
        let assessment = Assessment::from_json(scorer, plan, Some("assessment"), bytes)
            .map_err(|found| found.to_string())?;
        let card = scorer
            .score(&assessment)
            .map_err(|fault| fault.to_string())?;
        let totals = scorer
            .totals(&assessment)
            .map_err(|fault| fault.to_string())?;
        // One evaluator with and without a ledger.
        let both = [
            format!("{:?}{:?}", totals.total(), totals.areas()),
            format!("{:?}{:?}", card.total(), card.areas()),
        ];
        if both[0] != both[1] {
            return Err(format!("totals without and with a ledger: {both:?}"));
        }
        let json = serde_json::to_value(ScorecardJson(&card));
        let mut ours = json.map_err(|fault| fault.to_string())?;
        let mut scores = card.criteria().iter();
        for list in ["criteria", "bonus_criteria", "penalty_criteria"] {
            for criterion in ours[list].as_array_mut().into_iter().flatten() {
                criterion["exact"] = scores.next().is_some_and(CriterionScore::is_exact).into();
            }
        }
        let theirs = self.oracle.score(&case.assessment)?;
        let agreement = par_index_oracle::compare(&ours, &theirs);
        if agreement.wrong.is_empty() {
            Ok(Some(u64::try_from(agreement.values).unwrap_or(u64::MAX)))
        } else if is_left_open(&case.criteria, &agreement.wrong) {
            Ok(None)
        } else {
            Err(agreement.wrong.join("\n"))
        }
    }
}

/// Whether all that differs is what outer bounds leave open, in leaves that read tasks or tables by several
/// measures: a decision of a round that the engine does not take, or the reason of a loss.
fn is_left_open(criteria: &str, wrong: &[String]) -> bool {
    let Ok(set) = serde_json::from_str::<Value>(criteria) else {
        return false;
    };
    let measures = [
        "completion",
        "punctuality",
        "timeliness",
        "rows",
        "row-share",
    ];
    let is_linked = |one: &str| {
        let id = one.split('"').nth(1).unwrap_or_default();
        leaves(&set).any(|leaf| {
            let rule = leaf["rule"].to_string();
            let read = measures.map(|own| rule.matches(&format!("\"{own}\"")).count());
            leaf["id"] == id && read.iter().sum::<usize>() > 1
        })
    };
    let (own, sums): (Vec<&String>, Vec<&String>) = wrong
        .iter()
        .partition(|one| one.contains("appraised/") || one.contains(" losses: "));
    // Sums, and the class of the final ones, differ only where a decision does.
    let is_decision = |one: &&String| one.contains("appraised/");
    let may_differ =
        |one: &&String| is_linked(one) && (!is_decision(one) || one.contains(": null, oracle "));
    own.iter().all(may_differ)
        && sums
            .iter()
            .all(|one| one.contains("final") || one.contains("total class"))
        && (sums.is_empty() || own.iter().any(is_decision))
}

/// Every object with a rule.
fn leaves(node: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    let own = std::iter::once(node).filter(|node| node.get("rule").is_some());
    let inside: Box<dyn Iterator<Item = &Value>> = match node {
        Value::Array(all) => Box::new(all.iter()),
        Value::Object(all) => Box::new(all.values()),
        _ => Box::new(std::iter::empty()),
    };
    Box::new(own.chain(inside.flat_map(leaves)))
}

fn with_files(fault: &str, case: &Case) -> String {
    let plan = case.plan.as_deref().unwrap_or("none");
    format!(
        "{fault}\n--- criteria\n{}\n--- plan\n{plan}\n--- assessment\n{}",
        case.criteria, case.assessment
    )
}
