//! Tables: those that hold data become one block, a line a row; those that only lay out do not.

use crate::domain::BlockKind;

use super::soup::NodeRef;
use super::walk::Walk;

/// The longest cell (bytes) that a table of data may have.
const LONGEST_CELL: usize = 400;

/// Whether a table holds data: at least two rows of two cells, short ones, with no blocks inside.
pub(super) fn is_data(table: NodeRef) -> bool {
    let role = table.attribute("role").unwrap_or_default();
    if ["presentation", "none"].contains(&role.as_ref()) {
        return false;
    }
    let blocks = ["table", "ul", "ol", "pre", "blockquote", "h1", "h2", "h3", "h4", "div"];
    let mut paragraphs_in_cell = 0;
    for node in table.descendants() {
        match node.name() {
            "td" | "th" => paragraphs_in_cell = 0,
            "p" => paragraphs_in_cell += 1,
            // A `div` around the words of a cell is only style.
            "div" if node.children().all(|child| child.text().is_some()) => {}
            name if blocks.contains(&name) => return false,
            _ => {}
        }
        if paragraphs_in_cell > 1 {
            return false;
        }
    }
    let rows = rows(table);
    let wide = rows.iter().filter(|row| cells(**row).len() > 1).count();
    let short = |row: &NodeRef| cells(*row).iter().all(|cell| cell.words().len() <= LONGEST_CELL);
    wide > 1 && rows.iter().all(short)
}

/// Writes a table of data. Its caption stands before it as a paragraph.
pub(super) fn write(walk: &mut Walk, table: NodeRef) {
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
    for row in rows.iter().filter(|row| !row.words().trim().is_empty()) {
        if !std::mem::replace(&mut first, false) {
            walk.writer.row();
        }
        for (index, cell) in cells(*row).into_iter().enumerate() {
            if index > 0 {
                walk.writer.cell();
            }
            walk.cell(cell);
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
