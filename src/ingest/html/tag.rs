//! Parses tags: their ends and their attributes.

use std::borrow::Cow;

use super::super::references::References;

/// The longest tag (bytes) whose attributes are read.
const LONGEST: usize = 256 * 1024;

/// A tag, or text that begins like one.
pub(super) struct RawTag<'a> {
    /// The name as written; empty for a comment, a declaration, or text that is not a tag.
    pub(super) name: &'a str,
    /// Whether this is an end tag.
    pub(super) closes: bool,
    /// The byte range of the tag.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'a> RawTag<'a> {
    /// Parses the tag at byte `start`, which must be a `<`.
    pub(super) fn parse(markup: &'a str, start: usize) -> RawTag<'a> {
        let rest = &markup[start..];
        let past =
            |end: Option<usize>, more: usize| end.map_or(markup.len(), |end| start + end + more);
        if rest.starts_with("<!--") {
            let short = ["<!-->", "<!--->"].iter().find(|short| rest.starts_with(**short));
            let end = short.map(|short| start + short.len());
            let end = end.unwrap_or_else(|| past(rest.find("-->"), 3));
            return RawTag { name: "", closes: false, start, end };
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            let end = past(rest.find('>'), 1);
            return RawTag { name: "", closes: false, start, end };
        }
        let closes = rest.starts_with("</");
        let name_at = start + 1 + usize::from(closes);
        let named = |c: char| !(c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<'));
        let name = markup[name_at..].split(|c| !named(c)).next().unwrap_or("");
        if closes && !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let end = past(rest.find('>'), 1);
            return RawTag { name: "", closes, start, end };
        }
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return RawTag { name: "", closes, start, end: start + 1 };
        }
        RawTag { name, closes, start, end: end_of_tag(markup, name_at + name.len()) }
    }

    /// Returns the attributes as written.
    pub(super) fn attributes(&self, markup: &'a str) -> &'a str {
        let from = self.start + 1 + self.name.len();
        markup.get(from..self.end.saturating_sub(1)).unwrap_or("").trim_start()
    }

    /// Returns whether the tag is self-closing as in XML (`<script src="x"/>`), and no end tag
    /// contradicts that. In formulas and drawings (`foreign`), any slash counts.
    pub(super) fn closes_itself(&self, markup: &str, foreign: bool) -> bool {
        let attributes = self.attributes(markup).trim_end();
        let Some(before) = attributes.strip_suffix('/').filter(|_| !self.closes) else {
            return false;
        };
        // The slash may be the end of an address.
        let is_apart = before.ends_with(['"', '\'', ' ', '\n', '\t']) || !before.contains('=');
        let rest = &markup[self.end..];
        let next = rest.find('<').map_or("", |at| &rest[at..]);
        let end = next.strip_prefix("</").and_then(|next| next.get(..self.name.len()));
        (foreign || is_apart) && !end.is_some_and(|end| end.eq_ignore_ascii_case(self.name))
    }

    /// Returns the end of the content of a raw-text element (bytes).
    pub(super) fn raw_end(&self, markup: &str, name: &str) -> usize {
        let mut at = self.end;
        while let Some(found) = markup[at..].find("</") {
            at += found + 2;
            let close = markup.as_bytes().get(at..at + name.len());
            if close.is_some_and(|close| close.eq_ignore_ascii_case(name.as_bytes())) {
                return at - 2;
            }
        }
        markup.len()
    }

    /// Returns the approximate number of attributes: the words of the tag outside quotation marks.
    pub(super) fn count_attributes(&self, markup: &str) -> usize {
        let (mut count, mut quote, mut before) = (0, None, b' ');
        for byte in markup.as_bytes()[self.start..self.end].iter().copied() {
            match quote {
                Some(mark) => quote = (byte != mark).then_some(mark),
                None if before == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
                None if matches!(before, b' ' | b'\n' | b'\t' | b'/' | b'"' | b'\'') => count += 1,
                None => {}
            }
            before = byte;
        }
        count
    }
}

/// Returns the position after the tag's `>` (bytes). A `>` inside a quoted value does not count.
fn end_of_tag(markup: &str, from: usize) -> usize {
    let (mut quote, mut before) = (None, b' ');
    for (offset, byte) in markup.as_bytes()[from..].iter().copied().enumerate() {
        match quote {
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            None if byte == b'>' => return from + offset + 1,
            None if before == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    markup.len()
}

/// Returns the value of the attribute `name` (lower case) among `attributes` as written, with
/// references resolved.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let mut rest = attributes.get(..LONGEST).unwrap_or(attributes);
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/');
        let end = rest.char_indices().skip(1).find(|(_, c)| ends(*c)).map(|(at, _)| at);
        let (key, after) = rest.split_at(end.unwrap_or(rest.len()));
        let (value, after) = value(after.trim_ascii_start(), after);
        if key.eq_ignore_ascii_case(name) {
            return Some(match value.contains('&') {
                true => Cow::Owned(References::default().resolve(value)),
                false => Cow::Borrowed(value),
            });
        }
        rest = after;
    }
}

/// Returns the value at the start of `text`, or `without` if there is none, and the rest.
fn value<'a>(text: &'a str, without: &'a str) -> (&'a str, &'a str) {
    let Some(text) = text.strip_prefix('=') else { return ("", without) };
    let text = text.trim_ascii_start();
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    text.split_at(text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len()))
}
