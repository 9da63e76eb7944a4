//! Tables laid out: in columns where they fit, wrapped within their cells or as records where not.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::Span;

use super::cells;
use super::line::{Line, Mark, NoteKind, marked_width};
use super::wrap::wrap_marked;

/// Columns between two table columns.
const GAP: usize = 2;

/// The narrowest that a column is made by wrapping its cells.
const NARROWEST: usize = 6;

/// A column is not made narrower than its longest word, unless that is longer than this.
const LONGEST_WORD: usize = 12;

/// The screen lines of the table at `span` of `text` (a line a row, cells parted by tabs).
pub(super) fn lines(text: &str, span: Span, head: bool, width: usize, marks: &[Mark]) -> Vec<Line> {
    let rows = split(text, span, '\n').into_iter().map(|row| split(text, row, '\t')).collect();
    let table = Table { text, marks, rows, head, width };
    match table.widths() {
        Some(widths) => table.in_columns(&widths),
        None => table.as_records(),
    }
}

fn split(text: &str, span: Span, at: char) -> Vec<Span> {
    let mut from = span.start;
    let mut parts = Vec::new();
    for part in span.of(text).split(at) {
        let start = from + (part.len() - part.trim_start().len());
        parts.push(if at == '\n' {
            Span::new(from, from + part.len())
        } else {
            Span::new(start, from + part.trim_end().len())
        });
        from += part.len() + at.len_utf8();
    }
    parts
}

struct Table<'a> {
    text: &'a str,
    marks: &'a [Mark],
    rows: Vec<Vec<Span>>,
    head: bool,
    width: usize,
}

impl Table<'_> {
    /// How wide each column is: as its widest cell, and where that is too much for the screen the
    /// widest give way. None where cells would become too narrow to be read.
    fn widths(&self) -> Option<Vec<usize>> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let gaps = GAP * columns.saturating_sub(1);
        let wide: Vec<usize> = (0..columns)
            .map(|column| self.column(column).map(|cell| self.wide(cell)).max().unwrap_or(0).max(1))
            .collect();
        let widths = shared(wide.clone(), self.width.checked_sub(gaps)?)?;
        let readable = (0..columns).all(|column| {
            widths[column] == wide[column] || widths[column] >= self.longest_word(column)
        });
        readable.then_some(widths)
    }

    fn column(&self, column: usize) -> impl Iterator<Item = Span> + '_ {
        self.rows.iter().filter_map(move |row| row.get(column).copied())
    }

    fn wide(&self, cell: Span) -> usize {
        marked_width(self.text, cell, self.marks)
    }

    fn longest_word(&self, column: usize) -> usize {
        let longest = |cell: Span| {
            let words = cell.of(self.text).unicode_words().map(cells::text_width);
            words.max().unwrap_or(0)
        };
        self.column(column).map(longest).max().unwrap_or(0).clamp(NARROWEST, LONGEST_WORD)
    }

    fn in_columns(&self, widths: &[usize]) -> Vec<Line> {
        let to_the_right: Vec<bool> = (0..widths.len())
            .map(|column| {
                let mut cells = self.column(column).skip(usize::from(self.head));
                let mut some = false;
                let numbers = cells.all(|cell| {
                    some |= !cell.is_empty();
                    is_number(cell.of(self.text))
                });
                numbers && some
            })
            .collect();
        let rows: Vec<Vec<Line>> =
            self.rows.iter().map(|row| self.row(row, widths, &to_the_right)).collect();
        let wrapped = rows.iter().filter(|lines| lines.len() > 1).count();
        let mut lines = Vec::new();
        for (index, row) in rows.into_iter().enumerate() {
            // Where most rows take several lines, it needs more to see where one ends.
            if wrapped * 2 > self.rows.len() && index > 1 - usize::from(!self.head) {
                lines.push(Line::default());
            }
            lines.extend(row);
        }
        lines
    }

    fn row(&self, row: &[Span], widths: &[usize], to_the_right: &[bool]) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut column = 0;
        for ((cell, width), right) in row.iter().zip(widths).zip(to_the_right) {
            let pieces = wrap_marked(self.text, *cell, *width, self.marks);
            for (index, piece) in pieces.into_iter().enumerate() {
                if lines.len() <= index {
                    lines.push(Line::default());
                }
                let left = if *right { width.saturating_sub(self.wide(piece)) } else { 0 };
                lines[index].set(self.text, piece, column + left, self.marks);
            }
            column += width + GAP;
        }
        lines
    }

    /// A line a cell, beside the head of its column; a blank line between two rows.
    fn as_records(&self) -> Vec<Line> {
        let labels: Vec<String> = match (self.head && self.rows.len() > 1, self.rows.first()) {
            (true, Some(head)) => {
                head.iter().map(|cell| cells::fit(cell.of(self.text), self.width / 3)).collect()
            }
            _ => Vec::new(),
        };
        let label_width = labels.iter().map(|label| cells::text_width(label)).max().unwrap_or(0);
        let mut lines = Vec::new();
        for row in self.rows.iter().skip(usize::from(!labels.is_empty())) {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            for (index, cell) in row.iter().enumerate() {
                // Without a head, what follows a row's first cell hangs below it.
                let bare = if index > 0 { GAP } else { 0 };
                let indent = if labels.is_empty() { bare } else { label_width + GAP };
                let room = self.width.saturating_sub(indent).max(1);
                let pieces = wrap_marked(self.text, *cell, room, self.marks);
                for (place, piece) in pieces.into_iter().enumerate() {
                    let mut line = Line::default();
                    line.set(self.text, piece, indent, self.marks);
                    if let (0, Some(label)) = (place, labels.get(index)) {
                        line.note(0, label.clone(), NoteKind::Label);
                    }
                    lines.push(line);
                }
            }
        }
        lines
    }
}

