//! A ranking for a person: places, what is open, and what the group comes to.

use std::collections::BTreeMap;

use par_index::diagnostic::Lang;
use par_index::eval::Scorecard;
use par_index::file::{Nature, Provenance};
use par_index::number::{Ratio, Rounding};
use par_index::ranking::{
    Contender, Group, GroupChange, OpenUnit, Placed, Standing, TieRule, UnitChange,
};
use par_index::read::on_one_line;
use par_index_pages::chart::Bar;
use par_index_pages::visible::visible_line;
use par_index_pages::{Align, Table, Tone};

use super::answer::{Ranked, changes_by_unit, shown};
use crate::words::charts;
use crate::words::charts::drawn;
use crate::words::number::exact_index;
use crate::words::number::grouped;
use crate::words::number::index;
use crate::words::number::styled;
use crate::words::page::Page;
use crate::words::say;
use crate::words::title;
use crate::words::words;

impl Ranked {
    /// The answer for a person.
    pub fn page(&self, lang: Lang) -> Page {
        page(self, lang)
    }
}

fn page(ranked: &Ranked, lang: Lang) -> Page {
    let mut page = Page::new(lang);
    head(&mut page, ranked);
    for (at, group) in ranked.ranking.groups().iter().enumerate() {
        let changes = ranked.changes.as_ref().and_then(|all| all.groups().get(at));
        let own = View {
            ranked,
            group,
            changes,
            changed: changes_by_unit(changes),
            lang,
        };
        own.heading(&mut page);
        own.places(&mut page);
        own.open(&mut page);
        own.unplaced(&mut page);
        own.charts(&mut page);
        own.summary(&mut page);
        own.areas(&mut page);
        own.moved(&mut page);
    }
    page
}

fn head(page: &mut Page, ranked: &Ranked) {
    let lang = page.lang;
    page.heading("XẾP HẠNG", "RANKING");
    page.gap();
    if !ranked.examples.is_empty() {
        let column = words::column(ranked.column, lang);
        let why = match (ranked.column_given, ranked.column) {
            (true, _) => say(lang, "theo yêu cầu", "as asked"),
            (false, par_index::eval::Column::Final) => {
                say(lang, "mọi đơn vị đều có", "every unit has it")
            }
            (false, _) => say(
                lang,
                "không phải đơn vị nào cũng có điểm thẩm định",
                "not every unit has final points",
            ),
        };
        page.item(
            say(lang, "Cột điểm:   ", "Column:  "),
            format!("{column} ({why})"),
            0,
        );
    }
    let rule = match ranked.ranking.ties() {
        TieRule::Shared => say(
            lang,
            "bằng chỉ số thì cùng hạng, hạng kế tiếp bỏ trống (1, 1, 3)",
            "equal units share a place, and the next is passed over (1, 1, 3)",
        )
        .to_owned(),
        TieRule::Ordered(by) => {
            let by = by.join(", ");
            match lang {
                Lang::Vi => format!("bằng chỉ số thì xét điểm của {by}; vẫn bằng thì cùng hạng"),
                Lang::En => format!(
                    "equal units are parted by their points at {by}; what remains equal shares a place"
                ),
            }
        }
    };
    page.item(say(lang, "Đồng hạng:  ", "Ties:    "), &rule, 0);
    page.item(
        say(lang, "Thứ tự:     ", "Order:   "),
        say(
            lang,
            "xếp trên giá trị chính xác; số in ra mới làm tròn",
            "by exact values; only what is printed is rounded",
        ),
        0,
    );
    if !ranked.passed_over.is_empty() {
        let files = ranked.passed_over.join(", ");

        page.item(
            say(lang, "Bỏ qua:     ", "Left:    "),
            visible_line(&files),
            0,
        );
    }
    if !ranked.left_out.is_empty() {
        let files = ranked.left_out.join(", ");
        let text = match lang {
            Lang::Vi => format!("{files} (xem lỗi; các hạng chưa tính đơn vị ở đó)"),
            Lang::En => format!("{files} (see the errors; places are without the units there)"),
        };
        page.item(say(lang, "Không đọc:  ", "Unread:  "), &text, 0);
    }
    if ranked.made_up
        && let Some(warning) = words::nature_warning(Nature::MadeUp, lang)
    {
        page.gap();
        page.para(format!("! {warning}"), 0, Tone::Care);
    }
}

