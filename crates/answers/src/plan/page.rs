//! How a plan stands as of a day.

use par_index::diagnostic::Lang;
use par_index::file::Span;
use par_index::model::{ReformPlan, TaskBook, TaskState};
use par_index::number::{Date, Ratio, Rounding, RoundingMode};
use par_index_pages::{Align, Table, Tone};

use super::status::{Group, Shown, Status};
use crate::words::number::date;
use crate::words::number::grouped;
use crate::words::number::index;
use crate::words::page::Page;
use crate::words::say;
use crate::words::tasks;
use crate::words::title;

/// States in the order of the table's columns.
const STATES: [TaskState; 9] = [
    TaskState::DoneOnTime,
    TaskState::DoneLate,
    TaskState::Done,
    TaskState::Overdue,
    TaskState::NotDone,
    TaskState::Due,
    TaskState::NotDue,
    TaskState::Ongoing,
    TaskState::DidNotArise,
];

/// The whole text of `plan status`
pub fn page(status: &Status<'_>, shown: &Shown, lang: Lang) -> Page {
    let mut page = Page::new(lang);
    text(&mut page, status, shown);
    page
}

fn text(page: &mut Page, status: &Status<'_>, shown: &Shown) {
    let lang = page.lang;
    let file = status.plan.file();
    page.heading(
        "TÌNH HÌNH THỰC HIỆN KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH",
        "HOW THE REFORM PLAN STANDS",
    );
    page.para(title(&file.title, lang), 0, Tone::Strong);
    page.gap();
    page.item(
        format!("{:<12}", say(lang, "Đơn vị", "Unit")),
        title(&file.unit.title, lang),
        0,
    );
    page.item(
        format!("{:<12}", say(lang, "Tính đến", "As of")),
        date(status.book.as_of(), lang),
        0,
    );
    if let Some(Span { from, until }) = &shown.span {
        let span = format!("{} – {}", date(*from, lang), date(*until, lang));
        page.item(format!("{:<12}", say(lang, "Kỳ", "Period")), &span, 0);
        let note = say(
            lang,
            "Chỉ tính các lần thực hiện có hạn, hoặc đã xong, trong kỳ này.",
            "Only occurrences that fall due, or were done, in this period.",
        );
        page.para(note, 12, Tone::Quiet);
    }
    if shown.by_area {
        page.heading("THEO LĨNH VỰC", "BY AREA");
        groups(page, &status.by_area(shown), &status.total(shown));
    }
    if shown.by_lead {
        page.heading("THEO ĐƠN VỊ CHỦ TRÌ", "BY LEAD UNIT");
        groups(page, &status.by_lead(shown), &status.total(shown));
        let note = say(
            lang,
            "Nhiệm vụ có nhiều đơn vị chủ trì được tính cho từng đơn vị.",
            "A task with several lead units counts for each.",
        );
        page.para(note, 0, Tone::Quiet);
    }
    let note = say(
        lang,
        "“Hoàn thành” là tỷ lệ hoàn thành kế hoạch: số lần đã xong trên số lần phát sinh; không phải mức xếp loại nhiệm vụ.",
        "“Done” is the plan's completion share: occurrences done of those that arose; it is not an official rating.",
    );
    page.para(note, 0, Tone::Quiet);
    each(page, status.plan, status.book, shown);
}

fn groups(page: &mut Page, groups: &[Group], total: &Group) {
    let lang = page.lang;
    let names = [
        say(lang, "Đúng\nhạn", "On\ntime"),
        say(lang, "Trễ\nhạn", "Late"),
        say(lang, "Chưa\nrõ hạn", "Due day\nunknown"),
        say(lang, "Quá\nhạn", "Over-\ndue"),
        say(lang, "Không\nlàm", "Not\ndone"),
        say(lang, "Đến\nkỳ", "Due"),
        say(lang, "Chưa\nđến", "Not\ndue"),
        say(lang, "Thường\nxuyên", "On-\ngoing"),
        say(lang, "Không\np.sinh", "Not\narisen"),
    ];
    let mut heads = vec![
        ("", Align::Left),
        ("", Align::Left),
        (say(lang, "Số\nlần", "All"), Align::Right),
    ];
    // Nearly every last day is known: then nothing is said of those that are not.
    let shown = |state: TaskState| state != TaskState::Done || total.count(state) > 0;
    let columns = STATES.into_iter().zip(names);
    heads.extend(columns.filter_map(|(state, name)| shown(state).then_some((name, Align::Right))));
    heads.push((say(lang, "Hoàn thành\n(%)", "Done\n(%)"), Align::Right));
    let mut table = Table::new(&heads, 1);
    let row = |group: &Group| {
        let mut cells = vec![
            group.number.clone(),
            title(&group.title, lang).to_owned(),
            grouped(group.all(), lang),
        ];
        let states = STATES.into_iter().filter(|state| shown(*state));
        cells.extend(states.map(|state| match group.count(state) {
            0 => "·".to_owned(),
            count => grouped(count, lang),
        }));
        cells.push(share(group, lang));
        cells
    };
    for group in groups {
        table.row(row(group));
    }
    table.rule();
    table.toned(row(total), Tone::Strong);
    page.table(table, 0);
}

