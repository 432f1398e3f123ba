//! The plan of least effort, for a person.

use par_index::diagnostic::Lang;
use par_index::eval::Column;
use par_index::file::Nature;
use par_index::improve::{Goal, Outcome, Proof, Standing, WhyImpossible};
use par_index::number::Points;
use par_index_pages::{Align, Table, Tone};

use super::improved::{Improved, gap};
use crate::words::head;
use crate::words::index::class_cell;
use crate::words::number::date;
use crate::words::number::fixed;
use crate::words::number::grouped;
use crate::words::number::index;
use crate::words::number::places_for;
use crate::words::number::signed;
use crate::words::number::styled;
use crate::words::page::Page;
use crate::words::points_text;
use crate::words::title;
use crate::words::words;

pub fn page(own: &Improved, lang: Lang) -> Page {
    let mut page = Page::new(lang);
    head::head(
        &mut page,
        &own.card,
        "PHƯƠNG ÁN ÍT TỐN CÔNG NHẤT",
        "PLAN OF LEAST EFFORT",
    );
    let file = own.actions.file();
    let made_up = |nature: Option<Nature>| nature == Some(Nature::MadeUp);
    if made_up(file.nature)
        && !made_up(own.card.assessment().file().nature)
        && let Some(warning) = words::nature_warning(Nature::MadeUp, lang)
    {
        page.para(warning, 0, Tone::Care);
    }
    page.gap();
    let goal = goal(own, lang);
    page.item(page.say("Mục tiêu      ", "Goal          "), &goal, 0);
    if let Some(day) = file.measured_on {
        let text = date(day, lang);
        page.item(page.say("Đo kết quả đến ", "Measured as of "), &text, 0);
    }
    page.gap();
    page.para(answer(own, lang), 0, Tone::Strong);
    steps(&mut page, own);
    standing(&mut page, own);
    if own.plan.outcome != Outcome::NoActions {
        page.gap();
        page.para(proof(own, lang), 0, Tone::Plain);
    }
    remarks(&mut page, own);
    page
}

fn cost(own: &Improved, cost: &str, lang: Lang) -> String {
    format!(
        "{} {}",
        styled(cost, lang),
        title(&own.actions.file().cost_unit, lang)
    )
}

fn goal(own: &Improved, lang: Lang) -> String {
    let classes = &own.card.scorer().criteria_set().file().classes;
    let vi = lang == Lang::Vi;
    let column = match (own.column, lang) {
        (Column::Evidenced, Lang::Vi) => "cột minh chứng",
        (Column::Evidenced, Lang::En) => "evidenced column",
        (_, Lang::Vi) => "cột tính được, phần đã chắc chắn",
        (_, Lang::En) => "computed column, what is certain",
    };
    let text = match &own.goal {
        Goal::Budget(budget) => {
            let budget = cost(own, &budget.to_string(), lang);
            if vi {
                format!("nhiều điểm nhất với chi phí không quá {budget}")
            } else {
                format!("most points for at most {budget}")
            }
        }
        Goal::Index(wanted) => {
            let wanted = index(*wanted, lang);
            if vi {
                format!("đạt chỉ số {wanted} % với chi phí thấp nhất")
            } else {
                format!("index {wanted} % at least cost")
            }
        }
        Goal::Class(id) => {
            let class = classes.iter().find(|class| class.id == *id);
            let name = class.map_or(id.as_str(), |class| title(&class.title, lang));
            if vi {
                format!("đạt loại {name} trở lên với chi phí thấp nhất")
            } else {
                format!("class {name} or better at least cost")
            }
        }
    };
    format!("{text} ({column})")
}

