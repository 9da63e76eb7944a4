//! What stands below an article's text: the list of where its links lead.

use super::cells;
use super::line::{Line, NoteKind};
use super::links::Links;

/// The lines below a text of `blocks` blocks, at most `width` columns wide.
pub fn lines(links: &Links, blocks: usize, width: u16) -> Vec<Line> {
    if links.entries.is_empty() {
        return Vec::new();
    }
    let width = usize::from(width);
    let blank = || Line { block: blocks, ..Line::default() };
    let mut heading = blank();
    heading.note(0, "Links".into(), NoteKind::Heading);
    let mut lines = vec![blank(), heading];
    let widest = links.entries.len().to_string().len() + 2;
    for (index, entry) in links.entries.iter().enumerate() {
        let number = format!("[{}]", index + 1);
        let mut line = blank();
        line.note(widest - number.len(), number, NoteKind::Address(index + 1));
        let column = widest + 1;
        let room = width.saturating_sub(column);
        let detail = cells::fit(&entry.detail, room * 2 / 5);
        let taken = if detail.is_empty() { 0 } else { cells::text_width(&detail) + 2 };
        let address = cells::fit_middle(&entry.shown, room.saturating_sub(taken));
        let after = column + cells::text_width(&address) + 2;
        line.note(column, address, NoteKind::Address(index + 1));
        if !detail.is_empty() {
            line.note(after, detail, NoteKind::Detail);
        }
        lines.push(line);
    }
    lines
}