/// Occurrences done of those that arose, in percent; a range while some may still come.
fn share(group: &Group, lang: Lang) -> String {
    let percent = |count: usize| {
        let (count, all) = (
            i64::try_from(count).ok()?,
            i64::try_from(group.arose()).ok()?,
        );
        let value = Ratio::from_int(count.checked_mul(100)?).checked_div(Ratio::from_int(all))?;
        Some(index(
            value.to_quantity(Rounding::new(1, RoundingMode::HalfUp)?)?,
            lang,
        ))
    };
    percent(group.done()).unwrap_or_else(|| crate::words::NONE.to_owned())
}

/// Each task, and each occurrence where there are several.
fn each(page: &mut Page, plan: &ReformPlan, book: &TaskBook, shown: &Shown) {
    let lang = page.lang;
    page.heading("TỪNG NHIỆM VỤ", "EACH TASK");
    let mut table = Table::new(
        &[
            (say(lang, "Mã", "Id"), Align::Left),
            (say(lang, "Nhiệm vụ", "Task"), Align::Left),
            (say(lang, "Hạn", "Due"), Align::Left),
            (say(lang, "Xong", "Done"), Align::Left),
            (say(lang, "Tình trạng", "State"), Align::Left),
        ],
        1,
    );
    let day = |day: Option<Date>| day.map(|day| date(day, lang)).unwrap_or_default();
    let style = |state: TaskState| match state {
        TaskState::Overdue | TaskState::NotDone | TaskState::DoneLate => Tone::Bad,
        TaskState::DoneOnTime => Tone::Good,
        TaskState::DidNotArise => Tone::Quiet,
        _ => Tone::Plain,
    };
    for task in plan.tasks() {
        let own: Vec<_> = book
            .occurrences()
            .iter()
            .filter(|each| each.task() == task.index() && shown.covers(each))
            .collect();
        let state = book.task_state(task.index()).unwrap_or(TaskState::Ongoing);
        let words = tasks::words(task, lang).to_owned();
        if let [only] = own.as_slice() {
            let cells = vec![
                tasks::name(task, only),
                words,
                day(only.last_day()),
                day(only.done_on()),
                tasks::state(only.state(), lang).to_owned(),
            ];
            table.toned(cells, style(only.state()));
            continue;
        }
        if own.is_empty() && shown.span.is_some() {
            continue;
        }
        let nothing_yet = own.is_empty() && state == TaskState::Ongoing;
        let cells = vec![
            task.id().to_string(),
            words,
            String::new(),
            String::new(),
            if nothing_yet {
                say(lang, "chưa phát sinh", "nothing arose yet")
            } else {
                tasks::state(state, lang)
            }
            .to_owned(),
        ];
        table.toned(cells, style(state));
        for occurrence in own {
            let product = occurrence
                .product()
                .and_then(|id| task.file().products.iter().find(|own| own.id == *id));
            let mut name = product
                .map(|product| title(&product.title, lang).to_owned())
                .unwrap_or_default();
            if let Some(label) = occurrence.label() {
                name.push_str(if name.is_empty() { "" } else { " " });
                name.push_str(label);
            }
            if name.is_empty() {
                name.push_str(say(lang, "sản phẩm chung", "the other products"));
            }
            let cells = vec![
                String::new(),
                format!("· {name}"),
                day(occurrence.last_day()),
                day(occurrence.done_on()),
                tasks::state(occurrence.state(), lang).to_owned(),
            ];
            table.toned(cells, style(occurrence.state()));
        }
    }
    page.table(table, 0);
}
