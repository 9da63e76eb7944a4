//! How the moving end of a selection moves: by characters, words, lines, paragraphs.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::domain::Span;

use crate::app::{Action, OpenArticle, Reader};

/// Where the character at `at` ends; the text's end where none begins there.
pub(super) fn after(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// Where the character before `at` begins.
pub(super) fn before(text: &str, at: usize) -> Option<usize> {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten()
}

fn is_break(text: &str, at: usize) -> bool {
    text[at..].starts_with(['\n', '\r'])
}

/// The next character, or the one before, that is no line break; `at` where there is none.
fn character(text: &str, at: usize, forward: bool) -> usize {
    let step = |at: usize| {
        if forward { Some(after(text, at)).filter(|at| *at < text.len()) } else { before(text, at) }
    };
    let mut next = step(at);
    while let Some(place) = next.filter(|place| is_break(text, *place)) {
        next = step(place);
    }
    next.unwrap_or(at)
}

/// The beginning of the next word, or of the one before or at `at`.
fn word(text: &str, at: usize, forward: bool) -> usize {
    let is_word = |piece: &str| piece.chars().any(char::is_alphanumeric);
    if forward {
        let mut words = text[at..].split_word_bound_indices().skip(1);
        let next = words.find(|(_, piece)| is_word(piece)).map(|(offset, _)| at + offset);
        return next.unwrap_or_else(|| last(text));
    }
    let mut words = text[..at].split_word_bound_indices().rev();
    words.find(|(_, piece)| is_word(piece)).map_or(0, |(offset, _)| offset)
}

/// The last character that is no white space.
fn last(text: &str) -> usize {
    before(text, text.trim_end().len()).unwrap_or(0)
}

impl OpenArticle {
    /// Moves the selection's moving end; the other stays.
    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions do not move the cursor")]
    pub(in crate::app) fn move_selection(&mut self, action: Action) {
        let Some((selecting, reader)) = self.selected_in() else { return };
        let (text, at) = (&reader.article.body.text, selecting.cursor);
        let rows = reader.rows.max(2) as isize;
        let lines = match action {
            // These go to the text's ends, whatever line they are on.
            Action::Top | Action::Bottom => 0,
            _ => action.steps(rows).unwrap_or(0),
        };
        let line = reader.line_of(at);
        let column = selecting.column.or_else(|| reader.column_of(line, at)).unwrap_or(0);
        let ends = || reader.lines.get(line).and_then(|line| line.span());
        let cursor = match action {
            _ if lines != 0 => reader.down_by(line, lines, column).unwrap_or(at),
            // The arrows point at what is seen.
            Action::FocusLeft => character(text, at, reader.runs_to_the_left(line)),
            Action::FocusRight => character(text, at, !reader.runs_to_the_left(line)),
            Action::WordRight => word(text, at, true),
            Action::WordLeft => word(text, at, false),
            Action::LineStart => ends().map_or(at, |span| span.start),
            Action::LineEnd => ends().and_then(|span| before(text, span.end)).unwrap_or(at),
            Action::NextParagraph => paragraph(reader, at, true),
            Action::PreviousParagraph => paragraph(reader, at, false),
            Action::Top => 0,
            Action::Bottom => last(text),
            _ => selecting.anchor,
        };
        // A line's end may lie inside a character where text of both directions meets.
        let cursor = if text.is_char_boundary(cursor) && cursor < text.len() { cursor } else { at };
        let end = after(text, cursor);
        if let Some(selecting) = self.selecting.as_mut() {
            if action == Action::SwapEnds {
                selecting.anchor = selecting.cursor;
            }
            selecting.cursor = cursor;
            selecting.column = (lines != 0).then_some(column);
        }
        if let Some(reader) = self.reader.as_mut() {
            reader.reveal(Span::new(cursor, end));
        }
    }
}

/// The beginning of the next paragraph, or of this one or the one before.
fn paragraph(reader: &Reader, at: usize, forward: bool) -> usize {
    let starts = reader.article.body.blocks.iter().map(|block| block.span.start);
    if forward {
        starts
            .min_by_key(|start| if *start > at { *start } else { usize::MAX })
            .filter(|start| *start > at)
            .unwrap_or_else(|| last(&reader.article.body.text))
    } else {
        starts.filter(|start| *start < at).max().unwrap_or(0)
    }
}
