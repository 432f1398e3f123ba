//! `par-index rank`: units within their groups, on exact values.

use std::collections::BTreeMap;
use std::path::Path;

use par_index::compile::Scorer;
use par_index::diagnostic::{Diagnostic, Diagnostics, Message, Place};
use par_index::eval::{Column, Scorecard};
use par_index::ranking::{CannotRank, Changes, Contender, GroupKey, Ranking, TieRule};

use super::{Session, rank_csv, rank_json};
use crate::args::{RankArgs, TableFormat, TiesArg};
use crate::emit;
use crate::failure::{Exit, Failure};
use crate::file_fault::Kind;
use crate::foreign;
use crate::input::{Sources, io_reason, read};
use crate::load;
use crate::published::{self, Row, TableFault};
use crate::text::rank;

/// A ranking with what it was made of
#[derive(Debug)]
pub(crate) struct Ranked {
    pub(crate) ranking: Ranking,
    pub(crate) column: Column,
    /// Whether the column was asked for
    pub(crate) column_given: bool,
    pub(crate) changes: Option<Changes>,
    /// A scorecard of each group that has one: its set is named in the result
    pub(crate) examples: BTreeMap<GroupKey, Scorecard>,
    /// Whether some assessment is made up
    pub(crate) made_up: bool,
    /// Files of folders that are neither assessments nor published totals
    pub(crate) passed_over: Vec<String>,
}

pub(crate) fn run(args: &RankArgs, session: &mut Session) -> Result<Exit, Failure> {
    let ties = match (args.ties, args.by.is_empty()) {
        (TiesArg::Shared, true) => TieRule::Shared,
        (TiesArg::Ordered, false) => TieRule::Ordered(args.by.clone()),
        (TiesArg::Ordered, true) => {
            return Err(usage(
                "--ties ordered cần --by: các tiêu chí để xét khi bằng điểm",
                "--ties ordered needs --by: the criteria that decide ties",
            ));
        }
        (TiesArg::Shared, false) => {
            return Err(usage(
                "--by chỉ dùng với --ties ordered",
                "--by goes with --ties ordered",
            ));
        }
    };
    let mut scorers = BTreeMap::new();
    let mut gather = |paths: &[String], session: &mut Session| {
        let mut gathered = Gathered::default();
        let mut found = Diagnostics::new();
        let mut exit = Exit::Done;
        for path in paths {
            gathered.path(
                path,
                args,
                &mut scorers,
                &mut session.sources,
                &mut |refused, own| {
                    found.extend(refused);
                    exit = exit.or(own);
                },
            )?;
        }
        if exit == Exit::Done {
            Ok(gathered)
        } else {
            Err(Failure::Refused { found, exit })
        }
    };
    let now = gather(&args.paths, session)?;
    let before = gather(&args.against, session)?;
    let all = || now.cards.iter().chain(&before.cards);
    let has_final = |(_, card): &(String, Scorecard)| {
        card.total().index().whole().column(Column::Final).is_some()
    };
    let column = match args.column {
        Some(column) => column.into(),
        None if all().all(has_final) => Column::Final,
        None => Column::Computed,
    };
    if let TieRule::Ordered(_) = &ties
        && !(now.rows.is_empty() && before.rows.is_empty())
    {
        return Err(usage(
            "bảng đã công bố không có điểm từng tiêu chí: không dùng được --ties ordered",
            "published totals have no points of criteria: --ties ordered cannot be used",
        ));
    }
    if now.cards.is_empty() && now.rows.is_empty() {
        return Err(Failure::run(
            "không có đơn vị nào để xếp hạng",
            "there is no unit to rank",
        ));
    }
    let made_up = all()
        .any(|(_, card)| card.assessment().file().nature == Some(par_index::file::Nature::MadeUp));
    let ranking = now.ranking(column, &ties)?;
    let changes = if args.against.is_empty() {
        None
    } else {
        Some(Changes::of(&ranking, &before.ranking(column, &ties)?))
    };
    let mut examples = BTreeMap::new();
    for (_, card) in now.cards {
        if let Ok(own) = Contender::of(&card, column, &[]) {
            examples.entry(own.group).or_insert(card);
        }
    }
    let ranked = Ranked {
        ranking,
        column,
        column_given: args.column.is_some(),
        changes,
        examples,
        made_up,
        passed_over: now
            .passed_over
            .into_iter()
            .chain(before.passed_over)
            .collect(),
    };
    let output = args.output.as_deref();
    match args.format {
        TableFormat::Text => {
            let text = rank::text(&ranked, session.lang);
            session.emit.text(&text, output)?;
        }
        TableFormat::Json => emit::json(&rank_json::document(&ranked), output)?,
        TableFormat::Csv => emit::plain(&rank_csv::text(&ranked), output)?,
    }
    Ok(Exit::Done)
}

