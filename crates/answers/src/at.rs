//! The desk at which questions are asked.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use par_index::diagnostic::{Lang, Message};
use par_index::read::{Decode, decode_document};
use par_index_pages::Page;

use crate::ask::{
    Close, Explain, Given, Improve, Margins, Open, PlanStatus, Scenario, Score, Which, Worklist,
};
use crate::asks;
use crate::desk::assessment::Beside;
use crate::desk::documents::{Reader, Sources};
use crate::desk::findings;
use crate::desk::refusal::{Exit, Failure};
use crate::desk::refused::{json_text, refusal};
use crate::explain::answer as explain;
use crate::improve::answer as improve;
use crate::margins::answer as margins;
use crate::plan::answer as plan;
use crate::scenario::answer as scenario;
use crate::score::answer as score;
use crate::worklist::answer as worklist;

mod files;
mod sets;
mod told;
mod units;

/// Holds what was opened, and answers questions about it
///
/// A question is JSON, `{"ask": "score", "assessment": {"name": "a.json"}}`; what is asked is in
/// [`ask`](crate::ask). Files are read only through the reader that is handed in.
#[derive(Debug)]
pub struct Desk {
    sources: Sources,
    opened: BTreeMap<u32, String>,
    next: u32,
    /// Names of the texts that came with the question.
    lent: Vec<String>,
}