/// One group in one language
pub struct View<'r> {
    pub ranked: &'r Ranked,
    pub group: &'r Group,
    pub changes: Option<&'r GroupChange>,
    changed: BTreeMap<&'r str, &'r UnitChange>,
    pub lang: Lang,
}

impl View<'_> {
    fn first(&self) -> Option<&Contender> {
        let placed = self.group.placed.first().map(|own| &own.contender);
        let open = || self.group.open.first().map(|own| &own.contender);
        placed.or_else(open).or_else(|| self.group.unplaced.first())
    }

    pub fn rounding(&self) -> Rounding {
        self.first()
            .map_or(Rounding::TWO_PLACES, |own| own.rounding)
    }

    fn is_printed(&self) -> bool {
        self.group.key.set.is_none()
    }

    pub fn number(&self, value: Ratio) -> String {
        shown(value, self.rounding(), self.is_printed())
            .map_or_else(|| value.to_string(), |value| index(value, self.lang))
    }

    pub fn signed(&self, value: Ratio) -> String {
        let text = self.number(value);
        if value > Ratio::ZERO {
            format!("+{text}")
        } else {
            text
        }
    }

    fn heading(&self, page: &mut Page) {
        let lang = self.lang;
        page.gap();
        let example = self.ranked.examples.get(&self.group.key);
        let group = self
            .group
            .key
            .group
            .as_deref()
            .map(|id| group_name(example, id, lang));
        let what = example.map_or_else(
            || say(lang, "Số liệu đã công bố", "Published figures").to_owned(),
            |card| {
                let set = card.scorer().criteria_set();
                let source = words::provenance(set.provenance(), lang);
                format!(
                    "{} [{}@{}; {source}]",
                    title(set.title(), lang),
                    set.id(),
                    set.edition()
                )
            },
        );
        let name = match group {
            Some(group) => format!("{group} · {what}"),
            None => what,
        };
        page.para(&name, 0, Tone::Strong);
        if let Some(card) = example {
            let set = card.scorer().criteria_set();
            let notice = set.file().notice.as_ref().map(|notice| title(notice, lang));
            let own = words::provenance_warning(set.provenance(), lang)
                .filter(|_| set.provenance() != Provenance::Official);
            if let Some(warning) = notice.or(own) {
                page.para(format!("! {warning}"), 0, Tone::Care);
            }
        }
        page.gap();
    }

    fn change(&self, unit: &str) -> Option<&UnitChange> {
        self.changed.get(unit).copied()
    }

    fn places(&self, page: &mut Page) {
        if self.group.placed.is_empty() {
            return;
        }
        let lang = self.lang;
        let may_move = self
            .group
            .placed
            .iter()
            .any(|own| (own.best, own.worst) != (own.place, own.place));
        let is_classed =
            |own: &Placed| own.contender.class.is_some() || own.contender.is_below_classes;
        let classes = self.group.placed.iter().any(is_classed);
        let mut columns = vec![
            (say(lang, "Hạng", "Place"), Align::Right),
            (say(lang, "Đơn vị", "Unit"), Align::Left),
            (say(lang, "Chỉ số\n(%)", "Index\n(%)"), Align::Right),
        ];
        if classes {
            columns.push((say(lang, "Xếp loại", "Class"), Align::Left));
        }
        if may_move {
            columns.push((say(lang, "Hạng\ncó thể", "Possible\nplaces"), Align::Right));
        }
        if self.changes.is_some() {
            columns.push((say(lang, "Hạng\ntrước", "Place\nbefore"), Align::Right));
            columns.push((say(lang, "Tăng,\ngiảm", "Places\ngained"), Align::Right));
            columns.push((
                say(lang, "Thay đổi\nchỉ số", "Change\nof index"),
                Align::Right,
            ));
        }
        let mut table = Table::new(&columns, 1);
        for own in &self.group.placed {
            let value = own.contender.standing.known();
            let mut cells = vec![
                grouped(own.place, lang),
                self.name(own),
                value.map(|value| self.number(value)).unwrap_or_default(),
            ];
            if classes {
                let class = own.contender.class.as_ref();
                let class = class.map(|class| title(&class.title, lang));
                let below = say(lang, "dưới mọi mức", "below every class");
                let without = if own.contender.is_below_classes {
                    below
                } else {
                    ""
                };
                cells.push(class.unwrap_or(without).to_owned());
            }
            if may_move {
                cells.push(span(own.best, own.worst, lang));
            }
            if self.changes.is_some() {
                cells.extend(self.change_cells(&own.contender.unit));
            }
            table.row(cells);
        }
        page.table(table, 0);
        for own in &self.group.placed {
            let value = own.contender.standing.known();
            let Some(value) = value.filter(|_| own.contender.is_classed_exactly) else {
                continue;
            };
            let exact = exact_index(value, lang);
            let text = match lang {
                Lang::Vi => format!(
                    "{}: chỉ số đúng là {exact}; bộ tiêu chí xếp loại trên chỉ số đúng, không phải số in ra",
                    self.name(own)
                ),
                Lang::En => format!(
                    "{}: the exact index is {exact}; the set reads classes on it, not on what is printed",
                    self.name(own)
                ),
            };
            page.para(&text, 0, Tone::Quiet);
        }
    }

    fn change_cells(&self, unit: &str) -> [String; 3] {
        let Some(own) = self.change(unit) else {
            let new = say(self.lang, "mới", "new").to_owned();
            return [new, String::new(), String::new()];
        };
        let gained = own.places_gained.map(|places| {
            let text = styled(&places.to_string(), self.lang);
            if places > 0 { format!("+{text}") } else { text }
        });
        let place = own.place_before.map(|place| grouped(place, self.lang));
        let mark = if own.other_group { "*" } else { "" };
        [
            place
                .map(|place| format!("{place}{mark}"))
                .unwrap_or_default(),
            gained.unwrap_or_default(),
            own.index
                .map(|index| self.signed(index))
                .unwrap_or_default(),
        ]
    }

    fn name(&self, own: &Placed) -> String {
        let name = unit_name(&own.contender, self.lang);
        let by = match self.ranked.ranking.ties() {
            TieRule::Ordered(by) => own.parted_by.and_then(|leaf| by.get(leaf)),
            TieRule::Shared => None,
        };
        match by {
            Some(leaf) => format!("{name} ({} {leaf})", say(self.lang, "xét", "by")),
            None => name,
        }
    }

    fn open(&self, page: &mut Page) {
        let (equal, open): (Vec<_>, Vec<_>) = self
            .group
            .open
            .iter()
            .partition(|own| own.contender.standing.known().is_some());
        if !equal.is_empty() {
            page.heading(
                "Chưa xếp hạng: bằng chỉ số, chưa có điểm để xét",
                "Not ranked: equal, and no points to part them by",
            );
            self.possible_places(&equal, page);
        }
        if open.is_empty() {
            return;
        }
        page.heading(
            "Chưa xếp hạng: chỉ số chưa phải một số",
            "Not ranked: the index is not one value yet",
        );
        self.possible_places(&open, page);
        let is_outer = |own: &OpenUnit| {
            matches!(
                own.contender.standing,
                Standing::Between { exact: false, .. }
            )
        };
        if open.iter().any(|own| is_outer(own)) {
            let note = say(
                self.lang,
                "* khoảng bao ngoài: các hạng có thể cũng là khoảng bao ngoài",
                "* outer bounds: the possible places are outer bounds too",
            );
            page.para(note, 0, Tone::Quiet);
        }
    }

    /// Units without a place, with those they can come to.
    fn possible_places(&self, units: &[&OpenUnit], page: &mut Page) {
        let lang = self.lang;
        let mut table = Table::new(
            &[
                (say(lang, "Đơn vị", "Unit"), Align::Left),
                (say(lang, "Chỉ số (%)", "Index (%)"), Align::Right),
                (say(lang, "Hạng có thể", "Possible places"), Align::Right),
            ],
            0,
        );
        for own in units {
            let value = match own.contender.standing {
                Standing::Between {
                    lower,
                    upper,
                    exact,
                } => {
                    let mark = if exact { "" } else { "*" };
                    format!("{}–{}{mark}", self.number(lower), self.number(upper))
                }
                Standing::Known(value) => self.number(value),
                Standing::Unknown | Standing::NothingApplies => {
                    say(lang, "không có", "none").to_owned()
                }
            };
            table.row(vec![
                unit_name(&own.contender, lang),
                value,
                span(own.best, own.worst, lang),
            ]);
        }
        page.table(table, 0);
    }

    /// Units with nothing to score.
    fn unplaced(&self, page: &mut Page) {
        let units = &self.group.unplaced;
        if units.is_empty() {
            return;
        }
        page.heading(
            "Không xếp hạng: không tiêu chí nào áp dụng, không có gì để chấm",
            "Not ranked: nothing applies, so there is nothing to score",
        );
        let names = units.iter().map(|own| unit_name(own, self.lang));
        page.para(names.collect::<Vec<_>>().join(", "), 0, Tone::Plain);
    }

    /// Indices and, where they are not settled, places.
    fn charts(&self, page: &mut Page) {
        let lang = self.lang;
        let placed = self.group.placed.iter().map(|own| {
            let places = (own.best, own.worst);
            (&own.contender, places, Some(own.place))
        });
        let open = self.group.open.iter().map(|own| {
            let places = (own.best, own.worst);
            (&own.contender, places, None)
        });
        let (mut indices, mut places) = (Vec::new(), Vec::new());
        for (own, (best, worst), place) in placed.chain(open) {
            let drawn_ratio = |value| charts::drawn_ratio(value, self.rounding());
            let known = own.standing.known();
            let between = own.standing.lower().zip(own.standing.upper());
            let before = self.change(&own.unit).and_then(|own| own.index_before);
            let text = match (known, between) {
                (Some(value), _) => self.number(value),
                (None, Some((low, high))) => format!("{}–{}", self.number(low), self.number(high)),
                (None, None) => say(lang, "không có", "none").to_owned(),
            };
            let label = unit_name(own, lang);
            indices.push(Bar {
                label: label.clone(),
                text,
                value: known.map(drawn_ratio),
                range: between
                    .filter(|_| known.is_none())
                    .map(|(low, high)| (drawn_ratio(low), drawn_ratio(high))),
                before: before.map(drawn_ratio),
                ..Bar::default()
            });
            places.push(Bar {
                label,
                text: span(best, worst, lang),
                range: Some((drawn(&best), drawn(&worst))),
                before: place.map(|place| drawn(&place)),
                ..Bar::default()
            });
        }
        if !indices.is_empty() {
            charts::indices(page, indices);
        }
        if places
            .iter()
            .any(|bar| bar.range.is_some_and(|(best, worst)| best < worst))
        {
            charts::possible_places(page, places);
        }
    }

    fn moved(&self, page: &mut Page) {
        let (lang, Some(own)) = (self.lang, self.changes) else {
            return;
        };
        let mut notes = Vec::new();
        if own.units.iter().any(|own| own.other_group) {
            notes.push(
                say(
                    lang,
                    "* xếp trong nhóm khác ở năm trước: không so hạng",
                    "* ranked in another group then: places are not compared",
                )
                .to_owned(),
            );
        }
        if own.units.iter().any(|own| own.other_edition) {
            notes.push(say(lang, "Năm trước chấm theo bộ tiêu chí hoặc nguồn khác: thay đổi không chỉ do kết quả thực hiện (xem `criteria diff`)", "Scored by another set or source then: the change is not of performance alone (see `criteria diff`)").to_owned());
        }
        if !own.left.is_empty() {
            notes.push(format!(
                "{}: {}",
                say(lang, "Không còn trong danh sách", "No longer listed"),
                on_one_line(&own.left.join(", "))
            ));
        }
        if !notes.is_empty() {
            page.gap();
        }
        for note in notes {
            page.para(&note, 0, Tone::Plain);
        }
    }
}

pub fn unit_name(own: &Contender, lang: Lang) -> String {
    let name = own.title.as_ref().map(|name| title(name, lang));
    on_one_line(name.unwrap_or(&own.unit)).into_owned()
}

fn group_name(card: Option<&Scorecard>, id: &str, lang: Lang) -> String {
    let groups = card.map(|card| &card.scorer().criteria_set().file().unit_groups);
    let known = groups.and_then(|groups| groups.iter().find(|group| group.id.as_str() == id));
    let name = known.map_or(id, |group| title(&group.title, lang));
    on_one_line(name).into_owned()
}

fn span(best: usize, worst: usize, lang: Lang) -> String {
    if best == worst {
        grouped(best, lang)
    } else {
        format!("{}–{}", grouped(best, lang), grouped(worst, lang))
    }
}
