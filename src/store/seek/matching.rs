//! Writes conditions on words in the query language of the full-text index.

use crate::domain::search::{Needle, Node, SearchedPart, Term};

/// Returns the query of the index of titles and texts, if `node` has no other conditions.
pub(super) fn in_text(node: &Node) -> Option<String> {
    expression_of(node, &|place, phrase| match place {
        SearchedPart::Anywhere => Some(phrase),
        SearchedPart::Title => Some(format!("title : {phrase}")),
        SearchedPart::Body => Some(format!("text : {phrase}")),
        SearchedPart::Quote | SearchedPart::Source => None,
    })
}

/// Returns the query of the index of statements, if `node` has no other conditions.
pub(super) fn in_statements(node: &Node) -> Option<String> {
    expression_of(node, &|place, phrase| match place {
        SearchedPart::Quote => Some(format!("said : {phrase}")),
        SearchedPart::Source => Some(format!("source : {phrase}")),
        SearchedPart::Anywhere | SearchedPart::Title | SearchedPart::Body => None,
    })
}

fn expression_of(
    node: &Node,
    place: &impl Fn(SearchedPart, String) -> Option<String>,
) -> Option<String> {
    let join = |nodes: &[Node], between: &str| {
        let parts: Option<Vec<String>> =
            nodes.iter().map(|node| expression_of(node, place)).collect();
        Some(format!("({})", parts?.join(between)))
    };
    match node {
        Node::Is(Term::Text(at, needle)) => place(*at, quoted_phrase(needle)),
        Node::All(nodes) => join(nodes, " AND "),
        Node::Any(nodes) => join(nodes, " OR "),
        Node::Not(_) | Node::Is(_) => None,
    }
}

/// Returns a string of the query language. Only a quotation mark is special in it, and a zero byte
/// would end it.
pub(super) fn quoted_phrase(needle: &Needle) -> String {
    let text = needle.indexed().replace('"', "\"\"").replace('\0', " ");
    format!("\"{text}\"{}", if needle.prefix { " *" } else { "" })
}

/// Returns whether a needle is a prefix. Very many words may begin with a prefix, and ranking by
/// them takes long. In scripts without spaces (from U+2E80 on) a single letter is such a prefix,
/// since two letters are a word.
pub(super) fn is_vague(needle: &Needle) -> bool {
    let begins =
        |word: &String| word.chars().count() == 1 || word.chars().all(|letter| letter < '\u{2e80}');
    needle.prefix && needle.words.len() == 1 && needle.words.iter().all(begins)
}
