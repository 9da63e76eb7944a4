//! Text in feeds, which may be plain, escaped HTML, or mark-up in place, and seldom says so truly.

use std::borrow::Cow;

use crate::domain::Body;
use crate::domain::{base64, clean};

use super::html::Reading;
use super::tree::{Node, Source};
use super::{html, paragraphs, plain, title};

/// What an element holds.
enum Held<'a> {
    Plain(Cow<'a, str>),
    Markup(Cow<'a, str>),
}

/// What `node` holds, by what it says about itself and, where that is open, by how it looks.
fn held<'a>(node: &'a Node, feed: &Source<'a>) -> Held<'a> {
    let kind = node.attribute("type").unwrap_or("").trim().to_ascii_lowercase();
    let mode = node.attribute("mode").unwrap_or("").to_ascii_lowercase();
    if !node.children.is_empty() {
        let reading = Reading {
            is_html: &|prefix| feed.names.is_html(prefix),
            strict: matches!(kind.as_str(), "xhtml" | "application/xhtml+xml"),
        };
        return Held::Markup(html::from_xml(feed.inside(node), &reading).into());
    }
    let packed = mode == "base64" || kind == "application/octet-stream";
    let unpacked = packed.then(|| base64::decode(&node.text)).flatten();
    let text = unpacked.map_or(Cow::Borrowed(node.text.as_str()), Cow::Owned);
    match kind.as_str() {
        "html" | "text/html" => Held::Markup(text),
        "text" | "text/plain" if mode != "escaped" => Held::Plain(text),
        _ if html::is_markup(&text) => Held::Markup(text),
        _ => Held::Plain(text),
    }
}

/// A title, name or tag: one line of text.
pub(super) fn line(node: &Node, feed: &Source) -> String {
    match held(node, feed) {
        Held::Plain(text) => title::clean(&text),
        Held::Markup(markup) => html::line(&markup),
    }
}

/// A text as a body; relative links are resolved against `base`.
pub(super) fn body(node: &Node, feed: &Source, base: Option<&str>) -> Body {
    match held(node, feed) {
        Held::Plain(text) => plain_body(&text),
        Held::Markup(markup) => html::body(&markup, base),
    }
}

/// Plain words as a body, without what must not be shown.
pub(super) fn plain_body(text: &str) -> Body {
    paragraphs::body(clean::visible(&plain::unix_lines(text)).trim())
}
