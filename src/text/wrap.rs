//! Running text broken into lines of a given width, as spans of it.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::Span;

use super::cells;
use super::line::{Mark, marked_width};

/// Breaks `span` of `text` into lines of at most `width` columns, by Unicode's rules (UAX 14).
pub fn wrap_span(text: &str, span: Span, width: usize) -> Vec<Span> {
    wrap_marked(text, span, width, &[])
}

/// As `wrap_span`, with room for the marks behind the words. A mark always stands on the line of
/// the character before it.
pub(super) fn wrap_marked(text: &str, span: Span, width: usize, marks: &[Mark]) -> Vec<Span> {
    let piece = span.of(text);
    let joined = is_hard_wrapped(piece);
    let mut lines = Vec::new();
    let mut line = Span::new(span.start, span.start);
    let mut used = 0;
    let mut from = span.start;
    for (end, opportunity) in linebreaks(piece) {
        let end = span.start + end;
        let chunk = Span::new(from, end).of(text);
        let solid = Span::new(from, from + chunk.trim_end().len());
        let columns = marked_width(text, solid, marks);
        let blanks = cells::text_width(&chunk[solid.len()..]);
        if used > 0 && used + columns > width {
            lines.push(line);
            line = Span::new(from, from);
            used = 0;
        }
        if columns > width {
            let word = Span::new(line.start, solid.end);
            line = break_word(text, word, width, marks, &mut lines);
            used = marked_width(text, line, marks);
        } else {
            used += columns;
        }
        line.end = end;
        used += blanks;
        let forced = opportunity == BreakOpportunity::Mandatory;
        if forced && !(joined && chunk.ends_with('\n')) {
            lines.push(line);
            line = Span::new(end, end);
            used = 0;
        }
        from = end;
    }
    lines.push(line);
    lines.iter().filter_map(|line| trimmed(text, *line)).collect()
}

/// Cuts a word that is too long for a line; what is left of it starts the line that is returned.
fn break_word(text: &str, word: Span, width: usize, marks: &[Mark], lines: &mut Vec<Span>) -> Span {
    let mut line = Span::new(word.start, word.start);
    let mut used = 0;
    for (offset, grapheme) in word.of(text).grapheme_indices(true) {
        let at = Span::new(word.start + offset, word.start + offset + grapheme.len());
        let columns = marked_width(text, at, marks);
        if used > 0 && used + columns > width {
            lines.push(line);
            line = Span::new(at.start, at.start);
            used = 0;
        }
        used += columns;
        line.end = at.end;
    }
    line
}

/// The line without white space at its ends; none if nothing is left.
fn trimmed(text: &str, line: Span) -> Option<Span> {
    let piece = line.of(text);
    let start = line.start + (piece.len() - piece.trim_start().len());
    let end = line.start + piece.trim_end().len();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, width: usize, expected: &[&str]) {
        let lines = wrap_span(text, Span::new(0, text.len()), width);
        let shown: Vec<&str> = lines.iter().map(|line| line.of(text)).collect();
        assert_eq!(shown, expected, "{text:?} at {width}");
    }

    #[test]
    fn words_are_wrapped() {
        check("one two three", 8, &["one two", "three"]);
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
}
