//! What a ranked group comes to: mean, quartiles, classes, areas.

use par_index::diagnostic::Lang;
use par_index::number::{Rounding, RoundingMode};
use par_index::ranking::{Summary, TieRule};
use par_index::read::on_one_line;
use par_index_pages::{Align, Table, Tone};

use super::page::{View, unit_name};
use crate::words::number::grouped;
use crate::words::number::index;
use crate::words::page::Page;
use crate::words::say;
use crate::words::title;

impl View<'_> {
    pub fn summary(&self, page: &mut Page) {
        let (lang, own) = (self.lang, &self.group.summary);
        page.gap();
        let mut line = |label: (&str, &str), text: String| {
            let label = format!("{:<15}", say(lang, label.0, label.1));
            page.item(&label, &text, 0);
        };
        let count = |units: usize, vi: &str, en: &str| {
            let units_text = grouped(units, lang);
            (units > 0).then(|| format!("{units_text} {}", say(lang, vi, en)))
        };
        let waiting = [
            count(self.group.open.len(), "chưa", "not"),
            count(
                self.group.unplaced.len(),
                "không có gì để chấm",
                "with nothing to score",
            ),
        ];
        let placed = self.group.placed.len();
        let units = match waiting {
            [None, None] => grouped(placed, lang),
            waiting => {
                let ranked = format!(
                    "{} {}",
                    grouped(placed, lang),
                    say(lang, "có hạng", "ranked")
                );
                let all = std::iter::once(ranked).chain(waiting.into_iter().flatten());
                all.collect::<Vec<_>>().join(", ")
            }
        };
        line(("Số đơn vị", "Units"), units);
        if let Some(mean) = own.mean {
            let rounded = mean.rounded(self.rounding());
            let rounded = rounded.map_or_else(|| "?".to_owned(), |value| index(value, lang));
            let rounding = rounding_words(self.rounding(), lang);
            let text = match mean.exact().and_then(|value| value.to_quantity_exact(9)) {
                Some(exact) => match lang {
                    Lang::Vi => format!("{rounded} (chính xác {}; {rounding})", index(exact, lang)),
                    Lang::En => format!("{rounded} (exactly {}; {rounding})", index(exact, lang)),
                },
                None => format!("{rounded} ({rounding})"),
            };
            line(("Trung bình", "Mean"), text);
        }
        if let Some(before) = self.changes.and_then(|own| own.mean_before)
            && let Some(change) = self.changes.and_then(|own| own.mean)
        {
            let before = before.rounded(self.rounding());
            let before = before.map_or_else(|| "?".to_owned(), |value| index(value, lang));
            line(
                ("  năm trước", "  before"),
                format!(
                    "{before}, {} {}",
                    say(lang, "thay đổi", "change"),
                    self.signed(change)
                ),
            );
        }
        if let Some(text) = self.quantiles(own) {
            line(("Tứ phân vị", "Quartiles"), text);
        }
        let (placed, open) = (&self.group.placed, &self.group.open);
        let contenders = placed.iter().map(|own| &own.contender);
        let contenders = contenders.chain(open.iter().map(|own| &own.contender));
        let below = contenders.filter(|own| own.is_below_classes).count();
        let below_words = say(lang, "dưới mọi mức", "below every class");
        let classes = own.classes.iter();
        let classes = classes.map(|own| (title(&own.class.title, lang), own.units));
        let classes = classes.chain((below > 0).then_some((below_words, below)));
        let classes: Vec<String> = classes
            .map(|(class, units)| format!("{class} {}", grouped(units, lang)))
            .collect();
        if !classes.is_empty() {
            line(("Xếp loại", "Classes"), classes.join(", "));
        }
        for undecided in &self.group.undecided {
            let TieRule::Ordered(by) = self.ranked.ranking.ties() else {
                continue;
            };
            let leaf = by
                .get(undecided.leaf)
                .map(String::as_str)
                .unwrap_or_default();
            let units = undecided.units.join(", ");
            let units = on_one_line(&units);
            let text = match lang {
                Lang::Vi => format!("{leaf} chưa phân được {units}: không có điểm ở đó"),
                Lang::En => format!("{leaf} leaves the place of {units} open: no points there"),
            };
            line(("Đồng hạng", "Ties"), text);
        }
    }

    fn quantiles(&self, own: &Summary) -> Option<String> {
        let values = [
            own.least,
            own.quarter,
            own.median,
            own.three_quarters,
            own.greatest,
        ];
        let [least, quarter, median, three, greatest] =
            values.map(|value| value.map(|value| self.number(value)));
        let (least, quarter, median, three, greatest) =
            (least?, quarter?, median?, three?, greatest?);
        Some(match self.lang {
            Lang::Vi => format!(
                "thấp nhất {least}, một phần tư {quarter}, trung vị {median}, ba phần tư {three}, cao nhất {greatest} (nội suy như QUARTILE.INC)"
            ),
            Lang::En => format!(
                "least {least}, first quarter {quarter}, median {median}, third quarter {three}, greatest {greatest} (interpolated as by QUARTILE.INC)"
            ),
        })
    }

    /// The index of each unit in each area, with the mean below.
    pub fn areas(&self, page: &mut Page) {
        let (lang, areas) = (self.lang, &self.group.summary.areas);
        // Wider tables do not fit; JSON has them all.
        if areas.is_empty() || areas.len() > 10 {
            return;
        }
        page.heading("Chỉ số theo lĩnh vực (%)", "Index by area (%)");
        let names: Vec<String> = areas
            .iter()
            .enumerate()
            .map(|(at, area)| area.number.clone().unwrap_or_else(|| (at + 1).to_string()))
            .collect();
        let mut columns = vec![(say(lang, "Đơn vị", "Unit"), Align::Left)];
        columns.extend(names.iter().map(|name| (name.as_str(), Align::Right)));
        let mut table = Table::new(&columns, 0);
        let placed = self.group.placed.iter().map(|own| &own.contender);
        let open = self.group.open.iter().map(|own| &own.contender);
        let equal = open.filter(|own| own.standing.known().is_some());
        for own in placed.chain(equal) {
            let mut cells = vec![unit_name(own, lang)];
            let values = own.areas.iter().map(|area| area.index);
            cells.extend(
                values
                    .map(|value| value.map_or_else(|| "–".to_owned(), |value| self.number(value))),
            );
            table.row(cells);
        }
        table.rule();
        let mut cells = vec![say(lang, "Trung bình", "Mean").to_owned()];
        let mut fewer = false;
        for area in areas {
            fewer |= area.units < self.group.summary.units;
            let mean = area.mean.and_then(|mean| mean.rounded(self.rounding()));
            cells.push(mean.map_or_else(|| "–".to_owned(), |value| index(value, lang)));
        }
        table.row(cells);
        page.table(table, 0);
        if fewer {
            let note = say(
                lang,
                "–: chưa phải một số, hoặc không áp dụng; trung bình của các đơn vị có số",
                "–: not one value, or not applicable; means are of the units that have one",
            );
            page.para(note, 0, Tone::Quiet);
        }
        for (name, area) in names.iter().zip(areas) {
            page.item(format!("{name:<5}"), title(&area.title, lang), 0);
        }
    }
}

fn rounding_words(rounding: Rounding, lang: Lang) -> String {
    let places = rounding.places();
    let mode = match rounding.mode() {
        RoundingMode::HalfUp => say(lang, "nửa làm tròn lên", "halves up"),
        RoundingMode::HalfEven => say(lang, "nửa về số chẵn", "halves to even"),
        RoundingMode::Down => say(lang, "bỏ phần dư", "cut"),
        RoundingMode::Up => say(lang, "luôn làm tròn lên", "always up"),
    };
    match lang {
        Lang::Vi => format!("làm tròn {places} chữ số thập phân, {mode}"),
        Lang::En => format!("rounded to {places} decimals, {mode}"),
    }
}
