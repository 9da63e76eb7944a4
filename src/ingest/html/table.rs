//! Tables: those that hold data become one block, a line a row; those that only lay out do not.

use crate::domain::BlockKind;

use super::node::NodeRef;
use super::spans::Spans;
use super::walk::HtmlWalk;

/// The longest cell (bytes) that a table of data may have.
const LONGEST_CELL: usize = 400;

/// The longest cell (bytes) with several paragraphs in it.
const LONGEST_LINES: usize = 100;

/// Whether a table holds data: at least two rows of two cells, short ones, with no blocks inside.
pub(super) fn is_data(table: NodeRef) -> bool {
    let role = table.attribute("role").unwrap_or_default();
    if ["presentation", "none"].contains(&role.as_ref()) {
        return false;
    }
    let blocks = ["table", "ul", "ol", "pre", "blockquote", "h1", "h2", "h3", "h4"];
    for node in table.descendants() {
        match node.name() {
            // Short lines one below the other are still a cell.
            "td" | "th" if is_long_column(node) => return false,
            name if blocks.contains(&name) => return false,
            _ => {}
        }
    }
    let rows = rows(table);
    let wide = rows.iter().filter(|row| cells(**row).len() > 1).count();
    let short = |row: &NodeRef| cells(*row).iter().all(|cell| cell.words().len() <= LONGEST_CELL);
    wide > 1 && rows.iter().all(short)
}

/// Whether a cell holds several paragraphs of running text.
fn is_long_column(cell: NodeRef) -> bool {
    let has_words = |node: &NodeRef| node.children().any(|child| child.text().is_some());
    let paragraphs = cell.descendants().filter(|node| matches!(node.name(), "p" | "div"));
    let paragraphs = paragraphs.filter(has_words).count();
    paragraphs > 1 && cell.words().trim().len() > LONGEST_LINES
}

/// Writes a table of data. Its caption stands before it as a paragraph.
pub(super) fn write(walk: &mut HtmlWalk, table: NodeRef) {
    for caption in table.children().filter(|child| child.name() == "caption") {
        walk.writer.open(BlockKind::Paragraph);
        walk.children(caption);
        walk.writer.close();
    }
    let rows = rows(table);
    let is_head = |row: &NodeRef| {
        row.parent().name() == "thead" || cells(*row).iter().all(|cell| cell.name() == "th")
    };
    let head = rows.first().is_some_and(is_head);
    walk.writer.open(BlockKind::Table { head });
    let mut first = true;
    let mut spans = Spans::default();
    for row in rows {
        let laid = spans.lay(row, cells(row));
        if row.words().trim().is_empty() {
            continue;
        }
        if !std::mem::replace(&mut first, false) {
            walk.writer.row();
        }
        for (index, cell) in laid.into_iter().enumerate() {
            if index > 0 {
                walk.writer.cell();
            }
            if let Some(cell) = cell {
                walk.cell(cell);
            }
        }
    }
    walk.writer.close();
}

/// The rows of this table, not those of tables inside it.
fn rows<'a>(table: NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let mut rows = Vec::new();
    for child in table.children() {
        if child.name() == "tr" {
            rows.push(child);
        } else if ["thead", "tbody", "tfoot"].contains(&child.name()) {
            rows.extend(child.children().filter(|child| child.name() == "tr"));
        }
    }
    rows
}

fn cells<'a>(row: NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let is_cell = |node: &NodeRef| matches!(node.name(), "td" | "th");
    row.children().filter(is_cell).collect()
}
