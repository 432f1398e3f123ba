//! The desk at which questions are asked.

use std::collections::BTreeMap;
use std::sync::Arc;

use par_index::diagnostic::{Lang, Message};
use par_index::read::{Decode, decode_document};
use par_index_pages::Page;

use crate::ask::{Close, Given, Open, Which};
use crate::asks;
use crate::desk::assessment::Beside;
use crate::desk::documents::{Reader, Sources};
use crate::desk::findings;
use crate::desk::refusal::{Exit, Failure};
use crate::desk::refused::refusal;

mod files;
mod one;
mod sets;
mod told;
mod units;

/// Holds what was opened, and answers questions about it
///
/// A question is JSON, `{"ask": "score", "assessment": {"name": "a.json"}}`; what is asked is in
/// [`ask`](crate::ask). Files are read only through the reader that is handed in.
///
/// # Examples
///
/// ```
/// use par_index_answers::Desk;
///
/// let mut desk = Desk::default();
/// let sets = desk.answer(r#"{"ask": "criteria-list"}"#);
/// assert!(sets.contains("department-from-plan"));
/// // No reader was handed in, so a name leads nowhere; a document may also come as text.
/// let refused = desk.answer(r#"{"ask": "score", "assessment": {"name": "a.json"}}"#);
/// assert!(refused.contains("\"refused\": true"));
/// ```
#[derive(Debug)]
pub struct Desk {
    sources: Sources,
    opened: BTreeMap<u32, String>,
    next: u32,
    /// Names of the texts that came with the question.
    lent: Vec<String>,
}

/// An answer before it is drawn
type Made = Box<dyn told::Told>;

impl Default for Desk {
    fn default() -> Self {
        Self::new(|_| {
            Err(Message::new(
                "không có cách đọc tệp",
                "there is no reader of files",
            ))
        })
    }
}

impl Desk {
    /// A desk with a reader of files; paths inside files stay below the folder of the file
    pub fn new(read: impl Fn(&str) -> Result<Vec<u8>, Message> + Send + Sync + 'static) -> Self {
        Self {
            sources: Sources::with_reader(Reader(Arc::new(read))),
            opened: BTreeMap::new(),
            next: 1,
            lent: Vec::new(),
        }
    }

    /// Answers a question in JSON with JSON: the document, or `{"refused": true, "diagnostics": […]}`
    pub fn answer(&mut self, question: &str) -> String {
        let text = self.made(question).and_then(|made| made.json());
        self.give_back();
        text.unwrap_or_else(refusal)
    }

    /// Answers a question in JSON with a page; a refusal is a page of findings
    pub fn page(&mut self, question: &str, lang: Lang) -> Page {
        let page = match self.made(question) {
            Ok(made) => made.page(&self.sources, lang),
            Err(failure) => findings::failure(&failure, &self.sources, lang),
        };
        self.give_back();
        page.finish()
    }

    fn give_back(&mut self) {
        for name in self.lent.drain(..) {
            self.sources.drop_held(&name);
        }
    }

    fn made(&mut self, question: &str) -> Result<Made, Failure> {
        self.sources.forget();
        let which: Which = read(question)?;
        if which
            .version
            .as_deref()
            .is_some_and(|version| version != "1")
        {
            return Err(usage(
                "câu hỏi thuộc một phiên bản khác".to_owned(),
                "the question is of another version".to_owned(),
                "\"version\": 1",
            ));
        }
        match which.ask.as_deref() {
            Some("open") => self.open(question),
            Some("close") => self.close(question),
            Some("check") => self.check(question),
            Some("checks") => files::checks(question),
            Some("criteria-diff") => self.criteria_diff(question),
            Some("criteria-list") => self.criteria_list(question),
            Some("criteria-show") => self.criteria_show(question),
            Some("generate") => self.generate(question),
            Some("import") => self.import(question),
            Some("rank") => self.rank(question),
            Some("schema") => files::schema(question),
            Some("score") => self.score(question),
            Some("explain") => self.explain(question),
            Some("improve") => self.improve(question),
            Some("margins") => self.margins(question),
            Some("plan-status") => self.plan_status(question),
            Some("scenario") => self.scenario(question),
            Some("worklist") => self.worklist(question),
            _ => Err(usage(
                "không có câu hỏi này".to_owned(),
                "there is no such question".to_owned(),
                &asks::names().join(", "),
            )),
        }
    }

    fn open(&mut self, question: &str) -> Result<Made, Failure> {
        let open: Open = read(question)?;
        let (name, bytes) = match open.document {
            Given::Text(written) => (written.name, written.content.into_bytes()),
            Given::Name(name) => {
                let bytes = self.sources.read(&name)?.bytes;
                (name, bytes)
            }
            Given::Handle(handle) => {
                self.handle(handle)?;
                return Ok(Box::new(told::Handle(handle)));
            }
        };
        let handle = self.next;
        self.next = handle
            .checked_add(1)
            .ok_or_else(|| Failure::run("hết số để mở thêm", "there are no more handles"))?;
        let name = self.sources.hold(&name, bytes);
        self.opened.insert(handle, name);
        Ok(Box::new(told::Handle(handle)))
    }

    fn close(&mut self, question: &str) -> Result<Made, Failure> {
        let close: Close = read(question)?;
        let name = self.handle(close.handle)?;
        self.opened.remove(&close.handle);
        self.sources.drop_held(&name);
        Ok(Box::new(told::Handle(close.handle)))
    }

    /// The name under which a document is read.
    fn name(&mut self, given: Given) -> Result<String, Failure> {
        Ok(match given {
            Given::Name(name) => name,
            Given::Handle(handle) => self.handle(handle)?,
            Given::Text(written) => {
                let name = self
                    .sources
                    .hold(&written.name, written.content.into_bytes());
                self.lent.push(name.clone());
                name
            }
        })
    }

    fn beside(
        &mut self,
        criteria: Option<Given>,
        plan: Option<Given>,
        as_of: Option<String>,
    ) -> Result<Beside, Failure> {
        Ok(Beside {
            criteria: criteria.map(|given| self.name(given)).transpose()?,
            plan: plan.map(|given| self.name(given)).transpose()?,
            as_of,
        })
    }

    fn handle(&self, handle: u32) -> Result<String, Failure> {
        self.opened.get(&handle).cloned().ok_or_else(|| {
            usage(
                format!("không có gì đang mở dưới số {handle}"),
                format!("nothing is open under the handle {handle}"),
                "open",
            )
        })
    }
}

fn read<T: Decode>(question: &str) -> Result<T, Failure> {
    let read = decode_document::<T>(None, question.as_bytes());
    read.map(|(value, _)| value)
        .map_err(|found| Failure::Refused {
            found,
            exit: Exit::FoundErrors,
        })
}

fn usage(vi: String, en: String, help: &str) -> Failure {
    Failure::Usage {
        message: Message::new(vi, en),
        help: Some(Message::new(help, help)),
    }
}
