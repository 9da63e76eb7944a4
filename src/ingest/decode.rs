//! Decodes bytes to text: byte order marks, declared character sets, wrong declarations, guesses.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How many bytes are searched for a declaration.
const LOOK: usize = 4096;

/// A text up to this length (bytes) may be valid UTF-8 by chance although a server names an Asian
/// character set.
const SHORT: usize = 400;

/// With fewer non-ASCII bytes than this, the character set cannot be guessed.
const FEW: usize = 8;

/// Symbols of Windows-1252 at code points where Central European character sets have letters.
const CENTRAL: [char; 7] = ['±', '³', '¶', '¹', '¼', '¾', '¿'];

/// An encoding with code units of more than one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wide {
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
}

/// Decodes `bytes`. `charset` is the server's declaration, if any. In order of precedence: a byte
/// order mark; UTF-8, if the bytes are valid; a declared character set, if it fits; a guess from
/// the bytes.
pub(super) fn decode<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return narrow(rest, None);
    }
    if let Some((wide, mark)) = wide_encoding(bytes) {
        return decode_wide(&bytes[mark..], wide);
    }
    let served = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let declared = declared(bytes).and_then(Encoding::for_label);
    narrow(bytes, agreed(bytes, served, declared))
}

/// Chooses between the server's character set and the one that the text declares. The server's wins
/// unless the text has better evidence: servers name a Western set by default, and a multi-byte set
/// for texts that are UTF-8.
fn agreed(
    bytes: &[u8],
    served: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> Option<&'static Encoding> {
    let Some(served) = served else { return declared };
    let is_plain = !served.is_single_byte() && std::str::from_utf8(bytes).is_ok();
    match declared {
        Some(declared) if served == WINDOWS_1252 || is_plain => Some(declared),
        None if is_plain && bytes.len() > SHORT => None,
        _ => Some(served),
    }
}

fn narrow<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Cow<'a, str> {
    // UTF-16 and UTF-32 are visible in the bytes, so a mere declaration is wrong.
    let declared =
        declared.filter(|set| ![UTF_8, UTF_16LE, UTF_16BE, X_USER_DEFINED].contains(set));
    match std::str::from_utf8(bytes) {
        Ok(text) if !declared.is_some_and(|set| prefers(set, text)) => return Cow::Borrowed(text),
        Ok(_) => {}
        Err(_) if declared.is_none() && is_nearly_utf8(bytes) => return Cow::Owned(mended(bytes)),
        Err(_) => {}
    }
    if let Some(set) = declared
        && let Some(text) = set.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return text;
    }
    if is_nearly_utf8(bytes) {
        return Cow::Owned(mended(bytes));
    }
    if is_western(bytes) {
        return WINDOWS_1252.decode_without_bom_handling(bytes).0;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let (text, _) = detector.guess(None, Utf8Detection::Deny).decode_without_bom_handling(bytes);
    let lost = text.matches('\u{fffd}').count();
    if lost * 1000 > text.len() {
        // Nothing fits. Windows-1252 maps every byte to a character, so nothing is lost.
        return WINDOWS_1252.decode_without_bom_handling(bytes).0;
    }
    text
}

/// Returns whether bytes that are valid UTF-8 are more likely in the declared character set: 7-bit
/// Japanese, or so few characters that byte pairs of an Asian set may look like UTF-8 by chance.
fn prefers(set: &'static Encoding, text: &str) -> bool {
    if set == ISO_2022_JP {
        return text.is_ascii() && text.contains('\u{1b}');
    }
    let wide = text.chars().filter(|c| !c.is_ascii()).count();
    !set.is_single_byte() && (1..3).contains(&wide)
}

/// Returns whether the bytes are UTF-8 with a few errors. Multi-byte sequences hardly occur by
/// chance, except in Asian character sets, where many more errors occur beside them.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| *c > '\u{9f}').count();
        wrong += chunk.invalid().len();
    }
    right > 0 && (right >= wrong || (wrong < FEW && is_mostly_ascii(bytes)))
}

