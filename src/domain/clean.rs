//! Makes foreign text safe for a terminal by removing everything that must never reach one.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

use super::escapes;

/// Returns whether `c` must never reach a terminal: control characters (C0 except tab and line
/// feed, DEL, C1), bidirectional controls (Unicode TR9), zero-width and invisible characters, line
/// and paragraph separators, the byte order mark, tag characters, interlinear annotation marks,
/// controls of shorthand and hieroglyphs, non-characters. Joiners (ZWJ, ZWNJ) and variation
/// selectors are allowed: scripts and emoji need them.
pub fn is_hidden(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        c if c.is_control() => true,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => {
            true
        }
        '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' => true,
        '\u{fdd0}'..='\u{fdef}' | '\u{fff0}'..='\u{fffb}' => true,
        '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' => true,
        // Non-characters: the last two code points of each plane.
        c if u32::from(c) & 0xfffe == 0xfffe => true,
        '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => true,
        _ => false,
    }
}

/// Returns `text` as one line that is safe to show: without escape sequences, hidden characters and
/// joiners that join nothing, and with each run of white space as one space.
pub fn one_line(text: &str) -> String {
    let text = escapes::strip_escapes(text);
    let mut line = String::with_capacity(text.len());
    let ends_line = |c| matches!(c, '\r' | '\u{2028}' | '\u{2029}');
    for c in without_stray_joiners(&text).filter(|c| !is_hidden(*c) || ends_line(*c)) {
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

/// Returns `text` without escape sequences, hidden characters and joiners that join nothing. Line
/// feeds and tabs stay.
pub fn strip_hidden(text: &str) -> Cow<'_, str> {
    if !text.chars().all(is_plain)
        && (is_piled(text) || text.chars().any(|c| is_hidden(c) || is_joiner(c)))
    {
        Cow::Owned(
            without_stray_joiners(&escapes::strip_escapes(text))
                .filter(|c| !is_hidden(*c))
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    }
}

/// Returns whether `c` is one of the usual characters of texts, which are never hidden and join or
/// pile up nothing. They are told apart before the tables are asked.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\t' | '\n' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}')
        || matches!(c, '\u{410}'..='\u{44f}' | '\u{2010}'..='\u{2027}' | '\u{4e00}'..='\u{9fff}')
}

/// The most combining marks that one letter keeps. No language needs more, and piled-up marks cover
/// the lines around.
const MOST_MARKS: usize = 12;

/// Returns whether some letter has more marks than [`MOST_MARKS`].
fn is_piled(text: &str) -> bool {
    let mut count = 0;
    text.len() > MOST_MARKS
        && text.chars().any(|c| {
            count = if is_combining_mark(c) { count + 1 } else { 0 };
            count > MOST_MARKS
        })
}

fn is_joiner(c: char) -> bool {
    matches!(c, ZWNJ | ZWJ)
}

const ZWNJ: char = '\u{200c}';
const ZWJ: char = '\u{200d}';

/// Returns the characters of `text` without joiners that join nothing. Beside letters of scripts
/// that do not join, they only make two words differ that look alike.
fn without_stray_joiners(text: &str) -> impl Iterator<Item = char> {
    let mut before = None;
    let mut marks = 0;
    text.char_indices().filter_map(move |(at, c)| {
        marks = if !c.is_ascii() && is_combining_mark(c) { marks + 1 } else { 0 };
        if marks > MOST_MARKS {
            return None;
        }
        if !is_joiner(c) {
            // A variation selector or skin tone belongs to the character before it.
            if !matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}') {
                before = Some(c);
            }
            return Some(c);
        }
        let after = text[at + c.len_utf8()..].chars().next();
        let letters = before.is_some_and(is_joining_letter) || after.is_some_and(is_joining_letter);
        let pictures = c == ZWJ && before.is_some_and(is_picture) && after.is_some_and(is_picture);
        (letters || pictures).then_some(c)
    })
}

/// Returns whether `c` is a letter whose shape depends on its neighbours, from Arabic over the
/// scripts of India to Mongolian.
fn is_joining_letter(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{109f}' | '\u{1700}'..='\u{1cff}' | '\u{a800}'..='\u{abff}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10a00}'..='\u{11fff}'
        | '\u{1e900}'..='\u{1eeff}')
}