fn answer(own: &Improved, lang: Lang) -> String {
    let plan = &own.plan;
    let spent = cost(own, &plan.cost, lang);
    let gain = plan.after.points.checked_sub(plan.before.points);
    let gain = points_text(gain.unwrap_or(Points::ZERO), lang);
    let count = grouped(plan.steps.len(), lang);
    let (vi, en) = match plan.outcome {
        Outcome::NoActions => (
            "Tệp không có giải pháp nào để chọn".to_owned(),
            "The file has no actions to choose from".to_owned(),
        ),
        Outcome::BestForBudget if plan.steps.is_empty() && plan.proof != Proof::Optimal => (
            "Chưa tìm được phương án nào đem thêm điểm trong ngân sách này (chưa chứng minh là không có)"
                .to_owned(),
            "No plan within this budget that brings points was found (that there is none is not proved)"
                .to_owned(),
        ),
        Outcome::OutOfReach if plan.steps.is_empty() => (
            "Không thể đạt mục tiêu, dù làm gì trong các giải pháp này".to_owned(),
            "Out of reach, whatever is done of these actions".to_owned(),
        ),
        Outcome::NotFound if plan.steps.is_empty() => (
            "Chưa tìm được cách đạt mục tiêu (chưa chứng minh là không có)".to_owned(),
            "No way was found (that there is none is not proved)".to_owned(),
        ),
        Outcome::BestForBudget if plan.steps.is_empty() => (
            "Với ngân sách này không giải pháp nào đem thêm điểm".to_owned(),
            "No action within this budget brings points".to_owned(),
        ),
        Outcome::BestForBudget => (
            format!("Chọn {count} giải pháp, chi phí {spent}: thêm {gain}"),
            format!("{count} of the actions, for {spent}: {gain} more"),
        ),
        Outcome::Reached => (
            format!("Đạt mục tiêu với {count} giải pháp, chi phí {spent}: thêm {gain}"),
            format!("Reached with {count} of the actions, for {spent}: {gain} more"),
        ),
        Outcome::AlreadyReached => (
            "Đã đạt mục tiêu, không cần thêm giải pháp nào".to_owned(),
            "Reached already, no action is needed".to_owned(),
        ),
        Outcome::OutOfReach => (
            format!(
                "Không thể đạt mục tiêu, dù làm gì trong các giải pháp này. Gần nhất là {count} giải pháp, chi phí {spent}: thêm {gain}"
            ),
            format!(
                "Out of reach, whatever is done of these actions. Closest come {count} of them, for {spent}: {gain} more"
            ),
        ),
        Outcome::NotFound => (
            format!(
                "Chưa tìm được cách đạt mục tiêu (chưa chứng minh là không có). Gần nhất là {count} giải pháp, chi phí {spent}: thêm {gain}"
            ),
            format!(
                "No way was found (that there is none is not proved). Closest come {count} of the actions, for {spent}: {gain} more"
            ),
        ),
    };
    if lang == Lang::Vi { vi } else { en }
}

fn steps(page: &mut Page, own: &Improved) {
    if own.plan.steps.is_empty() {
        return;
    }
    page.gap();
    let lang = page.lang;
    let mut table = Table::new(
        &[
            (page.say("Mã", "Id"), Align::Left),
            (page.say("Giải pháp", "Action"), Align::Left),
            (page.say("Chủ trì", "Lead"), Align::Left),
            (page.say("Hạn", "Deadline"), Align::Left),
            (page.say("Chi phí", "Cost"), Align::Right),
            (page.say("Điểm", "Points"), Align::Right),
            (page.say("Tiêu chí", "Criteria"), Align::Left),
        ],
        1,
    );
    let places = places_for(own.plan.steps.iter().filter_map(|step| step.gain));
    for step in &own.plan.steps {
        let Some(action) = own.actions.file().actions.get(step.action) else {
            continue;
        };
        let mut criteria: Vec<&str> = step.criteria.iter().take(2).map(String::as_str).collect();
        if step.criteria.len() > 2 {
            criteria.push("…");
        }
        let lead = action
            .lead
            .as_ref()
            .map(|lead| title(lead, lang).to_owned());
        table.row(vec![
            action.id.to_string(),
            title(&action.title, lang).to_owned(),
            lead.unwrap_or_default(),
            action
                .deadline
                .map(|day| date(day, lang))
                .unwrap_or_default(),
            styled(&step.cost, lang),
            step.gain
                .map(|gain| signed(gain, places, lang))
                .unwrap_or_default(),
            criteria.join(" "),
        ]);
    }
    page.table(table, 0);
}

