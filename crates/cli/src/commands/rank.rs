//! `par-index rank`: units within their groups, on exact values.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use par_index::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Place};
use par_index::eval::{Column, Scorecard};
use par_index::ranking::{CannotRank, Changes, Contender, GroupKey, Ranking, Standing, TieRule};
use par_index::read::{comparable, on_one_line};

use super::{rank_csv, rank_json};
use crate::batch::frame::with_line_feeds;
use crate::emit;
use crate::folder::{Entry, Folder, LeftOut, Why, entry, has_ending};
use crate::options::{TableFormat, To};
use crate::published::{self, Published, Row, TableFault};
use crate::session::Session;
use crate::text::rank;
use par_index_answers::desk::assessment;
use par_index_answers::desk::documents::Sources;
use par_index_answers::desk::documents::read;
use par_index_answers::desk::findings;
use par_index_answers::desk::foreign;
use par_index_answers::desk::kind::Kind;
use par_index_answers::desk::names::display_name;
use par_index_answers::desk::refusal::Exit;
use par_index_answers::desk::refusal::Failure;

#[derive(Args, Debug)]
pub(crate) struct RankArgs {
    /// Bản tự chấm, bảng điểm đã công bố (.csv, .json), hoặc thư mục / Assessments, published totals, or folders
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    /// Bằng điểm: cùng hạng (1, 1, 3), hoặc xét tiếp theo --by / Ties share a place, or are parted by --by
    #[arg(long, value_enum, default_value_t = TiesArg::Shared)]
    pub(crate) ties: TiesArg,
    /// Tiêu chí hoặc lĩnh vực để xét khi bằng điểm, theo thứ tự / Criteria or areas that decide ties, in order
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    pub(crate) by: Vec<String>,
    /// Cột điểm; bỏ trống: thẩm định nếu mọi đơn vị đều có, nếu không thì tính được / Column; final if all have it, else computed
    #[arg(long, value_enum)]
    pub(crate) column: Option<ColumnArg>,
    /// Kết quả năm khác để so sánh / The other year to compare with
    #[arg(long, value_name = "PATH")]
    pub(crate) against: Vec<String>,
    /// Bộ tiêu chí thay cho bộ mà bản tự chấm nêu: tên bộ, tên@phiên bản, hoặc tệp / Criteria set instead of the one that is named: set, set@edition, or file
    #[arg(long, value_name = "SET")]
    pub(crate) criteria: Option<String>,
    #[command(flatten)]
    pub(crate) to: To<TableFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TiesArg {
    Shared,
    Ordered,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColumnArg {
    Claimed,
    Computed,
    Evidenced,
    Final,
}

impl From<ColumnArg> for Column {
    fn from(column: ColumnArg) -> Self {
        match column {
            ColumnArg::Claimed => Self::Claimed,
            ColumnArg::Computed => Self::Computed,
            ColumnArg::Evidenced => Self::Evidenced,
            ColumnArg::Final => Self::Final,
        }
    }
}

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
    /// Files and rows that could not be read: their units are missing
    pub(crate) left_out: Vec<String>,
    /// What folders hold that is not asked for
    pub(crate) ignored: Vec<LeftOut>,
}

pub(crate) fn run(args: &RankArgs, session: &mut Session) -> Result<Exit, Failure> {
    let form = args.to.form()?;
    let ties = match (args.ties, args.by.is_empty()) {
        (TiesArg::Shared, true) => TieRule::Shared,
        (TiesArg::Ordered, false) => {
            let by = args.by.iter().map(|id| comparable(id).into_owned());
            TieRule::Ordered(by.collect())
        }
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
    let mut faults = Faults::default();
    let mut gather = |paths: &[String], session: &mut Session| {
        let mut gathered = Gathered::default();
        for path in paths {
            gathered.path(path, args, session, &mut faults);
        }
        gathered
    };
    let now = gather(&args.paths, session);
    let before = gather(&args.against, session);
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
        return Err(faults.instead_of_a_ranking());
    }
    let made_up = all()
        .any(|(_, card)| card.assessment().file().nature == Some(par_index::file::Nature::MadeUp));
    let ranking = now.ranking(column, &ties, &mut faults)?;
    let changes = if args.against.is_empty() {
        None
    } else {
        let before = before.ranking(column, &ties, &mut faults)?;
        Some(Changes::of(&ranking, &before))
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
        left_out: faults.left_out,
        ignored: now.ignored.into_iter().chain(before.ignored).collect(),
    };
    let output = args.to.output.as_deref();
    match form {
        TableFormat::Text | TableFormat::Html => {
            session
                .emit
                .page(rank::page(&ranked, session.lang), form, output)?;
        }
        TableFormat::Json => {
            session.emit.json(&rank_json::document(&ranked), output)?;
        }
        TableFormat::Csv => session.emit.plain(rank_csv::text(&ranked), output)?,
    }
    // JSON has them in the result.
    if form != TableFormat::Json {
        for own in &ranked.ignored {
            emit::note(&own.text(session.lang));
        }
    }
    // What is no result goes where results do not.
    let (found, lang) = (&faults.found, session.lang);
    if !found.is_empty() {
        let said = findings::list(found.iter(), &session.sources, lang);
        session.emit.complain(said);
    }
    let mut exit = faults.exit;
    for failure in faults.failures {
        session.fail(&failure);
        exit = exit.or(Exit::FoundErrors);
    }
    Ok(exit)
}

fn usage(vi: &str, en: &str) -> Failure {
    Failure::Usage {
        message: Message::new(vi, en),
        help: None,
    }
}

/// What could not be read, or not be ranked
#[derive(Default)]
struct Faults {
    found: Diagnostics,
    failures: Vec<Failure>,
    exit: Exit,
    left_out: Vec<String>,
}

impl Faults {
    fn add(&mut self, found: Diagnostics, exit: Exit) {
        if !found.is_empty() {
            self.exit = self.exit.or(exit);
            self.found.extend(found);
        }
    }

