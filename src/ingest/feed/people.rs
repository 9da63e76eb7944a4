//! Reads the authors of an entry.

use super::entry::without_repeats;
use super::tree::{Node, Source};
use super::{fields, text};

/// The deepest element in which the name of a person is searched.
const DEEPEST: usize = 4;

/// Returns the authors of an entry; if it names none, those of the feed that it was taken from, or
/// else `around`, the authors of the feed that contains it.
pub(super) fn authors(node: &Node, feed: &Source, around: &[String]) -> Vec<String> {
    let own = named_authors(node, feed);
    if !own.is_empty() {
        return own;
    }
    let source = node.child("source").or_else(|| node.child("atom:source"));
    let source = source.map(|source| named_authors(source, feed)).unwrap_or_default();
    if source.is_empty() { around.to_vec() } else { source }
}

/// Returns the authors that an element names itself.
pub(super) fn named_authors(node: &Node, feed: &Source) -> Vec<String> {
    let mut authors = Vec::new();
    for author in &node.children {
        let name = match author.name.as_str() {
            "author" | "atom:author" | "dc:creator" | "dc:author" | "itunes:author" => {
                match name_of(author, 0) {
                    Some(name) => text::text_line(name, feed),
                    None => person(&text::text_line(author, feed)),
                }
            }
            _ => continue,
        };
        authors.extend(fields::non_empty_line(&name));
    }
    without_repeats(authors)
}

/// Returns the element with a person's name inside the element that describes the person, in Atom
/// or another vocabulary.
fn name_of(node: &Node, depth: usize) -> Option<&Node> {
    let local = |child: &Node| child.name.rsplit(':').next().map(str::to_owned);
    let named =
        |wanted: &str| node.children.iter().find(|child| local(child).as_deref() == Some(wanted));
    ["name", "fn", "fullname", "value"].iter().find_map(|wanted| named(wanted)).or_else(|| {
        let inner = node.children.iter().filter(|_| depth < DEEPEST);
        inner.into_iter().find_map(|child| name_of(child, depth + 1))
    })
}

/// Returns the name in `desk@paper.example (Ann Lee)`, `Ann Lee (ann@paper.example)` and `Ann Lee
/// <ann@paper.example>`: Ann Lee.
fn person(text: &str) -> String {
    if let Some((before, after)) = text.split_once('(') {
        let (before, after) = (before.trim(), after.trim_end_matches(')').trim());
        if before.contains('@') {
            return after.to_owned();
        }
        if after.contains('@') && !before.is_empty() {
            return before.to_owned();
        }
    }
    match text.split_once('<') {
        Some((name, address)) if address.contains('@') && !name.trim().is_empty() => {
            name.trim().to_owned()
        }
        _ => text.to_owned(),
    }
}
