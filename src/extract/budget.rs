//! Limits how much of a text is read, so that no article exhausts memory or takes hours.

/// The most words and marks of a text that are read. A line break counts as several, and so does a
/// very long word.
const MOST: usize = 400_000;

/// The weight of a line break: each paragraph takes memory of its own.
const LINE: usize = 3;

/// The number of bytes of a word that count as one word.
const WORD: usize = 12;

/// Returns the beginning of `text` that is read: all of it, unless it is very long. The cut is
/// between words.
pub(super) fn within_budget(text: &str) -> &str {
    let end = end(text, MOST);
    // A long text is cut at the end of a paragraph, if one ends shortly before.
    let soon = end - end.min(10_000);
    let soon = (soon..end).find(|at| text.is_char_boundary(*at)).unwrap_or(end);
    match text[soon..end].rfind('\n') {
        Some(line) if end < text.len() => &text[..soon + line],
        _ => &text[..end],
    }
}

/// Returns the end (bytes) of the part of a text whose weight is at most `most`.
fn end(text: &str, most: usize) -> usize {
    if text.len() <= most {
        return text.len();
    }
    let (mut count, mut word) = (0, 0);
    for (at, c) in text.char_indices() {
        let before = word;
        word = if c.is_alphanumeric() { word + c.len_utf8() } else { 0 };
        count += match c {
            '\n' | '\r' => LINE,
            _ if c.is_whitespace() => 0,
            // Counts the first letter of a word, and each further twelve bytes.
            _ if word > 0 => usize::from(before == 0 || before / WORD < word / WORD),
            _ => 1,
        };
        if count > most {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_only_where_it_is_longer_than_the_budget() {
        for text in ["", "one", "one two, three\nfour", "&&&&", "漢字 かな"] {
            assert_eq!(within_budget(text), text);
        }
        let long = "word, ".repeat(MOST / 2);
        assert_eq!(within_budget(&long), long);
    }

    #[test]
    fn what_is_read_of_any_text_is_bounded() {
        let marks = "&".repeat(MOST + 5);
        assert_eq!(within_budget(&marks).len(), MOST);
        let lines = "x\n".repeat(MOST);
        let read = within_budget(&lines).len();
        assert!((MOST / 4..MOST).contains(&read), "{read}");
        let word = "é".repeat(WORD * MOST);
        let read = within_budget(&word).len();
        assert!(read.abs_diff(WORD * MOST) <= WORD, "{read}");
        let blanks = " ".repeat(3 * MOST);
        assert_eq!(within_budget(&blanks), blanks);
    }

    #[test]
    fn a_long_text_is_cut_at_the_end_of_a_line_where_there_is_one() {
        let long = "Ann Lee said so.\n".repeat(MOST);
        let read = within_budget(&long);
        assert!(read.len() < long.len() && read.ends_with("so."));
    }
}
