//! Prepares a page for the extraction of its main text: removes photo credits, and keeps what gives
//! structure.

use std::borrow::Cow;

use dom_query::{Document, NodeRef};

use super::rules;
use super::tag::RawTag;

/// The longest text (bytes) that is taken for a credit by its class.
const LONGEST_CREDIT: usize = 200;

/// Elements that are not removed because of their class, whatever it is ("section-header").
const STRUCTURE: &str = "h2, h3, h4, dt, dd, pre, blockquote";

/// Classes of elements that name photographers.
const CREDITS: &str =
    "[class~=credit], [class*=photo-credit], [class*=image-credit], [class*=media-credit]";

/// Returns a page in which scripts, styles and frames that are self-closing, as in XML, have an end
/// tag. Without it they would hide everything that follows.
pub(super) fn close_self_closing(markup: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut at, mut kept) = (0, 0);
    while let Some(found) = markup[at..].find('<') {
        let tag = RawTag::parse(markup, at + found);
        at = tag.end;
        let name = tag.name.to_ascii_lowercase();
        if tag.closes || !rules::is_raw(&name) || !markup[..at].ends_with('>') {
            continue;
        }
        if tag.closes_itself(markup, false) {
            out.push_str(&format!("{}</{name}>", &markup[kept..at]));
            kept = at;
        } else {
            at = tag.raw_end(markup, &name);
        }
    }
    if kept == 0 {
        return Cow::Borrowed(markup);
    }
    out.push_str(&markup[kept..]);
    Cow::Owned(out)
}

/// Prepares a page.
pub(super) fn prepare_page(document: &Document) {
    for node in document.select(STRUCTURE).nodes() {
        node.remove_attr("class");
        node.remove_attr("id");
    }
    for node in document.select(CREDITS).nodes().iter().filter(|node| is_credit(node)) {
        node.remove_from_parent();
    }
    for node in document.select("[style]").nodes() {
        keep_lines(node);
    }
}

/// Replaces line breaks by `br` elements where a style keeps them, because the style is lost.
fn keep_lines(node: &NodeRef) {
    let style = node.attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    let is_kept = ["pre-wrap", "pre-line", "pre;", "break-spaces"]
        .iter()
        .any(|kept| format!("{style};").contains(&format!("white-space:{kept}")));
    if !is_kept || node.has_name("pre") || node.has_name("body") || node.has_name("html") {
        return;
    }
    let texts: Vec<NodeRef> = node.descendants_it().filter(NodeRef::is_text).collect();
    for text in texts {
        let words = text.text();
        let is_code = text.ancestors_it(None).any(|around| around.has_name("pre"));
        if !words.trim().contains('\n') || is_code {
            continue;
        }
        let escaped = words.replace('&', "&amp;").replace('<', "&lt;");
        text.replace_with_html(escaped.replace("\r\n", "\n").replace('\n', "<br>"));
    }
}

/// Returns whether an element with a credit class has only a few words.
fn is_credit(node: &NodeRef) -> bool {
    let holds = ["img", "picture", "video", "table", "pre", "h1", "h2", "h3", "ul", "ol"];
    let words = || node.text().trim().len();
    !node.has_name("caption")
        && !node.has_name("body")
        && !node.descendants_it().any(|inner| holds.iter().any(|name| inner.has_name(name)))
        && words() <= LONGEST_CREDIT
}
