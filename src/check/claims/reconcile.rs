//! Single cells that, changed, make a sheet add up.

use serde::Serialize;

use super::sums::AreaClaims;
use super::total_does_not_add_up as total;
use super::{is_out_of_place, settled};
use crate::analyse::Attainable;
use crate::check::scene::{Scene, Subject};
use crate::diagnostic::Message;
use crate::eval::{Applies, Scorecard};
use crate::model::Home;
use crate::number::{Points, Ratio};

/// Most changes named in one message.
const SHOWN: usize = 3;

/// One cell of the claims that, changed, makes areas and total add up
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CellChange {
    /// JSON Pointer of the cell
    pub pointer: String,
    /// What the cell is called
    pub name: Message,
    /// What is typed
    pub from: Points,
    /// What makes it add up
    pub to: Points,
    /// Whether the cell is a claim, and the facts give the new value
    pub agrees_with_facts: bool,
}

/// The cells of the claims of which one alone, changed, makes all typed areas and the total add up
///
/// Each is tried: with its new value no area and no total is off any more. A claim is changed only to
/// a value that its rule can give. Claims that the facts then agree with come first, then the typed
/// sums, then other claims. Empty where everything adds up, or no single cell explains it.
pub fn reconciliations(card: &Scorecard) -> Vec<CellChange> {
    changes(&Scene::new(card))
}

pub(super) fn changes(scene: &Scene<'_>) -> Vec<CellChange> {
    let areas = AreaClaims::of_all(scene);
    let typed = total::typed(scene);
    let sheet = Sheet { areas, typed };
    if sheet.adds_up(scene) {
        return Vec::new();
    }
    let mut found: Vec<CellChange> = Vec::new();
    found.extend(of_claims(scene, &sheet));
    found.extend(of_areas(scene, &sheet));
    found.extend(of_total(scene, &sheet));
    let rank = |own: &CellChange| match (own.agrees_with_facts, is_claim(own)) {
        (true, _) => 0,
        (false, false) => 1,
        (false, true) => 2,
    };
    found.sort_by_key(rank);
    found
}

fn is_claim(change: &CellChange) -> bool {
    change.pointer.starts_with("/claims/criteria/")
}

/// The changes as a sentence; nothing where there are none.
pub(super) fn help(changes: &[CellChange]) -> Option<Message> {
    let one = |own: &CellChange| {
        let (vi, en) = if own.agrees_with_facts {
            (" (đúng theo số liệu)", " (what the facts give)")
        } else {
            ("", "")
        };
        (
            format!("{} từ {} thành {}{vi}", own.name.vi, own.from, own.to),
            format!("{} from {} to {}{en}", own.name.en, own.from, own.to),
        )
    };
    let shown: Vec<(String, String)> = changes.iter().take(SHOWN).map(one).collect();
    let (vi, en): (Vec<String>, Vec<String>) = shown.into_iter().unzip();
    let more = changes.len().saturating_sub(SHOWN);
    let (more_vi, more_en) = if more > 0 {
        (
            format!("; hoặc {more} ô khác"),
            format!("; or {more} other cells"),
        )
    } else {
        (String::new(), String::new())
    };
    (!vi.is_empty()).then(|| {
        Message::new(
            format!("chỉ cần sửa một ô là khớp: {}{more_vi}", vi.join("; hoặc ")),
            format!(
                "one cell alone makes it add up: {}{more_en}",
                en.join("; or ")
            ),
        )
    })
}

/// The summary of a sheet: areas with what stands below them, and the total.
#[derive(Clone)]
struct Sheet {
    areas: Vec<AreaClaims>,
    typed: Option<Points>,
}

impl Sheet {
    fn adds_up(&self, scene: &Scene<'_>) -> bool {
        let areas = self.areas.iter().all(|area| area.expected(scene).is_none());
        let total = self
            .typed
            .is_none_or(|typed| total::expected(scene, &self.areas, typed).is_none());
        areas && total
    }
}

