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

pub(super) use json::{is_json_feed, read as read_json};

use tree::Node;

/// The most entries that are read of one feed.
const MOST_ENTRIES: usize = 100_000;

/// Reads a feed; what is cut off or ill-formed costs no more than itself.
pub(super) fn read(markup: &str, hints: &Hints) -> Result<Parsed, IngestError> {
    let (root, source) = tree::read(markup);
    let channel = channel::read(&root, &source, hints);
    let is_feed = channel::find(&root).is_some();
    let is_entry = root.children.iter().any(|child| child.name == "entry");
    let entries = entries(root);
    if entries.is_empty() && !is_feed {
        return Err(IngestError::NoArticle(
            "it looks like a feed, but has neither a channel nor entries".to_owned(),
        ));
    }
    let problems = left_out(entries.len()).into_iter().collect();
    // Each entry's part of the tree goes once it has been read.
    let taken = entries.into_iter().take(MOST_ENTRIES);
    let drafts = taken.map(|node| entry::read(&node, &source, &channel)).collect();
    // A document of one entry is an article, and no feed.
    let feed = (!is_entry || is_feed).then_some(channel.info);
    Ok(Parsed { feed, drafts, problems, ..Parsed::default() })
}

/// What is said of a feed with more entries than are read.
fn left_out(entries: usize) -> Option<String> {
    let said = || format!("it has {entries} entries: the first {MOST_ENTRIES} were read");
    (entries > MOST_ENTRIES).then(said)
}

/// The entries, wherever they stand: RSS 1.0 has them beside the channel.
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
