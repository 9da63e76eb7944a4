//! Rows that hold characters which terminals measure differently: drawn whole, and put right.
//!
//! Terminals do not agree on how many columns a cluster of several characters takes. A cell that
//! comes after one may stand elsewhere than is believed, and a part of one may stay when it is
//! overwritten. So a row that holds such a cluster, or held one, is never updated in parts.

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Size};
use unicode_normalization::char::is_combining_mark;

/// Marks that every terminal puts on the letter before them.
const AGREED: &[std::ops::RangeInclusive<char>] = &[
    '\u{300}'..='\u{36f}',
    '\u{483}'..='\u{487}',
    '\u{591}'..='\u{5bd}',
    '\u{5c1}'..='\u{5c2}',
    '\u{610}'..='\u{61a}',
    '\u{64b}'..='\u{65f}',
    '\u{670}'..='\u{670}',
];

/// Draws on `inner`; rows with such clusters whole.
pub(super) struct Rows<B> {
    inner: B,
    shown: Vec<Row>,
}

/// What a row of the terminal shows.
#[derive(Default)]
struct Row {
    cells: Vec<Cell>,
    /// Whether it held a cluster without an agreed width when it was last drawn.
    unsure: bool,
}

impl<B: Backend> Rows<B> {
    /// Nothing is shown yet.
    pub(super) fn new(inner: B) -> Rows<B> {
        Rows { inner, shown: Vec::new() }
    }

    /// Keeps what a cell shows from now on.
    fn keep(&mut self, x: u16, y: u16, cell: &Cell) {
        let (x, y) = (usize::from(x), usize::from(y));
        if self.shown.len() <= y {
            self.shown.resize_with(y + 1, Row::default);
        }
        let cells = &mut self.shown[y].cells;
        let end = x + usize::from(cell.cell_width().max(1));
        if cells.len() < end {
            cells.resize(end, Cell::default());
        }
        cells[x] = cell.clone();
        cells[x + 1..end].fill(blank(cell));
    }

    /// Draws a row from its first to its last column. Before a cluster its columns are emptied,
    /// after it the place is told anew.
    fn draw_row(&mut self, y: u16, width: usize) -> Result<(), B::Error> {
        let row = &mut self.shown[usize::from(y)];
        row.cells.resize(width.max(row.cells.len()), Cell::default());
        row.unsure = false;
        let mut x = 0;
        let mut run: Vec<(u16, Cell)> = Vec::new();
        while let Some(cell) = row.cells.get(x) {
            let (at, columns) = (x as u16, cell.cell_width().max(1));
            x += usize::from(columns);
            if !unsure(cell) {
                run.push((at, cell.clone()));
                continue;
            }
            row.unsure = true;
            run.extend((at..at + columns).map(|x| (x, blank(cell))));
            // Every call tells the place at which it begins.
            self.inner.draw(run.iter().map(|(x, cell)| (*x, y, cell)))?;
            self.inner.draw(std::iter::once((at, y, cell)))?;
            run.clear();
        }
        self.inner.draw(run.iter().map(|(x, cell)| (*x, y, cell)))
    }
}

/// An empty cell that looks like `cell`.
fn blank(cell: &Cell) -> Cell {
    let mut blank = Cell::default();
    blank.set_style(cell.style());
    blank
}

/// Whether terminals may differ in how many columns the cell's cluster takes.
fn unsure(cell: &Cell) -> bool {
    let mut chars = cell.symbol().chars();
    let first = chars.next().is_some_and(|first| !first.is_ascii() && is_combining_mark(first));
    let forced = matches!(cell.diff_option, CellDiffOption::ForcedWidth(_));
    first || forced || chars.any(|mark| !AGREED.iter().any(|marks| marks.contains(&mark)))
}

