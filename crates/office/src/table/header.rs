//! Finding the head of the table, whatever its wording, order and number of rows.

use crate::grid::{CellAt, Grid};
use crate::table::numbering;
use crate::text::plain;
use crate::words::printed;

/// Rows in which the head is looked for.
const SEARCHED: usize = 80;
/// Most rows of a head.
const TALLEST: usize = 4;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Number,
    Title,
    Max,
    /// Words of how points are given.
    How,
    /// Notes, which may hold that too.
    Notes,
    /// Points of an option.
    Points,
    /// Points of an option in words.
    Label,
    Evidence,
    /// Filled in by the unit or the appraiser.
    Other,
}

/// Columns of one option: its words, its printed points, and their value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct OptionColumns {
    pub(crate) how: Option<usize>,
    pub(crate) label: Option<usize>,
    pub(crate) points: Option<usize>,
}

/// What the columns hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) number: Option<usize>,
    pub(crate) titles: Vec<usize>,
    pub(crate) max: Option<usize>,
    pub(crate) options: Vec<OptionColumns>,
    pub(crate) evidence: Option<usize>,
}

impl Columns {
    /// How many columns were recognised.
    pub(crate) fn count(&self) -> usize {
        let in_options = |one: &OptionColumns| {
            usize::from(one.how.is_some())
                + usize::from(one.label.is_some())
                + usize::from(one.points.is_some())
        };
        usize::from(self.number.is_some())
            + usize::from(!self.titles.is_empty())
            + usize::from(self.max.is_some())
            + usize::from(self.evidence.is_some())
            + self.options.iter().map(in_options).sum::<usize>()
    }

    fn is_table(&self) -> bool {
        !self.titles.is_empty() && self.max.is_some() && self.count() >= 3
    }
}

/// The head of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) columns: Columns,
}

/// Finds the first head of a table.
pub(crate) fn find(grid: &Grid) -> Option<Header> {
    (0..grid.rows.len().min(SEARCHED)).find_map(|first| {
        let own = (0..grid.width())
            .filter(|column| role(grid.text(first, *column)).is_some())
            .count();
        if own < 2 {
            return None;
        }
        let last = last_row(grid, first);
        // The fewest rows that make a table, then all that belong to the head.
        let columns = columns(grid, first, last);
        columns.is_table().then_some(Header {
            first,
            last,
            columns,
        })
    })
}

/// The last row of a head: rows below that hold heads of columns and no data.
fn last_row(grid: &Grid, first: usize) -> usize {
    let mut last = first;
    for row in first + 1..(first + TALLEST).min(grid.rows.len()) {
        let texts: Vec<&str> = (0..grid.width())
            .map(|column| grid.text(row, column))
            .filter(|text| !text.is_empty())
            .collect();
        let data = texts
            .iter()
            .any(|text| printed(text).is_some() || numbering::parse(text).is_some());
        let heads = texts
            .iter()
            .filter(|text| role(text).is_some() || text.chars().count() < 40)
            .count();
        if texts.is_empty()
            || data
            || heads < texts.len()
            || !texts.iter().any(|text| role(text).is_some())
        {
            break;
        }
        // One long cell is a title of an area, not a head.
        let only = texts.len() == 1 && role(texts.first().unwrap_or(&"")) == Some(Role::Title);
        if only {
            break;
        }
        last = row;
    }
    last
}

/// The words of a head over all its rows, with those of merged cells.
fn head(grid: &Grid, first: usize, last: usize, column: usize) -> String {
    let mut words: Vec<String> = Vec::new();
    for row in first..=last {
        let at = CellAt { row, column };
        let origin = grid.origin(at);
        let mut text = grid.text(origin.row, origin.column).to_owned();
        if text.is_empty() && row < last && !grid.text(row + 1, column).is_empty() {
            // Without merged cells, a head over several columns stands in the first of them.
            let left = (0..column)
                .rev()
                .find(|left| !grid.text(row, *left).is_empty());
            if let Some(left) =
                left.filter(|left| (*left..column).all(|one| !grid.text(row + 1, one).is_empty()))
            {
                grid.text(row, left).clone_into(&mut text);
            }
        }
        if !text.is_empty() && words.last() != Some(&text) {
            words.push(text);
        }
    }
    words.join(" ")
}

