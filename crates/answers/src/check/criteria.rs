//! Criteria set files: their faults, and what is proved of them.

use par_index::analyse::{Proof, Statement, prove};
use par_index::check::{check_editions, check_examples, check_rules};
use par_index::compile::Scorer;
use par_index::diagnostic::{Diagnostics, Lang};
use par_index::model::{CriteriaSet, Leaf};
use par_index::number::Points;
use par_index::output::ProofJson;
use par_index::read::Document;
use par_index_pages::Tone;
use par_index_pages::visible::visible_line;

use crate::desk::criteria::{as_far_as_read, compile};
use crate::desk::documents::Input;
use crate::desk::refusal::Exit;
use crate::desk::refusal::Failure;
use crate::words::number::grouped;
use crate::words::number::localised;
use crate::words::page::Page;
use crate::words::points_text;

/// A criteria set file, and what is proved of it where it has no errors
#[derive(Debug)]
pub struct Analysed {
    file: String,
    proved: Option<Proved>,
}

#[derive(Debug)]
struct Proved {
    scorer: Scorer,
    proof: Proof,
    document: Document,
}

/// Everything that is found in a criteria set
pub fn criteria(input: &Input) -> (Diagnostics, Analysed) {
    let mut analysed = Analysed {
        file: input.name.clone(),
        proved: None,
    };
    let (read, mut found) = as_far_as_read(input);
    let Some((file, document)) = read else {
        return (found, analysed);
    };
    if !found.has_errors() {
        let compiled = CriteriaSet::new(file)
            .map_err(|found| Failure::Refused {
                found,
                exit: Exit::CriteriaHaveErrors,
            })
            .and_then(|set| compile(set, &input.name));
        match compiled {
            Ok(scorer) => {
                let proof = prove(&scorer);
                let mut more = check_examples(&scorer);
                more.extend(check_rules(&scorer, &proof));
                document.locate(&mut more);
                found.extend(more);
                analysed.proved = Some(Proved {
                    scorer,
                    proof,
                    document,
                });
            }
            Err(Failure::Refused { found: more, .. }) => found.extend(more),
            Err(_) => {}
        }
    }
    found.sort();
    (found, analysed)
}

/// Editions of one set that are in force at once
pub fn editions(sets: &[Analysed]) -> Diagnostics {
    let proved: Vec<&Proved> = sets.iter().filter_map(|set| set.proved.as_ref()).collect();
    let mut found = Diagnostics::new();
    for (index, one) in proved.iter().enumerate() {
        for other in proved.iter().take(index) {
            let pair = check_editions(one.scorer.criteria_set(), other.scorer.criteria_set());
            if let Some(diagnostic) = pair {
                let there = other.document.place("/in_force");
                let mut here: Diagnostics =
                    [diagnostic.with_other_place(there)].into_iter().collect();
                one.document.locate(&mut here);
                found.extend(here);
            }
        }
    }
    found
}

/// What is proved of each set, in two or three lines
pub fn section(page: &mut Page, sets: &[Analysed]) {
    let lang = page.lang;
    for set in sets {
        let file = visible_line(&set.file);
        let lines = match (&set.proved, lang) {
            (Some(proved), _) => {
                let says = statement(proved, lang);
                format!("{file}: {says}; {}", bounds(&proved.proof, lang))
            }
            (None, Lang::Vi) => {
                format!("{file}: chưa phân tích được cách chấm vì bộ tiêu chí còn lỗi")
            }
            (None, Lang::En) => {
                format!("{file}: its rules could not be analysed, because it has errors")
            }
        };
        for (at, line) in lines.lines().enumerate() {
            let (indent, hang) = if at == 0 { (0, 2) } else { (2, 0) };
            page.hanging(line.trim_start(), indent, hang, Tone::Plain);
        }
    }
    if sets.is_empty() {
        let none = page.say(
            "Không có bộ tiêu chí nào để phân tích",
            "No criteria set to analyse",
        );
        page.para(none, 0, Tone::Plain);
    }
}