impl<B: Backend> Backend for Rows<B> {
    type Error = B::Error;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), B::Error>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let content: Vec<(u16, u16, &Cell)> = content.collect();
        for (x, y, cell) in &content {
            self.keep(*x, *y, cell);
        }
        let mut rows: Vec<u16> = content.iter().map(|(_, y, _)| *y).collect();
        rows.dedup();
        rows.retain(|y| {
            let row = &self.shown[usize::from(*y)];
            row.unsure || row.cells.iter().any(unsure)
        });
        let sure = content.into_iter().filter(|(_, y, _)| !rows.contains(y));
        self.inner.draw(sure)?;
        let width = self.shown.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        rows.into_iter().try_for_each(|y| self.draw_row(y, width))
    }

    fn hide_cursor(&mut self) -> Result<(), B::Error> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> Result<(), B::Error> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> Result<Position, B::Error> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), B::Error> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> Result<(), B::Error> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> Result<(), B::Error> {
        self.shown.clear();
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> Result<Size, B::Error> {
        self.inner.size()
    }

    fn window_size(&mut self) -> Result<WindowSize, B::Error> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> Result<(), B::Error> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::io;
    use std::rc::Rc;

    use ratatui::backend::CrosstermBackend;
    use ratatui::layout::Rect;
    use ratatui::style::Style;
    use ratatui::{Terminal, TerminalOptions, Viewport};
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    const COLUMNS: usize = 30;

    #[derive(Clone, Default)]
    struct Out(Rc<RefCell<Vec<u8>>>);

    impl io::Write for Out {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// A row of a terminal that takes text in pieces of its own, each so many columns wide.
    struct Tty {
        pieces: fn(&str) -> Vec<(&str, usize)>,
        row: Vec<String>,
        at: usize,
    }

    impl Tty {
        fn show(&mut self, output: &str) {
            for part in output.split('\u{1b}') {
                let end = part.find(|c: char| c.is_alphabetic()).map_or(0, |end| end + 1);
                let (sequence, text) = part.split_at(if part.starts_with('[') { end } else { 0 });
                if let Some(place) = sequence.strip_suffix('H') {
                    let column = place.rsplit(';').next().unwrap();
                    self.at = column.parse::<usize>().unwrap() - 1;
                }
                for (piece, columns) in (self.pieces)(text) {
                    if columns == 0 {
                        self.row[self.at - 1].push_str(piece);
                    }
                    for place in 0..columns {
                        self.row[self.at] = if place == 0 { piece.into() } else { String::new() };
                        self.at += 1;
                    }
                }
            }
        }
    }

    /// Every character for itself, but for marks above and below.
    fn by_character(text: &str) -> Vec<(&str, usize)> {
        let width = |c: char| usize::from(!"\u{301}\u{94d}\u{941}".contains(c));
        text.char_indices().map(|(at, c)| (&text[at..at + c.len_utf8()], width(c))).collect()
    }

    fn by_cluster(text: &str) -> Vec<(&str, usize)> {
        text.graphemes(true).map(|cluster| (cluster, 1)).collect()
    }

    fn broadly(text: &str) -> Vec<(&str, usize)> {
        text.graphemes(true).map(|it| (it, if it.len() > 3 { 4 } else { 1 })).collect()
    }

    /// What the terminal shows of the second of two texts, and what of the first.
    fn after(pieces: fn(&str) -> Vec<(&str, usize)>, texts: [&str; 2]) -> [String; 2] {
        let out = Out::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, COLUMNS as u16, 1));
        let backend = Rows::new(CrosstermBackend::new(out.clone()));
        let mut terminal = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
        let mut tty = Tty { pieces, row: vec![" ".into(); COLUMNS + 4], at: 0 };
        texts.map(|text| {
            let draw = |frame: &mut ratatui::Frame<'_>| {
                let _ = frame.buffer_mut().set_stringn(0, 0, text, COLUMNS, Style::new());
                let _ = frame.buffer_mut().set_stringn(20, 0, "| Bob", 9, Style::new());
            };
            terminal.draw(draw).unwrap();
            tty.show(std::str::from_utf8(&out.0.take()).unwrap());
            tty.row.concat().trim_end().to_string()
        })
    }

    #[test]
    fn nothing_stays_of_a_cluster_whatever_its_width() {
        for pieces in [by_character, by_cluster, broadly] {
            let [first, second] = after(pieces, ["सरकार क्षत्रिय की", "yes"]);
            assert!(first.ends_with("| Bob"), "{first}");
            assert_eq!(second, "yes                 | Bob");
            let [_, second] = after(pieces, ["सरकार क्षत्रिय की", "a e\u{301} का b"]);
            assert!(second.starts_with("a e\u{301} का"), "{second}");
            assert!(second.ends_with(" b            | Bob"), "{second}");
        }
    }

    #[test]
    fn rows_of_agreed_width_are_updated_in_parts() {
        let mut rows = Rows::new(CrosstermBackend::new(Vec::new()));
        let cell = |symbol: &str| {
            let mut cell = Cell::default();
            cell.set_symbol(symbol);
            cell
        };
        for (symbol, expected) in [("e\u{301}", false), ("漢", false), ("x", false), ("का", true)]
        {
            let cell = cell(symbol);
            rows.draw([(3, 0, &cell)].into_iter()).unwrap();
            assert_eq!(rows.shown[0].unsure, expected, "{symbol}");
        }
        let (a, b) = (cell("a"), cell("b"));
        rows.draw([(3, 0, &a)].into_iter()).unwrap();
        assert!(!rows.shown[0].unsure);
        rows.draw([(0, 0, &b)].into_iter()).unwrap();
        assert!(!rows.shown[0].unsure);
    }
}
