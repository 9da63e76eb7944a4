//! Code laid out: its spaces count, and a line that is too long goes on below, marked as such.
//!
//! Nothing is cut off and nothing has to be scrolled sideways: what a statement says or a link
//! leads to is always on the screen, and the mark tells that the line break is not the writer's.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::Span;

use super::line::{Line, Mark, NoteKind, marked_width};

/// Columns from one tab stop to the next.
const TAB: usize = 4;

/// What stands before the rest of a line.
const GOES_ON: &str = "↳";

/// The screen lines of the code at `span`, at most `width` columns wide.
pub(super) fn lines(text: &str, span: Span, width: usize, marks: &[Mark]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut from = span.start;
    for line in span.of(text).split_inclusive('\n') {
        let solid = Span::new(from, from + line.trim_end().len());
        if solid.is_empty() {
            // A blank line is the span of its line break, so that it keeps its row.
            let mut blank = Line::default();
            blank.set(text, Span::new(from, from + line.len()), 0, &[]);
            lines.push(blank);
        } else {
            let hang = hang(solid.of(text), width);
            Row { text, marks, hang, width, line: Line::default(), lines: &mut lines }.set(solid);
        }
        from += line.len();
    }
    lines
}

/// The column at which the rest of a line starts: a little right of where the line did.
fn hang(line: &str, width: usize) -> usize {
    let blanks = line.chars().take_while(|c| c.is_whitespace());
    let indent = blanks.fold(0, |column, c| after(column, c == '\t', 1));
    (indent + 2).min(width / 2)
}

fn after(column: usize, tab: bool, width: usize) -> usize {
    if tab { (column / TAB + 1) * TAB } else { column + width }
}

/// A line of code on its way to one or more screen lines.
struct Row<'a> {
    text: &'a str,
    marks: &'a [Mark],
    hang: usize,
    width: usize,
    line: Line,
    lines: &'a mut Vec<Line>,
}

impl Row<'_> {
    fn set(mut self, span: Span) {
        let (mut from, mut begin, mut column) = (span.start, 0, 0);
        // Where a line had better end: behind a blank that is not too far left.
        let mut chance = None;
        for (offset, grapheme) in span.of(self.text).grapheme_indices(true) {
            let at = Span::new(span.start + offset, span.start + offset + grapheme.len());
            let tab = grapheme == "\t";
            let wide = marked_width(self.text, at, self.marks);
            let blank = grapheme == " ";
            if !blank && after(column, tab, wide) > self.width && column > self.hang {
                let cut = chance.take().unwrap_or(at.start);
                self.line.set(self.text, Span::new(from, cut), begin, self.marks);
                self.lines.push(std::mem::take(&mut self.line));
                if self.hang >= 2 {
                    self.line.note(self.hang - 2, GOES_ON.into(), NoteKind::Marker);
                }
                (from, begin) = (cut, self.hang);
                column = begin + marked_width(self.text, Span::new(from, at.start), self.marks);
            }
            column = after(column, tab, wide);
            if blank && column * 3 > self.width * 2 {
                chance = Some(at.end);
            }
            if tab {
                self.line.set(self.text, Span::new(from, at.start), begin, self.marks);
                (from, begin, chance) = (at.end, column, None);
            }
        }
        self.line.set(self.text, Span::new(from, span.end), begin, self.marks);
        self.lines.push(self.line);
    }
}

#[cfg(test)]
mod tests {
    use super::super::cells;
    use super::super::lines::draw;
    use super::*;

    fn check(text: &str, width: usize, expected: &[&str]) {
        let lines = lines(text, Span::new(0, text.len()), width, &[]);
        let shown: Vec<String> = lines.iter().map(|line| draw(text, line)).collect();
        assert_eq!(shown, expected, "{text:?} at {width}");
        for line in &shown {
            assert!(cells::text_width(line) <= width, "{line:?}");
        }
    }

    #[test]
    fn spaces_and_blank_lines_are_kept() {
        check("  if x {\n\n    y\n  }", 40, &["  if x {", "", "    y", "  }"]);
    }

    #[test]
    fn a_long_line_goes_on_below_with_a_mark() {
        check("  let level = 25;", 12, &["  let level", "  ↳ = 25;"]);
        check("cat losses.txt file", 15, &["cat losses.txt", "↳ file"]);
        check("cat all losses.txt", 15, &["cat all losses.", "↳ txt"]);
        check("cat losses.txt", 13, &["cat losses.tx", "↳ t"]);
        check("cat of losses.txt", 9, &["cat of", "↳ losses.", "↳ txt"]);
        check("漢字漢字漢字", 7, &["漢字漢", "↳ 字漢", "↳ 字"]);
    }

    #[test]
    fn tabs_go_to_their_stops() {
        check("\tif x\n\t\ty\ta", 40, &["    if x", "        y   a"]);
    }
}
