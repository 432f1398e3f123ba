//! Criteria set files: their faults, and what is proved of them.

use par_index::analyse::{Proof, Statement, prove};
use par_index::check::{check_editions, check_examples, check_rules};
use par_index::compile::Scorer;
use par_index::diagnostic::{Diagnostics, Lang};
use par_index::file::CriteriaFile;
use par_index::model::CriteriaSet;
use par_index::number::Points;
use par_index::output::ProofJson;
use par_index::read::{Document, decode_document};

use crate::failure::{Exit, Failure};
use crate::input::Input;
use crate::load::compile;
use crate::text::number::{grouped, localised};
use crate::text::points_text;
use crate::text::say;

/// A criteria set file, and what is proved of it where it has no errors
pub(crate) struct Analysed {
    file: String,
    proved: Option<Proved>,
}

struct Proved {
    scorer: Scorer,
    proof: Proof,
    document: Document,
}

/// Everything that is found in a criteria set
pub(crate) fn criteria(input: &Input) -> (Diagnostics, Analysed) {
    let mut analysed = Analysed {
        file: input.name.clone(),
        proved: None,
    };
    let (file, document) = match decode_document::<CriteriaFile>(Some(&input.name), &input.bytes) {
        Ok(read) => read,
        Err(found) => return (found, analysed),
    };
    let mut found = CriteriaSet::check(&file);
    document.locate(&mut found);
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
pub(crate) fn editions(sets: &[Analysed]) -> Diagnostics {
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

/// What is proved of each set, in two lines
pub(crate) fn text(sets: &[Analysed], lang: Lang) -> String {
    let mut text = String::new();
    for set in sets {
        let file = &set.file;
        let Some(Proved { scorer, proof, .. }) = &set.proved else {
            text.push_str(&match lang {
                Lang::Vi => {
                    format!("{file}: chưa phân tích được cách chấm vì bộ tiêu chí còn lỗi\n")
                }
                Lang::En => {
                    format!("{file}: its rules could not be analysed, because it has errors\n")
                }
            });
            continue;
        };
        let max = points_text(proof.max(), lang);
        text.push_str(&match (proof.statement(), lang) {
            (Statement::Holds, Lang::Vi) => {
                format!("{file}: đã chứng minh không số liệu nào cho quá {max} hay dưới 0 điểm")
            }
            (Statement::Holds, Lang::En) => {
                format!("{file}: proved that no input gives more than {max} or less than 0")
            }
            (Statement::Undecided, Lang::Vi) => {
                format!("{file}: chưa chứng minh được rằng không số liệu nào cho quá {max} hay dưới 0 điểm")
            }
            (Statement::Undecided, Lang::En) => {
                format!("{file}: not decided whether an input gives more than {max} or less than 0")
            }
            (Statement::Broken { leaf, points, .. }, lang) => {
                let points = points_text(*points, lang);
                let leaves = scorer.criteria_set().leaves();
                let leaf = leaf.and_then(|leaf| leaves.get(leaf)).map(|leaf| leaf.id());
                match (leaf, lang) {
                    (Some(id), Lang::Vi) => format!("{file}: có số liệu cho tiêu chí {id} được {points}"),
                    (Some(id), Lang::En) => format!("{file}: there are inputs that give {id} {points}"),
                    (None, Lang::Vi) => format!("{file}: có số liệu cho tổng {points}, quá {max}"),
                    (None, Lang::En) => format!("{file}: there are inputs with a total of {points}, beyond {max}"),
                }
            }
        });
        let (least, greatest) = (proof.least(), proof.greatest());
        let ends = [least.points(), greatest.points()].map(|end| localised(&end.to_string(), lang));
        let [low, high] = ends;
        let all = grouped(proof.leaves().len(), lang);
        let exact = grouped(proof.exact(), lang);
        let outer = grouped(proof.leaves().len() - proof.exact(), lang);
        let missing = proof.max().checked_sub(greatest.points());
        let unreached = missing
            .filter(|missing| *missing > Points::ZERO)
            .map(|missing| points_text(missing, lang))
            .map_or_else(String::new, |missing| match lang {
                Lang::Vi => format!("; {missing} không số liệu nào đạt được"),
                Lang::En => format!("; {missing} that no input earns"),
            });
        let attained = least.is_exact() && greatest.is_exact();
        text.push_str(&match lang {
            Lang::Vi => format!(
                "; tổng từ {low} đến {high}{}{unreached}\n  {all} tiêu chí: {exact} xác định chính xác mức thấp nhất và cao nhất, {outer} chỉ biết giới hạn ngoài\n",
                if attained { ", đều đạt được" } else { " (giới hạn ngoài)" },
            ),
            Lang::En => format!(
                "; totals from {low} to {high}{}{unreached}\n  {all} criteria: {exact} with least and greatest points that inputs attain, {outer} with outer bounds only\n",
                if attained { ", both attained" } else { " (outer bounds)" },
            ),
        });
    }
    if sets.is_empty() {
        text.push_str(say(
            lang,
            "Không có bộ tiêu chí nào để phân tích\n",
            "No criteria set to analyse\n",
        ));
    }
    text
}

/// The proofs of all sets
#[derive(serde::Serialize)]
pub(crate) struct ProofsJson<'a> {
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
pub(crate) fn json(sets: &[Analysed]) -> ProofsJson<'_> {
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