/// How much more the sums below typed cells would have to be: in points of an area, by its index.
fn differences(scene: &Scene<'_>, sheet: &Sheet) -> Vec<(Option<usize>, Ratio)> {
    let mut all = Vec::new();
    for (index, area) in sheet.areas.iter().enumerate() {
        if let (Some(typed), Some(sum)) = (area.typed, area.expected(scene))
            && let Some(more) = typed.checked_sub(sum)
        {
            all.push((Some(index), Ratio::from_points(more)));
        }
    }
    if let Some(typed) = sheet.typed
        && let Some(sum) = total::expected(scene, &sheet.areas, typed)
        && let Some(more) = typed.checked_sub(sum)
    {
        all.push((None, Ratio::from_points(more)));
    }
    all
}

fn of_claims(scene: &Scene<'_>, sheet: &Sheet) -> Vec<CellChange> {
    let differences = differences(scene, sheet);
    let mut found: Vec<CellChange> = Vec::new();
    for subject in &scene.subjects {
        for (area, more) in &differences {
            let change = of_claim(scene, sheet, subject, *area, *more);
            if let Some(change) = change
                && !found.contains(&change)
            {
                found.push(change);
            }
        }
    }
    found
}

fn of_claim(
    scene: &Scene<'_>,
    sheet: &Sheet,
    subject: &Subject<'_>,
    wrong: Option<usize>,
    more: Ratio,
) -> Option<CellChange> {
    let Home::Area(home) = subject.model.home() else {
        return None;
    };
    if wrong.is_some_and(|wrong| wrong != home) || subject.own.applies != Applies::Yes {
        return None;
    }
    let claimed = subject.score.claimed()?;
    let own_area = sheet.areas.get(home)?;
    let factor = subject.model.factor();
    let counts = match wrong {
        Some(_) => factor,
        None => factor.checked_mul(own_area.factor)?,
    };
    let exact = Ratio::from_points(claimed).checked_add(more.checked_div(counts)?)?;
    let to = scene.sum_as_typed(exact)?;
    if to == claimed || to < Points::ZERO || to > subject.score.max() {
        return None;
    }
    let attainable = Attainable::of(scene.compiled, subject.leaf, subject.own.parts);
    if !attainable.holds(to, scene.claim_rounding()) {
        return None;
    }
    let mut changed = sheet.clone();
    let area = changed.areas.get_mut(home)?;
    let step = Ratio::from_points(to.checked_sub(claimed)?).checked_mul(factor)?;
    let [all, placed] = &mut area.sums;
    *all = all.checked_add(step)?;
    if !is_out_of_place(scene, subject) {
        *placed = placed.checked_add(step)?;
    }
    let computed = settled(subject);
    changed.adds_up(scene).then(|| CellChange {
        pointer: subject.claim_pointer(),
        name: Message::new(
            format!("tiêu chí {}", subject.number()),
            format!("criterion {}", subject.number()),
        ),
        from: claimed,
        to,
        agrees_with_facts: computed.map(|own| scene.as_typed(own)) == Some(to),
    })
}

fn of_areas(scene: &Scene<'_>, sheet: &Sheet) -> Vec<CellChange> {
    let mut found = Vec::new();
    for (index, area) in sheet.areas.iter().enumerate() {
        let Some(typed) = area.typed else { continue };
        // What stands below it, or what the total wants of it.
        let below = area.sums.first().and_then(|sum| scene.sum_as_typed(*sum));
        let wanted = sheet.typed.and_then(|total| {
            let sum = total::expected(scene, &sheet.areas, total)?;
            let more = Ratio::from_points(total.checked_sub(sum)?).checked_div(area.factor)?;
            scene.sum_as_typed(Ratio::from_points(typed).checked_add(more)?)
        });
        for to in [below, wanted].into_iter().flatten() {
            let mut changed = sheet.clone();
            if let Some(own) = changed.areas.get_mut(index) {
                own.typed = Some(to);
            }
            let change = CellChange {
                pointer: area.pointer(),
                name: Message::new(
                    format!("lĩnh vực {}", area.number),
                    format!("area {}", area.number),
                ),
                from: typed,
                to,
                agrees_with_facts: false,
            };
            let is_sound = to != typed && to >= Points::ZERO && to <= area.max;
            if is_sound && changed.adds_up(scene) && !found.contains(&change) {
                found.push(change);
            }
        }
    }
    found
}

