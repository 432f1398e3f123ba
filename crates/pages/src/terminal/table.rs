//! Tables that fit a width.

use super::paint::Paint;
use super::width::{cut, width};
use crate::phrase::Tone;
use crate::table::{Align, Row, Table};
use crate::visible::visible;

/// The lines, each at most `total` columns wide.
pub(super) fn lines(table: &Table, total: usize, paint: Paint) -> Vec<String> {
    Shape::of(table, total).lines(table, paint)
}

/// How wide the columns are
struct Shape<'t> {
    heads: Vec<Vec<&'t str>>,
    widths: Vec<usize>,
    total: usize,
}

fn on_one_line(cell: &str) -> String {
    visible(cell).replace('\n', " ")
}

impl<'t> Shape<'t> {
    fn of(table: &'t Table, total: usize) -> Self {
        let heads: Vec<Vec<&str>> = table
            .columns
            .iter()
            .map(|(head, _)| head.split('\n').collect())
            .collect();
        let mut widths: Vec<usize> = heads
            .iter()
            .map(|lines| lines.iter().map(|line| width(line)).max().unwrap_or(0))
            .collect();
        for row in &table.rows {
            if let Row::Cells(cells, _) = row {
                for (wide, cell) in widths.iter_mut().zip(cells) {
                    *wide = (*wide).max(width(&on_one_line(cell)));
                }
            }
        }
        let gaps = widths.len().saturating_sub(1) * 2;
        let others: usize = widths
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != table.flexible)
            .map(|(_, wide)| wide)
            .sum();
        if let Some(wide) = widths.get_mut(table.flexible) {
            *wide = (*wide).min(total.saturating_sub(others + gaps)).max(1);
        }
        Self {
            heads,
            widths,
            total,
        }
    }

    fn lines(&self, table: &Table, paint: Paint) -> Vec<String> {
        let mut lines = Vec::new();
        if self.heads.iter().flatten().any(|head| !head.is_empty()) {
            let height = self.heads.iter().map(Vec::len).max().unwrap_or(0);
            for at in 0..height {
                let cells: Vec<String> =
                    self.heads.iter().map(|own| head(own, at, height)).collect();
                lines.push(paint.text(&self.line(table, &cells), Tone::Strong));
            }
            lines.push(self.rule());
        }
        for row in &table.rows {
            lines.push(match row {
                Row::Rule => self.rule(),
                Row::Cells(cells, tone) => {
                    let cells: Vec<String> = cells.iter().map(|cell| on_one_line(cell)).collect();
                    paint.text(&self.line(table, &cells), *tone)
                }
            });
        }
        lines
    }

    fn rule(&self) -> String {
        let gaps = self.widths.len().saturating_sub(1) * 2;
        "─".repeat((self.widths.iter().sum::<usize>() + gaps).min(self.total))
    }

    fn line(&self, table: &Table, cells: &[String]) -> String {
        let mut line = String::new();
        let columns = self.widths.iter().zip(&table.columns);
        for (at, (cell, (wide, (_, align)))) in cells.iter().zip(columns).enumerate() {
            let cell = if at == table.flexible {
                cut(cell, *wide)
            } else {
                cell.clone()
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
        if width(line) > self.total {
            cut(line, self.total)
        } else {
            line.to_owned()
        }
    }
}

/// A line of a heading; headings of fewer lines stand at the bottom.
fn head(own: &[&str], at: usize, height: usize) -> String {
    (at + own.len())
        .checked_sub(height)
        .and_then(|at| own.get(at))
        .map(|own| (*own).to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(
            lines(&table, 20, Paint::None),
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