fn columns(grid: &Grid, first: usize, last: usize) -> Columns {
    let mut columns = Columns::default();
    let mut notes = None;
    for column in 0..grid.width() {
        let text = head(grid, first, last, column);
        // The lowest row decides where it can: "Điểm" over "Tối đa".
        let lowest = (first..=last).rev().find_map(|row| {
            let at = grid.origin(CellAt { row, column });
            let text = grid.text(at.row, at.column);
            (!text.is_empty()).then_some(text)
        });
        let role = lowest.and_then(role).or_else(|| role(&text));
        match role {
            Some(Role::Number) if columns.number.is_none() => columns.number = Some(column),
            Some(Role::Title) => columns.titles.push(column),
            Some(Role::Max) if columns.max.is_none() => columns.max = Some(column),
            Some(Role::Evidence) if columns.evidence.is_none() => columns.evidence = Some(column),
            Some(Role::How) => columns.options.push(OptionColumns {
                how: Some(column),
                ..OptionColumns::default()
            }),
            Some(Role::Label) => match columns.options.last_mut() {
                Some(group) if group.label.is_none() => group.label = Some(column),
                // Labels without a column of words are the words.
                _ => columns.options.push(OptionColumns {
                    how: Some(column),
                    ..OptionColumns::default()
                }),
            },
            Some(Role::Points | Role::Max) => match columns.options.last_mut() {
                Some(group) if group.points.is_none() => group.points = Some(column),
                _ => columns.options.push(OptionColumns {
                    points: Some(column),
                    ..OptionColumns::default()
                }),
            },
            Some(Role::Notes) => notes = Some(column),
            _ => {}
        }
    }
    // Without a maximum, the only column of points is it.
    if columns.max.is_none() {
        let points = columns
            .options
            .iter()
            .position(|group| group.points.is_some());
        if let Some(group) = points.and_then(|at| columns.options.get_mut(at)) {
            columns.max = group.points.take();
        }
        columns
            .options
            .retain(|group| group.how.is_some() || group.points.is_some());
    }
    // "Tiêu chí" and then "Nội dung chấm": the second says how points are given.
    let criteria = |column: &usize| {
        let text = plain(&head(grid, first, last, *column));
        text.contains("tiêu chí") || text.contains("lĩnh vực") || text.contains("criteri")
    };
    if !columns.options.iter().any(|group| group.how.is_some())
        && columns.titles.iter().any(criteria)
        && let Some(last) = columns
            .titles
            .last()
            .copied()
            .filter(|column| !criteria(column))
    {
        columns.titles.pop();
        match columns.options.first_mut() {
            Some(group) => group.how = Some(last),
            None => columns.options.push(OptionColumns {
                how: Some(last),
                ..OptionColumns::default()
            }),
        }
    }
    if !columns.options.iter().any(|group| group.how.is_some())
        && let Some(notes) = notes
    {
        match columns.options.first_mut() {
            Some(group) => group.how = Some(notes),
            None => columns.options.push(OptionColumns {
                how: Some(notes),
                ..OptionColumns::default()
            }),
        }
    }
    columns
}

