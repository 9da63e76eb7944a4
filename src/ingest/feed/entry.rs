//! Reads one entry of a feed as an article.

use std::collections::HashSet;

use crate::domain::{Body, Draft, When};

use super::channel::{self, Channel};
use super::tree::{Node, Source};
use super::{address, dates, fields, media, people, text, title};

/// Elements with an entry's date of publication, best first.
const PUBLISHED: &[&str] = &[
    "published",
    "pubdate",
    "issued",
    "dcterms:issued",
    "dc:date",
    "atom:published",
    "dcterms:created",
    "created",
    "date",
];
const UPDATED: &[&str] = &["updated", "modified", "dcterms:modified", "atom:updated"];

/// Elements with an entry's text, fullest first.
const TEXTS: &[&str] = &[
    "content:encoded",
    "content",
    "xhtml:body",
    "body",
    "fulltext",
    "description",
    "summary",
    "atom:content",
    "atom:summary",
    "media:description",
    "itunes:summary",
    "dc:description",
    "itunes:subtitle",
    "abstract",
];

/// The most authors or tags of one entry.
const MOST: usize = 100;

/// Reads an entry. `feed` is the markup that contains it.
pub(super) fn read_entry(node: &Node, feed: &Source, channel: &Channel) -> Draft {
    let around = channel.base.as_deref();
    let declared = node.attribute("xml:base").and_then(|base| address::link_address(base, around));
    let base = declared.as_deref().or(around);
    let url = channel::page_address(node, base).or_else(|| permalink(node));
    let page =
        (declared.is_none() && !channel.declared).then(|| page(node, url.as_deref(), channel));
    // Links in the text are relative to the page that the text comes from.
    let inner = page.flatten().or_else(|| base.map(str::to_owned));
    let inner = inner.as_deref();
    let published = date(node, PUBLISHED);
    // The Channel Definition Format has the date in an attribute.
    let attribute = || node.attribute("lastmod").and_then(dates::parse);
    let updated = date(node, UPDATED).or_else(attribute);
    let mut draft = Draft {
        guid: guid(node),
        url: url.or_else(|| elsewhere(node, base)),
        title: entry_title(node, feed),
        authors: people::authors(node, feed, &channel.authors),
        outlet: outlet(node, feed),
        // Atom requires only the date of the last change. If there is no other, the article is
        // ordered by it.
        published: published.or(updated),
        updated,
        own_tags: Vec::new(),
        tags: tags(node, feed),
        language: node
            .attribute("xml:lang")
            .and_then(fields::language_tag)
            .or(channel.language.clone()),
        body: body(node, feed, inner),
        enclosures: media::enclosures(node, feed, inner),
    };
    if draft.title.is_empty() {
        draft.title = title::from_body(&draft.body);
    }
    draft
}

fn entry_title(node: &Node, feed: &Source) -> String {
    let names = ["title", "atom:title", "dc:title", "itunes:title", "media:title"];
    let titles = names
        .iter()
        .flat_map(|name| node.children_named(name))
        .map(|title| text::text_line(title, feed));
    titles.into_iter().find(|title| !title.is_empty()).unwrap_or_default()
}

fn guid(node: &Node) -> Option<String> {
    let guid = node.text_of(&["guid", "id", "atom:id"]).or_else(|| node.attribute("rdf:about"));
    guid.or_else(|| node.text_of(&["dc:identifier"])).and_then(fields::identifier)
}

/// Returns the guid if it is the article's address, which it is unless it says otherwise.
fn permalink(node: &Node) -> Option<String> {
    let guid = node.child("guid")?;
    let denied = guid.attribute("ispermalink").is_some_and(|value| value.trim() == "false");
    (!denied).then(|| address::web_address(&guid.text)).flatten()
}

/// Returns the address of a text that the entry only refers to.
fn elsewhere(node: &Node, base: Option<&str>) -> Option<String> {
    let source = node.child("content")?.attribute("src")?;
    address::link_address(source, base).and_then(|url| address::web_address(&url))
}

/// Returns the address of the entry's own page, if that is on the feed's site. An entry may also
/// link to a page of another site.
fn page(node: &Node, url: Option<&str>, channel: &Channel) -> Option<String> {
    let original = node.text_of(&["feedburner:origlink"]).and_then(address::web_address);
    let page = original.or_else(|| url.map(str::to_owned))?;
    let sites = [channel.info.site.as_deref(), channel.base.as_deref()];
    let mut sites = sites.into_iter().flatten().peekable();
    let is_own = sites.peek().is_none() || sites.any(|site| address::same_site(site, &page));
    is_own.then_some(page)
}

fn outlet(node: &Node, feed: &Source) -> Option<String> {
    let source = node.child("source").or_else(|| node.child("atom:source"))?;
    let name = source.child("title").unwrap_or(source);
    fields::non_empty_line(&text::text_line(name, feed))
}

fn tags(node: &Node, feed: &Source) -> Vec<String> {
    let is_tag = |name: &str| matches!(name, "category" | "dc:subject" | "atom:category");
    let tag = |tag: &Node| {
        let named = tag.attribute("label").or_else(|| tag.attribute("term")).map(str::to_owned);
        fields::non_empty_line(&named.unwrap_or_else(|| text::text_line(tag, feed)))
    };
    without_repeats(
        node.children.iter().filter(|child| is_tag(&child.name)).filter_map(tag).collect(),
    )
}

fn date(node: &Node, names: &[&str]) -> Option<When> {
    let found = names.iter().flat_map(|name| node.children_named(name));
    found.into_iter().find_map(|date| dates::parse(&date.text))
}

fn body(node: &Node, feed: &Source, base: Option<&str>) -> Body {
    let media = || {
        node.children_named("media:group")
            .flat_map(|group| group.children_named("media:description"))
    };
    let found = TEXTS.iter().flat_map(|name| node.children_named(name)).chain(media());
    let found = found.map(|child| {
        let own = child.attribute("xml:base").and_then(|own| address::link_address(own, base));
        text::text_body(child, feed, own.as_deref().or(base))
    });
    found.into_iter().find(|body| !body.blocks.is_empty()).unwrap_or_default()
}

/// Returns the list without repetitions, and without so many items that no user would see them.
pub(super) fn without_repeats(list: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    list.into_iter().filter(|item| seen.insert(item.clone())).take(MOST).collect()
}
