//! What a feed says about itself.

use crate::domain::{FeedInfo, FeedOrigin};

use super::tree::{Node, Source};
use super::{Hints, address, fields, people, text, title};

/// A feed without its entries.
pub(super) struct Channel {
    pub(super) info: FeedInfo,
    /// What relative links are resolved against.
    pub(super) base: Option<String>,
    /// Whether the feed says so itself.
    pub(super) declared: bool,
    pub(super) language: Option<String>,
    /// Who wrote entries that name nobody.
    pub(super) authors: Vec<String>,
}

/// Reads it. `feed` is the mark-up that `root` was read from.
pub(super) fn read(root: &Node, feed: &Source, hints: &Hints) -> Channel {
    let node = find(root).unwrap_or(root);
    let top = root.children.first().unwrap_or(node);
    let declared = node.attribute("xml:base").or_else(|| top.attribute("xml:base"));
    // The Channel Definition Format.
    let declared = declared.or_else(|| node.attribute("base"));
    let declared = declared.and_then(|base| address::link(base, hints.address));
    let around = declared.as_deref().or(hints.address);
    let site = link(node, around);
    let origin = own_address(node, around).or_else(|| hints.address.map(str::to_owned));
    let titles = node.all("title").chain(node.all("dc:title"));
    let title = titles.map(|title| text::line(title, feed)).find(|title| !title.is_empty());
    let language =
        node.text_of(&["language", "dc:language"]).or_else(|| node.attribute("xml:lang"));
    Channel {
        declared: declared.is_some(),
        base: declared.or_else(|| hints.address.map(str::to_owned)).or_else(|| site.clone()),
        authors: people::named(node, feed),
        language: language.or_else(|| top.attribute("xml:lang")).and_then(fields::language),
        info: FeedInfo {
            origin: origin.map_or(FeedOrigin::Input, FeedOrigin::Address),
            title: title.or_else(|| site.clone()).map(title::short).unwrap_or_default(),
            site,
        },
    }
}

/// The element that describes the feed: at the top, or inside `rss` or `RDF`.
pub(super) fn find(root: &Node) -> Option<&Node> {
    let is_channel = |node: &&Node| matches!(node.name.as_str(), "channel" | "feed");
    let inner = || root.children.iter().flat_map(|child| &child.children).find(is_channel);
    root.children.iter().find(is_channel).or_else(inner)
}

/// The address of the page that a feed or an entry stands for: what Atom calls the alternate link,
/// or the text of the element, or else an identity that is an address.
pub(super) fn link(node: &Node, base: Option<&str>) -> Option<String> {
    let links =
        || node.children.iter().filter(|child| matches!(child.name.as_str(), "link" | "atom:link"));
    let web = |text: &str| address::link(text, base).and_then(|url| address::web(&url));
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
        // The Channel Definition Format has the address as an attribute.
        .or_else(|| node.attribute("href").and_then(web))
        .or_else(|| node.child("a")?.attribute("href").and_then(web))
        .or_else(|| node.child("id").and_then(|id| address::web(&id.text)))
}

/// Where the feed says that it is to be fetched from.
fn own_address(node: &Node, base: Option<&str>) -> Option<String> {
    let links =
        node.children.iter().filter(|child| matches!(child.name.as_str(), "link" | "atom:link"));
    let own = links.into_iter().find(|link| link.attribute("rel") == Some("self"))?;
    address::link(own.attribute("href")?, base).and_then(|url| address::web(&url))
}
