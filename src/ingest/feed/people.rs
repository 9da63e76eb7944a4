//! Who wrote an entry.

use super::entry::without_repeats;
use super::tree::{Node, Source};
use super::{fields, text};

/// The authors of an entry; those of the feed that it was taken from, or else `around` (those of
/// the feed that it stands in), where it names none.
pub(super) fn authors(node: &Node, feed: &Source, around: &[String]) -> Vec<String> {
    let own = named(node, feed);
    if !own.is_empty() {
        return own;
    }
    let source = node.child("source").or_else(|| node.child("atom:source"));
    let source = source.map(|source| named(source, feed)).unwrap_or_default();
    if source.is_empty() { around.to_vec() } else { source }
}

/// The authors that an element names itself.
pub(super) fn named(node: &Node, feed: &Source) -> Vec<String> {
    let mut authors = Vec::new();
    for author in &node.children {
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
