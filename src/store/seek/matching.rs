//! Writes conditions on words in the language of the full-text index.

use crate::domain::search::{Needle, Node, Place, Term};

/// What the index of titles and texts is asked for, if `node` is about nothing else.
pub(super) fn in_text(node: &Node) -> Option<String> {
    expression(node, &|place, phrase| match place {
        Place::Anywhere => Some(phrase),
        Place::Title => Some(format!("title : {phrase}")),
        Place::Body => Some(format!("text : {phrase}")),
        Place::Quote | Place::Source => None,
    })
}

/// What the index of statements is asked for, if `node` is about nothing else.
pub(super) fn in_statements(node: &Node) -> Option<String> {
    expression(node, &|place, phrase| match place {
        Place::Quote => Some(format!("said : {phrase}")),
        Place::Source => Some(format!("source : {phrase}")),
        Place::Anywhere | Place::Title | Place::Body => None,
    })
}

fn expression(node: &Node, place: &impl Fn(Place, String) -> Option<String>) -> Option<String> {
    let join = |nodes: &[Node], between: &str| {
        let parts: Option<Vec<String>> = nodes.iter().map(|node| expression(node, place)).collect();
        Some(format!("({})", parts?.join(between)))
    };
    match node {
        Node::Is(Term::Text(at, needle)) => place(*at, phrase(needle)),
        Node::All(nodes) => join(nodes, " AND "),
        Node::Any(nodes) => join(nodes, " OR "),
        Node::Not(_) | Node::Is(_) => None,
    }
}

/// A string of the index's language: in it nothing but a quotation mark is special, and a zero
/// would end it.
pub(super) fn phrase(needle: &Needle) -> String {
    let text = needle.indexed().replace('"', "\"\"").replace('\0', " ");
    format!("\"{text}\"{}", if needle.prefix { " *" } else { "" })
}

/// Whether a needle is the beginning of a word: very many words may begin so, and to weigh them all
/// takes long. In scripts without spaces (from U+2E80 on) two letters are a word, and one may be the
/// beginning of as many pairs.
pub(super) fn is_vague(needle: &Needle) -> bool {
    let begins =
        |word: &String| word.chars().count() == 1 || word.chars().all(|letter| letter < '\u{2e80}');
    needle.prefix && needle.words.len() == 1 && needle.words.iter().all(begins)
}
