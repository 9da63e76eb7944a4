//! Reads text in feeds, which may be plain, escaped HTML or markup in place, whatever it declares.

use std::borrow::Cow;

use crate::domain::Body;
use crate::domain::base64;

use super::super::binary;
use super::html::Reading;
use super::tree::{Node, Source};
use super::{html, title};

/// The content of an element.
enum ElementText<'a> {
    Plain(Cow<'a, str>),
    Markup(Cow<'a, str>),
}

/// Returns the content of `node` as declared or, if that is unclear, as it looks.
fn held<'a>(node: &'a Node, feed: &Source<'a>) -> ElementText<'a> {
    let kind = node.attribute("type").unwrap_or("").trim().to_ascii_lowercase();
    let mode = node.attribute("mode").unwrap_or("").to_ascii_lowercase();
    if !node.children.is_empty() {
        let reading = Reading {
            is_html: &|prefix| feed.names.is_html(prefix),
            strict: matches!(kind.as_str(), "xhtml" | "application/xhtml+xml"),
        };
        return ElementText::Markup(html::from_xml(feed.inner_markup(node), &reading).into());
    }
    let text = match mode == "base64" || is_data(&kind) {
        // Base 64 is decoded if the result is text.
        true if is_packed(&node.text) => Cow::Owned(unpacked(&node.text, &kind)),
        true if is_media(&kind) => Cow::Borrowed(""),
        _ => Cow::Borrowed(node.text.as_str()),
    };
    match kind.as_str() {
        "html" | "text/html" => ElementText::Markup(text),
        "text" | "text/plain" if mode != "escaped" => ElementText::Plain(text),
        _ if html::is_markup(&text) => ElementText::Markup(text),
        _ => ElementText::Plain(text),
    }
}

/// Returns whether a media type is not text.
fn is_data(kind: &str) -> bool {
    let is_text = ["xml", "html", "json", "text", "plain"].iter().any(|name| kind.contains(name));
    is_media(kind) || (kind.starts_with("application/") && !is_text)
}

fn is_media(kind: &str) -> bool {
    ["image/", "audio/", "video/", "font/", "model/"].iter().any(|part| kind.starts_with(part))
}

/// Returns whether a text looks like base 64 and has no words.
fn is_packed(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    let mut runs = text.split_ascii_whitespace().peekable();
    let longest = runs.clone().map(str::len).max().unwrap_or(0);
    // All its lines except the last have the same length.
    runs.peek().is_some_and(|first| first.len() == longest)
        && text.chars().all(|c| is_letter(c) || c.is_ascii_whitespace())
}

/// Decodes base 64; empty if the result is not text.
fn unpacked(text: &str, kind: &str) -> String {
    let may_be_text = !is_data(kind) || kind == "application/octet-stream";
    let unpacked = may_be_text.then(|| base64::decode_base64(text)).flatten();
    unpacked.filter(|text| binary::binary_kind(text.as_bytes()).is_none()).unwrap_or_default()
}

/// Returns a title, name or tag as one line of text.
pub(super) fn text_line(node: &Node, feed: &Source) -> String {
    match held(node, feed) {
        ElementText::Plain(text) => title::clean_title(&text),
        ElementText::Markup(markup) => html::fragment_line(&markup),
    }
}

/// Returns a text with its structure. Relative links are resolved against `base`.
pub(super) fn text_body(node: &Node, feed: &Source, base: Option<&str>) -> Body {
    match held(node, feed) {
        ElementText::Plain(text) => html::plain_body(&text),
        ElementText::Markup(markup) => html::fragment_body(&markup, base),
    }
}
