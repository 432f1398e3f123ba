//! Scores many units: one by one with a template, or all at once from columns.
//!
//! ```text
//! unit 0: 1.42 and 1.42
//! unit 1: 1.5 and 1.5
//! unit 2: 0.74 and 0.74
//! ```

use par_index::units::{Detail, Lanes, UnitTemplate};
use par_index::{Assessment, Error, Scorer};

fn main() -> Result<(), Error> {
    let scorer = Scorer::shipped("department-from-plan", "2024")?;
    let blank = scorer.blank_assessment("unit", "2024-12-31".parse()?)?;

    // Columns, where they are there already: a unit takes a tenth of a microsecond. What has no column
    // is the same for all of them.
    let processed = [1_420, 980, 2_051];
    let on_time = [1_369, 980, 1_700];
    let lanes = Lanes::new(&scorer, &Assessment::new(&scorer, None, blank.clone())?)?;
    let mut table = lanes.table(processed.len())?;
    table.mantissas("dossiers-processed", &processed)?;
    table.mantissas("dossiers-on-time", &on_time)?;
    let scores = lanes.score(&table, Detail::Totals)?;

    // A template, where units come one after another, each with its own facts.
    let set = scorer.criteria_set();
    let Some(template) = UnitTemplate::new(&scorer, None, &blank) else {
        println!("units of this set are scored as assessments");
        return Ok(());
    };
    let mut unit = template.unit();
    let facts = ["dossiers-processed", "dossiers-on-time"].map(|fact| set.fact_index(fact));
    for (number, (all, timely)) in processed.into_iter().zip(on_time).enumerate() {
        unit.clear();
        for (fact, value) in facts.into_iter().zip([all, timely]) {
            if let Some(fact) = fact {
                unit.number(fact, value.try_into()?);
            }
        }
        let one = unit.totals().and_then(|own| own.total().computed());
        // Both ways give the same, to the last digit.
        let [one, same] = [one, scores.computed(number)].map(Option::unwrap_or_default);
        println!("unit {number}: {one} and {same}");
    }
    Ok(())
}