fn standing(page: &mut Page, own: &Improved) {
    page.gap();
    let lang = page.lang;
    let mut table = Table::new(
        &[
            ("", Align::Left),
            (page.say("Điểm", "Points"), Align::Right),
            (page.say("Chỉ số (%)", "Index (%)"), Align::Right),
            (page.say("Xếp loại", "Class"), Align::Left),
        ],
        3,
    );
    let places = places_for([own.plan.before.points, own.plan.after.points].into_iter());
    let row = |label: &str, standing: &Standing| {
        let class = standing.index;
        let class = class.and_then(|value| class_cell(own.card.scorer(), value, lang));
        vec![
            label.to_owned(),
            fixed(standing.points, places, lang),
            standing
                .rounded
                .map(|own| index(own, lang))
                .unwrap_or_default(),
            class.unwrap_or_default(),
        ]
    };
    let is_later = own.actions.file().measured_on > Some(own.card.assessment().as_of());
    let before = if is_later {
        page.say("Không làm gì thêm", "With nothing done")
    } else {
        page.say("Hiện nay", "Now")
    };
    table.row(row(before, &own.plan.before));
    table.row(row(
        page.say("Sau phương án", "With the plan"),
        &own.plan.after,
    ));
    page.table(table, 0);
}

fn proof(own: &Improved, lang: Lang) -> String {
    let plan = &own.plan;
    let scored = grouped(plan.scored, lang);
    let groups = grouped(plan.groups, lang);
    let (vi, en) = match &plan.proof {
        Proof::Optimal => (
            format!(
                "Đã chứng minh không có phương án nào tốt hơn ({groups} nhóm giải pháp, {scored} lần chấm lại)"
            ),
            format!(
                "It is proved that no plan is better ({groups} groups of actions, scored {scored} times)"
            ),
        ),
        Proof::NoMoreThan(most) => {
            let gap = most.checked_sub(plan.after.points).unwrap_or(Points::ZERO);
            let (gap, most) = (points_text(gap, lang), points_text(*most, lang));
            (
                format!(
                    "Tốt nhất trong các phương án đã tìm; đã chứng minh không phương án nào quá {most}, tức còn cách nhiều nhất {gap}"
                ),
                format!(
                    "The best that was found; it is proved that no plan comes to more than {most}, a gap of {gap} at most"
                ),
            )
        }
        Proof::NoCheaperThan(least) => {
            let gap = cost(own, &gap(&plan.cost, least), lang);
            let least = cost(own, least, lang);
            (
                format!(
                    "Rẻ nhất trong các phương án đã tìm; đã chứng minh không phương án nào dưới {least}, tức còn cách nhiều nhất {gap}"
                ),
                format!(
                    "The cheapest that was found; it is proved that no plan costs less than {least}, a gap of {gap} at most"
                ),
            )
        }
        Proof::Unbounded => (
            "Tốt nhất trong các phương án đã tìm; chưa chứng minh được giới hạn nào".to_owned(),
            "The best that was found; no bound is proved".to_owned(),
        ),
    };
    if lang == Lang::Vi { vi } else { en }
}

/// The id of an action, with its title.
fn named(own: &Improved, action: usize, lang: Lang) -> String {
    let action = own.actions.file().actions.get(action);
    action.map_or_else(String::new, |own| {
        format!("{} ({})", own.id, title(&own.title, lang))
    })
}