/// Whether no input gives more than the maximum or less than 0.
fn statement(proved: &Proved, lang: Lang) -> String {
    let Proved { scorer, proof, .. } = proved;
    let max = points_text(proof.max(), lang);
    match (proof.statement(), lang) {
        (Statement::Holds, Lang::Vi) => {
            format!("đã chứng minh không số liệu nào cho quá {max} hay dưới 0 điểm")
        }
        (Statement::Holds, Lang::En) => {
            format!("proved that no input gives more than {max} or less than 0")
        }
        (Statement::Undecided, Lang::Vi) => {
            format!("chưa chứng minh được rằng không số liệu nào cho quá {max} hay dưới 0 điểm")
        }
        (Statement::Undecided, Lang::En) => {
            format!("not decided whether an input gives more than {max} or less than 0")
        }
        (Statement::Broken { leaf, points, .. }, lang) => {
            let points = points_text(*points, lang);
            let leaves = scorer.criteria_set().leaves();
            let leaf = leaf.and_then(|leaf| leaves.get(leaf));
            match (leaf.map(Leaf::id), lang) {
                (Some(id), Lang::Vi) => format!("có số liệu cho tiêu chí {id} được {points}"),
                (Some(id), Lang::En) => format!("there are inputs that give {id} {points}"),
                (None, Lang::Vi) => format!("có số liệu cho tổng {points}, quá {max}"),
                (None, Lang::En) => {
                    format!("there are inputs with a total of {points}, beyond {max}")
                }
            }
        }
    }
}

/// The ends of the total, and how many criteria have exact ones.
fn bounds(proof: &Proof, lang: Lang) -> String {
    let (least, greatest) = (proof.least(), proof.greatest());
    let [low, high] =
        [least.points(), greatest.points()].map(|end| localised(&end.to_string(), lang));
    let (all, exact) = (proof.leaves().len(), proof.exact());
    let [all, exact, outer] = [all, exact, all - exact].map(|count| grouped(count, lang));
    let missing = proof.max().checked_sub(greatest.points());
    let unreached = missing
        .filter(|missing| *missing > Points::ZERO)
        .map(|missing| points_text(missing, lang))
        .map_or_else(String::new, |missing| match lang {
            Lang::Vi => format!("; {missing} không số liệu nào đạt được"),
            Lang::En => format!("; {missing} that no input earns"),
        });
    let attained = least.is_exact() && greatest.is_exact();
    match lang {
        Lang::Vi => format!(
            "tổng từ {low} đến {high}{}{unreached}\n  {all} tiêu chí: {exact} xác định chính xác mức thấp nhất và cao nhất, {outer} chỉ biết giới hạn ngoài",
            if attained {
                ", đều đạt được"
            } else {
                " (giới hạn ngoài)"
            },
        ),
        Lang::En => format!(
            "totals from {low} to {high}{}{unreached}\n  {all} criteria: {exact} with least and greatest points that inputs attain, {outer} with outer bounds only",
            if attained {
                ", both attained"
            } else {
                " (outer bounds)"
            },
        ),
    }
}

/// The proofs of all sets
#[derive(serde::Serialize)]
pub struct ProofsJson<'a> {
    criteria_sets: Vec<OneJson<'a>>,
}

#[derive(serde::Serialize)]
struct OneJson<'a> {
    file: &'a str,
    /// False where errors stand in the way; then there is nothing more.
    analysed: bool,
    #[serde(flatten)]
    proof: Option<ProofJson<'a>>,
}

/// What is proved of each set, as data
pub fn json(sets: &[Analysed]) -> ProofsJson<'_> {
    ProofsJson {
        criteria_sets: sets.iter().map(one).collect(),
    }
}

fn one(set: &Analysed) -> OneJson<'_> {
    OneJson {
        file: &set.file,
        analysed: set.proved.is_some(),
        proof: set
            .proved
            .as_ref()
            .map(|proved| ProofJson::new(&proved.scorer, &proved.proof)),
    }
}