fn is_picture(c: char) -> bool {
    matches!(c, '©' | '®' | '\u{2190}'..='\u{2bff}' | '\u{3030}'..='\u{303d}'
        | '\u{3297}'..='\u{3299}' | '\u{1f000}'..='\u{1fbff}')
}

#[cfg(test)]
#[path = "../../tests/support/hidden.rs"]
pub(crate) mod table;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_characters_need_no_table() {
        for c in ('\0'..=char::MAX).filter(|c| is_plain(*c)) {
            assert!(!is_hidden(c) && !is_joiner(c) && !is_combining_mark(c), "{c:?}");
        }
    }

    #[test]
    fn exactly_what_unicode_says_is_hidden() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_hidden(c), table::is_hidden(c), "U+{:04X}", u32::from(c));
        }
        for (first, last, name) in table::NEEDED {
            assert!(!(*first..=*last).any(is_hidden), "{name}");
        }
    }

    #[test]
    fn no_hidden_character_is_shown() {
        let text = table::samples();
        for shown in [strip_hidden(&text).into_owned(), one_line(&text)] {
            assert_eq!(table::hidden_in(&shown), Vec::<String>::new());
        }
    }

    #[test]
    fn escape_sequences_and_overrides_are_removed() {
        assert_eq!(one_line("a\u{1b}]0;owned\u{7}b\u{9b}31m"), "ab");
        assert_eq!(one_line("\u{202e}evil\u{202c} \u{200b}x\r\n y "), "evil x y");
        assert_eq!(strip_hidden("👩\u{200d}🚀 ok"), "👩\u{200d}🚀 ok");
    }

    #[test]
    fn nothing_is_left_of_a_sequence() {
        assert_eq!(one_line("\u{1b}[31mred\u{1b}[0m \u{1b}]0;pwn\u{7}x\u{9b}31m"), "red x");
        assert_eq!(strip_hidden("\u{1b}[31mred\n\u{1b}]0;pwn"), "red\n");
    }

    #[test]
    fn bidi_controls_and_invisible_characters_are_removed() {
        let hidden =
            ['\u{ad}', '\u{61c}', '\u{180e}', '\u{200b}', '\u{200e}', '\u{200f}', '\u{feff}'];
        let ranges = ['\u{2028}'..='\u{202e}', '\u{2060}'..='\u{206f}', '\u{80}'..='\u{9f}'];
        for c in hidden.into_iter().chain(ranges.into_iter().flatten()) {
            assert!(is_hidden(c), "{c:?}");
            assert_eq!(strip_hidden(&format!("a{c}b")), "ab", "{c:?}");
        }
    }

    #[test]
    fn marks_do_not_pile_up() {
        let piled = format!("a{}b", "\u{301}".repeat(900));
        assert_eq!(one_line(&piled), format!("a{}b", "\u{301}".repeat(12)));
        assert_eq!(strip_hidden(&piled), one_line(&piled));
        let few = "མཱི བྷྲཱུྃ é\u{301}";
        assert_eq!(strip_hidden(few), few);
    }

    #[test]
    fn noncharacters_are_removed() {
        for c in
            ['\u{fdd0}', '\u{fffe}', '\u{ffff}', '\u{1fffe}', '\u{10ffff}', '\u{fff3}', '\u{13430}']
        {
            assert_eq!(strip_hidden(&format!("a{c}b")), "ab", "{c:?}");
        }
        assert_eq!(strip_hidden("\u{fffd} \u{fffc}"), "\u{fffd} \u{fffc}");
    }

    #[test]
    fn joiners_stay_where_they_join() {
        assert_eq!(one_line("pay\u{200d}pal \u{200c}x\u{200d}"), "paypal x");
        assert_eq!(strip_hidden("a\u{200d}"), "a");
        for text in [
            "👩\u{200d}🚀",
            "👩🏽\u{200d}⚕\u{fe0f}",
            "🏳\u{fe0f}\u{200d}🌈",
            "می\u{200c}خواهم",
            "ه\u{200d} x",
            "ක්\u{200d}ෂ",
        ] {
            assert_eq!(one_line(text), text);
            assert_eq!(strip_hidden(text), text);
        }
    }
}
