//! Units for a person.

use par_index::diagnostic::Lang;
use par_index_pages::{Align, Table};

use super::answer::Answer;
use crate::desk::refusal::Failure;
use crate::words::number::grouped;
use crate::words::page::Page;
use crate::words::{say, title};

impl Answer {
    /// A line for each unit.
    pub fn page(&self, lang: Lang) -> Result<Page, Failure> {
        let mut page = Page::new(lang);
        page.entitle("CÁC ĐƠN VỊ GIẢ ĐỊNH", "UNITS MADE UP");
        let mut table = Table::new(
            &[
                (say(lang, "Đơn vị", "Unit"), Align::Left),
                (say(lang, "Tên", "Title"), Align::Left),
                (say(lang, "Dữ kiện", "Facts"), Align::Right),
            ],
            1,
        );
        for unit in self.units() {
            let unit = unit?;
            table.row(vec![
                unit.unit.id.to_string(),
                title(&unit.unit.title, lang).to_owned(),
                grouped(unit.facts.len(), lang),
            ]);
        }
        page.table(table, 0);
        Ok(page)
    }
}
