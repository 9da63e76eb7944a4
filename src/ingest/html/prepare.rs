//! Makes a page ready for finding its main text: captions out, and what gives it structure kept.

use std::borrow::Cow;

use dom_query::{Document, NodeRef};

use super::rules;
use super::tag::Tag;

/// The longest text (bytes) that is taken for a caption by its class.
const LONGEST_CAPTION: usize = 600;

/// Elements whose class, whatever it says ("section-header"), is no reason to drop them.
const STRUCTURE: &str = "h2, h3, h4, dt, dd, pre, blockquote";

/// Classes that captions and credits of pictures have.
const CAPTIONS: &str = "[class~=caption], [class*=-caption], [class*=_caption], [class*=caption-text], \
    [class~=credit], [class*=photo-credit], [class*=image-credit], [class*=media-credit]";

/// A page in which scripts, styles and frames that close themselves, as XML has it, have an end
/// tag: without one they hide all that follows.
pub(super) fn ended(markup: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut at, mut kept) = (0, 0);
    while let Some(found) = markup[at..].find('<') {
        let tag = Tag::read(markup, at + found);
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
pub(super) fn prepare(document: &Document) {
    for node in document.select(STRUCTURE).nodes() {
        node.remove_attr("class");
        node.remove_attr("id");
    }
    for node in document.select(CAPTIONS).nodes().iter().filter(|node| is_caption(node)) {
        node.remove_from_parent();
    }
}

/// Whether an element with such a class holds a few words and nothing else.
fn is_caption(node: &NodeRef) -> bool {
    let holds = ["img", "picture", "video", "table", "pre", "h1", "h2", "h3", "ul", "ol"];
    let words = || node.text().trim().len();
    !node.has_name("caption")
        && !node.has_name("body")
        && !node.descendants_it().any(|inner| holds.iter().any(|name| inner.has_name(name)))
        && words() <= LONGEST_CAPTION
}