/// `widths` made to fit in `room` together: the widest are cut to one width. None where there is
/// not a column for each.
fn shared(mut widths: Vec<usize>, room: usize) -> Option<Vec<usize>> {
    let mut over = widths.iter().sum::<usize>().saturating_sub(room);
    if widths.is_empty() || room < widths.len() {
        return None;
    }
    while over > 0 {
        let most = widths.iter().copied().max().unwrap_or(0);
        let second = widths.iter().copied().filter(|w| *w < most).max().unwrap_or(1);
        let many = widths.iter().filter(|w| **w == most).count();
        let cut = (most - second).min(over.div_ceil(many)).max(1);
        for w in widths.iter_mut().filter(|w| **w == most) {
            let step = cut.min(over);
            *w -= step;
            over -= step;
        }
    }
    Some(widths)
}

/// Whether a cell holds a number, or nothing: such columns are set to the right.
fn is_number(cell: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || " .,:+-−–%‰€$£¥()'’\u{a0}\u{202f}".contains(c);
    cell.chars().all(sign) && (cell.is_empty() || cell.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::super::lines::draw;
    use super::*;

    fn check(text: &str, head: bool, width: usize, expected: &[&str]) {
        let lines = lines(text, Span::new(0, text.len()), head, width, &[]);
        let shown: Vec<String> = lines.iter().map(|line| draw(text, line)).collect();
        assert_eq!(shown, expected, "{text:?} at {width}");
    }

    #[test]
    fn columns_are_aligned_and_numbers_set_to_the_right() {
        check(
            "Party\tSeats\nGreens\t7\n漢字\t12",
            true,
            40,
            &["Party   Seats", "Greens      7", "漢字       12"],
        );
        check("Mon\t2.10 m\nTue\t12 m", false, 40, &["Mon  2.10 m", "Tue  12 m"]);
        check("a\t\tc\n\tb", false, 40, &["a     c", "   b"]);
    }

    #[test]
    fn wide_cells_are_wrapped_and_rows_of_several_lines_parted() {
        check("A\ta long cell of words", false, 16, &["A  a long cell", "   of words"]);
        check(
            "Who\tWhat\nAna\tshe said it would hold\nIva\tshe said it would not",
            true,
            18,
            &[
                "Who  What",
                "Ana  she said it",
                "     would hold",
                "",
                "Iva  she said it",
                "     would not",
            ],
        );
    }

    #[test]
    fn too_many_columns_become_records() {
        let table = "Day\tLevel at noon\tKeeper\nMon\t2.10 metres\tI. Sand\nTue\t\tO. Reed";
        check(
            table,
            true,
            18,
            &[
                "Day     Mon",
                "Level…  2.10",
                "        metres",
                "Keeper  I. Sand",
                "",
                "Day     Tue",
                "Keeper  O. Reed",
            ],
        );
        check(
            "one two\tthree four\nfive\tsix",
            false,
            10,
            &["one two", "  three", "  four", "", "five", "  six"],
        );
    }

    #[test]
    fn narrow_columns_that_fit_stay_columns() {
        check("1\t2\t3\t4\t5\n6\t7\t8\t9\t0", false, 14, &["1  2  3  4  5", "6  7  8  9  0"]);
    }

    #[test]
    fn a_table_of_nothing_is_nothing() {
        check("\t\t\n\t", true, 10, &[]);
    }
}
