//! The keys of a kind of file for a person.

use par_index::diagnostic::Lang;
use par_index_pages::{Align, Table};
use serde_json::Value;

use super::answer::Answer;
use crate::words::page::Page;
use crate::words::say;

impl Answer {
    /// The keys at the top of a file, and what each is.
    pub fn page(&self, lang: Lang) -> Page {
        let mut page = Page::new(lang);
        page.entitle("CÁC KHÓA CỦA TỆP", "KEYS OF THE FILE");
        let required = self.data().get("required").and_then(Value::as_array);
        let keys = self.data().get("properties").and_then(Value::as_object);
        let mut table = Table::new(
            &[
                (say(lang, "Khóa", "Key"), Align::Left),
                ("", Align::Left),
                (say(lang, "Là gì", "What it is"), Align::Left),
            ],
            2,
        );
        for (key, own) in keys.into_iter().flatten() {
            let is_required = required.is_some_and(|all| all.iter().any(|one| one == key));
            let needed = if is_required {
                say(lang, "bắt buộc", "needed")
            } else {
                ""
            };
            let about = own.get("description").and_then(Value::as_str);
            table.row(vec![
                key.clone(),
                needed.to_owned(),
                about.unwrap_or_default().to_owned(),
            ]);
        }
        page.table(table, 0);
        page
    }
}
