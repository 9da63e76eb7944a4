//! Where characters are seen on their lines, and which character is seen at a place: text that
//! runs from right to left included.

use unicode_segmentation::UnicodeSegmentation;

use crate::app::Reader;
use crate::text::line::Piece;
use crate::text::{bidi, cells};

/// A character as it is seen: its first byte, its first column, and the column behind it.
struct Seen {
    byte: usize,
    column: usize,
    end: usize,
}

/// The characters of a piece in the order in which they are seen from left to right.
fn seen(text: &str, piece: &Piece) -> Vec<Seen> {
    let words = text.get(piece.span.start..piece.span.end).unwrap_or_default();
    let mut graphemes: Vec<(usize, &str)> = words.grapheme_indices(true).collect();
    if piece.rtl {
        graphemes.reverse();
    }
    let mut column = usize::from(piece.column);
    let place = |(offset, grapheme): (usize, &str)| {
        let start = column;
        column += cells::width(grapheme);
        Seen { byte: piece.span.start + offset, column: start, end: column }
    };
    graphemes.into_iter().map(place).collect()
}

impl Reader {
    /// The column at which a byte of the text is seen on its line.
    pub(super) fn column_of(&self, line: usize, at: usize) -> Option<u16> {
        let piece = self.lines.get(line)?.pieces.iter().find(|piece| piece.span.contains(at))?;
        let seen = seen(&self.article.body.text, piece);
        let character = seen.iter().filter(|it| it.byte <= at).max_by_key(|it| it.byte)?;
        u16::try_from(character.column).ok()
    }

    /// The character that is seen at a column of a line, or nearest to it; none on a blank line.
    pub(in crate::app) fn character_near(&self, line: usize, column: u16) -> Option<usize> {
        let text = &self.article.body.text;
        let column = usize::from(column);
        let away = |it: &Seen| {
            let last = it.end.max(it.column + 1) - 1;
            it.column.saturating_sub(column).max(column.saturating_sub(last))
        };
        let characters = self.lines.get(line)?.pieces.iter().flat_map(|piece| seen(text, piece));
        characters.min_by_key(away).map(|it| it.byte)
    }

    /// The character nearest to a column so many lines of text further down; on the last of them
    /// where there are not so many.
    pub(super) fn down_by(&self, line: usize, lines: isize, column: u16) -> Option<usize> {
        let has_text = |index: &usize| !self.lines[*index].pieces.is_empty();
        let count = lines.unsigned_abs();
        let target = if lines > 0 {
            (line + 1..self.lines.len()).filter(has_text).take(count).last()
        } else {
            (0..line.min(self.lines.len())).rev().filter(has_text).take(count).last()
        }?;
        self.character_near(target, column)
    }

    /// Whether the paragraph of a line is seen to run from right to left.
    pub(super) fn runs_to_the_left(&self, line: usize) -> bool {
        let Some(line) = self.lines.get(line) else { return false };
        let block = self.article.body.blocks.get(line.block);
        line.pieces.iter().any(|piece| piece.rtl)
            && block.is_some_and(|block| bidi::is_rtl(block.span.of(&self.article.body.text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::Play;
    use crate::app::{Focus, Input, Message};
    use crate::domain::Body;

    /// Selecting in a text of two paragraphs that run from right to left, of which the second one
    /// is shorter.
    const TEXT: &str = "אבגדהוזחטיכלמנסעפצקר\n\nאבגדה";

    fn selecting(keys: &str) -> Play {
        let mut play = Play::new(1);
        let reader = play.app.article.reader.as_mut().expect("an article is open");
        reader.article.body = Body::from_text(TEXT);
        let article = reader.article.clone();
        play.app.article.reader = Some(Reader::new(article, None));
        play.app.focus = Focus::Body;
        let size = play.app.env.size;
        play.send(Message::Input(Input::Resize(size)));
        play.keys("v");
        play.keys(keys);
        play
    }

    /// The line and the letter that the moving end is at.
    fn at(play: &Play) -> (usize, char) {
        let place = play.app.article.selecting.as_ref().map_or(0, |it| it.cursor);
        let line = usize::from(place >= TEXT.find('\n').unwrap());
        (line, TEXT[place..].chars().next().unwrap())
    }

    #[test]
    fn up_and_down_go_to_what_is_seen_there() {
        // The beginnings stand one below the other, at the right border.
        assert_eq!(at(&selecting("j")), (1, 'א'));
        assert_eq!(at(&selecting("h h j")), (1, 'ג'));
        assert_eq!(at(&selecting("h h j k")), (0, 'ג'));
        // Left of the shorter line's end: to that, and back to where one came from.
        assert_eq!(at(&selecting("$ j")), (1, 'ה'));
        assert_eq!(at(&selecting("$ j k")), (0, 'ר'));
    }

    #[test]
    fn left_and_right_are_what_they_are_on_the_screen() {
        assert_eq!(at(&selecting("left left")), (0, 'ג'));
        assert_eq!(at(&selecting("left left right")), (0, 'ב'));
        assert_eq!(at(&selecting("j left")), (1, 'ב'));
    }
}