fn remarks(page: &mut Page, own: &Improved) {
    let (plan, lang) = (&own.plan, page.lang);
    let actions = &own.actions.file().actions;
    let id = |action: usize| actions.get(action).map_or("", |own| own.id.as_str());
    let vi = lang == Lang::Vi;
    if !plan.ties.is_empty() {
        page.heading("CÓ THỂ ĐỔI CHO NHAU", "COULD BE EXCHANGED");
        for tie in &plan.ties {
            let (chosen, other) = (id(tie.chosen), named(own, tie.other, lang));
            let text = if vi {
                format!("{other} thay cho {chosen}: chi phí và kết quả như nhau")
            } else {
                format!("{other} for {chosen}: cost and result are the same")
            };
            page.item("- ", &text, 0);
        }
    }
    if !plan.dominated.is_empty() {
        page.heading("KHÔNG CẦN ĐẾN", "NOT NEEDED");
        for dominated in &plan.dominated {
            let name = named(own, dominated.action, lang);
            let instead: Vec<&str> = dominated.instead.iter().map(|own| id(*own)).collect();
            let text = match (instead.is_empty(), vi) {
                (true, true) => format!("{name}: không đem thêm điểm nào"),
                (true, false) => format!("{name}: brings no points"),
                (false, true) => {
                    format!(
                        "{name}: chỉ cần {} cũng được ít nhất bấy nhiêu điểm mà không tốn hơn",
                        instead.join(" + ")
                    )
                }
                (false, false) => {
                    format!(
                        "{name}: {} brings as much or more, and costs no more",
                        instead.join(" + ")
                    )
                }
            };
            page.item("- ", &text, 0);
        }
    }
    if !plan.impossible.is_empty() {
        page.heading("KHÔNG CÒN LÀM ĐƯỢC", "NO LONGER POSSIBLE");
        for impossible in &plan.impossible {
            let name = named(own, impossible.action, lang);
            let why = match (impossible.why, vi) {
                (WhyImpossible::Passed(day), true) => format!("hết hạn ngày {}", date(day, lang)),
                (WhyImpossible::Passed(day), false) => {
                    format!("its deadline was {}", date(day, lang))
                }
                (WhyImpossible::Needs(need), true) => {
                    format!("cần có {} trước, mà việc ấy không còn làm được", id(need))
                }
                (WhyImpossible::Needs(need), false) => {
                    format!("needs {}, which is not possible", id(need))
                }
                (WhyImpossible::Contradictory, true) => {
                    "cần các giải pháp mâu thuẫn nhau".to_owned()
                }
                (WhyImpossible::Contradictory, false) => {
                    "needs actions that contradict each other".to_owned()
                }
            };
            let lost = match (impossible.points, vi) {
                (Some(points), true) if points <= Points::ZERO => {
                    "; dù làm kịp cũng không thêm điểm nào".to_owned()
                }
                (Some(points), false) if points <= Points::ZERO => {
                    "; it would have brought no points".to_owned()
                }
                (Some(points), true) => {
                    format!("; nếu làm kịp thì được thêm {}", points_text(points, lang))
                }
                (Some(points), false) => {
                    format!("; it would have brought {}", points_text(points, lang))
                }
                (None, _) => String::new(),
            };
            page.item("- ", format!("{name}: {why}{lost}"), 0);
        }
    }
    if !own.actions.contradictions().is_empty() {
        page.heading(
            "MÂU THUẪN NHAU, CHỈ CHỌN ĐƯỢC MỘT",
            "CONTRADICTORY: ONE OF THEM AT MOST",
        );
        for (one, other, what) in own.actions.contradictions() {
            let (one, other) = (named(own, *one, lang), named(own, *other, lang));
            let set = own.card.scorer().criteria_set();
            let fact = set.fact_index(what).and_then(|at| set.facts().get(at));
            let what = fact.map_or_else(
                || what.clone(),
                |fact| format!("“{}”", title(&fact.title, lang)),
            );
            let text = if vi {
                format!("{one} và {other}: cùng thay đổi {what} nhưng khác nhau")
            } else {
                format!("{one} and {other}: both change {what}, in two ways")
            };
            page.item("- ", &text, 0);
        }
    }
}
