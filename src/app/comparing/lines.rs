//! A comparison set in lines: headings, and under them what each article has, side by side.

use crate::app::Comparand;
use crate::app::layout::Size;
use crate::domain::analysis::all_of;
use crate::domain::{SourceId, Span, Statement, clean};
use crate::text::cells;
use crate::text::wrap::wrap_span;

use super::Comparison;
use super::alike::Alike;

/// The columns that an article is given at least where several stand side by side.
const LEAST: u16 = 46;

/// Columns of the screen from which two articles stand side by side in any case.
const TWO: u16 = 72;

/// Columns between two articles.
pub const GAP: u16 = 3;

/// Columns before the words of a statement.
pub const INDENT: u16 = 3;

/// The most lines that are shown of a statement.
const TALLEST: usize = 5;

/// A line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The heading of a part.
    Heading(String),
    /// The name of a source that several articles have.
    Name(String),
    /// What is to be said of the statements that follow.
    Note(String),
    /// A blank line.
    Gap,
    /// What each article has, in the order of the columns.
    Cells(Vec<Cell>),
}

/// What an article has on a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// That it has nothing of what stands beside it.
    None,
    /// A source's name; none: nobody is named.
    Source(Option<SourceId>, String),
    /// A line of a statement: its index, the words, and whether it is the first line.
    Said(usize, String, bool),
}

/// A statement on the screen: its column and its first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The column.
    pub column: usize,
    /// The line.
    pub line: usize,
}

impl Comparison {
    /// The lines above the rows: titles, feeds, profiles, a rule.
    pub fn head(size: Size) -> u16 {
        if size.rows < 16 { 4 } else { 5 }
    }

    /// Lays the comparison out for a screen of `size`; what is selected stays so.
    pub fn lay_out(&mut self, size: Size) {
        let held = self.selected.and_then(|spot| self.statement_at(spot));
        let count = self.articles.len().max(1);
        let fit = usize::from((size.columns + GAP) / (LEAST + GAP));
        let fit = if size.columns >= TWO { fit.max(2) } else { 1 };
        self.columns = fit.clamp(1, count);
        let gaps = (self.columns as u16 - 1) * GAP;
        self.width = (size.columns.saturating_sub(2 + gaps) / self.columns as u16).max(8);
        self.rows = usize::from(size.rows.saturating_sub(1 + Self::head(size))).max(1);
        self.lines = self.set();
        let again = |spot: &Spot| self.statement_at(*spot);
        self.selected = held.and_then(|held| self.spots().find(|spot| again(spot) == Some(held)));
        self.reveal();
    }

