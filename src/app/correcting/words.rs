//! The words of a text, as places that the border of a passage can be moved to.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::Span;

/// How many bytes of a very long text are taken apart before and after the place that matters.
const NEAR: usize = 200_000;

/// The words and marks of a text, in order; blanks are none. All begin and end between two
/// grapheme clusters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    all: Vec<Span>,
}

impl Words {
    /// The words of `text`; of a very long one, those around byte `near`.
    pub(super) fn of(text: &str, near: usize) -> Words {
        let from = boundary(text, near.saturating_sub(NEAR));
        let to = boundary(text, near.saturating_add(NEAR));
        let piece = &text[from..to];
        // Within a cluster no border is wanted, whatever the rules of words say.
        let mut clusters = piece.grapheme_indices(true).map(|(at, _)| at).peekable();
        let mut between = |at: usize| {
            while clusters.next_if(|cluster| *cluster < at).is_some() {}
            at == piece.len() || clusters.peek() == Some(&at)
        };
        let mut all: Vec<Span> = Vec::new();
        let mut joined = false;
        for (at, word) in piece.split_word_bound_indices() {
            let span = Span::new(from + at, from + at + word.len());
            match all.last_mut() {
                Some(last) if joined => last.end = span.end,
                _ => all.push(span),
            }
            joined = !between(at + word.len());
        }
        all.retain(|span| !span.of(text).trim().is_empty());
        Words { all }
    }

    /// The first word that ends after byte `at`.
    pub(super) fn ending_after(&self, at: usize) -> Option<Span> {
        let place = self.all.partition_point(|word| word.end <= at);
        self.all.get(place).copied()
    }

    /// The last word that begins before byte `at`.
    pub(super) fn beginning_before(&self, at: usize) -> Option<Span> {
        let place = self.all.partition_point(|word| word.start < at);
        place.checked_sub(1).map(|place| self.all[place])
    }

    /// The words that lie inside `span`.
    pub(super) fn inside(&self, span: Span) -> &[Span] {
        let from = self.all.partition_point(|word| word.start < span.start);
        let to = self.all.partition_point(|word| word.end <= span.end);
        self.all.get(from..to).unwrap_or(&[])
    }

    /// `span` without the blanks at its borders, and with all of the words that it cuts through
    /// where it cuts through a character.
    pub(super) fn snapped(&self, text: &str, span: Span) -> Option<Span> {
        let cut = |at: usize| {
            let word = self.ending_after(at).filter(|word| word.start < at)?;
            let mut clusters = word.of(text).grapheme_indices(true);
            (!clusters.any(|(offset, _)| word.start + offset == at)).then_some(word)
        };
        let start = cut(span.start).map_or(span.start, |word| word.start);
        let end = cut(span.end).map_or(span.end, |word| word.end);
        // A blank that carries a mark is one character, and no blank.
        let shows = |(_, cluster): &(usize, &str)| !cluster.chars().all(char::is_whitespace);
        let mut shown = Span::new(start, end).of(text).grapheme_indices(true).filter(shows);
        let (first, cluster) = shown.next()?;
        let (last, cluster) = shown.next_back().unwrap_or((first, cluster));
        Some(Span::new(start + first, start + last + cluster.len()))
    }
}

/// The last border of a character of `text` that is not after byte `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        Words::of(text, 0).all.into_iter().map(|word| word.of(text)).collect()
    }

    #[test]
    fn marks_are_words_of_their_own_and_blanks_are_none() {
        assert_eq!(
            words("“We don’t,” said  Ann-Lee.\n\nNo. 漢字"),
            ["“", "We", "don’t", ",", "”", "said", "Ann", "-", "Lee", ".", "No", ".", "漢", "字"]
        );
        assert_eq!(words(" \n\t"), [""; 0]);
    }

    #[test]
    fn no_word_ends_within_a_character() {
        assert_eq!(
            words("e\u{301}te\u{301} 👩\u{200d}🔧!"),
            ["e\u{301}te\u{301}", "👩\u{200d}🔧", "!"]
        );
        assert_eq!(words("\u{600}(a"), ["\u{600}(", "a"]);
    }

    #[test]
    fn a_passage_that_cuts_through_a_character_takes_the_whole_word() {
        let text = "a cafe\u{301} b";
        let words = Words::of(text, 0);
        let snapped = |start, end| words.snapped(text, Span::new(start, end)).map(|s| s.of(text));
        assert_eq!(snapped(0, 6), Some("a cafe\u{301}"));
        assert_eq!(snapped(1, 9), Some("cafe\u{301}"));
        assert_eq!(snapped(1, 2), None);
        assert_eq!(snapped(0, 5), Some("a caf"));
        assert_eq!(snapped(0, 99), None);
    }
}
