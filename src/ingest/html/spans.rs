//! Cells that span several columns or rows: adds blank cells, so that all cells are below their
//! headers.

use super::node::NodeRef;

/// The most columns of a cell, and the most columns with cells that span rows.
const MOST_COLUMNS: usize = 50;

/// The most rows of a cell.
const MOST_ROWS: usize = 1000;

/// The cells of earlier rows that extend into later ones.
#[derive(Default)]
pub(super) struct Spans<'n> {
    /// For each column, the number of further rows that the cell above occupies.
    taken: Vec<usize>,
    /// The section of the table that contains the rows. Cells do not extend beyond it.
    part: Option<NodeRef<'n>>,
}

impl<'n> Spans<'n> {
    /// Returns the columns of the next row: its cells, and `None` where a cell of another row or
    /// column extends.
    pub(super) fn lay_row(
        &mut self,
        row: NodeRef<'n>,
        cells: Vec<NodeRef<'n>>,
    ) -> Vec<Option<NodeRef<'n>>> {
        if !self.part.is_some_and(|part| part.is_same(row.parent())) {
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
        // Blank cells at the end, up to the last occupied column.
        let end = above.iter().rposition(|rows| *rows > 0).map_or(0, |last| last + 1);
        if laid.len() < end {
            laid.resize(end, None);
        }
        laid
    }
}

/// Returns a span as written; 1 if it is invalid.
fn span(cell: NodeRef, name: &str, most: usize) -> usize {
    let written = cell.attribute(name).unwrap_or_default();
    let written = written.trim();
    let end = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
    match &written[..end] {
        "" => 1,
        digits => digits.parse().unwrap_or(most).clamp(1, most),
    }
}
