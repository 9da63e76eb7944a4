//! Feeds: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, CDF, JSON Feed, well-formed or not.

mod channel;
mod entry;
mod json;
mod media;
mod names;
mod people;
mod text;
mod tree;

use super::{Hints, IngestError, Parsed, address, dates, fields, html, title};

pub(super) use json::{is_json_feed, read_json_feed as read_json};

use tree::Node;

/// The most entries that are read from one feed.
const MOST_ENTRIES: usize = 100_000;

/// Reads a feed. Truncated or malformed parts are skipped, and the rest is read.
pub(super) fn read_feed(markup: &str, hints: &Hints) -> Result<Parsed, IngestError> {
    let (root, source) = tree::parse_tree(markup);
    let channel = channel::read_channel(&root, &source, hints);
    let is_feed = channel::find_channel(&root).is_some();
    let is_entry = root.children.iter().any(|child| child.name == "entry");
    let entries = entries(root);
    if entries.is_empty() && !is_feed {
        return Err(IngestError::NoArticle(
            "it looks like a feed, but has neither a channel nor entries".to_owned(),
        ));
    }
    let problems = left_out(entries.len()).into_iter().collect();
    // Each entry's part of the tree is freed once it is read.
    let taken = entries.into_iter().take(MOST_ENTRIES);
    let drafts = taken.map(|node| entry::read_entry(&node, &source, &channel)).collect();
    // A document with a single entry is an article, not a feed.
    let feed = (!is_entry || is_feed).then_some(channel.info);
    Ok(Parsed { feed, drafts, problems, ..Parsed::default() })
}

/// Returns a message for a feed with more entries than are read.
fn left_out(entries: usize) -> Option<String> {
    let said = || format!("it has {entries} entries: the first {MOST_ENTRIES} were read");
    (entries > MOST_ENTRIES).then(said)
}

/// Returns the entries wherever they are: RSS 1.0 has them beside the channel.
fn entries(root: Node) -> Vec<Node> {
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        if matches!(node.name.as_str(), "item" | "entry") {
            found.push(node);
        } else {
            open.extend(node.children.into_iter().rev());
        }
    }
    found
}
