//! One entry of a feed as an article.

use std::collections::HashSet;

use crate::domain::{Body, Draft, When};

use super::channel::{self, Channel};
use super::tree::Node;
use super::{address, dates, fields, text, title};

/// Where an entry says when it was published, best first.
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

/// Where an entry's text may stand, fullest first.
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
];

/// Reads an entry. `feed` is the mark-up that it stands in.
pub(super) fn read(node: &Node, feed: &str, channel: &Channel) -> Draft {
    let base =
        node.attribute("xml:base").and_then(|base| address::link(base, channel.base.as_deref()));
    let base = base.as_deref().or(channel.base.as_deref());
    let published = date(node, PUBLISHED);
    let updated = date(node, UPDATED);
    let mut draft = Draft {
        guid: guid(node),
        url: channel::link(node, base).or_else(|| permalink(node)),
        title: entry_title(node, feed),
        authors: authors(node, feed),
        outlet: outlet(node, feed),
        // Atom asks only for the last change; where that is all there is, it orders the article.
        published: published.or(updated),
        updated,
        tags: tags(node, feed),
        language: node
            .attribute("xml:lang")
            .and_then(fields::language)
            .or(channel.language.clone()),
        body: body(node, feed, base),
        enclosures: Vec::new(),
    };
    if draft.title.is_empty() {
        draft.title = title::from_body(&draft.body);
    }
    draft
}

fn entry_title(node: &Node, feed: &str) -> String {
    let names = ["title", "atom:title", "dc:title", "media:title"];
    let titles = names.iter().flat_map(|name| node.all(name)).map(|title| text::line(title, feed));
    titles.into_iter().find(|title| !title.is_empty()).unwrap_or_default()
}

fn guid(node: &Node) -> Option<String> {
    let guid = node.text_of(&["guid", "id", "atom:id"]).or_else(|| node.attribute("rdf:about"));
    guid.or_else(|| node.text_of(&["dc:identifier"])).and_then(fields::filled)
}

/// A guid that is the article's address, as it is unless it says that it is not.
fn permalink(node: &Node) -> Option<String> {
    let guid = node.child("guid")?;
    let denied = guid.attribute("ispermalink").is_some_and(|value| value.trim() == "false");
    (!denied).then(|| address::web(&guid.text)).flatten()
}

fn authors(node: &Node, feed: &str) -> Vec<String> {
    let mut authors = Vec::new();
    for author in node.children.iter() {
        let name = match author.name.as_str() {
            "author" | "atom:author" => {
                match author.child("name").or_else(|| author.child("atom:name")) {
                    Some(name) => text::line(name, feed),
                    None => person(&text::line(author, feed)),
                }
            }
            "dc:creator" | "dc:author" | "itunes:author" => person(&text::line(author, feed)),
            _ => continue,
        };
        authors.extend(fields::filled(&name));
    }
    without_repeats(authors)
}

/// `desk@paper.example (Ann Lee)` and `Ann Lee <ann@paper.example>` name Ann Lee.
fn person(text: &str) -> String {
    if let Some((before, after)) = text.split_once('(')
        && before.contains('@')
    {
        return after.trim_end_matches(')').trim().to_owned();
    }
    match text.split_once('<') {
        Some((name, address)) if address.contains('@') && !name.trim().is_empty() => {
            name.trim().to_owned()
        }
        _ => text.to_owned(),
    }
}

fn outlet(node: &Node, feed: &str) -> Option<String> {
    let source = node.child("source").or_else(|| node.child("atom:source"))?;
    let name = source.child("title").unwrap_or(source);
    fields::filled(&text::line(name, feed))
}

fn tags(node: &Node, feed: &str) -> Vec<String> {
    let is_tag = |name: &str| matches!(name, "category" | "dc:subject" | "atom:category");
    let tag = |tag: &Node| {
        let named = tag.attribute("label").or_else(|| tag.attribute("term")).map(str::to_owned);
        fields::filled(&named.unwrap_or_else(|| text::line(tag, feed)))
    };
    without_repeats(
        node.children.iter().filter(|child| is_tag(&child.name)).filter_map(tag).collect(),
    )
}

fn date(node: &Node, names: &[&str]) -> Option<When> {
    let found = names.iter().flat_map(|name| node.all(name));
    found.into_iter().find_map(|date| dates::parse(&date.text))
}

fn body(node: &Node, feed: &str, base: Option<&str>) -> Body {
    let found = TEXTS.iter().flat_map(|name| node.all(name)).map(|child| {
        let own = child.attribute("xml:base").and_then(|own| address::link(own, base));
        text::body(child, feed, own.as_deref().or(base))
    });
    found.into_iter().find(|body| !body.blocks.is_empty()).unwrap_or_default()
}

fn without_repeats(list: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    list.into_iter().filter(|item| seen.insert(item.clone())).collect()
}
