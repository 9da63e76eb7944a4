//! Graphemes as terminal cells: what is drawn for one, and how wide it is.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::domain::clean;

/// What is drawn for a grapheme cluster, safe for any terminal: white space is one blank, hidden
/// characters are dropped.
pub fn shown(grapheme: &str) -> Cow<'_, str> {
    if grapheme.chars().all(char::is_whitespace) {
        return Cow::Borrowed(" ");
    }
    clean::strip_hidden(grapheme)
}

/// How many columns a grapheme cluster takes when drawn.
pub fn width(grapheme: &str) -> usize {
    match grapheme.as_bytes() {
        [byte] if (0x20..0x7f).contains(byte) => 1,
        _ => shown(grapheme).width(),
    }
}

/// How many columns a text takes when drawn on one line.
pub fn text_width(text: &str) -> usize {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return text.len();
    }
    text.graphemes(true).map(width).sum()
}

/// `text` on one line, safe, and cut to `columns` with an ellipsis where it is longer.
pub fn fit(text: &str, columns: usize) -> String {
    let line = clean::one_line(text);
    if text_width(&line) <= columns {
        return line;
    }
    if columns == 0 {
        return String::new();
    }
    let mut cut = String::new();
    let mut used = 0;
    for grapheme in line.graphemes(true) {
        used += width(grapheme);
        if used > columns - 1 {
            break;
        }
        cut.push_str(&shown(grapheme));
    }
    cut.truncate(cut.trim_end_matches(|c: char| c.is_whitespace() || c == '…').len());
    cut.push('…');
    cut
}

/// `text` on one line, safe, and cut to `columns` in its middle, as addresses are: both ends say
/// more than what lies between.
pub fn fit_middle(text: &str, columns: usize) -> String {
    let line = clean::one_line(text);
    if text_width(&line) <= columns {
        return line;
    }
    let room = columns.saturating_sub(1);
    let graphemes: Vec<&str> = line.graphemes(true).collect();
    let tail = taken(graphemes.iter().rev(), room / 3);
    let head = taken(graphemes.iter(), room - room / 3);
    let shown = |part: &[&str]| part.iter().map(|it| shown(it)).collect::<String>();
    let mark = if columns > 0 { "…" } else { "" };
    format!("{}{mark}{}", shown(&graphemes[..head]), shown(&graphemes[graphemes.len() - tail..]))
}

/// How many of the graphemes fit in so many columns.
fn taken<'a>(graphemes: impl Iterator<Item = &'a &'a str>, columns: usize) -> usize {
    let mut used = 0;
    let fits = |grapheme: &&&str| {
        used += width(grapheme);
        used <= columns
    };
    graphemes.take_while(fits).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_combined_and_hidden_characters_have_their_widths() {
        assert_eq!(text_width("abc"), 3);
        assert_eq!(text_width("漢字"), 4);
        assert_eq!(text_width("e\u{301}"), 1);
        assert_eq!(text_width("👩\u{200d}👩\u{200d}👧"), 2);
        assert_eq!(text_width("a\u{202e}\u{1b}b"), 2);
        assert_eq!(text_width("a\tb\nc"), 5);
        assert_eq!(text_width("ｶﾞ"), 2);
    }

    #[test]
    fn a_cut_text_ends_in_an_ellipsis_and_never_splits_a_character() {
        assert_eq!(fit("Ferry operator halts", 10), "Ferry ope…");
        assert_eq!(fit("Ferry operator", 7), "Ferry…");
        assert_eq!(fit("漢字漢字", 5), "漢字…");
        assert_eq!(fit("short", 10), "short");
        assert_eq!(fit("x", 0), "");
        assert_eq!(fit("one … two", 6), "one…");
    }

    #[test]
    fn an_address_is_cut_in_its_middle() {
        assert_eq!(fit_middle("https://a.example/b", 19), "https://a.example/b");
        assert_eq!(fit_middle("https://a.example/news/today.html", 16), "https://a.….html");
        assert_eq!(fit_middle("漢字漢字漢字", 8), "漢字…字");
        assert_eq!(fit_middle("abc", 1), "…");
        assert_eq!(fit_middle("abc", 0), "");
    }
}
