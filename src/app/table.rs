//! Tables laid out in columns: cells that are too wide for the screen are wrapped.

use crate::domain::Span;

use super::cells;
use super::wrap::wrap_span;

/// Columns between two table columns.
const GAP: usize = 2;

/// The narrowest that a column is made.
const NARROWEST: usize = 5;

/// The screen rows of the table at `span` of `text` (a line a row, cells parted by tabs): for each
/// row its pieces with the columns at which they start.
pub(super) fn rows(text: &str, span: Span, width: usize) -> Vec<Vec<(usize, Span)>> {
    let table: Vec<Vec<Span>> =
        split(text, span, '\n').into_iter().map(|row| split(text, row, '\t')).collect();
    let columns = table.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 || columns * (NARROWEST + GAP) > width + GAP {
        return stacked(text, &table, width);
    }
    let widths = column_widths(text, &table, columns, width);
    table.iter().flat_map(|row| row_lines(text, row, &widths)).collect()
}

fn split(text: &str, span: Span, at: char) -> Vec<Span> {
    let mut from = span.start;
    let mut parts = Vec::new();
    for part in span.of(text).split(at) {
        parts.push(Span::new(from, from + part.len()));
        from += part.len() + at.len_utf8();
    }
    parts
}

/// Where columns would be too narrow: a cell a line.
fn stacked(text: &str, table: &[Vec<Span>], width: usize) -> Vec<Vec<(usize, Span)>> {
    let cells = table.iter().flatten();
    cells.flat_map(|cell| wrap_span(text, *cell, width)).map(|line| vec![(0, line)]).collect()
}

/// As wide as the widest cell; the widest columns give way until all fit.
fn column_widths(text: &str, table: &[Vec<Span>], columns: usize, width: usize) -> Vec<usize> {
    let widest = |column: usize| {
        let cells = table.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cells::text_width(cell.of(text).trim())).max().unwrap_or(0).max(1)
    };
    let mut widths: Vec<usize> = (0..columns).map(widest).collect();
    let room = width.saturating_sub(GAP * (columns - 1)).max(columns);
    let mut over = widths.iter().sum::<usize>().saturating_sub(room);
    while over > 0 {
        let most = widths.iter().copied().max().unwrap_or(0);
        let second = widths.iter().copied().filter(|w| *w < most).max().unwrap_or(0);
        let many = widths.iter().filter(|w| **w == most).count();
        let cut = (most - second.max(1)).min(over.div_ceil(many)).max(1);
        for w in widths.iter_mut().filter(|w| **w == most) {
            let step = cut.min(over).min(*w - 1);
            *w -= step;
            over -= step;
        }
        if widths.iter().all(|w| *w <= 1) {
            break;
        }
    }
    widths
}

fn row_lines(text: &str, row: &[Span], widths: &[usize]) -> Vec<Vec<(usize, Span)>> {
    let mut lines: Vec<Vec<(usize, Span)>> = Vec::new();
    let mut column = 0;
    for (cell, width) in row.iter().zip(widths) {
        for (index, line) in wrap_span(text, *cell, *width).into_iter().enumerate() {
            if lines.len() <= index {
                lines.push(Vec::new());
            }
            lines[index].push((column, line));
        }
        column += width + GAP;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, width: usize, expected: &str) {
        let mut drawn = String::new();
        for row in rows(text, Span::new(0, text.len()), width) {
            let mut line = String::new();
            for (column, span) in row {
                while cells::text_width(&line) < column {
                    line.push(' ');
                }
                line.push_str(span.of(text));
            }
            drawn.push_str(&line);
            drawn.push('\n');
        }
        assert_eq!(drawn, expected);
    }

    #[test]
    fn columns_are_aligned() {
        check("Party\tSeats\nGreens\t7\n漢字\t12", 40, "Party   Seats\nGreens  7\n漢字    12\n");
    }

    #[test]
    fn wide_cells_are_wrapped() {
        check("A\ta long cell with words", 16, "A  a long cell\n   with words\n");
    }

    #[test]
    fn too_many_columns_become_lines() {
        check("a\tb\tc\td", 10, "a\nb\nc\nd\n");
    }
}
