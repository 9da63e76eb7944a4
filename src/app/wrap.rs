//! A body laid out in lines of a given width, as spans of its text.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::{Block, BlockKind, Body, Span};

use super::cells;
use super::table;

/// One screen line of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The index of its block; for a blank line, of the block above.
    pub block: usize,
    /// The pieces of text on it, with the columns at which they start; none on a blank line.
    pub pieces: Vec<Piece>,
    /// What stands before the text of an item's first line: its column and the marker.
    pub marker: Option<(u16, String)>,
}

/// A stretch of text on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where it starts: columns from the left border of running text.
    pub column: u16,
    /// The text (bytes of the body's text).
    pub span: Span,
}

impl Line {
    /// From the first to the last byte on it; none for a blank line.
    pub fn span(&self) -> Option<Span> {
        let start = self.pieces.iter().map(|piece| piece.span.start).min()?;
        let end = self.pieces.iter().map(|piece| piece.span.end).max()?;
        Some(Span::new(start, end))
    }
}

/// Lays `body` out in lines of at most `width` columns. Blocks are parted by a blank line, the
/// items of a list are not.
pub fn wrap(body: &Body, width: u16) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, block) in body.blocks.iter().enumerate() {
        let before = lines.len();
        if index > 0 && !(is_item(block) && is_item(&body.blocks[index - 1])) {
            lines.push(Line { block: index - 1, pieces: Vec::new(), marker: None });
        }
        let start = lines.len();
        block_lines(&body.text, index, block, width, &mut lines);
        if lines.len() == start {
            lines.truncate(before);
        }
    }
    lines
}

fn is_item(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Item { .. })
}

fn block_lines(text: &str, index: usize, block: &Block, width: u16, lines: &mut Vec<Line>) {
    let mut indent = u16::from(block.quote_depth.min(6)) * 2;
    let mut marker = None;
    if let BlockKind::Item { depth, number } = block.kind {
        let mark = number.map_or("•".to_string(), |number| format!("{number}."));
        marker = Some((indent + u16::from(depth.min(6)) * 2, mark));
        indent =
            marker.as_ref().map_or(0, |(column, mark)| column + mark.chars().count() as u16 + 1);
    }
    let indent = indent.min(width.saturating_sub(8));
    let room = usize::from(width - indent).max(1);
    let at = |column: usize, span: Span| Piece { column: indent + column as u16, span };
    let rows: Vec<Vec<Piece>> = match block.kind {
        BlockKind::Table { .. } => table::rows(text, block.span, room)
            .into_iter()
            .map(|row| row.into_iter().map(|(column, span)| at(column, span)).collect())
            .collect(),
        BlockKind::Code => {
            code_lines(text, block.span, room).into_iter().map(|span| vec![at(0, span)]).collect()
        }
        _ => wrap_span(text, block.span, room).into_iter().map(|span| vec![at(0, span)]).collect(),
    };
    for pieces in rows {
        lines.push(Line { block: index, pieces, marker: marker.take() });
    }
}

/// Breaks `span` of `text` into lines of at most `width` columns, by Unicode's rules (UAX 14).
pub fn wrap_span(text: &str, span: Span, width: usize) -> Vec<Span> {
    let piece = span.of(text);
    let joined = is_hard_wrapped(piece);
    let mut lines = Vec::new();
    let mut line = Span::new(0, 0);
    let mut used = 0;
    let mut from = 0;
    for (end, opportunity) in linebreaks(piece) {
        let chunk = &piece[from..end];
        let solid = chunk.trim_end();
        let columns = cells::text_width(solid);
        if used > 0 && used + columns > width {
            lines.push(line);
            line = Span::new(from, from);
            used = 0;
        }
        if columns > width {
            line = break_word(piece, Span::new(line.start, from + solid.len()), width, &mut lines);
            used = cells::text_width(line.of(piece));
        }
        line.end = end;
        used += cells::text_width(chunk) - if columns > width { columns } else { 0 };
        let forced = opportunity == BreakOpportunity::Mandatory;
        if forced && !(joined && chunk.ends_with('\n')) {
            lines.push(line);
            line = Span::new(end, end);
            used = 0;
        }
        from = end;
    }
    lines.push(line);
    lines.iter().filter_map(|line| trimmed(text, span.start, *line)).collect()
}

/// Cuts a word that is too long for a line; what is left of it starts the line that is returned.
fn break_word(text: &str, word: Span, width: usize, lines: &mut Vec<Span>) -> Span {
    let mut line = Span::new(word.start, word.start);
    let mut used = 0;
    for (offset, grapheme) in word.of(text).grapheme_indices(true) {
        let columns = cells::width(grapheme);
        if used > 0 && used + columns > width {
            lines.push(line);
            line = Span::new(word.start + offset, word.start + offset);
            used = 0;
        }
        used += columns;
        line.end = word.start + offset + grapheme.len();
    }
    line
}