    /// All statements on the screen, line by line.
    pub fn spots(&self) -> impl Iterator<Item = Spot> + '_ {
        self.lines.iter().enumerate().flat_map(|(line, shown)| {
            let cells = if let Line::Cells(cells) = shown { &cells[..] } else { &[] };
            let first = move |(column, cell): (usize, &Cell)| {
                matches!(cell, Cell::Said(_, _, true)).then_some(Spot { column, line })
            };
            cells.iter().enumerate().filter_map(first)
        })
    }

    pub(in crate::app) fn first_spot(&self) -> Option<Spot> {
        self.spots().next()
    }

    /// The statement at a spot: its column, and its index in that article's analysis.
    pub fn statement_at(&self, spot: Spot) -> Option<(usize, usize)> {
        let Line::Cells(cells) = self.lines.get(spot.line)? else { return None };
        match cells.get(spot.column)? {
            Cell::Said(index, _, true) => Some((spot.column, *index)),
            Cell::Blank | Cell::None | Cell::Source(..) | Cell::Said(..) => None,
        }
    }

    fn set(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let sources = &self.compared.sources;
        lines.push(Line::Heading(counted("Sources in common", sources.len())));
        if sources.is_empty() {
            lines.push(Line::Note("No source speaks in more than one of them.".into()));
        }
        for shared in sources {
            lines.push(Line::Name(clean::one_line(&shared.name)));
            self.add(&mut lines, |column| self.said(column, &shared.cells[column]), true);
        }
        let said = &self.compared.said;
        lines.extend([Line::Gap, Line::Heading(counted("Statements in common", said.len()))]);
        if said.is_empty() {
            lines.push(Line::Note("No statement stands in more than one of them.".into()));
        }
        for shared in said {
            let alike = match shared.alike {
                Alike::Same => "the same words",
                Alike::Partly => "partly the same words",
                Alike::Similar => "similar words",
            };
            let disputed = if shared.disputed { ", ascribed to different sources" } else { "" };
            lines.push(Line::Note(format!("{alike}{disputed}")));
            self.add(&mut lines, |column| self.named(column, &shared.cells[column]), true);
        }
        lines.extend([Line::Gap, Line::Heading("Only in one of them".into())]);
        self.add(&mut lines, |column| self.alone(column), true);
        lines
    }

    /// Adds what each article has, side by side.
    fn add(&self, lines: &mut Vec<Line>, of: impl Fn(usize) -> Vec<Cell>, mark: bool) {
        let mut columns: Vec<Vec<Cell>> = (0..self.articles.len()).map(of).collect();
        for column in &mut columns {
            if column.is_empty() && mark {
                column.push(Cell::None);
            }
        }
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..height {
            let cell = |column: &Vec<Cell>| column.get(row).cloned().unwrap_or_default();
            lines.push(Line::Cells(columns.iter().map(cell).collect()));
        }
    }

    /// Statements of a column, one under another.
    fn said(&self, column: usize, statements: &[usize]) -> Vec<Cell> {
        statements.iter().flat_map(|index| self.statement(column, *index)).collect()
    }

    /// As `said`, each under the name of its source.
    fn named(&self, column: usize, statements: &[usize]) -> Vec<Cell> {
        let mut cells = Vec::new();
        for index in statements {
            let analysis = self.articles.get(column).and_then(|it| it.analysis.as_ref());
            let found = analysis.and_then(|it| it.attributions.get(*index));
            cells.push(self.source(column, found.map_or(&[], |it| &it.source_ids)));
            cells.extend(self.statement(column, *index));
        }
        cells
    }

    fn alone(&self, column: usize) -> Vec<Cell> {
        let mut cells = Vec::new();
        for only in self.compared.only.get(column).into_iter().flatten() {
            cells.push(self.source(column, &only.sources));
            cells.extend(self.said(column, &only.statements));
        }
        cells
    }

    /// Who says what stands below; the colour is that of the first.
    fn source(&self, column: usize, sources: &[SourceId]) -> Cell {
        let analysis = self.articles.get(column).and_then(|it| it.analysis.as_ref());
        let known = analysis.map_or(&[][..], |it| &it.sources);
        let found = sources.iter().filter_map(|id| known.get(id.index()));
        let names: Vec<&str> = found.map(|it| it.name.as_str()).collect();
        let name = match names.is_empty() {
            true => "no source named".into(),
            false => clean::one_line(&all_of(&names)),
        };
        Cell::Source(sources.first().copied(), name)
    }

    fn statement(&self, column: usize, index: usize) -> Vec<Cell> {
        let Some(words) = self.articles.get(column).and_then(|it| words(it, index)) else {
            return Vec::new();
        };
        let room = usize::from(self.width.saturating_sub(INDENT)).max(4);
        let spans = wrap_span(&words, Span::new(0, words.len()), room);
        let mut pieces: Vec<String> =
            spans.iter().take(TALLEST).map(|span| span.of(&words).to_owned()).collect();
        if let (true, Some(last)) = (spans.len() > TALLEST, spans.get(TALLEST - 1)) {
            pieces[TALLEST - 1] = cells::fit(&words[last.start..], room);
        }
        let cell = |(line, piece)| Cell::Said(index, piece, line == 0);
        pieces.into_iter().enumerate().map(cell).collect()
    }
}

/// What was said, on one line.
fn words(comparand: &Comparand, index: usize) -> Option<String> {
    let text = &comparand.article.body.text;
    let said = Statement::from_analysis(text, comparand.analysis.as_ref()?, index)?;
    Some(clean::one_line(&said.content_with_denial()))
}

fn counted(heading: &str, count: usize) -> String {
    if count == 0 { heading.into() } else { format!("{heading}  {count}") }
}
