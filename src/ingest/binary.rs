//! Recognizes files that are not text, and names their kind.

/// Magic numbers: the first bytes of a kind of file.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\0\0\x01\0", "an icon"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"PK\x03\x04", "a ZIP archive or Office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ\0", "xz-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"\xfe\xed\xfa\xce", "a program"),
    (b"\xfe\xed\xfa\xcf", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\0asm", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OTTO\0", "a font"),
    (b"\0\x01\0\0\0", "a font"),
];

/// The number of bytes that are examined.
const LOOK: usize = 8192;

/// Returns the kind of file if the bytes are not text.
pub(super) fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(LOOK)];
    if let Some((magic, kind)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        // Three magic numbers could begin a text too ("BZh", "ID3", "fLaC"): then something else
        // must be odd.
        let wordy = magic.iter().all(|byte| byte.is_ascii_alphanumeric());
        if !wordy || is_odd(head) {
            return Some(kind);
        }
    }
    match head {
        [b'R', b'I', b'F', b'F', _, _, _, _, rest @ ..] if rest.starts_with(b"WEBP") => {
            Some("a WebP image")
        }
        [b'R', b'I', b'F', b'F', _, _, _, _, rest @ ..] if rest.starts_with(b"WAVE") => {
            Some("a WAV recording")
        }
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some("a video or picture"),
        [b'M', b'Z', ..] if head.contains(&0) => Some("a program"),
        _ if is_odd(head) => Some("binary data"),
        _ => None,
    }
}

/// Returns whether the bytes cannot be text: zeros that no wide encoding explains, or many control
/// characters.
fn is_odd(head: &[u8]) -> bool {
    if super::decode::wide_encoding(head).is_some() {
        return false;
    }
    let odd = |byte: &&u8| matches!(byte, 1..=6 | 14..=26 | 28..=31);
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    // A few zeros do not make markup binary: they are dropped with other control characters.
    let is_markup = head.trim_ascii_start().starts_with(b"<") || head.starts_with(b"\xef\xbb\xbf<");
    let few = if is_markup { head.len() / 100 } else { 0 };
    zeros > few || head.iter().filter(odd).count() * 20 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_binary() {
        for text in
            ["ID3 tags explained", "BZh is a prefix", "RIFFs and raffs, WEBPages", "é\u{1b}[1m"]
        {
            assert_eq!(binary_kind(text.as_bytes()), None, "{text}");
        }
        assert_eq!(binary_kind(b"\xff\xfeh\0i\0"), None, "UTF-16");
        assert_eq!(binary_kind(b"h\0i\0 \0t\0o\0 \0y\0o\0u\0"), None, "UTF-16 without a mark");
    }

    #[test]
    fn binaries_are_named() {
        for (bytes, name) in [
            (&b"\x89PNG\r\n\x1a\n\0\0"[..], "a PNG image"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "a WebP image"),
            (b"\0\0\0\x20ftypmp42", "a video or picture"),
            (b"MZ\x90\0\x03\0", "a program"),
            (b"some\0thing else", "binary data"),
            (b"\x01\x02\x03\x04abc", "binary data"),
        ] {
            assert_eq!(binary_kind(bytes), Some(name));
        }
    }
}
