//! Units ranked within their groups, on exact values.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use par_index::diagnostic::{Diagnostic, Diagnostics, Finding, Message, Place};
use par_index::eval::{Column, Scorecard};
use par_index::number::{Quantity, Ratio, Rounding};
use par_index::ranking::{
    CannotRank, Changes, Contender, GroupChange, GroupKey, Ranking, Standing, TieRule, UnitChange,
};
use par_index::read::{comparable, on_one_line};

use super::published::{self, Published, Row, TableFault};
use crate::batch::frame::with_line_feeds;
use crate::desk::assessment;
use crate::desk::documents::Sources;
use crate::desk::folder::{Entry, LeftOut, Listed, Why, entry, has_ending};
use crate::desk::foreign;
use crate::desk::kind::Kind;
use crate::desk::names::display_name;
use crate::desk::refusal::{Exit, Failure};

/// What is to be ranked, and how
#[derive(Debug)]
pub struct Asked {
    pub paths: Vec<Listed>,
    /// The other year to compare with; no comparison where there is none.
    pub against: Vec<Listed>,
    /// Whether ties are parted by `by`, and not shared.
    pub is_ordered: bool,
    /// Criteria or areas that decide ties, in order.
    pub by: Vec<String>,
    /// The column; final if all have it, else computed, where none is given.
    pub column: Option<Column>,
    /// A criteria set instead of the one that is named.
    pub criteria: Option<String>,
}

/// A ranking, and what could not be read or not be ranked
#[derive(Debug)]
pub struct Answer {
    pub ranked: Ranked,
    pub found: Diagnostics,
    pub failures: Vec<Failure>,
    pub exit: Exit,
}

/// A ranking with what it was made of
#[derive(Debug)]
pub struct Ranked {
    pub ranking: Ranking,
    pub column: Column,
    /// Whether the column was asked for
    pub column_given: bool,
    pub changes: Option<Changes>,
    /// A scorecard of each group that has one: its set is named in the result
    pub examples: BTreeMap<GroupKey, Scorecard>,
    /// Whether some assessment is made up
    pub made_up: bool,
    /// Files of folders that are neither assessments nor published totals
    pub passed_over: Vec<String>,
    /// Files and rows that could not be read: their units are missing
    pub left_out: Vec<String>,
    /// What folders hold that is not asked for
    pub ignored: Vec<LeftOut>,
}

/// Ranks units.
pub fn answer(asked: Asked, sources: &mut Sources) -> Result<Answer, Failure> {
    let ties = match (asked.is_ordered, asked.by.is_empty()) {
        (false, true) => TieRule::Shared,
        (true, false) => {
            let by = asked.by.iter().map(|id| comparable(id).into_owned());
            TieRule::Ordered(by.collect())
        }
        (true, true) => {
            return Err(usage(
                "--ties ordered cần --by: các tiêu chí để xét khi bằng điểm",
                "--ties ordered needs --by: the criteria that decide ties",
            ));
        }
        (false, false) => {
            return Err(usage(
                "--by chỉ dùng với --ties ordered",
                "--by goes with --ties ordered",
            ));
        }
    };
    let mut faults = Faults::default();
    let criteria = asked.criteria.as_deref();
    let is_compared = !asked.against.is_empty();
    let mut gather = |listed: Vec<Listed>| {
        let mut gathered = Gathered::default();
        for own in listed {
            gathered.take_listed(own, criteria, sources, &mut faults);
        }
        gathered
    };
    let now = gather(asked.paths);
    let before = gather(asked.against);
    let all = || now.cards.iter().chain(&before.cards);
    let has_final = |(_, card): &(String, Scorecard)| {
        card.total().index().whole().column(Column::Final).is_some()
    };
    let column = match asked.column {
        Some(column) => column,
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
    let changes = if is_compared {
        let before = before.ranking(column, &ties, &mut faults)?;
        Some(Changes::of(&ranking, &before))
    } else {
        None
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
        column_given: asked.column.is_some(),
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
    Ok(Answer {
        ranked,
        found: faults.found,
        failures: faults.failures,
        exit: faults.exit,
    })
}

/// The changes of a group by unit.
pub fn changes_by_unit(changes: Option<&GroupChange>) -> BTreeMap<&str, &UnitChange> {
    let units = changes.into_iter().flat_map(|own| &own.units);
    units.map(|own| (own.unit.as_str(), own)).collect()
}

/// A value as it is shown: what was printed stands as it is, the rest is rounded.
pub fn shown(value: Ratio, rounding: Rounding, printed: bool) -> Option<Quantity> {
    let whole = printed.then(|| value.to_quantity_exact(9)).flatten();
    whole
        .filter(|value| value.scale() <= 4)
        .or_else(|| value.to_quantity(rounding))
}

fn usage(vi: &str, en: &str) -> Failure {
    Failure::Usage {
        message: Message::new(vi, en),
        help: None,
    }
}

/// What could not be read, or not be ranked
#[derive(Debug, Default)]
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
#[derive(Debug, Default)]
struct Gathered {
    cards: Vec<(String, Scorecard)>,
    rows: Vec<Row>,
    passed_over: Vec<String>,
    ignored: Vec<LeftOut>,
}

impl Gathered {
    /// Reads a file or the files of a folder.
    fn take_listed(
        &mut self,
        listed: Listed,
        criteria: Option<&str>,
        sources: &mut Sources,
        faults: &mut Faults,
    ) {
        let (in_folder, files) = match listed {
            Listed::File(file) => (false, vec![file]),
            Listed::Folder(folder) => {
                self.ignored.extend(folder.left_out);
                for failure in folder.faults {
                    faults.take(failure);
                }
                (true, folder.files)
            }
            Listed::Unreadable(name, failure) => {
                faults.leave_out(&name, failure);
                return;
            }
        };
        for file in files {
            if let Err(failure) = self.file(&file, in_folder, criteria, sources, faults) {
                faults.leave_out(&display_name(&file), failure);
            }
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
        criteria: Option<&str>,
        sources: &mut Sources,
        faults: &mut Faults,
    ) -> Result<(), Failure> {
        let refused = |found| Failure::Refused {
            found,
            exit: Exit::FoundErrors,
        };
        if has_ending(file, &["csv"]) {
            let mut input = sources.fetch(file)?;
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
        let card = opened.card_by(criteria, sources)?;
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