/// The role of a column by the words of its head.
fn role(text: &str) -> Option<Role> {
    let text = plain(text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() || text.chars().count() > 120 {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let is = |words: &[&str]| words.contains(&text.trim_end_matches(['.', ':']));
    if is(&[
        "stt",
        "tt",
        "số tt",
        "số thứ tự",
        "no",
        "number",
        "#",
        "mã",
        "mã số",
        "ký hiệu",
        "số",
        "mục",
        "id",
        "code",
        "mã tiêu chí",
        "số hiệu",
    ]) {
        return Some(Role::Number);
    }
    if has(&[
        "kiểm chứng",
        "tlkc",
        "minh chứng",
        "evidence",
        "tài liệu chứng minh",
    ]) {
        return Some(Role::Evidence);
    }
    if has(&[
        "tự chấm",
        "tự đánh giá",
        "thẩm định",
        "giải trình",
        "đơn vị chủ trì",
        "cơ quan",
        "đơn vị theo dõi",
        "kết quả đạt",
        "điểm đạt được",
        "self",
        "apprais",
    ]) {
        return Some(Role::Other);
    }
    if has(&[
        "nhãn",
        "label",
        "ghi điểm",
        "điểm ghi",
        "điểm in",
        "printed",
        "bằng chữ",
    ]) {
        return Some(Role::Label);
    }
    if has(&[
        "điểm tối đa",
        "điểm chuẩn",
        "tối đa",
        "maximum",
        "max",
        "điểm quy định",
        "điểm cao nhất",
    ]) {
        return Some(Role::Max);
    }
    if has(&[
        "how ",
        "cách tính",
        "cách chấm",
        "cách đánh giá",
        "cách cho điểm",
        "phương pháp",
        "hướng dẫn",
        "scoring",
        "rule",
        "thang đánh giá",
        "mức đánh giá",
        "các mức",
    ]) || (has(&["phương án", "lựa chọn", "option", "điều kiện", "mức độ"])
        && !text.starts_with("điểm")
        && !has(&["points", "value", "giá trị"]))
    {
        return Some(Role::How);
    }
    if text.starts_with("điểm")
        || text.starts_with("số điểm")
        || text.starts_with("mức điểm")
        || has(&["thang điểm", "giá trị", "value", "points", "score"])
    {
        return Some(Role::Points);
    }
    if has(&[
        "lĩnh vực",
        "tiêu chí",
        "nội dung",
        "title",
        "criterion",
        "criteria",
        "tên",
    ]) {
        return Some(Role::Title);
    }
    has(&["ghi chú", "diễn giải", "mô tả", "note"]).then_some(Role::Notes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::read;

    fn found(csv: &str) -> Option<Header> {
        read("a.csv", csv.as_bytes())
            .ok()
            .and_then(|grids| find(grids.first()?))
    }

    #[test]
    fn heads_of_many_wordings() {
        let plain = found("STT,\"Lĩnh vực/tiêu chí/tiêu chí thành phần\",Điểm tối đa,Cách tính điểm,Tài liệu kiểm chứng\n1,a,1,,\n").unwrap();
        assert_eq!(
            (
                plain.columns.number,
                plain.columns.titles.as_slice(),
                plain.columns.max,
                plain.columns.evidence
            ),
            (Some(0), [1].as_slice(), Some(2), Some(4))
        );
        assert_eq!(
            plain.columns.options,
            [OptionColumns {
                how: Some(3),
                ..OptionColumns::default()
            }]
        );
        let other = found("Ghi chú,Điểm chuẩn,Nội dung tiêu chí,TT,TLKC\nx,1,a,1,b\n").unwrap();
        assert_eq!(
            (
                other.columns.number,
                other.columns.max,
                other.columns.options[0].how
            ),
            (Some(3), Some(1), Some(0))
        );
        let options = found("TT,Tiêu chí,Điểm tối đa,Phương án,Nhãn điểm,Điểm phương án,TLKC\n1,a,1,b,\"1 điểm\",1,\n").unwrap();
        assert_eq!(
            options.columns.options,
            [OptionColumns {
                how: Some(3),
                label: Some(4),
                points: Some(5)
            }]
        );
        let contents =
            found("STT,Lĩnh vực,Tiêu chí,Điểm tối đa,Nội dung chấm,Điểm\nI,a,,1,,\n").unwrap();
        assert_eq!(contents.columns.titles, [1, 2]);
        assert_eq!(
            contents.columns.options,
            [OptionColumns {
                how: Some(4),
                label: None,
                points: Some(5)
            }]
        );
        let english =
            found("number,title,maximum,option,label,value\n1.1,a,1,b,1 điểm,1\n").unwrap();
        assert_eq!(
            english.columns.options,
            [OptionColumns {
                how: Some(3),
                label: Some(4),
                points: Some(5)
            }]
        );
    }

    #[test]
    fn heads_of_several_rows_below_a_title() {
        let text = "ỦY BAN NHÂN DÂN,,,,,\nBỘ TIÊU CHÍ ĐÁNH GIÁ NĂM 2024,,,,,\n,,,,,\nSTT,Tiêu chí,Điểm,,,TLKC\n,,Tối đa,Tự chấm,Thẩm định,\n(1),(2),(3),(4),(5),(6)\nI,CHỈ ĐẠO,10,,,\n";
        let header = found(text).unwrap();
        assert_eq!((header.first, header.last), (3, 4));
        assert_eq!(
            (header.columns.max, header.columns.options.len()),
            (Some(2), 0)
        );
    }

    #[test]
    fn no_head_is_made_up() {
        for text in [
            "a,b,c\n1,2,3\n",
            "Tiêu chí,Ghi chú\nx,y\n",
            "Báo cáo tiêu chí,,\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
