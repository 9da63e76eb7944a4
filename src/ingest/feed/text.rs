//! Text in feeds, which may be plain, escaped HTML, or mark-up in place, and seldom says so truly.

use std::borrow::Cow;

use crate::domain::Body;
use crate::domain::{base64, clean};

use super::tree::Node;
use super::{html, paragraphs, plain, title};

/// Elements whose presence makes a text HTML.
const TELLING: &[&str] = &[
    "a",
    "abbr",
    "audio",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "del",
    "div",
    "em",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "td",
    "tr",
    "tt",
    "u",
    "ul",
    "video",
];

/// What an element holds.
enum Held<'a> {
    Plain(Cow<'a, str>),
    Markup(Cow<'a, str>),
}

/// What `node` holds, by what it says about itself and, where that is open, by how it looks.
fn held<'a>(node: &'a Node, feed: &'a str) -> Held<'a> {
    let kind = node.attribute("type").unwrap_or("").trim().to_ascii_lowercase();
    let mode = node.attribute("mode").unwrap_or("").to_ascii_lowercase();
    if !node.children.is_empty() {
        let inside = feed.get(node.inside.clone()).unwrap_or("");
        // A CDATA section is no mark-up; its text was read without it.
        let escaped = inside.contains("<![CDATA[");
        return Held::Markup(if escaped { &node.text } else { inside }.into());
    }
    let packed = mode == "base64" || kind == "application/octet-stream";
    let unpacked = packed.then(|| base64::decode(&node.text)).flatten();
    let text = unpacked.map_or(Cow::Borrowed(node.text.as_str()), Cow::Owned);
    match kind.as_str() {
        "html" | "text/html" => Held::Markup(text),
        "text" | "text/plain" | "xhtml" if mode != "escaped" => Held::Plain(text),
        _ if is_markup(&text) => Held::Markup(text),
        _ => Held::Plain(text),
    }
}

/// A title, name or tag: one line of text.
pub(super) fn line(node: &Node, feed: &str) -> String {
    match held(node, feed) {
        Held::Plain(text) => title::clean(&text),
        Held::Markup(markup) => html::line(&markup),
    }
}

/// A text as a body; relative links are resolved against `base`.
pub(super) fn body(node: &Node, feed: &str, base: Option<&str>) -> Body {
    match held(node, feed) {
        Held::Plain(text) => plain_body(&text),
        Held::Markup(markup) => html::body(&markup, base),
    }
}

/// Plain words as a body, without what must not be shown.
pub(super) fn plain_body(text: &str) -> Body {
    paragraphs::body(clean::visible(&plain::unix_lines(text)).trim())
}

/// Whether a text is HTML: it has a tag that is known, or a reference.
pub(in super::super) fn is_markup(text: &str) -> bool {
    let last = text.rfind('>').unwrap_or(0);
    let tag = text.match_indices('<').any(|(at, _)| {
        let rest = &text[at + 1..];
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = rest[..end.min(10)].to_ascii_lowercase();
        at < last && TELLING.contains(&name.as_str())
    });
    tag || text.match_indices('&').any(|(at, _)| {
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(0);
        (2..=31).contains(&end) && rest[end..].starts_with(';')
    })
}
