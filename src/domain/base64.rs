//! Base 64 (RFC 4648), used for passwords, texts sent to the clipboard, and texts in Atom 0.3.

use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use base64::{Engine, alphabet};

/// Accepts what old feeds contain: no padding, and bits after the last byte.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Encodes bytes as base 64 with `=` padding.
pub fn encode_base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Decodes base 64 to text. White space, padding and a single letter at the end, which is less
/// than a byte, are ignored. Returns `None` if the input is not base 64 or the result is not UTF-8.
pub fn decode_base64(text: &str) -> Option<String> {
    let is_of_alphabet = |c: &u8| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'/');
    let is_letter = |c: &u8| !c.is_ascii_whitespace() && *c != b'=';
    let mut letters: Vec<u8> = text.bytes().filter(is_letter).collect();
    if letters.len() % 4 == 1 && letters.last().is_some_and(is_of_alphabet) {
        letters.pop();
    }
    String::from_utf8(LENIENT.decode(letters).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_bytes_are_four_letters() {
        for (text, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode_base64(text.as_bytes()), encoded);
            assert_eq!(decode_base64(encoded).as_deref(), Some(text));
            assert_eq!(decode_base64(encoded.trim_end_matches('=')).as_deref(), Some(text));
        }
        assert_eq!(encode_base64(&[0xff, 0xef, 0xbe]), "/+++");
    }

    #[test]
    fn what_old_feeds_contain_is_decoded() {
        for (encoded, text) in [
            ("Zm9v\r\n  YmFy\n", Some("foobar")),
            ("Zm9vY", Some("foo")),
            ("Zh==", Some("f")),
            ("Zm9v!", None),
            ("/+++", None),
        ] {
            assert_eq!(decode_base64(encoded).as_deref(), text, "{encoded:?}");
        }
    }
}
