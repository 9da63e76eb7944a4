//! An article's text with its structure: one plain text, and blocks and links as spans of it.

use serde::{Deserialize, Serialize};

use super::Span;

/// An article's body. `text` is what is analysed, searched and shown; blocks stand in order and
/// never overlap; between two of them lies nothing but white space (a blank line).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The whole text, as written.
    pub text: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Its links, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Words that are set apart, in order of their beginnings; one may lie inside another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accents: Vec<Accent>,
}

/// One block of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands in the text (bytes).
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// How many block quotes it stands inside.
    #[serde(default)]
    pub quote_depth: u8,
}

/// What a block is. Markers (bullets, numbers, `#`) are not part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A list item: `depth` from 0, `number` where the list is ordered.
    Item {
        /// How deep the list is nested, from 0.
        depth: u8,
        /// The item's number, where the list has numbers.
        number: Option<u32>,
    },
    /// Preformatted text: its line breaks and spaces count.
    Code,
    /// A table: a line a row, cells parted by tabs; the first row is the head if the flag is set.
    Table {
        /// Whether the first row is a head.
        head: bool,
    },
    /// An image's alternative text.
    Image,
    /// A further paragraph of the list item that it follows.
    Continued {
        /// How deep the item's list is nested, from 0.
        depth: u8,
        /// The item's number, where the list has numbers.
        number: Option<u32>,
    },
    /// A rule between two parts of a text, with a sign that stands for it.
    Rule,
}

/// Words that are set apart from those around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accent {
    /// The words (bytes of the text).
    pub span: Span,
    /// How they are set apart.
    pub kind: AccentKind,
}

/// How words are set apart.
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
    let (mut words, mut inside) = (0, false);
    for c in text.chars() {
        // Nearly all characters are letters and spaces, so the table for the others is asked last.
        let space = matches!(c, ' ' | '\t'..='\r') || (!c.is_ascii() && c.is_whitespace());
        words += usize::from(inside && space);
        inside = !space;
    }
    words + usize::from(inside)
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