fn of_total(scene: &Scene<'_>, sheet: &Sheet) -> Option<CellChange> {
    let typed = sheet.typed?;
    let to = total::expected(scene, &sheet.areas, typed)?;
    let mut changed = sheet.clone();
    changed.typed = Some(to);
    changed.adds_up(scene).then(|| CellChange {
        pointer: "/claims/total".to_owned(),
        name: Message::new("tổng điểm", "the total"),
        from: typed,
        to,
        agrees_with_facts: false,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::reconciliations;
    use crate::check::check_assessment;
    use crate::check::tests::{edited, edited_card};

    type Edits<'e> = &'e [(&'e str, Value)];

    /// The changes as pointer, new value and whether the facts agree.
    fn of(edits: Edits<'_>) -> Vec<(String, String, bool)> {
        let changes = reconciliations(&edited_card(edits));
        let shown = changes
            .into_iter()
            .map(|own| (own.pointer, own.to.to_string(), own.agrees_with_facts));
        shown.collect()
    }

    fn change(cell: &str, to: &str, agrees: bool) -> (String, String, bool) {
        (format!("/claims/{cell}"), to.to_owned(), agrees)
    }

    /// What is typed when each change is made does add up.
    fn each_one_reconciles(edits: Edits<'_>) {
        for (pointer, to, _) in of(edits) {
            let mut mended = edits.to_vec();
            let to: Value = serde_json::from_str(&to).unwrap();
            mended.push((&pointer, to));
            let card = edited_card(&mended);
            for one in &check_assessment(&card) {
                assert!(
                    !one.check().ends_with("does-not-add-up"),
                    "{pointer}: {one}"
                );
            }
        }
    }

    #[test]
    fn a_sheet_that_adds_up_needs_no_change() {
        assert!(of(&[]).is_empty());
    }

    #[test]
    fn a_total_is_mended_by_itself() {
        let edits: Edits<'_> = &[("/claims/total", json!(10.55))];
        assert_eq!(of(edits), [change("total", "10.5", false)]);
        let found = edited(edits);
        assert_eq!(
            found.iter().next().unwrap().help().vi,
            "chỉ cần sửa một ô là khớp: tổng điểm từ 10.55 thành 10.5"
        );
    }

    #[test]
    fn an_area_that_the_total_counts_right_is_mended_by_itself() {
        let edits: Edits<'_> = &[("/claims/areas/a2", json!(4))];
        assert_eq!(of(edits), [change("areas/a2", "4.5", false)]);
    }

    #[test]
    fn a_claim_that_was_lowered_after_the_sums_were_typed_is_found() {
        // 1.4 was 1.5 when the area (6) and the total (10.5) were typed; now it says 0.
        let edits: Edits<'_> = &[("/claims/criteria/c1.4", json!(0))];
        // 1.5 more at 1.4 is what the facts give; no other criterion of the area has 1.5 to spare.
        assert_eq!(of(edits), [change("criteria/c1.4", "1.5", true)]);
        each_one_reconciles(edits);
    }

    #[test]
    fn sums_that_wait_for_a_wrong_claim_are_not_reported_beside_it() {
        let found = edited(&[("/claims/criteria/c1.4", json!(0))]);
        let checks: Vec<_> = found
            .iter()
            .map(crate::diagnostic::Diagnostic::check)
            .collect();
        assert_eq!(checks, ["claimed-differs"]);
    }

    #[test]
    fn several_cells_may_do_and_those_the_facts_agree_with_come_first() {
        // 2.1 and 2.3 both half as high: area II as typed is 1 too high.
        let edits: Edits<'_> = &[
            ("/claims/criteria/c2.3", json!(1)),
            ("/claims/criteria/c2.1", json!(0.5)),
            ("/claims/areas/a2", json!(3.5)),
            ("/claims/total", json!(9.5)),
        ];
        let found = of(edits);
        assert_eq!(
            found,
            [
                change("criteria/c2.1", "1.5", true),
                change("criteria/c2.3", "2", true),
            ]
        );
        each_one_reconciles(edits);
    }

    #[test]
    fn two_wrong_cells_have_no_single_change() {
        let edits: Edits<'_> = &[
            ("/claims/areas/a1", json!(5.93)),
            ("/claims/total", json!(10.57)),
        ];
        assert!(of(edits).is_empty());
    }
}