    /// A file that is left out; the others are ranked.
    fn leave_out(&mut self, file: &str, failure: Failure) {
        self.left_out.push(file.to_owned());
        self.take(failure);
    }

    fn take(&mut self, failure: Failure) {
        match failure {
            Failure::Refused { found, exit } => self.add(found, exit),
            other => self.failures.push(other),
        }
    }

    /// Why there is nothing to rank.
    fn instead_of_a_ranking(self) -> Failure {
        let mut failures = self.failures.into_iter();
        match failures.next() {
            _ if !self.found.is_empty() => Failure::Refused {
                found: self.found,
                exit: self.exit,
            },
            Some(first) => first,
            None => Failure::run(
                "không có đơn vị nào để xếp hạng",
                "there is no unit to rank",
            ),
        }
    }
}

/// Everything that is to be ranked, in the order it was given.
#[derive(Default)]
struct Gathered {
    cards: Vec<(String, Scorecard)>,
    rows: Vec<Row>,
    passed_over: Vec<String>,
    ignored: Vec<LeftOut>,
}

impl Gathered {
    /// Reads a file or the files of a folder.
    fn path(&mut self, path: &str, args: &RankArgs, session: &mut Session, faults: &mut Faults) {
        let in_folder = Path::new(path).is_dir();
        let files = if in_folder {
            Folder::read(path, &["json", "csv"]).map(|folder| {
                self.ignored.extend(folder.left_out);
                for failure in folder.faults {
                    faults.take(failure);
                }
                folder.files
            })
        } else {
            Ok(vec![PathBuf::from(path)])
        };
        match files {
            Ok(files) => {
                for file in files {
                    let sources = &mut session.sources;
                    if let Err(failure) = self.file(&file, in_folder, args, sources, faults) {
                        faults.leave_out(&display_name(&file), failure);
                    }
                }
            }
            Err(failure) => faults.leave_out(path, failure),
        }
    }

    /// Takes the rows of a table.
    fn take(&mut self, published: Published, faults: &mut Faults) {
        self.rows.extend(published.rows);
        faults.add(published.found, Exit::FoundErrors);
        let left_out = published.left_out.iter().map(ToString::to_string);
        faults.left_out.extend(left_out);
    }

