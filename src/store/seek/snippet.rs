//! Excerpts: the text around the first match of a search.

use rusqlite::{Connection, OptionalExtension, Result};

use crate::domain::search::{Search, SearchedPart};
use crate::domain::{ArticleRow, clean};

/// The length of an excerpt before the first match and from it on (bytes, about).
const BEFORE: usize = 60;
const AFTER: usize = 180;

/// Sets the excerpts of rows: the text around the first match, or the beginning of a text without a
/// match. Does nothing if the search has no words.
pub(in crate::store) fn fill_snippets(
    conn: &Connection,
    search: &Search,
    rows: &mut [ArticleRow],
) -> Result<()> {
    if search.needles(|_| true).is_empty() {
        return Ok(());
    }
    let mut text = conn.prepare_cached("SELECT text FROM bodies WHERE article = ?1")?;
    for row in rows {
        let text: Option<String> = text.query_row([row.id.0], |row| row.get(0)).optional()?;
        row.snippet =
            text.map(|text| excerpt_of(search, &text)).filter(|snippet| !snippet.is_empty());
    }
    Ok(())
}

/// Returns the part of `text` around the first match, on one line and safe to show.
fn excerpt_of(search: &Search, text: &str) -> String {
    let hit = search.first_hit(text, |place| place != SearchedPart::Title);
    let at = hit.map_or(0, |span| span.start);
    let start = word_start(text, at.saturating_sub(BEFORE), at);
    let end = word_end(text, at, at.saturating_add(AFTER));
    let (before, after) = (
        if text[..start].trim().is_empty() { "" } else { "… " },
        if text[end..].trim().is_empty() { "" } else { " …" },
    );
    format!("{before}{}{after}", clean::one_line(&text[start..end]))
}

/// Returns the beginning of the first word at `from` or later, but not after `latest` (bytes).
fn word_start(text: &str, from: usize, latest: usize) -> usize {
    if from == 0 {
        return 0;
    }
    let from = char_boundary(text, from);
    let space = text[from..latest.max(from)].char_indices().find(|(_, c)| c.is_whitespace());
    space.map_or(latest.max(from), |(at, c)| from + at + c.len_utf8())
}

/// Returns the end of the last word before `to`, but not before `earliest` (bytes).
fn word_end(text: &str, earliest: usize, to: usize) -> usize {
    if to >= text.len() {
        return text.len();
    }
    let to = char_boundary(text, to);
    let space = text[earliest..to].char_indices().rev().find(|(_, c)| c.is_whitespace());
    space.map_or(to, |(at, _)| earliest + at)
}

/// Returns the first character boundary at or after `at`.
fn char_boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::search;

    fn check(words: &str, text: &str, expected: &str) {
        assert_eq!(excerpt_of(&search::parse(words).unwrap(), text), expected, "{words}");
    }

    #[test]
    fn excerpts_show_the_words_around_the_first_match() {
        check("ferry", "The ferry stops.", "The ferry stops.");
        check("nowhere", "The ferry\n\nstops.", "The ferry stops.");
        let long = format!("{} the ferry is here. {}", "before ".repeat(50), "after ".repeat(50));
        let snippet = excerpt_of(&search::parse("ferry").unwrap(), &long);
        assert!(snippet.starts_with("… before before"), "{snippet}");
        assert!(snippet.contains("before the ferry is here. after"), "{snippet}");
        assert!(snippet.ends_with("after …") && snippet.len() < 300, "{snippet}");
        check("x", &format!("{}x", "é".repeat(500)), &format!("{} …", "é".repeat(90)));
    }

    #[test]
    fn excerpts_are_safe_for_a_terminal() {
        check("ferry", "a \u{1b}[31mferry\u{202e} b\tc", "a ferry b c");
    }
}
