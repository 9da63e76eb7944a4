//! Reads a feed's description of itself.

use crate::domain::{FeedInfo, FeedOrigin};

use super::tree::{Node, Source};
use super::{Hints, address, fields, people, text, title};

/// A feed without its entries.
pub(super) struct Channel {
    pub(super) info: FeedInfo,
    /// The base address of relative links.
    pub(super) base: Option<String>,
    /// Whether the feed declares its base itself.
    pub(super) declared: bool,
    pub(super) language: Option<String>,
    /// The authors of entries that name none.
    pub(super) authors: Vec<String>,
}

/// Reads the feed's description. `feed` is the markup that `root` was read from.
pub(super) fn read_channel(root: &Node, feed: &Source, hints: &Hints) -> Channel {
    let node = find_channel(root).unwrap_or(root);
    let top = root.children.first().unwrap_or(node);
    let declared = node.attribute("xml:base").or_else(|| top.attribute("xml:base"));
    // As in the Channel Definition Format.
    let declared = declared.or_else(|| node.attribute("base"));
    let declared = declared.and_then(|base| address::link_address(base, hints.address));
    let around = declared.as_deref().or(hints.address);
    let site = page_address(node, around);
    let origin = own_address(node, around).or_else(|| hints.address.map(str::to_owned));
    let titles = node.children_named("title").chain(node.children_named("dc:title"));
    let title = titles.map(|title| text::text_line(title, feed)).find(|title| !title.is_empty());
    let language =
        node.text_of(&["language", "dc:language"]).or_else(|| node.attribute("xml:lang"));
    Channel {
        declared: declared.is_some(),
        base: declared.or_else(|| hints.address.map(str::to_owned)).or_else(|| site.clone()),
        authors: people::named_authors(node, feed),
        language: language.or_else(|| top.attribute("xml:lang")).and_then(fields::language_tag),
        info: FeedInfo {
            origin: origin.map_or(FeedOrigin::Input, FeedOrigin::Address),
            title: title.or_else(|| site.clone()).map(title::shorten).unwrap_or_default(),
            site,
        },
    }
}

/// Returns the element that describes the feed: the root, or one inside `rss` or `RDF`.
pub(super) fn find_channel(root: &Node) -> Option<&Node> {
    let is_channel = |node: &&Node| matches!(node.name.as_str(), "channel" | "feed");
    let inner = || root.children.iter().flat_map(|child| &child.children).find(is_channel);
    root.children.iter().find(is_channel).or_else(inner)
}

/// Returns the address of the page that a feed or an entry belongs to: Atom's alternate link, or
/// the element's text, or else an identifier that is an address.
pub(super) fn page_address(node: &Node, base: Option<&str>) -> Option<String> {
    let links =
        || node.children.iter().filter(|child| matches!(child.name.as_str(), "link" | "atom:link"));
    let web =
        |text: &str| address::link_address(text, base).and_then(|url| address::web_address(&url));
    let is_page = |link: &&Node| {
        let rel = link.attribute("rel").unwrap_or("alternate").trim().to_lowercase();
        rel == "alternate" || rel.ends_with("/alternate")
    };
    let is_html = |link: &&Node| link.attribute("type").is_none_or(|kind| kind.contains("html"));
    let named = |link: &Node| link.attribute("href").and_then(web);
    links()
        .filter(is_page)
        .find_map(|link| web(link.text.trim()).filter(|_| !link.text.trim().is_empty()))
        .or_else(|| links().filter(is_page).filter(is_html).find_map(named))
        .or_else(|| links().filter(is_page).find_map(named))
        // The Channel Definition Format has the address in an attribute.
        .or_else(|| node.attribute("href").and_then(web))
        .or_else(|| node.child("a")?.attribute("href").and_then(web))
        .or_else(|| node.child("id").and_then(|id| address::web_address(&id.text)))
}

/// Returns the address that the feed declares as its own.
fn own_address(node: &Node, base: Option<&str>) -> Option<String> {
    let links =
        node.children.iter().filter(|child| matches!(child.name.as_str(), "link" | "atom:link"));
    let own = links.into_iter().find(|link| link.attribute("rel") == Some("self"))?;
    address::link_address(own.attribute("href")?, base).and_then(|url| address::web_address(&url))
}
