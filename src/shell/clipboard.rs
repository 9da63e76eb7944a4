//! Copies through the terminal (OSC 52): it works over ssh too, and needs no other program.

/// The most bytes that are copied: terminals take about 75,000 characters of base 64.
const MOST: usize = 55_000;

/// What goes to the terminal so that it puts `text` on the clipboard; none where that is too long.
/// What stands between us and the terminal (tmux, screen) is told by `TMUX` and `STY`.
pub(super) fn sequence(text: &str, tmux: bool, screen: bool) -> Option<String> {
    if text.len() > MOST {
        return None;
    }
    let plain = format!("\x1b]52;c;{}\x07", base64(text.as_bytes()));
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

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut written = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |place: usize| u32::from(group.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place) & 63) as usize];
            written.push(if place <= group.len() { char::from(digit) } else { '=' });
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_that_of_the_standard() {
        // The test vectors of RFC 4648, section 10.
        for (text, written) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), written);
        }
        assert_eq!(base64(&[0xff, 0xef, 0xbe]), "/+++");
    }

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
