//! Titles: made one line, and found in a text that names none.

use crate::domain::Body;
use crate::domain::clean;

/// The most characters of a first paragraph that still reads as a title.
const LONGEST: usize = 160;

/// A title, author or tag on one line, safe to show.
pub(super) fn clean(text: &str) -> String {
    clean::one_line(text)
}

/// A title for a text that has none: its first paragraph, if that is short and more follows.
/// A closing full stop is dropped; the text itself stays as it is.
pub(super) fn from_body(body: &Body) -> String {
    let [first, _, ..] = body.blocks.as_slice() else { return String::new() };
    let first = clean(first.span.of(&body.text));
    if first.chars().count() > LONGEST {
        return String::new();
    }
    without_full_stop(first)
}

/// `title` without its closing full stop, which may stand inside closing quotation marks, unless
/// it belongs to "U.S." or to an ellipsis.
fn without_full_stop(mut title: String) -> String {
    let words = title.trim_end_matches(['"', '\'', '”', '’', '»']).len();
    if let Some(rest) = title[..words].strip_suffix('.') {
        let last = rest.rsplit(' ').next().unwrap_or(rest);
        if !last.contains('.') && last.chars().count() > 1 {
            title.remove(words - 1);
        }
    }
    title
}

/// Whether a line may be a title: short, and no sentence.
pub(super) fn is_title(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty()
        && line.chars().count() <= 120
        && !line.ends_with(['.', ':', ';', ','])
        && !has_sentence_break(line)
}

/// Whether a full stop inside the line ends a sentence ("He left. She stayed", not "U.S. Army").
fn has_sentence_break(line: &str) -> bool {
    line.match_indices(". ").any(|(at, _)| {
        let word = line[..at].rsplit(' ').next().unwrap_or("");
        let short = word.chars().count() <= 4 && word.starts_with(char::is_uppercase);
        !short && !word.contains('.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_from_sentences() {
        for title in ["Ferry stops", "U.S. Army leaves", "Dr. Low resigns", "Who pays?", "A – B"]
        {
            assert!(is_title(title), "{title}");
        }
        for text in ["The ferry stopped.", "He left. She stayed", "They said:", ""] {
            assert!(!is_title(text), "{text}");
        }
    }

    #[test]
    fn a_title_is_found_and_the_text_is_kept() {
        let title = |text: &str| from_body(&Body::from_text(text));
        assert_eq!(title("Ferry stops.\n\nIt did."), "Ferry stops");
        assert_eq!(title("Back in the U.S.\n\nIt did."), "Back in the U.S.");
        assert_eq!(title("And then...\n\nIt did."), "And then...");
        assert_eq!(title("She said ‘no.’\n\nIt did."), "She said ‘no’");
        assert_eq!(title("Only this."), "");
        assert_eq!(title(&format!("{}\n\nmore", "long ".repeat(40))), "");
    }
}
