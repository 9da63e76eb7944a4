//! Makes a page ready for finding its main text: captions out, and what gives it structure kept.

use dom_query::{Document, NodeRef};

/// The longest text (bytes) that is taken for a caption by its class.
const LONGEST_CAPTION: usize = 600;

/// Elements whose class, whatever it says ("section-header"), is no reason to drop them.
const STRUCTURE: &str = "h2, h3, h4, dt, dd, pre, blockquote";

/// Classes that captions and credits of pictures have.
const CAPTIONS: &str = "[class~=caption], [class*=-caption], [class*=_caption], [class*=caption-text], \
    [class~=credit], [class*=photo-credit], [class*=image-credit], [class*=media-credit]";

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
