//! Checks a self-assessment, sound or not: every finding with its place and its remedy.
//!
//! ```text
//! broken.json: 4 faults
//! assessment.json:348:17 /claims/criteria/c6.5.1 criterion 6.5.1: 1.5 points claimed, the facts give 0.75 points (0.75 points too many)
//!   help: correct the claim, or the facts if they are wrong
//! assessment.json:366:14 /claims/total a total of 70.14 is typed, but the areas add up to 70.09 (a difference of 0.05 points)
//!   help: one cell alone makes it add up: area II from 11.33 to 11.38; or area IV from 10.23 to 10.28; or area V from 6.5 to 6.55; or 3 other cells
//! 2.75 of 100 points at risk
//! ```

use par_index::check::{check_assessment, summarise};
use par_index::diagnostic::Severity;
use par_index::{Error, Lang, ReformPlan, Scorer};

const PLAN: &[u8] = include_bytes!("../seeds/quang-tri-2024/plan.json");
const FILE: &[u8] = include_bytes!("../seeds/quang-tri-2024/assessment.json");

fn main() -> Result<(), Error> {
    let scorer = Scorer::shipped("department-from-plan", "2024")?;
    let plan = ReformPlan::from_json(Some("plan.json"), PLAN)?;

    // What cannot be scored is refused, with everything that is wrong with it.
    let broken = br#"{ "format": "par-index/assessment@1", "as_of": "31/12/2024" }"#;
    match scorer.open(Some(&plan), Some("broken.json"), broken) {
        Err(Error::Refused(found)) => println!("broken.json: {} faults", found.len()),
        other => println!("{other:?}"),
    }

    // What can be scored may still deserve a word.
    let card = scorer.score(&scorer.open(Some(&plan), Some("assessment.json"), FILE)?)?;
    let mut found = check_assessment(&card);
    card.assessment().locate(&mut found);
    let summary = summarise(&card, &found);
    for fault in found.iter().filter(|own| own.severity() == Severity::Error) {
        println!("{} {}", fault.place(), fault.message().get(Lang::En));
        println!("  help: {}", fault.help().get(Lang::En));
    }
    println!(
        "{} of {} points at risk",
        summary.total.at_risk, summary.total.max
    );
    Ok(())
}
