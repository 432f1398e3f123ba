//! The engine beside the oracle.

use par_index::compile::Scorer;
use par_index::eval::{Assessment, CriterionScore};
use par_index::model::{CriteriaSet, ReformPlan};
use par_index::output::ScorecardJson;
use par_index_oracle::Evaluator;
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
        tally.values += pair
            .values(&case)
            .map_err(|fault| with_files(&fault, &case))?;
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

    /// How many values agree; the message says what does not.
    fn values(&self, case: &Case) -> Result<u64, String> {
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
            Ok(u64::try_from(agreement.values).unwrap_or(u64::MAX))
        } else {
            Err(agreement.wrong.join("\n"))
        }
    }
}

fn with_files(fault: &str, case: &Case) -> String {
    let plan = case.plan.as_deref().unwrap_or("none");
    format!(
        "{fault}\n--- criteria\n{}\n--- plan\n{plan}\n--- assessment\n{}",
        case.criteria, case.assessment
    )
}
