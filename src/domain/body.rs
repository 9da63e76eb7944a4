//! An article's text with its structure: one plain text, with blocks, links and accents as spans of
//! it.

use serde::{Deserialize, Serialize};

use super::Span;

/// An article's text and structure. `text` is analysed, indexed and shown as it is. Blocks are in
/// order and never overlap; between two blocks there is only white space (a blank line).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The whole text as written.
    pub text: String,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// The links, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Spans with emphasis and the like, ordered by first byte. One may lie inside another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accents: Vec<Accent>,
}

/// One block of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The block's byte range in the text.
    pub span: Span,
    /// The kind of block.
    pub kind: BlockKind,
    /// The number of block quotes around the block.
    #[serde(default)]
    pub quote_depth: u8,
}

/// The kind of a block. Markers (bullets, numbers, `#`) are not part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A list item.
    Item {
        /// Nesting depth of the list, from 0.
        depth: u8,
        /// The item's number, if the list is ordered.
        number: Option<u32>,
    },
    /// Preformatted text, whose line breaks and spaces are significant.
    Code,
    /// A table. Each row is a line; cells are separated by tabs.
    Table {
        /// Whether the first row is a header.
        head: bool,
    },
    /// The alternative text of an image.
    Image,
    /// A further paragraph of the list item before it.
    Continued {
        /// Nesting depth of the item's list, from 0.
        depth: u8,
        /// The item's number, if the list is ordered.
        number: Option<u32>,
    },
    /// A rule between two parts of a text, as the sign that represents it.
    Rule,
}

/// A span of text with emphasis or a similar style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accent {
    /// The byte range in the text.
    pub span: Span,
    /// The kind of style.
    pub kind: AccentKind,
}

/// The style of an accent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccentKind {
    /// Emphasis, or a title.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Code inside a line.
    Code,
    /// Struck out: written and taken back.
    Struck,
}

/// A link: its words and its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The byte range of its words in the text.
    pub span: Span,
    /// The address; absolute if the page's address was known.
    pub url: String,
}

impl Body {
    /// Makes running text: one paragraph for each piece between blank lines. The text is kept
    /// unchanged.
    pub fn from_text(text: impl Into<String>) -> Body {
        let text = text.into();
        let blocks = paragraphs(&text)
            .map(|span| Block { span, kind: BlockKind::Paragraph, quote_depth: 0 })
            .collect();
        Body { text, blocks, ..Body::default() }
    }

    /// Returns the number of words, separated by white space.
    pub fn words(&self) -> usize {
        words(&self.text)
    }
}

/// Returns the number of words in `text`, separated by white space.
pub fn words(text: &str) -> usize {
    let bytes = text.as_bytes();
    // The first bytes of all white space beyond ASCII.
    let may_begin = |byte: u8| matches!(byte, 0xc2 | 0xe1 | 0xe2 | 0xe3);
    let is_space = |at: usize| text[at..].chars().next().is_some_and(char::is_whitespace);
    if bytes.iter().enumerate().any(|(at, byte)| may_begin(*byte) && is_space(at)) {
        return text.split_whitespace().count();
    }
    // Without branches, so that many bytes are compared at once.
    let is_space = |byte: u8| byte == b' ' || byte.wrapping_sub(b'\t') < 5;
    let begins = |pair: &[u8]| usize::from(is_space(pair[0]) && !is_space(pair[1]));
    let first = bytes.first().is_some_and(|byte| !is_space(*byte));
    usize::from(first) + bytes.windows(2).map(begins).sum::<usize>()
}

/// Returns the byte ranges of the parts of `text` between blank lines, without surrounding white
/// space.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let start = at + (rest.len() - rest.trim_start().len());
        if start == text.len() {
            return None;
        }
        let end = blank_line(&text[start..]).map_or(text.len(), |offset| start + offset);
        at = end;
        let end = start + text[start..end].trim_end().len();
        Some(Span::new(start, end))
    })
}

/// Returns the offset of the first line break that is followed by a blank line.
fn blank_line(text: &str) -> Option<usize> {
    let mut breaks = text.match_indices('\n');
    breaks.find_map(|(offset, _)| {
        let after = &text[offset + 1..];
        let line = after.find('\n').map_or("x", |end| &after[..end]);
        line.trim().is_empty().then_some(offset)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let body = Body::from_text(text);
        let found: Vec<&str> = body.blocks.iter().map(|block| block.span.of(text)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn words_are_parted_by_any_white_space() {
        for (text, expected) in [
            ("", 0),
            (" \n", 0),
            ("one", 1),
            (" one\ttwo\u{b}three\u{c}four\r\nfive ", 5),
            ("a\u{a0}b\u{2003}c\u{3000}d\u{85}e", 5),
            ("\u{1c}a\u{1f}b\u{200b}c", 1),
        ] {
            assert_eq!(words(text), expected, "{text:?}");
            assert_eq!(words(text), text.split_whitespace().count());
        }
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        check("", &[]);
        check(" \n\n ", &[]);
        check("one", &["one"]);
        check("one\ntwo", &["one\ntwo"]);
        check("one\n\ntwo\n", &["one", "two"]);
        check("\r\none\r\n \r\n\r\n two \r\n", &["one", "two"]);
    }
}
