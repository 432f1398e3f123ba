//! Names of a plan: each given once, each leading somewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::checks::report;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::file::PlanFile;
use crate::model::plan_findings::{Named, PlanFinding, similar};
use crate::read::Id;

/// Names seen so far in one namespace, with the pointer of each.
#[derive(Default)]
struct Namespace<'f>(BTreeMap<&'f Id, String>);

impl<'f> Namespace<'f> {
    fn add(&mut self, named: Named, id: &'f Id, pointer: String, found: &mut Diagnostics) {
        match self.0.get(id) {
            None => {
                self.0.insert(id, pointer);
            }
            Some(first) => {
                let finding = PlanFinding::IdGivenTwice {
                    named,
                    id: id.clone(),
                };
                let diagnostic = Diagnostic::new(&finding, format!("{pointer}/id"));
                found.push(diagnostic.with_other(format!("{first}/id")));
            }
        }
    }

    fn add_all(
        &mut self,
        named: Named,
        ids: impl Iterator<Item = &'f Id>,
        list: &str,
        found: &mut Diagnostics,
    ) {
        for (index, id) in ids.enumerate() {
            self.add(named, id, format!("{list}/{index}"), found);
        }
    }
}

pub(super) fn check_names(file: &PlanFile, found: &mut Diagnostics) {
    let fresh = Namespace::default;
    let leads = file.leads.iter().map(|lead| &lead.id);
    fresh().add_all(Named::Lead, leads, "/leads", found);
    let areas = file.areas.iter().map(|area| &area.id);
    fresh().add_all(Named::Area, areas, "/areas", found);
    let sections = file.sections.iter().map(|section| &section.id);
    fresh().add_all(Named::Section, sections, "/sections", found);
    let commitments = file.commitments.iter().map(|commitment| &commitment.id);
    fresh().add_all(Named::Commitment, commitments, "/commitments", found);
    let instruments = file.instruments.iter().map(|instrument| &instrument.id);
    fresh().add_all(Named::Instrument, instruments, "/instruments", found);

    let mut goals = fresh();
    let mut tasks = fresh();
    for (index, area) in file.areas.iter().enumerate() {
        let list = format!("/areas/{index}/goals");
        let names = area.goals.iter().map(|goal| &goal.id);
        goals.add_all(Named::Goal, names, &list, found);
        for (index, goal) in area.goals.iter().enumerate() {
            let list = format!("{list}/{index}/tasks");
            let names = goal.tasks.iter().map(|task| &task.id);
            tasks.add_all(Named::Task, names, &list, found);
            for (index, task) in goal.tasks.iter().enumerate() {
                let list = format!("{list}/{index}/products");
                let names = task.products.iter().map(|product| &product.id);
                fresh().add_all(Named::Product, names, &list, found);
            }
        }
    }
    // Bullets share the names of tasks, so that a commitment is at one place only.
    for (index, section) in file.sections.iter().enumerate() {
        let list = format!("/sections/{index}/bullets");
        let names = section.bullets.iter().map(|bullet| &bullet.id);
        tasks.add_all(Named::Bullet, names, &list, found);
    }
}

pub(super) fn check_leads(file: &PlanFile, found: &mut Diagnostics) {
    let known: BTreeSet<&str> = file.leads.iter().map(|lead| lead.id.as_str()).collect();
    for (area, each) in file.areas.iter().enumerate() {
        for (goal, each) in each.goals.iter().enumerate() {
            for (task, each) in each.tasks.iter().enumerate() {
                let list = format!("/areas/{area}/goals/{goal}/tasks/{task}/lead");
                let mut seen = BTreeSet::new();
                for (index, lead) in each.lead.iter().enumerate() {
                    let pointer = format!("{list}/{index}");
                    if !known.contains(lead.as_str()) {
                        let known = known.iter().copied();
                        let finding =
                            PlanFinding::unknown(Named::Lead, lead.as_str(), known, found.len());
                        report(found, &finding, pointer);
                    } else if !seen.insert(lead) {
                        let finding = PlanFinding::IdGivenTwice {
                            named: Named::Lead,
                            id: lead.clone(),
                        };
                        report(found, &finding, pointer);
                    }
                }
            }
        }
    }
}

pub(super) fn check_commitments(file: &PlanFile, found: &mut Diagnostics) {
    let goals = || file.areas.iter().flat_map(|area| &area.goals);
    let known: BTreeSet<&str> = goals()
        .flat_map(|goal| &goal.tasks)
        .map(|task| &task.id)
        .chain(
            file.sections
                .iter()
                .flat_map(|section| &section.bullets)
                .map(|bullet| &bullet.id),
        )
        .chain(goals().map(|goal| &goal.id))
        .chain(file.areas.iter().map(|area| &area.id))
        .chain(file.sections.iter().map(|section| &section.id))
        .map(Id::as_str)
        .collect();
    for (index, commitment) in file.commitments.iter().enumerate() {
        if !known.contains(commitment.at.as_str()) {
            let finding = PlanFinding::CommitmentAtNothing {
                at: commitment.at.clone(),
                like: similar(commitment.at.as_str(), known.iter().copied(), found.len()),
            };
            report(found, &finding, format!("/commitments/{index}/at"));
        }
    }
}
