//! Why a leaf, or a part of it, does not apply.

use par_index::diagnostic::Lang;
use par_index::eval::Scorecard;
use par_index::file::{GroupTreatment, NotApplicable, ProvidedBy};
use par_index::model::Leaf;

use crate::words::say;
use crate::words::title;
use crate::words::words;

/// Why a whole leaf does not apply, for reasons outside its rule: the unit says so, its group does
/// not have it, or a source did not take place
pub fn reasons(card: &Scorecard, leaf: &Leaf, lang: Lang) -> Vec<String> {
    let set = card.scorer().criteria_set();
    let file = card.assessment().file();
    let is_here = |id: &par_index::read::Id| id == leaf.id() || leaf.ancestors().contains(id);
    let mut all = Vec::new();
    for claim in file
        .not_applicable
        .iter()
        .filter(|claim| claim.part.is_none() && is_here(&claim.at))
    {
        let reason =
            claim
                .reason
                .as_deref()
                .unwrap_or(say(lang, "không nêu lý do", "no reason given"));
        let treatment = words::not_applicable(leaf.not_applicable(), lang);
        let what = say(lang, "đơn vị ghi ở", "the unit says so at");
        all.push(format!("{what} {} ({reason}); {treatment}", claim.at));
    }
    let group = file.unit.group.as_ref();
    for group in set
        .file()
        .unit_groups
        .iter()
        .filter(|own| Some(&own.id) == group && own.without.iter().any(is_here))
    {
        let treatment = match group.treatment {
            Some(GroupTreatment::LowerMaximum) => say(
                lang,
                "nhóm có điểm tối đa thấp hơn",
                "the group has a lower maximum",
            ),
            _ => words::not_applicable(NotApplicable::LeaveDenominator, lang),
        };
        let what = say(
            lang,
            "nhóm đơn vị không có tiêu chí này:",
            "the unit's group does not have it:",
        );
        all.push(format!("{what} {}; {treatment}", title(&group.title, lang)));
    }
    for absent in &file.absent {
        let reads = leaf
            .facts_used()
            .iter()
            .filter_map(|index| set.facts().get(*index));
        if reads
            .into_iter()
            .any(|fact| fact.provided_by.unwrap_or(ProvidedBy::Unit) == absent.provided_by)
        {
            let source = words::provided_by(absent.provided_by, lang);
            let reason = absent
                .reason
                .as_ref()
                .map(|reason| format!(" ({reason})"))
                .unwrap_or_default();
            all.push(format!(
                "{} {source}{reason}",
                say(lang, "không có kết quả của", "there is no result of")
            ));
        }
    }
    all
}

/// What the unit says of parts of a leaf
pub fn parts(card: &Scorecard, leaf: &Leaf, lang: Lang) -> Vec<String> {
    let claims = card.assessment().file().not_applicable.iter();
    claims
        .filter(|claim| claim.at == *leaf.id())
        .filter_map(|claim| {
            let part = claim.part.as_ref()?;
            let reason =
                claim
                    .reason
                    .as_deref()
                    .unwrap_or(say(lang, "không nêu lý do", "no reason given"));
            Some(format!(
                "{} {part} ({reason})",
                say(lang, "đơn vị ghi ở phần", "the unit says so at part")
            ))
        })
        .collect()
}
