//! Builds an assessment in code: facts, claims, task results, documents, an appraisal.
//!
//! ```text
//! c1.1.1: 2 claimed, 2 computed, 1 evidenced
//! c1.2.1: 1 claimed, 1 computed, 1 evidenced
//! c2.3.2: 0 claimed, 0 computed, 0 evidenced
//! ```

use par_index::file::{
    AppraisalRecord, AssessmentFile, Document, NotApplicableClaim, Round, Support, TaskResultFile,
};
use par_index::{Assessment, Error, ReformPlan, Scorer};

const PLAN: &[u8] = include_bytes!("../seeds/quang-tri-2024/plan.json");

fn build(scorer: &Scorer) -> Result<AssessmentFile, Error> {
    let mut file = scorer.blank_assessment("so-a", "2025-01-31".parse()?)?;
    file.answer("texts-assigned", 6)?
        .answer("texts-submitted-on-time", 6)?
        .claim("c1.1.1", "2".parse()?)?
        .claim("c1.2.1", "1".parse()?)?
        .add_result(TaskResultFile::done("i.2.1", "2024-01-12".parse()?)?)
        .add_document(
            Document::new("d1", "submission")?
                .issued_on("2024-11-08".parse()?)
                .supporting(Support::of("c1.1.1")?.items(5)),
        )
        .add_document(Document::new("d2", "official-letter")?.supporting(Support::of("c1.1.1")?))
        .add_document(
            Document::new("d3", "plan")?
                .issued_on("2024-01-12".parse()?)
                .supporting(Support::of_task("i.2.1")),
        )
        .add_not_applicable(NotApplicableClaim::new("c2.3.2", "Không phát sinh")?)
        .add_round(Round::new(1, "Sở Nội vụ").locked_on("2025-01-20".parse()?))
        .add_record(
            AppraisalRecord::new(1, "c1.1.1", "Sở Nội vụ", "2025-01-15".parse()?)?
                .points("1".parse()?)
                .because("thiếu một tờ trình"),
        );
    Ok(file)
}

fn main() -> Result<(), Error> {
    let scorer = Scorer::shipped("department-from-plan", "2024")?;
    let plan = ReformPlan::from_json(None, PLAN)?;
    let card = scorer.score(&Assessment::new(&scorer, Some(&plan), build(&scorer)?)?)?;
    for id in ["c1.1.1", "c1.2.1", "c2.3.2"] {
        if let Some(leaf) = card.criterion(id) {
            let columns = [leaf.claimed(), leaf.computed(), leaf.evidenced()];
            let [claimed, computed, evidenced] = columns.map(Option::unwrap_or_default);
            println!("{id}: {claimed} claimed, {computed} computed, {evidenced} evidenced");
        }
    }
    Ok(())
}
