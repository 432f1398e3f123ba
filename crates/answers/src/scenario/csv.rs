//! Scenarios as a table: of each combination one row for the total, one for each area and each
//! criterion that changed. Decimals have a point whatever the language; a row without a value has an
//! empty cell.

use par_index::diagnostic::Lang;
use par_index::eval::{Column, CriterionScore, Totals};
use par_index::file::{Change, FactValue, Text};
use par_index::number::{Points, Quantity, Ratio};
use par_index::scenario::{EntryDelta, Outcome, Pair};

use super::moved::{moved, part, place};
use crate::csv::CsvLine;
use crate::csv::texts;
use crate::words::title;

const HEAD: [&str; 22] = [
    "scenario",
    "combination",
    "values",
    "criteria_set",
    "edition",
    "level",
    "id",
    "title",
    "max",
    "computed_before",
    "computed_after",
    "computed_change",
    "evidenced_before",
    "evidenced_after",
    "evidenced_change",
    "final_before",
    "final_after",
    "final_change",
    "index_lower",
    "index_upper",
    "index_final",
    "reasons",
];

pub fn head() -> Vec<u8> {
    let mut text = Vec::new();
    texts(&mut text, HEAD);
    text
}

/// What all rows of a combination begin with.
fn begin(own: &Outcome<'_>) -> [String; 5] {
    let values = own
        .case()
        .values()
        .iter()
        .filter_map(|change| match change {
            Change::Fact(own) => Some(format!("{}={}", own.fact, value(&own.value))),
            _ => None,
        });
    let set = own.scale().scorer().criteria_set();
    [
        own.case().scenario().id.to_string(),
        (own.case().number() + 1).to_string(),
        values.collect::<Vec<_>>().join("; "),
        set.id().to_string(),
        set.edition().to_string(),
    ]
}

fn value(value: &FactValue) -> String {
    match value {
        FactValue::Number(number) => number.to_string(),
        FactValue::Text(text) => text.clone(),
        other => serde_json::to_string(other).unwrap_or_default(),
    }
}

pub fn rows(own: &Outcome<'_>, lang: Lang) -> Vec<u8> {
    let mut text = Vec::new();
    let columns = own.columns();
    let Pair { before, after } = own.total();
    let index = after.index().whole();
    let rounded = |value: Option<Ratio>| value.and_then(|value| own.scale().rounded(value));
    let is_final = columns.contains(&Column::Final);
    let indices = [
        rounded(index.lower()),
        rounded(index.upper()),
        rounded(index.column(Column::Final).filter(|_| is_final)),
    ];
    let named = |level: &str, id: String, name: Option<&Text>, max: Option<Points>| {
        let name = name.map_or("", |name| title(name, lang)).to_owned();
        ([level.to_owned(), id, name], max)
    };
    let begin = begin(own);
    let mut row = |(what, max): ([String; 3], Option<Points>),
                   points: Vec<Option<Points>>,
                   indices: [Option<Quantity>; 3],
                   reasons: String| {
        let mut line = CsvLine::new(&mut text);
        for cell in begin.iter().chain(&what) {
            line.text(cell);
        }
        for points in [max].into_iter().chain(points) {
            line.show(points);
        }
        for index in indices {
            line.show(index);
        }
        line.text(&reasons);
        line.end();
    };
    row(
        named("total", String::new(), None, Some(after.max())),
        points(columns, |column| {
            (before.column(column), after.column(column))
        }),
        indices,
        String::new(),
    );
    let base = own.base().scorer().criteria_set();
    for delta in own.areas() {
        let area = place(own, base, &delta.area).and_then(|(set, at)| set.file().areas.get(at));
        let Pair { before, after } = &delta.totals;
        let of =
            |side: &Option<Totals>, column| side.as_ref().and_then(|totals| totals.column(column));
        row(
            named(
                "area",
                area.map(|area| area.id.to_string()).unwrap_or_default(),
                area.map(|area| &area.title),
                after.as_ref().or(before.as_ref()).map(Totals::max),
            ),
            points(columns, |column| (of(before, column), of(after, column))),
            Default::default(),
            String::new(),
        );
    }
    for delta in own.leaves() {
        let leaf = place(own, base, &delta.leaf).and_then(|(set, at)| set.leaves().get(at));
        let Pair { before, after } = &delta.score;
        let of = |side: &Option<CriterionScore>, column| {
            side.as_ref().and_then(|score| score.column(column))
        };
        let reasons: Vec<String> = delta.entries.iter().map(reason).collect();
        row(
            named(
                "criterion",
                leaf.map(|leaf| leaf.id().to_string()).unwrap_or_default(),
                leaf.map(|leaf| &leaf.criterion().title),
                after.as_ref().or(before.as_ref()).map(CriterionScore::max),
            ),
            points(columns, |column| (of(before, column), of(after, column))),
            Default::default(),
            reasons.join("; "),
        );
    }
    text
}

/// Before, after and change of the three columns that a scenario can move.
fn points(
    columns: &[Column],
    of: impl Fn(Column) -> (Option<Points>, Option<Points>),
) -> Vec<Option<Points>> {
    let all = [Column::Computed, Column::Evidenced, Column::Final];
    let cells = all.into_iter().flat_map(|column| {
        let (before, after) = if columns.contains(&column) {
            of(column)
        } else {
            (None, None)
        };
        [before, after, moved(before, after)]
    });
    cells.collect()
}

/// `computed:band part/a 0.5>0.25`
fn reason(own: &EntryDelta) -> String {
    let part = part(own).map_or_else(String::new, |part| format!(" {part}"));
    format!(
        "{}:{}{part} {}>{}",
        own.entry.column().word(),
        own.entry.word(),
        own.points.before,
        own.points.after
    )
}
