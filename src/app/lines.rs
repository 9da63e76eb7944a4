//! A body laid out in lines of a given width: spans of its text, and what stands around them.

use crate::domain::{Block, BlockKind, Body, Span};

use super::bidi::{Levels, arrange, arrange_apart};
use super::cells;
use super::code;
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

/// One screen line of a body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// The index of its block; for a blank line, of the block above. Lines below the text have the
    /// number of blocks.
    pub block: usize,
    /// The pieces of text on it, with the columns at which they start.
    pub pieces: Vec<Piece>,
    /// What stands on it beside the text.
    pub notes: Vec<Note>,
    /// How many bars of block quotes stand before it.
    pub bars: u8,
    /// Whether it is only there to part two lines of one paragraph.
    pub spacer: bool,
}

/// A stretch of text on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where it starts: columns from the left border of running text.
    pub column: u16,
    /// The text (bytes of the body's text).
    pub span: Span,
    /// Whether it runs from right to left: its first character stands at its right end.
    pub rtl: bool,
}

/// Something on a line that is not part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where it starts: columns from the left border of running text.
    pub column: u16,
    /// What it says: one line, safe to show.
    pub text: String,
    /// What it is.
    pub kind: NoteKind,
}

/// What a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// A bullet, an item's number, the brackets of an image, the sign of a line that goes on.
    Marker,
    /// A link's number, behind the words that carry the link.
    Number {
        /// The number.
        number: usize,
        /// The byte of the text that it stands before.
        at: usize,
    },
    /// The head of a table's column beside a cell of it.
    Label,
    /// The heading of the links below the text.
    Heading,
    /// The address of the link with that number.
    Address(usize),
    /// What is known of a link.
    Detail,
}

/// What is to stand behind a byte of the text without being part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The byte; the mark belongs to the character before it.
    pub at: usize,
    /// What it says.
    pub text: String,
    /// What it is.
    pub kind: NoteKind,
}

impl Line {
    /// From the first to the last byte on it; none where there is no text on it.
    pub fn span(&self) -> Option<Span> {
        let start = self.pieces.iter().map(|piece| piece.span.start).min()?;
        let end = self.pieces.iter().map(|piece| piece.span.end).max()?;
        Some(Span::new(start, end))
    }

    /// Whether nothing stands on it.
    pub fn is_blank(&self) -> bool {
        self.pieces.is_empty() && self.notes.is_empty()
    }

    /// Puts a stretch of text on it from `column` on, with its marks; gives the column after it.
    pub(super) fn set(&mut self, text: &str, span: Span, column: usize, marks: &[Mark]) -> usize {
        let mut from = span.start;
        let mut column = column;
        for mark in within(marks, span) {
            column = self.piece(text, Span::new(from, mark.at), column);
            self.note(column, mark.text.clone(), mark.kind);
            column += cells::text_width(&mark.text);
            from = mark.at;
        }
        self.piece(text, Span::new(from, span.end), column)
    }

    fn piece(&mut self, text: &str, span: Span, column: usize) -> usize {
        if !span.is_empty() {
            // Most lines hold one piece, and there may be very many lines.
            self.pieces.reserve_exact(1);
            self.pieces.push(Piece { column: column as u16, span, rtl: false });
        }
        column + cells::text_width(span.of(text))
    }

    pub(super) fn note(&mut self, column: usize, text: String, kind: NoteKind) {
        self.notes.push(Note { column: column as u16, text, kind });
    }

    fn moved(mut self, by: u16) -> Line {
        self.pieces.iter_mut().for_each(|piece| piece.column += by);
        self.notes.iter_mut().for_each(|note| note.column += by);
        self
    }
}

/// The marks that belong to characters of `span`.
pub(super) fn within(marks: &[Mark], span: Span) -> &[Mark] {
    let from = marks.partition_point(|mark| mark.at <= span.start);
    let to = marks.partition_point(|mark| mark.at <= span.end);
    &marks[from..to.max(from)]
}

/// How many columns a stretch of text takes with its marks.
pub(super) fn marked_width(text: &str, span: Span, marks: &[Mark]) -> usize {
    let marks = within(marks, span).iter().map(|mark| cells::text_width(&mark.text));
    cells::text_width(span.of(text)) + marks.sum::<usize>()
}

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
pub(super) use tests::draw;