/// The line without white space at its ends, moved by `offset`; none if nothing is left.
fn trimmed(text: &str, offset: usize, line: Span) -> Option<Span> {
    let piece = text.get(offset + line.start..offset + line.end)?;
    let start = offset + line.start + (piece.len() - piece.trim_start().len());
    let end = offset + line.start + piece.trim_end().len();
    (start < end).then(|| Span::new(start, end))
}

/// Whether the line breaks of a paragraph only come from a writer's narrow page: every line is
/// about as long as it could be.
fn is_hard_wrapped(paragraph: &str) -> bool {
    let lines: Vec<&str> = paragraph.lines().map(str::trim).collect();
    let longest = lines.iter().map(|line| cells::text_width(line)).max().unwrap_or(0);
    if lines.len() < 2 || longest < 40 {
        return false;
    }
    let full = |pair: &[&str]| {
        let next = pair[1].split_whitespace().next().unwrap_or("");
        cells::text_width(pair[0]) + 1 + cells::text_width(next) + 3 >= longest
    };
    lines.windows(2).all(full)
}

/// The lines of preformatted text, cut where they are wider than `width`; blank ones as spans of
/// their line break, so that they keep their row.
fn code_lines(text: &str, span: Span, width: usize) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut from = span.start;
    for line in span.of(text).split_inclusive('\n') {
        let solid = Span::new(from, from + line.trim_end().len());
        if solid.is_empty() {
            lines.push(Span::new(from, from + line.len()));
        } else {
            let last = break_word(text, solid, width, &mut lines);
            lines.push(last);
        }
        from += line.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, width: u16, expected: &[&str]) {
        let body = Body::from_text(text);
        let shown: Vec<String> = wrap(&body, width).iter().map(|line| draw(text, line)).collect();
        assert_eq!(shown, expected, "{text:?} at {width}");
    }

    fn draw(text: &str, line: &Line) -> String {
        line.pieces.iter().map(|piece| piece.span.of(text)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_are_wrapped_and_paragraphs_parted() {
        check("one two three", 8, &["one two", "three"]);
        check("one two\n\nthree", 20, &["one two", "", "three"]);
        check("one  two", 20, &["one  two"]);
        check("a well-known fact", 8, &["a well-", "known", "fact"]);
    }

    #[test]
    fn a_word_that_is_too_long_is_cut() {
        check("abcdefghij kl", 4, &["abcd", "efgh", "ij", "kl"]);
        check("xx abcdefgh", 4, &["xx", "abcd", "efgh"]);
    }

    #[test]
    fn wide_characters_break_anywhere_but_never_in_the_middle() {
        check("漢字漢字", 5, &["漢字", "漢字"]);
        check("👩\u{200d}👧👩\u{200d}👧", 3, &["👩\u{200d}👧", "👩\u{200d}👧"]);
    }

    #[test]
    fn short_lines_stay_lines_and_hard_wrapped_prose_flows() {
        check("Roses are red\nViolets are blue", 40, &["Roses are red", "Violets are blue"]);
        let prose =
            "The quick brown fox jumped over the lazy old\ndog, and then it went away from there.";
        check(prose, 100, &[prose]);
    }

    #[test]
    fn items_have_markers_and_hang() {
        let text = "Intro\n\nfirst thing here\n\nsecond";
        let mut body = Body::from_text(text);
        body.blocks[1].kind = BlockKind::Item { depth: 0, number: Some(1) };
        body.blocks[2].kind = BlockKind::Item { depth: 1, number: None };
        let lines = wrap(&body, 14);
        let markers: Vec<_> = lines.iter().map(|line| line.marker.clone()).collect();
        let columns: Vec<_> =
            lines.iter().map(|line| line.pieces.first().map(|p| p.column)).collect();
        assert_eq!(markers[2], Some((0, "1.".to_string())));
        assert_eq!(markers[4], Some((2, "•".to_string())));
        assert_eq!(columns, [Some(0), None, Some(3), Some(3), Some(4)]);
    }

    #[test]
    fn code_keeps_its_spaces_and_blank_lines() {
        let text = "  if x {\n\n    y";
        let mut body = Body::from_text("x");
        body.text = text.into();
        body.blocks[0] =
            Block { span: Span::new(0, text.len()), kind: BlockKind::Code, quote_depth: 0 };
        let lines: Vec<String> = wrap(&body, 40).iter().map(|line| draw(text, line)).collect();
        assert_eq!(lines, ["  if x {", "\n", "    y"]);
    }
}
