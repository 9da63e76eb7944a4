//! A body laid out in lines of a given width: spans of its text, and what stands around them.

use crate::domain::{Block, BlockKind, Body, Span};

use super::bidi::{Levels, arrange, arrange_apart};
use super::code;
use super::line::{Line, Mark, NoteKind, within};
use super::table;
use super::wrap::wrap_marked;

/// How deep quotes and lists are shown; deeper ones look alike.
const DEEPEST: u8 = 6;

/// The least columns that text is given, however deep it stands.
const LEAST: u16 = 8;

/// The most lines of one text. What comes after them is left to exports.
const MOST_LINES: usize = 300_000;

/// What stands below a text with more lines.
const LEFT_OUT: &str =
    "The text goes on: it is too long to be shown whole. An export has all of it.";

/// What stands before an image's words.
const IMAGE: &str = "[image:";

/// Lays `body` out in lines of at most `width` columns, with `marks` (in order) behind its words.
/// Blocks are parted by a blank line, the items of a list are not. With `bidi`, text that runs from
/// right to left stands in the order in which it is seen.
pub fn lines(body: &Body, marks: &[Mark], width: u16, bidi: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, block) in body.blocks.iter().enumerate() {
        let before = lines.len();
        if index > 0 && !(is_item(block) && is_item(&body.blocks[index - 1])) {
            // The bar of a quote goes on through the blank lines inside it.
            let bars = bars(block).min(bars(&body.blocks[index - 1]));
            lines.push(Line { block: index - 1, bars, ..Line::default() });
        }
        let start = lines.len();
        let marks = within(marks, block.span);
        block_lines(&body.text, (index, block), marks, width, bidi, &mut lines);
        if lines.len() == start {
            lines.truncate(before);
        }
        if lines.len() > MOST_LINES {
            lines.truncate(MOST_LINES);
            let mut left_out = Line { block: index, ..Line::default() };
            left_out.note(0, LEFT_OUT.into(), NoteKind::Heading);
            lines.push(Line { block: index, ..Line::default() });
            lines.push(left_out);
            break;
        }
    }
    lines
}

fn is_item(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Item { .. })
}

fn bars(block: &Block) -> u8 {
    block.quote_depth.min(DEEPEST)
}

/// What stands before a block's first line, and its column.
fn marker_of(block: &Block) -> Option<(u16, String)> {
    let quotes = u16::from(bars(block)) * 2;
    match block.kind {
        BlockKind::Item { depth, number } => {
            let mark = number.map_or("•".to_string(), |number| format!("{number}."));
            Some((quotes + u16::from(depth.min(DEEPEST)) * 2, mark))
        }
        BlockKind::Image => Some((quotes, IMAGE.into())),
        BlockKind::Paragraph
        | BlockKind::Heading(_)
        | BlockKind::Code
        | BlockKind::Table { .. }
        | BlockKind::Continued { .. }
        | BlockKind::Rule => None,
    }
}

fn block_lines(
    text: &str,
    (index, block): (usize, &Block),
    marks: &[Mark],
    width: u16,
    bidi: bool,
    lines: &mut Vec<Line>,
) {
    let marker = marker_of(block);
    let quotes = u16::from(bars(block)) * 2;
    // A paragraph that goes on an item stands where the item's words do.
    let item = if let BlockKind::Continued { depth, number } = block.kind {
        marker_of(&Block { kind: BlockKind::Item { depth, number }, ..*block })
    } else {
        None
    };
    let before = marker.as_ref().or(item.as_ref());
    let indent = before.map_or(quotes, |(column, mark)| column + mark.chars().count() as u16 + 1);
    let indent = indent.min(width.saturating_sub(LEAST));
    let room = usize::from(width - indent).max(1);
    let rows = match block.kind {
        BlockKind::Table { head } => table::lines(text, block.span, head, room, marks),
        BlockKind::Code => code::lines(text, block.span, room, marks),
        BlockKind::Image => running(text, block.span, room, &closed(block.span, marks)),
        BlockKind::Paragraph
        | BlockKind::Heading(_)
        | BlockKind::Item { .. }
        | BlockKind::Continued { .. }
        | BlockKind::Rule => running(text, block.span, room, marks),
    };
    let apart = matches!(block.kind, BlockKind::Table { .. } | BlockKind::Code);
    let levels = if bidi { Levels::of(text, block.span) } else { None };
    let to_the_left = !apart && levels.as_ref().is_some_and(Levels::is_rtl);
    for (row, mut line) in rows.into_iter().enumerate() {
        match &levels {
            Some(_) if apart => arrange_apart(&mut line, text, block.kind == BlockKind::Code),
            Some(levels) => arrange(&mut line, text, levels, room),
            None => {}
        }
        // The marker of a text that runs to the left stands to the right of it.
        let moved = if to_the_left { quotes.min(indent) } else { indent };
        let mut line = Line { block: index, bars: bars(block), ..line.moved(moved) };
        if let (0, Some((column, mark))) = (row, &marker) {
            let column = usize::from(*column);
            if to_the_left {
                // A number's full stop stands to the left of it there.
                let mark = mark.strip_suffix('.').map_or(mark.clone(), |it| format!(".{it}"));
                line.note(usize::from(moved) + room + 1, mark, NoteKind::Marker);
            } else {
                line.note(column, mark.clone(), NoteKind::Marker);
            }
        }
        lines.push(line);
    }
}

fn running(text: &str, span: Span, width: usize, marks: &[Mark]) -> Vec<Line> {
    let set = |span: Span| {
        let mut line = Line::default();
        line.set(text, span, 0, marks);
        line
    };
    wrap_marked(text, span, width, marks).into_iter().map(set).collect()
}

/// An image's marks with the bracket that closes it, before its number.
fn closed(span: Span, marks: &[Mark]) -> Vec<Mark> {
    let mut closed = marks.to_vec();
    let place = closed.partition_point(|mark| mark.at < span.end);
    closed.insert(place, Mark { at: span.end, text: "]".into(), kind: NoteKind::Marker });
    closed
}

#[cfg(test)]
#[path = "lines_tests.rs"]
mod tests;

#[cfg(test)]
pub(crate) use tests::draw;
