//! Tables that fit a width.

use super::page::paint;
use super::visible::visible_painted;
use super::width::{cut, width};
use anstyle::Style;

/// How a column stands
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Right,
}

/// A table; one column may be cut to make it fit
#[derive(Debug)]
pub(crate) struct Table {
    head: Vec<String>,
    align: Vec<Align>,
    flexible: usize,
    rows: Vec<Row>,
}

#[derive(Debug)]
enum Row {
    Cells(Vec<String>, Style),
    Rule,
}

impl Table {
    /// `columns` are headings with their alignment; a heading may have two lines. The column at
    /// `flexible` is cut where the table is too wide.
    pub(crate) fn new(columns: &[(&str, Align)], flexible: usize) -> Self {
        Self {
            head: columns.iter().map(|(head, _)| (*head).to_owned()).collect(),
            align: columns.iter().map(|(_, align)| *align).collect(),
            flexible,
            rows: Vec::new(),
        }
    }

    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.styled(cells, Style::new());
    }

    pub(crate) fn styled(&mut self, cells: Vec<String>, style: Style) {
        let shown = |cell: String| visible_painted(&cell).replace('\n', " ");
        let cells = cells.into_iter().map(shown).collect();
        self.rows.push(Row::Cells(cells, style));
    }

    pub(crate) fn rule(&mut self) {
        self.rows.push(Row::Rule);
    }

    /// The lines, each at most `total` columns wide.
    pub(crate) fn lines(&self, total: usize) -> Vec<String> {
        let heads: Vec<Vec<&str>> = self
            .head
            .iter()
            .map(|head| head.split('\n').collect())
            .collect();
        let mut widths: Vec<usize> = heads
            .iter()
            .map(|lines| lines.iter().map(|line| width(line)).max().unwrap_or(0))
            .collect();
        for row in &self.rows {
            if let Row::Cells(cells, _) = row {
                for (wide, cell) in widths.iter_mut().zip(cells) {
                    *wide = (*wide).max(width(cell));
                }
            }
        }
        let gaps = widths.len().saturating_sub(1) * 2;
        let others: usize = widths
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != self.flexible)
            .map(|(_, wide)| wide)
            .sum();
        if let Some(wide) = widths.get_mut(self.flexible) {
            *wide = (*wide).min(total.saturating_sub(others + gaps)).max(1);
        }
        let mut lines = Vec::new();
        let height = heads.iter().map(Vec::len).max().unwrap_or(0);
        if heads.iter().flatten().any(|head| !head.is_empty()) {
            for at in 0..height {
                // Headings of one line stand at the bottom.
                let cells: Vec<&str> = heads
                    .iter()
                    .map(|head| {
                        (at + head.len())
                            .checked_sub(height)
                            .and_then(|at| head.get(at))
                            .copied()
                            .unwrap_or("")
                    })
                    .collect();
                lines.push(paint(
                    &self.line(&cells, &widths, total),
                    Style::new().bold(),
                ));
            }
            lines.push(rule(&widths, gaps, total));
        }
        for row in &self.rows {
            lines.push(match row {
                Row::Rule => rule(&widths, gaps, total),
                Row::Cells(cells, style) => {
                    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
                    paint(&self.line(&cells, &widths, total), *style)
                }
            });
        }
        lines
    }

    fn line(&self, cells: &[&str], widths: &[usize], total: usize) -> String {
        let mut line = String::new();
        for (at, ((cell, wide), align)) in cells.iter().zip(widths).zip(&self.align).enumerate() {
            let cell = if at == self.flexible {
                cut(cell, *wide)
            } else {
                (*cell).to_owned()
            };
            let space = " ".repeat(wide.saturating_sub(width(&cell)));
            if at > 0 {
                line.push_str("  ");
            }
            match align {
                Align::Left => line.extend([cell, space]),
                Align::Right => line.extend([space, cell]),
            }
        }
        let line = line.trim_end();
        if width(line) > total {
            cut(line, total)
        } else {
            line.to_owned()
        }
    }
}

fn rule(widths: &[usize], gaps: usize, total: usize) -> String {
    "─".repeat((widths.iter().sum::<usize>() + gaps).min(total))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::visible::bare;

    #[test]
    fn only_the_flexible_column_is_cut() {
        let mut table = Table::new(
            &[("Lĩnh vực", Align::Left), ("Điểm\ntối đa", Align::Right)],
            0,
        );
        table.row(vec![
            "Cải cách thể chế của sở".to_owned(),
            "10,50".to_owned(),
        ]);
        table.rule();
        table.row(vec!["Tổng".to_owned(), "100,00".to_owned()]);
        let lines: Vec<String> = table
            .lines(20)
            .iter()
            .map(|line| bare(line).into_owned())
            .collect();
        assert_eq!(
            lines,
            [
                "                Điểm",
                "Lĩnh vực      tối đa",
                "────────────────────",
                "Cải cách th…   10,50",
                "────────────────────",
                "Tổng          100,00",
            ]
        );
    }
}
