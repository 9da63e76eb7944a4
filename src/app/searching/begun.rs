//! A search as it is meant while it is typed: its last word has only begun.

use crate::domain::search::{self, Node};

/// The fewest letters of an unfinished word that are searched as the beginning of one: very many
/// words begin with the same two. In scripts without spaces (from U+2E80 on) one letter says enough.
const LEAST: usize = 3;

/// What is searched while `text` is typed, with the cursor before that byte: the word there counts
/// as the beginning of one until a blank or a mark follows it. A word that is excluded does not: far
/// more would be excluded than is meant.
pub(super) fn as_begun(text: &str, cursor: usize) -> String {
    let begins = cursor >= text.len();
    let text = if begins { text.trim_start() } else { text.trim() };
    let word = text.rsplit(char::is_whitespace).next().unwrap_or("");
    let letters = || word.chars().rev().take_while(|c| c.is_alphanumeric());
    let says_enough = letters().count() >= LEAST || letters().any(|letter| letter >= '\u{2e80}');
    let is_address = word.to_lowercase().trim_start_matches(['-', '(']).starts_with("url:");
    if begins && says_enough && !is_address {
        let begun = format!("{text}*");
        let root = search::parse(&begun).ok().and_then(|search| search.root);
        if root.is_some_and(|root| !excludes_last(&root)) {
            return begun;
        }
    }
    text.trim().to_owned()
}

/// Whether the last condition is under a NOT, at whatever height.
fn excludes_last(node: &Node) -> bool {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.last().is_some_and(excludes_last),
        Node::Not(_) => true,
        Node::Is(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> String {
        as_begun(text, text.len())
    }

    #[test]
    fn the_last_word_has_only_begun_until_a_blank_follows() {
        assert_eq!(meant("harb"), "harb*");
        assert_eq!(meant("harb "), "harb");
        assert_eq!(meant("old harb"), "old harb*");
        assert_eq!(meant("\"old harb\""), "\"old harb\"");
        assert_eq!(meant("title:harb"), "title:harb*");
        assert_eq!(meant("is:unread"), "is:unread");
        assert_eq!(meant("named:>12"), "named:>12");
        assert_eq!(meant("url:example"), "url:example");
        assert_eq!(meant("ha"), "ha");
        assert_eq!(meant("船"), "船*");
        assert_eq!(as_begun("harb", 2), "harb");
    }

    #[test]
    fn an_excluded_word_is_excluded_as_it_stands() {
        for text in [
            "ferry -pas",
            "ferry NOT pas",
            "ferry -title:pas",
            "ferry NOT title:pas",
            "ferry OR -pas",
            "ferry -(a pas",
            "ferry -(title:old OR pas",
            "ferry NOT NOT pas",
        ] {
            assert_eq!(meant(text), text);
        }
        assert_eq!(meant("-old ferr"), "-old ferr*");
        assert_eq!(meant("-(old new) ferr"), "-(old new) ferr*");
        assert_eq!(meant("NOT old OR ferr"), "NOT old OR ferr*");
        assert_eq!(meant("well-known"), "well-known*");
    }
}
