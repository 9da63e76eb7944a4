//! Cells over several columns and rows: blanks in their place, so that all stand under their heads.

use super::node::NodeRef;

/// How many columns a cell may take, and how many columns have cells over several rows.
const MOST_COLUMNS: usize = 50;

/// How many rows a cell may take.
const MOST_ROWS: usize = 1000;

/// What the rows so far leave to those below.
#[derive(Default)]
pub(super) struct Spans<'n> {
    /// For each column, how many more rows are taken by the cell above.
    taken: Vec<usize>,
    /// The part of the table that the rows stand in: cells do not reach beyond it.
    part: Option<NodeRef<'n>>,
}

impl<'n> Spans<'n> {
    /// The columns of the next row: its cells, and blanks (none) where another reaches.
    pub(super) fn lay(
        &mut self,
        row: NodeRef<'n>,
        cells: Vec<NodeRef<'n>>,
    ) -> Vec<Option<NodeRef<'n>>> {
        if !self.part.is_some_and(|part| part.is(row.parent())) {
            self.taken.clear();
        }
        self.part = Some(row.parent());
        let above = self.taken.clone();
        self.taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        let is_taken = |column: usize| above.get(column).is_some_and(|rows| *rows > 0);
        let mut laid = Vec::new();
        for cell in cells {
            while is_taken(laid.len()) {
                laid.push(None);
            }
            let (columns, rows) =
                (span(cell, "colspan", MOST_COLUMNS), span(cell, "rowspan", MOST_ROWS));
            for index in 0..columns {
                if rows > 1 && laid.len() < MOST_COLUMNS {
                    let length = self.taken.len().max(laid.len() + 1);
                    self.taken.resize(length, 0);
                    self.taken[laid.len()] = rows - 1;
                }
                laid.push((index == 0).then_some(cell));
            }
        }
        // Blanks at the end, up to the last column that is taken.
        let end = above.iter().rposition(|rows| *rows > 0).map_or(0, |last| last + 1);
        if laid.len() < end {
            laid.resize(end, None);
        }
        laid
    }
}

/// A span as it is written; 1 where it is none.
fn span(cell: NodeRef, name: &str, most: usize) -> usize {
    let written = cell.attribute(name).unwrap_or_default();
    let written = written.trim();
    let end = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
    match &written[..end] {
        "" => 1,
        digits => digits.parse().unwrap_or(most).clamp(1, most),
    }
}