    fn file(
        &mut self,
        file: &Path,
        in_folder: bool,
        args: &RankArgs,
        sources: &mut Sources,
        faults: &mut Faults,
    ) -> Result<(), Failure> {
        let refused = |found| Failure::Refused {
            found,
            exit: Exit::FoundErrors,
        };
        if has_ending(file, &["csv"]) {
            let mut input = read(file)?;
            foreign::check(&input, |_| false)?;
            if let Cow::Owned(lines) = with_line_feeds(&input.bytes) {
                input.bytes = lines;
            }
            sources.take(file, &input);
            self.take(published::csv(&input).map_err(refused)?, faults);
            return Ok(());
        }
        if !in_folder {
            // That what was asked for is not there is no finding about it.
            sources.read(file)?;
        }
        let input = match entry(file, sources)? {
            Entry::Ours(Kind::Published, input) => {
                self.take(published::json(&input).map_err(refused)?, faults);
                return Ok(());
            }
            Entry::Ours(kind, _) if in_folder && kind != Kind::Assessment => {
                self.passed_over.push(display_name(file));
                return Ok(());
            }
            Entry::Foreign if in_folder => {
                self.ignored.push(LeftOut::new(file, Why::Foreign));
                return Ok(());
            }
            // By itself it is asked for, and so it is said what is wrong with it.
            Entry::Foreign => sources.read(file)?,
            Entry::Ours(_, input) => input,
        };
        let opened = assessment::from(file, &input)?;
        let card = opened.card_by(args.criteria.as_deref(), sources)?;
        self.cards.push((display_name(file), card));
        Ok(())
    }

    fn ranking(
        &self,
        column: Column,
        ties: &TieRule,
        faults: &mut Faults,
    ) -> Result<Ranking, Failure> {
        let by = match ties {
            TieRule::Shared => &[][..],
            TieRule::Ordered(by) => by,
        };
        let (mut contenders, mut places) = (Vec::new(), Vec::new());
        for (file, card) in &self.cards {
            let own = Contender::of(card, column, by).map_err(|error| Failure::Usage {
                message: Message::new(
                    format!(
                        "bộ tiêu chí {} không có tiêu chí hay lĩnh vực {}",
                        error.set, error.leaf
                    ),
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
        once_each(&mut contenders, &places, faults);
        Ranking::new(contenders, ties).map_err(|error| match error {
            CannotRank::NoSuchLeaves { unit } => Failure::Usage {
                message: Message::new(
                    format!("đơn vị {unit} không có điểm từng tiêu chí"),
                    format!("the unit {unit} has no points of criteria"),
                ),
                help: None,
            },
            // Each stands once now.
            error @ CannotRank::UnitTwice { .. } => {
                Failure::run(error.to_string(), error.to_string())
            }
        })
    }
}

/// Names units that stand twice; each stands once then, its index not known where the two differ: nobody
/// knows which of them counts.
fn once_each(contenders: &mut Vec<Contender>, places: &[Place], faults: &mut Faults) {
    let repeated = Ranking::repeated(contenders);
    let mut found = Diagnostics::new();
    // Tables in JSON were checked when they were read.
    let spot = |place: &Place| (place.file.clone(), place.line, place.column);
    let twice = |unit, first| TableFault::UnitTwice { unit, first };
    let id = twice(String::new(), Place::default()).check();
    let found_twice = faults.found.iter().filter(|one| one.check() == id);
    let known: BTreeSet<_> = found_twice.map(|one| spot(one.place())).collect();
    for (first, again) in &repeated {
        let place = |at: usize| places.get(at).cloned().unwrap_or_default();
        let other = contenders.get(*again).cloned();
        let (Some(own), Some(other)) = (contenders.get_mut(*first), other) else {
            continue;
        };
        if (own.standing, &own.keys, &own.areas) != (other.standing, &other.keys, &other.areas) {
            own.standing = Standing::Unknown;
            own.class = None;
            own.areas.clear();
            own.keys.fill(None);
        }
        let unit = on_one_line(&own.unit).into_owned();
        let fault = twice(unit, place(*first));
        let again = place(*again);
        if again.line.is_none() || !known.contains(&spot(&again)) {
            found.push(Diagnostic::at(&fault, again));
        }
    }
    faults.add(found, Exit::FoundErrors);
    let again: BTreeSet<usize> = repeated.into_iter().map(|(_, again)| again).collect();
    let mut at = 0..;
    contenders.retain(|_| at.next().is_some_and(|at| !again.contains(&at)));
}
