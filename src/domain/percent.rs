//! Percent-encoding of addresses (RFC 3986, section 2.1).

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The characters that stay as they are in a path or query; all others are encoded. A `%` stays,
/// because it belongs to what is encoded already.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'$')
    .remove(b'%')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b'-')
    .remove(b'.')
    .remove(b'/')
    .remove(b':')
    .remove(b';')
    .remove(b'=')
    .remove(b'?')
    .remove(b'@')
    .remove(b'[')
    .remove(b']')
    .remove(b'_')
    .remove(b'|')
    .remove(b'~');

/// Returns `text` with all characters percent-encoded for which `is_odd` holds. Letters and digits
/// of ASCII are never encoded.
///
/// ```
/// use onrecord::domain::percent::encode_if;
///
/// assert_eq!(encode_if("a b/é", char::is_whitespace), "a%20b/é");
/// ```
pub fn encode_if(text: &str, is_odd: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_odd) {
        return Cow::Borrowed(text);
    }
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        let mut bytes = [0; 4];
        match c.encode_utf8(&mut bytes) {
            c if c.contains(&is_odd) => encoded.extend(utf8_percent_encode(c, NON_ALPHANUMERIC)),
            c => encoded.push_str(c),
        }
    }
    Cow::Owned(encoded)
}

/// Returns a path and query in ASCII, with everything percent-encoded that a request must not
/// contain.
pub fn encode_path(text: &str) -> String {
    utf8_percent_encode(text, PATH).to_string()
}

/// Decodes percent-encoding: `%41` becomes `A`. Invalid sequences stay as they are, and bytes that
/// are not UTF-8 become U+FFFD.
pub fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded() {
        for (text, path, decoded) in [
            ("/a b?c=é", "/a%20b?c=%C3%A9", "/a b?c=é"),
            ("/a%20b", "/a%20b", "/a b"),
            ("/100%", "/100%", "/100%"),
            ("/%+1%zz%4", "/%+1%zz%4", "/%+1%zz%4"),
            ("/\"<>^`{}\\", "/%22%3C%3E%5E%60%7B%7D%5C", "/\"<>^`{}\\"),
            ("/%ff", "/%ff", "/\u{fffd}"),
        ] {
            assert_eq!(encode_path(text), path);
            assert_eq!(decode(path), decoded);
        }
    }
}