/// Returns whether the bytes are to be read as Windows-1252 without guessing: there are few
/// non-ASCII bytes among many ASCII letters, or none of them is a letter, and Windows-1252 does not
/// put symbols where a word ends in a letter.
fn is_western(bytes: &[u8]) -> bool {
    if !is_mostly_ascii(bytes) {
        return false;
    }
    let text = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    let wide = || text.chars().filter(|c| !c.is_ascii());
    let broken =
        |part: &str| part.bytes().rev().take(2).filter(u8::is_ascii_lowercase).count() == 2;
    let splits_words = text.match_indices(CENTRAL).any(|(at, _)| broken(&text[..at]));
    !splits_words && (wide().count() < FEW || !wide().any(char::is_alphabetic))
}

/// Returns whether there are many letters for each non-ASCII byte.
fn is_mostly_ascii(bytes: &[u8]) -> bool {
    let wide = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count() > 4 * wide
}

/// Decodes UTF-8 and reads invalid bytes as Windows-1252, where they mostly come from. Drops a
/// character that is cut off at the end.
fn mended(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len() + chunk.invalid().len();
        if at < bytes.len()
            || std::str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_some())
        {
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        }
    }
    text
}

/// Returns the wide encoding that the first bytes show, and the length of its byte order mark.
/// Without a mark, the zeros of its ASCII characters are all on one side.
pub(super) fn wide_encoding(bytes: &[u8]) -> Option<(Wide, usize)> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => return Some((Wide::Utf32Le, 4)),
        [0, 0, 0xfe, 0xff, ..] => return Some((Wide::Utf32Be, 4)),
        [0xff, 0xfe, ..] => return Some((Wide::Utf16Le, 2)),
        [0xfe, 0xff, ..] => return Some((Wide::Utf16Be, 2)),
        [0, 0, 0, b'<', ..] => return Some((Wide::Utf32Be, 0)),
        [b'<', 0, 0, 0, ..] => return Some((Wide::Utf32Le, 0)),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(LOOK) & !1];
    let (pairs, _) = head.as_chunks::<2>();
    let high = pairs.iter().filter(|pair| pair[0] == 0).count();
    let low = pairs.iter().filter(|pair| pair[1] == 0).count();
    // In ASCII text every second byte is zero. Text in another script has non-ASCII bytes, and some
    // ASCII characters: spaces and line breaks.
    let plain = head.iter().all(|byte| matches!(byte, 0 | 9..=13 | 27 | 32..=126));
    let share = if plain { 2 } else { 16 };
    let enough = |zeros: usize| zeros > 0 && zeros * share >= pairs.len();
    let text = |wide| {
        decode_wide(head, wide).chars().filter(|c| *c < ' ' && !c.is_whitespace()).count() == 0
    };
    match (high, low) {
        (0, low) if enough(low) && text(Wide::Utf16Le) => Some((Wide::Utf16Le, 0)),
        (high, 0) if enough(high) && text(Wide::Utf16Be) => Some((Wide::Utf16Be, 0)),
        _ => None,
    }
}

fn decode_wide(bytes: &[u8], wide: Wide) -> Cow<'static, str> {
    let four = |unit: fn([u8; 4]) -> u32| {
        let (units, _) = bytes.as_chunks::<4>();
        units.iter().map(|b| char::from_u32(unit(*b)).unwrap_or('\u{fffd}')).collect()
    };
    Cow::Owned(match wide {
        Wide::Utf16Le => UTF_16LE.decode_without_bom_handling(bytes).0.into_owned(),
        Wide::Utf16Be => UTF_16BE.decode_without_bom_handling(bytes).0.into_owned(),
        Wide::Utf32Le => four(u32::from_le_bytes),
        Wide::Utf32Be => four(u32::from_be_bytes),
    })
}

/// Returns the label of the character set in an XML declaration or an HTML `meta` element.
fn declared(bytes: &[u8]) -> Option<&[u8]> {
    let head = &bytes[..bytes.len().min(LOOK)];
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace())?;
    // Only markup declares; an article that mentions charset= does not.
    if head[start] != b'<' {
        return None;
    }
    let lower = head.to_ascii_lowercase();
    let key = if lower[start..].starts_with(b"<?xml") { &b"encoding"[..] } else { b"charset" };
    let at = find(&lower, key).map(|at| at + key.len()).or_else(|| {
        // XHTML may have an XML declaration without a character set, and then a `meta` element with
        // one.
        find(&lower, b"charset").map(|at| at + b"charset".len())
    })?;
    let rest = &head[at..];
    let skip = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\'');
    let rest = &rest[rest.iter().position(|byte| !skip(byte))?..];
    let named = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
    Some(&rest[..rest.iter().position(|byte| !named(byte)).unwrap_or(rest.len())])
}

fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|window| window == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(decode(bytes, None), expected, "{bytes:?}");
    }

    #[test]
    fn byte_order_marks_decide() {
        check(b"\xef\xbb\xbfcaf\xc3\xa9", "café");
        check(b"\xff\xfec\0a\0f\0\xe9\0", "café");
        check(b"\xfe\xff\0c\0a\0f\0\xe9", "café");
        check(b"\xff\xfe\0\0c\0\0\0\xe9\0\0\0", "cé");
    }

    #[test]
    fn wide_text_without_a_mark_is_seen() {
        check(b"<\0p\0>\0\xe9\0", "<p>é");
        check(b"\0<\0p\0>\0\xe9", "<p>é");
        let cyrillic: Vec<u8> =
            "Паром стоит у причала".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&cyrillic, "Паром стоит у причала");
    }

    #[test]
    fn declarations_are_followed_where_they_fit() {
        check(
            b"<?xml version='1.0' encoding='iso-8859-2'?><a>\xb3\xf3d\xbc</a>",
            "<?xml version='1.0' encoding='iso-8859-2'?><a>łódź</a>",
        );
        check(
            b"<meta charset=windows-1251>\xcf\xe0\xf0\xee\xec",
            "<meta charset=windows-1251>Паром",
        );
        assert_eq!(decode(b"\xcf\xe0\xf0\xee\xec", Some("windows-1251")), "Паром");
    }

    #[test]
    fn wrong_declarations_survive() {
        check(
            b"<?xml version='1.0' encoding='utf-8'?><a>caf\xe9 na\xefve</a>",
            "<?xml version='1.0' encoding='utf-8'?><a>café naïve</a>",
        );
        check(
            "<?xml version='1.0' encoding='iso-8859-1'?>café".as_bytes(),
            "<?xml version='1.0' encoding='iso-8859-1'?>café",
        );
        check(
            "<?xml version='1.0' encoding='utf-16'?>café".as_bytes(),
            "<?xml version='1.0' encoding='utf-16'?>café",
        );
        check("<meta charset=nonsense>café".as_bytes(), "<meta charset=nonsense>café");
    }

    #[test]
    fn without_a_declaration_the_bytes_decide() {
        check(
            b"\x93We got out,\x94 she said \x96 all of us. Caf\xe9",
            "“We got out,” she said – all of us. Café",
        );
        let russian = "Паромная переправа закрыта до четверга, сообщил капитан";
        let (bytes, _, _) = encoding_rs::KOI8_R.encode(russian);
        check(&bytes, russian);
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("港の新聞によると船は出なかったという");
        check(&bytes, "港の新聞によると船は出なかったという");
    }

    #[test]
    fn a_few_wrong_bytes_do_not_spoil_utf8() {
        check(
            "“Très” “déjà” vu"
                .as_bytes()
                .iter()
                .copied()
                .chain(*b" \x93x\x94")
                .collect::<Vec<_>>()
                .as_slice(),
            "“Très” “déjà” vu “x”",
        );
        check(&"déjà vu à l’été".as_bytes()[..18], "déjà vu à l’");
    }

    #[test]
    fn a_few_bytes_in_an_english_text_are_western() {
        check(b"It costs \xa35, said Bob.", "It costs £5, said Bob.");
        check(b"The caf\xe9 opened.", "The café opened.");
        check(b"It\x92s \x93fine\x94 \x96 she said, at 20\xb0.", "It’s “fine” – she said, at 20°.");
        let prices = b"The price rose again to \xa35, and nobody said a word about it. ".repeat(30);
        check(&prices, &"The price rose again to £5, and nobody said a word about it. ".repeat(30));
        check(b"Prom stoi, powiedzia\xb3 kapitan.", "Prom stoi, powiedział kapitan.");
        check(b"\xcf\xe0\xf0\xee\xec \xf1\xf2\xee\xe8\xf2", "Паром стоит");
    }

    #[test]
    fn as_many_wrong_bytes_as_right_ones_are_no_other_script() {
        check(
            b"The caf\xc3\xa9 was \xe9\xff\xe8 full on Monday, said the owner of it.",
            "The café was éÿè full on Monday, said the owner of it.",
        );
        check(b"na\xc3\xafve \xd0 text", "naïve Ð text");
    }
}
