//! Explains a criterion: its facts, what became of its maximum, and what would gain points.
//!
//! ```text
//! dossiers-on-time = 1369
//! dossiers-processed = 1420
//! 1.42 of 1.5 points
//!   0.079577465 lost in computed: proportion
//!   0.000422535 lost in computed: rounding
//! dossiers-on-time from 1369 to 1371: 1.43 points
//! dossiers-processed from 1420 to 1418: 1.43 points
//! ```

use par_index::margins::Move;
use par_index::{Error, ReformPlan, Scorer};

const PLAN: &[u8] = include_bytes!("../seeds/quang-tri-2024/plan.json");
const FILE: &[u8] = include_bytes!("../seeds/quang-tri-2024/assessment.json");

fn main() -> Result<(), Error> {
    let scorer = Scorer::shipped("department-from-plan", "2024")?;
    let plan = ReformPlan::from_json(Some("plan.json"), PLAN)?;
    let card = scorer.score(&scorer.open(Some(&plan), Some("assessment.json"), FILE)?)?;

    let id = "c2.4.2";
    for fact in card.derivation(id).iter().flat_map(|leaf| &leaf.facts) {
        println!("{} = {}", fact.id, fact.value.as_deref().unwrap_or("?"));
    }
    if let Some(ledger) = card.ledger(id) {
        println!("{} of {} points", ledger.computed, ledger.max);
        for (column, reason, points) in &ledger.losses {
            println!("  {points} lost in {}: {}", column.word(), reason.word());
        }
    }
    // Each was found by scoring again with that one number moved, and nothing less gains anything.
    for gain in card.margins(id).iter().flat_map(|leaf| &leaf.gains) {
        if let Move::Number { fact, from, to } = &gain.change
            && let Some(fact) = scorer.criteria_set().facts().get(*fact)
        {
            println!("{} from {from} to {to}: {} points", fact.id, gain.to);
        }
    }
    Ok(())
}
