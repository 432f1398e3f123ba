//! Scores one self-assessment.
//!
//! ```text
//!    i      9 of 10.5
//!   ii  11.33 of 12.5
//!  iii   8.91 of 10
//!   iv  10.23 of 14.5
//!    v    6.5 of 9.5
//!   vi  13.12 of 16.5
//!  vii   7.25 of 11
//! viii      3 of 15
//! index between 70.39 and 91.74
//! ```

use par_index::{Column, Error, ReformPlan, Scorer};

const PLAN: &[u8] = include_bytes!("../seeds/quang-tri-2024/plan.json");
const FILE: &[u8] = include_bytes!("../seeds/quang-tri-2024/assessment.json");

fn main() -> Result<(), Error> {
    let scorer = Scorer::shipped("department-from-plan", "2024")?;
    let plan = ReformPlan::from_json(Some("plan.json"), PLAN)?;
    let assessment = scorer.open(Some(&plan), Some("assessment.json"), FILE)?;
    let card = scorer.score(&assessment)?;

    let areas = &scorer.criteria_set().file().areas;
    for (area, totals) in areas.iter().zip(card.areas()) {
        let computed = totals.computed().unwrap_or_default();
        println!("{:>4} {computed:>6} of {}", area.id, totals.applicable());
    }
    // A single index is there only when nothing is open any more; until then there is an interval.
    let index = card.total().index().whole();
    let rounded = |value| card.rounded(value).unwrap_or_default();
    match (index.column(Column::Computed), index.lower(), index.upper()) {
        (Some(index), _, _) => println!("index {}", rounded(index)),
        (None, Some(low), Some(high)) => {
            println!("index between {} and {}", rounded(low), rounded(high));
        }
        _ => println!("nothing applies"),
    }
    Ok(())
}
