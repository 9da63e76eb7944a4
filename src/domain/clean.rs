//! Foreign text made safe for a terminal: what may be shown, and what never is.

use std::borrow::Cow;

/// Whether `c` must never reach a terminal: control characters (C0 without tab and line feed, DEL,
/// C1), bidirectional controls (Unicode TR9), zero-width and invisible characters, line and
/// paragraph separators, the byte order mark, tag characters, interlinear annotation marks.
/// Joiners (ZWJ, ZWNJ) and variation selectors are not among them: scripts and emoji need them.
pub fn is_hidden(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        c if c.is_control() => true,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => {
            true
        }
        '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' => true,
        '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => true,
        _ => false,
    }
}

/// `text` on one line and safe to show: hidden characters dropped, white space runs made one space.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_hidden(*c) || matches!(c, '\r' | '\u{2028}' | '\u{2029}'))
    {
        let space = c.is_whitespace();
        if !space {
            line.push(c);
        } else if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// `text` without hidden characters; line feeds and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_hidden) {
        Cow::Owned(text.chars().filter(|c| !is_hidden(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_overrides_lose_their_teeth() {
        assert_eq!(one_line("a\u{1b}]0;owned\u{7}b\u{9b}31m"), "a]0;ownedb31m");
        assert_eq!(one_line("\u{202e}evil\u{202c} \u{200b}x\r\n y "), "evil x y");
        assert_eq!(visible("👩\u{200d}🚀 ok"), "👩\u{200d}🚀 ok");
    }
}
