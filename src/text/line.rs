//! One line of a text on the screen: pieces of the text, notes beside it, marks behind its words.

use crate::domain::Span;

use super::cells;

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

    pub(super) fn moved(mut self, by: u16) -> Line {
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
