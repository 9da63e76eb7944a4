//! Copies through the terminal (OSC 52): it works over ssh too, and needs no other program.

use crate::domain::base64;

/// The most bytes that are copied: terminals take about 75,000 characters of base 64.
const MOST: usize = 55_000;

/// What goes to the terminal so that it puts `text` on the clipboard; none where that is too long.
/// What stands between us and the terminal (tmux, screen) is told by `TMUX` and `STY`.
pub(super) fn sequence(text: &str, tmux: bool, screen: bool) -> Option<String> {
    if text.len() > MOST {
        return None;
    }
    let plain = format!("\x1b]52;c;{}\x07", base64::encode(text.as_bytes()));
    Some(if tmux {
        // tmux takes the plain one where it is to set the clipboard itself, and hands the wrapped
        // one on where that is allowed.
        format!("{plain}\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b"))
    } else if screen {
        // screen hands on strings of up to 768 bytes.
        let pieces = plain.as_bytes().chunks(512).map(String::from_utf8_lossy);
        pieces.map(|piece| format!("\x1bP{piece}\x1b\\")).collect()
    } else {
        plain
    })
}

/// The sequence for the terminal that we run in.
pub(super) fn sequence_here(text: &str) -> Option<String> {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    sequence(text, set("TMUX"), set("STY"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_hands_it_on() {
        assert_eq!(sequence("foo", false, false).unwrap(), "\x1b]52;c;Zm9v\x07");
        assert_eq!(
            sequence("foo", true, false).unwrap(),
            "\x1b]52;c;Zm9v\x07\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\"
        );
        assert_eq!(sequence("foo", false, true).unwrap(), "\x1bP\x1b]52;c;Zm9v\x07\x1b\\");
        assert_eq!(sequence(&"x".repeat(60_000), false, false), None);
    }
}
