//! Asks what would be: scenarios beside the assessment they start from.
//!
//! ```text
//! sorry: 69.34 -> 69.59
//!   band: 0.25 -> 0
//!   no-evidence: 0 -> 0.25
//! faster: 69.34 -> 69.67
//!   proportion: 0.079577465 -> 0
//!   rounding: 0.000422535 -> 0
//!   band: 0.25 -> 0
//! ```

use par_index::file::{Change, ScenarioFile, ScenariosFile};
use par_index::scenario::{Runner, Scenarios};
use par_index::{Error, ReformPlan, Scorer};

const PLAN: &[u8] = include_bytes!("../seeds/quang-tri-2024/plan.json");
const FILE: &[u8] = include_bytes!("../seeds/quang-tri-2024/assessment.json");

fn main() -> Result<(), Error> {
    let scorer = Scorer::shipped("department-from-plan", "2024")?;
    let plan = ReformPlan::from_json(Some("plan.json"), PLAN)?;
    let card = scorer.score(&scorer.open(Some(&plan), Some("assessment.json"), FILE)?)?;

    let apologies = Change::fact("apologies-sent", 51)?;
    let on_time = [
        Change::fact("dossiers-on-time", 1_392)?,
        Change::fact("dossiers-overdue", 28)?,
        Change::fact("apologies-sent", 28)?,
    ];
    let scenarios = Scenarios::new(ScenariosFile {
        scenarios: vec![
            ScenarioFile::new("sorry", [apologies])?,
            ScenarioFile::new("faster", on_time)?,
        ],
        ..ScenariosFile::default()
    })?;
    let runner = Runner::new(&card);
    for outcome in runner.outcomes(&scenarios) {
        let outcome = outcome?;
        let [before, after] = [&outcome.total().before, &outcome.total().after]
            .map(|totals| totals.computed().unwrap_or_default());
        println!("{}: {before} -> {after}", outcome.case().scenario().id);
        for leaf in outcome.leaves() {
            for entry in &leaf.entries {
                let (was, is) = (entry.points.before, entry.points.after);
                println!("  {}: {was} -> {is}", entry.entry.word());
            }
        }
    }
    Ok(())
}
