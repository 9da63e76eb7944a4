//! Tables: data tables become one block with a line per row; layout tables do not.

use crate::domain::BlockKind;

use super::node::NodeRef;
use super::spans::Spans;
use super::walk::HtmlWalk;

/// The longest cell (bytes) in a data table.
const LONGEST_CELL: usize = 400;

/// The longest cell (bytes) with several paragraphs.
const LONGEST_LINES: usize = 100;

/// Returns whether a table has data: at least two rows of two short cells, without blocks inside.
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
    let short =
        |row: &NodeRef| cells(*row).iter().all(|cell| cell.inner_text().len() <= LONGEST_CELL);
    wide > 1 && rows.iter().all(short)
}

/// Returns whether a cell has several paragraphs of running text.
fn is_long_column(cell: NodeRef) -> bool {
    let has_words = |node: &NodeRef| node.children().any(|child| child.text().is_some());
    let paragraphs = cell.descendants().filter(|node| matches!(node.name(), "p" | "div"));
    let paragraphs = paragraphs.filter(has_words).count();
    paragraphs > 1 && cell.inner_text().trim().len() > LONGEST_LINES
}

/// Writes a data table, preceded by its caption as a paragraph.
pub(super) fn write_table(walk: &mut HtmlWalk, table: NodeRef) {
    for caption in table.children().filter(|child| child.name() == "caption") {
        walk.writer.open_block(BlockKind::Paragraph);
        walk.write_children(caption);
        walk.writer.close_block();
    }
    let rows = rows(table);
    let is_head = |row: &NodeRef| {
        row.parent().name() == "thead" || cells(*row).iter().all(|cell| cell.name() == "th")
    };
    let head = rows.first().is_some_and(is_head);
    walk.writer.open_block(BlockKind::Table { head });
    let mut first = true;
    let mut spans = Spans::default();
    for row in rows {
        let laid = spans.lay_row(row, cells(row));
        if row.inner_text().trim().is_empty() {
            continue;
        }
        if !std::mem::replace(&mut first, false) {
            walk.writer.end_row();
        }
        for (index, cell) in laid.into_iter().enumerate() {
            if index > 0 {
                walk.writer.next_cell();
            }
            if let Some(cell) = cell {
                walk.write_cell(cell);
            }
        }
    }
    walk.writer.close_block();
}

/// Returns the rows of this table without those of nested tables.
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
