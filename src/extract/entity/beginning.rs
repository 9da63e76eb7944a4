//! Adds first words of organizations' names that the network missed: "Liberal" in "Liberal
//! Democrats", if no mention of the name is without them.

use std::collections::HashMap;

use super::border::Mention;
use super::whole;
use crate::domain::{EntityKind, Span};

/// The most words that are added before a name.
const MOST_WORDS: usize = 3;

/// The number of small words that a line must have in order not to be a headline.
const SMALL_WORDS: usize = 3;

/// Extends the names of organizations and groups by the capitalized word before them, if the same
/// word precedes every mention.
pub(super) fn extend_beginnings(text: &str, mentions: &mut [Mention]) {
    for _ in 0..MOST_WORDS {
        let mut before: HashMap<&str, Option<&str>> = HashMap::new();
        for (index, (span, kind)) in mentions.iter().enumerate() {
            if !matches!(kind, EntityKind::Organization | EntityKind::Group) {
                continue;
            }
            let free = index.checked_sub(1).map_or(0, |before| mentions[before].0.end);
            let word = word_before(text, free, *span);
            before
                .entry(span.of(text))
                .and_modify(|known| *known = known.filter(|known| Some(*known) == word))
                .or_insert(word);
        }
        let mut changed = false;
        for (span, kind) in mentions.iter_mut() {
            if !matches!(kind, EntityKind::Organization | EntityKind::Group) {
                continue;
            }
            if let Some(word) = before.get(span.of(text)).copied().flatten() {
                *span = Span::new(span.start - word.len() - 1, span.end);
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// Returns the capitalized word directly before `span` that may be part of a name. Returns `None`
/// if it begins a sentence, or lies before byte `free`, where another mention ends.
fn word_before(text: &str, free: usize, span: Span) -> Option<&str> {
    let rest = text.get(free..span.start)?.strip_suffix(' ')?;
    let start = rest.rfind(' ')? + 1;
    let word = &rest[start..];
    let inside = rest[..start].trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',');
    let people = crate::extract::lexicon::list("peoples", span.of(text));
    (inside && !people && whole::is_name(word) && is_prose(text, span)).then_some(word)
}

/// Returns whether the line at `span` is not a headline, in which most words are capitalized.
pub(super) fn is_prose(text: &str, span: Span) -> bool {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    let small = |word: &&str| word.len() > 3 && word.starts_with(char::is_lowercase);
    text[start..end].split(' ').filter(small).take(SMALL_WORDS).count() == SMALL_WORDS
}

#[cfg(test)]
mod tests {
    use super::super::assert_settled;
    use super::*;
    use EntityKind::{Group, Organization, Place};

    #[test]
    fn a_name_begins_with_the_word_before_all_its_mentions() {
        let text = "Most of the Social Greens voted with Corvo, and the Social Greens won it later. \
                    The Old Harbour Hawkers Association agreed.";
        assert_settled(
            text,
            &[
                ("Greens", Group),
                ("Corvo", Place),
                ("Greens", Group),
                ("Hawkers Association", Organization),
            ],
            &[
                ("Social Greens", Group),
                ("Corvo", Place),
                ("Social Greens", Group),
                ("Old Harbour Hawkers Association", Organization),
            ],
            |mentions| extend_beginnings(text, mentions),
        );
    }

    #[test]
    fn a_word_that_stands_before_some_mentions_only_is_no_part_of_the_name() {
        let text = "People said that Later Greens spoke after the Greens. Angry Greens left.";
        let read = [("Greens", Group), ("Greens", Group), ("Greens", Group)];
        assert_settled(text, &read, &read, |mentions| extend_beginnings(text, mentions));
    }
}