fn usage(vi: &str, en: &str) -> Failure {
    Failure::Usage {
        message: Message::new(vi, en),
        help: None,
    }
}

/// Everything that is to be ranked, in the order it was given.
#[derive(Default)]
struct Gathered {
    cards: Vec<(String, Scorecard)>,
    rows: Vec<Row>,
    passed_over: Vec<String>,
}

impl Gathered {
    /// Reads a file or the files of a folder; what cannot be read is told to `refuse`.
    fn path(
        &mut self,
        path: &str,
        args: &RankArgs,
        scorers: &mut BTreeMap<String, Scorer>,
        sources: &mut Sources,
        refuse: &mut dyn FnMut(Diagnostics, Exit),
    ) -> Result<(), Failure> {
        let folder = Path::new(path).is_dir();
        let files = if folder {
            files_of(path)?
        } else {
            vec![path.to_owned()]
        };
        for file in files {
            match self.file(&file, folder, args, scorers, sources) {
                Ok(()) => {}
                Err(Failure::Refused { found, exit }) => refuse(found, exit),
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }

    fn file(
        &mut self,
        file: &str,
        in_folder: bool,
        args: &RankArgs,
        scorers: &mut BTreeMap<String, Scorer>,
        sources: &mut Sources,
    ) -> Result<(), Failure> {
        let input = read(file)?;
        sources.keep(&input);
        let refused = |found| Failure::Refused {
            found,
            exit: Exit::FoundErrors,
        };
        foreign::check(&input, |_| false)?;
        let is_csv = Path::new(file)
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        if is_csv {
            self.rows.extend(published::csv(&input).map_err(refused)?);
            return Ok(());
        }
        if load::kind_of(&input).is_ok_and(|kind| kind == Kind::Published) {
            self.rows.extend(published::json(&input).map_err(refused)?);
            return Ok(());
        }
        if in_folder && load::kind_of(&input).is_ok_and(|kind| kind != Kind::Assessment) {
            self.passed_over.push(file.to_owned());
            return Ok(());
        }
        let opened = load::from(file, &input)?;
        let asked = &opened.file.criteria_set;
        let name = format!("{}@{}", asked.id, asked.edition);
        let scorer = if let Some(scorer) = scorers.get(&name) {
            scorer.clone()
        } else {
            let set = load::criteria_for(
                &opened.file,
                &opened.document,
                args.criteria.as_deref(),
                sources,
            )?;
            let scorer = load::compile(set, &name)?;
            scorers.insert(name, scorer.clone());
            scorer
        };
        let card = opened.card(&scorer, sources)?;
        self.cards.push((file.to_owned(), card));
        Ok(())
    }

    fn ranking(&self, column: Column, ties: &TieRule) -> Result<Ranking, Failure> {
        let by = match ties {
            TieRule::Shared => &[][..],
            TieRule::Ordered(by) => by,
        };
        let (mut contenders, mut places) = (Vec::new(), Vec::new());
        for (file, card) in &self.cards {
            let own = Contender::of(card, column, by).map_err(|error| Failure::Usage {
                message: Message::new(
                    format!("bộ tiêu chí {} không có tiêu chí {}", error.set, error.leaf),
                    error.to_string(),
                ),
                help: None,
            })?;
            contenders.push(own);
            places.push(Place {
                file: Some(file.clone()),
                ..Place::default()
            });
        }
        for row in &self.rows {
            contenders.push(row.contender.clone());
            places.push(row.place.clone());
        }
        Ranking::new(contenders, ties).map_err(|error| match error {
            CannotRank::UnitTwice { unit, at } => {
                let place = |at: usize| places.get(at).cloned().unwrap_or_default();
                let first = place(at.0);
                let fault = TableFault::UnitTwice { unit, first };
                Failure::Refused {
                    found: Diagnostics::from(Diagnostic::at(&fault, place(at.1))),
                    exit: Exit::FoundErrors,
                }
            }
            CannotRank::NoSuchLeaves { unit } => Failure::Usage {
                message: Message::new(
                    format!("đơn vị {unit} không có điểm từng tiêu chí"),
                    format!("the unit {unit} has no points of criteria"),
                ),
                help: None,
            },
        })
    }
}

/// The tables and JSON files of a folder, by name.
fn files_of(folder: &str) -> Result<Vec<String>, Failure> {
    let unreadable = |error: &std::io::Error| {
        let reason = io_reason(error);
        Failure::run(
            format!("không đọc được {folder}: {}", reason.vi),
            format!("{folder} cannot be read: {}", reason.en),
        )
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| unreadable(&error))? {
        let path = entry.map_err(|error| unreadable(&error))?.path();
        let wanted = path
            .extension()
            .is_some_and(|ending| ending == "json" || ending == "csv");
        if wanted && path.is_file() {
            files.push(path.to_string_lossy().into_owned());
        }
    }
    files.sort();
    Ok(files)
}