/// An answer before it is drawn
enum Made {
    Handle(u32),
    Score(score::Answer, String),
    Explain(explain::Answer, bool),
    /// Any other answer.
    Told(Box<dyn told::Told>),
    Improve(Box<improve::Answer>),
    Margins(margins::Answer),
    PlanStatus(plan::Answer),
    Scenario(Box<scenario::Answer>),
    Worklist(worklist::Answer, bool),
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Made")
    }
}

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
        let text = self.made(question).and_then(|made| match made {
            Made::Handle(handle) => json_text(&serde_json::json!({ "handle": handle })),
            Made::Score(answer, _) => json_text(&answer.data(Lang::Vi)),
            Made::Explain(answer, _) => json_text(&answer.data(Lang::Vi)),
            Made::Told(answer) => answer.json(),
            Made::Improve(answer) => json_text(&answer.data()),
            Made::Margins(answer) => json_text(&answer.data()),
            Made::PlanStatus(answer) => json_text(&answer.data()),
            Made::Scenario(answer) => json_text(&answer.data(&answer.outcomes()?)),
            Made::Worklist(answer, _) => json_text(&answer.data(Lang::Vi)),
        });
        self.give_back();
        text.unwrap_or_else(refusal)
    }

    /// Answers a question in JSON with a page; a refusal is a page of findings
    pub fn page(&mut self, question: &str, lang: Lang) -> Page {
        let page = match self.made(question) {
            Ok(Made::Handle(handle)) => {
                let mut page = crate::words::page::Page::new(lang);
                page.para(handle.to_string(), 0, par_index_pages::Tone::Plain);
                page
            }
            Ok(Made::Score(answer, again)) => answer.page(&again, lang),
            Ok(Made::Explain(answer, brief)) => answer.page(brief, lang),
            Ok(Made::Told(answer)) => answer.page(&self.sources, lang),
            Ok(Made::Improve(answer)) => answer.page(lang),
            Ok(Made::Margins(answer)) => answer.page(lang),
            Ok(Made::PlanStatus(answer)) => answer.page(lang),
            Ok(Made::Scenario(answer)) => match answer.outcomes() {
                Ok(outcomes) => answer.page(&outcomes, lang),
                Err(failure) => findings::failure(&failure, &self.sources, lang),
            },
            Ok(Made::Worklist(answer, all)) => answer.page(all, lang),
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
            Some("open") => {
                let open: Open = read(question)?;
                let (name, bytes) = match open.document {
                    Given::Text(written) => (written.name, written.content.into_bytes()),
                    Given::Name(name) => {
                        let bytes = self.sources.read(&name)?.bytes;
                        (name, bytes)
                    }
                    Given::Handle(handle) => {
                        return self.handle(handle).map(|_| Made::Handle(handle));
                    }
                };
                let handle = self.next;
                self.next = handle.checked_add(1).ok_or_else(|| {
                    Failure::run("hết số để mở thêm", "there are no more handles")
                })?;
                let name = self.sources.hold(&name, bytes);
                self.opened.insert(handle, name);
                Ok(Made::Handle(handle))
            }
            Some("check") => self.check(question),
            Some("checks") => files::checks(question),
            Some("close") => {
                let close: Close = read(question)?;
                let name = self.handle(close.handle)?;
                self.opened.remove(&close.handle);
                self.sources.drop_held(&name);
                Ok(Made::Handle(close.handle))
            }
            Some("criteria-diff") => self.criteria_diff(question),
            Some("criteria-list") => self.criteria_list(question),
            Some("criteria-show") => self.criteria_show(question),
            Some("generate") => self.generate(question),
            Some("import") => self.import(question),
            Some("rank") => self.rank(question),
            Some("schema") => files::schema(question),
            Some("score") => {
                let asked: Score = read(question)?;
                let file = self.name(asked.assessment)?;
                let beside = self.beside(asked.criteria, asked.plan, asked.as_of)?;
                let answer = score::answer(&file, &beside, &mut self.sources)?;
                Ok(Made::Score(answer, file))
            }
            Some("explain") => {
                let asked: Explain = read(question)?;
                let file = self.name(asked.assessment)?;
                let beside = self.beside(asked.criteria, asked.plan, asked.as_of)?;
                let answer =
                    explain::answer(&file, asked.id.as_deref(), &beside, &mut self.sources)?;
                Ok(Made::Explain(answer, asked.brief))
            }
            Some("improve") => {
                let asked: Improve = read(question)?;
                let file = self.name(asked.assessment)?;
                let actions = self.name(asked.actions)?;
                let beside = self.beside(asked.criteria, asked.plan, asked.as_of)?;
                let (goal, column, sources) = (&asked.goal, asked.column, &mut self.sources);
                let answer = improve::answer(&file, &actions, goal, column, &beside, sources)?;
                Ok(Made::Improve(Box::new(answer)))
            }
            Some("margins") => {
                let asked: Margins = read(question)?;
                let file = self.name(asked.assessment)?;
                let beside = self.beside(asked.criteria, asked.plan, asked.as_of)?;
                let id = asked.id.as_deref();
                let answer = margins::answer(&file, id, &beside, &mut self.sources)?;
                Ok(Made::Margins(answer))
            }
            Some("plan-status") => {
                let asked: PlanStatus = read(question)?;
                let file = self.name(asked.plan)?;
                let results = asked.results.map(|given| self.name(given)).transpose()?;
                let asked = plan::Asked {
                    file: &file,
                    as_of: asked.as_of.as_deref(),
                    results: results.as_deref(),
                    period: asked.period,
                    by: asked.by,
                };
                Ok(Made::PlanStatus(plan::answer(&asked, &mut self.sources)?))
            }
            Some("scenario") => {
                let asked: Scenario = read(question)?;
                let base = self.name(asked.assessment)?;
                let file = self.name(asked.scenarios)?;
                let editions = asked.editions.into_iter().map(|given| self.name(given));
                let editions: Vec<String> = editions.collect::<Result<_, _>>()?;
                let beside = self.beside(asked.criteria, asked.plan, asked.as_of)?;
                let (only, sources) = (&asked.only, &mut self.sources);
                let answer = scenario::answer(&base, &file, only, &editions, &beside, sources)?;
                Ok(Made::Scenario(Box::new(answer)))
            }
            Some("worklist") => {
                let asked: Worklist = read(question)?;
                let beside = self.beside(asked.criteria, asked.plan, asked.as_of)?;
                let mut reading = worklist::Reading::default();
                for given in asked.assessments {
                    let file = self.name(given)?;
                    reading.take(file.as_ref(), None, &beside, &mut self.sources);
                }
                let answer = reading.done(asked.by, Vec::new());
                Ok(Made::Worklist(answer, asked.all))
            }
            _ => Err(usage(
                "không có câu hỏi này".to_owned(),
                "there is no such question".to_owned(),
                &asks::names().join(", "),
            )),
        }
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
