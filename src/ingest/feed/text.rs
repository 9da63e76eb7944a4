//! Text in feeds, which may be plain, escaped HTML, or mark-up in place, and seldom says so truly.

use std::borrow::Cow;

use crate::domain::Body;
use crate::domain::base64;

use super::super::binary;
use super::html::Reading;
use super::tree::{Node, Source};
use super::{html, title};

/// What an element holds.
enum ElementText<'a> {
    Plain(Cow<'a, str>),
    Markup(Cow<'a, str>),
}

/// What `node` holds, by what it says about itself and, where that is open, by how it looks.
fn held<'a>(node: &'a Node, feed: &Source<'a>) -> ElementText<'a> {
    let kind = node.attribute("type").unwrap_or("").trim().to_ascii_lowercase();
    let mode = node.attribute("mode").unwrap_or("").to_ascii_lowercase();
    if !node.children.is_empty() {
        let reading = Reading {
            is_html: &|prefix| feed.names.is_html(prefix),
            strict: matches!(kind.as_str(), "xhtml" | "application/xhtml+xml"),
        };
        return ElementText::Markup(html::from_xml(feed.inside(node), &reading).into());
    }
    let text = match mode == "base64" || is_data(&kind) {
        // What is packed is shown where it is text.
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

/// Whether a media type is of something that is no text.
fn is_data(kind: &str) -> bool {
    let is_text = ["xml", "html", "json", "text", "plain"].iter().any(|name| kind.contains(name));
    is_media(kind) || (kind.starts_with("application/") && !is_text)
}

fn is_media(kind: &str) -> bool {
    ["image/", "audio/", "video/", "font/", "model/"].iter().any(|part| kind.starts_with(part))
}

/// Whether a text consists of the letters of base 64, and of no words.
fn is_packed(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    let mut runs = text.split_ascii_whitespace().peekable();
    let longest = runs.clone().map(str::len).max().unwrap_or(0);
    // All lines of it are equally long, but for the last.
    runs.peek().is_some_and(|first| first.len() == longest)
        && text.chars().all(|c| is_letter(c) || c.is_ascii_whitespace())
}

/// The text that was packed; empty where it is none.
fn unpacked(text: &str, kind: &str) -> String {
    let may_be_text = !is_data(kind) || kind == "application/octet-stream";
    let unpacked = may_be_text.then(|| base64::decode(text)).flatten();
    unpacked.filter(|text| binary::kind(text.as_bytes()).is_none()).unwrap_or_default()
}

/// A title, name or tag: one line of text.
pub(super) fn line(node: &Node, feed: &Source) -> String {
    match held(node, feed) {
        ElementText::Plain(text) => title::clean(&text),
        ElementText::Markup(markup) => html::line(&markup),
    }
}

/// A text as a body; relative links are resolved against `base`.
pub(super) fn body(node: &Node, feed: &Source, base: Option<&str>) -> Body {
    match held(node, feed) {
        ElementText::Plain(text) => html::plain_body(&text),
        ElementText::Markup(markup) => html::body(&markup, base),
    }
}
