//! Finds terminal escape sequences (ECMA-48) in foreign text, so that they can be removed
//! completely.

use std::borrow::Cow;

/// The longest control string, in characters, that is removed; anything after that is text.
const LONGEST: usize = 256;

/// Returns `text` without its escape sequences (ECMA-48), including their parameters and strings.
/// Other control characters stay.
pub(super) fn strip_escapes(text: &str) -> Cow<'_, str> {
    if !text.contains(is_introducer) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_introducer) {
        plain.push_str(&rest[..at]);
        rest = &rest[at + sequence_length(&rest[at..])..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Returns whether `c` is ESC or one of the C1 characters DCS, SOS, CSI, OSC, PM, APC.
fn is_introducer(c: char) -> bool {
    matches!(c, '\u{1b}' | '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}'..='\u{9f}')
}

/// Returns the length in bytes of the escape sequence at the start of `text`.
fn sequence_length(text: &str) -> usize {
    let Some(after) = text.strip_prefix('\u{1b}') else { return length_after_c1(text) };
    1 + match after.bytes().next() {
        Some(b'[') => 1 + control_length(&after[1..]),
        Some(b']' | b'P' | b'X' | b'^' | b'_') => {
            let (inner, closing) = string_length(&after[1..]);
            1 + inner + closing
        }
        Some(b' '..=b'~') => {
            let between = after.bytes().take_while(|byte| matches!(byte, b' '..=b'/')).count();
            let last =
                after.as_bytes().get(between).is_some_and(|byte| matches!(byte, b'0'..=b'~'));
            between + usize::from(last)
        }
        _ => 0,
    }
}

/// Returns the length in bytes of a sequence after a C1 character. C1 characters also appear in
/// text that was decoded wrongly, where the following characters must stay readable; only a certain
/// escape sequence is removed with them.
fn length_after_c1(text: &str) -> usize {
    let introducer = text.chars().next().map_or(0, char::len_utf8);
    let after = &text[introducer..];
    if text.starts_with('\u{9b}') {
        let has_parameter = after.starts_with(|c| matches!(c, '0'..='?'));
        return introducer + if has_parameter { control_length(after) } else { 0 };
    }
    match string_length(after) {
        (_, 0) => introducer,
        (inner, closing) => introducer + inner + closing,
    }
}

/// Returns the length in bytes of the parameters and final character of a control sequence.
fn control_length(text: &str) -> usize {
    let run = |from: usize, low: u8, high: u8| {
        let bytes = text.bytes().skip(from).take(LONGEST);
        from + bytes.take_while(|byte| (low..=high).contains(byte)).count()
    };
    let end = run(run(0, b'0', b'?'), b' ', b'/');
    end + usize::from(text.as_bytes().get(end).is_some_and(|byte| matches!(byte, b'@'..=b'~')))
}

/// Returns the length in bytes of a control string and of its terminator. An unterminated string
/// ends with its line, or after [`LONGEST`] characters.
fn string_length(text: &str) -> (usize, usize) {
    for (count, (at, c)) in text.char_indices().enumerate() {
        match c {
            '\u{7}' => return (at, 1),
            '\u{9c}' => return (at, c.len_utf8()),
            '\u{1b}' => return (at, 2 * usize::from(text[at + 1..].starts_with('\\'))),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => return (at, 0),
            _ if count == LONGEST => return (at, 0),
            _ => {}
        }
    }
    (text.len(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_removed_completely_and_text_stays() {
        for (text, expected) in [
            ("a\u{1b}[31mred\u{1b}[0m b", "ared b"),
            ("a\u{1b}[?25l\u{1b}[1;2 qb", "ab"),
            ("a\u{1b}]0;pwn\u{7}b\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\", "ablink"),
            ("a\u{1b}Pq#0\u{1b}\\b\u{1b}_x\u{9c}c", "abc"),
            ("a\u{1b}(B\u{1b}7b\u{1b}cd", "abd"),
            ("a\u{9b}31mb\u{9d}0;x\u{7}c\u{90}q\u{9c}d", "abcd"),
            ("cut\u{1b}", "cut"),
            ("cut\u{1b}[", "cut"),
            ("cut\u{1b}[31\nb", "cut\nb"),
            ("open\u{1b}]0;pwn\nnext", "open\nnext"),
            ("\u{1b}\u{1b}[1mé\u{1b}é", "éé"),
        ] {
            assert_eq!(strip_escapes(text), expected, "{text:?}");
        }
    }

    #[test]
    fn wrongly_decoded_text_is_not_swallowed() {
        assert_eq!(
            strip_escapes("â\u{80}\u{9c}Noâ\u{80}\u{9d} she said"),
            "â\u{80}\u{9c}Noâ\u{80} she said"
        );
        assert_eq!(strip_escapes("a \u{9b}word"), "a word");
        let long = format!("a\u{1b}]0;{}end", "x".repeat(300));
        assert!(strip_escapes(&long).ends_with("end"));
    }
}
